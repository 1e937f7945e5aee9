import Foundation
import Testing

@testable import Ingest

/// What is read from the bytes themselves gives what expat gives, error for error.
@Suite struct PlainCellTests {
    /// Sheets of everything that plain cells may hold, and of what only looks like it.
    @Test func readsAsExpatDoes() throws {
        var errors = 0
        for seed in 0..<120 {
            var generator = SeededGenerator(state: UInt64(seed) + 77)
            let sheet = Self.sheet(&generator)
            if try !Self.agree(Array(sheet.utf8), strings: Self.strings, "seed \(seed)") { errors += 1 }
        }
        #expect((10..<115).contains(errors))
    }

    /// The same with bytes changed, so that most are not well-formed.
    @Test func refusesAsExpatDoes() throws {
        var errors = 0
        for seed in 0..<240 {
            var generator = SeededGenerator(state: UInt64(seed) + 99_000)
            var bytes = Array(Self.sheet(&generator).utf8)
            var strings = Array(Self.strings.utf8)
            Self.change(&bytes, &generator)
            if seed % 3 == 0 { Self.change(&strings, &generator) }
            let text = String(decoding: strings, as: UTF8.self)
            if try !Self.agree(bytes, strings: text, "seed \(seed)") { errors += 1 }
        }
        #expect((40..<240).contains(errors))
    }

    /// Tags that mean something else than they seem to: within comments and sections, in other namespaces, with `>` in a value.
    @Test(arguments: [
        "<row r=\"1\"><!-- <c r=\"A1\"><v>1</v></c> --><c r=\"B1\"><v>2</v></c></row>",
        "<!-- <row r=\"1\"> --><row r=\"2\"><c r=\"A2\"><v>2</v></c></row>",
        "<row r=\"1\" x=\">\"><c r=\"A1\"><v>1</v></c></row><row r=\"2\"><c r=\"A2\"><v>2</v></c></row>",
        "<row r=\"1\" xmlns=\"urn:other\"><c r=\"A1\"><v>1</v></c></row><row r=\"2\"><c r=\"A2\"><v>2</v></c></row>",
        "<row r=\"1\"><x xmlns=\"urn:other\"><c r=\"A1\"><v>1</v></c></x><c r=\"B1\"><v>2</v></c></row>",
        "<row r=\"1\"><c r=\"A1\" cm=\"1\"/><!-- </c> --><c r=\"B1\"><v>2</v></c><!-- <c><v>3</v></c> --></row>",
        "<row r=\"1\"><c r=\"A1\"><f><![CDATA[</c><c r=\"B1\"><v>9</v></c>]]></f><v>1</v></c><c r=\"C1\"><v>2</v></c></row>",
        "<row r=\"1\"/><row r=\"3\"/><row r=\"4\"><c r=\"A4\"><v>1</v></c></row><row r=\"5\"></row>",
        "<row r=\"1\"><c r=\"A1\" r=\"B1\"><v>1</v></c></row>",
        "<row r=\"1\"><c r=\"A1\"><v>1]]>2</v></c></row>",
        "<row r=\"1\"><c r=\"A1\"><v>1</v><is><t>text</t></is></c><c r=\"B1\"><is><t>text</t></is><v>1</v></c></row>",
        "<row r=\"1\">\n <c r=\"A1\">\n <v>1</v>\n</c>\n\n<c r=\"A2\"><v>1</v></c></row>",
        "<row r=\"1\">\r\n<c r=\"A1\"><v>1</v></c>\r\n<c r=\"B1\"><v>&</v></c></row>",
        "<row r=\"1\"><c r=\"A1\" t=\"str\"><v>ty\u{F6}paja \u{20AC} \u{1F600}</v></c><c r=\"B1\" t=\"str\"><v>a&amp;b &#65;</v></c></row>",
        "<row r=\"1\"><c r=\"A1\" t=\"str\"><v>\u{7F}\u{80}\u{FFFE}</v></c></row>",
        "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row></sheetData><rowBreaks count=\"1\"><brk id=\"1\"/></rowBreaks><sheetData>",
    ])
    func isNotDeceived(rows: String) throws {
        let sheet = "<worksheet xmlns=\"\(WorkbookFixture.main)\"><sheetData>\(rows)</sheetData></worksheet>"
        _ = try Self.agree(Array(sheet.utf8), strings: Self.strings, rows)
    }

