import Disclosure
import Foundation
import Reporting
import Testing

@testable import ExcelReport

@Suite struct ChartTests {
    private func painter(_ change: (inout Chart) -> Void) throws -> ChartPainter? {
        var chart = Fixture.monthChart
        change(&chart)
        let table = Fixture.monthTable
        let plan = TablePlan(
            name: "t", id: table.id, columns: table.columns.map { PlannedColumn(title: $0.title, format: $0.format) },
            rows: table.rows, rowHeaders: 1, columnIDs: table.columns.map(\.id))
        return ChartPainter(chart, plan, FixtureLocale.finnish)
    }

    @Test func chartsAreBoundToTheCellsOfTheirTable() throws {
        let package = try PackageReader(Fixture.document())
        let chart = try package.part("xl/charts/chart1.xml")
        let table = try #require(package.parts.values.first { $0.contains("name=\"attendances_by_region\"") })
        let reference = try #require(PackageReader.attributes("ref", of: "table", in: table).first)
        let heading = try #require(Int(reference.prefix { $0 != ":" }.dropFirst()))
        // The total, the last row of the table, is no category.
        #expect(chart.contains("<c:f>Maakunnat!$A$\(heading + 1):$A$\(heading + 19)</c:f>"))
        #expect(chart.contains("<c:f>Maakunnat!$B$\(heading + 1):$B$\(heading + 19)</c:f>"))
        #expect(chart.contains("<c:f>Maakunnat!$B$\(heading)</c:f>"))
        #expect(chart.contains("Osallistumisia kertyi eniten Uudeltamaalta"))
        // Withheld numbers have their mark in place of a label.
        #expect(chart.components(separatedBy: "<a:t>[c]</a:t>").count == 3)
        #expect(chart.components(separatedBy: "<a:t>[x]</a:t>").count == 2)
    }

    @Test func chartsHaveAlternativeTextsAndTitles() throws {
        let package = try PackageReader(Fixture.document())
        let drawings = package.parts.filter { $0.key.hasPrefix("xl/drawings/drawing") }
        #expect(drawings.count == 3)
        for (_, drawing) in drawings {
            let texts = PackageReader.attributes("descr", of: "xdr:cNvPr", in: drawing)
            #expect(texts.count == 1 && texts[0].count > 20)
        }
        #expect(package.parts.keys.filter { $0.hasPrefix("xl/charts/chart") }.count == 3)
    }

    @Test func longAlternativeTextsAreCutBetweenWords() throws {
        let long = String(repeating: "Uudellamaalla järjestettiin työpaja. ", count: 200)
        let painter = try #require(try painter { $0.alternativeText = long })
        #expect(painter.description.utf8.count <= 1900)
        #expect(painter.description.hasSuffix("…"))
    }

    @Test func marksBecomeTheNearestNativeKind() throws {
        let kinds: [(Chart.Mark, NativeChart.Kind)] = [
            (.bars, .bar), (.tileMap, .bar), (.dumbbells, .bar), (.columns, .column), (.stackedBars, .stackedBar),
            (.divergingBars, .stackedBar), (.lines, .line), (.adoptionCurve, .line), (.steps, .line), (.flow, .bar),
            (.profile, .bar), (.adopterBell, .column),
        ]
        for (mark, kind) in kinds {
            #expect(try painter { $0.mark = mark }?.kind == kind, "\(mark)")
        }
        #expect(try painter { $0.mark = .network } == nil)
        #expect(try painter { $0.mark = .forest } == nil)
        #expect(try painter { $0.mark = .tree } == nil)
        let maps = try painter { chart in
            chart.mark = .tileMap
            chart.isFaceted = true
        }
        #expect(maps == nil)
        // A native axis has no headings.
        #expect(try painter { $0.categories[0].group = "2023" } == nil)
    }

