import Diagnostics

/// The templates of a folder and the names that may stand in their tags.
///
/// A template engine fills an unknown tag with nothing, and a gap is easily overlooked: so tags are checked when templates are
/// read.
enum TemplateTags {
    /// Templates by name, without ending. One per kind of block, and parts that several of them share.
    static let templates = [
        "page", "contents", "closing", "heading", "paragraph", "list", "prose", "notice", "quotations", "key-figures",
        "key-figure", "table",
        "chart",
        "definitions", "terms", "citation", "sentences",
    ]

    /// Texts of the writer itself; a locale has them under `html`, a template under `text`.
    static let texts = [
        "about", "alternative-text", "as-of", "back-to", "build", "contact", "contents", "explain", "files",
        "how-computed", "identifier", "language", "legend", "note", "notes", "notice", "numbers", "organisation",
        "period", "protection", "quoted-also", "shown-in", "skip", "source", "target", "target-share", "to-table",
        "to-top",
    ]

    /// Names of what templates are given.
    static let names: Set<String> = [
        ".", "anchor", "asOf", "blocks", "body", "build", "caption", "captionAnchor", "closing", "code", "colours",
        "command", "commands", "contact", "content", "contents", "copyMark", "copyNotice", "current", "dataTables",
        "definition", "definitions", "description", "detail", "facts", "figures", "fileName", "files", "hasCommands",
        "hasDataTables", "hasLegend", "hasMarks", "hasMore", "hasNotes", "head", "inPrint", "isAuthority",
        "isBulleted", "isListing", "isMark", "isNumbered", "isParagraph", "isWide", "items", "keywords", "label",
        "language", "languages", "legend", "mark", "marker", "marks", "meaning", "met", "more", "narrow",
        "noteReferences", "notes", "notMet", "number", "numbersTable", "organisation", "pageFooter", "pageHeader",
        "partly", "percent", "period", "places", "sections", "share", "source", "start", "status", "styleSheet",
        "subtitle", "summary", "target", "targetValue", "template", "title", "unit", "unknown", "value", "wide",
        "width",
    ]

    /// Checks the tags of a template.
    static func check(_ template: String, of file: String) throws(HTMLReportError) {
        var line = 1
        var rest = Substring(template)
        while let open = rest.firstRange(of: "{{") {
            line += rest[..<open.lowerBound].utf8.count { $0 == UInt8(ascii: "\n") }
            guard let close = rest[open.upperBound...].firstRange(of: "}}") else { return }
            let content = rest[open.upperBound..<close.lowerBound]
            try check(tag: content, of: file, line: line)
            line += content.utf8.count { $0 == UInt8(ascii: "\n") }
            rest = rest[close.upperBound...]
        }
    }

    private static func check(tag: Substring, of file: String, line: Int) throws(HTMLReportError) {
        guard tag.first != "!" else { return }
        let isPartial = tag.first == ">"
        var name = String(tag.drop { "#^/&{> *".contains($0) }.prefix { !" }".contains($0) })
        // `empty(title)` asks whether a text or a list is empty.
        if name.hasPrefix("empty("), name.hasSuffix(")") { name = String(name.dropFirst(6).dropLast()) }
        var near: String?
        if isPartial {
            guard !tag.contains("*"), !templates.contains(name) else { return }
            near = nearestName(to: name, in: templates)
        } else if name.hasPrefix("text.") {
            guard !texts.contains(String(name.dropFirst(5))) else { return }
            near = nearestName(to: String(name.dropFirst(5)), in: texts).map { "text." + $0 }
        } else {
            guard !names.contains(name) else { return }
            near = nearestName(to: name, in: names.sorted())
        }
        throw .unknownTag(name, template: file, line: line, near: near)
    }
}
