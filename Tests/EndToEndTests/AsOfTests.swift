import Diagnostics
import Foundation
import Pipeline
import Records
import Testing

/// Rows dated after the as-of day do not count, and are told in the reconciliation.
@Suite(.serialized) struct AsOfTests {
    static let pipeline = "Pipelines/osaamiskeskus.yaml"
    static let data = "SampleData/osaamiskeskus"
    /// The events that start by 30 June 2023, one of them on that very day, as `tapahtumat.xlsx` lists them.
    static let eventsByJune = ["KV1", "TP1", "TP2"]

    /// The records of a sample file, by column; they have no quotes.
    static func records(_ file: String, _ encoding: String.Encoding) throws -> [[String: String]] {
        let text = try String(contentsOfFile: "\(Workspace.root)/\(data)/\(file)", encoding: encoding)
        let lines = text.replacingOccurrences(of: "\u{FEFF}", with: "").split(whereSeparator: \.isNewline)
        let header = lines.first?.split(separator: ";", omittingEmptySubsequences: false).map(String.init) ?? []
        return lines.dropFirst().map { line in
            Dictionary(
                zip(header, line.split(separator: ";", omittingEmptySubsequences: false).map(String.init)),
                uniquingKeysWith: { first, _ in first })
        }
    }

    /// A day written as `30.6.2023`, as one number that sorts.
    static func number(_ day: String?) -> Int {
        let parts = (day ?? "").split(separator: ".").compactMap { Int($0) }
        return parts.count == 3 ? parts[2] * 10_000 + parts[1] * 100 + parts[0] : 0
    }

    static func run(_ workspace: Workspace, asOf: String?) throws -> RunSummary {
        let options = RunOptions(asOf: asOf.flatMap { CalendarDay(iso: $0) }, threads: 2)
        var loader = PipelineLoader(options: options)
        return try PipelineRun(try loader.load("\(workspace.path)/\(pipeline)"), options: options) { _ in }.run()
    }

    @Test func figuresAreThoseOfTheDay() throws {
        let (workspace, atYearEnd) = try SampleYearTests.open()
        let whole = try Self.run(workspace, asOf: nil)
        #expect(whole.rowsExcluded == 0)
        let summary = try Self.run(workspace, asOf: "2023-06-30")
        let results = try workspace.results()

        let adoptions = try Self.records("kayttoonotot.csv", .utf8)
        let inTime = adoptions.filter { Self.number($0["Päivä"]) <= 20_230_630 }
        #expect(inTime.count < adoptions.count)
        let adopted = inTime.count { $0["Vaihe"] == "käyttöönotto" }
        #expect(agrees(results.value("adoptions"), Double(adopted)))
        let file = try #require(summary.sources.first { $0.file.hasSuffix("kayttoonotot.csv") })
        #expect(file.kept == inTime.count)
        #expect(file.excluded == adoptions.count - inTime.count)

        let named = try Self.records("osallistumiset.csv", .windowsCP1252).filter {
            Self.eventsByJune.contains($0["Tapahtuma"] ?? "") && $0["Osallistui"] == "kyllä"
        }
        let counted = try Self.records("henkilomaarat.csv", .utf8).filter {
            Self.eventsByJune.contains($0["Tapahtuma"] ?? "")
        }.compactMap { Int(($0["Henkilömäärä"] ?? "").filter(\.isNumber)) }.reduce(0, +)
        #expect(agrees(results.value("attendances"), Double(named.count + counted)))
        #expect(agrees(results.value("unique-people"), Double(Set(named.compactMap { $0["Henkilö"] }).count)))
        #expect(results.value("attendances") != atYearEnd.value("attendances"))

        // Each row is in one of the three, in the summary, in build.json and on the page.
        for source in summary.sources {
            #expect(source.read == source.kept + source.quarantined + source.excluded, "\(source.file)")
        }
        #expect(summary.rowsExcluded > 0)
        #expect(summary.rowsQuarantined == whole.rowsQuarantined)
        #expect(try workspace.text("build/osaamiskeskus/build.json").contains("\"excluded\":\(summary.rowsExcluded)"))
        // No rule excluded them, and no page says so.
        let page = try workspace.text("build/osaamiskeskus/data-quality.en.html")
        #expect(page.contains("excluded, as empty or dated after the as-of day"))
        #expect(!page.contains("excluded by") && !page.contains("Excluded by"))
        // Targets have due dates, and figures that others published dates of their sources: those are no events.
        for name in ["toimenpiteet.csv", "julkaistut_luvut.csv"] {
            let source = try #require(summary.sources.first { $0.file.hasSuffix(name) })
            #expect(source.excluded == 0, "\(name)")
        }
    }

