/// A number for each different text, by its UTF-8: a hash table that does nothing else, since identifiers come by the million.
struct TextNumbers {
    private var slots: [UInt64]
    private var bytes: [UInt8] = []
    private var ends: [Int] = [0]

    init() { slots = [UInt64](repeating: 0, count: 64) }

    /// How many texts there are.
    var count: Int { ends.count - 1 }

    /// The number of a text, given when it is met for the first time.
    mutating func number(of text: String) -> UInt32 {
        var text = text
        return text.withUTF8 { unsafe number(of: $0) }
    }

    /// The number of a text that has one.
    func knownNumber(of text: String) -> UInt32? {
        var text = text
        return text.withUTF8 { unsafe find($0, TextHash.of($0)).number }
    }

    /// The number of a text, or the slot where it would go.
    private func find(_ text: UnsafeBufferPointer<UInt8>, _ hash: UInt64) -> (number: UInt32?, slot: Int) {
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: hash) & mask
        while slots[slot] != 0 {
            // The upper half of a slot is of the hash, the lower the number, from 1.
            if slots[slot] >> 32 == hash >> 32 {
                let number = Int(slots[slot] & 0xFFFF_FFFF) - 1
                if unsafe isText(text, number) { return (UInt32(truncatingIfNeeded: number), slot) }
            }
            slot = (slot + 1) & mask
        }
        return (nil, slot)
    }

    private mutating func number(of text: UnsafeBufferPointer<UInt8>) -> UInt32 {
        let hash = unsafe TextHash.of(text)
        let (known, slot) = unsafe find(text, hash)
        if let known { return known }
        let number = count
        unsafe bytes.append(contentsOf: text)
        ends.append(bytes.count)
        slots[slot] = (hash & ~0xFFFF_FFFF) | UInt64(number + 1)
        if count * 2 > slots.count { grow() }
        return UInt32(truncatingIfNeeded: number)
    }

    private func isText(_ text: UnsafeBufferPointer<UInt8>, _ number: Int) -> Bool {
        let start = ends[number]
        guard ends[number + 1] - start == text.count else { return false }
        for index in 0..<text.count where unsafe bytes[start + index] != text[index] { return false }
        return true
    }

    private mutating func grow() {
        slots = [UInt64](repeating: 0, count: slots.count * 4)
        let mask = slots.count - 1
        unsafe bytes.withUnsafeBufferPointer { bytes in
            for number in 0..<count {
                let text = unsafe UnsafeBufferPointer(rebasing: bytes[ends[number]..<ends[number + 1]])
                let hash = unsafe TextHash.of(text)
                var slot = Int(truncatingIfNeeded: hash) & mask
                while slots[slot] != 0 { slot = (slot + 1) & mask }
                slots[slot] = (hash & ~0xFFFF_FFFF) | UInt64(number + 1)
            }
        }
    }
}

/// A quick 64-bit hash of short texts, eight bytes at a time.
enum TextHash {
    static func of(_ text: UnsafeBufferPointer<UInt8>) -> UInt64 {
        let raw = UnsafeRawBufferPointer(text)
        var hash = UInt64(text.count) &* 0x9E37_79B9_7F4A_7C15
        var offset = 0
        while offset + 8 <= raw.count {
            hash = unsafe mixed(hash ^ raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
            offset += 8
        }
        var rest: UInt64 = 0
        while offset < raw.count {
            rest = unsafe rest << 8 | UInt64(raw[offset])
            offset += 1
        }
        return mixed(hash ^ rest)
    }

    @inline(__always)
    private static func mixed(_ value: UInt64) -> UInt64 {
        let product = value.multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
        return product.high ^ product.low
    }
}
