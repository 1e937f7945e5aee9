import Reporting
import Testing

@testable import Charts

/// The lengths, places and words that carry the numbers of diffusion charts.
@Suite struct DiffusionGeometryTests {
    private func drawing(_ chart: Chart, size: ChartSize = .column) -> Drawing {
        Drawing(svg(of: chart, locale: Sample.locale("fi"), size: size))
    }

    private func points(_ path: Drawing.Element) -> [Point] {
        let data = (path.attributes["d"] ?? "").replacing("Z", with: "").dropFirst()
        return data.split(separator: "L").compactMap { pair in
            let numbers = pair.split(separator: " ").compactMap { Double($0) }
            return numbers.count == 2 ? Point(x: numbers[0], y: numbers[1]) : nil
        }
    }

    // MARK: Adoption curve

    private func forecast() -> Chart {
        var observed = Sample.series("a", "Havaittu", [10, 20, 30, nil, nil])
        observed.role = .observed
        var model = Sample.series("b", "Malli", [12, 19, 31, 38, 42])
        model.role = .model
        model.lower = [10, 17, 29, 33, 34].map { Sample.number($0) }
        model.upper = [14, 21, 33, 43, 50].map { Sample.number($0) }
        var chart = Sample.chart(
            .adoptionCurve, labels: ["2021", "2022", "2023", "2024", "2025"],
            codes: ["2021", "2022", "2023", "2024", "2025"], series: [observed, model])
        chart.forecastStart = 3
        return chart
    }

