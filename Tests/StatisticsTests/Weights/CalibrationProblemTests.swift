import Testing

@testable import Statistics

@Suite struct CalibrationProblemTests {
    private func table(_ levels: [[Int]], weights: [Double]? = nil) throws -> DesignTable {
        try designTable(levels.enumerated().map { SampleRow(levels: $1, w: weights?[$0] ?? 1, y: 1) })
    }

    private func problem(
        _ table: DesignTable, _ margins: [Int: Double]..., limit: Int = 1000
    ) throws -> CalibrationProblem? {
        let result = try Calibration.raking(
            table, to: margins.enumerated().map { CalibrationMargin(variable: $0, populations: $1) },
            settings: Calibration.Settings(iterationLimit: limit))
        if let problem = result.problem {
            #expect(throws: StatisticsError.calibration(problem)) { try DesignEstimator(table, calibration: result) }
        }
        return result.problem
    }

    @Test func levelsThatCannotBeMetAreNamed() throws {
        let two = try table([[1], [1], [2]])
        #expect(try problem(two, [1: 5, 2: 4, 3: 1]) == .emptyLevel(margin: "margin 1", level: "3"))
        #expect(try problem(two, [1: 5]) == .missingLevel(margin: "margin 1", level: "2"))
        #expect(try problem(two, [1: 5, 2: 4, 3: 0]) == nil)
        #expect(
            try problem(try table([[1], [2]], weights: [1, 0]), [1: 5, 2: 4])
                == .emptyLevel(margin: "margin 1", level: "2"))
        #expect(try problem(try table([]), [1: 5]) == .emptyLevel(margin: "margin 1", level: "1"))
        let named = CalibrationMargin(variable: 0, populations: [1: 5], name: "age", levelNames: [2: "65–74"])
        #expect(try Calibration.raking(two, to: [named]).problem == .missingLevel(margin: "age", level: "65–74"))
    }

    @Test func marginsWithDifferentTotalsAreRefused() throws {
        let rows = try table([[1, 1], [1, 2], [2, 1], [2, 2]])
        #expect(
            try problem(rows, [1: 6, 2: 4], [1: 6, 2: 5]) == .differentTotals(margin: "margin 2", total: 11, first: 10))
        let result = try Calibration.raking(
            rows,
            to: [
                CalibrationMargin(variable: 0, populations: [1: 6, 2: 4]),
                CalibrationMargin(variable: 1, populations: [1: 6, 2: 5]),
            ])
        #expect(result.cells.map(\.factor) == [1, 1, 1, 1] && result.iterations == 0)
        // Two rows of weight 1 in each level: 2 for 6 and for 4, 2 for 6 and for 5.
        #expect(result.largestDifferences == [4.0 / 6, 4.0 / 6])
    }

    @Test func marginsThatContradictTheSampleDoNotConverge() throws {
        // All of level (1, ·) is also (·, 1), so 6 cannot become 6 and 3 at once.
        let rows = try table([[1, 1], [2, 2]])
        #expect(try problem(rows, [1: 6, 2: 4], [1: 3, 2: 7], limit: 50) == .iterations(50))
    }

    @Test func aPopulationOfZeroTakesAllWeight() throws {
        let rows = try table([[1, 1], [1, 2], [2, 1], [2, 2]])
        let result = try Calibration.raking(
            rows,
            to: [
                CalibrationMargin(variable: 0, populations: [1: 10, 2: 0]),
                CalibrationMargin(variable: 1, populations: [1: 6, 2: 4]),
            ])
        #expect(result.isConverged && result.cells.map(\.factor) == [6, 4, 0, 0])
        #expect(result.weights.least == 0)
        // Level 2 of the second margin has only rows of the level that is to vanish.
        #expect(
            try problem(try table([[1, 1], [2, 2]]), [1: 10, 2: 0], [1: 6, 2: 4])
                == .emptyLevel(margin: "margin 2", level: "2"))
    }

    @Test func marginsThatDoNotFitTheTableThrow() throws {
        let rows = try table([[1], [2]])
        func rake(_ margins: CalibrationMargin..., trimming: WeightTrimming? = nil) throws {
            _ = try Calibration.raking(rows, to: margins, trimming: trimming)
        }
        let good = CalibrationMargin(variable: 0, populations: [1: 1, 2: 1])
        #expect(throws: StatisticsError.calibration(.variables)) { try rake() }
        #expect(throws: StatisticsError.calibration(.variables)) { try rake(good, good) }
        #expect(throws: StatisticsError.calibration(.variables)) {
            try rake(CalibrationMargin(variable: 1, populations: [1: 1]))
        }
        for population in [-1, .nan, .infinity] {
            #expect(throws: StatisticsError.calibration(.population(margin: "margin 1", level: "1"))) {
                try rake(CalibrationMargin(variable: 0, populations: [1: population]))
            }
        }
        for trimming in [
            WeightTrimming(upper: 1), WeightTrimming(lower: 1, upper: 3), WeightTrimming(upper: .nan),
            WeightTrimming(lower: -1, upper: 3), WeightTrimming(upper: 3, rounds: 0),
        ] {
            #expect(throws: StatisticsError.calibration(.bounds)) { try rake(good, trimming: trimming) }
        }
        let result = try Calibration.raking(rows, to: [good])
        #expect(throws: StatisticsError.calibration(.variables)) {
            try DesignEstimator(try table([[3]]), calibration: result)
        }
    }

    @Test func theWeightsOfNothingAndOfZeros() throws {
        let none = try WeightSpread(try designTable([]))
        #expect(none.designEffect.reason == .noObservations && none.least == nil)
        let zeros = try WeightSpread(try designTable([SampleRow(w: 0)]))
        #expect(zeros.effectiveSampleSize.reason == .zeroDenominator && zeros.least == 0)
        // Weights 1, 1, 2: 3·6/16 = 1.125, and 16/6 rows.
        let three = try WeightSpread(try designTable([SampleRow(w: 1), SampleRow(w: 1), SampleRow(w: 2)]))
        #expect(three.designEffect.value == 1.125 && three.effectiveSampleSize.value == 16.0 / 6)
        #expect(try WeightSpread(try designTable([SampleRow(w: 3), SampleRow(w: 3)])).designEffect.value == 1)
    }
}
