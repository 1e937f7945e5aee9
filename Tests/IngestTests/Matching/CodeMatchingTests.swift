import Microdata
import Records
import Testing

@testable import Ingest

@Suite struct CodeMatchingTests {
    /// The codes of each wave, matched, as groups of codes.
    private struct Result {
        var groups: Set<Set<String>> = []
        var matches: [String: CodeMatch] = [:]
        var comparisons = 0
    }

    private func matched(_ waves: [[String]], changes: Int = 1) throws -> Result {
        let pseudonymiser = try testPseudonymiser()
        let variants = CodeVariants(changes: changes)
        var sightings = CodeSightings()
        let rule = CodeMatchRule(column: "respondent", within: "wave", changes: changes)
        for (wave, codes) in waves.enumerated() {
            for code in codes { variants.add(code, pseudonymiser.pseudonym(of: code), pseudonymiser) }
            sightings.add(
                Segment(
                    table: "s", firstRow: 0, rowCount: codes.count,
                    columns: [
                        NamedColumn(
                            name: "respondent", type: .person,
                            column: .persons(codes.map { pseudonymiser.pseudonym(of: $0) })),
                        NamedColumn(
                            name: "wave", type: .code,
                            column: .codes(codes.map { _ in 0 }, dictionary: ["w\(wave)"])),
                    ]), rule)
        }
        let matching = CodeMatching(sightings, variants)
        var result = Result()
        var groups: [Pseudonym: Set<String>] = [:]
        for code in Set(waves.joined()) {
            let pseudonym = pseudonymiser.pseudonym(of: code)
            groups[matching.code(for: pseudonym), default: []].insert(code)
            result.matches[code] = matching.match(of: pseudonym)
        }
        result.groups = Set(groups.values.filter { $0.count > 1 })
        result.comparisons = matching.comparisons
        return result
    }

    private func levenshtein(_ a: [Character], _ b: [Character]) -> Int {
        var row = Array(0...b.count)
        for (i, sign) in a.enumerated() {
            var next = [i + 1]
            for (j, other) in b.enumerated() {
                next.append(min(row[j + 1] + 1, next[j] + 1, row[j] + (sign == other ? 0 : 1)))
            }
            row = next
        }
        return row[b.count]
    }

    /// Two codes have a pattern in common just when they are as near as the Levenshtein distance says.
    @Test func patternsGiveTheDistance() throws {
        let pseudonymiser = try testPseudonymiser()
        var generator = TestGenerator(seed: 23)
        var near = 0
        for _ in 0..<4_000 {
            let codes = (0..<2).map { _ in
                (0..<Int.random(in: 1...5, using: &generator)).map { _ in "ABÄ".randomElement(using: &generator) ?? "A"
                }
            }
            for changes in 1...2 {
                let patterns = codes.map { CodePattern.patterns(of: String($0), changes: changes, pseudonymiser) }
                let shared = patterns[0].flatMap { left in
                    patterns[1].filter { $0.hash == left.hash }.map { Int(left.marks) + Int(left.left) + Int($0.left) }
                }.filter { $0 <= changes }.min()
                let distance = levenshtein(codes[0], codes[1])
                #expect(shared == (distance <= changes ? distance : nil), "\(codes) \(changes)")
                if shared ?? 0 > 0 { near += 1 }
            }
        }
        #expect(near > 500)
    }

    @Test func joinsCodesThatDifferByOneSign() throws {
        let result = try matched([["MA07AB", "LI12CD", "SA30EF"], ["MA08AB", "LI12CD", "SA3EF", "TU01GH"]])
        #expect(result.groups == [["MA07AB", "MA08AB"], ["SA30EF", "SA3EF"]])
        #expect(result.matches["LI12CD"] == .exact)
        #expect(result.matches["MA07AB"] == .tolerant)
        #expect(result.matches["MA08AB"] == .tolerant)
        #expect(result.matches["TU01GH"] == .unmatched)
    }

    @Test func theSameCodeComesFirst() throws {
        // AB12 is in both waves, so that AB13 has no one to be.
        let result = try matched([["AB12"], ["AB12", "AB13"]])
        #expect(result.groups.isEmpty)
        #expect(result.matches == ["AB12": .exact, "AB13": .unmatched])
        // One change comes before two.
        let better = try matched([["ABCD12", "ABCE34"], ["ABCD13", "ABCE44"]], changes: 2)
        #expect(better.groups == [["ABCD12", "ABCD13"], ["ABCE34", "ABCE44"]])
    }

