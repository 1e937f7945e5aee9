import Indicators
import Testing

/// Laws of the checks, on figures of generated participants.
struct ProgrammeCheckLawTests {
    /// Figures of some participants, each with one labour status, one education and one age: all rules hold by construction.
    private static func values(_ generator: inout SeededGenerator) -> [String: [Double?]] {
        var values = Dictionary(
            uniqueKeysWithValues: SmallProgramme.whole.keys.map { ($0, [Double?](repeating: 0, count: 2)) })
        for _ in 0..<Int.random(in: 0...40, using: &generator) {
            let gender = Int.random(in: 0...1, using: &generator)
            func add(_ code: String) {
                let before = values[code]?[gender] ?? 0
                values[code]?[gender] = before + 1
            }
            add("EECO01")
            let status = ["EECO02", "EECO04", "EECO05"][Int.random(in: 0...2, using: &generator)]
            add(status)
            add(["EECO09", "EECO10", "EECO11"][Int.random(in: 0...2, using: &generator)])
            let age = Int.random(in: 0...3, using: &generator)
            if age < 3 { add(["EECO06", "EECO07", "EECO08"][age]) }
            if status == "EECO02", Bool.random(using: &generator) { add("EECO03") }
            let result = Int.random(in: 0...2, using: &generator)
            if status == "EECO04", result == 0 { add("EECR01") }
            if status != "EECO05", result == 1 { add("EECR04") }
        }
        return values
    }

    private static func broken(_ values: [String: [Double?]]) throws -> Set<String> {
        let outcomes = try SmallProgramme.outcomes(SmallProgramme.identities, SmallProgramme.sets(values))
        return Set(outcomes.filter { !$0.value.broken.isEmpty }.keys)
    }

    @Test func figuresOfParticipantsBreakNoRule() throws {
        for seed in 0..<60 {
            var generator = SeededGenerator(seed: UInt64(seed))
            #expect(try Self.broken(Self.values(&generator)).isEmpty, "seed \(seed)")
        }
    }

    /// One more in one cell breaks just the sums that it is in, and an inequality just when it was an equality there.
    @Test func oneMoreBreaksTheChecksThatContainIt() throws {
        for seed in 0..<120 {
            var generator = SeededGenerator(seed: UInt64(1000 + seed))
            var values = Self.values(&generator)
            let codes = values.keys.sorted()
            let code = codes[Int.random(in: 0..<codes.count, using: &generator)]
            let gender = Int.random(in: 0...1, using: &generator)
            func at(_ code: String) -> Double { values[code]?[gender] ?? 0 }
            var expected: Set<String> = []
            if ["EECO01", "EECO02", "EECO04", "EECO05"].contains(code) { expected.insert("labour") }
            if ["EECO01", "EECO09", "EECO10", "EECO11"].contains(code) { expected.insert("education") }
            if code == "EECO03", at("EECO03") == at("EECO02") { expected.insert("long-term") }
            if ["EECO06", "EECO07", "EECO08"].contains(code),
                at("EECO06") + at("EECO07") + at("EECO08") == at("EECO01")
            {
                expected.insert("age")
            }
            if code == "EECR01", at("EECR01") == at("EECO04") { expected.insert("results") }
            if code == "EECR04", at("EECR04") == at("EECO02") + at("EECO04") { expected.insert("results") }
            // Read first: the assignment begins with the place that it writes to.
            let more = at(code) + 1
            values[code]?[gender] = more
            #expect(try Self.broken(values) == expected, "seed \(seed), \(code)")
        }
    }
}
