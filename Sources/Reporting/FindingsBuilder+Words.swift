import Disclosure
import Indicators

/// The words of a template: numbers of the figure in their formats, and what is said of them.
extension FindingsBuilder {
    /// The words that every figure may have, besides its further numbers; `pairs` of waves and groups, and the name of a
    /// `coefficient` where a method has several.
    static let commonNames: Set<String> = [
        "name", "value", "change", "n", "interval", "range", "details", "minimum", "size", "margin", "test", "unit",
        "pairs", "coefficient",
    ]
    /// The words of a sentence that tells all parts of a whole, and of one of its parts.
    static let namesOfParts: Set<String> = ["name", "parts", "n", "margin"]
    static let namesOfPart: Set<String> = ["level", "value", "range", "first", "second", "count"]

    /// The words that there is a number for. What is withheld or absent has none.
    func words(of figure: ProtectedFigure, _ context: Context) -> [String: String] {
        let indicator = shown(figure, context.indicator)
        let format = report.format(of: indicator)
        var words = numbers(of: figure, indicator, format)
        if let value = words["value"] {
            let mark = value.first == "+" || value.hasPrefix(locale.minus) ? 1 : 0
            words["change"] = String(value.dropFirst(mark))
            words["unit"] = unit(of: indicator, value)
        }
        let n = words["n"].map { locale.text("figure.n", ["n": $0]) }
        let details = [words["interval"], n].compactMap(\.self).joined(separator: "; ")
        words["details"] = details.isEmpty ? nil : details
        words["minimum"] = context.indicator.calculation.minimumForTests.map { locale.text(Double($0), .integer) }
        words["test"] = test(of: figure)
        words["pairs"] = pairs(of: figure, context.indicator)
        words["coefficient"] = context.indicator.methodVariant.flatMap { locale.texts["finding.coefficient.\($0)"] }
        if let convention = context.convention {
            words["margin"] = margin(of: convention)
            words["size"] = size(of: figure, convention)
        }
        return words
    }

    /// The numbers of a figure that are shown, in their formats.
    func numbers(of figure: ProtectedFigure, _ indicator: Indicator, _ format: NumberFormat) -> [String: String] {
        var words: [String: String] = [:]
        for further in figure.further where further.value.value != nil {
            words[further.name] = locale.text(
                further.value, report.format(ofFurther: further.name, of: indicator))
        }
        if figure.value.value != nil { words["value"] = locale.text(figure.value, format) }
        if figure.n.value != nil { words["n"] = locale.text(figure.n, .integer) }
        if figure.shownInterval != nil, let lower = figure.lower, let upper = figure.upper {
            let limits: KeyValuePairs = ["lower": locale.text(lower, format), "upper": locale.text(upper, format)]
            words["interval"] = locale.text("figure.interval", limits)
            words["range"] = locale.text("finding.range", limits)
        }
        return words
    }

    /// The indicator in whose formats a figure is shown: of a target that which it is set for.
    private func shown(_ figure: ProtectedFigure, _ indicator: Indicator) -> Indicator {
        guard figure.method == "target-comparison",
            let name = figure.breakdown.first(where: { $0.dimension == "indicator" })?.level.name
        else { return indicator }
        return FigureReference(name).flatMap { report.material.catalogue.indicator($0.indicator) } ?? indicator
    }

    /// What is counted, after the number: `kuukautta`, and after 1 `kuukausi`.
    private func unit(of indicator: Indicator, _ value: String) -> String? {
        let key = "unit-after.\(indicator.unit.rawValue)"
        return value == "1" ? locale.texts["\(key).one"] ?? locale.texts[key] : locale.texts[key]
    }

    private func margin(of convention: SizeConvention) -> String? {
        guard let bound = convention.bounds.first else { return nil }
        return locale.text(bound, .decimal(places(of: [bound])))
    }

    /// The size in words. The number is taken apart step by step: in one expression it crashes the optimiser of Swift 6.3.1.
    private func size(of figure: ProtectedFigure, _ convention: SizeConvention) -> String? {
        guard let number = sized(figure, convention) else { return nil }
        return locale.texts["finding.\(convention.scale.rawValue).\(convention.name(of: number))"]
    }

    private func sized(_ figure: ProtectedFigure, _ convention: SizeConvention) -> Double? {
        if convention.number == "value" { return figure.value.value }
        return figure.further(convention.number)?.value
    }

