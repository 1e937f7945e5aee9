import Diagnostics
import Testing

@testable import Statistics

@Suite struct SamplingProblemTests {
    @Test func everyProblemHasItsCodeAndSaysWhatToTry() {
        let problems: [SamplingProblem] = [
            .margin(0), .expectedShare(1), .responseRate(0), .repeatedName("a"),
            .exceedsPopulation(name: "a", count: 3, population: 2), .repeatedUnits(2), .unnamedUnits(1),
            .missingSize(stratum: "a"), .differentSizes(stratum: "a"),
            .unknownStratum("yuong", known: ["old", "young"]),
            .emptyCategory(characteristic: "gender", category: "non-binary"),
        ]
        let errors = problems.map { StatisticsError.sampling($0) }
        #expect(Set(errors.map(\.code)).count == problems.count)
        for error in errors {
            #expect(error.code.hasPrefix("statistics."))
            #expect(!error.explanation.summary.isEmpty && !error.explanation.remedies.isEmpty)
        }
        #expect(errors[9].explanation.remedies == ["write 'young'"])
        // Percent are told from shares.
        #expect(StatisticsError.sampling(.responseRate(40)).explanation.remedies == ["write 0.4"])
    }
}
