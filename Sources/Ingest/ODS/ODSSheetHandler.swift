import CExpat

/// Turns the elements of one sheet of an OpenDocument spreadsheet into rows.
///
/// Repeated rows and cells are handed over as often as they are written, but empty ones cost nothing, and full ones no more than
/// ``RepetitionBudget`` allows.
struct ODSSheetHandler: PartHandler, ~Copyable {
    private enum State { case outside, document, body, spreadsheet, table, row, cell, paragraph }

    var parsing = PartParsing()
    private(set) var summary = ODSSheetSeen()

    private let table: Int
    private let elapsedStyles: Set<String>
    private let limits: WorkbookLimits
    private let rowLimit: Int
    private let body: (WorkbookRow) throws -> Void

    private var state = State.outside
    private var skipped = 0
    /// Groups of rows or columns that are open, and elements within a paragraph.
    private var groups = 0
    private var inline = 0
    private var tables = 0
    private var columns = ODSColumns()
    private var row = WorkbookRow(rowNumber: 0, cells: [])
    private var rowsRepeated = 1
    private var cellsRead = 0
    private var column = 0
    private var cell = ODSCell()
    private var value = TextBuffer(capacity: 256)
    private var text = ODSText()
    private var budget = RepetitionBudget()

    /// - Parameters:
    ///   - table: The table's place in the document, from 0.
    ///   - elapsedStyles: Cell styles whose times go on after a day.
    ///   - rowLimit: After how many rows to finish.
    ///   - body: Takes each row; what it throws ends the reading.
    init(
        table: Int, elapsedStyles: Set<String>, limits: WorkbookLimits, rowLimit: Int,
        body: @escaping (WorkbookRow) throws -> Void
    ) {
        self.table = table
        self.elapsedStyles = elapsedStyles
        self.limits = limits
        self.rowLimit = rowLimit
        self.body = body
    }

    // MARK: Elements

    fileprivate mutating func start(
        _ name: UnsafePointer<XML_Char>, _ attributes: UnsafeMutablePointer<UnsafePointer<XML_Char>?>
    ) {
        guard parsing.failure == nil else { return }
        if skipped == 0, unsafe enter(ODSName(name), attributes) { return }
        skipped += 1
        checkDepth(skipped)
    }

    private mutating func checkDepth(_ depth: Int) {
        if depth > limits.depth {
            parsing.stop(.limit("its elements are nested deeper than \(limits.depth), the limit"))
        }
    }

    /// Takes an element that means something where it is; false for one to be passed over with all that it holds, as notes, drawings
    /// and tables within cells are.
    private mutating func enter(
        _ name: ODSName, _ attributes: UnsafeMutablePointer<UnsafePointer<XML_Char>?>
    ) -> Bool {
        switch state {
        case .paragraph: return unsafe enterInline(name, attributes)
        case .cell where name.isName(.text, "p") || name.isName(.text, "h"):
            text.beginParagraph()
            state = .paragraph
        case .row where name.isName(.table, "table-cell"):
            unsafe startCell(attributes, isCovered: false)
            state = .cell
        case .row where name.isName(.table, "covered-table-cell"):
            unsafe startCell(attributes, isCovered: true)
            state = .cell
        case .table where name.isName(.table, "table-row"):
            unsafe startRow(attributes)
            state = .row
        case .table where name.isName(.table, "table-column"):
            let column = unsafe columns.add(attributes, elapsedStyles: elapsedStyles, limit: limits.columns)
            if !column { parsing.stop(.malformed("a column is repeated a number of times that is none")) }
            return false
        case .table where name.vocabulary == .table && Self.isGroup(name):
            groups += 1
            checkDepth(groups)
        case .spreadsheet where name.isName(.table, "table"):
            tables += 1
            if tables - 1 != table { return false }
            state = .table
        case .body where name.isName(.office, "spreadsheet"): state = .spreadsheet
        case .document where name.isName(.office, "body"): state = .body
        case .outside where name.isName(.office, "document-content"): state = .document
        case .outside: parsing.stop(.malformed("it is no OpenDocument content"))
        default: return false
        }
        return true
    }

