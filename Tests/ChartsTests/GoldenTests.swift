import Charts
import Foundation
import Reporting
import Testing

@testable import Disclosure

/// Drawings that were looked at and found good, kept as text. `UPDATE_GOLDENS=1` rewrites them, and that run fails.
@Suite struct GoldenTests {
    @Test(arguments: Sample.marks.filter { ![.forest, .flow, .profile, .adopterBell, .tree].contains($0) })
    func drawsAsLookedAt(mark: Chart.Mark) throws {
        let chart = PilotYear.chart(mark)
        for size in [ChartSize.column, .phone] {
            let text = svg(of: chart, locale: Sample.locale("fi"), size: size)
            #expect(Drawing(text).layoutFaults.isEmpty)
            try check(text, name: "\(chart.id).\(size.name).svg")
        }
    }

    @Test(arguments: EvaluationCharts.names)
    func drawsEvaluationsAsLookedAt(name: String) throws {
        let chart = EvaluationCharts.chart(name)
        for size in [ChartSize.column, .phone] {
            let text = svg(of: chart, locale: Sample.locale("fi"), size: size)
            #expect(Drawing(text).layoutFaults.isEmpty)
            try check(text, name: "\(chart.id).\(size.name).svg")
        }
    }

    @Test(arguments: DiffusionCharts.names)
    func drawsDiffusionAsLookedAt(name: String) throws {
        let chart = DiffusionCharts.chart(name)
        for size in [ChartSize.column, .phone] {
            let text = svg(of: chart, locale: Sample.locale("fi"), size: size)
            #expect(Drawing(text).layoutFaults.isEmpty)
            try check(text, name: "\(chart.id).\(size.name).svg")
        }
    }

    @Test func drawsTheTitleInFilesThatTravelAlone() throws {
        let text = svg(
            of: PilotYear.chart(.bars), locale: Sample.locale("fi"), size: .print, style: .figureFile,
            includeTitle: true)
        try check(text, name: "bars.print.svg")
    }

    private func check(_ text: String, name: String) throws {
        let golden = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Goldens")
            .appendingPathComponent(name)
        if ProcessInfo.processInfo.environment["UPDATE_GOLDENS"] == "1" {
            try Data(text.utf8).write(to: golden)
            Issue.record("rewrote \(name)")
            return
        }
        let kept = try String(decoding: Data(contentsOf: golden), as: UTF8.self)
        let lines = zip(text.split(separator: "\n"), kept.split(separator: "\n"))
        let difference = lines.enumerated().first { $0.element.0 != $0.element.1 }
        #expect(
            text == kept,
            "\(name), line \((difference?.offset ?? -1) + 1): \(difference.map { "\($0.element.0) was \($0.element.1)" } ?? "")"
        )
    }
}

