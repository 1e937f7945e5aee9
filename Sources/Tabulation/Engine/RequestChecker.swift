public import Diagnostics
internal import Records

/// Checks a request against the context and resolves its expressions; all problems are noted.
struct RequestChecker {
    let context: TabulationContext
    var findings: [Finding] = []

    static func prepared(
        _ request: TabulationRequest, _ context: TabulationContext
    ) throws(Findings) -> PreparedRequest {
        var checker = RequestChecker(context: context)
        let prepared = checker.prepare(request)
        guard let prepared, checker.findings.isEmpty else {
            throw Findings(code: "tabulation.request", checker.findings)
        }
        return prepared
    }

    private init(context: TabulationContext) { self.context = context }

    private mutating func prepare(_ request: TabulationRequest) -> PreparedRequest? {
        guard let table = table(request.table) else { return nil }
        let filter = request.filter.map { condition($0, table) }
        let groupings = request.groupings.map { grouping in
            (name: grouping.name, expression: expression(grouping.expression, table, isShown: true))
        }
        let oncePer = request.oncePer.map { once in
            (
                key: expression(once.key, table), earliest: ordered(once.earliest, table),
                among: once.among.map { condition($0, table) }
            )
        }
        let checked = measure(request.measure, request.groupings.map(\.name), table)
        guard findings.isEmpty, let (kind, written, others) = checked else { return nil }
        var preparedGroupings: [(name: String, expression: TypedExpression)] = []
        for (name, expression) in groupings {
            guard let expression else { return nil }
            preparedGroupings.append((name, expression))
        }
        var once: PreparedOncePer?
        if let oncePer {
            guard let key = oncePer.key, let earliest = oncePer.earliest else { return nil }
            if let among = oncePer.among, among == nil { return nil }
            once = PreparedOncePer(key: key, earliest: earliest, among: oncePer.among ?? nil)
        }
        var chosen: TypedExpression?
        if let filter {
            guard let filter else { return nil }
            chosen = filter
        }
        let used =
            preparedGroupings.map(\.expression) + [chosen, once?.key, once?.earliest, once?.among].compactMap { $0 }
        let parts = [
            "table \(table.name)", chosen.map { "where \($0.canonical)" } ?? "",
            preparedGroupings.map { "by \($0.name.debugDescription) \($0.expression.canonical)" }.joined(
                separator: "\n"),
            once?.canonical ?? "", written,
        ]
        return PreparedRequest(
            table: table, filter: chosen, groupings: preparedGroupings, kind: kind, oncePer: once,
            canonical: parts.joined(separator: "\n"),
            otherTables: used.reduce(into: others) { $0.formUnion($1.tables) })
    }

    private mutating func measure(
        _ measure: Measure, _ groupings: [String], _ table: TableSchema
    ) -> (PreparedRequest.Kind, String, Set<String>)? {
        switch measure {
        case .rows: return (.rows, "rows", [])
        case .distinct(let text):
            guard let value = expression(text, table) else { return nil }
            return (.distinct(value), "distinct \(value.canonical)", value.tables)
        case .moments(let text):
            guard let value = ordered(text, table, truthToo: true) else { return nil }
            return (.moments(value), "moments \(value.canonical)", value.tables)
        case .distribution(let text):
            guard let value = expression(text, table, isShown: true) else { return nil }
            return (.distribution(value), "distribution \(value.canonical)", value.tables)
        case .transition(let pairing, let text):
            guard let (prepared, item, written, tables) = paired(pairing, text, table) else { return nil }
            return (.transition(prepared, item: item), "transition \(written)", tables)
        case .retention(let pairing, let text):
            guard let (prepared, value, written, tables) = paired(pairing, text, table) else { return nil }
            return (.retention(prepared, of: value), "retention \(written)", tables)
        case .waveValues(let personText, let waveText, let waves, let text):
            guard (2...Self.mostWaves).contains(waves.count), Set(waves).count == waves.count else {
                note(
                    waves.joined(separator: ", "), "\(waves.count) waves cannot be set side by side",
                    remedy: "name from 2 to \(Self.mostWaves) different waves")
                return nil
            }
            let item = expression(text, table, isShown: true)
            let person = expression(personText, table)
            let wave = wave(waveText, waves, table)
            guard let item, let person, let wave else { return nil }
            return (
                .waveValues(person: person, wave: wave, waves: waves, item: item),
                "waves \(person.canonical) \(wave.canonical) "
                    + "\(waves.map(\.debugDescription).joined(separator: " ")) \(item.canonical)",
                item.tables.union(person.tables).union(wave.tables)
            )
        case .wavePatterns(let personText, let waveText):
            let person = expression(personText, table)
            let wave = wave(waveText, [], table)
            guard let person, let wave else { return nil }
            return (
                .wavePatterns(person: person, wave: wave),
                "patterns \(person.canonical) \(wave.canonical) \(wave.codes ?? [])", person.tables.union(wave.tables)
            )
        case .keyFrequency(let keyText, let ofText):
            let key = expression(keyText, table)
            let of = expression(ofText, table, isShown: true)
            guard let key, let of else { return nil }
            return (
                .keyFrequency(key: key, of: of), "frequency \(key.canonical) \(of.canonical)",
                key.tables.union(of.tables)
            )
        case .timeToEvent(let time): return timeToEvent(time, table)
        case .subjects(let subjects): return self.subjects(subjects, table)
        case .tuples(let tuples): return self.tuples(tuples, groupings, table)
        }
    }