    private static func isGroup(_ name: ODSName) -> Bool {
        name.isName(.table, "table-rows") || name.isName(.table, "table-header-rows")
            || name.isName(.table, "table-row-group") || name.isName(.table, "table-columns")
            || name.isName(.table, "table-header-columns") || name.isName(.table, "table-column-group")
    }

    /// Takes an element within a paragraph: fields, links and formatted spans hold text, ruby and notes do not belong to it.
    private mutating func enterInline(
        _ name: ODSName, _ attributes: UnsafeMutablePointer<UnsafePointer<XML_Char>?>
    ) -> Bool {
        guard name.vocabulary == .text else { return false }
        if name.isName(.text, "s") {
            var count = 1
            var index = 0
            while let key = unsafe attributes[index], let value = unsafe attributes[index + 1] {
                index += 2
                if unsafe ODSName(key).isName(.text, "c") { count = unsafe odsCount(value) ?? 1 }
            }
            if hasRoom(for: count) { text.append(0x20, count: count) }
            return false
        }
        if name.isName(.text, "tab") || name.isName(.text, "line-break") {
            if hasRoom(for: 1) { text.append(name.isName(.text, "tab") ? 0x09 : 0x0A, count: 1) }
            return false
        }
        if name.isName(.text, "ruby-text") || name.isName(.text, "note") { return false }
        inline += 1
        checkDepth(inline)
        return true
    }

    fileprivate mutating func end() {
        guard parsing.failure == nil else { return }
        if skipped > 0 {
            skipped -= 1
            return
        }
        switch state {
        case .paragraph:
            if inline > 0 {
                inline -= 1
            } else {
                text.endParagraph()
                state = .cell
            }
        case .cell:
            endCell()
            state = .row
        case .row:
            endRow()
            state = .table
        case .table:
            if groups > 0 {
                groups -= 1
            } else {
                summary.reachedEnd = true
                parsing.stop(.finished)
            }
        case .spreadsheet: state = .body
        case .body: state = .document
        case .document, .outside: state = .outside
        }
    }

    fileprivate mutating func text(_ bytes: UnsafePointer<XML_Char>, count: Int) {
        guard state == .paragraph, skipped == 0, parsing.failure == nil, hasRoom(for: count) else { return }
        unsafe text.append(bytes, count: count)
        budget.count(written: count)
    }

    private mutating func hasRoom(for count: Int) -> Bool {
        if text.buffer.count + count <= limits.bytesPerText { return true }
        parsing.stop(.limit("cell \(place) has over \(limits.bytesPerText) bytes of text, the limit"))
        return false
    }

    // MARK: Rows

    private mutating func startRow(_ attributes: UnsafeMutablePointer<UnsafePointer<XML_Char>?>) {
        row.rowNumber += rowsRepeated
        rowsRepeated = 1
        row.isHidden = false
        row.cells.removeAll(keepingCapacity: true)
        column = 0
        columns.rowIsElapsed = nil
        var index = 0
        while let key = unsafe attributes[index], let value = unsafe attributes[index + 1] {
            index += 2
            let name = unsafe ODSName(key)
            if name.isName(.table, "number-rows-repeated") {
                guard let count = unsafe odsCount(value) else {
                    return parsing.stop(.malformed("row \(row.rowNumber) is repeated a number of times that is none"))
                }
                rowsRepeated = count
            } else if name.isName(.table, "visibility") {
                row.isHidden = unsafe isName(value, "collapse") || isName(value, "filter")
            } else if name.isName(.table, "default-cell-style-name"), !elapsedStyles.isEmpty {
                columns.rowIsElapsed = unsafe elapsedStyles.contains(String(cString: value))
            }
        }
    }

    private mutating func endRow() {
        guard !row.cells.isEmpty else { return }
        guard row.rowNumber + rowsRepeated - 1 <= limits.rows else {
            return parsing.stop(
                .limit("it has a row \(row.rowNumber + rowsRepeated - 1); the limit is \(limits.rows)"))
        }
        guard rowsRepeated == 1 || budget.allows(row.cells, times: rowsRepeated - 1) else { return refuseRepetition() }
        let first = row.rowNumber
        for number in first..<(first + rowsRepeated) {
            cellsRead += row.cells.count
            guard cellsRead <= limits.cells else {
                return parsing.stop(.limit("it has over \(limits.cells) cells, the limit"))
            }
            row.rowNumber = number
            summary.count(row)
            do { try body(row) } catch { return parsing.stop(.caller(error)) }
            if summary.rowCount >= rowLimit { return parsing.stop(.finished) }
        }
        row.rowNumber = first
    }

