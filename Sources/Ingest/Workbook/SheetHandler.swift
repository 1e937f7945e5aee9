import CExpat

/// Turns the elements of a worksheet into rows.
///
/// It works on expat's own buffers: a Swift string is made for text cells only.
struct SheetHandler: PartHandler, ~Copyable {
    private enum State {
        case outside, sheet, columns, rows, row, cell, value, inline, inlineText, run, runText, merges
    }

    var parsing = PartParsing()
    private(set) var hiddenColumns: [ClosedRange<Int>] = []
    private(set) var mergedRanges: [CellRange] = []
    private(set) var findings = SheetFindings()
    private(set) var rowCount = 0
    private(set) var lastRowNumber = 0
    private(set) var columnCount = 0
    private(set) var hiddenRowCount = 0
    private(set) var landmark = -1

    private let limits: WorkbookLimits
    private let rowLimit: Int
    private let body: (WorkbookRow) throws -> Void
    private var decoder: CellDecoder
    private var merged: MergedCells

    private var state = State.outside
    private var skipped = 0
    private var isSheet = false
    private var row = WorkbookRow(rowNumber: 0, cells: [])
    private var cellsRead = 0
    private var column = -1
    private var cell = CellAttributes()
    private var text = TextBuffer(capacity: 4096)

    /// - Parameters:
    ///   - decoder: Knows the workbook's shared strings, styles and date system.
    ///   - merged: The sheet's merged ranges, looked up beforehand.
    ///   - rowLimit: After how many rows to finish.
    ///   - body: Takes each row; what it throws ends the reading.
    init(
        decoder: CellDecoder, merged: MergedCells, limits: WorkbookLimits, rowLimit: Int,
        body: @escaping (WorkbookRow) throws -> Void
    ) {
        self.decoder = decoder
        self.merged = merged
        self.limits = limits
        self.rowLimit = rowLimit
        self.body = body
    }

    // MARK: Elements

    fileprivate mutating func start(
        _ name: UnsafePointer<XML_Char>, _ attributes: UnsafeMutablePointer<UnsafePointer<XML_Char>?>
    ) {
        guard parsing.failure == nil else { return }
        if skipped == 0, let local = unsafe PartNamespace.spreadsheetName(name), unsafe enter(local, attributes) {
            return
        }
        skipped += 1
        if skipped > limits.depth {
            parsing.stop(.limit("its elements are nested deeper than \(limits.depth), the limit"))
        }
    }

    /// Takes an element that means something where it is; false for one to be passed over.
    @inline(__always)
    private mutating func enter(
        _ name: UnsafePointer<XML_Char>, _ attributes: UnsafeMutablePointer<UnsafePointer<XML_Char>?>
    ) -> Bool {
        switch state {
        case .row where unsafe isName(name, "c"):
            unsafe startCell(attributes)
            state = .cell
        case .cell where unsafe isName(name, "v"):
            if cell.hasInline { return false }
            text.removeAll()
            cell.hasValue = true
            state = .value
        case .cell where unsafe isName(name, "f"):
            cell.hasFormula = true
            return false
        case .cell where unsafe isName(name, "is"):
            text.removeAll()
            cell.hasInline = true
            state = .inline
        case .inline where unsafe isName(name, "t"): state = .inlineText
        case .inline where unsafe isName(name, "r"): state = .run
        case .run where unsafe isName(name, "t"): state = .runText
        case .rows where unsafe isName(name, "row"):
            unsafe startRow(attributes)
            state = .row
            landmark = parsing.tagEnd
        case .outside where unsafe isName(name, "worksheet"):
            isSheet = true
            state = .sheet
        case .outside:
            parsing.stop(.malformed("it is no worksheet"))
        case .sheet where unsafe isName(name, "sheetData"): state = .rows
        case .sheet where unsafe isName(name, "cols"): state = .columns
        case .sheet where unsafe isName(name, "mergeCells"): state = .merges
        case .columns where unsafe isName(name, "col"):
            unsafe addColumns(attributes)
            return false
        case .merges where unsafe isName(name, "mergeCell"):
            unsafe addMerge(attributes)
            return false
        default: return false
        }
        return true
    }

    fileprivate mutating func end() {
        guard parsing.failure == nil else { return }
        if skipped > 0 {
            skipped -= 1
            return
        }
        switch state {
        case .value, .inline: state = .cell
        case .cell:
            endCell()
            state = .row
            landmark = parsing.tagEnd
        case .row:
            endRow()
            state = .rows
            landmark = parsing.tagEnd
        case .inlineText, .run: state = .inline
        case .runText: state = .run
        case .columns, .rows, .merges: state = .sheet
        case .sheet, .outside: state = .outside
        }
    }

