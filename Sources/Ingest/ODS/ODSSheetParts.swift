import CExpat

/// What was seen while the rows of a sheet were handed over.
struct ODSSheetSeen {
    var findings = SheetFindings()
    var mergedRanges: [CellRange] = []
    var reachedEnd = false
    private(set) var rowCount = 0
    private(set) var lastRowNumber = 0
    private(set) var columnCount = 0
    private(set) var hiddenRowCount = 0

    mutating func count(_ row: WorkbookRow) {
        rowCount += 1
        lastRowNumber = row.rowNumber
        columnCount = max(columnCount, row.cells.count)
        if row.isHidden { hiddenRowCount += 1 }
    }
}

/// How much may come of cells that are written once and repeated.
///
/// Spreadsheets write neighbours with the same value once, so that most of a wide sheet may be repetition; but a sheet does not
/// grow beyond all measure by it.
struct RepetitionBudget {
    private static let free = 64 << 20
    private static let ratio = 100
    /// What a cell takes beside its text.
    private static let cellSize = 16

    private var written = 0
    private var repeated = 0

    /// Counts the bytes of a value or a text in the file.
    mutating func count(written bytes: Int) { written += bytes + Self.cellSize }

    /// Whether cells may be handed over so many times more; counts them.
    mutating func allows(_ cells: [WorkbookCell], times: Int) -> Bool {
        var bytes = 0
        for cell in cells {
            bytes += Self.cellSize
            if case .text(let text) = cell { bytes += text.utf8.count }
        }
        // A row has at most some thousands of cells of at most some 130 kB, and is repeated at most 2^31 times: no overflow.
        repeated += bytes * times
        return repeated <= Self.free + Self.ratio * written
    }
}

/// What the columns of a sheet say: which are hidden, and where times go on after a day.
struct ODSColumns {
    private(set) var hidden: [ClosedRange<Int>] = []
    /// Where each run of columns with the same style ends, and whether its times go on.
    private var styles: [(end: Int, isElapsed: Bool)] = []
    private var next = 0
    /// What the row says of its cells; nil when it says nothing.
    var rowIsElapsed: Bool?

    /// Takes the next column, or the next few; false when it is written wrong.
    mutating func add(
        _ attributes: UnsafeMutablePointer<UnsafePointer<XML_Char>?>, elapsedStyles: Set<String>, limit: Int
    ) -> Bool {
        var count = 1
        var isHidden = false
        var isElapsed = false
        var index = 0
        while let key = unsafe attributes[index], let value = unsafe attributes[index + 1] {
            index += 2
            let name = unsafe ODSName(key)
            if name.isName(.table, "number-columns-repeated") {
                guard let written = unsafe odsCount(value) else { return false }
                count = written
            } else if name.isName(.table, "visibility") {
                isHidden = unsafe isName(value, "collapse") || isName(value, "filter")
            } else if name.isName(.table, "default-cell-style-name"), !elapsedStyles.isEmpty {
                isElapsed = unsafe elapsedStyles.contains(String(cString: value))
            }
        }
        guard next < limit else { return true }
        let first = next
        next = min(next + count, limit)
        if isHidden { hidden.append(first...(next - 1)) }
        if let last = styles.last, last.isElapsed == isElapsed { styles.removeLast() }
        styles.append((next, isElapsed))
        return true
    }

    /// Whether times of a cell go on after a day: by its own style, else by the row's, else by the column's.
    func isElapsed(_ column: Int, own: Bool?) -> Bool {
        if let said = own ?? rowIsElapsed { return said }
        var low = 0
        var high = styles.count
        while low < high {
            let middle = (low + high) / 2
            if styles[middle].end > column { high = middle } else { low = middle + 1 }
        }
        return low < styles.count && styles[low].isElapsed
    }
}
