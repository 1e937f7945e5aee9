import Indicators
import Testing

/// Several waves, categories and bounds on answers that can be counted by hand.
@Suite struct WaveComparisonTests {
    private let pairing = "table: survey, person: person, wave: wave, from: before, to: after"

    /// Hollander and Wolfe's rounding of first base, as in R's help of friedman.test: 22 players, three ways, in hundredths of a
    /// second above five; there the chi-square is 11.143 on 2 degrees of freedom with p = 0.003805.
    private let times: [[Int]] = [
        [40, 50, 55], [85, 70, 75], [20, 60, 50], [55, 50, 40], [90, 85, 70], [45, 55, 60], [40, 40, 35], [45, 50, 35],
        [25, 15, 0], [85, 80, 70], [25, 20, 10], [65, 55, 45], [60, 35, 45], [5, 0, -5], [50, 50, 40], [45, 55, 50],
        [55, 55, 35], [45, 50, 55], [50, 45, 25], [65, 60, 40], [70, 65, 55], [130, 130, 125],
    ]

    private func survey(_ region: (Int) -> String = { _ in "north" }) -> SmallSurvey {
        SmallSurvey(
            times.enumerated().flatMap { player, times in
                zip(["before", "during", "after"], times).map { wave, time in
                    (UInt64(player + 1), wave, region(player), time, nil)
                }
            })
    }

    @Test func threeWavesAreComparedAsByFriedman() throws {
        let figure = try survey().figures(
            "{kind: wave-comparison, table: survey, of: a, person: person, wave: wave, waves: [before, during, after], minimum-pairs: 20}",
            unit: "effect"
        ).at()
        #expect(figure.n == 22)
        #expect(try isClose(figure.further("chiSquare"), 11.143, 1e-4))
        #expect(try figure.further("degreesOfFreedom") == 2)
        #expect(try isClose(figure.further("p"), 0.003805, 1e-4))
        // W = chi-square / (n (k − 1)).
        let chiSquare = try #require(try figure.further("chiSquare"))
        #expect(isClose(figure.value, chiSquare / 44))
        #expect(try #require(try figure.further("before-after-p")) < 0.05)
    }

    @Test func thoseWithoutAThirdAnswerAreNotCompared() throws {
        let survey = SmallSurvey([
            (1, "before", "north", 1, 1), (1, "during", "north", 2, 1), (1, "after", "north", nil, 1),
        ])
        let figures = try survey.figures(
            "{kind: wave-comparison, table: survey, of: a, person: person, wave: wave, waves: [before, during, after]}",
            unit: "effect")
        #expect(figures.allSatisfy { $0.value == nil })
    }

    @Test func categoriesMoveByTheShareThatWouldHaveToMoveBack() throws {
        // North, north, north, south before; south, south, north, south after: two of four moved from north to south.
        let survey = SmallSurvey(
            zip(["north", "north", "north", "south"], ["south", "south", "north", "south"]).enumerated().flatMap {
                person, regions in
                [
                    (UInt64(person + 1), "before", regions.0, nil, nil),
                    (UInt64(person + 1), "after", regions.1, nil, nil),
                ]
            })
        let figure = try survey.figures(
            "{kind: category-change, \(pairing), of: region, minimum-pairs: 2}"
        ).at()
        #expect(figure.value == 0.5 && figure.n == 4)
        // For two categories Stuart and Maxwell's test is McNemar's: (2 − 0)² / (2 + 0).
        #expect(try isClose(figure.further("chiSquare"), 2))
        #expect(figure.reveals("count at north south") == 2)
    }

    @Test func theMissingCouldHaveGoneEitherWay() throws {
        // 2 → 4 and 3 → 3; 4 and 1 did not come back; of 5 the answer after is missing.
        let survey = SmallSurvey([
            (1, "before", "north", 2, nil), (1, "after", "north", 4, nil), (2, "before", "north", 3, nil),
            (2, "after", "north", 3, nil), (3, "before", "north", 4, nil), (4, "before", "south", 1, nil),
            (5, "before", "south", 2, nil), (5, "after", "south", nil, nil),
        ])
        let figure = try survey.figures("{kind: change-bounds, \(pairing), of: a, scale: [1, 5]}", unit: "points").at()
        #expect(figure.value == 1 && figure.n == 2)
        #expect(try figure.further("unmatched") == 3)
        // At worst 2 + 0 and all three at 1: −3, 0, −1; at best all three at 5: 1, 4, 3.
        #expect(try isClose(figure.further("least"), (2 - 3 + 0 - 1) / 5))
        #expect(try isClose(figure.further("greatest"), (2 + 1 + 4 + 3) / 5))
        #expect(figure.reveals("unmatched") == 3)
    }

    @Test func anAnswerBeyondTheScaleLeavesNoBounds() throws {
        let survey = SmallSurvey([(1, "before", "north", 7, nil), (2, "before", "north", 3, nil)])
        let figure = try survey.figures("{kind: change-bounds, \(pairing), of: a, scale: [1, 5]}", unit: "points").at()
        #expect(figure.value == nil && figure.absence == .notApplicable)
    }

    @Test func smallGroupsAreDrawnToTheCommonMean() throws {
        let survey = survey { $0 < 3 ? "north" : "south" }
        let figures = try survey.figures(
            "{kind: paired-change, \(pairing), of: a, minimum-pairs: 3}", unit: "points", further: ["shrinkage: true"])
        let (north, south) = (try figures.at("region=north"), try figures.at("region=south"))
        let (own, other) = (try #require(north.value), try #require(south.value))
        let shrunken = try #require(try north.further("shrunken"))
        // Three players say less than nineteen, and are drawn further.
        #expect(shrunken < own && shrunken > other)
        let drawn = try #require(try south.further("shrunken"))
        #expect(abs(shrunken - own) > abs(drawn - other))
        #expect(try figures.at().further.contains { $0.name == "shrunken" } == false)
    }

    @Test func aReliableChangeIsBeyondTheErrorOfMeasurement() throws {
        let plain = try survey().figures("{kind: direction-of-change, \(pairing), of: a, higher-is-better: false}")
        let reliable = try survey().figures(
            "{kind: direction-of-change, \(pairing), of: a, higher-is-better: false, reliability: 0.9}")
        let (all, sure) = (try plain.at("direction=improved").value, try reliable.at("direction=improved").value)
        #expect(try #require(all) > #require(sure))
        let counts = try ["improved", "same", "worsened"].map { try reliable.at("direction=\($0)").further("count") }
        #expect(counts.compactMap(\.self).reduce(0, +) == 22)
    }
}
