import Statistics

/// How soon those who look to an adopter follow it: of those who name the adopter and adopt after it, the share that does so in the
/// next period.
///
/// For an adopter i of period t, with `x_ji` 1 for a tie from j to i and `z_j(s)` 1 when j adopted in period s,
///
/// `I_i = Σ_k Σ_j x_ji(t + k) z_j(t + k) / w_k  ÷  Σ_k Σ_j x_ji(t + k) z_j(t + k or later) / w_k`, for k from 1 to `periods`,
///
/// and normalised `I_i ÷ Σ_k Σ_j z_j(t + k) / w_k`, which takes out that many adopt in some periods anyway. The weight `w_k` is k, or
/// (1 + r)^(k − 1). It is 0 where nobody adopts after i, and for adopters of the last period; nodes that did not adopt have none and
/// are nobody's followers. Weights of ties play no part.
///
/// In a network by period the tie of the period in which j adopts counts: so *netdiffuseR* computes, though its page has that of one
/// period before. In one network for all periods both are the same.
///
/// - SeeAlso: D. J. Myers (2000), *American Journal of Sociology* 106(1), 173–208, doi:10.1086/303110; T. W. Valente and others (2015),
///   *Social Science & Medicine* 145, 89–97, doi:10.1016/j.socscimed.2015.10.001; *netdiffuseR*, `infection`.
public struct Infectiousness: Sendable {
    /// The measure of each adopter, and its mean.
    public let measure: ContagionMeasure

    /// - Parameters:
    ///   - network: Ties from those who look to those whom they look to.
    ///   - times: When nodes adopted.
    ///   - periods: How many periods after the own adoption are looked at; at most all but one.
    ///   - discount: How much less later periods count.
    ///   - isNormalised: Whether it is divided by the adoptions of those periods.
    ///   - threads: How many threads may be at work; the values do not depend on it.
    /// - Throws: As ``Exposure/init(in:times:lag:)``; for less than one period or a rate below 0.
    /// - Complexity: O(periods · ties).
    public init(
        in network: DiffusionNetwork, times: AdoptionTimes, periods: Int = 1, discount: TimeDiscount = .linear,
        isNormalised: Bool = true, threads: Int = 1
    ) throws(DiffusionError) {
        try checkContagion(network, times, periods, discount)
        measure = ContagionMeasure(
            1, in: network.transposed(), times: times, periods: periods, discount: discount, isNormalised: isNormalised,
            threads: threads)
    }
}

/// How soon an adopter followed those whom it looks to: of those whom it names and who adopted before it, the share that did so in the
/// period before.
///
/// For an adopter i of period t, with `x_ij` 1 for a tie from i to j and `z_j(s)` 1 when j adopted in period s,
///
/// `S_i = Σ_k Σ_j x_ij(t − k + 1) z_j(t − k) / w_k  ÷  Σ_k Σ_j x_ij(t − k + 1) z_j(t − k or before) / w_k`, for k from 1 to `periods`,
///
/// and normalised `S_i ÷ Σ_k Σ_j z_j(t − k) / w_k`. It is 0 where nobody whom i names adopted before it, and for adopters of the first
/// period; nodes that did not adopt have none and count nowhere. Weights of ties play no part.
///
/// - SeeAlso: The sources of ``Infectiousness``; *netdiffuseR*, `susceptibility`.
public struct Susceptibility: Sendable {
    /// The measure of each adopter, and its mean.
    public let measure: ContagionMeasure

    /// - Parameters: As of ``Infectiousness``, looking at the periods before the own adoption.
    /// - Throws: As ``Infectiousness``.
    /// - Complexity: O(periods · ties).
    public init(
        in network: DiffusionNetwork, times: AdoptionTimes, periods: Int = 1, discount: TimeDiscount = .linear,
        isNormalised: Bool = true, threads: Int = 1
    ) throws(DiffusionError) {
        try checkContagion(network, times, periods, discount)
        measure = ContagionMeasure(
            -1, in: network, times: times, periods: periods, discount: discount, isNormalised: isNormalised,
            threads: threads)
    }
}

private func checkContagion(
    _ network: DiffusionNetwork, _ times: AdoptionTimes, _ periods: Int, _ discount: TimeDiscount
) throws(DiffusionError) {
    try network.check(times)
    guard periods >= 1 else {
        throw .statistics(.unexpectedValue(Double(periods), column: "periods", allowed: "one and above"))
    }
    if case .exponential(let rate) = discount, !(rate >= 0 && rate.isFinite) {
        throw .statistics(.unexpectedValue(rate, column: "rate", allowed: "zero and above"))
    }
}