    @Test func theForecastBeginsHalfWayBetweenThePeriods() throws {
        let drawing = drawing(forecast())
        let model = try #require(
            drawing.all("path").first { $0.attributes["stroke"] == ChartStyle.standard.series[2].mark })
        let places = points(model).map(\.x)
        #expect(places.count == 5)
        let line = try #require(
            drawing.all("line").first {
                $0.attributes["stroke-dasharray"] == "2 3" && $0.attributes["x1"] == $0.attributes["x2"]
            })
        #expect(abs(line.number("x1") - (places[2] + places[3]) / 2) < 0.011)
        #expect(drawing.texts.contains("ennuste"))
        // What is observed ends before it, and the model goes on.
        let observed = try #require(
            drawing.all("path").first { $0.attributes["stroke"] == ChartStyle.standard.series[0].mark })
        #expect(points(observed).map(\.x) == Array(places[...2]))
        #expect(drawing.texts.contains("30") && drawing.texts.contains("42"))
    }

    @Test func theBandOfTheModelReachesFromLimitToLimit() throws {
        let drawing = drawing(forecast())
        let band = try #require(
            drawing.all("path").first {
                $0.attributes["fill"] == ChartStyle.standard.series[2].mark && $0.attributes["fill-opacity"] != nil
            })
        let corners = points(band)
        #expect(corners.count == 10)
        // Upper limits forwards, lower limits backwards; one axis for both.
        let perUnit = (corners[0].y - corners[4].y) / (50 - 14)
        #expect(abs(corners[9].y - corners[0].y - 4 * perUnit) < 0.03)
        #expect(abs(corners[5].y - corners[4].y - 16 * perUnit) < 0.03)
    }

    @Test func withoutAForecastThereIsNoLine() {
        var chart = forecast()
        for start in [nil, 0, 5, -1] {
            chart.forecastStart = start
            #expect(!drawing(chart).texts.contains("ennuste"))
        }
    }

    // MARK: Steps

    @Test func numbersAtRiskStandBelowTheTicks() throws {
        // The first group leaves at 2 and 4, the second at 3; at a tick stands the number of the next own time.
        let chart = Sample.chart(
            .steps, labels: ["0", "2", "3", "4"],
            series: [
                Sample.series("a", "A", [1, 0.8, nil, 0.4]), Sample.series("b", "B", [1, nil, 0.5, nil]),
                Sample.series("a.at-risk", "A", [25, 25, nil, 20]),
                Sample.series("b.at-risk", "B", [12, nil, 11, nil]),
            ], format: .percent(0), positions: [0, 2, 3, 4], domain: 0...1)
        let drawing = drawing(chart)
        let heading = try #require(drawing.all("text").first { $0.text == "Seurannassa" }).number("y")
        let below = drawing.all("text").filter { $0.number("y") > heading && $0.text.allSatisfy(\.isNumber) }
        let rows = Dictionary(grouping: below) { $0.number("y") }.sorted { $0.key < $1.key }.map(\.value)
        #expect(rows.map { $0.map(\.text) } == [["25", "25", "25", "20", "20"], ["12", "11", "11", "11"]])
    }

    @Test(arguments: [(12, ["0", "12", "24", "36"]), (1, ["0", "4", "8", "12", "16", "20", "24", "28", "32", "36"])])
    func ticksAreMultiplesOfTheStep(step: Int, labels: [String]) throws {
        var chart = Sample.chart(
            .steps, labels: ["0", "7", "24", "38"], series: [Sample.series("a", "A", [1, 0.8, 0.7, 0.4])],
            format: .percent(0), positions: [0, 7, 24, 38], domain: 0...1)
        chart.tickStep = step
        let drawing = drawing(chart)
        // Below the axis stand its ticks alone.
        let floor = try #require(drawing.all("text").filter { $0.text.hasSuffix("%") }.map { $0.number("y") }.max())
        let ticks = drawing.all("text").filter { $0.number("y") > floor && $0.text.allSatisfy(\.isNumber) }
        #expect(ticks.map(\.text) == labels)
    }

    @Test func groupsKeepTheirValueUntilTheirNextOwnTime() throws {
        let chart = Sample.chart(
            .steps, labels: ["0", "2", "3", "4"],
            series: [
                Sample.series("a", "A", [1, 0.8, 0.7, 0.4]), Sample.series("b", "B", [1, nil, 0.5, nil]),
            ], format: .percent(0), positions: [0, 2, 3, 4], domain: 0...1)
        let lines = drawing(chart).all("path").filter { $0.attributes["fill"] == "none" }
        let second = points(try #require(lines.first { $0.attributes["stroke"] == ChartStyle.standard.series[1].mark }))
        // One line: level to 3, down, and on to the time after its last own one; not in two parts.
        #expect(Set(second.map(\.y)).count == 2)
        #expect(lines.count { $0.attributes["stroke"] == ChartStyle.standard.series[1].mark } == 1)
        #expect(second[0].y == second[1].y)
    }

    @Test func whatIsWithheldIsNotCarriedOn() {
        var series = Sample.series("a", "A", [1, nil, nil, 0.4])
        series.values[1] = Sample.withheld
        let chart = Sample.chart(
            .steps, labels: ["0", "2", "3", "4"], series: [series], positions: [0, 2, 3, 4])
        let drawing = ChartDrawing(
            chart: chart, locale: Sample.locale("fi"), size: .column, style: .standard, includesTitle: false)
        #expect(drawing.carried(series).values == series.values)
    }

    // MARK: Adopter bell

    @Test func observedBarsAreAsLongAsTheirSharesAndExpectedOnesStandBesideThem() {
        var chart = DiffusionCharts.chart("adopter-bell")
        chart.series = [Sample.series("share", "Osuus", [0.05, 0.1, 0.3, 0.4, 0.15])]
        let drawing = drawing(chart)
        let colours = ChartStyle.standard.sequential
        let bars = (0..<5).map { zone in
            drawing.all("rect").filter {
                $0.attributes["fill"] == colours[4 - zone] && $0.attributes["rx"] == "1.5"
            }.map { $0.number("width") }
        }
        #expect(bars.allSatisfy { $0.count == 1 })
        let lengths = bars.flatMap { $0 }
        for (length, share) in zip(lengths, [0.05, 0.1, 0.3, 0.4, 0.15]) {
            #expect(abs(length / lengths[3] - share / 0.4) < 1e-3)
        }
        for text in ["2,5\u{A0}%", "13,5\u{A0}%", "34\u{A0}%", "16\u{A0}%"] { #expect(drawing.texts.contains(text)) }
    }

    @Test func theCurveIsCutAtStandardDeviations() throws {
        let areas = drawing(DiffusionCharts.chart("adopter-bell")).all("path").filter {
            ChartStyle.standard.sequential.contains($0.attributes["fill"] ?? "")
        }.map(points)
        #expect(areas.count == 5)
        let edges = areas.map { ($0[0].x, $0[$0.count - 1].x) }
        let unit = edges[1].1 - edges[1].0
        for (edge, widths) in zip(edges, [1.0, 1, 1, 1, 2]) { #expect(abs((edge.1 - edge.0) / unit - widths) < 1e-3) }
        // The height at one standard deviation is e^(−1/2) of the peak.
        let base = areas[2][0].y
        let (atOne, peak) = (base - areas[2][1].y, base - areas[2][areas[2].count - 2].y)
        #expect(abs(atOne / peak - 0.60653) < 1e-3)
    }

    @Test func otherCategoriesHaveNoPlaceOnTheCurve() {
        var chart = DiffusionCharts.chart("adopter-bell")
        chart.categories.removeLast()
        #expect(drawing(chart).all("path").isEmpty)
    }

    // MARK: Small multiples

    @Test func panelsShareOneScale() {
        var chart = DiffusionCharts.chart("tile-maps")
        // The same value in every panel has the same colour, whatever else stands there.
        for place in chart.series.indices { chart.series[place].values[0] = Sample.number(10) }
        let drawing = drawing(chart)
        let tens = drawing.elements.indices.filter { drawing.elements[$0].text == "10,0" }
        #expect(tens.count >= 6)
        let names = drawing.texts.filter { $0 == "Uus" }
        #expect(names.count == 6)
        #expect(["2021", "2026"].allSatisfy(drawing.texts.contains))
        // Two panels side by side on a phone and in print, three on a page.
        for (size, columns) in [(ChartSize.phone, 2), (.print, 2), (.column, 3)] {
            let titles = self.drawing(chart, size: size).all("text").filter { $0.text.hasPrefix("202") }
            #expect(Set(titles.map { $0.number("x") }).count == columns)
        }
        #expect(ChartDrawing.initials("Pohjois-Savo") == "P-S" && ChartDrawing.initials("South Savo") == "SS")
    }

    // MARK: Network of many

    @Test func tooManyNodesAreSummedUpByGroup() throws {
        // Three nodes in a, 198 in b; two ties between them, one of them withheld, and one within b.
        let count = 201
        var chart = Sample.chart(
            .network, labels: (0..<count).map { "n\($0)" },
            series: [
                Sample.series("a", "A", (0..<count).map { $0 < 3 ? 1 : nil }),
                Sample.series("b", "B", (0..<count).map { $0 < 3 ? nil : 1 }),
            ],
            ties: [
                ChartTie(from: 0, to: 10, weight: Sample.number(50)),
                ChartTie(from: 20, to: 1, weight: Sample.withheld),
                ChartTie(from: 30, to: 31, weight: Sample.number(9)),
            ])
        let drawing = drawing(chart)
        #expect(drawing.texts.contains("A 3") && drawing.texts.contains("B 198"))
        #expect(drawing.texts.contains("2") && !drawing.texts.contains("50"))
        #expect(drawing.texts.joined(separator: " ").contains("Toimijoita on 201"))
        chart.categories.removeLast()
        #expect(!self.drawing(chart).texts.joined(separator: " ").contains("ryhmien"))
    }

    @Test func onlyTheMostConnectedAreNamed() {
        for size in [ChartSize.column, .phone] {
            let drawing = drawing(DiffusionCharts.network(200), size: size)
            #expect(drawing.layoutFaults.isEmpty)
            let labels = drawing.all("text").filter { $0.attributes["font-weight"] != nil }
            #expect(labels.count <= 2 * 20)
            #expect(drawing.texts.joined(separator: " ").contains("eniten yhteyksiä"))
        }
    }

    // MARK: Tree

    @Test func aTreeIsLaidOutByGeneration() {
        // 0 is where it begins; 1 and 2 learned from it, 3 and 4 from 1; 5 has an unknown source, and 6 learned from 5.
        let parents: [ChartParent] = [
            .origin, .category(0), .category(0), .category(1), .category(1), .unknown, .category(5),
        ]
        let layout = TreeLayout(count: 7, parents: parents, outlined: false)
        #expect(layout.generations == [0, 1, 1, 2, 2, 1, 2])
        #expect(layout.order == [0, 1, 3, 4, 2, 5, 6])
        // Leaves 3, 4, 2 and 6 have a row each; 1 stands between 3 and 4, and 0 between 1 and 2.
        #expect(layout.rows == [1.25, 0.5, 2, 0, 1, 3, 3])
        #expect(layout.rowCount == 4 && layout.unknownRow == 3)
        let outline = TreeLayout(count: 7, parents: parents, outlined: true)
        #expect(outline.rows == [0, 1, 4, 2, 3, 6, 7] && outline.unknownRow == 5 && outline.rowCount == 8)
    }

    @Test func circlesAndMissingParentsCountAsUnknown() {
        let layout = TreeLayout(
            count: 5, parents: [.category(1), .category(0), .category(9), .category(3)], outlined: true)
        #expect(layout.order.sorted() == [0, 1, 2, 3, 4])
        #expect(layout.isUnknown == [true, false, true, true, true])
        #expect(layout.generations == [1, 2, 1, 1, 1])
    }

    @Test func unknownSourcesHangByDashedLines() {
        let chart = DiffusionCharts.chart("tree")
        for size in [ChartSize.column, .phone] {
            let dashed = drawing(chart, size: size).all("path").filter { $0.attributes["stroke-dasharray"] == "4 3" }
            #expect(dashed.count == chart.parents.count { $0 == .unknown })
            #expect(drawing(chart, size: size).texts.contains("Lähde ei tiedossa"))
        }
    }

    @Test func largeTreesAreCountedByGenerationAndGroup() {
        #expect(!drawing(DiffusionCharts.tree(100)).texts.joined().contains("Toimijoita on"))
        let drawing = drawing(DiffusionCharts.tree(160))
        #expect(drawing.texts.joined(separator: " ").contains("Toimijoita on 160"))
        let numbers = drawing.all("text").filter { $0.attributes["font-weight"] != nil }.compactMap { Int($0.text) }
        #expect(numbers.reduce(0, +) == 160)
    }

    @Test func deepTreesDoNotExhaustTheStack() {
        let count = 20_000
        let layout = TreeLayout(
            count: count, parents: (0..<count).map { $0 == 0 ? .origin : .category($0 - 1) }, outlined: false)
        #expect(layout.generations.last == count - 1)
    }
}
