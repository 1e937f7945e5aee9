internal import Diagnostics

/// What a person should know of the rows of a sheet, though all of them are read: what is hidden, and numbers that are written as text.
struct SheetNotes {
    private let header: [String]
    /// Columns of the sheet that numbers are read from; nil looks at all.
    private let numeric: Set<Int>?
    private var hiddenRows = 0
    private var firstHidden = 0
    private var textNumbers: [Int: (count: Int, firstRow: Int)] = [:]

    /// Of a sheet that is read through a mapping.
    init(_ plan: ReadingPlan) {
        header = plan.header
        numeric = Set(
            plan.columns.filter { if case .number = $0.form { true } else { false } }.flatMap(\.sources))
    }

    /// Of a sheet that nobody has mapped yet.
    init(header: [String]) {
        self.header = header
        numeric = nil
    }

    /// Looks at a row of data.
    mutating func look(at row: WorkbookRow) {
        if row.isHidden {
            if hiddenRows == 0 { firstHidden = row.rowNumber }
            hiddenRows += 1
        }
        for (column, cell) in row.cells.enumerated() {
            guard case .text(let text) = cell, numeric?.contains(column) ?? true, Self.isNumber(text) else { continue }
            textNumbers[column, default: (0, row.rowNumber)].count += 1
        }
    }

    /// Whether a text is a number and nothing else. Digits after a zero are a code.
    private static func isNumber(_ text: String) -> Bool {
        let bytes = Array(text.utf8.prefix(40))
        guard let first = bytes.first(where: { $0 > 0x20 }), first &- 0x30 <= 9 || first == UInt8(ascii: "-"),
            !(first == 0x30 && bytes.count > 1 && bytes[1] &- 0x30 <= 9)
        else { return false }
        return unsafe bytes.withUnsafeBufferPointer { buffer in
            guard let start = buffer.baseAddress else { return false }
            if case .number = unsafe WrittenNumber.reading(start, 0, buffer.count, places: 9, mark: nil) { return true }
            return false
        }
    }

    /// Sentences that say what was seen.
    func notes(_ summary: SheetSummary) -> [(code: String, text: String, remedy: String)] {
        var notes: [(code: String, text: String, remedy: String)] = []
        if hiddenRows > 0 {
            let rows = hiddenRows == 1 ? "row is" : "rows are"
            notes.append(
                (
                    "ingest.workbook-hidden-rows",
                    "\(hiddenRows) \(rows) hidden in the sheet, the first of them row \(firstHidden), and read all the same",
                    "delete rows that are not meant to count"
                ))
        }
        let hidden = header.indices.filter { column in summary.hiddenColumns.contains { $0.contains(column) } }
        if !hidden.isEmpty {
            let columns = hidden.count == 1 ? "column is" : "columns are"
            notes.append(
                (
                    "ingest.workbook-hidden-columns",
                    "\(hidden.count) \(columns) hidden in the sheet, and can be read all the same: \(list(hidden))",
                    "list columns that are not meant to count under `ignore:` in the mapping"
                ))
        }
        if !textNumbers.isEmpty {
            let columns = textNumbers.keys.sorted()
            let shown = columns.prefix(12).map { "\(name($0)) \(textNumbers[$0]?.count ?? 0)" }.joined(separator: ", ")
            let more = columns.count > 12 ? " and \(columns.count - 12) columns more" : ""
            notes.append(
                (
                    "ingest.workbook-numbers-as-text", "numbers that are written as text: \(shown)\(more)",
                    "nothing needs to be done: they are read as numbers where the mapping has a number"
                ))
        }
        return notes
    }

    func findings(_ file: String, _ summary: SheetSummary) -> [Finding] {
        let location = RecordLocation(file: file, sheet: summary.sheet.name)
        return notes(summary).map { note in
            Finding(
                code: note.code, severity: .info,
                explanation: Explanation(summary: "\(location): \(note.text)", remedies: [note.remedy]),
                location: location)
        }
    }

    private func list(_ columns: [Int]) -> String {
        columns.prefix(12).map(name).joined(separator: ", ")
            + (columns.count > 12 ? " and \(columns.count - 12) more" : "")
    }

    private func name(_ column: Int) -> String {
        let name = column < header.count ? ReadingPlanner.headerName(header[column]) : ""
        return name.isEmpty ? columnName(column) : "'\(shortened(name))'"
    }
}
