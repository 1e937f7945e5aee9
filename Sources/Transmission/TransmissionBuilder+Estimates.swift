import Disclosure
import Indicators

extension TransmissionBuilder {
    /// The informed estimate of a cell, for what need not be asked of every participant.
    ///
    /// The total of a cell that is estimated for some levels of the split alone takes the counts of the others; it has no value where one of
    /// them was neither asked nor estimated.
    ///
    /// - Returns: nil where there is none, and for indicators that are counted person by person: the regulation knows no estimate of them.
    func estimate(
        of indicator: Indicator, _ cell: [BreakdownLevel], level: String?, _ plan: ProgrammePlan
    ) -> (value: Double?, sources: [String])? {
        guard indicator.rule?.collection == .informedEstimate else { return nil }
        let levels = Dictionary(cell.map { ($0.dimension, $0.level.name) }, uniquingKeysWith: { first, _ in first })
        let found = plan.estimates(
            of: indicator.code, programme: layout.programme, cell: levels, split: layout.split, asOf: asOf)
        if let own = found[level] { return own }
        guard level == nil, !found.isEmpty else { return nil }
        let sources = Set(found.values.flatMap(\.sources)).sorted()
        let split = Set(layout.tables.flatMap(\.columns).filter { $0.content == .achieved }.compactMap(\.level))
        for name in split where found[name] == nil {
            guard counted(indicator, cell, level: name).count != nil else { return (nil, sources) }
        }
        var total = found.values.reduce(0) { $0 + $1.value }
        for figure in sets[indicator.code].map({ parts(of: $0, in: cell) }) ?? [] {
            let level = figure.breakdown.first { $0.dimension == layout.split }?.level.name
            guard found[level] == nil else { continue }
            let count = figure.value.value
            total += count ?? 0
        }
        return (total, sources)
    }

    /// The indicators of a table of which there are estimates, though they are counted person by person.
    func refused(_ table: TransmissionTableLayout) -> [String] {
        let estimated = Set(plan.figures.filter { $0.kind == .estimate }.map(\.indicator))
        return table.indicators.filter { code in
            estimated.contains(code) && catalogue.indicator(code)?.rule?.collection != .informedEstimate
        }
    }

    /// The estimates that stand in a table, each with the count in its place.
    func estimates(
        _ rows: [TransmissionRow], _ table: TransmissionTableLayout, _ plan: ProgrammePlan
    ) -> [TransmissionEstimate] {
        rows.flatMap { row -> [TransmissionEstimate] in
            guard let indicator = catalogue.indicator(row.indicator) else { return [] }
            return table.columns.enumerated().compactMap { place, column in
                guard case .estimate(let value) = row.values[place],
                    let found = estimate(of: indicator, row.cell, level: column.level, plan)
                else { return nil }
                let counted = counted(indicator, row.cell, level: column.level)
                return TransmissionEstimate(
                    cell: row.cell, indicator: row.indicator, column: place, value: value, counted: counted,
                    sources: found.sources)
            }
        }
    }
}
