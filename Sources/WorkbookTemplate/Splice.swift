/// Changes of some bytes within others that stay as they are.
struct Splice {
    private var changes: [(range: Range<Int>, bytes: [UInt8])] = []

    var isEmpty: Bool { changes.isEmpty }

    /// Puts bytes in the place of others; ranges do not overlap.
    mutating func replace(_ range: Range<Int>, with bytes: [UInt8]) { changes.append((range, bytes)) }

    /// Puts bytes at a place, behind what was put there before.
    mutating func insert(_ text: String, at place: Int) { changes.append((place..<place, Array(text.utf8))) }

    /// The bytes with all changes made.
    func applied(to bytes: [UInt8]) -> [UInt8] {
        // Of changes at one place, insertions come in their order, and before a replacement that begins there.
        let ordered = changes.enumerated().sorted { left, right in
            let (a, b) = (left.element.range, right.element.range)
            return (a.lowerBound, a.upperBound, left.offset) < (b.lowerBound, b.upperBound, right.offset)
        }
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count + changes.reduce(0) { $0 + $1.bytes.count })
        var place = 0
        for (_, change) in ordered where change.range.lowerBound >= place && change.range.upperBound <= bytes.count {
            result += bytes[place..<change.range.lowerBound]
            result += change.bytes
            place = change.range.upperBound
        }
        result += bytes[place...]
        return result
    }
}
