public import Tabulation

/// A comparison of waves or groups by their answers.
public enum Comparison: Sendable, Hashable {
    /// Which way the same persons' answers went: the share of the improved, the same and the worsened; adds the dimension
    /// `direction`.
    case direction(of: String, pairing: Pairing, higherIsBetter: Bool, reliability: Double?)
    /// The change in the share of the same persons for whom something holds, with McNemar's test.
    case pairedShare(part: String, pairing: Pairing, minimum: Int, tested: Bool)
    /// The difference of the means of two groups of different persons, with Welch's and the Mann–Whitney test.
    case means(of: String, groups: Calculation.Groups, minimum: Int)
    /// The difference of two groups of different persons in the share for whom something holds, with Newcombe's interval.
    case shares(part: String, groups: Calculation.Groups, minimum: Int)
    /// How strongly two questions go together: Cramér's V with the chi-square test.
    case association(of: String, with: String, minimum: Int)
    /// How far the levels of a dimension differ in rank: ε² with the Kruskal–Wallis test; of named groups also which pairs do, by Dunn's.
    case ranks(of: String, over: Groups, minimum: Int)
    /// Whether the levels of a dimension have the same time to a first event: the log-rank test.
    case survival(TimeToEvent, over: Groups, minimum: Int)
    /// The standardised difference of those found in another wave and those who are not, in the share of each answer of the first;
    /// adds the dimension `dimension`.
    case retention(of: String, pairing: Pairing, dimension: String)

    /// Whether the same persons' answers differ between several waves: Kendall's W with Friedman's test.
    case waves(of: String, Waves, minimum: Int)
    /// How far the same persons' answers moved between categories without an order, with Stuart's and Maxwell's test.
    case categories(of: String, pairing: Pairing, minimum: Int)
    /// The mean change as observed, and the least and greatest that it could be if those who did not come back were known.
    case bounds(of: String, pairing: Pairing, scale: ClosedRange<Int>)

    /// The levels of a dimension, as groups of different persons.
    public struct Groups: Sendable, Hashable {
        public var dimension: String
        /// The codes of the groups in order, of each of which, or of each pair of which, numbers are given; empty for all levels,
        /// without such numbers.
        public var codes: [String]
        /// The dimension within whose levels the groups are compared; nil to compare all at once. Of the log-rank test only.
        public var strata: String?

        /// The names of the numbers of each pair of groups: Dunn's z, and its p value adjusted for all pairs.
        var pairNames: [(z: String, p: String)] { Comparison.pairs(of: codes).map { ("\($0)-z", "\($0)-p") } }

        /// The names of the numbers of each group: the events seen, and those expected if the groups were alike.
        var eventNames: [(observed: String, expected: String)] {
            codes.map { ("\($0)-observed", "\($0)-expected") }
        }
    }

    /// Each pair of some codes in their order, joined by a hyphen.
    private static func pairs(of codes: [String]) -> [String] {
        codes.indices.flatMap { first in codes[(first + 1)...].map { "\(codes[first])-\($0)" } }
    }

    /// Waves of the same persons.
    public struct Waves: Sendable, Hashable {
        /// The column of persons.
        public var person: String
        /// The column of waves.
        public var wave: String
        /// The waves' codes in order.
        public var codes: [String]

        /// The names of the adjusted p values of each pair of waves.
        var pairNames: [String] { Comparison.pairs(of: codes).map { "\($0)-p" } }
    }

    /// The stable name of its method.
    var method: String {
        switch self {
        case .direction(_, _, _, let reliability): reliability == nil ? "direction-of-change" : "reliable-change"
        case .pairedShare: "mcnemar"
        case .means: "mean-difference"
        case .shares: "newcombe-difference"
        case .association: "cramers-v"
        case .ranks: "kruskal-wallis"
        case .survival(_, let groups, _): groups.strata == nil ? "log-rank" : "stratified-log-rank"
        case .retention: "retention-difference"
        case .waves: "friedman"
        case .categories: "stuart-maxwell"
        case .bounds: "change-bounds"
        }
    }

    /// The dimensions that its figures have besides those of a breakdown.
    var addedDimensions: [String] {
        switch self {
        case .direction: ["direction"]
        case .retention(_, _, let dimension): [dimension]
        case .pairedShare, .means, .shares, .association, .waves, .categories, .bounds, .ranks, .survival: []
        }
    }

    /// The names of its further numbers.
    var furtherNames: [String] {
        switch self {
        case .direction: ["count"]
        case .pairedShare(_, _, _, let tested): ["before", "after"] + (tested ? ["mcnemarP", "exactP"] : [])
        case .means:
            [
                "first", "second", "firstN", "secondN", "t", "tP", "g", "gLower", "gUpper", "delta", "deltaLower",
                "deltaUpper", "mannWhitneyP",
            ]
        case .shares: ["first", "second", "firstN", "secondN", "p", "h"]
        case .association: ["chiSquare", "degreesOfFreedom", "p", "exactP"]
        case .ranks(_, let groups, _):
            ["h", "degreesOfFreedom", "p", "groups"] + groups.pairNames.flatMap { [$0.z, $0.p] }
        case .survival(_, let groups, _):
            ["degreesOfFreedom", "p", "groups", "events"] + (groups.strata == nil ? [] : ["strata"])
                + groups.eventNames.flatMap { [$0.observed, $0.expected] }
        case .retention: ["first", "second"]
        case .waves(_, let waves, _): ["chiSquare", "degreesOfFreedom", "p"] + waves.pairNames
        case .categories: ["chiSquare", "degreesOfFreedom", "p", "bowkerP"]
        case .bounds: ["unmatched", "least", "greatest", "improvedLeast", "improvedGreatest"]
        }
    }

    /// Which of them is the p value that an adjustment for several tests takes; nil when there is no test.
    var testedName: String? {
        switch self {
        case .pairedShare(_, _, _, let tested): tested ? "exactP" : nil
        case .means: "mannWhitneyP"
        case .shares, .association, .waves, .categories, .ranks, .survival: "p"
        case .direction, .retention, .bounds: nil
        }
    }

    /// How totals relate to parts for the counts that it gives away: all of these count each person in one group.
    var totals: FigureSet.Totals { .additive }
}

/// The directions of a change, as the levels of the dimension `direction`.
enum Direction: String, CaseIterable {
    case improved, same, worsened
}
