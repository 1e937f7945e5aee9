import Foundation
import Pipeline
import Testing

/// `kaiku diff` and `kaiku history`: what two builds published differently, and why.
@Suite(.serialized) struct DiffTests {
    static let folder = LawTests.folder
    static let pipeline = folder + "/pipeline.yaml"
    static let rows = folder + "/nodes.csv"

    static func open() throws -> Workspace {
        let workspace = try LawTests.open()
        try workspace.replace("files: nodes.csv", with: "files: \"nodes*.csv\"", in: pipeline)
        try workspace.replace(
            "sources:", with: "corrections: corrections/*.xlsx\nsources:", in: pipeline)
        try workspace.write(try workspace.text(rows) + "9001,7,3\n", to: rows)
        try workspace.run(pipeline)
        return workspace
    }

    static func difference(_ workspace: Workspace) throws -> BuildDifference {
        var loader = PipelineLoader(options: RunOptions())
        return try ComparingBuilds(try loader.load("\(workspace.path)/\(pipeline)")).difference(from: nil, to: nil)
    }

    static func change(
        _ indicator: String, _ breakdown: String = "", in difference: BuildDifference
    ) -> BuildDifference.Change? {
        difference.changes.first { $0.indicator == indicator && $0.breakdown == breakdown }
    }

    static func kinds(_ change: BuildDifference.Change?) -> [BuildDifference.Cause.Kind]? {
        change?.causes.map(\.kind)
    }

    @Test func newDataIsNamed() throws {
        let workspace = try Self.open()
        try workspace.write("id,community,toa\n8001,1,3\n", to: "\(Self.folder)/nodes-2.csv")
        try workspace.run(Self.pipeline)
        let difference = try Self.difference(workspace)
        let change = try #require(Self.change("adopters", in: difference))
        #expect(change.before == .number(125) && change.after == .number(126))
        #expect(change.causes.map(\.kind) == [.newData])
        #expect(change.causes[0].what == "nodes-2.csv")
        #expect(Self.change("adopters", "community=2", in: difference) == nil)
        #expect(difference.unchanged > 0)
        try FileManager.default.removeItem(atPath: "\(workspace.path)/\(Self.folder)/nodes-2.csv")
        try workspace.run(Self.pipeline)
        #expect(Self.kinds(Self.change("adopters", in: try Self.difference(workspace))) == [.removedData])
    }

    @Test func anotherVersionOfAFileIsCorrectedData() throws {
        let workspace = try Self.open()
        try workspace.replace("9001,7,3", with: "9001,2,3", in: Self.rows)
        try workspace.run(Self.pipeline)
        let change = Self.change("adopters", "community=2", in: try Self.difference(workspace))
        #expect(Self.kinds(change) == [.correctedData])
        #expect(change?.causes.first?.what == "nodes.csv")
    }

    @Test func correctionsAreCorrectedData() throws {
        let workspace = try Self.open()
        var list = try ReturnedWorkbook(
            readingFrom: "\(workspace.path)/build/medical-innovation/fix-lists/physicians.en.xlsx")
        try list.fill("2", row: 127, column: "community")
        try list.write(to: "\(workspace.path)/\(Self.folder)/corrections/a.xlsx")
        try workspace.run(Self.pipeline)
        let change = Self.change("adopters", "community=2", in: try Self.difference(workspace))
        #expect(Self.kinds(change) == [.correctedData])
        #expect(change?.causes.first?.what == "corrections of nodes.csv")
    }

