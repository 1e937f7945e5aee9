import Diagnostics
import Indicators
import Records
import Testing

/// Adopters divided by their day of adoption.
@Suite struct AdopterCategoryTests {
    private let categories = "{kind: adopter-categories, table: survey, day: day}"

    private func with(_ options: String) -> String { categories.replacing("day: day", with: "day: day, \(options)") }

    /// Days 0, 10, 20, 30 and 40 after 2023-01-01: mean 20, sd √250 = 15.81, limits 4.19, 20 and 35.81, and −11.6 for innovators.
    /// North is early: 0, 10, 20. South is late: 30, 40.
    private var survey: TimeSurvey {
        TimeSurvey(
            adoptions: [0, 10, 20, 30, 40].map { after in
                (CalendarDay(number: 19_358 + after), after < 25 ? "north" : "south")
            })
    }

    @Test func groupsHaveTheLimitsOfAllWhereTheyAreCutTogether() throws {
        let figures = try survey.figures(with("cut: whole"))
        func values(_ levels: String...) -> [Double?] {
            ["innovator", "early-adopter", "early-majority", "late-majority", "laggard"].map { category in
                figures.first {
                    $0.breakdown.map { "\($0.dimension)=\($0.level.name)" } == levels + ["category=\(category)"]
                }?.value
            }
        }
        let third: Double = 1.0 / 3
        let all: [Double?] = [0, 0.2, 0.2, 0.4, 0.2]
        let early: [Double?] = [0, third, third, third, 0]
        let late: [Double?] = [0, 0, 0, 0.5, 0.5]
        #expect(values() == all)
        #expect(values("region=north") == early)
        #expect(values("region=south") == late)
        // In the order of adoption.
        let order = figures.filter { $0.breakdown.count == 1 }.map { $0.breakdown[0].level.name }
        #expect(order == ["innovator", "early-adopter", "early-majority", "late-majority", "laggard"])
        let laggards = try figures.at("region=south", "category=laggard")
        // Wilson's limits of 1 of 2.
        #expect(isClose(laggards.interval?.lowerBound, 0.09453120573423074))
        #expect(isClose(laggards.interval?.upperBound, 0.9054687942657693))
        #expect(try laggards.n == 2 && laggards.further("count") == 1)
        #expect(laggards.reveals("part") == 1 && laggards.reveals("whole") == 2)
    }

    /// By its own mean, 35, and sd, 7.07, of days 30 and 40 south has one before and one after.
    @Test func groupsHaveLimitsOfTheirOwnOtherwise() throws {
        let figures = try survey.figures(categories)
        #expect(try figures.at("region=south", "category=early-majority").value == 0.5)
        #expect(try figures.at("region=south", "category=late-majority").value == 0.5)
        #expect(try figures.at("region=south", "category=laggard").value == 0)
        #expect(try figures.at("category=early-adopter").interval == nil)
    }

    /// The same limits but that of innovators: days 0, 10 … as before, and one 60 days earlier, who is one.
    @Test func fourClassesCountInnovatorsAmongEarlyAdopters() throws {
        let days = [-60, 0, 1, 2, 3, 4, 5, 6, 7, 8]
        let survey = TimeSurvey(adoptions: days.map { (CalendarDay(number: Int32(19_358 + $0)), "north") })
        // Mean −2.4, sd 20.4: the limit of innovators is −43.1, and nobody is between it and −22.8.
        let five = try survey.figures(categories)
        #expect(try five.at("category=innovator").further("count") == 1)
        #expect(try five.at("category=early-adopter").further("count") == 0)
        let four = try survey.figures(with("classes: four"))
        #expect(try four.at("category=early-adopter").further("count") == 1)
        #expect(!four.contains { $0.breakdown.last?.level.name == "innovator" })
        let indicator = try #require(try catalogue(with("classes: four, cut: whole")).catalogue.indicators.first)
        #expect(indicator.method == "netdiffuser-categories-whole")
        #expect(
            indicator.levels(ofAdded: "category") == ["early-adopter", "early-majority", "late-majority", "laggard"])
    }

    @Test func adoptersOnOneDayAreNeitherEarlyNorLate() throws {
        let day = CalendarDay(number: 19_358)
        let figures = try TimeSurvey(adoptions: [(day, "north"), (day, "south")]).figures(with("cut: whole"))
        let south = try figures.at("region=south", "category=laggard")
        #expect(south.value == nil && south.absence == .noVariation && south.n == 1)
        #expect(try TimeSurvey(adoptions: []).figures(with("cut: whole")).isEmpty)
    }

    @Test func wrongOptionsAreFound() throws {
        #expect(try catalogue(with("classes: six")).findings.count == 1)
        #expect(try catalogue(with("cut: all")).findings.count == 1)
    }
}
