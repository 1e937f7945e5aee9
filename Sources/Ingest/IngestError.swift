public import Diagnostics

/// A reason why a source gives no data at all. What is wrong with a single row is a ``RowIssue`` instead.
public enum IngestError: ExplainedError {
    case noSuchFile(file: String, similar: String?)
    case isFolder(file: String)
    case notReadable(file: String, reason: String)
    case empty(file: String)
    /// The file changed between the first and the last byte.
    case changedWhileRead(file: String, bytesBefore: Int, bytesAfter: Int)
    /// Bytes that are none of the declared or detected encoding.
    case wrongEncoding(at: RecordLocation, encoding: TextEncoding, likely: TextEncoding?)
    /// A file named as text that is a workbook, an archive or a page.
    case notText(file: String, looksLike: String, remedy: String)
    /// A compressed file whose text cannot be had.
    case notInflated(file: String, Inflation)
    /// A line longer than any record, such as in a file that is no table.
    case recordTooLong(at: RecordLocation, limit: Int)
    /// There is no line with the header's number.
    case noHeader(file: String, row: Int, rows: Int)
    /// The file ends before the header that the mapping declares does.
    case shortHeader(file: String, rows: Int, found: Int)
    /// A row of the header lacks what tells that it is one.
    case otherHeader(at: RecordLocation, row: Int, text: String)
    /// The header has more columns than any table.
    case tooManyColumns(file: String, columns: Int, limit: Int)
    /// The mapping and the file's columns do not fit; all the findings.
    case mappingDoesNotFit(file: String, findings: [Finding])
    /// A workbook that cannot be read.
    case workbook(WorkbookReadError)
    /// An SPSS file that cannot be read.
    case spss(SPSSReadError)
    /// A JSON file that cannot be read.
    case json(JSONReadError)
    /// A saved page larger than any is.
    case pageTooLarge(file: String, bytes: Int)
    /// A saved page that is none of a record.
    case noRecordPage(file: String, looksLike: String)
    /// The library that reads pages is not there.
    case noPageReader(file: String, reason: String)
    /// The file's kind is known neither from its ending nor from the mapping.
    case unknownKind(file: String)
    /// What received the segments failed.
    case receiver(any ExplainedError)
    /// The system gives no further thread.
    case noThread(reason: String)

    /// Why a compressed file cannot be inflated.
    public enum Inflation: Sendable {
        /// The compressed data are not whole, or not what their checksum says.
        case truncated, damaged
        /// So few bytes become so many that no table does.
        case tooDense
    }

    public var code: String {
        switch self {
        case .noSuchFile: "ingest.no-such-file"
        case .isFolder: "ingest.is-folder"
        case .notReadable: "ingest.not-readable"
        case .empty: "ingest.empty-file"
        case .changedWhileRead: "ingest.changed-while-read"
        case .wrongEncoding: "ingest.wrong-encoding"
        case .notText: "ingest.not-text"
        case .notInflated: "ingest.not-inflated"
        case .recordTooLong: "ingest.record-too-long"
        case .noHeader: "ingest.no-header"
        case .shortHeader: "ingest.short-header"
        case .otherHeader: "ingest.other-header"
        case .tooManyColumns: "ingest.too-many-columns"
        case .mappingDoesNotFit: "ingest.mapping-does-not-fit"
        case .workbook(let error): error.code
        case .spss(let error): error.code
        case .json(let error): error.code
        case .pageTooLarge: "ingest.page-too-large"
        case .noRecordPage: "ingest.no-record"
        case .noPageReader: "ingest.no-page-reader"
        case .unknownKind: "ingest.unknown-kind"
        case .receiver(let error): error.code
        case .noThread: "ingest.no-thread"
        }
    }

    /// The error as a list: its findings if it carries any, else itself.
    public var findings: [Finding] {
        if case .mappingDoesNotFit(_, let findings) = self { findings } else { [Finding(self, location: location)] }
    }

