import Diagnostics
import Disclosure
import Ingest
import Microdata
import Records
import Reporting

/// Blocks on what suppliers corrected, and on which files came and went.
struct FixSupplements {
    let pipeline: LoadedPipeline
    let locale: ReportLocale
    let corrections: KnownCorrections
    let changes: FileChanges

    /// Corrections listed one by one; the rest is counted.
    static let listed = 200
    /// The digits of a pseudonym that tell two apart in a table.
    private static let digits = 8

    private func text(_ key: String) -> String { locale.text(key) }

    private func counted(_ value: Int) -> String { locale.text(Double(value), .integer) }

    /// Each correction: where, by whom, when, and whether it was applied. Values are told by keyed pseudonyms only.
    var correctionBlocks: [Block] {
        guard !pipeline.definition.corrections.isEmpty else { return [.paragraph(text("corrections.none-declared"))] }
        guard !corrections.lines.isEmpty else { return [.paragraph(text("corrections.none"))] }
        let counts = corrections.counts
        let sentence = locale.text(
            "corrections.summary",
            [
                "all": counted(corrections.lines.count), "applied": counted(counts.applied),
                "refused": counted(counts.refused), "stale": counted(counts.stale),
                "conflicting": counted(counts.conflicting),
            ])
        let absent = Cell.absent(reason: "not-applicable")
        let rows = corrections.lines.prefix(Self.listed).map { line -> [Cell] in
            let correction = line.correction
            func fact(_ text: String?) -> Cell { text.map { .text(String($0.prefix(Self.digits))) } ?? absent }
            return [
                .text(FilePath.name(of: correction.file)), row(correction.fileRow),
                line.source.map { .text(FilePath.name(of: $0)) } ?? absent, row(correction.line),
                correction.column.map { .sourceText($0) } ?? absent,
                .text(text("corrections.state.\(correction.state.rawValue)")),
                correction.correctedOn.flatMap { CalendarDay(iso: $0) }.map { .day($0) } ?? absent,
                fact(correction.correctedBy), fact(correction.old), fact(correction.new),
            ]
        }
        let ids = ["list", "list-row", "file", "line", "column", "state", "on", "by", "old", "new"]
        let columns = ids.map { id in
            TableColumn(
                id: id, title: text("corrections.column.\(id)"),
                format: id == "list-row" || id == "line" ? .integer : nil)
        }
        return [
            .paragraph(sentence),
            .table(
                Table(
                    id: "corrections", title: text("corrections.table"), shortTitle: text("corrections.table.short"),
                    introduction: text("corrections.introduction"), columns: columns, rows: Array(rows), rowHeaders: 2)),
        ]
    }

    private func row(_ number: Int?) -> Cell {
        number.map { .number(.unrestricted(Double($0), because: "is the number of a row")) }
            ?? .absent(reason: "not-applicable")
    }

    /// Which files are new, changed or gone since the run before.
    var changeBlocks: [Block] {
        guard !changes.isFirst else { return [.paragraph(text("file-changes.first"))] }
        guard !changes.isEmpty else { return [.paragraph(text("file-changes.none"))] }
        let kinds = [("new", changes.new), ("changed", changes.changed), ("vanished", changes.vanished)]
        let rows = kinds.flatMap { kind, files in
            files.map { file -> [Cell] in
                [.text(FilePath.name(of: file)), .text(text("file-changes.\(kind)"))]
            }
        }
        return [
            .table(
                Table(
                    id: "file-changes", title: text("file-changes.table"), shortTitle: text("file-changes.table.short"),
                    columns: [
                        TableColumn(id: "file", title: text("column.file")),
                        TableColumn(id: "change", title: text("file-changes.column")),
                    ], rows: rows))
        ]
    }
}
