import Reporting
import Testing

@testable import Charts

/// The places and sizes that carry the numbers of an evaluation.
@Suite struct EvaluationGeometryTests {
    private let blue = ChartStyle.standard.series[0].mark

    private func drawing(_ chart: Chart, size: ChartSize = .column) -> Drawing {
        Drawing(svg(of: chart, locale: Sample.locale("fi"), size: size))
    }

    private func points(_ path: Drawing.Element) -> [Point] {
        (path.attributes["d"] ?? "").split { "MLZ".contains($0) }.map { part in
            let numbers = part.split(separator: " ").compactMap { Double($0) }
            return Point(x: numbers.first ?? .nan, y: numbers.last ?? .nan)
        }
    }

    private func forest(_ values: [Double], _ counts: [Double], half: Double = 0.1, domain: ClosedRange<Double>? = nil)
        -> Chart
    {
        Sample.chart(
            .forest, labels: values.indices.map { "rivi \($0)" },
            series: [
                ChartSeries(
                    id: "v", label: "v", values: values.map { Sample.number($0) },
                    lower: values.map { Sample.number($0 - half) }, upper: values.map { Sample.number($0 + half) }),
                Sample.series("n", "n", counts),
            ], format: .decimal(2), domain: domain)
    }

    @Test func forestRowsKeepTheirOrderAndSquaresGrowWithTheirObservations() {
        let values = [0.5, 0.1, 0.4, -0.2]
        let squares = drawing(forest(values, [100, 64, 36, 1])).all("rect").filter { $0.attributes["fill"] == blue }
        // The last is the sign of the key.
        #expect(squares.count == 5)
        let rows = squares.prefix(4)
        let middles = rows.map { $0.number("x") + $0.number("width") / 2 }
        #expect(zip(rows, rows.dropFirst()).allSatisfy { $0.number("y") < $1.number("y") })
        let slope = (middles[1] - middles[0]) / (values[1] - values[0])
        for (middle, value) in zip(middles, values) {
            #expect(abs(middle - middles[0] - slope * (value - values[0])) < 0.03)
        }
        // Areas in proportion until the least size that is seen: 64 and 36 of 100, and not 1.
        let sides = rows.map { $0.number("width") }
        #expect(abs(sides[1] / sides[0] - 0.8) < 2e-3 && abs(sides[2] / sides[0] - 0.6) < 2e-3)
        #expect(abs(sides[3] / sides[0] - 0.5) < 2e-3)
    }

    @Test func theTotalIsADiamondAsWideAsItsIntervalInABandOfThatWidth() throws {
        var chart = forest([0.2, 0.4], [10, 20])
        chart.categories[1].isTotal = true
        let drawing = drawing(chart)
        let diamond = try #require(drawing.all("path").first { $0.attributes["fill"] == blue })
        let band = try #require(drawing.all("rect").first { $0.attributes["fill-opacity"] == "0.1" })
        let corners = points(diamond)
        #expect(corners.count == 4)
        #expect(abs(corners[0].x - band.number("x")) < 0.02)
        #expect(abs(corners[2].x - band.number("x") - band.number("width")) < 0.02)
        #expect(abs(corners[1].x - (corners[0].x + corners[2].x) / 2) < 0.02)
        // A total without limits has no band.
        chart.series[0].lower = []
        #expect(!self.drawing(chart).all("rect").contains { $0.attributes["fill-opacity"] == "0.1" })
    }

    @Test func theLineOfAForestStandsAtTheReference() throws {
        func line(_ chart: Chart) -> Double? {
            drawing(chart).all("line").first { $0.attributes["stroke"] == ChartStyle.standard.mutedInk }?.number("x1")
        }
        var chart = forest([0.5, 1.5], [10, 10])
        let zero = try #require(line(chart))
        chart.reference = 1
        let one = try #require(line(chart))
        let squares = drawing(chart).all("rect").filter { $0.attributes["fill"] == blue }
        #expect(abs(one - (squares[0].number("x") + squares[1].number("x") + squares[0].number("width")) / 2) < 0.03)
        #expect(zero < one)
        // Outside of the axis there is none.
        chart.domain = 1.1...3
        #expect(line(chart) == nil)
    }

    @Test func intervalsBeyondTheAxisEndInArrows() {
        let inside = drawing(forest([0.5], [10], domain: 0...1))
        let beyond = drawing(forest([0.5], [10], half: 2, domain: 0...1))
        func arrows(_ drawing: Drawing) -> Int { drawing.all("path").count { points($0).count == 3 } }
        #expect(arrows(inside) == 0 && arrows(beyond) == 2)
    }

    @Test func smallGroupsAreOpenAndTheirNoteStandsOnce() {
        var chart = forest([0.1, 0.2, 0.3], [9, 8, 50])
        for index in 0..<2 { chart.categories[index].note = "alle 10" }
        let drawing = drawing(chart)
        let open = drawing.all("rect").filter { $0.attributes["stroke"] == blue && $0.attributes["fill"] == "#ffffff" }
        #expect(open.count == 3)  // with that of the key
        #expect(drawing.texts.count { $0 == "alle 10" } == 1)
    }

