import Foundation
import Pipeline
import Testing

/// Rules about sources as a whole, accepted findings, and what the report on data quality says, on a small pipeline of its own.
@Suite(.serialized) struct QualityTests {
    static let folder = "Pipelines/laatu"
    static let pipeline = "\(folder)/pipeline.yaml"
    static let events = "tapahtumat.csv"
    static let people = "osallistujat.csv"

    /// Six events and sixty attendances; one person's region is not known.
    static func open(rules: String = "", baseline: Bool = false) throws -> Workspace {
        let workspace = try Workspace(copying: ["Pipelines", "Reports"])
        try workspace.write(
            """
            kaiku: 1
            pipeline: laatu
            period: {from: 2024-01-01, to: 2024-12-31}
            as-of: 2024-06-30
            languages: [en, fi, sv]
            output: ../../build/laatu
            locales: ../../Reports/locales
            templates: ../../Reports/templates
            code-lists: ["../codes/*.yaml"]
            catalogue: ["../indicators/dimensions.yaml", "indicators.yaml"]
            reports: [report.yaml, ../../Reports/data-quality.yaml]
            outputs: {figures: false}
            \(baseline ? "baseline: quality-baseline.yaml" : "")
            sources:
              - {id: events, titles: {en: "Events"}, files: [\(events)], mapping: events.yaml}
              - {id: people, titles: {en: "People"}, files: [\(people)], mapping: people.yaml}
            tables:
              event: {key: event}
              attendance: {references: {event: event}, recorded: signed_up}
            \(rules.isEmpty ? "" : "rules:\n" + rules)

            """, to: pipeline)
        try workspace.write(
            """
            kaiku: 1
            indicators:
              - code: attendances
                titles: {en: "Attendances"}
                definition: {en: "Attendances."}
                unit: attendances
                population: persons
                calculation: {kind: count, table: attendance}

            """, to: "\(folder)/indicators.yaml")
        try workspace.write(
            """
            kaiku: 1
            report: laatu
            sections:
              - {id: a, title: section.summary, blocks: [{key-figures: [attendances]}]}

            """, to: "\(folder)/report.yaml")
        try workspace.write(
            """
            kaiku: 1
            record: event
            columns:
              event: {from: Tunnus}
              name: {from: Nimi}
              kind: {from: Laji, type: code}
              start: {from: Alku}

            """, to: "\(folder)/events.yaml")
        try workspace.write(
            """
            kaiku: 1
            record: attendance
            columns:
              event: {from: Tapahtuma}
              person: {from: Osallistuja}
              region: {from: Maakunta, codes: maakunta}
              mode: {from: Tapa, type: code}
              signed_up: {from: Kirjattu, type: day}
            ignore: [Huomio]

            """, to: "\(folder)/people.yaml")
        try write(workspace)
        return workspace
    }

    /// - Parameters:
    ///   - rows: Attendances.
    ///   - remote: How many of them are remote.
    ///   - wrong: How many name an event that is not there.
    static func write(
        _ workspace: Workspace, rows: Int = 60, remote: Int = 20, wrong: Int = 0, region: String = "Maakunta"
    ) throws {
        var events = "Tunnus;Nimi;Laji;Alku\n"
        for number in 1...6 { events += "TAP-0\(number);Työpaja \(number);työpaja;1.\(number).2024\n" }
        try workspace.write(events, to: "\(folder)/\(Self.events)")
        var people = "Tapahtuma;Osallistuja;\(region);Tapa;Kirjattu;Huomio\n"
        for row in 0..<rows {
            let event = row < wrong ? "TAP-\(row + 1)X" : "TAP-0\(row % 6 + 1)"
            let place = row == 0 ? "" : row % 2 == 0 ? "Uusimaa" : "Lappi"
            people += "\(event);h\(row);\(place);\(row < remote ? "etä" : "lähi");\(3 + row % 3).\(row % 6 + 1).2024;\n"
        }
        try workspace.write(people, to: "\(folder)/\(Self.people)")
    }

    static func page(_ workspace: Workspace, _ language: String = "en") throws -> String {
        try workspace.text("build/laatu/data-quality.\(language).html")
    }

    /// A table of a page as its rows of cells, without marks.
    static func table(_ id: String, in page: String) throws -> [[String]] {
        let start = try #require(page.range(of: "id=\"table-\(id)\"")?.lowerBound, "there is no table \(id)")
        let end = try #require(page.range(of: "</table>", range: start..<page.endIndex)?.lowerBound)
        return page[start..<end].components(separatedBy: "<tr").dropFirst().map { row in
            row.matches(of: /(?s)<t[hd][^>]*>(.*?)<\/t[hd]>/).map { cell in
                String(cell.1).replacingOccurrences(of: "<[^>]*>", with: "", options: .regularExpression)
                    .replacingOccurrences(of: "\u{A0}", with: " ")
                    .trimmingCharacters(in: .whitespacesAndNewlines)
            }
        }
    }