    /// The most waves that are set side by side: the table has a cell for each combination of values.
    private static let mostWaves = 6

    private mutating func paired(
        _ pairing: Pairing, _ text: String, _ table: TableSchema
    ) -> (PreparedPairing, TypedExpression, String, Set<String>)? {
        let value = expression(text, table, isShown: true)
        let person = expression(pairing.person, table)
        let wave = wave(pairing.wave, [pairing.from, pairing.to], table)
        guard let value, let person, let wave else { return nil }
        let prepared = PreparedPairing(person: person, wave: wave, from: pairing.from, to: pairing.to)
        let written =
            "\(person.canonical) \(wave.canonical) \(pairing.from.debugDescription) "
            + "\(pairing.to.debugDescription) \(value.canonical)"
        return (prepared, value, written, value.tables.union(person.tables).union(wave.tables))
    }

    private mutating func timeToEvent(
        _ time: TimeToEvent, _ table: TableSchema
    ) -> (PreparedRequest.Kind, String, Set<String>)? {
        let key = text(time.key, table)
        let origin = day(time.origin, table)
        guard let events = self.table(time.eventTable) else { return nil }
        let filter = time.eventFilter.map { condition($0, events) }
        let eventKey = text(time.eventKey, events)
        let eventDay = day(time.eventDay, events)
        guard let key, let origin, let eventKey, let eventDay else { return nil }
        if let filter, filter == nil { return nil }
        let prepared = PreparedTimeToEvent(
            key: key, origin: origin, eventTable: events, eventFilter: filter ?? nil, eventKey: eventKey,
            eventDay: eventDay, observedUntil: time.observedUntil, unit: time.unit)
        let all = [key, origin, eventKey, eventDay] + [filter ?? nil].compactMap { $0 }
        return (
            .timeToEvent(prepared),
            "time \(key.canonical) \(origin.canonical) \(events.name) \((filter ?? nil)?.canonical ?? "") "
                + "\(eventKey.canonical) \(eventDay.canonical) \(time.observedUntil) \(time.unit.rawValue)",
            all.reduce(into: [events.name]) { $0.formUnion($1.tables) }
        )
    }

