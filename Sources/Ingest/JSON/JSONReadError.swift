public import Diagnostics

/// A reason why a JSON file cannot be read.
///
/// `file` is the name that the user gave the file, never an absolute path.
public enum JSONReadError: ExplainedError, Hashable {
    /// The file is something else; `looksLike` says what.
    case notJSON(file: String, looksLike: String)
    /// The file is in UTF-16 or UTF-32.
    case notUTF8(file: String)
    /// A record of the list is wrong; the first is number 1.
    case badRecord(file: String, record: Int, line: Int, fault: JSONFault)
    /// What stands around the records is wrong.
    case badStructure(file: String, line: Int, fault: JSONFault)
    /// The file ends within what it began.
    case truncated(file: String, records: Int, line: Int)
    /// The file has one object a line, and is read as one document.
    case oneRecordALine(file: String)
    /// The file is one document, and is read as one object a line.
    case oneDocument(file: String)
    /// There is no list of records at the declared place, or at any; `lists` are those that there are.
    case noRecords(file: String, path: String?, lists: [String])
    /// The file exceeds a limit.
    case tooLarge(file: String, limit: String)

    public var code: String {
        switch self {
        case .notJSON, .oneRecordALine, .oneDocument: "ingest.json-other-format"
        case .notUTF8: "ingest.json-wrong-encoding"
        case .badRecord, .badStructure: "ingest.json-damaged"
        case .truncated: "ingest.json-truncated"
        case .noRecords: "ingest.json-no-records"
        case .tooLarge: "ingest.json-too-large"
        }
    }

    /// Where it is wrong.
    public var location: RecordLocation {
        switch self {
        case .notJSON(let file, _), .notUTF8(let file), .oneRecordALine(let file), .oneDocument(let file),
            .noRecords(let file, _, _), .tooLarge(let file, _):
            RecordLocation(file: file)
        case .badRecord(let file, _, let line, _), .badStructure(let file, let line, _),
            .truncated(let file, _, let line):
            RecordLocation(file: file, line: line)
        }
    }

    public var explanation: Explanation {
        switch self {
        case .notJSON(let file, let looksLike):
            Explanation(
                summary: "\(file): this is no JSON file", cause: "it looks like \(looksLike)",
                remedies: ["set the right `kind:` under `format:` in the mapping, or rename the file"])
        case .notUTF8(let file):
            Explanation(
                summary: "\(file): the JSON file is not in UTF-8", cause: "it looks like UTF-16 or UTF-32",
                remedies: ["save it again as UTF-8"])
        case .badRecord(let file, let record, let line, let fault):
            Explanation(
                summary: "\(file):\(line): record \(record) of the JSON file cannot be read", cause: fault.description,
                remedies: ["export the file again", "correct the record, and check the file with `jq . FILE`"])
        case .badStructure(let file, let line, let fault):
            Explanation(
                summary: "\(file):\(line): the JSON file cannot be read", cause: fault.description,
                remedies: ["export the file again", "check it with `jq . FILE`"])
        case .truncated(let file, let records, let line):
            Explanation(
                summary: "\(file):\(line): the JSON file is cut short",
                cause: "it ends after \(records) whole \(records == 1 ? "record" : "records"), within what it began",
                remedies: ["download or copy the file again"])
        case .oneRecordALine(let file):
            Explanation(
                summary: "\(file): this is JSON Lines, with one object a line", cause: "it is read as one document",
                remedies: ["set `format: {kind: jsonl}` in the mapping, or rename the file to .jsonl"])
        case .oneDocument(let file):
            Explanation(
                summary: "\(file): this is one JSON document",
                cause: "it is read as JSON Lines, with one object a line",
                remedies: ["set `format: {kind: json}` in the mapping, or rename the file to .json"])
        case .noRecords(let file, let path, let lists):
            Explanation(
                summary: path.map { "\(file): there is no list of records at '\(shownName($0))'" }
                    ?? "\(file): there is no list of records",
                cause: lists.isEmpty
                    ? "no list of the file holds objects" : "its lists of objects are \(Self.listed(lists))",
                remedies: lists.isEmpty
                    ? ["check that it is the right file"]
                    : ["name one of them under `format: {records: …}` in the mapping"])
        case .tooLarge(let file, let limit):
            Explanation(
                summary: "\(file): the JSON file exceeds what Kaiku reads", cause: limit,
                remedies: ["export only the fields that are needed", "export the data as CSV"])
        }
    }

    private static func listed(_ names: [String]) -> String {
        let shown = names.prefix(12).map { $0.isEmpty ? "the whole file" : "'\(shownName($0))'" }
        return shown.joined(separator: ", ") + (names.count > 12 ? " and \(names.count - 12) more" : "")
    }
}
