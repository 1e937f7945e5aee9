import Indicators
import Records
import Testing

/// Places reached and bursts of phenomena, by calendar period; the as-of day is 2024-02-29.
@Suite struct PlaceTimeTests {
    private let survey = PlaceSurvey()

    // MARK: Reach

    /// By hand: a in the first quarter of 2022, b in the second, d in the last of 2023, and e after the as-of day.
    @Test func placesReachedAreCountedOnce() throws {
        let text = "kind: reach, over: place, day: day, period: quarter, weighted-by: people"
        let figures = try survey.figures(text, "[[group]]")
        let all = figures.filter { $0.breakdown.count == 1 }
        #expect(
            all.map(\.breakdown[0].level.name) == [
                "2022-Q1", "2022-Q2", "2022-Q3", "2022-Q4", "2023-Q1", "2023-Q2", "2023-Q3", "2023-Q4", "2024-Q1",
            ])
        #expect(all.map(\.value) == [1, 2, 2, 2, 2, 2, 2, 3, 3])
        #expect(try all.map { try $0.further("new") } == [1, 1, 0, 0, 0, 0, 0, 1, 0])
        let last = try #require(all.last)
        #expect(try last.further("levels") == 6 && last.further("share") == 0.5)
        #expect(try isClose(last.further("populationShare"), 0.55) && isClose(all[0].further("populationShare"), 0.1))
        #expect(last.n == 3 && last.reveals("count") == 3 && last.interval == nil)
        // Groups have the same periods.
        #expect(try figures.at("group=firm", "period=2022-Q1").value == 0)
        #expect(try figures.at("group=firm", "period=2022-Q3").value == 2)
        #expect(try figures.at("group=ngo", "period=2023-Q3").value == 1)
        #expect(try figures.at("group=ngo", "period=2024-Q1").value == 3)
    }

    @Test func periodsAreMonthsQuartersOrYears() throws {
        let years = try survey.figures("kind: reach, over: place, day: day, period: year")
        #expect(years.map(\.breakdown[0].level) == [.number(2022), .number(2023), .number(2024)])
        #expect(years.map(\.value) == [2, 3, 3])
        let months = try survey.figures("kind: reach, over: place, day: day, period: month")
        #expect(months.count == 24 && months.first?.breakdown[0].level == .code("2022-03"))
        #expect(try months.at("period=2022-04").value == 1 && months.at("period=2022-05").value == 2)
        #expect(months.last?.breakdown[0].level == .code("2024-02"))
        #expect(months.last?.further.map(\.name) == ["new", "levels", "share"])
    }

    @Test func reachInAllHasNoPeriods() throws {
        let figures = try survey.figures("kind: reach, over: place, weighted-by: people", "[[group]]")
        let total = try figures.at()
        #expect(total.value == 4 && total.further.map(\.name) == ["levels", "share", "populationShare"])
        #expect(try isClose(total.further("share"), 4.0 / 6) && isClose(total.further("populationShare"), 0.6))
        #expect(try figures.at("group=firm").value == 2)
        let none = try PlaceSurvey([]).figures("kind: reach, over: place").at()
        #expect(try none.value == 0 && none.further("share") == 0)
        #expect(try survey.figures("kind: reach, over: area").at().absence == .partMissing)
        #expect(try PlaceSurvey([]).figures("kind: reach, over: place, day: day, period: year").isEmpty)
    }

    @Test func moreThanAThousandYearsAreNotFollowed() throws {
        let old = PlaceSurvey([("a", "0900-01-01", "ngo", "d1"), ("b", "2022-01-01", "ngo", "d2")])
        let figures = try old.figures("kind: reach, over: place, day: day, period: month")
        #expect(figures.map(\.absence) == [.notApplicable])
        #expect(
            try old.figures("kind: bursts, over: place, day: day").map(\.absence) == [.notApplicable, .notApplicable])
    }

    @Test func orderAndThreadsChangeNothing() throws {
        let text = "kind: reach, over: place, day: day, period: month, weighted-by: people"
        let expected = try survey.figures(text, "[[group]]")
        #expect(try PlaceSurvey(PlaceSurvey.usual.reversed()).figures(text, "[[group]]", threads: 4) == expected)
    }

    // MARK: Bursts

    /// Ten documents a month in 2022, so many of them of the phenomenon.
    private static let relevant = [1, 1, 1, 6, 7, 5, 1, 1, 0, 1, 6, 1]
    private static let monthly = PlaceSurvey(
        relevant.enumerated().flatMap { month, count in
            (0..<10).map { place -> (String?, String, String, String) in
                let number = month + 1
                return (
                    nil, "2022-\(number < 10 ? "0" : "")\(number)-15", place < count ? "ngo" : "firm",
                    "\(month)-\(place)"
                )
            }
        })

    /// All 4096 sequences of states by a program in Python 3.11.
    @Test func burstsAreThoseOfTheCheapestSequence() throws {
        let figures = try Self.monthly.figures("kind: bursts, over: group, day: day")
        let ngo = try figures.at("group=ngo")
        #expect(ngo.value == 1 && ngo.n == 120)
        #expect(try ngo.further("count") == 31 && isClose(ngo.further("ordinaryShare"), 31.0 / 120))
        #expect(try isClose(ngo.further("burstWeight"), 7.338328939850367, 1e-10) && ngo.further("burstPeriods") == 3)
        let (start, end) = (CalendarDay(iso: "2022-04-01"), CalendarDay(iso: "2022-06-30"))
        #expect(try ngo.further("burstStart") == start.map { Double($0.number) })
        #expect(try ngo.further("burstEnd") == end.map { Double($0.number) })
        #expect(ngo.reveals("part") == 31 && ngo.reveals("whole") == 120)
        #expect(ngo.reveals("burst-part") == 18 && ngo.reveals("burst-whole") == 30)
        // Twice its share would be more than all.
        #expect(try figures.at("group=firm").absence == .notApplicable)
        let easy = try Self.monthly.figures("kind: bursts, over: group, day: day, gamma: 0").at("group=ngo")
        #expect(easy.value == 2)
        let low = try Self.monthly.figures("kind: bursts, over: group, day: day, ratio: 1.5, gamma: 0.5")
        #expect(try low.at("group=ngo").value == 2)
        #expect(try isClose(low.at("group=ngo").further("burstWeight"), 5.002160383786771, 1e-10))
    }

    @Test func aDocumentWithSeveralRowsIsOne() throws {
        let twice = PlaceSurvey(
            Self.monthly.rows.flatMap { row in
                [(String?, String, String, String)](
                    repeating: (row.place, row.day, row.group, row.document), count: row.group == "ngo" ? 3 : 1)
            })
        let figure = try twice.figures("kind: bursts, over: group, day: day, of: document").at("group=ngo")
        #expect(try figure == Self.monthly.figures("kind: bursts, over: group, day: day").at("group=ngo"))
    }

    /// Days after the as-of day, and documents of no known phenomenon, which are documents all the same.
    @Test func onlyWhatIsSeenAndKnownCounts() throws {
        let figures = try survey.figures("kind: bursts, over: place, day: day, period: year")
        #expect(figures.map(\.breakdown[0].level.name) == ["a", "b", "d", "x"])
        #expect(figures.allSatisfy { $0.n == 12 })
        #expect(try figures.at("place=a").further("count") == 5)
        #expect(try PlaceSurvey([]).figures("kind: bursts, over: place, day: day").isEmpty)
    }
}
