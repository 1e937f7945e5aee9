import Diffusion
import Records
import Statistics
import Tabulation

/// Where rows are: concentration, location quotients, and the nearest place that has any.
extension Evaluator {
    /// The values of an analysis of places.
    func placed(
        _ rows: RowSelection, _ analysis: PlaceAnalysis, _ dimensions: [Dimension], _ scope: Scope
    ) -> [GroupKey: Computed] {
        switch analysis {
        case .concentration(let concentration): concentrations(rows, concentration, dimensions, scope)
        case .quotient(let part): quotients(rows, part, dimensions, scope)
        case .nearest(let neighbourhood): nearest(rows, neighbourhood, dimensions, scope)
        case .reach(let reached): reaches(rows, reached, dimensions, scope)
        case .bursts(let search): bursts(rows, search, dimensions, scope)
        }
    }

    /// The places of a dimension: the codes of its list, in its order.
    struct PlaceList {
        let dimension: Dimension
        let list: CodeList

        /// How many rows each place has, and how many are in none of them.
        func counts(_ cells: [(level: Tabulation.Level, count: Int)]) -> (places: [Int], elsewhere: Int) {
            var counts = [Int](repeating: 0, count: list.codes.count)
            var elsewhere = 0
            for cell in cells {
                if let place = place(cell.level) {
                    counts[place] = cell.count
                } else {
                    elsewhere += cell.count
                }
            }
            return (counts, elsewhere)
        }

        /// The number of a place; nil for a level that the list does not have.
        func place(_ level: Tabulation.Level) -> Int? {
            guard case .code(let code) = level else { return nil }
            return list.index(of: code)
        }

        /// What the list holds of each place, above zero; nil where it does not hold that of all.
        func numbers(_ attribute: String) -> [Double]? {
            let numbers = list.codes.compactMap { $0.attributes[attribute].flatMap(Double.init) }
            return numbers.count == list.codes.count && numbers.allSatisfy { $0 > 0 && $0.isFinite } ? numbers : nil
        }

        /// Which places adjoin; nil where the list does not say so of any, or names one that it does not have.
        func borders(_ attribute: String) -> SparseNetwork? {
            var (from, to): ([UInt32], [UInt32]) = ([], [])
            for (place, code) in list.codes.enumerated() {
                for name in (code.attributes[attribute] ?? "").split(separator: " ") {
                    guard let neighbour = list.index(of: String(name)) else { return nil }
                    from.append(UInt32(truncatingIfNeeded: place))
                    to.append(UInt32(truncatingIfNeeded: neighbour))
                }
            }
            guard !from.isEmpty else { return nil }
            return try? SparseNetwork(nodeCount: list.codes.count, from: from, to: to, isDirected: false)
        }
    }

    /// The places of a dimension; nil where it has no code list.
    func places(of name: String) -> PlaceList? {
        guard let dimension = catalogue.dimension(name),
            let list = dimension.codeList.flatMap({ context.codeLists[$0] })
        else { return nil }
        return PlaceList(dimension: dimension, list: list)
    }

    /// Of calculations whose places, or what is wanted of them, the code list does not have.
    private func unlisted(_ dimensions: [Dimension]) -> [GroupKey: Computed] {
        dimensions.isEmpty ? [[]: .absent(.partMissing)] : [:]
    }

    // MARK: Concentration

    private func concentrations(
        _ rows: RowSelection, _ concentration: PlaceAnalysis.Concentration, _ dimensions: [Dimension], _ scope: Scope
    ) -> [GroupKey: Computed] {
        guard let places = places(of: concentration.over) else { return unlisted(dimensions) }
        let weights = concentration.weight.map(places.numbers)
        if case .some(.none) = weights { return unlisted(dimensions) }
        let measure = concentration.distinct.map { Measure.distinct(scope.filled($0)) } ?? .rows
        let table = answer(request(rows, by: dimensions + [places.dimension], measure, scope))
        return split(table, dimensions).mapValues { cells in
            let (counts, elsewhere) = places.counts(cells)
            let found = try? SpatialConcentration(counts, populations: weights.flatMap(\.self))
            guard let found, let value = Self.value(of: concentration, found) else { return .absent(.notApplicable) }
            var computed = Computed(value)
            computed.n = found.adoptions
            computed.further = [
                NamedValue("levels", Double(counts.count)), NamedValue("empty", Double(found.empty)),
                NamedValue("largestShare", found.greatestShare.value), NamedValue("elsewhere", Double(elsewhere)),
            ]
            computed.reveals = [RevealedCount("n", found.adoptions), RevealedCount("elsewhere", elsewhere)]
            computed.reveals += zip(places.list.codes, counts).map { code, count in
                RevealedCount("count at \(concentration.over) \(code.code)", count)
            }
            return computed
        }
    }

