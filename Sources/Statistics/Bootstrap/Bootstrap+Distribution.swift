extension Bootstrap {
    /// A statistic of one distribution.
    public enum DistributionStatistic: Sendable, Hashable {
        /// The mean.
        case mean
        /// The middle value, or the mean of the two in the middle.
        case median
        /// The share of observations whose value lies in a range.
        case share(in: ClosedRange<Double>)
        /// The recommendation score of answers from 0 to 10, in points; see ``RecommendationScore``.
        case recommendationScore
        /// Gini's coefficient of amounts; see ``Inequality``.
        case gini
        /// What the holders of most hold of everything, such as the fifth that holds most for 0.2; see ``LorenzCurve``.
        case topShare(Double)
    }

    /// Resamples a distribution.
    ///
    /// - Throws: ``StatisticsError/unexpectedValue(_:column:allowed:)`` for a recommendation score of other answers than
    ///   whole numbers from 0 to 10 and for amounts below zero; ``StatisticsError/notAProbability(_:)``.
    public init(
        _ statistic: DistributionStatistic, of distribution: Distribution, options: BootstrapOptions = .standard,
        confidence: ConfidenceLevel = .ninetyFive
    ) throws(StatisticsError) {
        let values = distribution.entries.map(\.value)
        let evaluate: ([Int]) -> Double? =
            switch statistic {
            case .mean: { countedMean(values, $0) }
            case .median: { countedMedian(values, $0) }
            case .share(let range): weightedShare(values.map { range.contains($0) ? 1 : 0 })
            case .recommendationScore:
                weightedShare(try recommendationWeights(distribution), scale: 100)
            case .gini: { countedGini(values, $0) }
            case .topShare(let share): { countedTopShare(share, values, $0) }
            }
        let isOfAmounts =
            switch statistic {
            case .gini, .topShare: true
            case .mean, .median, .share, .recommendationScore: false
            }
        if isOfAmounts, let least = values.first, least < 0 {
            throw .unexpectedValue(least, column: "value", allowed: "amounts of zero or more")
        }
        if case .topShare(let share) = statistic, !(share >= 0 && share <= 1) { throw .notAProbability(share) }
        self.init(
            CountedResampling([distribution.entries.map(\.count)], statistic: evaluate), n: distribution.n,
            undefined: isOfAmounts ? .zeroDenominator : .noObservations, options: options, confidence: confidence)
    }
}

/// The mean of counted values; nil without any.
func countedMean(_ values: [Double], _ counts: [Int]) -> Double? {
    countedMean(values, counts, values.indices)
}

/// The mean of the counted values of a range of cells, where `values` and `counts` have the same indices.
func countedMean(_ values: [Double], _ counts: [Int], _ cells: Range<Int>) -> Double? {
    guard let origin = cells.first.map({ values[$0] }) else { return nil }
    // Deviations from the first value keep the digits of values far from zero.
    var (total, sum) = (0, 0.0)
    for cell in cells {
        total += counts[cell]
        sum += Double(counts[cell]) * (values[cell] - origin)
    }
    return total > 0 ? origin + sum / Double(total) : nil
}

/// The median of counted values in ascending order; nil without any.
func countedMedian(_ values: [Double], _ counts: [Int]) -> Double? {
    let total = counts.reduce(0, +)
    guard total > 0 else { return nil }
    let (low, high) = ((total - 1) / 2, total / 2)
    var below = 0
    var first: Double?
    for (value, count) in zip(values, counts) {
        below += count
        if first == nil, low < below { first = value }
        if high < below, let first { return first + (value - first) / 2 }
    }
    return nil
}

/// The sum of whole weights over the number of persons, exact in every order of the cells.
private func weightedShare(_ weights: [Int], scale: Double = 1) -> ([Int]) -> Double? {
    { (counts) in
        var (total, sum) = (0, 0)
        for (weight, count) in zip(weights, counts) {
            total += count
            sum += weight * count
        }
        return total > 0 ? scale * Double(sum) / Double(total) : nil
    }
}

/// 1 for who would recommend, −1 for who would not.
private func recommendationWeights(_ answers: Distribution) throws(StatisticsError) -> [Int] {
    _ = try RecommendationScore(answers)
    return answers.entries.map { $0.value >= 9 ? 1 : $0.value <= 6 ? -1 : 0 }
}
