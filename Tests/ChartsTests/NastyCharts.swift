import Reporting

@testable import Disclosure

/// Charts that make layouts break: long, many, few, equal, negative, hidden and missing.
enum Nasty {
    static let names = [
        "plain", "long labels", "one category", "forty categories", "equal", "zero", "negative", "withheld", "absent",
        "no categories", "no series", "short series", "approximate", "huge", "tiny", "many series", "intervals",
        "markup",
        "dense withheld", "all withheld", "domain", "positions", "no titles", "one long word", "regions",
        "groups", "long groups", "sixty rows", "three waves", "observations", "total", "noted", "beyond",
    ]

    private static let long =
        "Tunnistan oman työni sosiaaliset innovaatiot ja osaan kertoa niistä yhteistyökumppaneille hyvinvointialueella, kunnissa ja järjestöissä"
    private static let word = "Kansalaisyhteiskuntatoimijoidenyhteistyöverkostokokonaisuudenkehittämishankesuunnitelma"

    static func chart(_ name: String, _ mark: Chart.Mark, language: String) -> Chart {
        var labels = ["Julkinen sektori", "Järjestöt", "Yritykset", "Tutkimus- ja oppilaitokset", "Kansalaiset"]
        var codes: [String]?
        var format = NumberFormat.integer
        var valueTitle = "Osallistumisia"
        var positions: [Double]?
        var domain: ClosedRange<Double>?
        var seriesCount =
            mark == .divergingBars || mark == .stackedBars
            ? 5 : mark == .dumbbells || mark == .lines || mark == .profile ? 2 : 1
        var seriesLabel = { (index: Int) in "Sarja \(index + 1)" }
        var value: (Int, Int) -> ProtectedNumber = { Sample.number(Double(($0 * 37 + $1 * 11) % 23 + 3)) }
        var limits: ((Double) -> (Double, Double))?

        switch name {
        case "long labels":
            labels = labels.map { "\($0): \(long)" }
            seriesLabel = { "\(long) \($0)" }
            valueTitle = long
        case "one category": labels = ["Julkinen sektori"]
        case "forty categories":
            labels = (1...40).map { "Toimintamalli numero \($0)" }
            if mark == .lines || mark == .columns || mark == .adoptionCurve {
                labels = (0..<40).map { "\($0 % 12 + 1)/\(2021 + $0 / 12)" }
                codes = (0..<40).map { "\(2021 + $0 / 12)-\($0 % 12 + 1)" }
            }
        case "equal": value = { _, _ in Sample.number(7) }
        case "zero": value = { _, _ in Sample.number(0) }
        case "negative":
            value = { Sample.number(Double(($0 * 37 + $1 * 11) % 23) - 12.5) }
            format = .signed(1)
        case "withheld": value = { ($0 + $1) % 3 == 0 ? Sample.withheld : Sample.number(Double($0 * 5 + $1 + 3)) }
        case "absent": value = { ($0 + $1) % 2 == 0 ? Sample.absent : Sample.number(Double($0 * 5 + $1 + 3)) }
        case "no categories": labels = []
        case "no series": seriesCount = 0
        case "approximate": value = { Sample.number(Double($0 * 120 + $1 + 30), approximate: $0 % 2 == 0) }
        case "huge": value = { Sample.number(Double($0 + $1 + 1) * 1.23456789e11) }
        case "tiny":
            value = { Sample.number(Double($0 + $1 + 1) * 1e-5) }
            format = .probability
        case "many series":
            seriesCount = 9
            seriesLabel = { "Hyvinvointialueen yksikkö \($0)" }
            value = { Sample.number(Double(50 + $0 + $1 % 2)) }
        case "intervals":
            limits = { ($0 - 4.5, $0 + 9.5) }
            format = .decimal(2)
        case "markup":
            labels = [
                "<script>alert('x')</script>", "A & B \"C\"", "]]>\u{0}\u{8}\u{FFFE}", "e\u{301}\u{200F}",
                "\u{1F600} ok",
            ]
            seriesLabel = { "<b>&\($0)" }
            valueTitle = "<&>\"'"
        case "dense withheld":
            labels = (1...36).map { "\($0)" }
            value = { category, _ in category % 2 == 0 ? Sample.withheld : Sample.number(Double(category)) }
        case "all withheld": value = { _, _ in Sample.withheld }
        case "domain":
            domain = 1...5
            value = { Sample.number(Double(($0 + $1) % 9) - 1) }
            format = .decimal(1)
        case "positions":
            labels = (0..<14).map { "kuukausi \($0 * $0)" }
            positions = (0..<14).map { Double($0 * $0) }
        case "no titles":
            valueTitle = ""
            labels = labels.map { _ in "" }
        case "one long word": labels = labels.map { "\(word)\($0.count)" }
        case "regions":
            labels = Sample.regionNames(language)
            codes = Sample.regions.map(\.code)
            format = .decimal(1)
        case "groups", "long groups", "sixty rows", "three waves", "observations", "total", "noted", "beyond":
            return groupedChart(name, mark, language: language)
        default: break
        }
        if mark == .adopterBell, labels.count == 5, name != "one long word" {
            codes = ["innovator", "early-adopter", "early-majority", "late-majority", "laggard"]
        }
        if mark == .tileMap, name != "regions", labels.count == 5 { codes = ["01", "17", "21", "08", "x"] }

        var series = (0..<seriesCount).map { place in
            let values = labels.indices.map { value($0, place) }
            return ChartSeries(
                id: "s\(place)", label: seriesLabel(place), values: values,
                lower: limits.map { limits in values.map { $0.value.map { Sample.number(limits($0).0) } } } ?? [],
                upper: limits.map { limits in values.map { $0.value.map { Sample.number(limits($0).1) } } } ?? [])
        }
        if name == "short series" {
            series = series.map { ChartSeries(id: $0.id, label: $0.label, values: [Sample.number(4)]) }
        }
        if name == "plain" || name == "withheld" || name == "long labels" {
            series.append(
                ChartSeries(id: "n", label: "n", values: labels.indices.map { Sample.number(Double(1000 + $0)) }))
        }
        if mark == .adoptionCurve, name != "no series", name != "zero" {
            series.append(ChartSeries(id: "new", label: seriesLabel(1), values: labels.indices.map { value($0, 1) }))
            series.append(
                ChartSeries(id: "fitted-bass", label: "Bass", values: labels.indices.map { Sample.number(Double($0)) }))
        }
        var ties: [ChartTie] = []
        if mark == .network {
            for index in labels.indices.dropFirst() {
                ties.append(ChartTie(from: index, to: index / 2, weight: value(index, 0)))
                if index.isMultiple(of: 3) {
                    ties.append(ChartTie(from: index, to: index / 3, weight: Sample.withheld))
                }
            }
            ties.append(ChartTie(from: 0, to: 999, weight: Sample.number(1)))
            ties.append(ChartTie(from: 0, to: 0, weight: Sample.number(1)))
        }
        var chart = Sample.chart(
            mark, id: "nasty \(name)", labels: labels, codes: codes, series: series, format: format,
            valueTitle: valueTitle, positions: positions, domain: domain, ties: ties,
            title: name == "markup" ? "<&>" : "Otsikko: \(name == "long labels" ? long : name)", caption: long)
        // Origins, offspring, unknown sources, a parent that is not there, and a circle.
        if mark == .tree {
            chart.parents = labels.indices.map { index in
                switch index % 6 {
                case 0: .origin
                case 4: .category(name == "plain" ? 999 : index + 1)
                case 5: index == 5 ? .category(4) : .unknown
                default: .category(index / 2)
                }
            }
        }
        chart.isFaceted = mark == .tileMap && series.count > 1
        if mark == .adoptionCurve, name != "markup" { chart.forecastStart = name == "huge" ? 999 : labels.count - 2 }
        return chart
    }