    fileprivate mutating func text(_ bytes: UnsafePointer<XML_Char>, count: Int) {
        switch state {
        case .value, .inlineText, .runText: break
        default: return
        }
        guard skipped == 0, parsing.failure == nil else { return }
        guard text.count + count <= limits.bytesPerText else {
            parsing.stop(.limit("cell \(place) has over \(limits.bytesPerText) bytes of text, the limit"))
            return
        }
        unsafe text.append(bytes, count: count)
    }

    // MARK: Rows and cells

    private mutating func startRow(_ attributes: UnsafeMutablePointer<UnsafePointer<XML_Char>?>) {
        var number = lastRowNumber + 1
        var isHidden = false
        var index = 0
        while let key = unsafe attributes[index], let value = unsafe attributes[index + 1] {
            index += 2
            if unsafe isName(key, "r") {
                guard let written = unsafe wholeNumber(value) else {
                    return parsing.stop(.malformed("the row after row \(lastRowNumber) has a number that is none"))
                }
                number = written
            } else if unsafe isName(key, "hidden") {
                isHidden = unsafe isTrue(value)
            }
        }
        guard number > lastRowNumber else {
            return parsing.stop(.malformed("row \(number) comes after row \(lastRowNumber)"))
        }
        guard number <= limits.rows else {
            return parsing.stop(.limit("it has a row \(number); the limit is \(limits.rows)"))
        }
        row.rowNumber = number
        row.isHidden = isHidden
        row.cells.removeAll(keepingCapacity: true)
        lastRowNumber = number
        column = -1
    }

    private mutating func endRow() {
        if !merged.isDone {
            let dropped = merged.clear(&row.cells, row: row.rowNumber)
            if dropped > 0 { findings.add(.valueUnderMerge, row: row.rowNumber, column: 0, count: dropped) }
            while row.cells.last == .empty { row.cells.removeLast() }
        }
        cellsRead += row.cells.count
        guard cellsRead <= limits.cells else {
            return parsing.stop(.limit("it has over \(limits.cells) cells, the limit"))
        }
        rowCount += 1
        if row.isHidden { hiddenRowCount += 1 }
        columnCount = max(columnCount, row.cells.count)
        do { try body(row) } catch { return parsing.stop(.caller(error)) }
        if rowCount >= rowLimit { parsing.stop(.finished) }
    }

    private mutating func startCell(_ attributes: UnsafeMutablePointer<UnsafePointer<XML_Char>?>) {
        cell = CellAttributes()
        column += 1
        var index = 0
        while let key = unsafe attributes[index], let value = unsafe attributes[index + 1] {
            index += 2
            guard unsafe key[0] != 0, unsafe key[1] == 0 else { continue }
            switch unsafe UInt8(bitPattern: key[0]) {
            case UInt8(ascii: "r"):
                guard let reference = unsafe withBytes(of: value, { CellReference($0) }) else {
                    return parsing.stop(.malformed("a cell of row \(row.rowNumber) has a reference that is none"))
                }
                guard reference.row == row.rowNumber else {
                    return parsing.stop(.malformed("row \(row.rowNumber) holds a cell of row \(reference.row)"))
                }
                column = reference.column
            case UInt8(ascii: "s"): cell.style = unsafe wholeNumber(value) ?? 0
            case UInt8(ascii: "t"): cell.type = unsafe CellType(value)
            default: break
            }
        }
        if column >= limits.columns {
            parsing.stop(
                .limit(
                    "row \(row.rowNumber) has a cell in column \(columnName(column)); the limit is \(limits.columns)"))
        }
    }

    private mutating func endCell() {
        guard cell.hasValue || cell.hasInline else { return noteNoValue(cell) }
        let bytes = unsafe text.bytes
        switch decoder.decode(unsafe Span(_unsafeElements: bytes), cell) {
        case .success(let value, let oddity): put(value, oddity)
        case .unknownSharedString(let index):
            parsing.stop(.malformed("cell \(place) refers to shared string \(index), which the workbook lacks"))
        }
    }

    private mutating func noteNoValue(_ cell: CellAttributes) {
        if cell.hasFormula { findings.add(.formulaWithoutValue, row: row.rowNumber, column: column) }
    }

    /// Puts a value into the row.
    private mutating func put(_ value: WorkbookCell, _ oddity: SheetFindings.Kind?) {
        if let oddity { findings.add(oddity, row: row.rowNumber, column: column) }
        if value == .empty { return }
        if column == row.cells.count {
            row.cells.append(value)
        } else if column > row.cells.count {
            row.cells.append(contentsOf: repeatElement(.empty, count: column - row.cells.count))
            row.cells.append(value)
        } else {
            if row.cells[column] != .empty { findings.add(.repeatedCell, row: row.rowNumber, column: column) }
            row.cells[column] = value
        }
    }

