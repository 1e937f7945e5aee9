/// The sum of all items, and the sum of all but one, over complete rows: exact.
struct TotalScore {
    /// The n, sum and squares of the sum of all items.
    let moments: IntegerMoments
    /// n Σx² − (Σx)² of each item.
    let itemDeviations: [Double]
    private let items: [CrossMoments.Pair]
    /// Σ x (x₁ + … + x_k) of each item.
    private let productsWithTotal: [Int128]

    init(_ moments: CrossMoments) throws(StatisticsError) {
        let k = moments.itemCount
        var items: [CrossMoments.Pair] = []
        var products: [Int128] = []
        var (sum, squares): (Int128, Int128) = (0, 0)
        for i in 0..<k {
            let own = moments.completePairs[moments.place(i, i)]
            items.append(own)
            sum = try sum.plus(own.sumOfFirst)
            var withTotal: Int128 = 0
            for j in 0..<k {
                withTotal = try withTotal.plus(moments.completePairs[moments.place(min(i, j), max(i, j))].sumOfProducts)
            }
            products.append(withTotal)
            squares = try squares.plus(withTotal)
        }
        self.items = items
        productsWithTotal = products
        itemDeviations = items.map(\.scaledProducts)
        self.moments = try IntegerMoments(n: moments.completeRows, sum: sum, sumOfSquares: squares)
    }

    /// The sum of the other items, and how the item correlates with it.
    func rest(without item: Int) throws(StatisticsError) -> (moments: IntegerMoments, correlation: Estimate) {
        let own = items[item]
        let with = productsWithTotal[item]
        // Σ(t − x)² = Σt² − 2Σtx + Σx², and Σx(t − x) = Σtx − Σx².
        let sum = try moments.sum.minus(own.sumOfFirst)
        let squares = try moments.sumOfSquares.minus(with).minus(with).plus(own.sumOfProducts)
        let products = try with.minus(own.sumOfProducts)
        let rest = try IntegerMoments(n: moments.n, sum: sum, sumOfSquares: squares)
        return (rest, correlation(of: own, with: rest, products: products))
    }

    private func correlation(of own: CrossMoments.Pair, with rest: IntegerMoments, products: Int128) -> Estimate {
        let n = moments.n
        guard n > 1, items.count > 1 else { return Estimate(unavailable: n == 0 ? .noObservations : .tooFew, n: n) }
        let pair = CrossMoments.Pair(
            n: n, sumOfFirst: own.sumOfFirst, sumOfSecond: rest.sum, sumOfProducts: products)
        let spreads = (own.scaledProducts * rest.scaledDeviations).squareRoot()
        guard spreads > 0 else { return Estimate(unavailable: .noVariation, n: n) }
        return Estimate(min(1, max(-1, pair.scaledProducts / spreads)), n: n)
    }
}

extension IntegerMoments {
    /// Cronbach's α of items whose sum these are, from n Σx² − (Σx)² of each.
    func alpha(itemVariances: [Double], items k: Int) -> Estimate {
        guard n > 1, k > 1 else { return Estimate(unavailable: n == 0 ? .noObservations : .tooFew, n: n) }
        let whole = scaledDeviations
        guard whole > 0 else { return Estimate(unavailable: .noVariation, n: n) }
        return Estimate(Double(k) / Double(k - 1) * (1 - compensatedSum(itemVariances) / whole), n: n)
    }
}
