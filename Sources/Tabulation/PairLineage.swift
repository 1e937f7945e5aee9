internal import Microdata
internal import Records

extension TabulationEngine {
    /// The source rows behind the pairs of a transition: of each person who answered in both waves the two rows that are compared.
    ///
    /// - Parameters:
    ///   - request: A request that measures a transition; of another all rows that it counts are given.
    ///   - levels: The levels of the group, one for each grouping, as in a cell of the answer; nil for all groups. A pair belongs to
    ///     the group of its first row.
    ///   - limit: How many places are listed; counting goes on beyond it.
    /// - Throws: As ``tabulations(for:)``.
    public func pairLineage(
        of request: TabulationRequest, levels: [Level]? = nil, limit: Int
    ) throws -> RowLineage {
        let prepared = try RequestChecker.prepared(request, context)
        guard case .transition(let pairing, let item) = prepared.kind else {
            return try lineage(of: request, levels: levels, limit: limit)
        }
        let references = ReferenceTables(source)
        let segments = try source.parts(of: prepared.table.name).flatMap(\.segments)
        let scan = TableScan(
            segments: segments, source: source, references: references, threads: threads, tuning: tuning)
        var winners: [String: [UInt8]] = [:]
        if let oncePer = prepared.oncePer { winners[oncePer.canonical] = try OncePerPass.winners(oncePer, scan) }
        let selections = RowSelections(winners: winners, segments: segments)
        let line = TypedExpression(.column("_line", .integer), .number(places: 0))
        let keyLevels = Payload.Levels()
        var pairs: [Pseudonym: Pair] = [:]
        var order = 0
        for segment in segments where segment.rowCount > 0 {
            let evaluator = SegmentEvaluator(segment, source, references)
            let groups = try prepared.groupings.map { try evaluator.levels($0.expression) }
            let selection = try selections.selection(prepared.filter, prepared.oncePer, evaluator)
            let lines = try evaluator.numbers(line)
            let keys = try KeyedPass.keys(of: pairing.person, evaluator, keyLevels)
            let waves = try evaluator.levels(pairing.wave)
            let values = try evaluator.levels(item)
            for row in 0..<segment.rowCount where selection.map({ $0[row] == Vector.isTrue }) ?? true {
                order += 1
                guard keys[row] != .missing else { continue }
                let isPresent = if case .missing = values[row] { false } else { true }
                let answer = Answer(
                    order: order,
                    place: RowLineage.Place(
                        source: segment.source, line: lines[row] < Int64.leastPresent ? nil : Int(lines[row])),
                    isPresent: isPresent,
                    isInGroup: levels.map { zip(groups, $0).allSatisfy { $0[row] == $1 } } ?? true)
                // As in the count, a person's first row of a wave is the one that is compared.
                var pair = pairs[keys[row]] ?? Pair()
                switch waves[row] {
                case .code(pairing.from): pair.from = pair.from ?? answer
                case .code(pairing.to): pair.to = pair.to ?? answer
                default: continue
                }
                pairs[keys[row]] = pair
            }
        }
        let rows = pairs.values.flatMap(\.rows).sorted { $0.order < $1.order }
        return RowLineage(count: rows.count, places: rows.prefix(max(0, limit)).map(\.place))
    }

    /// A row of one of the two waves.
    private struct Answer {
        /// Its position among all rows.
        let order: Int
        let place: RowLineage.Place
        let isPresent: Bool
        let isInGroup: Bool
    }

    /// A person's rows of the two waves.
    private struct Pair {
        var from: Answer?
        var to: Answer?

        /// Both rows when they are compared, else none.
        var rows: [Answer] {
            guard let from, let to, from.isPresent, to.isPresent, from.isInGroup else { return [] }
            return [from, to]
        }
    }
}
