import Diagnostics
import Disclosure
import Indicators
import Microdata
import Records
import Reporting

/// Blocks on what was read, what was set aside and what was withheld, in one language.
///
/// Row counts are of files and rows, not of persons, so they are shown as they are.
struct QualitySupplements {
    let pipeline: LoadedPipeline
    let locale: ReportLocale
    let facts: QualityFacts
    let matching: MatchingOutcome
    let protection: ProtectionResult

    var sources: [RunSummary.SourceSummary] { facts.sources }
    var quarantine: [QuarantineLine] { facts.quarantine }

    /// A quarantined row or a finding on a kept one, with the file it stands in.
    struct QuarantineLine {
        let file: String
        /// The table that its row would belong to.
        let table: String
        let row: QuarantinedRow
    }

    /// Rows listed one by one; the rest is counted.
    static let listedRows = 200

    func text(_ key: String) -> String { locale.text(key) }

    func count(_ value: Int) -> Cell { .number(number(value)) }

    func number(_ value: Int) -> ProtectedNumber {
        .unrestricted(Double(value), because: "counts rows of files, not persons")
    }

    func counted(_ value: Int) -> String { locale.text(Double(value), .integer) }

    /// What became of all rows, in a sentence.
    var reconciliationSentence: String {
        func sum(_ part: (RunSummary.SourceSummary) -> Int) -> String { counted(sources.reduce(0) { $0 + part($1) }) }
        return locale.text(
            "quality.reconciliation",
            [
                "read": sum(\.read), "kept": sum(\.kept), "quarantined": sum(\.quarantined),
                "excluded": sum(\.excluded),
            ])
    }

    /// The reconciliation: read = kept + quarantined + excluded, by file.
    var reconciliation: [Block] {
        func sum(_ part: (RunSummary.SourceSummary) -> Int) -> Int { sources.reduce(0) { $0 + part($1) } }
        var rows = sources.map { source -> [Cell] in
            [
                .text(FilePath.name(of: source.file)), .text(title(ofSource: source.source)), count(source.read),
                count(source.kept),
                count(source.quarantined), count(source.excluded),
                .text(SourceForm(locale: locale).words(source.dialect)),
            ]
        }
        rows.append(
            [.text(text("table.total")), .text("")]
                + [sum(\.read), sum(\.kept), sum(\.quarantined), sum(\.excluded)].map(count)
                + [.text("")])
        let table = Table(
            id: "rows-by-file", title: text("quality.rows-by-file"), shortTitle: text("quality.rows-by-file.short"),
            introduction: text("quality.rows-by-file.introduction"),
            columns: [
                TableColumn(id: "file", title: text("column.file")),
                TableColumn(id: "source", title: text("column.source")),
                TableColumn(id: "read", title: text("column.read"), format: .integer),
                TableColumn(id: "kept", title: text("column.kept"), format: .integer),
                TableColumn(id: "quarantined", title: text("column.quarantined"), format: .integer),
                TableColumn(id: "excluded", title: text("column.excluded"), format: .integer),
                TableColumn(id: "dialect", title: text("column.dialect")),
            ], rows: rows, totals: [rows.count - 1])
        return [.paragraph(reconciliationSentence), .table(table)]
    }

    /// What the pipeline calls a source, in the language of the report.
    func title(ofSource id: String) -> String {
        pipeline.sources.first { $0.definition.id == id }?.definition.titles[locale.language] ?? id
    }

    /// How often each problem of rows occurs, by file: all of them, also those not listed row by row.
    var issues: [Block] {
        guard !facts.groups.isEmpty else { return [.paragraph(text("quality.no-issues"))] }
        var counts: [IssueKey: Int] = [:]
        for group in facts.groups {
            let key = IssueKey(file: FilePath.name(of: group.file), code: group.code, column: group.column ?? "")
            counts[key, default: 0] += group.count
        }
        let words = words
        let rows = counts.sorted { $0.key < $1.key }.map { key, number -> [Cell] in
            [
                .text(key.file), .text(words.title(key.code)),
                key.column.isEmpty ? .absent(reason: "not-applicable") : .sourceText(key.column), count(number),
                .text(key.code),
            ]
        }
        return [
            .table(
                Table(
                    id: "issues-by-file", title: text("quality.issues"), shortTitle: text("quality.issues.short"),
                    columns: [
                        TableColumn(id: "file", title: text("column.file")),
                        TableColumn(id: "issue", title: text("column.issue")),
                        TableColumn(id: "column", title: text("column.column")),
                        TableColumn(id: "count", title: text("column.issue-count"), format: .integer),
                        TableColumn(id: "code", title: text("column.issue-code")),
                    ], rows: rows, rowHeaders: 2))
        ]
    }

    /// The rows set aside, one line each: where, what, and what to do; then those that were kept with something to note.
    var quarantinedRows: [Block] {
        guard !quarantine.isEmpty else { return [.paragraph(text("quality.no-issues"))] }
        var blocks: [Block] = []
        let all = facts.groups.reduce(0) { $0 + $1.count }
        if all > Self.listedRows {
            blocks.append(
                .notice(
                    locale.text(
                        "quality.cut",
                        ["shown": counted(Self.listedRows), "all": counted(all)])))
        }
        let listed = quarantine.prefix(Self.listedRows)
        let aside = listed.filter { Severity(stored: $0.row.severity) >= .error }
        let kept = listed.filter { Severity(stored: $0.row.severity) < .error }
        if !aside.isEmpty { blocks.append(.table(table("quarantined-rows", aside))) }
        if !kept.isEmpty { blocks.append(.table(table("noted-rows", kept))) }
        return blocks
    }

