public import Indicators
import Records

/// Targets set against protected figures, so that an achieved value is withheld exactly where the figure itself is.
///
/// The forecast is the value on the due day if what is counted goes on coming as it has come since the start: the achieved value over the
/// share of the time that has passed. It is made of the shown value and of days that everybody knows, so it tells no more than they do;
/// of a withheld value there is none. Only what adds up has one, only before the due day, and only once the share of the time has passed
/// that the list states: early on, one event more or less would double it.
///
/// - Parameters:
///   - list: The targets and the figures that they name.
///   - sets: The protected figures to look them up in.
/// - Returns: A set broken down by `measure` and `indicator`, and by `due` where a measure has several targets for one figure, with the
///   further numbers `target`, `achievedShare` (achieved over target), `due` (a day), `elapsedShare` (the share of the time from the start to
///   the due day that has passed) and `projected` (the forecast).
public func targetComparison(_ list: TargetList, among sets: [ProtectedSet]) -> ProtectedSet {
    let byCode = Dictionary(sets.map { ($0.indicator, $0) }, uniquingKeysWith: { first, _ in first })
    let figures = list.rows.map { row -> ProtectedFigure in
        let reference = FigureReference(row.indicator)
        let figure = reference.flatMap { wanted in
            byCode[wanted.indicator]?.figures.first { wanted.matches($0.breakdown) }
        }
        let missing = ProtectedNumber(.absent(reason: Absence.partMissing.rawValue))
        let achieved = figure?.value ?? missing
        return ProtectedFigure(
            indicator: list.indicator, breakdown: row.breakdown, unit: figure?.unit ?? list.unit, method: list.method,
            value: achieved, n: figure?.n ?? missing, lower: nil, upper: nil,
            further: row.further(achieved, asOf: list.asOf, paceFrom: list.paceFrom), absence: figure?.absence)
    }
    return ProtectedSet(
        indicator: list.indicator, unit: list.unit, population: list.population, method: list.method, figures: figures)
}

extension TargetList.Row {
    fileprivate var breakdown: [BreakdownLevel] {
        let levels = [
            BreakdownLevel(dimension: "measure", level: measure),
            BreakdownLevel(dimension: "indicator", level: .code(indicator)),
        ]
        guard isOneOfSeveral else { return levels }
        let day: BreakdownLevel.Level = due.map { .code($0.description) } ?? .missing(.notAnswered)
        return levels + [BreakdownLevel(dimension: "due", level: day)]
    }

    fileprivate func further(_ achieved: ProtectedNumber, asOf: CalendarDay, paceFrom: Double) -> [ProtectedNamedValue]
    {
        let missing = ProtectedNumber(.absent(reason: Absence.partMissing.rawValue))
        let inapplicable = ProtectedNumber(.absent(reason: Absence.notApplicable.rawValue))
        let elapsed = due.flatMap { PlannedTime(from: start, to: $0) }?.passed(by: asOf)
        return [
            ProtectedNamedValue(name: "target", value: value.map { ProtectedNumber(.value($0)) } ?? missing),
            ProtectedNamedValue(
                name: "achievedShare", value: achieved.over(value.flatMap { $0 == 0 ? nil : $0 }, or: missing)),
            ProtectedNamedValue(
                name: "due", value: due.map { ProtectedNumber(.value(Double($0.number))) } ?? inapplicable),
            ProtectedNamedValue(
                name: "elapsedShare", value: elapsed.map { ProtectedNumber(.value($0)) } ?? inapplicable),
            ProtectedNamedValue(
                name: "projected", value: achieved.over(pace(elapsed, achieved, asOf, paceFrom), or: inapplicable)),
        ]
    }

    /// The share of the time that an achieved value is divided by for a forecast; nil where there is none.
    private func pace(
        _ elapsed: Double?, _ achieved: ProtectedNumber, _ asOf: CalendarDay, _ paceFrom: Double
    ) -> Double? {
        guard grows, let due, asOf < due, let elapsed, elapsed > 0, elapsed >= paceFrom else { return nil }
        // What has not begun has no pace, nor has what credit notes brought below zero.
        if let value = achieved.value, value <= 0 { return nil }
        return elapsed
    }
}

extension ProtectedNumber {
    /// The number over a public one, as approximate as it is and withheld where it is.
    fileprivate func over(_ divisor: Double?, or nothing: ProtectedNumber) -> ProtectedNumber {
        guard let divisor else { return nothing }
        if isWithheld { return ProtectedNumber(.withheld) }
        guard let value else { return nothing }
        return ProtectedNumber(.value(value / divisor), approximate: approximate)
    }
}
