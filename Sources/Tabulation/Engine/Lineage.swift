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
        let references = ReferenceTables(source)
        let all = try source.parts(of: prepared.table.name).flatMap(\.segments)
        // The choice of one row per key looks at all rows, whatever the filter.
        let segments = prepared.oncePer == nil ? try candidates(all, for: prepared.filter) : all
        let scan = TableScan(
            segments: segments, source: source, references: references, threads: threads, tuning: tuning)
        var winners: [String: [UInt8]] = [:]
        if let oncePer = prepared.oncePer { winners[oncePer.canonical] = try OncePerPass.winners(oncePer, scan) }
        let selections = RowSelections(winners: winners, segments: segments)
        let line = TypedExpression(.column("_line", .integer), .number(places: 0))
        var count = 0
        var places = [RowLineage.Place]()
        for segment in segments where segment.rowCount > 0 {
            let evaluator = SegmentEvaluator(segment, source, references)
            let groups = try prepared.groupings.map { try evaluator.levels($0.expression) }
            let selection = try selections.selection(prepared.filter, prepared.oncePer, evaluator)
            let lines = try evaluator.numbers(line)
            for row in 0..<segment.rowCount where selection.map({ $0[row] == Vector.isTrue }) ?? true {
                if let levels, !zip(groups, levels).allSatisfy({ $0[row] == $1 }) { continue }
                count += 1
                guard places.count < limit else { continue }
                places.append(
                    RowLineage.Place(
                        source: segment.source, line: lines[row] < Int64.leastPresent ? nil : Int(lines[row])))
            }
        }
        return RowLineage(count: count, places: places)
    }
}
