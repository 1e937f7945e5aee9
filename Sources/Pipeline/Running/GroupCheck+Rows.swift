import Diagnostics
import Diffusion
import Records
import Tabulation

extension GroupCheck {
    /// What is asked of a table, to find the rows that break it.
    ///
    /// - Parameter filter: Which rows take part.
    func request(_ table: String, filter: String?) -> TabulationRequest {
        let columns: [String]
        switch self {
        case .sequence(let sequence): columns = sequence.keys + [sequence.stage, sequence.day]
        case .acyclic(let circle): columns = [circle.within].compactMap(\.self) + [circle.from, circle.to]
        }
        return TabulationRequest(
            table: table, filter: filter, groupings: columns.map { Grouping(name: $0, expression: $0) },
            measure: .tuples(Tuples(required: columns)))
    }

    /// The rows that break it; nil where they are too many to be named one by one.
    func broken(_ table: TupleTable?) -> BrokenGroups? {
        guard let table else { return BrokenGroups(check: form, cause: nil) }
        let found: [Clause]
        switch self {
        case .sequence(let sequence): found = Self.outOfOrder(sequence, table)
        case .acyclic(let circle): found = Self.onCircles(circle, table)
        }
        guard found.count <= Self.limit else { return nil }
        guard !found.isEmpty else { return BrokenGroups(check: form, cause: nil) }
        var told: [String] = []
        for clause in found where !told.contains(clause.told) { told.append(clause.told) }
        let more = told.count > Self.listed ? " and \(told.count - Self.listed) more" : ""
        return BrokenGroups(
            check: "not \(Self.anyOf(found.map(\.expression)[...]))",
            cause: "the rule is \(stated), and it does not hold for "
                + told.prefix(Self.listed).joined(separator: "; ") + more)
    }

    /// The groups that can be named in one expression, and those that a message names.
    private static let (limit, listed) = (1_000, 5)

    /// Rows that break a rule: an expression for them, and what they are.
    private struct Clause {
        let expression: String
        let told: String
    }

    /// Either half of the expressions, and so on, so that however many there are, they are not deep.
    private static func anyOf(_ expressions: ArraySlice<String>) -> String {
        guard expressions.count > 1 else { return expressions.first ?? "(1 = 0)" }
        let middle = expressions.startIndex + expressions.count / 2
        return "(\(anyOf(expressions[..<middle])) or \(anyOf(expressions[middle...])))"
    }

    private static func equal(_ pairs: some Swift.Sequence<(String, String)>) -> String {
        "(" + pairs.map { "\($0) = \(quoted($1))" }.joined(separator: " and ") + ")"
    }

    // MARK: Order

    private static func outOfOrder(_ sequence: Sequence, _ table: TupleTable) -> [Clause] {
        guard let stages = table[sequence.stage], let days = table[sequence.day] else { return [] }
        let keys = sequence.keys.compactMap { table[$0] }
        guard keys.count == sequence.keys.count else { return [] }
        var first: [[String]: [Int: Int]] = [:]
        var order: [[String]] = []
        for tuple in 0..<table.count {
            let key = keys.compactMap { $0[tuple].text }
            guard key.count == keys.count, let stage = stages[tuple].text.flatMap(sequence.order.firstIndex(of:)),
                case .number(let day) = days[tuple]
            else { continue }
            if first[key] == nil { order.append(key) }
            first[key, default: [:]][stage] = min(first[key]?[stage] ?? day, day)
        }
        return order.flatMap { key in
            sequence.order.indices.dropFirst().compactMap { place -> Clause? in
                guard let earliest = first[key]?[place] else { return nil }
                let before = first[key]?[place - 1]
                if let before, before <= earliest { return nil }
                let (stage, wanted) = (sequence.order[place], sequence.order[place - 1])
                var pairs = Array(zip(sequence.keys, key))
                pairs.append((sequence.stage, stage))
                var expression = equal(pairs)
                if let before {
                    let day = CalendarDay(number: Int32(clamping: before))
                    expression = "(\(expression) and \(sequence.day) < \(day))"
                }
                let thing = key.joined(separator: ", ")
                return Clause(
                    expression: expression,
                    told: "\(thing): '\(stage)' \(before == nil ? "without" : "before") '\(wanted)'")
            }
        }
    }

    // MARK: Circles

    private static func onCircles(_ circle: Circle, _ table: TupleTable) -> [Clause] {
        guard let from = table[circle.from], let to = table[circle.to] else { return [] }
        let within = circle.within.flatMap { table[$0] }
        var ties: [String: [(from: String, to: String)]] = [:]
        var groups: [String] = []
        for tuple in 0..<table.count {
            let group = within.map { $0[tuple].text } ?? ""
            guard let group, let first = from[tuple].text, let second = to[tuple].text else { continue }
            if ties[group] == nil { groups.append(group) }
            ties[group, default: []].append((first, second))
        }
        return groups.flatMap { group -> [Clause] in
            let own = ties[group] ?? []
            let circles = Circles(own)
            return own.compactMap { tie -> Clause? in
                guard let names = circles.names(tie.from, tie.to) else { return nil }
                let place = circle.within.map { [($0, group)] } ?? []
                let pairs = place + [(circle.from, tie.from), (circle.to, tie.to)]
                let told = names.sorted().joined(separator: ", ")
                return Clause(expression: equal(pairs), told: group.isEmpty ? told : "\(group): \(told)")
            }
        }
    }
}

/// Which names of some ties lead to each other both ways.
///
/// - Complexity: O(n log n) for n ties, without recursion.
private struct Circles {
    private let circleOf: [String: Int]
    private let members: [[String]]
    private let own: Set<String>

    init(_ ties: [(from: String, to: String)]) {
        own = Set(ties.lazy.filter { $0.from == $0.to }.map(\.from))
        let names = Set(ties.lazy.flatMap { [$0.from, $0.to] }).sorted()
        let numbers = Dictionary(zip(names, 0..<UInt32(clamping: names.count)), uniquingKeysWith: { first, _ in first })
        // More names than a network can have nodes are more than could be read.
        let network = try? SparseNetwork(
            nodeCount: names.count, from: ties.compactMap { numbers[$0.from] }, to: ties.compactMap { numbers[$0.to] },
            isDirected: true)
        let components = network.map(NetworkComponents.strong)
        let circles = components?.of.map(Int.init) ?? []
        circleOf = Dictionary(zip(names, circles), uniquingKeysWith: { first, _ in first })
        members = zip(names, circles).reduce(into: [[String]](repeating: [], count: components?.sizes.count ?? 0)) {
            $0[$1.1].append($1.0)
        }
    }

    /// The names on the circles of a tie; nil where it is on none.
    func names(_ from: String, _ to: String) -> [String]? {
        guard let circle = circleOf[from], circle == circleOf[to] else { return nil }
        return members[circle].count > 1 ? members[circle] : own.contains(from) && from == to ? [from] : nil
    }
}
