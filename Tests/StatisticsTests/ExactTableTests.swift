import Foundation
import Testing

@testable import Statistics

@Suite struct ExactTableTests {
    /// p, the conditional odds ratio and its limits by mpmath 1.4.1 with 40 digits: sums over all tables with binomial
    /// coefficients, roots by `findroot(solver='anderson')`; p and the odds ratio of the first and fifth table also by SciPy
    /// 1.12.0, `fisher_exact` and `contingency.odds_ratio`.
    @Test(arguments: [
        (
            [1364, 367, 126, 344], 2.6906937468626279e-96, 10.133145170520076, 7.9780125777393219,
            12.929428674834721
        ),
        ([3, 1, 1, 3], 0.48571428571428571, 6.4083196581996743, 0.21173559544657857, 626.24353058881404),
        ([10, 2, 3, 15], 0.0005367241191434358, 21.305317556750337, 2.7533827882493229, 301.46233797151641),
        ([1, 9, 11, 3], 0.0027594561852200835, 0.03720908483238119, 0.00063600294887510703, 0.42586647569637389),
        ([60, 40, 55, 45], 0.56733961273491813, 1.2260146327084856, 0.67380259484828846, 2.2368833187922251),
    ])
    func twoByTwoTablesAreThoseOfExactSums(
        counts: [Int], p: Double, ratio: Double, lower: Double, upper: Double
    ) throws {
        let result = try FisherExact([[counts[0], counts[1]], [counts[2], counts[3]]])
        let odds = try #require(result.odds)
        #expect(abs(try #require(result.test.p) / p - 1) < 1e-11)
        #expect(isClose(try #require(odds.ratio.value), ratio, 1e-11))
        #expect(isClose(try #require(odds.lower), lower, 1e-11))
        #expect(isClose(try #require(odds.upper), upper, 1e-11))
        #expect(odds.ratio.interval?.lowerBound == odds.lower && odds.ratio.interval?.upperBound == odds.upper)
        // The same table by its other corner, and with rows exchanged.
        let corner = try FisherExact([[counts[3], counts[2]], [counts[1], counts[0]]])
        #expect(corner.test.p == result.test.p)
        let exchanged = try FisherExact([[counts[2], counts[3]], [counts[0], counts[1]]])
        #expect(isClose(try #require(exchanged.test.p), p, 1e-11))
        #expect(isClose(try #require(exchanged.odds?.ratio.value), 1 / ratio, 1e-11))
        #expect(isClose(try #require(exchanged.odds?.lower), 1 / upper, 1e-11))
    }

    /// mpmath 1.4.1 with 30 digits, by the ratios of neighbouring tables down to 1e-60 of the most probable one.
    @Test(arguments: [
        ([1_000_500, 999_500, 998_000, 1_002_000], 0.012454396806211106),
        ([2_000_000, 1_000_000, 2_001_000, 1_001_500], 0.5642064935151544),
    ])
    func tablesOfMillionsKeepTheirDigits(counts: [Int], p: Double) throws {
        let result = try FisherExact([[counts[0], counts[1]], [counts[2], counts[3]]])
        #expect(isClose(try #require(result.test.p), p, 1e-11))
        let odds = try #require(result.odds)
        let sample = Double(counts[0]) * Double(counts[3]) / (Double(counts[1]) * Double(counts[2]))
        #expect(isClose(try #require(odds.ratio.value), sample, 1e-6))
        #expect(odds.ratio.interval?.contains(sample) == true)
    }

