import Microdata
import Records
import Reporting

/// What is wrong with a row, why, and what to do, in the language of a report.
///
/// Rows keep their messages in English, with the values in them; the texts of the locale are found by the code, and the values are
/// read off the message. A code that the locale does not know keeps its own words.
struct IssueWords {
    let locale: ReportLocale
    /// The messages of the pipeline's rules by their codes, in the language of the report.
    let rules: [String: String]
    /// Where a spreadsheet shows rows.
    var shown = ShownRows()

    /// How the messages of a code are built; what stands in braces differs from row to row.
    static let patterns: [String: (found: [String], cause: [String])] = [
        "ingest.unknown-code": (
            ["'{value}' is no code of the column"], ["its codes are {codes} and {more} more", "its codes are {codes}"]
        ),
        "ingest.too-many-codes": (["the column has more than {limit} different codes"], []),
        "ingest.not-of-type": (
            ["the value is no {type} written as {form}", "the value is no {type}"],
            ["it has {count} characters{kinds}", "it has {count} character{kinds}"]
        ),
        "ingest.out-of-range": (["{value} is outside {range}"], ["the mapping declares the range {range}"]),
        "ingest.too-many-decimals": ([], ["the column keeps {places} of them and nothing is rounded silently"]),
        "ingest.other-decimal-mark": ([], ["the file's decimal mark is '{mark}'"]),
        "ingest.no-match": ([], ["the form is {pattern}"]),
        "ingest.field-count": (
            ["the row has {found} fields", "the row has {found} field"], ["the header has {expected}"]
        ),
        "ingest.near-duplicate": (
            [
                "another row has the same answers at most {minutes} minutes apart",
                "another row has the same answers at most {minutes} minute apart",
            ], ["the row at {place} has them"]
        ),
        "ingest.incomplete-date": (["the date has no {type}"], []),
        "ingest.other-unit": ([], ["the column is counted in the unit {type}"]),
        "ingest.ambiguous-choice": ([], ["it was read as {codes}"]),
        "ingest.unlisted-code": (["'{value}' is not in the column's code list"], []),
        "ingest.ambiguous-place": (["'{value}' may be more than one place"], ["write {choices}"]),
        "ingest.several-places": (["the field names {count} places that do not lead to one code"], []),
        "ingest.too-broad-place": (
            ["'{value}' is larger than a code of {list}"], ["several codes of {list} lie in it"]
        ),
        "ingest.place-out-of-use": (["'{value}' was not in use then"], ["it was in use {days}"]),
        "ingest.no-record": ([], ["it looks like {page}"]),
        "ingest.personal-identity-code": ([], [kept]), "ingest.email-address": ([], [kept]),
        "ingest.phone-number": ([], [kept]),
        "ingest.duplicate": (["a row with the same {key} has been read already"], ["the row at {place} was kept"]),
    ]

    /// The cause of an issue with a row that was kept.
    private static let kept = "it must not be stored or published, so the row was kept {more}"

    /// The kind of an issue, such as `Koodi, jota ei ole koodiluettelossa`.
    func title(_ code: String) -> String { rules[code] ?? locale.texts["issue.\(code)"] ?? code }

    /// What was found in a row.
    func found(_ row: QuarantinedRow, place: String) -> String {
        if let message = rules[row.code] { return message }
        let known = Self.patterns[row.code]?.found ?? []
        return wording("found", row.code, row.summary, known, place: place) ?? locale.texts["issue.\(row.code)"]
            ?? QualitySupplements.withoutPlace(row.summary, file: place)
    }

    /// Why it is wrong.
    ///
    /// - Parameter place: The row's file.
    /// - Parameter allowed: The values that the column takes, by the words that people use; empty where the message's own will do.
    func cause(_ row: QuarantinedRow, place: String, allowed: [String] = []) -> String {
        if rules[row.code] != nil {
            let form = "'{column}' of {owner} is none of the keys '{key}' of {files}"
            if let values = row.cause.flatMap({ Self.match(form, $0) }) {
                return locale.filled(locale.text("issue.reference.cause"), values)
            }
            let check = row.cause.flatMap { Self.match("the rule is {check}", $0)?["check"] } ?? row.cause ?? ""
            return locale.text("issue.rule.cause", ["check": check])
        }
        if let other = RowPlace(otherOf: row) { return cause(row, naming: other, place) }
        if row.code == "ingest.unknown-code", !allowed.isEmpty {
            let codes = allowed.prefix(AllowedValues.listed).joined(separator: ", ")
            let more = allowed.count - AllowedValues.listed
            return more > 0
                ? locale.text("issue.\(row.code).cause-more", ["codes": codes, "more": String(more)])
                : locale.text("issue.\(row.code).cause", ["codes": codes])
        }
        let known = Self.patterns[row.code]?.cause ?? []
        return wording("cause", row.code, row.cause ?? "", known, place: "") ?? locale.texts["issue.\(row.code).cause"]
            ?? row.cause ?? ""
    }

