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
