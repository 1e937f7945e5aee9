public import Records

/// A level of an axis of a cross-tabulation.
public enum Level: Sendable, Hashable, Comparable {
    /// A code, an identifier or a text.
    case code(String)
    /// A whole number, scaled by the axis's decimal places; also a day number.
    case number(Int)
    /// A missing value, with its reason.
    case missing(MissingReason)

    /// Its text, where it is a code, an identifier or a text.
    public var text: String? { if case .code(let text) = self { text } else { nil } }

    /// Whether it is a value, and not the reason why there is none.
    public var isPresent: Bool { if case .missing = self { false } else { true } }

    /// Numbers by value, then codes by their UTF-8 bytes, then missing values by reason.
    public static func < (left: Level, right: Level) -> Bool {
        switch (left, right) {
        case (.number(let a), .number(let b)): a < b
        case (.code(let a), .code(let b)): a.utf8.lexicographicallyPrecedes(b.utf8)
        case (.missing(let a), .missing(let b)): a.rawValue < b.rawValue
        default: left.rank < right.rank
        }
    }

    private var rank: Int {
        switch self {
        case .number: 0
        case .code: 1
        case .missing: 2
        }
    }
}

/// An axis of a cross-tabulation.
public struct Axis: Sendable, Hashable {
    public let name: String
    /// The decimal places of its numbers; 0 for codes.
    public let places: Int
    /// What its numbers are, so that a day is shown as a day.
    public let type: FieldType

    public init(name: String, places: Int = 0, type: FieldType = .code) {
        self.name = name
        self.places = places
        self.type = type
    }
}

/// Exact sums of the rows of one cell; merges by adding.
public struct Aggregate: Sendable, Hashable {
    /// Rows (or distinct values) counted.
    public var count: Int
    /// The sum of values, scaled by 10^places; 0 when only rows are counted.
    public var sum: Int128
    /// The sum of squared values, scaled by 10^(2·places).
    public var sumOfSquares: Int128
    public var minimum: Int?
    public var maximum: Int?

    public init(count: Int = 0, sum: Int128 = 0, sumOfSquares: Int128 = 0, minimum: Int? = nil, maximum: Int? = nil) {
        self.count = count
        self.sum = sum
        self.sumOfSquares = sumOfSquares
        self.minimum = minimum
        self.maximum = maximum
    }

    /// The aggregate of both sets of rows.
    public func merging(_ other: Aggregate) -> Aggregate {
        Aggregate(
            count: count + other.count, sum: sum + other.sum, sumOfSquares: sumOfSquares + other.sumOfSquares,
            minimum: [minimum, other.minimum].compactMap { $0 }.min(),
            maximum: [maximum, other.maximum].compactMap { $0 }.max())
    }
}

/// One cell: a level per axis, and the aggregate of its rows.
public struct TabulatedCell: Sendable, Hashable {
    public let levels: [Level]
    public var aggregate: Aggregate
    /// For subject lists: the values of the attributes and aggregations, in the order of ``CrossTabulation/fields``.
    public var fields: [Level]

    public init(levels: [Level], aggregate: Aggregate, fields: [Level] = []) {
        self.levels = levels
        self.aggregate = aggregate
        self.fields = fields
    }
}

/// A small, mergeable cross-table: the only thing that leaves microdata.
///
/// Cells are sorted by their levels, and cells without rows are left out, so equal rows give equal tables whatever their order,
/// their split into segments, and the number of threads.
public struct CrossTabulation: Sendable, Hashable {
    /// The axes: the request's groupings, then those of the measure.
    public let axes: [Axis]
    /// The names and types of each cell's ``TabulatedCell/fields``; empty but for subject lists.
    public let fields: [Axis]
    /// The decimal places of sums, minima and maxima.
    public let places: Int
    public let cells: [TabulatedCell]
    /// What a request for tuples is answered with, which has no cells; nil for all others.
    public let tuples: TupleTable?

    /// A table of cells in any order; cells with equal levels are merged.
    public init(axes: [Axis], fields: [Axis] = [], places: Int = 0, cells: [TabulatedCell], tuples: TupleTable? = nil) {
        self.tuples = tuples
        self.axes = axes
        self.fields = fields
        self.places = places
        var sorted = Self.isOrdered(cells) ? cells : Self.sorted(cells)
        guard sorted.indices.dropFirst().contains(where: { sorted[$0 - 1].levels == sorted[$0].levels }) else {
            self.cells = sorted
            return
        }
        var kept = 0
        for index in sorted.indices {
            if kept > 0, sorted[kept - 1].levels == sorted[index].levels {
                sorted[kept - 1].aggregate = sorted[kept - 1].aggregate.merging(sorted[index].aggregate)
            } else {
                sorted[kept] = sorted[index]
                kept += 1
            }
        }
        self.cells = Array(sorted[..<kept])
    }

    /// Whether cells are by their levels already, as most are.
    private static func isOrdered(_ cells: [TabulatedCell]) -> Bool {
        !cells.indices.dropFirst().contains { cells[$0].levels.lexicographicallyPrecedes(cells[$0 - 1].levels) }
    }

    /// The cells by their levels, those of equal levels as they came.
    ///
    /// Levels are compared once for each axis and not once for each pair of cells: of many cells few are the levels.
    private static func sorted(_ cells: [TabulatedCell]) -> [TabulatedCell] {
        guard let axes = cells.first?.levels.count, cells.count > 32, cells.allSatisfy({ $0.levels.count == axes })
        else { return cells.sorted { $0.levels.lexicographicallyPrecedes($1.levels) } }
        var keys = cells.indices.map { (rank: UInt64(0), index: $0) }
        var size: UInt64 = 1
        for axis in 0..<axes {
            let different = Array(Set(cells.lazy.map { $0.levels[axis] })).sorted()
            let (product, overflow) = size.multipliedReportingOverflow(by: UInt64(different.count))
            if overflow { return cells.sorted { $0.levels.lexicographicallyPrecedes($1.levels) } }
            size = product
            if different.count == 1 { continue }
            let ranks = Dictionary(
                different.enumerated().map { ($0.element, UInt64($0.offset)) }, uniquingKeysWith: { first, _ in first })
            for index in cells.indices {
                keys[index].rank = keys[index].rank * UInt64(different.count) + (ranks[cells[index].levels[axis]] ?? 0)
            }
        }
        keys.sort { $0.rank == $1.rank ? $0.index < $1.index : $0.rank < $1.rank }
        return keys.map { cells[$0.index] }
    }

    /// The table of both sets of rows, for measures that merge by adding.
    ///
    /// - Precondition: Both answer the same request.
    public func merging(_ other: CrossTabulation) -> CrossTabulation {
        precondition(axes == other.axes && places == other.places, "only answers to the same request can be merged")
        return CrossTabulation(axes: axes, fields: fields, places: places, cells: cells + other.cells)
    }
}
