import Diagnostics
import Foundation
import Pipeline
import Testing

@testable import Ingest
@testable import Microdata

/// Suppliers are told what to fix, and what they send back is read in place of what they sent before.
@Suite(.serialized) struct FixListTests {
    static let folder = LawTests.folder
    static let pipeline = folder + "/pipeline.yaml"
    static let rows = folder + "/nodes.csv"
    static let build = "build/medical-innovation"
    static let returned = folder + "/corrections/returned.xlsx"

    /// The real file with four rows that cannot be used: lines 127 to 130.
    static func open(_ further: String = "") throws -> Workspace {
        let workspace = try LawTests.open()
        try workspace.replace(
            "sources:", with: "corrections: corrections/*.xlsx\n\(further)sources:", in: pipeline)
        let text = try workspace.text(rows)
        #expect(text.hasSuffix("\n"))
        try workspace.write(text + "9001,7,3\n9002,1,19\n9003,,x\n9004,2\n", to: rows)
        return workspace
    }

    static func list(_ workspace: Workspace, _ name: String = "physicians.en") throws -> ReturnedWorkbook {
        try ReturnedWorkbook(readingFrom: "\(workspace.path)/\(build)/fix-lists/\(name).xlsx")
    }

    static func exists(_ file: String, _ workspace: Workspace) -> Bool {
        FileManager.default.fileExists(atPath: "\(workspace.path)/\(file)")
    }

    // MARK: Lists