    @Test func numbersOfObservationsAreNotDrawn() throws {
        let painter = try #require(
            try painter { chart in
                var observations = chart.series[0]
                observations.id = "n"
                chart.series.append(observations)
                chart.seriesColumns.append(chart.seriesColumns[0])
            })
        #expect(painter.chart.series.map(\.id) == Fixture.monthChart.series.map(\.id))
        #expect(painter.chart.seriesColumns == Fixture.monthChart.seriesColumns)
    }

    @Test func linesWithAGapAreDrawnAsColumnsAndMissingEndsAreLeftOut() throws {
        let gap = try #require(
            try painter { chart in
                chart.series = [chart.series[0]]
                chart.seriesColumns = ["cumulative"]
                chart.series[0].values[5] = Fixture.withheld
            })
        #expect(gap.kind == .column)
        let ends = try #require(
            try painter { chart in
                chart.series = [chart.series[0]]
                chart.seriesColumns = ["cumulative"]
                chart.series[0].values[0] = Fixture.absent("no-observations")
                chart.series[0].values[11] = Fixture.withheld
            })
        #expect(ends.kind == .line)
        #expect(ends.binding.rows == Array(1...10))
    }

    @Test func whatIsObservedEndsBeforeTheForecast() throws {
        let painter = try #require(
            try painter { chart in
                chart.mark = .adoptionCurve
                chart.series[0].values[11] = Fixture.absent("no-observations")
                chart.series[0].values[10] = Fixture.absent("no-observations")
                chart.forecastStart = 10
            })
        #expect(painter.kind == .line)
        // Without a forecast it would be a gap, which columns show.
        let gap = try self.painter { chart in
            chart.mark = .adoptionCurve
            chart.series[0].values[11] = Fixture.absent("no-observations")
        }
        #expect(gap?.kind == .column)
    }

    @Test func chartsOfOtherTablesAndColumnsAreNotDrawn() throws {
        #expect(try painter { $0.seriesColumns = ["cumulative", "nowhere"] } == nil)
        #expect(try painter { $0.categoryColumn = "nowhere" } == nil)
        #expect(try painter { $0.categories[3].label = "13/2023" } == nil)
        #expect(try painter { $0.seriesColumns = ["cumulative"] } == nil)
        #expect(try painter { $0.categories = [] } == nil)
    }

    @Test func rowsBetweenCategoriesSplitARange() throws {
        let painter = try #require(
            try painter { chart in
                chart.categories.remove(at: 4)
                for index in chart.series.indices { chart.series[index].values.remove(at: 4) }
            })
        #expect(painter.binding.runs == [0...3, 5...11])
    }

    @Test func scalesKeepTheirEnds() {
        for points in 2...5 {
            let scale = Palette.scale(points)
            #expect(scale.count == points)
            #expect(scale.first == Palette.diverging.first)
            #expect(scale.last == Palette.diverging.last)
            #expect(Set(scale).count == points)
        }
        #expect(Palette.scale(7).count == 7)
    }

    @Test func chartsCanBeLeftOut() throws {
        let package = try PackageReader(Fixture.document(), options: ExcelReportOptions(includesCharts: false))
        #expect(!package.parts.keys.contains { $0.hasPrefix("xl/charts/") })
    }

    @Test func tallChartsTakeTwoRowsWithoutLeavingOneBlank() throws {
        let labels = (1...34).map { "Organisaatio \($0)" }
        let values = labels.indices.map { Fixture.number(Double(40 - $0)) }
        let table = Table(
            id: "many", title: "Organisaatiot", shortTitle: "Organisaatiot",
            columns: [
                TableColumn(id: "name", title: "Organisaatio"), TableColumn(id: "n", title: "Määrä", format: .integer),
            ],
            rows: zip(labels, values).map { [.text($0), .number($1)] })
        let chart = Chart(
            id: "many", mark: .bars, title: "Moni organisaatio", caption: "", alternativeText: "Pylväskuvio, 34 riviä.",
            categoryTitle: "Organisaatio", valueTitle: "Osallistumisia", format: .integer,
            categories: labels.map { ChartCategory(code: $0, label: $0) },
            series: [ChartSeries(id: "n", label: "Määrä", values: values)], table: "many", categoryColumn: "name",
            seriesColumns: ["n"])
        let section = Section(id: "s", title: "S", shortTitle: "S", blocks: [.table(table), .chart(chart)])
        let package = try PackageReader(Fixture.document(sections: [section], notes: []))
        #expect(try package.cell("A3", on: "Organisaatiot") == "Kuvio 1")
        #expect(try package.cell("A4", on: "Organisaatiot") == "Osallistumisia")
        let heights = PackageReader.attributes("ht", of: "row", in: try package.sheet("Organisaatiot"))
        #expect(heights.allSatisfy { (Double($0) ?? 500) <= 409 })
    }

    @Test func approximateNumbersKeepTheirWordInLabels() throws {
        let chart = try PackageReader(Fixture.document()).part("xl/charts/chart1.xml")
        #expect(chart.contains("<a:t>n.\u{A0}209</a:t>"))
    }
}
