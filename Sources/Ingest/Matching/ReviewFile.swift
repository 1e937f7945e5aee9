public import Diagnostics

/// The file in which people decide which organisation a written name is: one line for each name that a build could not match.
///
/// A build adds lines and keeps the suggestions of undecided ones up to date. A line with a decision is a person's, and stays as it
/// is; so does whatever stands in columns of their own.
public struct ReviewFile: Sendable {
    /// The columns that a build knows, in the order in which a new file has them.
    enum Field: String, CaseIterable {
        case written
        case suggestedKey = "suggested_key"
        case suggestedName = "suggested_name"
        case score, decision, who, when
    }

    /// A name that waits for a decision.
    public struct Pending: Sendable {
        public let written: String
        public let suggestion: OrganisationRegister.Suggestion?

        public init(written: String, suggestion: OrganisationRegister.Suggestion?) {
            self.written = written
            self.suggestion = suggestion
        }
    }

    /// A line with a decision.
    public struct Decided: Sendable {
        public let written: String
        public let decision: OrganisationDecision
        /// Where it stands.
        public let location: RecordLocation
    }

    struct Row {
        var line: Int
        var fields: [String]
    }

    /// The file as messages name it.
    public let file: String
    private var headings: [String]
    private var rows: [Row]
    private let separator: Unicode.Scalar
    private let places: [Field: Int]

    /// An empty file.
    public init(file: String) {
        self.file = file
        headings = Field.allCases.map(\.rawValue)
        rows = []
        separator = ";"
        places = Self.places(in: headings)
    }

    /// The file with some content, which a spreadsheet may have saved in its own way: with another separator or in Windows-1252.
    ///
    /// - Parameters:
    ///   - bytes: The content.
    ///   - findings: Gets what is wrong with it.
    public init(bytes: [UInt8], file: String, findings: inout [Finding]) {
        let text = Self.text(bytes)
        separator = Self.separator(of: text)
        var reader = SimpleCSV(
            Array(text.utf8)[...], separator: UInt8(truncatingIfNeeded: separator.value), quote: 0x22,
            newline: text.utf8.contains(0x0A) ? 0x0A : 0x0D)
        var rows: [Row] = []
        while let record = reader.next() {
            if !record.isBlank {
                rows.append(Row(line: record.line, fields: record.fields.map { Self.unguarded($0.trimmed) }))
            }
        }
        self.file = file
        headings = rows.isEmpty ? [] : rows.removeFirst().fields.map(\.onOneLine)
        let found = Self.places(in: headings)
        if !headings.isEmpty {
            for field in [Field.written, .decision] where found[field] == nil {
                findings.append(
                    Finding(
                        code: "matching.review-column", severity: .error,
                        explanation: Explanation(
                            summary: "\(file): the review file has no column '\(field.rawValue)'",
                            cause: "its columns are \(headings.map(PersonalData.masked).joined(separator: ", "))",
                            remedies: [
                                "give the column its name back: \(Field.allCases.map(\.rawValue).joined(separator: ", "))"
                            ]), location: RecordLocation(file: file, line: 1)))
            }
        }
        for field in Field.allCases where found[field] == nil { headings.append(field.rawValue) }
        places = Self.places(in: headings)
        let width = headings.count
        self.rows = rows.map { row in
            Row(line: row.line, fields: row.fields + Array(repeating: "", count: max(0, width - row.fields.count)))
        }
        findings += conflicts
    }

    private static func places(in headings: [String]) -> [Field: Int] {
        let pairs = Field.allCases.compactMap { field in
            headings.firstIndex { $0.lowercased() == field.rawValue }.map { (field, $0) }
        }
        return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
    }

    private func value(_ field: Field, _ row: Row) -> String {
        places[field].map { $0 < row.fields.count ? row.fields[$0].trimmed : "" } ?? ""
    }

    // MARK: Decisions

    /// The lines that a person has decided.
    public var decided: [Decided] {
        rows.compactMap { row in
            decision(of: row).map {
                Decided(
                    written: value(.written, row), decision: $0, location: RecordLocation(file: file, line: row.line))
            }
        }
    }

    private func decision(of row: Row) -> OrganisationDecision? {
        let text = value(.decision, row)
        guard !text.isEmpty, !value(.written, row).isEmpty else { return nil }
        switch text.lowercased() {
        case "yes", "y", "kyllä", "k", "ja", "j", "x":
            return .suggested(key: value(.suggestedKey, row), name: value(.suggestedName, row))
        case "no", "n", "ei", "e", "nej": return .noneNear(suggested: value(.suggestedKey, row))
        default: return .organisation(text)
        }
    }

    /// Names that two lines decide differently.
    private var conflicts: [Finding] {
        var first: [OrganisationName: Decided] = [:]
        return decided.compactMap { line in
            let name = OrganisationName(line.written)
            guard let earlier = first[name] else {
                first[name] = line
                return nil
            }
            guard !earlier.decision.says(line.decision) else { return nil }
            return Finding(
                code: "matching.review-conflict", severity: .error,
                explanation: Explanation(
                    summary:
                        "\(line.location): the same name is decided otherwise on line \(earlier.location.line ?? 0)",
                    cause: "names that differ only in case, punctuation or the place of the legal form are one name",
                    remedies: ["leave one of the two lines"]), location: line.location)
        }
    }

