import Diagnostics
import Foundation
import Ingest
import Pipeline
import Testing

/// A copy of the sample that is broken on purpose, in every way that an authority's system finds: each is found and named.
@Suite(.serialized) struct BrokenProgrammeTests {
    static let pipeline = "Pipelines/osaamiskeskus.yaml"
    static let figures = "SampleData/osaamiskeskus/ohjelman_luvut.csv"
    static let place = "OK-2023;ESR+ 2021–2027;ESR+;4;4.3;Kehittyneemmät alueet"

    /// A row of what was reported at the end of December.
    private static func row(
        _ code: String, _ value: Int, _ gender: String, kind: String = "toteuma", day: String = "31.12.2023"
    ) -> String {
        let source = kind == "toteuma" ? "EURA" : "rahoituspäätös"
        return "\(code);\(kind);\(value);\(place);\(gender);\(day);\(source)\n"
    }

    /// The sample with contradictory figures, and with two more files of participants.
    private static func broken() throws -> Workspace {
        let workspace = try Workspace()
        func change(_ code: String, _ gender: String, _ from: Int, _ to: Int, day: String = "31.12.2023") throws {
            let (old, new) = (row(code, from, gender, day: day), row(code, to, gender, day: day))
            try workspace.replace(old, with: new, in: figures)
        }
        // One woman more than by labour status and by education; more long-term unemployed men than unemployed ones.
        try change("EECO01", "nainen", 23, 24)
        try change("EECO03", "mies", 1, 4)
        // A result above its output; two results of the same people; more minors than participants.
        try change("EECR01", "mies", 0, 4)
        try change("EECO06", "mies", 1, 14)
        try change("EECO12", "muu", 0, 2)
        // What was reported in June has fallen, once without a word.
        try change("EECO17", "nainen", 2, 5, day: "30.6.2023")
        // Percentages of both days, which may fall, one of them 104.
        let percentages = ["30.6.2023", "31.12.2023"].map { day in
            ["nainen", "mies", "muu"].map { gender in
                row("OK-PART", day.hasPrefix("30.6") ? 100 : gender == "nainen" ? 104 : 70, gender, day: day)
            }.joined()
        }.joined()
        // A zero that is missing.
        try workspace.replace(row("EECO16", 0, "muu"), with: "", in: figures)
        try workspace.write(
            try workspace.text(figures)
                // A total that is not its genders', an enterprise with a gender, a percentage of 104, a target that is due.
                + row("EECO07", 12, "") + row("EECO19", 3, "nainen") + percentages
                + row("EECO08", 9, "", kind: "välitavoite")
                // An estimate that nobody says the source of.
                + "EECO15;arvio;0;\(place);nainen;30.6.2023;\n", to: figures)
        try workspace.write(
            """
            kaiku: 1
            indicators:
              - code: OK-PART
                titles: {en: "Of one's own"}
                definition: {en: "A share."}
                unit: share
                population: persons
                calculation: {kind: share, table: participant, part: "left", where: complete}
                rule: {programme: esf-plus-2021-2027, text: {en: "A share."}, measured: leaving, data: personal}

            """, to: "Pipelines/indicators/own.yaml")
        try addParticipants(workspace)
        try workspace.replace(
            "languages: [fi, sv, en]", with: "languages: [en, fi]\noutputs: {excel: false, figures: false}",
            in: pipeline)
        return workspace
    }

    /// Participants with faults in their rows, and an attendance list that was mapped as participation.
    private static func addParticipants(_ workspace: Workspace) throws {
        let header = "Koodi;Toimi;Alku;Loppu;Syntynyt;Sukupuoli;Asema;Aste;Huomio\n"
        let sources = [
            (
                "late", "Late participants",
                [
                    // Line 2: unknown gender. 3: the end before the start. 4: no education. 5: no end, the operation over for a year.
                    "X-1;OK-2023;1.9.2023;30.9.2023;1.1.1980;tuntematon;työtön;3;",
                    "X-2;OK-2023;1.9.2023;1.8.2023;1.1.1981;nainen;työtön;3;",
                    "X-3;OK-2023;1.9.2023;30.9.2023;1.1.1982;nainen;työtön;;",
                    "X-4;OK-2022;1.2.2022;;1.1.1983;nainen;;3;",
                    // 6: a personal identity code, with an artificial serial. 7: an operation that nobody knows.
                    "X-5;OK-2023;1.9.2023;30.9.2023;1.1.1984;nainen;työtön;3;131052-913A",
                    "X-6;OK-1999;1.9.2023;30.9.2023;1.1.1985;nainen;työtön;3;",
                ]
            ),
            ("audience", "An audience", (1...12).map { "Y-\($0);OK-2023;7.11.2023;7.11.2023;1.1.1990;nainen;;;" }),
        ]
        var declared = ""
        for (id, title, rows) in sources {
            try workspace.write(
                header + rows.map { $0 + "\n" }.joined(), to: "SampleData/osaamiskeskus/\(id).csv")
            declared += """
                  - id: \(id)
                    titles: {en: "\(title)"}
                    files: ["../SampleData/osaamiskeskus/\(id).csv"]
                    mapping: mappings/late.yaml

                """
        }
        try workspace.write(
            """
            kaiku: 1
            record: participation
            columns:
              person: {from: Koodi}
              operation: {from: Toimi}
              entry: {from: Alku}
              exit: {from: Loppu}
              birth_date: {from: Syntynyt}
              gender: {from: Sukupuoli, codes: gender}
              labour_status: {from: Asema, codes: labour-status}
              education: {from: Aste, range: [0, 8]}
              note: {from: Huomio, type: text-length}

            """, to: "Pipelines/mappings/late.yaml")
        try workspace.replace("\ntables:\n", with: "\n" + declared + "\ntables:\n", in: pipeline)
        let operations = "SampleData/osaamiskeskus/toimet.csv"
        try workspace.write(
            try workspace.text(operations).trimmingCharacters(in: .newlines)
                + "\r\nOK-2022;Esivaihe;ESR+ 2021–2027;ESR+;4;4.3;Kehittyneemmät alueet;Julkinen organisaatio;ei;kyllä;"
                + "1.1.2022;1.1.2022;31.12.2022;1000\r\n", to: operations)
    }

