/// The Lorenz curve: the share of all that is held by the holders of least, from none of them to all.
///
/// Between its points the curve is straight, so a share of holders need not be a whole number of them, and holding everything
/// twice changes nothing. Gini's coefficient is one less twice the area below it.
///
/// No holders give ``Unavailable/noObservations``; a total of zero gives ``Unavailable/zeroDenominator``.
///
/// - SeeAlso: M. O. Lorenz (1905), *Publications of the American Statistical Association* 9(70), 209–219; for amounts in relation to
///   populations G. M. Giorgi, S. Pallini (1987), *Metron* 45, 7–28, and A. Deaton (1997), *The Analysis of Household Surveys*, 3.1.
public struct LorenzCurve: Sendable, Hashable {
    /// A point of the curve.
    public struct Point: Sendable, Hashable {
        /// The share of the holders, or of the population, that holds least; from 0 to 1.
        public let holders: Double
        /// What these hold of everything; from 0 to 1.
        public let amount: Double
    }

    /// The points from (0, 0) to (1, 1), one for each different amount a head; empty where there is nothing to share.
    public let points: [Point]
    /// The holders.
    public let n: Int
    /// Gini's coefficient: 0 when all hold alike.
    public let gini: Estimate
    private let reason: Unavailable?

    /// The curve of a distribution of amounts.
    ///
    /// - Throws: ``StatisticsError/unexpectedValue(_:column:allowed:)`` for an amount below zero.
    /// - Complexity: O(k) for k distinct amounts.
    public init(_ amounts: Distribution) throws(StatisticsError) {
        if let first = amounts.entries.first, first.value < 0 {
            throw .unexpectedValue(first.value, column: "value", allowed: "amounts of zero or more")
        }
        self.init(
            sorted: amounts.entries.map { (Double($0.count), $0.value * Double($0.count)) }, n: amounts.n)
    }

    /// The curve of amounts held by populations, such as adoptions by region: holders are the inhabitants, and each has the amount a
    /// head of their place.
    ///
    /// - Parameters:
    ///   - amounts: The amount of each place, zero or more.
    ///   - populations: The inhabitants of each, as many; zero only where the amount is zero, and then the place is left out.
    /// - Throws: ``StatisticsError/raggedTable(expected:found:)``, ``StatisticsError/valueNotFinite``, and
    ///   ``StatisticsError/unexpectedValue(_:column:allowed:)``.
    /// - Complexity: O(n log n).
    public init(amounts: [Double], populations: [Double]) throws(StatisticsError) {
        guard amounts.count == populations.count else {
            throw .raggedTable(expected: amounts.count, found: populations.count)
        }
        var parts: [(holders: Double, amount: Double)] = []
        for (amount, population) in zip(amounts, populations) {
            guard amount.isFinite, population.isFinite else { throw .valueNotFinite }
            guard amount >= 0 else {
                throw .unexpectedValue(amount, column: "value", allowed: "amounts of zero or more")
            }
            guard population > 0 || (population == 0 && amount == 0) else {
                throw .unexpectedValue(population, column: "population", allowed: "inhabitants, above zero")
            }
            if population > 0 { parts.append((population, amount)) }
        }
        // Places with the same amount a head lie on one line; their order among themselves is fixed, so that sums repeat.
        parts.sort { (first, second) in
            let (left, right) = (first.amount / first.holders, second.amount / second.holders)
            return left == right ? first < second : left < right
        }
        self.init(sorted: parts, n: parts.count)
    }

    private init(sorted parts: [(holders: Double, amount: Double)], n: Int) {
        self.n = n
        let everyone = compensatedSum(parts.lazy.map(\.holders))
        let everything = compensatedSum(parts.lazy.map(\.amount))
        guard everyone > 0, everything > 0, everyone.isFinite, everything.isFinite else {
            let none: Unavailable = n == 0 ? .noObservations : everything > 0 ? .notRepresentable : .zeroDenominator
            (points, reason, gini) = ([], none, Estimate(unavailable: none, n: n))
            return
        }
        var points = [Point(holders: 0, amount: 0)]
        var (holders, amount, slope) = (0.0, 0.0, -1.0)
        var areas: [Double] = []
        for part in parts {
            let before = (holders, amount)
            holders += part.holders
            amount += part.amount
            // Twice the area between the curve and the line of equality, of the triangles from the origin.
            areas.append(before.0 / everyone * (amount / everything) - holders / everyone * (before.1 / everything))
            let point = Point(holders: min(1, holders / everyone), amount: min(1, amount / everything))
            if part.amount / part.holders == slope { points[points.count - 1] = point } else { points.append(point) }
            slope = part.amount / part.holders
        }
        points[points.count - 1] = Point(holders: 1, amount: 1)
        self.points = points
        reason = nil
        gini = Estimate(points.count == 2 ? 0 : min(1, max(0, compensatedSum(areas))), n: n)
    }

    /// What the holders of most hold of everything.
    ///
    /// - Parameter share: Their share of all holders, from 0 to 1.
    /// - Returns: A share in 0...1, straight between the points of the curve.
    /// - Throws: ``StatisticsError/notAProbability(_:)``.
    public func amount(ofTop share: Double) throws(StatisticsError) -> Estimate {
        guard share >= 0, share <= 1 else { throw .notAProbability(share) }
        if let reason { return Estimate(unavailable: reason, n: n) }
        let rest = 1 - share
        for (from, to) in zip(points, points.dropFirst()) where rest <= to.holders {
            let width = to.holders - from.holders
            let height = from.amount + (width > 0 ? (rest - from.holders) / width * (to.amount - from.amount) : 0)
            return Estimate(min(1, max(0, 1 - height)), n: n)
        }
        return Estimate(0, n: n)
    }
}

/// Gini's coefficient of counted amounts in ascending order; nil where nothing is held.
func countedGini(_ amounts: [Double], _ counts: [Int]) -> Double? {
    let n = counts.reduce(0, +)
    var (below, ranked, total) = (0.0, 0.0, 0.0)
    for (amount, count) in zip(amounts, counts) where count > 0 {
        let size = Double(count)
        ranked += size * (2 * below + size - Double(n)) * amount
        total += size * amount
        below += size
    }
    return total > 0 ? ranked / (Double(n) * total) : nil
}

/// What the holders of most hold, of counted amounts in ascending order; nil where nothing is held.
func countedTopShare(_ share: Double, _ amounts: [Double], _ counts: [Int]) -> Double? {
    var left = share * Double(counts.reduce(0, +))
    var (held, total) = (0.0, 0.0)
    for (amount, count) in zip(amounts, counts).reversed() where count > 0 {
        let taken = min(max(0, left), Double(count))
        held += taken * amount
        left -= Double(count)
        total += Double(count) * amount
    }
    return total > 0 ? held / total : nil
}
