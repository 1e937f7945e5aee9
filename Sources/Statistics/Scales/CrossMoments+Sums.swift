extension CrossMoments {
    /// Moments computed elsewhere, such as by a tabulation.
    ///
    /// - Parameters:
    ///   - places: The decimals of the values.
    ///   - rows: The number of rows, with those in which nothing is answered.
    ///   - completePairs: The sums over complete rows by pair i ≤ j, in the order (0, 0), (0, 1), … (1, 1), …
    ///   - availablePairs: The sums over the rows in which both items are answered, in the same order.
    /// - Throws: ``StatisticsError/scale(_:)`` where no rows have these sums, as far as can be told from them;
    ///   ``StatisticsError/negativeCount(_:)``.
    public init(
        items: Int, places: Int = 0, rows: Int, completePairs: [Pair], availablePairs: [Pair]
    ) throws(StatisticsError) {
        try self.init(items: items, places: places)
        let due = self.completePairs.count
        for pairs in [completePairs, availablePairs] where pairs.count != due {
            throw .scale(.itemsDiffer(expected: due, found: pairs.count))
        }
        for n in [rows] + completePairs.map(\.n) + availablePairs.map(\.n) where n < 0 { throw .negativeCount(n) }
        self.rows = rows
        self.completePairs = completePairs
        self.availablePairs = availablePairs
        completeRows = completePairs.first?.n ?? 0
        guard isPossible else { throw .scale(.impossibleSums) }
    }

    /// Whether rows of answers can have these sums: what can be checked exactly is.
    private var isPossible: Bool {
        for i in 0..<itemCount {
            let own = (completePairs[place(i, i)], availablePairs[place(i, i)])
            // The rows in which something else is missing have sums too.
            guard own.0.isPossibleItem, own.1.isPossibleItem, own.1.without(own.0)?.isPossibleItem ?? false else {
                return false
            }
            for j in i..<itemCount {
                let other = (completePairs[place(j, j)], availablePairs[place(j, j)])
                let (complete, available) = (completePairs[place(i, j)], availablePairs[place(i, j)])
                guard complete.n == completeRows, complete.sumOfFirst == own.0.sumOfFirst,
                    complete.sumOfSecond == other.0.sumOfFirst, complete.isWithin(own.0, other.0),
                    complete.isCorrelation(own.0, other.0), available.isWithin(own.1, other.1),
                    available.n >= completeRows, available.n <= rows,
                    // Rows with the first, and rows with the second, overlap at least by what exceeds all rows.
                    other.1.n - available.n <= rows - own.1.n
                else { return false }
                if available.n == completeRows, available != complete { return false }
            }
        }
        return true
    }
}

extension CrossMoments.Pair {
    /// Whether an item can have these sums of itself: both sums alike, and Σx² at least (Σx)² / n.
    fileprivate var isPossibleItem: Bool {
        guard sumOfFirst == sumOfSecond, sumOfProducts >= 0 else { return false }
        return n > 0 ? scaledProducts >= 0 : sumOfFirst == 0 && sumOfProducts == 0
    }

    /// Whether rows among those of two items can have these sums of the pair, by the inequality of Cauchy and Schwarz.
    fileprivate func isWithin(_ first: CrossMoments.Pair, _ second: CrossMoments.Pair) -> Bool {
        guard n <= first.n, n <= second.n else { return false }
        if n == 0 { return sumOfFirst == 0 && sumOfSecond == 0 && sumOfProducts == 0 }
        return differenceOfProducts(first.sumOfProducts, second.sumOfProducts, sumOfProducts, sumOfProducts) >= 0
            && differenceOfProducts(Int128(n), first.sumOfProducts, sumOfFirst, sumOfFirst) >= 0
            && differenceOfProducts(Int128(n), second.sumOfProducts, sumOfSecond, sumOfSecond) >= 0
    }

    /// Whether the correlation that follows is one, but for rounding.
    fileprivate func isCorrelation(_ first: CrossMoments.Pair, _ second: CrossMoments.Pair) -> Bool {
        let limit = first.scaledProducts.squareRoot() * second.scaledProducts.squareRoot()
        return abs(scaledProducts) <= limit * (1 + 1e-9)
    }

    /// The sums of the rows that are left when those of another are taken away; nil when they cannot be part of these.
    fileprivate func without(_ other: CrossMoments.Pair) -> CrossMoments.Pair? {
        let (first, overflow1) = sumOfFirst.subtractingReportingOverflow(other.sumOfFirst)
        let (second, overflow2) = sumOfSecond.subtractingReportingOverflow(other.sumOfSecond)
        let (products, overflow3) = sumOfProducts.subtractingReportingOverflow(other.sumOfProducts)
        guard other.n <= n, !overflow1, !overflow2, !overflow3 else { return nil }
        return CrossMoments.Pair(
            n: n - other.n, sumOfFirst: first, sumOfSecond: second, sumOfProducts: products)
    }
}
