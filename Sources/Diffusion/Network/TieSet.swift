/// A set of ties between numbered nodes, in one table without further memory for each.
struct TieSet {
    /// What a free place holds: the tie of the last possible node to itself, which no network has.
    private static let free = UInt64.max
    private var places: [UInt64]
    private let mask: Int

    /// A set for at most `count` ties.
    init(capacity count: Int) {
        var size = 16
        while size < count * 2 { size *= 2 }
        places = [UInt64](repeating: Self.free, count: size)
        mask = size - 1
    }

    /// A tie as a number, with the lesser node first where it has no direction.
    @inline(__always)
    static func key(_ from: UInt32, _ to: UInt32, isDirected: Bool) -> UInt64 {
        let (first, second) = isDirected || from < to ? (from, to) : (to, from)
        return UInt64(first) << 32 | UInt64(second)
    }

    @inline(__always)
    private func home(_ key: UInt64) -> Int {
        let product = (key ^ key >> 29) &* 0x9E37_79B9_7F4A_7C15
        return Int(truncatingIfNeeded: product >> 32) & mask
    }

    @inline(__always)
    func contains(_ key: UInt64) -> Bool {
        var place = home(key)
        while places[place] != Self.free {
            if places[place] == key { return true }
            place = (place + 1) & mask
        }
        return false
    }

    /// Adds a tie; false when it was there.
    @inline(__always)
    mutating func insert(_ key: UInt64) -> Bool {
        var place = home(key)
        while places[place] != Self.free {
            if places[place] == key { return false }
            place = (place + 1) & mask
        }
        places[place] = key
        return true
    }

    /// Takes out a tie, and moves those up that had to stand behind it.
    mutating func remove(_ key: UInt64) {
        var gap = home(key)
        while places[gap] != key {
            guard places[gap] != Self.free else { return }
            gap = (gap + 1) & mask
        }
        var next = (gap + 1) & mask
        while places[next] != Self.free {
            let distance = (next - home(places[next])) & mask
            if distance >= (next - gap) & mask {
                places[gap] = places[next]
                gap = next
            }
            next = (next + 1) & mask
        }
        places[gap] = Self.free
    }
}
