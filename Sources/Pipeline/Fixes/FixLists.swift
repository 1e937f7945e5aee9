import Diagnostics
import ExcelReport
import Ingest
import Microdata
import Records
import Reporting
import Tabulation

/// The lists of what suppliers are asked to fix: one workbook for each that has something to fix.
struct FixLists {
    let pipeline: LoadedPipeline
    let sources: [RunSummary.SourceSummary]
    let quarantine: [QualitySupplements.QuarantineLine]
    /// Where a spreadsheet shows these rows.
    let shown: ShownRows
    /// All findings on rows, counted; the rows themselves are listed up to a limit.
    let groups: [FindingGroup]
    let build: String

    /// The folder of the lists in a build.
    static let folder = "fix-lists"
    /// Problems that only whoever keeps the mapping can do something about.
    private static let ofMappings: Set<String> = ["ingest.too-many-codes"]

    /// A list with the name of its file.
    struct Named {
        let name: String
        let list: FixList
    }

    /// What is to be fixed, looked up once for all files.
    private struct Open {
        /// The rows that are listed, by file and table.
        let lines: [[String]: [QualitySupplements.QuarantineLine]]
        /// How many more there are, by file and source.
        let left: [[String]: Int]
        /// The columns of their own table that rules read, by the rules' codes.
        let columns: [String: Set<String>]

        init(_ lists: FixLists) {
            let throughout = lists.throughout
            let asked = Set(lists.pipeline.definition.rules.filter(\.isAsked).map(\.code))
            lines = Dictionary(
                grouping: lists.quarantine.filter { line in
                    (isToBeFixed(line.row) || asked.contains(line.row.code))
                        && !throughout.contains([line.file, line.row.code, line.row.column ?? ""])
                }
            ) { [$0.file, $0.table] }
            let more = lists.groups.filter { group in
                (group.severity >= .error || asked.contains(group.code))
                    && !throughout.contains([group.file, group.code, group.column ?? ""])
            }.map { group in
                ([group.file, group.source], max(0, group.count - group.lines.count))
            }
            left = Dictionary(more, uniquingKeysWith: +)
            let context = lists.pipeline.tabulationContext
            columns = Dictionary(
                lists.pipeline.definition.rules.map { rule in
                    (rule.code, (try? context.expression(rule.check, in: rule.table))?.columns ?? [])
                }, uniquingKeysWith: { first, _ in first })
        }
    }

    /// The lists, in the order of the sources.
    func lists() throws(PipelineError) -> [Named] {
        let open = Open(self)
        var order: [String] = []
        var suppliers: [String: SupplierDefinition] = [:]
        var files: [String: [RunSummary.SourceSummary]] = [:]
        for summary in sources {
            guard let source = source(of: summary) else { continue }
            let supplier = pipeline.definition.supplier(of: source.definition)
            if suppliers[supplier.id] == nil { order.append(supplier.id) }
            suppliers[supplier.id] = supplier
            files[supplier.id, default: []].append(summary)
        }
        var named: [Named] = []
        for id in order {
            guard let supplier = suppliers[id] else { continue }
            if let made = try list(of: supplier, files[id] ?? [], open) { named.append(made) }
        }
        return named
    }

    /// Problems, by file, code and column, that nearly every row has: nobody is asked to correct what only the mapping can.
    private var throughout: Set<[String]> {
        let read = Dictionary(
            sources.map { ([pipeline.place(of: $0.file), $0.source], $0) }, uniquingKeysWith: { first, _ in first })
        let wide = groups.filter { group in
            group.code.hasPrefix("ingest.") && read[[group.file, group.source]]?.isThroughout(group.count) ?? false
        }
        return Set(wide.map { [$0.file, $0.code, $0.column ?? ""] })
    }

    private func source(of summary: RunSummary.SourceSummary) -> LoadedSource? {
        pipeline.sources.first { $0.definition.id == summary.source }
    }

