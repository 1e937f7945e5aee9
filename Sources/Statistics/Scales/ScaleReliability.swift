/// How consistently the items of a scale measure one thing, from the cross-moments of their answers.
///
/// Items that run the other way are reversed beforehand (``CrossMoments/reversing(items:low:high:)``). Except where pairwise is
/// written, figures are over the rows in which every item is answered. Without any there is ``Unavailable/noObservations``, with
/// one row or one item ``Unavailable/tooFew``, and without spread of what a figure divides by ``Unavailable/noVariation``.
///
/// - SeeAlso: L. J. Cronbach (1951), *Psychometrika* 16(3), 297–334; L. Guttman (1945), *Psychometrika* 10(4), 255–282; L. S. Feldt
///   (1965), *Psychometrika* 30(3), 357–370.
public struct ScaleReliability: Sendable, Hashable {
    /// What an item does within its scale.
    public struct Item: Sendable, Hashable {
        /// The mean of all its answers, with its t interval.
        public let mean: Estimate
        /// The standard deviation of all its answers.
        public let standardDeviation: Estimate
        /// The rows without an answer to it.
        public let missing: Int
        /// Its correlation with the sum of the other items, over complete rows.
        public let restCorrelation: Estimate
        /// Cronbach's alpha of the other items, over the rows that are complete with it.
        public let alphaIfDropped: Estimate
    }

    /// All rows, with those that lack answers.
    public let rows: Int
    /// The rows in which every item is answered.
    public let completeRows: Int
    /// Cronbach's α = k/(k − 1) · (1 − sum of the item variances / variance of the sum), with Feldt's interval.
    ///
    /// Below 0 when the items run against each other. The interval takes `(1 − α) F` with n − 1 and (n − 1)(k − 1) degrees of
    /// freedom; α = 1 has none (``Unavailable/noVariation``).
    public let alpha: Estimate
    /// α of the correlation matrix, as if all items had the same spread.
    public let standardisedAlpha: Estimate
    /// α of the pairwise covariance matrix; its n is the least number of rows behind a covariance.
    public let pairwiseAlpha: Estimate
    /// α of the pairwise covariance matrix scaled by its own diagonal.
    public let standardisedPairwiseAlpha: Estimate
    /// Guttman's λ₆ = 1 − Σ(1 − R²ᵢ) / sum of the correlations, R²ᵢ being how well the other items predict item i.
    ///
    /// ``Unavailable/singular`` when an item follows exactly from the others.
    public let lambda6: Estimate
    /// The mean of the correlations between different items.
    public let averageCorrelation: Estimate
    /// The items in their order.
    public let items: [Item]
    /// The mean of the scale, each row's score being the mean of its answers.
    public let mean: Estimate
    /// The standard deviation of that score.
    public let standardDeviation: Estimate

    /// - Throws: ``StatisticsError/overflow`` when the sum over all items is beyond what can be held.
    /// - Complexity: O(k³) for k items.
    public init(_ moments: CrossMoments, confidence: ConfidenceLevel = .ninetyFive) throws(StatisticsError) {
        let k = moments.itemCount
        let n = moments.completeRows
        rows = moments.rows
        completeRows = n
        let total = try TotalScore(moments)
        alpha = feldt(
            total.moments.alpha(itemVariances: total.itemDeviations, items: k), items: k, confidence: confidence)

        let correlations = correlationMatrix(moments.completeCovariance)
        let standardised = matrixAlpha(correlations, items: k, n: n)
        standardisedAlpha = standardised
        lambda6 = guttman6(correlations, items: k, n: n)
        averageCorrelation =
            standardised.reason.map { Estimate(unavailable: $0, n: n) } ?? averageOffDiagonal(correlations ?? [], n: n)

        let least = moments.availablePairs.map(\.n).min() ?? 0
        let pairwise = wholeMatrix(moments.pairwiseCovariance)
        pairwiseAlpha = matrixAlpha(pairwise, items: k, n: least)
        standardisedPairwiseAlpha = matrixAlpha(correlationMatrix(pairwise), items: k, n: least)

        let unit = moments.unitDivisor
        var items: [Item] = []
        for item in 0..<k {
            let available = try moments.available(item: item)
            let rest = try total.rest(without: item)
            items.append(
                Item(
                    mean: available.moments.meanEstimate(confidence: confidence).scaled(by: 1 / unit),
                    standardDeviation: spread(available.moments).scaled(by: 1 / unit),
                    missing: moments.rows - available.n, restCorrelation: rest.correlation,
                    alphaIfDropped: rest.moments.alpha(
                        itemVariances: total.itemDeviations.enumerated().filter { $0.offset != item }.map(\.element),
                        items: k - 1)))
        }
        self.items = items
        let factor = k > 0 ? 1 / (unit * Double(k)) : 0
        mean = total.moments.moments.meanEstimate(confidence: confidence).scaled(by: factor)
        standardDeviation = spread(total.moments.moments).scaled(by: factor)
    }
}

