import Definitions
import Indicators
import Records
import Testing

@testable import Disclosure
@testable import Reporting

/// Tables with one dimension below another, and the forest plots of them.
@Suite struct SubgroupTableTests {
    private func figure(_ levels: [(String, String)], _ value: Double?) -> ProtectedFigure {
        let number = value.map { ReportSample.number($0) } ?? ReportSample.withheld
        return ProtectedFigure(
            indicator: "change", breakdown: levels.map { BreakdownLevel(dimension: $0.0, level: .code($0.1)) },
            unit: .points, method: "paired-change", value: number, n: number, lower: number, upper: number, further: [],
            absence: nil)
    }

    private func document(rows: String) throws -> Document {
        let text = """
            report: a
            sections:
              - id: a
                title: title
                blocks:
                  - table:
                      id: t
                      title: title
                      rows: \(rows)
                      columns:
                        - {id: change, indicator: change, at: {item: i}, title: title}
                        - {id: pairs, indicator: change, at: {item: i}, show: n, title: few}
                  - chart: {id: c, mark: forest, title: title, table: t, series: {column: change, n: pairs}, grouped: true, total: last}
            """
        let reader = DefinitionReader()
        let root = try DefinitionFile.load(text: text, name: "a.yaml").root
        let definition = try #require(ReportDefinition.decode(root, with: reader))
        #expect(reader.findings.isEmpty)
        let figures = [
            figure([("item", "i")], 5), figure([("item", "i"), ("region", "02")], 2),
            figure([("item", "i"), ("region", "01")], 1), figure([("item", "i"), ("helix", "public")], nil),
            figure([("item", "i"), ("helix", "private")], 4), figure([("item", "other"), ("helix", "public")], 9),
            figure([("item", "i"), ("helix", "public"), ("region", "01")], 9),
        ]
        let set = ProtectedSet(
            indicator: "change", unit: .points, population: .persons, method: "paired-change", figures: figures)
        let sample = ReportSample.builder
        let builder = DocumentBuilder(
            material: ReportMaterial(
                catalogue: sample.material.catalogue, codeLists: [:], sets: [set], listings: [], stepUps: [:],
                sources: [:]), locale: sample.locale, occasion: sample.occasion, supplements: [:])
        return builder.document(definition).document
    }

    private func parts(_ rows: String) throws -> (table: Table, chart: Chart) {
        let blocks = try document(rows: rows).sections[0].blocks
        var parts: (Table?, Chart?) = (nil, nil)
        for block in blocks {
            if case .table(let table) = block { parts.0 = table }
            if case .chart(let chart) = block { parts.1 = chart }
        }
        return (try #require(parts.0), try #require(parts.1))
    }

    @Test func dimensionsFollowInTheOrderOfTheDefinitionAndTheTotalLast() throws {
        let (table, chart) = try parts("{subgroups: [region, helix], total: true}")
        #expect(table.rowHeaders == 2 && table.totals == [4] && table.rows.count == 5)
        #expect(table.rows.map { $0[0] } == ["region", "region", "helix", "helix", "Yhteensä"].map(Cell.text))
        #expect(table.rows.map { $0[1] } == ["01", "02", "private", "public", "Yhteensä"].map(Cell.text))
        let numbers = [1, 2, 4, nil, 5].map {
            $0.map { Cell.number(ReportSample.number($0)) } ?? .number(ReportSample.withheld)
        }
        #expect(table.rows.map { $0[2] } == numbers && table.rows.map { $0[3] } == numbers)
        #expect(chart.categories.map(\.group) == ["region", "region", "helix", "helix", nil])
        #expect(chart.categories.map(\.isTotal) == [false, false, false, false, true])
        #expect(chart.categories.map(\.label) == ["01", "02", "private", "public", "Yhteensä"])
        #expect(chart.series[1].values.map(\.value) == [1, 2, 4, nil, 5])
    }

    @Test func withoutATotalThereIsNone() throws {
        let (table, chart) = try parts("{subgroups: helix}")
        #expect(table.rows.count == 2 && table.totals.isEmpty)
        #expect(chart.categories.map(\.label) == ["private", "public"])
    }
}
