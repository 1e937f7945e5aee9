import Foundation
import Testing

/// `kaiku fill`: a funder's workbook from a build's results.
@Suite struct FillTests {
    private static let results = """
        {"schema": "https://kaiku.invalid/results/1", "pipeline": "osaamiskeskus", "build": "04c6125a6502e1c2",
         "period": {"from": "2023-02-01", "to": "2023-12-31"}, "asOf": "2023-12-31", "threshold": 5,
         "indicators": [
          {"code": "EECO01", "titles": {"fi": "Osallistujat"}, "unit": "persons", "population": "persons", "method": "count",
           "withheld": 1, "values": [
            {"breakdown": {}, "value": 40, "withheld": false, "approximate": false, "n": 40},
            {"breakdown": {"gender_group": "women"}, "value": 23, "withheld": false, "approximate": false, "n": 23},
            {"breakdown": {"gender_group": "men"}, "value": null, "withheld": true, "approximate": false, "n": null}]}],
         "listings": []}
        """

    private static func workspace() throws -> Workspace {
        let workspace = try Workspace(copying: ["Reports"])
        try workspace.write(results, to: "build/results.json")
        try FileManager.default.copyItem(
            atPath: "\(Workspace.root)/Tests/WorkbookTemplateTests/Reference/esr-liite.xlsx",
            toPath: "\(workspace.path)/lomake.xlsx")
        return workspace
    }

    private static func bytes(_ file: String, in workspace: Workspace) -> Data? {
        FileManager.default.contents(atPath: "\(workspace.path)/\(file)")
    }

