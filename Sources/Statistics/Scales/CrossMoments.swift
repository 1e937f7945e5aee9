/// The exact sums, squares and products of the items of a scale: all that reliability and factor analysis need to know.
///
/// They are kept twice: over the rows in which every item is answered, and for each pair of items over the rows in which
/// both are. Values are whole numbers scaled by a power of ten (350 for 3.50 with two ``places``), so that sums are exact
/// and merging gives the same bits in any order.
public struct CrossMoments: Sendable, Hashable {
    /// The sums of two items over some rows.
    public struct Pair: Sendable, Hashable {
        /// How many rows.
        public let n: Int
        /// Σx of the first item.
        public let sumOfFirst: Int128
        /// Σy of the second item.
        public let sumOfSecond: Int128
        /// Σxy.
        public let sumOfProducts: Int128

        public init(n: Int, sumOfFirst: Int128, sumOfSecond: Int128, sumOfProducts: Int128) {
            self.n = n
            self.sumOfFirst = sumOfFirst
            self.sumOfSecond = sumOfSecond
            self.sumOfProducts = sumOfProducts
        }

        /// The sums of no rows.
        public static let none = Pair(n: 0, sumOfFirst: 0, sumOfSecond: 0, sumOfProducts: 0)

        /// The same sums with the items in the other order.
        var swapped: Pair {
            Pair(n: n, sumOfFirst: sumOfSecond, sumOfSecond: sumOfFirst, sumOfProducts: sumOfProducts)
        }

        /// n Σxy − Σx Σy, exact and then rounded.
        var scaledProducts: Double { differenceOfProducts(Int128(n), sumOfProducts, sumOfFirst, sumOfSecond) }

        /// The sums with more rows, `count` of them, that have these two values.
        ///
        /// - Throws: ``StatisticsError/overflow``, ``StatisticsError/negativeCount(_:)``.
        public func adding(_ first: Int, _ second: Int, count: Int) throws(StatisticsError) -> Pair {
            guard count >= 0 else { throw .negativeCount(count) }
            let (n, first, second) = (Int128(count), Int128(first), Int128(second))
            return try merging(
                Pair(
                    n: count, sumOfFirst: first * n, sumOfSecond: second * n,
                    sumOfProducts: try (first * second).times(n)))
        }

        func merging(_ other: Pair) throws(StatisticsError) -> Pair {
            Pair(
                n: try n.plus(other.n), sumOfFirst: try sumOfFirst.plus(other.sumOfFirst),
                sumOfSecond: try sumOfSecond.plus(other.sumOfSecond),
                sumOfProducts: try sumOfProducts.plus(other.sumOfProducts))
        }
    }

    /// The most items that moments are kept of.
    public static let mostItems = 1000
    /// The most decimals that values are kept with.
    public static let mostPlaces = 18

    /// The number of items.
    public let itemCount: Int
    /// The decimals of the values: they are whole numbers of 10^−places.
    public let places: Int
    /// The number of rows, with those in which nothing is answered.
    public internal(set) var rows: Int
    /// The sums over complete rows, by pair i ≤ j: (0, 0), (0, 1), … (1, 1), …
    public internal(set) var completePairs: [Pair]
    /// The sums over the rows in which both items are answered, in the same order; (i, i) has the available answers of i.
    public internal(set) var availablePairs: [Pair]
    /// The rows in which every item is answered; 0 without items.
    public internal(set) var completeRows: Int

    /// The moments of no rows.
    ///
    /// - Throws: ``StatisticsError/scale(_:)`` unless there are 0 to ``mostItems`` items and 0 to ``mostPlaces`` places.
    public init(items: Int, places: Int = 0) throws(StatisticsError) {
        guard (0...Self.mostItems).contains(items) else { throw .scale(.tooManyItems(items)) }
        guard (0...Self.mostPlaces).contains(places) else { throw .scale(.tooManyPlaces(places)) }
        itemCount = items
        self.places = places
        rows = 0
        completeRows = 0
        completePairs = [Pair](repeating: .none, count: items * (items + 1) / 2)
        availablePairs = completePairs
    }

    /// Adds a row of answers that occurs `count` times.
    ///
    /// - Parameters:
    ///   - row: A value for each item in units of 10^−places, nil where there is none.
    ///   - count: How many rows are like it.
    /// - Throws: ``StatisticsError/negativeCount(_:)``, ``StatisticsError/overflow``, and ``StatisticsError/scale(_:)`` for a row
    ///   of another length; the moments then stay as they were.
    /// - Complexity: O(k²) for k items.
    public mutating func add(_ row: [Int?], count: Int = 1) throws(StatisticsError) {
        guard count >= 0 else { throw .negativeCount(count) }
        guard row.count == itemCount else { throw .scale(.itemsDiffer(expected: itemCount, found: row.count)) }
        let isComplete = itemCount > 0 && !row.contains(nil)
        var next = self
        next.rows = try rows.plus(count)
        if isComplete { next.completeRows = try completeRows.plus(count) }
        var place = 0
        for (index, first) in row.enumerated() {
            for second in row[index...] {
                defer { place += 1 }
                guard let first, let second else { continue }
                next.availablePairs[place] = try availablePairs[place].adding(first, second, count: count)
                guard isComplete else { continue }
                next.completePairs[place] = try completePairs[place].adding(first, second, count: count)
            }
        }
        self = next
    }

    /// The moments of both sets of rows together, exactly; of two numbers of decimals the larger one is kept.
    ///
    /// - Throws: ``StatisticsError/overflow``; ``StatisticsError/scale(_:)`` for another number of items.
    public func merging(_ other: CrossMoments) throws(StatisticsError) -> CrossMoments {
        guard itemCount == other.itemCount else {
            throw .scale(.itemsDiffer(expected: itemCount, found: other.itemCount))
        }
        if places < other.places { return try rescaled(toPlaces: other.places).merging(other) }
        if places > other.places { return try merging(try other.rescaled(toPlaces: places)) }
        var merged = self
        merged.rows = try rows.plus(other.rows)
        merged.completeRows = try completeRows.plus(other.completeRows)
        for place in availablePairs.indices {
            merged.availablePairs[place] = try availablePairs[place].merging(other.availablePairs[place])
            merged.completePairs[place] = try completePairs[place].merging(other.completePairs[place])
        }
        return merged
    }

    /// Where the pair of items i ≤ j stands in the lists of pairs.
    func place(_ i: Int, _ j: Int) -> Int { i * itemCount - i * (i - 1) / 2 + (j - i) }
}
