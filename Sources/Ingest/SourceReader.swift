internal import Diagnostics
public import Microdata
public import Records

/// Reads a source file into segments.
///
/// ```swift
/// let report = try SourceReader.read(
///     path: path, displayName: "SampleData/survey.csv", mapping: mapping, codeLists: lists, pseudonymiser: pseudonymiser
/// ) { segment in
///     try store.insert(segment)
/// }
/// ```
public enum SourceReader {
    /// Reads a file through its mapping.
    ///
    /// The segments come in the order of the file and depend neither on the number of threads nor on the machine. Only when
    /// the call returns was the whole file read and unchanged; segments received before an error must be dropped.
    ///
    /// - Parameters:
    ///   - path: Where the file is.
    ///   - displayName: The file as messages should name it; never an absolute path of this machine.
    ///   - mapping: What its columns become.
    ///   - codeLists: The code lists that the mapping may name.
    ///   - pseudonymiser: What persons become.
    ///   - threads: How many threads parse; the calling one hashes and hands over the segments.
    ///   - duplicates: What finds rows whose unique columns have come before, shared by the files of the table; nil to look
    ///     within this file only.
    ///   - sink: Takes each segment, on the calling thread.
    /// - Returns: The counts, issues and findings.
    /// - Throws: ``IngestError``; what `sink` throws comes as ``IngestError/receiver(_:)``.
    /// - Complexity: O(bytes), in memory that depends on neither the file's size nor its rows, but for the keys of unique
    ///   columns (``DuplicateFilter``).
    public static func read(
        path: String, displayName: String, mapping: Mapping, codeLists: [String: CodeList],
        pseudonymiser: Pseudonymiser,
        threads: Int = 2, duplicates: DuplicateFilter? = nil, sink: (Segment) throws -> Void
    ) throws(IngestError) -> SourceReport {
        try read(
            path: path, displayName: displayName, mapping: mapping, codeLists: codeLists, pseudonymiser: pseudonymiser,
            threads: threads, duplicates: duplicates, chunkSize: nil, sink: sink)
    }

    /// The same with chunks of a given size, in bytes.
    static func read(
        path: String, displayName: String, mapping: Mapping, codeLists: [String: CodeList],
        pseudonymiser: Pseudonymiser,
        threads: Int, duplicates: DuplicateFilter?, chunkSize: Int?, sink: (Segment) throws -> Void
    ) throws(IngestError) -> SourceReport {
        let file = try SourceFile(path: path, displayName: displayName)
        guard file.size > 0 else { throw .empty(file: displayName) }
        let kind = try FileKind.kind(of: displayName, declared: mapping.format.kind)
        return try withoutActuallyEscaping(sink) { (sink) throws(IngestError) in
            let delivery = SegmentDelivery(
                file: displayName, mapping: mapping, duplicates: duplicates ?? DuplicateFilter(), sink: sink)
            return switch kind {
            case .csv:
                try readCSV(
                    file, mapping: mapping, codeLists: codeLists, pseudonymiser: pseudonymiser, threads: threads,
                    chunkSize: chunkSize, delivery)
            case .xlsx:
                try readWorkbook(
                    file, path: path, mapping: mapping, codeLists: codeLists, pseudonymiser: pseudonymiser, delivery)
            case .spss:
                try readSPSS(
                    file, mapping: mapping, codeLists: codeLists, pseudonymiser: pseudonymiser, delivery)
            }
        }
    }

    private static func readCSV(
        _ file: SourceFile, mapping: Mapping, codeLists: [String: CodeList], pseudonymiser: Pseudonymiser, threads: Int,
        chunkSize: Int?, _ delivery: SegmentDelivery
    ) throws(IngestError) -> SourceReport {
        let fit = try TextFit(file, mapping, codeLists)
        let plan = fit.plan
        var dialect = fit.verdict.dialect
        dialect.dataRow = max(dialect.dataRow, fit.header.nextLine)
        let reading = CSVReading(
            file: file, dialect: dialect, plan: plan, pseudonymiser: pseudonymiser, threads: threads,
            chunkSize: chunkSize ?? Self.chunkSize(for: file.textSize))
        let hash = try reading.run { (parts) throws(IngestError) in try delivery.deliver(parts, plan: plan, sheet: nil)
        }
        try file.checkUnchanged()
        return delivery.report(
            plan: plan, sheet: nil, dialect: fit.verdict, verdict: fit.verdict.summary, sha256: hash,
            fingerprint: file.fingerprint)
    }

    /// The bytes of a chunk: a small file is cut so that two threads have something to do, a large one so that its segments
    /// are neither too many nor too large to hold several of.
    static func chunkSize(for fileSize: Int) -> Int { min(max(fileSize / 4 + 1, 1 << 19), 1 << 22) }
}

/// What kind of file a source is.
enum FileKind {
    static func kind(of name: String, declared: DeclaredFormat.Kind?) throws(IngestError) -> DeclaredFormat.Kind {
        if let declared { return declared }
        var lower = Substring(name.lowercased())
        // Compressed text is named after what it holds.
        if lower.hasSuffix(".gz") { lower = lower.dropLast(3) }
        if [".csv", ".tsv", ".tab", ".txt"].contains(where: lower.hasSuffix) { return .csv }
        if [".xlsx", ".xlsm"].contains(where: lower.hasSuffix) { return .xlsx }
        if [".sav", ".zsav"].contains(where: lower.hasSuffix) { return .spss }
        throw .unknownKind(file: name)
    }
}

/// The names of a file's columns.
struct CSVHeader {
    let names: [String]
    let line: Int
    /// The line after the header, which may itself span several.
    let nextLine: Int

