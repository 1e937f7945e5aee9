import Definitions
import Diagnostics
import Records
import Tabulation

extension PipelineDefinition {
    /// A pipeline definition; what is wrong is reported to the reader.
    static func decode(_ root: Definition, with reader: DefinitionReader) -> PipelineDefinition? {
        let period = reader.mapping("period", in: root)
        let from = period.flatMap { day("from", in: $0, reader) }
        let to = period.flatMap { day("to", in: $0, reader) }
        let asOf = day("as-of", in: root, reader)
        let sources = reader.list("sources", in: root) { source($0, reader) }
        reader.requireUnique(
            zip(sources, root["sources"]?.sequence ?? []).map { (name: $0.id, node: $1) }, noun: "source")
        let suppliers = Self.suppliers(root, sources, reader)
        let tables = reader.entries("tables", in: root) { table($0, reader) }
        let decoder = RuleDecoder(tables: tables, sources: sources.map(\.id), reader: reader)
        let rules = reader.optionalList("rules", in: root) { decoder.rule($0) }
        reader.requireUnique(
            (root["rules"]?.sequence ?? []).compactMap { node in node["id"]?.string.map { (name: $0, node: node) } },
            noun: "a rule")
        let name = reader.string("pipeline", in: root)
        let output = reader.string("output", in: root)
        let outputs = reader.optionalMapping("outputs", in: root)
        if let from, let to, to < from, let period {
            reader.report(
                "pipeline.period", at: period, "the period ends on \(to), before it starts on \(from)",
                remedies: ["swap 'from' and 'to'"])
        }
        func isOn(_ key: String) -> Bool { outputs.map { reader.bool(key, in: $0, default: true) } ?? true }
        guard let name, let output else { return nil }
        // A day that is wrong has been reported and stops the build; what else is wrong is to be found all the same.
        let noDay = CalendarDay(number: 0)
        return PipelineDefinition(
            name: name, titles: reader.stringsByKey("titles", in: root), from: from ?? noDay, to: to ?? noDay,
            asOf: asOf ?? noDay,
            languages: reader.strings("languages", in: root), output: output,
            store: reader.optionalString("store", in: root), sources: sources,
            suppliers: suppliers, fixLists: fixLists(root, reader),
            corrections: reader.strings("corrections", in: root),
            tables: tables, rules: rules.compactMap(\.ofRows), sourceRules: rules.compactMap(\.ofSource),
            baseline: reader.optionalString("baseline", in: root),
            publishedFigures: PublishedFiguresDefinition.decode(root, reader),
            publicDisclosure: disclosure(reader.optionalMapping("disclosure", in: root), reader),
            outputs: OutputDefinition(
                excel: isOn("excel"), html: isOn("html"), figures: isOn("figures"), figureBook: isOn("figure-book"),
                dataQuality: isOn("data-quality"), fixLists: isOn("fix-lists")),
            codeLists: reader.strings("code-lists", in: root), catalogues: reader.strings("catalogue", in: root),
            reports: reader.strings("reports", in: root),
            locales: reader.string("locales", in: root, default: "../Reports/locales"),
            templates: reader.string("templates", in: root, default: "../Reports/templates"),
            organisations: OrganisationMatchingDefinition.decode(root, reader),
            followUp: FollowUpDefinition.decode(root, reader),
            transmissions: TransmissionsDefinition.decode(root, reader))
    }

    static func day(_ key: String, in node: Definition, _ reader: DefinitionReader) -> CalendarDay? {
        guard let text = reader.string(key, in: node) else { return nil }
        if let day = CalendarDay(iso: text) { return day }
        // The schema, where there is one, has said so already.
        let place = node[key]?.location
        guard !reader.findings.contains(where: { $0.location == place && $0.severity >= .error }) else { return nil }
        reader.report(
            "pipeline.date", at: node[key] ?? node, "'\(text)' is no day", cause: "days are written as 2023-11-07",
            remedies: ["write year, month and day as yyyy-mm-dd"])
        return nil
    }

    private static func source(_ node: Definition, _ reader: DefinitionReader) -> SourceDefinition? {
        let files = reader.strings("files", in: node)
        guard let id = reader.string("id", in: node), let mapping = reader.string("mapping", in: node) else {
            return nil
        }
        return SourceDefinition(
            id: id, titles: reader.stringsByKey("titles", in: node), files: files, mapping: mapping,
            optional: reader.bool("optional", in: node, default: false),
            supplier: reader.optionalString("supplier", in: node),
            vanished: reader.choice("vanished", in: node, default: .warning), location: node.location)
    }

    private static func table(_ entry: DefinitionMapping.Entry, _ reader: DefinitionReader) -> TableRules {
        TableRules(
            table: entry.key, key: reader.optionalString("key", in: entry.value),
            references: reader.stringsByKey("references", in: entry.value),
            derived: reader.entries("derived", in: entry.value) { column in
                column.value.string.map { (name: column.key, expression: $0) }
            }, date: reader.optionalString("date", in: entry.value), location: entry.keyLocation,
            dateLocation: (entry.value["date"] ?? entry.value).location,
            recorded: reader.optionalString("recorded", in: entry.value),
            merged: reader.optionalMapping("merge", in: entry.value).flatMap { merged($0, reader) })
    }

    /// The days up to which a follow-up may come: more than all of the calendar.
    private static let longestFollowUp = 10_000_000

    /// What the rows of a table are made from.
    private static func merged(_ node: Definition, _ reader: DefinitionReader) -> MergedRows? {
        let followUps = reader.items("follow-ups", in: node).compactMap { item -> MergedRows.FollowUp? in
            let (from, through) = (reader.int("from", in: item, default: 0), reader.int("through", in: item))
            guard let table = reader.string("table", in: item), let day = reader.string("day", in: item), let through
            else { return nil }
            guard from <= through, abs(from) <= longestFollowUp, abs(through) <= longestFollowUp else {
                reader.report(
                    "pipeline.follow-up", at: item, "'from' and 'through' are days after the end, the first one first",
                    remedies: ["write 'through: 28' for the four weeks from the day of the end on"])
                return nil
            }
            return MergedRows.FollowUp(
                table: table, day: day, days: from...through, columns: reader.stringsByKey("columns", in: item),
                filter: reader.optionalString("where", in: item))
        }
        guard let table = reader.string("table", in: node), let start = reader.string("start", in: node),
            let end = reader.string("end", in: node)
        else { return nil }
        return MergedRows(
            table: table, keys: reader.strings("keys", in: node), start: start, end: end,
            last: reader.strings("last", in: node), filter: reader.optionalString("where", in: node),
            followUps: followUps)
    }

    private static func disclosure(_ node: Definition?, _ reader: DefinitionReader) -> DisclosureDefinition {
        guard let node else {
            return DisclosureDefinition(
                threshold: 5, showsZeros: true, ladders: [], stepUpShare: 0.5, allowedContacts: [])
        }
        let ladders = reader.items("ladders", in: node).map { ladder in
            LadderDefinition(
                steps: (ladder.sequence ?? []).compactMap { step in step.string.map { ($0, step.location) } })
        }
        return DisclosureDefinition(
            threshold: reader.int("threshold", in: node, default: 5),
            showsZeros: reader.bool("show-zeros", in: node, default: true), ladders: ladders,
            stepUpShare: reader.double("step-up-share", in: node, default: 0.5),
            allowedContacts: reader.strings("allowed-contacts", in: node))
    }
}
