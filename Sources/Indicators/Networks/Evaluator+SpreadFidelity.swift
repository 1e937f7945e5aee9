import Diffusion
import Statistics

extension Evaluator {
    // MARK: What adopters keep of a core

    /// The elements of the adoptions of each group; an adoption bears the number of its place in the forest.
    private func uses(_ pool: SpreadPool) -> [[ElementUse]] {
        var uses = [[ElementUse]](repeating: [], count: pool.groups.count)
        for row in pool.data.elementUses {
            guard let place = pool.forest.node(innovation: row.innovation, adopter: row.adopter),
                let adoption = UInt32(exactly: place)
            else { continue }
            uses[pool.group(of: pool.forest.nodes[place])].append(
                ElementUse(adoption: adoption, element: row.element, use: row.use))
        }
        return uses
    }

    func fidelity(_ weight: Double, _ pool: SpreadPool) throws(DiffusionError) -> [GroupKey: Computed] {
        var result: [GroupKey: Computed] = [:]
        for (key, uses) in zip(pool.groups, uses(pool)) {
            let found = try CoreFidelity(uses, adaptedWeight: weight)
            var value = Self.index(found.mean)
            let elements = found.indices.reduce(0) { $0 + $1.elements }
            func share(_ part: Int) -> Double? { elements == 0 ? nil : Double(part) / Double(elements) }
            value.further = [
                NamedValue("pooled", found.pooled.value),
                NamedValue("keptShare", share(found.indices.reduce(0) { $0 + $1.kept })),
                NamedValue("adaptedShare", share(found.indices.reduce(0) { $0 + $1.adapted })),
                NamedValue("droppedShare", share(found.indices.reduce(0) { $0 + $1.dropped })),
                NamedValue("elements", Double(elements)),
            ]
            result[key] = value
        }
        return result
    }

    func fidelityByGeneration(_ weight: Double, _ pool: SpreadPool) throws(DiffusionError) -> [GroupKey: Computed] {
        var result: [GroupKey: Computed] = [:]
        for (key, found) in try distances(weight, pool) {
            for generation in found.generations {
                result[key + [.number(generation.generation)]] = Self.index(generation.mean)
            }
        }
        return result
    }

    /// A mean of shares, whose t limits may lie outside of what a share can be: they are cut at 0 and 1.
    private static func index(_ mean: Estimate) -> Computed {
        var value = Computed(mean)
        value.interval = value.interval.map { max(0, $0.lowerBound)...min(1, $0.upperBound) }
        return value
    }

    func fidelityTrend(_ weight: Double, _ pool: SpreadPool) throws(DiffusionError) -> [GroupKey: Computed] {
        try distances(weight, pool).mapValues { found in
            var value = Computed(found.tau)
            value.further = [NamedValue("p", found.test.p)]
            return value
        }
    }

    private func distances(
        _ weight: Double, _ pool: SpreadPool
    ) throws(DiffusionError) -> [GroupKey: FidelityByDistance] {
        var result: [GroupKey: FidelityByDistance] = [:]
        for (key, uses) in zip(pool.groups, uses(pool)) {
            result[key] = try FidelityByDistance(try CoreFidelity(uses, adaptedWeight: weight)) { adoption in
                pool.forest.nodes[Int(adoption)].generation
            }
        }
        return result
    }

    // MARK: Elements

    func elementUses(_ pool: SpreadPool) throws(DiffusionError) -> [GroupKey: Computed] {
        var result: [GroupKey: Computed] = [:]
        for (key, uses) in zip(pool.groups, uses(pool)) {
            for element in try CoreFidelity(uses).elements {
                for use in ElementUse.Use.allCases {
                    let level = BreakdownLevel.Level.code(pool.data.elements[Int(element.element)])
                    result[key + [level, .code(use.rawValue)]] = share(
                        element.count(of: use), of: element.adoptions)
                }
            }
        }
        return result
    }

    func elementChanges(_ pool: SpreadPool) throws(DiffusionError) -> [GroupKey: Computed] {
        var result: [GroupKey: Computed] = [:]
        for (key, uses) in zip(pool.groups, uses(pool)) {
            for element in try CoreFidelity(uses).elements {
                result[key + [.code(pool.data.elements[Int(element.element)])]] = share(
                    element.adoptions - element.count(of: .kept), of: element.adoptions)
            }
        }
        return result
    }
}
