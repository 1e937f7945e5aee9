import Diagnostics
import Foundation
import Pipeline
import Testing

/// `kaiku check` finds, before a row is read, what a run would stop at: each mistake with its file, line and nearest name, and
/// all of them at once.
@Suite struct CheckTests {
    static let report = "Reports/funder-summary.yaml"
    static let pipeline = "Pipelines/osaamiskeskus.yaml"

    /// A mistake put into a file, and what must be said of the line that it is on.
    struct Mistake: Sendable {
        let file: String
        let old: String
        let new: String
        let code: String
        let says: [String]

        init(_ file: String, _ old: String, _ new: String, _ code: String, _ says: String...) {
            (self.file, self.old, self.new, self.code, self.says) = (file, old, new, code, says)
        }
    }

    static func findings(_ workspace: Workspace, _ pipeline: String = pipeline) -> [Finding] {
        var loader = PipelineLoader(options: RunOptions())
        return loader.findings("\(workspace.path)/\(pipeline)").filter { $0.severity >= .warning }
    }

    static func expect(_ mistakes: [Mistake], among findings: [Finding], in workspace: Workspace) throws {
        for mistake in mistakes {
            let lines = try workspace.text(mistake.file).components(separatedBy: "\n")
            let line = try #require(lines.firstIndex { $0.contains(mistake.new) }) + 1
            let place = RecordLocation(file: "\(workspace.path)/\(mistake.file)", line: line)
            let found = findings.filter { $0.code == mistake.code && $0.location?.description == place.description }
            let rendered = found.map(\.rendered).joined(separator: "\n")
            #expect(!found.isEmpty, "nothing said of \(mistake.new), among:\n\(findings.map(\.rendered))")
            for text in mistake.says {
                #expect(rendered.contains(text), "no '\(text)' in: \(rendered)")
            }
        }
    }

    static let inReports = [
        Mistake(
            report, "{figure: adoptions, section: diffusion}", "{figure: adoptons}", "report.unknown-indicator",
            "write 'adoptions'"),
        Mistake(
            report, "{figure: scaling-share, section: money}", "{figure: scaling-share, section: mony}",
            "report.unknown-section", "write 'money'"),
        Mistake(
            report, "recommendation[wave=after]", "recommendation[wave=aftr]", "report.unknown-level",
            "before, during and after", "write 'after'"),
        Mistake(
            report, "attendances[mode=onsite]", "attendances[mod=onsite]", "report.unknown-dimension", "write 'mode'"),
        Mistake(
            report, "attendances[mode=remote]", "attendances[gender=F]", "report.unknown-breakdown",
            "add [gender] to its `breakdowns:`"),
        Mistake(
            report, "- {figure: EECO01, label: key.esf-participants}",
            "- {figure: EECO01, label: key.esf-partisipants}", "report.unknown-text", "write 'key.esf-participants'",
            "fi, sv, en", "Reports/locales/sv.yaml"),
        Mistake(
            report, "- paragraph: text.targets", "- paragraph: text.targts", "report.unknown-text",
            "write 'text.targets'"),
        Mistake(report, "notes: [note.unique]", "notes: [note.uniqe]", "report.unknown-text", "write 'note.unique'"),
        Mistake(
            report, "{show: achievedShare,", "{show: achievdShare,", "report.unknown-part",
            "write 'achievedShare'"),
        Mistake(report, "show: dzLower", "show: dzLowr", "report.unknown-part", "'item-change'", "write 'dzLower'"),
        Mistake(
            report, "rows: {dimension: tie_kind, total: true}", "rows: {dimension: tie_knd, total: true}",
            "report.unknown-dimension", "write 'tie_kind'"),
        Mistake(
            report, "at: {wave: before}, show: lower", "at: {wave: befor}, show: lower", "report.unknown-level",
            "write 'before'"),
        Mistake(
            report, "at: {wave: before}, show: upper", "at: {wav: before}, show: upper", "report.unknown-dimension",
            "write 'wave'"),
        Mistake(
            report, "levels: [before, during, after]", "levels: [before, durng, after]", "report.unknown-level",
            "write 'during'"),
        Mistake(
            report, "across: {dimension: answer3,", "across: {dimension: anser3,", "report.unknown-dimension",
            "write 'answer3'"),
        Mistake(report, "order: [adoptions,", "order: [adoptons,", "report.unknown-column", "write 'adoptions'"),
        Mistake(
            report, "show: regions,", "show: regons,", "report.unknown-column", "the listing 'innovation-list'",
            "write 'regions'"),
        Mistake(
            report, "series: [cumulative]", "series: [cumulativ]", "report.unknown-column", "'adoptions-monthly'",
            "write 'cumulative'"),
        Mistake(
            "Reports/data-quality.yaml", "supplement: issues", "supplement: issus", "definition.unknown-value",
            "write 'issues'"),
        Mistake(
            "Reports/locales/sv.yaml", "{match-rate}", "{match-rat}", "report.unknown-indicator", "write 'match-rate'"),
        Mistake(
            "Reports/locales/en.yaml", "{recommendation[wave=before]}", "{recommendation[wave=before]:intervl}",
            "report.unknown-part", "write 'interval'"),
    ]

