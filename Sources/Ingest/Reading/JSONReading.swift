internal import Diagnostics
internal import Microdata
internal import Records

extension SourceReader {
    /// Reads a JSON or JSON Lines file.
    static func readJSON(
        _ file: SourceFile, kind: DeclaredFormat.Kind, mapping: Mapping, codeLists: [String: CodeList],
        pseudonymiser: Pseudonymiser, _ delivery: SegmentDelivery
    ) throws(IngestError) -> SourceReport {
        let fit = try JSONFit(file, kind, mapping, codeLists)
        let rows = TableRows(
            plan: fit.plan, file: file.displayName, sheet: nil, pseudonymiser: pseudonymiser, delivery: delivery)
        var cells = JSONRows(fit.columns)
        let ending = try fit.reader.read { (number, parsed, _) throws(IngestError) in
            switch parsed {
            case .success(let record):
                let row = cells.row(number, record)
                if row.cells.contains(where: { !$0.isEmpty }) { try rows.add(row) } else { rows.exclude() }
            case .failure(let problem): try rows.refuse(line: number, .notJSON(problem.fault))
            }
            return true
        }
        try rows.finish()
        let hash = try file.contentHash()
        try file.checkUnchanged()
        return delivery.report(
            plan: fit.plan, sheet: nil, dialect: nil, verdict: JSONFit.verdict(fit.reader.layout, ending.path),
            sha256: hash, fingerprint: file.fingerprint,
            further: cells.findings(file.displayName, otherLists: fit.declaresPath ? [] : ending.otherLists))
    }
}

/// A JSON file opened as far as its first records, with the mapping fitted to their names.
struct JSONFit {
    let reader: JSONReader
    let columns: JSONColumns
    let plan: ReadingPlan
    /// Whether the mapping says where the list of records is.
    let declaresPath: Bool
    private let file: String

    init(
        _ file: SourceFile, _ kind: DeclaredFormat.Kind, _ mapping: Mapping, _ codeLists: [String: CodeList]
    ) throws(IngestError) {
        self.file = file.displayName
        declaresPath = mapping.format.records != nil
        reader = try JSONReader(file, layout: kind == .jsonl ? .lines : .document(path: mapping.format.records))
        columns = try JSONColumns(
            reader, file: file.displayName, wanted: mapping.columns.flatMap(\.sources) + mapping.ignored)
        // Records stand on no line of a header.
        var planner = ReadingPlanner(
            mapping: mapping, codeLists: codeLists, file: file.displayName, header: columns.names,
            headerLocation: RecordLocation(file: file.displayName), decimalMark: nil)
        plan = try planner.plan()
    }

    /// What does not fit, as far as the first records tell.
    var findings: [Finding] {
        let unseen = columns.unseen.map { position in
            let name = columns.names[position]
            let near = nearestName(to: name, in: Array(columns.names[..<columns.unseen.lowerBound]))
            return Finding(
                code: "ingest.json-name-not-found", severity: .warning,
                explanation: Explanation(
                    summary: "\(file): none of the first \(columns.sampled) records has '\(shownName(name))'",
                    cause: "the mapping names it; it may come later",
                    remedies: (near.map { ["did you mean '\(shownName($0))'?"] } ?? [])
                        + ["correct `from:` in the mapping"]),
                location: RecordLocation(file: file))
        }
        return plan.findings + unseen
    }

    /// How the file is read, in one line.
    static func verdict(_ layout: JSONReader.Layout, _ path: String?) -> String {
        switch layout {
        case .lines: "JSON Lines"
        case .document:
            path.map { $0.isEmpty ? "JSON, a list of records" : "JSON, records under '\(shownName($0))'" } ?? "JSON"
        }
    }
}
