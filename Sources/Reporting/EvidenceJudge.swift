import Disclosure
import Indicators

/// Says what numbers that are shown mean for an intended change.
///
/// It looks at protected numbers only. Of a withheld one it concludes nothing, so that its verdict tells nothing of it.
struct EvidenceJudge {
    /// How far from what is stated an approximate number may be, as a share of it.
    let margin: Double

    /// What a figure says, with what others published of the same thing.
    ///
    /// The figure decides. Numbers that others published may only contradict it: then the sources disagree, and it decides nothing.
    ///
    /// - Parameter bound: What is expected; nil when it is a target and none is set.
    func verdict(
        on figure: ProtectedFigure, of calculation: Calculation, expecting bound: EvidenceBound?,
        published: [ProtectedNumber] = []
    ) -> EvidenceVerdict {
        if figure.value.isWithheld { return .missing(.withheld) }
        guard let value = figure.value.value else {
            return .missing(.absent((figure.absence ?? .noObservations).rawValue))
        }
        if let minimum = figure.missedMinimum(of: calculation) { return .missing(.tooFew(minimum: minimum)) }
        if figure.lower?.isWithheld ?? false || figure.upper?.isWithheld ?? false {
            return .missing(.withheldInterval)
        }
        let interval = figure.shownInterval
        // An estimate without its interval decides nothing.
        if calculation.hasInterval, interval == nil { return .missing(.noInterval) }
        guard let bound else { return .missing(.noTarget) }
        let own = widened(interval ?? value...value, isApproximate: figure.value.approximate)
        guard let holds = bound.holds(for: own) else {
            if interval == nil { return .undecided(.approximate) }
            return .undecided(bound == .above || bound == .below ? .zero : .bound)
        }
        if bound == .above || bound == .below, let p = figure.further("adjustedP")?.value, p >= FindingClaim.level {
            return .undecided(.several)
        }
        let others = published.compactMap(range).compactMap(bound.holds)
        if others.contains(!holds) { return .undecided(.sources) }
        return holds ? .supporting : .opposing
    }

    /// What published numbers of one thing say by themselves: all that decide anything must say the same.
    func verdict(on published: [ProtectedNumber], expecting bound: EvidenceBound?) -> EvidenceVerdict {
        let ranges = published.compactMap(range)
        guard !ranges.isEmpty else { return .missing(.unpublished) }
        guard let bound else { return .missing(.noTarget) }
        let sides = Set(ranges.map(bound.holds))
        if sides.isSuperset(of: [true, false]) { return .undecided(.sources) }
        return sides.contains(true) ? .supporting : sides.contains(false) ? .opposing : .undecided(.approximate)
    }

    /// Whether numbers stated of one thing cannot all be right, each approximate one taken with its margin.
    func disagree(_ stated: [ProtectedNumber]) -> Bool { numbers.disagree(stated) }

    private var numbers: StatedNumbers { StatedNumbers(margin: margin) }

    private func range(_ number: ProtectedNumber) -> ClosedRange<Double>? { numbers.range(number) }

    private func widened(_ range: ClosedRange<Double>, isApproximate: Bool) -> ClosedRange<Double> {
        numbers.widened(range, isApproximate: isApproximate)
    }
}
