public import Disclosure

/// Holds numbers against each other that were stated of one thing.
///
/// An approximate number is taken to be right within a margin either way.
public struct StatedNumbers: Sendable, Hashable {
    /// How far from what is stated an approximate number may be, as a share of it.
    public let margin: Double

    public init(margin: Double) { self.margin = margin }

    /// Whether numbers stated of one thing cannot all be right; those that are not shown take no part.
    public func disagree(_ stated: [ProtectedNumber]) -> Bool {
        let ranges = stated.compactMap(range)
        return ranges.contains { first in ranges.contains { !$0.overlaps(first) } }
    }

    /// Where a number may lie: at itself, or around it when it is approximate; nil when it is not shown.
    func range(_ number: ProtectedNumber) -> ClosedRange<Double>? {
        number.value.map { widened($0...$0, isApproximate: number.approximate) }
    }

    func widened(_ range: ClosedRange<Double>, isApproximate: Bool) -> ClosedRange<Double> {
        guard isApproximate else { return range }
        let lower = range.lowerBound - margin * abs(range.lowerBound)
        let upper = range.upperBound + margin * abs(range.upperBound)
        return lower...max(lower, upper)
    }
}