    @Test func everyUnknownNameOfReportsAtOnce() throws {
        let workspace = try Workspace()
        #expect(Self.findings(workspace).isEmpty)
        for mistake in Self.inReports { try workspace.replace(mistake.old, with: mistake.new, in: mistake.file) }
        let findings = Self.findings(workspace)
        try Self.expect(Self.inReports, among: findings, in: workspace)
        // Nothing else is complained of, and nothing twice.
        #expect(findings.count == Self.inReports.count, "\(findings.map(\.rendered))")
    }

    /// Rows of two sources are counted together: a column may not be a number in one and a text in the other.
    @Test func columnsThatAreNotTheSameInTwoMappings() throws {
        let workspace = try Workspace()
        let (first, second) = ("Pipelines/mappings/osallistumiset.yaml", "Pipelines/mappings/henkilomaarat.yaml")
        for (file, columns) in [
            (first, "columns:\n  extra: {constant: \"2\", type: integer}\n  where: {constant: F, codes: gender}"),
            (second, "columns:\n  extra: {constant: two, type: text}\n  where: {constant: onsite, codes: mode}"),
        ] {
            try workspace.replace("columns:", with: columns, in: file)
        }
        let findings = Self.findings(workspace)
        try Self.expect(
            [
                Mistake(
                    second, "", "  extra: {constant: two", "pipeline.column-types", "is a text here and an integer in",
                    "osallistumiset.yaml", "give the columns different names"),
                Mistake(
                    second, "", "  where: {constant: onsite", "pipeline.column-codes", "'mode' here and 'gender' in"),
            ], among: findings, in: workspace)
        #expect(findings.count == 2, "\(findings.map(\.rendered))")
        let run = try Command.run("run", Self.pipeline, in: workspace)
        #expect(run.status == 1, "\(run.error)")
        #expect(run.error.contains("error[pipeline.column-types]"))
    }

    /// Numbers are counted with the decimals of the mapping that has the most, whichever comes first.
    @Test func numbersOfOtherDecimalsAreCountedTogether() throws {
        let workspace = try DefinitionMistakeTests.small()
        for (file, column) in [
            ("osallistumiset", "{constant: \"2\", type: integer}"),
            ("henkilomaarat", "{constant: \"2.5\", type: decimal, places: 1}"),
        ] {
            try workspace.replace(
                "columns:", with: "columns:\n  extra: \(column)", in: "Pipelines/mappings/\(file).yaml")
        }
        try workspace.write(
            """
            kaiku: 1
            indicators:
              - code: extra-sum
                titles: {en: "Extra"}
                definition: {en: "The sum of a column that has decimals in one source only."}
                unit: points
                population: none
                calculation: {kind: sum, table: attendance, of: extra}

            """, to: "Pipelines/indicators/extra.yaml")
        #expect(Self.findings(workspace).isEmpty)
        let summary = try workspace.run()
        let kept = { (file: String) in
            summary.sources.filter { $0.file.hasSuffix(file) }.reduce(0) { $0 + $1.kept }
        }
        let (whole, halves) = (kept("osallistumiset.csv") + kept("ilmoittautuminen.csv"), kept("henkilomaarat.csv"))
        #expect(whole == 341 && halves == 9)
        #expect(try workspace.results().value("extra-sum") == 704.5)
    }

    @Test func chartsOfTablesThatAreNotThere() throws {
        let workspace = try Workspace()
        try workspace.replace("table: reach-by-region\n", with: "table: reach-by-regin\n", in: Self.report)
        let findings = Self.findings(workspace)
        #expect(findings.count == 1)
        #expect(findings.first?.code == "report.unknown-table")
        #expect(findings.first?.rendered.contains("write 'reach-by-region'") ?? false)
    }

