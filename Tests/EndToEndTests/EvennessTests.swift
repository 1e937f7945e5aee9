import Foundation
import Testing

/// The evenness of few people tells how many each group has, and is withheld where that is a small count.
@Suite struct EvennessTests {
    static let pipeline = "Pipelines/osaamiskeskus.yaml"

    @Test func evennessOfAFewIsWithheld() throws {
        let workspace = try Workspace()
        try workspace.replace("languages: [fi, sv, en]", with: "languages: [en]", in: Self.pipeline)
        try workspace.replace(
            "output: ../build/osaamiskeskus",
            with: "output: ../build/osaamiskeskus\noutputs: {figures: false, html: false, excel: false}",
            in: Self.pipeline)
        try workspace.replace(
            "calculation: {kind: evenness, table: attendance, where: attended, over: helix, of: person}",
            with: """
                calculation: {kind: evenness, table: attendance, where: attended, over: helix, of: person}
                    breakdowns: [[], [region]]
                """, in: "Pipelines/indicators/reach.yaml")
        try workspace.run()
        let results = try workspace.results()
        // Five people of region 09 in three groups, 2 + 2 + 1, have the evenness 0.9602.
        let small = try #require(results.figure("reach-evenness", ["region": "09"]))
        #expect(small["withheld"] as? Bool == true, "\(small)")
        #expect(results.value("reach-evenness", ["region": "09"]) == nil)
        #expect(results.further("richness", of: "reach-evenness", ["region": "09"]) == nil)
        // All groups of the whole are large.
        #expect(results.value("reach-evenness") != nil)
    }
}
