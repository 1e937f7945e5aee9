import Diagnostics
import Ingest
import Testing

@testable import WorkbookTemplate

/// Files that are no templates, or that no change would leave whole.
@Suite struct TemplateRefusalTests {
    private static let map = [Samples.cell("Taulu1!A1", "EECO01")]

    private static func code(_ template: TemplateFixture) -> String? {
        do {
            _ = try template.filled(map)
            return nil
        } catch let error as Findings {
            return error.all.first?.code
        } catch {
            return (error as? any ExplainedError)?.code
        }
    }

    private static func sheet(_ text: String) throws -> TemplateFixture {
        try TemplateFixture(sheets: [("Taulu1", text)])
    }

    @Test func refusesWhatCannotBeFilled() throws {
        let good = "<worksheet xmlns=\"\(TemplateFixture.main)\"><sheetData/></worksheet>"
        #expect(Self.code(try Self.sheet(good)) == nil)
        // The old Excel format, an encrypted package, another file, a package cut short, a password within the package.
        let compound: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + Array(repeating: 0, count: 2000)
        #expect(Self.code(try TemplateFixture(bytes: compound, name: "vanha.xls")) == "ingest.workbook-other-format")
        let encrypted = compound + "EncryptedPackage".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        #expect(Self.code(try TemplateFixture(bytes: encrypted)) == "ingest.workbook-password")
        #expect(Self.code(try TemplateFixture(bytes: Array("a;b\n".utf8))) == "ingest.workbook-other-format")
        #expect(
            Self.code(try TemplateFixture(bytes: Array(try Self.sheet(good).bytes.dropLast(60))))
                == "ingest.workbook-truncated")
        let locked = try TemplateFixture(parts: TemplateFixture.parts([("Taulu1", good)]), password: "salasana")
        #expect(Self.code(locked) == "ingest.workbook-password")
        // Two parts that are one to a spreadsheet program.
        let twice = try TemplateFixture(
            parts: TemplateFixture.parts([("Taulu1", good)]) + [("XL/Workbook.xml", Array("<workbook/>".utf8))])
        #expect(Self.code(twice) == "ingest.workbook-damaged")
        // XML that is none, declares a document type, or is written otherwise than in UTF-8.
        #expect(Self.code(try Self.sheet(String(good.dropLast(3)))) == "ingest.workbook-bad-xml")
        #expect(Self.code(try Self.sheet("<!DOCTYPE worksheet>" + good)) == "ingest.workbook-bad-xml")
        #expect(
            Self.code(try Self.sheet("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>" + good))
                == "ingest.workbook-bad-xml")
        #expect(Self.code(try Self.sheet("<worksheet xmlns=\"\(TemplateFixture.main)\"/>")) == "template.no-cells")
    }

    @Test func refusesUTF16WithTheReason() throws {
        let good = "<worksheet xmlns=\"\(TemplateFixture.main)\"><sheetData/></worksheet>"
        var parts = TemplateFixture.parts([("Taulu1", good)])
        let place = try #require(parts.firstIndex { $0.name.hasSuffix("sheet1.xml") })
        parts[place].bytes = [0xFF, 0xFE] + good.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        let template = try TemplateFixture(parts: parts)
        let error = #expect(throws: WorkbookReadError.self) { try template.filled(Self.map) }
        #expect(error?.explanation.cause?.contains("not written in UTF-8") == true)
    }

    @Test func refusesSignedWorkbooks() throws {
        let good = "<worksheet xmlns=\"\(TemplateFixture.main)\"><sheetData/></worksheet>"
        let signed = try TemplateFixture(
            sheets: [("Taulu1", good)], further: [("_xmlsignatures/sig1.xml", Array("<Signature/>".utf8))])
        #expect(Self.code(signed) == "template.signed")
    }

    /// 70 MB of blanks pack into 70 kB: a thousand times less, where 400 is the limit.
    @Test func refusesZipBombs() throws {
        let bomb =
            "<worksheet xmlns=\"\(TemplateFixture.main)\">" + String(repeating: " ", count: 70 << 20)
            + "<sheetData/></worksheet>"
        #expect(Self.code(try Self.sheet(bomb)) == "ingest.workbook-too-large")
    }

    @Test func namesTheSheetThatIsMissing() throws {
        var parts = TemplateFixture.parts([("Taulu1", "")])
        parts.removeAll { $0.name.hasSuffix("sheet1.xml") }
        #expect(Self.code(try TemplateFixture(parts: parts)) == "ingest.workbook-part-missing")
    }
}
