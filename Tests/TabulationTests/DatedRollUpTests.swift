import Diagnostics
import Microdata
import Records
import Testing

@testable import Tabulation

/// Codes that roll up to what they belonged to at another time.
@Suite struct DatedRollUpTests {
    private static func day(_ iso: String) throws -> CalendarDay { try #require(CalendarDay(iso: iso)) }

    /// Pirkanmaa was FI197 in NUTS 2021 and is FI19B since 2024; Satakunta has been FI196 all along; Lappi has none since 2024.
    private static func engine() throws -> TabulationEngine {
        let nuts2021 = Validity(from: try day("2021-01-01"), to: try day("2023-12-31"))
        let regions = CodeList(
            name: "maakunta",
            codes: [
                Code(
                    code: "06", titles: [:], attributes: ["nuts3": "FI19B"],
                    versions: [CodeVersion(vintage: "nuts-2021", validity: nuts2021, attributes: ["nuts3": "FI197"])]),
                Code(code: "04", titles: [:], attributes: ["nuts3": "FI196"]),
                Code(
                    code: "19", titles: [:], attributes: [:],
                    versions: [CodeVersion(validity: nuts2021, attributes: ["nuts3": "FI1D7"])]),
            ])
        let days = try ["2023-12-31", "2024-01-01", "2020-06-30", "2022-05-01", "2023-01-01", "2025-01-01"].map {
            try day($0).number
        }
        return TabulationEngine(
            context: TabulationContext(
                tables: [
                    TableSchema(
                        name: "adoption",
                        columns: [
                            ColumnSchema(name: "region", type: .code, codeList: "maakunta"),
                            ColumnSchema(name: "date", type: .day), ColumnSchema(name: "at", type: .moment),
                        ])
                ], codeLists: [regions]),
            source: MemorySegments([
                (
                    SourceID(number: 1),
                    Segment(
                        table: "adoption", firstRow: 0, rowCount: 8,
                        columns: [
                            NamedColumn(
                                name: "_line", type: .integer,
                                column: .integers(.int32([2, 3, 4, 5, 6, 7, 8, 9]), places: 0)),
                            NamedColumn(
                                name: "region", type: .code,
                                column: .codes(
                                    [0, 0, 0, 1, 2, 2, 0, Column.firstMissingCode], dictionary: ["06", "04", "19"])),
                            NamedColumn(name: "date", type: .day, column: .days(days + [Int32.min, days[0]])),
                            NamedColumn(
                                name: "at", type: .moment,
                                column: .moments((days + [days[0], days[0]]).map { Int64($0) * 86_400 + 86_399 })),
                        ])
                )
            ]), threads: 1)
    }

    private static func counts(_ expression: String) throws -> [String: Int] {
        let table = try engine().tabulations(for: [
            TabulationRequest(
                table: "adoption", groupings: [Grouping(name: "area", expression: expression)], measure: .rows)
        ])[0]
        return Dictionary(
            table.cells.map { cell in ("\(cell.levels[0])", cell.aggregate.count) }, uniquingKeysWith: +)
    }

    private static func level(_ level: Level) -> String { "\(level)" }

    /// 06 on 31.12.2023 is FI197, on 1.1.2024 and before all versions FI19B; 19 has FI1D7 in 2023 and nothing in 2025.
    @Test func aDayColumnTakesWhatWasValidOnIt() throws {
        #expect(
            try Self.counts("rollup(region, 'nuts3', date)") == [
                Self.level(.code("FI197")): 1, Self.level(.code("FI19B")): 2, Self.level(.code("FI196")): 1,
                Self.level(.code("FI1D7")): 1, Self.level(.missing(.notApplicable)): 1,
                // The day is missing in one row, the region in another.
                Self.level(.missing(.notAnswered)): 2,
            ])
    }

    @Test func aMomentTakesItsDay() throws {
        #expect(
            try Self.counts("rollup(region, 'nuts3', at)") == [
                Self.level(.code("FI197")): 2, Self.level(.code("FI19B")): 2, Self.level(.code("FI196")): 1,
                Self.level(.code("FI1D7")): 1, Self.level(.missing(.notApplicable)): 1,
                Self.level(.missing(.notAnswered)): 1,
            ])
    }

    /// The vintage knows nothing of Lappi, the year does.
    @Test func aVintageAYearAndADayAreTheSameForAllRows() throws {
        let vintage = try Self.counts("rollup(region, 'nuts3', 'nuts-2021')")
        #expect(vintage[Self.level(.code("FI197"))] == 4 && vintage[Self.level(.missing(.notApplicable))] == 2)
        let year = try Self.counts("rollup(region, 'nuts3', '2021')")
        #expect(year[Self.level(.code("FI197"))] == 4 && year[Self.level(.code("FI1D7"))] == 2)
        #expect(try Self.counts("rollup(region, 'nuts3', 2023-12-31)") == year)
        #expect(try Self.counts("rollup(region, 'nuts3', '2023-12-31')") == year)
        let now = try Self.counts("rollup(region, 'nuts3')")
        #expect(try Self.counts("rollup(region, 'nuts3', '2024')") == now)
        #expect(now[Self.level(.code("FI19B"))] == 4 && now[Self.level(.missing(.notApplicable))] == 2)
    }

    /// What codes lead to is part of what a stored table is known by.
    @Test func anotherTimeIsAnotherExpression() throws {
        let engine = try Self.engine()
        let written = try ["", ", '2021'", ", 'nuts-2021'", ", date", ", at"].map { time in
            try RequestChecker.prepared(
                TabulationRequest(
                    table: "adoption",
                    groupings: [Grouping(name: "area", expression: "rollup(region, 'nuts3'\(time))")], measure: .rows),
                engine.context
            ).groupings.map(\.expression.canonical).joined()
        }
        #expect(Set(written).count == 5, "\(written)")
    }
}
