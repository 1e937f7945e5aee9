internal import Diagnostics
internal import Microdata

/// The corrections of one file, by row, with their columns found in its header.
final class FittedCorrections: Sendable {
    /// A correction with what its cell is to hold.
    struct Cell: Sendable {
        let correction: Correction
        /// The column's position in the header.
        let column: Int
        let text: String
    }

    private let cells: [Int: [Cell]]
    /// The corrected rows, in rising order.
    private let lines: [Int]

    /// Nil when there is nothing to correct, so that reading a file without corrections costs nothing.
    ///
    /// - Parameter decimalMark: The file's; nil when its numbers have none.
    init?(_ corrections: [Correction], header: [String], decimalMark: CSVDialect.DecimalMark?) {
        guard !corrections.isEmpty else { return nil }
        var positions: [String: Int] = [:]
        for (position, name) in header.enumerated() {
            // A column without a name is called by its number in messages.
            let mark = IssueKey.mark(of: name.isEmpty ? "#\(position + 1)" : name)
            if positions[mark] == nil { positions[mark] = position }
        }
        var cells: [Int: [Cell]] = [:]
        for correction in corrections {
            guard let column = positions[correction.key.column] else { continue }
            cells[correction.key.line, default: []].append(
                Cell(correction: correction, column: column, text: Self.text(correction.value, decimalMark)))
        }
        self.cells = cells
        lines = cells.keys.sorted()
    }

    /// A value as the file would have it.
    private static func text(_ value: WorkbookCell, _ decimalMark: CSVDialect.DecimalMark?) -> String {
        let text = WorkbookRowBatch.text(of: value)
        guard case .number = value, decimalMark == .comma else { return text }
        return text.replacing(".", with: ",")
    }

    /// The corrected cells of a batch, by row and column; rows of a batch are in rising order.
    func cells(of batch: some RowBatch) -> [(row: Int, cell: Cell)] {
        guard batch.count > 0 else { return [] }
        let last = batch.line(batch.count - 1)
        var found: [(row: Int, cell: Cell)] = []
        for line in lines[Self.place(of: batch.line(0), in: lines.count) { lines[$0] }...] {
            if line > last { break }
            let row = Self.place(of: line, in: batch.count) { batch.line($0) }
            guard row < batch.count, batch.line(row) == line else { continue }
            found += (cells[line] ?? []).map { (row, $0) }
        }
        return found
    }

    /// The first of some places in rising order whose value is not below another.
    private static func place(of value: Int, in count: Int, _ at: (Int) -> Int) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if at(middle) < value { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
