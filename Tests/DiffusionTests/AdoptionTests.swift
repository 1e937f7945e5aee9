import Diagnostics
import Statistics
import Testing

@testable import Diffusion

@Suite struct AdoptionTests {
    private func month(_ text: String) throws -> CalendarMonth { try #require(CalendarMonth(iso: text)) }

    @Test func monthsCountOnAcrossYears() throws {
        let december = try month("2023-12")
        #expect(december.advanced(by: 1) == (try month("2024-01")))
        #expect(try december.distance(to: month("2025-02")) == 14)
        #expect(try month("2024-05-17") == month("2024-05"))
        #expect("\(december.advanced(by: 3))" == "2024-03")
        #expect("\(CalendarMonth(index: 11))" == "0000-12")
        for text in ["2024", "2024-13", "2024-5", "24-05", "2024-00", "2024-05-32", "2024-05-1", "abcd-01"] {
            #expect(CalendarMonth(iso: text) == nil, "\(text)")
        }
    }

    @Test func curveHasEveryMonthBetween() throws {
        let counts = [
            (period: try month("2024-02"), adoptions: 1), (period: try month("2023-11"), adoptions: 2),
            (period: try month("2024-02"), adoptions: 1),
        ]
        let curve = try AdoptionCurve(counts, through: try month("2024-03"), potential: 8)
        #expect(curve.points.map { "\($0.period)" } == ["2023-11", "2023-12", "2024-01", "2024-02", "2024-03"])
        #expect(curve.points.map(\.adoptions) == [2, 0, 0, 2, 0])
        #expect(curve.points.map(\.cumulative) == [2, 2, 2, 4, 4])
        #expect(curve.points.map(\.cumulativeShare.value) == [0.25, 0.25, 0.25, 0.5, 0.5])
        // Six of eight had not adopted before February, and two did.
        #expect(curve.points[3].hazard.value == 2.0 / 6)
        #expect(curve.points[3].growthRate.value == 1)
        #expect(try AdoptionCurve(counts.reversed(), through: try month("2024-03"), potential: 8) == curve)
        #expect(try curve.timesOfAdoption().entries == [.init(value: 0, count: 2), .init(value: 3, count: 2)])
    }

    @Test func curveOfNothingIsEmptyOrZero() throws {
        let none: [(period: Int, adoptions: Int)] = []
        #expect(try AdoptionCurve(none).points.isEmpty)
        let zeros = try AdoptionCurve(none, from: 2020, through: 2022)
        #expect(zeros.points.map(\.adoptions) == [0, 0, 0])
        #expect(zeros.points[0].cumulativeShare.reason == .noObservations)
        #expect(zeros.points[0].hazard.reason == .zeroDenominator)
    }

    @Test func wrongCurvesAreRefused() {
        #expect(throws: DiffusionError.potentialBelowAdopters(potential: 1, adopters: 2)) {
            try AdoptionCurve([(period: 1, adoptions: 2)], potential: 1)
        }
        #expect(throws: DiffusionError.statistics(.negativeCount(-2))) {
            try AdoptionCurve([(period: 1, adoptions: -2)])
        }
        #expect(throws: DiffusionError.outsidePeriods("9", from: "1", through: "3")) {
            try AdoptionCurve([(period: 9, adoptions: 1)], from: 1, through: 3)
        }
        #expect(throws: DiffusionError.outsidePeriods("9", from: "4", through: "3")) {
            try AdoptionCurve([(period: 9, adoptions: 1)], from: 4, through: 3)
        }
        #expect(throws: DiffusionError.tooManyPeriods(1_000_000, limit: 12_000)) {
            try AdoptionCurve([(period: 0, adoptions: 1), (period: 1_000_000, adoptions: 1)])
        }
    }

    @Test func categoriesOfSevenByHand() throws {
        // Times −3, −1, 0, 0, 0, 1, 3: mean 0, squares 9 + 1 + 1 + 9 = 20, sd √(20/6) = 1.826. Before −1.826: one early
        // adopter (−3 is after −3.65, so no innovator); −1 early majority; 0, 0, 0, 1 late majority; 3 laggard.
        let result = AdopterCategories(timesOfAdoption: try Distribution(values: [-3, -1, 0, 0, 0, 1, 3]))
        #expect(AdopterCategory.allCases.map { result.count(of: $0) } == [0, 1, 1, 4, 1])
        #expect(result.share(of: .lateMajority).value == 4.0 / 7)
        #expect(AdopterCategory.allCases.reduce(0) { $0 + $1.normalShare } == 1)
    }

    @Test func categoriesMoveWithTheOriginAndUnit() throws {
        let times = [1.0, 4, 4, 5, 6, 6, 6, 7, 9, 15, 2, 3, 30]
        let months = AdopterCategories(timesOfAdoption: try Distribution(values: times))
        let shifted = AdopterCategories(timesOfAdoption: try Distribution(values: times.map { $0 * 2 - 100 }))
        for category in AdopterCategory.allCases { #expect(months.count(of: category) == shifted.count(of: category)) }
        #expect(AdopterCategory.allCases.reduce(0) { $0 + (months.count(of: $1) ?? 0) } == times.count)
    }

    @Test func categoriesThatCannotBeToldSayWhy() throws {
        let none = AdopterCategories(timesOfAdoption: try Distribution(values: []))
        #expect(none.reason == .noObservations && none.share(of: .laggard).reason == .noObservations)
        let one = AdopterCategories(timesOfAdoption: try Distribution(values: [3]))
        #expect(one.reason == .tooFew && one.limits == nil && one.meanTime.value == 3)
        let same = AdopterCategories(timesOfAdoption: try Distribution([.init(value: 3, count: 9)]))
        #expect(same.reason == .noVariation && same.count(of: .innovator) == nil)
        #expect(same.category(of: 3) == nil && same.standardDeviation.value == 0)
    }

    @Test func timeToAdoptionCensorsWhatIsNotAdoptedYet() throws {
        let spells = [
            TimeToAdoption.Spell(published: try month("2023-01"), adopted: try month("2023-03")),
            TimeToAdoption.Spell(published: try month("2023-01"), adopted: try month("2023-07")),
            TimeToAdoption.Spell(published: try month("2023-06"), adopted: nil),
            TimeToAdoption.Spell(published: try month("2023-02"), adopted: try month("2024-06")),
        ]
        // Seen through 2023-12: events at 2 and 6 months, censored at 6 and, adopted only later, at 10.
        let result = try TimeToAdoption(spells, observedThrough: try month("2023-12"))
        #expect(result.notYetAdopted.points.map(\.time) == [2, 6, 10])
        #expect(result.notYetAdopted.points.map(\.events) == [1, 1, 0])
        #expect(result.notYetAdopted.points.map(\.censored) == [0, 1, 1])
        // S = 3/4, then 3/4 · 2/3 = 1/2: half are adopted by month 6.
        #expect(result.median.time == 6)
        #expect(result.shareAdopted(within: 6).value.map { abs($0 - 0.5) < 1e-15 } == true)
        #expect(result.shareAdopted(within: 1).value == 0)
        #expect(result.shareAdopted(within: 11).reason == .notReached)
        let share = result.shareAdopted(within: 2)
        #expect(share.interval.map { $0.contains(0.25) } == true)
        let (early, late) = (try month("2023-01"), try month("2022-12"))
        #expect(throws: DiffusionError.orderOfMonths(first: early, then: late)) {
            try TimeToAdoption([.init(published: early, adopted: late)], observedThrough: early)
        }
        #expect(throws: DiffusionError.orderOfMonths(first: early, then: late)) {
            try TimeToAdoption([.init(published: early, adopted: nil)], observedThrough: late)
        }
    }

    @Test func rateIsPerHundredThousandWithThePoissonInterval() throws {
        let result = try AdoptionRate(count: 10, population: 200_000)
        #expect(result.rate.value == 5)
        // Garwood's limits of a count of 10 are 4.795389 and 18.390356 (published tables: 4.80 to 18.39).
        let interval = try #require(result.rate.interval)
        #expect(abs(interval.lowerBound - 4.795389 / 2) < 1e-6 && abs(interval.upperBound - 18.390356 / 2) < 1e-6)
        let none = try AdoptionRate(count: 0, population: 100_000)
        // Of a count of 0 the upper limit is −ln 0.025.
        #expect(none.rate.value == 0 && none.rate.interval?.lowerBound == 0)
        #expect(abs((none.rate.interval?.upperBound ?? 0) - 3.688879454113936) < 1e-9)
        #expect(throws: DiffusionError.populationNotPositive(0)) { try AdoptionRate(count: 1, population: 0) }
        #expect(throws: DiffusionError.statistics(.negativeCount(-1))) { try AdoptionRate(count: -1, population: 5) }
    }

    @Test func methodsAnswerEmptyColumnsWithReasonsAndNameWhatIsMissing() throws {
        for method in DiffusionMethod.all {
            var columns: [String: [Double?]] = [:]
            for column in method.columns { columns[column.name] = [nil, nil] }
            var options = EstimateOptions()
            if method.options.contains(.nodes) { options.nodes = ["node": [nil, nil], "time": [nil, nil]] }
            for value in try method.evaluate(MethodTable(columns), options: options) {
                #expect(value.value != nil || value.reason != nil, "\(method.name) \(value.name)")
            }
            #expect(throws: DiffusionError.self) { try method.evaluate([:]) }
        }
        let error = DiffusionError.unknownMethod("adopter-category", known: DiffusionMethod.all.map(\.name))
        #expect(error.explanation.remedies == ["write 'adopter-categories'"])
        #expect(error.code == "diffusion.unknown-method")
        let rates = try DiffusionMethod.adoptionRate.evaluate(["count": [10, 0], "population": [200_000, 100_000]])
        #expect(rates.first?.value == 5)
        let times = try DiffusionMethod.timeToAdoption.evaluate(["months": [2, 6, 6, 10], "adopted": [1, 1, 0, 0]])
        #expect(times.first { $0.name == "median" }?.value == 6)
    }
}
