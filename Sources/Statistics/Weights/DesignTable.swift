/// The sums of a sample by stratum, cluster and calibration levels, with what is known of the population's design.
///
/// - SeeAlso: C.-E. Särndal, B. Swensson, J. Wretman (1992), *Model Assisted Survey Sampling*, Springer.
public struct DesignTable: Sendable, Hashable {
    /// In what decimals the sums are counted.
    public let scale: DesignScale
    /// The cells in the order of their keys, each with one row or more.
    public let cells: [DesignCell]
    /// How many first-stage units the population has in a stratum. A stratum that is not here has no finite population
    /// correction: its units count as drawn with replacement.
    public let populations: [Int: Int]

    /// A table of cells in any order; cells of one key are added up and those without rows left out.
    ///
    /// - Parameters:
    ///   - cells: Cells with the same number of levels each.
    ///   - scale: In what decimals the sums are counted.
    ///   - populations: First-stage units by stratum.
    /// - Throws: ``StatisticsError/design(_:)`` for cells with different numbers of levels, and for a stratum with more
    ///   units in the sample than in the population; ``StatisticsError/overflow``.
    public init(
        _ cells: some Sequence<DesignCell>, scale: DesignScale, populations: [Int: Int] = [:]
    ) throws(StatisticsError) {
        let sorted = cells.filter { $0.sums.n > 0 }.sorted { $0.key < $1.key }
        var merged: [DesignCell] = []
        for cell in sorted {
            if let last = merged.last, last.key == cell.key {
                merged[merged.count - 1] = DesignCell(key: cell.key, sums: try last.sums.merging(cell.sums))
            } else {
                merged.append(cell)
            }
        }
        if let first = merged.first {
            var rows = 0
            for cell in merged {
                let (sum, overflow) = rows.addingReportingOverflow(cell.sums.n)
                guard !overflow else { throw .overflow }
                rows = sum
            }
            for cell in merged where cell.key.levels.count != first.key.levels.count {
                throw .design(.levels(expected: first.key.levels.count, found: cell.key.levels.count))
            }
        }
        self.init(unchecked: merged, scale: scale, populations: populations)
        for (stratum, population) in populations.sorted(by: { $0.key < $1.key }) where population < 1 {
            throw .design(.population(stratum: stratum, population: population))
        }
        for stratum in strata {
            guard let population = populations[stratum.id], stratum.units > population else { continue }
            throw .design(
                .sampleExceedsPopulation(stratum: stratum.id, units: stratum.units, population: population))
        }
    }

    private init(unchecked cells: [DesignCell], scale: DesignScale, populations: [Int: Int]) {
        self.cells = cells
        self.scale = scale
        self.populations = populations
    }

    /// The table of both samples together, exactly.
    ///
    /// - Throws: ``StatisticsError/design(_:)`` where they are counted in different decimals or state different
    ///   populations for a stratum, and what ``init(_:scale:populations:)`` throws.
    public func merging(_ other: DesignTable) throws(StatisticsError) -> DesignTable {
        guard scale == other.scale else { throw .design(.differentScales) }
        var merged = populations
        for (stratum, population) in other.populations.sorted(by: { $0.key < $1.key }) {
            if let known = merged[stratum], known != population {
                throw .design(.differentPopulations(stratum: stratum))
            }
            merged[stratum] = population
        }
        return try DesignTable(cells + other.cells, scale: scale, populations: merged)
    }

    /// The same sample with the outcome of a subgroup alone.
    ///
    /// The rows outside keep their place in strata and clusters, so that an estimate knows that the size of the subgroup
    /// is a matter of chance too.
    ///
    /// - Parameter isInside: Whether the rows of a cell belong to the subgroup, commonly by a level.
    public func domain(where isInside: (DesignCell.Key) -> Bool) -> DesignTable {
        mapping { isInside($0.key) ? $0.sums : $0.sums.withoutOutcome }
    }

    /// The same sample with 1 as the outcome of a category and 0 as that of the others; its mean is the category's share.
    ///
    /// Rows without an outcome stay without one.
    ///
    /// - Parameter isCategory: Whether the rows of a cell belong to the category, commonly by a level.
    public func indicator(where isCategory: (DesignCell.Key) -> Bool) throws(StatisticsError) -> DesignTable {
        let table = mapping { isCategory($0.key) ? $0.sums.withUnitOutcome : $0.sums.withZeroOutcome }
        return DesignTable(
            unchecked: table.cells,
            scale: try DesignScale(weightDecimals: scale.weightDecimals, valueDecimals: 0),
            populations: populations)
    }

    private func mapping(_ sums: (DesignCell) -> DesignSums) -> DesignTable {
        DesignTable(
            unchecked: cells.map { DesignCell(key: $0.key, sums: sums($0)) }, scale: scale, populations: populations)
    }

    /// The sums of all cells together.
    ///
    /// - Throws: ``StatisticsError/overflow``.
    public func total() throws(StatisticsError) -> DesignSums {
        var total = DesignSums()
        for cell in cells { total = try total.merging(cell.sums) }
        return total
    }

    /// A stratum: its cells and how many first-stage units it has in the sample.
    struct Stratum {
        let id: Int
        let cells: Range<Int>
        let units: Int
    }

    /// The strata in their order.
    var strata: [Stratum] {
        var found: [Stratum] = []
        var start = 0
        while start < cells.count {
            let id = cells[start].key.stratum
            var end = start
            var units = 0
            var last: Int?
            while end < cells.count, cells[end].key.stratum == id {
                if let cluster = cells[end].key.cluster {
                    if cluster != last { units += 1 }
                    last = cluster
                } else {
                    units += cells[end].sums.n  // at most all rows, which were counted
                }
                end += 1
            }
            found.append(Stratum(id: id, cells: start..<end, units: units))
            start = end
        }
        return found
    }
}
