internal import Microdata
internal import Records
internal import Synchronization

/// Which rows of a table, and of those that follow up on it, make up the rows of a merged one.
final class MergePlan: Sendable {
    let merged: MergedRows
    /// A hash of all rows that the merged ones rest on; nil when answers are not to be kept.
    let hash: String?
    /// The rows that are the first of their key, by segment: their place in it, and the number of the key.
    private let firsts: [[(row: Int, key: Int)]]
    /// How many rows each key has, and the last of them.
    private let counts: [Int]
    private let lasts: [RowPlace]
    /// The row of each follow-up that counts, by key; nil where there is none.
    private let followed: [[RowPlace?]]
    private let base: GatheredTable
    private let followUpTables: [GatheredTable]

    init(_ merged: MergedRows, _ source: any SegmentSource, _ context: TabulationContext) throws {
        self.merged = merged
        hash = try Self.hash(of: merged, source)
        base = try GatheredTable(merged.table, source)
        followUpTables = try merged.followUps.map { try GatheredTable($0.table, source) }
        var keys = MergeKeys(merged.keys)
        var episodes: [Episode] = []
        let references = ReferenceTables(source)
        func expression(_ text: String, _ table: String) throws -> TypedExpression {
            let schema = context.tables[table] ?? TableSchema(name: table, columns: [])
            return try context.checked.expression(text, in: schema, context)
        }
        let (start, end) = (try expression(merged.start, merged.table), try expression(merged.end, merged.table))
        let filter = try merged.filter.map { try expression($0, merged.table) }
        let keyColumns = try merged.keys.map { try expression($0, merged.table) }
        for (number, segment) in base.segments.enumerated() {
            let evaluator = SegmentEvaluator(segment, source, references)
            let truths = try filter.map { try evaluator.truths($0) }
            let numbers = try keys.numbers(keyColumns, evaluator, where: truths, adding: true)
            let (starts, ends) = (try evaluator.numbers(start), try evaluator.numbers(end))
            for row in 0..<segment.rowCount {
                guard let key = numbers[row] else { continue }
                let place = RowPlace(segment: number, row: row)
                if key == episodes.count {
                    episodes.append(Episode(place, starts[row], ends[row]))
                } else {
                    episodes[key].add(place, starts[row], ends[row])
                }
            }
        }
        var firsts = [[(row: Int, key: Int)]](repeating: [], count: base.segments.count)
        for (key, episode) in episodes.enumerated() {
            firsts[episode.first.segment].append((episode.first.row, key))
        }
        self.firsts = firsts.map { $0.sorted { $0.row < $1.row } }
        counts = episodes.map(\.count)
        lasts = episodes.map(\.last)
        var followed: [[RowPlace?]] = []
        for (followUp, table) in zip(merged.followUps, followUpTables) {
            var best = [(day: Int64, place: RowPlace)?](repeating: nil, count: episodes.count)
            let day = try expression(followUp.day, followUp.table)
            let filter = try followUp.filter.map { try expression($0, followUp.table) }
            let columns = try merged.keys.map { try expression($0, followUp.table) }
            for (number, segment) in table.segments.enumerated() {
                let evaluator = SegmentEvaluator(segment, source, references)
                let truths = try filter.map { try evaluator.truths($0) }
                let numbers = try keys.numbers(columns, evaluator, where: truths, adding: false)
                let days = try evaluator.numbers(day)
                for row in 0..<segment.rowCount {
                    guard let key = numbers[row], days[row] >= Int64.leastPresent, let end = episodes[key].lastEnd
                    else { continue }
                    let (after, overflow) = days[row].subtractingReportingOverflow(end)
                    guard !overflow, let after = Int(exactly: after), followUp.days.contains(after) else { continue }
                    if let known = best[key], known.day > days[row] { continue }
                    best[key] = (days[row], RowPlace(segment: number, row: row))
                }
            }
            followed.append(best.map { $0?.place })
        }
        self.followed = followed
    }

    /// The rows of a segment.
    func rows(of segment: Int) -> [(row: Int, key: Int)] { firsts.indices.contains(segment) ? firsts[segment] : [] }