    /// What must be said of each: the rule, and the figures or rows to look at.
    static let expected: [(code: String, says: [String])] = [
        ("programme.esf-plus-labour-status", ["EECO02 + EECO04 + EECO05", "gender=F", "ohjelman_luvut.csv:"]),
        ("programme.esf-plus-education", ["EECO09 + EECO10 + EECO11", "gender=F", "ohjelman_luvut.csv:"]),
        ("programme.esf-plus-long-term", ["EECO03", "more than EECO02", "gender=M", "1 of "]),
        ("programme.esf-plus-age", ["EECO06 + EECO07 + EECO08", "more than EECO01"]),
        ("programme.esf-plus-background", ["EECO12", "gender=X"]),
        ("programme.esf-plus-results", ["EECR01", "more than EECO04", "gender=M", "SFC2021"]),
        ("programme.esf-plus-first-result", ["EECR01 + EECR04", "more than EECO02 + EECO04"]),
        ("programme.esf-plus-shares", ["OK-PART", "more than 100"]),
        ("programme.esf-plus-reported", ["EECO16", "gender=X", "is not reported", "1 of "]),
        ("programme.esf-plus-genders", ["EECO07"]),
        ("programme.esf-plus-entities", ["EECO19", "is reported by gender"]),
        ("programme.esf-plus-cumulative", ["EECO17", "achieved 2023-06-30", "achieved 2023-12-31"]),
        ("programme.esf-plus-agreement", ["EECO01", "computed"]),
        ("programme.esf-plus-support", ["EECO05", "EECO19", "never for both"]),
        ("programme.esf-plus-milestones", ["EECO08", "milestone 2023-12-31"]),
        (
            "rule.audience-as-participants",
            ["12 of 12 rows", "(SAT1, SAT2, SAT3, SIP)", "lines 2, 3", "are not participants"]
        ),
        ("rule.audience-as-participants", ["none of 12 rows has a labour status or education"]),
    ]

    @Test func everyViolationIsFoundAndNamed() throws {
        let workspace = try Self.broken()
        // First with one of the rules as a gate: nothing is published.
        let checks = "Pipelines/programmes/esf-plus-2021-2027/checks.yaml"
        let long = "  - id: esf-plus-long-term\n"
        try workspace.replace(long, with: long + "    severity: error\n", in: checks)
        let gate = try Command.run("run", Self.pipeline, in: workspace)
        #expect(gate.status == 3 && gate.error.contains("programme.esf-plus-long-term"), "\(gate.error)")
        #expect(!FileManager.default.fileExists(atPath: "\(workspace.path)/build/osaamiskeskus/results.json"))
        try workspace.replace(long + "    severity: error\n", with: long, in: checks)

        let summary = try workspace.run()
        let findings = summary.findings
        for (code, says) in Self.expected {
            let texts = findings.filter { $0.code == code }.map(\.rendered)
            #expect(
                texts.contains { text in says.allSatisfy { text.contains($0) } }, "\(code): no \(says) in \(texts)")
        }
        // And nothing that holds is said to be broken.
        let broken = Set(findings.map(\.code).filter { $0.hasPrefix("programme.") })
        #expect(broken == Set(Self.expected.map(\.code).filter { $0.hasPrefix("programme.") }))
        try Self.expectRows(workspace, summary)
        try Self.expectProtection(findings)
        try Self.expectNoWithheldCell(workspace)

