import Records
import Tabulation

extension Evaluator {
    /// A target of the targets' table.
    struct TargetRow {
        let measure: BreakdownLevel.Level
        let indicator: String
        let value: Double
    }

    /// The targets, in the order of measures.
    func targetRows(_ rows: RowSelection, _ scope: Scope) -> [TargetRow] {
        let dimensions = ["measure", "indicator"].map { name in
            Dimension(
                name: name, titles: [:], expression: name, expressionByTable: [:], codeList: nil, showsAllLevels: false,
                rollUp: nil)
        }
        let table = answer(request(rows, by: dimensions, .moments("value"), scope))
        return table.cells.compactMap { cell in
            guard cell.levels.count == 2, case .code(let indicator) = cell.levels[1] else { return nil }
            return TargetRow(
                measure: BreakdownLevel.Level(cell.levels[0]), indicator: indicator,
                value: Double(cell.aggregate.sum) / power(table.places))
        }
    }

    /// Each target with what was achieved, looked up among the figures computed before it.
    ///
    /// An indicator is named by its code, or by code and level as `attendances[mode=onsite]`.
    func targetSet(_ indicator: Indicator, _ rows: RowSelection, among sets: [FigureSet]) -> FigureSet {
        let scope = Scope(item: nil, context: context)
        let figures = targetRows(rows, scope).map { target -> Figure in
            let achieved = Self.figure(named: target.indicator, among: sets)
            let levels = [
                BreakdownLevel(dimension: "measure", level: target.measure),
                BreakdownLevel(dimension: "indicator", level: .code(target.indicator)),
            ]
            let share = achieved?.value.flatMap { target.value == 0 ? nil : $0 / target.value }
            return Figure(
                indicator: indicator.code, breakdown: levels, value: achieved?.value,
                absence: achieved?.value == nil ? achieved?.absence ?? .partMissing : nil, n: achieved?.n ?? 0,
                approximate: achieved?.approximate ?? false,
                further: [NamedValue("target", target.value), NamedValue("achievedShare", share)],
                reveals: achieved?.reveals ?? [])
        }
        return FigureSet(
            indicator: indicator.code, unit: indicator.unit, population: indicator.population,
            method: Self.method(of: indicator.calculation), totals: .unrelated, figures: figures)
    }

    /// A figure by `code` or `code[dimension=level,…]`.
    static func figure(named name: String, among sets: [FigureSet]) -> Figure? {
        guard let reference = FigureReference(name),
            let set = sets.first(where: { $0.indicator == reference.indicator })
        else { return nil }
        return set.figures.first { reference.matches($0.breakdown) }
    }

    /// The listing of an indicator, when it is one.
    func listing(for indicator: Indicator) -> Listing? {
        guard case .listing(let rows, let subjects) = indicator.calculation else { return nil }
        let scope = Scope(item: nil, context: context)
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
