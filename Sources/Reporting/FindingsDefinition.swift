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
    /// Keys of sentences that say what the figures cannot show.
    public let limits: [String]
    public let location: RecordLocation

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
            at: reader.stringsByKey("at", in: node), sizes: sizes, limits: reader.strings("limits", in: node),
            location: node.location)
    }
}

/// From when on a standardised number is called small, medium and large.
public struct SizeConvention: Sendable, Hashable {
    /// `value`, or the name of a further number such as `dz`.
    public let number: String
    /// The least small, medium and large magnitude.
    public let bounds: [Double]

    /// The usual convention for the figures of a method; nil where there is none.
    ///
    /// - SeeAlso: J. Cohen (1988), *Statistical Power Analysis for the Behavioral Sciences*, 2nd ed., Erlbaum: d and h 0.2, 0.5, 0.8
    ///   (pp. 25–27, 184–185), w, which is V for two classes, 0.1, 0.3, 0.5 (pp. 224–227).
    static func usual(for method: String) -> SizeConvention? {
        switch method {
        case "paired-change": SizeConvention(number: "dz", bounds: [0.2, 0.5, 0.8])
        case "mean-difference": SizeConvention(number: "g", bounds: [0.2, 0.5, 0.8])
        case "newcombe-difference": SizeConvention(number: "h", bounds: [0.2, 0.5, 0.8])
        case "cramers-v": SizeConvention(number: "value", bounds: [0.1, 0.3, 0.5])
        default: nil
        }
    }

    /// The name of the size of a magnitude: `negligible`, `small`, `medium` or `large`.
    func name(of value: Double) -> String {
        let names = ["negligible", "small", "medium", "large"]
        return names[bounds.prefix { $0 <= abs(value) }.count]
    }
}
