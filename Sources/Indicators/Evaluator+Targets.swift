import Records
import Tabulation

extension Evaluator {
    /// The targets, in the order of measures.
    func targetRows(_ rows: RowSelection, _ scope: Scope) -> [TargetList.Row] {
        let dimensions = ["measure", "indicator"].map { name in
            Dimension(
                name: name, titles: [:], expression: name, expressionByTable: [:], codeList: nil, showsAllLevels: false,
                rollUp: nil)
        }
        let table = answer(request(rows, by: dimensions, .moments("value"), scope))
        return table.cells.compactMap { cell in
            guard cell.levels.count == 2, case .code(let indicator) = cell.levels[1] else { return nil }
            return TargetList.Row(
                measure: BreakdownLevel.Level(cell.levels[0]), indicator: indicator,
                value: Double(cell.aggregate.sum) / power(table.places))
        }
    }

    /// The targets of an indicator that compares targets.
    func targets(for indicator: Indicator) -> TargetList? {
        guard case .targets(let rows) = indicator.calculation else { return nil }
        return TargetList(
            indicator: indicator.code, unit: indicator.unit, population: indicator.population,
            method: Self.method(of: indicator.calculation),
            rows: targetRows(rows, Scope(item: nil, context: context, catalogue: catalogue)))
    }

    /// The listing of an indicator, when it is one.
    func listing(for indicator: Indicator) -> Listing? {
        if case .spread(let analysis) = indicator.calculation { return spreadListing(analysis, of: indicator) }
        if case .network(let analysis) = indicator.calculation, case .actors(let actors) = analysis.quantity {
            return self.actors(analysis, actors, of: indicator)
        }
        guard case .listing(let rows, let subjects) = indicator.calculation else { return nil }
        let scope = Scope(item: nil, context: context, catalogue: catalogue)
        let table = answer(request(rows, by: [], .subjects(subjects), scope))
        return Listing(
            indicator: indicator.code, columns: [Axis(name: "subject")] + table.fields,
            rows: table.cells.map { $0.levels + $0.fields })
    }
}

/// The name of one figure: an indicator's code and the levels of its breakdown, such as `attendances[mode=onsite]`.
public struct FigureReference: Sendable, Hashable {
    public let indicator: String
    /// Levels by dimension, as written.
    public let levels: [String: String]

    public init(indicator: String, levels: [String: String]) {
        self.indicator = indicator
        self.levels = levels
    }

    /// Reads `code` or `code[dimension=level,…]`; nil when it is written otherwise.
    public init?(_ text: String) {
        guard let open = text.firstIndex(of: "[") else {
            guard !text.isEmpty else { return nil }
            self.init(indicator: text, levels: [:])
            return
        }
        guard text.hasSuffix("]") else { return nil }
        var levels: [String: String] = [:]
        for part in text[text.index(after: open)..<text.index(before: text.endIndex)].split(separator: ",") {
            guard let equals = part.firstIndex(of: "=") else { return nil }
            levels[trimmed(part[..<equals])] = trimmed(part[part.index(after: equals)...])
        }
        self.init(indicator: String(text[..<open]), levels: levels)
    }

    /// Whether a breakdown is exactly at these levels.
    public func matches(_ breakdown: [BreakdownLevel]) -> Bool {
        breakdown.count == levels.count && breakdown.allSatisfy { levels[$0.dimension] == $0.level.name }
    }
}

private func trimmed(_ text: Substring) -> String {
    String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
}

extension BreakdownLevel.Level {
    /// The level as written in references and results: a code, a number, or `missing:reason`.
    public var name: String {
        switch self {
        case .code(let code): code
        case .number(let number): String(number)
        case .missing(let reason): "missing:\(reason.name)"
        }
    }
}
