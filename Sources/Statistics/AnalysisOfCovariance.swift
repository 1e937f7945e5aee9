/// The comparison of groups after an intervention, adjusted for where each began: `after = a + b · before + group`.
///
/// The normal equations are those of deviations within groups, which have one unknown, b, so that nothing cancels; the
/// coefficients of the groups follow. Empty groups are left out and have ``Unavailable/noObservations``. Where the covariate
/// does not vary within any group there is no slope to adjust by: ``Unavailable/noVariation``. Without a pair to spare the
/// coefficients have a value only (``Unavailable/tooFew``), and so has a fit without any residual
/// (``Unavailable/noVariation``).
///
/// - SeeAlso: W. G. Cochran (1957), *Biometrics* 13(3), 261–281; A. J. Vickers, D. G. Altman (2001), *BMJ* 323, 1123–1124, for
///   its use with a value before; S. R. Searle, F. M. Speed, G. A. Milliken (1980), *The American Statistician* 34(4), 216–221,
///   for adjusted means.
public struct AnalysisOfCovariance: Sendable, Hashable {
    /// A coefficient with its standard error, t interval and t test.
    public struct Coefficient: Sendable, Hashable {
        /// The coefficient, in the unit of the outcome (the slope: per unit of the covariate).
        public let estimate: Estimate
        /// The test that it is zero; the statistic is t.
        public let test: TestOutcome
    }

    /// All pairs.
    public let n: Int
    /// The outcome of the reference group where the covariate is 0.
    public let intercept: Coefficient
    /// The change of the outcome by unit of the covariate, the same in all groups.
    public let slope: Coefficient
    /// Each group against the reference at the same covariate; nil for the reference itself.
    public let groups: [Coefficient?]
    /// The outcome of each group at the mean covariate of all pairs, with its t interval.
    public let adjustedMeans: [Estimate]
    /// The covariate at which the adjusted means are taken.
    public let covariateMean: Estimate
    /// The share of the spread of the outcome that the model explains.
    public let rSquared: Estimate
    /// The standard deviation of the residuals.
    public let sigma: Estimate
    /// Pairs less coefficients; below zero where there are too few pairs.
    public let degreesOfFreedom: Int
    /// The test that all groups have the same adjusted mean.
    public let equalMeans: FTest
    /// The test of the assumption that the slope is the same in all groups.
    public let equalSlopes: FTest

    /// Compares groups by their cross-products.
    ///
    /// - Parameter reference: The place of the group that the others are compared with.
    /// - Throws: ``StatisticsError/overflow``; ``StatisticsError/unexpectedValue(_:column:allowed:)`` for a reference that is
    ///   none of the groups.
    public init(
        _ given: [CovariateMoments], reference: Int = 0, confidence: ConfidenceLevel = .ninetyFive
    ) throws(StatisticsError) {
        guard given.isEmpty || given.indices.contains(reference) else {
            throw .unexpectedValue(Double(reference), column: "reference", allowed: "a place among the groups")
        }
        let model = try CommonSlope(given)
        let all = model.all
        (n, degreesOfFreedom) = (all.n, model.freedom)
        covariateMean = all.n > 0 ? Estimate(all.covariateMean, n: all.n) : Estimate(unavailable: .noObservations, n: 0)
        (equalMeans, equalSlopes) = (model.equalMeans, model.equalSlopes)
        rSquared =
            model.slope == nil
            ? Estimate(unavailable: model.missing, n: all.n)
            : all.outcomeSquares > 0
                ? Estimate(1 - model.residual / all.outcomeSquares, n: all.n)
                : Estimate(unavailable: .noVariation, n: all.n)
        sigma =
            model.variance.map { Estimate($0.squareRoot(), n: all.n) }
            ?? Estimate(unavailable: model.slope == nil ? model.missing : .tooFew, n: all.n)
        func coefficient(_ value: Double, _ scale: Double) -> Coefficient {
            model.coefficient(value, scale, confidence)
        }
        func missing(_ reason: Unavailable) -> Coefficient {
            Coefficient(
                estimate: Estimate(unavailable: reason, n: all.n), test: TestOutcome(unavailable: reason, n: all.n))
        }
        guard let b = model.slope, given.indices.contains(reference) else {
            (intercept, slope) = (missing(model.missing), missing(model.missing))
            groups = given.indices.map { $0 == reference ? nil : missing(model.missing) }
            adjustedMeans = given.map { _ in Estimate(unavailable: model.missing, n: all.n) }
            return
        }
        slope = coefficient(b, 1 / model.covariateSquares)
        let base = given[reference]
        func leverage(_ gap: Double) -> Double { gap * gap / model.covariateSquares }
        intercept =
            base.n == 0
            ? missing(.noObservations)
            : coefficient(
                base.outcomeMean - b * base.covariateMean, 1 / Double(base.n) + leverage(base.covariateMean))
        groups = given.enumerated().map { (place, group) in
            if place == reference { return nil }
            guard group.n > 0, base.n > 0 else { return missing(.noObservations) }
            let gap = group.covariateMean - base.covariateMean
            return coefficient(
                group.outcomeMean - base.outcomeMean - b * gap,
                1 / Double(group.n) + 1 / Double(base.n) + leverage(gap))
        }
        adjustedMeans = given.map { (group) in
            guard group.n > 0 else { return Estimate(unavailable: .noObservations, n: 0) }
            let gap = group.covariateMean - all.covariateMean
            return coefficient(group.outcomeMean - b * gap, 1 / Double(group.n) + leverage(gap)).estimate
        }
    }
}

