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
    let sources: [RunSummary.SourceSummary]
    let quarantine: [QuarantineLine]
    let unlisted: [UnlistedRows]
    let protection: ProtectionResult

    /// A quarantined row or a finding on a kept one, with the file it stands in.
    struct QuarantineLine {
        let file: String
        /// The table that its row would belong to.
        let table: String
        let row: QuarantinedRow
    }

    /// Rows with the same problem in a file, beyond those that are listed.
    struct UnlistedRows {
        let file: String
        let table: String
        let code: String
        let count: Int
    }

    /// Rows listed one by one; the rest is counted.
    static let listedRows = 200

    private func text(_ key: String) -> String { locale.text(key) }

    private func count(_ value: Int) -> Cell {
        .number(.unrestricted(Double(value), because: "counts rows of files, not persons"))
    }

    private func counted(_ value: Int) -> String { locale.text(Double(value), .integer) }

    /// The reconciliation: read = kept + quarantined + excluded, by file.
    var reconciliation: [Block] {
        func sum(_ part: (RunSummary.SourceSummary) -> Int) -> Int { sources.reduce(0) { $0 + part($1) } }
        let sentence = locale.text(
            "quality.reconciliation",
            [
                "read": counted(sum(\.read)), "kept": counted(sum(\.kept)), "quarantined": counted(sum(\.quarantined)),
                "excluded": counted(sum(\.excluded)),
            ])
        var rows = sources.map { source -> [Cell] in
            let title =
                pipeline.sources.first { $0.definition.id == source.source }?.definition.titles[locale.language]
                ?? source.source
            return [
                .text(FilePath.name(of: source.file)), .text(title), count(source.read), count(source.kept),
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
        return [.paragraph(sentence), .table(table)]
    }

    /// How often each problem occurs, by file.
    var issues: [Block] {
        guard !quarantine.isEmpty else { return [.paragraph(text("quality.no-issues"))] }
        var counts: [IssueKey: Int] = [:]
        for line in quarantine {
            counts[
                IssueKey(file: FilePath.name(of: line.file), code: line.row.code, column: line.row.column ?? ""),
                default: 0] += 1
        }
        for rows in unlisted {
            counts[IssueKey(file: FilePath.name(of: rows.file), code: rows.code, column: ""), default: 0] += rows.count
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

    /// The rows set aside, one line each: where, what, and what to do.
    var quarantinedRows: [Block] {
        guard !quarantine.isEmpty else { return [.paragraph(text("quality.no-issues"))] }
        let words = words
        let rows = quarantine.prefix(Self.listedRows).map { line -> [Cell] in
            [
                .text(FilePath.name(of: line.file)),
                line.row.line.map { count($0) } ?? .absent(reason: "not-applicable"),
                line.row.column.map { .sourceText($0) } ?? .absent(reason: "not-applicable"),
                .sourceText(words.found(line.row, place: line.file)), .sourceText(words.cause(line.row)),
                .sourceText(words.remedy(line.row)),
            ]
        }
        var blocks: [Block] = []
        let all = unlisted.reduce(quarantine.count) { $0 + $1.count }
        if all > Self.listedRows {
            blocks.append(
                .notice(
                    locale.text(
                        "quality.cut",
                        ["shown": counted(Self.listedRows), "all": counted(all)])))
        }
        blocks.append(
            .table(
                Table(
                    id: "quarantined-rows", title: text("quality.quarantined-rows"),
                    shortTitle: text("quality.quarantined-rows.short"),
                    columns: [
                        TableColumn(id: "file", title: text("column.file")),
                        TableColumn(id: "line", title: text("column.line"), format: .integer),
                        TableColumn(id: "column", title: text("column.column")),
                        TableColumn(id: "found", title: text("column.found")),
                        TableColumn(id: "cause", title: text("column.cause")),
                        TableColumn(id: "remedy", title: text("column.remedy")),
                    ], rows: Array(rows), rowHeaders: 2)))
        return blocks
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
    private var words: IssueWords { Self.words(pipeline, locale) }

    static func words(_ pipeline: LoadedPipeline, _ locale: ReportLocale) -> IssueWords {
        let languages = [locale.language, "en"] + pipeline.definition.languages
        let rules = pipeline.definition.rules.map { rule in
            let message = languages.lazy.compactMap { rule.messages[$0] }.first
            return (rule.code, message ?? locale.text("issue.rule.found", ["rule": rule.id]))
        }
        return IssueWords(locale: locale, rules: Dictionary(rules, uniquingKeysWith: { first, _ in first }))
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