    @Test func stagesAreAsLongAsTheirCountsAndNameTheirShares() {
        let chart = Sample.chart(
            .flow, labels: ["a", "b", "c"], series: [Sample.series("v", "v", [400, 212, 100])])
        let drawing = drawing(chart)
        let bars = drawing.all("rect").filter { $0.attributes["fill"] == blue }
        #expect(bars.count == 3)
        #expect(abs(bars[1].number("width") / bars[0].number("width") - 0.53) < 1e-4)
        #expect(drawing.texts.contains("53\u{A0}% edellisestä vaiheesta"))
        #expect(drawing.texts.contains("47\u{A0}% edellisestä vaiheesta"))
    }

    @Test func withheldStagesHaveNoShareOnEitherSide() {
        let chart = Sample.chart(
            .flow, labels: ["a", "b", "c"],
            series: [
                ChartSeries(id: "v", label: "v", values: [Sample.number(400), Sample.withheld, Sample.number(100)])
            ])
        for size in Sample.sizes {
            #expect(!drawing(chart, size: size).texts.contains { $0.contains("%") })
        }
    }

    @Test func bandsOfAProfileReachFromTheLeastToTheGreatest() throws {
        let chart = Sample.chart(
            .profile, labels: ["a"],
            series: [
                ChartSeries(
                    id: "v", label: "v", values: [Sample.number(3)], lower: [Sample.number(2)],
                    upper: [Sample.number(5)]), Sample.series("own", "oma", [3]),
            ], format: .decimal(1), domain: 1...5)
        let drawing = drawing(chart)
        let ticks = drawing.all("text").filter { ["1", "2", "3", "4", "5"].contains($0.text) }
        #expect(ticks.map(\.text) == ["1", "2", "3", "4", "5"])
        let band = try #require(drawing.all("rect").last { $0.attributes["fill-opacity"] == "0.16" })
        #expect(abs(band.number("x") - ticks[1].number("x")) < 0.02)
        #expect(abs(band.number("x") + band.number("width") - ticks[4].number("x")) < 0.02)
        // The other series is a diamond around the point, which shows within it.
        let point = try #require(drawing.all("circle").last)
        let diamond = try #require(
            drawing.all("path").last { $0.attributes["stroke"] == ChartStyle.standard.series[1].mark })
        #expect(abs(point.number("cx") - points(diamond)[0].x) < 0.02 && diamond.attributes["fill"] == "none")
    }

    @Test func theNeutralMiddleIsHalvedOrStandsApart() throws {
        let series = [[0.3, 0.1], [0.2, 0.5], [0.5, 0.4]].enumerated().map { Sample.series("\($0)", "p\($0)", $1) }
        var chart = Sample.chart(.divergingBars, labels: ["a", "b"], series: series, format: .percent(0))
        let colours = ChartStyle.standard.divergingColours(3)
        func bars(_ place: Int) -> [Drawing.Element] {
            drawing(chart).all("rect").filter { $0.attributes["fill"] == colours[place] && $0.number("width") > 15 }
        }
        chart.setsNeutralApart = true
        let (negative, neutral, positive) = (bars(0), bars(1), bars(2))
        // Both sides meet at one line, 1.5 pixels before which parts end, and the middle starts from a line of its own.
        for (left, right) in zip(negative, positive) {
            #expect(abs(left.number("x") + left.number("width") + 1.5 - right.number("x")) < 0.02)
        }
        #expect(positive[0].number("x") == positive[1].number("x") && neutral[0].number("x") == neutral[1].number("x"))
        #expect(neutral.allSatisfy { $0.number("x") > positive[0].number("x") + positive[0].number("width") })
        #expect(abs((neutral[1].number("width") + 1.5) / (neutral[0].number("width") + 1.5) - 2.5) < 0.01)
        chart.setsNeutralApart = false
        #expect(bars(1)[0].number("x") != bars(1)[1].number("x"))
    }

    @Test func intervalsOfWavesLieApart() {
        let drawing = drawing(EvaluationCharts.chart("three-waves"))
        for (colour, other) in [(1, 2), (2, 0), (1, 0)] {
            func heights(_ place: Int) -> Set<Double> {
                let stroke = ChartStyle.standard.series[place].mark
                let lines = drawing.all("line").filter {
                    $0.attributes["stroke"] == stroke && $0.number("y1") == $0.number("y2")
                }
                return Set(lines.map { $0.number("y1") })
            }
            #expect(!heights(colour).isEmpty && heights(colour).isDisjoint(with: heights(other)))
        }
    }

    @Test func headingsStandAboveTheirRowsAndNoLineCrossesThem() {
        for name in ["waves", "forest-groups"] {
            let chart = EvaluationCharts.chart(name)
            for size in Sample.sizes {
                let drawing = drawing(chart, size: size)
                let headings = Set(chart.categories.compactMap(\.group))
                let boxes = zip(drawing.all("text"), drawing.textBoxes).filter { text, _ in
                    text.attributes["font-weight"] != nil && headings.contains { $0.hasPrefix(text.text) }
                }.map(\.1.box)
                #expect(boxes.count >= headings.count)
                for line in drawing.all("line") where line.number("x1") == line.number("x2") {
                    let (start, end) = (
                        Point(x: line.number("x1"), y: line.number("y1")),
                        Point(x: line.number("x2"), y: line.number("y2"))
                    )
                    #expect(!boxes.contains { $0.isCrossed(from: start, to: end) }, "\(name) \(size.name)")
                }
            }
        }
    }
}
