import Diagnostics
import Foundation
import Pipeline
import Testing

/// Definitions that say what cannot be are errors of `kaiku check`, and what is optional may be left out.
@Suite struct DefinitionMistakeTests {
    typealias Mistake = CheckTests.Mistake
    static let report = CheckTests.report
    static let pipeline = CheckTests.pipeline

    /// A workspace whose runs are in English and write no more than needed.
    static func small(html: Bool = false, figures: Bool = false) throws -> Workspace {
        let workspace = try Workspace()
        try workspace.replace("languages: [fi, sv, en]", with: "languages: [en]", in: pipeline)
        try workspace.replace(
            "output: ../build/osaamiskeskus",
            with: "output: ../build/osaamiskeskus\noutputs: {figures: \(figures), excel: false, html: \(html)}",
            in: pipeline)
        return workspace
    }

    static func check(_ mistakes: [Mistake]) throws {
        let workspace = try Workspace()
        for mistake in mistakes { try workspace.replace(mistake.old, with: mistake.new, in: mistake.file) }
        let findings = CheckTests.findings(workspace)
        try CheckTests.expect(mistakes, among: findings, in: workspace)
        #expect(findings.count == mistakes.count, "\(findings.map(\.rendered))")
    }

    // MARK: Charts

    @Test func aChartNeedsNoTitleOfItsAxis() throws {
        let workspace = try Self.small(html: true)
        let before = try workspace.text(Self.report)
        let without = before.components(separatedBy: "\n").filter {
            !$0.contains("value-title:") && !$0.contains("tie-title:")
        }
        #expect(without.count < before.components(separatedBy: "\n").count)
        try workspace.write(without.joined(separator: "\n"), to: Self.report)
        #expect(CheckTests.findings(workspace).isEmpty)
        try workspace.run()
        let page = try workspace.text("build/osaamiskeskus/funder-summary.en.html")
        #expect(page.contains("<svg") && !page.contains("⟦"))
    }

    static let twice = [
        Mistake(
            report, "id: esf-records", "id: 'esf-gender'", "definition.duplicate-name",
            "'esf-gender' already names a table"),
        Mistake(
            report, "- id: published-figures", "- id: 'money'", "definition.duplicate-name",
            "'money' already names a section"),
        Mistake(
            report, "id: adoption-map", "id: 'item-change'", "definition.duplicate-name",
            "'item-change' already names a chart"),
    ]

    @Test func namesThatAreGivenTwice() throws { try Self.check(Self.twice) }

    @Test func anAxisThatEndsBeforeItStarts() throws {
        try Self.check([
            Mistake(Self.report, "domain: [0, 1]", "domain: [1, 0]", "report.domain", "write the least value first")
        ])
    }

    /// A series is the column of its name, and not others whose names begin like it.
    @Test func aSeriesNamesItsColumnExactly() throws {
        try Self.check([
            Mistake(Self.report, "series: [unique]", "series: [per]", "report.unknown-column", "and per-100000")
        ])
        let workspace = try Self.small(figures: true)
        try workspace.replace(
            "            - {id: unique, indicator: unique-people, title: column.unique-people}\n"
                + "            - {id: per-100000,",
            with: "            - {id: unique, indicator: unique-people, title: column.unique-people}\n"
                + "            - {id: unique-again, indicator: unique-people, title: column.persons}\n"
                + "            - {id: per-100000,", in: Self.report)
        try workspace.replace("series: [answers]", with: "series: [answers-3, answers-1]", in: Self.report)
        #expect(CheckTests.findings(workspace).isEmpty)
        try workspace.run()
        func header(_ chart: String) throws -> [Substring] {
            let text = try workspace.text("build/osaamiskeskus/figures/\(chart).en.csv")
            return text.prefix { !$0.isNewline }.split(separator: ",", omittingEmptySubsequences: false)
        }
        let map = try header("unique-people-map")
        #expect(map.contains { $0.contains("Unique people") } && !map.contains { $0.contains("People") }, "\(map)")
        // One series more than the map, and the statement above the waves.
        #expect(try header("item-answers").count == map.count + 2)
    }

    // MARK: Columns

