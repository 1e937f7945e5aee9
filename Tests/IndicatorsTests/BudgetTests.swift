import Diagnostics
import Indicators
import Microdata
import Records
import Tabulation
import Testing

/// Money spent beside money set aside, on 29 February 2024, which is also all of the period.
@Suite struct BudgetTests {
    /// A row of money set aside or spent, in cents, with the first and last day of its time.
    private struct Row {
        let region: String
        var amount: Int32?
        var paid: Int32?
        var from: Int32?
        var until: Int32?
    }

    private static func day(_ text: String) -> Int32? { CalendarDay(iso: text)?.number }

    private func figures(_ rows: [Row], _ further: String = "") throws -> [Figure] {
        func money(_ value: KeyPath<Row, Int32?>) -> Column {
            .integers(.int32(rows.map { $0[keyPath: value] ?? .missing(.notAnswered) }), places: 2)
        }
        func days(_ value: KeyPath<Row, Int32?>) -> Column {
            .days(rows.map { $0[keyPath: value] ?? .missing(.notAnswered) })
        }
        let regions = Array(Set(rows.map(\.region))).sorted()
        let columns: [NamedColumn] = [
            NamedColumn(
                name: "region", type: .code,
                column: .codes(rows.map { UInt8(regions.firstIndex(of: $0.region) ?? 0) }, dictionary: regions)),
            NamedColumn(name: "amount", type: .decimal(places: 2), column: money(\.amount)),
            NamedColumn(name: "paid", type: .decimal(places: 2), column: money(\.paid)),
            NamedColumn(name: "from", type: .day, column: days(\.from)),
            NamedColumn(name: "until", type: .day, column: days(\.until)),
        ]
        return try catalogueFigures(
            "{kind: budget, table: survey, of: amount, where: present(amount), spent: {kind: sum, table: survey, of: paid, where: present(paid)}\(further)}",
            unit: "euros", scales: "", further: [], columns: columns.map { ColumnSchema(name: $0.name, type: $0.type) },
            Segment(table: "survey", firstRow: 0, rowCount: rows.count, columns: columns))
    }

    private func numbers(_ figure: Figure) -> [Double?] {
        [figure.value]
            + ["budget", "left", "usedShare", "timeShare"].map { name in
                figure.further.first { $0.name == name }?.value
            }
    }

    @Test func setsWhatWasSpentBesideTheBudgetAndTheTime() throws {
        let found = try figures([
            // Of 20 February – 10 March, twenty days, ten have passed; of February all.
            Row(region: "north", amount: 1000_00, from: Self.day("2024-02-20"), until: Self.day("2024-03-10")),
            Row(region: "north", amount: 500_00, from: Self.day("2024-02-01"), until: Self.day("2024-02-29")),
            Row(region: "north", paid: 600_10), Row(region: "north", paid: -100_10),
            // Nothing was set aside.
            Row(region: "south", paid: 10), Row(region: "south", paid: 20),
            // Nothing was spent, and the money is meant for the period, which is over today.
            Row(region: "east", amount: 100_00),
            // Credit notes are more than what was spent, and the time has not begun.
            Row(region: "west", amount: 200_00, from: Self.day("2024-03-01"), until: Self.day("2024-03-31")),
            Row(region: "west", paid: -50_00),
        ])
        // (1000 · 10/20 + 500 · 1) / 1500
        #expect(numbers(try found.at("region=north")) == [500, 1500, 1000, 500.0 / 1500, 1000.0 / 1500])
        // 0.1 + 0.2 as whole cents is 0.3, which it is not as binary numbers.
        #expect(numbers(try found.at("region=south")) == [0.3, nil, nil, nil, nil])
        #expect(numbers(try found.at("region=east")) == [0, 100, 100, 0, 1])
        #expect(numbers(try found.at("region=west")) == [-50, 200, 250, -0.25, 0])
        // (1000 + 100 + 0) of 1800
        #expect(numbers(try found.at()) == [450.3, 1800, 1349.7, 450.3 / 1800, 1100.0 / 1800])
    }

    /// On its last day a time is over; on its first, one day of it has passed.
    @Test func countsTheFirstAndTheLastDay() throws {
        func share(_ from: String, _ until: String) throws -> Double? {
            numbers(
                try figures([Row(region: "north", amount: 100, from: Self.day(from), until: Self.day(until))]).at())[4]
        }
        #expect(try share("2024-02-29", "2024-02-29") == 1)
        #expect(try share("2024-02-29", "2024-03-03") == 0.25)
        #expect(try share("2024-03-01", "2024-03-01") == 0)
        #expect(try share("2024-02-01", "2024-02-28") == 1)
        // It would end before it starts.
        #expect(try share("2024-03-02", "2024-03-01") == nil)
    }

    @Test func aBudgetOfNothingHasNoShare() throws {
        let found = try figures([Row(region: "north", amount: 0), Row(region: "north", paid: 500)]).at()
        #expect(numbers(found) == [5, 0, -5, nil, nil])
    }

    @Test func whatWasSpentIsASum() throws {
        let (_, findings) = try catalogue(
            "{kind: budget, table: survey, of: a, spent: {kind: count, table: survey}}", unit: "euros")
        #expect(findings.map(\.code) == ["indicators.budget"])
    }
}