    @Test func nothingOfAnotherDayIsLeftInTheStore() throws {
        let (workspace, _) = try SampleYearTests.open()
        let atYearEnd = try workspace.text("build/osaamiskeskus/results.json")
        _ = try Self.run(workspace, asOf: "2023-06-30")
        let inJune = try workspace.text("build/osaamiskeskus/results.json")
        #expect(inJune != atYearEnd)
        _ = try Self.run(workspace, asOf: "2023-12-31")
        #expect(try workspace.text("build/osaamiskeskus/results.json") == atYearEnd)
        #expect(try Self.run(workspace, asOf: "2023-12-31").isUnchanged)
        // The same as a build on a store of its own.
        try FileManager.default.removeItem(atPath: "\(workspace.path)/build")
        _ = try Self.run(workspace, asOf: "2023-06-30")
        #expect(try workspace.text("build/osaamiskeskus/results.json") == inJune)
    }

    @Test func aTableCanNameItsDateOrHaveNone() throws {
        let (workspace, atYearEnd) = try SampleYearTests.open()
        try workspace.replace(
            "adoption: {references: {innovation: innovation, adopter: organisation}}",
            with: "adoption: {references: {innovation: innovation, adopter: organisation}, date: none}",
            in: Self.pipeline)
        // By the day on which somebody signed up, a column of this mapping only.
        try workspace.replace(
            "references: {event: event}\n", with: "references: {event: event}\n    date: signed_up\n", in: Self.pipeline
        )
        _ = try Self.run(workspace, asOf: "2023-06-30")
        let results = try workspace.results()
        #expect(results.value("adoptions") == atYearEnd.value("adoptions"))
        let signedUp = try Self.records("osallistumiset.csv", .windowsCP1252).filter {
            $0["Osallistui"] == "kyllä" && Self.number($0["Ilmoittautumispäivä"]) <= 20_230_630
        }
        #expect(agrees(results.value("koulutetut"), 0))
        #expect(agrees(results.value("unique-people"), Double(Set(signedUp.compactMap { $0["Henkilö"] }).count)))
    }

    @Test func datesThatAreNoneAreRefused() throws {
        let workspace = try Workspace()
        try workspace.replace(
            "adoption: {references: {innovation: innovation, adopter: organisation}}",
            with: "adoption: {references: {innovation: innovation, adopter: organisation}, date: stage}",
            in: Self.pipeline)
        try workspace.replace("phase: {references", with: "phase: {date: dat, references", in: Self.pipeline)
        try workspace.replace(
            "  event: {key: event}", with: "  event: {key: event}\n  evnt: {key: event}", in: Self.pipeline)
        try workspace.replace(
            "assessment: {references: {innovation:", with: "assessment: {references: {inovation:", in: Self.pipeline)
        let messages = CheckTests.findings(workspace).map(\.rendered).joined(separator: "\n")
        for text in [
            "the date of 'adoption': 'stage' is neither a day nor a moment", "write 'date: none'",
            "the date of 'phase'", "did you mean 'date'?", "'evnt' is not a table", "write 'event'",
            "'inovation' is not a column of 'assessment'", "write 'innovation'",
        ] {
            #expect(messages.contains(text), "no '\(text)' in:\n\(messages)")
        }
    }
}