    /// Every number that `show` can name has a usual title in each language.
    @Test func whatIsShownHasAUsualTitle() throws {
        let workspace = try Workspace()
        func columns(_ names: [String], _ indicator: String? = nil) -> String {
            names.map { name in
                "            - {id: \(name), show: \(name)\(indicator.map { ", indicator: \($0)" } ?? "")}\n"
            }.joined()
        }
        func table(_ id: String, _ rows: String, _ columns: String) -> String {
            """
                  - table:
                      id: \(id)
                      title: table.counters
                      rows: {\(rows)}
                      columns:
            \(columns)
            """
        }
        let changes = ["before", "after", "sd", "t", "tP", "dz", "dzLower", "dzUpper", "wilcoxonP", "adjustedP"]
        let targets = ["target", "achievedShare", "status"]
        let others = ["value", "n", "lower", "upper", "unit", "count", "sd", "richness", "events", "cumulative"]
        try workspace.replace(
            "      - paragraph: text.money\n",
            with: "      - paragraph: text.money\n"
                + table("shown-changes", "dimension: item", columns(changes, "item-change"))
                + table("shown-targets", "targets: targets", columns(targets))
                + table(
                    "shown-others",
                    "indicators: [show-up-rate, item-mean, reach-evenness, time-to-adoption, adoptions-monthly]",
                    columns(others)), in: Self.report)
        let findings = CheckTests.findings(workspace)
        #expect(findings.isEmpty, "\(findings.map(\.rendered))")
    }

    // MARK: Rules, ladders and dates

    /// What a rule says is in the language of the report, whatever languages its messages have.
    @Test(arguments: [
        ("sv: \"Evenemanget saknas\"", "Evenemanget saknas"), ("", "Sääntö ”known-event” ei toteudu"),
        ("fi: \"Tapahtuma puuttuu\"\n      en: \"No such event\"", "Tapahtuma puuttuu"),
    ]) func aRuleSpeaksTheLanguageOfTheReport(messages: String, says: String) throws {
        let workspace = try Workspace()
        try workspace.replace("languages: [fi, sv, en]", with: "languages: [fi, sv]", in: Self.pipeline)
        try workspace.replace(
            "output: ../build/osaamiskeskus",
            with: "output: ../build/osaamiskeskus\noutputs: {figures: false, excel: false}", in: Self.pipeline)
        let old = """
                messages:
                  fi: "Tapahtumaa ei ole tapahtumaluettelossa"
                  sv: "Evenemanget finns inte i listan över evenemang"
                  en: "The event is not in the list of events"

            """
        try workspace.replace(
            old, with: messages.isEmpty ? "" : "    messages:\n      \(messages)\n", in: Self.pipeline)
        try workspace.run()
        let page = try workspace.text("build/osaamiskeskus/data-quality.fi.html")
        #expect(page.contains(says))
        for other in ["does not hold", "No such event", "the rule is", "correct the row"] {
            #expect(!page.contains(other), "'\(other)'")
        }
    }

    @Test func aLadderHasStepsOfTheCatalogue() throws {
        try Self.check([
            Mistake(
                Self.pipeline, "ladders: [[region, nuts2]]", "ladders: [[region, nuts2, continent]]",
                "pipeline.unknown-dimension", "'continent' is not a dimension")
        ])
        let workspace = try Workspace()
        try workspace.replace("ladders: [[region, nuts2]]", with: "ladders: [[region, nuts3]]", in: Self.pipeline)
        let outcome = try Command.run("run", Self.pipeline, in: workspace)
        #expect(outcome.status == 1)
        let lines = try workspace.text(Self.pipeline).components(separatedBy: "\n")
        let line = try #require(lines.firstIndex { $0.contains("[[region, nuts3]]") }) + 1
        #expect(outcome.error.contains("error[pipeline.unknown-dimension]: Pipelines/osaamiskeskus.yaml:\(line)"))
        #expect(outcome.error.contains("write 'nuts2'"))
    }

    @Test func aDayHasOneOfTheFormsThatThereAre() throws {
        let workspace = try Workspace()
        try workspace.replace("day: \"d.M.yyyy\"", with: "day: \"yyyy-MM-dd\"", in: "Reports/locales/fi.yaml")
        let findings = CheckTests.findings(workspace)
        #expect(findings.count == 1, "\(findings.map(\.rendered))")
        let rendered = findings.first?.rendered ?? ""
        #expect(rendered.contains("Reports/locales/fi.yaml:10") && rendered.contains("d MMMM yyyy"), "\(rendered)")
    }
}