    /// Where it went wrong, if that is one place.
    public var location: RecordLocation? {
        switch self {
        case .noSuchFile(let file, _), .isFolder(let file), .notReadable(let file, _), .empty(let file),
            .changedWhileRead(let file, _, _), .notText(let file, _, _), .unknownKind(let file),
            .mappingDoesNotFit(let file, _), .notInflated(let file, _), .shortHeader(let file, _, _),
            .tooManyColumns(let file, _, _), .pageTooLarge(let file, _),
            .noPageReader(let file, _), .noRecordPage(let file, _):
            RecordLocation(file: file)
        case .noHeader(let file, let row, _): RecordLocation(file: file, line: row)
        case .wrongEncoding(let location, _, _), .recordTooLong(let location, _), .otherHeader(let location, _, _):
            location
        case .spss(let error): RecordLocation(file: error.file)
        case .json(let error): error.location
        case .workbook, .receiver, .noThread: nil
        }
    }

    public var explanation: Explanation {
        switch self {
        case .noSuchFile(let file, let similar):
            Explanation(
                summary: "\(file): there is no such file",
                remedies: (similar.map { ["did you mean '\($0)' in the same folder?"] } ?? [])
                    + ["check the name and the folder in the pipeline's `sources:`"])
        case .isFolder(let file):
            Explanation(
                summary: "\(file) is a folder", cause: "a source is a file",
                remedies: ["name the files in it, such as '\(file)/*.csv'"])
        case .notReadable(let file, let reason):
            Explanation(
                summary: "\(file): the file cannot be read", cause: reason,
                remedies: ["check the file's permissions and that the disk is there"])
        case .empty(let file):
            Explanation(
                summary: "\(file): the file is empty", cause: "it has not even a header",
                remedies: ["export it again", "take it out of the pipeline's `sources:`"])
        case .changedWhileRead(let file, let before, let after):
            Explanation(
                summary: "\(file): the file changed while it was read",
                cause: before == after
                    ? "another program wrote to it" : "it had \(before) bytes at first and \(after) at the end",
                remedies: [
                    "wait until the program that writes it has finished, and run again",
                    "let exports be written under another name and renamed when they are whole",
                ])
        case .wrongEncoding(let location, let encoding, let likely):
            Explanation(
                summary: "\(location): the file is not \(encoding.rawValue)",
                cause: likely.map { "the bytes of this line look like \($0.rawValue)" }
                    ?? "this line has bytes that the encoding does not use",
                remedies: [
                    likely.map { "declare `encoding: \($0.rawValue)` under `format:` in the mapping" }
                        ?? "declare the right `encoding:` under `format:` in the mapping",
                    "save the file again as UTF-8",
                ])
        case .notText(let file, let looksLike, let remedy):
            Explanation(
                summary: "\(file): this is no delimited text", cause: "it looks like \(looksLike)", remedies: [remedy])
        case .notInflated(let file, let reason): Self.explanation(of: reason, file)
        case .recordTooLong(let location, let limit):
            Explanation(
                summary: "\(location): a line goes on over more than \(limit / 1024) KiB",
                cause: "no record is that long, so this is no delimited text, or its lines end in another way",
                remedies: ["open the file and check that it is the right one", "export it again as CSV or XLSX"])
        case .noHeader(let file, let row, let rows):
            Explanation(
                summary: "\(file): there is no header on line \(row)",
                cause: rows == 0 ? "the file has no lines with text" : "the file ends on line \(rows)",
                remedies: ["set `header-row:` under `format:` in the mapping to the line with the column names"])
        case .shortHeader(let file, let rows, let found):
            Explanation(
                summary: "\(file): the header has \(found) \(found == 1 ? "row" : "rows") and should have \(rows)",
                cause: "`header-rows: \(rows)` is declared by the mapping or its preset, and the file ends before them",
                remedies: [
                    "export the file again with all of its header", "correct `header-rows:` under `format:`",
                    "name the preset of the tool that the file is from",
                ])
        case .otherHeader(let location, let row, let text):
            Explanation(
                summary: "\(location): row \(row) of the header has no cell with '\(text)'",
                cause:
                    "the mapping or its preset expects that row there, so that a row of answers would be taken for it",
                remedies: [
                    "export the file again with all of its header",
                    "set `header-rows:` and `header-holds:` under `format:` to the rows that the file has",
                    "name the preset of the tool that the file is from",
                ])
        case .tooManyColumns(let file, let columns, let limit):
            Explanation(
                summary: "\(file): the header has \(columns) columns",
                cause:
                    "Kaiku reads at most \(limit); so many are a table on its side, or lines that end in another way",
                remedies: [
                    "export the table with its rows as rows", "declare `separator:` under `format:` in the mapping",
                ])
        case .mappingDoesNotFit(let file, let findings):
            Findings(code: code, findings).explanation.prefixed(with: "\(file): the mapping does not fit: ")
        case .workbook(let error): error.explanation
        case .spss(let error): error.explanation
        case .json(let error): error.explanation
        case .pageTooLarge(let file, _), .noPageReader(let file, _), .noRecordPage(let file, _): pageExplanation(file)
        case .unknownKind(let file):
            Explanation(
                summary: "\(file): what kind of file this is cannot be told from its name",
                cause:
                    "names ending in .csv, .tsv, .tab, .txt, .json, .jsonl, .ndjson, the same with .gz, .xlsx, .xlsm, .ods, .sav, .zsav, .html, .htm and .md are known",
                remedies: [
                    "declare `kind:` under `format:` in the mapping: csv, xlsx, ods, spss, json, jsonl or innokyla"
                ])
        case .receiver(let error): error.explanation
        case .noThread(let reason):
            Explanation(
                summary: "no further thread can be started", cause: reason,
                remedies: ["raise the limit of processes (ulimit -u)", "run with `--threads 1`"])
        }
    }
}

