import Microdata
import Records
import Testing

@testable import Tabulation

/// Segments that the reach of a column rules out are not read, and that changes no answer.
@Suite struct SegmentPruningTests {
    /// Two segments: days 1 to 3 and 4 to 6 of January 1970, and moments at noon of the same.
    private static let engine = TabulationEngine(
        context: TabulationContext(tables: [
            TableSchema(
                name: "visit",
                columns: [ColumnSchema(name: "day", type: .day), ColumnSchema(name: "moment", type: .moment)])
        ]),
        source: MemorySegments(
            [0, 3].map { first in
                let days = (0..<3).map { Int32(first + $0) }
                return (
                    SourceID(number: 1),
                    Segment(
                        table: "visit", firstRow: first, rowCount: 3,
                        columns: [
                            NamedColumn(
                                name: "_line", type: .integer, column: .integers(.int32(days.map { $0 + 2 }), places: 0)
                            ),
                            NamedColumn(name: "day", type: .day, column: .days(days)),
                            NamedColumn(
                                name: "moment", type: .moment, column: .moments(days.map { Int64($0) * 86400 + 43200 })),
                        ])
                )
            }), threads: 1)

    private static func rows(_ filter: String) throws -> [Int?] {
        try engine.lineage(of: TabulationRequest(table: "visit", filter: filter, measure: .rows), limit: 10).places.map(
            \.line)
    }

    @Test(arguments: 1...6) func rowsAfterADayAreTheSame(day: Int) throws {
        let expected = (1...6).filter { $0 > day }.map { Optional($0 + 1) }
        #expect(try Self.rows("day > 1970-01-0\(day)") == expected)
        #expect(try Self.rows("moment > 1970-01-0\(day)") == expected)
        #expect(try Self.rows("not (day <= 1970-01-0\(day))") == expected)
    }

    @Test func aSegmentBeforeTheDayIsNoCandidate() throws {
        let segments = try Self.engine.source.parts(of: "visit").flatMap(\.segments)
        for name in ["day", "moment"] {
            let filter = try Self.engine.context.expression("\(name) > 1970-01-03", in: "visit")
            #expect(try Self.engine.candidates(segments, for: filter).map(\.number) == [1])
        }
        let other = try Self.engine.context.expression("day >= 1970-01-09", in: "visit")
        #expect(try Self.engine.candidates(segments, for: other) == segments)
    }
}
