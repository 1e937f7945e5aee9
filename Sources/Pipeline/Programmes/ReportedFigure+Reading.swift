import Indicators
import Ingest
import Records
import Tabulation

extension Tabulating {
    /// What was set and reported of programmes' indicators: the rows of record kind `programme-figure`.
    func reportedFigures() throws -> [ReportedFigure] {
        let tables = Set(
            pipeline.sources.filter { $0.mapping.record == .programmeFigure }.map(\.mapping.table)
        ).sorted()
        return try tables.flatMap(reportedFigures)
    }

    private func reportedFigures(in table: String) throws -> [ReportedFigure] {
        let columns = ["indicator", "kind", "programme", "through", "correction"] + ReportedFigure.dimensions
        let request = TabulationRequest(
            table: table, filter: "present(value)", groupings: columns.map { Grouping($0) }, measure: .moments("value"))
        guard let answer = try engine().tabulations(for: [guarded(request)]).first else { return [] }
        var scale = 1.0
        for _ in 0..<answer.places { scale *= 10 }
        return answer.cells.compactMap { cell -> ReportedFigure? in
            guard cell.aggregate.count > 0, cell.levels.count >= columns.count, let code = cell.levels[0].text,
                let kind = cell.levels[1].text.flatMap(ReportedFigure.Kind.init)
            else { return nil }
            let levels = zip(ReportedFigure.dimensions, cell.levels.dropFirst(5)).compactMap { name, level in
                level.text.map { BreakdownLevel(dimension: name, level: .code($0)) }
            }
            var through: CalendarDay?
            if case .number(let day) = cell.levels[3] { through = Int32(exactly: day).map { CalendarDay(number: $0) } }
            return ReportedFigure(
                indicator: code, kind: kind, programme: cell.levels[2].text, cell: FigureCell(levels), through: through,
                value: Double(cell.aggregate.sum) / scale, correction: cell.levels[4].text)
        }
    }
}
