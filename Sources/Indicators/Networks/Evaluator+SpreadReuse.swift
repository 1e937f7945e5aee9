import Diffusion
import Records
import Statistics
import Tabulation

extension Evaluator {
    // MARK: What was made from what

    private func lineage(_ analysis: SpreadAnalysis, _ scope: Scope) -> (lineage: ReuseLineage, data: SpreadData)? {
        // The innovations are asked for first, as they are what the figures rest on.
        if let innovations = analysis.spread.innovations { _ = answer(request(innovations, scope)) }
        guard let data = spreads(analysis.spread, by: [], scope)[[]] else { return nil }
        let innovations = data.registered.map { number in
            ReuseLineage.Innovation(
                innovation: number, base: data.derivedFrom[number], day: data.published[number],
                year: data.published[number].map { CalendarDay(number: $0).parts.year })
        }
        return (try? ReuseLineage(innovations)).map { ($0, data) }
    }

    func reuseFigures(_ analysis: SpreadAnalysis, _ scope: Scope) -> [GroupKey: Computed] {
        guard let lineage = lineage(analysis, scope)?.lineage else { return [:] }
        switch analysis.quantity {
        case .reuse(byYear: false):
            return [[]: share(lineage.reused, of: lineage.forest.nodes.count)]
        case .reuse(byYear: true):
            return Dictionary(
                lineage.years.map { ([.number($0.year)], share($0.reuse, of: $0.reuse + $0.new)) },
                uniquingKeysWith: { first, _ in first })
        case .reuseDepth:
            let lengths = lineage.chainLengths
            let whole = lineage.forest.nodes.count
            guard whole > 0 else { return [[]: .absent(.noObservations)] }
            let reused = lineage.depths.dropFirst().reduce(0, +)
            return [
                []: Computed(
                    value: Double(lineage.forest.depth), n: whole,
                    further: [
                        NamedValue("meanLength", lengths.n == 0 ? nil : lengths.moments.mean),
                        NamedValue("reused", Double(reused)),
                    ],
                    reveals: [RevealedCount("n", whole), RevealedCount("reused", reused)])
            ]
        default: return [:]
        }
    }

    // MARK: One by one

    /// The listing of an analysis, when it is one: innovations, or actors of those who may be named.
    func spreadListing(_ analysis: SpreadAnalysis, of indicator: Indicator) -> Listing? {
        guard let fields = analysis.listingFields else { return nil }
        let scope = Scope(item: nil, context: context, catalogue: catalogue)
        let rows: [[Tabulation.Level]]
        switch analysis.quantity {
        case .spreaders(let limit): rows = spreaders(analysis, limit, scope)
        case .mostReused(let limit): rows = mostReused(analysis, limit, scope)
        default: return nil
        }
        let columns = fields.enumerated().map { place, name in
            Axis(name: name, type: place == 0 ? .identifier : place == 1 ? .title : .integer)
        }
        return Listing(indicator: indicator.code, columns: columns, rows: rows)
    }

    private func mostReused(_ analysis: SpreadAnalysis, _ limit: Int, _ scope: Scope) -> [[Tabulation.Level]] {
        guard let (lineage, data) = lineage(analysis, scope) else { return [] }
        return lineage.mostReused.prefix(limit).map { base in
            let number = base.innovation
            return [
                .code(data.innovations[Int(number)]), Self.title(data.innovationTitles[number]),
                .number(base.direct), .number(base.all),
            ]
        }
    }

    private func spreaders(_ analysis: SpreadAnalysis, _ limit: Int, _ scope: Scope) -> [[Tabulation.Level]] {
        let found = spreads(analysis.spread, where: analysis.filter, by: [], scope)
        guard let pool = SpreadPool(found, until: context.asOf.number) else { return [] }
        let data = pool.data
        var taught: [UInt32: (adoptions: Int, innovations: Set<UInt32>)] = [:]
        for node in pool.forest.nodes {
            let parent = node.parent.map { pool.forest.nodes[$0].adopter }
            guard let teacher = parent ?? (node.origin == .owner ? node.source : nil) else { continue }
            taught[teacher, default: (0, [])].adoptions += 1
            taught[teacher, default: (0, [])].innovations.insert(node.innovation)
        }
        return taught.filter { data.publicActors.contains($0.key) }
            .sorted { ($1.value.adoptions, $0.key) < ($0.value.adoptions, $1.key) }
            .prefix(limit).map { number, own in
                [
                    .code(data.actors[Int(number)]), Self.title(data.actorTitles[number]), .number(own.adoptions),
                    .number(own.innovations.count),
                ]
            }
    }

    private static func title(_ text: String?) -> Tabulation.Level {
        text.map { .code($0) } ?? .missing(.notApplicable)
    }
}
