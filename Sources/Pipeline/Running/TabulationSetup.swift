import Diagnostics
import Disclosure
import Indicators
import Ingest
import Microdata
import Records
import Tabulation

extension LoadedPipeline {
    /// The tables, with the columns that their mappings give them.
    var tabulationContext: TabulationContext {
        var tables: [String: TableSchema] = [:]
        var order: [String] = []
        for source in sources {
            let mapping = source.mapping
            var table = tables[mapping.table] ?? TableSchema(name: mapping.table, columns: [])
            if tables[mapping.table] == nil { order.append(mapping.table) }
            let rules = definition.tables.first { $0.table == mapping.table }
            table.key = rules?.key
            table.derived = rules?.derived.map { DerivedColumn(name: $0.name, expression: $0.expression) } ?? []
            for column in Self.columns(of: mapping, rules) + matchColumns(of: mapping) {
                if let known = table.columns.firstIndex(where: { $0.name == column.name }) {
                    // A mapping that leaves a column out knows nothing of its code list.
                    if table.columns[known].codeList == nil { table.columns[known].codeList = column.codeList }
                    // Numbers of one column are counted with the decimals of the mapping that has the most.
                    table.columns[known].type = Self.wider(table.columns[known].type, column.type)
                } else {
                    table.columns.append(column)
                }
            }
            tables[mapping.table] = table
        }
        for rules in definition.tables where tables[rules.table] == nil {
            guard let merged = rules.merged else { continue }
            order.append(rules.table)
            tables[rules.table] = TableSchema(
                name: rules.table,
                columns: merged.columns(from: tables).map { column in
                    var column = column
                    column.references = rules.references[column.name] ?? column.references
                    return column
                }, derived: rules.derived.map { DerivedColumn(name: $0.name, expression: $0.expression) },
                key: rules.key, merged: merged)
        }
        return TabulationContext(
            tables: order.compactMap { tables[$0] }, codeLists: orderedCodeLists, asOf: definition.asOf)
    }

    /// The tables, with what the rows that merged ones are made from must fulfil.
    func guarded(_ context: TabulationContext, late: Set<String>) -> TabulationContext {
        guard context.tables.values.contains(where: { $0.merged != nil }) else { return context }
        let tables = context.tables.values.map { table in
            var table = table
            guard var merged = table.merged else { return table }
            merged.filter = guardedFilter(of: merged.table, merged.filter, late)
            for place in merged.followUps.indices {
                let followUp = merged.followUps[place]
                merged.followUps[place].filter = guardedFilter(of: followUp.table, followUp.filter, late)
            }
            table.merged = merged
            return table
        }
        return context.with(tables: tables.sorted { $0.name < $1.name })
    }

    private static func wider(_ type: FieldType, _ other: FieldType) -> FieldType {
        switch (type, other) {
        case (.integer, .decimal), (.textLength, .decimal), (.headcount, .decimal): other
        case (.decimal(let places), .decimal(let more)) where more > places: other
        default: type
        }
    }

    /// The columns that say how organisations and persons of a row were found.
    private func matchColumns(of mapping: Mapping) -> [ColumnSchema] {
        let organisations = matching?.definition.columns.map(\.column).filter { $0.table == mapping.table } ?? []
        let names =
            organisations.map { OrganisationMatch.columnName(of: $0.column) }
            + [mapping.codeMatch.map { CodeMatchRule.columnName(of: $0.column) }].compactMap { $0 }
        return names.map { ColumnSchema(name: $0, type: .code) }
    }

    /// The columns of a record kind and those that the mapping adds.
    private static func columns(of mapping: Mapping, _ rules: TableRules?) -> [ColumnSchema] {
        var columns: [ColumnSchema] = []
        func add(_ name: String, _ type: FieldType, _ codeList: String?) {
            columns.append(
                ColumnSchema(name: name, type: type, codeList: codeList, references: rules?.references[name]))
            if type == .headcount { columns.append(ColumnSchema(name: name + "_approximate", type: .boolean)) }
        }
        for field in mapping.record.fields {
            let mapped = mapping.columns.first { $0.name == field.name }
            add(field.name, mapped?.type ?? field.type, mapped?.codes)
        }
        for column in mapping.columns where !mapping.record.fields.contains(where: { $0.name == column.name }) {
            add(column.name, column.type ?? .text, column.codes)
        }
        return columns
    }

