import Foundation
import Records
import Statistics
import Testing

@testable import Pipeline

/// Who is drawn, and that nobody is drawn twice.
@Suite struct FollowUpDrawTests {
    private typealias Place = FollowUpUnit.Place

    static let day = CalendarDay(iso: "2024-06-30") ?? CalendarDay(number: 0)

    static func unit(
        _ name: String, _ stratum: String, group: String = "", exit: String = "2023-10-15", answered: Bool = false,
        refused: Bool = false, belongs: Bool = true, outcomes: [FollowUpUnit.Outcome] = []
    ) -> FollowUpUnit {
        let left = CalendarDay(iso: exit)
        return FollowUpUnit(
            id: FollowUpUnit.ID(pseudonym: name, participation: ""), place: Place(group: group, stratum: stratum),
            characteristics: [], exit: left, due: left?.adding(months: 6), belongs: belongs, hasAnswered: answered,
            hasRefused: refused, outcomes: outcomes)
    }

    static func people(_ range: Range<Int>, _ stratum: String) -> [FollowUpUnit] {
        range.map { unit("\(stratum)\($0 + 1000)", stratum) }
    }

    private static func draw(
        _ units: [FollowUpUnit], _ contacts: [String: Int], _ register: DrawRegister = DrawRegister(), seed: UInt64 = 7
    ) throws -> FurtherDraw {
        let wanted = Dictionary(uniqueKeysWithValues: contacts.map { (Place(group: "", stratum: $0.key), $0.value) })
        return try FurtherDraw(units, contacts: wanted, register: register, day: day, first: seed)
    }

    private static func names(_ draw: FurtherDraw, _ role: DrawRegister.Role) -> [String] {
        draw.entries.filter { $0.role == role }.map(\.id.pseudonym)
    }

    private static func register(_ draws: FurtherDraw...) -> DrawRegister {
        var register = DrawRegister()
        for entry in draws.flatMap(\.entries) { register.add(entry) }
        return register
    }

    /// 3 of 10 and 2 of 4, and everybody else in the reserve.
    @Test func takesAsManyOfEachStratumAsAreWanted() throws {
        let draw = try Self.draw(Self.people(0..<10, "a") + Self.people(0..<4, "b"), ["a": 3, "b": 2])
        #expect(draw.number == 1 && draw.seed == 7 && draw.entries.count == 14)
        #expect(draw.entries.count { $0.role == .drawn && $0.place.stratum == "a" } == 3)
        #expect(draw.entries.count { $0.role == .drawn && $0.place.stratum == "b" } == 2)
        #expect(Set(draw.entries.map(\.id)).count == 14)
    }

