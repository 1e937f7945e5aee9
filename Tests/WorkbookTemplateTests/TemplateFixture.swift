import CZip
import Diagnostics
import Foundation
import Ingest
import Reporting
import Testing

@testable import WorkbookTemplate

/// A template put together part by part in a folder of its own, removed when the fixture goes.
@safe final class TemplateFixture {
    static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

    let path: String
    private let folder: URL

    /// Packs parts as they are, `[Content_Types].xml` uncompressed, with dates of their own.
    init(parts: [(name: String, bytes: [UInt8])], password: String? = nil, name: String = "lomake.xlsx") throws {
        folder = try Self.makeFolder()
        path = folder.appendingPathComponent(name).path
        var code: Int32 = 0
        let archive = try #require(unsafe zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, &code))
        for (place, part) in parts.enumerated() {
            // libzip frees the copy with free(3), and only when the archive is closed.
            let copy = unsafe malloc(max(1, part.bytes.count))
            unsafe part.bytes.withUnsafeBytes {
                if let base = $0.baseAddress { unsafe copy?.copyMemory(from: base, byteCount: $0.count) }
            }
            let source = unsafe zip_source_buffer(archive, copy, UInt64(part.bytes.count), 1)
            let index = unsafe UInt64(max(0, zip_file_add(archive, part.name, source, 0)))
            unsafe zip_set_file_compression(archive, index, place == 0 ? ZIP_CM_STORE : ZIP_CM_DEFLATE, 6)
            unsafe zip_file_set_mtime(archive, index, 1_600_000_000 + 86_400 * place, 0)
            if let password { unsafe zip_file_set_encryption(archive, index, UInt16(ZIP_EM_AES_256), password) }
        }
        guard unsafe zip_close(archive) == 0 else { throw FixtureError.notWritten }
    }

    /// Writes bytes as they are.
    init(bytes: [UInt8], name: String = "lomake.xlsx") throws {
        folder = try Self.makeFolder()
        path = folder.appendingPathComponent(name).path
        try Data(bytes).write(to: URL(fileURLWithPath: path))
    }

    /// A workbook of some sheets, with parts that have nothing to do with them.
    ///
    /// - Parameters:
    ///   - sheets: Names and the XML of each, all of it.
    ///   - names: The `definedName` elements.
    ///   - calculation: What stands behind the names, such as a `calcPr` element.
    convenience init(
        sheets: [(name: String, xml: String)], names: String = "", calculation: String = "",
        properties: String = "", further: [(name: String, bytes: [UInt8])] = []
    ) throws {
        try self.init(
            parts: Self.parts(sheets, names: names, calculation: calculation, properties: properties) + further)
    }

    /// A workbook of one sheet, `Taulu1`, from the XML inside its `worksheet` element.
    convenience init(
        cells: String, names: String = "", calculation: String = "", properties: String = "",
        further: [(name: String, bytes: [UInt8])] = []
    ) throws {
        try self.init(
            sheets: [("Taulu1", "<worksheet xmlns=\"\(Self.main)\">\(cells)</worksheet>")], names: names,
            calculation: calculation, properties: properties, further: further)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    static func parts(
        _ sheets: [(name: String, xml: String)], names: String = "", calculation: String = "", properties: String = ""
    ) -> [(name: String, bytes: [UInt8])] {
        let package = "http://schemas.openxmlformats.org/package/2006/"
        var types =
            "<Types xmlns=\"\(package)content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/>"
        var relationships = ""
        var list = ""
        var parts: [(name: String, bytes: [UInt8])] = []
        for (index, sheet) in sheets.enumerated() {
            let file = "worksheets/sheet\(index + 1).xml"
            types +=
                "<Override PartName=\"/xl/\(file)\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>"
            relationships +=
                "<Relationship Id=\"rId\(index + 1)\" Type=\"\(office)/worksheet\" Target=\"\(file)\"/>"
            list += "<sheet name=\"\(sheet.name)\" sheetId=\"\(index + 5)\" r:id=\"rId\(index + 1)\"/>"
            parts.append(("xl/\(file)", Array(sheet.xml.utf8)))
        }
        let defined = names.isEmpty ? "" : "<definedNames>\(names)</definedNames>"
        let workbook =
            "<workbook xmlns=\"\(main)\" xmlns:r=\"\(office)\">\(properties)<sheets>\(list)</sheets>\(defined)\(calculation)</workbook>"
        let root =
            "<Relationships xmlns=\"\(package)relationships\"><Relationship Id=\"r\" Type=\"\(office)/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
        return [
            ("[Content_Types].xml", Array((types + "</Types>").utf8)), ("_rels/.rels", Array(root.utf8)),
            ("xl/media/leima.bin", (0..<3000).map { UInt8(truncatingIfNeeded: $0 &* $0 &* 31) }),
        ] + parts + [
            (
                "xl/_rels/workbook.xml.rels",
                Array("<Relationships xmlns=\"\(package)relationships\">\(relationships)</Relationships>".utf8)
            ),
            ("xl/workbook.xml", Array(workbook.utf8)),
        ]
    }

    /// The template, filled.
    func filled(_ map: [TemplateMap.Entry] = [], results: BuildResults? = nil) throws -> FilledTemplate {
        let filling = try TemplateFilling(
            path: path, displayName: "lomake.xlsx", results: results ?? Samples.results(), locale: Samples.finnish,
            map: TemplateMap(entries: map))
        return try withExtendedLifetime(self) { try filling.filled() }
    }

    /// What filling ends with; none when it succeeds.
    func findings(_ map: [TemplateMap.Entry] = []) throws -> [String] {
        do {
            _ = try filled(map)
            return []
        } catch let findings as Findings {
            return findings.all.map { "\($0.code) \($0.explanation.summary)" }
        }
    }

    /// The text of a part of the filled template.
    func part(
        _ name: String = "xl/worksheets/sheet1.xml", filledWith map: [TemplateMap.Entry]
    ) throws -> String {
        let filled = try TemplateFixture(bytes: try filled(map).bytes)
        let package = try WorkbookPackage(path: filled.path, displayName: "out.xlsx")
        return String(decoding: try package.contents(of: name), as: UTF8.self)
    }

    var bytes: [UInt8] {
        get throws { try withExtendedLifetime(self) { try Array(Data(contentsOf: URL(fileURLWithPath: path))) } }
    }

    private static func makeFolder() throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "kaiku-template-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder
    }
}

enum FixtureError: Error { case notWritten }
