/// How exactly a share is to be known from a simple random sample, and how many answers that takes.
///
/// Without a population `n₀ = z² p(1 − p)/e²` answers give the margin e at the level of z. In a population of N it takes
/// `n = n₀ / (1 + (n₀ − 1)/N)`, rounded up. The margin of n answers is the inverse, `z √(p(1 − p)/n · (N − n)/(N − 1))`.
///
/// The six-month results of ESF+ may come from a representative sample of the participants of each specific objective
/// (Regulation (EU) 2021/1057, Annex I). Which margin it is to have is for the authority to say; here it is ±3 percentage points
/// at 95 % unless told otherwise.
///
/// - SeeAlso: W. G. Cochran (1977), *Sampling Techniques*, 3rd ed., Wiley, sections 3.2 and 4.4.
public struct SamplePrecision: Sendable, Hashable {
    /// The margin of error e to either side, a share above 0 and below 1.
    public let margin: Double
    /// The level at which the margin holds.
    public let confidence: ConfidenceLevel
    /// The share p that is expected, above 0 and below 1; one half asks for the most answers.
    public let expectedShare: Double

    /// - Throws: ``StatisticsError/sampling(_:)`` for a margin or a share that is not between 0 and 1.
    public init(
        margin: Double = 0.03, confidence: ConfidenceLevel = .ninetyFive, expectedShare: Double = 0.5
    ) throws(StatisticsError) {
        guard margin > 0, margin < 1 else { throw .sampling(.margin(margin)) }
        guard expectedShare > 0, expectedShare < 1 else { throw .sampling(.expectedShare(expectedShare)) }
        self.margin = margin
        self.confidence = confidence
        self.expectedShare = expectedShare
    }

    /// p(1 − p).
    var unitVariance: Double { expectedShare * (1 - expectedShare) }

    /// n₀: the answers that an endless population takes; no whole number, and infinite for a margin too small to square.
    public var answersWithoutPopulation: Double {
        let deviates = confidence.normalDeviate / margin
        return deviates * deviates * unitVariance
    }

    /// The answers that a population takes.
    ///
    /// - Parameter population: N, zero or more.
    /// - Returns: 1 to N; 0 for a population of 0.
    /// - Throws: ``StatisticsError/negativeCount(_:)``.
    public func answers(population: Int) throws(StatisticsError) -> Int {
        guard population >= 0 else { throw .negativeCount(population) }
        guard population > 0 else { return 0 }
        // N / (1 + (N − 1)/n₀) is n₀ / (1 + (n₀ − 1)/N), and holds for an infinite n₀ too.
        let whole = Double(population)
        return max(1, roundedUp(whole / (1 + (whole - 1) / answersWithoutPopulation), atMost: population))
    }

    /// The margin of so many answers, as if they were a simple random sample.
    ///
    /// - Returns: A share of zero or more, 0 when all have answered; ``Unavailable/noObservations`` without answers.
    /// - Throws: ``StatisticsError/negativeCount(_:)``, ``StatisticsError/sampling(_:)`` for more answers than population.
    public func margin(answers: Int, population: Int) throws(StatisticsError) -> Estimate {
        guard answers >= 0, population >= 0 else { throw .negativeCount(min(answers, population)) }
        guard answers <= population else {
            throw .sampling(.exceedsPopulation(name: "all strata", count: answers, population: population))
        }
        guard answers > 0 else { return Estimate(unavailable: .noObservations, n: 0) }
        let variance = varianceOfShare(answers: answers, population: population)
        return Estimate(confidence.normalDeviate * variance.squareRoot(), n: answers)
    }

    /// The variance of the share of 1 to N answers, with the finite population correction.
    func varianceOfShare(answers: Int, population: Int) -> Double {
        guard answers < population else { return 0 }
        return unitVariance / Double(answers) * (Double(population - answers) / Double(population - 1))
    }
}

/// A number of units rounded up, but for what is rounding noise, and at most `limit`.
func roundedUp(_ number: Double, atMost limit: Int) -> Int {
    let up = (number - min(number * 1e-12, 1e-3)).rounded(.up)
    guard up < Double(limit) else { return limit }
    return Int(exactly: max(0, up)) ?? limit
}
