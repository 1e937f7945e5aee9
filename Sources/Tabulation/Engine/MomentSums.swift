internal import Microdata
internal import Records

/// Exact n, sum, sum of squares, least and greatest by group over one segment.
///
/// Values are taken less the least one of the segment, so that sums of squares fit 64 bits; the wide sums follow from
/// `Σv = Σd + n·m` and `Σv² = Σd² + 2m·Σd + n·m²`.
struct MomentSums {
    private var count: [Int]
    private var sum: [UInt64]
    private var squares: [UInt64]
    private var least: [Int64]
    private var greatest: [Int64]

    /// The aggregates of each group's present values; of a group without any, a count of 0.
    ///
    /// - Throws: ``TabulationError/overflow(expression:)`` for values of more than 15 digits, whose squares might not add up.
    static func aggregates<Number: ColumnInteger>(
        _ values: [Number], _ groups: GroupVector, rows: Int, of expression: String
    ) throws(TabulationError) -> [Aggregate] {
        var base = Int64.max
        var top = Int64.min
        for value in values where value >= Number.leastPresent {
            base = min(base, Int64(value))
            top = max(top, Int64(value))
        }
        guard base <= top else { return [Aggregate](repeating: Aggregate(), count: groups.count) }
        guard max(base.magnitude, top.magnitude) < 1 << 50 else { throw .overflow(expression: expression) }
        // The greatest difference, squared, times the rows must fit; else each value is added in 128 bits.
        let reach = UInt64(bitPattern: top &- base)
        let (square, overflow) = reach.multipliedReportingOverflow(by: reach)
        let fits = !overflow && !square.multipliedReportingOverflow(by: UInt64(max(1, rows))).overflow
        func group<Place: FixedWidthInteger>(_ places: [Place]) -> [Aggregate] {
            if !fits { return wide(values, groups.count) { Int(places[$0]) } }
            var sums = MomentSums(groups: groups.count + 1)
            unsafe places.withUnsafeBufferPointer { places in
                sums.add(values, base: base) { unsafe Int(places[$0]) }
            }
            return sums.aggregates(base: base, groups: groups.count)
        }
        switch groups.places {
        case .half(let places): return group(places)
        case .word(let places): return group(places)
        case nil:
            guard groups.count == 1 else { return [] }
            if !fits { return wide(values, 1) { _ in 0 } }
            var sums = MomentSums(groups: 2)
            sums.add(values, base: base) { _ in 0 }
            return sums.aggregates(base: base, groups: 1)
        }
    }

    private init(groups: Int) {
        count = [Int](repeating: 0, count: groups)
        sum = [UInt64](repeating: 0, count: groups)
        squares = [UInt64](repeating: 0, count: groups)
        least = [Int64](repeating: .max, count: groups)
        greatest = [Int64](repeating: .min, count: groups)
    }

    @inline(__always)
    private mutating func add<Number: ColumnInteger>(_ values: [Number], base: Int64, _ group: (Int) -> Int) {
        unsafe values.withUnsafeBufferPointer { values in
            unsafe count.withUnsafeMutableBufferPointer { count in
                unsafe sum.withUnsafeMutableBufferPointer { sum in
                    unsafe squares.withUnsafeMutableBufferPointer { squares in
                        unsafe least.withUnsafeMutableBufferPointer { least in
                            unsafe greatest.withUnsafeMutableBufferPointer { greatest in
                                for row in 0..<values.count {
                                    let value = unsafe values[row]
                                    guard value >= Number.leastPresent else { continue }
                                    let place = group(row)
                                    let difference = UInt64(bitPattern: Int64(value) &- base)
                                    unsafe count[place] &+= 1
                                    unsafe sum[place] &+= difference
                                    unsafe squares[place] &+= difference &* difference
                                    unsafe least[place] = min(least[place], Int64(value))
                                    unsafe greatest[place] = max(greatest[place], Int64(value))
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    private func aggregates(base: Int64, groups: Int) -> [Aggregate] {
        let m = Int128(base)
        return (0..<groups).map { group in
            guard count[group] > 0 else { return Aggregate() }
            let n = Int128(count[group])
            let d = Int128(sum[group])
            return Aggregate(
                count: count[group], sum: d + n * m, sumOfSquares: Int128(squares[group]) + 2 * m * d + n * m * m,
                minimum: Int(least[group]), maximum: Int(greatest[group]))
        }
    }

    /// Adds each value in 128 bits.
    private static func wide<Number: ColumnInteger>(
        _ values: [Number], _ groups: Int, _ group: (Int) -> Int
    ) -> [Aggregate] {
        var aggregates = [Aggregate](repeating: Aggregate(), count: groups + 1)
        for (row, value) in values.enumerated() where value >= Number.leastPresent {
            let number = Int(value)
            let wide = Int128(value)
            aggregates[group(row)] = aggregates[group(row)].merging(
                Aggregate(count: 1, sum: wide, sumOfSquares: wide * wide, minimum: number, maximum: number))
        }
        return Array(aggregates[..<groups])
    }
}
