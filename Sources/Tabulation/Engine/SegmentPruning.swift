internal import Microdata
internal import Records

extension TabulationEngine {
    /// The segments in which some row can pass a filter, as far as the reach of their columns tells without reading a row.
    ///
    /// Looks at filters of the form `column > day`, such as that for rows dated after the as-of day; any other filter leaves all.
    func candidates(_ segments: [SegmentReference], for filter: TypedExpression?) throws -> [SegmentReference] {
        guard let filter, let bound = Bound(filter) else { return segments }
        return try segments.filter { segment in
            // A segment without the column has no row that passes, but who evaluates the filter says why.
            guard let extent = try source.extents(of: segment)[bound.column] else { return true }
            guard let maximum = extent.maximum else { return false }
            return maximum > bound.above
        }
    }
}

/// A column that must lie above a value, in the column's own unit.
private struct Bound {
    let column: String
    let above: Int64

    init?(_ filter: TypedExpression) {
        guard case .comparison(.greater, let value, let limit) = filter.kind, case .day(let day) = limit.kind else {
            return nil
        }
        switch value.kind {
        case .column(let name, .day):
            column = name
            above = Int64(day)
        case .calendar(.day, let moment):
            guard case .column(let name, .moment) = moment.kind else { return nil }
            column = name
            // The last second of the day.
            above = Int64(day) * 86400 + 86399
        default: return nil
        }
    }
}
