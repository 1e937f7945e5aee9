import Diagnostics
import Foundation
import Microdata
import Records

@testable import Ingest

/// A file of given bytes in a folder of its own, removed with it.
final class TemporaryFile {
    let folder: URL
    let path: String
    let name: String

    init(_ bytes: [UInt8], name: String = "source.csv") throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("ingest-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let url = folder.appendingPathComponent(name)
        try Data(bytes).write(to: url)
        path = url.path
        self.name = name
    }

    convenience init(_ text: String, name: String = "source.csv") throws { try self.init(Array(text.utf8), name: name) }

    deinit { try? FileManager.default.removeItem(at: folder) }
}

/// A folder beside the tests.
func testFolder(_ name: String) -> URL {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(name)
}

/// The repository.
let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

/// SplitMix64: the same numbers for the same seed everywhere.
struct TestGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}

/// What reading a file gave.
struct Reading {
    let report: SourceReport
    let segments: [Segment]

    /// A column's values over all segments.
    func values(_ name: String) -> [String] {
        segments.flatMap { segment in segment[name].map { $0.column.texts } ?? [] }
    }

    var codes: [String] { report.issues.map(\.code) }
}

extension Column {
    /// Each value as text; missing answers as `<reason>`.
    var texts: [String] {
        func missing(_ reason: MissingReason?) -> String { "<\(reason?.name ?? "missing")>" }
        func numbers<T: ColumnInteger>(_ values: [T], _ places: Int) -> [String] {
            values.map { value in
                value.missingReason.map(missing) ?? decimalText(Int64(value), places: places)
            }
        }
        switch self {
        case .codes(let codes, let dictionary):
            return codes.map { code in
                code >= Column.firstMissingCode
                    ? missing(MissingReason(rawValue: code - Column.firstMissingCode)) : dictionary[Int(code)]
            }
        case .keys(let keys, let dictionary):
            return keys.map { key in
                key >= Column.firstMissingKey
                    ? missing(MissingReason(rawValue: UInt8(UInt32.max - key))) : dictionary[Int(key)]
            }
        case .integers(.int8(let values), let places): return numbers(values, places)
        case .integers(.int16(let values), let places): return numbers(values, places)
        case .integers(.int32(let values), let places): return numbers(values, places)
        case .integers(.int64(let values), let places): return numbers(values, places)
        case .days(let days):
            return days.map { $0.missingReason.map(missing) ?? CalendarDay(number: $0).description }
        case .moments(let moments):
            return moments.map { moment in
                if let reason = moment.missingReason { return missing(reason) }
                let day = Int32(moment >= 0 ? moment / 86400 : (moment - 86399) / 86400)
                let second = Int(moment - Int64(day) * 86400)
                func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
                return "\(CalendarDay(number: day)) \(two(second / 3600)):\(two(second / 60 % 60)):\(two(second % 60))"
            }
        case .persons(let persons):
            return persons.map { $0 == .missing ? "<missing>" : "\($0.high)-\($0.low)" }
        case .texts(let bytes, let offsets):
            return (0..<max(0, offsets.count - 1)).map {
                String(decoding: bytes[Int(offsets[$0])..<Int(offsets[$0 + 1])], as: UTF8.self)
            }
        }
    }
}

func testPseudonymiser() throws -> Pseudonymiser {
    guard let pseudonymiser = Pseudonymiser(key: Array(0..<16)) else { throw TestFailure("no pseudonymiser") }
    return pseudonymiser
}

struct TestFailure: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}

/// Reads bytes as a file through a mapping.
func read(
    _ bytes: [UInt8], _ mapping: Mapping, name: String = "source.csv", lists: [CodeList] = [], threads: Int = 2,
    chunkSize: Int? = nil, duplicates: DuplicateFilter? = nil
) throws -> Reading {
    let file = try TemporaryFile(bytes, name: name)
    return try read(
        path: file.path, mapping, name: name, lists: lists, threads: threads, chunkSize: chunkSize,
        duplicates: duplicates)
}

func read(
    _ text: String, _ mapping: Mapping, lists: [CodeList] = [], threads: Int = 2, chunkSize: Int? = nil,
    duplicates: DuplicateFilter? = nil
) throws -> Reading {
    try read(
        Array(text.utf8), mapping, lists: lists, threads: threads, chunkSize: chunkSize, duplicates: duplicates)
}

func read(
    path: String, _ mapping: Mapping, name: String, lists: [CodeList] = [], threads: Int = 2, chunkSize: Int? = nil,
    duplicates: DuplicateFilter? = nil
) throws -> Reading {
    var segments: [Segment] = []
    let report = try SourceReader.read(
        path: path, displayName: name, mapping: mapping,
        codeLists: Dictionary(lists.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first }),
        pseudonymiser: testPseudonymiser(), threads: threads, duplicates: duplicates, chunkSize: chunkSize
    ) { segments.append($0) }
    return Reading(report: report, segments: segments)
}

/// A mapping of activities, which require only a date and a channel, with further columns.
func mapping(
    _ columns: [ColumnMapping], format: DeclaredFormat = DeclaredFormat(), ignored: [String] = [],
    unmapped: Severity = .info, unique: [String] = [], missing: [String] = [], limit: Double? = nil
) -> Mapping {
    Mapping(
        file: "mapping.yaml", record: .activity, format: format,
        columns: [
            ColumnMapping("date", constant: "2024-01-01"), ColumnMapping("channel", constant: "news"),
        ] + columns,
        ignored: ignored, unmapped: unmapped, unique: unique, missing: missing, quarantinedShareLimit: limit)
}

/// All cells of a text file, the header's included, as the fast reader finds them.
func cells(
    _ bytes: [UInt8], declared: DeclaredFormat = DeclaredFormat(), threads: Int = 2, chunkSize: Int = 1 << 20
) throws -> (records: [[String]], log: IssueLog, dialect: CSVDialect) {
    let temporary = try TemporaryFile(bytes)
    let file = try SourceFile(path: temporary.path, displayName: "source.csv")
    let sample = try file.start(CSVDialect.sampleSize)
    var dialect = CSVDialect.detect(sample, declared: declared).dialect
    let header = try CSVHeader(sample, dialect: dialect, file: "source.csv")
    dialect.dataRow = max(dialect.dataRow, header.nextLine)
    let columns = header.names.indices.map { position in
        ColumnPlan(
            name: "c\(position)", type: .text, form: .text, sources: [position], label: header.names[position],
            required: false, values: [], missing: [], dictionary: [], isOpen: false, range: nil, rangeText: "",
            datePattern: nil, pattern: nil, check: nil, severity: .error, decimalMark: .point)
    }
    let plan = ReadingPlan(
        table: "cells", columns: columns, header: header.names.map { $0.isEmpty ? "-" : $0 },
        policies: header.names.map { _ in .expected }, unmapped: [], key: [], keyNames: [], findings: [],
        decimalMark: .point)
    var records = [header.names]
    var log = IssueLog()
    let reading = CSVReading(
        file: file, dialect: dialect, plan: plan, pseudonymiser: try testPseudonymiser(), threads: threads,
        chunkSize: chunkSize)
    _ = try reading.run { (parts) throws(IngestError) in
        let columns = parts.columns.dropFirst().map(\.column.texts)
        for row in 0..<parts.rowCount { records.append(columns.map { $0[row] }) }
        log.add(parts.log)
    }
    return (records, log, dialect)
}
