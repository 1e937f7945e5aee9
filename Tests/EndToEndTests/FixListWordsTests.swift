import Foundation
import Pipeline
import Testing

/// Lists speak of the file as whoever sent it sees it: its rows in a spreadsheet, its words, the other file.
@Suite(.serialized) struct FixListWordsTests {
    private static let second = FixListTests.folder + "/nodes-2.csv"

    private static func open(_ second: String) throws -> Workspace {
        let workspace = try FixListTests.open()
        try workspace.replace("files: nodes.csv", with: "files: \"nodes*.csv\"", in: FixListTests.pipeline)
        try workspace.write(second, to: Self.second)
        return workspace
    }

    private static func lines(_ workspace: Workspace, _ file: String) throws -> [[String]] {
        try FixListTests.list(workspace).lines.filter { $0[0] == file }
    }

    // MARK: Rows

    @Test func aRowThatRepeatsOneOfAnotherFileNamesIt() throws {
        let workspace = try Self.open("id,community,toa\n8001,1,3\n8002,1,3\n")
        let text = try workspace.text(FixListTests.rows)
        try workspace.write(text + "8002,2,4\n8003,2,4\n8003,2,5\n", to: FixListTests.rows)
        try workspace.replace(
            "reports: report.yaml", with: "reports: [report.yaml, ../../Reports/data-quality.yaml]",
            in: FixListTests.pipeline)
        try workspace.run(FixListTests.pipeline)
        let lines = try Self.lines(workspace, "nodes.csv").filter { $0[1] == "131" || $0[1] == "133" }
        try #require(lines.count == 2)
        #expect(lines[0][3].contains("in the file nodes-2.csv on row 3;"), "\(lines[0])")
        #expect(lines[1][3].contains("on row 132") && !lines[1][3].contains("nodes"), "\(lines[1])")
        let page = try workspace.text("\(FixListTests.build)/data-quality.en.html")
        #expect(page.contains("Row 3 of the file nodes-2.csv was kept.") && page.contains("Row 132 was kept."))
        let outcome = try Command.run("check", FixListTests.pipeline, in: workspace)
        #expect(outcome.status == 0)
    }

    /// A cell of two lines is one row in a spreadsheet.
    @Test func rowsAreThoseOfASpreadsheet() throws {
        let workspace = try Self.open(
            "id,community,toa,note\n8001,1,3,\"two\nlines\"\n\n8002,77,3,x\n8003,1,3,\"a\n\nb\"\n8003,1,4,x\n")
        try workspace.replace(
            "reports: report.yaml", with: "reports: [report.yaml, ../../Reports/data-quality.yaml]",
            in: FixListTests.pipeline)
        try workspace.run(FixListTests.pipeline)
        var list = try FixListTests.list(workspace)
        let lines = list.lines.filter { $0[0] == "nodes-2.csv" }
        try #require(lines.count == 2)
        #expect(lines.map { $0[1] } == ["4", "6"])
        #expect(lines[1][3].contains("on row 5"), "\(lines[1])")
        // The key keeps the line, which is what the correction is found by.
        #expect(lines[0][5].contains("-5-"))
        #expect(try workspace.text("\(FixListTests.build)/data-quality.en.html").contains("Row 5 was kept."))
        let before = try workspace.results(FixListTests.build).value("adopters") ?? 0
        try list.fill("1", row: 4, column: "community")
        try list.write(to: "\(workspace.path)/\(FixListTests.returned)")
        let summary = try workspace.run(FixListTests.pipeline)
        #expect(summary.corrections.applied == 1 && summary.corrections.stale == 0)
        #expect(try workspace.results(FixListTests.build).value("adopters") == before + 1)
    }

    /// Lists made by an earlier version have a column of sheets, also for text files.
    @Test func listsWithAColumnOfSheetsAreRead() throws {
        let workspace = try FixListTests.open()
        try workspace.run(FixListTests.pipeline)
        var list = try FixListTests.list(workspace)
        try list.fill("1", row: 127, column: "community")
        list.rows = list.rows.map { row in row.count == 6 ? [row[0], "[z]"] + row.dropFirst() : row }
        try list.write(to: "\(workspace.path)/\(FixListTests.returned)")
        #expect(try workspace.run(FixListTests.pipeline).corrections.applied == 1)
    }

