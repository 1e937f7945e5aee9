import Indicators

extension DisclosurePolicy {
    func protects(_ population: Population) -> Bool {
        switch population {
        case .persons: true
        case .organisations: organisationsAreProtected
        case .none: false
        }
    }
}

extension Figure {
    /// The counts that it gives away, each name once.
    ///
    /// A figure that names none gives away its n. Monthly counts carry their running total among the further numbers, and
    /// running totals the month's count.
    func revealedCounts(of set: FigureSet) -> [RevealedCount] {
        var found = reveals.isEmpty && n > 0 ? [RevealedCount("n", n)] : reveals
        if let companion = RunningCount(method: set.method)?.companion,
            let value = further.first(where: { $0.name == companion.further })?.value,
            let count = Int(exactly: value)
        {
            found.append(RevealedCount(companion.name, count))
        }
        if found.count > 1 {
            var seen: Set<String> = []
            found = found.filter { seen.insert($0.name).inserted }
        }
        // Counts far beyond any population are held back from overflowing sums.
        return found.map { RevealedCount($0.name, min(max(0, $0.count), 1_000_000_000_000)) }
    }
}

/// The names of counts that stand for a part and its whole.
enum CountName {
    static let pairs = [
        (part: "part", whole: "whole"), (part: "numerator", whole: "denominator"),
        (part: "first-part", whole: "first-whole"), (part: "second-part", whole: "second-whole"),
    ]

    /// Whether a count of this name is at least 1 wherever a figure is not shown as zero.
    static func isWhole(_ name: String) -> Bool { name == "n" || pairs.contains { $0.whole == name } }
}

/// Methods whose figures carry a month's count and the running total side by side, or the running total of periods alone.
struct RunningCount {
    /// A count besides the running total or the month's count: the further number that tells it, and what it is called as a count.
    let companion: (further: String, name: String)?
    /// The names of the counts that run on and of those that are added; nil where these are not told.
    let total: String
    let increase: String?
    let dimension: String

    init?(method: String) {
        dimension = ["monthly-count", "cumulative-count"].contains(method) ? "month" : "period"
        switch method {
        case "monthly-count": (companion, total, increase) = (("cumulative", "cumulative"), "cumulative", "count")
        case "cumulative-count": (companion, total, increase) = (("count", "increase"), "count", "increase")
        case "cumulative-reach": (companion, total, increase) = (("new", "increase"), "count", "increase")
        case "adoption-new", "period-sum": (companion, total, increase) = (("cumulative", "part"), "part", "count")
        case "adoption-cumulative", "adoption-share", "adoption-hazard", "cumulative-sum":
            (companion, total, increase) = (("new", "count"), "part", "count")
        case "growth-curve": (companion, total, increase) = (("observed", "part"), "part", "count")
        // Those who have adopted by the end of each period.
        case "network-exposure": (companion, total, increase) = (nil, "adopters", nil)
        default: return nil
        }
    }
}
