import Diagnostics
import Microdata
import Records
import Testing

@testable import Tabulation

/// The day so many calendar months later, in Swift and in expressions, and persons asked for one by one.
@Suite struct LaterMonthsTests {
    /// The end of a month stays the end where the later month is shorter, and a day stays itself where it is there.
    @Test(arguments: [
        ("2023-08-31", 6, "2024-02-29"),  // a leap year
        ("2024-08-31", 6, "2025-02-28"), ("2024-08-30", 6, "2025-02-28"), ("2024-08-28", 6, "2025-02-28"),
        ("2023-02-28", 6, "2023-08-28"),  // not 31 August
        ("2024-02-29", 6, "2024-08-29"), ("2024-02-29", 12, "2025-02-28"), ("2024-02-29", 48, "2028-02-29"),
        ("2023-03-31", 1, "2023-04-30"), ("2023-12-31", 6, "2024-06-30"), ("2023-06-30", 6, "2023-12-30"),
        ("2023-07-15", 0, "2023-07-15"), ("2024-01-31", -2, "2023-11-30"), ("0001-03-31", -1, "0001-02-28"),
        ("2100-08-31", 6, "2101-02-28"), ("1999-08-31", 6, "2000-02-29"),  // 2000 is a leap year, 2100 is none
    ]) func goesOnByCalendarMonths(day: String, months: Int, later: String) throws {
        let start = try #require(CalendarDay(iso: day))
        #expect(start.adding(months: months)?.description == later)
    }

    @Test func doesNotLeaveTheCalendar() throws {
        let (first, last) = (
            try #require(CalendarDay(iso: "0001-01-31")), try #require(CalendarDay(iso: "9999-12-31"))
        )
        #expect(first.adding(months: -1) == nil && last.adding(months: 1) == nil)
        #expect(last.adding(months: .max) == nil && last.adding(months: .min) == nil)
    }

    private static let columns = [
        ColumnSchema(name: "person", type: .person), ColumnSchema(name: "left", type: .day),
        ColumnSchema(name: "status", type: .code), ColumnSchema(name: "remark", type: .text),
    ]
    private static let context = TabulationContext(
        tables: [TableSchema(name: "t", columns: columns)], asOf: CalendarDay(iso: "2024-02-29"))

    private static func engine() throws -> TabulationEngine {
        let days = ["2023-08-31", "2023-08-30", "2023-09-01", nil].map { text in
            text.flatMap(CalendarDay.init(iso:)).map(\.number) ?? .missing(.notAnswered)
        }
        let persons = [3, 1, 2, 4].map { Pseudonym(high: 0, low: $0) }
        let segment = Segment(
            table: "t", firstRow: 0, rowCount: 4,
            columns: [
                NamedColumn(
                    name: "_line", type: .integer, column: .integers(.int32([2, 3, 4, 5]), places: 0)),
                NamedColumn(name: "person", type: .person, column: .persons(persons)),
                NamedColumn(name: "left", type: .day, column: .days(days)),
                NamedColumn(
                    name: "status", type: .code,
                    column: .codes([0, 1, 0, Column.firstMissingCode], dictionary: ["employed", "inactive"])),
            ])
        return TabulationEngine(
            context: context, source: MemorySegments([(SourceID(number: 1), segment)]), threads: 1)
    }

    /// On 29 February 2024 those who left on 30 and 31 August 2023 have been gone for six months, and 1 September has not.
    @Test func expressionsGoOnByMonthsToo() throws {
        let request = TabulationRequest(table: "t", filter: "add_months(left, 6) <= as_of", measure: .rows)
        #expect(try Self.engine().tabulations(for: [request])[0].cells.first?.aggregate.count == 2)
        let wrong = [
            ("add_months(left, 1.5) > as_of", "add_months takes a whole number of months"),
            ("add_months(left, 1201) > as_of", "add_months takes a whole number of months"),
            ("add_months(status, 6) > as_of", "a day should stand here"),
            ("add_months(left) > as_of", "add_months takes other arguments"),
        ]
        for (filter, message) in wrong {
            let findings = Self.context.findings(for: TabulationRequest(table: "t", filter: filter, measure: .rows))
            #expect(findings.contains { $0.explanation.summary.contains(message) }, "\(filter): \(findings)")
        }
    }

    @Test func personsAreAskedForOneByOne() throws {
        let units = try Self.engine().units(
            of: UnitRequest(
                table: "t", person: "person", filter: "missing(left) or left < 2023-09-01",
                values: ["status", "present(left)", "left"]))
        #expect(units.map(\.person.low) == [3, 1, 4])
        #expect(units.map { $0.values[0] } == [.code("employed"), .code("inactive"), .missing(.notAnswered)])
        #expect(units.map { $0.values[1] } == [.number(1), .number(1), .number(0)])
        #expect(units[0].values[2] == .number(Int(try #require(CalendarDay(iso: "2023-08-31")).number)))
    }

    @Test func personsAreNoGroupsAndTextIsNone() {
        func summaries(_ request: UnitRequest) -> [String] {
            Self.context.findings(for: request).map(\.explanation.summary)
        }
        #expect(
            summaries(UnitRequest(table: "t", person: "status", filter: "left", values: ["person", "remark", "lef"]))
                .count == 5)
        #expect(summaries(UnitRequest(table: "t", person: "person", values: ["remark"])) == ["`remark` is free text"])
        #expect(summaries(UnitRequest(table: "u", person: "person", values: [])) == ["there is no table 'u'"])
    }
}
