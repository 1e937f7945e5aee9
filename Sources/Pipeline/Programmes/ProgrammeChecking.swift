import Diagnostics
import Disclosure
import Indicators
import Ingest
import Records
import Tabulation

/// Holds the figures of a build against the checks of its programmes.
struct ProgrammeChecking {
    let pipeline: LoadedPipeline
    let tabulating: Tabulating

    /// Places of rows that a comparison names.
    static let listedRows = 10

    /// - Parameters:
    ///   - sets: The figures as computed.
    ///   - protected: The same as they may be shown.
    func facts(_ sets: [FigureSet], _ protected: [ProtectedSet]) throws -> ProgrammeFacts {
        guard !pipeline.catalogue.checks.isEmpty else { return ProgrammeFacts() }
        let reported = try tabulating.reportedFigures()
        let outcomes = ProgrammeCheckEngine(
            catalogue: pipeline.catalogue, sets: sets, reported: reported, asOf: pipeline.definition.asOf
        ).outcomes()
        let days = Set(outcomes.flatMap(\.cells).flatMap { $0.left.terms + $0.right.terms }.map(\.basis))
        let shown = ShownFigures(protected, reported.filter { days.contains($0.basis) }, of: pipeline)
        let rows = CheckedRows(pipeline: pipeline, tabulating: tabulating)
        var facts = ProgrammeFacts()
        for outcome in outcomes {
            let cells = try outcome.cells.enumerated().map { place, cell in
                // Rows are looked up for as many comparisons as anyone reads.
                let isListed = cell.state == .broken && place < Self.listedCells
                let found = try isListed ? rows.rows(of: cell) : (rows: [], count: 0)
                return JudgedCell(
                    cell: cell, left: shown.side(cell.left), right: shown.side(cell.right), rows: found.rows,
                    rowCount: found.count, explained: Self.explained(cell, shown))
            }
            let judged = JudgedCheck(check: outcome.check, held: outcome.held, cells: cells)
            facts.checks.append(judged)
            if let finding = ProgrammeFinding(judged, pipeline).finding { facts.findings.append(finding) }
        }
        return facts
    }

    /// Comparisons of a check whose rows are looked up.
    static let listedCells = 50

    /// The figure of a comparison to explain: the first that is published, else the whole of the first that is computed.
    private static func explained(_ cell: CheckedCell, _ shown: ShownFigures) -> String? {
        let computed = (cell.left.terms + cell.right.terms).filter { $0.basis == .computed }
        return computed.first(where: shown.isPublished)?.name ?? computed.first?.indicator
    }
}

/// Finds the rows to look at where a comparison does not hold.
struct CheckedRows {
    let pipeline: LoadedPipeline
    let tabulating: Tabulating

    func rows(of cell: CheckedCell) throws -> (rows: [RecordLocation], count: Int) {
        let terms = cell.left.terms + cell.right.terms
        let reported = terms.filter { $0.basis != .computed }
        if !reported.isEmpty {
            var found: (rows: [RecordLocation], count: Int) = ([], 0)
            for term in reported {
                let (rows, count) = try rows(typed: term, cell)
                found.rows += rows.filter { !found.rows.contains($0) }
                found.count += count
            }
            found.rows = Array(found.rows.prefix(ProgrammeChecking.listedRows))
            return found
        }
        if let behind = odd(cell) {
            let found = try tabulating.rows(of: behind, limit: ProgrammeChecking.listedRows)
            if found.count > 0 { return found }
        }
        return try tabulating.rows(
            of: cell.left.terms.first.flatMap(behind), limit: ProgrammeChecking.listedRows)
    }

    private func behind(_ term: CheckedTerm) -> FigureRows? {
        pipeline.catalogue.indicator(term.indicator).flatMap {
            pipeline.evaluation.rows(behind: term.cell.levels, of: $0)
        }
    }

    /// The rows that make a comparison not hold: those on one side and not on the other, and those that a sum counts twice.
    ///
    /// nil where the figures do not count rows of one table.
    private func odd(_ cell: CheckedCell) -> FigureRows? {
        guard cell.relation == .equal || cell.relation == .atMost else { return nil }
        let (left, right) = (cell.left.terms.map(behind), cell.right.terms.map(behind))
        guard let first = left.first, var found = first, !right.isEmpty else { return nil }
        for other in left + right {
            guard let other, other.request.table == found.request.table, other.request.measure == .rows,
                found.request.measure == .rows, other.request.oncePer == nil, found.request.oncePer == nil,
                other.request.groupings == found.request.groupings, other.levels == found.levels
            else { return nil }
        }
        func condition(_ rows: FigureRows?) -> String { "if(\(rows?.request.filter ?? "1 = 1"), true, false)" }
        func any(_ sides: [FigureRows?]) -> String {
            "(" + sides.map { "(\(condition($0)))" }.joined(separator: " or ") + ")"
        }
        func twice(_ sides: [FigureRows?]) -> [String] {
            sides.indices.flatMap { one in
                sides.indices.filter { $0 > one }.map { other in
                    "((\(condition(sides[one]))) and (\(condition(sides[other]))))"
                }
            }
        }
        var wrong = ["(\(any(left)) and not \(any(right)))"] + twice(left)
        if cell.relation == .equal { wrong += ["(\(any(right)) and not \(any(left)))"] + twice(right) }
        found.request.filter = wrong.joined(separator: " or ")
        return found
    }

    /// The rows of a figure as it was typed; of a missing one those of the other genders, else the first of the same place and day.
    private func rows(typed term: CheckedTerm, _ cell: CheckedCell) throws -> (rows: [RecordLocation], count: Int) {
        guard cell.relation == .isMissing else { return try typed(term, isOfGender: true, isOfIndicator: true) }
        let beside = try typed(term, isOfGender: false, isOfIndicator: true)
        if beside.count > 0 { return beside }
        let place = try typed(term, isOfGender: false, isOfIndicator: false)
        return (Array(place.rows.prefix(1)), min(place.count, 1))
    }

    private func typed(
        _ term: CheckedTerm, isOfGender: Bool, isOfIndicator: Bool
    ) throws -> (rows: [RecordLocation], count: Int) {
        guard case .reported(let kind, let through) = term.basis else { return ([], 0) }
        func text(_ text: String) -> String { "'" + text.replacing("'", with: "''") + "'" }
        var conditions = ["kind = \(text(kind.rawValue))"]
        conditions.append(through.map { "through = \($0)" } ?? "missing(through)")
        if isOfIndicator { conditions.append("indicator = \(text(term.indicator))") }
        for dimension in ReportedFigure.dimensions where isOfGender || dimension != ReportedFigure.gender {
            if let level = term.cell.level(of: dimension) {
                conditions.append("\(dimension) = \(text(level.name))")
            } else if dimension != ReportedFigure.gender {
                conditions.append("missing(\(dimension))")
            }
        }
        let tables = Set(pipeline.sources.filter { $0.mapping.record == .programmeFigure }.map(\.mapping.table))
        var found: (rows: [RecordLocation], count: Int) = ([], 0)
        for table in tables.sorted() {
            let request = TabulationRequest(
                table: table, filter: conditions.joined(separator: " and "), measure: .rows)
            let (rows, count) = try tabulating.rows(of: request, limit: ProgrammeChecking.listedRows)
            found.rows += rows
            found.count += count
        }
        return found
    }
}
