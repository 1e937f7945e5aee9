import Indicators
import Testing

@testable import Disclosure
@testable import Reporting

/// Charts made from tables: series with their limits, rows in groups, totals, and rows with few observations.
@Suite struct ChartBuilderTests {
    /// A table with its rows under two headings; the third row is the total of the first group, the last of all.
    private func grouped() -> BuiltTable {
        let rows: [(String, String, [String], Double, Double)] = [
            ("Sektori", "Julkinen", ["a", "x"], 0.4, 30), ("Sektori", "Yritykset", ["a", "y"], 0.2, 8),
            ("Sektori", "Yhteensä", ["a"], 0.3, 38), ("Alue", "Etelä", ["b", "z"], 0.5, 40),
            ("Yhteensä", "Yhteensä", [], 0.4, 78),
        ]
        return BuiltTable(
            table: Table(
                id: "t", title: "", shortTitle: "",
                columns: [
                    TableColumn(id: "dimension", title: "Taustatieto"), TableColumn(id: "level", title: "Ryhmä"),
                    TableColumn(id: "change", title: "Muutos", format: .signed(2)),
                    TableColumn(id: "low", title: "ala"), TableColumn(id: "high", title: "ylä"),
                    TableColumn(id: "pairs", title: "Pareja", format: .integer),
                ],
                rows: rows.map { group, label, _, value, n in
                    [
                        .text(group), .text(label), .number(ReportSample.number(value)),
                        .number(ReportSample.number(value - 0.1)), .number(ReportSample.number(value + 0.1)),
                        .number(ReportSample.number(n)),
                    ]
                }, rowHeaders: 2),
            rowLevels: rows.map { row in
                row.2.enumerated().map { BreakdownLevel(dimension: "d\($0.offset)", level: .code($0.element)) }
            }, isTotal: rows.map { $0.2.count < 2 }, figures: [], dimension: "d0")
    }

    private func chart(_ definition: String, _ table: BuiltTable) throws -> Chart {
        var state = DocumentBuilder.BuildState()
        state.tables["t"] = table
        let definition = try #require(try ReportSample.definition(definition))
        let chart = ChartBuilder(report: ReportSample.builder).chart(definition, &state)
        #expect(state.findings.isEmpty)
        return try #require(chart)
    }

    private let forest = """
        id: a, mark: forest, title: title, table: t, grouped: true, reference: 0.1,
        series: [{column: change, lower: low, upper: high, n: pairs}], small: {below: 10, note: few}
        """

    @Test func seriesHaveTheLimitsAndObservationsOfTheColumnsTheyName() throws {
        let chart = try chart(forest, grouped())
        #expect(chart.mark == .forest && chart.reference == 0.1 && chart.format == .signed(2))
        #expect(chart.series.map(\.id) == ["change", "n"] && chart.seriesColumns == ["change", "pairs"])
        #expect(chart.series[0].lower.map { $0?.value } == [0.4 - 0.1, 0.2 - 0.1, 0.5 - 0.1])
        #expect(chart.series[0].upper.map { $0?.value } == [0.4 + 0.1, 0.2 + 0.1, 0.5 + 0.1])
        #expect(chart.series[1].values.map(\.value) == [30, 8, 40])
    }

    @Test func rowsStandUnderTheFirstHeadingInTheOrderOfTheTable() throws {
        let chart = try chart(forest, grouped())
        #expect(chart.categories.map(\.label) == ["Julkinen", "Yritykset", "Etelä"])
        #expect(chart.categories.map(\.group) == ["Sektori", "Sektori", "Alue"])
        #expect(chart.categories.map(\.code) == ["x", "y", "z"])
        #expect(chart.categories.map(\.note) == [nil, "vähän vastaajia", nil])
        #expect(chart.groupTitle == "Taustatieto" && chart.categoryTitle == "Ryhmä" && chart.categoryColumn == "level")
        let plain = try self.chart("id: a, mark: bars, title: title, table: t, series: change", grouped())
        #expect(plain.categories.allSatisfy { $0.group == nil } && plain.categoryColumn == "dimension")
    }

