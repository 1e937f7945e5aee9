internal import CScan

/// Rows of delimited text whose fields are found in an index of separators.
@safe final class CSVRowBatch: RowBatch {
    private(set) var count = 0
    /// The text; the bytes after `scratchStart` are free for fields whose doubled quotes are undone.
    private var bytes: UnsafeMutablePointer<UInt8>
    /// Where each field ends; the entry before the first is where the first row starts, less one.
    private var ends: UnsafePointer<UInt32>
    private let firstFields = Buffer<UInt32>(capacity: 1)
    private let lastFields = Buffer<UInt32>(capacity: 1)
    private let lines = Buffer<Int>(capacity: 1)
    private let slots = (0..<2).map { _ in (starts: Buffer<UInt32>(capacity: 1), ends: Buffer<UInt32>(capacity: 1)) }
    private var scratchStart = 0
    private var scratchSize = 0
    private let quote: UInt8?
    private let newline: UInt8
    /// The column from which on a field may be the last of its row.
    private let lastColumn: Int
    /// Fields that are changed because of personal data in them.
    var masks = MaskedFields()

    private let isNamedAfterPhones: (Int) -> Bool

    init(dialect: CSVDialect, namedColumns: Int, isNamedAfterPhones: @escaping (Int) -> Bool) {
        self.isNamedAfterPhones = isNamedAfterPhones
        quote = dialect.quote
        newline = dialect.newlineByte
        lastColumn = namedColumns - 1
        unsafe bytes = lines.placeholder
        unsafe ends = UnsafePointer(firstFields.start)
    }

    /// Starts a batch of at most `rows` rows.
    func begin(
        bytes: UnsafeMutablePointer<UInt8>, ends: UnsafePointer<UInt32>, rows: Int, scratchStart: Int, scratchSize: Int
    ) {
        unsafe self.bytes = bytes
        unsafe self.ends = ends
        self.scratchStart = scratchStart
        self.scratchSize = scratchSize
        count = 0
        masks.removeAll()
        firstFields.grow(to: rows, keeping: 0)
        lastFields.grow(to: rows, keeping: 0)
        lines.grow(to: rows, keeping: 0)
        for slot in slots {
            slot.starts.grow(to: rows, keeping: 0)
            slot.ends.grow(to: rows, keeping: 0)
        }
    }

    /// Adds the row whose fields are those from `first` to `last` in the index.
    @inline(__always)
    func add(first: Int, last: Int, line: Int) {
        unsafe firstFields.start[count] = UInt32(truncatingIfNeeded: first)
        unsafe lastFields.start[count] = UInt32(truncatingIfNeeded: last)
        unsafe lines.start[count] = line
        count &+= 1
    }

    func line(_ row: Int) -> Int { unsafe lines.start[row] }

    func fields(_ column: Int, slot: Int, keepingDoubledQuotes: Bool) -> FieldBatch {
        let (starts, stops) = unsafe (slots[slot].starts.start, slots[slot].ends.start)
        let (bytes, ends, firstFields) = unsafe (bytes, ends, firstFields.start)
        let mayBeLast = column >= lastColumn
        let newline = newline
        let quoteByte = UInt16(quote ?? 0)
        // A value that no byte has where there is no quoting.
        let quote = quote == nil ? UInt16.max : quoteByte
        var scratch = scratchStart + slot * scratchSize
        var row = 0
        while row < count {
            let field = unsafe Int(firstFields[row]) &+ column
            var start = unsafe Int(ends[field &- 1] &+ 1)
            var end = unsafe Int(ends[field])
            if mayBeLast, unsafe end > start && bytes[end] == newline && bytes[end &- 1] == 0x0D { end &-= 1 }
            if end > start, unsafe UInt16(bytes[start]) == quote {
                unsafe unquote(bytes, &start, &end, quoteByte, keeping: keepingDoubledQuotes, &scratch)
            }
            unsafe starts[row] = UInt32(truncatingIfNeeded: start)
            unsafe stops[row] = UInt32(truncatingIfNeeded: end)
            row &+= 1
        }
        if let fields = masks.columns[column] {
            unsafe mask(
                fields, column, starts, stops, slot: slot, scratch, quote: keepingDoubledQuotes ? self.quote : nil)
        }
        return unsafe FieldBatch(bytes: bytes, starts: starts, ends: stops, count: count)
    }

