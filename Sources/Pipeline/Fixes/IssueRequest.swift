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

    func sentence(_ row: QuarantinedRow, column: String?, source: LoadedSource?, place: String) -> String {
        if let message = words.rules[row.code] { return locale.text("fix.rule", ["message": message]) }
        let message = QualitySupplements.withoutPlace(row.summary, file: place)
        var values = Self.values(IssueWords.patterns[row.code]?.found ?? [], message)
        values.merge(Self.values(IssueWords.patterns[row.code]?.cause ?? [], row.cause ?? "")) { first, _ in first }
        values["range"] = values["range"].map(words.range)
        // A form is shown by a day written in it, which anybody can follow.
        values["form"] = values["form"].flatMap(Self.example)
        let key = "fix." + row.code
        switch row.code {
        case "ingest.unknown-code": return unknownCode(row, values, column, source)
        case "ingest.not-of-type":
            let type = (values["type"] ?? "").replacing(" ", with: "-")
            let bounds = column.flatMap { column in source.flatMap { allowed.bounds(of: column, in: $0) } }
            values["range"] = bounds.map { "\(words.number("\($0.lowerBound)"))–\(words.number("\($0.upperBound)"))" }
            let exact = "\(key).\(type)" + (values["form"] != nil ? "-as" : bounds != nil ? "-within" : "")
            return locale.filled(locale.texts[exact] ?? locale.text(key), values)
        case "ingest.out-of-range" where values["value"] == "the date":
            return locale.filled(locale.text(key + ".date"), values)
        case "ingest.out-of-range":
            values["value"] = values["value"].map(words.number)
            let scale = column.flatMap { column in source.map { allowed.scale(of: column, in: $0) } } ?? []
            guard !scale.isEmpty else { return locale.filled(locale.text(key), values) }
            values["codes"] = scale.joined(separator: ", ")
            return locale.filled(locale.text(key + ".scale"), values)
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

    /// What a receiver finds a column by: one without a heading by the letter that a spreadsheet shows above it.
    func columnName(_ column: String) -> String {
        guard column.hasPrefix("#"), var number = Int(column.dropFirst()), number > 0 else { return column }
        var letters = ""
        while number > 0 {
            let (rest, letter) = (number - 1).quotientAndRemainder(dividingBy: 26)
            letters = String(UnicodeScalar(UInt8(65 + letter))) + letters
            number = rest
        }
        return locale.text("fix.column.unnamed", ["letter": letters])
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
        if known.count > AllowedValues.listed {
            values["codes"] = locale.text(
                "fix.allowed-more",
                [
                    "some": known.prefix(AllowedValues.listed).joined(separator: ", "),
                    "more": String(known.count - AllowedValues.listed),
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
        // A corrected value stands for the whole cell, so one option of several is not enough.
        if let separator = column.flatMap({ column in source.flatMap { allowed.separator(of: column, in: $0) } }) {
            values["separator"] = separatorName(separator)
            let form = values["value"] == nil ? "-unquoted" : near == nil ? "" : "-near"
            return locale.filled(locale.text("\(key).several\(form)"), values)
        }
        let form =
            values["value"] == nil
            ? ".unquoted" : near == nil ? "" : known.count > AllowedValues.listed ? ".near-many" : ".near"
        return locale.filled(locale.text(key + form), values)
    }

    /// What stands between the options of a cell, by its name where a sentence could not show it.
    private func separatorName(_ separator: String) -> String {
        switch separator.filter({ !$0.isWhitespace }) {
        case "": locale.text("fix.separator.space")
        case ",": locale.text("fix.separator.comma")
        case ";": locale.text("fix.separator.semicolon")
        case let sign: locale.text("fix.separator.other", ["sign": sign])
        }
    }

    private static func values(_ patterns: [String], _ text: String) -> [String: String] {
        patterns.lazy.compactMap { IssueWords.match($0, text) }.first ?? [:]
    }
}
