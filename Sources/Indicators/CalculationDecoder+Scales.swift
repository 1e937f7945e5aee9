import Definitions
import Tabulation

extension CalculationDecoder {
    /// The most items whose pairs are counted: 5,050 pairs, each twice.
    private static let mostItems = 100

    /// What the items of a scale are asked.
    func scaleAnalysis(_ kind: Kind, _ node: Definition) -> ScaleAnalysis? {
        guard let name = reader.reference("scale", in: node, to: "a scale", among: scales.map(\.name)),
            let scale = scales.first(where: { $0.name == name })
        else { return nil }
        guard scale.items.count <= Self.mostItems else {
            reader.report(
                "indicators.scale", at: node, "'\(name)' has \(scale.items.count) items",
                cause: "the answers to each pair of items are counted, of at most \(Self.mostItems) items",
                remedies: ["take the items of one subject at a time"])
            return nil
        }
        return kind == .itemRest ? .itemRest(scale) : .reliability(scale)
    }

    /// How far ratings on declared levels agree.
    func consensus(_ rows: RowSelection, of: String, _ node: Definition) -> Calculation? {
        guard let value = reader.value("levels", in: node) else { return nil }
        let levels = reader.ints("levels", in: node)
        guard levels.count > 2, zip(levels, levels.dropFirst()).allSatisfy({ $0 < $1 }) else {
            reader.report(
                "indicators.levels", at: value, "the levels of a rating are three whole numbers or more, which rise",
                remedies: ["write 'levels: [1, 2, 3, 4, 5]'"])
            return nil
        }
        return .consensus(rows, of: of, levels: levels)
    }
}
