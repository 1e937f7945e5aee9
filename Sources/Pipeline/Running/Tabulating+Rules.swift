import Diagnostics
import Ingest
import Microdata
import Tabulation

extension Tabulating {
    /// What checking the rules gave: the counts with rows moved to quarantine, and these rows.
    struct Checked {
        var sources: [RunSummary.SourceSummary]
        /// Per source, the rows dated after the as-of day.
        var late: [Int]
        /// The rows with findings: of each file and each rule the first ones; see ``IssueLog/limit``.
        var quarantine: [QualitySupplements.QuarantineLine]
        /// The rows that break rules, by rule and file, counted.
        var groups: [FindingGroup] = []
        var outcomes: [RuleOutcome] = []
    }

    /// A rule with the rows that break it.
    struct RuleOutcome {
        let rule: RuleDefinition
        let broken: Int
        /// All rows of the table that were kept when the rules were checked.
        let total: Int
        /// The first of the rows.
        let places: [RecordLocation]
    }

    /// Finds the rows that break a rule; those of severity error count as quarantined.
    func checkRules(_ sources: [SourceReading.ReadSource]) throws -> Checked {
        let late = sources.map { self.late[$0.summary.table]?[$0.id] ?? 0 }
        var checked = Checked(
            sources: zip(sources, late).map { $0.summary.excluding($1) }, late: late, quarantine: [])
        let counting = checked.sources
        let files = Dictionary(sources.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        for (source, row) in try store.quarantine() {
            checked.quarantine.append(
                .init(
                    file: files[source]?.file.description.path ?? "",
                    table: files[source]?.file.description.table ?? "", row: row))
        }
        guard !pipeline.definition.rules.isEmpty else { return checked }
        let engine = try engine()
        var brokenBy: [String: [SourceID: Int]] = [:]
        for rule in pipeline.definition.rules {
            let broken = try engine.lineage(of: breaking([rule], of: rule.table), limit: IssueLog.limit)
            let keys = try rule.reference.map {
                try ReferenceKeys($0, of: rule.table, pipeline, store, sources, broken.places)
            }
            for row in broken.places {
                let file = files[row.source]?.file.description.path ?? ""
                checked.quarantine.append(
                    .init(
                        file: file, table: rule.table,
                        row: finding(rule, file: file, line: row.line, keys?.near(row), keys?.cause)))
            }
            for (id, count) in broken.countOfSource.sorted(by: { $0.key < $1.key }) {
                guard let source = files[id] else { continue }
                checked.groups.append(
                    FindingGroup(
                        code: rule.code, source: source.summary.source, file: source.file.description.path, column: nil,
                        severity: rule.severity, count: count,
                        lines: broken.places.filter { $0.source == id }.compactMap(\.line)))
            }
            brokenBy[rule.id] = broken.countOfSource
            let first = broken.places.prefix(SourceReading.listed).map { row in
                RecordLocation(file: files[row.source]?.file.name ?? "", line: row.line)
            }
            checked.outcomes.append(
                RuleOutcome(
                    rule: rule, broken: broken.count,
                    total: counting.filter { $0.table == rule.table }.reduce(0) { $0 + $1.kept }, places: first))
        }
        try moveBrokenRows(engine, sources, brokenBy, &checked)
        checked.quarantine.sort { ($0.file, $0.row.line ?? 0, $0.row.code) < ($1.file, $1.row.line ?? 0, $1.row.code) }
        return checked
    }

    /// The rows that break any of some rules of a table.
    private func breaking(_ rules: [RuleDefinition], of table: String) -> TabulationRequest {
        let broken = rules.map { "not (\($0.check))" }.joined(separator: " or ")
        // Rows after the as-of day are not part of this build, so their faults are none of it either.
        let inTime = late[table] == nil ? nil : pipeline.isInTime(table)
        return TabulationRequest(
            table: table, filter: inTime.map { "\($0) and (\(broken))" } ?? broken, measure: .rows)
    }

    /// Counts the rows that break rules of severity error as quarantined; one that breaks two rules is one row.
    private func moveBrokenRows(
        _ engine: TabulationEngine, _ sources: [SourceReading.ReadSource], _ brokenBy: [String: [SourceID: Int]],
        _ checked: inout Checked
    ) throws {
        let strict = pipeline.definition.rules.filter { $0.severity >= .error }
        for table in Set(strict.map(\.table)).sorted() {
            let rules = strict.filter { $0.table == table }
            // Of one rule alone the rows are counted already.
            let known = rules.count == 1 ? brokenBy[rules[0].id] : nil
            let broken = try known ?? engine.lineage(of: breaking(rules, of: table), limit: 0).countOfSource
            for (index, source) in sources.enumerated() {
                if let count = broken[source.id] {
                    checked.sources[index] = checked.sources[index].quarantining(count)
                }
            }
        }
    }

    private func finding(
        _ rule: RuleDefinition, file: String, line: Int?, _ near: String?, _ cause: String?
    ) -> QuarantinedRow {
        let language = pipeline.definition.languages.first ?? "en"
        let message = rule.messages["en"] ?? rule.messages[language] ?? "the rule '\(rule.id)' does not hold"
        return QuarantinedRow(
            line: line, column: nil, code: rule.code, severity: rule.severity.rawValue,
            summary: "\(RecordLocation(file: file, line: line)): \(message)",
            cause: cause ?? rule.cause ?? "the rule is \(rule.stated)",
            remedies: (near.map { ["did you mean '\($0)'?"] } ?? []) + ["correct the row in its source"])
    }
}

extension Tabulating.RuleOutcome {
    /// A stop when a rule of that severity is broken, or more rows break it than it allows.
    ///
    /// - Parameter accepted: How many of the rows the baseline accepts.
    func gate(accepted: Int) -> [Finding] {
        let open = max(0, broken - accepted)
        let isOverCount = rule.maximumCount.map { open > $0 } ?? false
        let isOverShare = rule.maximumShare.map { total > 0 && Double(open) / Double(total) > $0 } ?? false
        guard open > 0, rule.severity == .stop || isOverCount || isOverShare else { return [] }
        return [
            Finding(
                code: rule.code, severity: .stop,
                explanation: Explanation(
                    summary:
                        "\(rule.location): \(open) of \(total) rows \(open == 1 ? "breaks" : "break") the rule '\(rule.id)'"
                        + (accepted == 0 ? "" : ", besides \(accepted) that are accepted"),
                    cause: "the rule is \(rule.stated), and it does not hold for "
                        + places.map(\.description).joined(separator: ", ")
                        + (broken > places.count ? " and \(broken - places.count) more" : ""),
                    remedies: [
                        "correct the rows, or change the rule or its limit",
                        "accept them with 'kaiku baseline --accept', which says by whom and why",
                    ]),
                location: rule.location)
        ]
    }
}
