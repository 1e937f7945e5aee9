import Disclosure
import Microdata
import Records
import Reporting

/// How complete and how recent the sources are.
///
/// The report is for those who keep the sources, who have the rows themselves. What it says of columns is still protected as the
/// figures are: a page is passed on more easily than a file. Of sources about persons or organisations
/// - a count of rows with or without a value that lies under the threshold is withheld, since a ticked box or a refused answer may
///   be told by either, and a bound takes the place of the share;
/// - reasons are counted only where each of them reaches the threshold: otherwise the rest would tell the small one;
/// - the share of a whole source takes the bound for each column that is withheld, and is then a bound itself.
/// Values of columns are never counted here at all.
extension QualitySupplements {
    private var threshold: Int { pipeline.definition.disclosure.threshold }

    /// What may be shown of a column.
    private struct Shown {
        let missing: Cell
        let share: Cell
        let reasons: Cell
        /// The fewest rows that have a value as far as anybody can tell; nil where the number itself is shown.
        let least: Int?
    }

    /// The share of rows that have a value, by source, and by column where any row lacks one.
    var completeness: [Block] {
        var overview: [[Cell]] = []
        var details: [[Cell]] = []
        for source in facts.completeness where !source.columns.isEmpty {
            let title = title(ofSource: source.source)
            var (filled, cells, isBound) = (0, 0, false)
            for column in source.columns {
                let shown = shown(column.counts, isProtected: source.isProtected)
                filled += shown.least ?? column.counts.presentRows
                cells += column.counts.rows
                isBound = isBound || shown.least != nil
                guard column.counts.missingRows > 0 else { continue }
                details.append([
                    .text(title), .sourceText(column.header), count(column.counts.rows), shown.missing, shown.share,
                    shown.reasons,
                ])
            }
            let whole = source.columns.count { $0.counts.missingRows == 0 }
            overview.append([
                .text(title), count(source.columns.count), count(whole),
                cells == 0
                    ? .absent(reason: "no-observations")
                    : isBound
                        ? .text(
                            locale.text(
                                "quality.at-least", ["share": percent(Double(filled) / Double(cells), up: false)]))
                        : share(Double(filled) / Double(cells)),
            ])
        }
        guard !overview.isEmpty else { return [.paragraph(text("quality.completeness.none"))] }
        var blocks: [Block] = [
            .table(
                Table(
                    id: "completeness", title: text("quality.completeness"),
                    shortTitle: text("quality.completeness.short"),
                    introduction: text("quality.completeness.introduction"),
                    columns: [
                        TableColumn(id: "source", title: text("column.source")),
                        TableColumn(id: "columns", title: text("column.columns"), format: .integer),
                        TableColumn(id: "whole", title: text("column.columns-whole"), format: .integer),
                        TableColumn(id: "share", title: text("column.filled"), format: .percent(1)),
                    ], rows: overview))
        ]
        if !details.isEmpty {
            blocks.append(
                .table(
                    Table(
                        id: "completeness-by-column", title: text("quality.completeness-by-column"),
                        shortTitle: text("quality.completeness-by-column.short"),
                        introduction: locale.text(
                            "quality.completeness-by-column.introduction", ["threshold": counted(threshold)]),
                        columns: [
                            TableColumn(id: "source", title: text("column.source")),
                            TableColumn(id: "column", title: text("column.column")),
                            TableColumn(id: "rows", title: text("column.rows"), format: .integer),
                            TableColumn(id: "missing", title: text("column.missing"), format: .integer),
                            TableColumn(id: "share", title: text("column.filled"), format: .percent(1)),
                            TableColumn(id: "reasons", title: text("column.reasons")),
                        ], rows: details, rowHeaders: 2)))
        }
        return blocks
    }

    private func share(_ value: Double) -> Cell {
        .number(.unrestricted(value, because: "a share of rows, none of whose counts lies under the threshold"))
    }

