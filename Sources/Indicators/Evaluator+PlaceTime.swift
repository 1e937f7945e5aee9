import Diffusion
import Records
import Statistics
import Tabulation

/// Places reached and phenomena spoken of, by calendar period.
extension Evaluator {
    /// What holds for rows that had happened by the as-of day.
    private func isSeen(_ day: String) -> String { "(\(day)) <= \(context.asOf)" }

    // MARK: Reach

    func reaches(
        _ rows: RowSelection, _ reached: PlaceAnalysis.Reached, _ dimensions: [Dimension], _ scope: Scope
    ) -> [GroupKey: Computed] {
        let missing: [GroupKey: Computed] =
            dimensions.isEmpty && reached.time == nil ? [[]: .absent(.partMissing)] : [:]
        guard let places = places(of: reached.over) else { return missing }
        let weights = reached.weight.map(places.numbers)
        if case .some(.none) = weights { return missing }
        let reach = Reaching(places: places, weights: weights.flatMap(\.self))
        guard let time = reached.time else {
            let table = answer(request(rows, by: dimensions + [places.dimension], .rows, scope))
            var groups = split(table, dimensions)
            if dimensions.isEmpty, groups.isEmpty { groups[[]] = [] }
            return groups.mapValues { cells in
                reach.value(where: places.counts(cells).places.map { $0 > 0 }, new: nil)
            }
        }
        let added = dimension(of: time.period, time.day)
        let table = answer(
            request(rows, by: dimensions + [places.dimension, added], .rows, and: isSeen(time.day), scope))
        return reach.curves(grouped(table, dimensions, axes: 2), time.period, until: context.asOf)
    }

    /// Places as they are reached.
    private struct Reaching {
        let places: PlaceList
        let weights: [Double]?

        /// The number of places reached, and which part of all they are.
        func value(where isReached: [Bool], new: Int?) -> Computed {
            var value = Computed.count(isReached.count { $0 })
            value.further = new.map { [NamedValue("new", Double($0))] } ?? []
            value.further += [
                NamedValue("levels", Double(isReached.count)),
                NamedValue("share", isReached.isEmpty ? nil : Double(value.n) / Double(isReached.count)),
            ]
            if let weights {
                let parts = zip(weights, isReached).map { $1 ? $0 : 0 }
                let (part, whole) = (parts.reduce(0, +), weights.reduce(0, +))
                value.further.append(NamedValue("populationShare", whole > 0 ? min(1, part / whole) : nil))
            }
            return value
        }

        /// The places reached by the end of each period, from the first with rows of any group to that of the as-of day.
        func curves(
            _ groups: [GroupKey: [(levels: [Tabulation.Level], count: Int)]], _ period: GrowthSeries.Period,
            until asOf: CalendarDay
        ) -> [GroupKey: Computed] {
            let last = period.number(of: asOf)
            let seen = groups.mapValues { cells in
                cells.compactMap { cell -> (place: Int?, period: Int)? in
                    guard cell.count > 0, cell.levels.count == 2, let place = places.place(cell.levels[0]),
                        let number = period.number(cell.levels[1]), number <= last
                    else { return nil }
                    return (place, number)
                }
            }
            guard let first = seen.values.joined().map(\.period).min() else { return [:] }
            var result: [GroupKey: Computed] = [:]
            for (key, adoptions) in seen {
                guard let reach = try? Reach(adoptions, places: places.list.codes.count, from: first, through: last)
                else {
                    // More periods than a curve can have.
                    result[key + [period.level(of: last)]] = .absent(.notApplicable)
                    continue
                }
                for point in reach.curve.points {
                    let isReached = reach.first.map { $0.map { $0 <= point.period } ?? false }
                    result[key + [period.level(of: point.period)]] = value(where: isReached, new: point.adoptions)
                }
            }
            return result
        }
    }

    // MARK: Bursts

    /// The bursts of each level, over the periods from the first to the last with documents of the group.
    func bursts(
        _ rows: RowSelection, _ search: PlaceAnalysis.BurstSearch, _ dimensions: [Dimension], _ scope: Scope
    ) -> [GroupKey: Computed] {
        guard let over = catalogue.dimension(search.over) else { return [:] }
        let added = dimension(of: search.period, search.day)
        let measure = search.distinct.map { Measure.distinct(scope.filled($0)) } ?? .rows
        let seen = isSeen(search.day)
        let each = answer(request(rows, by: dimensions + [over, added], measure, and: seen, scope))
        let all = answer(request(rows, by: dimensions + [added], measure, and: seen, scope))
        let listed = over.showsAllLevels ? codes(of: over).map(BreakdownLevel.Level.code) : []
        let relevant = grouped(each, dimensions, axes: 2)
        var result: [GroupKey: Computed] = [:]
        for (key, cells) in split(all, dimensions) {
            var documents: [Int: Int] = [:]
            for cell in cells {
                if let number = search.period.number(cell.level) { documents[number] = cell.count }
            }
            guard let first = documents.keys.min(), let last = documents.keys.max() else { continue }
            var counts = Dictionary(uniqueKeysWithValues: listed.map { ($0, [Int: Int]()) })
            for cell in relevant[key] ?? [] {
                guard cell.levels.count == 2, let number = search.period.number(cell.levels[1]) else { continue }
                if case .missing = cell.levels[0] { continue }
                counts[BreakdownLevel.Level(cell.levels[0]), default: [:]][number] = cell.count
            }
            let isTooLong = last - first >= AdoptionCurve<Int>.periodLimit
            for (level, own) in counts {
                let batches = (isTooLong ? first..<first : first..<(last + 1)).map { number in
                    Bursts.Batch(relevant: own[number] ?? 0, documents: documents[number] ?? 0)
                }
                result[key + [level]] =
                    isTooLong ? .absent(.notApplicable) : Self.burst(batches, from: first, search)
            }
        }
        return result
    }

    /// The number of bursts, and the strongest of them; of two that are as strong the first.
    private static func burst(
        _ batches: [Bursts.Batch], from first: Int, _ search: PlaceAnalysis.BurstSearch
    ) -> Computed {
        guard let found = try? Bursts(batches, ratio: search.ratio, gamma: search.gamma) else {
            return .absent(.notApplicable)
        }
        let (count, n) = batches.reduce((0, 0)) { ($0.0 + $1.relevant, $0.1 + $1.documents) }
        var value = Computed(n: n)
        if let reason = found.reason {
            value.absence = Absence(reason)
        } else {
            value.value = Double(found.bursts.count)
        }
        var strongest = found.bursts.first
        for burst in found.bursts where burst.weight > (strongest?.weight ?? 0) { strongest = burst }
        let start = strongest.flatMap { search.period.firstDay(of: first + $0.batches.lowerBound) }
        let next = strongest.flatMap { search.period.firstDay(of: first + $0.batches.upperBound) }
        value.further = [
            NamedValue("count", Double(count)), NamedValue("ordinaryShare", found.ordinaryShare.value),
            NamedValue("burstWeight", strongest?.weight),
            NamedValue("burstPeriods", strongest.map { Double($0.batches.count) }),
            NamedValue("burstStart", start.map { Double($0.number) }),
            NamedValue("burstEnd", next.map { Double($0.number) - 1 }),
        ]
        value.reveals = [RevealedCount("part", count), RevealedCount("whole", n)]
        if let strongest {
            let within = batches[strongest.batches]
            value.reveals += [
                RevealedCount("burst-part", within.reduce(0) { $0 + $1.relevant }),
                RevealedCount("burst-whole", within.reduce(0) { $0 + $1.documents }),
            ]
        }
        return value
    }
}
