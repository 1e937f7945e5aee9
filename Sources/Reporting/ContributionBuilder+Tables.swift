import Disclosure
import Indicators

extension ContributionBuilder {
    /// A column of a table of evidence, and how a piece of evidence fills it.
    private struct EvidenceColumn {
        let id: String
        let title: String
        var format: NumberFormat?
        let cell: (Evidence) -> Cell
    }

    private static let nothing = Cell.absent(reason: "not-applicable")

    // MARK: The summary

    /// A row for each claim: what was intended, how much evidence there is, and how strong it is.
    func summary(_ claims: [EvidencedClaim], _ state: inout DocumentBuilder.BuildState) -> Table {
        let verdicts = ["supporting", "opposing", "undecided", "missing"]
        var columns = [head, TableColumn(id: "intended", title: locale.text("contribution.column.intended"))]
        columns += verdicts.map {
            TableColumn(id: $0, title: locale.text("contribution.column.\($0)"), format: .integer)
        }
        columns.append(TableColumn(id: "strength", title: locale.text("contribution.column.strength")))
        var table = Table(
            id: definition.id, title: report.sentence(definition.title, &state),
            shortTitle: locale.text(definition.shortTitle), introduction: locale.text("contribution.rule.strength"),
            columns: columns,
            rows: claims.map { claim in
                [.text(claim.title), .text(claim.intended)] + verdicts.map { .number(claim.count($0)) }
                    + [.text(words(claim.strength))]
            }, source: source(claims.flatMap(\.evidence)))
        table.figures = figures(of: claims.flatMap(\.evidence))
        return table
    }

    private var head: TableColumn {
        TableColumn(
            id: "claim",
            title: definition.dimension.map(TableBuilder(report: report).dimensionTitle)
                ?? locale.text("contribution.column.claim"))
    }

    // MARK: Evidence

    /// The changes, with what was before, during and after; nil when there is none.
    func changes(_ claims: [EvidencedClaim], _ state: inout DocumentBuilder.BuildState) -> Table? {
        let waves: [(String, KeyPath<Evidence, Evidence.WaveNumber?>)] = [
            ("before", \.before), ("during", \.during), ("after", \.after),
        ]
        let ofWaves = waves.map { name, number in
            column(name, .decimal(2)) { $0[keyPath: number].map { .formatted($0.number, $0.format) } }
        }
        let columns = [level] + ofWaves + [column("change", .signed(2), value)] + interval + [expected, says]
        return table(
            claims, 1, definition.changes, locale.text("contribution.rule.changes"), columns, { $0.isChange }, &state)
    }

    /// Amounts, what others published, and what is missing; nil when there is none.
    func amounts(_ claims: [EvidencedClaim], _ state: inout DocumentBuilder.BuildState) -> Table? {
        let published = column("published") { evidence in
            let text = publications(of: evidence)
            return text.isEmpty ? nil : .sourceText(text)
        }
        let columns = [level, published, column("value", .decimal(2), value)] + interval + [expected, says]
        let margin = locale.text(definition.approximateWithin, .percent(0))
        return table(
            claims, 2, definition.amounts, locale.text("contribution.rule.amounts", ["margin": margin]), columns,
            { !$0.isChange }, &state)
    }

    /// A table with the evidence under its claims. Columns that nothing fills are left out.
    private func table(
        _ claims: [EvidencedClaim], _ place: Int, _ texts: EvidenceTableDefinition, _ introduction: String,
        _ columns: [EvidenceColumn], _ isIn: (Evidence) -> Bool, _ state: inout DocumentBuilder.BuildState
    ) -> Table? {
        let rows = claims.flatMap { claim in claim.evidence.filter(isIn).map { (title: claim.title, evidence: $0) } }
        guard !rows.isEmpty else { return nil }
        let cells = rows.map { row in columns.map { $0.cell(row.evidence) } }
        let used = columns.indices.filter { column in cells.contains { $0[column] != Self.nothing } }
        var notes: [Int] = []
        for note in texts.notes { notes.append(state.note(locale.text(note))) }
        let heads = [head, TableColumn(id: "evidence", title: locale.text("contribution.column.evidence"))]
        var table = Table(
            id: ContributionDefinition.tables(of: definition.id)[place], title: report.sentence(texts.title, &state),
            shortTitle: locale.text(texts.shortTitle), introduction: introduction,
            columns: heads
                + used.map { TableColumn(id: columns[$0].id, title: columns[$0].title, format: columns[$0].format) },
            rows: zip(rows, cells).map { row, cells in
                [.text(row.title), .text(row.evidence.name)] + used.map { cells[$0] }
            }, rowHeaders: 2, notes: notes, source: source(rows.map(\.evidence)))
        table.figures = figures(of: rows.map(\.evidence))
        return table
    }

    private func figures(of evidence: [Evidence]) -> [String] {
        distinct(evidence.flatMap { figures(of: $0, waves: [$0.before, $0.during, $0.after]) })
    }

    // MARK: Columns

    private func column(
        _ name: String, _ format: NumberFormat? = nil, _ cell: @escaping (Evidence) -> Cell?
    ) -> EvidenceColumn {
        EvidenceColumn(id: name, title: locale.text("contribution.column.\(name)"), format: format) {
            cell($0) ?? Self.nothing
        }
    }

    private func value(_ evidence: Evidence) -> Cell? {
        evidence.figure.map { .formatted($0.value, evidence.format) }
    }

    /// The limits of the interval and the number of observations.
    private var interval: [EvidenceColumn] {
        let n = Column(id: "n", title: "", indicator: nil, at: [:], show: "n", format: nil)
        let tables = TableBuilder(report: report)
        return [
            column("lower", .decimal(2)) { evidence in
                evidence.figure?.lower.map { .formatted($0, evidence.format) }
            },
            column("upper", .decimal(2)) { evidence in
                evidence.figure?.upper.map { .formatted($0, evidence.format) }
            },
            EvidenceColumn(id: "n", title: locale.text("column.n"), format: .integer) { evidence in
                evidence.figure.map { tables.cell($0, n, mixed: true) } ?? Self.nothing
            },
        ]
    }

    private var expected: EvidenceColumn {
        column("expected") { evidence in
            let text = expectation(of: evidence)
            guard text.isEmpty else { return .text(text) }
            return evidence.definition.expectation == .target ? .absent(reason: "no-target") : nil
        }
    }

    private var says: EvidenceColumn {
        column("says") { evidence in
            let verdict = locale.text("contribution.verdict.\(evidence.verdict.name)")
            guard let reason = reason(evidence.verdict) else { return .text(verdict) }
            return .text(locale.text("contribution.verdict.because", ["verdict": verdict, "reason": reason]))
        }
    }

    private var level: EvidenceColumn {
        column("level") { evidence in
            guard definition.levels.indices.contains(evidence.level) else { return nil }
            return .text(locale.text(definition.levels[evidence.level].title))
        }
    }

    /// Where the evidence comes from.
    private func source(_ evidence: [Evidence]) -> String {
        var codes = evidence.compactMap { $0.indicator?.code }
        if let published = definition.published, evidence.contains(where: { !$0.published.isEmpty }) {
            codes.append(published)
        }
        var sources: [String] = []
        for indicator in codes.compactMap(report.material.catalogue.indicator) {
            for table in DocumentBuilder.tables(of: indicator.calculation) {
                if let source = report.material.sources[table], !sources.contains(source) { sources.append(source) }
            }
        }
        return sources.joined(separator: "; ")
    }
}
