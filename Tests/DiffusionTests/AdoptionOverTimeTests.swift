import Statistics
import Testing

@testable import Diffusion

@Suite struct AdoptionOverTimeTests {
    @Test func hazardAndShareOfThePotentialHaveWilsonsInterval() throws {
        let curve = try AdoptionCurve([(period: 1, adoptions: 2), (period: 2, adoptions: 1)], potential: 6)
        // One of the four who had not adopted before: Wilson's 95 % limits of 1 of 4 are 0.0456 and 0.6994.
        let hazard = try #require(curve.points.last?.hazard)
        #expect(hazard.value == 0.25 && hazard.n == 4 && curve.points.last?.atRisk == 4)
        #expect(abs((hazard.interval?.lowerBound ?? 0) - 0.045587) < 1e-6)
        #expect(abs((hazard.interval?.upperBound ?? 0) - 0.699358) < 1e-6)
        let share = try #require(curve.points.last?.cumulativeShare)
        #expect(share.value == 0.5 && share.interval?.contains(0.5) == true)
        let all = try AdoptionCurve([(period: 1, adoptions: 2), (period: 2, adoptions: 1)])
        #expect(all.points.last?.hazard.value == 1 && all.points.last?.hazard.interval == nil)
        #expect(all.points.last?.cumulativeShare.interval == nil)
        // Once all have adopted nobody is left.
        let full = try AdoptionCurve([(period: 1, adoptions: 3), (period: 2, adoptions: 0)], potential: 3)
        #expect(full.points.last?.hazard.reason == .zeroDenominator && full.points.last?.cumulativeShare.value == 1)
    }

