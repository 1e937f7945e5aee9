import Diagnostics
import Foundation
import Pipeline
import Records
import Testing

/// Figures of which sources say different things, until somebody decides.
@Suite(.serialized) struct PublishedFigureTests {
    static let pipeline = "Pipelines/osaamiskeskus.yaml"
    static let data = "SampleData/osaamiskeskus/julkaistut_luvut.csv"
    static let concept = "Innokylä: osaamiskeskuksen toimintamalli"

    private static func decision(
        figure: String = "satelliitit", value: Int = 3, stated: String = "[3, 2]", further: String = ""
    ) -> String {
        """
        kaiku: 1
        decisions:
          - figure: \(figure)
            value: \(value)
            stated: \(stated)
            by: {fi: "projektipäällikkö", en: "project manager"}
            on: 2024-04-10
            why: "The list of events has three."
            \(further)

        """
    }

    /// The sample in English, with a decision.
    private static func workspace(_ decision: String?) throws -> Workspace {
        let workspace = try GuideTests.sample()
        guard let decision else { return workspace }
        try workspace.write(decision, to: "Pipelines/published-decisions.yaml")
        try workspace.replace(
            "published-figures:\n", with: "published-figures:\n  decisions: published-decisions.yaml\n", in: pipeline)
        return workspace
    }

    /// Whether a page lists a conflict that waits for a decision.
    private static func isOpen(_ page: String) -> Bool { page.contains("Sources state different numbers of these.") }

    private static func hasDecisions(_ page: String) -> Bool { page.contains("table-published-decided") }

    private static func codes(_ summary: RunSummary) -> [String] {
        summary.findings.map(\.code).filter { $0.hasPrefix("quality.published") || $0.hasPrefix("quality.decision") }
    }