    static let plainForm: PlainForm? = PlainForm(opening: "<row", element: "<c", closing: "</c>")

    /// Reads the plain cells at the start of some bytes of a row.
    mutating func readPlain(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        guard state == .row, skipped == 0 else { return 0 }
        var plain = unsafe PlainText(bytes, isUTF8: parsing.isUTF8)
        var end = 0
        var lines = 0
        while true {
            plain.skipBlanks()
            guard let next = PlainCell(&plain), take(next, plain) else { break }
            (end, lines) = (plain.place, plain.lines)
        }
        parsing.linesPassed += lines
        return end
    }

    /// Takes a plain cell; false, with nothing taken, when something is wrong with it, which is told when expat reads it.
    @inline(__always)
    private mutating func take(_ next: PlainCell, _ plain: PlainText) -> Bool {
        var nextColumn = column + 1
        if let bounds = next.reference {
            guard let reference = plain.span(bounds, { CellReference($0) }), reference.row == row.rowNumber else {
                return false
            }
            nextColumn = reference.column
        }
        guard nextColumn < limits.columns, next.value.count <= limits.bytesPerText else { return false }
        guard next.attributes.hasValue || next.attributes.hasInline else {
            column = nextColumn
            noteNoValue(next.attributes)
            return true
        }
        let outcome = plain.span(next.value) { decoder.decode($0, next.attributes) }
        guard case .success(let value, let oddity) = outcome else { return false }
        column = nextColumn
        put(value, oddity)
        return true
    }

    private var place: String { "\(columnName(max(column, 0)))\(row.rowNumber)" }

    // MARK: Columns and merged ranges

    private mutating func addColumns(_ attributes: UnsafeMutablePointer<UnsafePointer<XML_Char>?>) {
        var first: Int?
        var last: Int?
        var isHidden = false
        var index = 0
        while let key = unsafe attributes[index], let value = unsafe attributes[index + 1] {
            index += 2
            if unsafe isName(key, "min") { first = unsafe wholeNumber(value) }
            if unsafe isName(key, "max") { last = unsafe wholeNumber(value) }
            if unsafe isName(key, "hidden") { isHidden = unsafe isTrue(value) }
        }
        guard isHidden, let first, let last, first >= 1, last >= first, first <= limits.columns,
            hiddenColumns.count < limits.columns
        else { return }
        hiddenColumns.append((first - 1)...(min(last, limits.columns) - 1))
    }

    private mutating func addMerge(_ attributes: UnsafeMutablePointer<UnsafePointer<XML_Char>?>) {
        var index = 0
        while let key = unsafe attributes[index], let value = unsafe attributes[index + 1] {
            index += 2
            guard unsafe isName(key, "ref") else { continue }
            guard let range = unsafe withBytes(of: value, { CellRange(reference: $0) }) else {
                return parsing.stop(
                    .malformed("merged cells after \(mergedRanges.count) others have no valid reference"))
            }
            guard mergedRanges.count < limits.mergedRanges else {
                return parsing.stop(.limit("it has over \(limits.mergedRanges) merged ranges, the limit"))
            }
            mergedRanges.append(range)
        }
    }

    /// Notes that the ranges found ahead differ from those in the file, after all rows have been read.
    mutating func compareMerges(foreseen: [CellRange]) {
        guard foreseen != mergedRanges, let first = mergedRanges.first ?? foreseen.first else { return }
        findings.add(.mergeNotForeseen, row: first.rows.lowerBound, column: first.columns.lowerBound)
    }

    static let callbacks = unsafe PartCallbacks(
        start: { context, name, attributes in
            guard let context = unsafe context, let name = unsafe name, let attributes = unsafe attributes else {
                return
            }
            unsafe context.assumingMemoryBound(to: SheetHandler.self).pointee.start(name, attributes)
        },
        end: { context, _ in
            guard let context = unsafe context else { return }
            unsafe context.assumingMemoryBound(to: SheetHandler.self).pointee.end()
        },
        text: { context, bytes, count in
            guard let context = unsafe context, let bytes = unsafe bytes else { return }
            unsafe context.assumingMemoryBound(to: SheetHandler.self).pointee.text(bytes, count: Int(count))
        },
        doctype: { context, _, _, _, _ in
            guard let context = unsafe context else { return }
            unsafe context.assumingMemoryBound(to: SheetHandler.self).pointee.parsing.stop(doctypeRefused)
        })
}