    // MARK: Suggestions

    private static let header = "Aikaleima,Saapui,Väite,Kunta,Tunnit,Odotukset,Keino [Raha],Keino [Aika],Kesto,"
    private static let good = [
        "8/31/2024 14:30:00", "31.8.2024", "Samaa mieltä", "Tampere", "1.5", "Verkostoja", "1", "0", "3 v", "1",
    ]

    /// Files of a survey whose rows are good but for one cell each.
    private static func survey(_ faults: [(column: Int, value: String)]) throws -> Workspace {
        let workspace = try FixListTests.open()
        try workspace.write(
            """
            kaiku: 1
            record: activity
            columns:
              date: {constant: 1954-01-01}
              channel: {constant: news}
              filled: {from: Aikaleima, type: moment, format: "M/d/yyyy H:mm:ss"}
              arrived: {from: Saapui, type: day, format: [usual, "M/d/yyyy"]}
              claim: {from: Väite, type: integer, range: [1, 2], values: {Eri mieltä: 1, Samaa mieltä: 2}}
              home: {from: Kunta, codes: maakunta, place-names: {levels: [maakunta, kunta]}}
              hours: {from: Tunnit, type: decimal, range: [0, 24]}
              years: {from: Kesto, type: integer, values: {n. 10: 10, 3 v: 3}}
              unnamed: {from: "#10", type: integer}
            choices:
              hopes: {shape: delimited, from: Odotukset, separator: ";", options: {"Uutta tietoa": knowledge, Verkostoja: network}}
              means: {shape: columns, from: "Keino [{option}]", options: {Raha: money, Aika: time}}

            """, to: FixListTests.folder + "/answers.yaml")
        try workspace.replace(
            "code-lists: codes.yaml", with: "code-lists: [codes.yaml, ../codes/regions.yaml]", in: FixListTests.pipeline
        )
        try workspace.replace(
            "sources:", with: "sources:\n  - {id: answers, files: answers.csv, mapping: answers.yaml}",
            in: FixListTests.pipeline)
        let rows = faults.map { fault in
            var row = good
            row[fault.column] = fault.value
            return row
        }
        let text = ([header] + ([good] + rows).map { $0.joined(separator: ",") }).joined(separator: "\n") + "\n"
        try workspace.write(text, to: FixListTests.folder + "/answers.csv")
        try workspace.run(FixListTests.pipeline)
        return workspace
    }

    @Test func suggestionsAreWordsOfTheFile() throws {
        let workspace = try Self.survey([
            (0, "eilen"), (1, "huomenna"), (2, "Samaa mielt"), (3, "Ruotsi"), (3, "Tmpere"), (4, "26.50"),
            (5, "Verkostoja;Muuta"), (6, "kyll"), (8, "kauan"), (5, "Verkostoja;Utta tietoa"),
            (2, "7"), (4, "paljon"), (9, "x"),
        ])
        let lines = try FixListTests.list(workspace, "answers.en").lines
        let expected = [
            "8/31/2024 14:30:00.", "31.8.2024", "“Samaa mieltä”", "Alajärvi", "“Tampere”", "26.5 ",
            "“Muuta” is not known; write all chosen options again, with a semicolon between them. The options are Uutta tietoa, Verkostoja.",
            "Only 1 (chosen) or 0 (not chosen)", "should be a whole number", "(did you mean “Uutta tietoa”?)",
            "The number 7 is not on the scale; write one of these in its place: Eri mieltä, Samaa mieltä.",
            "should be a number within 0–24;", "should be a whole number",
        ]
        try #require(lines.map { $0[1] } == (3...15).map(String.init), "\(lines)")
        #expect(lines.last?[2] == "J (a column without a heading)")
        for (line, words) in zip(lines, expected) { #expect(line[3].contains(words), "\(line[3])") }
        let sentences = lines.map { $0[3] }.joined(separator: "\n")
        for word in ["yyyy", "usual", "Ruovesi", "Uusimaa", "knowledge", "network", "true", "n. 10", "26.50"] {
            #expect(!sentences.contains(word), "'\(word)' is in \(sentences)")
        }
    }
}
