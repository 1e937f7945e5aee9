import Definitions
import Diffusion
import Statistics

/// How a figure of a network is compared with random networks.
public struct ChanceTest: Sendable, Hashable {
    /// How many are drawn.
    public var replicates: Int
    /// What the random numbers start from.
    public var seed: UInt64

    static let standard = ChanceTest(replicates: 999, seed: 1)
    /// The further numbers of a comparison.
    static let furtherNames = ["chanceMean", "chanceLower", "chanceUpper", "p"]

    var model: NullModel { NullModel(replicates: replicates, seed: seed) }

    static func further(_ comparison: NullComparison?) -> [NamedValue] {
        let expected = comparison?.expected
        return [
            NamedValue("chanceMean", expected?.value), NamedValue("chanceLower", expected?.interval?.lowerBound),
            NamedValue("chanceUpper", expected?.interval?.upperBound), NamedValue("p", comparison?.p),
        ]
    }
}

extension CalculationDecoder {
    /// How many random networks are drawn at least and at most.
    private static let replicates = 99...1_000_000

    /// The comparison with chance that is asked for under a key; nil where it is wrong, which is reported.
    func chance(_ node: Definition, default standard: ChanceTest? = nil) -> ChanceTest?? {
        guard let given = reader.optionalMapping("chance", in: node) else { return .some(standard) }
        let replicates = reader.int("replicates", in: given, default: ChanceTest.standard.replicates)
        let seed = reader.int("seed", in: given, default: 1)
        guard Self.replicates.contains(replicates), let seed = UInt64(exactly: seed) else {
            reader.report(
                "indicators.chance", at: given,
                "'replicates' is a whole number from 99 to 1000000, and 'seed' one from 0",
                remedies: ["write 'chance: {replicates: 999, seed: 1}'"])
            return nil
        }
        return .some(ChanceTest(replicates: replicates, seed: seed))
    }
}