    @Test func fillsATemplateAndSaysWhatItDid() throws {
        let workspace = try Self.workspace()
        try workspace.write(
            "kaiku: 1\ncells:\n  - {name: EECO01_miehet, figure: \"EECO01[gender_group=men]\"}\n", to: "kartta.yaml")
        let before = Self.bytes("lomake.xlsx", in: workspace)
        let outcome = try Command.run(
            "fill", "lomake.xlsx", "--build", "build", "--map", "kartta.yaml", "--output", "valmis/lomake.xlsx",
            in: workspace)
        #expect(outcome.status == 0, "\(outcome.error)")
        #expect(
            outcome.output.hasPrefix(
                """
                4 cells filled into valmis/lomake.xlsx, from build 04c6125a6502e1c2 as of 2023-12-31
                  'Liite 1'!C3  40          EECO01
                  'Liite 1'!C4  23          EECO01[gender_group=women]
                  'Liite 1'!C5  [c]         EECO01[gender_group=men]  (withheld)
                  'Liite 1'!C8  31.12.2023  as-of

                Named, and still empty:
                  hankkeen_nimi  'Liite 1'!B2
                  osuus          'Liite 1'!C7
                """), "\(outcome.output)")
        #expect(Self.bytes("lomake.xlsx", in: workspace) == before)
        #expect(Self.bytes("valmis/lomake.xlsx", in: workspace)?.starts(with: Data("PK".utf8)) == true)
        let swedish = try Command.run(
            "fill", "lomake.xlsx", "--build", "build", "--output", "sv.xlsx", "--language", "sv", "--format", "json",
            in: workspace)
        let object = try JSONSerialization.jsonObject(with: Data(swedish.output.utf8)) as? [String: Any]
        #expect((object?["cells"] as? [Any])?.count == 3)
        #expect(((object?["unknownNames"] as? [[String: Any]])?.first?["name"] as? String) == "EECO01_miehet")
    }

    @Test func saysThatAnAuthorityCopyHasFullCounts() throws {
        let workspace = try Self.workspace()
        func fill(_ format: String) throws -> String {
            let outcome = try Command.run(
                "fill", "lomake.xlsx", "--build", "build", "--output", "valmis.xlsx", "--format", format, in: workspace)
            #expect(outcome.status == 0, "\(outcome.error)")
            return outcome.output
        }
        let warning = "The build is the authority copy: the workbook holds full counts, and is not for publication."
        // A build of an earlier version does not say which copy it is, and is public.
        #expect(try !fill("text").contains(warning))
        #expect(try fill("json").contains("\"copy\":\"public\""))
        try workspace.replace("\"period\":", with: "\"copy\": \"authority\", \"period\":", in: "build/results.json")
        #expect(try fill("text").contains("as of 2023-12-31\n\(warning)\n"))
        #expect(try fill("json").contains("\"copy\":\"authority\""))
    }

    @Test func neverOverwritesTheTemplate() throws {
        let workspace = try Self.workspace()
        let before = Self.bytes("lomake.xlsx", in: workspace)
        try FileManager.default.createSymbolicLink(
            atPath: "\(workspace.path)/linkki.xlsx", withDestinationPath: "lomake.xlsx")
        for output in ["lomake.xlsx", "./lomake.xlsx", "linkki.xlsx"] {
            let outcome = try Command.run("fill", "lomake.xlsx", "--build", "build", "--output", output, in: workspace)
            #expect(outcome.status == 2)
            #expect(outcome.error.contains("--output is the template itself"))
        }
        #expect(
            try Command.run("fill", "lomake.xlsx", "--build", "build", "--output", "ulos.xlsm", in: workspace).status
                == 2)
        #expect(Self.bytes("lomake.xlsx", in: workspace) == before)
    }

    @Test func tellsEverythingAndWritesNothingWhenSomethingIsWrong() throws {
        let workspace = try Self.workspace()
        try workspace.write(
            "kaiku: 1\ncells:\n  - {cell: \"Liite 2!C3\", figure: EECO01}\n  - {cell: \"Liite 1!D3\", figure: EECO01}\n"
                + "  - {cell: \"Liite 1!C7\", figure: EECO1}\n", to: "kartta.yaml")
        let outcome = try Command.run(
            "fill", "lomake.xlsx", "--build", "build", "--map", "kartta.yaml", "--output", "ulos.xlsx", in: workspace)
        #expect(outcome.status == 1)
        #expect(
            outcome.error.contains("error[template.unknown-sheet]: kartta.yaml:3: the template has no sheet 'Liite 2'"))
        #expect(
            outcome.error.contains(
                "error[template.unknown-figure]: kartta.yaml:5: the results have no indicator 'EECO1'"))
        #expect(outcome.error.contains("error[template.formula]: lomake.xlsx!Liite 1:3:D: the cell has a formula"))
        #expect(Self.bytes("ulos.xlsx", in: workspace) == nil)
        try workspace.write("kaiku: 1\ncells:\n  - {cel: \"Liite 1!C7\", figure: EECO01}\n", to: "kartta.yaml")
        let mistyped = try Command.run(
            "fill", "lomake.xlsx", "--build", "build", "--map", "kartta.yaml", "--output", "ulos.xlsx", in: workspace)
        #expect(mistyped.status == 1)
        #expect(mistyped.error.contains("kartta.yaml:3"))
        #expect(
            try Command.run("fill", "lomake.xlsx", "--build", "poissa", "--output", "u.xlsx", in: workspace).status == 1
        )
        let language = try Command.run(
            "fill", "lomake.xlsx", "--build", "build", "--output", "u.xlsx", "--language", "no", in: workspace)
        #expect(language.status == 2)
    }

    /// The guide's map is a map: only what it names is not in this template.
    @Test func readsTheMapOfTheGuide() throws {
        let workspace = try Self.workspace()
        let example = try #require(try Guide.examples(of: "Documentation/guide/templates.md").first)
        try workspace.write(example.text, to: "kartta.yaml")
        let outcome = try Command.run(
            "fill", "lomake.xlsx", "--build", "build", "--map", "kartta.yaml", "--output", "ulos.xlsx", in: workspace)
        let codes = outcome.error.split(separator: "\n").filter { $0.hasPrefix("error[") }.map {
            $0.prefix { $0 != ":" }
        }
        #expect(
            codes == [
                "error[template.unknown-sheet]", "error[template.unknown-sheet]", "error[template.unknown-name]",
                "error[template.unknown-name]", "error[template.unknown-sheet]", "error[template.unknown-figure]",
                "error[template.findings]",
            ], "\(outcome.error)")
    }
}
