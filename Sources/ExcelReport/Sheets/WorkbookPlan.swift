import Disclosure
import Reporting

/// The sheets of a document's workbook, in order.
///
/// Cover, contents, key figures; then the document's sections in their order, a sheet per table and per longer text; the
/// notes last.
struct WorkbookPlan {
    let document: Document
    let options: ExcelReportOptions
    var names = SheetNames()
    let cover: String
    let contents: String
    let keyFigures: String?
    let definitions: String?
    let notes: String?
    /// Charts by the table whose numbers they draw.
    let charts: [String: [Chart]]
    var hasDefinitionsSheet = false
    /// Sheets of each note, by number from 1.
    var noteUses: [Int: [String]] = [:]

    var locale: ReportLocale { document.locale }

    init(_ document: Document, options: ExcelReportOptions) {
        self.document = document
        self.options = options
        let blocks = document.sections.flatMap(\.blocks)
        let locale = document.locale
        cover = names.sheet(locale.text("excel.cover"), fallback: "Cover")
        contents = names.sheet(locale.text("excel.contents"), fallback: "Contents")
        let hasKeyFigures = blocks.contains { if case .keyFigures(let all) = $0 { !all.isEmpty } else { false } }
        keyFigures = hasKeyFigures ? names.sheet(locale.text("excel.key-figures"), fallback: "Key figures") : nil
        let hasDefinitions = blocks.contains { if case .definitions(let all) = $0 { !all.isEmpty } else { false } }
        definitions = hasDefinitions ? names.sheet(locale.text("excel.definitions"), fallback: "Definitions") : nil
        charts = Dictionary(
            grouping: blocks.compactMap { if case .chart(let chart) = $0 { chart } else { nil } }, by: \.table)
        notes = document.notes.isEmpty ? nil : names.sheet(locale.text("excel.notes"), fallback: "Notes")
    }

    /// All sheets, the cover first.
    mutating func sheets() -> [SheetPlan] {
        var body: [SheetPlan] = []
        for section in document.sections { body += sheets(of: section) }
        var figures = 1
        for index in body.indices {
            body[index].firstFigure = figures
            guard let table = body[index].table else { continue }
            body[index].charts.removeAll { ChartPainter($0, table, locale) == nil }
            figures += body[index].charts.count
        }
        var sheets = [coverSheet()]
        if let sheet = keyFiguresSheet() { sheets.append(sheet) }
        sheets += body
        if let sheet = notesSheet() { sheets.append(sheet) }
        sheets.insert(contentsSheet(of: sheets), at: 1)
        return sheets.map { withMarks(withCopy($0)) }
    }

    /// A sheet of an authority copy with a line below its title that says so: on the screen no header is seen.
    private func withCopy(_ sheet: SheetPlan) -> SheetPlan {
        let information = document.information
        guard information.copy == .authority, !information.copyMark.isEmpty else { return sheet }
        var made = sheet
        made.lines.insert(SheetLine(.alert, information.copyMark), at: 0)
        return made
    }

    /// The link back to the contents, which stands below every title.
    var wayBack: SheetLine { SheetLine(.small, locale.text("excel.back-to-contents"), link: contents) }

    /// A sheet with a line that explains the marks its table uses, and how large the table is.
    private func withMarks(_ sheet: SheetPlan) -> SheetPlan {
        guard let table = sheet.table else { return sheet }
        var made = sheet
        let used = MarksInUse(table, locale)
        let entries = document.legend.filter { used.marks.contains($0.mark) }
        if !entries.isEmpty {
            let list = entries.map { "\($0.mark) = \($0.meaning)" }.joined(separator: "; ")
            made.tableLines.append(SheetLine(.small, locale.text("excel.marks", ["list": list])))
        }
        guard sheet.name != contents, sheet.name != notes else { return made }
        made.tableLines.append(
            SheetLine(
                .small,
                locale.text(
                    "excel.table-size", ["rows": String(table.rows.count), "columns": String(table.columns.count)])))
        return made
    }

    // MARK: Cover and contents

    private func coverSheet() -> SheetPlan {
        let information = document.information
        var sheet = SheetPlan(
            kind: .cover, name: cover, title: information.title, section: locale.text("excel.about"))
        if !information.subtitle.isEmpty { sheet.lines.append(SheetLine(.subtitle, information.subtitle)) }
        // That of an authority copy stands below the title of every sheet.
        if information.copy == .public, !information.copyMark.isEmpty {
            sheet.lines.append(SheetLine(.small, information.copyMark))
        }
        if !information.copyNotice.isEmpty { sheet.lines.append(SheetLine(.body, information.copyNotice)) }
        let short: [(String, String)] = [
            ("excel.organisation", information.organisation), ("excel.period", information.period),
            ("excel.as-of", information.asOf), ("excel.contact", information.contact),
        ]
        for (key, text) in short where !text.isEmpty {
            sheet.lines.append(SheetLine(.body, text, label: locale.text(key)))
        }
        if !information.description.isEmpty {
            sheet.lines.append(SheetLine(.heading, locale.text("excel.description")))
            sheet.lines.append(SheetLine(.body, information.description))
        }
        for fact in information.facts {
            sheet.lines.append(SheetLine(.heading, fact.label))
            sheet.lines += fact.text.split(whereSeparator: \.isNewline).map { SheetLine(.body, String($0)) }
        }
        sheet.lines.append(SheetLine(.heading, locale.text("excel.how-to-read")))
        for key in ["excel.how-to-read.sheets", "excel.how-to-read.numbers"] {
            sheet.lines.append(SheetLine(.body, locale.text(key)))
        }
        sheet.lines.append(SheetLine(.body, locale.text("excel.go-to-contents"), link: contents))
        if !document.legend.isEmpty {
            sheet.lines.append(SheetLine(.heading, locale.text("excel.legend")))
            sheet.lines += document.legend.map { SheetLine(.body, $0.meaning, label: $0.mark) }
        }
        if !information.build.isEmpty {
            sheet.lines.append(SheetLine(.heading, locale.text("excel.build")))
            sheet.lines.append(SheetLine(.small, information.build))
        }
        return sheet
    }

