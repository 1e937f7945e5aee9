import Testing

@testable import Statistics

@Suite struct CalibrationTests {
    @Test func postStratificationWorkedByHand() throws {
        // Level 1 has weights 1 + 2 for 6, level 2 has 5 for 4: factors 2 and 0.8, final weights 2, 4, 4.
        let table = try designTable([
            SampleRow(levels: [1], w: 1), SampleRow(levels: [1], w: 2), SampleRow(levels: [2], w: 5),
        ])
        let result = try Calibration.postStratification(
            table, to: CalibrationMargin(variable: 0, populations: [1: 6, 2: 4]))
        #expect(result.cells.map(\.factor) == [2, 0.8] && result.cells.map(\.n) == [2, 1])
        #expect(result.isConverged && result.iterations == 1 && result.largestDifferences == [0])
        #expect(result.weights.least == 2 && result.weights.greatest == 4 && result.weights.sum == 10)
        // Kish: 3·(4 + 16 + 16)/100 = 1.08; effective n 100/36.
        #expect(isClose(result.weights.designEffect.value ?? 0, 1.08, 1e-14))
        #expect(isClose(result.weights.effectiveSampleSize.value ?? 0, 100.0 / 36, 1e-14))
    }

    @Test func rakedWeightsAndErrorsAreThoseOfNumPy() throws {
        let table = try designTable(twelveRows, populations: twelveRowsPopulations)
        let raked = try Calibration.raking(table, to: twelveRowsMargins)
        #expect(raked.isConverged)
        let factors = [1.9407586941311954, 1.378469566376232, 1.720542130613853, 1.2220555661511772]
        for (cell, factor) in zip(raked.cells, factors) { #expect(isClose(cell.factor, factor, 1e-10)) }
        #expect(isClose(raked.weights.designEffect.value ?? 0, 1.138501137706414, 1e-10))
        let estimator = try DesignEstimator(table, calibration: raked)
        expectClose(estimator.mean(), 5.063584423416385, 0.12200321540846022, tolerance: 1e-9)
        expectClose(estimator.total(), 227.90284465491396, 23.795252467500728, tolerance: 1e-9)
        expectClose(estimator.ratio(), 1.761846347839303, 0.26401743939977895, tolerance: 1e-9)
        let domain = try DesignEstimator(table.domain { $0.levels[0] == 1 }, calibration: raked)
        expectClose(domain.mean(), 4.798967404689266, 0.9844391540390195, tolerance: 1e-9)
        let rows = try DesignEstimator(try designTable(withoutClusters(twelveRows)), calibration: raked)
        expectClose(rows.mean(), 5.063584423416385, 0.5458798465594665, tolerance: 1e-9)
        expectClose(rows.total(), 227.90284465491396, 39.68150328093286, tolerance: 1e-9)
        expectClose(rows.ratio(), 1.761846347839303, 0.3936364861991446, tolerance: 1e-9)
        let post = try DesignEstimator(
            table, calibration: try Calibration.postStratification(table, to: twelveRowsMargins[0]))
        expectClose(post.mean(), 4.6750324534833405, 0.35612171945196575)
        expectClose(post.total(), 208.5714285714286, 32.28804400558712)
        expectClose(post.ratio(), 1.6362259578979255, 0.36691158914643895)
    }

    @Test func whatTheMarginsDetermineHasNoError() throws {
        let rows = twelveRows.map { row in
            var row = row
            row.y = row.y ?? 0
            return row
        }
        let table = try designTable(rows, populations: twelveRowsPopulations)
        let raked = try Calibration.raking(table, to: twelveRowsMargins)
        let share = try DesignEstimator(try table.indicator { $0.levels[1] == 2 }, calibration: raked).total()
        #expect(isClose(share.estimate.value ?? 0, 27, 1e-10))
        #expect(share.estimate.standardError == 0 && share.estimate.intervalReason == .noVariation)
    }

    @Test(arguments: 0..<60) func rakingMeetsTheMarginsAndKeepsOddsRatios(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let rows = randomRows(&generator, count: 80, clustered: false)
        let table = try designTable(rows)
        let margins = randomMargins(&generator)
        let result = try Calibration.raking(table, to: margins)
        guard result.isConverged else {
            // Eighty rows leave a level empty now and then, which must be told as such.
            if case .emptyLevel = result.problem { return }
            Issue.record("\(String(describing: result.problem))")
            return
        }
        let factors = Dictionary(uniqueKeysWithValues: result.cells.map { ($0.levels, $0.factor) })
        for margin in margins {
            for (level, population) in margin.populations {
                let sum = rows.reduce(0.0) {
                    $0 + ($1.levels[margin.variable] == level ? $1.w * (factors[$1.levels] ?? .nan) : 0)
                }
                #expect(isClose(sum, population, 1e-10))
            }
        }
        // Each factor is a product of one number per level, so cross products of factors are equal.
        if let a = factors[[1, 1]], let b = factors[[2, 2]], let c = factors[[1, 2]], let d = factors[[2, 1]] {
            #expect(isClose(a * b, c * d, 1e-12))
        }
    }

    @Test(arguments: 0..<40) func startWeightsTimesAConstantAndOrderOfRowsChangeNothing(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let rows = randomRows(&generator, count: 90, clustered: true)
        let margins = randomMargins(&generator)
        let result = try Calibration.raking(try designTable(rows), to: margins)
        let shuffled = try Calibration.raking(try designTable(rows.shuffled(using: &generator)), to: margins)
        #expect(shuffled == result)
        let larger = rows.map { row in
            var row = row
            row.w *= 4
            return row
        }
        let scaled = try Calibration.raking(try designTable(larger), to: margins)
        for (one, other) in zip(result.cells, scaled.cells) where result.isConverged {
            #expect(isClose(one.factor, other.factor * 4, 1e-9))
        }
        if result.isConverged {
            let first = try DesignEstimator(try designTable(rows), calibration: result).mean()
            let second = try DesignEstimator(try designTable(larger), calibration: scaled).mean()
            expectClose(
                second, first.estimate.value ?? .nan, first.estimate.standardError ?? .nan, tolerance: 1e-8)
        }
    }

    private func randomMargins(_ generator: inout SeededGenerator) -> [CalibrationMargin] {
        let first = (1...3).map { ($0, Double(Int.random(in: 200...900, using: &generator))) }
        let total = first.reduce(0) { $0 + $1.1 }
        let half = Double(Int.random(in: 100...400, using: &generator))
        return [
            CalibrationMargin(variable: 0, populations: Dictionary(uniqueKeysWithValues: first)),
            CalibrationMargin(variable: 1, populations: [1: half, 2: total - half]),
        ]
    }
}
