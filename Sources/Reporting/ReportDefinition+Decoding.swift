public import Definitions

extension ReportDefinition {
    /// A report definition; what is wrong is reported to the reader.
    public static func decode(_ root: Definition, with reader: DefinitionReader) -> ReportDefinition? {
        guard let name = reader.string("report", in: root) else { return nil }
        let facts = reader.optionalList("facts", in: root) { node -> (label: String, text: String)? in
            guard let label = reader.string("label", in: node), let text = reader.string("text", in: node) else {
                return nil
            }
            return (label, text)
        }
        let sections = reader.list("sections", in: root) { node -> SectionDefinition? in
            guard let id = reader.string("id", in: node), let title = reader.string("title", in: node) else {
                return nil
            }
            let blocks = reader.list("blocks", in: node) { block in
                BlockDefinition.decode(block, with: reader).map {
                    ($0, reader.choices("copies", in: block, of: Copy.self))
                }
            }
            return SectionDefinition(
                id: id, title: title, shortTitle: reader.string("short-title", in: node, default: title),
                blocks: blocks.map(\.0), copies: reader.choices("copies", in: node, of: Copy.self),
                copiesOfBlocks: blocks.map(\.1),
                field: reader.optionalMapping("field", in: node).flatMap {
                    FieldDefinition.decode($0, section: id, with: reader)
                })
        }
        return ReportDefinition(
            name: name, title: reader.string("title", in: root, default: "report.title"),
            subtitle: reader.string("subtitle", in: root, default: "report.subtitle"),
            organisation: reader.string("organisation", in: root, default: "report.organisation"),
            contact: reader.string("contact", in: root, default: "report.contact"),
            description: reader.string("description", in: root, default: "report.description"),
            keywords: reader.string("keywords", in: root, default: "report.keywords"), facts: facts, sections: sections,
            textFolder: reader.optionalString("texts", in: root), source: root)
    }
}

extension BlockDefinition {
    static func decode(_ node: Definition, with reader: DefinitionReader) -> BlockDefinition? {
        let kinds = (node.mapping ?? DefinitionMapping([])).filter { $0.key != "copies" }
        guard let entry = kinds.first, kinds.count == 1 else {
            reader.report(
                "report.block", at: node,
                kinds.isEmpty
                    ? "expected a block such as 'paragraph: key' or 'table: …'"
                    : "a block is of one kind, and this has \(kinds.map { "'\($0.key)'" }.joined(separator: " and "))",
                remedies: [kinds.isEmpty ? "see the guide to reports" : "write each as a block of its own"])
            return nil
        }
        let value = entry.value
        switch entry.key {
        case "heading": return value.string.map(BlockDefinition.heading)
        case "paragraph": return value.string.map(BlockDefinition.paragraph)
        case "notice": return value.string.map(BlockDefinition.notice)
        case "text": return value.string.map { .text($0, value.location) }
        case "supplement": return value.string.map(BlockDefinition.supplement)
        case "findings": return FindingsDefinition.decode(value, with: reader).map(BlockDefinition.findings)
        case "contribution":
            return ContributionDefinition.decode(value, with: reader).map(BlockDefinition.contribution)
        case "quotes": return QuotesDefinition.decode(value, with: reader).map(BlockDefinition.quotes)
        case "terms": return TermsDefinition.decode(value, with: reader).map(BlockDefinition.terms)
        case "list": return .list((value.sequence ?? []).compactMap(\.string))
        case "definitions":
            return .definitions(value.string == "all" ? [] : (value.sequence ?? []).compactMap(\.string))
        case "key-figures":
            return .keyFigures((value.sequence ?? []).compactMap { KeyFigureDefinition.decode($0, with: reader) })
        case "table": return TableDefinition.decode(value, with: reader).map(BlockDefinition.table)
        case "chart": return ChartDefinition.decode(value, with: reader).map(BlockDefinition.chart)
        default:
            reader.reportUnknown(
                entry.key, at: node, as: "a kind of block",
                among: [
                    "heading", "paragraph", "notice", "list", "text", "findings", "contribution", "quotes",
                    "key-figures", "table", "chart", "definitions", "terms", "supplement",
                ])
            return nil
        }
    }
}

extension KeyFigureDefinition {
    static func decode(_ node: Definition, with reader: DefinitionReader) -> KeyFigureDefinition? {
        if let figure = node.string {
            return KeyFigureDefinition(figure: figure, label: nil, unit: nil, section: nil, group: nil)
        }
        return reader.string("figure", in: node).map {
            KeyFigureDefinition(
                figure: $0, label: reader.optionalString("label", in: node),
                unit: reader.optionalString("unit", in: node),
                section: reader.optionalString("section", in: node), group: reader.optionalString("group", in: node))
        }
    }
}

