import Indicators
public import Records
public import Reporting

extension TransmissionTables {
    /// The sections of a transmission's workbook: its tables, the sheets of its operations, and what differs from what was sent.
    ///
    /// - Parameter comparison: nil where nothing was sent before.
    public func sections(comparison: TransmissionComparison?, asOf: CalendarDay) -> [Section] {
        var sections: [Section] = []
        for table in transmission.tables {
            let words = self.table(table, asOf: asOf)
            sections.append(
                Section(
                    id: words.id, title: words.title, shortTitle: words.shortTitle,
                    blocks: notices([table]) + [table.rows.isEmpty ? .paragraph(text("no-rows")) : .table(words)]
                        + estimates(table)))
        }
        let sheets = operationTables(asOf: asOf)
        if !sheets.isEmpty {
            let title = own(layout.operations?.titles ?? [:])
            sections.append(
                Section(id: "\(prefix)-operations", title: title, shortTitle: title, blocks: sheets.map(Block.table)))
        }
        return sections + [
            Section(
                id: "\(prefix)-changes", title: text("corrections.section"), shortTitle: text("corrections.short"),
                blocks: blocks(of: comparison))
        ]
    }

    /// The sheets of the operations.
    public func operationTables(asOf: CalendarDay) -> [Table] {
        transmission.sheets.compactMap { table(of: $0, asOf: asOf) }
    }

    /// What must be known of the rows of tables: counts that are in none of them, and those whose cell is not known.
    public func notices(_ tables: [TransmissionTable]) -> [Block] {
        var notices: [Block] = []
        var cells: [String] = []
        for table in tables {
            for other in table.ofOthers {
                let words = zip(table.layout.grain, other).map(levelTitle).joined(separator: " · ")
                if !cells.contains(words) { cells.append(words) }
            }
        }
        if !cells.isEmpty {
            notices.append(.notice(locale.text("transmission.of-others", ["cells": cells.joined(separator: "; ")])))
        }
        let refused = Set(tables.flatMap(\.refused)).sorted()
        if !refused.isEmpty {
            let codes = refused.joined(separator: ", ")
            notices.append(.notice(locale.text("transmission.estimates.refused", ["indicators": codes])))
        }
        let unplaced = tables.reduce(0) { $0 + $1.unplaced }
        if unplaced > 0 {
            let count = locale.text(Double(unplaced), .integer)
            notices.append(.notice(locale.text("transmission.unplaced", ["count": count])))
        }
        if tables.flatMap(\.rows).contains(where: { $0.cell.contains { $0.level.name.hasPrefix("missing:") } }) {
            notices.append(.notice(text("unknown-cell")))
        }
        return notices
    }

    /// The workbook's title: programme and version.
    public var title: String {
        locale.text(
            "transmission.title-of",
            [
                "programme": transmission.programme.title(in: locale.language),
                "version": transmission.version?.id ?? "–",
            ])
    }

    /// The tables cell by cell, as a section of a report.
    public func blocks(asOf: CalendarDay) -> [Block] {
        let tables = transmission.tables.flatMap(tablesByCell).map(Block.table)
        return [
            .heading(transmission.programme.title(in: locale.language)),
            .paragraph("\(days(asOf: asOf)) \(text("cumulative"))"),
        ]
            + (tables.isEmpty ? [.paragraph(text("no-rows"))] : []) + notices(transmission.tables) + tables
            + transmission.tables.flatMap(estimates)
    }

    /// The facts on the cover: version and days, where the layout comes from, and what of it was not seen.
    public func facts(asOf: CalendarDay) -> [LabelledText] {
        var facts = [
            LabelledText(label: text("fact.programme"), text: transmission.programme.title(in: locale.language)),
            LabelledText(label: text("fact.version"), text: days(asOf: asOf)),
            LabelledText(
                label: text("fact.layout"),
                text: locale.text(
                    "transmission.layout", ["version": String(layout.version), "source": layout.source])),
        ]
        let open = doubts(layout.doubts)
        if !open.isEmpty { facts.append(LabelledText(label: text("fact.doubts"), text: open)) }
        return facts
    }
}
