import Foundation
import Testing

@testable import Ingest

/// Workbooks of other projects' tests (`MANIFEST-xlsx.csv` says whose), with the cells that openpyxl 3.1.5 and
/// python-calamine 0.9.1 both found.
@Suite struct ReferenceWorkbookTests {
    static let files = [
        "calamine_any_sheets", "calamine_date", "calamine_date_1904", "calamine_empty_sheet",
        "calamine_encoded_entities",
        "calamine_errors", "calamine_has_x000D_", "calamine_header-row", "calamine_inlineStr_cdata",
        "calamine_inventory-table", "calamine_merged_range", "kobo_repeat_group",
        "readxltest_dates-leap-year-1900-xlsx",
        "readxltest_inlineStr", "readxltest_iris-google-doc", "readxltest_missing-values-xlsx",
        "readxltest_nonstandard-xml-ns-prefix", "readxltest_texty-dates-xlsx", "readxltest_vietnamese-utf8",
        "readxltest_whitespace-xlsx",
    ]

    @Test(arguments: files) func readsEveryCellAsOtherReadersDo(name: String) throws {
        let folder = try #require(Bundle.module.resourceURL).appendingPathComponent("Reference/inputs")
        let expected = try JSONDecoder().decode(
            ExpectedWorkbook.self, from: Data(contentsOf: folder.appendingPathComponent("\(name).xlsx.expected.json")))
        let reader = try WorkbookReader(
            path: folder.appendingPathComponent("\(name).xlsx").path, displayName: "\(name).xlsx")
        #expect(reader.sheets.map(\.name) == expected.sheetNames)
        for sheet in expected.sheets {
            var cells: [(place: String, value: WorkbookCell)] = []
            var maximumRow = 0
            var maximumColumn = 0
            let summary = try reader.readRows(sheet: .name(sheet.name)) { row in
                for (column, cell) in row.cells.enumerated() where !cell.isEmpty {
                    cells.append(("\(columnName(column))\(row.rowNumber)", cell))
                    maximumRow = row.rowNumber
                    maximumColumn = max(maximumColumn, column + 1)
                }
            }
            #expect(summary.reachedEnd)
            #expect(summary.sheet.visibility.rawValue == sheet.state)
            #expect(cells.count == sheet.nonEmptyCells)
            #expect(maximumRow == sheet.maxRow)
            #expect(maximumColumn == sheet.maxColumn)
            #expect(summary.columnCount == maximumColumn)
            #expect(summary.mergedRanges.map(\.description).sorted() == sheet.mergedRanges.sorted())
            if let first = sheet.cells ?? sheet.firstCells {
                for (cell, wanted) in zip(cells, first) { Self.compare(cell, wanted, in: name) }
                #expect(sheet.cells == nil || first.count == cells.count)
            }
            if let last = sheet.lastCells {
                for (cell, wanted) in zip(cells.suffix(last.count), last) { Self.compare(cell, wanted, in: name) }
            }
            if let sum = sheet.numberSum {
                let found = cells.reduce(0.0) { if case .number(let number) = $1.value { $0 + number } else { $0 } }
                #expect(abs(found - sum) <= 1e-9 * abs(sum))
            }
            if let count = sheet.textCells {
                #expect(cells.count { if case .text = $0.value { true } else { false } } == count)
            }
        }
    }

    private static func compare(_ found: (place: String, value: WorkbookCell), _ wanted: ExpectedCell, in file: String)
    {
        #expect(found.place == wanted.place)
        switch found.value {
        case .text(let text):
            // Both readers leave `_x000D_` as it is; ECMA-376 22.9.2.19 and Excel make it a carriage return.
            #expect(text == wanted.text?.replacingOccurrences(of: "_x000D_", with: "\r"), "\(file) \(found.place)")
        case .number(let number): #expect(number == wanted.number, "\(file) \(found.place)")
        case .boolean(let flag): #expect(flag == wanted.flag, "\(file) \(found.place)")
        case .error(let error): #expect(error == wanted.error, "\(file) \(found.place)")
        case .duration(let seconds): #expect(seconds == wanted.seconds, "\(file) \(found.place)")
        case .date(let day, let second):
            #expect(isoText(day: day, second: second) == wanted.date, "\(file) \(found.place)")
        case .time, .empty: Issue.record("\(file) \(found.place) is \(found.value)")
        }
    }

    /// Python's `isoformat()` of a day number and seconds: six decimals, or none when they are zero.
    private static func isoText(day: Int, second: Double?) -> String {
        var components = DateComponents()
        let date = Date(timeIntervalSince1970: Double(day) * 86_400)
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = TimeZone(secondsFromGMT: 0) ?? .current
        components = calendar.dateComponents([.year, .month, .day], from: date)
        let milliseconds = Int(((second ?? 0) * 1000).rounded())
        let clock = [milliseconds / 3_600_000, milliseconds / 60_000 % 60, milliseconds / 1000 % 60]
        let text = String(
            format: "%04d-%02d-%02dT%02d:%02d:%02d", components.year ?? 0, components.month ?? 0, components.day ?? 0,
            clock[0], clock[1], clock[2])
        return milliseconds % 1000 == 0 ? text : text + String(format: ".%03d000", milliseconds % 1000)
    }
}

private struct ExpectedWorkbook: Decodable {
    let sheets: [ExpectedSheet]
    let sheetNames: [String]

    enum CodingKeys: String, CodingKey {
        case sheets
        case sheetNames = "sheet_names"
    }
}

private struct ExpectedSheet: Decodable {
    let name: String
    let state: String
    let nonEmptyCells: Int
    let maxRow: Int
    let maxColumn: Int
    let mergedRanges: [String]
    let cells: [ExpectedCell]?
    let firstCells: [ExpectedCell]?
    let lastCells: [ExpectedCell]?
    let numberSum: Double?
    let textCells: Int?

    enum CodingKeys: String, CodingKey {
        case name, state, cells
        case nonEmptyCells = "non_empty_cells"
        case maxRow = "max_row"
        case maxColumn = "max_column"
        case mergedRanges = "merged_ranges"
        case firstCells = "first_cells"
        case lastCells = "last_cells"
        case numberSum = "number_sum"
        case textCells = "text_cells"
    }
}

private struct ExpectedCell: Decodable {
    let place: String
    let text: String?
    let number: Double?
    let flag: Bool?
    let error: String?
    let seconds: Double?
    let date: String?

    private enum Keys: String, CodingKey {
        case s, n, b, e, d
        case seconds = "dur_s"
    }

    init(from decoder: any Decoder) throws {
        var pair = try decoder.unkeyedContainer()
        place = try pair.decode(String.self)
        let value = try pair.nestedContainer(keyedBy: Keys.self)
        text = try value.decodeIfPresent(String.self, forKey: .s)
        number = try value.decodeIfPresent(Double.self, forKey: .n)
        flag = try value.decodeIfPresent(Bool.self, forKey: .b)
        error = try value.decodeIfPresent(String.self, forKey: .e)
        seconds = try value.decodeIfPresent(Double.self, forKey: .seconds)
        date = try value.decodeIfPresent(String.self, forKey: .d)
    }
}