    func index(of column: Int) -> FieldIndex? {
        column < lastColumn && masks.columns[column] == nil
            ? unsafe FieldIndex(
                bytes: bytes, ends: ends, firstFields: UnsafePointer(firstFields.start), column: column) : nil
    }

    @inline(__always)
    private func unquote(
        _ bytes: UnsafeMutablePointer<UInt8>, _ start: inout Int, _ end: inout Int, _ quoteByte: UInt16, keeping: Bool,
        _ scratch: inout Int
    ) {
        let quote = UInt8(truncatingIfNeeded: quoteByte)
        // Blanks may follow the closing quote. A field without one has been refused or is taken as it stands.
        while unsafe end > start + 1 && (bytes[end - 1] == 0x20 || bytes[end - 1] == 0x0D) { end -= 1 }
        guard unsafe end > start + 1 && bytes[end - 1] == quote else { return }
        start += 1
        end -= 1
        if unsafe keeping || cscan_count(bytes + start, end - start, quote) == 0 { return }
        let from = scratch
        var place = start
        while place < end {
            let byte = unsafe bytes[place]
            unsafe bytes[scratch] = byte
            scratch += 1
            place += byte == quote ? 2 : 1
        }
        (start, end) = (from, scratch)
    }

    /// Replaces fields by copies in which personal data is masked, or by nothing.
    ///
    /// - Parameter quote: What is still doubled in fields that had quotes around them.
    private func mask(
        _ fields: [MaskedFields.Field], _ column: Int, _ starts: UnsafeMutablePointer<UInt32>,
        _ stops: UnsafeMutablePointer<UInt32>, slot: Int, _ used: Int, quote: UInt8?
    ) {
        var scratch = used
        let limit = scratchStart + (slot + 1) * scratchSize
        for field in fields {
            let (start, end) = unsafe (Int(starts[field.row]), Int(stops[field.row]))
            var text: [UInt8] = []
            if field.policy == .mask {
                text = unsafe Array(UnsafeBufferPointer(start: bytes + start, count: end - start))
                if let quote, start > 0, unsafe bytes[start - 1] == quote { text = Self.undoubled(text, quote) }
                let isNamed = isNamedAfterPhones(column)
                text = unsafe text.withUnsafeBufferPointer { buffer in
                    guard let first = buffer.baseAddress else { return [] }
                    let found = unsafe PersonalData.matches(
                        first, from: 0, to: buffer.count, isNamedAfterPhones: isNamed)
                    return unsafe PersonalData.masked(first, from: 0, to: buffer.count, found)
                }
            }
            // The byte before it must not look like an opening quote. Room is short only where a block is one long record.
            guard scratch + text.count + 1 <= limit else {
                unsafe stops[field.row] = starts[field.row]
                continue
            }
            unsafe bytes[scratch] = 0
            scratch += 1
            unsafe starts[field.row] = UInt32(truncatingIfNeeded: scratch)
            for byte in text {
                unsafe bytes[scratch] = byte
                scratch += 1
            }
            unsafe stops[field.row] = UInt32(truncatingIfNeeded: scratch)
        }
    }

    private static func undoubled(_ text: [UInt8], _ quote: UInt8) -> [UInt8] {
        var result: [UInt8] = []
        var isSecond = false
        for byte in text {
            isSecond = byte == quote && !isSecond
            if !isSecond { result.append(byte) }
        }
        return result
    }

    /// The row and column of a place in the text; nil when it lies in none of the rows.
    func cell(at position: Int) -> (row: Int, column: Int, start: Int, end: Int)? {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if unsafe Int(ends[Int(lastFields.start[middle])]) < position { low = middle + 1 } else { high = middle }
        }
        guard low < count else { return nil }
        let first = unsafe Int(firstFields.start[low])
        guard unsafe Int(ends[first - 1] &+ 1) <= position else { return nil }
        for field in unsafe first...Int(lastFields.start[low]) where unsafe Int(ends[field]) >= position {
            return unsafe (low, field - first, Int(ends[field - 1] &+ 1), Int(ends[field]))
        }
        return nil
    }
}

extension Buffer {
    /// Something for a pointer to point at before it points at anything.
    fileprivate var placeholder: UnsafeMutablePointer<UInt8> {
        unsafe UnsafeMutableRawPointer(start).assumingMemoryBound(to: UInt8.self)
    }
}
