import Disclosure
import Reporting

/// Lays a section out as plain text.
struct PlainText {
    let document: Document
    let field: TextField
    private var locale: ReportLocale { document.locale }

    init(document: Document, field: TextField) {
        self.document = document
        self.field = field
    }

    /// The section's content without its title, which the field has.
    func text(of section: Section) -> String {
        let shown = section.blocks.filter { kind(of: $0).map { !field.leftOut.contains($0) } ?? true }
        let tables = Set(shown.compactMap { if case .table(let table) = $0 { table.id } else { nil } })
        var paragraphs: [String] = []
        // A heading waits for what it heads: of one whose parts are all left out nothing is written.
        var heading: String?
        for block in section.blocks {
            if case .heading(let title) = block {
                heading = field.leftOut.contains(.heading) ? nil : title
                continue
            }
            if let kind = kind(of: block), field.leftOut.contains(kind) { continue }
            let written = self.paragraphs(of: block, tables: tables).filter { !$0.isEmpty }
            guard !written.isEmpty else { continue }
            if let title = heading { paragraphs.append(title) }
            heading = nil
            paragraphs += written
        }
        let marks = legend(of: shown)
        if !marks.isEmpty { paragraphs.append(marks.joined(separator: lineBreak)) }
        return paragraphs.map(withLineBreaks).joined(separator: lineBreak + lineBreak)
    }

    /// What can be left out, of which a block is; nil for what staff have written, which always stands.
    private func kind(of block: Block) -> TextField.Kind? {
        switch block {
        case .heading: .heading
        case .paragraph: .paragraph
        case .list: .list
        case .prose: nil
        case .quotations: .quotes
        case .notice: .notice
        case .keyFigures: .keyFigures
        case .table: .table
        case .chart: .chart
        case .definitions: .definitions
        case .terms: .terms
        // Only the figure book has them, which is no form.
        case .citation, .sentences: nil
        }
    }

    // MARK: Blocks

    /// - Parameter tables: The tables that stand in the field.
    private func paragraphs(of block: Block, tables: Set<String>) -> [String] {
        switch block {
        case .heading(let text): [text]
        case .paragraph(let passage), .notice(let passage): [passage.text]
        case .list(let items): [lines(items.map { "– " + $0.text })]
        case .prose(.paragraph(let text)): [text.plain]
        case .prose(.list(let items, start: nil)): [lines(items.map { "– " + $0.plain })]
        case .prose(.list(let items, start: let start?)):
            [lines(items.enumerated().map { "\(start.addingReportingOverflow($0).partialValue). \($1.plain)" })]
        case .quotations(let quotations):
            [
                lines(
                    quotations.map {
                        "– " + [$0.text, $0.attribution].filter { !$0.isEmpty }.joined(separator: ", ")
                    })
            ]
        case .keyFigures(let figures): [lines(figures.map(line))]
        case .table(let table): paragraphs(of: table)
        case .chart(let chart): [self.chart(chart, tables: tables)]
        case .definitions(let definitions):
            definitions.map { definition in
                lines([definition.title] + definition.facts.map { "\($0.label): \($0.text)" })
            }
        case .terms(let list):
            [lines([list.title].filter { !$0.isEmpty } + list.terms.map { "\($0.name): \($0.meaning)" })]
        case .citation, .sentences: []
        }
    }

    /// `Osallistumiset: 1 234 kpl (tavoite 1 000: saavutettu)`.
    private func line(_ figure: KeyFigure) -> String {
        var line = "\(figure.label): \(locale.text(figure.value, figure.format))"
        if figure.value.value != nil, !figure.unit.isEmpty { line += " " + figure.unit }
        var details = [figure.detail]
        if let target = figure.target {
            // Within a line the status is no beginning of a sentence.
            let status = target.statusText.prefix(1).lowercased() + target.statusText.dropFirst()
            details.append(
                locale.text(
                    "field.target",
                    ["target": locale.text(target.target, figure.format), "status": status]))
        }
        details.removeAll(where: \.isEmpty)
        return details.isEmpty ? line : "\(line) (\(details.joined(separator: "; ")))"
    }

