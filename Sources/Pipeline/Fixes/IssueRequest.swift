import Ingest
import Microdata
import Records
import Reporting

/// What a supplier is asked to do about a row: what is wrong and how to mend it, in one plain sentence.
///
/// A value is shown only where the message of the row shows it, which is so for codes and numbers out of range and never for what may be
/// about a person.
struct IssueRequest {
    let words: IssueWords
    /// The values that columns take, in the language of the supplier.
    let allowed: AllowedValues

    private var locale: ReportLocale { words.locale }

    /// The most allowed values that a sentence lists.
    private static let listed = 10

    func sentence(_ row: QuarantinedRow, column: String?, source: LoadedSource?, place: String) -> String {
        if let message = words.rules[row.code] { return locale.text("fix.rule", ["message": message]) }
        let message = QualitySupplements.withoutPlace(row.summary, file: place)
        var values = Self.values(IssueWords.patterns[row.code]?.found ?? [], message)
        values.merge(Self.values(IssueWords.patterns[row.code]?.cause ?? [], row.cause ?? "")) { first, _ in first }
        values["range"] = values["range"].map(range)
        let key = "fix." + row.code
        switch row.code {
        case "ingest.unknown-code": return unknownCode(row, values, column, source)
        case "ingest.not-of-type":
            let type = (values["type"] ?? "").replacing(" ", with: "-")
            let exact = "\(key).\(type)" + (values["form"] == nil ? "" : "-as")
            return locale.filled(locale.texts[exact] ?? locale.text(key), values)
        case "ingest.out-of-range" where values["value"] == "the date":
            return locale.filled(locale.text(key + ".date"), values)
        case "ingest.duplicate":
            if let line = values["place"]?.split(separator: ":").last.flatMap({ Int($0) }) {
                return locale.text(key + ".line", ["line": String(line)])
            }
            return locale.text(key)
        default: return locale.filled(locale.texts[key] ?? words.found(row, place: place), values)
        }
    }

    /// A range as the supplier's language writes it: `1–5`, `1.1.2023–31.12.2023`.
    private func range(_ text: String) -> String {
        text.split(separator: "…").map { bound in
            CalendarDay(iso: String(bound)).map { locale.day($0) } ?? String(bound)
        }.joined(separator: "–")
    }

    private func unknownCode(
        _ row: QuarantinedRow, _ values: [String: String], _ column: String?, _ source: LoadedSource?
    ) -> String {
        var values = values
        let known = column.flatMap { column in source.map { allowed.values(of: column, in: $0) } } ?? []
        if known.count > Self.listed {
            values["codes"] = locale.text(
                "fix.allowed-more",
                [
                    "some": known.prefix(Self.listed).joined(separator: ", "),
                    "more": String(known.count - Self.listed),
                ])
        } else if !known.isEmpty {
            values["codes"] = known.joined(separator: ", ")
        }
        // Of a value of one or two signs any other is near.
        let isLong = (values["value"]?.count ?? 0) > 2
        let near =
            !isLong
            ? nil : row.remedies.lazy.compactMap { IssueWords.match("did you mean '{near}'?", $0)?["near"] }.first
        if let near { values["near"] = near }
        let form =
            values["value"] == nil
            ? ".unquoted" : near == nil ? "" : known.count > Self.listed ? ".near-many" : ".near"
        return locale.filled(locale.text("fix.\(row.code)\(form)"), values)
    }

    private static func values(_ patterns: [String], _ text: String) -> [String: String] {
        patterns.lazy.compactMap { IssueWords.match($0, text) }.first ?? [:]
    }
}

/// The values that columns of codes take, as a person who fills in a source would write them.
struct AllowedValues {
    let codeLists: [String: CodeList]
    let language: String

    /// What a column's own mapping declares, or the titles of its code list; empty for other columns.
    func values(of column: String, in source: LoadedSource) -> [String] {
        guard let mapped = source.mapping.columns.first(where: { $0.label == column }) else { return [] }
        let list = mapped.codes.flatMap { codeLists[$0] }
        let titles = (list?.codes ?? []).map { $0.titles[language] ?? $0.titles["fi"] ?? $0.code }
        let written = mapped.values.map(\.written)
        let all = titles.isEmpty ? written : titles
        var seen: Set<String> = []
        return all.filter { seen.insert($0).inserted }
    }
}

extension ColumnMapping {
    /// What messages call the column: its first source, as a header is compared.
    var label: String? {
        sources.first.map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
    }
}