    @Test func changedDefinitionsAreNamed() throws {
        let workspace = try Self.open()
        // Titles change no figure, so that nothing differs.
        try workspace.replace("\"Adopters\"", with: "\"Those who adopted\"", in: "\(Self.folder)/indicators.yaml")
        try workspace.run(Self.pipeline)
        #expect(try Self.difference(workspace).changes.isEmpty)
        try workspace.replace(
            "disclosure:",
            with: "rules: [{id: early, table: adoption, check: \"period <= 10\"}]\ndisclosure:", in: Self.pipeline)
        try workspace.run(Self.pipeline)
        let difference = try Self.difference(workspace)
        let change = Self.change("adopters", in: difference)
        #expect(Self.kinds(change) == [.definition])
        #expect(change?.causes.first?.what == "rule adoption early, which is new")
        try workspace.replace(
            "kind: mean, table: adoption, of: period", with: "kind: mean, table: adoption, of: period + 1",
            in: "\(Self.folder)/indicators.yaml")
        try workspace.run(Self.pipeline)
        let next = try Self.difference(workspace)
        #expect(Self.change("mean-period", in: next)?.causes.map(\.what) == ["indicator mean-period"])
        #expect(Self.change("adopters", in: next) == nil)
    }

    /// What was withheld is said to be so, and its number is nowhere.
    @Test func protectionIsACauseAndTellsNothing() throws {
        let workspace = try Self.open()
        let indicators = "\(Self.folder)/indicators.yaml"
        try workspace.replace(
            "unit: adoptions\n    population: none\n    calculation: {kind: distinct",
            with: "unit: adoptions\n    population: persons\n    calculation: {kind: distinct", in: indicators)
        try workspace.run(Self.pipeline)
        // Of city 1 no more than three are left.
        let lines = try workspace.text(Self.rows).split(separator: "\n").map(String.init)
        var kept = 0
        let fewer = lines.filter { line in
            guard line.split(separator: ",").dropFirst().first == "1" else { return true }
            kept += 1
            return kept <= 3
        }
        try workspace.write(fewer.joined(separator: "\n") + "\n", to: Self.rows)
        try workspace.run(Self.pipeline)
        let change = try #require(Self.change("adopters", "community=1", in: try Self.difference(workspace)))
        #expect(change.after == .withheld)
        #expect(change.causes.map(\.kind) == [.correctedData, .protection])
        let outcome = try Command.run("diff", "--pipeline", Self.pipeline, "--format", "json", in: workspace)
        #expect(outcome.status == 0, "\(outcome.error)")
        #expect(outcome.output.contains("\"after\":\"withheld\""))
        #expect(
            !(try Self.difference(workspace)).changes.contains { $0.indicator == "adopters" && $0.after == .number(3) })
    }

    @Test func buildsAreNamedByTheirNumbers() throws {
        let workspace = try Self.open()
        let one = try Command.run("diff", "--pipeline", Self.pipeline, in: workspace)
        #expect(one.status == 1)
        #expect(one.error.contains("error[pipeline.one-build]"), "\(one.error)")
        try workspace.replace("9001,7,3", with: "9001,2,3", in: Self.rows)
        try workspace.run(Self.pipeline)
        let history = try Command.run("history", "--pipeline", Self.pipeline, in: workspace)
        #expect(history.status == 0)
        let numbers = history.output.split(separator: "\n").compactMap {
            $0.split(separator: " ").first.map(String.init)
        }
        #expect(numbers == ["2", "1"], "\(history.output)")
        let outcome = try Command.run("diff", "1", "2", "--pipeline", Self.pipeline, in: workspace)
        #expect(outcome.status == 0)
        #expect(outcome.output.contains("adopters[community=2]"), "\(outcome.output)")
        #expect(outcome.output.contains("corrected data: nodes.csv"))
        #expect(try Command.run("diff", "7", "--pipeline", Self.pipeline, in: workspace).status == 2)
        #expect(try Command.run("diff", "1", "2", "3", "--pipeline", Self.pipeline, in: workspace).status == 2)
        #expect(try Command.run("diff", "x", "--pipeline", Self.pipeline, in: workspace).status == 2)
    }

    @Test func withoutABuildThereIsNothingToCompare() throws {
        let workspace = try LawTests.open()
        for command in ["diff", "history"] {
            let outcome = try Command.run(command, "--pipeline", Self.pipeline, in: workspace)
            #expect(outcome.status == 1)
            #expect(outcome.error.contains("error[pipeline.no-build]"), "\(outcome.error)")
        }
    }
}
