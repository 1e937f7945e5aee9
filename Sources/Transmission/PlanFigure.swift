public import Records
import Reporting

/// What a programme has set, or an operation has planned or estimated, of the table of programme figures.
public struct PlanFigure: Sendable, Hashable {
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        case baseline, milestone, target
        /// Planned by operations that have been selected.
        case selected
        /// An informed estimate of what need not be asked of every participant (Regulation (EU) 2021/1057, Annex I, point 1.2).
        case estimate

        /// Whether a day says how far the figure goes, so that a later one is of another build.
        var isCumulative: Bool { self == .selected || self == .estimate }
    }

    public let kind: Kind
    public let indicator: String
    public let value: Double
    /// Levels by dimension, such as `priority`; what is not stated is left out. The level of the split is among them.
    public let levels: [String: String]
    /// The operation that planned it; nil for what the programme has set.
    public let operation: String?
    /// nil where the row names none.
    public let programme: String?
    /// The day that it is for; nil where none is stated.
    public let through: CalendarDay?
    /// Where it is from; nil where the row does not say.
    public let source: String?

    public init(
        kind: Kind, indicator: String, value: Double, levels: [String: String], operation: String? = nil,
        programme: String? = nil, through: CalendarDay? = nil, source: String? = nil
    ) {
        self.kind = kind
        self.indicator = indicator
        self.value = value
        self.levels = levels
        self.operation = operation
        self.programme = programme
        self.through = through
        self.source = source
    }
}

extension PlanFigure {
    fileprivate func at(_ levels: [String: String]) -> PlanFigure {
        PlanFigure(
            kind: kind, indicator: indicator, value: value, levels: levels, operation: operation, programme: programme,
            through: through, source: source)
    }
}

/// An operation of the operations' table: where it stands in its programme.
public struct ProgrammeOperation: Sendable, Hashable {
    public let id: String
    /// nil where the row names none.
    public let programme: String?
    /// Levels by dimension.
    public let levels: [String: String]

    public init(id: String, programme: String?, levels: [String: String]) {
        self.id = id
        self.programme = programme
        self.levels = levels
    }
}

/// What a programme has set, and operations have planned.
public struct ProgrammePlan: Sendable, Hashable {
    public let figures: [PlanFigure]
    public let operations: [ProgrammeOperation]

    public init(figures: [PlanFigure] = [], operations: [ProgrammeOperation] = []) {
        self.figures = figures
        self.operations = operations
    }

    /// The operations of a programme, and those that name none.
    func operations(of programme: String) -> [ProgrammeOperation] {
        operations.filter { $0.programme == nil || $0.programme == programme }
    }

    /// The plan with what its figures leave open filled in: from their operation, else from the one cell that agrees with them.
    ///
    /// - Parameter cells: Levels by dimension.
    /// - Returns: The plan, and how many figures of some indicators still fit several cells or none: they stand in no row.
    func placed(
        in cells: [[String: String]], grain: [String], indicators: Set<String>, programme: String
    ) -> (plan: ProgrammePlan, unplaced: Int) {
        let known = Dictionary(operations.map { ($0.id, $0.levels) }, uniquingKeysWith: { first, _ in first })
        var unplaced = 0
        let figures = figures.map { figure -> PlanFigure in
            var levels = figure.levels
            for name in grain where levels[name] == nil {
                levels[name] = figure.operation.flatMap { known[$0]?[name] }
            }
            if grain.contains(where: { levels[$0] == nil }) {
                let fitting = cells.filter { cell in
                    cell.allSatisfy { levels[$0.key] == nil || levels[$0.key] == $0.value }
                }
                let isOwn = figure.programme == nil || figure.programme == programme
                if fitting.count == 1, let cell = fitting.first {
                    levels.merge(cell) { own, _ in own }
                } else if isOwn, indicators.contains(figure.indicator) {
                    unplaced += 1
                }
            }
            return figure.at(levels)
        }
        return (ProgrammePlan(figures: figures, operations: operations), unplaced)
    }

    /// The plan's value for a cell.
    ///
    /// What the programme has set goes before what operations have; of operations the values are added. Of several days the latest up to
    /// the day of the build counts for what is selected, and of milestones and targets that of the column's year.
    ///
    /// - Parameters:
    ///   - cell: The levels of the grain; a figure that leaves one of them out is of no cell.
    ///   - split: The dimension that columns are split by.
    ///   - level: Its level; nil for all, which is added up where the plan has no value of its own for it.
    /// - Returns: nil where the plan has no such value.
    func value(
        _ kind: PlanFigure.Kind, of indicator: String, programme: String, cell: [String: String], split: String,
        level: String?, year: Int?, asOf: CalendarDay
    ) -> (value: Double, through: CalendarDay?)? {
        let fitting = fitting(kind, of: indicator, programme: programme, cell: cell, asOf: asOf).filter { figure in
            year == nil || figure.through == nil || figure.through?.parts.year == year
        }
        let direct = fitting.filter { $0.levels[split] == level }
        if let value = Self.added(direct) { return value }
        guard level == nil else { return nil }
        let levels = Set(fitting.compactMap { $0.levels[split] }).sorted()
        let parts = levels.compactMap { level in Self.added(fitting.filter { $0.levels[split] == level }) }
        guard let first = parts.first else { return nil }
        return (parts.reduce(0) { $0 + $1.value }, first.through)
    }

    /// The estimates of a cell up to a day, by the level of the split; the key nil holds that of all levels.
    func estimates(
        of indicator: String, programme: String, cell: [String: String], split: String, asOf: CalendarDay
    ) -> [String?: (value: Double, sources: [String])] {
        let fitting = fitting(.estimate, of: indicator, programme: programme, cell: cell, asOf: asOf)
        return Dictionary(grouping: fitting) { $0.levels[split] }.mapValues { figures in
            let counting = Self.counting(figures)
            return (counting.reduce(0) { $0 + $1.value }, Set(counting.compactMap(\.source)).sorted())
        }
    }

    private func fitting(
        _ kind: PlanFigure.Kind, of indicator: String, programme: String, cell: [String: String], asOf: CalendarDay
    ) -> [PlanFigure] {
        figures.filter { figure in
            figure.kind == kind && figure.indicator == indicator
                && (figure.programme == nil || figure.programme == programme)
                && cell.allSatisfy { figure.levels[$0.key] == $0.value }
                && (!kind.isCumulative || figure.through.map { $0 <= asOf } ?? true)
        }
    }

    /// The sum of the figures that count, with the day of the first.
    private static func added(_ figures: [PlanFigure]) -> (value: Double, through: CalendarDay?)? {
        let counting = counting(figures)
        guard let first = counting.first else { return nil }
        return (counting.reduce(0) { $0 + $1.value }, first.through)
    }

    /// The latest of the programme's figures, else the latest of each operation.
    private static func counting(_ figures: [PlanFigure]) -> [PlanFigure] {
        func latest(_ figures: [PlanFigure]) -> PlanFigure? {
            figures.max { ($0.through?.number ?? .min) < ($1.through?.number ?? .min) }
        }
        if let own = latest(figures.filter { $0.operation == nil }) { return [own] }
        let byOperation = Dictionary(grouping: figures) { $0.operation ?? "" }
        return byOperation.keys.sorted().compactMap { byOperation[$0].flatMap(latest) }
    }
}
