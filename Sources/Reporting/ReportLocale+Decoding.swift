public import Definitions
internal import Diagnostics

extension ReportLocale {
    /// A locale file; nested keys of `texts` are joined with full stops.
    public static func decode(_ root: Definition, with reader: DefinitionReader) -> ReportLocale? {
        var texts: [String: String] = [:]
        var places: [String: RecordLocation] = [:]
        func collect(_ node: Definition, _ prefix: String) {
            for entry in node.mapping ?? DefinitionMapping([]) {
                let key = prefix.isEmpty ? entry.key : prefix + "." + entry.key
                if let text = entry.value.string {
                    texts[key] = text
                    places[key] = entry.keyLocation
                } else if entry.value.mapping != nil {
                    collect(entry.value, key)
                } else {
                    reader.report(
                        "locale.text", at: entry.value,
                        "the text '\(key)' is \(entry.value.isNull ? "empty" : "no text")",
                        remedies: ["write the text in quotes"])
                }
            }
        }
        if let node = reader.mapping("texts", in: root) { collect(node, "") }
        let numbers = reader.mapping("numbers", in: root)
        let marks = reader.mapping("marks", in: root)
        let dates = reader.mapping("dates", in: root)
        guard let language = reader.string("language", in: root), let numbers, let marks, let dates else { return nil }
        return ReportLocale(
            language: language, decimalMark: reader.string("decimal", in: numbers, default: "."),
            groupMark: reader.string("group", in: numbers, default: "\u{A0}"),
            percentGap: reader.string("percent-gap", in: numbers, default: ""),
            minus: reader.string("minus", in: numbers, default: "\u{2212}"),
            withheldMark: reader.string("withheld", in: marks, default: "[c]"),
            absenceMarks: reader.stringsByKey("absent", in: marks),
            approximateWord: reader.string("approximate", in: marks, default: "~"),
            dayForm: reader.string("day", in: dates, default: "d.M.yyyy"),
            monthNames: reader.strings("months", in: dates), texts: texts, file: root.file,
            places: places)
    }
}
