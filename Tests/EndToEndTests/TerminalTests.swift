import Foundation
import Testing

/// What the program says and takes on a terminal.
@Suite struct TerminalTests {
    static let pipeline = LawTests.folder + "/pipeline.yaml"
    static let mapping = LawTests.folder + "/mapping.yaml"
    static let rows = LawTests.folder + "/nodes.csv"

    @Test func aLanguageThatAProjectAddsCanBeAskedFor() throws {
        let workspace = try LawTests.open()
        try workspace.write(try workspace.text("Reports/locales/en.yaml"), to: "Reports/locales/nb.yaml")
        try workspace.replace("language: en", with: "language: nb", in: "Reports/locales/nb.yaml")
        try workspace.replace("languages: [en]", with: "languages: [en, nb]", in: Self.pipeline)
        let outcome = try Command.run("run", Self.pipeline, "--language", "nb", in: workspace)
        #expect(outcome.status == 0, "\(outcome.error)")
        let pages = workspace.contents(of: "build/medical-innovation").keys.filter { $0.hasSuffix(".nb.html") }
        #expect(!pages.isEmpty)
    }

    /// Columns that nobody mapped were told by `check` only, though `--verbose` promised them.
    @Test(arguments: ["info", "warn"]) func columnsThatAreNotMappedAreTold(severity: String) throws {
        let workspace = try LawTests.open()
        try workspace.replace("unique: adopter", with: "unique: adopter\nunmapped: \(severity)", in: Self.mapping)
        let lines = try workspace.text(Self.rows).split(separator: "\n").map(String.init)
        let wider = [lines[0] + ",office"] + lines.dropFirst().map { $0 + ",1" }
        try workspace.write(wider.joined(separator: "\n") + "\n", to: Self.rows)
        func run(_ options: String...) throws -> String {
            let outcome = try Command.run(["run", Self.pipeline] + options, in: workspace)
            #expect(outcome.status == 0, "\(outcome.error)")
            return outcome.output
        }
        let message = "[ingest.unmapped-columns]: \(Self.rows):1: 1 column is neither mapped nor ignored: 'office'"
        let label = severity == "warn" ? "warning" : "info"
        // When the file is read, and when it is unchanged; a warning always.
        for _ in 0..<2 {
            #expect(try run("--verbose").contains(label + message))
            #expect(try run().contains(label + message) == (severity == "warn"))
            let findings = "\"code\":\"ingest.unmapped-columns\",\"severity\":\"\(severity)\""
            #expect(try run("--format", "json", "--verbose").contains(findings))
            #expect(try run("--format", "json").contains(findings) == (severity == "warn"))
            try FileManager.default.removeItem(atPath: "\(workspace.path)/build/medical-innovation")
        }
        #expect(try run("--quiet", "--verbose").isEmpty)
    }

    @Test func emptyRowsAreExcludedByNoRule() throws {
        let workspace = try LawTests.open()
        try workspace.write(try workspace.text(Self.rows) + ",,\n", to: Self.rows)
        let outcome = try Command.run("run", Self.pipeline, in: workspace)
        #expect(
            outcome.output.contains("  excluded     1 empty, left out by a rule, or dated after the as-of day\n"),
            "\(outcome.output)")
        #expect(!outcome.output.contains("by rule"))
    }
}
