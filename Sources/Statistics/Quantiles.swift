import Glibc

/// How a quantile between two observations is found, by the numbers of Hyndman and Fan.
public enum QuantileType: String, Sendable, Hashable, Codable, CaseIterable {
    /// Type 2: a value that occurs, or the mean of two neighbours where the cut falls between them.
    case averagedSteps = "type-2"
    /// Type 7: linear between the ranks (n − 1) p, the default of R, NumPy and spreadsheets.
    case linear = "type-7"
}

extension Distribution {
    /// The value below which a share of the observations lies.
    ///
    /// - Parameters:
    ///   - share: From 0 (the least value) to 1 (the greatest).
    ///   - type: What is done between two observations.
    /// - Returns: The quantile in the unit of the values, without interval; ``Unavailable/noObservations`` when n = 0.
    /// - Throws: ``StatisticsError/notAProbability(_:)``.
    /// - Complexity: O(k) for k distinct values.
    /// - SeeAlso: R. J. Hyndman, Y. Fan (1996), *The American Statistician* 50(4), 361–365, doi:10.2307/2684934.
    public func quantile(_ share: Double, type: QuantileType = .linear) throws(StatisticsError) -> Estimate {
        guard share >= 0, share <= 1 else { throw .notAProbability(share) }
        return uncheckedQuantile(share, type: type)
    }

    /// The median: the middle value, or the mean of the two in the middle.
    public var median: Estimate { uncheckedQuantile(0.5, type: .linear) }

    func uncheckedQuantile(_ share: Double, type: QuantileType) -> Estimate {
        guard n > 0 else { return Estimate(unavailable: .noObservations, n: 0) }
        let lowRank: Int
        let fraction: Double
        switch type {
        case .linear:
            let position = Double(n - 1) * share
            lowRank = min(n - 1, Int(exactly: position.rounded(.down)) ?? n - 1)
            fraction = max(0, position - Double(lowRank))
        case .averagedSteps:
            let position = Double(n) * share
            // Shares such as 0.1 are not exact, so a cut next to a whole rank counts as on it.
            let whole = position.rounded()
            let onRank = abs(position - whole) <= 4 * position.ulp
            let cut = Int(exactly: onRank ? whole : position.rounded(.up)) ?? n
            lowRank = min(n - 1, max(0, cut - 1))
            fraction = onRank && cut > 0 && cut < n ? 0.5 : 0
        }
        guard let low = value(atRank: lowRank) else { return Estimate(unavailable: .noObservations, n: n) }
        let high = fraction > 0 ? value(atRank: lowRank + 1) ?? low : low
        return Estimate(low + fraction * (high - low), n: n)
    }
}
