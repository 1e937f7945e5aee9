public import Diagnostics

/// What is wrong with a row of a source. One of severity error sends the row to quarantine.
public struct RowIssue: ExplainedError, Hashable {
    /// What is wrong.
    ///
    /// A value is quoted only from a column of codes or of words for numbers, and cut short: everything else may be about a person.
    public enum Problem: Sendable, Hashable {
        case unknownCode(value: String?, codes: [String], near: String?)
        /// More different codes than a column of codes holds.
        case tooManyCodes(limit: Int)
        /// `shape` describes the value without quoting it, such as "5 characters with letters".
        case notOfType(expected: String, shape: String)
        case outOfRange(value: String, range: String)
        case tooManyDecimals(places: Int)
        case otherDecimalMark(expected: CSVDialect.DecimalMark)
        case noMatch(pattern: String)
        /// An identifier's last sign does not follow from the others.
        case wrongCheckSign(CheckedIdentifier)
        case missingRequired
        case fieldCount(found: Int, expected: Int)
        case unclosedQuote
        case textAfterQuote
        case nulByte
        /// A line of a JSON Lines file that is no record.
        case notJSON(JSONFault)
        case personalIdentityCode
        case emailAddress
        /// A date that lacks a part of itself.
        case incompleteDate(lacks: DateLack)
        /// A number in something else than the column is counted in.
        case otherUnit(expected: NumberUnit)
        /// A cell that the options of its question can be cut from in more than one way.
        case ambiguousChoice(taken: [String])
        case phoneNumber
        /// `first` is the row that was kept, if it is still known.
        case duplicate(key: [String], first: RecordLocation?)
        /// Another row has the same answers at nearly the same time.
        case nearDuplicate(minutes: Int, other: RecordLocation)
        /// A value that the code list does not have, kept as it is.
        case unlistedCode(value: String)
        /// A saved page that is none of a record; `looksLike` says what it is.
        case noRecord(looksLike: String)
        /// The name of a place.
        case place(PlaceProblem)
    }

    public let problem: Problem
    public let location: RecordLocation
    public let severity: Severity

    public init(_ problem: Problem, at location: RecordLocation, severity: Severity = .error) {
        self.problem = problem
        self.location = location
        self.severity = severity
    }

    public var code: String { Self.code(of: problem) }

    static func code(of problem: Problem) -> String {
        switch problem {
        case .unknownCode: "ingest.unknown-code"
        case .tooManyCodes: "ingest.too-many-codes"
        case .notOfType: "ingest.not-of-type"
        case .outOfRange: "ingest.out-of-range"
        case .tooManyDecimals: "ingest.too-many-decimals"
        case .otherDecimalMark: "ingest.other-decimal-mark"
        case .noMatch: "ingest.no-match"
        case .wrongCheckSign: "ingest.wrong-check-sign"
        case .missingRequired: "ingest.missing-required"
        case .fieldCount: "ingest.field-count"
        case .unclosedQuote: "ingest.unclosed-quote"
        case .textAfterQuote: "ingest.text-after-quote"
        case .nulByte: "ingest.nul-byte"
        case .notJSON: "ingest.not-json"
        case .personalIdentityCode: "ingest.personal-identity-code"
        case .emailAddress: "ingest.email-address"
        case .incompleteDate: "ingest.incomplete-date"
        case .otherUnit: "ingest.other-unit"
        case .ambiguousChoice: "ingest.ambiguous-choice"
        case .phoneNumber: "ingest.phone-number"
        case .duplicate: "ingest.duplicate"
        case .nearDuplicate: "ingest.near-duplicate"
        case .unlistedCode: "ingest.unlisted-code"
        case .noRecord: "ingest.no-record"
        case .place(let problem): problem.code
        }
    }

    /// The same issue with its files named otherwise.
    public func naming(_ name: (String) -> String) -> RowIssue {
        func named(_ place: RecordLocation) -> RecordLocation {
            RecordLocation(file: name(place.file), sheet: place.sheet, line: place.line, column: place.column)
        }
        let problem: Problem =
            switch problem {
            case .duplicate(let key, let first): .duplicate(key: key, first: first.map(named))
            case .nearDuplicate(let minutes, let other): .nearDuplicate(minutes: minutes, other: named(other))
            default: problem
            }
        return RowIssue(problem, at: named(location), severity: severity)
    }

    /// The issue as a finding of a report.
    public var finding: Finding { Finding(self, severity: severity, location: location) }

    public var explanation: Explanation {
        let (text, cause, remedies) = wording
        return Explanation(summary: "\(location): \(text)", cause: cause, remedies: remedies)
    }

