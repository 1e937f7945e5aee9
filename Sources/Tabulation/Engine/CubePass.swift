internal import Microdata
internal import Records
internal import Workers

/// Counts the rows of all cubes of a table, in one pass over its segments.
///
/// A cube is a dense table with a place for each combination of the levels of its expressions, filled row by row over all segments
/// of a stretch; levels are looked up once for each segment, not for each row.
struct CubePass: Sendable {
    let cubes: [PreparedRequest]
    private let expressions: [TypedExpression]
    /// The expressions of each cube, by number.
    private let parts: [[Int]]
    /// The cubes so that those that begin with the same expressions come one after the other.
    private let order: [Int]

    /// The most places of a cube; one that turns out to need more is counted in another way.
    private static let greatestSize = 1 << 20

    /// - Parameter cubes: Requests for rows, or for a distribution, without a filter.
    init(_ cubes: [PreparedRequest]) {
        self.cubes = cubes
        var expressions = [TypedExpression]()
        var numbers: [String: Int] = [:]
        let parts = cubes.map { cube in
            var own = cube.groupings.map(\.expression)
            if case .distribution(let last) = cube.kind { own.append(last) }
            return own.map { expression in
                if let known = numbers[expression.canonical] { return known }
                numbers[expression.canonical] = expressions.count
                expressions.append(expression)
                return expressions.count - 1
            }
        }
        self.expressions = expressions
        self.parts = parts
        order = parts.indices.sorted { parts[$0].lexicographicallyPrecedes(parts[$1]) }
    }

    /// The answers over the segments of a scan, in the order of the cubes; nil for one that is too large for a dense table.
    func answers(_ scan: TableScan) throws -> [CrossTabulation?] {
        let levels = expressions.map { _ in Payload.Levels() }
        let stretches = try scan.forEachStretch { _, segments in
            var counts = parts.map { DenseCounts(parts: $0, greatestSize: Self.greatestSize) }
            for segment in segments where segment.rowCount > 0 {
                let rows = try SegmentLevels(
                    expressions, levels, SegmentEvaluator(segment, scan.source, scan.references))
                for number in order { counts[number].add(rows) }
            }
            return counts
        }
        let named = levels.map { $0.all.map { $0[0] } }
        return try inParallel(cubes.count, threads: scan.threads(for: scan.rows)) { number in
            try answer(number, stretches.map { $0[number] }, named)
        }
    }

    /// The cells of a cube in the order of their levels.
    private func answer(_ number: Int, _ counts: [DenseCounts], _ levels: [[Level]]) throws -> CrossTabulation? {
        let own = parts[number].map { levels[$0] }
        var cells = [TabulatedCell]()
        guard let merged = DenseCounts.merged(counts, widths: own.map(\.count)) else { return nil }
        // Each expression's levels in their order: places are visited so that cells need no sorting.
        let orders = own.map { levels in levels.indices.sorted { levels[$0] < levels[$1] } }
        var digits = [Int](repeating: 0, count: own.count)
        while !merged.isEmpty {
            var place = 0
            for (axis, digit) in digits.enumerated() { place = place * own[axis].count + orders[axis][digit] }
            if merged[place] > 0 {
                cells.append(
                    TabulatedCell(
                        levels: digits.indices.map { own[$0][orders[$0][digits[$0]]] },
                        aggregate: Aggregate(count: merged[place])))
            }
            var axis = digits.count - 1
            while axis >= 0 {
                digits[axis] += 1
                if digits[axis] < own[axis].count { break }
                digits[axis] = 0
                axis -= 1
            }
            if axis < 0 { break }
        }
        return try AdditivePass.tabulation(cubes[number], cells)
    }
}

/// The level of each row of a segment for each expression, by numbers that are the same in all segments.
struct SegmentLevels {
    let rows: Int
    /// The number of each row's level, by expression.
    let places: [[UInt16]]
    /// How many levels an expression has so far; more than a place holds where ``isTooLarge``.
    let widths: [Int]
    /// Places of combinations, by the expressions combined, that several cubes begin with.
    private let shared = Shared()

    private final class Shared {
        var expressions: [Int] = []
        var widths: [Int] = []
        var places: [UInt32] = []
    }

    init(_ expressions: [TypedExpression], _ levels: [Payload.Levels], _ evaluator: SegmentEvaluator) throws {
        rows = evaluator.rows
        var widths = [Int]()
        places = try expressions.enumerated().map { number, expression in
            let vector = try evaluator.levels(expression)
            let numbers = levels[number].numbers(of: vector.levels.map { [$0] }).map {
                UInt16(truncatingIfNeeded: $0)
            }
            widths.append(levels[number].count)
            switch vector.places {
            case nil: return [UInt16](repeating: numbers.first ?? 0, count: evaluator.rows)
            case .byte(let places): return Self.looked(up: places, in: numbers)
            case .word(let places): return Self.looked(up: places, in: numbers)
            }
        }
        self.widths = widths
    }

    private static func looked<Place: FixedWidthInteger & UnsignedInteger>(
        up places: [Place], in numbers: [UInt16]
    ) -> [UInt16] {
        unsafe numbers.withUnsafeBufferPointer { numbers in
            unsafe places.withUnsafeBufferPointer { places in
                unsafe [UInt16](unsafeUninitializedCapacity: places.count) { output, count in
                    for row in 0..<places.count {
                        unsafe output.initializeElement(at: row, to: numbers[Int(places[row])])
                    }
                    count = places.count
                }
            }
        }
    }

    /// The place of each row's combination of expressions, counted like digits; kept for the cube that comes next.
    func combined(_ expressions: [Int], _ widths: [Int]) -> [UInt32] {
        if shared.expressions == expressions, shared.widths == widths { return shared.places }
        var combined = [UInt32](repeating: 0, count: rows)
        unsafe combined.withUnsafeMutableBufferPointer { combined in
            for (expression, width) in zip(expressions, widths) {
                let width = UInt32(width)
                unsafe places[expression].withUnsafeBufferPointer { places in
                    for row in 0..<combined.count {
                        unsafe combined[row] = combined[row] &* width &+ UInt32(places[row])
                    }
                }
            }
        }
        (shared.expressions, shared.widths, shared.places) = (expressions, widths, combined)
        return combined
    }
}

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
        guard let last = parts.last, let width = widths.last else {
            table[0] += levels.rows
            return
        }
        let places = levels.places[last]
        let combined = parts.count > 1 ? levels.combined(Array(parts.dropLast()), widths.dropLast()) : []
        unsafe table.withUnsafeMutableBufferPointer { table in
            unsafe places.withUnsafeBufferPointer { places in
                guard !combined.isEmpty else {
                    for row in 0..<places.count { unsafe table[Int(places[row])] &+= 1 }
                    return
                }
                unsafe combined.withUnsafeBufferPointer { combined in
                    for row in 0..<places.count {
                        unsafe table[Int(combined[row]) &* width &+ Int(places[row])] &+= 1
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
