import Disclosure
import Indicators

/// What a piece of evidence says of an intended change.
enum EvidenceVerdict: Hashable {
    case supporting, opposing
    case undecided(Doubt)
    case missing(Gap)

    /// Why a number decides nothing.
    enum Doubt: String, CaseIterable {
        /// The interval of a difference has zero in it.
        case zero
        /// The interval of a difference is beside zero, and yet its p value, adjusted for all tests of the family, is not below the level.
        case several
        /// The interval reaches to both sides of what is expected.
        case bound
        /// The number is approximate, and what is expected lies within its margin.
        case approximate
        /// Of the numbers stated of one thing some are as expected and some are not.
        case sources
    }

    /// Why there is no evidence.
    enum Gap: Hashable {
        /// The figure is withheld: nothing of it is told, so nothing is concluded of it.
        case withheld
        /// There is no value; the reason is that of an absence.
        case absent(String)
        /// Fewer pairs, or people in a group, than a test needs.
        case tooFew(minimum: Int)
        /// An estimate without an interval.
        case noInterval
        /// An estimate whose interval is withheld.
        case withheldInterval
        case noTarget
        /// Nothing is published under the key.
        case unpublished
        /// Nobody gathered it, which the definition says.
        case declared

        /// Its name in the keys of the locales.
        var name: String {
            switch self {
            case .withheld: "withheld"
            case .absent(let reason): reason
            case .tooFew: "too-few-pairs"
            case .noInterval: "no-interval"
            case .withheldInterval: "withheld-interval"
            case .noTarget: "no-target"
            case .unpublished: "unpublished"
            case .declared: "declared"
            }
        }
    }

    /// Its name in the keys of the locales.
    var name: String {
        switch self {
        case .supporting: "supporting"
        case .opposing: "opposing"
        case .undecided: "undecided"
        case .missing: "missing"
        }
    }
}

/// What is expected of a number, with the number that it is compared with.
enum EvidenceBound: Hashable {
    case above, below
    case atLeast(Double)
    case atMost(Double)

    /// Whether all of a range is as expected, or none of it; nil where it reaches to both sides.
    func holds(for range: ClosedRange<Double>) -> Bool? {
        switch self {
        case .above: range.lowerBound > 0 ? true : range.upperBound < 0 ? false : nil
        case .below: range.upperBound < 0 ? true : range.lowerBound > 0 ? false : nil
        case .atLeast(let bound): range.lowerBound >= bound ? true : range.upperBound < bound ? false : nil
        case .atMost(let bound): range.upperBound <= bound ? true : range.lowerBound > bound ? false : nil
        }
    }
}

/// How strong the evidence for a claim is.
enum EvidenceStrength: Hashable {
    /// Nothing speaks for the claim.
    case none(isOpposed: Bool)
    /// The highest declared level, from 0, with evidence for the claim; mixed when evidence of that level or a higher one speaks
    /// against it.
    case level(Int, isMixed: Bool)

    init(_ evidence: [(level: Int, verdict: EvidenceVerdict)]) {
        let opposing = evidence.filter { $0.verdict == .opposing }.map(\.level)
        if let best = evidence.filter({ $0.verdict == .supporting }).map(\.level).max() {
            self = .level(best, isMixed: opposing.contains { $0 >= best })
        } else {
            self = .none(isOpposed: !opposing.isEmpty)
        }
    }
}