    @Test func leavesWhatIsAmbiguous() throws {
        let result = try matched([["AB12"], ["AB13", "AB14"]])
        #expect(result.groups.isEmpty)
        #expect(Set(result.matches.values) == [.ambiguous])
        let both = try matched([["AB12", "AB13"], ["AB14", "XY55"]])
        #expect(both.groups.isEmpty)
        #expect(both.matches == ["AB12": .ambiguous, "AB13": .ambiguous, "AB14": .ambiguous, "XY55": .unmatched])
    }

    @Test func noChainJoinsTwoPersons() throws {
        // Each next to the following, the first and the last two changes apart.
        let chain = try matched([["AAAA"], ["AAAB"], ["AABB"]])
        #expect(chain.groups.isEmpty)
        #expect(Set(chain.matches.values) == [.ambiguous])
        // All three next to each other, once in each wave: one person.
        let triple = try matched([["AAAA"], ["AAAB"], ["AAAC"]])
        #expect(triple.groups == [["AAAA", "AAAB", "AAAC"]])
        // The same code in two waves and a slip in the third.
        let slip = try matched([["KO11"], ["KO11"], ["KO12"]])
        #expect(slip.groups == [["KO11", "KO12"]])
    }

    @Test func nothingIsNearWhenNothingMayChange() throws {
        let result = try matched([["AB12", "CD34"], ["AB13", "CD34"]], changes: 0)
        #expect(result.groups.isEmpty)
        #expect(result.matches == ["AB12": .unmatched, "AB13": .unmatched, "CD34": .exact])
    }

    /// Against the definition, pair by pair, on crowded random codes in three waves.
    @Test(arguments: [1, 2]) func agreesWithTheDefinition(changes: Int) throws {
        for seed in 0..<60 {
            var generator = TestGenerator(seed: UInt64(seed))
            let waves = (0..<3).map { _ in
                Array(
                    Set(
                        (0..<8).map { _ in
                            String((0..<6).map { _ in "ABC".randomElement(using: &generator) ?? "A" })
                        }))
            }
            let result = try matched(waves, changes: changes)
            for group in result.groups {
                let codes = Array(group)
                for (place, code) in codes.enumerated() {
                    for other in codes[(place + 1)...] {
                        #expect(levenshtein(Array(code), Array(other)) <= changes)
                        #expect(!waves.contains { $0.contains(code) && $0.contains(other) })
                    }
                }
            }
            // Neither the order of rows nor that of waves matters.
            let shuffled = waves.map { $0.shuffled(using: &generator) }.reversed()
            let again = try matched(Array(shuffled), changes: changes)
            #expect(again.groups == result.groups)
            #expect(again.matches == result.matches)
        }
    }

    /// In two waves, two codes are joined just when each is the other's only near one among those without the same code.
    @Test func inTwoWavesEachIsTheOnlyOneNear() throws {
        for seed in 100..<160 {
            var generator = TestGenerator(seed: UInt64(seed))
            let waves = (0..<2).map { _ in
                Set((0..<14).map { _ in String((0..<4).map { _ in "ABCD".randomElement(using: &generator) ?? "A" }) })
            }
            let (left, right) = (waves[0].subtracting(waves[1]), waves[1].subtracting(waves[0]))
            func near(_ code: String, _ others: Set<String>) -> [String] {
                others.filter { levenshtein(Array(code), Array($0)) == 1 }
            }
            var expected: Set<Set<String>> = []
            for code in left {
                let found = near(code, right)
                if found.count == 1, near(found[0], left).count == 1 { expected.insert([code, found[0]]) }
            }
            #expect(try matched(waves.map(Array.init)).groups == expected)
        }
    }

    @Test func theWorkIsNearLinear() throws {
        func comparisons(_ count: Int) throws -> Int {
            var generator = TestGenerator(seed: 17)
            let codes = (0..<count).map { _ in
                String(
                    (0..<8).map { _ in "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789".randomElement(using: &generator) ?? "A" })
            }
            let changed = codes.map { code in String(code.dropLast()) + "ä" }
            return try matched([codes, changed]).comparisons
        }
        let (small, large) = (try comparisons(500), try comparisons(2_000))
        #expect(small >= 500)
        #expect(large <= small * 5, "\(small) \(large)")
        // Codes so short that everything is near everything.
        let crowd = (0..<900).map { "\($0 / 100)\($0 / 10 % 10)\($0 % 10)" }
        let crowded = try matched([Array(crowd.prefix(450)), Array(crowd.suffix(450))], changes: 2)
        #expect(crowded.groups.isEmpty)
        #expect(Set(crowded.matches.values) == [.ambiguous])
        #expect(crowded.comparisons < 900 * 900 / 4, "\(crowded.comparisons)")
    }
}
