/// McDonald's ω: the share of the variance of a scale's sum that one common factor explains.
///
/// `ω = (Σλ)² / ((Σλ)² + Σθ)`, λ being the loadings of the items on the factor and θ the variances that it leaves of them, from the
/// ``OneFactorModel`` of the complete rows. Unlike Cronbach's alpha it does not take all items to load alike. It stands on one factor
/// being enough: ``fit`` tests that.
///
/// - SeeAlso: R. P. McDonald (1999), *Test Theory: A Unified Treatment*, p. 89; the interval by the delta method for normal answers
///   T. Raykov (2002), *Multivariate Behavioral Research* 37(1), 89–103.
public struct McDonaldsOmega: Sendable, Hashable {
    /// ω of the sum of the answers as they are, in 0...1; its interval is cut at 0 and 1.
    public let omega: Estimate
    /// ω of the sum of standardised answers.
    public let standardisedOmega: Estimate
    /// Whether one factor is enough: (n − 1) F against chi-square with k(k − 3)/2 degrees of freedom.
    ///
    /// Three items always fit (``Unavailable/tooFew``).
    public let fit: TestOutcome
    /// The model; nil when there is none.
    public let model: OneFactorModel?

    /// ω of the complete rows, from the cross-moments of the items; those that run the other way are reversed beforehand.
    ///
    /// No complete row gives ``Unavailable/noObservations``; one row, or fewer than three items, ``Unavailable/tooFew``; an item
    /// without spread ``Unavailable/noVariation``; and otherwise what ``OneFactorModel/init(correlation:)`` throws.
    public init(_ moments: CrossMoments, confidence: ConfidenceLevel = .ninetyFive) {
        let n = moments.completeRows
        let covariance = moments.completeCovariance
        let reason: Unavailable
        if n == 0 {
            reason = .noObservations
        } else if n < 2 || moments.itemCount < 3 {
            reason = .tooFew
        } else if let covariance, let correlation = correlationMatrix(covariance) {
            do throws(Unavailable) {
                let model = try OneFactorModel(correlation: correlation)
                let spreads = covariance.indices.map { covariance[$0][$0].squareRoot() }
                omega = model.omega(spreads: spreads, n: n, confidence: confidence)
                standardisedOmega = Estimate(model.omega(spreads: spreads.map { _ in 1 }), n: n)
                fit = model.fit(n: n)
                self.model = model
                return
            } catch {
                reason = error
            }
        } else {
            reason = .noVariation
        }
        (omega, standardisedOmega) = (Estimate(unavailable: reason, n: n), Estimate(unavailable: reason, n: n))
        fit = TestOutcome(unavailable: reason, n: n)
        model = nil
    }
}

extension OneFactorModel {
    /// ω of items with these standard deviations.
    fileprivate func omega(spreads: [Double]) -> Double {
        let (common, left) = parts(spreads)
        return common * common / (common * common + left)
    }

    /// ω with its interval by the delta method: the variance of the parameters is 2/(n − 1) times the inverse information.
    fileprivate func omega(spreads: [Double], n: Int, confidence: ConfidenceLevel) -> Estimate {
        let value = omega(spreads: spreads)
        let (common, left) = parts(spreads)
        let whole = common * common + left
        let slopes =
            spreads.map { $0 * 2 * common * left / (whole * whole) }
            + spreads.map { -$0 * $0 * common * common / (whole * whole) }
        guard let solved = solution(of: information, slopes, relativePivot: 1e-14) else {
            return Estimate(value, n: n, noIntervalBecause: .singular)
        }
        let variance = 2 / Double(n - 1) * compensatedSum(zip(slopes, solved).lazy.map { $0 * $1 })
        guard variance > 0 else { return Estimate(value, n: n, noIntervalBecause: .singular) }
        let error = variance.squareRoot()
        let margin = confidence.normalDeviate * error
        return Estimate(
            value, n: n, standardError: error, lower: max(0, value - margin), upper: min(1, value + margin))
    }

    /// Σλ and Σθ.
    private func parts(_ spreads: [Double]) -> (common: Double, left: Double) {
        (
            compensatedSum(zip(loadings, spreads).lazy.map { $0 * $1 }),
            compensatedSum(zip(uniquenesses, spreads).lazy.map { $0 * $1 * $1 })
        )
    }

    fileprivate func fit(n: Int) -> TestOutcome {
        let k = loadings.count
        guard k > 3 else { return TestOutcome(unavailable: .tooFew, n: n) }
        let (statistic, freedom) = (Double(n - 1) * discrepancy, Double(k * (k - 3) / 2))
        return TestOutcome(
            statistic: statistic, degreesOfFreedom: freedom,
            p: GSL.chiSquareUpper(statistic, degreesOfFreedom: freedom), n: n)
    }
}
