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

    @Test func emptyRowsAreExcludedByNoRule() throws {
        let workspace = try LawTests.open()
        try workspace.write(try workspace.text(Self.rows) + ",,\n", to: Self.rows)
        let outcome = try Command.run("run", Self.pipeline, in: workspace)
        #expect(outcome.output.contains("  excluded     1 empty, or dated after the as-of day\n"), "\(outcome.output)")
        #expect(!outcome.output.contains("by rule"))
    }
}
