import Definitions
import Statistics
import Tabulation

extension CalculationDecoder {
    /// The coefficients of agreement, by the name used in catalogues.
    private enum Coefficient: String, CaseIterable {
        case krippendorff, fleiss, kappa, icc
    }

    /// The weights of kappa, by the name used in catalogues.
    private enum KappaWeights: String, CaseIterable {
        case none, linear, quadratic

        var weights: CohensKappa.Weights {
            switch self {
            case .none: .unweighted
            case .linear: .linear
            case .quadratic: .quadratic
            }
        }
    }

    /// How far raters agree on the same things.
    func agreement(_ rows: RowSelection, of: String, _ node: Definition) -> Calculation? {
        // A name that is no coefficient is reported, and then nothing else said that would rest on a guess.
        let name = reader.optionalChoice("coefficient", in: node, of: Coefficient.self)
        guard let coefficient = name ?? (node["coefficient"].map { $0.isNull } ?? true ? .krippendorff : nil) else {
            return nil
        }
        let units = reader.value("units", in: node) == nil ? [] : reader.strings("units", in: node)
        guard let found = self.coefficient(coefficient, node), !units.isEmpty else { return nil }
        return .agreement(rows, Agreement(of: of, units: units, found))
    }

    private func coefficient(_ coefficient: Coefficient, _ node: Definition) -> Agreement.Coefficient? {
        switch coefficient {
        case .krippendorff:
            forbid(["weights", "levels", "form", "raters"], in: node, of: "coefficient 'krippendorff'")
            return reader.choice("metric", in: node, of: DisagreementMetric.self).map { .krippendorff($0) }
        case .fleiss:
            forbid(["metric", "weights", "levels", "form", "raters"], in: node, of: "coefficient 'fleiss'")
            return .fleiss
        case .kappa:
            forbid(["metric", "form"], in: node, of: "coefficient 'kappa'")
            let weights = reader.choice("weights", in: node, default: KappaWeights.none)
            let levels = levels("levels", in: node, of: "the scale of a kappa", atLeast: 2)
            let raters = raters(node, exactly: 2)
            guard let levels, let raters else { return nil }
            return .kappa(weights.weights, levels: levels, raters)
        case .icc:
            forbid(["metric", "weights", "levels"], in: node, of: "coefficient 'icc'")
            guard let form = reader.choice("form", in: node, of: Agreement.Form.self) else { return nil }
            if form.isOneWay {
                forbid(["raters"], in: node, of: "form '\(form.rawValue)', in which each unit has raters of its own")
                return .intraclass(form, nil)
            }
            return raters(node, exactly: nil).map { .intraclass(form, $0) }
        }
    }

    /// Reports options that say nothing of what is computed, so that nobody takes them to have been heeded.
    private func forbid(_ keys: [String], in node: Definition, of noun: String) {
        for key in keys {
            guard let value = node[key], !value.isNull else { continue }
            reader.report(
                "indicators.agreement", at: value, "'\(key)' is no option of \(noun)",
                remedies: ["leave out '\(key)'", "name another 'coefficient' or 'form'"])
        }
    }

    private func raters(_ node: Definition, exactly count: Int?) -> Agreement.Raters? {
        guard let raters = reader.mapping("raters", in: node) else { return nil }
        let of = reader.string("of", in: raters)
        let noun = count == nil ? "the raters" : "the raters of a kappa"
        guard let levels = levels("levels", in: raters, of: noun, atLeast: 2, atMost: count), let of else { return nil }
        return Agreement.Raters(of: of, levels: levels)
    }

    /// Codes or whole numbers, each once.
    private func levels(
        _ key: String, in node: Definition, of noun: String, atLeast least: Int, atMost most: Int? = nil
    ) -> [BreakdownLevel.Level]? {
        guard let value = reader.value(key, in: node) else { return nil }
        let items = reader.items(key, in: node)
        let levels = items.compactMap { item -> BreakdownLevel.Level? in
            item.int.map { .number($0) } ?? item.string.map { .code($0) }
        }
        let isEnough = levels.count >= least && levels.count <= most ?? .max
        guard levels.count == items.count, isEnough, Set(levels).count == levels.count else {
            let wanted = most == least ? "exactly \(least)" : "\(least) or more"
            let found = items.map { $0.int.map { String($0) } ?? $0.string ?? "something else" }.joined(separator: ", ")
            reader.report(
                "indicators.agreement", at: value,
                "'\(key)' of \(noun) are \(wanted) different codes or whole numbers",
                cause: items.isEmpty ? "there is none" : "there are \(items.count): \(found)",
                remedies: [most == 2 ? "write '\(key): [evaluator, developer]'" : "write '\(key): [1, 2, 3]'"])
            return nil
        }
        return levels
    }
}