    private func table(_ id: String, _ lines: some Sequence<QuarantineLine>) -> Table {
        let words = words
        let allowed = AllowedValues(codeLists: pipeline.codeLists, language: locale.language)
        let read = Dictionary(
            sources.map { ([pipeline.place(of: $0.file), $0.table], $0.source) },
            uniquingKeysWith: { first, _ in first })
        let declared = Dictionary(
            pipeline.sources.map { ($0.definition.id, $0) }, uniquingKeysWith: { first, _ in first })
        func values(_ line: QuarantineLine) -> [String] {
            guard let column = line.row.column, let source = read[[line.file, line.table]].flatMap({ declared[$0] })
            else { return [] }
            return allowed.values(of: column, in: source)
        }
        let rows = lines.map { line -> [Cell] in
            [
                .text(FilePath.name(of: line.file)),
                line.row.line.map { count(facts.shown.row($0, of: line.file)) } ?? .absent(reason: "not-applicable"),
                line.row.column.map { .sourceText($0) } ?? .absent(reason: "not-applicable"),
                .sourceText(words.found(line.row, place: line.file)),
                .sourceText(words.cause(line.row, place: line.file, allowed: values(line))),
                .sourceText(words.remedy(line.row)),
            ]
        }
        return Table(
            id: id, title: text("quality.\(id)"), shortTitle: text("quality.\(id).short"),
            columns: [
                TableColumn(id: "file", title: text("column.file")),
                TableColumn(id: "line", title: text("column.line"), format: .integer),
                TableColumn(id: "column", title: text("column.column")),
                TableColumn(id: "found", title: text("column.found")),
                TableColumn(id: "cause", title: text("column.cause")),
                TableColumn(id: "remedy", title: text("column.remedy")),
            ], rows: rows, rowHeaders: 2)
    }

    /// A message without the place at its start, which has columns of its own.
    static func withoutPlace(_ summary: String, file: String) -> String {
        guard summary.hasPrefix(file), let end = summary.firstRange(of: ": ") else { return summary }
        return String(summary[end.upperBound...])
    }

    /// What disclosure control withheld, by indicator.
    var disclosure: [Block] {
        let withheld = protection.primaryCount + protection.secondaryCount
        var blocks: [Block] = [
            .paragraph(
                locale.text(
                    "disclosure.summary",
                    [
                        "threshold": counted(pipeline.definition.disclosure.threshold), "withheld": counted(withheld),
                        "primary": counted(protection.primaryCount), "secondary": counted(protection.secondaryCount),
                    ]))
        ]
        let audits = protection.audits.filter { $0.primary + $0.secondary > 0 }
        if !audits.isEmpty {
            let rows = audits.map { audit -> [Cell] in
                [
                    .text(pipeline.catalogue.indicator(audit.indicator)?.title(in: locale.language) ?? audit.indicator),
                    count(audit.figures), count(audit.primary), count(audit.secondary),
                ]
            }
            blocks.append(
                .table(
                    Table(
                        id: "withheld-cells", title: text("disclosure.table"),
                        shortTitle: text("disclosure.table.short"),
                        columns: [
                            TableColumn(id: "indicator", title: text("table.indicator")),
                            TableColumn(id: "cells", title: text("column.cells"), format: .integer),
                            TableColumn(id: "primary", title: text("column.primary"), format: .integer),
                            TableColumn(id: "secondary", title: text("column.secondary"), format: .integer),
                        ], rows: rows)))
        }
        return blocks
    }

    /// Issues in words of the report's language; rules have theirs in the pipeline.
    var words: IssueWords { Self.words(pipeline, locale, facts.shown) }

    static func words(_ pipeline: LoadedPipeline, _ locale: ReportLocale, _ shown: ShownRows) -> IssueWords {
        let languages = [locale.language, "en"] + pipeline.definition.languages
        func message(_ messages: [String: String], or key: String, _ rule: String) -> String {
            languages.lazy.compactMap { messages[$0] }.first ?? locale.text(key, ["rule": rule])
        }
        let definition = pipeline.definition
        let rules = definition.rules.map { rule in
            (
                rule.code,
                message(
                    rule.messages, or: rule.reference == nil ? "issue.rule.found" : "issue.reference.found", rule.id)
            )
        }
        let ofSources = definition.sourceRules.map { rule in
            (rule.code, message(rule.messages, or: "issue.rule.found", rule.id))
        }
        return IssueWords(
            locale: locale, rules: Dictionary(rules + ofSources, uniquingKeysWith: { first, _ in first }), shown: shown)
    }

    private struct IssueKey: Hashable, Comparable {
        let file: String
        let code: String
        let column: String

        static func < (left: IssueKey, right: IssueKey) -> Bool {
            (left.file, left.code, left.column) < (right.file, right.code, right.column)
        }
    }
}
