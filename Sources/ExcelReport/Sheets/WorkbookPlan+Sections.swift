import Disclosure
import Reporting

extension WorkbookPlan {
    /// As much text as may stand above a table; more of it gets a sheet of its own, so that tables start near the top.
    private static let mostTextAboveTable = 700

    /// The sheets of a section: one for its longer text, one per table, one for its terms, and the definitions where they first stand.
    mutating func sheets(of section: Section) -> [SheetPlan] {
        let parts = SectionParts(section)
        var sheets: [SheetPlan] = []
        let isLong =
            parts.hasTextOfItsOwn
            || parts.tables.contains { part in
                part.lines.reduce(0) { $0 + $1.text.count } > Self.mostTextAboveTable
            }
        let hasHome =
            !parts.tables.isEmpty || !parts.keyFigures.isEmpty || !parts.definitions.isEmpty || !parts.terms.isEmpty
        if isLong || (!hasHome && !parts.lines.isEmpty) {
            var sheet = SheetPlan(
                kind: .text, name: names.sheet(section.shortTitle, fallback: section.id), title: section.title,
                section: section.title)
            sheet.lines = [wayBack] + parts.lines
            sheets.append(sheet)
        }
        for part in parts.tables {
            sheets.append(tableSheet(part.table, in: section, lines: isLong ? part.notices : part.lines))
        }
        if !parts.terms.isEmpty { sheets.append(termsSheet(section, parts)) }
        if !parts.definitions.isEmpty, let sheet = definitionsSheet(section, parts) { sheets.append(sheet) }
        return sheets
    }

    private mutating func tableSheet(_ table: Table, in section: Section, lines: [SheetLine]) -> SheetPlan {
        let name = names.sheet(table.shortTitle.isEmpty ? table.title : table.shortTitle, fallback: table.id)
        var sheet = SheetPlan(kind: .table, name: name, title: table.title, section: section.title)
        sheet.lines = [wayBack]
        if !table.introduction.isEmpty { sheet.lines.append(SheetLine(.body, table.introduction)) }
        sheet.lines += lines
        sheet.charts = options.includesCharts ? charts[table.id] ?? [] : []
        if !table.source.isEmpty {
            sheet.tableLines.append(SheetLine(.small, locale.text("excel.source", ["source": table.source])))
        }
        let hasNotes = table.notes.contains { document.notes.indices.contains($0 - 1) }
        for number in table.notes where document.notes.indices.contains(number - 1) {
            noteUses[number, default: []].append(name)
            sheet.tableLines.append(SheetLine(.small, document.notes[number - 1], label: noteName(number)))
        }
        if hasNotes {
            sheet.tableLines.append(SheetLine(.small, locale.text("excel.go-to-notes"), link: notes))
        }
        guard !table.columns.isEmpty else { return sheet }
        sheet.table = TablePlan(
            name: names.table(table.id), id: table.id,
            columns: PlannedColumn.unique(
                table.columns.map { PlannedColumn(title: $0.title.isEmpty ? $0.id : $0.title, format: $0.format) }),
            rows: table.rows.isEmpty ? [emptyRow(table)] : table.rows,
            rowHeaders: min(max(table.rowHeaders, 0), table.columns.count), columnIDs: table.columns.map(\.id),
            totals: table.totals)
        return sheet
    }

    /// The row of a table that has none: a marked table needs one.
    private func emptyRow(_ table: Table) -> [Cell] {
        [.text(locale.text("excel.no-rows"))]
            + table.columns.dropFirst().map { _ in .absent(reason: "not-applicable") }
    }

    // MARK: Key figures

    mutating func keyFiguresSheet() -> SheetPlan? {
        guard let keyFigures else { return nil }
        let parts = document.sections.map { ($0, SectionParts($0)) }.filter { !$0.1.keyFigures.isEmpty }
        let figures = parts.flatMap(\.1.keyFigures)
        var sheet = SheetPlan(
            kind: .table, name: keyFigures, title: locale.text("excel.key-figures.title"),
            section: parts.first?.0.title ?? "")
        sheet.lines = [wayBack]
        for (section, part) in parts
        where part.tables.isEmpty && part.definitions.isEmpty && part.terms.isEmpty && !part.lines.isEmpty {
            if parts.count > 1 { sheet.lines.append(SheetLine(.heading, section.title)) }
            sheet.lines += part.lines
        }
        sheet.table = keyFigureTable(figures)
        return sheet
    }

