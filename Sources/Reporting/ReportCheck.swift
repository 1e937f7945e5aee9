internal import Definitions
public import Diagnostics
public import Indicators
public import Records

/// Checks the names of a report definition against what exists, before anything is computed.
///
/// Every figure, indicator, dimension, level, further number, column, table, section and text is looked up, and each that
/// does not exist is a finding with its place. A level that exists but was not observed can be told only when the report is made.
/// A check is of one report.
public struct ReportCheck {
    let catalogue: Catalogue
    let codeLists: [String: CodeList]
    let locales: [ReportLocale]
    let reader = DefinitionReader()
    /// Whether what is checked is in the authority's copy alone, which has finer breakdowns.
    private var isForAuthority = false
    /// The dimensions that the report's chapters on contribution are about.
    private(set) var contributionDimensions: [String] = []

    /// - Parameter locales: The languages that the report is made in.
    public init(catalogue: Catalogue, codeLists: [String: CodeList], locales: [ReportLocale]) {
        self.catalogue = catalogue
        self.codeLists = codeLists
        self.locales = locales
    }

    /// Everything that is wrong with a report, in the order of its file.
    public func findings(in report: ReportDefinition) -> [Finding] {
        var check = self
        check.contributionDimensions = report.contributions.compactMap(\.dimension)
        return check.findings(report)
    }

    private func findings(_ report: ReportDefinition) -> [Finding] {
        let root = report.source
        for key in ["title", "subtitle", "organisation", "contact", "description", "keywords"] {
            text(root[key], or: "report.\(key)", at: root)
        }
        for fact in reader.items("facts", in: root) {
            text(fact["label"])
            text(fact["text"])
        }
        let sections = root["sections"]?.sequence ?? []
        let ids = sections.compactMap { $0["id"]?.string }
        unique(sections, "section")
        let blocks = sections.flatMap { $0["blocks"]?.sequence ?? [] }
        reader.requireUnique(blocks.flatMap(namedTables), noun: "a table")
        unique(blocks.compactMap { $0["chart"] }, "chart")
        var tables: [String: CheckedTable] = [:]
        let fields = sections.compactMap { section in section["field"].map { (section, $0) } }
        reader.requireUnique(
            fields.compactMap { section, field in
                (field["id"] ?? section["id"]).flatMap { node in node.string.map { ($0, node) } }
            }, noun: "a field")
        for section in sections {
            text(section["title"])
            text(section["short-title"])
            text(section["field"]?["title"])
            for block in section["blocks"]?.sequence ?? [] {
                guard let entry = block.mapping?.first(where: { $0.key != "copies" }) else { continue }
                var scoped = self
                scoped.isForAuthority = [section, block].contains { node in
                    reader.strings("copies", in: node) == [Copy.authority.rawValue]
                }
                scoped.check(entry, sections: ids, &tables)
            }
        }
        if !fields.isEmpty { fieldTexts(at: root) }
        staffTexts(of: report)
        return reader.findings
    }

    /// Reports sections or charts that bear the name of one before them.
    private func unique(_ nodes: [Definition], _ noun: String) {
        let named = nodes.compactMap { node in node["id"]?.string.map { (name: $0, node: node["id"] ?? node) } }
        reader.requireUnique(named, noun: "a \(noun)")
    }

    private func check(
        _ entry: DefinitionMapping.Entry, sections: [String], _ tables: inout [String: CheckedTable]
    ) {
        let value = entry.value
        switch entry.key {
        case "heading": text(value)
        case "paragraph", "notice": sentence(value)
        case "findings": findings(value)
        case "contribution": contribution(value)
        case "quotes": quotes(value)
        case "terms": terms(value)
        case "list": for item in value.sequence ?? [] { sentence(item) }
        case "key-figures": for item in value.sequence ?? [] { keyFigure(item, sections: sections) }
        case "definitions":
            for item in value.sequence ?? [] { if let code = item.string { _ = indicator(code, at: item.location) } }
        case "table":
            if let id = value["id"]?.string { tables[id] = table(value) }
        case "chart": chart(value, tables)
        default: break
        }
    }

    /// The dimensions of an indicator's figures, one list for each breakdown that the copy shows.
    func shapes(of indicator: Indicator) -> [[String]] {
        isForAuthority ? indicator.authorityShapes : indicator.shapes
    }

    // MARK: Texts

    /// A text of every language.
    func text(_ node: Definition?) { if let node, let key = node.string { require(key, at: node.location) } }

    /// A text of every language that has a usual key.
    private func text(_ node: Definition?, or usual: String, at parent: Definition) {
        require(node?.string ?? usual, at: (node ?? parent).location)
    }

    func require(_ key: String, at location: RecordLocation) {
        let lacking = locales.filter { $0.texts[key] == nil }
        guard let first = lacking.first else { return }
        let near = nearestName(to: key, in: first.texts.keys.sorted())
        reader.report(
            "report.unknown-text", at: location,
            "there is no text '\(key)' in \(lacking.map(\.language).joined(separator: ", "))",
            remedies: (near.map { ["write '\($0)'"] } ?? [])
                + ["add '\(key)' to the texts of \(lacking.map(\.file).joined(separator: ", "))"])
    }

    /// A text of every language, and the figures that stand in it.
    func sentence(_ node: Definition?) {
        guard let node, let key = node.string else { return }
        require(key, at: node.location)
        for locale in locales {
            guard let template = locale.texts[key], template.contains("{") else { continue }
            let place = locale.places[key] ?? node.location
            for name in Self.placeholders(in: template) { part(name, at: place) }
        }
    }

    static func placeholders(in template: String) -> [String] {
        var names: [String] = []
        var rest = Substring(template)
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            names.append(String(rest[rest.index(after: open)..<close]))
            rest = rest[rest.index(after: close)...]
        }
        return names
    }

    /// A figure in a sentence, and which of its numbers.
    func part(_ name: String, at place: RecordLocation) {
        guard name != "period", name != "as-of" else { return }
        let placeholder = FigurePlaceholder(name)
        guard let indicator = figure(placeholder.reference, at: place), let part = placeholder.part else { return }
        let known = ["value", "n", "interval"] + indicator.furtherNames
        if !known.contains(part) {
            reader.reportUnknown(
                part, at: place, as: "a number of '\(indicator.code)'", among: known, code: "report.unknown-part")
        }
    }
}

/// What stands between braces in a text: a figure, and after a colon which of its numbers.
public struct FigurePlaceholder: Sendable, Hashable {
    /// The figure, such as `attendances[mode=onsite]`.
    public let reference: String
    /// nil for the value.
    public let part: String?

    /// Takes `code[dimension=level]:part` apart.
    public init(_ name: String) {
        // A colon within brackets belongs to a level such as `missing:refused`.
        let from = name.lastIndex(of: "]") ?? name.startIndex
        if let colon = name[from...].firstIndex(of: ":") {
            reference = String(name[..<colon])
            part = String(name[name.index(after: colon)...])
        } else {
            reference = name
            part = nil
        }
    }
}
