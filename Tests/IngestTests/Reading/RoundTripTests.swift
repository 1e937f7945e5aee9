import Foundation
import Records
import Testing

@testable import Ingest

/// Any table written as a workbook is read back equal; so are the tight cases of RFC 4180. ``CSVRoundTripTests`` does so with text.
@Suite struct RoundTripTests {
    static let oddities = [
        "", "a", "0", "-1,5", "1.5", "x y", "\"", "\"\"", "a\"b", ";", ",", "\t", "|", "'", "it's", "ä", "ÅÖ€", "”–…",
        "😀", "e\u{301}",
        "a\nb", "a\r\nb", "\"q;\n\"", "=1+1", "+x", "-x", "NULL", "#N/A", "true", "1e5", "2024-02-30",
        "\u{200B}", "_x000D_",
        "<&>", "]]>", "\\n", "%00", "x\u{FFFD}", "مرحبا", "漢字", String(repeating: "pitkä ", count: 300),
    ]

    /// A table whose first row is a header; blanks around are left out, since a reader of rows may not tell an empty row.
    static func table(_ seed: Int, from texts: [String]) -> [[String]] {
        var generator = TestGenerator(seed: UInt64(seed))
        let width = Int.random(in: 1...9, using: &generator)
        let header = (0..<width).map {
            "h\($0)" + (texts.filter { !$0.isEmpty }.randomElement(using: &generator) ?? "")
        }
        let rows = (0..<Int.random(in: 1...60, using: &generator)).map { row in
            ["r\(row)"] + (1..<max(1, width)).map { _ in texts.randomElement(using: &generator) ?? "" }
        }
        return [header] + rows
    }

    @Test(arguments: 0..<60) func workbooks(_ seed: Int) throws {
        let table = Self.table(seed + 1000, from: Self.oddities)
        var shared: [String] = []
        func escaped(_ text: String) -> String {
            text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
                .replacing("_x000D_", with: "_x005F_x000D_").replacing("\r", with: "_x000D_")
                .replacing("\r\n", with: "_x000D_\n")
        }
        let rows = table.enumerated().map { number, row in
            let cells = row.enumerated().map { column, text -> String in
                if text.isEmpty { return column.isMultiple(of: 2) ? "<c/>" : "<c t=\"inlineStr\"><is><t/></is></c>" }
                switch (seed + number + column) % 3 {
                case 0:
                    shared.append(text)
                    return "<c t=\"s\"><v>\(shared.count - 1)</v></c>"
                case 1: return "<c t=\"inlineStr\"><is><t xml:space=\"preserve\">\(escaped(text))</t></is></c>"
                default:
                    shared.append(text)
                    return "<c t=\"s\"><v>\(shared.count - 1)</v></c>"
                }
            }
            return "<row r=\"\(number + 1)\">\(cells.joined())</row>"
        }
        let strings = shared.enumerated().map { number, text -> String in
            // Rich text in two runs, cut anywhere between characters.
            guard number % 4 == 0, text.unicodeScalars.count > 1, !text.contains("_"), !text.contains("\r") else {
                return "<si><t xml:space=\"preserve\">\(escaped(text))</t></si>"
            }
            let scalars = Array(text.unicodeScalars)
            var (first, second) = (String.UnicodeScalarView(), String.UnicodeScalarView())
            first.append(contentsOf: scalars[..<(scalars.count / 2)])
            second.append(contentsOf: scalars[(scalars.count / 2)...])
            return [first, second].map { "<r><t xml:space=\"preserve\">\(escaped(String($0)))</t></r>" }.joined()
                .wrapped
        }
        let read = try WorkbookFixture(sheet: "<sheetData>\(rows.joined())</sheetData>", strings: strings.joined())
            .read()
        let found = read.rows.map { row in
            table[0].indices.map { column in WorkbookRowBatch.text(of: row[column]) }
        }
        #expect(found == table, "seed \(seed)")
    }

    /// RFC 4180 where it is tight, beside the cases of ``CSVConformanceTests``.
    @Test(arguments: [
        ("a,b\r\n\"x\r\n\r\ny\",\"\"\"\"\r\n", [["a", "b"], ["x\r\n\r\ny", "\""]]),
        ("a,b\n\",\",\"x\n\"\n", [["a", "b"], [",", "x\n"]]),
        ("a,b\n\"\"\"\",x\n", [["a", "b"], ["\"", "x"]]),
        ("a,b\n\"\"\"x\"\"\",\"y\"\"\"\n", [["a", "b"], ["\"x\"", "y\""]]),
        ("a,b\n\"\"\",\"\"\",\"\"\n", [["a", "b"], ["\",\"", ""]]),
        ("\"a,1\",\"b\"\"2\"\nx,y\n", [["a,1", "b\"2"], ["x", "y"]]),
        ("a,b\n1,\"2\n3\n4\"", [["a", "b"], ["1", "2\n3\n4"]]),
        ("a\n\"\"\nx\n", [["a"], [""], ["x"]]),
        ("a,b,c\n,,x\n,y,\nz,,\n", [["a", "b", "c"], ["", "", "x"], ["", "y", ""], ["z", "", ""]]),
    ]) func tightCases(text: String, records: [[String]]) throws {
        for chunkSize in [1, 5, 4096] {
            let found = try cells(
                Array(text.utf8), declared: DeclaredFormat(separator: 0x2C, headerRow: 1), chunkSize: chunkSize)
            #expect(found.records == records)
        }
    }
}

extension String {
    fileprivate var wrapped: String { "<si>\(self)</si>" }
}
