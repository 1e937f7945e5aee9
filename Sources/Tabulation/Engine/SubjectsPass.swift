internal import Microdata
internal import Records

/// Answers a request for a list of subjects with aggregates of another table's rows.
struct SubjectsPass {
    let request: PreparedRequest
    let subjects: PreparedSubjects

    /// What is known of a subject's rows for one aggregation.
    private struct Gathered: Sendable {
        var count = 0
        var sum: Int128 = 0
        var extreme: Int?
        var values: Set<Int> = []
    }

    func answer(
        _ scan: TableScan, _ events: TableScan, _ selections: RowSelections
    ) throws -> CrossTabulation {
        let gathered = try gather(events)
        let stretches = try scan.forEachStretch { _, segments in
            var cells = [TabulatedCell]()
            for segment in segments where segment.rowCount > 0 {
                let evaluator = SegmentEvaluator(segment, scan.source, scan.references)
                let keys = try evaluator.levels(subjects.key)
                let groups = try request.groupings.map { try evaluator.levels($0.expression) }
                let attributes = try subjects.attributes.map { try evaluator.levels($0.expression) }
                let selection = try selections.selection(request.filter, request.oncePer, evaluator)
                for row in 0..<segment.rowCount where selection.map({ $0[row] == Vector.isTrue }) ?? true {
                    guard case .code(let key) = keys[row] else { continue }
                    let own = gathered[key]
                    var fields = attributes.map { $0[row] }
                    for (index, named) in subjects.aggregations.enumerated() {
                        fields.append(try Self.level(own?[index] ?? Gathered(), named.aggregation))
                    }
                    cells.append(
                        TabulatedCell(
                            levels: groups.map { $0[row] } + [keys[row]], aggregate: Aggregate(count: 1),
                            fields: fields))
                }
            }
            return cells
        }
        let attributeAxes = subjects.attributes.map {
            Axis(name: $0.name, places: $0.expression.type.places, type: axisType(of: $0.expression))
        }
        let aggregationAxes = subjects.aggregations.map { named in
            switch named.aggregation {
            case .rows, .distinct, .rowsWhere: Axis(name: named.name, type: .integer)
            case .earliest(let value), .latest(let value), .sum(let value):
                Axis(name: named.name, places: value.type.places, type: axisType(of: value))
            }
        }
        return CrossTabulation(
            axes: request.groupAxes + [Axis(name: "subject", type: axisType(of: subjects.key))],
            fields: attributeAxes + aggregationAxes, cells: Array(stretches.joined()))
    }

    private static func level(_ gathered: Gathered, _ aggregation: PreparedSubjects.Aggregation) throws -> Level {
        switch aggregation {
        case .rows, .rowsWhere: return .number(gathered.count)
        case .distinct: return .number(gathered.values.count)
        case .earliest, .latest: return gathered.extreme.map { .number($0) } ?? .missing(.notApplicable)
        case .sum(let value):
            guard let sum = Int(exactly: gathered.sum) else {
                throw TabulationError.overflow(expression: value.canonical)
            }
            return .number(sum)
        }
    }

    private func gather(_ events: TableScan) throws -> [String: [Gathered]] {
        let none = RowSelections(winners: [:], segments: [])
        let values = subjects.aggregations.map { _ in Payload.Levels() }
        let stretches = try events.forEachStretch { _, segments in
            var all: [String: [Gathered]] = [:]
            for segment in segments where segment.rowCount > 0 {
                let evaluator = SegmentEvaluator(segment, events.source, events.references)
                let keys = try evaluator.levels(subjects.eventKey)
                let selection = try none.selection(subjects.eventFilter, nil, evaluator)
                for (index, named) in subjects.aggregations.enumerated() {
                    let parts = try gather(named.aggregation, keys, selection, evaluator, values[index])
                    for (level, part) in zip(keys.levels, parts) {
                        guard case .code(let key) = level else { continue }
                        var own = all[key] ?? subjects.aggregations.map { _ in Gathered() }
                        own[index] = Self.merged(own[index], part, named.aggregation)
                        all[key] = own
                    }
                }
            }
            return all
        }
        return stretches.dropFirst().reduce(into: stretches.first ?? [:]) { all, stretch in
            for (key, parts) in stretch {
                guard let own = all[key] else {
                    all[key] = parts
                    continue
                }
                all[key] = parts.indices.map {
                    Self.merged(own[$0], parts[$0], subjects.aggregations[$0].aggregation)
                }
            }
        }
    }

    private static func merged(
        _ a: Gathered, _ b: Gathered, _ aggregation: PreparedSubjects.Aggregation
    ) -> Gathered {
        var extreme = a.extreme ?? b.extreme
        if let x = a.extreme, let y = b.extreme {
            if case .latest = aggregation { extreme = max(x, y) } else { extreme = min(x, y) }
        }
        return Gathered(
            count: a.count + b.count, sum: a.sum + b.sum, extreme: extreme, values: a.values.union(b.values))
    }

    /// What the rows of a segment give for each key's place.
    private func gather(
        _ aggregation: PreparedSubjects.Aggregation, _ keys: LevelVector, _ selection: [UInt8]?,
        _ evaluator: SegmentEvaluator, _ known: Payload.Levels
    ) throws -> [Gathered] {
        var parts = [Gathered](repeating: Gathered(), count: keys.levels.count)
        func forEachRow(_ body: (Int, Int) -> Void) {
            for row in 0..<evaluator.rows where selection.map({ $0[row] == Vector.isTrue }) ?? true {
                body(Int(keys.place(row)), row)
            }
        }
        switch aggregation {
        case .rows: forEachRow { place, _ in parts[place].count += 1 }
        case .rowsWhere(let condition):
            let truths = try evaluator.truths(condition)
            forEachRow { place, row in if truths[row] == Vector.isTrue { parts[place].count += 1 } }
        case .distinct(let value):
            if case .persons(let persons) = try evaluator.vector(value) {
                let numbers = known.numbers(ofPersons: persons)
                forEachRow { place, row in
                    if persons[row] != .missing { parts[place].values.insert(numbers[row]) }
                }
                break
            }
            let vector = try evaluator.levels(value)
            let numbers = known.numbers(of: vector.levels.map { [$0] })
            let isPresent = vector.levels.map { if case .missing = $0 { false } else { true } }
            forEachRow { place, row in
                let level = Int(vector.place(row))
                if isPresent[level] { parts[place].values.insert(Int(numbers[level])) }
            }
        case .earliest(let value):
            let numbers = try evaluator.numbers(value)
            forEachRow { place, row in
                guard numbers[row] >= Int64.leastPresent else { return }
                parts[place].extreme = min(parts[place].extreme ?? .max, Int(numbers[row]))
            }
        case .latest(let value):
            let numbers = try evaluator.numbers(value)
            forEachRow { place, row in
                guard numbers[row] >= Int64.leastPresent else { return }
                parts[place].extreme = max(parts[place].extreme ?? .min, Int(numbers[row]))
            }
        case .sum(let value):
            let numbers = try evaluator.numbers(value)
            forEachRow { place, row in
                if numbers[row] >= Int64.leastPresent { parts[place].sum += Int128(numbers[row]) }
            }
        }
        return parts
    }
}
