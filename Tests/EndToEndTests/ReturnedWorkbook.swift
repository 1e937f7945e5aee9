import Foundation
import Testing

@testable import Ingest

/// A workbook as a supplier sends it back: the rows of a fix list with values filled in, written by another program than Kaiku's.
///
/// The smallest package that is a workbook, its parts stored unpacked.
struct ReturnedWorkbook {
    /// The rows of a fix list's sheets, all cells as text.
    var rows: [[String]]

    /// The rows of every sheet of a workbook that a build wrote.
    init(readingFrom path: String) throws {
        let workbook = try WorkbookReader(path: path, displayName: path)
        var rows: [[String]] = []
        for sheet in workbook.sheets {
            try workbook.readRows(sheet: .name(sheet.name)) { row in
                rows.append(row.cells.map { WorkbookRowBatch.text(of: $0) })
            }
        }
        self.rows = rows
    }

    /// The rows with the key of a problem, or of a question.
    var lines: [[String]] { rows.filter { IssueKey($0.last ?? "") != nil } }

    /// Fills in a value at the line of a source's row and column.
    mutating func fill(_ value: String, row: Int, column: String) throws {
        let index = try #require(
            rows.firstIndex { line in
                // From the key on; lists of workbooks have a column of sheets too.
                let end = line.count
                return end >= 6 && IssueKey(line[end - 1]) != nil && line[end - 5] == String(row)
                    && line[end - 4] == column
            })
        rows[index][rows[index].count - 2] = value
    }

    mutating func answer(_ key: String, _ value: String) {
        guard let index = rows.firstIndex(where: { $0.last == key }) else { return }
        rows[index][rows[index].count - 2] = value
    }

    func write(to path: String) throws {
        func escaped(_ text: String) -> String {
            text.replacingOccurrences(of: "&", with: "&amp;").replacingOccurrences(of: "<", with: "&lt;")
        }
        let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        let package = "http://schemas.openxmlformats.org/package/2006/relationships"
        let cells = rows.map { row in
            "<row>" + row.map { "<c t=\"inlineStr\"><is><t>\(escaped($0))</t></is></c>" }.joined() + "</row>"
        }.joined()
        let parts = [
            (
                "_rels/.rels",
                "<Relationships xmlns=\"\(package)\"><Relationship Id=\"r\" Type=\"\(office)/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            ),
            (
                "xl/workbook.xml",
                "<workbook xmlns=\"\(main)\" xmlns:r=\"\(office)\"><sheets><sheet name=\"A\" sheetId=\"1\" r:id=\"s\"/></sheets></workbook>"
            ),
            (
                "xl/_rels/workbook.xml.rels",
                "<Relationships xmlns=\"\(package)\"><Relationship Id=\"s\" Type=\"\(office)/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"
            ),
            ("xl/worksheets/sheet1.xml", "<worksheet xmlns=\"\(main)\"><sheetData>\(cells)</sheetData></worksheet>"),
        ]
        let url = URL(fileURLWithPath: path)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(Self.archive(parts)).write(to: url)
    }

    // MARK: ZIP

    private static func archive(_ parts: [(name: String, text: String)]) -> [UInt8] {
        var bytes: [UInt8] = []
        var directory: [UInt8] = []
        for (name, text) in parts {
            let (name, content) = (Array(name.utf8), Array(text.utf8))
            let head =
                word(20) + word(0) + word(0) + word(0) + word(0x21) + long(checksum(content))
                + long(UInt32(content.count)) + long(UInt32(content.count)) + word(UInt16(name.count)) + word(0)
            directory +=
                long(0x0201_4B50) + word(20) + head + word(0) + word(0) + word(0) + long(0)
                + long(UInt32(bytes.count)) + name
            bytes += long(0x0403_4B50) + head + name + content
        }
        let end =
            long(0x0605_4B50) + word(0) + word(0) + word(UInt16(parts.count)) + word(UInt16(parts.count))
            + long(UInt32(directory.count)) + long(UInt32(bytes.count)) + word(0)
        return bytes + directory + end
    }

    private static func word(_ value: UInt16) -> [UInt8] { [UInt8(value & 0xFF), UInt8(value >> 8)] }

    private static func long(_ value: UInt32) -> [UInt8] {
        word(UInt16(value & 0xFFFF)) + word(UInt16(value >> 16))
    }

    /// CRC-32 of ISO 3309.
    private static func checksum(_ bytes: [UInt8]) -> UInt32 {
        var value = UInt32.max
        for byte in bytes {
            value ^= UInt32(byte)
            for _ in 0..<8 { value = value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
        }
        return ~value
    }
}
