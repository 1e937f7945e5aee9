import Reporting
import Testing

@testable import Charts

/// The lengths, places and sizes that carry the numbers.
@Suite struct GeometryTests {
    private func drawing(_ chart: Chart, size: ChartSize = .column) -> Drawing {
        Drawing(svg(of: chart, locale: Sample.locale("fi"), size: size))
    }

    private let blue = ChartStyle.standard.series[0].mark

    @Test func barsAreAsLongAsTheirValues() {
        let values = [412.0, 286, 94, 161]
        let bars = drawing(
            Sample.chart(.bars, labels: ["a", "b", "c", "d"], series: [Sample.series("v", "v", values)])
        ).all("rect").filter { $0.attributes["fill"] == blue }
        #expect(bars.count == 4)
        for (bar, value) in zip(bars, values) {
            // Coordinates have two decimals, so lengths of some hundred pixels agree to 1e-4.
            #expect(abs(bar.number("width") / bars[0].number("width") - value / 412) < 1e-4)
        }
    }

    @Test func negativeBarsGrowToTheLeftOfTheBase() {
        let drawing = drawing(
            Sample.chart(.bars, labels: ["a", "b"], series: [Sample.series("v", "v", [-5, 10])], format: .signed(0)))
        let bars = drawing.all("rect").filter { $0.attributes["fill"] == blue }
        #expect(abs(bars[0].number("x") + bars[0].number("width") - bars[1].number("x")) < 0.011)
        #expect(abs(bars[0].number("width") / bars[1].number("width") - 0.5) < 1e-3)
        #expect(drawing.texts.contains("\u{2212}5") && drawing.texts.contains("+10"))
    }

    @Test func columnsAreAsTallAsTheirValues() {
        let values = [1.0, 4, 2.5]
        let columns = drawing(
            Sample.chart(
                .columns, labels: ["2021", "2022", "2023"], codes: ["2021", "2022", "2023"],
                series: [Sample.series("v", "v", values)])
        ).all("rect").filter { $0.attributes["fill"] == blue }
        for (column, value) in zip(columns, values) {
            #expect(abs(column.number("height") / columns[1].number("height") - value / 4) < 1e-3)
        }
    }

    @Test func neutralAnswersAreCentredOnOneLine() {
        let series = [[0.1, 0.3], [0.2, 0.1], [0.3, 0.2], [0.3, 0.1], [0.1, 0.3]].enumerated().map {
            Sample.series("\($0)", "piste \($0)", $1)
        }
        let drawing = drawing(
            Sample.chart(.divergingBars, labels: ["a", "b"], series: series, format: .percent(0)))
        let neutral = drawing.all("rect").filter {
            $0.attributes["fill"] == ChartStyle.standard.diverging[2] && $0.number("width") > 20
        }
        #expect(neutral.count == 2)
        // Parts end 1.5 pixels early, for the white line between them.
        let centres = neutral.map { $0.number("x") + ($0.number("width") + 1.5) / 2 }
        #expect(abs(centres[0] - centres[1]) < 0.02)
    }

    @Test func stepsHoldEachValueUntilTheNext() {
        let chart = Sample.chart(
            .steps, labels: ["0", "2", "4"], series: [Sample.series("s", "s", [1, 0.5, 0.25])], format: .percent(0),
            positions: [0, 2, 4], domain: 0...1)
        let path = drawing(chart).all("path").first { $0.attributes["fill"] == "none" }?.attributes["d"] ?? ""
        let points = path.dropFirst().split(separator: "L").map { $0.split(separator: " ").compactMap { Double($0) } }
        #expect(points.count == 5)
        // Across at the height of the first value, down to the second at its time, and so on.
        #expect(points[1][1] == points[0][1] && points[1][0] == points[2][0])
        #expect(points[3][1] == points[2][1] && points[3][0] == points[4][0])
        #expect(abs((points[2][1] - points[0][1]) / (points[4][1] - points[0][1]) - 0.5 / 0.75) < 1e-3)
        #expect(abs((points[2][0] - points[0][0]) / (points[4][0] - points[0][0]) - 0.5) < 1e-3)
    }

    @Test func missingValuesLeaveAGap() {
        let chart = Sample.chart(
            .lines, labels: ["2020", "2021", "2022", "2023", "2024"], codes: ["2020", "2021", "2022", "2023", "2024"],
            series: [Sample.series("v", "v", [1, 2, nil, 3, 4])])
        let lines = drawing(chart).all("path").filter { $0.attributes["stroke"] == blue }
        #expect(lines.count == 2)
    }

    @Test func circlesHaveAreasInProportion() {
        let chart = Sample.chart(
            .network, labels: ["a", "b"], series: [Sample.series("v", "v", [100, 36])],
            ties: [ChartTie(from: 0, to: 1, weight: Sample.number(1))])
        let radii = drawing(chart).all("circle").map { $0.number("r") }
        #expect(radii == [28, 16.8])
    }

    @Test func regionsOfANetworkStandAsOnTheMap() {
        var chart = Sample.chart(
            .network, labels: ["Länsi", "Helsinki", "Etelä", "Pohjoinen"], codes: ["FI19", "FI1B", "FI1C", "FI1D"],
            series: [Sample.series("v", "v", [1, 1, 1, 1])],
            ties: [
                ChartTie(from: 0, to: 1, weight: Sample.number(7)), ChartTie(from: 1, to: 3, weight: Sample.withheld),
            ])
        chart.placesOnMap = true
        let drawing = drawing(chart)
        let places = drawing.all("circle").map { ($0.number("cx"), $0.number("cy")) }
        #expect(places.count == 4)
        // The north above all others, the west left of them, Helsinki below.
        #expect(places.indices.allSatisfy { $0 == 3 || places[$0].1 > places[3].1 })
        #expect(places.indices.allSatisfy { $0 == 0 || places[$0].0 > places[0].0 })
        #expect(places.indices.allSatisfy { $0 == 1 || places[$0].1 < places[1].1 })
        // Each tie says its number, a withheld one its mark.
        #expect(drawing.texts.contains("7") && drawing.texts.contains("[c]"))
        // Codes of no region are laid out by their ties.
        chart.categories[0].code = "elsewhere"
        #expect(Drawing(svg(of: chart, locale: Sample.locale("fi"), size: .column)).all("circle").count == 4)
    }

    @Test func tilesHaveAllRegionsOnceWithTheirNames() {
        for language in Sample.languages {
            let chart = Nasty.chart("regions", .tileMap, language: language)
            for size in Sample.sizes {
                let drawing = Drawing(svg(of: chart, locale: Sample.locale(language), size: size))
                let letters = drawing.texts.joined().filter(\.isLetter)
                for name in Sample.regionNames(language) {
                    #expect(letters.contains(name.filter(\.isLetter)), "\(name) \(size.name)")
                }
                #expect(!drawing.texts.contains { $0.hasSuffix("…") })
            }
        }
    }

    @Test func theSameChartGivesTheSameBytes() {
        for mark in Sample.marks {
            for name in Nasty.names {
                let chart = Nasty.chart(name, mark, language: "en")
                #expect(svg(of: chart, locale: Sample.locale("en")) == svg(of: chart, locale: Sample.locale("en")))
            }
        }
    }
}
