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
        if let running = RunningCount(method: set.method),
            let value = further.first(where: { $0.name == running.further })?.value,
            let count = Int(exactly: value)
        {
            found.append(RevealedCount(running.name, count))
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

/// Methods whose figures carry a month's or period's count and the running total side by side.
struct RunningCount {
    /// The name of the further number.
    let further: String
    /// What it is called as a count.
    let name: String
    /// The names of the counts that run on and of those that are added.
    let total: String
    let increase: String
    let dimension: String

    init?(method: String) {
        dimension = ["monthly-count", "cumulative-count"].contains(method) ? "month" : "period"
        switch method {
        case "monthly-count": (further, name, total, increase) = ("cumulative", "cumulative", "cumulative", "count")
        case "cumulative-count": (further, name, total, increase) = ("count", "increase", "count", "increase")
        case "cumulative-reach": (further, name, total, increase) = ("new", "increase", "count", "increase")
        case "adoption-new", "period-sum": (further, name, total, increase) = ("cumulative", "part", "part", "count")
        case "adoption-cumulative", "adoption-share", "adoption-hazard", "cumulative-sum":
            (further, name, total, increase) = ("new", "count", "part", "count")
        case "growth-curve": (further, name, total, increase) = ("observed", "part", "part", "count")
        case "network-exposure": (further, name, total, increase) = ("newAdopters", "increase", "adopters", "increase")
        default: return nil
        }
        dimension = method == "network-exposure" ? "period" : "month"
    }
}
