import Charts
import Foundation
import Reporting
import Testing

@Suite struct LayoutTests {
    @Test(arguments: Sample.marks, Nasty.names)
    func keepsTextsApartAndInside(mark: Chart.Mark, name: String) {
        for language in Sample.languages {
            let chart = Nasty.chart(name, mark, language: language)
            for size in Sample.sizes {
                for title in [false, true] {
                    for style in [ChartStyle.standard, .figureFile] {
                        let text = svg(
                            of: chart, locale: Sample.locale(language), size: size, style: style, includeTitle: title)
                        let drawing = Drawing(text)
                        let place = "\(mark) \(name) \(language) \(size.name) title \(title)"
                        #expect(drawing.failure == nil, "\(place)")
                        let faults = drawing.layoutFaults
                        #expect(faults.isEmpty, "\(place): \(faults.prefix(4))")
                    }
                }
            }
        }
    }

    @Test(arguments: Sample.marks)
    func standsAloneInAPage(mark: Chart.Mark) {
        for name in Nasty.names {
            let text = svg(of: Nasty.chart(name, mark, language: "fi"), locale: Sample.locale("fi"))
            let drawing = Drawing(text)
            let names = Set(drawing.elements.map(\.name))
            #expect(
                names.isSubset(of: [
                    "svg", "title", "desc", "defs", "pattern", "rect", "line", "path", "circle", "text",
                ]))
            let attributes = Set(drawing.elements.flatMap { $0.attributes.keys })
            #expect(!attributes.contains("href") && !attributes.contains("style") && !attributes.contains("class"))
            #expect(!attributes.contains { $0.hasPrefix("on") })
            #expect(drawing.ids.allSatisfy { $0.hasPrefix("nasty-") }, "\(drawing.ids)")
            #expect(Set(drawing.ids).count == drawing.ids.count)
            let root = drawing.elements[0]
            #expect(root.attributes["role"] == "img")
            let labels = (root.attributes["aria-labelledby"] ?? "").split(separator: " ").map(String.init)
            #expect(labels.count == 2 && labels.allSatisfy(drawing.ids.contains))
            // What is referred to is there.
            for reference in text.components(separatedBy: "url(#").dropFirst() {
                let id = String(reference.prefix { $0 != ")" })
                #expect(drawing.ids.contains(id), "\(name): \(id)")
            }
        }
    }

    @Test(arguments: Sample.marks)
    func hasAtMostTwoDecimalsAndNoMissingNumbers(mark: Chart.Mark) {
        for name in Nasty.names {
            let drawing = Drawing(svg(of: Nasty.chart(name, mark, language: "sv"), locale: Sample.locale("sv")))
            let numeric = ["x", "y", "x1", "x2", "y1", "y2", "width", "height", "cx", "cy", "r", "font-size"]
            for element in drawing.elements {
                for key in numeric {
                    guard let value = element.attributes[key] else { continue }
                    #expect(Double(value)?.isFinite == true, "\(name) \(element.name) \(key)=\(value)")
                    #expect((value.split(separator: ".").dropFirst().first?.count ?? 0) <= 2)
                }
                #expect(element.name != "rect" || (element.number("width") > 0 && element.number("height") > 0))
            }
        }
    }

    @Test func saysSoWhenThereIsNothingToShow() {
        for language in Sample.languages {
            let locale = Sample.locale(language)
            for name in ["no categories", "no series"] {
                // A map has tiles without numbers, and a tree has nodes without them.
                for mark in Sample.marks
                where !(mark == .tileMap && name == "no categories") && !(mark == .tree && name == "no series") {
                    let texts = Drawing(svg(of: Nasty.chart(name, mark, language: language), locale: locale)).texts
                    #expect(texts.joined(separator: " ") == locale.text("chart.empty"), "\(mark) \(name)")
                }
            }
        }
    }

    @Test func usesNoWordsOfItsOwn() {
        // Every text in a drawing is a label, a number, or a text of the locale.
        let bare = ReportLocale(
            language: "fi", decimalMark: ",", groupMark: "", percentGap: "", minus: "-", withheldMark: "#",
            absenceMarks: ["other": "#"], approximateWord: "#", dayForm: "", monthNames: [],
            texts: [
                "chart.empty": "#", "legend.withheld": "#", "legend.approximate": "#", "chart.withheld-tie": "#",
                "chart.n": "#", "chart.n-equals": "#{n}", "chart.estimate": "{value} {lower} {upper}",
                "chart.estimate-signed": "{value} {lower} {upper}", "chart.estimate-n": "{estimate} {n}",
                "chart.stage-share": "{share}", "chart.size-by-n": "#", "chart.range": "#", "chart.forecast": "#",
                "chart.at-risk": "#", "chart.expected-share": "#", "chart.mean": "#",
                "chart.standard-deviations": "{number}", "chart.network-named": "#", "chart.network-summary": "#",
                "chart.tree-summary": "#", "chart.origin": "#", "chart.generation": "#{number}",
                "chart.generation-or-later": "#{number}", "chart.unknown-source": "#",
            ]
        )
        for mark in Sample.marks {
            for name in ["withheld", "approximate", "absent", "intervals", "no series"] {
                var chart = Nasty.chart(name, mark, language: "fi")
                chart.valueTitle = "#"
                chart.categoryTitle = "#"
                for index in chart.categories.indices { chart.categories[index].label = "#" }
                for index in chart.series.indices { chart.series[index].label = "#" }
                for text in Drawing(svg(of: chart, locale: bare)).texts {
                    #expect(text.allSatisfy { "#0123456789,-+ \u{A0}%".contains($0) }, "\(mark) \(name): \(text)")
                }
            }
        }
    }
}
