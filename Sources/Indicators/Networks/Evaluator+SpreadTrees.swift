import Diffusion
import Records
import Statistics
import Tabulation

extension Evaluator {
    // MARK: Who learned from whom

    /// The share of adoptions in each generation; further that of those whose branch begins at an owner among themselves.
    func generations(_ pool: SpreadPool) -> [GroupKey: Computed] {
        let isFromOwner = pool.forest.isFromOwner
        let depth = pool.forest.depth
        var widths = [[Int]](repeating: [Int](repeating: 0, count: depth), count: pool.groups.count)
        var certain = widths
        for (place, node) in pool.forest.nodes.enumerated() {
            let group = pool.group(of: node)
            widths[group][node.generation - 1] += 1
            if isFromOwner[place] { certain[group][node.generation - 1] += 1 }
        }
        var result: [GroupKey: Computed] = [:]
        for (group, key) in pool.groups.enumerated() {
            let (all, owners) = (widths[group].reduce(0, +), certain[group].reduce(0, +))
            for place in 0..<depth where all > 0 {
                var value = share(widths[group][place], of: all)
                let own = certain[group][place]
                value.further += [
                    NamedValue("ownerCount", Double(own)),
                    NamedValue("ownerShare", owners == 0 ? nil : Double(own) / Double(owners)),
                ]
                value.reveals += [RevealedCount("owner-part", own), RevealedCount("owner-whole", owners)]
                result[key + [.number(place + 1)]] = value
            }
        }
        return result
    }

    func depths(_ pool: SpreadPool) -> [GroupKey: Computed] {
        var generations = [[Int]](repeating: [], count: pool.groups.count)
        for node in pool.forest.nodes { generations[pool.group(of: node)].append(node.generation) }
        var result: [GroupKey: Computed] = [:]
        for (key, own) in zip(pool.groups, generations) {
            guard let greatest = own.max() else {
                result[key] = .absent(.noObservations)
                continue
            }
            result[key] = Computed(
                value: Double(greatest), n: own.count,
                further: [NamedValue("meanGeneration", Double(own.reduce(0, +)) / Double(own.count))],
                reveals: [RevealedCount("n", own.count)])
        }
        return result
    }

    // MARK: How many each brings

    func reproduction(
        _ period: SpreadAnalysis.Period?, by attribute: String?, _ pool: SpreadPool
    ) throws(DiffusionError) -> [GroupKey: Computed] {
        var keys: [GroupKey] = []
        var numbers: [GroupKey: Int] = [:]
        let place = attribute.flatMap(pool.place)
        func number(_ node: AdoptionForest.Node) -> Int? {
            var key = pool.groups[pool.group(of: node)]
            if let place {
                guard let level = pool.step(of: node).attributes[place] else { return nil }
                key.append(BreakdownLevel.Level(pool.data.levels[place][level]))
            }
            if let period {
                guard let day = node.day else { return nil }
                key.append(period.calendar.level(of: period.calendar.number(of: CalendarDay(number: day))))
            }
            if let known = numbers[key] { return known }
            numbers[key] = keys.count
            keys.append(key)
            return keys.count - 1
        }
        // All at once, so that numbers are given in the order of nodes.
        let groups = pool.forest.nodes.map(number)
        var greatest: [Int: Int] = [:]
        for (node, group) in zip(pool.forest.nodes, groups) {
            if let group { greatest[group] = max(greatest[group] ?? 0, node.offspring) }
        }
        var result: [GroupKey: Computed] = [:]
        if period == nil, attribute == nil {
            for key in pool.groups { result[key] = .absent(.noObservations) }
        }
        if period == nil {
            for (group, found) in try pool.forest.reproductionNumbers(by: number) {
                result[keys[group]] = Self.reproduction(found, greatest[group])
            }
        } else {
            for cohort in try pool.forest.cohorts(observedUntil: context.asOf.number, period: number) {
                var value = Self.reproduction(cohort.number, greatest[cohort.period])
                value.further.append(NamedValue("censored", cohort.isCensored.map { $0 ? 1 : 0 }))
                result[keys[cohort.period]] = value
            }
        }
        return result
    }

