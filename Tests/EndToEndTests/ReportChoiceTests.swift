import Diagnostics
import Foundation
import Testing

@testable import Pipeline

/// `--report`: which reports a build writes.
@Suite(.serialized) struct ReportChoiceTests {
    private static let known = ["funder-summary", "final-report", "final", "esf", "esf-plus", "data-quality"]

    @Test(arguments: [
        (["funder"], ["funder-summary"]), (["fu"], ["funder-summary"]), (["final"], ["final"]),
        (["final-"], ["final-report"]), (["esf"], ["esf"]), (["esf-"], ["esf-plus"]),
        // In the pipeline's order, each once.
        (["data", "esf", "funder-summary"], ["funder-summary", "esf", "data-quality"]),
        (["esf", "esf"], ["esf"]), (["d", "data-quality"], ["data-quality"]), ([], []),
    ])
    func aNameIsWholeOrAnUnambiguousBeginning(wanted: [String], expected: [String]) throws {
        #expect(try ReportChoice(known: Self.known).names(wanted) == expected)
    }

    @Test func whatIsMeantIsToldWhereNoneOrSeveralAre() {
        let choice = ReportChoice(known: Self.known)
        let ambiguous = #expect(throws: PipelineError.self) { _ = try choice.names(["esf", "f"]) }
        #expect(
            ambiguous?.explanation.summary
                == "'f' is the beginning of more than one report: funder-summary, final-report, final")
        let unknown = #expect(throws: PipelineError.self) { _ = try choice.names(["finall"]) }
        #expect(unknown?.explanation.remedies == ["did you mean 'final'?"])
        #expect(unknown?.explanation.summary.contains(Self.known.joined(separator: ", ")) == true)
        #expect(unknown?.exitStatus == 2 && ambiguous?.exitStatus == 2)
        #expect(throws: PipelineError.self) { _ = try choice.names([""]) }
    }

    @Test func onlyTheChosenReportsAreWritten() throws {
        let workspace = try CopyFixture.open()
        let all = try CopyFixture.run(workspace)
        #expect(all.reports == ["diffusion", "funder-summary", "data-quality"])
        let results = try workspace.text("\(CopyFixture.publicFolder)/results.json")
        let one = try CopyFixture.run(workspace, reports: ["funder"])
        #expect(!one.isUnchanged && one.build != all.build && one.reports == ["funder-summary"])
        let files = workspace.contents(of: CopyFixture.publicFolder)
        #expect(
            files.keys.sorted() == [
                "build.json", "figure-book.en.html", "figure-book.json", "figures/funder-months.en.csv",
                "figures/funder-months.en.pdf", "figures/funder-months.en.png", "figures/funder-months.en.svg",
                "figures/funder-months.en.txt", "figures/tables/funder-summary.funder-months.en.csv",
                "figures/tables/funder-summary.rows-by-file.en.csv", "funder-summary.en.html", "funder-summary.en.xlsx",
                "results.json",
            ])
        #expect(
            try workspace.text("\(CopyFixture.publicFolder)/build.json").contains("\"reports\":[\"funder-summary\"]"))
        // All results, but for the build's name.
        #expect(
            try workspace.text("\(CopyFixture.publicFolder)/results.json")
                == results.replacingOccurrences(of: all.build, with: one.build))
        let again = try CopyFixture.run(workspace, reports: ["funder-summary"])
        #expect(again.isUnchanged && again.reports == ["funder-summary"])
        #expect(try !CopyFixture.run(workspace, reports: ["diff", "funder"]).isUnchanged)
        // All of them are what is written anyway.
        #expect(try !CopyFixture.run(workspace).isUnchanged)
        #expect(try CopyFixture.run(workspace, reports: ["data", "funder", "diff"]).isUnchanged)
    }

    @Test func theListsForSuppliersGoWithTheReportOnDataQuality() throws {
        let workspace = try CopyFixture.open()
        try workspace.write(try workspace.text(CopyFixture.rows) + "9001,7,3\n", to: CopyFixture.rows)
        func folders(_ reports: [String]) throws -> Set<String> {
            try CopyFixture.run(workspace, reports: reports)
            let path = "\(workspace.path)/\(CopyFixture.publicFolder)"
            return Set(try FileManager.default.contentsOfDirectory(atPath: path))
        }
        #expect(try folders([]).contains("fix-lists"))
        #expect(try !folders(["diff"]).contains("fix-lists"))
        let quality = try folders(["data"])
        #expect(quality.contains("fix-lists") && !quality.contains("diffusion.en.html"))
        // A report that is named is written, also one that the pipeline does not want by itself.
        try workspace.replace(
            "outputs: {figures: true}", with: "outputs: {figures: true, data-quality: false}",
            in: CopyFixture.pipeline)
        #expect(try !folders([]).contains("data-quality.en.html"))
        #expect(try folders(["data-quality"]).contains("data-quality.en.html"))
    }

    @Test func theCommandExplainsANameThatIsNone() throws {
        let workspace = try CopyFixture.open()
        for command in ["run", "check"] {
            let outcome = try Command.run(command, CopyFixture.pipeline, "--report", "funder,esf", in: workspace)
            #expect(outcome.status == (command == "run" ? 2 : 1))
            #expect(
                outcome.error.contains(
                    "'esf' is not a report of this pipeline, which has diffusion, funder-summary, data-quality"),
                "\(outcome.error)")
        }
        let empty = try Command.run("run", CopyFixture.pipeline, "--report", ",", in: workspace)
        #expect(empty.status == 2 && empty.error.contains("--report names no report"))
        let one = try Command.run("run", CopyFixture.pipeline, "--report", "funder, diff", in: workspace)
        #expect(one.status == 0 && one.output.contains("reports      diffusion, funder-summary"), "\(one.output)")
    }

    @Test func onlyTheChosenReportsAreChecked() throws {
        let workspace = try CopyFixture.open()
        try workspace.replace(
            "indicator: monthly", with: "indicator: nosuch", in: "\(CopyFixture.folder)/funder-summary.yaml")
        #expect(try Command.run("check", CopyFixture.pipeline, in: workspace).status == 1)
        #expect(try Command.run("check", CopyFixture.pipeline, "--report", "funder", in: workspace).status == 1)
        let other = try Command.run("check", CopyFixture.pipeline, "--report", "diff", in: workspace)
        #expect(other.status == 0, "\(other.error)")
        #expect(try Command.run("run", CopyFixture.pipeline, "--report", "diff", in: workspace).status == 0)
    }
}
