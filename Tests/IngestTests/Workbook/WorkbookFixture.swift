import CZip
import Foundation

@testable import Ingest

/// A workbook put together part by part in a folder of its own, removed when the fixture goes.
@safe final class WorkbookFixture {
    static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

    let path: String
    private let folder: URL

    /// Packs parts as they are.
    ///
    /// - Parameter methods: Compression methods by part; deflate for the rest.
    init(parts: [(name: String, bytes: [UInt8])], methods: [String: Int32] = [:], password: String? = nil) throws {
        folder = try Self.makeFolder()
        path = folder.appendingPathComponent("fixture.xlsx").path
        var code: Int32 = 0
        guard let archive = unsafe zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, &code) else {
            throw FixtureError.zip(code)
        }
        for part in parts {
            // libzip frees the copy with free(3), and only when the archive is closed.
            let copy = part.bytes.isEmpty ? nil : unsafe malloc(part.bytes.count)
            unsafe part.bytes.withUnsafeBytes {
                if let base = $0.baseAddress { unsafe copy?.copyMemory(from: base, byteCount: $0.count) }
            }
            let source = unsafe zip_source_buffer(archive, copy, UInt64(part.bytes.count), 1)
            let index = unsafe zip_file_add(archive, part.name, source, 0)
            guard index >= 0 else { throw FixtureError.zip(-1) }
            let method = methods[part.name] ?? ZIP_CM_DEFLATE
            unsafe zip_set_file_compression(archive, UInt64(index), method, 6)
            if let password { unsafe zip_file_set_encryption(archive, UInt64(index), UInt16(ZIP_EM_AES_256), password) }
        }
        guard unsafe zip_close(archive) == 0 else { throw FixtureError.zip(-2) }
    }

    /// Writes bytes as they are.
    init(bytes: [UInt8], name: String = "fixture.xlsx") throws {
        folder = try Self.makeFolder()
        let url = folder.appendingPathComponent(name)
        path = url.path
        try Data(bytes).write(to: url)
    }

    /// A workbook with one sheet, from the XML inside its `worksheet` element.
    convenience init(
        sheet: String, strings: String? = nil, styles: String? = nil, workbookProperties: String = "",
        rootAttributes: String = ""
    ) throws {
        let root = "<worksheet xmlns=\"\(Self.main)\" \(rootAttributes)>\(sheet)</worksheet>"
        try self.init(
            parts: Self.parts(
                sheets: [("Answers", root)], strings: strings, styles: styles, properties: workbookProperties))
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    /// The parts of a workbook with these sheets.
    static func parts(
        sheets: [(name: String, xml: String)], strings: String? = nil, styles: String? = nil, properties: String = ""
    ) -> [(name: String, bytes: [UInt8])] {
        var relationships = ""
        var list = ""
        var parts: [(name: String, bytes: [UInt8])] = []
        for (index, sheet) in sheets.enumerated() {
            relationships +=
                "<Relationship Id=\"rId\(index + 1)\" Type=\"\(office)/worksheet\" Target=\"worksheets/sheet\(index + 1).xml\"/>"
            list += "<sheet name=\"\(sheet.name)\" sheetId=\"\(index + 1)\" r:id=\"rId\(index + 1)\"/>"
            parts.append(("xl/worksheets/sheet\(index + 1).xml", Array(sheet.xml.utf8)))
        }
        if let strings {
            relationships += "<Relationship Id=\"s1\" Type=\"\(office)/sharedStrings\" Target=\"sharedStrings.xml\"/>"
            parts.append(("xl/sharedStrings.xml", Array("<sst xmlns=\"\(main)\">\(strings)</sst>".utf8)))
        }
        if let styles {
            relationships += "<Relationship Id=\"s2\" Type=\"\(office)/styles\" Target=\"/xl/styles.xml\"/>"
            parts.append(("xl/styles.xml", Array("<styleSheet xmlns=\"\(main)\">\(styles)</styleSheet>".utf8)))
        }
        let package = "http://schemas.openxmlformats.org/package/2006/relationships"
        parts.append(
            (
                "_rels/.rels",
                Array(
                    "<Relationships xmlns=\"\(package)\"><Relationship Id=\"r\" Type=\"\(office)/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
                        .utf8)
            ))
        parts.append(
            (
                "xl/_rels/workbook.xml.rels",
                Array("<Relationships xmlns=\"\(package)\">\(relationships)</Relationships>".utf8)
            ))
        parts.append(
            (
                "xl/workbook.xml",
                Array(
                    "<workbook xmlns=\"\(main)\" xmlns:r=\"\(office)\">\(properties)<sheets>\(list)</sheets></workbook>"
                        .utf8)
            ))
        return parts
    }

    /// The packed bytes.
    func contents() throws -> [UInt8] {
        try withExtendedLifetime(self) { try Array(Data(contentsOf: URL(fileURLWithPath: path))) }
    }

    /// The rows of the first sheet and what was seen on the way.
    func read(
        sheet: SheetSelector = .firstVisible, limits: WorkbookLimits = WorkbookLimits(), firstRows: Int? = nil
    ) throws -> (rows: [WorkbookRow], summary: SheetSummary) {
        let reader = try WorkbookReader(path: path, displayName: "fixture.xlsx", limits: limits)
        var rows: [WorkbookRow] = []
        let summary = try reader.readRows(sheet: sheet, firstRows: firstRows) { rows.append($0) }
        return withExtendedLifetime(self) { (rows, summary) }
    }

    /// The error that opening or reading ends with; nil when there is none.
    func failure(limits: WorkbookLimits = WorkbookLimits(), sheet: SheetSelector = .firstVisible) -> WorkbookReadError?
    {
        do {
            _ = try read(sheet: sheet, limits: limits)
            return nil
        } catch {
            return error as? WorkbookReadError
        }
    }

    private static func makeFolder() throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "kaiku-workbook-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder
    }
}

enum FixtureError: Error { case zip(Int32) }
