import Records
import Tabulation

extension Evaluator {
    /// The targets, in the order of measures, and of one measure and figure by their due days.
    func targetRows(_ rows: RowSelection, _ scope: Scope) -> [TargetList.Row] {
        let dimensions = ["measure", "indicator", "due", "start"].map { name in
            Dimension(
                name: name, titles: [:], expression: name, expressionByTable: [:], codeList: nil, showsAllLevels: false,
                rollUp: nil)
        }
        let table = answer(request(rows, by: dimensions, .moments("value"), scope))
        var found: [TargetList.Row] = []
        for cell in table.cells {
            guard cell.levels.count == 4, case .code(let indicator) = cell.levels[1] else { continue }
            let due = CalendarDay(cell.levels[2])
            let measure = BreakdownLevel.Level(cell.levels[0])
            let isAgain = found.firstIndex {
                $0.measure == measure && $0.indicator == indicator && $0.due == due
            }
            // Which of several targets for one day holds, nobody can say here.
            if let isAgain {
                found[isAgain].value = nil
                continue
            }
            found.append(
                TargetList.Row(
                    measure: measure, indicator: indicator,
                    value: cell.aggregate.count == 1 ? Double(cell.aggregate.sum) / power(table.places) : nil, due: due,
                    start: CalendarDay(cell.levels[3]) ?? context.from, grows: grows(indicator)))
        }
        for index in found.indices {
            let others = found.indices.filter {
                found[$0].measure == found[index].measure && found[$0].indicator == found[index].indicator
            }
            found[index].isOneOfSeveral = others.count > 1
        }
        return found
    }

    /// Whether a figure can only grow as time goes by, so that it has a pace.
    private func grows(_ name: String) -> Bool {
        FigureReference(name).flatMap { catalogue.indicator($0.indicator) }?.calculation.grows ?? false
    }

    /// The targets of an indicator that compares targets.
    func targets(for indicator: Indicator) -> TargetList? {
        guard case .targets(let rows, let paceFrom) = indicator.calculation else { return nil }
        return TargetList(
            indicator: indicator.code, unit: indicator.unit, population: indicator.population,
            method: Self.method(of: indicator.calculation), asOf: context.asOf, paceFrom: paceFrom,
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

    /// Reads `code` or `code[dimension=level,…]`; nil when it is written otherwise. A level may itself be such a reference, as of
    /// a target.
    public init?(_ text: String) {
        guard let open = text.firstIndex(of: "[") else {
            guard !text.isEmpty else { return nil }
            self.init(indicator: text, levels: [:])
            return
        }
        guard text.hasSuffix("]") else { return nil }
        var levels: [String: String] = [:]
        for part in parts(of: text[text.index(after: open)..<text.index(before: text.endIndex)]) {
            guard let equals = part.firstIndex(of: "=") else { return nil }
            levels[trimmed(part[..<equals])] = trimmed(part[part.index(after: equals)...])
        }
        self.init(indicator: String(text[..<open]), levels: levels)
    }

    /// A figure as references are written: `code` or `code[dimension=level, …]`, in the order of its breakdown.
    public static func text(of indicator: String, at breakdown: [BreakdownLevel]) -> String {
        guard !breakdown.isEmpty else { return indicator }
        return "\(indicator)[\(breakdown.map { "\($0.dimension)=\($0.level.name)" }.joined(separator: ", "))]"
    }

    /// Whether a breakdown is exactly at these levels.
    public func matches(_ breakdown: [BreakdownLevel]) -> Bool {
        breakdown.count == levels.count && breakdown.allSatisfy { levels[$0.dimension] == $0.level.name }
    }
}

/// What stands between commas, but for those within brackets.
private func parts(of text: Substring) -> [Substring] {
    var parts: [Substring] = []
    var start = text.startIndex
    var depth = 0
    for index in text.indices {
        switch text[index] {
        case "[": depth += 1
        case "]": depth -= 1
        case "," where depth <= 0:
            parts.append(text[start..<index])
            start = text.index(after: index)
        default: break
        }
    }
    parts.append(text[start...])
    return parts.filter { !$0.isEmpty }
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