extension TableDefinition {
    static func decode(_ node: Definition, with reader: DefinitionReader) -> TableDefinition? {
        let across = reader.optionalMapping("across", in: node).flatMap { across -> AcrossDefinition? in
            reader.string("dimension", in: across).map {
                AcrossDefinition(
                    dimension: $0, levels: reader.strings("levels", in: across),
                    total: reader.bool("total", in: across, default: false),
                    symmetric: reader.bool("symmetric", in: across, default: false))
            }
        }
        let columns = reader.list("columns", in: node) { ColumnDefinition.decode($0, with: reader) }
        guard let id = reader.string("id", in: node), let title = reader.string("title", in: node),
            let rows = reader.mapping("rows", in: node).flatMap({ rows($0, with: reader) })
        else { return nil }
        return TableDefinition(
            id: id, title: title, shortTitle: reader.string("short-title", in: node, default: title),
            introduction: reader.optionalString("introduction", in: node), rows: rows, columns: columns, across: across,
            notes: reader.strings("notes", in: node), location: node.location)
    }

    private static func rows(_ node: Definition, with reader: DefinitionReader) -> Rows? {
        switch node.mapping?.first?.key {
        case "dimension", "dimensions":
            let names = reader.strings("dimension", in: node) + reader.strings("dimensions", in: node)
            return .dimensions(
                names, total: reader.bool("total", in: node, default: false),
                order: reader.optionalString("order", in: node))
        case "subgroups":
            return .subgroups(
                reader.strings("subgroups", in: node), total: reader.bool("total", in: node, default: false))
        case "indicators": return .indicators(reader.strings("indicators", in: node))
        case "figures":
            return .figures(reader.list("figures", in: node) { KeyFigureDefinition.decode($0, with: reader) })
        case "targets": return reader.string("targets", in: node).map(Rows.targets)
        case "listing":
            return reader.string("listing", in: node).map {
                .listing(
                    $0, limit: reader.optionalInt("limit", in: node), order: reader.strings("order", in: node))
            }
        default:
            reader.report(
                "report.rows", at: node,
                "expected rows of dimension, dimensions, subgroups, indicators, figures, targets or listing",
                remedies: ["write 'rows: {dimension: region}'"])
            return nil
        }
    }
}

extension ColumnDefinition {
    static func decode(_ node: Definition, with reader: DefinitionReader) -> ColumnDefinition? {
        let indicator = reader.optionalString("indicator", in: node)
        let show = reader.string("show", in: node, default: "value")
        return ColumnDefinition(
            id: reader.string("id", in: node, default: (indicator.map { slug($0) + "-" } ?? "") + show),
            indicator: indicator,
            at: reader.stringsByKey("at", in: node), show: show, title: reader.optionalString("title", in: node),
            format: NumberFormat.decode("format", in: node, with: reader))
    }
}

extension NumberFormat {
    /// A format by its name: `integer`, `decimal 2`, `percent 1`, `signed 2`, `euros 0`, `score`, `probability`, `day`, `moment`.
    static func decode(_ key: String, in node: Definition, with reader: DefinitionReader) -> NumberFormat? {
        guard let text = reader.optionalString(key, in: node) else { return nil }
        let words = text.split(separator: " ")
        let places = words.count > 1 ? Int(words[1]) ?? 0 : 0
        switch words.first {
        case "integer": return .integer
        case "decimal": return .decimal(places)
        case "percent": return .percent(places)
        case "percentage-points": return .percentagePoints(places)
        case "signed": return .signed(places)
        case "euros": return .euros(places)
        case "score": return .score
        case "probability": return .probability
        case "day": return .day
        case "moment": return .moment
        default:
            reader.reportUnknown(
                text, at: node[key] ?? node, as: "a number format",
                among: [
                    "integer", "decimal 2", "percent 1", "percentage-points 1", "signed 2", "euros 0", "score",
                    "probability", "day", "moment",
                ])
            return nil
        }
    }
}

/// A text as an ASCII slug: letters, digits and hyphens.
func slug(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "a"..."z", "0"..."9", "-": result.unicodeScalars.append(scalar)
        case "A"..."Z": result.unicodeScalars.append(Unicode.Scalar(scalar.value + 32) ?? scalar)
        default: if !result.hasSuffix("-"), !result.isEmpty { result += "-" }
        }
    }
    return result
}
