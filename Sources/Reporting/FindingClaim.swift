import Disclosure
import Indicators

/// What a figure lets be said; the last part of a template's key.
enum FindingClaim: String, CaseIterable {
    /// The whole interval is above zero, or below it. Of what has no direction, `up` says that there is something.
    case up, down
    /// The interval, or the test, leaves it open.
    case unclear
    /// Too few for a test, or no interval.
    case untested
    /// Nothing differs.
    case same
    /// The pairs changed this way, but those who are missing could have turned it.
    case upOpen = "up-open"
    case downOpen = "down-open"
    /// Of targets.
    case met, partly
    case notMet = "not-met"

    /// The p value below which tests without an interval are taken to find something, the counterpart of 95 % intervals.
    static let level = 0.05

    /// What a method's figures can claim; empty where they only state what was found.
    static func possible(for method: String) -> [FindingClaim] {
        switch method {
        case "paired-change", "mcnemar", "mean-difference", "newcombe-difference":
            [.up, .down, .unclear, .untested, .same]
        case "recommendation-score", "weighted-change": [.up, .down, .unclear]
        case "reproduction-number", "fidelity-trend": [.up, .down, .unclear]
        case "change-bounds": [.up, .down, .unclear, .upOpen, .downOpen]
        case "cramers-v", "friedman", "kruskal-wallis": [.up, .unclear, .untested]
        case "location-quotient": [.up, .down, .unclear]
        case "log-rank", "stratified-log-rank": [.up, .unclear]
        case "stuart-maxwell": [.up, .unclear, .untested, .same]
        case "network-measure", "network-change", "network-measure-change", "brokerage", "moran-index",
            "structure-dependence":
            [.up, .down, .unclear]
        case "standardised-difference", "retention-difference": [.up, .down, .unclear, .same]
        case "target-comparison": [.met, .partly, .notMet]
        default: []
        }
    }

    /// What may be said of a figure: a direction only where the interval leaves no other; nil for the bare figure.
    init?(_ figure: ProtectedFigure, _ value: Double, _ indicator: Indicator, _ convention: SizeConvention?) {
        let claim: FindingClaim? =
            switch figure.method {
            case "paired-change", "mcnemar", "mean-difference", "newcombe-difference", "recommendation-score",
                "weighted-change":
                figure.missedMinimum(of: indicator.calculation) != nil ? .untested : Self.direction(figure, value)
            case "location-quotient": Self.quotient(figure)
            case "reproduction-number": Self.direction(figure, value, from: 1)
            case "fidelity-trend": Self.direction(figure, value)
            case "change-bounds": Self.bounds(figure)
            case "cramers-v": Self.association(figure, indicator)
            case "friedman", "kruskal-wallis", "log-rank", "stratified-log-rank", "stuart-maxwell":
                Self.tested(figure, value, indicator)
            case "standardised-difference", "retention-difference":
                Self.likeness(figure, margin: convention?.bounds.first)
            case "network-measure", "network-change", "network-measure-change", "structure-dependence":
                Self.chance(figure, value, "chanceMean")
            case "brokerage", "moran-index": Self.chance(figure, value, "expected")
            case "target-comparison": Self.target(figure)
            default: nil
            }
        guard let claim, Self.possible(for: figure.method).contains(claim) else { return nil }
        self = claim
    }

    /// - Parameter still: The value at which nothing goes either way.
    private static func direction(
        _ figure: ProtectedFigure, _ value: Double, from still: Double = 0
    ) -> FindingClaim? {
        guard let interval = figure.shownInterval else {
            // Without any spread there is no interval, and nought is then nought of everybody.
            return value == still && figure.lower == nil ? .same : nil
        }
        return interval.lowerBound > still ? .up : interval.upperBound < still ? .down : .unclear
    }

    /// A quotient of 1 is that of the whole.
    private static func quotient(_ figure: ProtectedFigure) -> FindingClaim? {
        figure.shownInterval.map { $0.lowerBound > 1 ? .up : $0.upperBound < 1 ? .down : .unclear }
    }

    private static func bounds(_ figure: ProtectedFigure) -> FindingClaim? {
        guard let interval = figure.shownInterval, let least = figure.further("least")?.value,
            let greatest = figure.further("greatest")?.value
        else { return nil }
        if interval.lowerBound > 0 { return least > 0 ? .up : .upOpen }
        if interval.upperBound < 0 { return greatest < 0 ? .down : .downOpen }
        return .unclear
    }

    private static func association(_ figure: ProtectedFigure, _ indicator: Indicator) -> FindingClaim? {
        if figure.missedMinimum(of: indicator.calculation) != nil { return .untested }
        // What would be shown as 0.00 is at nought to a reader.
        return figure.shownInterval.map { $0.lowerBound >= 0.005 ? .up : .unclear }
    }

    private static func tested(_ figure: ProtectedFigure, _ value: Double, _ indicator: Indicator) -> FindingClaim? {
        if figure.missedMinimum(of: indicator.calculation) != nil { return .untested }
        guard let p = figure.testedP else { return nil }
        if let p = p.value { return p < level ? .up : .unclear }
        if p.isWithheld { return nil }
        if figure.method == "stuart-maxwell" { return value == 0 ? .same : nil }
        return .untested
    }

    /// Above or below what chance gives, where a test says so; nil where none was made.
    private static func chance(_ figure: ProtectedFigure, _ value: Double, _ name: String) -> FindingClaim? {
        guard let tested = figure.testedP, let p = tested.value else { return nil }
        guard let number = figure.further(name), let expected = number.value else { return nil }
        if p >= level { return .unclear }
        return value > expected ? .up : .down
    }

    private static func likeness(_ figure: ProtectedFigure, margin: Double?) -> FindingClaim? {
        guard let margin, let interval = figure.shownInterval else { return nil }
        if interval.lowerBound > margin { return .up }
        if interval.upperBound < -margin { return .down }
        return interval.lowerBound >= -margin && interval.upperBound <= margin ? .same : .unclear
    }

    private static func target(_ figure: ProtectedFigure) -> FindingClaim? {
        figure.further("achievedShare")?.value.map { $0 >= 1 ? .met : $0 > 0 ? .partly : .notMet }
    }
}
