import Foundation
import Testing

/// Every common indicator of both programmes against a few records worked out by hand, boundary days among them.
///
/// Source of the rules: Regulation (EU) 2021/1057, Annex I; Regulation (EU) No 1304/2013, Annex I; European Commission, SFC2014: FAQ on
/// participants and on participation records.
@Suite struct ProgrammeRuleTests {
    static let cases = OutputCases.all + EntityCases.all + ResultCases.all

    /// All cases counted in one build, made once.
    private static let built = Result {
        try RuleCase.build(cases).results(breakdowns: "[[operation], [priority]]")
    }

    static func results() throws -> Results { try Results(bytes: try built.get()) }

    @Test(arguments: cases.indices) func countsAsByHand(number: Int) throws {
        Self.cases[number].check(try Self.results(), number: number)
    }

    /// No indicator without a case in which it counts somebody, but for those without a value.
    @Test func everyIndicatorIsWorkedOut() {
        let counted = Self.cases.flatMap(\.counts).filter { ($0.value ?? 0) > 0 }.map(\.key)
        #expect(Set(RulePackBuild.codes).subtracting(counted).isEmpty)
        let cases = Dictionary(grouping: Self.cases.flatMap(\.counts.keys), by: \.self).mapValues(\.count)
        for code in RulePackBuild.newCodes + RulePackBuild.oldCodes { #expect(cases[code, default: 0] >= 2, "\(code)") }
    }
}

extension Results {
    init(bytes: Data) throws {
        self.init(object: try #require(try JSONSerialization.jsonObject(with: bytes) as? [String: Any]))
    }

    /// All values by the figure's name, such as `EECO01[gender=F, operation=a]`; for tests that look many of them up.
    var valuesByName: [String: Double] {
        var values: [String: Double] = [:]
        for indicator in object["indicators"] as? [[String: Any]] ?? [] {
            for figure in indicator["values"] as? [[String: Any]] ?? [] {
                let levels = (figure["breakdown"] as? [String: String] ?? [:]).sorted { $0.key < $1.key }
                let name = levels.map { "\($0.key)=\($0.value)" }.joined(separator: ", ")
                values["\(indicator["code"] as? String ?? "")[\(name)]"] = figure["value"] as? Double
            }
        }
        return values
    }
}