    private mutating func subjects(
        _ subjects: Subjects, _ table: TableSchema
    ) -> (PreparedRequest.Kind, String, Set<String>)? {
        let key = text(subjects.key, table).flatMap { typed in
            (subjects.areQuotations ? isQuotation(typed, subjects.key) : canBeShown(typed, subjects.key)) ? typed : nil
        }
        var attributes: [(name: String, expression: TypedExpression)] = []
        for attribute in subjects.attributes {
            if let value = expression(attribute.expression, table, isShown: true) {
                attributes.append((attribute.name, value))
            }
        }
        guard let events = self.table(subjects.eventTable) else { return nil }
        let filter = subjects.eventFilter.map { condition($0, events) }
        let eventKey = text(subjects.eventKey, events)
        var aggregations: [(name: String, aggregation: PreparedSubjects.Aggregation)] = []
        var written = ""
        var used: Set<String> = [events.name]
        for named in subjects.aggregations {
            guard let (aggregation, value) = aggregation(named.aggregation, events) else { continue }
            aggregations.append((named.name, aggregation))
            used.formUnion(value?.tables ?? [])
            let word = "\(named.aggregation)".prefix { $0 != "(" }
            written += " \(named.name.debugDescription) \(word) \(value?.canonical ?? "")"
        }
        guard let key, let eventKey, findings.isEmpty else { return nil }
        for value in attributes.map(\.expression) + [key, eventKey, filter ?? nil].compactMap({ $0 }) {
            used.formUnion(value.tables)
        }
        let named = attributes.map { "\($0.name.debugDescription) \($0.expression.canonical)" }.joined(separator: " ")
        return (
            .subjects(
                PreparedSubjects(
                    key: key, attributes: attributes, eventTable: events, eventFilter: filter ?? nil,
                    eventKey: eventKey, aggregations: aggregations)),
            "\(subjects.areQuotations ? "quotations" : "subjects") \(key.canonical) \(named) \(events.name) \((filter ?? nil)?.canonical ?? "") "
                + "\(eventKey.canonical)\(written)", used
        )
    }

    private mutating func tuples(
        _ tuples: Tuples, _ groupings: [String], _ table: TableSchema
    ) -> (PreparedRequest.Kind, String, Set<String>)? {
        var person: TypedExpression?
        if let text = tuples.person {
            guard let typed = expression(text, table) else { return nil }
            guard typed.type == .person else {
                note(
                    text, "persons should stand here, and this is \(typed.type.words)",
                    remedy: "name a column of type person, or group by this one")
                return nil
            }
            person = typed
        }
        let required = groupings.indices.filter { tuples.required.contains(groupings[$0]) }
        return (
            .tuples(PreparedTuples(person: person, required: required)),
            "tuples \(person?.canonical ?? "") \(required)", person?.tables ?? []
        )
    }

    private mutating func aggregation(
        _ aggregation: Subjects.Aggregation, _ events: TableSchema
    ) -> (PreparedSubjects.Aggregation, TypedExpression?)? {
        switch aggregation {
        case .rows: return (.rows, nil)
        case .distinct(let text): return expression(text, events).map { (.distinct($0), $0) }
        case .earliest(let text): return ordered(text, events).map { (.earliest($0), $0) }
        case .latest(let text): return ordered(text, events).map { (.latest($0), $0) }
        case .rowsWhere(let text): return condition(text, events).map { (.rowsWhere($0), $0) }
        case .sum(let text):
            guard let value = expression(text, events) else { return nil }
            guard case .number = value.type else {
                note(text, "\(value.type.words) cannot be summed", remedy: "sum a number")
                return nil
            }
            return (.sum(value), value)
        }
    }

    // MARK: Expressions of a type

    private mutating func table(_ name: String) -> TableSchema? {
        if let table = context.tables[name] {
            let wrong = context.findings(ofMerged: table)
            findings += wrong
            return wrong.isEmpty ? table : nil
        }
        let names = context.tables.keys.sorted()
        findings.append(
            Finding(
                code: "tabulation.unknown-table", severity: .error,
                explanation: Explanation(
                    summary: "there is no table '\(name)'",
                    remedies: [
                        nearestName(to: name, in: names).map { "did you mean '\($0)'?" }
                            ?? "the tables are \(names.joined(separator: ", "))"
                    ])))
        return nil
    }

    private mutating func expression(
        _ text: String, _ table: TableSchema, isShown: Bool = false
    ) -> TypedExpression? {
        do {
            let typed = try context.checked.expression(text, in: table, context)
            return isShown && !canBeShown(typed, text) ? nil : typed
        } catch {
            findings += error.all.map { $0.finding(in: text) }
            return nil
        }
    }

