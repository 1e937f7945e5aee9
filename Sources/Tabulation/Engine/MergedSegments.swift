internal import Microdata
internal import Records
internal import Synchronization

/// The segments of a source, and those of merged tables made from them.
///
/// A merged table has a segment for each of the table that it comes from, with the rows that are the first of their key: so that a row
/// can be followed to its file and line, as those of any table.
final class MergedSegments: SegmentSource {
    private let source: any SegmentSource
    private let context: TabulationContext
    private let plans = Mutex<[String: MergePlan]>([:])

    init(_ source: any SegmentSource, _ context: TabulationContext) {
        self.source = source
        self.context = context
    }

    private func plan(of table: String) throws -> MergePlan? {
        guard let merged = context.tables[table]?.merged else { return nil }
        // Made under the lock: what other threads would ask for meanwhile is the same.
        return try plans.withLock { plans in
            if let known = plans[table] { return known }
            let plan = try MergePlan(merged, source, context)
            plans[table] = plan
            return plan
        }
    }

    func parts(of table: String) throws -> [TablePart] {
        guard let plan = try plan(of: table) else { return try source.parts(of: table) }
        var number = 0
        return try source.parts(of: plan.merged.table).map { part in
            let segments = part.segments.map { segment in
                defer { number += 1 }
                return SegmentReference(
                    table: table, source: segment.source, number: number, rowCount: plan.rows(of: number).count)
            }
            // All parts rest on the rows of each, as rows of a key may be in several.
            return TablePart(source: part.source, hash: plan.hash.map { "\($0) \(part.source)" }, segments: segments)
        }
    }

    func column(_ name: String, of segment: SegmentReference) throws -> Column? {
        guard let plan = try plan(of: segment.table) else { return try source.column(name, of: segment) }
        return try plan.column(name, of: segment.number, source)
    }

    func extents(of segment: SegmentReference) throws -> [String: ColumnExtent] {
        context.tables[segment.table]?.merged == nil ? try source.extents(of: segment) : [:]
    }
}
