import Indicators
import Testing

/// Counts of what was asked, and of what was not.
@Suite struct CountTests {
    private func figures(_ answers: [(Int?, String)], asked: String = ", asked: present(a)") throws -> [Figure] {
        try ItemSurvey(["a"], answers.map { [$0.0] }, regions: answers.map(\.1)).figures(
            "{kind: count, table: survey, where: a = 1\(asked)}")
    }

    @Test func whatNobodyWasAskedIsNotZero() throws {
        let answers: [(Int?, String)] = [(1, "north"), (0, "north"), (0, "south"), (nil, "south"), (nil, "east")]
        let asked = try figures(answers)
        #expect(try asked.at().value == 1 && asked.at("region=north").value == 1)
        // Asked, and it is nobody; never asked.
        #expect(try asked.at("region=south").value == 0)
        #expect(!asked.contains { $0.breakdown.first?.level.name == "east" })
        // Without the condition there is a number only where there are rows.
        let plain = try figures(answers, asked: "")
        #expect(plain.count == 2 && plain.allSatisfy { $0.value == 1 })
        let none = try figures([(nil, "north"), (nil, "south")])
        #expect(try none.at().absence == .noObservations && none.at().value == nil)
        #expect(try figures([(nil, "north")], asked: "").at().value == 0)
        #expect(try figures([(0, "north")]).at().value == 0)
    }
}
