import Diagnostics
import Indicators
import Testing

@testable import Disclosure

struct PolicyTests {
    private func set(_ counts: [Int], population: Population = .persons, code: String = "a") -> FigureSet {
        let figures = counts.enumerated().map { TableMaker.count(code, ["region": "r\($0)"], $1) }
        return TableMaker.set(
            code, [TableMaker.count(code, [:], counts.reduce(0, +))] + figures, population: population)
    }

    @Test func refusesWhatCannotBe() {
        #expect(throws: DisclosureError.self) { try DisclosurePolicy(threshold: 0) }
        #expect(throws: DisclosureError.self) { try DisclosurePolicy(stepUpShare: 1.5) }
        #expect(throws: DisclosureError.policy("the exemption of partners gives no reason")) {
            try DisclosurePolicy(exemptions: ["partners": "  "])
        }
    }

    @Test func protectsOrganisationsUnlessToldOtherwise() throws {
        let actors = set([2, 30], population: .organisations)
        #expect(try protect([actors]).primaryCount == 1)
        #expect(try protect([actors], policy: DisclosurePolicy(organisationsAreProtected: false)).primaryCount == 0)
        #expect(try protect([set([2, 30], population: .none)]).primaryCount == 0)
    }

    @Test func leavesExemptIndicatorsAlone() throws {
        let policy = try DisclosurePolicy(exemptions: ["partners": "the partners are named in public"])
        let result = try protect(
            [set([2, 30], population: .organisations, code: "partners"), set([2, 31])], policy: policy)
        #expect(result.sets[0].withheldCount == 0 && result.sets[1].withheldCount > 0)
    }

    @Test func hidesZerosOnRequest() throws {
        let policy = try DisclosurePolicy(zerosAreShown: false)
        let result = try protect([set([0, 30, 40])], policy: policy)
        #expect(result.sets[0].figures.map(\.value.isWithheld) == [false, true, true, false])
        #expect(result.narrowest?.lower == 0)
    }

    @Test func takesTheThreshold() throws {
        #expect(try protect([set([2, 30])], policy: DisclosurePolicy(threshold: 1)).primaryCount == 0)
        #expect(try protect([set([9, 30])], policy: DisclosurePolicy(threshold: 10)).primaryCount == 1)
    }

    /// The parts of an exempt total must not be worked out: the small one needs another, and there is none.
    @Test func failsWhenWhatGivesACountAwayIsExempt() throws {
        let policy = try DisclosurePolicy(exemptions: ["all": "published elsewhere", "rest": "published elsewhere"])
        let sets = ["all": 23, "rest": 20, "few": 3].sorted { $0.key < $1.key }.map { code, count in
            TableMaker.set(code, [TableMaker.count(code, ["region": "04", "sector": "public"], count)])
        }
        let relations = CountRelations(identities: [CountIdentity(total: "all", parts: ["few", "rest"])])
        do {
            _ = try protect(sets, policy: policy, relations: relations)
            Issue.record("it should have failed")
        } catch {
            guard case .tooNarrow(let interval, _) = error else { throw error }
            #expect(error.code == "disclosure.too-narrow")
            #expect(interval.lower == 3 && interval.upper == 3)
            let message = error.explanation.rendered(code: error.code, severity: .error)
            #expect(message.contains("the withheld count of few (count) region=04, sector=public could be worked out"))
            #expect(message.contains("try: end the exemption"))
            // The interval is the count itself, so that no message may hold it.
            let hasNumber = message.replacing("04", with: "").contains { $0.isNumber }
            #expect(!hasNumber, "\(message)")
        }
    }
}
