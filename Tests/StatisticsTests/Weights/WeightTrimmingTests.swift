import Testing

@testable import Statistics

@Suite struct WeightTrimmingTests {
    /// Ten of level (1, ·), one of (2, 1) and four of (2, 2), so that the single row gets a large weight.
    private let rows: [SampleRow] =
        (0..<10).map { SampleRow(levels: [1, $0 % 2 + 1], y: Double($0)) }
        + [SampleRow(levels: [2, 1], y: 1)] + (0..<4).map { SampleRow(levels: [2, 2], y: Double($0)) }
    private let margins = [
        CalibrationMargin(variable: 0, populations: [1: 60, 2: 40]),
        CalibrationMargin(variable: 1, populations: [1: 55, 2: 45]),
    ]

    @Test func boundsAndMarginsHoldTogether() throws {
        let table = try designTable(rows)
        let plain = try Calibration.raking(table, to: margins)
        let trimming = WeightTrimming(lower: 0.5, upper: 1.9, rounds: 40)
        let result = try Calibration.raking(table, to: margins, trimming: trimming)
        let report = try #require(result.trimming)
        // The median row is one of the largest combination, (1, 1), or of (1, 2): all weights of a combination are equal.
        let medianBefore = try Distribution(
            plain.cells.map { Distribution.Entry(value: $0.factor, count: $0.n) }
        ).median.value
        #expect(isClose(report.upper ?? 0, 1.9 * (medianBefore ?? 0), 1e-12))
        #expect((plain.weights.greatest ?? 0) > (report.upper ?? 0))
        #expect(report.trimmedRows == 1 && report.rounds >= 1)
        #expect(report.isWithinBounds, "\(report)")
        #expect((result.weights.greatest ?? .infinity) <= (report.upper ?? 0) * (1 + 1e-6))
        #expect((result.weights.least ?? 0) >= report.lower * (1 - 1e-6))
        #expect(result.isConverged && result.largestDifferences.allSatisfy { $0 <= 1e-11 })
        #expect(isClose(result.weights.sum, 100, 1e-10))
        #expect(try DesignEstimator(table, calibration: result).mean().estimate.standardError ?? 0 > 0)
    }

    @Test func boundsThatMarginsForbidAreToldAsExceeded() throws {
        // Without the other variable's help the level's mean weight is 8 of a mean of 100/15.
        let result = try Calibration.raking(
            try designTable(rows), to: [margins[0]],
            trimming: WeightTrimming(upper: 1.1, reference: .mean, rounds: 5))
        let report = try #require(result.trimming)
        #expect(result.isConverged && report.rounds == 5 && report.trimmedRows == 5)
        // 8 / (1.1 · 100/15) − 1 = 1/11
        #expect(!report.isWithinBounds && isClose(report.largestExcess, 1.0 / 11, 1e-9))
    }

    @Test func weightsWithinBoundsStayAsTheyAre() throws {
        let table = try designTable(rows)
        let plain = try Calibration.raking(table, to: margins)
        let result = try Calibration.raking(table, to: margins, trimming: WeightTrimming(upper: 50))
        #expect(result.cells == plain.cells && result.trimming?.rounds == 0 && result.trimming?.trimmedRows == 0)
        #expect(plain.trimming == nil)
        let empty = try Calibration.raking(
            try designTable([]), to: [CalibrationMargin(variable: 0, populations: [:])],
            trimming: WeightTrimming(upper: 2))
        #expect(empty.isConverged && empty.trimming?.rounds == 0)
    }

    @Test func aFurtherVariableTellsWeightsApart() throws {
        // One heavy row within a level: told apart by a third variable, it alone is cut.
        let classes = (0..<8).map { SampleRow(levels: [$0 % 2, $0 == 0 ? 1 : 0], w: $0 == 0 ? 9 : 1, y: 1) }
        let margin = CalibrationMargin(variable: 0, populations: [0: 50, 1: 50])
        let result = try Calibration.raking(
            try designTable(classes), to: [margin], trimming: WeightTrimming(upper: 2, rounds: 60))
        let heavy = try #require(result.cells.first { $0.levels == [0, 1] })
        let report = try #require(result.trimming)
        #expect(report.trimmedRows == 1 && report.isWithinBounds && result.isConverged)
        #expect(isClose(heavy.factor * 9, report.upper ?? 0, 1e-5))
    }
}
