import Diagnostics
import Foundation
import Pipeline
import Testing

/// `kaiku explain` says what a figure rests on: its value, and the rows behind it and no others.
@Suite struct ExplainTests {
    /// The explanations of figures from a build of the sample.
    static func explanations(_ names: [String]) throws -> [IndicatorExplanation] {
        let workspace = try DefinitionMistakeTests.small()
        try workspace.run()
        var loader = PipelineLoader(options: RunOptions(threads: 2))
        let pipeline = try loader.load("\(workspace.path)/\(CheckTests.pipeline)")
        let explaining = Explaining(pipeline, options: RunOptions(threads: 2))
        return try names.map { try explaining.explanation(of: $0, language: "en", limit: 1_000) }
    }

    /// The change of an item is of those who answered before and after: two rows each.
    @Test func aChangeRestsOnThePairs() throws {
        let found = try Self.explanations(["item-change[item=q01]"])[0]
        #expect(found.n == "99")
        #expect(found.rowCount == 198 && found.rows.count == 198)
        let files = Dictionary(grouping: found.rows) { $0.file.split(separator: "/").last.map(String.init) ?? "" }
        #expect(files.mapValues(\.count) == ["kysely_ennen.csv": 99, "kysely_jalkeen.csv": 99])
        #expect(Set(found.rows.map(\.description)).count == 198)
    }

    /// Once the rows of the first item were listed, whichever item of a weighted kind was asked about.
    @Test func aWeightedItemRestsOnItsOwnAnswers() throws {
        let items = ["q01", "q02", "q05", "q10"]
        let found = try Self.explanations(
            items.map { "item-weighted-change[item=\($0)]" } + items.map { "item-change[item=\($0)]" })
        for (weighted, change) in zip(found, found.dropFirst(items.count)) {
            #expect(weighted.rows == change.rows && weighted.rowCount == change.rowCount)
        }
        #expect(Set(found.prefix(items.count).map(\.rows)).count == items.count)
    }

    /// Behind an agreement are all ratings, also of units that it leaves out.
    @Test func ratingsAreExplained() throws {
        let found = try Self.explanations(["rater-reliability", "rater-agreement[criterion=3]"])
        #expect(found[0].method == "intraclass-correlation" && found[0].formula.hasSuffix("of its own."))
        #expect(found[0].rows.allSatisfy { $0.file.hasSuffix("arvioinnit.xlsx") })
        #expect(found[0].rowCount == 201)
        #expect(found[1].rowCount < found[0].rowCount && found[1].rowCount > 0)
    }

    /// Behind a mean are the rows with an answer, as many as its n.
    @Test func aMeanRestsOnTheAnswers() throws {
        let found = try Self.explanations(["recommendation[wave=after]"])[0]
        #expect(found.n == "\(found.rowCount)")
        #expect(found.rows.allSatisfy { $0.file.hasSuffix("kysely_jalkeen.csv") })
    }

    @Test func targetsAndListingsAreExplained() throws {
        let found = try Self.explanations(["targets", "targets[measure=5, indicator=toimijat]", "innovation-list"])
        #expect(found[0].value == "–" && found[0].rowCount == 14)
        #expect(found[0].method == "target-comparison")
        #expect(found[1].value == "61" && found[1].unit == "organisations")
        #expect(found[1].rows.map(\.description).allSatisfy { $0.hasSuffix("toimenpiteet.csv:6") })
        #expect(found[1].rowCount == 1)
        #expect(found[2].value == "41" && found[2].rowCount == 41)
        #expect(found[2].method == "listing" && !found[2].tabulations.isEmpty)
        #expect(found[2].rows.allSatisfy { $0.file.hasSuffix("innokyla.csv") })
    }

    /// Behind a network are its ties, behind who learned from whom the adoptions, behind reuse the innovations, and behind elements what
    /// became of them.
    @Test func networksAndSpreadsAreExplained() throws {
        let found = try Self.explanations([
            "network-density", "network-drawing", "reproduction-number", "stage-transitions", "reuse", "element-use",
        ])
        #expect(found.map(\.rowCount) == [96, 96, 150, 320, 41, 692])
        for (explanation, file) in zip(
            found,
            [
                "yhteistyo.tsv", "yhteistyo.tsv", "kayttoonotot.csv", "kayttoonotot.csv", "innokyla.csv",
                "ydinten_kaytto.csv",
            ])
        {
            #expect(explanation.rows.allSatisfy { $0.file.hasSuffix(file) }, "\(explanation.code)")
        }
        #expect(found[1].method == "network-drawing")
    }
}