    private static func reproduction(_ number: ReproductionNumber, _ greatest: Int?) -> Computed {
        var value = Computed(number.resampled.percentile)
        value.n = number.adopters
        value.further = [
            NamedValue("offspring", Double(number.offspring)), NamedValue("greatest", greatest.map(Double.init)),
            NamedValue("dispersion", number.negativeBinomial.dispersion.value),
            NamedValue("dispersionIndex", number.dispersionIndex.value),
            NamedValue("withoutOffspring", number.withoutOffspring.value),
        ]
        value.reveals = [
            RevealedCount("n", number.adopters), RevealedCount("offspring", number.offspring),
            RevealedCount("without-offspring", number.adoptersWithoutOffspring),
        ]
        return value
    }

    func concentration(_ top: Double, _ pool: SpreadPool) throws(DiffusionError) -> [GroupKey: Computed] {
        var result: [GroupKey: Computed] = [:]
        for (group, key) in pool.groups.enumerated() {
            let offspring = try pool.forest.offspringByActor { pool.group(of: $0) == group }
            let found = try SpreadingConcentration(offspring, top: top)
            var value = Computed(found.topShare.percentile)
            let total = offspring.entries.reduce(0) { $0 + Int($1.value) * $1.count }
            value.n = offspring.n
            value.further = [
                NamedValue("gini", found.gini.percentile.value), NamedValue("actors", Double(offspring.n)),
                NamedValue("adoptions", Double(total)),
            ]
            // The share of a few is a number of theirs.
            value.reveals = [
                RevealedCount("n", offspring.n), RevealedCount("offspring", total),
                RevealedCount("top", Int((top * Double(offspring.n)).rounded(.up))),
            ]
            result[key] = value
        }
        return result
    }

    // MARK: Across borders

    func crossings(_ attribute: String, _ pool: SpreadPool) throws(DiffusionError) -> [GroupKey: Computed] {
        var result: [GroupKey: Computed] = [:]
        for (key, pairs) in zip(pool.groups, sides(attribute, pool)) {
            let found = try CrossingShare(pairs)
            result[key] = share(found.crossing, of: found.known)
        }
        return result
    }

    func flows(_ attribute: String, _ pool: SpreadPool) throws(DiffusionError) -> [GroupKey: Computed] {
        guard let place = pool.place(ofAttribute: attribute) else { return [:] }
        let levels = pool.data.levels[place].map(BreakdownLevel.Level.init)
        let groups = try sides(attribute, pool).map { (pairs) throws(DiffusionError) in try CrossingShare(pairs) }
        // Each way that occurs at all, in every group.
        let ways = Set(groups.flatMap { $0.flows.map { Way(source: $0.source, adopter: $0.adopter) } })
        var result: [GroupKey: Computed] = [:]
        for (key, found) in zip(pool.groups, groups) where found.known > 0 {
            for way in ways {
                let flow = found.flows.first { $0.source == way.source && $0.adopter == way.adopter }
                result[key + [levels[way.source], levels[way.adopter]]] = share(flow?.count ?? 0, of: found.known)
            }
        }
        return result
    }

    private struct Way: Hashable {
        let source: Int
        let adopter: Int
    }

    /// The sides of those who were learned from and of those who learned, by group.
    private func sides(_ attribute: String, _ pool: SpreadPool) -> [[(source: Int?, adopter: Int?)]] {
        var sides = [[(source: Int?, adopter: Int?)]](repeating: [], count: pool.groups.count)
        guard let place = pool.place(ofAttribute: attribute) else { return sides }
        for node in pool.forest.nodes {
            let step = pool.step(of: node)
            // Whoever names itself has learned from nobody, and of several sources none is believed.
            let isUntold = node.origin == .cut(.itself) || node.origin == .cut(.contradiction)
            let source =
                step.sourceAttributes[place]
                ?? node.parent.flatMap { pool.step(of: pool.forest.nodes[$0]).attributes[place] }
            sides[pool.group(of: node)].append((isUntold ? nil : source, step.attributes[place]))
        }
        return sides
    }
}
