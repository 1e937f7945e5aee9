import Definitions
public import Diagnostics
import Indicators

/// Sentences about the figures of one indicator: direction, size in words, interval, n, and what they cannot show.
public struct FindingsDefinition: Sendable {
    /// The code of the indicator.
    public let indicator: String
    /// The dimensions whose levels get a sentence each; none for the total.
    public let dimensions: [String]
    /// Fixed levels of further dimensions.
    public let at: [String: String]
    /// From when on a difference is called small, medium and large; nil for the usual convention of the method.
    public let sizes: SizeConvention?
    /// Which figures have few observations, and what is said of them.
    public let small: SmallGroupsDefinition?
    /// Whether a last sentence says which groups can be told apart.
    public let comparesGroups: Bool
    /// Keys of sentences that say what the figures cannot show; nil for the usual one of the method.
    public let limits: [String]?
    public let location: RecordLocation

    /// What the last sentence compares.
    enum Comparison: String, CaseIterable { case groups }

    static func decode(_ node: Definition, with reader: DefinitionReader) -> FindingsDefinition? {
        guard let indicator = reader.string("indicator", in: node) else { return nil }
        let sizes = reader.optionalMapping("sizes", in: node).flatMap { sizes -> SizeConvention? in
            guard let number = reader.string("number", in: sizes) else { return nil }
            let bounds = reader.doubles("bounds", in: sizes)
            guard bounds.count == 3, zip(bounds, bounds.dropFirst()).allSatisfy({ $0 < $1 }), bounds[0] > 0 else {
                reader.report(
                    "report.sizes", at: sizes, "'bounds' are three numbers above zero that rise: small, medium, large",
                    remedies: ["write 'bounds: [0.2, 0.5, 0.8]'"])
                return nil
            }
            return SizeConvention(number: number, bounds: bounds)
        }
        return FindingsDefinition(
            indicator: indicator, dimensions: reader.strings("dimensions", in: node),
            at: reader.stringsByKey("at", in: node), sizes: sizes,
            small: reader.optionalMapping("small", in: node).flatMap {
                SmallGroupsDefinition.decode($0, with: reader)
            }, comparesGroups: reader.optionalChoice("compare", in: node, of: Comparison.self) == .groups,
            limits: node["limits"] == nil ? nil : reader.strings("limits", in: node), location: node.location)
    }

    /// Methods of which one sentence tells all parts of a whole, when the dimension of the parts is not among the dimensions.
    static let ofParts: Set<String> = [
        "direction-of-change", "reliable-change", "distribution-wilson", "standardised-difference",
        "retention-difference", "rogers-categories", "rogers-categories-whole", "netdiffuser-categories",
        "netdiffuser-categories-whole",
    ]
}

extension SmallGroupsDefinition {
    static func decode(_ node: Definition, with reader: DefinitionReader) -> SmallGroupsDefinition? {
        guard let below = reader.optionalInt("below", in: node), let note = reader.string("note", in: node) else {
            return nil
        }
        return SmallGroupsDefinition(below: below, note: note)
    }
}
