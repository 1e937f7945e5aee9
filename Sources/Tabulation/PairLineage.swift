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
        let scan = try LineageScan(
            prepared, try source.parts(of: prepared.table.name).flatMap(\.segments), in: self)
        let keyLevels = Payload.Levels()
        var pairs: [Pseudonym: Pair] = [:]
        var order = 0
        for segment in scan.segments {
            let part = try scan.part(segment)
            let evaluator = part.evaluator
            let keys = try KeyedPass.keys(of: pairing.person, evaluator, keyLevels)
            let waves = try evaluator.levels(pairing.wave)
            let values = try evaluator.levels(item)
            for row in 0..<part.rowCount where part.isCounted(row) {
                order += 1
                guard keys[row] != .missing else { continue }
                let isPresent = if case .missing = values[row] { false } else { true }
                let answer = Answer(
                    order: order, place: part.place(row), isPresent: isPresent, isInGroup: part.isIn(levels, row))
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
        var countOfSource: [SourceID: Int] = [:]
        for row in rows { countOfSource[row.place.source, default: 0] += 1 }
        return RowLineage(
            count: rows.count, places: rows.prefix(max(0, limit)).map(\.place), countOfSource: countOfSource)
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