    /// The p value in words, adjusted where the family of tests was.
    private func test(of figure: ProtectedFigure) -> String? {
        guard let p = figure.testedP?.value else { return nil }
        return testText(p, isAdjusted: figure.further("adjustedP") != nil)
    }

    private func testText(_ p: Double, isAdjusted: Bool) -> String {
        let key = (p < 0.001 ? "finding.p.below" : "finding.p.equal") + (isAdjusted ? ".adjusted" : "")
        return locale.text(key, ["p": locale.text(p, .probability)])
    }

    /// Which waves or groups differ by tests that are adjusted for each other; nil where nothing was tested.
    private func pairs(of figure: ProtectedFigure, _ indicator: Indicator) -> String? {
        guard case .comparison(_, let comparison) = indicator.calculation else { return nil }
        switch comparison {
        case .waves(_, let waves, _): return pairs(of: waves.codes, in: waves.wave, figure)
        case .ranks(_, let groups, _):
            // Of groups that are not named no pairs are compared.
            return groups.codes.isEmpty
                ? report.text("finding.kruskal-wallis.pairs.untold")
                : pairs(of: groups.codes, in: groups.dimension, figure)
        default: return nil
        }
    }

    private func pairs(of codes: [String], in dimension: String, _ figure: ProtectedFigure) -> String? {
        let tables = TableBuilder(report: report)
        func title(_ code: String) -> String {
            tables.inSentence(tables.levelTitle(BreakdownLevel(dimension: dimension, level: .code(code))))
        }
        var tested = 0
        var apart: [String] = []
        for (place, first) in codes.enumerated() {
            for second in codes.dropFirst(place + 1) {
                guard let p = figure.further("\(first)-\(second)-p")?.value else { continue }
                tested += 1
                guard p < FindingClaim.level else { continue }
                apart.append("\(title(first))–\(title(second)) (\(testText(p, isAdjusted: false)))")
            }
        }
        guard tested > 0 else { return nil }
        let key = "finding.\(figure.method).pairs"
        guard !apart.isEmpty else { return report.text("\(key).none") }
        return locale.text(key, ["pairs": list(apart)])
    }

    /// Things in a row, as a sentence has them.
    func list(_ things: [String]) -> String { locale.listed(things) }

    // MARK: Names

    /// The levels in words; a level that is a sentence stands in quotes.
    func name(of figure: ProtectedFigure, _ definition: FindingsDefinition, _ indicator: Indicator) -> String {
        let tables = TableBuilder(report: report)
        let levels = figure.breakdown.filter {
            definition.at[$0.dimension] == nil && definition.dimensions.contains($0.dimension)
        }
        guard !levels.isEmpty else { return indicator.title(in: locale.language) }
        return levels.map { level in
            if figure.method == "target-comparison", level.dimension == "indicator" {
                return tables.targetTitle(level.level.name)
            }
            return tables.quotedTitle(level)
        }.joined(separator: ", ")
    }

    // MARK: Conventions

    /// What a convention's words mean, and whose it is.
    func text(of convention: SizeConvention, _ method: String) -> String {
        let places = places(of: convention.bounds)
        var words: [String: String] = [:]
        for (name, bound) in zip(convention.scale.names.dropFirst(), convention.bounds) {
            words[name] = locale.text(bound, .decimal(places))
        }
        let number = convention.number == "value" ? "value.\(method)" : convention.number
        words["number"] =
            locale.texts["finding.number.\(number)"]
            ?? (convention.number == "value" ? report.text("finding.number.value") : convention.number)
        words["source"] = convention.source.map { report.text("finding.source.\($0)") }
        // A report's own bounds of likeness are the first of three.
        let isLikeness = SizeConvention.usual(for: method)?.scale == .likeness
        let scale = isLikeness ? "likeness" : convention.scale.rawValue
        words["margin"] = convention.bounds.first.map { locale.text($0, .decimal(places)) }
        return Self.filled(
            report.text("finding.convention.\(scale)" + (convention.source == nil ? ".own" : "")), words)
    }

    /// The fewest decimals, of one to three, that show all bounds as they are.
    private func places(of bounds: [Double]) -> Int {
        func isWhole(_ value: Double) -> Bool { abs(value - value.rounded()) < 1e-9 }
        if bounds.allSatisfy({ isWhole($0 * 10) }) { return 1 }
        return bounds.allSatisfy { isWhole($0 * 100) } ? 2 : 3
    }
}