    /// The number of tables with the margins of hair and eye colour is 1 225 914 276 768 514 (P. Diaconis, A. Gangolli 1995); small ones
    /// are counted here.
    @Test func thereAreAboutAsManyTablesAsCounted() {
        let hair = ([220, 215, 93, 64], [108, 286, 71, 127])
        for (rows, columns) in [hair, (hair.1, hair.0)] {
            #expect(abs(logTables(rows: rows, columns: columns) - log(1_225_914_276_768_514)) < log(2.5))
        }
        for (rows, columns) in [
            ([20, 25, 30], [30, 25, 20]), ([12, 9, 14, 11], [15, 16, 15]), ([40, 38], [20, 19, 21, 18]),
        ] {
            let number = Double(Self.tables(rows, columns))
            #expect(
                abs(logTables(rows: rows, columns: columns) - log(number)) < log(1.5), "\(rows) \(columns) \(number)")
        }
        #expect(logTables(rows: [5], columns: [2, 3]) == 0)
    }

    /// All tables with these margins, one row after the other.
    private static func tables(_ rows: [Int], _ columns: [Int]) -> Int {
        guard rows.count > 1 else { return 1 }
        func ways(_ column: Int, _ rest: Int, _ left: [Int]) -> Int {
            if column == left.count - 1 {
                guard rest <= left[column] else { return 0 }
                var next = left
                next[column] -= rest
                return tables(Array(rows.dropFirst()), next)
            }
            return (0...min(rest, left[column])).reduce(0) { sum, count in
                var next = left
                next[column] -= count
                return sum + ways(column + 1, rest - count, next)
            }
        }
        return ways(0, rows[0], columns)
    }

    @Test func zeroCellsHaveOneSidedLimits() throws {
        let least = try #require(try FisherExact([[0, 5], [7, 2]]).odds)
        #expect(least.ratio.value == 0 && least.lower == 0)
        #expect(isClose(try #require(least.upper), 0.689903363082696, 1e-11))
        let largest = try #require(try FisherExact([[5, 0], [2, 7]]).odds)
        #expect(largest.ratio.reason == .zeroDenominator && largest.upper == nil)
        #expect(isClose(try #require(largest.lower), 1.4494783668421311, 1e-11))
        #expect(isClose(try #require(try FisherExact([[5, 0], [2, 7]]).test.p), 0.020979020979020979, 1e-13))
    }

    /// Sums over all tables with these margins as exact fractions, Python 3.11 `fractions`.
    @Test(arguments: [
        ([[3, 1, 0], [1, 4, 2]], 0.2727272727272727), ([[2, 0, 1], [0, 3, 1], [1, 1, 4]], 0.16083916083916083),
        ([[4, 1, 0, 2], [0, 3, 5, 1]], 0.008566433566433567),
        ([[1, 2, 1], [2, 1, 0], [0, 1, 3], [1, 0, 2]], 0.44101612673041246),
    ])
    func largerTablesAreThoseOfExactFractions(table: [[Int]], p: Double) throws {
        #expect(isClose(try #require(try FisherExact(table).test.p), p, 1e-12))
        let turned = (0..<table[0].count).map { (j) in table.map { $0[j] } }
        #expect(isClose(try #require(try FisherExact(turned).test.p), p, 1e-12))
        #expect(isClose(try #require(try FisherExact(table.reversed()).test.p), p, 1e-12))
        #expect(try FisherExact(table).odds == nil)
        // An empty row and column are no part of it.
        let padded = table.map { $0 + [0] } + [[Int](repeating: 0, count: table[0].count + 1)]
        #expect(try FisherExact(padded).test.p == FisherExact(table).test.p)
    }

    @Test func enumeratingATwoByTwoTableGivesTheSameP() throws {
        for table in [[[3, 1], [1, 3]], [[10, 2], [3, 15]], [[60, 40], [55, 45]]] {
            let enumerated = try #require(exactIndependence(of: table, steps: 10_000))
            #expect(isClose(enumerated, try #require(try FisherExact(table).test.p), 1e-11))
        }
    }

    /// Every table with small margins is counted one by one: there are never fewer than the bound says, so that no table is
    /// given up that could have been gone through.
    @Test func thereAreAtLeastAsManyTablesAsTheBoundSays() {
        func tables(_ rows: [Int], _ columns: ArraySlice<Int>) -> Int {
            guard let column = columns.first else { return 1 }
            if columns.count == 1 { return 1 }
            func fill(_ row: Int, _ rest: Int, _ left: [Int]) -> Int {
                guard row < rows.count else { return rest == 0 ? tables(left, columns.dropFirst()) : 0 }
                return (0...min(rest, rows[row])).reduce(0) { sum, count in
                    var less = left
                    less[row] -= count
                    return sum + fill(row + 1, rest - count, less)
                }
            }
            return fill(0, column, rows)
        }
        var isUseful = false
        for (rows, columns) in [
            ([6, 9, 12], [7, 8, 12]), ([30, 34], [20, 21, 23]), ([1, 2, 3], [2, 2, 2]), ([20, 20, 24], [21, 21, 22]),
            ([1, 40], [2, 39]), ([12, 5, 8, 3], [14, 14]), ([9, 9, 9], [1, 1, 25]),
        ] {
            let bound = leastTables(rows: rows, columns: columns, n: rows.reduce(0, +))
            #expect(bound >= 1 && bound <= Double(tables(rows, columns[...])))
            if bound > 100 { isUseful = true }
        }
        #expect(isUseful)
        #expect(leastTables(rows: [], columns: [], n: 0) == 1)
        #expect(
            leastTables(rows: [20_000, 19_000, 600], columns: [8_000, 8_000, 8_000, 8_000, 7_600], n: 39_600) > 2e6)
    }

    @Test func tablesThatCannotBeTestedSayWhy() throws {
        #expect(try FisherExact([]).test.reason == .noObservations)
        #expect(try FisherExact([[0, 0], [0, 0]]).test.reason == .noObservations)
        #expect(try FisherExact([[3, 4], [0, 0]]).test.reason == .noVariation)
        #expect(try FisherExact([[3, 4], [0, 0]]).odds == nil)
        let wide = try FisherExact([[68, 20, 15, 5], [119, 84, 54, 29], [26, 17, 14, 14], [7, 94, 10, 16]])
        #expect(wide.test.reason == .tooLarge && wide.n == 592)
        #expect(try FisherExact([[500_000, 1, 2], [3, 500_000, 4]]).test.reason == .tooLarge)
        let huge = try FisherExact([[Int.max / 8, Int.max / 8], [Int.max / 8, Int.max / 8]])
        #expect(huge.test.reason == .tooLarge && huge.odds?.ratio.reason == .tooLarge)
        #expect(throws: StatisticsError.overflow) { try FisherExact([[.max, 1], [1, 1]]) }
        #expect(throws: StatisticsError.raggedTable(expected: 2, found: 1)) { try FisherExact([[1, 2], [3]]) }
        // Certain: beyond what a number can hold, yet no crash and no NaN.
        let certain = try FisherExact([[1_000_000, 0], [0, 1_000_000]])
        #expect(certain.test.p == 0 && certain.odds?.ratio.reason == .zeroDenominator)
        #expect(certain.odds?.lower.map { $0 > 1e10 } == true)
    }

    @Test func theMethodByNameTakesNames() throws {
        let table = MethodTable(
            numbers: [("count", [1364, 367, 126, 344])],
            texts: ["row": ["a", "a", "b", "b"], "column": ["no", "yes", "no", "yes"]])
        let values = try EstimateMethod.fisherExact.evaluate(table)
        #expect(values.map(\.name) == ["n", "n_incomplete", "p", "odds_ratio", "odds_ratio_lower", "odds_ratio_upper"])
        #expect(isClose(try #require(values[4].value), 7.97801257773932, 1e-10))
        let independence = try EstimateMethod.chiSquare.evaluate(table)
        let lower = try #require(independence.first { $0.name == "cramers_v_lower" }?.value)
        #expect(isClose(lower, 0.4138277043073582, 1e-9))
    }
}
