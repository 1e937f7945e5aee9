import Definitions
import Diagnostics
import Indicators
import Records
import Tabulation

/// Checks the catalogue's requests and the rules against the tables' columns.
struct TabulatingCheck {
    let pipeline: LoadedPipeline
    let context: TabulationContext
    let requests: CatalogueRequests

    init(pipeline: LoadedPipeline, context: TabulationContext, requests: CatalogueRequests) {
        self.pipeline = pipeline
        self.context = context
        self.requests = requests
    }

    init(pipeline: LoadedPipeline) {
        self.init(
            pipeline: pipeline, context: pipeline.tabulationContext, requests: CatalogueRequests(pipeline.evaluation))
    }

    /// What is wrong with the catalogue's requests and the rules, without reading a row.
    func findings() -> [Finding] {
        var findings: [Finding] = []
        for rules in pipeline.definition.tables { findings += self.findings(rules, context) }
        for rule in pipeline.definition.sourceRules {
            if case .drift(let limit) = rule.test { findings += self.findings(limit, rule) }
            if case .audience(let audience) = rule.test { findings += self.findings(audience, rule) }
        }
        for rule in pipeline.definition.rules {
            let request = TabulationRequest(table: rule.table, filter: rule.check, measure: .rows)
            findings += context.findings(for: request).map { $0.placed(at: rule.location, in: "the rule '\(rule.id)'") }
            if let group = rule.group { findings += self.findings(group, rule) }
        }
        findings += pipeline.definition.followUp?.findings(context) ?? []
        let lacking = ProgrammeNeeds(programmes: pipeline.catalogue.programmes, context: context)
        findings += lacking.findings
        for indicator in pipeline.catalogue.indicators where !lacking.covers(indicator) {
            var seen: Set<Finding> = []
            for request in requests.of(indicator) {
                for finding in context.findings(for: request) where seen.insert(finding).inserted {
                    findings.append(finding.placed(at: indicator.location, in: "the indicator '\(indicator.code)'"))
                }
            }
        }
        return findings
    }

    /// The columns by which rows are told apart hold names, and none of persons, which messages could not tell.
    private func findings(_ group: GroupCheck, _ rule: RuleDefinition) -> [Finding] {
        let reader = DefinitionReader()
        for name in group.names {
            guard let column = context.tables[rule.table]?.columns.first(where: { $0.name == name }) else { continue }
            switch column.type {
            case .code, .identifier: continue
            default:
                reader.report(
                    "pipeline.rule", at: rule.location,
                    "the rule '\(rule.id)': '\(name)' is of the type \(column.type.name)",
                    cause: "rows are told apart by codes and identifiers of what is no person",
                    remedies: ["name another column"])
            }
        }
        return reader.findings
    }

    /// What is wrong with a comparison of distributions: a table or column that is not there, or whose values are not counted.
    private func findings(_ limit: DriftLimit, _ rule: SourceRuleDefinition) -> [Finding] {
        let reader = DefinitionReader()
        guard let table = context.tables[limit.table] else {
            reader.reportUnknown(
                limit.table, at: rule.location, as: "a table", among: context.tables.keys.sorted(),
                code: "pipeline.unknown-table")
            return reader.findings
        }
        guard let column = table.columns.first(where: { $0.name == limit.column }) else {
            reader.reportUnknown(
                limit.column, at: rule.location, as: "a column of '\(limit.table)'", among: table.columns.map(\.name),
                code: "pipeline.unknown-column")
            return reader.findings
        }
        switch column.type {
        case .code, .day, .moment, .integer, .decimal, .boolean, .textLength, .headcount: break
        case .person, .identifier, .title, .text, .quotation:
            reader.report(
                "pipeline.drift", at: rule.location, "the rule '\(rule.id)': '\(limit.column)' has no distribution",
                cause: "it is of the type \(column.type.name), whose values are not counted",
                remedies: ["name a column of codes, numbers, yes and no, or days"])
        }
        return reader.findings
    }

    /// The tables that an audience is looked for in have what it is known by.
    private func findings(_ audience: AudienceRule, _ rule: SourceRuleDefinition) -> [Finding] {
        let reader = DefinitionReader()
        let needed =
            [
                (audience.participants, ["person", "entry", "exit"]), (audience.events, ["event", "kind", "start"]),
            ] + (audience.attendance.map { [($0, ["event", "person"])] } ?? [])
        for (name, columns) in needed {
            guard let table = context.tables[name] else {
                reader.reportUnknown(
                    name, at: rule.location, as: "a table", among: context.tables.keys.sorted(),
                    code: "pipeline.unknown-table")
                continue
            }
            for column in columns where table[column] == nil {
                reader.report(
                    "pipeline.unknown-column", at: rule.location,
                    "the rule '\(rule.id)': the table '\(name)' has no column '\(column)'",
                    remedies: ["name a table of the record that has it"])
            }
        }
        return reader.findings
    }

    /// What is wrong with what a pipeline says of a table: a table, key or reference that is not there, a date that is none.
    private func findings(_ rules: TableRules, _ context: TabulationContext) -> [Finding] {
        let reader = DefinitionReader()
        let tables = context.tables.keys.sorted()
        guard let table = context.tables[rules.table] else {
            reader.reportUnknown(
                rules.table, at: rules.location, as: "a table", among: tables, code: "pipeline.unknown-table")
            return reader.findings
        }
        let merged = context.findings(ofMerged: table)
        if !merged.isEmpty { return merged.map { $0.placed(at: rules.location, in: "the table '\(rules.table)'") } }
        let columns = table.columns.map(\.name)
        for name in [rules.key].compactMap({ $0 }) + rules.references.keys.sorted() where !columns.contains(name) {
            reader.reportUnknown(
                name, at: rules.location, as: "a column of '\(rules.table)'", among: columns,
                code: "pipeline.unknown-column")
        }
        for name in rules.references.values.sorted() where !tables.contains(name) {
            reader.reportUnknown(name, at: rules.location, as: "a table", among: tables, code: "pipeline.unknown-table")
        }
        if let recorded = rules.recorded {
            let what = "'recorded' of '\(rules.table)'"
            do throws(Findings) {
                let type = try context.expression(recorded, in: rules.table).type
                if type != .day, type != .moment {
                    reader.report(
                        "pipeline.date", at: rules.location, "\(what): '\(recorded)' is neither a day nor a moment",
                        remedies: ["name a column of days"])
                }
            } catch {
                return reader.findings + error.all.map { $0.placed(at: rules.location, in: what) }
            }
        }
        guard let date = rules.date, date != TableRules.noDate else { return reader.findings }
        let what = "the date of '\(rules.table)'"
        do throws(Findings) {
            let type = try context.expression(date, in: rules.table).type
            if type == .day || type == .moment { return reader.findings }
            reader.report(
                "pipeline.date", at: rules.dateLocation, "\(what): '\(date)' is neither a day nor a moment",
                remedies: ["name a column of days", "write 'date: none' if rows have no day"])
            return reader.findings
        } catch {
            return reader.findings + error.all.map { $0.placed(at: rules.dateLocation, in: what) }
        }
    }
}
