import Diagnostics
import Indicators
import Testing

@testable import Disclosure
@testable import Reporting

/// Charts of diffusion made from tables: forecasts, survival curves of groups, adopter categories, small maps; and in words, trees
/// and networks.
@Suite struct DiffusionChartTests {
    /// A table with a row per level and a column per name; a missing value is an absent number.
    private func table(
        _ dimension: String, _ levels: [String], _ columns: [(id: String, values: [Double?])],
        across: [String: String] = [:]
    ) -> BuiltTable {
        var built = BuiltTable(
            table: Table(
                id: "t", title: "", shortTitle: "",
                columns: [TableColumn(id: dimension, title: "Rivi")]
                    + columns.map { TableColumn(id: $0.id, title: $0.id, format: .integer) },
                rows: levels.indices.map { row in
                    [.text(levels[row])]
                        + columns.map { column in
                            .number(
                                column.values[row].map { ReportSample.number($0) }
                                    ?? ProtectedNumber(.absent(reason: "other")))
                        }
                }),
            rowLevels: levels.map { [BreakdownLevel(dimension: dimension, level: .code($0))] },
            isTotal: levels.map { _ in false }, figures: [], dimension: dimension)
        if !across.isEmpty {
            built.across = (
                AcrossDefinition(dimension: "year", levels: [], total: true, symmetric: false), across
            )
        }
        return built
    }

    private func build(_ definition: String, _ table: BuiltTable) throws -> (chart: Chart?, codes: [String]) {
        var state = DocumentBuilder.BuildState()
        state.tables["t"] = table
        let definition = try #require(try ReportSample.definition(definition))
        let chart = ChartBuilder(report: ReportSample.builder).chart(definition, &state)
        return (chart, state.findings.map(\.code))
    }

    private func chart(_ definition: String, _ table: BuiltTable) throws -> Chart {
        let (chart, codes) = try build(definition, table)
        #expect(codes.isEmpty)
        return try #require(chart)
    }

    // MARK: Forecast

    private var growth: BuiltTable {
        table(
            "period", ["2023-01", "2023-02", "2023-03", "2023-04"],
            [
                ("value", [1, 3, 6, 8]), ("low", [0, 2, 4, 5]), ("high", [2, 4, 8, 12]),
                ("seen", [1, 2, nil, nil]), ("forecast", [0, 0, 1, 1]),
            ])
    }

    private let curve = """
        id: a, mark: adoption-curve, title: title, table: t,
        series: [{column: seen, as: observed}, {column: value, as: model, lower: low, upper: high}]
        """

