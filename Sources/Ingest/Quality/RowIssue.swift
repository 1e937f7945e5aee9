public import Diagnostics

/// What is wrong with a row of a source. One of severity error sends the row to quarantine.
public struct RowIssue: ExplainedError, Hashable {
    /// What is wrong.
    ///
    /// A value is quoted only from a column of codes, and cut short: everything else may be about a person.
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
        case personalIdentityCode
        case emailAddress
        /// `first` is the row that was kept, if it is still known.
        case duplicate(key: [String], first: RecordLocation?)
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
        case .personalIdentityCode: "ingest.personal-identity-code"
        case .emailAddress: "ingest.email-address"
        case .duplicate: "ingest.duplicate"
        }
    }

    /// The same issue with its files named otherwise.
    public func naming(_ name: (String) -> String) -> RowIssue {
        func named(_ place: RecordLocation) -> RecordLocation {
            RecordLocation(file: name(place.file), sheet: place.sheet, line: place.line, column: place.column)
        }
        let problem: Problem =
            if case .duplicate(let key, let first) = problem { .duplicate(key: key, first: first.map(named)) } else {
                problem
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
                ["correct the row", "map the value under `values:` or `missing:` in the mapping"]
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
        case .personalIdentityCode:
            (
                "the field holds a Finnish personal identity code",
                "it must not be stored or published, so the row is left out",
                [
                    "remove it from the source", "map the column as `type: person` if it identifies the person",
                    "list the column under `ignore:` in the mapping",
                ]
            )
        case .emailAddress:
            (
                "the field holds an e-mail address", "it must not be stored or published, so the row is left out",
                [
                    "remove it from the source", "map the column as `type: person` if it identifies the person",
                    "list the column under `ignore:` in the mapping",
                ]
            )
        case .duplicate(let key, let first):
            (
                "a row with the same \(key.joined(separator: ", ")) has been read already",
                first.map { "the row at \($0) was kept" } ?? "the first row was kept",
                ["remove one of the rows", "correct `unique:` in the mapping"]
            )
        }
    }

    private static func listed(_ codes: [String]) -> String {
        codes.count > 12
            ? "its codes are \(codes.prefix(12).joined(separator: ", ")) and \(codes.count - 12) more"
            : "its codes are \(codes.joined(separator: ", "))"
    }
}
