import Reporting

@testable import Disclosure

/// Charts of the diffusion of innovations, with what is withheld and missing in them.
enum DiffusionCharts {
    static let names = [
        "adoption-forecast", "steps-groups", "adopter-bell", "tile-maps", "network-many", "network-groups", "tree",
        "tree-summary",
    ]

    static func chart(_ name: String) -> Chart {
        var chart =
            switch name {
            case "adoption-forecast": adoptionForecast
            case "steps-groups": stepsOfGroups
            case "adopter-bell": adopterBell
            case "tile-maps": tileMaps
            case "network-many": network(180)
            case "network-groups": network(240)
            case "tree": tree(46)
            default: tree(160)
            }
        chart.id = name
        return chart
    }

    /// As a growth curve gives it: the model for every period with its limits, and what was observed until the forecast.
    private static var adoptionForecast: Chart {
        let (observed, periods) = (26, 40)
        let codes = (0..<periods).map { "\(2021 + $0 / 12)-\($0 % 12 < 9 ? "0" : "")\($0 % 12 + 1)" }
        // A logistic curve of 160 adoptions around the 24th month.
        let rises: [Double] = (0..<periods).map { month in
            let decay = power(0.82, Double(month) - 24)
            return 160 / (1 + decay)
        }
        let values: [Double?] = rises.map { (rise: Double) -> Double? in (rise * 10).rounded() / 10 }
        let spread: [Double] = (0..<periods).map { (month: Int) -> Double in
            month < observed ? 3 : 3 + Double(month - observed) * 1.6
        }
        let counted: [Double?] = (0..<periods).map { (month: Int) -> Double? in
            let noise = Double(month * 7 % 5) - 2
            return month < observed ? max((rises[month] + noise).rounded(), 0) : nil
        }
        var model = Sample.series("growth", "Bassin malli", values)
        for (rise, half) in zip(rises, spread) {
            model.lower.append(Sample.number(max(rise - half, 0)))
            model.upper.append(Sample.number(rise + half))
        }
        model.role = .model
        var total = Sample.series("counted", "Käyttöönottoja yhteensä", counted)
        total.role = .observed
        var chart = Sample.chart(
            .adoptionCurve, labels: (0..<periods).map { "\($0 % 12 + 1)/\(2021 + $0 / 12)" }, codes: codes,
            series: [total, model], title: "Malli ennustaa käyttöönottojen kasvun hidastuvan")
        chart.forecastStart = observed
        return chart
    }

    /// A whole power of a positive number, by squaring: the drawings are compared to the hundredth of a pixel.
    private static func power(_ base: Double, _ exponent: Double) -> Double {
        var (result, factor, rest) = (1.0, base, Int(exponent.magnitude))
        while rest > 0 {
            if rest % 2 == 1 { result *= factor }
            factor *= factor
            rest /= 2
        }
        return exponent < 0 ? 1 / result : result
    }

    /// Three groups with times of their own: where another has its time, a group has no number.
    private static var stepsOfGroups: Chart {
        let times: [Double] = [0, 1, 2, 3, 5, 6, 8, 9, 12, 14, 15, 18, 21, 24, 27, 30, 33]
        let curves: [(id: String, label: String, own: [Double: Double], risk: [Double: Double])] = [
            (
                "public", "Hyvinvointialueet",
                [0: 1, 2: 0.96, 5: 0.88, 8: 0.76, 12: 0.6, 15: 0.44, 21: 0.31, 27: 0.2, 33: 0.12],
                [0: 50, 2: 50, 5: 47, 8: 43, 12: 36, 15: 27, 21: 18, 27: 11, 33: 6]
            ),
            (
                "third", "Järjestöt ja yhdistykset", [0: 1, 1: 0.98, 3: 0.95, 9: 0.9, 14: 0.83, 18: 0.75, 30: 0.68],
                [0: 64, 1: 64, 3: 61, 9: 55, 14: 44, 18: 33, 30: 12]
            ),
            (
                "private", "Yritykset", [0: 1, 6: 0.9, 12: 0.82, 24: 0.61],
                [0: 21, 6: 20, 12: 14]
            ),
        ]
        var series = curves.map { curve in
            interval(Sample.series(curve.id, curve.label, times.map { curve.own[$0] }), curve.id == "public" ? 0.08 : 0)
        }
        for curve in curves {
            var risk = Sample.series(
                curve.id + ".at-risk", "\(curve.label): riskijoukko", times.map { curve.risk[$0] })
            if curve.id == "private", let index = times.firstIndex(of: 24) { risk.values[index] = Sample.withheld }
            series.append(risk)
        }
        series.append(
            Sample.series(
                "third.censored", "Järjestöt: seuranta päättyi", times.map { [9: 4, 14: 3, 18: 6][$0] ?? 0 }))
        return Sample.chart(
            .steps, labels: times.map { "\(Int($0))" }, series: series, format: .percent(0),
            valueTitle: "Osuus innovaatioista, joita ei ole vielä otettu käyttöön", positions: times, domain: 0...1)
    }

