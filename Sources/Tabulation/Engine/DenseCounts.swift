/// One cube's counts by one thread.
struct DenseCounts: Sendable {
    private let parts: [Int]
    private let greatestSize: Int
    /// How many levels of each expression the table has places for.
    private var widths: [Int]
    private var table: [Int] = [0]
    private var isTooLarge = false

    init(parts: [Int], greatestSize: Int) {
        self.parts = parts
        self.greatestSize = greatestSize
        widths = parts.map { _ in 1 }
    }

    /// Adds the rows of a segment.
    mutating func add(_ levels: SegmentLevels) {
        if isTooLarge { return }
        let needed = parts.map { levels.widths[$0] }
        if needed != widths {
            guard let size = Self.size(needed), size <= greatestSize, needed.allSatisfy({ $0 <= 1 << 16 }) else {
                (isTooLarge, table) = (true, [])
                return
            }
            table = Self.laidOut(table, from: widths, to: needed)
            widths = needed
        }
        // The last two expressions are put to the row's place here; what comes before them many cubes have in common.
        switch parts.count {
        case 0: table[0] += levels.rows
        case 1: count(levels.places[parts[0]])
        case 2: count(levels.places[parts[0]], levels.places[parts[1]], widths[1])
        case 3: count(levels.places[parts[0]], levels.places[parts[1]], widths[1], levels.places[parts[2]], widths[2])
        default:
            let (one, other) = (parts.count - 2, parts.count - 1)
            count(
                levels.combined(Array(parts[..<one]), Array(widths[..<one])), levels.places[parts[one]], widths[one],
                levels.places[parts[other]], widths[other])
        }
    }

    private mutating func count(_ places: [UInt16]) {
        unsafe table.withUnsafeMutableBufferPointer { table in
            unsafe places.withUnsafeBufferPointer { places in
                for row in 0..<places.count { unsafe table[Int(places[row])] &+= 1 }
            }
        }
    }

    private mutating func count(_ first: [UInt16], _ second: [UInt16], _ width: Int) {
        unsafe table.withUnsafeMutableBufferPointer { table in
            unsafe first.withUnsafeBufferPointer { first in
                unsafe second.withUnsafeBufferPointer { second in
                    for row in 0..<first.count {
                        unsafe table[Int(first[row]) &* width &+ Int(second[row])] &+= 1
                    }
                }
            }
        }
    }

    @inline(__always)
    private mutating func count<Place: FixedWidthInteger & UnsignedInteger>(
        _ first: [Place], _ second: [UInt16], _ width: Int, _ third: [UInt16], _ thirdWidth: Int
    ) {
        unsafe table.withUnsafeMutableBufferPointer { table in
            unsafe first.withUnsafeBufferPointer { first in
                unsafe second.withUnsafeBufferPointer { second in
                    unsafe third.withUnsafeBufferPointer { third in
                        for row in 0..<first.count {
                            let place = unsafe Int(first[row]) &* width &+ Int(second[row])
                            unsafe table[place &* thirdWidth &+ Int(third[row])] &+= 1
                        }
                    }
                }
            }
        }
    }

    /// The counts of all threads with so many levels each; nil where one gave up.
    static func merged(_ counts: [DenseCounts], widths: [Int]) -> [Int]? {
        guard let size = size(widths), !counts.contains(where: \.isTooLarge) else { return nil }
        if let first = counts.first, size > first.greatestSize { return nil }
        var sum = [Int](repeating: 0, count: size)
        // Without any rows an expression has no levels, and there are no places.
        for own in counts where size > 0 && own.table.contains(where: { $0 > 0 }) {
            for (place, count) in laidOut(own.table, from: own.widths, to: widths).enumerated() { sum[place] += count }
        }
        return sum
    }

    private static func size(_ widths: [Int]) -> Int? {
        var size = 1
        for width in widths {
            let (product, overflow) = size.multipliedReportingOverflow(by: width)
            if overflow { return nil }
            size = product
        }
        return size
    }

    /// A table with places for more levels.
    private static func laidOut(_ table: [Int], from old: [Int], to new: [Int]) -> [Int] {
        if old == new { return table }
        var result = [Int](repeating: 0, count: size(new) ?? 0)
        for (place, count) in table.enumerated() where count > 0 {
            var rest = place
            var target = 0
            var scale = 1
            for axis in old.indices.reversed() {
                target += rest % old[axis] * scale
                rest /= old[axis]
                scale *= new[axis]
            }
            result[target] = count
        }
        return result
    }
}
