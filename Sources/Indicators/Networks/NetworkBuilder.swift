import Diffusion
import Tabulation

/// Makes networks from tuples.
struct NetworkBuilder {
    let definition: NetworkDefinition
    /// The columns before those of ties: the breakdown's, and that of the part.
    let depth: Int
    /// How many parts there are; nil for the whole.
    let parts: Int?
    let table: TupleTable

    /// The network of each group that has rows, all parts of it; of the whole also when there are none.
    func slices(declared: TupleTable?) -> [NetworkSlice: NetworkData] {
        let nodes = declared.map(Self.nodes) ?? observedNodes()
        let numbers = nodes.numbers
        var rows: [NetworkSlice: [Int]] = [:]
        let dimensions = parts == nil ? depth : depth - 1
        let numbersOfParts: [Int?] = parts.map { Array(0..<$0) } ?? [nil]
        func begin(_ group: GroupKey) {
            for part in numbersOfParts { rows[NetworkSlice(group: group, part: part), default: []] += [] }
        }
        if dimensions == 0 { begin([]) }
        for tuple in 0..<table.count {
            let group = table.columns.prefix(dimensions).map { BreakdownLevel.Level($0[tuple]) }
            begin(group)
            for part in partsOf(tuple, dimensions) {
                rows[NetworkSlice(group: group, part: part), default: []].append(tuple)
            }
        }
        return rows.compactMapValues { tuples in
            switch definition.source {
            case .ties(let ties): self.ties(tuples, ties, nodes, numbers)
            case .attendance(let attendance): self.attendance(tuples, attendance, nodes, numbers)
            }
        }
    }

    /// The parts that a tuple's rows are of, written one digit each; nil stands for the whole.
    private func partsOf(_ tuple: Int, _ dimensions: Int) -> [Int?] {
        guard parts != nil else { return [nil] }
        guard table.columns.indices.contains(dimensions), case .code(let text) = table.columns[dimensions][tuple] else {
            return []
        }
        return text.compactMap(\.wholeNumberValue)
    }

    // MARK: Nodes

    private static func nodes(_ table: TupleTable) -> NetworkNodes {
        guard let keys = table["node"] else { return NetworkNodes(keys: [], count: 0) }
        // Of several rows of one node the first in the order of their levels counts.
        var firsts: [Int] = []
        for tuple in 0..<table.count
        where firsts.last.map({ keys.places[$0] != keys.places[tuple] }) ?? true {
            if case .code = keys[tuple] { firsts.append(tuple) }
        }
        var nodes = NetworkNodes(keys: firsts.compactMap { keys[$0].text }, count: firsts.count)
        if let titles = table["title"] { nodes.titles = firsts.map { titles[$0].text } }
        if let isPublic = table["public"] {
            // Of several rows of a node none may say otherwise, or leave it open.
            let ends = firsts.dropFirst() + [table.count]
            nodes.isPublic = zip(firsts, ends).map { rows in (rows.0..<rows.1).allSatisfy { isPublic[$0] == .number(1) }
            }
        }
        for column in table.columns where column.axis.name.hasPrefix("attribute ") {
            nodes.attributes[String(column.axis.name.dropFirst(10))] = NodeAttribute(
                levels: present(column), places: firsts.map { place(column, $0) })
        }
        return nodes
    }

    /// The nodes that rows tell of.
    private func observedNodes() -> NetworkNodes {
        switch definition.source {
        case .ties:
            let keys = ["tie from", "tie to"].compactMap { table[$0]?.levels }.joined().compactMap(\.text)
            let sorted = Set(keys).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
            return NetworkNodes(keys: sorted, count: sorted.count)
        case .attendance(let attendance):
            let actors = actors()
            let keys = table["attending actor"]?.levels.compactMap(\.text) ?? []
            let count = table.persons == nil ? keys.count : table.personCount
            var nodes = NetworkNodes(keys: keys, count: count)
            for attribute in attendance.attributes {
                guard let column = table["attribute \(attribute.name)"] else { continue }
                nodes.attributes[attribute.name] = mostFrequent(column, actors, count)
            }
            return nodes
        }
    }

    /// The number of each tuple's actor.
    private func actors() -> [UInt32] { table.persons ?? table["attending actor"]?.places ?? [] }