    @Test func dependsOnTheSeedAndNotOnTheOrderOfRows() throws {
        let units = Self.people(0..<30, "a") + Self.people(0..<20, "b")
        let draw = try Self.draw(units, ["a": 10, "b": 5])
        for _ in 0..<5 { #expect(try Self.draw(units.shuffled(), ["a": 10, "b": 5]).entries == draw.entries) }
        #expect(try Self.draw(units, ["a": 10, "b": 5], seed: 8).entries != draw.entries)
    }

    /// With 10 more of whom 10 of 20 are wanted, half of the newcomers are drawn, by a seed of their own, and nobody else.
    @Test func whoeverWasDrawnStaysSo() throws {
        let first = try Self.draw(Self.people(0..<10, "a"), ["a": 8])
        let register = Self.register(first)
        let second = try Self.draw(Self.people(0..<20, "a").shuffled(), ["a": 10], register)
        #expect(second.number == 2 && second.seed == 8)
        let newcomers = Set(Self.people(10..<20, "a").map(\.id.pseudonym))
        #expect(Set(second.entries.map(\.id.pseudonym)) == newcomers)
        #expect(Self.names(second, .drawn).count == 5)
        // What was written down is only ever added to.
        let both = Self.register(first, second)
        #expect(Array(both.entries.prefix(10)) == first.entries)
        #expect(try Self.draw(Self.people(0..<20, "a"), ["a": 10], both).entries.isEmpty)
    }

    /// Of 10 drawn from with 8 wanted, 2 fall out; of the 8 that are left 8 · 8/8 are wanted, so the reserve fills up, first come first.
    @Test func theReserveStandsInInItsOrder() throws {
        let people = Self.people(0..<10, "a")
        let first = try Self.draw(people, ["a": 8])
        let gone = Set(Self.names(first, .drawn).prefix(2))
        let left = people.filter { !gone.contains($0.id.pseudonym) }
        let second = try Self.draw(left, ["a": 7], Self.register(first))
        #expect(second.entries.map(\.role) == [.drawn])
        #expect(Self.names(second, .drawn) == Array(Self.names(first, .reserve).prefix(1)))
    }

    /// 5 of 12 wanted, of 7 in one cohort: 5 · 7/12 = 2.9… is 3, and of 5 in the other 2.08… is 3.
    @Test func fractionsOfCohortsAreRoundedUp() {
        #expect(FurtherDraw.share(5, of: 7, in: 12) == 3 && FurtherDraw.share(5, of: 5, in: 12) == 3)
        #expect(FurtherDraw.share(12, of: 7, in: 12) == 7 && FurtherDraw.share(0, of: 7, in: 12) == 0)
        #expect(FurtherDraw.share(6, of: 6, in: 12) == 3 && FurtherDraw.share(1, of: 0, in: 0) == 0)
        #expect(FurtherDraw.share(.max, of: 5, in: .max) == 5)
    }

    /// Whatever comes and goes: nobody is drawn twice or given up, and each stratum has as many as are wanted, as far as there are any.
    @Test func drawsOnlyEverAdd() throws {
        for seed in 0..<60 {
            var generator = CounterGenerator(seed: UInt64(seed), replicate: 0)
            func random(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &generator) }
            var (register, people) = (DrawRegister(), [FollowUpUnit]())
            for step in 0..<5 {
                let newcomers = (0..<random(0...30)).map { "p\(step)-\($0)" }
                people += newcomers.map { Self.unit($0, random(0...1) == 0 ? "a" : "b") }
                people.removeAll { _ in random(0...9) == 0 }
                let sizes = Dictionary(grouping: people, by: \.place.stratum).mapValues(\.count)
                let wanted = sizes.mapValues { random(0...$0) }
                let before = register.states
                let draw = try Self.draw(people, wanted, register, seed: 5)
                for entry in draw.entries {
                    #expect(before[entry.id].map { $0.role == .reserve && entry.role == .drawn } ?? true)
                    register.add(entry)
                }
                #expect(Set(draw.entries.map(\.id)).count == draw.entries.count)
                for (id, state) in before where state.role == .drawn { #expect(register.states[id]?.role == .drawn) }
                for (stratum, wanted) in wanted {
                    let drawn = people.count { $0.place.stratum == stratum && register.states[$0.id]?.role == .drawn }
                    #expect(drawn >= wanted)
                }
                #expect(people.allSatisfy { register.states[$0.id] != nil })
                #expect(try Self.draw(people.shuffled(), wanted, register, seed: 5).entries.isEmpty)
            }
        }
    }

    @Test func peopleWithAnotherParticipationAreUnitsOfTheirOwn() throws {
        let units = ["OP1", "OP2"].map { operation in
            FollowUpUnit(
                id: FollowUpUnit.ID(pseudonym: "x", participation: operation), place: Place(group: "", stratum: "a"),
                characteristics: [], exit: Self.day, due: Self.day, belongs: true, hasAnswered: false,
                hasRefused: false, outcomes: [])
        }
        #expect(try Self.names(Self.draw(units, ["a": 2]), .drawn) == ["x", "x"])
    }

    // MARK: The file

    private func file(_ text: String) throws -> String {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("kaiku-\(UUID()).csv").path
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        return path
    }

    @Test func whatIsWrittenIsReadAgain() throws {
        var entries = try Self.draw(Self.people(0..<6, "a, \"b\" | ä"), ["a, \"b\" | ä": 2]).entries
        entries.append(
            DrawRegister.Entry(
                draw: 2, day: Self.day, seed: .max, role: .drawn, order: 1,
                id: FollowUpUnit.ID(pseudonym: "ff", participation: "OP-1"),
                place: Place(group: "SO (h)", stratum: "=x")))
        var register = DrawRegister()
        for entry in entries { register.add(entry) }
        let path = try file(register.text(key: "k"))
        defer { try? FileManager.default.removeItem(atPath: path) }
        let read = try DrawRegister(path: path, key: "k")
        #expect(read.entries == entries && read.text(key: "k") == register.text(key: "k") && read.last == 2)
        #expect(throws: FollowUpError.drawsOfOtherKey(path: path)) { try DrawRegister(path: path, key: "l") }
        #expect(try DrawRegister(path: path + ".none", key: "k").entries.isEmpty)
    }

    @Test(arguments: [
        ("", 1), ("draw;day\n", 1), ("drawn,no\n", 1), ("1,2024-06-30,7,drawn,1,ff,,,a,k\n", 1),
        ("HEAD\n1,2024-06-31,7,drawn,1,ff,,,a,k\n", 2), ("HEAD\n1,2024-06-30,7,chosen,1,ff,,,a,k\n", 2),
        ("HEAD\n1,2024-06-30,7,drawn,1,ff,,,a,k\n3,2024-06-30,7,drawn,1,fe,,,a,k\n", 3),
        ("HEAD\n2,2024-06-30,7,drawn,1,ff,,,a,k\n", 2), ("HEAD\n1,2024-06-30,7,drawn,1,ff\n", 2),
        ("HEAD\n1,2024-06-30,-7,drawn,1,ff,,,a,k\n", 2), ("HEAD\n1,2024-06-30,7,drawn,0,ff,,,a,k\n", 2),
    ]) func aDamagedFileIsNotDrawnOnto(text: String, line: Int) throws {
        let path = try file(text.replacingOccurrences(of: "HEAD", with: DrawRegister.columns.joined(separator: ",")))
        defer { try? FileManager.default.removeItem(atPath: path) }
        do {
            _ = try DrawRegister(path: path, key: "k")
            Issue.record("read")
        } catch let error as FollowUpError {
            if case .damaged(_, let found, _) = error {
                #expect(found == line)
            } else {
                Issue.record("\(error)")
            }
        }
    }
}