    @Test func aConflictIsTold() throws {
        let workspace = try Self.workspace(nil)
        let summary = try workspace.run()
        #expect(Self.codes(summary) == ["quality.published-conflict"])
        let finding = try #require(summary.findings.first { $0.code == "quality.published-conflict" })
        #expect(finding.severity == .warning)
        let text = finding.explanation.summary
        // Both numbers, both sources, and the rows of both.
        for part in [
            "'satelliitit'", "3 (\(Self.concept), ", "2 (Innokylä: toinen sivu", "luvut.csv:4)", "luvut.csv:5)",
        ] {
            #expect(text.contains(part), "\(text)")
        }
        // Also when nothing has changed.
        let again = try workspace.run()
        #expect(again.isUnchanged && Self.codes(again) == ["quality.published-conflict"])

        let page = try workspace.text("build/osaamiskeskus/funder-summary.en.html")
        let rows = try MeasuresTests.rows("published-figures", of: page)
        #expect(rows.count == 9)
        let states = rows.dropFirst().map { $0.last ?? "" }
        #expect(
            states == [
                "Agrees with the data", "Approximate only; agrees with the data",
                "Sources disagree, awaiting a decision; agrees with the data",
                "Sources disagree, awaiting a decision; differs from the data", "Agrees with the data",
                "Approximate only; agrees with the data", "Approximate only; agrees with the data",
                "Approximate only; agrees with the data",
            ], "\(states)")
        #expect(Self.isOpen(page) && !Self.hasDecisions(page))
        let quality = try workspace.text("build/osaamiskeskus/data-quality.en.html")
        #expect(try MeasuresTests.rows("source-findings", of: quality).joined().contains { $0.contains("row 5") })
    }

    @Test func aDecisionStandsInAListOfItsOwn() throws {
        let workspace = try Self.workspace(Self.decision(further: "source: \"\(Self.concept)\""))
        let summary = try workspace.run()
        #expect(Self.codes(summary).isEmpty)
        let page = try workspace.text("build/osaamiskeskus/funder-summary.en.html")
        #expect(!Self.isOpen(page))
        let decided = try #require(try MeasuresTests.rows("published-decided", of: page).last)
        #expect(decided[1] == "3" && decided[3] == "project manager, 10 April 2024")
        #expect(decided[4] == "The list of events has three.")
        let states = try MeasuresTests.rows("published-figures", of: page).map { $0.last ?? "" }
        #expect(states.count { $0.hasPrefix("Decided: 3") } == 2)
        // Evidence takes what was decided, so that its sources do not disagree any longer.
        let stillDisagrees = page.contains("the sources disagree")
        #expect(!stillDisagrees)
    }

    @Test(arguments: [
        // The sources have stated something else since.
        (decision(stated: "[3, 4]"), "quality.decision-outdated"),
        (decision(stated: "[3, 2, 2]"), "quality.decision-outdated"),
        // No source states it, and the decision does not say where it comes from.
        (decision(value: 4), "quality.decision-unstated"),
        (decision(value: 2, further: "source: \"\(concept)\""), "quality.decision-unstated"),
        (decision(further: "approximate: true"), "quality.decision-unstated"),
        (decision(figure: "satelitit"), "quality.decision-unknown"),
    ])
    func aDecisionThatDoesNotStandLeavesTheConflictOpen(decision: String, code: String) throws {
        let workspace = try Self.workspace(decision)
        #expect(Self.codes(try workspace.run()) == ["quality.published-conflict", code])
        let page = try workspace.text("build/osaamiskeskus/funder-summary.en.html")
        #expect(Self.isOpen(page) && !Self.hasDecisions(page))
    }

    @Test func aDecisionMayRestOnSomethingElse() throws {
        let workspace = try Self.workspace(Self.decision(value: 4, further: "basis: \"the lists of names\""))
        #expect(Self.codes(try workspace.run()).isEmpty)
        let page = try workspace.text("build/osaamiskeskus/funder-summary.en.html")
        let decided = try #require(try MeasuresTests.rows("published-decided", of: page).last)
        #expect(decided[1] == "4" && decided[4].hasSuffix("The number comes from: the lists of names"))
    }

    /// Once the second page is corrected, the decision is told to be of no more use.
    @Test func aDecisionDoesNotOutliveItsConflict() throws {
        let workspace = try Self.workspace(Self.decision())
        #expect(Self.codes(try workspace.run()).isEmpty)
        let text = try workspace.text(Self.data)
        try workspace.write(
            text.replacingOccurrences(of: ";2;Innokylä: toinen", with: ";3;Innokylä: toinen"), to: Self.data)
        #expect(Self.codes(try workspace.run()) == ["quality.decision-unneeded"])
        let page = try workspace.text("build/osaamiskeskus/funder-summary.en.html")
        let states = try MeasuresTests.rows("published-figures", of: page).map { $0.last ?? "" }
        #expect(states.count { $0 == "Sources agree; agrees with the data" } == 2)
    }

    /// About 300 is from 270 to 330; what is withheld is compared with nothing.
    @Test func approximateNumbersHaveAMargin() throws {
        let workspace = try Self.workspace(nil)
        let rows = [
            "si-paiva-etana;SI-päivän osallistujat etänä;330;A;1.1.2024", "unique-people;Eri ihmiset;n. 400;A;",
            "mita-tahansa;Jotakin;7;A;",
        ]
        try workspace.write(
            try workspace.text(Self.data) + rows.map { $0 + "\r\n" }.joined(), to: Self.data)
        try workspace.replace(
            "own: {satelliitit:", with: "own: {mita-tahansa: \"unique-people[region=05]\", satelliitit:",
            in: Self.pipeline)
        #expect(Self.codes(try workspace.run()) == ["quality.published-conflict"])
        let page = try workspace.text("build/osaamiskeskus/funder-summary.en.html")
        let states = try MeasuresTests.rows("published-figures", of: page).map { ($0.first ?? "", $0.last ?? "") }
        #expect(states.contains { $0.1 == "Sources agree; agrees with the data" })
        #expect(states.contains { $0.0 == "Eri ihmiset" && $0.1 == "Approximate only; differs from the data" })
        #expect(states.contains { $0.0 == "Jotakin" && $0.1 == "Not compared, the figure in the data is withheld" })
    }

    @Test func definitionsAreChecked() throws {
        let workspace = try Self.workspace(Self.decision(further: "who: me"))
        try workspace.replace(
            "own: {satelliitit: satellite-events", with: "own: {a: \"events[region=01]\", satelliitit: satelite-events",
            in: Self.pipeline)
        let outcome = try Command.run("check", Self.pipeline, in: workspace)
        #expect(outcome.status != 0)
        let text = outcome.output + outcome.error
        for part in ["'who'", "satellite-events", "no breakdown by region"] { #expect(text.contains(part), "\(text)") }
    }
}
