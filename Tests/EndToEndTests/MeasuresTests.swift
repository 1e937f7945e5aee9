import Foundation
import Pipeline
import Records
import Testing

/// Measures with their targets, forecasts and money, against figures that another program computed from the same files.
@Suite(.serialized) struct MeasuresTests {
    static let pipeline = "Pipelines/osaamiskeskus.yaml"

    @Test func targetsAndForecastsAgreeWithAnIndependentProgram() throws {
        let expected = try SampleYearTests.Expected()
        let targets = try #require(expected.any("measures/targets") as? [[String: Any]])
        let (_, results) = try SampleYearTests.open()
        #expect(targets.count == 14)
        for target in targets {
            let measure = try #require(target["measure"] as? String)
            let indicator = try #require(target["indicator"] as? String)
            let due = try #require(target["due"] as? String)
            let isOneOfSeveral =
                targets.count { $0["measure"] as? String == measure && $0["indicator"] as? String == indicator } > 1
            var levels = ["measure": measure, "indicator": indicator]
            if isOneOfSeveral { levels["due"] = due }
            #expect(agrees(results.value("targets", levels), target["achieved"] as? Double), "\(levels)")
            for (name, key) in [
                ("target", "target"), ("achievedShare", "share"), ("elapsedShare", "elapsed_share"),
                ("projected", "forecast"),
            ] {
                let found = results.further(name, of: "targets", levels)
                #expect(agrees(found, target[key] as? Double), "\(levels) \(name): \(String(describing: found))")
            }
            let day = try #require(CalendarDay(iso: due))
            #expect(results.further("due", of: "targets", levels) == Double(day.number))
        }
        // 98 items in 334 of the 516 days from 1 February 2023 to 30 June 2024: 98 · 516 / 334.
        let next = ["measure": "2", "indicator": "julkaisut", "due": "2024-06-30"]
        #expect(agrees(results.further("projected", of: "targets", next), 98.0 * 516 / 334))
    }

