import Statistics
import Tabulation

/// The rows of a selection as a design sees them: equal ones together, by group, stratum, cluster, levels of the margins and weight.
struct DesignSample {
    /// What the last axis of the tabulation is.
    enum Outcome {
        /// None: rows are counted.
        case rows
        /// A number; the axis before the design's is its denominator where `isRatio`.
        case number(isRatio: Bool)
        /// Whether something holds; where that cannot be told it does not, as in a plain share.
        case truth
    }

    /// Rows that are equal in all that an estimate looks at.
    struct Row {
        let group: GroupKey
        /// The first-stage unit, the levels of the margins and, where weights are trimmed, the weight as one more level.
        let key: DesignCell.Key
        let weight: Int64
        /// In the decimals of the scale; nil where there is no outcome.
        let value: Int64?
        let denominator: Int64
        let count: Int
    }

    private let design: Design
    /// Those with a weight, a stratum, a cluster and a level of each margin, in the order of the tabulation.
    private(set) var rows: [Row] = []
    /// How many rows of each group lack one of these, and so cannot stand for anybody.
    private(set) var withoutWeight: [GroupKey: Int] = [:]
    /// The decimals of weights, values and denominators.
    let decimals: (weight: Int, value: Int, denominator: Int)
    /// The names of each margin's levels: level 0 is the first of them.
    let levelNames: [[String]]
    private let populations: [Int: Int]

    /// - Parameters:
    ///   - table: By so many dimensions, then ``groupings(_:over:)``, then the outcome if there is one.
    init(_ table: CrossTabulation, _ design: Design, dimensions: Int, _ outcome: Outcome) {
        self.design = design
        var axis = dimensions
        func next() -> Int {
            defer { axis += 1 }
            return axis
        }
        let isRatio = if case .number(true) = outcome { true } else { false }
        let denominatorAxis: Int? = isRatio ? next() : nil
        let marginAxes = design.margins.map { _ in next() }
        let stratumAxis = design.strata.map { _ in next() }
        let clusterAxis = design.clusters.map { _ in next() }
        let weightAxis = design.weight.map { _ in next() }
        let valueAxis: Int? = if case .rows = outcome { nil } else { next() }
        // Without answers there are no axes, and nothing to estimate.
        let cells = table.axes.count == axis ? table.cells : []
        func places(_ index: Int?) -> Int {
            index.flatMap { table.axes.indices.contains($0) ? table.axes[$0].places : nil } ?? 0
        }
        decimals = (places(weightAxis), places(valueAxis), places(denominatorAxis))
        // A level is named once, not once for each cell.
        let found = marginAxes.map { index in
            Dictionary(
                Set(cells.map { $0.levels[index] }).map { ($0, Self.name(of: $0, places: places(index))) },
                uniquingKeysWith: { first, _ in first })
        }
        let names = zip(design.margins, found).map { margin, found in
            Set(margin.populations.keys).union(found.values).sorted()
        }
        let levelPlaces = zip(zip(design.margins, found), names.map { Self.numbered($0) }).map { margin, numbers in
            margin.1.compactMapValues { name -> Int? in
                numbers[name].flatMap { margin.0.populations[name] == 0 ? nil : $0 }
            }.filter { level, _ in
                // A missing level counts where the margin names it.
                !level.isMissing || margin.0.populations[Self.name(of: level, places: 0)] != nil
            }
        }
        let strata = stratumAxis.map { index in Array(Set(cells.map { $0.levels[index] })).sorted() } ?? []
        let clusters = clusterAxis.map { index in Array(Set(cells.map { $0.levels[index] })).sorted() } ?? []
        let (stratumPlaces, clusterPlaces) = (Self.numbered(strata), Self.numbered(clusters))
        for cell in cells {
            let group = cell.levels.prefix(dimensions).map(BreakdownLevel.Level.init)
            let count = cell.aggregate.count
            // A level without people has weights of zero.
            let levels = zip(levelPlaces, marginAxes).map { places, index in places[cell.levels[index]] }
            let weight: Int64? =
                weightAxis.map { index in
                    if case .number(let number) = cell.levels[index], number > 0 { Int64(number) } else { nil }
                } ?? 1
            let unit = [stratumAxis, clusterAxis].compactMap(\.self)
            guard let weight, !levels.contains(nil), !unit.contains(where: { cell.levels[$0].isMissing }) else {
                withoutWeight[group, default: 0] += count
                continue
            }
            let denominator = denominatorAxis.map { Self.number(cell.levels[$0]) } ?? 0
            let value = valueAxis.map { index -> Int64? in
                if case .truth = outcome { return cell.levels[index] == .number(1) ? 1 : 0 }
                return Self.number(cell.levels[index])
            }
            let margins = levels.compactMap(\.self) + (design.trimming == nil ? [] : [Int(weight)])
            rows.append(
                Row(
                    group: group,
                    key: DesignCell.Key(
                        stratum: stratumAxis.flatMap { stratumPlaces[cell.levels[$0]] } ?? 0,
                        cluster: clusterAxis.flatMap { clusterPlaces[cell.levels[$0]] }, levels: margins),
                    weight: weight, value: denominator == nil ? nil : value ?? nil, denominator: denominator ?? 0,
                    count: count))
        }
        levelNames = names
        var populations: [Int: Int] = [:]
        for (place, stratum) in strata.enumerated() {
            populations[place] = design.populations[Self.name(of: stratum, places: places(stratumAxis))]
        }
        if stratumAxis == nil { populations[0] = design.population }
        self.populations = populations
    }

