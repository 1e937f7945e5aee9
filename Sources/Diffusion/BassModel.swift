import Glibc

/// The Bass model of diffusion: adoption from outside the group (p) and by word of mouth within it (q).
///
/// F(t) = (1 − e^−(p+q)t) / (1 + (q/p) e^−(p+q)t) is the share of the potential adopters m who have adopted by time t.
///
/// - SeeAlso: F. M. Bass (1969), *Management Science* 15(5), 215–227, doi:10.1287/mnsc.15.5.215.
public struct BassModel: Sendable, Hashable, Codable {
    /// The market potential: those who adopt in the end.
    public let marketPotential: Double
    /// The coefficient of innovation p, per period.
    public let innovation: Double
    /// The coefficient of imitation q, per period.
    public let imitation: Double

    /// A model; nil unless p and m are above zero, q is zero or more, and all are finite.
    public init?(marketPotential m: Double, innovation p: Double, imitation q: Double) {
        guard m > 0, p > 0, q >= 0, m.isFinite, p.isFinite, q.isFinite else { return nil }
        marketPotential = m
        innovation = p
        imitation = q
    }

    /// The share of the potential who have adopted by a time, 0...1.
    ///
    /// - Parameter time: Periods since the start; 0 at or before it.
    public func cumulativeShare(at time: Double) -> Double {
        guard time > 0 else { return 0 }
        // expm1 keeps the digits that 1 − exp(x) loses in the first periods.
        let decay = -(innovation + imitation) * time
        return -expm1(decay) / (1 + imitation / innovation * exp(decay))
    }

    /// The adopters by a time, m F(t).
    public func cumulativeAdopters(at time: Double) -> Double { marketPotential * cumulativeShare(at: time) }

    /// The adopters within a period, m (F(t) − F(t − 1)); the first period is 1.
    public func adopters(inPeriod period: Int) -> Double {
        cumulativeAdopters(at: Double(period)) - cumulativeAdopters(at: Double(period) - 1)
    }

    /// When adoption is fastest, ln(q/p)/(p + q) periods after the start; nil when q ≤ p and it is fastest at the start.
    public var peakTime: Double? {
        imitation > innovation ? log(imitation / innovation) / (innovation + imitation) : nil
    }

    /// Adopters per period when adoption is fastest, m (p + q)²/(4q); nil without a peak after the start.
    public var peakRate: Double? {
        guard peakTime != nil else { return nil }
        let sum = innovation + imitation
        return marketPotential * sum * sum / (4 * imitation)
    }
}
