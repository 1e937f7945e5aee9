/// Strata that are estimated as one, because some of them have too few answers to stand alone.
public struct CollapsedStratum: Sendable, Hashable {
    /// The strata in it, in the order given; one where nothing was joined.
    public let strata: [SurveyStratum]

    /// N of all of them.
    public var population: Int { strata.reduce(0) { $0 + $1.population } }
    /// n of all of them.
    public var answers: Int { strata.reduce(0) { $0 + $1.answers } }
    /// How many of those who answered have the property.
    public var successes: Int { strata.reduce(0) { $0 + $1.successes } }
    /// Whether all of its units have answered, so that nothing is left to chance.
    public var isCensus: Bool { answers == population }

    /// Whether it has no variance, having fewer than two answers of more units.
    private var isTooSmall: Bool { answers < 2 && !isCensus }

    /// Joins each stratum with fewer than two answers, unless that is all of it, to the one of nearest population.
    ///
    /// One at a time, the smallest first: of two equally small, or equally near, the smaller counts, then the first by name. A stratum
    /// whose units have all answered is joined to only where there is no other, since it has no uncertainty to share. Strata
    /// without population are left out.
    ///
    /// - Returns: The groups in the order of their first strata; none without population.
    static func collapsing(_ strata: [SurveyStratum]) -> [CollapsedStratum] {
        // By name, so that the order given makes no difference but for that of the results.
        let place = Dictionary(strata.enumerated().map { ($0.element.name, $0.offset) }) { (first, _) in first }
        var groups = strata.filter { $0.population > 0 }.sorted { $0.name < $1.name }.map {
            CollapsedStratum(strata: [$0])
        }
        while groups.count > 1 {
            let small = groups.indices.filter { groups[$0].isTooSmall }.min {
                groups[$0].population < groups[$1].population
            }
            guard let small else { break }
            let size = groups[small].population
            let others = groups.indices.filter { $0 != small }
            let open = others.filter { !groups[$0].isCensus }
            let nearest = (open.isEmpty ? others : open).min {
                let (one, other) = (groups[$0].population, groups[$1].population)
                return (abs(one - size), one) < (abs(other - size), other)
            }
            guard let nearest else { break }
            let joined = CollapsedStratum(strata: groups[nearest].strata + groups[small].strata)
            // Where the earlier of both stood, which keeps the groups in order of their first names.
            groups[min(nearest, small)] = joined
            groups.remove(at: max(nearest, small))
        }
        func first(_ group: CollapsedStratum) -> Int { group.strata.compactMap { place[$0.name] }.min() ?? 0 }
        return groups.map { (group) in
            CollapsedStratum(strata: group.strata.sorted { place[$0.name] ?? 0 < place[$1.name] ?? 0 })
        }.sorted { first($0) < first($1) }
    }
}
