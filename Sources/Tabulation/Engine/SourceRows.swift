public import Microdata

/// A row of a source: the file that it came from, and the line or sheet row where it starts.
public struct SourceRow: Sendable, Hashable {
    public let source: SourceID
    public let line: Int
}

/// The rows behind a request.
public struct SourceRows: Sendable, Hashable {
    /// The first of them, in the order of files and lines.
    public let rows: [SourceRow]
    /// How many there are in all.
    public let total: Int
}

extension TabulationEngine {
    /// The rows that a request counts: those of its table that its filter, and "one row per key", let through.
    ///
    /// - Parameter limit: The most rows to name; all are counted.
    /// - Throws: As ``tabulations(for:)``.
    public func rows(of request: TabulationRequest, limit: Int) throws -> SourceRows {
        let prepared = try RequestChecker.prepared(request, context)
        let scan = TableScan(
            segments: try source.parts(of: prepared.table.name).flatMap(\.segments), source: source,
            references: ReferenceTables(source), threads: threads, tuning: tuning)
        var winners: [String: [UInt8]] = [:]
        if let oncePer = prepared.oncePer { winners[oncePer.canonical] = try OncePerPass.winners(oncePer, scan) }
        let selections = RowSelections(winners: winners, segments: scan.segments)
        var rows: [SourceRow] = []
        var total = 0
        for segment in scan.segments {
            let evaluator = SegmentEvaluator(segment, source, scan.references)
            let selection = try selections.selection(prepared.filter, prepared.oncePer, evaluator)
            let counted = selection.map { truths in truths.indices.filter { truths[$0] == Vector.isTrue } }
            total += counted?.count ?? segment.rowCount
            guard rows.count < limit, let lines = try source.column("_line", of: segment) else { continue }
            for row in (counted ?? Array(0..<segment.rowCount)).prefix(limit - rows.count) {
                rows.append(SourceRow(source: segment.source, line: lines.number(at: row)))
            }
        }
        return SourceRows(rows: rows, total: total)
    }
}

extension Column {
    /// A whole number of the column; 0 where it holds none.
    fileprivate func number(at row: Int) -> Int {
        guard case .integers(let values, _) = self else { return 0 }
        return switch values {
        case .int8(let values): Int(values[row])
        case .int16(let values): Int(values[row])
        case .int32(let values): Int(values[row])
        case .int64(let values): Int(values[row])
        }
    }
}