    private mutating func contentsSheet(of sheets: [SheetPlan]) -> SheetPlan {
        var sheet = SheetPlan(
            kind: .table, name: contents, title: locale.text("excel.contents"), section: locale.text("excel.about"))
        sheet.table = TablePlan(
            name: names.table("contents_of_workbook"), id: contents,
            columns: PlannedColumn.unique([
                PlannedColumn(title: locale.text("excel.column.sheet"), widest: 260),
                PlannedColumn(title: locale.text("excel.column.section"), widest: 240),
                PlannedColumn(title: locale.text("excel.column.content"), widest: 480),
            ]),
            rows: sheets.map {
                [.text($0.name), .text($0.section), .text($0.kind == .cover ? coverContent : $0.title)]
            },
            rowHeaders: 1, links: [0: sheets.map(\.name)])
        return sheet
    }

    private var coverContent: String { locale.text("excel.cover.content") }

    // MARK: Notes

    private mutating func notesSheet() -> SheetPlan? {
        guard let notes else { return nil }
        var sheet = SheetPlan(
            kind: .table, name: notes, title: locale.text("excel.notes.title"), section: locale.text("excel.about"))
        sheet.lines = [wayBack]
        let isUsed = !noteUses.isEmpty
        var columns = [
            PlannedColumn(title: locale.text("excel.column.note"), widest: 170),
            PlannedColumn(title: locale.text("excel.column.explanation"), widest: 560),
        ]
        if isUsed { columns.append(PlannedColumn(title: locale.text("excel.column.used-on"), widest: 280)) }
        var rows: [[Cell]] = []
        var links: [String?] = []
        for (index, note) in document.notes.enumerated() {
            var row: [Cell] = [.text(noteName(index + 1)), .text(note)]
            if isUsed {
                let uses = noteUses[index + 1] ?? []
                row.append(uses.isEmpty ? .absent(reason: "not-applicable") : .text(usesText(uses)))
                links.append(uses.first)
            }
            rows.append(row)
        }
        sheet.table = TablePlan(
            name: names.table("notes_of_workbook"), id: notes, columns: PlannedColumn.unique(columns), rows: rows,
            rowHeaders: 1, links: isUsed ? [2: links] : [:])
        return sheet
    }

    /// The text of a link that leads to the first of some sheets and names the others.
    private func usesText(_ sheets: [String]) -> String {
        guard let first = sheets.first, sheets.count > 1 else { return sheets.first ?? "" }
        return locale.text(
            "excel.used-also", ["first": first, "others": sheets.dropFirst().joined(separator: ", ")])
    }

    /// `Note 3`, the words by which a sheet refers to a note.
    func noteName(_ number: Int) -> String { locale.text("excel.note", ["number": String(number)]) }
}

/// The marks and words of the legend that a table uses.
struct MarksInUse {
    var marks: Set<String> = []

    init(_ table: TablePlan, _ locale: ReportLocale) {
        var isWithheld = false
        var isApproximate = false
        var reasons: Set<String> = []
        let width = table.columns.count
        for (number, row) in table.rows.enumerated() {
            let ofEmpty = table.totals.contains(number) ? "not-applicable" : "no-observations"
            if row.count < width { reasons.insert("not-applicable") }
            for cell in row.prefix(width) {
                switch cell {
                case .number(let number), .formatted(let number, _):
                    switch number.content {
                    case .value: if number.approximate { isApproximate = true }
                    case .withheld: isWithheld = true
                    case .absent(let reason): reasons.insert(reason)
                    }
                case .absent(let reason): reasons.insert(reason)
                case .text(let text), .sourceText(let text): if text.isEmpty { reasons.insert(ofEmpty) }
                case .day: break
                }
            }
        }
        marks = Set(reasons.map(locale.mark))
        if isWithheld { marks.insert(locale.withheldMark) }
        if isApproximate { marks.insert(locale.approximateWord) }
    }
}

extension ReportLocale {
    /// The mark of a reason why there is nothing.
    func mark(_ reason: String) -> String { absenceMarks[reason] ?? absenceMarks["other"] ?? "–" }
}
