import Disclosure
import Reporting

/// Comma-separated values that spreadsheets of a language read without being asked.
///
/// The file is in UTF-8 with a byte-order mark and lines end in CR LF. Where the language writes a decimal comma the separator is a
/// semicolon, as those spreadsheets expect, and otherwise a comma (RFC 4180). Numbers have the decimals that are shown and no
/// thousands separators; shares are 0...1. Withheld and absent numbers are the locale's marks.
struct SeparatedValues {
    let locale: ReportLocale

    private var separator: String { locale.decimalMark == "," ? ";" : "," }

    /// A file of rows of fields.
    func file(_ rows: [[String]]) -> String {
        "\u{FEFF}" + rows.map { $0.joined(separator: separator) + "\r\n" }.joined()
    }

    /// A number as a field.
    func number(_ number: ProtectedNumber, _ format: NumberFormat) -> String {
        guard let value = number.value else { return text(locale.text(number, format)) }
        let digits = fixedDecimal(value.magnitude, places: format.decimals)
        let isZero = !digits.contains { ("1"..."9").contains($0) }
        return (value < 0 && !isZero ? "-" : "") + digits.replacing(".", with: locale.decimalMark)
    }

    /// A text as a field. One that a spreadsheet would take for a formula gets an apostrophe before it.
    func text(_ text: String) -> String {
        var field = text
        if let first = text.unicodeScalars.first, "=+-@\t\r".unicodeScalars.contains(first) { field = "'" + field }
        let needsQuotes = field.unicodeScalars.contains { "\";,\r\n\t".unicodeScalars.contains($0) }
        return needsQuotes ? "\"" + field.replacing("\"", with: "\"\"") + "\"" : field
    }
}

extension NumberFormat {
    /// Decimals of the plain value that show as much as the format does.
    var decimals: Int {
        switch self {
        case .integer, .day, .moment: 0
        case .decimal(let places), .signed(let places), .euros(let places): max(places, 0)
        case .percent(let places), .percentagePoints(let places): max(places, 0) + 2
        case .score: 2
        case .probability: 3
        }
    }
}
