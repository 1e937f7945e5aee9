internal import Microdata
internal import Records

/// Which rows of a table count, by filter and by "one row per key".
final class RowSelections: Sendable {
    /// For each `oncePer`, one byte a row of the table, in the order of segments and rows: true or false.
    private let winners: [String: [UInt8]]
    /// The place of each segment's first row.
    private let firstRows: [Int: Int]

    init(winners: [String: [UInt8]], segments: [SegmentReference]) {
        self.winners = winners
        var firstRows: [Int: Int] = [:]
        var row = 0
        for segment in segments {
            firstRows[segment.number] = row
            row += segment.rowCount
        }
        self.firstRows = firstRows
    }

    /// The rows of a segment that count, as truths; nil for all of them.
    func selection(
        _ filter: TypedExpression?, _ oncePer: PreparedOncePer?, _ evaluator: SegmentEvaluator
    ) throws -> [UInt8]? {
        let filtered = try filter.map { try evaluator.truths($0) }
        guard let oncePer, let won = winners[oncePer.canonical], let first = firstRows[evaluator.segment.number] else {
            return filtered
        }
        let part = won[first..<first + evaluator.rows]
        guard let filtered else { return Array(part) }
        return zip(filtered, part).map { min($0, $1) }
    }
}
