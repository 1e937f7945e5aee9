import Charts
import Reporting
import Testing

@testable import Disclosure

/// A withheld number leaves no trace of its value: not by itself, and not through its limits or its series' scale.
@Suite struct ProtectionTests {
    private func chart(_ mark: Chart.Mark, limit: Double) -> Chart {
        let labels = ["a", "b", "c", "d"]
        let series = (0..<3).map { place in
            ChartSeries(
                id: "s\(place)", label: "Sarja \(place)",
                values: labels.indices.map { $0 == 1 ? Sample.withheld : Sample.number(Double($0 * 3 + place + 2)) },
                lower: labels.indices.map { Sample.number($0 == 1 ? limit - 1 : Double($0 + 1)) },
                upper: labels.indices.map { Sample.number($0 == 1 ? limit + 1 : Double($0 + 9)) })
        }
        return Sample.chart(
            mark, labels: labels, codes: ["01", "17", "21", "08"], series: series, positions: [0, 1, 2, 3],
            ties: [
                ChartTie(from: 0, to: 1, weight: Sample.withheld), ChartTie(from: 2, to: 3, weight: Sample.number(2)),
            ])
    }

    @Test(arguments: Sample.marks)
    func limitsOfAWithheldValueChangeNothing(mark: Chart.Mark) {
        for size in Sample.sizes {
            let low = svg(of: chart(mark, limit: 4), locale: Sample.locale("fi"), size: size)
            let high = svg(of: chart(mark, limit: 4000), locale: Sample.locale("fi"), size: size)
            #expect(low == high)
        }
    }

    // A tree shows no numbers.
    @Test(arguments: Sample.marks.filter { $0 != .tree })
    func marksWhatIsWithheld(mark: Chart.Mark) {
        let drawing = Drawing(svg(of: chart(mark, limit: 4), locale: Sample.locale("fi")))
        #expect(drawing.texts.contains { $0.contains("[c]") })
        #expect(drawing.texts.contains { $0.contains("salattu") })
        #expect(drawing.elements.contains { $0.attributes["fill"]?.contains("hatch") == true })
    }

    @Test func signsOfWithheldNumbersAreAlike() {
        // One chart has a small second value and the other a large one; both withhold the first.
        func signs(_ other: Double) -> [String] {
            let values = [Sample.withheld, Sample.number(other), Sample.number(10)]
            let chart = Sample.chart(
                .bars, labels: ["a", "b", "c"], series: [ChartSeries(id: "v", label: "v", values: values)])
            return Drawing(svg(of: chart, locale: Sample.locale("fi"))).all("rect").filter {
                $0.attributes["fill"]?.contains("hatch") == true
            }.map { $0.attributes["width"] ?? "" }
        }
        #expect(signs(1) == signs(900))
        #expect(signs(1).first == "18")
    }

    @Test func approximateNumbersHaveTheWordAndADashedOutline() {
        let values = [Sample.number(300, approximate: true), Sample.number(103)]
        let chart = Sample.chart(
            .bars, labels: ["Etänä", "Paikalla"], series: [ChartSeries(id: "v", label: "v", values: values)])
        for (language, text) in [("fi", "n.\u{A0}300"), ("sv", "ca\u{A0}300"), ("en", "about\u{A0}300")] {
            let drawing = Drawing(svg(of: chart, locale: Sample.locale(language)))
            #expect(drawing.texts.contains(text))
            #expect(drawing.all("rect").contains { $0.attributes["stroke-dasharray"] != nil })
            #expect(drawing.texts.contains("103"))
        }
    }
}
