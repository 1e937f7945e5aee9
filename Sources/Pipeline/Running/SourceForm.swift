import Reporting

/// How a file is written, in the language of a report: what a person needs who opens it in another program.
struct SourceForm {
    let locale: ReportLocale

    /// The form in words; a verdict of another make stays as it is. What rules left out is told by itself.
    func words(_ verdict: String) -> String { formWords(Self.parts(verdict).form) }

    /// What rules of the mapping left out of the file, by their reasons in the language of the report.
    func exclusions(_ verdict: String) -> [(reason: String, count: Int)] {
        Self.parts(verdict).excluded.compactMap { part in
            guard let values = IssueWords.match("{count}: {reason}", part), let reason = values["reason"],
                let count = values["count"].flatMap({ Int($0) })
            else { return nil }
            return (locale.texts["form.reason.\(Self.slug(reason))"] ?? reason, count)
        }
    }

    static func parts(_ verdict: String) -> (form: String, excluded: ArraySlice<String>) {
        var parts = verdict.split(separator: "; excluded: ").map(String.init)[...]
        guard parts.count > 1, let form = parts.popFirst() else { return (verdict, []) }
        return (form, parts)
    }

    /// A reason's words with hyphens between, as the locales name those that presets give.
    private static func slug(_ reason: String) -> String {
        reason.lowercased().split { !$0.isLetter }.joined(separator: "-")
    }

    private func formWords(_ verdict: String) -> String {
        if let sheet = IssueWords.match("XLSX workbook, sheet '{sheet}'", verdict)?["sheet"] {
            return locale.text("form.workbook", ["sheet": sheet])
        }
        if let sheet = IssueWords.match("ODS workbook, sheet '{sheet}'", verdict)?["sheet"] {
            return locale.text("form.ods", ["sheet": sheet])
        }
        // Where the records of a document are is for those who write the mapping.
        if verdict.hasPrefix("JSON") { return verdict == "JSON Lines" ? verdict : "JSON" }
        if let encoding = IssueWords.match("SPSS data file, encoding {encoding}", verdict)?["encoding"] {
            return locale.text("form.spss", ["encoding": name(ofEncoding: encoding[...])])
        }
        if let kind = IssueWords.match("Innokylä page, {kind}", verdict)?["kind"] {
            return locale.text("form.page", ["kind": kind])
        }
        guard let parts = IssueWords.match("{encoding}, separator {separator}, decimal {rest}", verdict),
            let encoding = parts["encoding"]?.prefix(while: { $0 != " " }),
            let separator = parts["separator"].map({ name(ofSeparator: $0) })
        else { return verdict }
        return locale.text("form.text", ["encoding": name(ofEncoding: encoding), "separator": separator])
    }

    private func name(ofEncoding encoding: Substring) -> String {
        encoding == "utf-8" ? "UTF-8" : encoding.prefix(1).uppercased() + encoding.dropFirst()
    }

    private func name(ofSeparator separator: String) -> String {
        switch separator {
        case ";": locale.text("form.semicolon")
        case ",", "": locale.text("form.comma")
        case "TAB": locale.text("form.tab")
        default: separator
        }
    }
}
