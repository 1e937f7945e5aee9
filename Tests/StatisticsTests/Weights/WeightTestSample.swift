import Testing

@testable import Statistics

/// A row of a sample: stratum, cluster, levels, weight, y and x.
struct SampleRow {
    var stratum = 0
    var cluster: Int?
    var levels: [Int] = []
    var w = 1.0
    var y: Double?
    var x = 0.0
}

/// The table of rows, a cell for each row until they are merged.
func designTable(
    _ rows: [SampleRow], _ scale: DesignScale? = nil, populations: [Int: Int] = [:]
) throws -> DesignTable {
    let scale = try scale ?? DesignScale(weightDecimals: 3, valueDecimals: 3, denominatorDecimals: 3)
    let cells = try rows.map { row in
        DesignCell(
            key: .init(stratum: row.stratum, cluster: row.cluster, levels: row.levels),
            sums: try DesignSums(
                weight: try scale.weight(row.w), value: try row.y.map { try scale.value($0) },
                denominator: try scale.denominator(row.x)))
    }
    return try DesignTable(cells, scale: scale, populations: populations)
}

/// Rows of up to three strata with up to four clusters each, two variables of levels, and missing values.
func randomRows(_ generator: inout SeededGenerator, count: Int, clustered: Bool) -> [SampleRow] {
    (0..<count).map { _ in
        SampleRow(
            stratum: Int.random(in: 1...3, using: &generator),
            cluster: clustered ? Int.random(in: 1...4, using: &generator) : nil,
            levels: [Int.random(in: 1...3, using: &generator), Int.random(in: 1...2, using: &generator)],
            w: Double(Int.random(in: 1...4000, using: &generator)) / 1000,
            y: Int.random(in: 0..<8, using: &generator) == 0
                ? nil : Double(Int.random(in: -500...500, using: &generator)) / 10,
            x: Double(Int.random(in: 1...90, using: &generator)))
    }
}

/// Twelve rows in two strata with five clusters, unequal weights and two missing values.
///
/// The numbers of `LinearisedVarianceTests` and `CalibratedVarianceTests` for it were computed with NumPy 2.4.6 (Python
/// 3.11.2) from the rows: residuals by `numpy.linalg.lstsq` on √w times indicators and linearised variable, then the sum
/// of squared deviations of cluster totals, stratum by stratum.
let twelveRows: [SampleRow] = [
    .init(stratum: 1, cluster: 1, levels: [1, 1], w: 2.5, y: 4, x: 2),
    .init(stratum: 1, cluster: 1, levels: [2, 1], w: 1.25, y: 7, x: 3),
    .init(stratum: 1, cluster: 1, levels: [1, 2], w: 2.5, y: 5, x: 1),
    .init(stratum: 1, cluster: 2, levels: [2, 2], w: 3, y: 2, x: 2),
    .init(stratum: 1, cluster: 2, levels: [1, 1], w: 2, y: nil, x: 4),
    .init(stratum: 1, cluster: 3, levels: [2, 1], w: 1.5, y: 6, x: 5),
    .init(stratum: 1, cluster: 3, levels: [2, 2], w: 2.25, y: 1, x: 1),
    .init(stratum: 2, cluster: 1, levels: [1, 2], w: 4, y: 3, x: 2),
    .init(stratum: 2, cluster: 1, levels: [1, 1], w: 3.5, y: 9, x: 4),
    .init(stratum: 2, cluster: 2, levels: [2, 1], w: 4.5, y: 8, x: 2),
    .init(stratum: 2, cluster: 2, levels: [2, 2], w: 5, y: nil, x: 3),
    .init(stratum: 2, cluster: 2, levels: [1, 2], w: 4, y: 2, x: 6),
]

/// The population of `twelveRows` in first-stage units.
let twelveRowsPopulations = [1: 9, 2: 5]

/// The margins that `twelveRows` are raked to.
let twelveRowsMargins = [
    CalibrationMargin(variable: 0, populations: [1: 30, 2: 25]),
    CalibrationMargin(variable: 1, populations: [1: 28, 2: 27]),
]

func withoutClusters(_ rows: [SampleRow]) -> [SampleRow] {
    rows.map { row in
        var row = row
        row.cluster = nil
        return row
    }
}

func expectClose(
    _ result: DesignEstimate, _ value: Double, _ error: Double, tolerance: Double = 1e-12,
    sourceLocation: SourceLocation = #_sourceLocation
) {
    #expect(
        result.estimate.value.map { isClose($0, value, tolerance) } == true, "\(result)",
        sourceLocation: sourceLocation)
    #expect(
        result.estimate.standardError.map { isClose($0, error, tolerance) } == true, "\(result)",
        sourceLocation: sourceLocation)
}