    /// The axes that the tabulation has between those of the breakdown and the outcome.
    static func groupings(_ design: Design, over: String?, _ filled: (String) -> String) -> [Dimension] {
        let expressions =
            [over].compactMap(\.self) + design.margins.map(\.variable)
            + [design.strata, design.clusters, design.weight].compactMap(\.self)
        return expressions.enumerated().map { place, expression in
            Dimension(
                name: "design \(place + 1)", titles: [:], expression: filled(expression), expressionByTable: [:],
                codeList: nil, showsAllLevels: false, rollUp: nil)
        }
    }

    /// The groups that have rows, with or without a weight.
    var groups: Set<GroupKey> { Set(rows.map(\.group)).union(withoutWeight.keys) }

    /// The whole sample, with every outcome.
    func table() throws(StatisticsError) -> DesignTable { try table(of: try sums(of: rows)) }

    /// The whole sample with the outcome of one group; those outside keep their place in strata and clusters.
    ///
    /// - Parameters:
    ///   - group: The rows of the group.
    ///   - whole: The whole sample, summed once for all groups.
    func table(of group: [Row], within whole: DesignTable) throws(StatisticsError) -> DesignTable {
        let own = try sums(of: group)
        return try table(
            of: Dictionary(
                uniqueKeysWithValues: try whole.cells.map { cell throws(StatisticsError) in
                    let all = cell.sums
                    let sums = try DesignSums(
                        n: all.n, w: all.w, ww: all.ww, leastWeight: all.leastWeight,
                        greatestWeight: all.greatestWeight,
                        outcome: own[cell.key]?.outcome ?? .none)
                    return (cell.key, sums)
                }))
    }

    private func sums(of rows: [Row]) throws(StatisticsError) -> [DesignCell.Key: DesignSums] {
        var sums: [DesignCell.Key: DesignSums] = [:]
        for row in rows {
            try sums[row.key, default: DesignSums()].add(
                weight: row.weight, value: row.value, denominator: row.denominator, count: row.count)
        }
        return sums
    }

    private func table(of sums: [DesignCell.Key: DesignSums]) throws(StatisticsError) -> DesignTable {
        try DesignTable(
            sums.map { DesignCell(key: $0.key, sums: $0.value) },
            scale: try DesignScale(
                weightDecimals: decimals.weight, valueDecimals: decimals.value,
                denominatorDecimals: decimals.denominator),
            populations: populations)
    }

    /// The factors that make the weights of the whole sample meet the margins; nil without margins or rows.
    ///
    /// - Parameter whole: The whole sample.
    func calibration(of whole: DesignTable) throws(StatisticsError) -> Calibration? {
        guard !design.margins.isEmpty, !rows.isEmpty else { return nil }
        let margins = design.margins.enumerated().map { variable, margin in
            let names = levelNames[variable]
            var populations: [Int: Double] = [:]
            for (level, name) in names.enumerated() { populations[level] = margin.populations[name] }
            return CalibrationMargin(
                variable: variable, populations: populations, name: margin.name,
                levelNames: Dictionary(uniqueKeysWithValues: names.enumerated().map { ($0, $1) }))
        }
        return try Calibration.raking(whole, to: margins, trimming: design.trimming)
    }

    /// What the weights of the rows at each combination of levels are multiplied by; nil without margins.
    static func factors(_ calibration: Calibration?) -> [[Int]: Double]? {
        calibration.map { calibration in
            Dictionary(calibration.cells.map { ($0.levels, $0.factor) }, uniquingKeysWith: { first, _ in first })
        }
    }

    /// The final weights of some rows, each with their number.
    func weights(_ rows: [Row], _ factors: [[Int]: Double]?) -> [(weight: Double, count: Int)] {
        rows.map { row in
            (Double(row.weight) / power(decimals.weight) * (factors.map { $0[row.key.levels] ?? 1 } ?? 1), row.count)
        }
    }
}

extension DesignSample {
    private static func number(_ level: Tabulation.Level) -> Int64? {
        if case .number(let number) = level { Int64(number) } else { nil }
    }

    private static func numbered<Name: Hashable>(_ names: [Name]) -> [Name: Int] {
        Dictionary(names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// A level as a design names it: as in references, but a number with its decimals.
    static func name(of level: Tabulation.Level, places: Int) -> String {
        guard case .number(let number) = level, places > 0 else { return BreakdownLevel.Level(level).name }
        let value = Double(number) / power(places)
        return value == value.rounded() ? String(Int64(clampedTo: value)) : String(value)
    }
}

extension Tabulation.Level {
    fileprivate var isMissing: Bool { if case .missing = self { true } else { false } }
}
