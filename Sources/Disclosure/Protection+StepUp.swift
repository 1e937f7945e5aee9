public import Indicators

/// The dimension by which most figures of a set could be shown.
///
/// - Parameters:
///   - set: Figures by the dimension and by coarser ones.
///   - dimension: The dimension that is wanted, such as `region`.
///   - policy: Threshold, and the share of withheld figures above which a breakdown is too fine.
///   - relations: Its ladders say which dimensions are coarser.
/// - Returns: The dimension itself where it will do, else the first coarser one that does, or the coarsest in the set.
/// - Throws: As ``protect(_:policy:relations:)``.
public func suggestedLevel(
    for set: FigureSet, insteadOf dimension: String, policy: DisclosurePolicy = .standard, relations: CountRelations
) throws(DisclosureError) -> String {
    let result = try protect([set], policy: policy, relations: relations)
    var level = dimension
    while let step = result.steppedUp.first(where: { $0.from == level && $0.breakdown == [level] }) { level = step.to }
    return level
}

extension Protection {
    /// Drops breakdowns of which most is withheld, where the set has a coarser one in their place.
    ///
    /// - Returns: Whether any was dropped.
    mutating func stepUp(_ isWithheld: (_ set: Int, _ figure: Int) -> Bool) -> Bool {
        guard !relations.ladders.isEmpty else { return false }
        var hasDropped = false
        for number in sets.indices where policy.protects(sets[number].population) {
            // Fine ones first, so that each gives way to the next.
            let all = breakdowns(of: number)
            let order = all.indices.sorted { (rank(all[$0].dimensions), $0) < (rank(all[$1].dimensions), $1) }
            for (dimensions, figures) in order.map({ all[$0] }) {
                let share = withheldShare(number, figures, isWithheld)
                guard share > policy.stepUpShare, let (from, to) = coarser(than: dimensions, in: number) else {
                    continue
                }
                dropped[number].formUnion(figures)
                steppedUp.append(
                    StepUp(
                        indicator: sets[number].indicator, breakdown: dimensions, from: from, to: to,
                        withheldShare: share))
                hasDropped = true
            }
        }
        return hasDropped
    }

    /// The breakdowns of which most is withheld.
    func mostlyWithheld(_ isWithheld: (_ set: Int, _ figure: Int) -> Bool) -> [MostlyWithheld] {
        sets.indices.flatMap { number in
            breakdowns(of: number).compactMap { dimensions, figures in
                let share = dimensions.isEmpty ? 0 : withheldShare(number, figures, isWithheld)
                guard share > policy.stepUpShare else { return nil }
                return MostlyWithheld(
                    indicator: sets[number].indicator, breakdown: dimensions, withheldShare: share)
            }
        }
    }

    /// The breakdowns of a set that are not dropped, in order of first appearance, with their figures.
    private func breakdowns(of number: Int) -> [(dimensions: [String], figures: [Int])] {
        var result: [(dimensions: [String], figures: [Int])] = []
        for (index, figure) in sets[number].figures.enumerated() where !dropped[number].contains(index) {
            if let last = result.last, last.dimensions.count == figure.breakdown.count,
                zip(last.dimensions, figure.breakdown).allSatisfy({ $0 == $1.dimension })
            {
                result[result.count - 1].figures.append(index)
                continue
            }
            let dimensions = figure.breakdown.map(\.dimension)
            if let place = result.firstIndex(where: { Set($0.dimensions) == Set(dimensions) }) {
                result[place].figures.append(index)
            } else {
                result.append((dimensions, [index]))
            }
        }
        return result
    }

    /// The share of withheld figures among those that are not zero: a table of zeros and withheld cells tells little.
    private func withheldShare(
        _ number: Int, _ figures: [Int], _ isWithheld: (_ set: Int, _ figure: Int) -> Bool
    ) -> Double {
        let told = figures.filter { index in
            let figure = sets[number].figures[index]
            return figure.n > 0 || figure.reveals.contains { $0.count > 0 }
        }
        guard !told.isEmpty else { return 0 }
        return Double(told.count { isWithheld(number, $0) }) / Double(told.count)
    }

    /// The dimension of a breakdown that has a coarser one in the set, and that.
    private func coarser(than dimensions: [String], in number: Int) -> (from: String, to: String)? {
        let present = breakdowns(of: number).map { Set($0.dimensions) }
        for ladder in relations.ladders {
            guard let step = ladder.firstIndex(where: dimensions.contains), step < ladder.count - 1 else { continue }
            let others = Set(dimensions).subtracting([ladder[step]])
            for next in ladder[(step + 1)...] where present.contains(others.union([next])) {
                return (ladder[step], next)
            }
            // The country is where there is no region: no dimension of its own.
            if present.contains(others), let last = ladder.last, !isDimension(last) { return (ladder[step], last) }
        }
        return nil
    }

    private func isDimension(_ name: String) -> Bool {
        relations.rollUps.contains { $0.child == name || $0.parent == name }
            || sets.contains { $0.figures.contains { $0.breakdown.contains { $0.dimension == name } } }
    }

    /// How far up its ladder a breakdown stands.
    private func rank(_ dimensions: [String]) -> Int {
        relations.ladders.compactMap { ladder in ladder.firstIndex(where: dimensions.contains) }.min() ?? 0
    }
}
