internal import Microdata
internal import Records

/// Counts rows by group, and by group and value, over one segment.
enum Counting {
    /// The rows of each group.
    static func rows(_ groups: GroupVector, rows: Int) -> [Int] {
        switch groups.places {
        case nil: return groups.count == 1 ? [rows] : []
        case .half(let places): return counts(places, groups.count)
        case .word(let places): return counts(places, groups.count)
        }
    }

    private static func counts<Place: FixedWidthInteger & UnsignedInteger>(_ places: [Place], _ groups: Int) -> [Int] {
        // Four tables in turn: a row then need not wait until the one before it is counted.
        let width = groups + 1
        var counts = [UInt32](repeating: 0, count: width * 4)
        unsafe counts.withUnsafeMutableBufferPointer { counts in
            unsafe places.withUnsafeBufferPointer { places in
                var row = 0
                while row + 4 <= places.count {
                    unsafe counts[Int(places[row])] &+= 1
                    unsafe counts[width &+ Int(places[row + 1])] &+= 1
                    unsafe counts[2 &* width &+ Int(places[row + 2])] &+= 1
                    unsafe counts[3 &* width &+ Int(places[row + 3])] &+= 1
                    row += 4
                }
                while row < places.count {
                    unsafe counts[Int(places[row])] &+= 1
                    row += 1
                }
            }
        }
        return (0..<groups).map { group in
            (0..<4).reduce(0) { $0 + Int(counts[$1 * width + group]) }
        }
    }

    /// Calls `body` with each group and byte that occur together, and how often.
    static func bytes(_ values: [UInt8], _ groups: GroupVector, _ body: (Int, UInt8, Int) -> Void) {
        switch groups.places {
        case nil:
            guard groups.count == 1 else { return }
            report(byteCounts(values), groups: 1, body)
        case .half(let places) where groups.count <= 4096:
            report(byteCounts(values, places, groups.count), groups: groups.count, body)
        case .half(let places): sparse(places, groups.count, body) { values[$0] }
        case .word(let places): sparse(places, groups.count, body) { values[$0] }
        }
    }

    /// Calls `body` with each group and place that occur together, and how often.
    static func words(_ values: [UInt32], _ groups: GroupVector, _ body: (Int, UInt32, Int) -> Void) {
        switch groups.places {
        case nil:
            guard groups.count == 1 else { return }
            sparse([UInt16](repeating: 0, count: values.count), 1, body) { values[$0] }
        case .half(let places): sparse(places, groups.count, body) { values[$0] }
        case .word(let places): sparse(places, groups.count, body) { values[$0] }
        }
    }

    private static func report(_ counts: [UInt32], groups: Int, _ body: (Int, UInt8, Int) -> Void) {
        for group in 0..<groups {
            for value in 0..<256 where counts[group * 256 + value] > 0 {
                body(group, UInt8(value), Int(counts[group * 256 + value]))
            }
        }
    }

    private static func byteCounts(_ values: [UInt8]) -> [UInt32] {
        var counts = [UInt32](repeating: 0, count: 1024)
        unsafe counts.withUnsafeMutableBufferPointer { counts in
            unsafe values.withUnsafeBufferPointer { values in
                var row = 0
                while row + 4 <= values.count {
                    unsafe counts[Int(values[row])] &+= 1
                    unsafe counts[256 &+ Int(values[row + 1])] &+= 1
                    unsafe counts[512 &+ Int(values[row + 2])] &+= 1
                    unsafe counts[768 &+ Int(values[row + 3])] &+= 1
                    row += 4
                }
                while row < values.count {
                    unsafe counts[Int(values[row])] &+= 1
                    row += 1
                }
            }
        }
        return (0..<256).map { counts[$0] + counts[256 + $0] + counts[512 + $0] + counts[768 + $0] }
    }

    private static func byteCounts(_ values: [UInt8], _ places: [UInt16], _ groups: Int) -> [UInt32] {
        let width = (groups + 1) * 256
        // A second table halves the waiting; it is not worth it once both no longer fit the nearest cache.
        let tables = width <= 8192 ? 2 : 1
        let second = tables == 2 ? width : 0
        var counts = [UInt32](repeating: 0, count: width * tables)
        unsafe counts.withUnsafeMutableBufferPointer { counts in
            unsafe values.withUnsafeBufferPointer { values in
                unsafe places.withUnsafeBufferPointer { places in
                    var row = 0
                    while row + 2 <= values.count {
                        unsafe counts[Int(places[row]) &* 256 &+ Int(values[row])] &+= 1
                        unsafe counts[second &+ Int(places[row + 1]) &* 256 &+ Int(values[row + 1])] &+= 1
                        row += 2
                    }
                    if row < values.count {
                        unsafe counts[Int(places[row]) &* 256 &+ Int(values[row])] &+= 1
                    }
                }
            }
        }
        guard tables == 2 else { return counts }
        return (0..<width).map { counts[$0] + counts[width + $0] }
    }

    /// For many groups or values: only the pairs that occur are kept.
    private static func sparse<Place: FixedWidthInteger & UnsignedInteger, Value: FixedWidthInteger & UnsignedInteger>(
        _ places: [Place], _ groups: Int, _ body: (Int, Value, Int) -> Void, _ value: (Int) -> Value
    ) {
        var counts: [UInt64: Int] = [:]
        for (row, place) in places.enumerated() where Int(place) < groups {
            counts[UInt64(place) << 32 | UInt64(value(row)), default: 0] += 1
        }
        for (key, count) in counts {
            body(Int(key >> 32), Value(truncatingIfNeeded: key), count)
        }
    }
}
