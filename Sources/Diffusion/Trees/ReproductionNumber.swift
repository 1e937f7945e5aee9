public import Statistics

/// How many each adopter brings to adopt: the mean number of offspring, after the reproduction number of epidemics.
///
/// Above 1 each generation is larger than the one before it. Offspring of adopters vary more than Poisson's counts, as a few teach many;
/// there are three intervals, of which the resampled one is the one to report:
/// - ``mean`` has Garwood's, of a Poisson count of all offspring: the narrowest, right only where all adopters teach alike;
/// - ``resampled`` has the bootstrap's, of adopters drawn with replacement: it follows whatever spread there is;
/// - ``negativeBinomial`` has that of a negative binomial distribution, with its dispersion k.
///
/// Adopters count as independent of each other. A source that is not known is nobody's offspring, so the number is too low by as
/// many as do not say from whom they learned.
///
/// - SeeAlso: J. O. Lloyd-Smith, S. J. Schreiber, P. E. Kopp, W. M. Getz (2005), *Nature* 438, 355–359, doi:10.1038/nature04153;
///   J. Wallinga, P. Teunis (2004), *American Journal of Epidemiology* 160(6), 509–516, doi:10.1093/aje/kwh255, for cohorts.
public struct ReproductionNumber: Sendable, Hashable {
    /// The adopters whose offspring are counted.
    public let adopters: Int
    /// Those who learned from them.
    public let offspring: Int
    /// Offspring by adopter, with Garwood's interval.
    public let mean: Estimate
    /// The same, with standard error and intervals of the bootstrap.
    public let resampled: Bootstrap
    /// The same and the dispersion k, by a negative binomial distribution.
    public let negativeBinomial: NegativeBinomialFit
    /// The variance of offspring over their mean: 1 for Poisson's counts.
    public let dispersionIndex: Estimate
    /// The adopters that nobody learned from.
    public let adoptersWithoutOffspring: Int
    /// Their share of all, with Wilson's interval.
    public let withoutOffspring: Estimate

    /// The number of some adopters.
    ///
    /// - Parameter offspring: How many learned from each adopter.
    /// - Throws: ``DiffusionError/statistics(_:)`` for a value that is no count.
    public init(
        _ offspring: Distribution, options: BootstrapOptions = .standard, confidence: ConfidenceLevel = .ninetyFive
    ) throws(DiffusionError) {
        let (total, fit, resampled, mean, none) = try estimating { () throws(StatisticsError) in
            var total = 0
            let fit = try NegativeBinomialFit(offspring, confidence: confidence)
            for entry in offspring.entries {
                let value = try MethodInput.whole(entry.value, column: "offspring")
                let (product, first) = value.multipliedReportingOverflow(by: entry.count)
                let (sum, second) = total.addingReportingOverflow(product)
                guard !first, !second else { throw StatisticsError.overflow }
                total = sum
            }
            return (
                total, fit, try Bootstrap(.mean, of: offspring, options: options, confidence: confidence),
                try poissonMean(count: total, confidence: confidence),
                try Proportion(offspring.count(in: 0...0), of: offspring.n)
            )
        }
        adopters = offspring.n
        self.offspring = total
        self.resampled = resampled
        negativeBinomial = fit
        adoptersWithoutOffspring = none.successes
        withoutOffspring = none.share(confidence: confidence)
        let moments = offspring.moments
        if adopters == 0 {
            self.mean = Estimate(unavailable: .noObservations, n: 0)
        } else {
            let scaled = mean.scaled(by: 1 / Double(adopters))
            self.mean = Estimate(
                moments.mean, n: adopters, standardError: scaled.standardError, interval: scaled.interval)
        }
        guard let variance = moments.variance, moments.mean > 0 else {
            let reason: Unavailable = adopters == 0 ? .noObservations : adopters == 1 ? .tooFew : .zeroDenominator
            dispersionIndex = Estimate(unavailable: reason, n: adopters)
            return
        }
        dispersionIndex = Estimate(variance / moments.mean, n: adopters)
    }
}

extension AdoptionForest {
    /// The reproduction number of all adopters.
    ///
    /// - Throws: ``DiffusionError``, which a forest does not cause.
    public func reproductionNumber(
        options: BootstrapOptions = .standard, confidence: ConfidenceLevel = .ninetyFive
    ) throws(DiffusionError) -> ReproductionNumber {
        try ReproductionNumber(offspring, options: options, confidence: confidence)
    }

    /// The reproduction number of the adopters of each group, such as a sector.
    ///
    /// - Parameter group: The number of an adopter's group; nil to leave the adopter out.
    public func reproductionNumbers(
        options: BootstrapOptions = .standard, confidence: ConfidenceLevel = .ninetyFive, by group: (Node) -> Int?
    ) throws(DiffusionError) -> [(group: Int, number: ReproductionNumber)] {
        var counts: [Int: [Int: Int]] = [:]
        for node in nodes {
            if let group = group(node) { counts[group, default: [:]][node.offspring, default: 0] += 1 }
        }
        var numbers: [(group: Int, number: ReproductionNumber)] = []
        for (group, tally) in counts.sorted(by: { $0.key < $1.key }) {
            let own = try estimating { () throws(StatisticsError) in
                try Distribution(tally.map { Distribution.Entry(value: Double($0.key), count: $0.value) })
            }
            numbers.append((group, try ReproductionNumber(own, options: options, confidence: confidence)))
        }
        return numbers
    }
}
