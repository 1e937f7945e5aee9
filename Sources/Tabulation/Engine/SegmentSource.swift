public import Microdata

/// A segment that can be read.
public struct SegmentReference: Sendable, Hashable {
    public let table: String
    /// The number of the source that the rows came from.
    public let source: SourceID
    /// The segment's number within its segment source.
    public let number: Int
    public let rowCount: Int

    public init(table: String, source: SourceID, number: Int, rowCount: Int) {
        self.table = table
        self.source = source
        self.number = number
        self.rowCount = rowCount
    }
}

/// The segments of one source of a table: what stays or changes together, and so what answers are kept for.
public struct TablePart: Sendable, Hashable {
    public let source: SourceID
    /// A hash of the rows; nil when answers for them are not to be kept.
    public let hash: String?
    public let segments: [SegmentReference]

    public init(source: SourceID, hash: String?, segments: [SegmentReference]) {
        self.source = source
        self.hash = hash
        self.segments = segments
    }

    /// The rows of all segments.
    public var rowCount: Int { segments.reduce(0) { $0 + $1.rowCount } }
}

/// Where the engine reads rows from.
public protocol SegmentSource: Sendable {
    /// The parts of a table, in the order of sources and rows; empty when the table has no rows.
    func parts(of table: String) throws -> [TablePart]
    /// A column of a segment; nil when the segment has no such column. Called from several threads at once.
    func column(_ name: String, of segment: SegmentReference) throws -> Column?
    /// What is known of a segment's columns without reading their rows; only speed rests on it.
    func extents(of segment: SegmentReference) throws -> [String: ColumnExtent]
}

/// Segments that are in memory, for tests and small inputs.
public struct MemorySegments: SegmentSource {
    private let segments: [(source: SourceID, segment: Segment)]

    /// Segments with the number of their source, in the order of sources and rows.
    public init(_ segments: [(source: SourceID, segment: Segment)]) { self.segments = segments }

    public func parts(of table: String) -> [TablePart] {
        var parts = [(source: SourceID, segments: [SegmentReference])]()
        for (number, entry) in segments.enumerated() where entry.segment.table == table {
            let reference = SegmentReference(
                table: table, source: entry.source, number: number, rowCount: entry.segment.rowCount)
            if let last = parts.indices.last, parts[last].source == entry.source {
                parts[last].segments.append(reference)
            } else {
                parts.append((entry.source, [reference]))
            }
        }
        return parts.map { TablePart(source: $0.source, hash: nil, segments: $0.segments) }
    }

    public func column(_ name: String, of segment: SegmentReference) -> Column? {
        segments[segment.number].segment[name]?.column
    }

    public func extents(of segment: SegmentReference) throws -> [String: ColumnExtent] {
        Dictionary(
            try EncodedSegment(segments[segment.number].segment).columns.map { ($0.name, $0.extent) },
            uniquingKeysWith: { first, _ in first })
    }
}

/// The segments of a store's current sources.
public final class StoredSegments: SegmentSource {
    private let store: Store
    private let segments: [StoredSegment]
    private let numbers: [String: Range<Int>]

    /// The current sources of the tables named.
    ///
    /// - Throws: `MicrodataError`.
    public init(_ store: Store, tables: [String]) throws {
        self.store = store
        var all = [StoredSegment]()
        var numbers: [String: Range<Int>] = [:]
        for table in Set(tables).sorted() {
            let first = all.count
            all += try store.segments(of: table)
            numbers[table] = first..<all.count
        }
        segments = all
        self.numbers = numbers
    }

    public func parts(of table: String) throws -> [TablePart] {
        var parts = [TablePart]()
        var references = [SegmentReference]()
        var hash = try ContentHash()
        let range = numbers[table] ?? 0..<0
        for number in range {
            let segment = segments[number]
            try hash.update(segment.hash)
            references.append(
                SegmentReference(
                    table: table, source: segment.source, number: number, rowCount: segment.rowCount))
            if number + 1 == range.upperBound || segments[number + 1].source != segment.source {
                parts.append(TablePart(source: segment.source, hash: try hash.finish(), segments: references))
                references = []
                hash = try ContentHash()
            }
        }
        return parts
    }

    public func column(_ name: String, of segment: SegmentReference) throws -> Column? {
        try store.column(name, of: segments[segment.number])
    }

    public func extents(of segment: SegmentReference) throws -> [String: ColumnExtent] {
        Dictionary(
            try store.columns(of: segments[segment.number]).map { ($0.name, $0.extent) },
            uniquingKeysWith: { first, _ in first })
    }
}