    @Test func aListHasALineForEachProblem() throws {
        let workspace = try Self.open()
        let summary = try workspace.run(Self.pipeline)
        #expect(summary.rowsQuarantined == 4)
        #expect(summary.outputs.contains { $0.hasSuffix("/fix-lists") })
        let lines = try Self.list(workspace).lines
        #expect(lines.map { $0[1] } == ["127", "128", "129", "130"], "\(lines)")
        #expect(lines.allSatisfy { $0[0] == "nodes.csv" })
        let first = lines[0]
        #expect(first[2] == "community")
        #expect(
            first[3] == "The value “7” is not known; write one of these in its place: City 1, City 2, City 3, City 4.")
        // Two columns are made of the cell, which is asked for once.
        #expect(lines[1][3] == "The number 19 is not within 1–18; check it and write the right one.")
        #expect(lines.last?[4] == "fix in the file")
        #expect(Set(lines.map { $0[5] }).count == lines.count)
        // The same problem has the same key in the next build, whatever else changes.
        try workspace.replace("threshold: 5", with: "threshold: 6", in: Self.pipeline)
        try workspace.run(Self.pipeline)
        #expect(try Self.list(workspace).lines == lines)
    }

    @Test func aListIsNamedAfterItsSupplierAndInItsLanguage() throws {
        let workspace = try Self.open(
            """
            suppliers:
              - {id: columbia, titles: {sv: "Columbia-universitetet"}, language: sv, due: 1955-06-30}
            fix-lists: {contact: report.contact}

            """)
        try workspace.replace("{id: physicians,", with: "{id: physicians, supplier: columbia,", in: Self.pipeline)
        try workspace.run(Self.pipeline)
        let list = try Self.list(workspace, "columbia.sv")
        let texts = list.rows.flatMap { $0 }
        for text in ["Rättelselista: Columbia-universitetet", "Skicka senast:\u{A0}30.6.1955"] {
            #expect(texts.contains(text), "no '\(text)' in \(texts)")
        }
        #expect(texts.contains { $0.contains("kaiku@example.org") })
        #expect(list.lines[0][3].hasPrefix("Värdet ”7” är okänt; "))
    }

    @Test func aListThatIsNoLongerNeededGoes() throws {
        let workspace = try Self.open()
        try workspace.run(Self.pipeline)
        #expect(Self.exists("\(Self.build)/fix-lists", workspace))
        let text = try workspace.text(Self.rows)
        try workspace.write(text.split(separator: "\n").prefix(126).joined(separator: "\n") + "\n", to: Self.rows)
        let summary = try workspace.run(Self.pipeline)
        #expect(summary.rowsQuarantined == 0)
        #expect(!Self.exists("\(Self.build)/fix-lists", workspace))
    }

    @Test func listsCanBeSwitchedOff() throws {
        let workspace = try Self.open()
        try workspace.replace("figures: false", with: "figures: false, fix-lists: false", in: Self.pipeline)
        try workspace.run(Self.pipeline)
        #expect(!Self.exists("\(Self.build)/fix-lists", workspace))
    }

    @Test func supplierMistakesAreFound() throws {
        let workspace = try Self.open("suppliers: [{id: columbia}, {id: physicians}]\n")
        let own = try Command.run("check", Self.pipeline, in: workspace)
        #expect(own.status == 1)
        #expect(own.error.contains("error[pipeline.supplier-name]"), "\(own.error)")
        try workspace.replace("{id: physicians,", with: "{id: physicians, supplier: colombia,", in: Self.pipeline)
        let outcome = try Command.run("check", Self.pipeline, in: workspace)
        #expect(outcome.error.contains("error[pipeline.unknown-supplier]"), "\(outcome.error)")
        #expect(outcome.error.contains("write 'columbia'"))
    }

    // MARK: Corrections

    @Test func whatIsSentBackIsRead() throws {
        let workspace = try Self.open()
        try workspace.replace(
            "reports: report.yaml", with: "reports: [report.yaml, ../../Reports/data-quality.yaml]", in: Self.pipeline)
        try workspace.run(Self.pipeline)
        var list = try Self.list(workspace)
        try list.fill("City 2", row: 127, column: "community")
        try list.fill("18", row: 128, column: "toa")
        list.answer("returned-by", "Aino Aalto")
        list.answer("returned-on", "1.2.2024")
        try list.write(to: "\(workspace.path)/\(Self.returned)")
        let summary = try workspace.run(Self.pipeline)
        #expect(summary.rowsQuarantined == 2)
        #expect(summary.corrections.applied == 2)
        #expect(summary.corrections.files == 1)
        #expect(summary.changes.isEmpty)
        let build = try workspace.text("\(Self.build)/build.json")
        #expect(
            build.contains("\"corrections\":{\"files\":1,\"applied\":2,\"refused\":0,\"stale\":0,\"conflicting\":0}"))
        let page = try workspace.text("\(Self.build)/data-quality.en.html")
        for text in ["Corrections sent back: 2. Applied: 2;", "returned.xlsx", ">Applied<"] {
            #expect(page.contains(text), "the data-quality report has no '\(text)'")
        }
        // The next list has what is left, and nothing is redone while nothing changes.
        #expect(try Self.list(workspace).lines.map { $0[1] } == ["129", "130"])
        #expect(try workspace.run(Self.pipeline).isUnchanged)
        // Who and what is in the store as pseudonyms, and nowhere else.
        let store = try Store(path: "\(workspace.path)/build/.kaiku/medical-innovation.sqlite", access: .readOnly)
        let log = try store.corrections().map(\.correction)
        #expect(log.map(\.state) == [.applied, .applied])
        #expect(log.allSatisfy { $0.correctedOn == "2024-02-01" && $0.correctedBy?.count == 32 })
        #expect(Set(log.compactMap(\.old) + log.compactMap(\.new)).count == 4)
        for (name, bytes) in workspace.contents(of: "build") {
            #expect(bytes.range(of: Data("Aino".utf8)) == nil, "\(name) names who corrected")
        }
        // Without the workbook the file is as it was.
        try FileManager.default.removeItem(atPath: "\(workspace.path)/\(Self.returned)")
        let without = try workspace.run(Self.pipeline)
        #expect(without.rowsQuarantined == 4)
        #expect(without.corrections.applied == 0)
    }

    @Test func onlyTheFileConcernedIsReadAgain() throws {
        let workspace = try Self.open()
        try workspace.replace("unique: adopter", with: "", in: "\(Self.folder)/mapping.yaml")
        try workspace.replace("files: nodes.csv", with: "files: nodes*.csv", in: Self.pipeline)
        try workspace.write("id,community,toa\n8001,1,3\n", to: "\(Self.folder)/nodes-2.csv")
        try workspace.run(Self.pipeline)
        var list = try Self.list(workspace)
        try list.fill("1", row: 127, column: "community")
        try list.write(to: "\(workspace.path)/\(Self.returned)")
        let summary = try workspace.run(Self.pipeline)
        let read = summary.sources.filter(\.wasRead).map(\.file)
        #expect(read.count == 1 && read[0].hasSuffix("/nodes.csv"), "\(read)")
    }

    /// A store that was deleted is made again from the sources and the corrections.
    @Test func correctionsNeedNoStore() throws {
        let workspace = try Self.open()
        try workspace.run(Self.pipeline)
        var list = try Self.list(workspace)
        try list.fill("1", row: 127, column: "community")
        try list.write(to: "\(workspace.path)/\(Self.returned)")
        let first = try workspace.results(Self.build)
        try FileManager.default.removeItem(atPath: "\(workspace.path)/build")
        let summary = try workspace.run(Self.pipeline)
        #expect(summary.corrections.applied == 1)
        let now = try #require(try workspace.results(Self.build).value("adopters"))
        #expect(now == (first.value("adopters") ?? 0) + 1)
    }

    @Test func aCorrectionThatIsNoBetterIsRefused() throws {
        let workspace = try Self.open()
        try workspace.run(Self.pipeline)
        var list = try Self.list(workspace)
        try list.fill("City 9", row: 127, column: "community")
        try list.write(to: "\(workspace.path)/\(Self.returned)")
        let outcome = try Command.run("run", Self.pipeline, in: workspace)
        #expect(outcome.status == 0)
        #expect(outcome.output.contains("corrections  1 refused"), "\(outcome.output)")
        #expect(outcome.output.contains("warning[correction.refused]: \(Self.returned):"), "\(outcome.output)")
        #expect(outcome.output.contains("because of ingest.unknown-code"))
        #expect(try Self.list(workspace).lines[0][3].contains("“City 9”"))
        // It is told as long as it lies there.
        let again = try Command.run("run", Self.pipeline, in: workspace)
        #expect(again.output.contains("Nothing has changed") && again.output.contains("correction.refused"))
    }

    @Test func aCorrectionOfAnotherVersionIsStale() throws {
        let workspace = try Self.open()
        try workspace.run(Self.pipeline)
        var list = try Self.list(workspace)
        try list.fill("1", row: 127, column: "community")
        try list.write(to: "\(workspace.path)/\(Self.returned)")
        try workspace.write("id,community,toa\n8001,1,3\n" + String(repeating: "\n", count: 3), to: Self.rows)
        let summary = try workspace.run(Self.pipeline)
        #expect(summary.corrections.stale == 1 && summary.corrections.applied == 0)
        #expect(summary.findings.contains { $0.code == "correction.stale" })
        #expect(summary.changes.changed.count == 1)
    }

    @Test func contradictionsAreNotApplied() throws {
        let workspace = try Self.open()
        try workspace.run(Self.pipeline)
        var list = try Self.list(workspace)
        try list.fill("1", row: 127, column: "community")
        try list.write(to: "\(workspace.path)/\(Self.returned)")
        try list.write(to: "\(workspace.path)/\(Self.folder)/corrections/copy.xlsx")
        #expect(try workspace.run(Self.pipeline).corrections.applied == 1)
        try list.fill("2", row: 127, column: "community")
        try list.write(to: "\(workspace.path)/\(Self.folder)/corrections/copy.xlsx")
        let summary = try workspace.run(Self.pipeline)
        #expect(summary.corrections.conflicting == 2 && summary.corrections.applied == 0)
        #expect(summary.rowsQuarantined == 4)
    }

    @Test func aDamagedWorkbookStopsNothing() throws {
        let workspace = try Self.open()
        try workspace.write("this is no workbook", to: Self.returned)
        let summary = try workspace.run(Self.pipeline)
        #expect(summary.findings.contains { $0.code == "corrections.not-read" })
        #expect(summary.rowsQuarantined == 4)
    }

    // MARK: Watched folders

    @Test func comingAndGoingFilesAreTold() throws {
        let workspace = try Self.open()
        try workspace.replace("files: nodes.csv", with: "files: \"nodes*.csv\"", in: Self.pipeline)
        let first = try workspace.run(Self.pipeline)
        #expect(first.changes.isEmpty)
        try workspace.write("id,community,toa\n8001,1,3\n", to: "\(Self.folder)/nodes-2.csv")
        let outcome = try Command.run("run", Self.pipeline, in: workspace)
        #expect(outcome.output.contains("files        1 new (nodes-2.csv)"), "\(outcome.output)")
        #expect(try workspace.text("\(Self.build)/build.json").contains("\"changes\":{\"new\":[\"nodes-2.csv\"]"))
        try FileManager.default.removeItem(atPath: "\(workspace.path)/\(Self.folder)/nodes-2.csv")
        let gone = try Command.run("run", Self.pipeline, in: workspace)
        #expect(gone.status == 0)
        #expect(gone.output.contains("1 gone (nodes-2.csv)"))
        #expect(gone.output.contains("warning[source.vanished]: \(Self.folder)/nodes-2.csv"), "\(gone.output)")
        // It is told once: the next run knows of no such file.
        #expect(!(try Command.run("run", Self.pipeline, in: workspace).output.contains("source.vanished")))
    }

    /// A mapping that gives its rows to another table makes its file neither new nor gone.
    @Test func aFileOfAnotherTableIsTheSameFile() throws {
        let workspace = try DefinitionMistakeTests.small()
        let mapping = "Pipelines/mappings/lisa.yaml"
        try workspace.write("P\u{E4}iv\u{E4}\n1.2.2023\n", to: "SampleData/lisa.csv")
        try workspace.write(
            """
            kaiku: 1
            record: activity
            table: first_extra
            columns:
              date: {from: P\u{E4}iv\u{E4}}
              channel: {constant: news}

            """, to: mapping)
        try workspace.replace(
            "  - id: events\n",
            with:
                "  - id: extra\n    titles: {en: Extra}\n    files: ../SampleData/lisa.csv\n    mapping: mappings/lisa.yaml\n"
                + "  - id: events\n", in: CheckTests.pipeline)
        try workspace.run()
        try workspace.replace("first_extra", with: "second_extra", in: mapping)
        let summary = try workspace.run()
        #expect(summary.sources.contains { $0.table == "second_extra" && $0.wasRead && $0.kept == 1 })
        #expect(summary.changes.isEmpty, "\(summary.changes)")
        #expect(!summary.findings.contains { $0.code == "source.vanished" })
    }

    @Test(arguments: [("info", Int32(0)), ("warn", 0), ("error", 1), ("stop", 3)])
    func howGraveAVanishedFileIsTheSourceSays(severity: String, status: Int32) throws {
        let workspace = try Self.open()
        try workspace.replace(
            "files: nodes.csv", with: "files: \"nodes*.csv\", vanished: \(severity)", in: Self.pipeline)
        try workspace.write("id,community,toa\n8001,1,3\n", to: "\(Self.folder)/nodes-2.csv")
        try workspace.run(Self.pipeline)
        try FileManager.default.removeItem(atPath: "\(workspace.path)/\(Self.folder)/nodes-2.csv")
        let outcome = try Command.run("run", Self.pipeline, in: workspace)
        #expect(outcome.status == status, "\(outcome.error)")
        #expect((outcome.output + outcome.error).contains("source.vanished") == (severity != "info"))
        if status > 0 {
            #expect(try workspace.results(Self.build).value("adopters") != nil)
            // Nothing was forgotten: the next run stops for the same reason.
            #expect(try Command.run("run", Self.pipeline, in: workspace).status == status)
        }
    }

    @Test func theVersionBeforeStaysAsLongAsItsRun() throws {
        let workspace = try Self.open()
        try workspace.run(Self.pipeline)
        try workspace.write("id,community,toa\n8001,1,3\n", to: Self.rows)
        let summary = try workspace.run(Self.pipeline)
        #expect(summary.changes.changed.count == 1)
        let store = try Store(path: "\(workspace.path)/build/.kaiku/medical-innovation.sqlite", access: .readOnly)
        let runs = try store.runs()
        #expect(runs.count == 2)
        let old = try #require(try store.sources(of: runs[1].id).first)
        #expect(old.state == .superseded)
        #expect(try store.segments(of: old.id).reduce(0) { $0 + $1.rowCount } == 125)
    }
}
