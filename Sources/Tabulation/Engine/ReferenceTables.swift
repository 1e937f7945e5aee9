internal import Records
internal import Synchronization

/// The values of other tables' rows by their keys, each read once for all segments that refer to it.
final class ReferenceTables: Sendable {
    /// A column of a table by the table's key.
    final class Values: Sendable {
        let levels: [String: Level]

        init(_ levels: [String: Level]) { self.levels = levels }
    }

    private let source: any SegmentSource
    private let known = Mutex<[String: Values]>([:])

    init(_ source: any SegmentSource) { self.source = source }

    /// The values of an expression over a table, by key; of several rows with one key the first counts.
    func values(of expression: TypedExpression, in table: String, by key: String) throws -> Values {
        let name = "\(table).\(key) \(expression.canonical)"
        if let values = known.withLock({ $0[name] }) { return values }
        // Two threads may both compute the same values; they are equal, and no lock is held meanwhile.
        let keyColumn = TypedExpression(.column(key, .identifier), .text)
        var levels: [String: Level] = [:]
        for part in try source.parts(of: table) {
            for segment in part.segments {
                let evaluator = SegmentEvaluator(segment, source, self)
                let keys = try evaluator.levels(keyColumn)
                let values = try evaluator.levels(expression)
                for row in 0..<segment.rowCount {
                    guard case .code(let text) = keys[row] else { continue }
                    if levels[text] == nil { levels[text] = values[row] }
                }
            }
        }
        let values = Values(levels)
        known.withLock { $0[name] = values }
        return values
    }
}

extension LevelVector {
    /// The level of a row.
    subscript(row: Int) -> Level {
        switch places {
        case nil: levels[0]
        case .byte(let places): levels[Int(places[row])]
        case .word(let places): levels[Int(places[row])]
        }
    }
}