    @Test func aRunStopsAtWhatCheckFindsInReports() throws {
        let workspace = try Workspace()
        try workspace.replace("show: dzLower", with: "show: dzLowr", in: Self.report)
        let outcome = try Command.run("run", Self.pipeline, in: workspace)
        #expect(outcome.status == 1)
        #expect(outcome.error.contains("error[report.unknown-part]: Reports/funder-summary.yaml:"))
        #expect(workspace.contents(of: "build").keys.allSatisfy { !$0.hasSuffix(".json") })
    }

    static let inMappings = [
        Mistake(
            "Pipelines/mappings/kysely.yaml", "from: Vastaajakoodi", "from: Vastajakoodi", "ingest.unknown-column",
            "has no column 'Vastajakoodi'", "did you mean 'Vastaajakoodi'?"),
        Mistake(
            "Pipelines/mappings/osallistujat.yaml", "from: Koulutusaste", "from: Koulutusate", "ingest.unknown-column",
            "osallistujat.xlsx", "did you mean 'Koulutusaste'?"),
        Mistake(
            "Pipelines/mappings/yhteistyo.yaml", "{from: Havaittu}", "{from: Havattu}", "ingest.unknown-column",
            "did you mean 'Havaittu'?"),
    ]

    @Test func everyColumnThatAFileLacks() throws {
        let workspace = try Workspace()
        for mistake in Self.inMappings { try workspace.replace(mistake.old, with: mistake.new, in: mistake.file) }
        try Self.expect(Self.inMappings, among: Self.findings(workspace), in: workspace)
        // Also together with mistakes in other definitions.
        try workspace.replace("codes: wave}", with: "codes: wawe}", in: "Pipelines/mappings/kutsut.yaml")
        try workspace.replace("show: dzLower", with: "show: dzLowr", in: Self.report)
        let findings = Self.findings(workspace)
        try Self.expect(Self.inMappings, among: findings, in: workspace)
        #expect(findings.contains { $0.code == "report.unknown-part" })
        #expect(findings.contains { $0.explanation.summary.contains("'wawe' is not a code list") })
    }

    @Test func filesThatCannotBeRead() throws {
        let workspace = try Workspace()
        let data = "\(workspace.path)/SampleData/osaamiskeskus"
        try Data().write(to: URL(fileURLWithPath: "\(data)/kustannukset.csv"))
        let events = URL(fileURLWithPath: "\(data)/tapahtumat.xlsx")
        try Data(try Data(contentsOf: events).prefix(9000)).write(to: events)
        let codes = Self.findings(workspace).map(\.code).sorted()
        #expect(codes == ["ingest.empty-file", "ingest.workbook-truncated"])
    }

    @Test func templatesThatAreNotThere() throws {
        let workspace = try Workspace()
        try FileManager.default.removeItem(atPath: "\(workspace.path)/Reports/templates/table.mustache")
        #expect(Self.findings(workspace).map(\.code) == ["html.template-not-readable"])
    }

    @Test func otherPipelinesPass() throws {
        for name in ["medical-innovation", "research-software-survey"] {
            let workspace = try Workspace(copying: ["Pipelines", "Reports"])
            try FileManager.default.copyItem(
                atPath: "\(Workspace.root)/Tests/EndToEndTests/RealInput/\(name)",
                toPath: "\(workspace.path)/Pipelines/\(name)")
            #expect(Self.findings(workspace, "Pipelines/\(name)/pipeline.yaml").isEmpty)
        }
        // The benchmark's inputs are generated, so that only those are missing.
        let workspace = try Workspace(copying: [])
        try FileManager.default.copyItem(
            atPath: "\(Workspace.root)/Benchmarks/pipeline", toPath: "\(workspace.path)/pipeline")
        try FileManager.default.copyItem(
            atPath: "\(Workspace.root)/Reports/templates", toPath: "\(workspace.path)/pipeline/templates")
        func project(_ file: String) throws -> String {
            try String(contentsOfFile: "\(Workspace.root)/\(file)", encoding: .utf8)
        }
        try workspace.write(
            try project("Reports/locales/en.yaml") + project("Benchmarks/pipeline/texts.en.yaml"),
            to: "pipeline/locales/en.yaml")
        let findings = Self.findings(workspace, "pipeline/benchmark.yaml")
        #expect(findings.map(\.code) == Array(repeating: "pipeline.no-files", count: 5))
    }