    @Test func curveAsOfAPeriodMarksItsEndAndLeavesOutWhatCameLater() throws {
        let counts = [(period: 2020, adoptions: 3), (period: 2022, adoptions: 1), (period: 2024, adoptions: 5)]
        let curve = try AdoptionCurve(counts, asOf: 2023, isComplete: false, potential: 10)
        #expect(curve.points.map(\.period) == [2020, 2021, 2022, 2023])
        #expect(curve.points.map(\.isComplete) == [true, true, true, false])
        #expect(curve.adopters == 4 && curve.afterAsOf == 5)
        #expect(try AdoptionCurve(counts, asOf: 2024, isComplete: true).afterAsOf == 0)
        // Nothing seen by then, and nothing at all.
        #expect(try AdoptionCurve(counts, asOf: 2019, isComplete: true).points.isEmpty)
        #expect(throws: DiffusionError.statistics(.negativeCount(-1))) {
            try AdoptionCurve([(period: 5, adoptions: -1)], asOf: 3, isComplete: true)
        }
        let day = try #require(CalendarMonth.seen(through: "2024-02-29"))
        #expect("\(day.month)" == "2024-02" && day.isComplete)
        #expect(CalendarMonth.seen(through: "2023-11-29")?.isComplete == false)
        for text in ["2023-02-29", "1900-02-29", "2024-04-31", "2024-05", "x"] {
            #expect(CalendarMonth.seen(through: text) == nil, "\(text)")
        }
    }

    @Test func innovationsAreComparedFromTheirPublication() throws {
        typealias Aligned = AlignedAdoption<Int>
        let innovations = [
            Aligned.Innovation(name: "b", published: 2021, adoptions: [(2021, 2), (2023, 1), (2020, 4)]),
            Aligned.Innovation(name: "a", published: 2020, adoptions: [(2022, 3)]),
            Aligned.Innovation(name: "c", published: 2023, adoptions: [(2023, 7)]),
            Aligned.Innovation(name: "d", published: 2025, adoptions: []),
        ]
        let result = try Aligned(innovations, asOf: 2023, isComplete: false)
        #expect(result.curves.map(\.name) == ["a", "b", "c"] && result.notYetPublished == 1)
        // 2023 was not seen to its end: a was seen for three periods, b for two, c for none.
        #expect(result.curves.map(\.cumulative) == [[0, 0, 3], [2, 2], []])
        #expect(result.curves.map(\.beforePublication) == [0, 4, 0])
        #expect(result.curves.map(\.notYetComplete) == [0, 1, 7])
        #expect(result.steps.map(\.innovations) == [2, 2, 1])
        #expect(result.steps.map(\.shareAdopted.value) == [0.5, 0.5, 1])
        #expect(result.steps.map(\.meanCumulative.value) == [1, 1, 3])
        #expect(try Aligned(innovations.reversed(), asOf: 2023, isComplete: false) == result)
        #expect(try Aligned([], asOf: 2023, isComplete: true).steps.isEmpty)
        let values = try DiffusionMethod.alignedAdoption.evaluate(
            MethodTable(
                numbers: [
                    ("published", [2021, 2021, 2020, 2023, nil]), ("period", [2021, 2023, 2022, 2023, 2021]),
                    ("adoptions", [2, 1, 3, 7, 1]), ("as_of", [2023, nil, nil, nil, nil]),
                    ("complete", [0, nil, nil, nil, nil]),
                ], texts: ["innovation": ["b", "b", "a", "c", "e"]]))
        func value(_ name: String) -> Double? { values.first { $0.name == name }?.value }
        #expect(value("innovations") == 3 && value("mean_cumulative_2") == 3 && value("cumulative_2_1") == 2)
        #expect(value("without_publication") == 1 && value("before_publication") == 0)
    }

    @Test func fourCategoriesAreThoseOfRogersWithoutInnovators() throws {
        // Times −3, −1, 0, 0, 0, 1, 3: mean 0, sd 1.826, as in the test of five.
        let times = try Distribution(values: [-3, -1, 0, 0, 0, 1, 3])
        let result = AdopterCategories(timesOfAdoption: times, scheme: .netdiffuseRFour)
        #expect(result.limits?.count == 3 && result.limits?[1] == 0)
        #expect(AdopterScheme.netdiffuseRFour.categories.map { result.count(of: $0) } == [1, 1, 4, 1])
        #expect(result.count(of: .innovator) == 0 && result.category(of: -100) == .earlyAdopter)
        let values = try DiffusionMethod.adopterCategoriesFour.evaluate(["time": [-3, -1, 0, 0, 0, 1, 3]])
        #expect(values.filter { $0.name.hasPrefix("limit_") }.count == 3)
        #expect(!values.contains { $0.name == "n_innovator" } && values.first { $0.name == "n_laggard" }?.value == 1)
    }

    @Test func profilesAreCutOnTheWhole() throws {
        let (early, late) = (try Distribution(values: [-3, -1, 0]), try Distribution(values: [0, 0, 1, 3]))
        let profile = try AdopterProfile([("north", early), ("south", late)])
        #expect(profile.categories.count(of: .lateMajority) == 4 && profile.groups == ["north", "south"])
        #expect(AdopterCategory.allCases.map { profile.count(of: $0, group: 0) } == [0, 1, 1, 1, 0])
        #expect(AdopterCategory.allCases.map { profile.count(of: $0, group: 1) } == [0, 0, 0, 3, 1])
        let within = try profile.shareWithinGroup(of: .lateMajority, group: 1)
        #expect(within.value == 0.75 && within.n == 4 && within.interval?.contains(0.75) == true)
        #expect(try profile.shareWithinCategory(of: .lateMajority, group: 0).value == 0.25)
        #expect(try profile.shareWithinCategory(of: .innovator, group: 0).reason == .noObservations)
        #expect(try profile.shareWithinGroup(of: .laggard, group: 2).reason == .noObservations)
        // Groups of one name are one; a single time tells nothing.
        #expect(try AdopterProfile([("x", early), ("x", late)]).count(of: .lateMajority, group: 0) == 4)
        let same = try AdopterProfile([("x", try Distribution(values: [4, 4])), ("y", try Distribution(values: []))])
        #expect(try same.shareWithinGroup(of: .laggard, group: 0).reason == .noVariation)
        let values = try DiffusionMethod.adopterCategories.evaluate(
            MethodTable(
                numbers: [("time", [-3, -1, 0, 0, 0, 1, 3])],
                texts: ["group": ["north", "north", "north", "south", "south", "south", "south"]]))
        #expect(values.first { $0.name == "within_group_late_majority_2" }?.value == 0.75)
        #expect(values.first { $0.name == "within_category_late_majority_1_lower" }?.value != nil)
    }

    @Test func theCurveByNameHasLimitsOfTheHazard() throws {
        let table: MethodTable = [
            "period": [1, 2, 4], "adoptions": [2, 1, 9], "potential": [6, nil, nil], "as_of": [3, nil, nil],
            "complete": [0, nil, nil],
        ]
        let values = try DiffusionMethod.adoptionCurve.evaluate(table)
        func value(_ name: String) -> Double? { values.first { $0.name == name }?.value }
        #expect(abs((value("hazard_2_upper") ?? 0) - 0.699358) < 1e-6)
        #expect(value("periods") == 3 && value("complete_3") == 0 && value("after_as_of") == 9)
        let option = try DiffusionMethod.adoptionCurve.evaluate(
            ["period": [1, 2], "adoptions": [2, 1]], options: EstimateOptions(potential: 6))
        #expect(option.first { $0.name == "hazard_2" }?.value == 0.25)
    }
}