    /// A chart whose table stands in the field by its title, any other by the words for those who do not see it.
    private func chart(_ chart: Chart, tables: Set<String>) -> String {
        let title = locale.text("field.chart", ["title": chart.title])
        return tables.contains(chart.table) || chart.alternativeText.isEmpty
            ? title : title + lineBreak + chart.alternativeText
    }

    // MARK: Tables

    /// Title and introduction, a line for each row, and notes and source. Where one number stands in a row, its column is named once, in
    /// the title; a unit stands behind its number.
    private func paragraphs(of table: Table) -> [String] {
        let heads = min(max(0, table.rowHeaders), table.columns.count)
        let valued = table.columns.dropFirst(heads)
        let isSingle = heads > 0 && valued.count == 1
        let isMeasured = valued.count == 2 && valued.last?.id == "unit"
        let rows = table.rows.map { row in
            let head = row.prefix(heads).enumerated().map { text($1, table.columns[$0]) }.joined(separator: ", ")
            let values = zip(table.columns, row).dropFirst(heads).map { column, cell in
                [isSingle || isMeasured ? "" : column.title, text(cell, column)].filter { !$0.isEmpty }
                    .joined(separator: " ")
            }
            let line = values.joined(separator: isMeasured ? " " : "; ")
            return head.isEmpty ? line : line.isEmpty ? head : "\(head): \(line)"
        }
        var below = table.notes.compactMap { number in
            document.notes.indices.contains(number - 1)
                ? locale.text("field.note", ["text": document.notes[number - 1]]) : nil
        }
        if !table.source.isEmpty { below.append(locale.text("field.source", ["source": table.source])) }
        var title = table.title
        if isSingle, !title.isEmpty, let name = valued.first?.title, !name.isEmpty {
            title = locale.text(
                "field.table", ["title": title, "column": name.prefix(1).lowercased() + name.dropFirst()])
        }
        return [lines([title, table.introduction].filter { !$0.isEmpty } + rows + below)]
    }

    private func text(_ cell: Cell, _ column: TableColumn) -> String {
        switch cell {
        case .text(let text), .sourceText(let text): text
        case .number(let number): locale.text(number, column.format ?? .decimal(2))
        case .formatted(let number, let format): locale.text(number, format)
        case .day(let day): locale.day(day)
        case .absent(let reason): locale.absenceMarks[reason] ?? locale.absenceMarks["other"] ?? "–"
        }
    }

    // MARK: Marks

    /// What the marks mean that stand in place of numbers of the blocks.
    private func legend(of blocks: [Block]) -> [String] {
        var used: Set<String> = []
        for block in blocks {
            switch block {
            case .table(let table):
                for row in table.rows { for cell in row { mark(of: cell).map { _ = used.insert($0) } } }
            case .keyFigures(let figures):
                for figure in figures { mark(of: .number(figure.value)).map { _ = used.insert($0) } }
            default: break
            }
        }
        return document.legend.filter { used.contains($0.mark) }.map {
            locale.text("field.mark", ["mark": $0.mark, "meaning": $0.meaning])
        }
    }

    /// The mark in a cell without a number.
    private func mark(of cell: Cell) -> String? {
        switch cell {
        case .number(let number), .formatted(let number, _):
            number.value == nil ? locale.text(number, .integer) : nil
        case .absent: text(cell, TableColumn(id: "", title: ""))
        case .text, .sourceText, .day: nil
        }
    }

    // MARK: Lines

    private func lines(_ lines: [String]) -> String { lines.joined(separator: lineBreak) }

    /// A text with each line break as CR LF, whatever it was, and without what a form would take for something else.
    private func withLineBreaks(_ text: String) -> String {
        text.split(whereSeparator: \.isNewline).joined(separator: lineBreak)
    }
}
