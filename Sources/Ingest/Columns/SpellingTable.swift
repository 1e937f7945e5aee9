internal import CScan

/// What written values stand for, found by their bytes without making a text of them.
///
/// An open-addressing table whose entries hold the length and the first and last eight bytes of the spelling, which is all of
/// it up to sixteen bytes; only longer ones are compared whole. Every address that is looked at must have
/// ``CSCAN_PADDING`` readable bytes after it.
@safe final class SpellingTable {
    struct Entry: BitwiseCopyable {
        var first: UInt64 = 0
        var last: UInt64 = 0
        /// 0 in a free entry, so the empty spelling is never in the table.
        var length: UInt32 = 0
        /// Where the bytes of a spelling of more than sixteen are kept.
        var place: UInt32 = 0
        var meaning: Int64 = 0
    }

    private var entries: UnsafeMutablePointer<Entry>
    private var mask: Int
    private(set) var count = 0
    /// Bit n: there is a spelling of n bytes; bit 63: one of 63 or more.
    private(set) var lengths: UInt64 = 0
    private let bytes = Buffer<UInt8>(capacity: 1024)
    private var byteCount = 0

    init() {
        mask = 63
        unsafe entries = .allocate(capacity: 64)
        unsafe entries.initialize(repeating: Entry(), count: 64)
    }

    deinit { unsafe entries.deallocate() }

    var isEmpty: Bool { count == 0 }

    /// The meaning of a spelling; nil when it has none.
    @inline(__always)
    func meaning(_ start: UnsafePointer<UInt8>, _ length: Int) -> Int64? {
        guard lengths & 1 << UInt64(min(length, 63)) != 0 else { return nil }
        let (first, last) = unsafe Self.ends(start, length)
        var place = Self.hash(first, last, length) & mask
        while true {
            let entry = unsafe entries + place
            if unsafe entry.pointee.length == 0 { return nil }
            if unsafe entry.pointee.first == first && entry.pointee.last == last
                && Int(entry.pointee.length) == length
                && (length <= 16 || same(start, entry.pointee.place, length))
            {
                return unsafe entry.pointee.meaning
            }
            place = (place + 1) & mask
        }
    }

    /// Adds a spelling, or gives it another meaning.
    func insert(_ start: UnsafePointer<UInt8>, _ length: Int, meaning: Int64) {
        guard length > 0, length < Int(UInt32.max) else { return }
        if (count + 1) * 2 > mask { enlarge() }
        let (first, last) = unsafe Self.ends(start, length)
        var place = Self.hash(first, last, length) & mask
        while true {
            let entry = unsafe entries[place]
            if entry.length == 0 { break }
            if unsafe entry.first == first && entry.last == last && Int(entry.length) == length
                && (length <= 16 || same(start, entry.place, length))
            {
                unsafe entries[place].meaning = meaning
                return
            }
            place = (place + 1) & mask
        }
        var entry = Entry(first: first, last: last, length: UInt32(length), meaning: meaning)
        if length > 16 {
            bytes.grow(to: byteCount + length, keeping: byteCount)
            unsafe (bytes.start + byteCount).update(from: start, count: length)
            entry.place = UInt32(byteCount)
            byteCount += length
        }
        unsafe entries[place] = entry
        count += 1
        lengths |= 1 << UInt64(min(length, 63))
    }

    /// Adds a text's spelling.
    func insert(_ text: String, meaning: Int64) {
        let padded = Array(text.utf8) + [UInt8](repeating: 0, count: Int(CSCAN_PADDING))
        let length = padded.count - Int(CSCAN_PADDING)
        unsafe padded.withUnsafeBufferPointer { buffer in
            if let start = buffer.baseAddress { unsafe insert(start, length, meaning: meaning) }
        }
    }

    /// Forgets every spelling and keeps the room.
    func removeAll() {
        guard count > 0 else { return }
        unsafe entries.update(repeating: Entry(), count: mask + 1)
        count = 0
        byteCount = 0
        lengths = 0
    }

    private func enlarge() {
        let old = unsafe entries
        let oldCount = mask + 1
        mask = oldCount * 4 - 1
        unsafe entries = .allocate(capacity: mask + 1)
        unsafe entries.initialize(repeating: Entry(), count: mask + 1)
        for index in 0..<oldCount where unsafe old[index].length != 0 {
            let entry = unsafe old[index]
            var place = Self.hash(entry.first, entry.last, Int(entry.length)) & mask
            while unsafe entries[place].length != 0 { place = (place + 1) & mask }
            unsafe entries[place] = entry
        }
        unsafe old.deallocate()
    }

    @inline(__always)
    private func same(_ start: UnsafePointer<UInt8>, _ place: UInt32, _ length: Int) -> Bool {
        let kept = unsafe UnsafePointer(bytes.start + Int(place))
        var at = 0
        while at < length {
            if unsafe start[at] != kept[at] { return false }
            at += 1
        }
        return true
    }

    /// The first and the last eight bytes; up to eight bytes are all in the first.
    @inline(__always)
    private static func ends(_ start: UnsafePointer<UInt8>, _ length: Int) -> (UInt64, UInt64) {
        let first = unsafe UnsafeRawPointer(start).loadUnaligned(as: UInt64.self)
        if length < 8 { return (first & (1 << UInt64(length * 8) &- 1), 0) }
        return unsafe (first, UnsafeRawPointer(start + (length - 8)).loadUnaligned(as: UInt64.self))
    }

    @inline(__always)
    private static func hash(_ first: UInt64, _ last: UInt64, _ length: Int) -> Int {
        let mixed = (first ^ (last << 23 | last >> 41) ^ UInt64(truncatingIfNeeded: length)) &* 0x9E37_79B9_7F4A_7C15
        return Int(truncatingIfNeeded: mixed >> 32)
    }
}

/// A spelling as it is compared when the exact one is unknown: blanks trimmed and run together, case folded.
func plainSpelling(_ text: String) -> String {
    var plain = ""
    var blank = false
    for character in text {
        if character.isWhitespace {
            blank = !plain.isEmpty
        } else {
            if blank { plain.append(" ") }
            blank = false
            plain.append(character)
        }
    }
    // Strings compare by canonical equivalence, so that a decomposed ä agrees with a composed one.
    return plain.lowercased()
}