/// Charts like those of the pilot year, one per mark, with what is withheld, approximate and missing in them.
enum PilotYear {
    static func chart(_ mark: Chart.Mark) -> Chart {
        switch mark {
        case .bars:
            let values = [412.0, 286, nil, 161, 300, nil].enumerated().map { index, value in
                index == 2 ? Sample.withheld : Sample.number(value, approximate: index == 4)
            }
            return Sample.chart(
                mark, id: "bars",
                labels: [
                    "Julkinen sektori", "Järjestöt ja yhdistykset", "Yritykset", "Tutkimus- ja oppilaitokset",
                    "Kansalaiset",
                    "Muu tai ei tiedossa",
                ], series: [ChartSeries(id: "v", label: "Osallistumiset", values: values)],
                valueTitle: "Osallistumiskertoja", title: "Julkinen sektori osallistui eniten",
                caption: "Innovaatiopäivä ja viisi työpajaa. Lähde: osaamiskeskuksen ilmoittautumistiedot.")
        case .columns:
            return Sample.chart(
                mark, id: "columns", labels: months(12).map(\.label), codes: months(12).map(\.code),
                series: [Sample.series("v", "Käyttöönotot", Array(adoptions.prefix(12)))],
                valueTitle: "Käyttöönottoja kuukaudessa")
        case .stackedBars:
            return Sample.chart(
                mark, id: "stacked-bars",
                labels: ["Ryhmäneuvola", "Yhteisölähtöinen hyvinvointityö", "Kulttuurilähete"],
                series: [
                    Sample.series("kept", "Säilytetty", [0.62, 0.44, 0.5]),
                    withholding(Sample.series("changed", "Muokattu", [0.3, 0.41, 0.3]), [2]),
                    withholding(Sample.series("left", "Jätetty pois", [0.08, 0.15, 0.2]), [2]),
                ], format: .percent(0), valueTitle: "Osuus ydinelementeistä")
        case .lines:
            let years = ["2021", "2022", "2023", "2024", "2025"]
            return Sample.chart(
                mark, id: "lines", labels: years, codes: years,
                series: [
                    interval(Sample.series("a", "Julkinen sektori", [0.12, 0.18, 0.27, 0.33, 0.41]), 0.05),
                    Sample.series("b", "Järjestöt", [0.2, 0.24, 0.29, 0.35, 0.42]),
                    withholding(Sample.series("c", "Yritykset", [0.05, 0.07, nil, 0.12, 0.16]), [1]),
                ], format: .percent(0), valueTitle: "Osuus vastaajista, jotka käyttävät mallia viikoittain")
        case .steps:
            let times: [Double] = [0, 1, 2, 3, 4, 6, 8, 9, 12, 15, 18, 21, 24, 30]
            let own = [1, 0.98, 0.95, 0.91, 0.86, 0.8, 0.72, 0.66, 0.55, 0.47, 0.4, 0.36, 0.3, 0.28]
            return Sample.chart(
                mark, id: "steps", labels: times.map { "\(Int($0))" },
                series: [
                    interval(Sample.series("own", "Kehitetty hankkeessa", own), 0.07),
                    Sample.series("other", "Muualla kehitetty", own.map { max($0 * 1.25 - 0.25, 0.1) }),
                    Sample.series("own.censored", "", times.map { Int($0) % 3 == 0 ? 1 : 0 }),
                ], format: .percent(0), valueTitle: "Osuus innovaatioista, joita ei ole vielä otettu käyttöön",
                positions: times, domain: 0...1)
        case .divergingBars:
            let shares = [
                [0.04, 0.12, 0.2, 0.06, 0.31, 0.1], [0.09, 0.22, 0.25, 0.11, 0.27, 0.2],
                [0.15, 0.28, 0.21, 0.2, 0.18, 0.3],
                [0.45, 0.28, 0.24, 0.38, 0.16, 0.3], [0.27, 0.1, 0.1, 0.25, 0.08, 0.1],
            ]
            let points = [
                "Täysin eri mieltä", "Jokseenkin eri mieltä", "Ei samaa eikä eri mieltä", "Jokseenkin samaa mieltä",
                "Täysin samaa mieltä",
            ]
            var series = points.indices.map { index in
                withholding(Sample.series("\(index)", points[index], shares[index]), index > 2 ? [5] : [])
            }
            series.append(Sample.series("n", "n", [132, 131, 132, 128, 130, 12]))
            return Sample.chart(
                mark, id: "diverging-bars", labels: items, series: series, format: .percent(0),
                valueTitle: "Osuus vastaajista")
        case .dumbbells:
            let before = interval(Sample.series("before", "Ennen", [3.4, 2.8, 2.6, 3.3, 2.2, 2.9]), 0.2)
            return Sample.chart(
                mark, id: "dumbbells", labels: items,
                series: [
                    withholding(before, [4]),
                    interval(Sample.series("after", "Jälkeen", [3.9, 3.5, 3.4, 3.4, 3.0, 3.7]), 0.2),
                    Sample.series("n", "n", [132, 131, 132, 128, 130, 132]),
                ], format: .decimal(1), valueTitle: "Keskiarvo asteikolla 1–5")
        case .adoptionCurve:
            let cumulative: [Double?] = adoptions.reduce(into: [Double]()) { $0.append(($0.last ?? 0) + $1) }
            let fitted: [Double?] = (0..<30).map { (month: Int) -> Double in
                let time = Double(month)
                return 6 * time - time * time / 30
            }
            return Sample.chart(
                mark, id: "adoption-curve", labels: months(30).map(\.label), codes: months(30).map(\.code),
                series: [
                    Sample.series("cumulative", "Käyttöönottoja yhteensä", cumulative),
                    Sample.series("new", "Uusia käyttöönottoja kuukaudessa", adoptions),
                    Sample.series("fitted", "Bassin malli", fitted),
                ])
        case .tileMap:
            let values = [4.2, 2.1, 1.8, 3.3, 2.9, 1.2, 0.7, 3.9, 5.1, 6.2, 7.4, 2.8, 3.1, 1.1, 0.9, 2.2, 8.8, 9.6, 0]
            return Sample.chart(
                mark, id: "tile-map", labels: Sample.regionNames("fi"), codes: Sample.regions.map(\.code),
                series: [withholding(Sample.series("v", "v", values), [5, 18])], format: .decimal(1),
                valueTitle: "Käyttöönottoja 100\u{A0}000 asukasta kohti")
        case .network:
            let weights: [(Int, Int, Double)] = [
                (0, 1, 24), (0, 2, 31), (1, 2, 28), (2, 3, 12), (3, 4, 15), (1, 4, 9), (2, 6, 7), (5, 4, 6), (2, 7, 5),
                (0, 8, 9), (1, 8, 6), (5, 0, 5),
            ]
            var ties = weights.map { ChartTie(from: $0.0, to: $0.1, weight: Sample.number($0.2)) }
            ties.append(ChartTie(from: 9, to: 2, weight: Sample.withheld))
            return Sample.chart(
                mark, id: "network",
                labels: [
                    "Kunnat", "Hyvinvointialueet", "Järjestöt", "Yliopistot ja tutkimuslaitokset",
                    "Ammattikorkeakoulut",
                    "Yritykset", "Säätiöt", "Seurakunnat", "Valtion virastot", "Osuuskunnat",
                ], series: [withholding(Sample.series("v", "v", [42, 38, 56, 22, 18, 14, 9, 6, 12, 5]), [9])],
                valueTitle: "Yhteisiä osallistumisia",
                ties: ties)
        case .forest: return EvaluationCharts.chart("forest")
        case .flow: return EvaluationCharts.chart("flow")
        case .profile: return EvaluationCharts.chart("profile")
        case .adopterBell: return DiffusionCharts.chart("adopter-bell")
        case .tree: return DiffusionCharts.chart("tree")
        }
    }

