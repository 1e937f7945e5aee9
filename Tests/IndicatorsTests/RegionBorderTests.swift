import Definitions
import Foundation
import Records
import Testing

/// The neighbours of the regions of Finland, as `Pipelines/codes/regions.yaml` has them.
@Suite struct RegionBorderTests {
    private static func neighbours() throws -> [String: [String]] {
        let root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let text = try String(
            contentsOf: root.appendingPathComponent("Pipelines/codes/regions.yaml"), encoding: .utf8)
        let file = try DefinitionFile.load(text: text, name: "regions.yaml")
        let list = CodeList.decode(file.root, with: DefinitionReader()).first { $0.name == "maakunta" }
        let codes = try #require(list).codes
        return Dictionary(
            uniqueKeysWithValues: codes.map { code in
                (code.code, (code.attributes["neighbours"] ?? "").split(separator: " ").map(String.init))
            })
    }

    @Test func bordersAreMutual() throws {
        let neighbours = try Self.neighbours()
        #expect(neighbours.count == 19)
        for (region, others) in neighbours {
            #expect(!others.contains(region) && Set(others).count == others.count, "\(region)")
            for other in others { #expect(neighbours[other]?.contains(region) == true, "\(region) and \(other)") }
        }
        #expect(neighbours.values.reduce(0) { $0 + $1.count } == 2 * 39)
    }

    @Test func theMainlandHangsTogetherAndAlandStandsAlone() throws {
        let neighbours = try Self.neighbours()
        var found: Set<String> = ["01"]
        var queue = ["01"]
        while let region = queue.popLast() {
            for other in neighbours[region] ?? [] where found.insert(other).inserted { queue.append(other) }
        }
        #expect(found.count == 18 && neighbours["21"] == [])
        // Lapland has one neighbour, and Kainuu does not reach it.
        #expect(neighbours["19"] == ["17"] && neighbours["18"] == ["11", "12", "17"])
    }
}
