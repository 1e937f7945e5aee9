import Charts
import Reporting

/// What the templates of a page are given: a tree of names and values, made from a document.
///
/// Texts go in as they are, and the templates escape them; markup made in Swift goes in under names of its own (`body`, `head`,
/// `wide`, `narrow`, `value` …), which templates write with three braces.
struct PageContext {
    typealias Values = [String: Any]

    let document: Document
    let options: HTMLReportOptions
    let places: Places
    var table: TableMarkup
    var locale: ReportLocale { document.locale }

    init(document: Document, options: HTMLReportOptions) {
        self.document = document
        self.options = options
        places = Places(document)
        table = TableMarkup(locale: document.locale, legend: document.legend)
    }

    /// Everything, for the template `page`.
    mutating func page(languages: [LanguageVersion], styleSheet: String) -> Values {
        let information = document.information
        var sections: [Values] = []
        for index in document.sections.indices { sections.append(section(index)) }
        let closing = closingParts()
        return [
            "language": locale.language,
            "text": texts(),
            "title": information.title,
            "subtitle": information.subtitle,
            "organisation": information.organisation,
            "contact": information.contact,
            "description": information.description,
            "keywords": information.keywords.joined(separator: ", "),
            "period": information.period,
            "asOf": information.asOf,
            "build": information.build,
            "copyMark": information.copyMark,
            "copyNotice": information.copyNotice,
            "isAuthority": information.copy == .authority,
            "languages": languages.count < 2 ? [] : languages.map(language),
            "colours": colours(),
            "styleSheet": styleSheet,
            "pageFooter": styleSheetString(
                [information.organisation, information.title, information.period].filter { !$0.isEmpty }
                    .joined(separator: " · ")),
            "pageHeader": styleSheetString(information.copyMark),
            "contents": contents(),
            "sections": sections,
            "closing": closing,
        ]
    }

    private func texts() -> Values {
        Dictionary(
            TemplateTags.texts.map { ($0, locale.text("html." + $0)) }, uniquingKeysWith: { first, _ in first })
    }

    private func language(_ version: LanguageVersion) -> Values {
        [
            "code": version.code, "fileName": version.fileName, "title": version.title,
            "current": version.code == locale.language,
        ]
    }

    /// The colours and the font of the page as properties of a style sheet: those of the figures, so that they agree.
    private func colours() -> String {
        let style = options.style
        var properties = [
            ("ink", style.ink), ("muted", style.mutedInk), ("rule", style.gridline), ("axis", style.axis),
            ("paper", style.background), ("tint", style.empty),
            ("sans", style.fontFamily),
        ]
        for (index, colour) in style.series.enumerated() {
            properties.append(("series-\(index + 1)", colour.mark))
            properties.append(("series-\(index + 1)-text", colour.text))
        }
        // A colour is written by the program's author or a theme's, not by data; all the same it cannot end the element.
        let safe = properties.filter { !$0.1.contains("<") && !$0.1.contains(";") && !$0.1.contains("}") }
        return safe.map { "--\($0.0): \($0.1);" }.joined(separator: " ")
    }

    private func contents() -> [Values] {
        var entries: [Values] = document.sections.enumerated().map { index, section in
            [
                "anchor": places.sections[index],
                "title": section.shortTitle.isEmpty ? section.title : section.shortTitle,
            ]
        }
        if !document.notes.isEmpty { entries.append(["anchor": "notes", "title": locale.text("html.notes")]) }
        if hasLegend { entries.append(["anchor": "legend", "title": locale.text("html.legend")]) }
        entries.append(["anchor": "about", "title": locale.text("html.about")])
        return entries
    }

    private var hasLegend: Bool { !document.legend.isEmpty }

    private mutating func section(_ index: Int) -> Values {
        let section = document.sections[index]
        var blocks: [Values] = []
        for (position, block) in section.blocks.enumerated() {
            blocks.append(values(of: block, at: Places.Position(section: index, block: position)))
        }
        return ["anchor": places.sections[index], "title": section.title, "blocks": blocks]
    }

    /// Notes, legend, and what the report says of itself.
    private func closingParts() -> Values {
        let notes: [Values] = document.notes.enumerated().map { index, note in
            let backLinks: [Values] = places.tablesWithNote(index + 1).map { table in
                ["anchor": places.noteReference(index + 1, in: table), "label": label(ofTable: table)]
            }
            return ["anchor": places.note(index + 1), "content": note, "places": backLinks]
        }
        let legend: [Values] = document.legend.map { ["mark": $0.mark, "meaning": $0.meaning] }
        let facts: [Values] = document.information.facts.map { ["label": $0.label, "content": $0.text] }
        return [
            "hasNotes": !notes.isEmpty, "notes": notes, "hasLegend": hasLegend, "legend": legend, "facts": facts,
        ]
    }

    /// `Taulukko 3`.
    func label(ofTable table: Places.TablePlace) -> String {
        locale.text("html.table", ["number": String(table.number)])
    }
}
