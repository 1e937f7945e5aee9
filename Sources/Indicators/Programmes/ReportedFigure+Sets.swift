extension ReportedFigure {
    /// Reported figures as sets that can be protected, with the totals of genders where nobody typed them.
    ///
    /// - Parameter figures: Those of one kind and day.
    public static func sets(of figures: [ReportedFigure], in catalogue: Catalogue) -> [FigureSet] {
        guard let basis = figures.first?.basis else { return [] }
        let table = FigureTable(basis, figures)
        return catalogue.indicators.compactMap { indicator in
            guard let cells = table.values[indicator.code] else { return nil }
            let figures = cells.sorted { $0.key < $1.key }.map { cell, value -> Figure in
                let count = Int(exactly: (value ?? 0).rounded()) ?? 0
                // A percentage tells of people, and not of how many: it is hidden with its count elsewhere.
                let isCount = indicator.unit != .share && indicator.population != .none
                return Figure(
                    indicator: indicator.code, breakdown: cell.levels, value: value, n: count,
                    reveals: isCount ? [RevealedCount("count", count)] : [])
            }
            return FigureSet(
                indicator: indicator.code, unit: indicator.unit, population: indicator.population, method: "reported",
                totals: .additive, figures: figures)
        }
    }
}
