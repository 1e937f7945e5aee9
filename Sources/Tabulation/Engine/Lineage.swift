public import Microdata
internal import Records

/// The rows behind a value: where each stands in its source.
public struct RowLineage: Sendable, Hashable {
    /// A row of a source.
    public struct Place: Sendable, Hashable {
        public let source: SourceID
        /// The line or sheet row where the record starts; nil when the segment does not say.
        public let line: Int?
    }

    /// All rows, also those that are not listed.
    public let count: Int
    /// The first rows, in the order of sources and rows.
    public let places: [Place]
    /// All rows of each source that has some, also those that are not listed.
    public let countOfSource: [SourceID: Int]
}

/// What lineage goes through: the rows of a table, of which a request counts some.
struct LineageScan {
    let segments: [SegmentReference]
    let references: ReferenceTables
    private let request: PreparedRequest
    private let selections: RowSelections
    private let source: any SegmentSource

    /// - Parameter segments: Those in which rows that the request counts may be.
    init(_ request: PreparedRequest, _ segments: [SegmentReference], in engine: TabulationEngine) throws {
        self.request = request
        self.segments = segments.filter { $0.rowCount > 0 }
        source = engine.source
        references = ReferenceTables(engine.source)
        var winners: [String: [UInt8]] = [:]
        if let oncePer = request.oncePer {
            let scan = TableScan(
                segments: segments, source: source, references: references, threads: engine.threads,
                tuning: engine.tuning)
            winners[oncePer.canonical] = try OncePerPass.winners(oncePer, scan)
        }
        selections = RowSelections(winners: winners, segments: segments)
    }

    /// A segment with the groups and lines of its rows.
    struct Part {
        let evaluator: SegmentEvaluator
        let rowCount: Int
        private let source: SourceID
        private let groups: [LevelVector]
        private let selection: [UInt8]?
        private let lines: [Int64]

        init(_ segment: SegmentReference, _ scan: LineageScan) throws {
            evaluator = SegmentEvaluator(segment, scan.source, scan.references)
            rowCount = segment.rowCount
            source = segment.source
            groups = try scan.request.groupings.map { [evaluator] in try evaluator.levels($0.expression) }
            selection = try scan.selections.selection(scan.request.filter, scan.request.oncePer, evaluator)
            lines = try evaluator.numbers(TypedExpression(.column("_line", .integer), .number(places: 0)))
        }

        func isCounted(_ row: Int) -> Bool { selection.map { $0[row] == Vector.isTrue } ?? true }

        func isIn(_ levels: [Level]?, _ row: Int) -> Bool {
            levels.map { zip(groups, $0).allSatisfy { $0[row] == $1 } } ?? true
        }

        func place(_ row: Int) -> RowLineage.Place {
            RowLineage.Place(source: source, line: lines[row] < Int64.leastPresent ? nil : Int(lines[row]))
        }
    }

    func part(_ segment: SegmentReference) throws -> Part { try Part(segment, self) }
}

extension TabulationEngine {
    /// The source rows that a request counts: those that pass its filter and its choice of one row per key and, with `levels`, fall
    /// into one group.
    ///
    /// - Parameters:
    ///   - levels: The levels of the group, one for each grouping, as in a cell of the answer; nil for all groups.
    ///   - limit: How many places are listed; counting goes on beyond it.
    /// - Throws: As ``tabulations(for:)``.
    public func lineage(
        of request: TabulationRequest, levels: [Level]? = nil, limit: Int
    ) throws -> RowLineage {
        let prepared = try RequestChecker.prepared(request, context)
        let all = try source.parts(of: prepared.table.name).flatMap(\.segments)
        // The choice of one row per key looks at all rows, whatever the filter.
        let segments = prepared.oncePer == nil ? try candidates(all, for: prepared.filter) : all
        let scan = try LineageScan(prepared, segments, in: self)
        var count = 0
        var places: [RowLineage.Place] = []
        var countOfSource: [SourceID: Int] = [:]
        for segment in scan.segments {
            let part = try scan.part(segment)
            var found = 0
            for row in 0..<part.rowCount where part.isCounted(row) && part.isIn(levels, row) {
                found += 1
                if places.count < limit { places.append(part.place(row)) }
            }
            if found > 0 { countOfSource[segment.source, default: 0] += found }
            count += found
        }
        return RowLineage(count: count, places: places, countOfSource: countOfSource)
    }
}
