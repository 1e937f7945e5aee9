internal import CScan

/// What written values stand for, found by their bytes without making a text of them.
///
/// An open-addressing table whose entries hold the length and up to four words of the spelling: its first and last eight bytes
/// and, from sixteen bytes on, those beside them. That is all of a spelling of up to 32 bytes; only longer ones are compared
/// whole. Comparing words takes no branches, as fields follow no pattern that a processor could foresee. Every address that
/// is looked at must have ``CSCAN_PADDING`` readable bytes after it.
@safe final class SpellingTable {
    /// The words of a spelling; of one with less than eight or sixteen bytes the later words are zero.
    struct Words: BitwiseCopyable, Equatable {
        var first: UInt64 = 0
        var last: UInt64 = 0
        var second: UInt64 = 0
        var lastButOne: UInt64 = 0

        @inline(__always)
        init(_ start: UnsafePointer<UInt8>, _ length: Int) {
            let start = unsafe UnsafeRawPointer(start)
            let from8: UInt64 = length >= 8 ? .max : 0
            let from16: UInt64 = length >= 16 ? .max : 0
            let cut = UInt64(truncatingIfNeeded: (8 &- min(8, length)) &* 8)
            let word = unsafe UInt64(littleEndian: start.loadUnaligned(as: UInt64.self))
            first = (word << cut) >> cut
            last = unsafe start.loadUnaligned(fromByteOffset: max(0, length &- 8), as: UInt64.self) & from8
            second = unsafe start.loadUnaligned(fromByteOffset: 8, as: UInt64.self) & from16
            lastButOne = unsafe start.loadUnaligned(fromByteOffset: max(0, length &- 16), as: UInt64.self) & from16
        }

        init() {}

        @inline(__always)
        func differs(from other: Words) -> Bool {
            (first ^ other.first) | (last ^ other.last) | (second ^ other.second) | (lastButOne ^ other.lastButOne) != 0
        }

        @inline(__always)
        func hash(_ length: Int) -> Int {
            let joined = first ^ (last << 23 | last >> 41) ^ UInt64(truncatingIfNeeded: length)
            let product = joined &* 0x9E37_79B9_7F4A_7C15
            return Int(truncatingIfNeeded: product >> 40 ^ product >> 20)
        }
    }

    struct Entry: BitwiseCopyable {
        var words = Words()
        /// 0 in a free entry, so the empty spelling is never in the table.
        var length: UInt32 = 0
        /// Where the bytes of a spelling of more than 32 are kept.
        var place: UInt32 = 0
        var meaning: Int64 = 0
    }

    private var entries: UnsafeMutablePointer<Entry>
    private var mask: Int
    private(set) var count = 0
    private let bytes = Buffer<UInt8>(capacity: 256)
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
        guard count > 0 else { return nil }
        let words = unsafe Words(start, length)
        var place = words.hash(length) & mask
        while true {
            let entry = unsafe entries + place
            let found = unsafe Int(entry.pointee.length)
            if unsafe found == length && !entry.pointee.words.differs(from: words) && length > 0
                && (length <= 32 || same(start, entry.pointee.place, length))
            {
                return unsafe entry.pointee.meaning
            }
            if found == 0 { return nil }
            place = (place &+ 1) & mask
        }
    }

    /// Adds a spelling, or gives it another meaning.
    func insert(_ start: UnsafePointer<UInt8>, _ length: Int, meaning: Int64) {
        guard length > 0, length < Int(UInt32.max) else { return }
        // A small table is kept nearly empty, so that most values are found at the first place.
        if (count + 1) * (count < 256 ? 6 : 2) > mask { enlarge() }
        let words = unsafe Words(start, length)
        var place = words.hash(length) & mask
        while true {
            let entry = unsafe entries[place]
            if entry.length == 0 { break }
            if unsafe entry.words == words && Int(entry.length) == length
                && (length <= 32 || same(start, entry.place, length))
            {
                unsafe entries[place].meaning = meaning
                return
            }
            place = (place + 1) & mask
        }
        var entry = Entry(words: words, length: UInt32(length), meaning: meaning)
        if length > 32 {
            bytes.grow(to: byteCount + length, keeping: byteCount)
            unsafe (bytes.start + byteCount).update(from: start, count: length)
            entry.place = UInt32(byteCount)
            byteCount += length
        }
        unsafe entries[place] = entry
        count += 1
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
    }

    private func enlarge() {
        let old = unsafe entries
        let oldCount = mask + 1
        mask = oldCount * 4 - 1
        unsafe entries = .allocate(capacity: mask + 1)
        unsafe entries.initialize(repeating: Entry(), count: mask + 1)
        for index in 0..<oldCount where unsafe old[index].length != 0 {
            let entry = unsafe old[index]
            var place = entry.words.hash(Int(entry.length)) & mask
            while unsafe entries[place].length != 0 { place = (place + 1) & mask }
            unsafe entries[place] = entry
        }
        unsafe old.deallocate()
    }

    /// Whether all bytes agree with those kept at a place.
    @inline(never)
    private func same(_ start: UnsafePointer<UInt8>, _ place: UInt32, _ length: Int) -> Bool {
        let kept = unsafe UnsafePointer(bytes.start + Int(place))
        return (0..<length).allSatisfy { at in unsafe start[at] == kept[at] }
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
