internal import Microdata
internal import Records
internal import Synchronization

/// Answers a request for a list of subjects with aggregates of another table's rows.
struct SubjectsPass {
    let request: PreparedRequest
    let subjects: PreparedSubjects

    /// What the rows of each key give for one aggregation, by the key's number.
    private struct Gathered: Sendable {
        var counts: [Int] = []
        var sums: [Int128] = []
        /// Least or greatest; nil where there is no value.
        var extremes: [Int?] = []
        /// Each key's number with that of a value, for counting different ones.
        var pairs: [UInt64] = []
    }

    func answer(
        _ scan: TableScan, _ events: TableScan, _ selections: RowSelections
    ) throws -> CrossTabulation {
        let (gathered, numbers) = try gather(events)
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
                    let number = numbers.knownNumber(of: key).map { Int($0) }
                    var fields = attributes.map { $0[row] }
                    for (own, named) in zip(gathered, subjects.aggregations) {
                        fields.append(try Self.level(own, number, named.aggregation))
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

    private static func level(
        _ gathered: Gathered, _ number: Int?, _ aggregation: PreparedSubjects.Aggregation
    ) throws -> Level {
        switch aggregation {
        case .rows, .rowsWhere, .distinct:
            return .number(number.flatMap { $0 < gathered.counts.count ? gathered.counts[$0] : nil } ?? 0)
        case .earliest, .latest:
            let extreme = number.flatMap { $0 < gathered.extremes.count ? gathered.extremes[$0] : nil }
            return extreme.map { .number($0) } ?? .missing(.notApplicable)
        case .sum(let value):
            let sum = number.flatMap { $0 < gathered.sums.count ? gathered.sums[$0] : nil } ?? 0
            guard let sum = Int(exactly: sum) else {
                throw TabulationError.overflow(expression: value.canonical)
            }
            return .number(sum)
        }
    }

    /// What the events give for each aggregation, and the numbers of the keys.
    private func gather(_ events: TableScan) throws -> ([Gathered], TextNumbers) {
        let none = RowSelections(winners: [:], segments: [])
        let values = subjects.aggregations.map { _ in Payload.Levels() }
        let numbersOf = KeyNumbers()
        let stretches = try events.forEachStretch { _, segments in
            var all = subjects.aggregations.map { _ in Gathered() }
            for segment in segments where segment.rowCount > 0 {
                let evaluator = SegmentEvaluator(segment, events.source, events.references)
                let keys = try evaluator.levels(subjects.eventKey)
                let selection = try none.selection(subjects.eventFilter, nil, evaluator)
                let numbers = numbersOf.numbers(of: keys.levels)
                for (index, named) in subjects.aggregations.enumerated() {
                    try gather(named.aggregation, keys, numbers, selection, evaluator, values[index], into: &all[index])
                }
            }
            return all
        }
        let gathered = subjects.aggregations.enumerated().map { index, named in
            Self.merged(stretches.map { $0[index] }, named.aggregation)
        }
        return (gathered, numbersOf.all)
    }

    /// Numbers of subjects' keys, shared by the threads.
    private final class KeyNumbers: Sendable {
        private let texts = Mutex(TextNumbers())

        var all: TextNumbers { texts.withLock { $0 } }

        /// The number of each level; -1 for a missing one.
        func numbers(of levels: [Level]) -> [Int] {
            texts.withLock { texts in
                levels.map { level in
                    if case .code(let text) = level { Int(texts.number(of: text)) } else { -1 }
                }
            }
        }
    }

    private static func merged(
        _ parts: [Gathered], _ aggregation: PreparedSubjects.Aggregation
    ) -> Gathered {
        var all = Gathered()
        for part in parts {
            all.counts = added(all.counts, part.counts)
            all.sums = added(all.sums, part.sums)
            all.pairs += part.pairs
            for (number, extreme) in part.extremes.enumerated() {
                if number == all.extremes.count { all.extremes.append(nil) }
                guard let extreme else { continue }
                guard let known = all.extremes[number] else {
                    all.extremes[number] = extreme
                    continue
                }
                if case .latest = aggregation {
                    all.extremes[number] = max(known, extreme)
                } else {
                    all.extremes[number] = min(known, extreme)
                }
            }
        }
        guard case .distinct = aggregation else { return all }
        all.pairs.sort()
        var last: UInt64?
        for pair in all.pairs where pair != last {
            last = pair
            let number = Int(pair >> 32)
            while all.counts.count <= number { all.counts.append(0) }
            all.counts[number] += 1
        }
        all.pairs = []
        return all
    }

    private static func added<Number: AdditiveArithmetic>(_ a: [Number], _ b: [Number]) -> [Number] {
        var sums = a.count < b.count ? b : a
        for (number, value) in (a.count < b.count ? a : b).enumerated() { sums[number] = sums[number] + value }
        return sums
    }

    /// Adds the rows of a segment.
    private func gather(
        _ aggregation: PreparedSubjects.Aggregation, _ keys: LevelVector, _ numbers: [Int], _ selection: [UInt8]?,
        _ evaluator: SegmentEvaluator, _ known: Payload.Levels, into all: inout Gathered
    ) throws {
        let size = (numbers.max() ?? -1) + 1
        func forEachRow(_ body: (Int, Int) -> Void) {
            for row in 0..<evaluator.rows where selection.map({ $0[row] == Vector.isTrue }) ?? true {
                let number = numbers[Int(keys.place(row))]
                if number >= 0 { body(number, row) }
            }
        }
        func grow<Value>(_ values: inout [Value], _ value: Value) {
            if values.count < size { values += repeatElement(value, count: size - values.count) }
        }
        switch aggregation {
        case .rows:
            grow(&all.counts, 0)
            forEachRow { number, _ in all.counts[number] += 1 }
        case .rowsWhere(let condition):
            grow(&all.counts, 0)
            let truths = try evaluator.truths(condition)
            forEachRow { number, row in if truths[row] == Vector.isTrue { all.counts[number] += 1 } }
        case .distinct(let value):
            if case .persons(let persons) = try evaluator.vector(value) {
                let values = known.numbers(ofPersons: persons)
                forEachRow { number, row in
                    if persons[row] != .missing { all.pairs.append(UInt64(number) << 32 | UInt64(values[row])) }
                }
                return
            }
            let vector = try evaluator.levels(value)
            let values = known.numbers(of: vector.levels.map { [$0] })
            let isPresent = vector.levels.map { if case .missing = $0 { false } else { true } }
            forEachRow { number, row in
                let level = Int(vector.place(row))
                if isPresent[level] { all.pairs.append(UInt64(number) << 32 | UInt64(values[level])) }
            }
        case .earliest(let value):
            grow(&all.extremes, nil)
            let values = try evaluator.numbers(value)
            forEachRow { number, row in
                guard values[row] >= Int64.leastPresent else { return }
                all.extremes[number] = min(all.extremes[number] ?? .max, Int(values[row]))
            }
        case .latest(let value):
            grow(&all.extremes, nil)
            let values = try evaluator.numbers(value)
            forEachRow { number, row in
                guard values[row] >= Int64.leastPresent else { return }
                all.extremes[number] = max(all.extremes[number] ?? .min, Int(values[row]))
            }
        case .sum(let value):
            grow(&all.sums, 0)
            let values = try evaluator.numbers(value)
            forEachRow { number, row in
                if values[row] >= Int64.leastPresent { all.sums[number] += Int128(values[row]) }
            }
        }
    }
}
