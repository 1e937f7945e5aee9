public import Statistics

/// How unevenly adoptions are spread over places, those without any included.
///
/// Two questions: over places, each counting alike, and over their inhabitants, where a place has its due when its share of adoptions is
/// its share of the population. Counts of everyone, so without interval; rates have Garwood's.
///
/// No places give ``Statistics/Unavailable/noObservations``, no adoptions ``Statistics/Unavailable/zeroDenominator``.
///
/// - SeeAlso: ``Statistics/Inequality``, ``Statistics/LorenzCurve``.
public struct SpatialConcentration: Sendable, Hashable {
    /// Adoptions over all places.
    public let adoptions: Int
    /// The places without adoption.
    public let empty: Int
    /// Gini, Herfindahl and their kin over places.
    public let overPlaces: Inequality
    /// The share of adoptions in the top share of places, straight between whole places.
    public let topShare: Estimate
    /// The share of adoptions in the one place that has most.
    public let greatestShare: Estimate
    /// The Lorenz curve over inhabitants, places in order of adoptions a head; nil without populations.
    public let overInhabitants: LorenzCurve?
    /// Adoptions of each place for 100,000 inhabitants; empty without populations.
    public let rates: [Estimate]

    /// The concentration of counts by place.
    ///
    /// - Parameters:
    ///   - counts: The adoptions of every place, zero included.
    ///   - populations: The inhabitants of each, above zero; nil where they are not known.
    ///   - top: The share of places that is looked at, from 0 to 1.
    /// - Throws: ``DiffusionError/populationNotPositive(_:)``; ``DiffusionError/statistics(_:)`` for a count below zero, lists that
    ///   differ in length, and a share outside 0...1.
    public init(
        _ counts: [Int], populations: [Double]? = nil, top: Double = 0.2, confidence: ConfidenceLevel = .ninetyFive
    ) throws(DiffusionError) {
        var total = 0
        for count in counts {
            guard count >= 0 else { throw .statistics(.negativeCount(count)) }
            let (sum, overflow) = total.addingReportingOverflow(count)
            guard !overflow else { throw .statistics(.overflow) }
            total = sum
        }
        adoptions = total
        empty = counts.count { $0 == 0 }
        let amounts = try distribution(counts)
        (overPlaces, topShare, overInhabitants) = try estimating { () throws(StatisticsError) in
            (
                try Inequality(amounts), try LorenzCurve(amounts).amount(ofTop: top),
                try populations.map { (populations) throws(StatisticsError) in
                    try LorenzCurve(amounts: counts.map(Double.init), populations: populations)
                }
            )
        }
        greatestShare =
            total > 0
            ? Estimate(Double(counts.max() ?? 0) / Double(total), n: counts.count)
            : Estimate(unavailable: counts.isEmpty ? .noObservations : .zeroDenominator, n: counts.count)
        var rates: [Estimate] = []
        for (count, population) in zip(counts, populations ?? []) {
            rates.append(try AdoptionRate(count: count, population: population, confidence: confidence).rate)
        }
        self.rates = rates
    }
}