    @Test func theTotalOfAllStandsFirstOrLastAndThoseOfGroupsNowhere() throws {
        let last = try chart(forest + ", total: last", grouped())
        #expect(last.categories.map(\.label) == ["Julkinen", "Yritykset", "Etelä", "Yhteensä"])
        #expect(last.categories.map(\.isTotal) == [false, false, false, true] && last.categories[3].group == nil)
        let first = try chart(forest + ", total: first", grouped())
        #expect(first.categories.map(\.isTotal) == [true, false, false, false])
        #expect(first.series[0].values.map(\.value) == [0.4, 0.4, 0.2, 0.5])
    }

    @Test func figuresStandUnderWhatHeadsThem() throws {
        var table = grouped()
        table.table.rowHeaders = 1
        table.table.columns.removeFirst()
        table.table.rows = table.table.rows.map { Array($0.dropFirst()) }
        table.isTotal = table.isTotal.map { _ in false }
        table.rowGroups = ["A", "A", "A", "B", nil]
        let chart = try chart(forest + ", total: last", table)
        #expect(chart.categories.map(\.group) == ["A", "A", "A", "B", nil])
        #expect(chart.categories.map(\.isTotal) == [false, false, false, false, true])
        #expect(chart.groupTitle == "Ryhmä")
    }

    @Test func namesBesideAColumnAcrossStandForTheSameLevel() throws {
        let ids = ["item", "mean-before", "low-before", "n-before", "mean-after", "low-after", "n-after"]
        var table = BuiltTable(
            table: Table(
                id: "t", title: "", shortTitle: "", columns: ids.map { TableColumn(id: $0, title: $0) },
                rows: [[.text("a")] + (1...6).map { .number(ReportSample.number(Double($0))) }]),
            rowLevels: [[BreakdownLevel(dimension: "item", level: .code("a"))]], isTotal: [false], figures: [],
            dimension: "item")
        let levels = ids.dropFirst().map { ($0, $0.hasSuffix("before") ? "before" : "after") }
        table.across = (
            AcrossDefinition(dimension: "wave", levels: [], total: false, symmetric: false),
            Dictionary(uniqueKeysWithValues: levels)
        )
        let chart = try chart(
            "id: a, mark: dumbbells, title: title, table: t, series: {column: mean, lower: low, n: n}", table)
        // Each series has numbers of observations of its own.
        #expect(chart.series.map(\.id) == ["mean-before", "mean-after", "mean-before.n", "mean-after.n"])
        #expect(chart.series.map { $0.values[0].value } == [1, 4, 3, 6])
        #expect(chart.series[0].lower.map { $0?.value } == [2] && chart.series[1].lower.map { $0?.value } == [5])
        #expect(chart.series[2].isObservations && chart.series[0].upper.isEmpty)
        #expect(chart.seriesColumns == ["mean-before", "mean-after", "n-before", "n-after"])
    }

    @Test func listedLimitsStillCountForSeriesThatNameNone() throws {
        let chart = try chart(
            "id: a, mark: bars, title: title, table: t, series: [change], lower: low, upper: [high]", grouped())
        #expect(chart.series.count == 1 && chart.series[0].lower.first??.value == 0.4 - 0.1)
    }

    @Test func definitionsHaveTheirDefaults() throws {
        let plain = try #require(
            try ReportSample.definition("id: a, mark: profile, title: title, table: t, series: [b, {column: c}]"))
        #expect(plain.series.map(\.column) == ["b", "c"] && plain.series.allSatisfy { $0.lower == nil && $0.n == nil })
        #expect(!plain.grouped && plain.total == nil && plain.small == nil && plain.reference == 0)
        #expect(!plain.setsNeutralApart)
        let apart = try #require(
            try ReportSample.definition(
                "id: a, mark: diverging-bars, title: title, table: t, series: b, neutral-apart: true"))
        #expect(apart.setsNeutralApart)
        #expect(try ReportSample.definition("id: a, mark: flow, title: title, table: t, series: b")?.mark == .flow)
    }
}
