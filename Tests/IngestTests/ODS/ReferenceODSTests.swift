import Foundation
import Testing

@testable import Ingest

/// Workbooks of other projects' tests, converted to OpenDocument by LibreOffice (`MANIFEST-ods.csv` says how), read as their originals
/// are: every cell of every sheet.
@Suite struct ReferenceODSTests {
    @Test(arguments: [
        "calamine_date", "calamine_merged_range", "kobo_repeat_group", "readxltest_whitespace-xlsx",
        "readxltest_missing-values-xlsx", "calamine_any_sheets",
    ])
    func readsWhatLibreOfficeConverted(name: String) throws {
        let folder = try #require(Bundle.module.resourceURL).appendingPathComponent("Reference/inputs")
        let workbook = try WorkbookReader(
            path: folder.appendingPathComponent("\(name).xlsx").path, displayName: "\(name).xlsx")
        let spreadsheet = try ODSReader(
            path: folder.appendingPathComponent("\(name).ods").path, displayName: "\(name).ods")
        #expect(spreadsheet.sheets.map(\.name) == workbook.sheets.map(\.name))
        #expect(spreadsheet.sheets.map(\.isHidden) == workbook.sheets.map(\.isHidden))
        var cells = 0
        for sheet in workbook.sheets where sheet.kind == .worksheet {
            func rows(_ reader: any SpreadsheetReader) throws -> [Int: [WorkbookCell]] {
                var rows: [Int: [WorkbookCell]] = [:]
                try reader.readRows(sheet: .position(sheet.position), firstRows: nil) { row in
                    if !row.cells.isEmpty { rows[row.rowNumber] = row.cells.map(Self.comparable) }
                }
                return rows
            }
            let expected = try rows(workbook)
            #expect(try rows(spreadsheet) == expected, "\(name) \(sheet.name)")
            cells += expected.values.reduce(0) { $0 + $1.count }
        }
        #expect(cells > 5)
    }

    /// LibreOffice writes a moment at midnight as a day, other moments to the hundredth of a second, and line ends as LF.
    private static func comparable(_ cell: WorkbookCell) -> WorkbookCell {
        switch cell {
        case .date(let day, let second): .date(dayNumber: day, secondOfDay: second == 0 ? nil : second?.rounded())
        case .text(let text): .text(text.replacingOccurrences(of: "\r\n", with: "\n"))
        default: cell
        }
    }
}