    /// Columns that would hold nothing for any figure are left out.
    private mutating func keyFigureTable(_ figures: [KeyFigure]) -> TablePlan {
        let notSet = Cell.absent(reason: "no-target")
        let hasTargets = figures.contains { $0.target != nil }
        let hasDetails = figures.contains { !$0.detail.isEmpty }
        var columns = [
            PlannedColumn(title: locale.text("excel.column.figure"), widest: 300),
            PlannedColumn(title: locale.text("excel.column.value")),
            PlannedColumn(title: locale.text("excel.column.unit"), widest: 180),
        ]
        if hasTargets {
            columns.append(PlannedColumn(title: locale.text("excel.column.target")))
            columns.append(PlannedColumn(title: locale.text("excel.column.achieved")))
            columns.append(PlannedColumn(title: locale.text("excel.column.status"), widest: 190))
        }
        if hasDetails { columns.append(PlannedColumn(title: locale.text("excel.column.detail"), widest: 300)) }
        let rows = figures.map { figure in
            var row: [Cell] = [
                .text(figure.label), .formatted(figure.value, figure.format),
                figure.unit.isEmpty ? .absent(reason: "not-applicable") : .text(figure.unit),
            ]
            if hasTargets {
                row.append(figure.target.map { .formatted($0.target, figure.format) } ?? notSet)
                row.append(figure.target.map { .formatted($0.share, .percent(0)) } ?? notSet)
                row.append(figure.target.map { .text($0.statusText) } ?? notSet)
            }
            if hasDetails {
                row.append(figure.detail.isEmpty ? .absent(reason: "not-applicable") : .text(figure.detail))
            }
            return row
        }
        return TablePlan(
            name: names.table("key_figures"), id: "key-figures", columns: PlannedColumn.unique(columns), rows: rows,
            rowHeaders: 1)
    }

    // MARK: Definitions

    /// One sheet for the definitions of all sections, where the first of them stands.
    private mutating func definitionsSheet(_ section: Section, _ parts: SectionParts) -> SheetPlan? {
        guard let definitions, !hasDefinitionsSheet else { return nil }
        hasDefinitionsSheet = true
        var sheet = SheetPlan(
            kind: .table, name: definitions, title: locale.text("excel.definitions.title"), section: section.title)
        sheet.lines = [wayBack] + (parts.tables.isEmpty && parts.terms.isEmpty ? parts.lines : [])
        let all = document.sections.flatMap { SectionParts($0).definitions }
        guard !all.isEmpty else { return sheet }
        // A row for each indicator, a column for each kind of fact; the code has the second column.
        var labels: [String] = []
        for definition in all {
            for fact in definition.facts where fact.text != definition.code && !labels.contains(fact.label) {
                labels.append(fact.label)
            }
        }
        let rows = all.map { definition -> [Cell] in
            [.text(definition.title), .text(definition.code)]
                + labels.map { label in
                    definition.facts.first { $0.label == label && !$0.text.isEmpty }.map { .text($0.text) }
                        ?? .absent(reason: "not-applicable")
                }
        }
        let columns = labels.map { label -> PlannedColumn in
            let texts = all.compactMap { $0.facts.first { $0.label == label }?.text }
            let longest = texts.map(\.count).max() ?? 0
            return PlannedColumn(title: label, widest: longest > 120 ? 340 : 170)
        }
        sheet.table = TablePlan(
            name: names.table("definitions_of_indicators"), id: definitions,
            columns: PlannedColumn.unique(
                [
                    PlannedColumn(title: locale.text("excel.column.indicator"), widest: 220),
                    PlannedColumn(title: locale.text("excel.column.code"), widest: 150),
                ] + columns),
            rows: rows, rowHeaders: 2, widest: 1700)
        return sheet
    }
}
