internal import Microdata
internal import Records

/// About how many different values an expression has, from what is known of columns without reading their rows.
///
/// Only speed rests on it: an estimate that is too low or too high changes no answer.
struct LevelEstimate {
    private let context: [String: ColumnExtent]

    /// - Parameter table: A table, of which a few segments are looked at.
    init(_ table: String, _ source: any SegmentSource) throws {
        let segments = try source.parts(of: table).flatMap(\.segments)
        var extents: [String: ColumnExtent] = [:]
        for number in Set([0, segments.count / 2, segments.count - 1]) where segments.indices.contains(number) {
            for (name, extent) in try source.extents(of: segments[number]) {
                guard var known = extents[name] else {
                    extents[name] = extent
                    continue
                }
                known.minimum = [known.minimum, extent.minimum].compactMap { $0 }.min()
                known.maximum = [known.maximum, extent.maximum].compactMap { $0 }.max()
                known.missingReasons |= extent.missingReasons
                known.dictionaryCount = max(known.dictionaryCount, extent.dictionaryCount)
                extents[name] = known
            }
        }
        context = extents
    }

    /// How many reasons a value is missing for; a guess where it is no column.
    private func reasons(_ expression: TypedExpression) -> Int {
        guard case .column(let name, _) = expression.kind, let extent = context[name] else { return 1 }
        return extent.missingReasons.nonzeroBitCount
    }

    /// The number of levels; nil when there may be any number.
    func levels(_ expression: TypedExpression) -> Int? {
        if let codes = expression.codes, !codes.isEmpty { return codes.count + 1 }
        switch expression.kind {
        case .column(let name, let type):
            guard let extent = context[name] else { return nil }
            switch type {
            case .person, .title, .text: return nil
            case .code, .identifier: return extent.dictionaryCount + extent.missingReasons.nonzeroBitCount
            default:
                guard let least = extent.minimum, let greatest = extent.maximum else { return 1 }
                let (span, overflow) = greatest.subtractingReportingOverflow(least)
                return overflow ? nil : Int(span) + 1 + extent.missingReasons.nonzeroBitCount
            }
        case .number, .text, .day, .moment, .truth: return 1
        case .comparison, .isIn, .not, .and, .or, .isMissing: return 3
        case .age: return 130
        case .calendar(let part, _): return part == .day ? nil : part == .year ? 50 : part == .month ? 120 : 40
        case .conditional(_, let a, let b):
            guard let first = levels(a), let second = levels(b) else { return nil }
            return first + second
        case .scaled(let a, _), .laterMonths(let a, _): return levels(a)
        case .answered(let list): return list.count + 1
        case .reason: return reasonCodes.count
        case .band(let a, let bounds): return bounds.count + 1 + reasons(a)
        case .rowMean(let list, let least):
            // As many answers as there may be, each with all sums from the least to the greatest.
            let spans = list.compactMap { levels($0) }
            guard spans.count == list.count, let widest = spans.max(), widest < 1 << 12, list.count < 1 << 8 else {
                return nil
            }
            return (min(max(1, least), list.count)...max(1, list.count)).reduce(1) { $0 + $1 * (widest - 1) + 1 }
        case .reference, .arithmetic, .months, .days, .rollUp, .datedRollUp, .divided: return nil
        }
    }
}
