import Diagnostics
import Microdata
import Records
import Testing

@testable import Tabulation

/// Rows of one key that are one row, small enough to follow by hand, and random ones beside a second way to merge them.
@Suite struct MergedRowsTests {
    /// A participation; days are numbers.
    struct Row: Hashable {
        var person: UInt64?
        var operation: String? = "a"
        var entry: Int32?
        var exit: Int32?
        var status = "unemployed"
        var result: String?
    }

    /// What was found out about a participant later.
    struct Event: Hashable {
        var person: UInt64?
        var operation: String? = "a"
        var day: Int32?
        var status: String
    }

    static let merged = MergedRows(
        table: "participation", keys: ["person", "operation"], start: "entry", end: "exit", last: ["exit", "result"],
        followUps: [
            MergedRows.FollowUp(table: "event", day: "day", days: 0...28, columns: ["leaving": "status"])
        ])

    static let base = [
        TableSchema(
            name: "participation",
            columns: [
                ColumnSchema(name: "person", type: .person), ColumnSchema(name: "operation", type: .identifier),
                ColumnSchema(name: "entry", type: .day), ColumnSchema(name: "exit", type: .day),
                ColumnSchema(name: "status", type: .code), ColumnSchema(name: "result", type: .code),
            ]),
        TableSchema(
            name: "event",
            columns: [
                ColumnSchema(name: "person", type: .person), ColumnSchema(name: "operation", type: .identifier),
                ColumnSchema(name: "day", type: .day), ColumnSchema(name: "status", type: .code),
            ]),
    ]

    static func context(_ merged: MergedRows = merged) -> TabulationContext {
        let tables = Dictionary(uniqueKeysWithValues: base.map { ($0.name, $0) })
        return TabulationContext(
            tables: base + [
                TableSchema(name: "participant", columns: merged.columns(from: tables), merged: merged)
            ])
    }

    private static func codes(_ name: String, _ values: [String?]) -> NamedColumn {
        let all = Array(Set(values.compactMap(\.self))).sorted()
        return NamedColumn(
            name: name, type: .code,
            column: .codes(
                values.map { value in
                    value.flatMap(all.firstIndex(of:)).map { UInt8($0) } ?? Column.firstMissingCode
                }, dictionary: all))
    }

    private static func identifiers(_ name: String, _ values: [String?]) -> NamedColumn {
        let all = Array(Set(values.compactMap(\.self))).sorted()
        return NamedColumn(
            name: name, type: .identifier,
            column: .keys(
                values.map { value in value.flatMap(all.firstIndex(of:)).map { UInt32($0) } ?? .max }, dictionary: all))
    }

    private static func persons(_ values: [UInt64?]) -> NamedColumn {
        NamedColumn(
            name: "person", type: .person,
            column: .persons(values.map { $0.map { Pseudonym(high: 0, low: $0) } ?? .missing }))
    }

    private static func days(_ name: String, _ values: [Int32?]) -> NamedColumn {
        NamedColumn(name: name, type: .day, column: .days(values.map { $0 ?? .missing(.notAnswered) }))
    }

    /// Each list of rows is a segment, of a source of its own.
    static func segments(_ rows: [[Row]], _ events: [[Event]] = []) -> MemorySegments {
        var all: [(source: SourceID, segment: Segment)] = []
        for part in rows {
            let columns = [
                persons(part.map(\.person)), identifiers("operation", part.map(\.operation)),
                days("entry", part.map(\.entry)), days("exit", part.map(\.exit)), codes("status", part.map(\.status)),
                codes("result", part.map(\.result)),
            ]
            all.append(
                (
                    SourceID(number: Int64(all.count) + 1),
                    Segment(table: "participation", firstRow: 0, rowCount: part.count, columns: columns)
                ))
        }
        for part in events {
            let columns = [
                persons(part.map(\.person)), identifiers("operation", part.map(\.operation)),
                days("day", part.map(\.day)), codes("status", part.map(\.status)),
            ]
            all.append(
                (
                    SourceID(number: Int64(all.count) + 1),
                    Segment(table: "event", firstRow: 0, rowCount: part.count, columns: columns)
                ))
        }
        return MemorySegments(all)
    }

    private static let columns = ["operation", "entry", "exit", "status", "result", "leaving", "entries"]

    /// The merged rows without persons, each with how many there are.
    static func counted(
        _ rows: [[Row]], _ events: [[Event]] = [], merged: MergedRows = merged, threads: Int = 1
    ) throws -> [[String]: Int] {
        let engine = TabulationEngine(
            context: context(merged), source: segments(rows, events), threads: threads)
        let request = TabulationRequest(
            table: "participant", groupings: columns.map { Grouping($0) }, measure: .rows)
        let table = try #require(try engine.tabulations(for: [request]).first)
        return Dictionary(
            table.cells.filter { $0.aggregate.count > 0 }.map { cell in
                (cell.levels.map(text), cell.aggregate.count)
            }, uniquingKeysWith: +)
    }

