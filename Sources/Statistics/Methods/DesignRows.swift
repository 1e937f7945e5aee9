/// The rows of a file as a sample with weights: what a tabulation gives for the pipeline.
struct DesignRows {
    private struct Row {
        let weight: Double
        let value: Double?
        let denominator: Double
        let count: Int
        let key: DesignCell.Key
    }

    private let rows: [Row]
    private let populations: [Int: Int]
    private let isDenominated: Bool
    private let levelCodes: [[Double]]
    /// By row of the file, the levels of those that belong to the sample; nil for the others.
    let levels: [[Int]?]
    /// Rows without weight, count, stratum or cluster, which cannot be part of the sample.
    let incomplete: Int

    /// - Parameters:
    ///   - value: The column of the outcome; nil where each row is to have 1 as its outcome.
    ///   - levels: The columns of levels; one that is missing has no levels, and an empty cell is level 0.
    init(_ input: MethodInput, value: String?, levels: [String] = []) throws(StatisticsError) {
        let (strata, clusters) = (Self.numbered(input, "stratum"), Self.numbered(input, "cluster"))
        let given = levels.map { Self.numbered(input, $0) }
        var rows: [Row] = []
        var found: [[Int]?] = []
        var populations: [Int: Int] = [:]
        for index in 0..<input.rowCount {
            func cell(_ name: String, without column: Double?) -> Double? {
                input.has(name) ? input.cells(name)[index] : column
            }
            guard let weight = cell("weight", without: 1), let count = cell("count", without: 1),
                let stratum = strata.places.isEmpty ? 0 : strata.places[index],
                clusters.places.isEmpty || clusters.places[index] != nil
            else {
                found.append(nil)
                continue
            }
            if let population = cell("population", without: nil) {
                let units = try MethodInput.whole(population, column: "population")
                if let known = populations[stratum], known != units {
                    throw .design(.differentPopulations(stratum: stratum))
                }
                populations[stratum] = units
            }
            let own = given.map { $0.places.isEmpty ? 0 : $0.places[index] ?? 0 }
            found.append(own)
            let x = cell("denominator", without: 0)
            rows.append(
                Row(
                    weight: weight, value: x == nil ? nil : value.map { input.cells($0)[index] } ?? 1,
                    denominator: x ?? 0, count: try MethodInput.whole(count, column: "count"),
                    key: DesignCell.Key(
                        stratum: stratum, cluster: clusters.places.isEmpty ? nil : clusters.places[index], levels: own))
            )
        }
        self.rows = rows
        self.populations = populations
        isDenominated = input.has("denominator")
        levelCodes = given.map(\.codes)
        self.levels = found
        incomplete = input.rowCount - rows.count
    }

    /// The numbers in a column of levels in ascending order: level 1 is the first of them.
    func codes(_ column: Int) -> [Double] { levelCodes[column] }

    /// The counts that every method begins with.
    func counts(_ n: Int) -> [MethodValue] {
        let all = rows.reduce(0) { $0 &+ $1.count }  // its table counts them with a check
        return [
            MethodValue("n", n), MethodValue("n_missing", all &- n), MethodValue("n_incomplete", incomplete),
        ]
    }

    /// The table of the sample, with as many decimals as its numbers are written with, up to 13 and what fits.
    func table() throws(StatisticsError) -> DesignTable {
        let scale = try DesignScale(
            weightDecimals: DesignScale.decimals(for: rows.map(\.weight)),
            valueDecimals: DesignScale.decimals(for: rows.compactMap(\.value)),
            denominatorDecimals: isDenominated ? DesignScale.decimals(for: rows.map(\.denominator)) : 0)
        var sums: [DesignCell.Key: DesignSums] = [:]
        for row in rows {
            var own = sums[row.key] ?? DesignSums()
            try own.add(
                weight: try scale.weight(row.weight), value: try Self.scaled(row.value, scale),
                denominator: try scale.denominator(row.denominator), count: row.count)
            sums[row.key] = own
        }
        return try DesignTable(
            sums.map { DesignCell(key: $0.key, sums: $0.value) }, scale: scale, populations: populations)
    }

    private static func scaled(_ value: Double?, _ scale: DesignScale) throws(StatisticsError) -> Int64? {
        guard let value else { return nil }
        return try scale.value(value)
    }

    /// The different numbers of a column in ascending order, and by row the place of its number among them, from 1.
    ///
    /// Both are empty when the column is not there.
    static func numbered(_ input: MethodInput, _ column: String) -> (codes: [Double], places: [Int?]) {
        let cells = input.cells(column)
        let codes = Set(cells.compactMap { $0 }).sorted()
        let place = Dictionary(uniqueKeysWithValues: codes.enumerated().map { ($0.element, $0.offset + 1) })
        return (codes, cells.map { $0.flatMap { place[$0] } })
    }
}