    static func run(_ workspace: Workspace, _ arguments: String...) throws -> Command.Outcome {
        try Command.run(["run", pipeline] + arguments, in: workspace)
    }

    // MARK: What is wrong throughout

    /// What is wrong in every row is the mapping's: the analyst is told, and no supplier asked to type sixty dates anew.
    @Test func whatIsWrongInEveryRowIsToldOnce() throws {
        let workspace = try Self.open()
        let path = "\(Self.folder)/\(Self.people)"
        try workspace.write(
            try workspace.text(path).replacing(/;(\d)\.(\d)\.2024;/) { ";2024, \($0.2). kuun \($0.1).;" }, to: path)
        for again in [false, true] {
            let outcome = try Self.run(workspace)
            #expect(outcome.status == 0)
            #expect(
                outcome.output.contains("the column 'Kirjattu' does not fit in 60 of 60 rows (ingest.not-of-type)"),
                "\(again): \(outcome.output)")
        }
        let page = try Self.page(workspace)
        #expect(page.contains("The value of “Kirjattu” fits in hardly any row"))
        #expect(page.contains("declare how dates are written under format"))
        #expect(try Self.table("quarantined-rows", in: page).count == 61)
        let lists = "\(workspace.path)/build/laatu/fix-lists"
        #expect((try? FileManager.default.contentsOfDirectory(atPath: lists)) ?? [] == [])
    }

    @Test func aFileOfWhichNoRowIsKeptIsTold() throws {
        let workspace = try Self.open()
        try Self.write(workspace, rows: 12)
        let path = "\(Self.folder)/\(Self.people)"
        var lines = try workspace.text(path).split(separator: "\n").map(String.init)
        for index in 1..<lines.count {
            lines[index] = index % 2 == 0 ? lines[index].replacing("TAP-0", with: "") : lines[index] + "x;y"
        }
        try workspace.replace(
            "region: {from: Maakunta, codes: maakunta}",
            with: "region: {from: Maakunta, codes: maakunta, required: true}", in: "\(Self.folder)/people.yaml")
        for index in stride(from: 2, to: lines.count, by: 2) {
            lines[index] = lines[index].replacing("Uusimaa", with: "").replacing("Lappi", with: "")
        }
        try workspace.write(lines.joined(separator: "\n") + "\n", to: path)
        let outcome = try Self.run(workspace)
        #expect(outcome.output.contains("none of 12 rows was kept"), "\(outcome.output)")
        #expect(try Self.page(workspace).contains("No row of the file could be kept (read 12)."))
    }

    // MARK: Reports

    @Test func everyLanguageHasItsReport() throws {
        let workspace = try Self.open()
        try workspace.run(Self.pipeline)
        let words = ["en": "Data quality", "fi": "Aineiston laatu", "sv": "Materialets kvalitet"]
        for (language, title) in words {
            #expect(try Self.page(workspace, language).contains(title))
            let book = "\(workspace.path)/build/laatu/data-quality.\(language).xlsx"
            #expect(FileManager.default.fileExists(atPath: book))
        }
        #expect(try Self.page(workspace, "fi").contains("data-quality.sv.html"), "pages lead to one another")
        #expect(!FileManager.default.fileExists(atPath: "\(workspace.path)/build/laatu/data-quality.html"))
    }

    /// The report of this pipeline has no part for it.
    @Test func everyReportSaysWhatBecameOfTheRows() throws {
        let workspace = try Self.open()
        try workspace.run(Self.pipeline)
        let page = try workspace.text("build/laatu/laatu.en.html")
        #expect(page.contains("66 rows were read: 66 kept, 0 quarantined and 0 excluded"))
        let own = try Self.page(workspace)
        #expect(own.components(separatedBy: "66 rows were read").count == 2, "once, in its own part")
    }

    @Test func aTrendNeedsTwoBuilds() throws {
        let workspace = try Self.open(
            rules: "  - {id: known-event, table: attendance, reference: event, severity: error}\n")
        try workspace.run(Self.pipeline)
        let first = try Self.page(workspace)
        #expect(first.contains("This is the first build whose quality is on record"))
        #expect(!first.contains("quality-trend-findings"))
        try Self.write(workspace, wrong: 7)
        try workspace.run(Self.pipeline)
        let second = try Self.page(workspace)
        #expect(second.contains("Rows in quarantine: 7 now, 0 in the previous build."))
        #expect(second.contains("quality-trend-findings"))
        let rows = try Self.table("quality-trend", in: second)
        let counts = rows.dropFirst().map { row in Array(row.dropFirst(2)) }
        #expect(counts == [["66", "66", "0", "0", "0", "0"], ["66", "59", "7", "0", "7", "0"]])
        // Nothing is added when nothing is built.
        #expect(try workspace.run(Self.pipeline).isUnchanged)
        #expect(try Self.page(workspace) == second)
    }

    /// One of sixty people has no region: that it is one is not told, nor can it be worked out.
    @Test func smallCountsOfMissingValuesAreWithheld() throws {
        let workspace = try Self.open()
        try workspace.run(Self.pipeline)
        let page = try Self.page(workspace)
        let rows = try Self.table("completeness-by-column", in: page)
        let region = try #require(rows.first { $0.contains("Maakunta") })
        #expect(region.contains { $0.hasPrefix("[c]") } && region.contains("at least 93%"), "\(region)")
        let overview = try #require(try Self.table("completeness", in: page).first { $0.first == "People" })
        #expect(overview == ["People", "5", "4", "at least 98%"], "a bound, since one column has no more")
    }

    @Test func timelinessIsToldByDaysOfTheData() throws {
        let workspace = try Self.open()
        try workspace.run(Self.pipeline)
        let rows = try Self.table("timeliness", in: Self.page(workspace))
        // The last event is of 1 June; attendances were written down 2, 3 or 4 days later.
        let events = try #require(rows.first { $0.first == "Events" })
        #expect(Array(events[1...3]) == ["1 June 2024", "29", "30 June 2024"])
        let people = try #require(rows.first { $0.first == "People" })
        #expect(Array(people[5...]) == ["3", "4"])
        #expect(people[1] == events[1], "the last of the events that people came to")
    }

    @Test func exclusionsHaveTheirReasons() throws {
        let workspace = try Self.open()
        let file = "\(Self.folder)/\(Self.people)"
        try workspace.write(try workspace.text(file) + ";;;;;\n", to: file)
        try workspace.replace("as-of: 2024-06-30", with: "as-of: 2024-05-31", in: Self.pipeline)
        try workspace.run(Self.pipeline)
        let rows = try Self.table("exclusions", in: Self.page(workspace))
        #expect(rows.contains(["Events", "dated after the as-of day", "1"]))
        #expect(rows.contains(["People", "dated after the as-of day", "10"]))
        #expect(rows.contains(["People", "empty row", "1"]))
    }

    // MARK: References

    @Test func aReferenceNamesBothFilesAndTheNearestKey() throws {
        let workspace = try Self.open(
            rules: "  - {id: known-event, table: attendance, reference: event, severity: error}\n")
        try Self.write(workspace, wrong: 2)
        let summary = try workspace.run(Self.pipeline)
        #expect(summary.rowsQuarantined == 2)
        let rows = try Self.table("quarantined-rows", in: Self.page(workspace))
        let row = try #require(rows.first { $0.contains("2") })
        #expect(row.first == "osallistujat.csv")
        #expect(row.contains { $0.contains("people") && $0.contains("tapahtumat.csv (events)") }, "\(row)")
        #expect(row.contains { $0.contains("TAP-01") }, "the nearest key: \(row)")
    }

    @Test func referencesThatLeadNowhereAreMistakes() throws {
        let workspace = try Self.open(
            rules: """
                  - {id: a, table: attendance, reference: evnt}
                  - {id: b, table: attendance, reference: event, check: "present(event)"}
                  - {id: c, table: attendance}
                  - {id: c, table: attendance, check: "present(event)"}
                  - {id: d, drift: {table: attendance, column: person, limit: 0.1}}
                  - {id: e, drift: {table: attendance, column: regio, limit: 0.1}}
                  - {id: f, rows: {source: peple, least: 5}}
                  - {id: g, rows: {source: people, least: 5, most: 4}}
                """)
        let outcome = try Command.run(["check", Self.pipeline], in: workspace)
        #expect(outcome.status == 1)
        for text in [
            "'evnt' is not a column of 'attendance' that refers to another table", "more than one thing that must hold",
            "says nothing that must hold", "'c' already names a rule", "'peple' is not a source", "write 'people'",
            "at least 5 and at most 4 rows cannot be",
        ] {
            #expect(outcome.error.contains(text), "no '\(text)' in:\n\(outcome.error)")
        }
        let drift = try Self.open(
            rules: """
                  - {id: d, drift: {table: attendance, column: person, limit: 0.1}}
                  - {id: e, drift: {table: attendance, column: regio, limit: 0.1}}
                """)
        let second = try Command.run(["check", Self.pipeline], in: drift)
        for text in ["'person' has no distribution", "'regio' is not a column of 'attendance'", "write 'region'"] {
            #expect(second.error.contains(text), "no '\(text)' in:\n\(second.error)")
        }
    }

    // MARK: Sources as a whole

    @Test func rowsAreHeldAgainstLimitsAndTheBuildBefore() throws {
        let workspace = try Self.open(
            rules: """
                  - {id: enough, rows: {source: people, least: 61}, severity: warn, messages: {en: "Too few answered."}}
                  - {id: steady, rows: {source: people, change: {share: 0.5}}, severity: stop}
                  - {id: few, rows: {source: events, most: 5}, severity: info}
                """)
        let first = try Self.run(workspace)
        #expect(first.status == 0)
        #expect(first.output.contains("warning[rule.enough]"))
        #expect(first.output.contains("the source 'people' has 60 rows, at least 61 are expected (Too few answered.)"))
        #expect(!first.output.contains("rule.few"), "what is only worth knowing is told when asked for")
        let page = try Self.page(workspace)
        #expect(page.contains("Too few answered.: It has 60 rows, at least 61 are expected."))
        #expect(page.contains("It has 6 rows, at most 5 are expected."))
        try Self.write(workspace, rows: 100)
        let second = try Self.run(workspace)
        #expect(second.status == 3)
        #expect(second.error.contains("stop[rule.steady]"), "\(second.error)")
        #expect(second.error.contains("has 100 rows, and had 60 before"))
        #expect(try Self.page(workspace) == page, "the last good build stays")
        try Self.write(workspace, rows: 90)
        #expect(try Self.run(workspace).status == 0, "half as many more are allowed")
    }

    /// 20 of 60 were remote, then 45 of 60: five twelfths of the rows moved.
    @Test func distributionsAreHeldAgainstTheBuildBefore() throws {
        let workspace = try Self.open(
            rules: """
                  - {id: mode, drift: {table: attendance, column: mode, limit: 0.4}}
                  - {id: index, drift: {table: attendance, column: mode, measure: population-stability, limit: 0.25}}
                  - {id: loose, drift: {table: attendance, column: mode, limit: 0.42}}
                  - {id: small, drift: {table: attendance, column: mode, limit: 0.4, least: 61}}
                """)
        #expect(try !Self.run(workspace).output.contains("rule.mode"))
        try Self.write(workspace, remote: 45)
        let outcome = try Self.run(workspace)
        #expect(outcome.status == 0)
        #expect(outcome.output.contains("total-variation 0.417, at most 0.400 is expected"), "\(outcome.output)")
        #expect(outcome.output.contains("rule.index") && outcome.output.contains("population-stability 0."))
        #expect(!outcome.output.contains("rule.loose") && !outcome.output.contains("rule.small"))
        #expect(outcome.output.contains("the share of 'etä' has changed most"))
        // It stays while the data stay, also when a report is worded anew and when nothing is built.
        #expect(try Self.run(workspace).output.contains("rule.mode"))
        try workspace.replace("\"Attendances.\"", with: "\"All attendances.\"", in: "\(Self.folder)/indicators.yaml")
        #expect(try Self.run(workspace).output.contains("rule.mode"))
    }

    @Test func columnsAreHeldAgainstTheVersionBefore() throws {
        let workspace = try Self.open()
        #expect(try Self.run(workspace).status == 0)
        let file = "\(Self.folder)/\(Self.people)"
        let text = try workspace.text(file)
        // A column that nobody uses is renamed, and one is new.
        try workspace.write(
            text.replacingOccurrences(of: ";Huomio\n", with: ";Huomiot;Ikä\n"), to: file)
        let renamed = try Self.run(workspace, "--verbose")
        #expect(renamed.status == 0, "\(renamed.error)")
        #expect(renamed.output.contains("warning[schema.renamed-column]"))
        #expect(renamed.output.contains("the column 'Huomio' is now called 'Huomiot'"))
        #expect(renamed.output.contains("the column 'Ikä' is new"))
        let page = try Self.page(workspace)
        #expect(page.contains("The column “Huomio” is now called “Huomiot”."))
        // One that is needed is missing: what has become of it is told with what does not fit.
        try Self.write(workspace, region: "Maakunta (kotipaikka)")
        let missing = try Self.run(workspace)
        #expect(missing.status == 1)
        #expect(missing.error.contains("error[ingest.unknown-column]"))
        #expect(missing.error.contains("schema.renamed-column"), "\(missing.error)")
        #expect(missing.error.contains("'Maakunta' is now called 'Maakunta (kotipaikka)'"))
    }

    @Test func columnsCanStopABuild() throws {
        let workspace = try Self.open(rules: "  - {id: same, columns: {source: people}, severity: stop}\n")
        #expect(try Self.run(workspace).status == 0)
        let file = "\(Self.folder)/\(Self.people)"
        try workspace.write(
            try workspace.text(file).replacingOccurrences(of: ";Huomio\n", with: ";Huomio;Ikä\n"), to: file)
        let outcome = try Self.run(workspace)
        #expect(outcome.status == 3)
        #expect(outcome.error.contains("stop[schema.new-column]"), "\(outcome.error)")
    }
}
