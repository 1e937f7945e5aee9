import Definitions
import Diagnostics
import Foundation
import Reporting
import Testing

@testable import Pipeline

/// What is sent to the authority of a programme, from the files to the files.
@Suite(.serialized) struct TransmissionTests {
    static func lines(_ workspace: Workspace, _ name: String) throws -> [String] {
        let path = "\(workspace.path)/\(TransmissionFixture.output)/small.\(name).csv"
        let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        #expect(bytes.starts(with: [0xEF, 0xBB, 0xBF]))
        let text = String(decoding: bytes.dropFirst(3), as: UTF8.self)
        return text.split(separator: "\r\n", omittingEmptySubsequences: true).map(String.init)
    }

    /// Every cell by hand: see the fixture.
    @Test func cellsAreTheCountsByHand() throws {
        let workspace = try TransmissionFixture.open()
        let summary = try TransmissionFixture.run(workspace)
        #expect(summary.outputs.contains { $0.hasSuffix("/transmission") })
        let head = "small,202306,2023-06-30,2023-07-31"
        #expect(
            try Self.lines(workspace, "table-6") == [
                "programme,version,data_to,due,table,objective,region_category,indicator,name,milestone,selected_total,"
                    + "women,men,nonbinary,total,empty_because",
                "\(head),table-6,1,more,EECO01,EECO01 Participants,30,21,3,2,1,6,",
                "\(head),table-6,1,more,EECO02,EECO02 Unemployed,,,2,0,0,2,milestone=not-planned selected_total=not-planned",
                "\(head),table-6,1,more,EECO17,EECO17 Rural areas,,,,,,,milestone=not-planned selected_total=not-planned"
                    + " women=not-observed men=not-observed nonbinary=not-observed total=not-observed",
                "\(head),table-6,1,more,EECO19,EECO19 Firms,,,,,,2,milestone=not-planned selected_total=not-planned "
                    + "women=not-by-gender men=not-by-gender nonbinary=not-by-gender",
                "\(head),table-6,1,transition,EECO01,EECO01 Participants,,,2,1,0,3,milestone=not-planned "
                    + "selected_total=not-planned",
                "\(head),table-6,1,transition,EECO02,EECO02 Unemployed,,,0,0,0,0,milestone=not-planned "
                    + "selected_total=not-planned",
                "\(head),table-6,1,transition,EECO17,EECO17 Rural areas,,,1,0,0,1,milestone=not-planned selected_total=not-planned"
                    + "",
                "\(head),table-6,1,transition,EECO19,EECO19 Firms,,,,,,0,milestone=not-planned selected_total=not-planned "
                    + "women=not-by-gender men=not-by-gender nonbinary=not-by-gender",
                "\(head),table-6,1,less,EECO01,EECO01 Participants,,,0,0,0,0,milestone=not-planned "
                    + "selected_total=not-planned",
                "\(head),table-6,1,less,EECO02,EECO02 Unemployed,,,0,0,0,0,milestone=not-planned selected_total=not-planned",
                "\(head),table-6,1,less,EECO17,EECO17 Rural areas,,,0,0,0,0,milestone=not-planned selected_total=not-planned"
                    + "",
                "\(head),table-6,1,less,EECO19,EECO19 Firms,,,,,,0,milestone=not-planned selected_total=not-planned "
                    + "women=not-by-gender men=not-by-gender nonbinary=not-by-gender",
            ])
        #expect(
            try Self.lines(workspace, "table-10")[1]
                == "\(head),table-10,1,more,EECR04,EECR04 Employed afterwards,EECO02,2,")
        // The sheet of A: what is typed, and below it all seven records.
        let sheet = try Self.lines(workspace, "operations").filter { $0.contains(",operation,A,") }
        #expect(sheet.first == "\(head),operation,A,EECO01,EECO01 Participants,3,6,,")
        #expect(sheet.last == "\(head),operation,A,all-records,All records,,,7,")
    }

    /// What nobody was asked is estimated, in the tables, the sheet and the files; what is counted person by person is not.
    @Test func estimatesAreSentWithTheirSources() throws {
        let workspace = try TransmissionFixture.open()
        let rows = TransmissionFixture.figures.split(separator: "\n").enumerated().map { number, row in
            String(row) + (number == 0 ? ",source" : ",")
        }
        let estimates = [
            "EECO17,estimate,9,small,1,more,A,F,2023-03-31,a guess",
            "EECO17,estimate,2,small,1,more,A,F,2023-06-30,by municipality",
            "EECO17,estimate,1,small,1,more,A,M,2023-06-30,by municipality",
            "EECO17,estimate,0,small,1,more,A,N,2023-06-30,",
            "EECO02,estimate,50,small,1,more,A,F,2023-06-30,a guess",
        ]
        try workspace.write((rows + estimates).joined(separator: "\n") + "\n", to: "Programme/figures.csv")
        try workspace.replace(
            "  through: {from: through}", with: "  through: {from: through}\n  source: {from: source}",
            in: "Programme/figures.yaml")
        try TransmissionFixture.run(workspace)
        let head = "small,202306,2023-06-30,2023-07-31"
        let table = try Self.lines(workspace, "table-6")
        #expect(table.contains { $0.hasPrefix("\(head),table-6,1,more,EECO17,EECO17 Rural areas,,,2,1,0,3,") })
        #expect(table.contains { $0.hasPrefix("\(head),table-6,1,more,EECO02,EECO02 Unemployed,,,2,0,0,2,") })
        let sheet = try Self.lines(workspace, "operations")
        #expect(sheet.contains { $0.hasPrefix("\(head),operation,A,EECO17,EECO17 Rural areas,2,3,") })
        #expect(
            try Self.lines(workspace, "estimates") == [
                "programme,version,data_to,due,table,objective,region_category,indicator,name,column,estimate,counted,source",
                "\(head),table-6,1,more,EECO17,EECO17 Rural areas,women,2,,by municipality",
                "\(head),table-6,1,more,EECO17,EECO17 Rural areas,men,1,,by municipality",
                "\(head),table-6,1,more,EECO17,EECO17 Rural areas,nonbinary,0,,",
                "\(head),table-6,1,more,EECO17,EECO17 Rural areas,total,3,,by municipality",
            ])
        let text = try workspace.text("\(TransmissionFixture.output)/small.json")
        let schema = try JSONSchema.load(
            text: try #require(EmbeddedSchemas.texts["transmission"]), name: "transmission.schema.json")
        #expect(schema.findings(in: try DefinitionFile.load(text: text, name: "small.json").root).isEmpty)
        #expect(text.contains("estimated"))
    }

    @Test func theFileIsValidAndSaysWhatItIs() throws {
        let workspace = try TransmissionFixture.open()
        try TransmissionFixture.run(workspace)
        let text = try workspace.text("\(TransmissionFixture.output)/small.json")
        let schema = try JSONSchema.load(
            text: try #require(EmbeddedSchemas.texts["transmission"]), name: "transmission.schema.json")
        let file = try DefinitionFile.load(text: text, name: "small.json")
        #expect(schema.findings(in: file.root).isEmpty, "\(schema.findings(in: file.root))")
        let sent = try TransmissionFixture.transmission(workspace)
        #expect(sent["version"] as? String == "202306" && sent["due"] as? String == "2023-07-31")
        #expect(sent["copy"] as? String == "authority" && sent["asOf"] as? String == "2023-06-30")
        // It holds no name of a file, and hashes that no scan takes for numbers.
        #expect(!text.contains("people.csv"))
        let inputs = try #require(sent["inputs"] as? [[String: String]])
        #expect(Set(inputs.compactMap { $0["source"] }) == ["people", "operations", "entities", "figures"])
        #expect(inputs.allSatisfy { $0["content"]?.allSatisfy(\.isLetter) == true })
        // Equal inputs give equal bytes.
        let other = try TransmissionFixture.open()
        try TransmissionFixture.run(other)
        #expect(try other.text("\(TransmissionFixture.output)/small.json") == text)
    }

    @Test func thePublicCopyHasNoneOfIt() throws {
        let workspace = try TransmissionFixture.open()
        try TransmissionFixture.run(workspace, copy: .public)
        let files = workspace.contents(of: "build/small")
        #expect(!files.keys.contains { $0.hasPrefix("transmission") })
        let page = try workspace.text("build/small/esf.en.html")
        #expect(page.contains("are therefore written with the authority"))
        #expect(page.contains("The guidance was not read.") && page.contains("Its columns were not read."))
        #expect(!page.contains("Changes since the last transmission"), "a section of the authority's copy")
        #expect(!page.contains("Common output indicators by gender"))
        try TransmissionFixture.run(workspace)
        let full = try workspace.text("build/small-authority/esf.authority.en.html")
        #expect(full.contains("Common output indicators by gender") && full.contains("Table 6: outputs"))
        #expect(!full.contains("Common output indicators, all operations together"))
        #expect(full.contains("Changes since the last transmission"))
    }

    @Test func whatWasSentIsComparedCellByCell() throws {
        let workspace = try TransmissionFixture.open()
        try TransmissionFixture.run(workspace)
        #expect(try TransmissionFixture.changes(workspace).isEmpty)
        try TransmissionFixture.send(workspace)
        #expect(try TransmissionFixture.run(workspace).findings.isEmpty)
        #expect(try TransmissionFixture.changes(workspace).isEmpty, "nothing changed since")

        // New data: a file that was not there.
        try workspace.write(
            "person,operation,gender,labour_status,entry,rural\np20,A,M,employed,2023-03-01,\n",
            to: "Programme/people-2.csv")
        try TransmissionFixture.run(workspace)
        var changes = try TransmissionFixture.changes(workspace)
        let men = try #require(TransmissionFixture.change("EECO01", "men", in: changes))
        #expect(men["sent"] as? Double == 2 && men["now"] as? Double == 3 && men["falls"] as? Bool == false)
        #expect(TransmissionFixture.kinds(men) == ["new-data"])
        #expect((men["causes"] as? [[String: String]])?.first?["what"] == "people-2.csv")
        #expect(changes.count == 2, "men and all, and no other cell: \(changes.count)")
        #expect(try Self.lines(workspace, "corrections").count == 3)

        // It is sent, and the file goes again: the value falls.
        try TransmissionFixture.send(workspace)
        try FileManager.default.removeItem(atPath: "\(workspace.path)/Programme/people-2.csv")
        let summary = try TransmissionFixture.run(workspace)
        changes = try TransmissionFixture.changes(workspace)
        #expect(TransmissionFixture.kinds(TransmissionFixture.change("EECO01", "men", in: changes)) == ["removed-data"])
        #expect(TransmissionFixture.change("EECO01", "men", in: changes)?["falls"] as? Bool == true)
        #expect(summary.findings.map(\.code).contains("transmission.falls"))
    }

    @Test func correctedDataAndTheLogAreTold() throws {
        let workspace = try TransmissionFixture.open()
        try TransmissionFixture.run(workspace)
        try TransmissionFixture.send(workspace)
        try workspace.replace("p02,A,F,unemployed", with: "p02,A,F,employed", in: "Programme/people.csv")
        var summary = try TransmissionFixture.run(workspace)
        #expect(summary.findings.map(\.code) == ["transmission.falls"])
        let again = try TransmissionFixture.run(workspace)
        #expect(again.isUnchanged && again.findings == summary.findings, "it is told until somebody has said why")
        let change = TransmissionFixture.change("EECO02", "women", in: try TransmissionFixture.changes(workspace))
        #expect(change?["sent"] as? Double == 2 && change?["now"] as? Double == 1)
        #expect(TransmissionFixture.kinds(change) == ["corrected-data"])
        #expect(TransmissionFixture.change("EECO01", "women", in: try TransmissionFixture.changes(workspace)) == nil)

        // The log says why; an entry that fits nothing is told.
        try workspace.replace(
            "  sent: \"sent/*.json\"",
            with: """
                  sent: "sent/*.json"
                  corrections:
                    - {programme: small, indicator: EECO02, cell: {region_category: more}, reason: {en: "Typed wrongly."}, date: 2023-07-20}
                    - {programme: small, indicator: EECR04, reason: {en: "The same person."}}
                    - {programme: small, indicator: EECO01, reason: {en: "Nothing fell."}}
                    - {programme: small, indicator: EECO01, version: "202212", reason: {en: "Long ago."}}
                """, in: TransmissionFixture.pipeline)
        summary = try TransmissionFixture.run(workspace)
        #expect(summary.findings.map(\.code) == ["transmission.correction-unused"])
        #expect(try TransmissionFixture.run(workspace).findings == summary.findings)
        #expect(summary.findings.first?.explanation.summary.contains("EECO01") == true)
        let lines = try Self.lines(workspace, "corrections")
        #expect(lines.contains { $0.contains(",EECO02,") && $0.hasSuffix(",yes,yes,Typed wrongly.,2023-07-20") })
        let page = try workspace.text("build/small-authority/esf.authority.en.html")
        #expect(page.contains("Typed wrongly. (20 July 2023)"))
        try workspace.replace(
            "indicator: EECR04, reason", with: "indicator: EECR05, reason", in: TransmissionFixture.pipeline)
        #expect(throws: PipelineError.self) { try TransmissionFixture.run(workspace) }
    }

    @Test func aChangedRuleAndAChangedDefinitionAreNamed() throws {
        let workspace = try TransmissionFixture.open()
        try TransmissionFixture.run(workspace)
        try TransmissionFixture.send(workspace)
        let catalogue = "Programme/catalogue.yaml"
        try workspace.replace(
            "labour_status = 'unemployed'\"}", with: "labour_status in ('unemployed', 'inactive')\"}", in: catalogue)
        try workspace.replace(
            "rule: {text: {en: \"On entry.\"}", with: "rule: {version: 2, text: {en: \"On entry.\"}", in: catalogue)
        try TransmissionFixture.run(workspace)
        let change = TransmissionFixture.change("EECO02", "men", in: try TransmissionFixture.changes(workspace))
        #expect(change?["sent"] as? Double == 0 && change?["now"] as? Double == 1)
        #expect(change?["causes"] as? [[String: String]] == [["kind": "rule", "what": "EECO02, 1 → 2"]])
        // A file that keeps nothing of its build: the versions of rules tell as much as can be known.
        let sent = try workspace.text("Programme/sent/202306.json")
        let bare = sent.replacing(/"inputs":\[(?s:.*?)\]/, with: "\"inputs\":[]").replacing(
            /"definitions":\{(?s:.*?)\}/, with: "\"definitions\":{}")
        try workspace.write(bare, to: "Programme/sent/202306.json")
        try TransmissionFixture.run(workspace)
        let rest = TransmissionFixture.change("EECO02", "men", in: try TransmissionFixture.changes(workspace))
        #expect(TransmissionFixture.kinds(rest) == ["rule"])
        // Without a new version it is an edited definition, and an unknown cause where nothing was kept.
        try workspace.replace("rule: {version: 2, text", with: "rule: {text", in: catalogue)
        try TransmissionFixture.run(workspace)
        let unknown = TransmissionFixture.change("EECO02", "men", in: try TransmissionFixture.changes(workspace))
        #expect(TransmissionFixture.kinds(unknown) == ["not-known"])
        try workspace.write(sent, to: "Programme/sent/202306.json")
        try TransmissionFixture.run(workspace)
        let edited = TransmissionFixture.change("EECO02", "men", in: try TransmissionFixture.changes(workspace))
        #expect(edited?["causes"] as? [[String: String]] == [["kind": "definition", "what": "indicator EECO02"]])
    }

    /// The next version is of a later day; what is planned changes with the file of figures.
    @Test func theNextVersionIsComparedWithTheLast() throws {
        let workspace = try TransmissionFixture.open()
        try workspace.write(TransmissionFixture.people + "p30,A,M,employed,2023-09-01,\n", to: "Programme/people.csv")
        try TransmissionFixture.run(workspace)
        try TransmissionFixture.send(workspace)
        try TransmissionFixture.run(workspace, asOf: "2023-12-31")
        let sent = try TransmissionFixture.transmission(workspace)
        #expect(sent["version"] as? String == "202312" && sent["comparedWith"] as? String == "202306")
        let men = TransmissionFixture.change("EECO01", "men", in: try TransmissionFixture.changes(workspace))
        #expect(
            men?["causes"] as? [[String: String]] == [["kind": "later-day", "what": "2023-06-30 → 2023-12-31"]])
        // A build of an earlier day looks back to nothing later.
        try workspace.write(
            try workspace.text("\(TransmissionFixture.output)/small.json"), to: "Programme/sent/202312.json")
        try TransmissionFixture.run(workspace)
        #expect(try TransmissionFixture.transmission(workspace)["comparedWith"] as? String == "202306")
        try workspace.replace("milestone,30", with: "milestone,35", in: "Programme/figures.csv")
        try TransmissionFixture.run(workspace)
        let milestone = TransmissionFixture.change(
            "EECO01", "milestone", in: try TransmissionFixture.changes(workspace))
        #expect(milestone?["now"] as? Double == 35 && TransmissionFixture.kinds(milestone) == ["corrected-data"])
    }

    @Test func theWorkbookHasTheTablesAsSheets() throws {
        let workspace = try TransmissionFixture.open()
        try TransmissionFixture.run(workspace)
        let parts = try CopyFixture.parts(of: "\(TransmissionFixture.output)/small.en.xlsx", in: workspace)
        let book = try #require(parts["xl/workbook.xml"])
        for name in ["Table 6", "Table 10", "Changes"] { #expect(book.contains("name=\"\(name)\""), "\(name)") }
        let texts = try #require(parts["xl/sharedStrings.xml"])
        for text in [
            "Transmission 202306: data to 30 June 2023, due 31 July 2023.",
            "Check before sending: Its columns were not read.",
            "Small programme: transmission 202306",
        ] {
            #expect(texts.contains(text), "\(text)")
        }
    }
}
