import Diagnostics

/// Oddities of a sheet that can be read nonetheless, counted by kind so that a million of them stay one finding.
struct SheetFindings {
    enum Kind: Int, CaseIterable {
        case formulaWithoutValue, dateOutOfRange, phantomLeapDay, repeatedCell, unreadableValue, valueUnderMerge
        case mergeNotForeseen
    }

    private var counts = [Int](repeating: 0, count: Kind.allCases.count)
    private var firsts = [(row: Int, column: Int)?](repeating: nil, count: Kind.allCases.count)

    /// Counts one more of a kind; the first place is kept.
    mutating func add(_ kind: Kind, row: Int, column: Int, count: Int = 1) {
        if counts[kind.rawValue] == 0 { firsts[kind.rawValue] = (row, column) }
        counts[kind.rawValue] += count
    }

    /// One finding for each kind that occurred.
    func findings(file: String, sheet: String) -> [Finding] {
        Kind.allCases.compactMap { kind in
            guard let first = firsts[kind.rawValue] else { return nil }
            let count = counts[kind.rawValue]
            let location = RecordLocation(file: file, sheet: sheet, line: first.row, column: columnName(first.column))
            let (code, severity, what, cause, remedy) = kind.words
            let cells = count == 1 ? "one cell" : "\(count) cells, the first of them,"
            return Finding(
                code: code, severity: severity,
                explanation: Explanation(
                    summary: "\(location): \(cells) \(what)", cause: cause, remedies: remedy.map { [$0] } ?? []),
                location: location)
        }
    }
}

extension SheetFindings.Kind {
    fileprivate var words: (code: String, severity: Severity, what: String, cause: String, remedy: String?) {
        switch self {
        case .formulaWithoutValue:
            (
                "ingest.workbook-formula-without-value", .warning, "with a formula but no stored result, read as empty",
                "the program that wrote the file did not calculate it",
                "open the workbook in Excel or LibreOffice and save it again"
            )
        case .dateOutOfRange:
            (
                "ingest.workbook-date-out-of-range", .warning,
                "formatted as a date but outside 1900–9999, read as number",
                "spreadsheets cannot show such a date either", "correct the value or its number format"
            )
        case .phantomLeapDay:
            (
                "ingest.workbook-phantom-leap-day", .warning, "with the date 1900-02-29, read as 1900-02-28",
                "spreadsheets count a leap day in 1900 that never was", "correct the date"
            )
        case .repeatedCell:
            (
                "ingest.workbook-repeated-cell", .warning, "written more than once in its row, the last value kept",
                "the program that wrote the file is in error", "open the workbook in Excel and save it again"
            )
        case .unreadableValue:
            (
                "ingest.workbook-unreadable-value", .warning, "whose value does not agree with its type, read as text",
                "the program that wrote the file is in error", "open the workbook in Excel and save it again"
            )
        case .valueUnderMerge:
            (
                "ingest.workbook-value-under-merge", .warning, "with a value hidden under merged cells, read as empty",
                "only the top-left value of merged cells is shown",
                "unmerge the cells if their values are meant to count"
            )
        case .mergeNotForeseen:
            (
                "ingest.workbook-merge-not-foreseen", .warning, "beside merged cells listed in an unusual way",
                "values under them may have been kept", "open the workbook in Excel and save it again"
            )
        }
    }
}
