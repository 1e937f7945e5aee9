extension CrossMoments {
    /// The covariance matrix of the complete rows with n − 1 in the denominator, in squared units of the answers.
    ///
    /// - Returns: `[i][j]`, symmetric; nil with fewer than two complete rows.
    public var completeCovariance: [[Double]]? {
        completeRows < 2 ? nil : matrix { completePairs[$0].covariance(places: places) ?? 0 }
    }

    /// The pairwise covariance matrix: each covariance over the rows in which both items are answered, about their means
    /// there, with n − 1 in the denominator.
    ///
    /// It need not be that of any data: its correlations can contradict each other.
    ///
    /// - Returns: `[i][j]`, symmetric; nil where fewer than two rows have both.
    public var pairwiseCovariance: [[Double?]] {
        matrix { availablePairs[$0].covariance(places: places) }
    }

    /// The n, sum and squares of an item over all rows in which it is answered.
    ///
    /// - Throws: ``StatisticsError/scale(_:)`` for a position beyond the items.
    public func available(item: Int) throws(StatisticsError) -> IntegerMoments {
        guard (0..<itemCount).contains(item) else { throw .scale(.noSuchItem(item, items: itemCount)) }
        let pair = availablePairs[place(item, item)]
        return try IntegerMoments(n: pair.n, sum: pair.sumOfFirst, sumOfSquares: pair.sumOfProducts)
    }

    /// The unit of the values as a number, such as 0.01 for two places, as a divisor: 100.
    var unitDivisor: Double { Double(powerOfTen(places)) }

    private func matrix<Cell>(_ cell: (Int) -> Cell) -> [[Cell]] {
        (0..<itemCount).map { i in (0..<itemCount).map { j in cell(place(min(i, j), max(i, j))) } }
    }
}

extension CrossMoments.Pair {
    /// The covariance in squared units of the answers; nil when n < 2.
    func covariance(places: Int) -> Double? {
        guard n > 1 else { return nil }
        let unit = Double(powerOfTen(places))
        return scaledProducts / (Double(n) * Double(n - 1)) / unit / unit
    }
}