    private static func hash(of merged: MergedRows, _ source: any SegmentSource) throws -> String? {
        var hash = try ContentHash()
        try hash.update(merged.canonical)
        for table in merged.tables {
            try hash.update("table \(table)")
            for part in try source.parts(of: table) {
                guard let own = part.hash else { return nil }
                try hash.update(own)
            }
        }
        return try hash.finish()
    }

    /// A column of a segment.
    func column(_ name: String, of segment: Int, _ source: any SegmentSource) throws -> Column? {
        let rows = rows(of: segment)
        if name == MergedRows.countName {
            return .integers(.int64(rows.map { Int64(counts[$0.key]) }), places: 0)
        }
        for (number, followUp) in merged.followUps.enumerated() {
            guard let own = followUp.columns[name] else { continue }
            return try followUpTables[number].column(own, at: rows.map { followed[number][$0.key] }, source)
        }
        if merged.last.contains(name) {
            return try base.column(name, at: rows.map { lasts[$0.key] }, source)
        }
        guard base.segments.indices.contains(segment),
            let column = try source.column(name, of: base.segments[segment])
        else { return nil }
        return try ColumnGathering(name).column(rows.map { .row(column, $0.row) })
    }
}

/// A row of a table: the number of its segment, and its place there.
struct RowPlace: Sendable, Hashable {
    let segment: Int
    let row: Int
}

/// The rows of one key, as they come.
private struct Episode {
    private(set) var first: RowPlace
    private(set) var count = 1
    private var firstStart: Int64
    /// The row that began last, and its end.
    private var latest: (place: RowPlace, start: Int64, end: Int64)
    /// The row that ended last, and when it began.
    private var ended: (place: RowPlace, start: Int64, end: Int64)?

    init(_ place: RowPlace, _ start: Int64, _ end: Int64) {
        first = place
        firstStart = start < Int64.leastPresent ? .max : start
        latest = (place, start, end)
        if end >= Int64.leastPresent { ended = (place, start, end) }
    }

    mutating func add(_ place: RowPlace, _ start: Int64, _ end: Int64) {
        count += 1
        // A missing day comes last among starts; rows come in their order.
        let begin = start < Int64.leastPresent ? .max : start
        if begin < firstStart { (first, firstStart) = (place, begin) }
        // And of the rows that began last it comes first, as reasons are less than all days.
        if start >= latest.start { latest = (place, start, end) }
        guard end >= Int64.leastPresent else { return }
        if let known = ended, (known.end, known.start) > (end, start) { return }
        ended = (place, start, end)
    }

    /// The row that counts as the last.
    var last: RowPlace { latest.end < Int64.leastPresent ? latest.place : ended?.place ?? latest.place }

    /// The day on which all of it ended; nil where it has not.
    var lastEnd: Int64? { latest.end < Int64.leastPresent ? nil : ended?.end }
}

/// The numbers of keys of several columns, 0, 1, 2 … as they first come.
private struct MergeKeys {
    private struct Pair: Hashable {
        let before: UInt32
        let key: Pseudonym
    }

    private let levels: [Payload.Levels]
    private var known: [[Pair: UInt32]]

    init(_ columns: [String]) {
        levels = columns.map { _ in Payload.Levels() }
        known = columns.map { _ in [:] }
    }

    /// The number of each row's key; nil where a condition does not hold or a column is missing, or where the key is not known and none
    /// is to be added.
    mutating func numbers(
        _ columns: [TypedExpression], _ evaluator: SegmentEvaluator, where truths: [UInt8]?, adding: Bool
    ) throws -> [Int?] {
        var numbers = [UInt32?](repeating: 0, count: evaluator.rows)
        if let truths {
            for row in numbers.indices where truths[row] != Vector.isTrue { numbers[row] = nil }
        }
        for (place, column) in columns.enumerated() {
            let keys = try KeyedPass.keys(of: column, evaluator, levels[place])
            for row in numbers.indices {
                guard let before = numbers[row], keys[row] != .missing else {
                    numbers[row] = nil
                    continue
                }
                let pair = Pair(before: before, key: keys[row])
                if let number = known[place][pair] {
                    numbers[row] = number
                } else if adding {
                    let number = UInt32(known[place].count)
                    known[place][pair] = number
                    numbers[row] = number
                } else {
                    numbers[row] = nil
                }
            }
        }
        return numbers.map { $0.map(Int.init) }
    }
}
