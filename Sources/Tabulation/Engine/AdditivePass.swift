internal import Microdata
internal import Records

/// Answers all requests over a table that merge by adding, in one pass over its segments.
struct AdditivePass: Sendable {
    let requests: [PreparedRequest]

    /// The answers over the segments of a scan, in the order of the requests.
    func answers(_ scan: TableScan, _ selections: RowSelections) throws -> [CrossTabulation] {
        let stretches = try scan.forEachStretch { _, segments in
            let tallies = requests.map { _ in Tally() }
            for segment in segments where segment.rowCount > 0 {
                let evaluator = SegmentEvaluator(segment, scan.source, scan.references)
                var groupVectors: [String: GroupVector] = [:]
                for (request, tally) in zip(requests, tallies) {
                    try Self.add(request, evaluator, selections, &groupVectors, to: tally)
                }
            }
            return tallies.map { $0.tabulated() }
        }
        return try requests.indices.map { index in
            try Self.tabulation(requests[index], stretches.flatMap { $0[index] })
        }
    }

    private static func add(
        _ request: PreparedRequest, _ evaluator: SegmentEvaluator, _ selections: RowSelections,
        _ known: inout [String: GroupVector], to tally: Tally
    ) throws {
        let groups = try groups(request, evaluator, selections, &known)
        let numbers = groups.groups.map { tally.number(ofGroup: $0) }
        switch request.kind {
        case .rows:
            for (group, count) in Counting.rows(groups, rows: evaluator.rows).enumerated() where count > 0 {
                tally.add(Aggregate(count: count), group: numbers[group])
            }
        case .moments(let value):
            for (group, aggregate) in try moments(value, groups, evaluator).enumerated() where aggregate.count > 0 {
                tally.add(aggregate, group: numbers[group])
            }
        case .distribution(let value), .distinct(let value):
            try addDistribution(value, groups, numbers, evaluator, to: tally)
        case .transition, .waveValues, .retention, .wavePatterns, .keyFrequency, .timeToEvent, .subjects, .tuples:
            preconditionFailure("these do not merge by adding")
        }
    }

    private static func groups(
        _ request: PreparedRequest, _ evaluator: SegmentEvaluator, _ selections: RowSelections,
        _ known: inout [String: GroupVector]
    ) throws -> GroupVector {
        let name = [
            request.filter?.canonical ?? "", request.oncePer?.canonical ?? "",
            request.groupings.map(\.expression.canonical).joined(separator: "\n"),
        ].joined(separator: "\n\n")
        if let groups = known[name] { return groups }
        let groups = GroupVector(
            try request.groupings.map { try evaluator.levels($0.expression) },
            selection: try selections.selection(request.filter, request.oncePer, evaluator), rows: evaluator.rows)
        known[name] = groups
        return groups
    }

    private static func addDistribution(
        _ expression: TypedExpression, _ groups: GroupVector, _ numbers: [UInt32], _ evaluator: SegmentEvaluator,
        to tally: Tally
    ) throws {
        func count(_ bytes: [UInt8], _ level: (UInt8) -> Level) {
            var known = [UInt32?](repeating: nil, count: 256)
            Counting.bytes(bytes, groups) { group, byte, count in
                let value = known[Int(byte)] ?? tally.number(ofValue: level(byte))
                known[Int(byte)] = value
                tally.add(Aggregate(count: count), group: numbers[group], value: value)
            }
        }
        switch try evaluator.vector(expression) {
        case .int8(let values): count(rawBytes(values)) { LevelVector.level(Int8(bitPattern: $0)) }
        case .codes(let codes, let dictionary): count(codes) { LevelVector.level(code: $0, dictionary) }
        default:
            let vector = try evaluator.levels(expression)
            switch vector.places {
            case nil:
                guard let level = vector.levels.first else { return }
                let value = tally.number(ofValue: level)
                for (group, rows) in Counting.rows(groups, rows: evaluator.rows).enumerated() where rows > 0 {
                    tally.add(Aggregate(count: rows), group: numbers[group], value: value)
                }
            case .byte(let places): count(places) { vector.levels[Int($0)] }
            case .word(let places):
                let values = vector.levels.map { tally.number(ofValue: $0) }
                Counting.words(places, groups) { group, place, count in
                    tally.add(Aggregate(count: count), group: numbers[group], value: values[Int(place)])
                }
            }
        }
    }

    private static func moments(
        _ expression: TypedExpression, _ groups: GroupVector, _ evaluator: SegmentEvaluator
    ) throws -> [Aggregate] {
        let (rows, name) = (evaluator.rows, expression.canonical)
        switch try evaluator.vector(expression) {
        case .int8(let values): return byteMoments(values, groups)
        case .int16(let values): return try MomentSums.aggregates(values, groups, rows: rows, of: name)
        case .int32(let values): return try MomentSums.aggregates(values, groups, rows: rows, of: name)
        case .int64(let values): return try MomentSums.aggregates(values, groups, rows: rows, of: name)
        case let other:
            guard let numbers = other.int64s(rows: rows) else { throw evaluator.otherType(expression, "numbers") }
            return try MomentSums.aggregates(numbers, groups, rows: rows, of: name)
        }
    }

    /// Sums of one-byte values from how often each occurs.
    private static func byteMoments(_ values: [Int8], _ groups: GroupVector) -> [Aggregate] {
        var aggregates = [Aggregate](repeating: Aggregate(), count: groups.count)
        Counting.bytes(rawBytes(values), groups) { group, byte, count in
            let value = Int8(bitPattern: byte)
            guard value >= Int8.leastPresent else { return }
            let number = Int(value)
            aggregates[group] = aggregates[group].merging(
                Aggregate(
                    count: count, sum: Int128(number * count), sumOfSquares: Int128(number * number * count),
                    minimum: number, maximum: number))
        }
        return aggregates
    }

    static func tabulation(
        _ request: PreparedRequest, _ cells: [TabulatedCell]
    ) throws -> CrossTabulation {
        var axes = request.groupAxes
        switch request.kind {
        case .distribution(let value):
            axes.append(Axis(name: "value", places: value.type.places, type: axisType(of: value)))
            return CrossTabulation(axes: axes, cells: cells)
        case .moments(let value): return CrossTabulation(axes: axes, places: value.type.places, cells: cells)
        case .distinct:
            // Each present value of a group counts once, whatever the number of its rows.
            let withValues = CrossTabulation(axes: axes + [Axis(name: "value")], cells: cells)
            return CrossTabulation(
                axes: axes,
                cells: withValues.cells.compactMap { cell in
                    if case .missing = cell.levels.last { return nil }
                    return TabulatedCell(levels: Array(cell.levels.dropLast()), aggregate: Aggregate(count: 1))
                })
        default: return CrossTabulation(axes: axes, cells: cells)
        }
    }
}