    private func list(
        of supplier: SupplierDefinition, _ files: [RunSummary.SourceSummary], _ open: Open
    ) throws(PipelineError) -> Named? {
        let language = supplier.language ?? pipeline.definition.languages.first ?? "en"
        guard let locale = pipeline.locales[language] else {
            throw .unknownName(
                language, kind: "a language of this pipeline",
                near: nearestName(to: language, in: pipeline.locales.keys.sorted()))
        }
        let request = IssueRequest(
            words: QualitySupplements.words(pipeline, locale, shown),
            allowed: AllowedValues(codeLists: pipeline.codeLists, language: language))
        var problems: [FixList.Problem] = []
        var left = 0
        var seen: Set<String> = []
        for summary in files {
            let place = pipeline.place(of: summary.file)
            let lines = open.lines[[place, summary.table]] ?? []
            for line in Self.likeliestFirst(lines) {
                let problem = problem(line, summary, request, open)
                // A cell is asked for once, also when two columns are made of it, or its file fills two tables.
                let cell = problem.takesValue ? "\(place):\(problem.row ?? 0):\(problem.column ?? "")" : problem.key
                if seen.insert(cell).inserted { problems.append(problem) }
            }
            left += open.left[[place, summary.source]] ?? 0
        }
        guard !problems.isEmpty else { return nil }
        let words = FixListWords(pipeline: pipeline, supplier: supplier, locale: locale)
        let list = FixList(
            information: words.information(build: build), locale: locale,
            cover: words.cover(problems, left: left), problems: problems, questions: words.questions)
        return Named(name: "\(supplier.id).\(language).xlsx", list: list)
    }

    /// Problems in the order of rows; of those of a row the ones that say more than that a value cannot be read come first.
    private static func likeliestFirst(
        _ lines: [QualitySupplements.QuarantineLine]
    ) -> [QualitySupplements.QuarantineLine] {
        func rank(_ line: QualitySupplements.QuarantineLine) -> (Int, Int) {
            (line.row.line ?? 0, line.row.code == "ingest.not-of-type" ? 1 : 0)
        }
        return lines.enumerated().sorted { left, right in
            let (first, second) = (rank(left.element), rank(right.element))
            return (first.0, first.1, left.offset) < (second.0, second.1, right.offset)
        }.map(\.element)
    }

    private static func isToBeFixed(_ row: QuarantinedRow) -> Bool {
        Severity(stored: row.severity) >= .error && !ofMappings.contains(row.code)
    }

    private func problem(
        _ line: QualitySupplements.QuarantineLine, _ summary: RunSummary.SourceSummary, _ request: IssueRequest,
        _ open: Open
    ) -> FixList.Problem {
        let source = source(of: summary)
        let column = line.row.column ?? ruleColumn(open.columns[line.row.code] ?? [], source)
        let key = IssueKey(
            contentHash: summary.contentHash, line: line.row.line ?? 0, column: column ?? "", code: line.row.code)
        return FixList.Problem(
            file: FilePath.name(of: summary.file), sheet: Self.sheet(of: summary.dialect),
            row: line.row.line.map { shown.row($0, of: line.file) }, column: column.map(request.columnName),
            sentence: request.sentence(line.row, column: column, source: source, place: line.file), key: "\(key)",
            takesValue: column != nil && line.row.line != nil && !Self.isOfRow(line.row.code))
    }

    /// Problems of a whole row, whose one column does not mend it.
    private static func isOfRow(_ code: String) -> Bool {
        ["ingest.field-count", "ingest.unclosed-quote", "ingest.text-after-quote", "ingest.duplicate"].contains(code)
    }

    /// The column whose value a rule is about, when it is about one column of the row only.
    private func ruleColumn(_ names: Set<String>, _ source: LoadedSource?) -> String? {
        let mapped = source?.mapping.columns.filter { names.contains($0.name) } ?? []
        return mapped.count == 1 ? mapped[0].label : nil
    }

