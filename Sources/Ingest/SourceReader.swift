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
    ///   - near: What finds rows with the same answers at nearly the same time, likewise.
    ///   - matching: What changes rows before they are kept, in their order.
    ///   - sink: Takes each segment, on the calling thread.
    /// - Returns: The counts, issues and findings.
    /// - Throws: ``IngestError``; what `sink` throws comes as ``IngestError/receiver(_:)``.
    /// - Complexity: O(bytes), in memory that depends on neither the file's size nor its rows, but for the keys of unique
    ///   columns (``DuplicateFilter``).
    public static func read(
        path: String, displayName: String, mapping: Mapping, codeLists: [String: CodeList],
        pseudonymiser: Pseudonymiser,
        threads: Int = 2, duplicates: DuplicateFilter? = nil, near: NearDuplicates? = nil,
        matching: (any SegmentMatching)? = nil, sink: (Segment) throws -> Void
    ) throws(IngestError) -> SourceReport {
        try read(
            path: path, displayName: displayName, mapping: mapping, codeLists: codeLists, pseudonymiser: pseudonymiser,
            threads: threads, duplicates: duplicates, near: near, matching: matching, chunkSize: nil, sink: sink)
    }

    /// The same with chunks of a given size, in bytes.
    static func read(
        path: String, displayName: String, mapping: Mapping, codeLists: [String: CodeList],
        pseudonymiser: Pseudonymiser,
        threads: Int, duplicates: DuplicateFilter?, near: NearDuplicates? = nil,
        matching: (any SegmentMatching)? = nil, chunkSize: Int?, sink: (Segment) throws -> Void
    ) throws(IngestError) -> SourceReport {
        let file = try SourceFile(path: path, displayName: displayName)
        guard file.size > 0 else { throw .empty(file: displayName) }
        let kind = try FileKind.kind(of: displayName, declared: mapping.format.kind)
        return try withoutActuallyEscaping(sink) { (sink) throws(IngestError) in
            let delivery = SegmentDelivery(
                file: displayName, mapping: mapping, duplicates: duplicates ?? DuplicateFilter(),
                near: near ?? mapping.nearDuplicates.map(NearDuplicates.init), matching: matching, sink: sink)
            return switch kind {
            case .csv:
                try readCSV(
                    file, mapping: mapping, codeLists: codeLists, pseudonymiser: pseudonymiser, threads: threads,
                    chunkSize: chunkSize, delivery)
            case .xlsx, .ods:
                try readWorkbook(
                    file, path: path, kind: kind, mapping: mapping, codeLists: codeLists, pseudonymiser: pseudonymiser,
                    delivery)
            case .spss:
                try readSPSS(
                    file, mapping: mapping, codeLists: codeLists, pseudonymiser: pseudonymiser, delivery)
            case .json, .jsonl:
                try readJSON(
                    file, kind: kind, mapping: mapping, codeLists: codeLists, pseudonymiser: pseudonymiser, delivery)
            case .innokyla:
                try readInnokyla(
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
        if [".jsonl", ".ndjson"].contains(where: lower.hasSuffix) { return .jsonl }
        if lower.hasSuffix(".json") { return .json }
        if lower.hasSuffix(".ods") { return .ods }
        if [".sav", ".zsav"].contains(where: lower.hasSuffix) { return .spss }
        if [".html", ".htm", ".md"].contains(where: lower.hasSuffix) { return .innokyla }
        throw .unknownKind(file: name)
    }
}

/// Numbers the segments of a file, takes out repeated rows, and counts.
final class SegmentDelivery {
    private let file: String
    private let mapping: Mapping
    private let duplicates: DuplicateFilter
    private let near: NearDuplicates?
    private let matching: (any SegmentMatching)?
    private let sink: (Segment) throws -> Void
    private var rowsRead = 0
    private var rowsKept = 0
    private var rowsQuarantined = 0
    private var rowsExcluded = 0
    private var exclusions: [Int] = []
    private var segments = 0
    private var log = IssueLog()
    private var corrections: [CorrectionOutcome] = []

    init(
        file: String, mapping: Mapping, duplicates: DuplicateFilter, near: NearDuplicates? = nil,
        matching: (any SegmentMatching)? = nil, sink: @escaping (Segment) throws -> Void
    ) {
        self.file = file
        self.mapping = mapping
        self.duplicates = duplicates
        self.near = near
        self.matching = matching
        self.sink = sink
    }

    func deliver(_ parts: SegmentParts, plan: ReadingPlan, sheet: String?) throws(IngestError) {
        let parts = matched(parts, plan)
        let firstRow = rowsRead
        rowsRead += parts.rowsRead
        rowsQuarantined += parts.quarantined
        rowsExcluded += parts.excluded
        if exclusions.isEmpty {
            exclusions = parts.exclusions
        } else {
            for (rule, count) in parts.exclusions.enumerated() { exclusions[rule] += count }
        }
        corrections += parts.corrections
        let repeated = try repeatedRows(parts, plan, sheet)
        // Issues are told in the order of the rows.
        let compared = (repeated.map(\.issue) + similarRows(parts, repeated.map(\.row), sheet)).sorted {
            $0.location.line ?? 0 < $1.location.line ?? 0
        }
        if compared.isEmpty {
            log.add(parts.log)
        } else {
            log.add(parts.log, merging: compared)
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

    /// The rows with what was matched in place of what was written; what must be unique is then that.
    private func matched(_ parts: SegmentParts, _ plan: ReadingPlan) -> SegmentParts {
        guard let matching, parts.rowCount > 0 else { return parts }
        var parts = parts
        parts.columns = matching.matched(parts.columns, of: plan.table)
        if !parts.keys.isEmpty {
            let segment = Segment(table: plan.table, firstRow: 0, rowCount: parts.rowCount, columns: parts.columns)
            parts.keys = DuplicateFilter.keys(
                of: segment, columns: plan.key.map { plan.columns[$0].name }, isSymmetric: plan.keyIsSymmetric)
        }
        return parts
    }

    /// Of the rows that are kept, those with the same answers as another at nearly the same time.
    private func similarRows(_ parts: SegmentParts, _ removed: [Int], _ sheet: String?) -> [RowIssue] {
        guard let near, let rule = mapping.nearDuplicates, let lines = parts.columns.first?.column else { return [] }
        let removed = Set(removed)
        func place(_ row: Int) -> RecordLocation {
            RecordLocation(file: file, sheet: sheet, line: lines.integer(at: row))
        }
        return near.found(parts.columns, without: removed, place: place).map { row, other in
            RowIssue(.nearDuplicate(minutes: rule.minutes, other: other), at: place(row), severity: .warning)
        }
    }

    private func repeatedRows(
        _ parts: SegmentParts, _ plan: ReadingPlan, _ sheet: String?
    ) throws(IngestError) -> [(row: Int, issue: RowIssue)] {
        guard !parts.keys.isEmpty, let lines = parts.columns.first?.column else { return [] }
        let source = RecordLocation(file: file, sheet: sheet)
        return try duplicates.repeated(parts.keys, source: source) { lines.integer(at: $0) ?? 0 }.map { row, first in
            let place = RecordLocation(file: file, sheet: sheet, line: lines.integer(at: row))
            return (row, RowIssue(.duplicate(key: plan.keyNames, first: first), at: place))
        }
    }

    func report(
        plan: ReadingPlan, sheet: String?, dialect: DialectVerdict?, verdict: String, sha256: String,
        fingerprint: FileFingerprint, further: [Finding] = []
    ) -> SourceReport {
        let excluded = Self.counted(exclusions, plan)
        var findings =
            plan.findings + further + excluded.map { $0.finding(file: file, of: rowsRead) }
            + (dialect?.findings(file) ?? [])
        let most = log.counts.max { ($0.count, $1.code) < ($1.count, $0.code) }
        if let gate = mapping.quarantineGate(
            file: file, read: rowsRead, quarantined: rowsQuarantined, mostly: most?.code)
        {
            findings.append(gate)
        }
        return SourceReport(
            file: file, sheet: sheet, table: plan.table, rowsRead: rowsRead, rowsKept: rowsKept,
            rowsQuarantined: rowsQuarantined, rowsExcluded: rowsExcluded, exclusions: excluded, issues: log,
            findings: findings,
            dialect: dialect, header: plan.header, unmappedColumns: plan.unmapped, sha256: sha256,
            bytes: Int(fingerprint.size), fingerprint: fingerprint, segments: segments,
            verdict: verdict + excluded.map(\.verdict).joined(), corrections: corrections)
    }
}

/// An error without an explanation of its own.
struct UnexplainedError: ExplainedError {
    let description: String
    var code: String { "ingest.receiver-failed" }
    var explanation: Explanation { Explanation(summary: "the rows could not be handed on", cause: description) }
}