    private var wording: (text: String, cause: String?, remedies: [String]) {
        switch problem {
        case .unknownCode(let value, let codes, let near):
            (
                value.map { "'\($0)' is no code of the column" } ?? "the value is no code of the column",
                Self.listed(codes),
                (near.map { ["did you mean '\($0)'?"] } ?? []) + [
                    "correct the row", "map the value under `values:` in the mapping",
                ]
            )
        case .tooManyCodes(let limit):
            (
                "the column has more than \(limit) different codes",
                "a code list is short; this looks like identifiers or text",
                [
                    "give the column `type: identifier` or `type: text` in the mapping",
                    "name its code list under `codes:`",
                ]
            )
        case .notOfType(let expected, let shape):
            (
                "the value is no \(expected)", "it has \(shape)",
                expected.hasPrefix("date")
                    ? ["correct the row", "declare how dates are written, under `format:` in the mapping"]
                    : ["correct the row", "map the value under `values:` or `missing:` in the mapping"]
            )
        case .outOfRange(let value, let range):
            (
                "\(value) is outside \(range)", "the mapping declares the range \(range)",
                ["correct the row", "correct `range:` in the mapping"]
            )
        case .tooManyDecimals(let places):
            (
                "the number has more decimals than are kept",
                "the column keeps \(places) of them and nothing is rounded silently",
                ["raise `places:` in the mapping", "correct the row"]
            )
        case .otherDecimalMark(let expected):
            (
                "the number has another decimal mark than the file",
                "the file's decimal mark is '\(expected.rawValue)'",
                ["correct the row", "declare the right `decimal:` under `format:` in the mapping"]
            )
        case .noMatch(let pattern):
            (
                "the value does not have the declared form", "the form is \(pattern)",
                ["correct the row", "correct `pattern:` in the mapping"]
            )
        case .wrongCheckSign(let identifier):
            (
                "the last sign of the identifier is not the one that follows from the others",
                "one of its signs is wrong, or two have changed places",
                ["compare the row with its source and correct it"]
                    + (identifier == .businessID ? ["look the organisation up at ytj.fi"] : [])
            )
        case .missingRequired:
            (
                "the value is missing", "a record without it cannot be used",
                ["fill it in", "name another source column under `from:` in the mapping"]
            )
        case .fieldCount(let found, let expected):
            (
                "the row has \(found) \(found == 1 ? "field" : "fields")", "the header has \(expected)",
                ["put quotes around fields that hold the separator or a line break", "correct the row"]
            )
        case .unclosedQuote:
            (
                "the quote opened on this line is never closed",
                "the line was taken as it stands and reading went on below it",
                ["close the quote", "double the quote if it is part of the text"]
            )
        case .textAfterQuote:
            (
                "a quoted field goes on after its closing quote", "a quote inside a quoted field must be doubled",
                ["double the quote", "correct the row"]
            )
        case .nulByte:
            (
                "the row holds a NUL byte", "text has none; the file is damaged or in another encoding",
                ["export the file again", "declare its `encoding:` under `format:` in the mapping"]
            )
        case .notJSON(let fault):
            (
                "the line is no record of JSON Lines", fault.description,
                ["export the file again", "correct the line: one whole object in braces"]
            )
        case .personalIdentityCode: personalData(.personalIdentityCode)
        case .emailAddress: personalData(.emailAddress)
        case .phoneNumber: personalData(.phoneNumber)
        case .nearDuplicate(let minutes, let other):
            (
                "another row has the same answers at most \(minutes) \(minutes == 1 ? "minute" : "minutes") apart",
                "the row at \(other) has them",
                ["find out whether the same person answered twice, and remove one of the rows"]
            )
        case .incompleteDate(let lacks):
            (
                "the date has no \(lacks.rawValue)", "nothing is added to what is written",
                ["write the whole date, such as 7.11.2023", "declare what it means under `values:` in the mapping"]
                    + (lacks == .century ? ["declare `format: d.M.yy` if all dates are written so"] : [])
            )
        case .otherUnit(let expected):
            (
                "the number is in another unit", "the column is counted in the unit \(expected.rawValue)",
                ["correct the row", "correct `unit:` in the mapping"]
            )
        case .ambiguousChoice(let taken):
            (
                "the cell can be read as other options too", "it was read as \(taken.joined(separator: ", "))",
                [
                    "compare the row with the form", "ask for an export with a column for each option",
                    "give the options names of which none is part of others",
                ]
            )
        case .duplicate(let key, let first):
            (
                "a row with the same \(key.joined(separator: ", ")) has been read already",
                first.map { "the row at \($0) was kept" } ?? "the first row was kept",
                ["remove one of the rows", "correct `unique:` in the mapping"]
            )
        case .unlistedCode(let value):
            (
                "'\(value)' is not in the column's code list", "it was kept as it is",
                ["add it to the code list if it is right", "map it under `values:` in the mapping, or correct the row"]
            )
        case .noRecord(let looksLike):
            (
                "the page is neither a toimintamalli nor a kokonaisuus", "it looks like \(looksLike)",
                [
                    "open the page, signed in if it asks for it, and save it again",
                    "take the file out of the folder",
                ]
            )
        case .place(let problem): problem.wording
        }
    }

    private func personalData(_ kind: PersonalData.Kind) -> (text: String, cause: String?, remedies: [String]) {
        (
            "the field holds \(kind.words)",
            severity >= .error
                ? "it must not be stored or published, so the row is left out"
                : "it must not be stored or published, so the row was kept without it",
            [
                "remove it from the source", "map the column as `type: person` if it identifies the person",
                "list the column under `ignore:` in the mapping, or declare `personal-data:`",
            ]
        )
    }

    private static func listed(_ codes: [String]) -> String {
        codes.count > 12
            ? "its codes are \(codes.prefix(12).joined(separator: ", ")) and \(codes.count - 12) more"
            : "its codes are \(codes.joined(separator: ", "))"
    }
}

extension RowIssue.Problem {
    /// That a field holds personal data where none belongs.
    init(_ kind: PersonalData.Kind) {
        self =
            switch kind {
            case .personalIdentityCode: .personalIdentityCode
            case .emailAddress: .emailAddress
            case .phoneNumber: .phoneNumber
            }
    }
}