    /// - Throws: ``IngestError/noHeader(file:row:rows:)`` when no record starts on the header's line.
    init(_ sample: [UInt8], dialect: CSVDialect, file: String) throws(IngestError) {
        let mark = dialect.hasByteOrderMark ? dialect.encoding.byteOrderMark.count : 0
        let text: ArraySlice<UInt8> =
            if dialect.encoding == .utf8 { sample.dropFirst(mark) } else {
                Array(Transcoder.text(sample.dropFirst(mark), encoding: dialect.encoding).utf8)[...]
            }
        var reader = SimpleCSV(
            text, separator: dialect.separator, quote: dialect.quote, newline: dialect.newlineByte)
        var lines = 0
        while let record = reader.next() {
            lines = record.line
            guard record.line >= dialect.headerRow else { continue }
            guard record.line == dialect.headerRow, !record.isBlank else { break }
            names = record.fields
            line = record.line
            nextLine = reader.line
            return
        }
        throw .noHeader(file: file, row: dialect.headerRow, rows: lines)
    }
}

/// Numbers the segments of a file, takes out repeated rows, and counts.
final class SegmentDelivery {
    private let file: String
    private let mapping: Mapping
    private let duplicates: DuplicateFilter
    private let sink: (Segment) throws -> Void
    private var rowsRead = 0
    private var rowsKept = 0
    private var rowsQuarantined = 0
    private var rowsExcluded = 0
    private var segments = 0
    private var log = IssueLog()
    private var corrections: [CorrectionOutcome] = []

    init(file: String, mapping: Mapping, duplicates: DuplicateFilter, sink: @escaping (Segment) throws -> Void) {
        self.file = file
        self.mapping = mapping
        self.duplicates = duplicates
        self.sink = sink
    }

    func deliver(_ parts: SegmentParts, plan: ReadingPlan, sheet: String?) throws(IngestError) {
        let firstRow = rowsRead
        rowsRead += parts.rowsRead
        rowsQuarantined += parts.quarantined
        rowsExcluded += parts.excluded
        corrections += parts.corrections
        let repeated = repeatedRows(parts, plan, sheet)
        // Issues are told in the order of the rows.
        if repeated.isEmpty {
            log.add(parts.log)
        } else {
            log.add(parts.log, merging: repeated.map(\.issue))
        }
        rowsQuarantined += repeated.count
        var (columns, rows) = (parts.columns, parts.rowCount)
        if !repeated.isEmpty {
            let removed = repeated.map(\.row)
            columns = columns.map { NamedColumn(name: $0.name, type: $0.type, column: $0.column.removing(removed)) }
            rows -= removed.count
        }
        rowsKept += rows
        guard rows > 0 else { return }
        segments += 1
        do {
            try sink(Segment(table: plan.table, firstRow: firstRow, rowCount: rows, columns: columns))
        } catch let error as any ExplainedError {
            throw .receiver(error)
        } catch {
            throw .receiver(UnexplainedError(description: "\(error)"))
        }
    }

    private func repeatedRows(
        _ parts: SegmentParts, _ plan: ReadingPlan, _ sheet: String?
    ) -> [(row: Int, issue: RowIssue)] {
        guard !parts.keys.isEmpty, let lines = parts.columns.first?.column else { return [] }
        let source = RecordLocation(file: file, sheet: sheet)
        return duplicates.repeated(parts.keys, source: source) { lines.integer(at: $0) ?? 0 }.map { row, first in
            let place = RecordLocation(file: file, sheet: sheet, line: lines.integer(at: row))
            return (row, RowIssue(.duplicate(key: plan.keyNames, first: first), at: place))
        }
    }

    func report(
        plan: ReadingPlan, sheet: String?, dialect: DialectVerdict?, verdict: String, sha256: String,
        fingerprint: FileFingerprint, further: [Finding] = []
    ) -> SourceReport {
        var findings = plan.findings + further + (dialect?.findings(file) ?? [])
        if let limit = mapping.quarantinedShareLimit, rowsRead > 0 {
            let share = Double(rowsQuarantined) / Double(rowsRead)
            if share > limit { findings.append(tooManyQuarantined(share, limit)) }
        }
        return SourceReport(
            file: file, sheet: sheet, table: plan.table, rowsRead: rowsRead, rowsKept: rowsKept,
            rowsQuarantined: rowsQuarantined, rowsExcluded: rowsExcluded, issues: log, findings: findings,
            dialect: dialect, header: plan.header, unmappedColumns: plan.unmapped, sha256: sha256,
            bytes: Int(fingerprint.size), fingerprint: fingerprint, segments: segments, verdict: verdict,
            corrections: corrections)
    }

    private func tooManyQuarantined(_ share: Double, _ limit: Double) -> Finding {
        func percent(_ share: Double) -> String {
            let tenths = Int((share * 1000).rounded())
            return tenths % 10 == 0 ? "\(tenths / 10) %" : "\(tenths / 10).\(tenths % 10) %"
        }
        let most = log.counts.max { ($0.count, $1.code) < ($1.count, $0.code) }
        return Finding(
            code: "ingest.too-many-quarantined", severity: .stop,
            explanation: Explanation(
                summary: "\(file): \(rowsQuarantined) of \(rowsRead) rows went to quarantine (\(percent(share)))",
                cause: "the mapping allows \(percent(limit))"
                    + (most.map { "; most often because of \($0.code)" } ?? ""),
                remedies: ["correct the rows in the file", "check the mapping against the file"]),
            location: RecordLocation(file: file))
    }
}

/// An error without an explanation of its own.
struct UnexplainedError: ExplainedError {
    let description: String
    var code: String { "ingest.receiver-failed" }
    var explanation: Explanation { Explanation(summary: "the rows could not be handed on", cause: description) }
}
