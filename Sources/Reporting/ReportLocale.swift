public import Diagnostics

/// A language's texts and its forms of numbers and dates, read from `Reports/locales`.
public struct ReportLocale: Sendable {
    /// `fi`, `sv` or `en`.
    public let language: String
    /// The decimal mark: `,` or `.`.
    public let decimalMark: String
    /// Between thousands: a no-break space, or a comma.
    public let groupMark: String
    /// Between a number and `%`: a no-break space, or nothing.
    public let percentGap: String
    /// The minus sign, U+2212.
    public let minus: String
    /// The mark for withheld numbers, such as `[c]`, and marks by reason of absence.
    public let withheldMark: String
    public let absenceMarks: [String: String]
    /// Before an approximate number, such as `n.` or `about`.
    public let approximateWord: String
    /// A day's form: `d.M.yyyy` or `d MMMM yyyy`.
    public let dayForm: String
    public let monthNames: [String]
    /// Texts by key.
    public let texts: [String: String]
    /// The file that it was read from, as the user named it, and where each text stands in it; empty when it was made otherwise.
    public let file: String
    public let places: [String: RecordLocation]

    public init(
        language: String, decimalMark: String, groupMark: String, percentGap: String, minus: String,
        withheldMark: String,
        absenceMarks: [String: String], approximateWord: String, dayForm: String, monthNames: [String],
        texts: [String: String], file: String = "", places: [String: RecordLocation] = [:]
    ) {
        self.language = language
        self.decimalMark = decimalMark
        self.groupMark = groupMark
        self.percentGap = percentGap
        self.minus = minus
        self.withheldMark = withheldMark
        self.absenceMarks = absenceMarks
        self.approximateWord = approximateWord
        self.dayForm = dayForm
        self.monthNames = monthNames
        self.texts = texts
        self.file = file
        self.places = places
    }

    /// A text by its key; the key itself in brackets when the locale lacks it, so that a gap is seen in review.
    public func text(_ key: String) -> String { texts[key] ?? "⟦\(key)⟧" }

    /// A text with `{name}` replaced.
    public func text(_ key: String, _ values: KeyValuePairs<String, String>) -> String {
        filled(text(key), Dictionary(values.map { ($0, $1) }, uniquingKeysWith: { first, _ in first }))
    }

    /// Things in a row, as a sentence has them: `a, b and c`.
    public func listed(_ things: [String]) -> String {
        guard let last = things.last, things.count > 1 else { return things.first ?? "" }
        return things.dropLast().joined(separator: ", ") + text("finding.list.last") + last
    }

    /// A template with each `{name}` replaced, in one pass, so that a value that holds braces is not read again.
    public func filled(_ template: String, _ values: [String: String]) -> String {
        var result = ""
        var rest = Substring(template)
        while let open = rest.firstIndex(of: "{") {
            result += rest[..<open]
            let after = rest.index(after: open)
            guard let close = rest[after...].firstIndex(of: "}") else { break }
            let name = String(rest[after..<close])
            if let value = values[name] { result += value } else { result += "{\(name)}" }
            rest = rest[rest.index(after: close)...]
        }
        return result + rest
    }
}