    @Test(arguments: ["utf-8", "UTF-8", "iso-8859-1", "us-ascii", "utf-16", "windows-1252"])
    func lettersAreReadInTheEncodingThatIsDeclared(encoding: String) throws {
        for quote in ["\"", "'"] {
            let text = "<c r=\"A1\" t=\"str\"><v>ty\u{F6}</v></c><c r=\"B1\"><v>1</v></c>"
            let sheet =
                "<?xml version=\"1.0\" encoding=\(quote)\(encoding)\(quote)?><worksheet xmlns=\"\(WorkbookFixture.main)\"><sheetData><row r=\"1\">\(text)</row></sheetData></worksheet>"
            _ = try Self.agree(Array(sheet.utf8), strings: "", encoding)
        }
    }

    /// Cells at the borders of the pieces in which a part is read, and one larger than a piece.
    @Test func readsAcrossPieces() throws {
        var limits = WorkbookLimits()
        limits.bytesPerText = 1 << 20
        var rows = ""
        var number = 0
        while rows.utf8.count < 3 * PartPieces.size {
            number += 1
            let long = number == 2000 ? String(repeating: "pitk\u{E4} ", count: 50_000) : "x\(number)"
            rows +=
                "<row r=\"\(number)\" spans=\"1:3\"><c r=\"A\(number)\" t=\"str\"><v>\(long)</v></c><c r=\"B\(number)\"><v>\(number)</v></c><c r=\"C\(number)\" s=\"1\"/></row>"
        }
        for kept in [limits.bytesKept, 0] {
            limits.bytesKept = kept
            let fixture = try WorkbookFixture(sheet: "<sheetData>\(rows)</sheetData>")
            let read = try fixture.read(limits: limits)
            #expect(read.rows.count == number)
            #expect(read.rows.allSatisfy { $0.cells.count == 2 && $0[1] == .number(Double($0.rowNumber)) })
            #expect(read.rows[1999][0] == .text(String(repeating: "pitk\u{E4} ", count: 50_000)))
        }
    }