extension IngestError {
    /// Why a saved page is not read.
    private func pageExplanation(_ file: String) -> Explanation {
        switch self {
        case .pageTooLarge(_, let bytes):
            Explanation(
                summary: "\(file): the file is too large for a saved page",
                cause: "it has \(bytes) bytes or more, and at most \(PageLimits.bytes) are read",
                remedies: ["open it and check that it is the right one", "save the page again, as HTML or text only"])
        case .noRecordPage(_, let looksLike):
            Explanation(
                summary: "\(file): the page is neither a toimintamalli nor a kokonaisuus",
                cause: "it looks like \(looksLike)",
                remedies: ["open the page, signed in if it asks for it, and save it again"])
        default:
            Explanation(
                summary: "\(file): pages cannot be read on this machine", cause: "libxml2 cannot be loaded",
                remedies: ["install libxml2 (Debian: apt install libxml2)", "save the page as text"])
        }
    }

    private static func explanation(of reason: Inflation, _ file: String) -> Explanation {
        switch reason {
        case .truncated:
            Explanation(
                summary: "\(file): the compressed file ends too early",
                cause: "its last part is missing, as after a download that was broken off",
                remedies: ["fetch or compress it again, and check it with `gzip -t`"])
        case .damaged:
            Explanation(
                summary: "\(file): the compressed file is damaged", cause: "its bytes do not fit their checksum",
                remedies: ["fetch or compress it again, and check it with `gzip -t`"])
        case .tooDense:
            Explanation(
                summary: "\(file): the compressed file grows beyond all measure",
                cause: "tables shrink to a tenth or so, and this one is more than two hundred times as large inside",
                remedies: ["find out where it is from", "unpack it and read the text, if it is right"])
        }
    }
}

extension Explanation {
    fileprivate func prefixed(with text: String) -> Explanation {
        Explanation(summary: text + summary, cause: cause, remedies: remedies)
    }
}

/// The file name nearest to one that does not exist: nearly the same, or the same with another ending.
func nearestFileName(to name: String, in names: [String]) -> String? {
    if let near = nearestName(to: name, in: names) { return near }
    func stem(_ name: String) -> Substring { name.lastIndex(of: ".").map { name[..<$0] } ?? name[...] }
    return names.first { stem($0).lowercased() == stem(name).lowercased() }
}