    @Test func moneyAgreesWithAnIndependentProgram() throws {
        let expected = try SampleYearTests.Expected()
        let (_, results) = try SampleYearTests.open()
        let kinds = ["kehittäminen": "development", "skaalaus ja juurruttaminen": "scaling"]
        var rows: [(levels: [String: String], path: String)] = [([:], "budget/total")]
        rows += (1...9).map { (["measure": "\($0)"], "budget/by_measure/\($0)") }
        rows += kinds.map { (["spending": $1], "budget/by_kind/\($0)") }
        for (levels, path) in rows {
            let wanted = expected.table(path)
            #expect(wanted.count == 5, "EXPECTED.json has no \(path)")
            #expect(agrees(results.value("budget-use", levels), wanted["spent_eur"] as? Double), "\(path)")
            for (name, key) in [
                ("budget", "budget_eur"), ("left", "left_eur"), ("usedShare", "used_share"),
                ("timeShare", "time_share"),
            ] {
                #expect(
                    agrees(results.further(name, of: "budget-use", levels), wanted[key] as? Double), "\(path) \(name)")
            }
        }
    }

    /// The rows of a table of a page, each the texts of its cells.
    static func rows(_ id: String, of page: String) throws -> [[String]] {
        let start = try #require(page.range(of: "id=\"table-\(id)\""), "no table \(id)")
        let rest = page[start.upperBound...]
        let table = rest[..<(try #require(rest.range(of: "</table>")).lowerBound)]
        return table.split(separator: "<tr").dropFirst().map { row in
            row.matches(of: /<t[hd][^>]*>(.*?)<\/t[hd]>/.dotMatchesNewlines()).map { cell in
                String(cell.1).replacing(/<[^>]*>/, with: "").trimmingCharacters(in: .whitespacesAndNewlines)
            }
        }
    }

    @Test func reportsSayItInWords() throws {
        let (workspace, _) = try SampleYearTests.open()
        let page = try workspace.text("build/osaamiskeskus/funder-summary.en.html")
        let targets = try Self.rows("targets", of: page).dropFirst()
        let words = targets.map { $0.last ?? "" }
        #expect(
            words == [
                "Not reached", "Reached by 31 December 2023", "Reached", "On pace", "Reached by 31 December 2023",
                "Not reached", "Behind pace", "Reached", "Reached by 31 December 2023", "Reached by 31 December 2023",
                "Below the target", "Not reached", "Not reached", "Behind pace",
            ], "\(words)")
        let money = try Self.rows("budget", of: page).dropFirst().map { $0.last ?? "" }
        #expect(
            money == [
                "Within budget", "In step with time", "Over budget", "In step with time", "Within budget",
                "Within budget", "Within budget", "Faster than time", "Slower than time", "In step with time",
            ], "\(money)")
        let plan = try Self.rows("plan", of: page)
        #expect(plan.count == 10 && plan[1].contains("Developers and funders meet"))
        #expect(plan.dropFirst().allSatisfy { $0.count == 5 && !$0[4].isEmpty && !$0[4].contains("[") })
    }

    /// Of 1 February – 31 December, 334 days, 150 have passed by 30 June; a milestone of that day is then due today.
    @Test func targetsAreOfTheAsOfDay() throws {
        let (workspace, _) = try SampleYearTests.open()
        _ = try AsOfTests.run(workspace, asOf: "2023-06-30")
        let results = try workspace.results()
        let year = ["measure": "2", "indicator": "julkaisut", "due": "2023-12-31"]
        let items = try #require(results.value("targets", year))
        #expect(agrees(results.further("projected", of: "targets", year), items * 334 / 150))
        var june = year
        june["due"] = "2023-06-30"
        #expect(results.further("projected", of: "targets", june) == nil)
        #expect(results.further("elapsedShare", of: "targets", june) == 1)
        // Of 1 February 2023 – 30 June 2024, 516 days, 120 have passed by the end of May: less than a quarter.
        _ = try AsOfTests.run(workspace, asOf: "2023-05-31")
        let rows = try Self.rows("targets", of: workspace.text("build/osaamiskeskus/funder-summary.en.html"))
        let later = try #require(rows.first { $0.contains("36") })
        #expect(later.last == "Too early to tell", "\(later)")
        #expect(rows.contains { $0.last == "Not begun" })
    }

    /// A withheld count stays withheld in its target, its share, its forecast and its status.
    @Test func aForecastTellsNothingThatIsWithheld() throws {
        let workspace = try GuideTests.sample()
        let file = "SampleData/osaamiskeskus/toimenpiteet.csv"
        let text = try workspace.text(file)
        let withheld = "8;a;a;a;unique-people[region=05];40;30.6.2024;\r\n"
        try workspace.write(text + withheld, to: file)
        try workspace.run()
        let results = try workspace.results()
        let levels = ["measure": "8", "indicator": "unique-people[region=05]"]
        let figure = try #require(results.figure("targets", levels))
        guard results.figure("unique-people", ["region": "05"])?["withheld"] as? Bool == true else {
            Issue.record("the sample does not withhold this figure any longer")
            return
        }
        #expect(figure["withheld"] as? Bool == true && figure["value"] as? Double == nil)
        #expect(results.further("projected", of: "targets", levels) == nil)
        #expect(results.further("achievedShare", of: "targets", levels) == nil)
        let page = try workspace.text("build/osaamiskeskus/funder-summary.en.html")
        let row = try #require(try Self.rows("targets", of: page).first { $0.contains { $0.contains("Kanta-Häme") } })
        #expect(row.last == "Not told: the figure is withheld")
        #expect(row.count { $0.contains("[c]") } == 3, "\(row)")
    }

    @Test func aPlanShowsTheLanguageOfTheReport() throws {
        let workspace = try Workspace()
        try workspace.run()
        for (language, text) in [
            ("fi", "Kehittäjät ja rahoittajat kohtaavat"), ("sv", "Utvecklare och finansiärer möts"),
            ("en", "Developers and funders meet"),
        ] {
            let page = try workspace.text("build/osaamiskeskus/funder-summary.\(language).html")
            #expect(try Self.rows("plan", of: page)[1].contains(text), "\(language)")
        }
    }
}
