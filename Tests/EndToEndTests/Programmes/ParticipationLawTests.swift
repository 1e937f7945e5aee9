import Foundation
import Indicators
import Pipeline
import Testing

/// What holds of both programmes for any participations: generated people, in groups of one build.
@Suite struct ParticipationLawTests {
    private static let codes = RulePackBuild.newCodes + RulePackBuild.oldCodes + RulePackBuild.sharedCodes
    private static let pairs = 30
    private static let genders = ["F", "M", "X"]

    /// Groups of people, by name: `a0` some, `b0` the same and one more, `c0` as `b0` in another order.
    private static let groups: [(name: String, people: [RuleModel])] = {
        var numbers = LawTests.Numbers(state: 2021_1057)
        return (0..<pairs).flatMap { number in
            let some = (0..<25).map { _ in RuleModel(using: &numbers) }
            let more = some + [RuleModel(using: &numbers)]
            return [("a\(number)", some), ("b\(number)", more), ("c\(number)", more.shuffled(using: &numbers))]
        }
    }()

    private static let built = Result { () throws -> [String: Double] in
        var build = RulePackBuild()
        for (name, people) in groups {
            for (number, person) in people.enumerated() {
                person.add(to: &build, person: "\(name)-\(number)", operation: name)
            }
        }
        return try Results(bytes: build.results(breakdowns: "[[operation], [operation, gender]]")).valuesByName
    }

    private static func results() throws -> [String: Double] { try built.get() }

    private static func count(
        _ code: String, _ group: String, _ gender: String? = nil, in results: [String: Double]
    ) -> Int {
        Int(results["\(code)[\(gender.map { "gender=\($0), " } ?? "")operation=\(group)]"] ?? 0)
    }

    @Test func everyCountIsThatOfTheRules() throws {
        let results = try Self.results()
        var seen: Set<String> = []
        for (name, people) in Self.groups {
            let sorted = people.map { (codes: $0.codes, gender: $0.values["gender"] ?? "") }
            for code in Self.codes {
                let counted = sorted.filter { $0.codes.contains(code) }
                if !counted.isEmpty { seen.insert(code) }
                #expect(Self.count(code, name, in: results) == counted.count, "\(code) of \(name)")
                for gender in Self.genders {
                    let wanted = counted.count(where: { $0.gender == gender })
                    #expect(Self.count(code, name, gender, in: results) == wanted, "\(code) of \(name), \(gender)")
                }
            }
        }
        // The withdrawn ones, entities and projects are not of these people.
        let others = ["CO12", "CO13", "CO14", "CO20", "CO21", "CO22", "CO23", "EECO18", "EECO19"]
        #expect(Set(Self.codes).subtracting(seen) == Set(others + ["participants-of-supported-entities"]))
    }

    /// One more person adds one to the cells that the rules say, and to no other.
    @Test func aPersonAddsOneWhereTheRulesSay() throws {
        let results = try Self.results()
        for number in 0..<Self.pairs {
            let added = try #require(Self.groups.first { $0.name == "b\(number)" }?.people.last)
            let codes = added.codes
            for code in Self.codes {
                for gender in [nil] + Self.genders.map(Optional.some) {
                    let isOf = codes.contains(code) && (gender == nil || added.values["gender"] == gender)
                    let before = Self.count(code, "a\(number)", gender, in: results)
                    let after = Self.count(code, "b\(number)", gender, in: results)
                    #expect(after - before == (isOf ? 1 : 0), "\(code), \(gender ?? "all"), \(added.values)")
                }
            }
        }
    }

    @Test func orderChangesNothing() throws {
        let results = try Self.results()
        for number in 0..<Self.pairs {
            for code in Self.codes {
                for gender in [nil] + Self.genders.map(Optional.some) {
                    let (one, other) = (
                        Self.count(code, "b\(number)", gender, in: results),
                        Self.count(code, "c\(number)", gender, in: results)
                    )
                    #expect(one == other, "\(code) of \(number)")
                }
            }
        }
    }