    private static func shifted(_ values: [ProtectedNumber], _ distance: Double) -> [ProtectedNumber?] {
        values.map { number in number.value.map { Sample.number($0 + distance) } }
    }

    /// Charts with groups of rows, totals, notes, intervals and numbers of observations.
    private static func groupedChart(_ name: String, _ mark: Chart.Mark, language: String) -> Chart {
        let waves = ["Ennen", "Aikana", "Jälkeen"]
        let count = name == "sixty rows" ? 60 : 12
        let steps = mark == .divergingBars || mark == .stackedBars ? 7 : name == "three waves" ? 3 : 2
        let shares = [0.05, 0.1, 0.15, 0.2, 0.25, 0.15, 0.1]
        let series: [ChartSeries] = (0..<steps).map { (place: Int) -> ChartSeries in
            let values: [ProtectedNumber] = (0..<count).map { (index: Int) -> ProtectedNumber in
                if name == "observations", (index + place) % 4 == 0 {
                    return index % 8 == 0 ? Sample.absent : Sample.withheld
                }
                let share: Double = shares[(place + index) % 7]
                // Only parts of a whole are never negative.
                let isEffect = steps < 7 && index % 2 == 1
                return Sample.number(isEffect ? share * -0.6 : share)
            }
            return ChartSeries(
                id: "s\(place)", label: name == "long groups" ? "\(long) \(place)" : "Sarja \(place)", values: values,
                lower: shifted(values, -0.11), upper: shifted(values, 0.13))
        }
        let observations = series.map { series in
            ChartSeries(
                id: name == "observations" ? series.id + ".n" : "n", label: "n",
                values: (0..<count).map { (index: Int) -> ProtectedNumber in
                    index % 5 == 3 ? Sample.withheld : Sample.number(Double(index * index * 9 + 4))
                })
        }
        let labels: [String] = (0..<count).map { name == "long groups" ? "\(waves[$0 % 3]) \(long)" : waves[$0 % 3] }
        var chart = Sample.chart(
            mark, id: "nasty \(name)", labels: labels,
            series: series + (name == "observations" ? observations : Array(observations.prefix(1))),
            format: mark == .forest ? .signed(2) : .percent(0), domain: name == "beyond" ? 0...0.2 : nil)
        for index in chart.categories.indices {
            chart.categories[index].group = name == "long groups" ? "\(index / 3) \(long)" : "Väittämä \(index / 3 + 1)"
            if name == "noted", index % 4 == 0 { chart.categories[index].note = "\(long) \(index % 8)" }
        }
        if name == "total", let last = chart.categories.indices.last {
            chart.categories[last].group = nil
            chart.categories[last].isTotal = true
            chart.categories[last].label = long
        }
        chart.setsNeutralApart = name == "observations" || name == "sixty rows"
        chart.reference = name == "beyond" ? 4 : 0
        return chart
    }
}