    private static let adoptions: [Double] = [
        1, 0, 2, 1, 3, 2, 0, 4, 3, 5, 2, 1, 6, 4, 7, 8, 5, 3, 2, 9, 7, 8, 6, 4, 10, 9, 7, 8, 11, 6,
    ]

    private static let items = [
        "Tunnistan oman työni sosiaaliset innovaatiot", "Osaan arvioida innovaation vaikuttavuutta",
        "Tiedän, mistä saan tukea innovaation levittämiseen", "Työpaikkani kannustaa kokeilemaan uusia toimintatapoja",
        "Hyödynnän Innokylää työssäni", "Minulla on riittävät verkostot levittämiseen",
    ]

    private static func months(_ count: Int) -> [(code: String, label: String)] {
        (0..<count).map { index in
            let (year, month) = (2021 + index / 12, index % 12 + 1)
            return ("\(year)-\(month < 10 ? "0" : "")\(month)", "\(month)/\(year)")
        }
    }

    private static func withholding(_ series: ChartSeries, _ indexes: [Int]) -> ChartSeries {
        var result = series
        for index in indexes { result.values[index] = Sample.withheld }
        return result
    }

    private static func interval(_ series: ChartSeries, _ half: Double) -> ChartSeries {
        ChartSeries(
            id: series.id, label: series.label, values: series.values,
            lower: series.values.map { number in number.value.map { Sample.number(max($0 - half, 0)) } },
            upper: series.values.map { number in number.value.map { Sample.number(min($0 + half, $0 < 1 ? 1 : 5)) } })
    }
}