    /// SFC2021's reserved sums, and what a result can at most be, of each gender and in all.
    @Test func identitiesHold() throws {
        let results = try Self.results()
        for (name, _) in Self.groups {
            for gender in [nil] + Self.genders.map(Optional.some) {
                func n(_ code: String) -> Int { Self.count(code, name, gender, in: results) }
                func sum(_ codes: String...) -> Int { codes.map(n).reduce(0, +) }
                let place = "\(name), \(gender ?? "all")"
                #expect(sum("EECO02", "EECO04", "EECO05") == n("EECO01"), "\(place)")
                #expect(sum("EECO09", "EECO10", "EECO11") == n("EECO01"), "\(place)")
                #expect(sum("CO01", "CO03", "CO05") == n("participants-complete-2014"), "\(place)")
                #expect(sum("CO09", "CO10", "CO11") <= n("participants-complete-2014"), "\(place)")
                #expect(sum("EECO01", "participants-incomplete") == n("participants-grand-total"), "\(place)")
                #expect(n("EECO03") <= n("EECO02") && n("CO02") <= n("CO01") && n("EECO03") <= n("CO02"), "\(place)")
                #expect(sum("EECO06", "EECO07", "EECO08") <= n("EECO01"), "\(place)")
                #expect(n("CO04") <= n("CO03") && n("CO08") <= n("CO07"), "\(place)")
                #expect(sum("EECR01", "EECR04") <= sum("EECO02", "EECO04"), "\(place)")
                #expect(n("EECR01") <= n("EECO04") && n("EECR06") <= n("EECO05"), "\(place)")
                #expect(n("EECR05") <= sum("EECO02", "EECO04"), "\(place)")
                #expect(n("EECR02") <= n("EECO01") && n("EECR03") <= n("EECO01"), "\(place)")
                #expect(n("CR08") <= n("CR06") && n("CR09") <= n("CR06"), "\(place)")
                #expect(n("CR05") <= sum("CO15", "CO16", "CO17"), "\(place)")
            }
        }
    }

    // MARK: Crosswalk

    private static func catalogue() throws -> Catalogue {
        let workspace = try RulePackBuild().open(breakdowns: "[[operation]]")
        var loader = PipelineLoader(options: RunOptions())
        return try loader.load("\(workspace.path)/\(RulePackBuild.pipeline)").catalogue
    }

    /// What one programme says of another's indicator is what that says of it, with a reason where they cannot be compared.
    @Test func crosswalkIsTheSameBothWays() throws {
        let catalogue = try Self.catalogue()
        var count = 0
        for indicator in catalogue.indicators {
            for counterpart in indicator.rule?.counterparts ?? [] {
                let other = try #require(catalogue.indicator(counterpart.indicator)?.rule)
                let back = other.counterparts.first { $0.indicator == indicator.code }
                #expect(back?.comparability == counterpart.comparability, "\(indicator.code), \(counterpart.indicator)")
                let languages = Set(counterpart.reasons.keys)
                #expect(
                    languages == (counterpart.comparability == .yes ? [] : ["fi", "sv", "en"]), "\(indicator.code)")
                count += 1
            }
        }
        // 16 pairs that are comparable, one nearly so, and EECO03, 06, 07, 13, 14, 15 and 18 not; each from both sides.
        #expect(count == 2 * (16 + 1 + 7))
    }

    /// What is said to be comparable is the same number for everybody, and what is not differs for somebody.
    @Test func crosswalkIsWhatTheNumbersSay() throws {
        let (catalogue, generated, worked) = (
            try Self.catalogue(), try Self.results(), try ProgrammeRuleTests.results().valuesByName
        )
        // Before 2.8.2018, which is before ESF+, a complete record of the older programme had the household too.
        let cases = ProgrammeRuleTests.cases.enumerated().filter {
            !$0.element.rows.contains { $0.contains("entry=201") }
        }
        func numbers(_ code: String) -> [Double] {
            let groups = Self.groups.map { generated["\(code)[operation=\($0.name)]"] ?? 0 }
            return groups + cases.map { worked["\(code)[operation=k\($0.offset)]"] ?? 0 }
        }
        for indicator in catalogue.indicators where indicator.code.hasPrefix("EEC") {
            for counterpart in indicator.rule?.counterparts ?? [] {
                let same = numbers(indicator.code) == numbers(counterpart.indicator)
                let differs = counterpart.comparability != .yes
                #expect(same != differs, "\(indicator.code) and \(counterpart.indicator)")
            }
        }
    }
}