    // MARK: What is never shown

    @Test func freeTextAndPersonsAreNoLevels() throws {
        let workspace = try Workspace()
        try workspace.replace(
            "feedback: {from: Avoin palaute, type: text-length}",
            with: "feedback: {from: Avoin palaute, type: text-length}\n  comment: {from: Avoin palaute, type: text}",
            in: "Pipelines/mappings/kysely.yaml")
        try workspace.replace(
            "dimensions:\n",
            with: """
                dimensions:
                  comment: {titles: {en: "Comment"}, expression: "if(present(wave), comment, 'none')"}
                  who: {titles: {en: "Who"}, expression: respondent}

                """, in: "Pipelines/indicators/dimensions.yaml")
        // Whatever is counted: things whose counts are public, too.
        try workspace.write(
            try workspace.text("Pipelines/indicators/survey.yaml") + """
                  - code: by-comment
                    titles: {en: "By comment"}
                    definition: {en: "Answers."}
                    unit: number
                    population: none
                    calculation: {kind: count, table: survey_response}
                    breakdowns: [[comment]]
                  - code: by-person
                    titles: {en: "By person"}
                    definition: {en: "Answers."}
                    unit: number
                    population: none
                    calculation: {kind: count, table: survey_response}
                    breakdowns: [[who]]
                  - code: comments-listed
                    titles: {en: "Comments"}
                    definition: {en: "Comments one by one."}
                    unit: number
                    population: none
                    calculation:
                      kind: listing
                      table: survey_response
                      key: region
                      attributes: {comment: comment, who: respondent}
                      events: {table: adoption, key: region, aggregates: {adoptions: rows}}

                """, to: "Pipelines/indicators/survey.yaml")
        let findings = Self.findings(workspace).map(\.rendered)
        for (code, says) in [
            ("by-comment", "'comment' is free text"), ("by-person", "persons cannot be listed"),
            ("comments-listed", "'comment' is free text"), ("comments-listed", "persons cannot be listed"),
        ] {
            #expect(
                findings.contains {
                    $0.contains("the indicator '\(code)'") && $0.contains(says) && $0.contains("try: ")
                },
                "\(code): \(findings)")
        }
    }

    /// An address in a report's contact may stand there; any other may not, on a page or in a workbook without one.
    @Test(arguments: [true, false]) func onlyTheOwnContactMayStandInAReport(html: Bool) throws {
        let workspace = try Workspace()
        try workspace.replace("languages: [fi, sv, en]", with: "languages: [en]", in: Self.pipeline)
        try workspace.replace(
            "output: ../build/osaamiskeskus",
            with: "output: ../build/osaamiskeskus\noutputs: {figures: false, html: \(html)}", in: Self.pipeline)
        let texts = "Reports/locales/en.yaml"
        try workspace.replace(
            "report.contact: \"kaiku@example.org\"", with: "report.contact: \"Team, tiimi@example.org\"", in: texts)
        let good = try Command.run("run", Self.pipeline, "--quiet", in: workspace)
        #expect(good.status == 0, "\(good.error)")
        try workspace.replace("text.summary.reach: \"", with: "text.summary.reach: \"Ask muu@example.org. ", in: texts)
        let bad = try Command.run("run", Self.pipeline, in: workspace)
        #expect(bad.status == 4, "\(bad.error)")
        #expect(bad.error.contains("stop[disclosure.e-mail-address]: funder-summary.en.\(html ? "html" : "xlsx")"))
        #expect(!bad.error.contains("muu@"))
    }

    // MARK: Schemas

    @Test func misspeltKeysAreFoundWhereverAPipelineLies() throws {
        let workspace = try Workspace(copying: [])
        let deep = "a/b/c/d/e"
        let pipeline = try String(
            contentsOfFile: "\(Workspace.root)/Tests/EndToEndTests/RealInput/medical-innovation/pipeline.yaml",
            encoding: .utf8)
        try workspace.write(pipeline + "\noutptus: {excel: false}\n", to: "\(deep)/pipeline.yaml")
        let findings = Self.findings(workspace, "\(deep)/pipeline.yaml")
        let found = findings.first { $0.code == "definition.unknown-key" }
        #expect(found?.rendered.contains("'outptus' is not a key of") ?? false, "\(findings.map(\.rendered))")
        #expect(found?.rendered.contains("write 'outputs'") ?? false)
    }
}
