import Reporting

/// How a file is written, in the language of a report: what a person needs who opens it in another program.
struct SourceForm {
    let locale: ReportLocale

    /// The form in words; a verdict of another make stays as it is.
    func words(_ verdict: String) -> String {
        if let sheet = IssueWords.match("XLSX workbook, sheet '{sheet}'", verdict)?["sheet"] {
            return locale.text("form.workbook", ["sheet": sheet])
        }
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