    private func shown(_ counts: ColumnCounts, isProtected: Bool) -> Shown {
        let (missing, present) = (counts.missingRows, counts.presentRows)
        let rows = Double(max(1, counts.rows))
        let reasons = MissingReason.allCases.filter { counts[$0] > 0 }
        func small(_ count: Int) -> Bool { isProtected && count > 0 && count < threshold }
        let names: [String] = reasons.map { reason in
            let name = text("reason.\(reason.name)")
            return reasons.contains { small(counts[$0]) } || reasons.count == 1
                ? name : "\(name)\u{A0}\(counted(counts[reason]))"
        }
        let reasonCell: Cell = names.isEmpty ? .absent(reason: "not-applicable") : .text(names.joined(separator: ", "))
        guard small(missing) || small(present) else {
            return Shown(
                missing: count(missing), share: share(Double(present) / rows), reasons: reasonCell, least: nil)
        }
        // The bound follows from the number of rows and the threshold alone.
        let bound: Cell
        var least = 0
        if counts.rows < 2 * threshold {
            bound = .number(ProtectedNumber.rowCount(1, threshold: 2))
        } else if small(missing) {
            least = counts.rows - (threshold - 1)
            bound = .text(
                locale.text("quality.at-least", ["share": percent(1 - Double(threshold - 1) / rows, up: false)]))
        } else {
            bound = .text(locale.text("quality.at-most", ["share": percent(Double(threshold - 1) / rows, up: true)]))
        }
        return Shown(
            missing: .number(.rowCount(missing, threshold: threshold)), share: bound, reasons: reasonCell,
            least: least)
    }

    private func percent(_ share: Double, up: Bool) -> String {
        let percent = (share * 100).rounded(up ? .up : .down)
        return locale.text(percent / 100, .percent(0))
    }

    // MARK: Timeliness

    /// How recent each source is: its last day, how long its files have been the same, how long it took to write rows down.
    ///
    /// A file's own time of change is not used: it differs between two copies of one folder, and equal files must give equal reports.
    var timeliness: [Block] {
        let asOf = pipeline.definition.asOf
        let hasDelays = facts.timeliness.contains { $0.delay != nil }
        func days(_ from: CalendarDay) -> Cell {
            .number(.unrestricted(Double(asOf.number) - Double(from.number), because: "days between two days"))
        }
        let none = Cell.absent(reason: "not-applicable")
        let rows = facts.timeliness.map { source -> [Cell] in
            var cells: [Cell] = [
                .text(title(ofSource: source.source)), source.last.map(Cell.day) ?? none,
                source.last.map(days) ?? none, .day(source.unchangedSince), days(source.unchangedSince),
            ]
            guard hasDelays else { return cells }
            if let delay = source.delay {
                let isSmall = delay.isProtected && delay.rows < threshold
                cells += [delay.median, delay.ninetieth].map {
                    isSmall
                        ? .number(.rowCount(1, threshold: 2))
                        : .number(.unrestricted(Double($0), because: "a quantile over rows that reach the threshold"))
                }
            } else {
                cells += [none, none]
            }
            return cells
        }
        var columns = [
            TableColumn(id: "source", title: text("column.source")),
            TableColumn(id: "last", title: text("column.last-day")),
            TableColumn(id: "lag", title: text("column.last-day-age"), format: .integer),
            TableColumn(id: "since", title: text("column.unchanged-since")),
            TableColumn(id: "age", title: text("column.file-age"), format: .integer),
        ]
        if hasDelays {
            columns += [
                TableColumn(id: "delay", title: text("column.delay-median"), format: .integer),
                TableColumn(id: "delay-90", title: text("column.delay-90"), format: .integer),
            ]
        }
        return [
            .table(
                Table(
                    id: "timeliness", title: text("quality.timeliness"), shortTitle: text("quality.timeliness.short"),
                    introduction: locale.text("quality.timeliness.introduction", ["as-of": locale.day(asOf)]),
                    columns: columns, rows: rows))
        ]
    }
}