    private static func interval(_ series: ChartSeries, _ half: Double) -> ChartSeries {
        guard half > 0 else { return series }
        var result = series
        result.lower = series.values.map { number in number.value.map { Sample.number(max($0 - half, 0)) } }
        result.upper = series.values.map { number in number.value.map { Sample.number(min($0 + half, 1)) } }
        return result
    }

    private static var adopterBell: Chart {
        var shares = Sample.series("share", "Havaittu osuus", [nil, 0.185, 0.27, 0.41, 0.115])
        shares.values[0] = Sample.withheld
        var counts = Sample.series("n", "n", [nil, 16, 23, 35, 10])
        counts.values[0] = Sample.withheld
        return Sample.chart(
            .adopterBell,
            labels: [
                "Innovaattorit", "Varhaiset omaksujat", "Varhainen enemmistö", "Myöhäinen enemmistö", "Viivyttelijät",
            ],
            codes: ["innovator", "early-adopter", "early-majority", "late-majority", "laggard"],
            series: [shares, counts], format: .percent(1), valueTitle: "Osuus käyttöönottajista")
    }

    private static var tileMaps: Chart {
        let years = ["2021", "2022", "2023", "2024", "2025", "2026"]
        let series = years.enumerated().map { place, year in
            let values: [Double?] = (0..<19).map { (region: Int) -> Double? in
                Double((region * 29 + 11) % 17) * Double(place + 1) * 0.35
            }
            var one = Sample.series("adoptions-\(year)", year, values)
            one.values[(place * 5 + 3) % 19] = Sample.withheld
            return one
        }
        var chart = Sample.chart(
            .tileMap, labels: Sample.regionNames("fi"), codes: Sample.regions.map(\.code), series: series,
            format: .decimal(1), valueTitle: "Käyttöönottoja 100\u{A0}000 asukasta kohti")
        chart.isFaceted = true
        return chart
    }

    private static let sectors = ["Hyvinvointialueet", "Kunnat", "Järjestöt", "Yritykset", "Oppilaitokset"]

    /// A network of organisations in five sectors: most ties within a sector, a few hubs, and some left alone.
    static func network(_ count: Int) -> Chart {
        let group = { (index: Int) in index * 13 % 5 }
        let series = sectors.indices.map { place in
            Sample.series(
                "sector-\(place)", sectors[place],
                (0..<count).map { group($0) == place ? Double($0 * 17 % 9 + 1) : nil })
        }
        var ties: [ChartTie] = []
        for index in 1..<count where index % 19 != 0 {
            // Each is tied to one that came before it, in its own sector where the place allows, and hubs more often.
            ties.append(
                ChartTie(
                    from: index, to: index * index % max(index / 3, 1), weight: Sample.number(Double(index % 4 + 1))))
            if index % 3 == 0, index > 9 {
                ties.append(
                    ChartTie(from: index, to: index - 5, weight: index % 2 == 0 ? Sample.withheld : Sample.number(2)))
            }
        }
        return Sample.chart(
            .network, labels: (0..<count).map { "\(sectors[group($0)]) \($0 + 1)" },
            codes: (0..<count).map { "org-\($0 * 7919 % 1009)" }, series: series,
            valueTitle: "Ympyrän koko: käyttöönottoja", ties: ties)
    }

    /// Who learned from whom: a few innovations, their adopters and those who learned from these.
    static func tree(_ count: Int) -> Chart {
        let words = [
            "Pohjois-Savon hyvinvointialue", "Kuopion kaupunki", "Mielenterveyden keskusliitto ry", "Oulun yliopisto",
            "Diakonissalaitos", "Lapin AMK", "Varsinais-Suomen sote-järjestöt", "Espoo",
        ]
        let parents: [ChartParent] = (0..<count).map { index in
            if index < max(count / 12, 3) { return .origin }
            return index % 7 == 3 ? .unknown : .category(index * index % max(index * 2 / 3, 1))
        }
        var chart = Sample.chart(
            .tree, labels: (0..<count).map { "\(words[$0 * 5 % 8]) \($0 + 1)" }, codes: (0..<count).map { "n\($0)" },
            series: [], valueTitle: "")
        chart.parents = parents
        for index in chart.categories.indices { chart.categories[index].group = sectors[index * 3 % 5] }
        chart.groupTitle = "Sektori"
        return chart
    }
}