    private mutating func refuseRepetition() {
        parsing.stop(
            .limit("row \(row.rowNumber) repeats so many cells that are not empty, as only a bomb does"))
    }

    // MARK: Cells

    private mutating func startCell(
        _ attributes: UnsafeMutablePointer<UnsafePointer<XML_Char>?>, isCovered: Bool
    ) {
        let tag = unsafe ODSCellTag(attributes, elapsedStyles: elapsedStyles)
        cell = tag.cell
        cell.isCovered = isCovered
        text.removeAll()
        value.removeAll()
        if tag.isWrong {
            return parsing.stop(.malformed("cell \(place) is repeated a number of times that is none"))
        }
        guard let written = unsafe tag.value else { return }
        let length = unsafe withBytes(of: written) { $0.count }
        guard length <= limits.bytesPerText else {
            return parsing.stop(.limit("cell \(place) has over \(limits.bytesPerText) bytes of text, the limit"))
        }
        unsafe value.append(written, count: length)
        budget.count(written: length)
        if cell.type == .time { cell.isElapsed = columns.isElapsed(column, own: tag.ownStyle) }
    }

    private mutating func endCell() {
        let first = column
        column += cell.repeated
        if cell.columnsSpanned > 1 || cell.rowsSpanned > 1 { addMerge(at: first) }
        let (found, oddity) = cell.decode(value: value, text: text.buffer)
        if cell.isCovered {
            if found != .empty { summary.findings.add(.valueUnderMerge, row: row.rowNumber, column: first) }
            return
        }
        if let oddity {
            summary.findings.add(oddity, row: row.rowNumber, column: first, count: min(cell.repeated, limits.columns))
        }
        guard found != .empty else { return }
        guard column <= limits.columns else {
            return parsing.stop(
                .limit(
                    "row \(row.rowNumber) has a cell in column \(columnName(column - 1)); the limit is \(limits.columns)"
                ))
        }
        guard cell.repeated == 1 || budget.allows([found], times: cell.repeated - 1) else { return refuseRepetition() }
        if first > row.cells.count {
            row.cells.append(contentsOf: repeatElement(.empty, count: first - row.cells.count))
        }
        row.cells.append(contentsOf: repeatElement(found, count: cell.repeated))
    }

    private mutating func addMerge(at first: Int) {
        guard summary.mergedRanges.count < limits.mergedRanges else {
            return parsing.stop(.limit("it has over \(limits.mergedRanges) merged ranges, the limit"))
        }
        guard first < limits.columns, row.rowNumber <= limits.rows else { return }
        let lastColumn = min(first + cell.columnsSpanned, limits.columns) - 1
        let lastRow = min(row.rowNumber + cell.rowsSpanned - 1, limits.rows)
        summary.mergedRanges.append(CellRange(columns: first...lastColumn, rows: row.rowNumber...lastRow))
    }

    private var place: String { "\(columnName(column))\(row.rowNumber)" }

    /// The columns that are hidden, A = 0.
    var hiddenColumns: [ClosedRange<Int>] { columns.hidden }

    static let callbacks = unsafe PartCallbacks(
        start: { context, name, attributes in
            guard let context = unsafe context, let name = unsafe name, let attributes = unsafe attributes else {
                return
            }
            unsafe context.assumingMemoryBound(to: ODSSheetHandler.self).pointee.start(name, attributes)
        },
        end: { context, _ in
            guard let context = unsafe context else { return }
            unsafe context.assumingMemoryBound(to: ODSSheetHandler.self).pointee.end()
        },
        text: { context, bytes, count in
            guard let context = unsafe context, let bytes = unsafe bytes else { return }
            unsafe context.assumingMemoryBound(to: ODSSheetHandler.self).pointee.text(bytes, count: Int(count))
        },
        doctype: { context, _, _, _, _ in
            guard let context = unsafe context else { return }
            unsafe context.assumingMemoryBound(to: ODSSheetHandler.self).pointee.parsing.stop(doctypeRefused)
        })
}