    @Test func limitsHoldForPlainCells() throws {
        var limits = WorkbookLimits()
        limits.bytesPerText = 5
        let sheet = "<sheetData><row r=\"1\"><c r=\"A1\" t=\"str\"><v>123456</v></c></row></sheetData>"
        #expect(
            try WorkbookFixture(sheet: sheet).failure(limits: limits)
                == .tooLarge(
                    file: "fixture.xlsx", part: "xl/worksheets/sheet1.xml",
                    limit: "cell A1 has over 5 bytes of text, the limit"))
        limits.bytesPerText = 100
        limits.sharedStringBytes = 5
        let strings = try WorkbookFixture(sheet: "<sheetData/>", strings: "<si><t>abc</t></si><si><t>def</t></si>")
        #expect(strings.failure(limits: limits)?.code == "ingest.workbook-too-large")
    }

    // MARK: Comparing

    private static let strings =
        "<si><t>yes</t></si>\n<si><t>ty\u{F6}paja</t></si><si><r><t>ri</t></r><r><t>ch</t></r></si><si><t/></si><si><t>a&lt;b</t></si>"

    /// Whether both ways end well; an issue when they differ in anything.
    private static func agree(_ sheet: [UInt8], strings: String, _ name: String) throws -> Bool {
        let plain = try outcome(of: sheet, strings: strings)
        // Two blanks in a tag, and only expat reads it.
        let other = try outcome(
            of: replacing("<c", by: "<c  ", in: sheet), strings: strings.replacing("<si>", with: "<si >"))
        #expect(plain == other, "\(name): \(String(decoding: sheet, as: UTF8.self))")
        if case .read = plain { return true }
        return false
    }

    private enum Outcome: Equatable {
        case read([WorkbookRow], SheetSummary)
        case failed([WorkbookRow], WorkbookReadError)
    }

    private static func outcome(of sheet: [UInt8], strings: String) throws -> Outcome {
        var parts = WorkbookFixture.parts(sheets: [("S", "")], strings: strings)
        for index in parts.indices where parts[index].name == "xl/worksheets/sheet1.xml" { parts[index].bytes = sheet }
        let fixture = try WorkbookFixture(parts: parts)
        let reader = try WorkbookReader(path: fixture.path, displayName: "s.xlsx")
        var rows: [WorkbookRow] = []
        do {
            let summary = try reader.readRows { rows.append($0) }
            return .read(rows, summary)
        } catch let error as WorkbookReadError {
            return .failed(rows, error)
        }
    }

    private static func replacing(_ text: String, by other: String, in bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        var place = 0
        while place < bytes.count {
            // The tag of a cell ends its name with a blank; another tag, such as `cols`, is left as it is.
            if bytes[place...].starts(with: text.utf8), place + 2 < bytes.count, bytes[place + 2] == 0x20 {
                result += other.utf8
                place += 3
            } else {
                result.append(bytes[place])
                place += 1
            }
        }
        return result
    }

    private static func sheet(_ generator: inout SeededGenerator) -> String {
        let values = [
            "<v>1</v>", "<v>12.5</v>", "<v>-1E3</v>", "<v></v>", "<v/>", "<v> 7 </v>", "<v>word</v>",
            "<f>A1+1</f><v>2</v>",
            "<f>A1&amp;B1</f><v>2</v>", "<f t=\"shared\" si=\"0\"/><v>3</v>", "<f>B1</f>", "<is><t>in</t></is>",
            "<is><t xml:space=\"preserve\"> in </t></is>", "<is><r><t>a</t></r><r><t>b</t></r></is>",
            "<v>\u{E4}\u{E5}</v>",
            "\n <v>4</v>\n", "<v>0</v>", "<v>4</v>", "<v>_x000D_</v>", "<v>#N/A</v>", "<v>2024-05-06</v>",
            "text<v>5</v>", "",
        ]
        let types = [
            "", "", "", " t=\"s\"", " t=\"n\"", " t=\"b\"", " t=\"e\"", " t=\"d\"", " t=\"str\"", " t=\"inlineStr\"",
            " t=\"odd\"",
        ]
        let styles = ["", "", " s=\"0\"", " s=\"1\"", " s=\"x\"", " s='1'", " cm=\"1\""]
        let between = ["", "", "", "", "\n", " ", "\r\n", "<!-- c -->"]
        var rows = ""
        for number in 1...Int.random(in: 1...6, using: &generator) {
            var cells = ""
            for column in 0..<Int.random(in: 0...6, using: &generator) {
                let isOdd = Int.random(in: 0..<300, using: &generator) == 0
                let reference =
                    Int.random(in: 0..<8, using: &generator) == 0
                    ? "" : " r=\"\(columnName(column))\(isOdd ? 99 : number)\""
                let type = types.randomElement(using: &generator) ?? ""
                let style = styles.randomElement(using: &generator) ?? ""
                let value = values.randomElement(using: &generator) ?? ""
                let isEmpty = Int.random(in: 0..<10, using: &generator) == 0
                let isLast = Int.random(in: 0..<4, using: &generator) == 0
                let attributes = isLast ? "\(type)\(style)\(reference)" : "\(reference)\(style)\(type)"
                // Only a tag with attributes can be given a second blank.
                let tag = attributes.isEmpty ? "c s=\"0\"" : "c\(attributes)"
                cells += isEmpty ? "<\(tag)/>" : "<\(tag)>\(value)</c>"
                cells += between.randomElement(using: &generator) ?? ""
            }
            rows +=
                Int.random(in: 0..<9, using: &generator) == 0
                ? "<row r=\"\(number)\"/>" : "<row r=\"\(number)\">\(cells)</row>"
            rows += between.randomElement(using: &generator) ?? ""
        }
        return
            "<worksheet xmlns=\"\(WorkbookFixture.main)\"><cols><col min=\"2\" max=\"2\" hidden=\"1\"/></cols>\n<sheetData>\(rows)</sheetData><mergeCells><mergeCell ref=\"B2:C3\"/></mergeCells></worksheet>"
    }

    private static func change(_ bytes: inout [UInt8], _ generator: inout SeededGenerator) {
        for _ in 0..<Int.random(in: 1...3, using: &generator) where !bytes.isEmpty {
            let place = Int.random(in: 0..<bytes.count, using: &generator)
            switch Int.random(in: 0..<4, using: &generator) {
            case 0: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
            case 1: bytes[place] = Array("0123456789-<>&;\"'/rtcsv \n".utf8).randomElement(using: &generator) ?? 0
            case 2: bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 1...9, using: &generator)))
            default:
                let end = min(bytes.count, place + Int.random(in: 1...30, using: &generator))
                bytes.insert(contentsOf: bytes[place..<end], at: place)
            }
        }
    }
}
