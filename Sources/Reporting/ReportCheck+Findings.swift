import Definitions
import Indicators

extension ReportCheck {
    /// Checks a block of sentences about figures.
    func findings(_ node: Definition) {
        for limit in reader.items("limits", in: node) { sentence(limit) }
        text(node["small"]?["note"])
        guard let code = node["indicator"], let name = code.string, let indicator = indicator(name, at: code.location)
        else { return }
        if indicator.calculation.listingFields != nil {
            reader.report(
                "report.unknown-figure", at: code, "'\(name)' is a listing, and has no figures",
                remedies: ["show it as 'rows: {listing: \(name)}' of a table"])
            return
        }
        let dimensions = reader.items("dimensions", in: node).compactMap(\.string)
        let fixed = node["at"]?.mapping.map(Array.init) ?? []
        let named = Set(dimensions + fixed.map(\.key))
        let added = Set(indicator.calculation.addedDimensions)
        // All parts of a whole stand in one sentence unless their dimension is named.
        let areParts =
            FindingsDefinition.ofParts.contains(indicator.method) && !added.isEmpty && named.isDisjoint(with: added)
        guard has(indicator, areParts ? named.union(added) : named, at: node.location) else { return }
        for entry in fixed {
            if let level = entry.value.string {
                self.level(level, of: entry.key, [indicator], at: entry.value.location)
            }
        }
        if let number = node["sizes"]?["number"], let name = number.string {
            let known = ["value"] + indicator.furtherNames
            if !known.contains(name) {
                reader.reportUnknown(
                    name, at: number, as: "a number of '\(indicator.code)'", among: known, code: "report.unknown-part")
            }
        }
        if let compare = node["compare"] { comparison(compare, indicator, dimensions, areParts: areParts) }
        for locale in locales { templates(of: indicator, in: locale) }
    }

    /// Groups are the levels of one dimension, and told apart by the intervals of their figures.
    private func comparison(_ node: Definition, _ indicator: Indicator, _ dimensions: [String], areParts: Bool) {
        if dimensions.count != 1 || areParts {
            reader.report(
                "report.compare", at: node, "groups are the levels of one dimension",
                cause: areParts
                    ? "a sentence of this block tells all parts of a whole" : "the block has \(dimensions.count)",
                remedies: ["name one dimension under 'dimensions', and a level of each other one under 'at'"])
        }
        if !indicator.calculation.hasInterval, indicator.bootstrap == nil {
            reader.report(
                "report.compare", at: node, "'\(indicator.code)' has no intervals, by which groups are told apart",
                remedies: ["leave 'compare' out"])
        }
    }

    /// Words of the templates that no figure of the indicator's method has.
    private func templates(of indicator: Indicator, in locale: ReportLocale) {
        let method = "finding.\(indicator.method)"
        let own = FindingsBuilder.commonNames.union(indicator.furtherNamesOfMethod)
        var keys = [(method, own)] + FindingClaim.allCases.map { ("\(method).\($0.rawValue)", own) }
        keys.append(("\(method).part", FindingsBuilder.namesOfPart))
        for claim in ["", ".up", ".down", ".unclear"] {
            keys.append(("\(method).parts\(claim)", FindingsBuilder.namesOfParts))
        }
        for (key, known) in keys {
            guard let text = locale.texts[key], let place = locale.places[key] else { continue }
            for name in FindingTemplate(text).names where !known.contains(name) {
                reader.reportUnknown(
                    name, at: place, as: "a word of '\(key)'", among: known.sorted(), code: "report.unknown-part")
            }
        }
    }
}
