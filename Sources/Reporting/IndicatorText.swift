import Disclosure
public import Indicators
import Tabulation

extension DocumentBuilder {
    /// How an indicator is computed, in the language of the document.
    public func definition(_ indicator: Indicator) -> IndicatorDefinition {
        let method = material.sets[indicator.code]?.method ?? ""
        var facts: [LabelledText] = []
        func add(_ label: String, _ content: String) {
            if !content.isEmpty { facts.append(LabelledText(label: text("definition.\(label)"), text: content)) }
        }
        add("meaning", indicator.definitions[locale.language] ?? indicator.definitions["en"] ?? "")
        let adjustment = indicator.adjustment.flatMap { locale.texts["method.adjustment.\($0)"] }
        let resampling = indicator.bootstrap.map { choice in
            locale.text(
                "method.bootstrap.\(choice.limits.rawValue)",
                [
                    "replicates": locale.text(Double(choice.replicates), .integer),
                    "seed": String(choice.seed),
                ])
        }
        let variant = indicator.methodVariant.flatMap { locale.texts["method.\(method).\($0)"] }
        add(
            "formula",
            [locale.texts["method.\(method)"], variant, resampling, adjustment].compactMap(\.self)
                .joined(separator: " "))
        add("unit", text("unit.\(indicator.unit.rawValue)"))
        let tables = Self.tables(of: indicator.calculation)
        add("source", tables.compactMap { material.sources[$0] }.joined(separator: "; "))
        add(
            "breakdowns",
            indicator.breakdowns.filter { !$0.isEmpty }.map { names in
                names.map { material.catalogue.dimension($0)?.title(in: locale.language) ?? $0 }.joined(
                    separator: " × ")
            }.joined(separator: "; "))
        if let target = indicator.target { add("target", locale.text(target, format(of: indicator))) }
        add("reference", indicator.reference)
        if let rule = indicator.rule { facts += self.facts(of: rule) }
        add("protection", text("protection.\(indicator.population.rawValue)"))
        add("code", indicator.code)
        return IndicatorDefinition(code: indicator.code, title: indicator.title(in: locale.language), facts: facts)
    }

    /// The tables that a calculation reads.
    static func tables(of calculation: Calculation) -> [String] {
        func unique(_ names: [String]) -> [String] { names.reduce(into: []) { if !$0.contains($1) { $0.append($1) } } }
        switch calculation {
        case .comparison(let rows, .survival(let time, _, _)): return unique([rows.table, time.eventTable])
        case .count(let rows, _), .distinct(let rows, _), .sum(let rows, _, _), .mean(let rows, _), .share(let rows, _),
            .distribution(let rows, _, _, _), .recommendation(let rows, _), .extreme(let rows, _, _),
            .pairedChange(let rows, _, _, _, _), .matchShare(let rows, _), .matchCount(let rows, _),
            .repeatShare(let rows, _, _, _),
            .evenness(let rows, _, _), .groupDifference(let rows, _, _), .comparison(let rows, _),
            .mentionShare(let rows, _), .median(let rows, _), .agreement(let rows, _), .consensus(let rows, _, _),
            .scale(let rows, _), .place(let rows, _),
            .growth(let rows, _), .monthly(let rows, _, _, _), .weighted(let rows, _), .sample(let rows, _),
            .targets(let rows, _):
            return [rows.table]
        case .budget(let rows, let use): return unique(tables(of: use.spent) + [rows.table])
        case .timeToEvent(let rows, let time), .survivalCurve(let rows, let time, _):
            return [rows.table, time.eventTable]
        case .restrictedMean(let rows, let time, _): return [rows.table, time.eventTable]
        case .adoption(let rows, let analysis):
            return unique([rows.table] + analysis.nested.flatMap { tables(of: $0) })
        case .listing(let rows, let subjects): return unique([rows.table, subjects.eventTable])
        case .ratio(let part, let whole, _): return unique(tables(of: part) + tables(of: whole))
        case .network(let analysis): return unique(analysis.network.tables)
        case .exposure(let analysis): return unique([analysis.spread.rows.table] + analysis.network.tables)
        case .spread(let analysis): return unique(analysis.tables)
        case .drawing(let drawing): return unique(drawing.tables)
        case .attribute: return []
        }
    }
}

extension DocumentBuilder {
    /// A breakdown in words, such as `Uusimaa, järjestö`; the word for a total when there is none.
    public func breakdownTitle(_ breakdown: [BreakdownLevel]) -> String {
        guard !breakdown.isEmpty else { return text("table.total") }
        let tables = TableBuilder(report: self)
        return breakdown.map { tables.levelTitle($0) }.joined(separator: ", ")
    }
}
