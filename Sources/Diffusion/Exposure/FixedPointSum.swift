/// A sum that is the same in whatever order its parts come, so that neither threads nor the numbering of nodes change a digit.
///
/// Each part is a whole number of 2⁻⁶²: exact for shares from 2⁻¹⁰ on, and off by less than 2⁻⁶² below. The whole numbers are added
/// exactly.
struct FixedPointSum: Sendable, Hashable {
    private(set) var total: Int128 = 0

    /// Adds a number, which is finite and below 2⁶² in size.
    @inline(__always)
    mutating func add(_ part: Double) {
        let whole = Int64(part)
        total += Int128(whole) << 62 + Int128(Int64((part - Double(whole)) * 0x1p62))
    }

    mutating func add(_ other: FixedPointSum) { total += other.total }

    mutating func subtract(_ part: Double) {
        var negative = FixedPointSum()
        negative.add(part)
        total -= negative.total
    }

    /// The sum as the nearest number of double precision.
    var value: Double { Double(total) * 0x1p-62 }
}

/// The work of many nodes cut into stretches, so that few large jobs are shared between threads.
enum Stretches {
    static let length = 8_192

    static func count(of nodes: Int) -> Int { (nodes + length - 1) / length }

    static func nodes(of stretch: Int, among nodes: Int) -> Range<Int> {
        stretch * length..<min(nodes, (stretch + 1) * length)
    }
}