    @Test func oneTableOfAGrowthCurveIsAModelWithItsForecast() throws {
        let chart = try chart(curve + ", forecast: forecast", growth)
        #expect(chart.forecastStart == 2)
        #expect(chart.series.map(\.role) == [.observed, .model])
        #expect(chart.series[0].values.map(\.value) == [1, 2, nil, nil])
        #expect(chart.series[1].upper.map { $0?.value } == [2, 4, 8, 12])
        #expect(
            chart.alternativeText
                == "Kertymä. Otsikko. seen: 2023-01: 1; 2023-02: 2; 2023-03: [x]; 2023-04: [x]. "
                + "value: 2023-01: 1 (0–2); 2023-02: 3 (2–4); 2023-03: 6 (4–8); 2023-04: 8 (5–12). Ennuste alkaa: 2023-03."
        )
    }

    @Test func withoutAColumnTheForecastBeginsWhereObservationEnds() throws {
        let whole = try chart(curve, growth)
        #expect(whole.forecastStart == 2)
        var table = growth
        table.table.rows[3][4] = .number(ReportSample.number(9))
        let full = try chart(curve, table)
        #expect(full.forecastStart == nil)
        // A withheld number was observed.
        table.table.rows[3][4] = .number(ReportSample.withheld)
        let hidden = try chart(curve, table)
        #expect(hidden.forecastStart == nil)
        let lines = try chart("id: a, mark: lines, title: title, table: t, series: [seen, value]", growth)
        #expect(lines.forecastStart == nil)
    }

    // MARK: Survival

    @Test func numbersAtRiskBelongToTheirCurves() throws {
        let table = table(
            "time", ["0", "3"],
            [
                ("share-a", [1, 0.5]), ("risk-a", [20, 10]), ("gone-a", [0, 4]), ("share-b", [1, nil]),
                ("risk-b", [8, nil]), ("gone-b", [0, nil]),
            ],
            across: [
                "share-a": "a", "risk-a": "a", "gone-a": "a", "share-b": "b", "risk-b": "b", "gone-b": "b",
            ])
        let chart = try chart(
            "id: a, mark: steps, title: title, table: t, series: {column: share, at-risk: risk, censored: gone}", table)
        #expect(
            chart.series.map(\.id) == [
                "share-a", "share-b", "share-a.at-risk", "share-a.censored", "share-b.at-risk", "share-b.censored",
            ])
        #expect(chart.series[2].values.map(\.value) == [20, 10] && chart.series[3].values.map(\.value) == [0, 4])
        #expect(chart.series.map(\.isObservations) == [false, false, true, true, true, true])
        #expect(chart.seriesColumns == ["share-a", "share-b", "risk-a", "gone-a", "risk-b", "gone-b"])
    }

    // MARK: Adopter bell

    private let five = ["innovator", "early-adopter", "early-majority", "late-majority", "laggard"]

    @Test func onlyRogersFiveCategoriesMakeABell() throws {
        let definition =
            "id: a, mark: adopter-bell, title: title, table: t, series: {column: share, n: count}, format: percent 0"
        let whole = table(
            "category", five, [("share", [0.1, 0.1, 0.3, 0.3, 0.2]), ("count", [1, 1, 3, 3, 2])])
        let chart = try chart(definition, whole)
        #expect(chart.mark == .adopterBell)
        #expect(chart.alternativeText.contains("innovator 10\u{A0}% (odotettu 2,5\u{A0}%)"))
        let four = table(
            "category", ["early-adopter", "early-majority", "late-majority", "laggard"],
            [("share", [0.1, 0.4, 0.3, 0.2]), ("count", [1, 4, 3, 2])])
        let refused = try build(definition, four)
        #expect(refused.chart == nil && refused.codes == ["report.adopter-bell"])
        #expect(abs(AdopterShares.expected.reduce(0) { $0 + $1.share } - 1) < 1e-12)
    }

    // MARK: Small maps

    @Test func eachLevelAcrossHasAMap() throws {
        let regions = table(
            "region", ["01", "19"], [("n-2023", [1, 2]), ("n-2024", [3, 4]), ("n", [4, 6])],
            across: ["n-2023": "2023", "n-2024": "2024"])
        let definition = "id: a, mark: tile-map, title: title, table: t, series: n"
        let maps = try chart(definition + ", facets: year", regions)
        // The total across has no map.
        #expect(maps.isFaceted && maps.series.map(\.label) == ["2023", "2024"])
        let plain = try chart(definition, regions)
        #expect(!plain.isFaceted)
        let elsewhere = try build(definition + ", facets: sector", regions)
        #expect(elsewhere.codes == ["report.facets"])
        let many = (2001...2013).map { "n-\($0)" }
        let tooMany = table(
            "region", ["01"], many.map { ($0, [1]) },
            across: Dictionary(uniqueKeysWithValues: many.map { ($0, String($0.dropFirst(2))) }))
        let crowded = try build(definition + ", facets: year", tooMany)
        #expect(crowded.codes == ["report.facets"])
    }

    // MARK: Words

    private func actors(_ mark: Chart.Mark, parents: [ChartParent] = [], ties: [ChartTie] = []) -> Chart {
        Chart(
            id: "a", mark: mark, title: "Otsikko", caption: "", alternativeText: "", categoryTitle: "", valueTitle: "",
            format: .integer, categories: ["A", "B", "C", "D"].map { ChartCategory(code: $0, label: $0) },
            series: mark == .tree
                ? [] : [ChartSeries(id: "s", label: "Kunnat", values: (0..<4).map { _ in ReportSample.number(1) })],
            ties: ties, parents: parents, table: "", categoryColumn: "", seriesColumns: [])
    }

    @Test func treesAreToldByTheirGenerations() {
        let chart = actors(.tree, parents: [.origin, .category(0), .category(0), .unknown])
        #expect(
            ReportSample.locale.alternativeText(ofTree: chart)
                == "Puu. Otsikko. Polvet: Alku 1; 1. polvi 2; Ei tiedossa 1. Seuratuimmat: A 2.")
        #expect(
            (0..<5).map { ReportSample.locale.source(of: $0, in: chart) } == [
                "", "A", "A", "Ei tiedossa", "Ei tiedossa",
            ])
        // A circle ends, and counts as unknown.
        let circle = actors(.tree, parents: [.category(1), .category(0), .category(9), .category(3)])
        #expect(ReportSample.locale.alternativeText(ofTree: circle).contains("Polvet: Ei tiedossa 4."))
    }

    @Test func networksAreToldByTheirMostConnected() {
        let ties = [(0, 1), (0, 2), (1, 9)].map { ChartTie(from: $0.0, to: $0.1, weight: ReportSample.number(1)) }
        #expect(
            ReportSample.locale.alternativeText(ofNetwork: actors(.network, ties: ties))
                == "Verkosto. Otsikko. Toimijat: Kunnat 4. Yhteyksiä 2. Kytketyimmät: A 2; B 1; C 1.")
    }
}
