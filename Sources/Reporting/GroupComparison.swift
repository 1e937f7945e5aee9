import Disclosure
import Indicators

/// Which groups their intervals tell apart, so that a report says no more than that.
///
/// Two groups are apart when their 95 % intervals do not overlap. That is stricter than an interval of the difference, whose standard
/// error is at most the sum of both groups': so it holds whether or not the same people are in both. It is a rule for a pair: of many
/// pairs some are apart by chance.
///
/// A figure that is withheld, has no interval, or has one of no width (everybody answered alike) takes no part; nor do those whose
/// level is not known, who are no group.
///
/// - SeeAlso: N. Schenker, J. F. Gentleman (2001), *The American Statistician* 55(3), 182–186.
struct GroupComparison {
    /// Each group that is above others, and those; by their places in the figures, in the figures' order.
    let above: [(group: Int, others: [Int])]
    /// How many groups could be compared.
    let compared: Int
    /// Whether a group could not be compared.
    let leavesOut: Bool

    init(_ figures: [ProtectedFigure]) {
        let groups = figures.enumerated().filter { _, figure in
            !figure.breakdown.contains(where: Self.isUnknown)
        }
        let intervals = groups.compactMap { place, figure -> (place: Int, interval: ClosedRange<Double>)? in
            guard figure.value.value != nil, let interval = figure.shownInterval,
                interval.lowerBound < interval.upperBound
            else { return nil }
            return (place, interval)
        }
        above = intervals.compactMap { own in
            let others = intervals.filter { own.interval.lowerBound > $0.interval.upperBound }.map(\.place)
            return others.isEmpty ? nil : (own.place, others)
        }
        compared = intervals.count
        leavesOut = intervals.count < groups.count
    }

    private static func isUnknown(_ level: BreakdownLevel) -> Bool {
        if case .missing = level.level { true } else { false }
    }

    /// How many pairs were compared, and how many of them are apart.
    var pairs: Int { compared * (compared - 1) / 2 }
    var apart: Int { above.reduce(0) { $0 + $1.others.count } }
}