    /// The sheet that a verdict names.
    private static func sheet(of verdict: String) -> String? {
        let form = SourceForm.parts(verdict).form
        return IssueWords.match("XLSX workbook, sheet '{sheet}'", form)?["sheet"]
            ?? IssueWords.match("ODS workbook, sheet '{sheet}'", form)?["sheet"]
    }
}

/// The words of a list that are not about a problem.
struct FixListWords {
    let pipeline: LoadedPipeline
    let supplier: SupplierDefinition
    let locale: ReportLocale

    private func text(_ key: String) -> String { locale.text(key) }

    private var name: String {
        supplier.titles[locale.language] ?? supplier.titles["fi"] ?? supplier.titles["en"]
            ?? supplier.titles.sorted { $0.key < $1.key }.first?.value ?? supplier.id
    }

    private var report: ReportDefinition? { pipeline.reports.first }

    /// Whom to ask; empty when no report says so.
    private var contact: String {
        let key = pipeline.definition.fixLists.contact ?? report?.contact ?? ""
        return key.isEmpty ? "" : text(key)
    }

    func information(build: String) -> DocumentInformation {
        let definition = pipeline.definition
        let title = locale.text("fix.title", ["supplier": name])
        return DocumentInformation(
            name: supplier.id, title: title,
            subtitle: definition.titles[locale.language] ?? definition.titles.sorted { $0.key < $1.key }.first?.value
                ?? definition.name,
            organisation: report.map { $0.organisation.isEmpty ? name : text($0.organisation) } ?? name,
            contact: contact, period: "\(locale.day(definition.from))–\(locale.day(definition.to))",
            asOf: locale.day(definition.asOf), asOfDay: definition.asOf,
            keywords: text("fix.keywords").split(separator: ",").map { String($0.drop { $0 == " " }) },
            description: text("fix.description"), facts: [], build: build)
    }

    /// - Parameter left: Problems of the same kinds that did not fit into the list.
    func cover(_ problems: [FixList.Problem], left: Int) -> [FixList.Line] {
        let count = locale.text(Double(problems.count), .integer)
        var lines: [FixList.Line] = [
            .paragraph(problems.count == 1 ? text("fix.cover.one") : locale.text("fix.cover.many", ["count": count]))
        ]
        if left > 0 {
            lines.append(.paragraph(locale.text("fix.cover.left", ["count": locale.text(Double(left), .integer)])))
        }
        lines.append(.heading(text("fix.cover.steps")))
        // What can be filled in and what only the file can have are told apart, and neither where there is none of it.
        let takesValues = problems.contains(where: \.takesValue)
        let needsFile = problems.contains { !$0.takesValue }
        let steps = ["open"] + (!needsFile ? [] : takesValues ? ["file"] : ["file-only"])
        lines += (steps + (takesValues ? ["value", "empty", "who", "send"] : [])).map {
            .step(
                locale.text(
                    "fix.cover.\($0)",
                    [
                        "problems": text("fix.sheet.problems"), "return": text("fix.sheet.return"),
                        "value": text("fix.column.value"), "in-file": text("fix.in-file"), "empty": text("fix.empty"),
                    ]))
        }
        lines.append(.heading(text("fix.cover.when")))
        let due = supplier.due ?? pipeline.definition.fixLists.due
        lines.append(
            due.map { .fact(LabelledText(label: text("fix.cover.due"), text: locale.day($0))) }
                ?? .paragraph(text("fix.cover.no-due")))
        if !contact.isEmpty { lines.append(.fact(LabelledText(label: text("fix.cover.contact"), text: contact))) }
        lines.append(.paragraph(text("fix.cover.privacy")))
        return lines
    }

    var questions: [FixList.Question] {
        [
            FixList.Question(label: text("fix.return.by"), key: FixListColumns.returnedBy),
            FixList.Question(label: text("fix.return.on"), key: FixListColumns.returnedOn),
        ]
    }
}
