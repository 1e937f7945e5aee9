import Diffusion
import Records
import Tabulation

extension Evaluator {
    /// What an indicator draws node by node, when that is what it is for.
    func drawing(for indicator: Indicator) -> Drawing? {
        guard case .drawing(let wanted) = indicator.calculation else { return nil }
        let scope = Scope(item: nil, context: context, catalogue: catalogue)
        switch wanted.subject {
        case .network(let network): return drawing(of: network, wanted, indicator.code, scope)
        case .tree(let spread): return drawing(of: spread, wanted, indicator.code, scope)
        }
    }

    private func drawing(
        of network: NetworkDefinition, _ wanted: DrawingRequest, _ code: String, _ scope: Scope
    ) -> Drawing {
        let found = networks(network, where: wanted.filter, by: [], scope)
        guard let data = found[NetworkSlice(group: [], part: nil)] else {
            return Drawing(indicator: code, form: .network, attribute: wanted.attribute, nodes: [], ties: [])
        }
        let attribute = wanted.attribute.flatMap { data.nodes.attributes[$0] }
        let nodes = (0..<data.nodes.count).map { node in
            Drawing.Node(
                key: data.nodes.keys.isEmpty ? "\(node)" : data.nodes.keys[node],
                title: data.nodes.titles.isEmpty ? nil : data.nodes.titles[node],
                group: attribute.flatMap { attribute in
                    attribute.places[node].map { BreakdownLevel.Level(attribute.levels[$0]) }
                },
                isPublic: !network.isOfPersons && !data.nodes.isPublic.isEmpty && data.nodes.isPublic[node])
        }
        var ties: [Drawing.Tie] = []
        data.network.forEachTie { from, to, _ in ties.append(Drawing.Tie(from: Int(from), to: Int(to))) }
        return Drawing(indicator: code, form: .network, attribute: wanted.attribute, nodes: nodes, ties: ties)
    }

    /// The tree of the innovation with most adopters, of several the first by its identifier: its owners, those who learned from them,
    /// and so on. Whoever learned from somebody unknown begins a branch of its own.
    private func drawing(
        of spread: SpreadDefinition, _ wanted: DrawingRequest, _ code: String, _ scope: Scope
    ) -> Drawing {
        let none = Drawing(indicator: code, form: .tree, attribute: wanted.attribute, nodes: [], ties: [])
        let found = spreads(spread, where: wanted.filter, by: [], scope)
        guard let pool = SpreadPool(found, until: context.asOf.number) else { return none }
        let (data, forest) = (pool.data, pool.forest)
        var adopters: [UInt32: Int] = [:]
        for node in forest.nodes { adopters[node.innovation, default: 0] += 1 }
        guard let innovation = adopters.max(by: { ($0.value, $1.key) < ($1.value, $0.key) })?.key else { return none }
        let places = forest.nodes.indices.filter { forest.nodes[$0].innovation == innovation }
        let isOwnerKnown = places.contains { forest.nodes[$0].origin == .owner }
        let owners = isOwnerKnown ? (data.owners[innovation] ?? []).sorted() : []
        let attribute = wanted.attribute.flatMap(pool.place)
        func node(_ actor: UInt32, _ group: BreakdownLevel.Level?, _ generation: Int) -> Drawing.Node {
            Drawing.Node(
                key: data.actors[Int(actor)], title: data.actorTitles[actor], group: group,
                isPublic: data.publicActors.contains(actor), generation: generation)
        }
        var nodes = owners.map { node($0, nil, 0) }
        var numbers: [Int: Int] = [:]
        for place in places {
            numbers[place] = nodes.count
            let found = forest.nodes[place]
            let level = attribute.flatMap { index in
                pool.step(of: found).attributes[index].map { BreakdownLevel.Level(data.levels[index][$0]) }
            }
            nodes.append(node(found.adopter, level, found.generation))
        }
        let owner = owners.isEmpty ? nil : Optional(0)
        let ties = places.compactMap { place -> Drawing.Tie? in
            guard let number = numbers[place] else { return nil }
            let found = forest.nodes[place]
            if let parent = found.parent.flatMap({ numbers[$0] }) { return Drawing.Tie(from: parent, to: number) }
            guard found.origin == .owner, let owner else { return nil }
            // Of several owners the one whom it names.
            let named = found.source.flatMap { source in owners.firstIndex(of: source) }
            return Drawing.Tie(from: named ?? owner, to: number)
        }
        return Drawing(
            indicator: code, form: .tree, attribute: wanted.attribute,
            subject: data.innovationTitles[innovation] ?? data.innovations[Int(innovation)], nodes: nodes, ties: ties)
    }
}
