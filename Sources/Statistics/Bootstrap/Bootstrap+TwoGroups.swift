extension Bootstrap {
    /// A statistic of two independent groups.
    public enum TwoGroupStatistic: String, Sendable, Hashable, CaseIterable {
        /// The mean of the first group minus that of the second.
        case differenceOfMeans = "difference-of-means"
        /// Cliff's δ, P(first higher) − P(second higher); see ``MannWhitney``.
        case cliffsDelta = "cliffs-delta"
    }

    /// Resamples two independent groups, each to its own size.
    ///
    /// - Throws: ``StatisticsError/overflow`` for more observations than `Int` holds.
    public init(
        _ statistic: TwoGroupStatistic, of first: Distribution, against second: Distribution,
        options: BootstrapOptions = .standard, confidence: ConfidenceLevel = .ninetyFive
    ) throws(StatisticsError) {
        let n = try first.merging(second).n
        let values = first.entries.map(\.value) + second.entries.map(\.value)
        let own = 0..<first.entries.count
        let other = first.entries.count..<values.count
        let evaluate: ([Int]) -> Double? =
            switch statistic {
            case .differenceOfMeans:
                { (counts) in
                    guard let high = countedMean(values, counts, own), let low = countedMean(values, counts, other)
                    else { return nil }
                    return high - low
                }
            case .cliffsDelta: { cliffsDelta(values, $0, own, other) }
            }
        self.init(
            CountedResampling([first.entries.map(\.count), second.entries.map(\.count)], statistic: evaluate), n: n,
            undefined: .noObservations, options: options, confidence: confidence)
    }
}

/// How much more often the first is higher than the second, out of all pairs; both with values in ascending order.
private func cliffsDelta(_ values: [Double], _ counts: [Int], _ first: Range<Int>, _ second: Range<Int>) -> Double? {
    let (n1, n2) = (counts[first].reduce(0, +), counts[second].reduce(0, +))
    guard n1 > 0, n2 > 0 else { return nil }
    var (next, below, dominance) = (second.lowerBound, 0, 0.0)
    for cell in first {
        while next < second.upperBound, values[next] < values[cell] {
            below += counts[next]
            next += 1
        }
        let ties = next < second.upperBound && values[next] == values[cell] ? counts[next] : 0
        dominance += Double(counts[cell]) * (Double(below) - Double(n2 - below - ties))
    }
    return dominance / (Double(n1) * Double(n2))
}
