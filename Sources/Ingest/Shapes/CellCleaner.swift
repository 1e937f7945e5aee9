internal import CScan

/// Takes off what a survey tool puts around the text of cells: an apostrophe that guards against formulas, and escapes.
@safe final class CellCleaner {
    private let guards: Bool
    private let unescapes: Bool
    private let slots = (0..<2).map { _ in
        (bytes: Buffer<UInt8>(capacity: 1), starts: Buffer<UInt32>(capacity: 1), ends: Buffer<UInt32>(capacity: 1))
    }

    /// What LimeSurvey's VV files write for characters that would break a line of theirs.
    static let escapes: [(written: [UInt8], meaning: UInt8)] = [
        (Array("{lbrace}".utf8), UInt8(ascii: "{")), (Array("{newline}".utf8), 0x0A), (Array("{cr}".utf8), 0x0D),
        (Array("{tab}".utf8), 0x09),
    ]

    /// - Returns: nil when there is nothing to take off.
    init?(_ format: DeclaredFormat) {
        guard format.guardsFormulas || format.escapes else { return nil }
        guards = format.guardsFormulas
        unescapes = format.escapes
    }

    /// The fields without what was put around them; in the slot that they came in.
    func cleaned(_ fields: FieldBatch, slot: Int) -> FieldBatch {
        let (bytes, starts, ends) = slots[slot]
        starts.grow(to: fields.count, keeping: 0)
        ends.grow(to: fields.count, keeping: 0)
        var isEscaped = false
        for row in 0..<fields.count {
            var start = unsafe Int(fields.starts[row])
            let end = unsafe Int(fields.ends[row])
            if guards, end - start >= 2, unsafe fields.bytes[start] == 0x27,
                unsafe Self.isGuarded(fields.bytes[start + 1])
            {
                start += 1
            }
            unsafe starts.start[row] = UInt32(start)
            unsafe ends.start[row] = UInt32(end)
            if unescapes, !isEscaped, unsafe cscan_count(fields.bytes + start, end - start, 0x7B) > 0 {
                isEscaped = true
            }
        }
        guard isEscaped else {
            return unsafe FieldBatch(bytes: fields.bytes, starts: starts.start, ends: ends.start, count: fields.count)
        }
        var used = 0
        for row in 0..<fields.count {
            let start = unsafe Int(starts.start[row])
            let end = unsafe Int(ends.start[row])
            bytes.grow(to: used + end - start + Int(CSCAN_PADDING), keeping: used)
            unsafe starts.start[row] = UInt32(used)
            unsafe used += Self.unescape(fields.bytes, start, end, into: bytes.start + used)
            unsafe ends.start[row] = UInt32(used)
        }
        bytes.grow(to: used + Int(CSCAN_PADDING), keeping: used)
        unsafe (bytes.start + used).update(repeating: 0, count: Int(CSCAN_PADDING))
        return unsafe FieldBatch(bytes: bytes.start, starts: starts.start, ends: ends.start, count: fields.count)
    }

    /// Whether a spreadsheet would take a text that starts so for a formula: `= + - @`.
    private static func isGuarded(_ byte: UInt8) -> Bool {
        byte == 0x3D || byte == 0x2B || byte == 0x2D || byte == 0x40
    }

    /// Copies text with its escapes undone; returns the bytes written, which are never more than there were.
    private static func unescape(
        _ bytes: UnsafePointer<UInt8>, _ start: Int, _ end: Int, into output: UnsafeMutablePointer<UInt8>
    ) -> Int {
        var place = start
        var written = 0
        while place < end {
            let byte = unsafe bytes[place]
            if byte == 0x7B, let escape = unsafe escape(bytes, place, end) {
                unsafe output[written] = escape.meaning
                place += escape.written.count
            } else {
                unsafe output[written] = byte
                place += 1
            }
            written += 1
        }
        return written
    }

    private static func escape(
        _ bytes: UnsafePointer<UInt8>, _ place: Int, _ end: Int
    ) -> (written: [UInt8], meaning: UInt8)? {
        escapes.first { escape in
            guard place + escape.written.count <= end else { return false }
            for at in escape.written.indices where unsafe bytes[place + at] != escape.written[at] { return false }
            return true
        }
    }
}
