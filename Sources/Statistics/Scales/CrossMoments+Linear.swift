extension CrossMoments {
    /// The moments with the answers of some items reversed, `x → low + high − x`: exact, since it only maps the sums.
    ///
    /// Reversing twice gives the moments back.
    ///
    /// - Parameters:
    ///   - items: The positions of the items, from 0.
    ///   - low: The least answer, in units of 10^−places.
    ///   - high: The greatest answer.
    /// - Throws: ``StatisticsError/scale(_:)`` for a position beyond the items or a `low` above `high`;
    ///   ``StatisticsError/overflow``.
    public func reversing(items: Set<Int>, low: Int, high: Int) throws(StatisticsError) -> CrossMoments {
        for item in items.sorted() where !(0..<itemCount).contains(item) {
            throw .scale(.noSuchItem(item, items: itemCount))
        }
        guard low <= high else { throw .scale(.unfit([.rangeEmpty(low: low, high: high)])) }
        let ends = Int128(low) + Int128(high)
        var result = self
        var place = 0
        for i in 0..<itemCount {
            for j in i..<itemCount {
                let (first, second) = (items.contains(i), items.contains(j))
                result.completePairs[place] = try completePairs[place].reversed(first, second, ends: ends)
                result.availablePairs[place] = try availablePairs[place].reversed(first, second, ends: ends)
                place += 1
            }
        }
        return result
    }

    /// The same moments of values with more decimals.
    func rescaled(toPlaces other: Int) throws(StatisticsError) -> CrossMoments {
        var result = try CrossMoments(items: itemCount, places: other)
        let factor = powerOfTen(other - places)
        let squared = try factor.times(factor)
        result.rows = rows
        result.completeRows = completeRows
        for place in availablePairs.indices {
            result.completePairs[place] = try completePairs[place].multiplied(by: factor, squared)
            result.availablePairs[place] = try availablePairs[place].multiplied(by: factor, squared)
        }
        return result
    }
}

extension CrossMoments.Pair {
    /// The sums with x replaced by `ends − x` in the first item, the second or both.
    fileprivate func reversed(_ first: Bool, _ second: Bool, ends: Int128) throws(StatisticsError) -> Self {
        var sums = self
        if first {
            // Σ(e − x)y = e Σy − Σxy
            sums = Self(
                n: n, sumOfFirst: try Int128(n).times(ends).minus(sums.sumOfFirst), sumOfSecond: sums.sumOfSecond,
                sumOfProducts: try ends.times(sums.sumOfSecond).minus(sums.sumOfProducts))
        }
        if second {
            sums = Self(
                n: n, sumOfFirst: sums.sumOfFirst, sumOfSecond: try Int128(n).times(ends).minus(sums.sumOfSecond),
                sumOfProducts: try ends.times(sums.sumOfFirst).minus(sums.sumOfProducts))
        }
        return sums
    }

    fileprivate func multiplied(by factor: Int128, _ squared: Int128) throws(StatisticsError) -> Self {
        Self(
            n: n, sumOfFirst: try sumOfFirst.times(factor), sumOfSecond: try sumOfSecond.times(factor),
            sumOfProducts: try sumOfProducts.times(squared))
    }
}
