public import Statistics

/// Who is early and who is late, by group: the categories are cut on all adopters together, then counted in each group.
///
/// Cutting each group by its own mean and standard deviation would make the groups look alike. Both shares have Wilson's interval:
/// that of a category within its group tells how early a group is, that of a group within a category who the early ones are.
///
/// - SeeAlso: ``AdopterCategories`` for the cut.
public struct AdopterProfile: Sendable, Hashable {
    /// The categories of all adopters.
    public let categories: AdopterCategories
    /// The groups in the order given.
    public let groups: [String]
    private let counts: [[AdopterCategory: Int]]
    private let totals: [Int]
    private let confidence: ConfidenceLevel

    /// Counts groups by category.
    ///
    /// - Parameters:
    ///   - groups: The times of adoption of each group, on one scale; groups of one name are added up.
    ///   - scheme: How the adopters are divided.
    /// - Throws: ``DiffusionError/statistics(_:)`` with ``Statistics/StatisticsError/overflow`` inside.
    /// - Complexity: O(k log k) for k times.
    public init(
        _ groups: [(name: String, timesOfAdoption: Distribution)], scheme: AdopterScheme = .rogersFive,
        confidence: ConfidenceLevel = .ninetyFive
    ) throws(DiffusionError) {
        let all = try estimating { () throws(StatisticsError) in
            try Distribution(groups.flatMap(\.timesOfAdoption.entries))
        }
        let categories = AdopterCategories(timesOfAdoption: all, scheme: scheme)
        var names: [String] = []
        var places: [String: Int] = [:]
        var counts: [[AdopterCategory: Int]] = []
        var totals: [Int] = []
        for (name, times) in groups {
            let place = places[name] ?? names.count
            if place == names.count {
                places[name] = place
                names.append(name)
                counts.append([:])
                totals.append(0)
            }
            totals[place] += times.n
            for entry in times.entries {
                guard let category = categories.category(of: entry.value) else { continue }
                counts[place][category, default: 0] += entry.count
            }
        }
        self.categories = categories
        self.groups = names
        self.counts = counts
        self.totals = totals
        self.confidence = confidence
    }

    /// The adopters of a group in a category; nil when the categories cannot be told or there is no such group.
    public func count(of category: AdopterCategory, group: Int) -> Int? {
        guard categories.reason == nil, counts.indices.contains(group) else { return nil }
        return counts[group][category] ?? 0
    }

    /// The share of a category among the adopters of a group.
    public func shareWithinGroup(of category: AdopterCategory, group: Int) throws(DiffusionError) -> Estimate {
        guard let part = count(of: category, group: group) else { return unavailable }
        return try share(part, totals[group], empty: .noObservations, confidence)
    }

    /// The share of a group among the adopters of a category; ``Statistics/Unavailable/noObservations`` for an empty category.
    public func shareWithinCategory(of category: AdopterCategory, group: Int) throws(DiffusionError) -> Estimate {
        guard let part = count(of: category, group: group), let whole = categories.count(of: category) else {
            return unavailable
        }
        return try share(part, whole, empty: .noObservations, confidence)
    }

    private var unavailable: Estimate {
        Estimate(unavailable: categories.reason ?? .noObservations, n: categories.n)
    }
}
