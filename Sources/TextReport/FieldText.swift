public import Diagnostics
public import Reporting

/// The content of a section as plain text for a field of another form.
public struct FieldText: Sendable, Hashable {
    public let field: TextField
    /// Paragraphs with an empty line between them; lines end in CR LF, and the last one without.
    public let text: String

    public init(field: TextField, text: String) {
        self.field = field
        self.text = text
    }

    /// How many characters it has: UTF-16 units, of which a line break is two.
    public var count: Int { text.utf16.count }

    /// How many characters it has above the limit; 0 when it fits.
    public var excess: Int { max(0, count - max(0, field.limit)) }

    /// The text that a field would be cut off at its end, told to whoever builds; nil when it fits.
    ///
    /// - Parameter file: The file that the finding is about.
    public func finding(in file: String, locale: ReportLocale) -> Finding? {
        guard excess > 0 else { return nil }
        let format = NumberFormat.integer
        func words(_ number: Int) -> String { locale.text(Double(number), format) }
        return Finding(
            code: "field.too-long", severity: .warning,
            explanation: Explanation(
                summary:
                    "\(file): the text for '\(field.title)' (field '\(field.id)', language \(locale.language)) has \(count) characters, "
                    + "\(excess) more than the \(field.limit) that the field takes",
                cause: "the form would refuse it or cut it off; a line break counts as two characters",
                remedies: [
                    "shorten the texts of the section",
                    "leave tables or charts out of the field with 'leave-out:' in the report definition",
                ] + (field.isVerified ? [] : ["look the limit up in the form, and correct it in the report definition"])
            ))
    }
}

/// The texts of all fields of a document, in its order.
///
/// - Complexity: Linear in the size of the document.
public func fieldTexts(of document: Document) -> [FieldText] {
    document.sections.compactMap { section in
        section.field.map { field in
            FieldText(field: field, text: PlainText(document: document, field: field).text(of: section))
        }
    }
}

/// All fields of a document as one file, each headed by its title, its length and its limit; nil for a document without fields.
public func textReport(of document: Document) -> String? {
    let fields = fieldTexts(of: document)
    guard !fields.isEmpty else { return nil }
    let locale = document.locale
    let information = document.information
    var head = [locale.text("field.heading", ["title": information.title]), information.subtitle]
    if information.copy == .authority, !information.copyMark.isEmpty { head.append(information.copyMark) }
    head += ["\(information.organisation) · \(information.period) · \(information.build)", ""]
    head.append(locale.text("field.counting"))
    if fields.contains(where: { !$0.field.isVerified }) { head.append(locale.text("field.check-limits")) }
    let blocks = fields.map { field in
        let rule = String(repeating: "=", count: 72)
        let text = field.text.isEmpty ? locale.text("field.empty") : field.text
        return ([rule] + heading(of: field, locale) + [rule, "", text]).joined(separator: lineBreak)
    }
    let parts = [head.joined(separator: lineBreak)] + blocks
    return parts.joined(separator: lineBreak + lineBreak) + lineBreak
}

/// The title of a field, its length beside the limit, and what to know before it is pasted.
private func heading(of field: FieldText, _ locale: ReportLocale) -> [String] {
    var length = locale.text(
        "field.count",
        [
            "count": locale.text(Double(field.count), .integer),
            "limit": locale.text(Double(field.field.limit), .integer),
        ]
    )
    if field.excess > 0 {
        length += " – " + locale.text("field.excess", ["excess": locale.text(Double(field.excess), .integer)])
    }
    if !field.field.isVerified { length += " – " + locale.text("field.unverified") }
    var lines = [field.field.title, length]
    let kinds = TextField.Kind.allCases.filter(field.field.leftOut.contains)
    if !kinds.isEmpty {
        let names = kinds.map { locale.text("field.kind.\($0.rawValue)") }
        lines.append(locale.text("field.left-out", ["kinds": names.joined(separator: ", ")]))
    }
    return lines
}

/// How lines end: as a form sends them.
let lineBreak = "\r\n"