        // Told again while nothing changes, and by a check.
        let again = try workspace.run()
        #expect(again.isUnchanged)
        #expect(Set(again.findings.map(\.code).filter { $0.hasPrefix("programme.") }) == broken)
        // What is kept to be told again is of one build: without it nothing stands.
        let kept = "\(workspace.path)/build/.kaiku/osaamiskeskus.sqlite.programme-findings.json"
        let text = try String(contentsOfFile: kept, encoding: .utf8)
        try text.replacing(summary.build, with: "0000000000000000").write(
            toFile: kept, atomically: true, encoding: .utf8)
        let other = try workspace.run()
        #expect(!other.isUnchanged)
        #expect(Set(other.findings.map(\.code).filter { $0.hasPrefix("programme.") }) == broken)
        var loader = PipelineLoader(options: RunOptions())
        let checked = loader.findings("\(workspace.path)/\(Self.pipeline)").map(\.code)
        #expect(broken.isSubset(of: checked))
    }

    /// The faults of rows: in quarantine, or kept and asked for.
    private static func expectRows(_ workspace: Workspace, _ summary: RunSummary) throws {
        let late = try #require(summary.sources.first { $0.source == "late" })
        // Unknown gender, the end before the start, an identity code, an unknown operation.
        #expect(late.read == 6 && late.quarantined == 4, "\(late)")
        let page = try workspace.text("build/osaamiskeskus/data-quality.en.html")
        for text in [
            "The exit is before the entry", "The operation is not in the list of operations",
            "The exit is missing although the operation has ended", "The education at entry is missing",
            "The labour market status at entry is missing",
            "look like the audience of an event (SAT1, SAT2, SAT3, SIP)",
            "The estimate has no source", "The long-term unemployed are a part of the unemployed", "should be at most",
            "not due yet", "behind",
        ] {
            #expect(page.contains(text), "the report does not say '\(text)'")
        }
        // Whoever sent the rows is asked for what is missing.
        let list = "\(workspace.path)/build/osaamiskeskus/fix-lists/late.en.xlsx"
        let workbook = try WorkbookReader(path: list, displayName: "late.en.xlsx")
        var rows: [[String]] = []
        for sheet in workbook.sheets where sheet.kind == .worksheet {
            try workbook.readRows(sheet: .name(sheet.name)) { row in
                rows.append(row.cells.map { if case .text(let text) = $0 { text } else { "" } })
            }
        }
        let asked = rows.map { $0.joined(separator: "|") }
        #expect(
            asked.contains { $0.contains("|Aste|") && $0.contains("The education at entry is missing") }, "\(asked)")
        #expect(
            asked.contains { $0.contains("|Asema|") && $0.contains("The labour market status at entry is missing") })
    }

    /// A comparison is listed in the public copy where its figures are shown; the others are counted.
    private static func expectNoWithheldCell(_ workspace: Workspace) throws {
        let text = try workspace.text("build/osaamiskeskus/programme-checks.json")
        let object = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        let checks = try #require(object["checks"] as? [[String: Any]])
        #expect(object["findings"] == nil && checks.contains { $0["notShown"] as? Int ?? 0 > 0 })
        for cell in checks.flatMap({ $0["cells"] as? [[String: Any]] ?? [] }) {
            for side in [cell["left"], cell["right"]].compactMap({ $0 as? [String: Any] })
            where !(side["figures"] as? [Any] ?? []).isEmpty {
                let isPresent = side["value"] is Double || cell["relation"] as? String == "is-missing"
                #expect(isPresent, "\(cell)")
            }
        }
        let listed = try MeasuresTests.rows(
            "programme-checks-cells", of: workspace.text("build/osaamiskeskus/data-quality.en.html"))
        #expect(listed.count > 1 && !listed.joined().contains { $0.contains("[c]") }, "\(listed)")
    }

    /// No small number is told, of computed and of reported figures.
    private static func expectProtection(_ findings: [Finding]) throws {
        let told = findings.filter { $0.code.hasPrefix("programme.esf-plus") }.compactMap(\.explanation.cause)
        for cause in told where !cause.contains("milestone") {
            for match in cause.matches(of: /= ([0-9]+)/) {
                let number = try #require(Int(match.1))
                #expect(number == 0 || number >= 5, "\(cause)")
            }
        }
    }

    /// The sample itself breaks no rule, and every rule of its programme is held against something.
    @Test func theSampleBreaksNoRule() throws {
        let workspace = try Workspace()
        try workspace.replace(
            "languages: [fi, sv, en]", with: "languages: [en]\noutputs: {excel: false, html: false, figures: false}",
            in: Self.pipeline)
        let findings = try workspace.run().findings.filter {
            $0.code.hasPrefix("programme.") || $0.code == "rule.audience-as-participants"
        }
        // An operation has employed participants and supported firms, which is worth a look and no fault.
        #expect(findings.map(\.code) == ["programme.esf-plus-support"], "\(findings.map(\.rendered))")
        let text = try workspace.text("build/osaamiskeskus/programme-checks.json")
        let object = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        let checks = try #require(object["checks"] as? [[String: Any]])
        #expect(checks.count == 33)
        for check in checks where check["programme"] as? String == "esf-plus-2021-2027" {
            let made = (check["held"] as? Int ?? 0) + (check["cells"] as? [Any] ?? []).count
            let id = check["id"] as? String ?? ""
            // The packs have no share, and nobody typed a total beside its genders.
            #expect(made > 0 || ["esf-plus-shares", "esf-plus-genders"].contains(id), "\(id) was not made")
        }
    }
}