    /// The level that most rows of an actor have; of several the first in order.
    private func mostFrequent(_ column: TupleTable.Column, _ actors: [UInt32], _ count: Int) -> NodeAttribute {
        var rows = [[Int: Int]](repeating: [:], count: count)
        for (tuple, actor) in actors.enumerated() {
            guard let place = Self.place(column, tuple) else { continue }
            rows[Int(actor)][place, default: 0] += Int(table.counts[tuple])
        }
        return NodeAttribute(
            levels: Self.present(column),
            places: rows.map { counts in
                counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
            })
    }

    // MARK: Ties

    private func ties(
        _ tuples: [Int], _ ties: NetworkDefinition.Ties, _ nodes: NetworkNodes, _ numbers: [String: UInt32]
    ) -> NetworkData? {
        guard let from = table["tie from"], let to = table["tie to"] else { return nil }
        let (first, second) = (Self.numbers(from, numbers), Self.numbers(to, numbers))
        let weight = ties.weight.flatMap { _ in table["tie weight"] }
        var ends: (from: [UInt32], to: [UInt32], weights: [Int64]) = ([], [], [])
        let one = weight.map { (0..<$0.axis.places).reduce(Int64(1)) { value, _ in value &* 10 } } ?? 1
        var outside = 0
        for tuple in tuples {
            guard let a = first[Int(from.places[tuple])], let b = second[Int(to.places[tuple])] else {
                outside += Int(table.counts[tuple])
                continue
            }
            ends.from.append(a)
            ends.to.append(b)
            // A tie whose strength is not known is one tie.
            let strength = weight.flatMap { column -> Int64? in
                if case .number(let number) = column[tuple] { Int64(exactly: number) } else { nil }
            }
            let (product, overflow) = (strength ?? one).multipliedReportingOverflow(by: Int64(table.counts[tuple]))
            ends.weights.append(overflow ? .max : product)
        }
        do throws(DiffusionError) {
            let network = try SparseNetwork(
                nodeCount: nodes.count, from: ends.from, to: ends.to,
                weights: ties.weight == nil ? nil : ends.weights, places: weight?.axis.places ?? 0,
                isDirected: ties.isDirected)
            return NetworkData(nodes: nodes, network: network, twoMode: nil, failure: nil, outside: outside)
        } catch { return .empty(nodes, isDirected: ties.isDirected, failure: error, outside: outside) }
    }

    private func attendance(
        _ tuples: [Int], _ attendance: NetworkDefinition.Attendance, _ nodes: NetworkNodes,
        _ numbers: [String: UInt32]
    ) -> NetworkData? {
        guard let events = table["attended event"] else { return nil }
        let known = table["attending actor"].map { Self.numbers($0, numbers) }
        var attended: (actors: [UInt32], events: [UInt32]) = ([], [])
        // Events of other groups and parts are none of this one's.
        var eventNumbers = [UInt32?](repeating: nil, count: events.levels.count)
        var eventCount: UInt32 = 0
        var outside = 0
        for tuple in tuples {
            let actor =
                table.persons.map { $0[tuple] }
                ?? known.flatMap { known in table["attending actor"].flatMap { known[Int($0.places[tuple])] } }
            guard let actor else {
                outside += Int(table.counts[tuple])
                continue
            }
            attended.actors.append(actor)
            let event = Int(events.places[tuple])
            if eventNumbers[event] == nil {
                eventNumbers[event] = eventCount
                eventCount += 1
            }
            attended.events.append(eventNumbers[event] ?? 0)
        }
        do throws(DiffusionError) {
            let twoMode = try TwoModeNetwork(
                actorCount: nodes.count, eventCount: Int(eventCount), actors: attended.actors,
                events: attended.events)
            let network = try twoMode.projection(attendance.weighting, least: attendance.least)
            return NetworkData(nodes: nodes, network: network, twoMode: twoMode, failure: nil, outside: outside)
        } catch { return .empty(nodes, isDirected: false, failure: error, outside: outside) }
    }

    // MARK: Levels

    /// The node of each level of a column; nil where there is none.
    private static func numbers(_ column: TupleTable.Column, _ numbers: [String: UInt32]) -> [UInt32?] {
        column.levels.map { level in level.text.flatMap { numbers[$0] } }
    }

    /// The levels that are not missing, which stand first.
    private static func present(_ column: TupleTable.Column) -> [Tabulation.Level] {
        column.levels.filter(\.isPresent)
    }

    private static func place(_ column: TupleTable.Column, _ tuple: Int) -> Int? {
        column[tuple].isPresent ? Int(column.places[tuple]) : nil
    }
}