    /// Why a row is wrong that another row has to do with; that one's file is named when it is another.
    private func cause(_ row: QuarantinedRow, naming other: RowPlace, _ place: String) -> String {
        let file = other.nameElsewhere(than: row, in: place)
        let key = "issue.\(row.code).cause" + (file == nil ? "" : "-elsewhere")
        let line = String(shown.row(other.line, of: other.file))
        return locale.texts[key].map { locale.filled($0, ["file": file ?? "", "line": line]) } ?? row.cause ?? ""
    }

    /// What to do, the likeliest first.
    func remedy(_ row: QuarantinedRow) -> String {
        var key = rules[row.code] == nil ? "issue.\(row.code).remedy" : "issue.rule.remedy"
        // How dates are written, the mapping says; it does not name each of them.
        if row.code == "ingest.not-of-type", row.summary.contains("the value is no date") { key += ".date" }
        guard let remedy = locale.texts[key] else { return row.remedies.joined(separator: "; ") }
        let near = row.remedies.lazy.compactMap { Self.match("did you mean '{near}'?", $0)?["near"] }.first
        return (near.map { locale.text("issue.near", ["near": $0]) + " " } ?? "") + remedy
    }

    private func wording(_ part: String, _ code: String, _ text: String, _ patterns: [String], place: String) -> String?
    {
        let message = place.isEmpty ? text : QualitySupplements.withoutPlace(text, file: place)
        for pattern in patterns {
            guard var values = Self.match(pattern, message) else { continue }
            values["range"] = values["range"].map(range)
            for name in ["type", "kinds", "value"] {
                let slug = values[name]?.drop { $0 == " " }.replacing(" ", with: "-")
                if let known = slug.flatMap({ locale.texts["issue.word.\($0)"] }) { values[name] = known }
            }
            let key = values["more"] == nil ? "issue.\(code).\(part)" : "issue.\(code).\(part)-more"
            return locale.texts[key].map { locale.filled($0, values) }
        }
        return nil
    }

    /// A range as the language writes it: `1–5`, `1.1.2023–31.12.2023`.
    func range(_ text: String) -> String {
        text.split(separator: "…").map { bound in
            CalendarDay(iso: String(bound)).map { locale.day($0) } ?? number(String(bound))
        }.joined(separator: "–")
    }

    /// A number as the language writes it, without decimals that say nothing.
    func number(_ text: String) -> String {
        guard let mark = text.firstIndex(of: "."), let value = Double(text) else { return text }
        let decimals = text[text.index(after: mark)...].reversed().drop { $0 == "0" }.count
        return locale.text(value, decimals == 0 ? .integer : .decimal(decimals))
    }

    /// The values in a text that has the form of a pattern; nil when it has not.
    static func match(_ pattern: String, _ text: String) -> [String: String]? {
        var values: [String: String] = [:]
        var pattern = Substring(pattern)
        var text = Substring(text)
        while let open = pattern.firstIndex(of: "{"), let close = pattern[open...].firstIndex(of: "}") {
            let before = pattern[..<open]
            guard text.hasPrefix(before) else { return nil }
            text = text.dropFirst(before.count)
            let name = String(pattern[pattern.index(after: open)..<close])
            pattern = pattern[pattern.index(after: close)...]
            let literal = pattern.prefix { $0 != "{" }
            if literal.isEmpty {
                values[name] = String(text)
                text = ""
            } else {
                guard let end = text.firstRange(of: literal) else { return nil }
                values[name] = String(text[..<end.lowerBound])
                text = text[end.lowerBound...]
            }
        }
        return text == pattern ? values : nil
    }
}