    // MARK: Writing

    /// The file with the names that wait for a decision now.
    ///
    /// Lines with a decision, or with anything else that a person has written, stay as they are. The others are brought up to date
    /// in their places, or go when nothing of that name is left to decide. New ones come to the end, in the order of their names.
    public func updated(with pending: [Pending]) -> ReviewFile {
        var open: [OrganisationName: Pending] = [:]
        for item in pending {
            let name = OrganisationName(item.written)
            // What has neither letter nor digit is no name that anyone could decide about.
            guard !name.isEmpty else { continue }
            // Of several spellings the first by its bytes, whatever the order of rows.
            if let known = open[name], !item.written.utf8.lexicographicallyPrecedes(known.written.utf8) { continue }
            open[name] = item
        }
        var copy = self
        copy.rows = rows.compactMap { row in
            let name = OrganisationName(value(.written, row))
            if decision(of: row) != nil {
                open[name] = nil
                return row
            }
            if let item = open.removeValue(forKey: name) { return suggesting(item.suggestion, in: row) }
            return isTouched(row) ? row : nil
        }
        copy.rows += open.values.sorted { $0.written.utf8.lexicographicallyPrecedes($1.written.utf8) }.map { item in
            var row = Row(line: 0, fields: Array(repeating: "", count: headings.count))
            if let place = places[.written] { row.fields[place] = item.written }
            return suggesting(item.suggestion, in: row)
        }
        return copy
    }

    private func suggesting(_ suggestion: OrganisationRegister.Suggestion?, in row: Row) -> Row {
        var row = row
        for (field, text) in [
            (Field.suggestedKey, suggestion?.key), (.suggestedName, suggestion?.name),
            (.score, suggestion.map { String($0.score) }),
        ] {
            if let place = places[field] { row.fields[place] = text ?? "" }
        }
        return row
    }

    /// Whether a person has written something that is no decision.
    private func isTouched(_ row: Row) -> Bool {
        let own = Set([Field.written, .suggestedKey, .suggestedName, .score].compactMap { places[$0] })
        return row.fields.indices.contains { !own.contains($0) && !row.fields[$0].trimmed.isEmpty }
    }

    /// The file as text: UTF-8 with a byte order mark, which spreadsheets need to see that it is UTF-8.
    public var bytes: [UInt8] {
        let mark = String(Character(separator))
        let lines = ([headings] + rows.map(\.fields)).enumerated().map { number, fields in
            // No other sign of the header may be taken for the separator when the file is read again.
            let signs = number == 0 ? Self.separators : [separator]
            return fields.map { Self.quoted(Self.guarded($0), signs) }.joined(separator: mark) + "\r\n"
        }
        return TextEncoding.utf8.byteOrderMark + Array(lines.joined().utf8)
    }

    // MARK: Text

    /// What may separate fields, the likeliest first.
    private static let separators: [Unicode.Scalar] = [";", "\t", ","]

    /// The likeliest of the signs that the header has outside quotes.
    private static func separator(of text: String) -> Unicode.Scalar {
        var (found, isQuoted) = (Set<Unicode.Scalar>(), false)
        for scalar in text.unicodeScalars {
            if scalar == "\"" {
                isQuoted.toggle()
            } else if !isQuoted {
                if scalar == "\n" || scalar == "\r", !found.isEmpty { break }
                found.insert(scalar)
            }
        }
        return separators.first(where: found.contains) ?? ";"
    }

    private static func text(_ bytes: [UInt8]) -> String {
        for encoding in [TextEncoding.utf8, .utf16LittleEndian, .utf16BigEndian]
        where bytes.starts(with: encoding.byteOrderMark) {
            return Transcoder.text(bytes[encoding.byteOrderMark.count...], encoding: encoding)
        }
        return String(validating: bytes, as: UTF8.self) ?? Transcoder.text(bytes[...], encoding: .windows1252)
    }

    // Scalars, since a mark above a sign makes another character of it for Swift alone.

    /// Signs with which a spreadsheet would take a text for a formula.
    private static let formulaSigns: Set<Unicode.Scalar> = ["=", "+", "-", "@", "\t", "\r"]

    private static func guarded(_ text: String) -> String {
        text.unicodeScalars.first.map(formulaSigns.contains) ?? false ? "'" + text : text
    }

    private static func unguarded(_ text: String) -> String {
        let scalars = text.unicodeScalars
        guard scalars.first == "'", let next = scalars.dropFirst().first, formulaSigns.contains(next) else {
            return text
        }
        return String(scalars.dropFirst())
    }

    private static func quoted(_ text: String, _ separators: [Unicode.Scalar]) -> String {
        let scalars = text.unicodeScalars
        guard scalars.contains(where: { separators.contains($0) || $0 == "\"" || $0 == "\n" || $0 == "\r" }) else {
            return text
        }
        var result = String.UnicodeScalarView()
        for scalar in scalars {
            if scalar == "\"" { result.append("\"") }
            result.append(scalar)
        }
        return "\"" + String(result) + "\""
    }
}