    private static func value(
        of concentration: PlaceAnalysis.Concentration, _ found: SpatialConcentration
    ) -> Estimate? {
        switch concentration.measure {
        case .gini: concentration.weight == nil ? found.overPlaces.gini : found.overInhabitants?.gini
        case .herfindahl: found.overPlaces.herfindahl
        case .topShare:
            concentration.weight == nil ? found.topShare : try? found.overInhabitants?.amount(ofTop: 0.2)
        }
    }

    // MARK: Location quotients

    /// The groups of a breakdown are the areas; rows for which `part` holds, and the others, the categories.
    private func quotients(
        _ rows: RowSelection, _ part: String, _ dimensions: [Dimension], _ scope: Scope
    ) -> [GroupKey: Computed] {
        let whole = answer(request(rows, by: dimensions, .rows, scope))
        let parts = answer(request(rows, by: dimensions, .rows, and: part, scope))
        let counts = Dictionary(
            parts.cells.map { ($0.levels, $0.aggregate.count) }, uniquingKeysWith: { first, _ in first })
        let areas = whole.cells.map { cell in
            let count = counts[cell.levels] ?? 0
            return (key: cell.levels.map(BreakdownLevel.Level.init), part: count, rest: cell.aggregate.count - count)
        }
        guard let table = try? LocationTable(counts: areas.map { [$0.part, $0.rest] }) else { return [:] }
        let all = areas.reduce(0) { $0 + $1.part }
        var result: [GroupKey: Computed] = [:]
        for (area, quotients) in zip(areas, table.quotients()) {
            guard let quotient = quotients.first else { continue }
            let size = area.part + area.rest
            var value = Computed(quotient)
            value.n = size
            value.further = [
                NamedValue("count", Double(area.part)),
                NamedValue("share", size > 0 ? Double(area.part) / Double(size) : nil),
                NamedValue("wholeShare", table.n > 0 ? Double(all) / Double(table.n) : nil),
            ]
            value.reveals = [
                RevealedCount("part", area.part), RevealedCount("whole", size), RevealedCount("all-part", all),
                RevealedCount("all-whole", table.n),
            ]
            result[area.key] = value
        }
        return result
    }

    // MARK: Nearest adopters

    private func nearest(
        _ rows: RowSelection, _ neighbourhood: PlaceAnalysis.Neighbourhood, _ dimensions: [Dimension], _ scope: Scope
    ) -> [GroupKey: Computed] {
        let others = dimensions.filter { $0.name != neighbourhood.over }
        guard let places = places(of: neighbourhood.over), let borders = places.borders(neighbourhood.neighbours) else {
            return unlisted(dimensions)
        }
        let weights = neighbourhood.weight.map(places.numbers)
        if case .some(.none) = weights { return unlisted(dimensions) }
        let table = answer(request(rows, by: others + [places.dimension], .rows, scope))
        var groups = split(table, others)
        if others.isEmpty, groups.isEmpty { groups[[]] = [] }
        let position = dimensions.firstIndex { $0.name == neighbourhood.over }
        var result: [GroupKey: Computed] = [:]
        for (key, cells) in groups {
            let counts = places.counts(cells).places
            let found = NearestAdopter(borders, adopters: counts.indices.filter { counts[$0] > 0 })
            guard let position else {
                result[key] = Self.meanDistance(found, counts, weights.flatMap(\.self))
                continue
            }
            for (place, code) in places.list.codes.enumerated() {
                var levels = key
                levels.insert(.code(code.code), at: min(position, levels.count))
                result[levels] = Self.distance(found, counts, place)
            }
        }
        return result
    }

    /// The distance of a place, which tells of its own rows, or that it has none.
    private static func distance(_ found: NearestAdopter, _ counts: [Int], _ place: Int) -> Computed {
        let n = counts.reduce(0, +)
        let distance = found.distances[place]
        return Computed(
            value: distance.map(Double.init), absence: distance == nil ? found.reason.map(Absence.init) : nil, n: n,
            reveals: [RevealedCount("count", counts[place]), RevealedCount("n", n)])
    }

    private static func meanDistance(_ found: NearestAdopter, _ counts: [Int], _ weights: [Double]?) -> Computed {
        let mean = weights.map { weights in try? found.meanDistance(weights: weights) } ?? found.meanDistance
        guard let mean else { return .absent(.notApplicable) }
        var value = Computed(mean)
        value.n = counts.reduce(0, +)
        let isKnown = value.value != nil
        value.further = [
            NamedValue("levels", Double(counts.count)), NamedValue("withAdopter", Double(found.counts.first ?? 0)),
            NamedValue("withoutWay", isKnown ? Double(found.unreached) : nil),
            NamedValue("farthest", isKnown ? Double(found.counts.count - 1) : nil),
        ]
        value.reveals = [RevealedCount("n", value.n)]
        return value
    }
}