    /// A request with what its table's rows must fulfil in its filter: a row that breaks a rule of severity error does not count, nor
    /// one dated after the as-of day.
    ///
    /// - Parameter late: The tables that have rows after the as-of day; the others need not be asked.
    func guarded(_ request: TabulationRequest, late: Set<String>) -> TabulationRequest {
        var guarded = request
        let checks = definition.rules.filter { $0.table == request.table && $0.severity >= .error }.map {
            "if(not (\($0.check)), false, true)"
        }
        let dates = late.contains(request.table) ? [isInTime(request.table)].compactMap { $0 } : []
        let conditions = dates + checks
        let filters = conditions + (request.filter.map { ["(\($0))"] } ?? [])
        guarded.filter = filters.isEmpty ? nil : filters.joined(separator: " and ")
        let among = conditions + (request.oncePer?.among.map { ["(\($0))"] } ?? [])
        if !among.isEmpty { guarded.oncePer?.among = among.joined(separator: " and ") }
        switch request.measure {
        case .timeToEvent(var time):
            time.eventFilter = guardedFilter(of: time.eventTable, time.eventFilter, late)
            guarded.measure = .timeToEvent(time)
        case .subjects(var subjects):
            subjects.eventFilter = guardedFilter(of: subjects.eventTable, subjects.eventFilter, late)
            guarded.measure = .subjects(subjects)
        default: break
        }
        return guarded
    }

    private func guardedFilter(of table: String, _ filter: String?, _ late: Set<String>) -> String? {
        guarded(TabulationRequest(table: table, filter: filter, measure: .rows), late: late).filter
    }

    // MARK: The as-of day

    /// The day of a table's rows, as an expression; nil when they have none.
    ///
    /// The table's own `date:` comes first, then the record kind's date if a mapping has it, and for what refers to an event that of
    /// the event.
    func date(of table: String) -> String? {
        let rules = definition.tables.first { $0.table == table }
        if let declared = rules?.date { return declared == TableRules.noDate ? nil : declared }
        let mappings = sources.map(\.mapping).filter { $0.table == table }
        if let date = mappings.first?.record.date {
            return mappings.contains { $0.columns.contains { $0.name == date } } ? date : nil
        }
        guard mappings.first?.record == .attendance, let events = rules?.references["event"],
            sources.contains(where: { $0.mapping.table == events && $0.mapping.record == .event }),
            definition.tables.contains(where: { $0.table == events && $0.key != nil })
        else { return nil }
        return "event.start"
    }

    /// What holds for rows of a table that are not after the as-of day, those without a day among them; nil when rows have none.
    func isInTime(_ table: String) -> String? {
        date(of: table).map { "(missing(\($0)) or (\($0)) <= \(definition.asOf))" }
    }

    /// What holds for rows of a table that are after the as-of day.
    func isLate(_ table: String) -> String? { date(of: table).map { "(\($0)) > \(definition.asOf)" } }

    // MARK: Disclosure

    /// What may be shown in the copy that is made.
    func policy() throws(DisclosureError) -> DisclosurePolicy { try policy(of: definition.disclosure) }

    /// What may be shown in the public copy, whichever is made.
    func publicPolicy() throws(DisclosureError) -> DisclosurePolicy { try policy(of: definition.publicDisclosure) }

    private func policy(of settings: DisclosureDefinition) throws(DisclosureError) -> DisclosurePolicy {
        let exemptions = catalogue.indicators.compactMap { indicator in indicator.exemption.map { (indicator.code, $0) }
        }
        return try DisclosurePolicy(
            threshold: settings.threshold, zerosAreShown: settings.showsZeros,
            exemptions: Dictionary(exemptions, uniquingKeysWith: { first, _ in first }),
            stepUpShare: settings.stepUpShare)
    }

    /// How counts relate: roll-ups of dimensions, identities of the catalogue, running totals.
    var countRelations: CountRelations {
        let rollUps = catalogue.dimensions.compactMap { dimension -> RollUp? in
            guard let step = dimension.rollUp, let list = dimension.codeList.flatMap({ codeLists[$0] }) else {
                return nil
            }
            let pairs = list.codes.compactMap { code in code.attributes[step.attribute].map { (code.code, $0) } }
            return RollUp(
                child: dimension.name, parent: step.dimension,
                parentCodes: Dictionary(pairs, uniquingKeysWith: { first, _ in first }))
        }
        let running = catalogue.indicators.compactMap { indicator -> RunningTotal? in
            guard case .monthly(_, _, _, let cumulative) = indicator.calculation, cumulative else { return nil }
            return RunningTotal(indicator: indicator.code, dimension: "month")
        }
        return CountRelations(
            rollUps: rollUps, identities: catalogue.identities.map { CountIdentity(total: $0.total, parts: $0.parts) },
            runningTotals: running, ladders: definition.disclosure.ladders.map(\.dimensions))
    }
}
