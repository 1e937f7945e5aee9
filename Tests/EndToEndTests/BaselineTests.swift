import Foundation
import Testing

@testable import Pipeline

/// Findings that somebody has accepted: shown as accepted, changing no figure, tripping no gate, until they expire or are gone.
@Suite(.serialized) struct BaselineTests {
    static let file = "\(QualityTests.folder)/quality-baseline.yaml"
    static let stop = "  - {id: known-event, table: attendance, reference: event, severity: stop}\n"
    static let who = ["--by", "A. Analyst", "--why", "The list comes in: \"autumn\"."]

    static func kaiku(_ workspace: Workspace, _ command: String, _ arguments: [String] = []) throws -> Command.Outcome {
        try Command.run([command, QualityTests.pipeline] + arguments, in: workspace)
    }

    @Test func acceptedRowsTripNoGateAndStayInQuarantine() throws {
        let workspace = try QualityTests.open(rules: Self.stop, baseline: true)
        try QualityTests.write(workspace, wrong: 3)
        #expect(try Self.kaiku(workspace, "run").status == 3)
        let open = try Self.kaiku(workspace, "baseline")
        #expect(open.status == 0)
        #expect(open.output.contains("stop  rule.known-event of people: 3"), "\(open.output)")
        let accepted = try Self.kaiku(workspace, "baseline", ["--accept"] + Self.who)
        #expect(accepted.status == 0, "\(accepted.error)")
        let text = try workspace.text(Self.file)
        #expect(
            text.contains("finding: \"rule.known-event\"")
                && text.contains("why: \"The list comes in: \\\"autumn\\\".\""))
        #expect(text.matches(of: /- "[0-9a-f]{32}"/).count == 3, "rows are named by what is written in them")
        #expect(!text.contains("TAP"), "and do not say what that is")
        let run = try Self.kaiku(workspace, "run")
        #expect(run.status == 0, "\(run.error)")
        #expect(run.output.contains("quarantined  3"))
        let page = try QualityTests.page(workspace)
        let row = try #require(try QualityTests.table("accepted-findings", in: page).first { $0.contains("People") })
        #expect(row.contains("3") && row.contains("in force") && row.contains { $0.contains("autumn") }, "\(row)")
        #expect(try Self.kaiku(workspace, "baseline").output.contains("3, 3 accepted"))
        // Another row is not accepted, and the accepted ones are, wherever they stand now.
        let people = "\(QualityTests.folder)/\(QualityTests.people)"
        let lines = try workspace.text(people).split(separator: "\n").map(String.init)
        try workspace.write(([lines[0]] + lines.dropFirst().reversed() + [""]).joined(separator: "\n"), to: people)
        #expect(try Self.kaiku(workspace, "run").status == 0)
        try workspace.write(
            try workspace.text(people) + "TAP-99;uusi;Lappi;lähi;3.1.2024;\n", to: people)
        let more = try Self.kaiku(workspace, "run")
        #expect(more.status == 3)
        #expect(
            more.error.contains("1 of 61 rows breaks the rule 'known-event', besides 3 that are accepted"),
            "\(more.error)")
    }

    @Test func countsAcceptSoManyAndNoMore() throws {
        let workspace = try QualityTests.open(
            rules: "  - {id: known-event, table: attendance, reference: event, maximum: {count: 1}}\n", baseline: true)
        try QualityTests.write(workspace, wrong: 3)
        #expect(try Self.kaiku(workspace, "run").status == 3)
        #expect(try Self.kaiku(workspace, "baseline", ["--accept", "--count"] + Self.who).status == 0)
        #expect(try workspace.text(Self.file).contains("count: 3"))
        #expect(try Self.kaiku(workspace, "run").status == 0)
        try QualityTests.write(workspace, wrong: 4)
        #expect(try Self.kaiku(workspace, "run").status == 0, "one more than accepted is what the rule allows")
        try QualityTests.write(workspace, wrong: 5)
        let outcome = try Self.kaiku(workspace, "run")
        #expect(outcome.status == 3)
        #expect(outcome.error.contains("2 of 60 rows break the rule"), "\(outcome.error)")
    }

    @Test func whatHasExpiredIsNotAccepted() throws {
        let workspace = try QualityTests.open(rules: Self.stop, baseline: true)
        try QualityTests.write(workspace, wrong: 1)
        #expect(try Self.kaiku(workspace, "baseline", ["--accept", "--until", "2024-06-30"] + Self.who).status == 0)
        #expect(try Self.kaiku(workspace, "run").status == 0)
        let outcome = try Self.kaiku(workspace, "run", ["--as-of", "2024-07-01"])
        #expect(outcome.status == 3)
        let list = try Self.kaiku(workspace, "baseline", ["--as-of", "2024-07-01"])
        #expect(list.error.contains("warning[baseline.expired]"), "\(list.error)")
        #expect(list.error.contains("was accepted until 2024-06-30"))
    }

    @Test func whatNoLongerOccursIsToldAndTakenOut() throws {
        let workspace = try QualityTests.open(rules: Self.stop, baseline: true)
        try QualityTests.write(workspace, wrong: 1)
        #expect(try Self.kaiku(workspace, "baseline", ["--accept"] + Self.who).status == 0)
        try QualityTests.write(workspace)
        let outcome = try Self.kaiku(workspace, "run")
        #expect(outcome.status == 0)
        #expect(outcome.output.contains("warning[baseline.not-occurring]"), "\(outcome.output)")
        #expect(try QualityTests.page(workspace).contains("no longer occurs"))
        let pruned = try Self.kaiku(workspace, "baseline", ["--prune"])
        #expect(pruned.output.contains("1 entry taken out"))
        #expect(try workspace.text(Self.file).contains("accepted: []"))
        #expect(try !Self.kaiku(workspace, "run").output.contains("baseline.not-occurring"))
    }

    /// Gates of whole sources: too many rows in quarantine, rows that changed, columns that are new.
    @Test func findingsOfWholeSourcesAreAccepted() throws {
        let workspace = try QualityTests.open(
            rules: """
                  - {id: enough, rows: {source: people, least: 100}, severity: stop}
                """, baseline: true)
        try workspace.replace(
            "record: attendance", with: "record: attendance\nlimits: {quarantined-count: 1}",
            in: "\(QualityTests.folder)/people.yaml")
        let people = "\(QualityTests.folder)/\(QualityTests.people)"
        try workspace.write(try workspace.text(people).replacingOccurrences(of: "Lappi", with: "Lapi"), to: people)
        let refused = try Self.kaiku(workspace, "run")
        #expect(refused.status == 3)
        #expect(refused.error.contains("stop[ingest.too-many-quarantined]"), "\(refused.error)")
        #expect(refused.error.contains("the mapping allows 1 row"))
        #expect(refused.error.contains("stop[rule.enough]"), "every gate is told at once")
        #expect(
            try Self.kaiku(workspace, "baseline", ["--accept", "--finding", "ingest.too-many-quarantined"] + Self.who)
                .status == 0)
        let half = try Self.kaiku(workspace, "run")
        #expect(half.status == 3 && !half.error.contains("too-many-quarantined]"), "\(half.error)")
        #expect(
            try Self.kaiku(
                workspace, "baseline", ["--accept", "--source", "people", "--finding", "rule.enough"] + Self.who
            ).status == 0)
        #expect(try Self.kaiku(workspace, "run").status == 0)
        // The gate is not forgotten with the file: without the entry it stops a run that reads nothing.
        try workspace.write("kaiku: 1\naccepted: []\n", to: Self.file)
        let again = try Self.kaiku(workspace, "run")
        #expect(again.status == 3)
        #expect(again.error.contains("too-many-quarantined]") && again.error.contains("rule.enough]"), "\(again.error)")
    }

    @Test func whoAcceptsSaysSo() throws {
        let workspace = try QualityTests.open(rules: Self.stop, baseline: true)
        for arguments in [["--accept"], ["--accept", "--by", "A"], ["--accept", "--by", " ", "--why", "b"]] {
            let outcome = try Self.kaiku(workspace, "baseline", arguments)
            #expect(outcome.status == 2 && outcome.error.contains("whoever reads the baseline"), "\(outcome.error)")
        }
        let none = try QualityTests.open()
        let outcome = try Self.kaiku(none, "baseline")
        #expect(outcome.status == 1)
        #expect(outcome.error.contains("add 'baseline: quality-baseline.yaml' to the pipeline"))
    }

    /// Looking at what is open leaves store and build as they were.
    @Test func lookingChangesNothing() throws {
        let workspace = try QualityTests.open(rules: Self.stop, baseline: true)
        try workspace.run(QualityTests.pipeline)
        let before = workspace.contents(of: "build/laatu")
        try QualityTests.write(workspace, wrong: 2)
        #expect(try Self.kaiku(workspace, "baseline").output.contains("rule.known-event of people: 2"))
        try QualityTests.write(workspace)
        #expect(try Self.kaiku(workspace, "run", ["--quiet"]).status == 0)
        let after = workspace.contents(of: "build/laatu")
        #expect(after["results.json"] == before["results.json"] && after["build.json"] == before["build.json"])
    }

    @Test func entriesThatMakeNoSenseAreMistakes() throws {
        let workspace = try QualityTests.open(rules: Self.stop, baseline: true)
        try workspace.write(
            """
            kaiku: 1
            accepted:
              - {finding: rule.known-evnt, source: people, count: 1, by: A, on: 2024-01-01, why: b}
              - {finding: rule.known-event, source: peple, count: 1, by: A, on: 2024-01-01, why: b}
              - {finding: rule.known-event, source: people, by: A, on: 2024-01-01, why: b}
              - {finding: ingest.duplicate, source: people, count: 2, by: A, on: 2024-13-01, why: b}
              - {finding: ingest.duplicate, source: people, count: 2, by: A, on: 2024-01-01, why: b}
              - {finding: ingest.duplicate, source: people, count: 3, by: A, on: 2024-01-01, why: b}
              - {finding: ingest.not-of-type, source: people, rows: [abc], by: A, on: 2024-01-01, why: b}

            """, to: Self.file)
        let outcome = try Self.kaiku(workspace, "check")
        #expect(outcome.status == 1)
        for text in [
            "the pipeline has no rule 'rule.known-evnt'", "write 'rule.known-event'", "'peple' is not a source",
            "is accepted without saying how many of it", "must be a day", "is accepted already",
        ] {
            #expect(outcome.error.contains(text), "no '\(text)' in:\n\(outcome.error)")
        }
    }

    /// The file reads back as what was written, whatever stands in it.
    @Test func theFileReadsBack() throws {
        let workspace = try QualityTests.open(rules: Self.stop, baseline: true)
        let day = try #require(QualitySurvey.today)
        let entry = Baseline.Entry(
            finding: "rule.known-event", source: "people", column: "Hyöty: \"kyllä\" \\ # \u{85}\u{1}", rows: [],
            count: 7, by: "Å\tÄ", on: day, why: "- ensin\nsitten: {ei}", until: day, location: nil)
        try workspace.write(Baseline(entries: [entry]).text(schema: nil), to: Self.file)
        var loader = PipelineLoader(options: RunOptions())
        var read = try #require(try loader.load("\(workspace.path)/\(QualityTests.pipeline)").baseline.entries.first)
        read.location = nil
        #expect(read == entry)
    }
}
