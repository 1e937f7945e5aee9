import Definitions

extension CalculationDecoder {
    /// Innovations side by side: all together, or each by itself.
    func alignment(_ node: Definition) -> SpreadAlignment? {
        let period = reader.choice("period", in: node, default: GrowthSeries.Period.month)
        guard isGiven("by", node) else {
            guard isAbsent("most", node, "it is all innovations together", "write 'by: innovation' besides") else {
                return nil
            }
            let least = reader.int("at-least", in: node, default: 1)
            guard least >= 1 else {
                reader.report(
                    "indicators.spread", at: node["at-least"] ?? node,
                    "'at-least' is how many innovations there are at least, from 1", remedies: ["write 'at-least: 5'"])
                return nil
            }
            let value = reader.choice("value", in: node, default: SpreadAlignment.Value.mean)
            return SpreadAlignment(period: period, form: .all(value, atLeast: least))
        }
        guard reader.optionalChoice("by", in: node, of: AlignedBy.self) != nil,
            isAbsent("value", node, "an innovation by itself has its number of adoptions", "leave 'value' out"),
            isAbsent("at-least", node, "an innovation stands by itself", "leave 'at-least' out")
        else { return nil }
        let most = reader.int("most", in: node, default: 8)
        guard (1...100).contains(most) else {
            reader.report(
                "indicators.spread", at: node["most"] ?? node,
                "'most' is how many innovations there are at most, from 1 to 100", remedies: ["write 'most: 8'"])
            return nil
        }
        return SpreadAlignment(period: period, form: .each(most: most))
    }

    private enum AlignedBy: String, CaseIterable { case innovation }

    private func isGiven(_ key: String, _ node: Definition) -> Bool { node[key].map { !$0.isNull } ?? false }

    private func isAbsent(_ key: String, _ node: Definition, _ cause: String, _ remedy: String) -> Bool {
        guard isGiven(key, node) else { return true }
        reader.report(
            "indicators.spread", at: node[key] ?? node, "'\(key)' does not go with the rest of the calculation",
            cause: cause, remedies: [remedy])
        return false
    }
}
