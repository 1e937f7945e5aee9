internal import Microdata
internal import Records

/// Counts that answer many requests at once: rows by every expression that the requests look at.
///
/// How many rows have `q01 >= 4` by wave, the mean of `q01` by wave and sector, and the number of answers all follow from the rows
/// by wave, sector and `q01`, a table of a few hundred cells. A request is answered from such a cube by evaluating its filter
/// and groupings over the cells instead of the rows.
struct CubePlan {
    /// The most cells that a cube may be expected to have.
    private static let greatestSize = 1 << 15

    /// The cubes, as requests of their own.
    let cubes: [PreparedRequest]
    /// For each request the cube that answers it; nil when it has to see the rows.
    let source: [Int?]

    /// - Parameters:
    ///   - requests: Requests over one table that merge by adding.
    ///   - levels: About how many different values an expression has; nil when unknown.
    init(_ requests: [PreparedRequest], levels: (TypedExpression) throws -> Int?) rethrows {
        var sizes: [String: Int?] = [:]
        var uses: [String: Int] = [:]
        var wanted = [[TypedExpression]?]()
        for request in requests {
            guard let parts = Self.parts(of: request) else {
                wanted.append(nil)
                continue
            }
            var size = 1
            for part in parts {
                if sizes[part.canonical] == nil { sizes[part.canonical] = .some(try levels(part)) }
                guard let own = sizes[part.canonical] ?? nil, own <= Self.greatestSize else {
                    size = .max
                    break
                }
                size = min(size * max(1, own), Self.greatestSize + 1)
            }
            guard size <= Self.greatestSize else {
                wanted.append(nil)
                continue
            }
            for part in parts { uses[part.canonical, default: 0] += 1 }
            wanted.append(parts)
        }
        var cubes = [(parts: Set<String>, request: PreparedRequest)]()
        var source = [Int?](repeating: nil, count: requests.count)
        // The widest first: a cube answers every request that looks at some of its expressions.
        let order = wanted.indices.sorted { (wanted[$0]?.count ?? 0, $1) > (wanted[$1]?.count ?? 0, $0) }
        for index in order {
            guard let parts = wanted[index] else { continue }
            let names = Set(parts.map(\.canonical))
            if let known = cubes.firstIndex(where: { names.isSubset(of: $0.parts) }) {
                source[index] = known
                continue
            }
            source[index] = cubes.count
            cubes.append((names, Self.cube(parts, uses, requests[index].table)))
        }
        self.cubes = cubes.map(\.request)
        self.source = source
    }

    /// The expressions whose values decide a request; nil when it does not depend on values alone.
    private static func parts(of request: PreparedRequest) -> [TypedExpression]? {
        guard request.oncePer == nil else { return nil }
        var parts = [TypedExpression]()
        switch request.kind {
        case .rows: break
        case .moments(let value), .distribution(let value): parts.append(value)
        default: return nil
        }
        parts += request.groupings.map(\.expression)
        if let filter = request.filter { addParts(of: filter, to: &parts) }
        var seen = Set<String>()
        return parts.filter { !$0.isConstant && seen.insert($0.canonical).inserted }
    }

    /// The values that a condition compares.
    private static func addParts(of condition: TypedExpression, to parts: inout [TypedExpression]) {
        switch condition.kind {
        case .and(let a, let b), .or(let a, let b):
            addParts(of: a, to: &parts)
            addParts(of: b, to: &parts)
        case .not(let a): addParts(of: a, to: &parts)
        case .comparison(_, let a, let b):
            for side in [a, b] { side.type == .truth ? addParts(of: side, to: &parts) : parts.append(side) }
        case .isIn(let a, _), .isMissing(let a): parts.append(a)
        default: parts.append(condition)
        }
    }

    /// The request for a cube: rows by its expressions, the one least used by others last, since the groups of the first ones are then
    /// shared between cubes.
    private static func cube(
        _ parts: [TypedExpression], _ uses: [String: Int], _ table: TableSchema
    ) -> PreparedRequest {
        let sorted = parts.sorted { left, right in
            let (a, b) = (uses[left.canonical] ?? 0, uses[right.canonical] ?? 0)
            return a == b ? left.canonical < right.canonical : a > b
        }
        let groupings = sorted.dropLast().map { (name: $0.canonical, expression: $0) }
        let last = sorted.last
        let written = sorted.map(\.canonical).joined(separator: "\n")
        return PreparedRequest(
            table: table, filter: nil, groupings: Array(groupings), kind: last.map { .distribution($0) } ?? .rows,
            oncePer: nil, canonical: "cube \(table.name)\n\(written)",
            otherTables: sorted.reduce(into: []) { $0.formUnion($1.tables) })
    }
}

/// A cube's cells as rows, over which requests are evaluated.
struct Cube {
    private let cells: [TabulatedCell]
    private let evaluator: SegmentEvaluator

    /// - Parameters:
    ///   - table: The answer to the cube's request.
    ///   - request: That request.
    init(
        _ table: CrossTabulation, of request: PreparedRequest, _ source: any SegmentSource,
        _ references: ReferenceTables
    ) {
        cells = table.cells
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
        for (row, cell) in cells.enumerated() where selection.map({ $0[row] == Vector.isTrue }) ?? true {
            let group = tally.number(ofGroup: groups.map { $0[row] })
            let count = cell.aggregate.count
            switch request.kind {
            case .distribution:
                guard let value else { continue }
                tally.add(Aggregate(count: count), group: group, value: tally.number(ofValue: value[row]))
            case .moments(let expression):
                guard case .number(let number) = value?[row] else { continue }
                guard number.magnitude < 1 << 50 else {
                    throw TabulationError.overflow(expression: expression.canonical)
                }
                let (n, wide) = (Int128(count), Int128(number))
                tally.add(
                    Aggregate(
                        count: count, sum: n * wide, sumOfSquares: n * wide * wide, minimum: number, maximum: number),
                    group: group)
            default: tally.add(Aggregate(count: count), group: group)
            }
        }
        return try AdditivePass.tabulation(request, tally.tabulated())
    }

    private static func vector(_ levels: [Level], _ type: ValueType) -> Vector {
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
