/// The expected number of events behind a count of them, with Garwood's exact interval.
///
/// The limits are χ²(α/2; 2x)/2 and χ²(1 − α/2; 2x + 2)/2; the lower is 0 for a count of 0.
///
/// - Parameters:
///   - count: Events seen, zero or more.
///   - confidence: The level of the interval.
/// - Returns: The count as a mean, with n = the count; of 0 events the upper limit still tells how many there may be.
/// - Throws: ``StatisticsError/negativeCount(_:)``.
/// - SeeAlso: F. Garwood (1936), *Biometrika* 28(3/4), 437–442, doi:10.2307/2333958.
public func poissonMean(
    count: Int, confidence: ConfidenceLevel = .ninetyFive
) throws(StatisticsError) -> Estimate {
    guard count >= 0 else { throw .negativeCount(count) }
    let x = Double(count)
    let tail = 1 - confidence.upperProbability
    let lower = count == 0 ? 0 : GSL.chiSquareQuantile(tail, degreesOfFreedom: 2 * x) / 2
    let upper = GSL.chiSquareQuantile(confidence.upperProbability, degreesOfFreedom: 2 * x + 2) / 2
    return Estimate(x, n: count, standardError: x.squareRoot(), lower: lower, upper: upper)
}
