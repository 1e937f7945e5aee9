import Definitions
public import Diagnostics
public import Records

/// The findings that somebody has looked at and accepted: a file beside the pipeline that is committed with it.
///
/// An accepted finding changes no figure: a row in quarantine stays there. It is shown as accepted, and trips no gate.
public struct Baseline: Sendable {
    /// Which findings are accepted, by whom and why.
    public struct Entry: Sendable, Hashable {
        /// The code of the findings, such as `rule.known-event`.
        public var finding: String
        /// The pipeline's name of the source.
        public var source: String
        /// The column's header; nil for any.
        public var column: String?
        /// The rows, by what is written in them; empty when they are counted.
        public var rows: [String]
        /// The most findings that are accepted; nil with `rows`, and for findings of a whole source.
        public var count: Int?
        public var by: String
        public var on: CalendarDay
        public var why: String
        /// The last as-of day on which it holds; nil for ever.
        public var until: CalendarDay?
        public var location: RecordLocation?

        /// What tells one entry from the others.
        var key: [String] { [finding, source, column ?? ""] }
    }

    public var entries: [Entry]

    public init(entries: [Entry] = []) { self.entries = entries }

    /// Whether findings of a code are of whole sources, and so are neither counted nor told apart by rows.
    static func isOfWholeSource(_ code: String, _ pipeline: PipelineDefinition) -> Bool {
        code.hasPrefix("schema.") || code.hasPrefix("quality.") || code == "ingest.too-many-quarantined"
            || pipeline.sourceRules.contains { $0.code == code }
    }
}

extension Baseline {
    /// A baseline that its schema has checked; what is wrong is reported to the reader.
    static func decode(_ root: Definition, of pipeline: PipelineDefinition, with reader: DefinitionReader) -> Baseline {
        let entries = reader.optionalList("accepted", in: root) { entry($0, pipeline, reader) }
        var seen: [[String]: RecordLocation] = [:]
        for entry in entries {
            if let first = seen[entry.key], let location = entry.location {
                reader.report(
                    Finding(
                        code: "baseline.twice", severity: .error,
                        explanation: Explanation(
                            summary: "\(location): '\(entry.finding)' of '\(entry.source)' is accepted already",
                            cause: "the other entry is at \(first)", remedies: ["make one entry of the two"]),
                        location: location))
            }
            if let location = entry.location, seen[entry.key] == nil { seen[entry.key] = location }
        }
        return Baseline(entries: entries)
    }

    private static func entry(
        _ node: Definition, _ pipeline: PipelineDefinition, _ reader: DefinitionReader
    ) -> Entry? {
        let finding = reader.string("finding", in: node)
        let source = reader.reference("source", in: node, to: "a source", among: pipeline.sources.map(\.id))
        let by = reader.string("by", in: node)
        let why = reader.string("why", in: node)
        let on = day("on", in: node, reader)
        let rows = reader.strings("rows", in: node)
        let count = reader.optionalInt("count", in: node)
        guard let finding, let source, let by, let why, let on else { return nil }
        let rules = pipeline.rules.map(\.code) + pipeline.sourceRules.map(\.code)
        if finding.hasPrefix("rule."), !rules.contains(finding) {
            // A warning: the rule may have been taken out, and then nothing occurs any longer.
            let near = nearestName(to: finding, in: rules)
            reader.report(
                "baseline.unknown-rule", at: node["finding"] ?? node, "the pipeline has no rule '\(finding)'",
                remedies: near.map { ["write '\($0)'"] } ?? ["take the entry out"], severity: .warning)
        }
        if !isOfWholeSource(finding, pipeline), rows.isEmpty == (count == nil) {
            reader.report(
                "baseline.how-many", at: node, "'\(finding)' is accepted without saying how many of it",
                cause: "findings of rows are accepted by `count:`, or one by one under `rows:`",
                remedies: ["write 'count:' with the most that are accepted", "write it with 'kaiku baseline --accept'"])
        }
        return Entry(
            finding: finding, source: source, column: reader.optionalString("column", in: node), rows: rows,
            count: count, by: by, on: on, why: why, until: day("until", in: node, reader, required: false),
            location: node.location)
    }

    private static func day(
        _ key: String, in node: Definition, _ reader: DefinitionReader, required: Bool = true
    ) -> CalendarDay? {
        let text = required ? reader.string(key, in: node) : reader.optionalString(key, in: node)
        guard let text else { return nil }
        if let day = CalendarDay(iso: text) { return day }
        let place = node[key]?.location
        if !reader.findings.contains(where: { $0.location == place && $0.severity >= .error }) {
            reader.report(
                "baseline.date", at: node[key] ?? node, "'\(text)' is no day", remedies: ["write it as yyyy-mm-dd"])
        }
        return nil
    }
}
