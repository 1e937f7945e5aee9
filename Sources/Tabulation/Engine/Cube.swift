internal import Microdata
internal import Records

/// A cube's cells as rows, over which requests are evaluated.
struct Cube {
    /// The rows of each cell.
    private let counts: [Int]
    private let evaluator: SegmentEvaluator

    /// The most combinations of groups and values that are counted in a table with a place for each.
    private static let greatestTable = 1 << 20

    /// - Parameters:
    ///   - table: The answer to the cube's request.
    ///   - request: That request.
    init(
        _ table: CrossTabulation, of request: PreparedRequest, _ source: any SegmentSource,
        _ references: ReferenceTables
    ) {
        counts = table.cells.map(\.aggregate.count)
        var expressions = request.groupings.map(\.expression)
        if case .distribution(let last) = request.kind { expressions.append(last) }
        let segment = SegmentReference(
            table: request.table.name, source: SourceID(number: 0), number: -1, rowCount: table.cells.count)
        var vectors: [String: Vector] = [:]
        for (axis, expression) in expressions.enumerated() {
            vectors[expression.canonical] = Self.vector(table.cells.map { $0.levels[axis] }, expression.type)
        }
        evaluator = SegmentEvaluator(segment, source, references, known: vectors)
    }

    /// The answer to a request that looks at nothing but the cube's expressions.
    func answer(_ request: PreparedRequest) throws -> CrossTabulation {
        let selection = try request.filter.map { try evaluator.truths($0) }
        let groups = try request.groupings.map { try evaluator.levels($0.expression) }
        var value: LevelVector?
        switch request.kind {
        case .moments(let expression), .distribution(let expression): value = try evaluator.levels(expression)
        default: break
        }
        let tally = Tally()
        let vectors = groups + [value].compactMap { $0 }
        let size = vectors.reduce(1) { min($0 * max(1, $1.levels.count), Self.greatestTable + 1) }
        guard size <= Self.greatestTable else {
            for row in counts.indices where selection.map({ $0[row] == Vector.isTrue }) ?? true {
                try add(counts[row], groups.map { $0[row] }, value?[row], request, to: tally)
            }
            return try AdditivePass.tabulation(request, tally.tabulated())
        }
        var table = [Int](repeating: 0, count: size)
        var places = [Int](repeating: 0, count: counts.count)
        for vector in vectors {
            let width = vector.levels.count
            for row in places.indices { places[row] = places[row] * width + Int(vector.place(row)) }
        }
        for (row, place) in places.enumerated() where selection.map({ $0[row] == Vector.isTrue }) ?? true {
            table[place] += counts[row]
        }
        for (place, count) in table.enumerated() where count > 0 {
            var rest = place
            var levels = [Level]()
            for vector in vectors.reversed() {
                levels.append(vector.levels[rest % vector.levels.count])
                rest /= vector.levels.count
            }
            levels.reverse()
            try add(count, Array(levels.prefix(groups.count)), levels.dropFirst(groups.count).first, request, to: tally)
        }
        return try AdditivePass.tabulation(request, tally.tabulated())
    }

    /// Adds so many equal rows.
    private func add(
        _ count: Int, _ levels: [Level], _ value: Level?, _ request: PreparedRequest, to tally: Tally
    ) throws {
        switch request.kind {
        case .distribution:
            guard let value else { return }
            tally.add(
                Aggregate(count: count), group: tally.number(ofGroup: levels), value: tally.number(ofValue: value))
        case .moments(let expression):
            guard case .number(let number) = value else { return }
            guard number.magnitude < 1 << 50 else {
                throw TabulationError.overflow(expression: expression.canonical)
            }
            let (n, wide) = (Int128(count), Int128(number))
            tally.add(
                Aggregate(count: count, sum: n * wide, sumOfSquares: n * wide * wide, minimum: number, maximum: number),
                group: tally.number(ofGroup: levels))
        default: tally.add(Aggregate(count: count), group: tally.number(ofGroup: levels))
        }
    }

    /// Levels as the values of rows.
    static func vector(_ levels: [Level], _ type: ValueType) -> Vector {
        guard type == .text else {
            return .int64(
                levels.map { level in
                    switch level {
                    case .number(let number): Int64(number)
                    case .missing(let reason): .missing(reason)
                    case .code: .missing(.notApplicable)
                    }
                })
        }
        var dictionary = [String]()
        var places: [String: UInt32] = [:]
        let keys = levels.map { level -> UInt32 in
            switch level {
            case .code(let text):
                if let known = places[text] { return known }
                places[text] = UInt32(dictionary.count)
                dictionary.append(text)
                return UInt32(dictionary.count - 1)
            case .missing(let reason): return .max - UInt32(reason.rawValue)
            case .number: return .max
            }
        }
        return .keys(keys, dictionary)
    }
}