    /// Whether values may become rows or columns of what is published: neither persons nor what somebody wrote freely, whatever is
    /// counted, since small counts are not the only way to tell who it was.
    private mutating func canBeShown(_ typed: TypedExpression, _ text: String) -> Bool {
        if typed.type == .person {
            note(text, "persons cannot be listed or grouped by", remedy: "count them with a distinct count")
            return false
        }
        guard let column = typed.freeText else { return true }
        note(
            text, "'\(column)' is free text, which cannot be listed or grouped by",
            remedy: "give the column `type: code` with a code list in its mapping, or count with present(\(column))")
        return false
    }

    /// Whether a column holds nothing but what persons have released to be quoted.
    private mutating func isQuotation(_ typed: TypedExpression, _ text: String) -> Bool {
        if typed.isReleasedText { return true }
        note(
            text, "quotations are read from a column of type quotation, and this is \(typed.type.words)",
            remedy: "give the column `type: quotation` in its mapping, and say under `released:` which rows are")
        return false
    }

    private mutating func condition(_ text: String, _ table: TableSchema) -> TypedExpression? {
        guard let typed = expression(text, table) else { return nil }
        if typed.type == .truth { return typed }
        note(text, "a condition must be true or false, and this is \(typed.type.words)")
        return nil
    }

    private mutating func ordered(
        _ text: String, _ table: TableSchema, truthToo: Bool = false
    ) -> TypedExpression? {
        guard let typed = expression(text, table) else { return nil }
        switch typed.type {
        case .number, .day, .moment: return typed
        case .truth where truthToo: return typed
        default:
            note(text, "a number, a day or a moment should stand here, and this is \(typed.type.words)")
            return nil
        }
    }

    private mutating func day(_ text: String, _ table: TableSchema) -> TypedExpression? {
        guard let typed = expression(text, table) else { return nil }
        if typed.type == .day { return typed }
        if typed.type == .moment { return TypedExpression(.calendar(.day, typed), .day) }
        note(text, "a day should stand here, and this is \(typed.type.words)")
        return nil
    }

    private mutating func text(_ text: String, _ table: TableSchema) -> TypedExpression? {
        guard let typed = expression(text, table) else { return nil }
        if typed.type == .text { return typed }
        note(text, "an identifier or a code should stand here, and this is \(typed.type.words)")
        return nil
    }

    private mutating func wave(_ text: String, _ waves: [String], _ table: TableSchema) -> TypedExpression? {
        guard let typed = self.text(text, table), canBeShown(typed, text) else { return nil }
        for wave in waves {
            guard let codes = typed.codes, !codes.contains(wave) else { continue }
            note(
                text, "'\(wave)' is no wave",
                remedy: nearestName(to: wave, in: codes).map { "did you mean '\($0)'?" }
                    ?? "the waves are \(codes.joined(separator: ", "))")
        }
        return typed
    }

    private mutating func note(_ text: String, _ message: String, remedy: String? = nil) {
        findings.append(
            Finding(
                code: "expression.type", severity: .error,
                explanation: Explanation(
                    summary: "`\(text.prefix(120))`: \(message)", remedies: remedy.map { [$0] } ?? [])))
    }
}

extension TabulationContext {
    /// Everything that is wrong with a request; empty when it can be answered.
    public func findings(for request: TabulationRequest) -> [Finding] {
        do {
            _ = try RequestChecker.prepared(request, self)
            return []
        } catch { return error.all }
    }

    /// The checked form of an expression over a table.
    ///
    /// - Throws: Everything that is wrong with it, each with the character where it is and the nearest right name.
    public func expression(_ text: String, in table: String) throws(Findings) -> TypedExpression {
        guard let schema = tables[table] else {
            throw Findings(
                code: "tabulation.request",
                [
                    Finding(
                        code: "tabulation.unknown-table", severity: .error,
                        explanation: Explanation(summary: "there is no table '\(table)'"))
                ])
        }
        do { return try checked.expression(text, in: schema, self) } catch {
            throw Findings(code: "expression", error.all.map { $0.finding(in: text) })
        }
    }
}
