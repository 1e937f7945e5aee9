internal import Ingest

/// Where the rows and cells of a sheet stand in its bytes.
struct SheetLayout {
    /// An element's bytes.
    struct Element {
        /// The start tag.
        let tag: PartTag
        /// The end tag; empty, behind the start tag, for an element written as `<c/>`.
        var end: Range<Int>

        var isEmpty: Bool { end.isEmpty }
        var bytes: Range<Int> { tag.bytes.lowerBound..<end.upperBound }
    }

    /// A formula in a cell.
    struct Formula {
        /// The cells that take their values from it, when they are more than its own: an array, a shared formula, a data table.
        let others: CellBox?
    }

    struct Cell {
        let column: Int
        var element: Element
        var formula: Formula?
        var hasValue = false
        /// What programs other than Excel may have put in.
        var further: Range<Int>?
    }

    struct Row {
        let number: Int
        var element: Element
        /// The row's cells; only of rows that were asked for.
        var cells: [Cell] = []
    }

    /// A range whose cells belong to one formula.
    struct FormulaRange {
        let anchor: String
        let box: CellBox
    }

    /// The part that it was read from.
    let part: String
    var data: Element?
    var rows: [Row] = []
    var merged: [CellBox] = []
    /// Styles of columns, from and to, A = 0.
    var columnStyles: [(columns: ClosedRange<Int>, style: String)] = []
    var formulaRanges: [FormulaRange] = []
    var hasFormulas = false

    /// The row of this number; the first, if a file has several.
    func row(_ number: Int) -> Row? { rows.first { $0.number == number } }

    /// The cell at a place, in whichever row of that number.
    func cell(_ address: CellAddress) -> Cell? {
        for row in rows where row.number == address.row {
            if let cell = row.cells.first(where: { $0.column == address.column }) { return cell }
        }
        return nil
    }

    /// The style that a new cell shows: its row's, else its column's; nil for the workbook's own.
    func style(ofNew address: CellAddress) -> String? {
        if let tag = row(address.row)?.element.tag, let style = tag["s"], ["1", "true"].contains(tag["customFormat"]) {
            return style
        }
        return columnStyles.first { $0.columns.contains(address.column) }?.style
    }
}
