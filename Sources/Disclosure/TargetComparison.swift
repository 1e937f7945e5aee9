public import Indicators

/// Targets set against protected figures, so that an achieved value is withheld exactly where the figure itself is.
///
/// - Parameters:
///   - list: The targets and the figures that they name.
///   - sets: The protected figures to look them up in.
/// - Returns: A set broken down by `measure` and `indicator`, with the further numbers `target` and `achievedShare` (achieved over
///   target).
public func targetComparison(_ list: TargetList, among sets: [ProtectedSet]) -> ProtectedSet {
    let byCode = Dictionary(sets.map { ($0.indicator, $0) }, uniquingKeysWith: { first, _ in first })
    let figures = list.rows.map { row -> ProtectedFigure in
        let reference = FigureReference(row.indicator)
        let figure = reference.flatMap { wanted in
            byCode[wanted.indicator]?.figures.first { wanted.matches($0.breakdown) }
        }
        let missing = ProtectedNumber(.absent(reason: Absence.partMissing.rawValue))
        let achieved = figure?.value ?? missing
        let share: ProtectedNumber =
            if let value = achieved.value, row.value != 0 {
                ProtectedNumber(.value(value / row.value), approximate: achieved.approximate)
            } else {
                ProtectedNumber(achieved.isWithheld ? .withheld : .absent(reason: Absence.partMissing.rawValue))
            }
        return ProtectedFigure(
            indicator: list.indicator,
            breakdown: [
                BreakdownLevel(dimension: "measure", level: row.measure),
                BreakdownLevel(dimension: "indicator", level: .code(row.indicator)),
            ],
            unit: figure?.unit ?? list.unit, method: list.method, value: achieved, n: figure?.n ?? missing, lower: nil,
            upper: nil,
            further: [
                ProtectedNamedValue(name: "target", value: ProtectedNumber(.value(row.value))),
                ProtectedNamedValue(name: "achievedShare", value: share),
            ], absence: figure?.absence)
    }
    return ProtectedSet(
        indicator: list.indicator, unit: list.unit, population: list.population, method: list.method, figures: figures)
}
