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
        // A form is shown by a day written in it, which anybody can follow.
        values["form"] = values["form"].flatMap(Self.example)
        let key = "fix." + row.code
        switch row.code {
        case "ingest.unknown-code": return unknownCode(row, values, column, source)
        case "ingest.not-of-type":
            let type = (values["type"] ?? "").replacing(" ", with: "-")
            let exact = "\(key).\(type)" + (values["form"] == nil ? "" : "-as")
            return locale.filled(locale.texts[exact] ?? locale.text(key), values)
        case "ingest.out-of-range" where values["value"] == "the date":
            return locale.filled(locale.text(key + ".date"), values)
        case "ingest.out-of-range":
            values["value"] = values["value"].map(number)
            return locale.filled(locale.text(key), values)
        case "ingest.duplicate":
            guard let other = RowPlace(otherOf: row) else { return locale.text(key) }
            let line = String(words.shown.row(other.line, of: other.file))
            guard let file = other.nameElsewhere(than: row, in: place) else {
                return locale.text(key + ".line", ["line": line])
            }
            return locale.text(key + ".elsewhere", ["file": file, "line": line])
        default: return locale.filled(locale.texts[key] ?? words.found(row, place: place), values)
        }
    }

    /// A range as the supplier's language writes it: `1–5`, `1.1.2023–31.12.2023`.
    private func range(_ text: String) -> String {
        text.split(separator: "…").map { bound in
            CalendarDay(iso: String(bound)).map { locale.day($0) } ?? number(String(bound))
        }.joined(separator: "–")
    }

    /// A number as the supplier's language writes it, without decimals that say nothing.
    private func number(_ text: String) -> String {
        guard let mark = text.firstIndex(of: "."), let value = Double(text) else { return text }
        let decimals = text[text.index(after: mark)...].reversed().drop { $0 == "0" }.count
        return locale.text(value, decimals == 0 ? .integer : .decimal(decimals))
    }

    /// A day written in the first of the forms that a message names; nil where the usual forms, which have a sentence of their own, will do.
    private static func example(_ forms: String) -> String? {
        let forms = forms.split(separator: " or ").map(String.init)
        guard !forms.contains("usual"), let first = forms.first else { return nil }
        return DatePattern(first)?.example
    }

    private func unknownCode(
        _ row: QuarantinedRow, _ values: [String: String], _ column: String?, _ source: LoadedSource?
    ) -> String {
        var values = values
        let key = "fix.\(row.code)"
        if let words = column.flatMap({ column in source.flatMap { allowed.wordsOfTickedColumn(column, in: $0) } }) {
            return locale.text(
                key + ".ticked", ["chosen": words.chosen, "not": words.not, "empty": locale.text("fix.empty")])
        }
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
        if let near {
            values["near"] = column.flatMap { column in source.map { allowed.word(near, of: column, in: $0) } } ?? near
        }
        if let example = column.flatMap({ column in source.flatMap { allowed.examplePlace(of: column, in: $0) } }) {
            values["example"] = example
            let form = values["value"] == nil ? "-unquoted" : near == nil ? "" : "-near"
            return locale.filled(locale.text("\(key).place\(form)"), values)
        }
        let form =
            values["value"] == nil
            ? ".unquoted" : near == nil ? "" : known.count > Self.listed ? ".near-many" : ".near"
        return locale.filled(locale.text(key + form), values)
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
        let choices = source.mapping.columns.lazy.compactMap(\.shape.choice?.choice)
        if let choice = choices.first(where: { $0.source.map(ColumnMapping.label) == column }) { return choice.labels }
        guard let mapped = mapped(column, in: source) else { return [] }
        // Which words stand for numbers, and which numbers are written as such, the message says.
        switch mapped.type {
        case .integer, .decimal, .headcount: return []
        default: break
        }
        let titles = list(of: mapped).map(title)
        let written = mapped.values.map(\.written)
        let all = titles.isEmpty ? written : titles
        var seen: Set<String> = []
        return all.filter { seen.insert($0).inserted }
    }

    /// A suggested value by the name that people write, where it is the name that only the mapping knows.
    func word(_ near: String, of column: String, in source: LoadedSource) -> String {
        guard let mapped = mapped(column, in: source), !mapped.values.contains(where: { $0.written == near }) else {
            return near
        }
        if let code = list(of: mapped).first(where: { $0.code == near }) { return title(code) }
        return mapped.values.first { $0.meaning == near }?.written ?? near
    }

    /// What a column of one option of a multiple choice says when it was chosen, and when not; nil for any other column.
    func wordsOfTickedColumn(_ column: String, in source: LoadedSource) -> (chosen: String, not: String)? {
        let choices = source.mapping.columns.lazy.compactMap(\.shape.choice?.choice)
        let ticked = choices.first { choice in
            choice.shape == .columns
                && choice.options.contains { $0.sources.contains { ColumnMapping.label($0) == column } }
        }
        guard let ticked, let chosen = ticked.chosenWord, let not = ticked.notChosenWord else { return nil }
        return (chosen, not)
    }

    /// A place that a column of places takes, of the smallest kind; nil for any other column.
    func examplePlace(of column: String, in source: LoadedSource) -> String? {
        guard let places = mapped(column, in: source)?.places, let list = places.levels.last.flatMap({ codeLists[$0] })
        else { return nil }
        // One that is still there under its name.
        return (list.codes.first { $0.validity.to == nil } ?? list.codes.first).map(title)
    }

    private func mapped(_ column: String, in source: LoadedSource) -> ColumnMapping? {
        source.mapping.columns.first { $0.label == column }
    }

    private func list(of mapped: ColumnMapping) -> [Code] { mapped.codes.flatMap { codeLists[$0] }?.codes ?? [] }

    private func title(_ code: Code) -> String { code.titles[language] ?? code.titles["fi"] ?? code.code }
}
