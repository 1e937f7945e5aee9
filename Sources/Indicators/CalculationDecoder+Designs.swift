import Definitions

extension CalculationDecoder {
    /// An estimate from a sample with a design.
    func weighted(_ kind: Kind, _ node: Definition) -> WeightedEstimate? {
        let quantity = quantity(kind, node)
        guard let design = reader.reference("design", in: node, to: "a design", among: designs), let quantity else {
            return nil
        }
        return WeightedEstimate(quantity, design: design)
    }

    /// An estimate for the selected rows from those whose answer is known.
    func sample(_ kind: Kind, _ node: Definition) -> SampleEstimate? {
        let (answered, part) = (reader.string("answered", in: node), reader.string("part", in: node))
        let strata = reader.strings("strata", in: node)
        guard let answered, let part else { return nil }
        return SampleEstimate(
            kind == .sampleShare ? .share : .total, answered: answered, part: part, strata: strata)
    }

    private func quantity(_ kind: Kind, _ node: Definition) -> WeightedEstimate.Quantity? {
        switch kind {
        case .weightedMean: return reader.string("of", in: node).map { .mean(of: $0) }
        case .weightedShare: return reader.string("part", in: node).map { .share(part: $0) }
        case .weightedTotal: return reader.string("of", in: node).map { .total(of: $0) }
        case .weightedRatio:
            guard let of = reader.string("of", in: node), let over = reader.string("over", in: node) else { return nil }
            return .ratio(of: of, over: over)
        case .weightedChange:
            guard let of = reader.string("of", in: node), let pairing = pairing(node) else { return nil }
            return .change(of: of, pairing: pairing)
        case .weightReport: return .report
        default: return nil
        }
    }
}
