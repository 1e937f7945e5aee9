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
    ///   - joinedSize: Cubes that have nearly the same expressions are joined to one of at most so many cells.
    init(_ requests: [PreparedRequest], levels: (TypedExpression) -> Int?, joinedSize: Double) {
        var sizes: [String: Int] = [:]
        func size(_ part: TypedExpression) -> Int {
            if let known = sizes[part.canonical] { return known }
            let size = min(max(1, levels(part) ?? .max), Self.greatestSize + 1)
            sizes[part.canonical] = size
            return size
        }
        var uses: [String: Int] = [:]
        var wanted = [[TypedExpression]?]()
        for request in requests {
            let parts = Self.parts(of: request, levels: size)
            guard let parts, Self.product(parts.map(size)) <= Self.greatestSize else {
                wanted.append(nil)
                continue
            }
            for part in parts { uses[part.canonical, default: 0] += 1 }
            wanted.append(parts)
        }
        var cubes = [(names: Set<String>, parts: [TypedExpression])]()
        var source = [Int?](repeating: nil, count: requests.count)
        // The widest first: a cube answers every request that looks at some of its expressions.
        let order = wanted.indices.sorted { (wanted[$0]?.count ?? 0, $1) > (wanted[$1]?.count ?? 0, $0) }
        for index in order {
            guard let parts = wanted[index] else { continue }
            let names = Set(parts.map(\.canonical))
            if let known = cubes.firstIndex(where: { names.isSubset(of: $0.names) }) {
                source[index] = known
                continue
            }
            source[index] = cubes.count
            cubes.append((names, parts))
        }
        let limit = min(Self.greatestSize, Int(min(joinedSize, Double(Self.greatestSize))))
        let (joined, place) = Self.joined(cubes.map(\.parts), limit: limit, size: size)
        let table = requests.first?.table
        self.cubes = joined.compactMap { parts in table.map { Self.cube(parts, uses, $0) } }
        self.source = source.map { $0.map { place[$0] } }
    }

    /// Joins cubes that differ in one expression while they stay small: two breakdowns of the same counts are then one pass over the
    /// rows.
    ///
    /// - Returns: The joined cubes' expressions, and which of them each cube has become.
    private static func joined(
        _ cubes: [[TypedExpression]], limit: Int, size: (TypedExpression) -> Int
    ) -> (cubes: [[TypedExpression]], place: [Int]) {
        var joined = [[TypedExpression]]()
        var place = [Int]()
        // The joined cubes that hold all expressions of a cube but one, by those.
        var known: [Set<String>: [Int]] = [:]
        for parts in cubes {
            let names = Set(parts.map(\.canonical))
            let nearly = parts.map { names.subtracting([$0.canonical]) }
            let found = nearly.lazy.flatMap { known[$0] ?? [] }.map { number in
                (
                    number: number,
                    added: parts.filter { part in !joined[number].contains { $0.canonical == part.canonical } }
                )
            }.first { product((joined[$0.number] + $0.added).map(size)) <= limit }
            let number = found?.number ?? joined.count
            if let found { joined[number] += found.added } else { joined.append(parts) }
            place.append(number)
            for set in nearly where !(known[set]?.contains(number) ?? false) { known[set, default: []].append(number) }
        }
        return (joined, place)
    }

    /// About how many cells there are, as far as it matters.
    private static func product(_ sizes: [Int]) -> Int {
        sizes.reduce(1) { min($0 * $1, greatestSize + 1) }
    }

    /// The expressions whose values decide a request; nil when it does not depend on values alone.
    ///
    /// - Parameter levels: About how many different values an expression has.
    private static func parts(
        of request: PreparedRequest, levels: (TypedExpression) -> Int
    ) -> [TypedExpression]? {
        guard request.oncePer == nil else { return nil }
        var parts = [TypedExpression]()
        switch request.kind {
        case .rows: break
        case .moments(let value), .distribution(let value): parts.append(value)
        default: return nil
        }
        parts += request.groupings.map(\.expression)
        if let filter = request.filter { parts += Self.parts(of: filter, levels: levels) }
        var seen = Set<String>()
        return parts.filter { !$0.isConstant && seen.insert($0.canonical).inserted }
    }

    /// The values that a condition compares; the condition itself, which has three, where these are many.
    ///
    /// A column is counted by its values where they are not too many: other requests look at them too.
    private static func parts(
        of condition: TypedExpression, levels: (TypedExpression) -> Int
    ) -> [TypedExpression] {
        let compared: [TypedExpression]
        switch condition.kind {
        case .and(let a, let b), .or(let a, let b):
            return [a, b].flatMap { parts(of: $0, levels: levels) }
        case .not(let a): return parts(of: a, levels: levels)
        case .comparison(_, let a, let b):
            compared = [a, b].flatMap { $0.type == .truth ? parts(of: $0, levels: levels) : [$0] }
        case .isIn(let a, _), .isMissing(let a): compared = [a]
        default: return [condition]
        }
        let isWorth = compared.allSatisfy { part in
            if case .column = part.kind { return levels(part) <= greatestSize }
            return part.isConstant || levels(part) <= 16
        }
        return isWorth ? compared : [condition]
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
