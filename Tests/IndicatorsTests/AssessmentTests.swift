import Indicators
import Testing

/// Ratings, with item b as the unit that item a rates.
@Suite struct AssessmentTests {
    /// Krippendorff (2011): four observers and twelve units; unit 12 has one value, and nobody's is missing elsewhere but as left out.
    private let ratings: [[Int]] = [
        [1, 1, 1], [2, 2, 3, 2], [3, 3, 3, 3], [3, 3, 3, 3], [2, 2, 2, 2], [1, 2, 3, 4], [4, 4, 4, 4], [1, 1, 2, 1],
        [2, 2, 2, 2], [5, 5, 5], [1, 1], [3],
    ]

    private var survey: SmallSurvey {
        SmallSurvey(
            ratings.enumerated().flatMap { unit, values in
                values.map { (UInt64(unit + 1), "before", unit < 6 ? "north" : "south", $0, unit + 1) }
            })
    }

    /// Published alphas to three digits: nominal .743, ordinal .815, interval .849.
    @Test(arguments: [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849)])
    func alphaIsThatOfKrippendorff2011(metric: String, published: Double) throws {
        let total = try survey.figures(
            "{kind: agreement, table: survey, of: a, units: [b], metric: \(metric)}", unit: "effect"
        ).at()
        #expect(try #require(total.value.map { abs($0 - published) }) < 0.0005)
        #expect(try total.further("units") == 11)
        #expect(try total.further("ratings") == 40)
        #expect(total.reveals("n") == 41 && total.reveals("units") == 11)
    }

    /// Rows of which nobody knows what they rate are no unit together.
    @Test func ratingsOfNoUnitAreLeftAside() throws {
        let known: [(UInt64, String, String, Int?, Int?)] = [
            (1, "before", "north", 1, 1), (2, "before", "north", 2, 1),
        ]
        let unknown: [(UInt64, String, String, Int?, Int?)] = [
            (3, "before", "north", 5, nil), (4, "before", "north", 5, nil),
        ]
        let calculation = "{kind: agreement, table: survey, of: a, units: [b], metric: interval}"
        let figure = try SmallSurvey(known + unknown).figures(calculation, unit: "effect").at()
        let alone = try SmallSurvey(known).figures(calculation, unit: "effect").at()
        #expect(figure.value == alone.value && figure.n == 2 && figure.reveals("n") == 2)
    }

    @Test func mediansComeWithTheRange() throws {
        let figures = try survey.figures("{kind: median, table: survey, where: b = 6, of: a}", unit: "points")
        let north = try figures.at("region=north")
        #expect(north.value == 2.5 && north.n == 4)
        #expect(try north.further("least") == 1 && north.further("greatest") == 4)
        #expect(try north.further("lowerQuartile") == 1.75 && north.further("mean") == 2.5)
    }
}
