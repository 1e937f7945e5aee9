import Diagnostics

/// What is wrong with a scale, its answers or their sums.
public enum ScaleProblem: Sendable, Hashable {
    /// Answers, sums or moments of another number of items.
    case itemsDiffer(expected: Int, found: Int)
    /// More items than can be kept, or fewer than none.
    case tooManyItems(Int)
    /// More decimals than can be kept, or fewer than none.
    case tooManyPlaces(Int)
    /// A position that no item has.
    case noSuchItem(Int, items: Int)
    /// Sums that no rows of answers have.
    case impossibleSums
    /// Values that are no decimal numbers of a few places.
    case tooManyDecimals(column: String)
    /// A definition that cannot be scored.
    case unfit([ScaleFault])

    /// The stable code of the error.
    var code: String {
        switch self {
        case .itemsDiffer: "statistics.items-differ"
        case .tooManyItems: "statistics.too-many-items"
        case .tooManyPlaces: "statistics.too-many-places"
        case .noSuchItem: "statistics.no-such-item"
        case .impossibleSums: "statistics.impossible-sums"
        case .tooManyDecimals: "statistics.too-many-decimals"
        case .unfit: "statistics.unfit-scale"
        }
    }

    var explanation: Explanation {
        switch self {
        case .itemsDiffer(let expected, let found):
            Explanation(
                summary: "\(found) are given where \(expected) are due",
                cause: "every row and every part of a scale has the same items",
                remedies: ["give each item its place, empty where it is not answered"])
        case .tooManyItems(let items):
            Explanation(
                summary: "a scale cannot have \(items) items",
                cause: "sums are kept of up to \(CrossMoments.mostItems)",
                remedies: ["keep only the columns that are items"])
        case .tooManyPlaces(let places):
            Explanation(
                summary: "answers cannot have \(places) decimals",
                cause: "they have from 0 to \(CrossMoments.mostPlaces)", remedies: ["round them"])
        case .noSuchItem(let item, let items):
            Explanation(
                summary: "there is no item at position \(item)",
                cause: items == 0 ? "the scale has no items" : "positions go from 0 to \(items - 1)",
                remedies: ["correct the position"])
        case .impossibleSums:
            Explanation(
                summary: "the sums of the scale contradict each other", cause: "no rows of answers have them",
                remedies: ["tabulate the answers again"])
        case .tooManyDecimals(let column):
            Explanation(
                summary: "\(column) has values of more decimals than an answer has",
                cause: "sums of a scale are exact, for up to 9 decimals",
                remedies: ["round the column", "leave it out when it is no item"])
        case .unfit(let faults):
            Explanation(
                summary: faults.first?.description ?? "the scale cannot be scored",
                cause: faults.count > 1
                    ? "also: \(faults.dropFirst().map(\.description).joined(separator: "; "))" : nil,
                remedies: ["correct the definition of the scale"])
        }
    }
}

/// Something in the definition of a scale that keeps it from being scored as declared.
public enum ScaleFault: Sendable, Hashable, CustomStringConvertible {
    /// A scale without items.
    case noItems
    /// More items than ``CrossMoments/mostItems``.
    case tooManyItems(Int)
    /// An item that is listed twice.
    case repeatedItem(String)
    /// The least answer is not below the greatest.
    case rangeEmpty(low: Int, high: Int)
    /// An end of the answers beyond what a scale has.
    case rangeTooFar(low: Int, high: Int)
    /// A number of answers needed that is below one or above the number of items.
    case answersNeeded(Int, items: Int)
    /// A share of answers needed that is not above 0 and at most 1.
    case shareNeeded(Double)
    /// Another number of items than the instrument has.
    case instrumentItems(ScaleDefinition.Instrument, expected: Int, found: Int)
    /// Other answers than those of the instrument.
    case instrumentRange(ScaleDefinition.Instrument, low: Int, high: Int)
    /// An item reversed that the instrument takes as it is.
    case instrumentReversed(ScaleDefinition.Instrument, item: String)
    /// Another score than that of the instrument.
    case instrumentScore(ScaleDefinition.Instrument, ScaleDefinition.Score)

    public var description: String {
        switch self {
        case .noItems: "a scale has no items"
        case .tooManyItems(let count): "a scale has \(count) items, at most \(CrossMoments.mostItems) are possible"
        case .repeatedItem(let name): "the item '\(name)' is listed twice"
        case .rangeEmpty(let low, let high): "the answers go from \(low) to \(high), which is no scale"
        case .rangeTooFar(let low, let high): "the answers go from \(low) to \(high), beyond ±1,000,000"
        case .answersNeeded(let count, let items): "\(count) answers cannot be needed of \(items) items"
        case .shareNeeded(let share): "\(share) is no share of answers needed: it is above 0 and at most 1"
        case .instrumentItems(let instrument, let expected, let found):
            "\(instrument.rawValue) has \(expected) items, not \(found), and they must not be changed"
        case .instrumentRange(let instrument, let low, let high):
            "\(instrument.rawValue) has answers from 1 to 5, not from \(low) to \(high)"
        case .instrumentReversed(let instrument, let item):
            "\(instrument.rawValue) has no reversed items, so '\(item)' cannot be reversed"
        case .instrumentScore(let instrument, let score):
            "\(instrument.rawValue) is scored from 0 to 100, not as \(score.rawValue)"
        }
    }
}