    private static func text(_ level: Level) -> String {
        switch level {
        case .code(let text): text
        case .number(let number): "\(number)"
        case .missing: "-"
        }
    }

    // MARK: By hand

    @Test func theFirstEntryAndTheLastExitCount() throws {
        let rows: [[Row]] = [
            [
                Row(person: 1, entry: 100, exit: 150, status: "inactive", result: "job-searching"),
                Row(person: 2, entry: 110, exit: nil, status: "employed"),
            ], [Row(person: 1, entry: 200, exit: 240, status: "employed", result: "employed")],
        ]
        // Back in the second file: unemployed no more, but it is the first entry that tells; the earlier result is dropped.
        #expect(
            try Self.counted(rows) == [
                ["a", "100", "240", "inactive", "employed", "-", "2"]: 1,
                ["a", "110", "-", "employed", "-", "-", "1"]: 1,
            ])
        #expect(try Self.counted(rows.reversed()) == Self.counted(rows))
    }

    @Test func operationsAreApartAndWhatHasNoKeyIsLeftOut() throws {
        let rows: [[Row]] = [
            [
                Row(person: 1, operation: "a", entry: 1, exit: 2), Row(person: 1, operation: "b", entry: 3, exit: 4),
                Row(person: nil, entry: 5), Row(person: 2, operation: nil, entry: 6),
            ]
        ]
        #expect(
            try Self.counted(rows) == [
                ["a", "1", "2", "unemployed", "-", "-", "1"]: 1, ["b", "3", "4", "unemployed", "-", "-", "1"]: 1,
            ])
    }

    @Test func aReturnOnTheDayOfTheExitGoesOn() throws {
        let rows: [[Row]] = [
            [Row(person: 1, entry: 10, exit: 20, result: "x"), Row(person: 1, entry: 20, exit: 35, result: "y")]
        ]
        #expect(try Self.counted(rows) == [["a", "10", "35", "unemployed", "y", "-", "2"]: 1])
    }

    @Test func whoIsBackAndHasNotLeftHasNotLeft() throws {
        let open: [[Row]] = [[Row(person: 1, entry: 10, exit: 20, result: "x"), Row(person: 1, entry: 30)]]
        #expect(try Self.counted(open) == [["a", "10", "-", "unemployed", "-", "-", "2"]: 1])
        // An earlier row that was never closed ends with the later one.
        let forgotten: [[Row]] = [[Row(person: 1, entry: 10), Row(person: 1, entry: 30, exit: 40, result: "x")]]
        #expect(try Self.counted(forgotten) == [["a", "10", "40", "unemployed", "x", "-", "2"]: 1])
        // One within another: the later exit counts.
        let within: [[Row]] = [
            [Row(person: 1, entry: 10, exit: 90, result: "x"), Row(person: 1, entry: 30, exit: 40, result: "y")]
        ]
        #expect(try Self.counted(within) == [["a", "10", "90", "unemployed", "x", "-", "2"]: 1])
    }

    /// The 28th day after the exit counts and the 29th does not; of several the latest.
    @Test(arguments: [
        ([(20, "employed")], "employed"), ([(48, "employed")], "employed"), ([(49, "employed")], "-"),
        ([(19, "employed")], "-"), ([(25, "job-searching"), (40, "employed")], "employed"),
        ([(40, "employed"), (25, "job-searching")], "employed"), ([(30, "x"), (30, "y")], "y"),
        ([(30, "x"), (60, "y")], "x"),
    ]) func whatIsFoundWithinFourWeeksCounts(events: [(Int, String)], expected: String) throws {
        let rows: [[Row]] = [[Row(person: 1, entry: 1, exit: 5), Row(person: 1, entry: 10, exit: 20)]]
        let found = events.map { Event(person: 1, day: Int32($0.0), status: $0.1) }
        #expect(
            try Self.counted(rows, [found]) == [["a", "1", "20", "unemployed", "-", expected, "2"]: 1])
        // Those of others, and of another operation, are not this one's.
        let others = [Event(person: 2, day: 21, status: "z"), Event(person: 1, operation: "b", day: 21, status: "z")]
        #expect(try Self.counted(rows, [others]) == [["a", "1", "20", "unemployed", "-", "-", "2"]: 1])
    }

    @Test func rowsThatDoNotCountAreNotMerged() throws {
        var merged = Self.merged
        // Day 50 is 20 February 1970.
        merged.filter = "entry < 1970-02-20"
        let rows: [[Row]] = [[Row(person: 1, entry: 10, exit: 20), Row(person: 1, entry: 60, exit: 70)]]
        #expect(
            try Self.counted(rows, merged: merged) == [["a", "10", "20", "unemployed", "-", "-", "1"]: 1])
        merged.filter = "entry > 1970-02-20 and entry < 1970-03-01"
        #expect(try Self.counted(rows, merged: merged).isEmpty)
        #expect(try Self.counted([]).isEmpty && Self.counted([[]]).isEmpty)
    }

    // MARK: Laws

    /// One after another, as one would by hand.
    private static func reference(_ rows: [Row], _ events: [Event]) -> [[String]: Int] {
        func text<Value>(_ value: Value?) -> String { value.map { "\($0)" } ?? "-" }
        var result: [[String]: Int] = [:]
        let whole = rows.filter { $0.person != nil && $0.operation != nil }
        for (_, group) in Dictionary(grouping: whole, by: { [text($0.person), text($0.operation)] }) {
            let first = group.reduce(group[0]) { ($1.entry ?? .max) < ($0.entry ?? .max) ? $1 : $0 }
            let latest = group.reduce(group[0]) { ($1.entry ?? .min) >= ($0.entry ?? .min) ? $1 : $0 }
            var last = latest
            if latest.exit != nil {
                for row in group where row.exit != nil {
                    let (new, old) = ((row.exit ?? 0, row.entry ?? .min), (last.exit ?? 0, last.entry ?? .min))
                    if new >= old { last = row }
                }
            }
            let found = events.filter { event in
                guard let day = event.day, let exit = last.exit else { return false }
                return event.person == first.person && event.operation == first.operation
                    && (0...28).contains(day - exit)
            }
            let event = found.reduce(found.first) { ($1.day ?? 0) >= ($0?.day ?? 0) ? $1 : $0 }
            let key = [
                text(first.operation), text(first.entry), text(last.exit), first.status, text(last.result),
                text(event?.status), "\(group.count)",
            ]
            result[key, default: 0] += 1
        }
        return result
    }

    @Test(arguments: 0..<150) func randomRowsAreMergedAsOneByOne(seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed))
        func day(_ most: Int) -> Int32? { random.chance(0.2) ? nil : Int32(random.number(0...most)) }
        let rows = (0..<random.number(0...60)).map { _ in
            Row(
                person: random.chance(0.05) ? nil : UInt64(random.number(1...8)),
                operation: random.chance(0.05) ? nil : random.pick(["a", "b"]), entry: day(12), exit: day(40),
                status: random.pick(["u", "e", "i"]), result: random.chance(0.3) ? nil : random.pick(["x", "y", "z"]))
        }
        let events = (0..<random.number(0...40)).map { _ in
            Event(
                person: UInt64(random.number(1...8)), operation: random.pick(["a", "b"]), day: day(80),
                status: random.pick(["q", "r"]))
        }
        let cuts = [random.number(0...rows.count), random.number(0...rows.count)].sorted()
        let parts = [Array(rows[..<cuts[0]]), Array(rows[cuts[0]..<cuts[1]]), Array(rows[cuts[1]...])]
        let cut = random.number(0...events.count)
        let further = [Array(events[..<cut]), Array(events[cut...])]
        let wanted = Self.reference(rows, events)
        #expect(try Self.counted(parts, further) == wanted)
        #expect(try Self.counted([rows], [events], threads: 2) == wanted)
        // No row is lost: each with a key is in one merged row.
        let sum = wanted.reduce(0) { $0 + (Int($1.key[6]) ?? 0) * $1.value }
        #expect(sum == rows.count { $0.person != nil && $0.operation != nil })
    }

    // MARK: Mistakes

    @Test func whatCannotBeMergedIsTold() throws {
        func problems(_ change: (inout MergedRows) -> Void) -> [String] {
            var merged = Self.merged
            change(&merged)
            let context = Self.context(merged)
            return context.findings(for: TabulationRequest(table: "participant", measure: .rows)).map {
                $0.explanation.summary
            }
        }
        #expect(problems { _ in }.isEmpty)
        #expect(problems { $0.table = "participations" } == ["participant: there is no table 'participations'"])
        #expect(problems { $0.table = "participant" } == ["participant: 'participant' is made from other rows itself"])
        #expect(problems { $0.keys = [] } == ["participant: no column says which rows are one"])
        #expect(
            problems { $0.last = ["result"] } == [
                "participant: 'exit', the end, is not among the columns of the last row"
            ])
        #expect(problems { $0.last.append("person") } == ["participant: 'person' is a key, and every row has the same"])
        #expect(problems { $0.start = "status" }.count == 1 && problems { $0.filter = "entry" }.count == 1)
        #expect(
            problems { $0.followUps[0].columns = ["status": "status"] } == [
                "participant: there are two columns 'status'"
            ])
        #expect(problems { $0.followUps[0].day = "dya" }.count == 1)
    }
}
