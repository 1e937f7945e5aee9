internal import CScan
internal import Records

/// Rows of a sheet or of an SPSS file, their cells written out so that the same columns can be built from them as from delimited text.
@safe final class WorkbookRowBatch: RowBatch {
    /// The rows of a batch, and the bytes of text after which it is full with fewer: places in it have 32 bits.
    static let limit = 512
    private static let byteLimit = 1 << 26

    private let columns: Int
    private let bytes = Buffer<UInt8>(capacity: 1 << 16)
    private var used = 0
    private let starts: [Buffer<UInt32>]
    private let ends: [Buffer<UInt32>]
    private var rowNumbers: [Int] = []
    /// Cells with text, which are looked at for personal data.
    private(set) var texts: [(row: Int, column: Int, start: Int, end: Int)] = []
    /// Cells that are changed because of personal data in them.
    var masks = MaskedFields()

    init(columns: Int) {
        self.columns = columns
        starts = (0..<columns).map { _ in Buffer(capacity: Self.limit) }
        ends = (0..<columns).map { _ in Buffer(capacity: Self.limit) }
    }

    var count: Int { rowNumbers.count }
    var isFull: Bool { rowNumbers.count == Self.limit || used >= Self.byteLimit }
    /// The bytes of all cells.
    var size: Int { used }

    func begin() {
        rowNumbers.removeAll(keepingCapacity: true)
        texts.removeAll(keepingCapacity: true)
        masks.removeAll()
        used = 0
    }

    func add(_ row: WorkbookRow) {
        let place = rowNumbers.count
        rowNumbers.append(row.rowNumber)
        for column in 0..<max(columns, row.cells.count) {
            let start = used
            let cell = row[column]
            switch cell {
            case .empty: break
            case .number(let number): append(number)
            case .text(let text):
                append(text)
                texts.append((place, column, start, used))
            default: append(Self.text(of: cell))
            }
            guard column < columns else { continue }
            unsafe starts[column].start[place] = UInt32(start)
            unsafe ends[column].start[place] = UInt32(used)
        }
    }

    private func append(_ text: String) {
        var text = text
        text.withUTF8 { utf8 in
            guard let from = utf8.baseAddress else { return }
            bytes.grow(to: used + utf8.count + Int(CSCAN_PADDING), keeping: used)
            unsafe (bytes.start + used).update(from: from, count: utf8.count)
            used += utf8.count
            unsafe (bytes.start + used).update(repeating: 0, count: Int(CSCAN_PADDING))
        }
    }

    /// Writes out a number as ``decimalText(of:)`` does, without a string in between where it is a whole one.
    private func append(_ number: Double) {
        guard let whole = Int64(exactly: number), whole.magnitude < 1_000_000_000_000_000 else {
            return append(Self.decimalText(of: number))
        }
        let room = 20 + Int(CSCAN_PADDING)
        bytes.grow(to: used + room, keeping: used)
        var digits = 1
        var bound: UInt64 = 10
        while whole.magnitude >= bound {
            digits += 1
            bound *= 10
        }
        if whole < 0 {
            unsafe bytes.start[used] = UInt8(ascii: "-")
            used += 1
        }
        var rest = whole.magnitude
        for place in stride(from: used + digits - 1, through: used, by: -1) {
            unsafe bytes.start[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        }
        used += digits
        unsafe (bytes.start + used).update(repeating: 0, count: Int(CSCAN_PADDING))
    }

    func line(_ row: Int) -> Int { rowNumbers[row] }

    func index(of column: Int) -> FieldIndex? { nil }

    func fields(_ column: Int, slot: Int, keepingDoubledQuotes: Bool) -> FieldBatch {
        unsafe FieldBatch(
            bytes: bytes.start, starts: starts[column].start, ends: ends[column].start, count: rowNumbers.count)
    }

    /// What the cells hold that identifies a person.
    func personalData(isNamedAfterPhones: (Int) -> Bool) -> [(row: Int, column: Int, kind: PersonalData.Kind)] {
        texts.flatMap { cell in
            unsafe PersonalData.kinds(
                bytes.start, from: cell.start, to: cell.end, isNamedAfterPhones: isNamedAfterPhones(cell.column)
            ).map { (cell.row, cell.column, $0) }
        }
    }

    /// Changes the cells that are noted in ``masks``.
    func applyMasks(isNamedAfterPhones: (Int) -> Bool) {
        for (column, fields) in masks.columns where column < columns {
            for field in fields {
                let (start, end) = unsafe (Int(starts[column].start[field.row]), Int(ends[column].start[field.row]))
                let found = unsafe PersonalData.matches(
                    bytes.start, from: start, to: end, isNamedAfterPhones: isNamedAfterPhones(column))
                let text =
                    field.policy == .mask
                    ? unsafe PersonalData.masked(bytes.start, from: start, to: end, found) : []
                unsafe starts[column].start[field.row] = UInt32(used)
                append(String(decoding: text, as: UTF8.self))
                unsafe ends[column].start[field.row] = UInt32(used)
            }
        }
        masks.removeAll()
    }

    /// A cell as delimited text would have it: numbers with a decimal point, dates as ISO 8601 has them.
    static func text(of cell: WorkbookCell) -> String {
        switch cell {
        case .empty: ""
        case .text(let text), .error(let text): text
        case .number(let number): decimalText(of: number)
        case .boolean(let value): value ? "true" : "false"
        case .date(let day, let second):
            Int32(exactly: day).map { day in
                let text = CalendarDay(number: day).description
                return second.map { "\(text)T\(clock($0))" } ?? text
            } ?? ""
        case .time(let second): clock(second)
        case .duration(let seconds): decimalText(of: seconds)
        }
    }

    private static func clock(_ second: Double) -> String {
        let whole = min(86_399, max(0, Int(second.rounded())))
        func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
        return "\(two(whole / 3600)):\(two(whole / 60 % 60)):\(two(whole % 60))"
    }

    /// A number with as few decimals as give it back to fifteen digits, which is what a spreadsheet shows of it.
    static func decimalText(of number: Double) -> String {
        var scale = 1.0
        for places in 0...12 {
            let scaled = number * scale
            let whole = scaled.rounded()
            if abs(scaled - whole) <= abs(scaled) * 1e-15, let exact = Int64(exactly: whole) {
                return Ingest.decimalText(exact, places: places)
            }
            scale *= 10
        }
        return number.description
    }
}