/// α with Feldt's interval.
private func feldt(_ alpha: Estimate, items: Int, confidence: ConfidenceLevel) -> Estimate {
    guard let value = alpha.value else { return alpha }
    let rest = 1 - value
    guard rest > 1e-14 else { return Estimate(value, n: alpha.n, noIntervalBecause: .noVariation) }
    let (first, second) = (Double(alpha.n - 1), Double(alpha.n - 1) * Double(items - 1))
    let high = confidence.upperProbability
    return Estimate(
        value, n: alpha.n, lower: 1 - rest * GSL.fQuantile(high, first, second),
        upper: 1 - rest * GSL.fQuantile(1 - high, first, second))
}

/// α of a covariance or correlation matrix; a total variance that is not above zero has no α, as pairwise matrices can have.
private func matrixAlpha(_ matrix: [[Double]]?, items k: Int, n: Int) -> Estimate {
    if let reason = unavailable(items: k, n: n) { return Estimate(unavailable: reason, n: n) }
    guard let matrix else { return Estimate(unavailable: .noVariation, n: n) }
    let all = compensatedSum(matrix.lazy.joined())
    let own = compensatedSum(matrix.indices.lazy.map { matrix[$0][$0] })
    guard all > 1e-12 * own else { return Estimate(unavailable: .noVariation, n: n) }
    return Estimate(Double(k) / Double(k - 1) * (1 - own / all), n: n)
}

private func guttman6(_ correlations: [[Double]]?, items k: Int, n: Int) -> Estimate {
    if let reason = unavailable(items: k, n: n) { return Estimate(unavailable: reason, n: n) }
    guard let correlations else { return Estimate(unavailable: .noVariation, n: n) }
    guard let inverse = CholeskyFactor(correlations, relativePivot: 1e-12)?.inverse else {
        return Estimate(unavailable: .singular, n: n)
    }
    let unexplained = compensatedSum(inverse.indices.lazy.map { 1 / inverse[$0][$0] })
    return Estimate(1 - unexplained / compensatedSum(correlations.lazy.joined()), n: n)
}

private func averageOffDiagonal(_ correlations: [[Double]], n: Int) -> Estimate {
    let k = Double(correlations.count)
    return Estimate((compensatedSum(correlations.lazy.joined()) - k) / (k * (k - 1)), n: n)
}

/// Why a scale has no reliability, whatever its answers; nil when it can have one.
private func unavailable(items: Int, n: Int) -> Unavailable? {
    n == 0 ? .noObservations : n < 2 || items < 2 ? .tooFew : nil
}

/// A covariance matrix scaled by its own diagonal; nil without one, or when an item has no variance.
func correlationMatrix(_ covariance: [[Double]]?) -> [[Double]]? {
    guard let covariance else { return nil }
    let variances = covariance.indices.map { covariance[$0][$0] }
    guard variances.allSatisfy({ $0 > 0 }) else { return nil }
    return covariance.indices.map { i in
        covariance.indices.map { j in i == j ? 1 : covariance[i][j] / (variances[i] * variances[j]).squareRoot() }
    }
}

/// A matrix in which no cell is missing; nil when one is.
private func wholeMatrix(_ matrix: [[Double?]]) -> [[Double]]? {
    let whole = matrix.map { $0.compactMap(\.self) }
    return whole.allSatisfy { $0.count == matrix.count } ? whole : nil
}
