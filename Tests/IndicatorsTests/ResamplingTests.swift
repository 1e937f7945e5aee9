import Diagnostics
import Indicators
import Statistics
import Testing

/// Intervals from resamples, and how many persons come back.
@Suite struct ResamplingTests {
    /// Answers to item a before and after; the last two did not come back, and the one before them did not come before.
    private let answers: [(Int?, Int?)] = [
        (1, 2), (2, 4), (2, 3), (3, 3), (1, 5), (4, 5), (2, 2), (3, 5), (nil, 4), (5, nil), (1, nil),
    ]

    private func survey(_ answers: [(Int?, Int?)]) -> SmallSurvey {
        SmallSurvey(
            answers.enumerated().flatMap { person, pair in
                [("before", pair.0), ("after", pair.1)].compactMap { wave, answer in
                    answer.map { (UInt64(person + 1), wave, person < 5 ? "north" : "south", $0, nil) }
                }
            })
    }

    private let pairing = "person: person, wave: wave, from: before, to: after"

    @Test(arguments: [("percentile", 7), ("bca", 1)])
    func medianHasTheLimitsOfItsResamples(limits: String, seed: Int) throws {
        let after = try #require(try? Distribution([2, 4, 3, 3, 5, 5, 2, 5, 4].map { .init(value: $0, count: 1) }))
        let bootstrap = try Bootstrap(
            .median, of: after, options: BootstrapOptions(replicates: 999, seed: UInt64(seed)))
        let expected = limits == "bca" ? bootstrap.bca : bootstrap.percentile
        for answers in [answers, answers.reversed()] {
            let total = try survey(answers).figures(
                "{kind: median, table: survey, where: \"wave = 'after'\", of: a}", unit: "points",
                further: ["bootstrap: {limits: \(limits), replicates: 999, seed: \(seed)}"]
            ).at()
            #expect(total.value == 4)
            #expect(total.interval != nil && total.interval == expected.interval)
        }
    }

    /// Resamples have another interval than the t distribution (t = 2.306004 of 8 degrees of freedom).
    @Test func meanTakesResampledLimitsOnlyWhenAsked() throws {
        let kind = "{kind: mean, table: survey, where: \"wave = 'after'\", of: a}"
        let usual = try survey(answers).figures(kind, unit: "points").at()
        let resampled = try survey(answers).figures(kind, unit: "points", further: ["bootstrap: {limits: bca}"]).at()
        #expect(
            isClose(usual.interval?.lowerBound, 2.7252444, 1e-6) && isClose(usual.interval?.upperBound, 4.6080889, 1e-6)
        )
        #expect(resampled.value == usual.value && resampled.interval != usual.interval)
        #expect(resampled.interval?.contains(33.0 / 9) == true)
    }

    /// Means of the eight pairs plus and minus t times s/√8, by hand (t = 2.364624 of 7 degrees of freedom).
    @Test func pairedMeansComeWithTheirIntervals() throws {
        let total = try survey(answers).figures(
            "{kind: paired-change, table: survey, of: a, \(pairing)}", unit: "points"
        ).at()
        #expect(total.n == 8)
        #expect(try isClose(total.further("before"), 2.25) && isClose(total.further("after"), 3.625))
        #expect(try isClose(total.further("beforeLower"), 1.3846361, 1e-6))
        #expect(try isClose(total.further("afterUpper"), 4.7138923, 1e-6))
    }

    @Test func matchedPersonsAreCounted() throws {
        let figures = try survey(answers).figures("{kind: match-count, table: survey, \(pairing)}", unit: "persons")
        #expect(try figures.at().value == 8)
        #expect(try figures.at("region=north").value == 5 && figures.at("region=south").value == 3)
        #expect(try figures.at().reveals("count") == 8)
        let none = try SmallSurvey([(1, "during", "north", 1, 1)]).figures(
            "{kind: match-count, table: survey, \(pairing)}", unit: "persons")
        #expect(try none.at().value == 0)
    }

    @Test(arguments: [
        ("{kind: share, table: survey, part: a > 2}", "share", "{limits: bca}", "no interval from resamples"),
        ("{kind: mean, table: survey, of: a}", "points", "{limits: bca, replicates: 5}", "from 99 to 1000000"),
        ("{kind: mean, table: survey, of: a}", "points", "{limits: bca, seed: -1}", "from 99 to 1000000"),
    ])
    func wrongResamplingIsExplained(kind: String, unit: String, bootstrap: String, part: String) throws {
        let findings = try catalogue(kind, unit: unit, further: ["bootstrap: \(bootstrap)"]).findings
        #expect(findings.count == 1 && findings[0].explanation.summary.contains(part), "\(findings)")
    }
}
