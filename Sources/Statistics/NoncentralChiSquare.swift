import Glibc

/// The noncentral chi-square distribution, which GSL lacks.
///
/// P(X ≤ x) = Σ Poisson(j; λ/2) · P(χ² with ν + 2j ≤ x). The sum runs over the j whose weight counts; the central
/// probabilities follow from that of the last j by adding the positive terms in which they differ, so that nothing cancels, and
/// dividing by the sum of the weights takes their rounding out.
///
/// - SeeAlso: C. G. Ding (1992), *Applied Statistics* 41(2), 478–482, whose recurrences these are.
struct NoncentralChiSquare {
    /// The x at which the distribution function is wanted, zero or more.
    let statistic: Double
    /// ν, above zero.
    let degreesOfFreedom: Double

    /// The largest statistic whose limits are computed; the sums grow with its square root.
    static let largestStatistic = 1e8

    /// P(X ≤ x) for a noncentrality λ of zero or more; falls as λ grows.
    func lower(noncentrality: Double) -> Double {
        let (y, half) = (statistic / 2, noncentrality / 2)
        guard y > 0 else { return 0 }
        guard half > 0 else { return GSL.chiSquareLower(statistic, degreesOfFreedom: degreesOfFreedom) }
        let mode = half.rounded(.down)
        let reach = (10 * half.squareRoot() + 40).rounded(.up)
        let first = max(0, mode - reach)
        var j = mode + reach
        var central = GSL.chiSquareLower(statistic, degreesOfFreedom: degreesOfFreedom + 2 * j)
        var sums: [Double] = []
        var weights: [Double] = []
        while j >= first {
            let weight = poissonTerm(j, mean: half)
            weights.append(weight)
            sums.append(weight * central)
            j -= 1
            central += poissonTerm(degreesOfFreedom / 2 + j, mean: y)
        }
        return min(1, compensatedSum(sums) / compensatedSum(weights))
    }

    /// The noncentrality under which the statistic is at the given quantile; nil where it is below that of the central
    /// distribution already, or beyond ``largestStatistic``.
    func noncentrality(whereLowerIs probability: Double) -> Double? {
        guard statistic <= Self.largestStatistic else { return nil }
        guard lower(noncentrality: 0) > probability else { return nil }
        var high = statistic + 10 * statistic.squareRoot() + 20
        for _ in 0..<60 {
            if lower(noncentrality: high) < probability {
                return root(between: 0, and: high) { lower(noncentrality: $0) - probability }
            }
            high *= 2
        }
        return nil
    }

    /// The limits of the noncentrality, the lower one 0 where the statistic is no larger than chance gives; nil where there is
    /// no upper one.
    func limits(_ confidence: ConfidenceLevel) -> (lower: Double, upper: Double)? {
        guard let upper = noncentrality(whereLowerIs: 1 - confidence.upperProbability) else { return nil }
        return (noncentrality(whereLowerIs: confidence.upperProbability) ?? 0, upper)
    }
}
