import Diagnostics
import Microdata
import Records
import Testing

@testable import Tabulation

/// Tuples small enough to count by hand.
@Suite struct TupleTests {
    /// Attendances: each a person, an event and a sector.
    private static func engine(
        _ rows: [(person: UInt64?, event: String?, sector: String)], threads: Int = 1
    ) -> TabulationEngine {
        let events = Array(Set(rows.compactMap(\.event)))
        let sectors = Array(Set(rows.map(\.sector)))
        return TabulationEngine(
            context: TabulationContext(tables: [
                TableSchema(
                    name: "attendance",
                    columns: [
                        ColumnSchema(name: "person", type: .person), ColumnSchema(name: "event", type: .identifier),
                        ColumnSchema(name: "sector", type: .code),
                    ])
            ]),
            source: MemorySegments([
                (
                    SourceID(number: 1),
                    Segment(
                        table: "attendance", firstRow: 0, rowCount: rows.count,
                        columns: [
                            NamedColumn(
                                name: "person", type: .person,
                                column: .persons(rows.map { $0.person.map { Pseudonym(high: 0, low: $0) } ?? .missing })
                            ),
                            NamedColumn(
                                name: "event", type: .identifier,
                                column: .keys(
                                    rows.map { row in
                                        row.event.flatMap(events.firstIndex(of:)).map { UInt32($0) } ?? .max
                                    }, dictionary: events)),
                            NamedColumn(
                                name: "sector", type: .code,
                                column: .codes(
                                    rows.map { UInt8(sectors.firstIndex(of: $0.sector) ?? 0) }, dictionary: sectors)),
                        ])
                )
            ]), threads: threads)
    }

    private static let request = TabulationRequest(
        table: "attendance", groupings: [Grouping("event"), Grouping("sector")],
        measure: .tuples(Tuples(person: "person", required: ["event"])))

    private func table(_ rows: [(person: UInt64?, event: String?, sector: String)]) throws -> TupleTable {
        try #require(try Self.engine(rows).tabulations(for: [Self.request]).first?.tuples)
    }

    @Test func personsAreNumberedByWhatTheyDid() throws {
        let rows: [(person: UInt64?, event: String?, sector: String)] = [
            (7, "b", "ngo"), (7, "a", "ngo"), (3, "b", "city"), (9, "a", "ngo"), (3, "b", "city"), (nil, "a", "ngo"),
            (4, nil, "ngo"),
        ]
        let table = try table(rows)
        // 9: a; 7: a, b; 3: b twice.
        #expect(table.persons == [0, 1, 1, 2] && table.personCount == 3)
        #expect(table["event"]?.levels == [.code("a"), .code("b")])
        #expect(table["event"]?.places == [0, 0, 1, 1])
        #expect(table["sector"]?.levels == [.code("city"), .code("ngo")])
        #expect(table["sector"]?.places == [1, 1, 1, 0])
        #expect(table.counts == [1, 1, 1, 2])
        #expect(table.incomplete == 2)
        // Other pseudonyms, and another order of rows, as with another key.
        let others = rows.reversed().map {
            (person: $0.person.map { 1000 - $0 * 13 }, event: $0.event, sector: $0.sector)
        }
        #expect(try self.table(others) == table)
    }

    @Test func nobodyGivesAnEmptyTable() throws {
        let table = try table([])
        #expect(table.count == 0 && table.personCount == 0 && table.columns.map(\.axis.name) == ["event", "sector"])
    }

    @Test func personsHaveNoNamesInTuples() throws {
        let engine = Self.engine([(1, "a", "ngo")])
        let named = TabulationRequest(
            table: "attendance", groupings: [Grouping("person"), Grouping("event")], measure: .tuples(Tuples()))
        #expect(throws: Findings.self) { try engine.tabulations(for: [named]) }
        let others = TabulationRequest(
            table: "attendance", groupings: [Grouping("event")], measure: .tuples(Tuples(person: "sector")))
        let findings = engine.context.findings(for: others)
        #expect(findings.map(\.explanation.summary) == ["`sector`: persons should stand here, and this is a text"])
    }

    @Test func tuplesAreKeptAsTheyAre() throws {
        let answer = try #require(
            try Self.engine([(1, "a", "ngo"), (2, "b", "city"), (2, "a", "city")]).tabulations(for: [Self.request])
                .first)
        let bytes = answer.encoded
        #expect(CrossTabulation(encoded: bytes) == answer)
        for length in 0..<bytes.count where length != bytes.count {
            let cut = CrossTabulation(encoded: Array(bytes.prefix(length)))
            #expect(cut == nil || cut?.tuples == nil, "\(length) bytes of \(bytes.count)")
        }
    }
}