/// The fit with one slope within all groups, and the models that it is tested against.
private struct CommonSlope {
    let all: CovariateMoments
    let freedom: Int
    /// Σ(x − x̄)² within groups.
    let covariateSquares: Double
    /// The slope; nil where ``missing`` says why.
    let slope: Double?
    let missing: Unavailable
    /// The sum of squared residuals.
    let residual: Double
    /// Their variance; nil without degrees of freedom.
    let variance: Double?
    let equalMeans: FTest
    let equalSlopes: FTest

    init(_ groups: [CovariateMoments]) throws(StatisticsError) {
        let present = groups.filter { $0.n > 0 }
        var merged = CovariateMoments()
        for group in present { merged = try merged.merging(group) }
        all = merged
        let n = merged.n
        freedom = n - present.count - 1
        covariateSquares = compensatedSum(present.lazy.map(\.covariateSquares))
        let products = compensatedSum(present.lazy.map(\.products))
        let outcomes = compensatedSum(present.lazy.map(\.outcomeSquares))
        missing = n == 0 ? .noObservations : n < 2 ? .tooFew : .noVariation
        guard covariateSquares > 0 else {
            (slope, residual, variance) = (nil, 0, nil)
            (equalMeans, equalSlopes) = (FTest(unavailable: missing, n: n), FTest(unavailable: missing, n: n))
            return
        }
        slope = products / covariateSquares
        let rest = Self.residual(covariateSquares, products, outcomes)
        residual = rest
        variance = freedom > 0 ? rest / Double(freedom) : nil
        let without = Self.residual(merged.covariateSquares, merged.products, merged.outcomeSquares)
        equalMeans = Self.comparison(
            simple: without, full: rest, added: present.count - 1, freedom: freedom, n: n)
        // A group whose covariate does not vary has no slope of its own, and adds none to the model.
        let sloped = present.filter { $0.covariateSquares > 0 }
        let own = compensatedSum(
            present.lazy.map { Self.residual($0.covariateSquares, $0.products, $0.outcomeSquares) })
        equalSlopes = Self.comparison(
            simple: rest, full: own, added: sloped.count - 1, freedom: n - present.count - sloped.count, n: n)
    }

    /// Σy² − (Σxy)²/Σx² of deviations: 0 where what is left is the rounding of the sums.
    private static func residual(_ squares: Double, _ products: Double, _ outcomes: Double) -> Double {
        guard squares > 0 else { return outcomes }
        let left = outcomes - products / squares * products
        return left > 1e-14 * outcomes ? left : 0
    }

    /// The test of what a model with more terms explains beyond a simpler one.
    private static func comparison(simple: Double, full: Double, added: Int, freedom: Int, n: Int) -> FTest {
        guard added > 0, freedom > 0 else { return FTest(unavailable: .tooFew, n: n) }
        guard full > 0 else { return FTest(unavailable: .noVariation, n: n) }
        return FTest(
            max(0, simple - full) / Double(added) / (full / Double(freedom)), numerator: Double(added),
            denominator: Double(freedom), n: n)
    }

    /// A coefficient whose variance is σ² times `scale`.
    func coefficient(
        _ value: Double, _ scale: Double, _ confidence: ConfidenceLevel
    ) -> AnalysisOfCovariance.Coefficient {
        guard let variance, variance > 0 else {
            let reason: Unavailable = variance == nil ? .tooFew : .noVariation
            return AnalysisOfCovariance.Coefficient(
                estimate: Estimate(
                    value, n: all.n, standardError: variance.map { _ in 0 }, noIntervalBecause: reason),
                test: TestOutcome(unavailable: reason, n: all.n))
        }
        let error = (variance * scale).squareRoot()
        let margin = confidence.studentDeviate(degreesOfFreedom: Double(freedom)) * error
        let t = value / error
        return AnalysisOfCovariance.Coefficient(
            estimate: Estimate(value, n: all.n, standardError: error, lower: value - margin, upper: value + margin),
            test: TestOutcome(
                statistic: t, degreesOfFreedom: Double(freedom),
                p: GSL.studentTwoSided(t, degreesOfFreedom: Double(freedom)), n: all.n))
    }
}
