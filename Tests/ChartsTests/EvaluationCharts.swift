import Reporting

@testable import Disclosure

/// Charts of an evaluation before, during and after, with what is withheld, approximate and small in them.
enum EvaluationCharts {
    static let names = [
        "waves", "waves-apart", "three-waves", "overlapping", "forest", "forest-groups", "flow", "flow-waves",
        "profile",
    ]

    static func chart(_ name: String) -> Chart {
        switch name {
        case "waves": answers(apart: false)
        case "waves-apart": answers(apart: true)
        case "three-waves": dumbbells(waves: 3)
        case "overlapping": dumbbells(waves: 2)
        case "forest": forest(isGrouped: false)
        case "forest-groups": forest(isGrouped: true)
        case "flow": flow(waves: 1)
        case "flow-waves": flow(waves: 2)
        default: profile
        }
    }

    private static let items = [
        "Tunnistan oman työni sosiaaliset innovaatiot", "Osaan arvioida innovaation vaikuttavuutta",
        "Tiedän, mistä saan tukea innovaation levittämiseen", "Minulla on riittävät verkostot levittämiseen",
    ]
    private static let waves = ["Ennen", "Aikana", "Jälkeen"]

    /// Answers on a scale by item and wave.
    private static func answers(apart: Bool) -> Chart {
        let points = [
            "Täysin eri mieltä", "Jokseenkin eri mieltä", "Ei samaa eikä eri mieltä", "Jokseenkin samaa mieltä",
            "Täysin samaa mieltä",
        ]
        let rows: [[Double]] = [
            [0.08, 0.22, 0.24, 0.34, 0.12], [0.06, 0.15, 0.22, 0.4, 0.17], [0.03, 0.09, 0.15, 0.46, 0.27],
            [0.15, 0.32, 0.28, 0.2, 0.05], [0.12, 0.26, 0.27, 0.27, 0.08], [0.06, 0.17, 0.25, 0.38, 0.14],
            [0.2, 0.33, 0.21, 0.21, 0.05], [0.14, 0.28, 0.2, 0.29, 0.09], [0.07, 0.19, 0.18, 0.39, 0.17],
            [0.24, 0.31, 0.2, 0.19, 0.06], [0, 0, 0, 0, 0], [0.1, 0.22, 0.24, 0.33, 0.11],
        ]
        var series = points.indices.map { place in
            ChartSeries(
                id: "\(place)", label: points[place],
                values: rows.indices.map { $0 == 10 ? Sample.withheld : Sample.number(rows[$0][place]) })
        }
        series.append(Sample.series("n", "n", [132, 96, 128, 131, 95, 128, 132, 96, 127, 130, 9, 128]))
        var chart = Sample.chart(
            .divergingBars, id: apart ? "diverging-bars-apart" : "diverging-bars-waves",
            labels: rows.indices.map { waves[$0 % 3] }, series: series, format: .percent(0),
            valueTitle: "Osuus vastaajista")
        for index in rows.indices { chart.categories[index].group = items[index / 3] }
        chart.groupTitle = "Väittämä"
        chart.setsNeutralApart = apart
        return chart
    }

    private static func dumbbells(waves count: Int) -> Chart {
        func wave(_ id: String, _ label: String, _ values: [Double?], _ half: Double) -> ChartSeries {
            ChartSeries(
                id: id, label: label, values: values.map { $0.map { Sample.number($0) } ?? Sample.withheld },
                lower: values.map { $0.map { Sample.number($0 - half) } },
                upper: values.map { $0.map { Sample.number($0 + half) } })
        }
        let before = wave("before", "Ennen", [3.21, 2.68, 2.58, 2.52], 0.19)
        let during = wave("during", "Aikana", [3.47, 2.93, 2.91, nil], 0.22)
        let after = wave("after", "Jälkeen", [3.85, 3.37, 2.66, 3.13], 0.18)
        return Sample.chart(
            .dumbbells, id: count == 3 ? "dumbbells-three-waves" : "dumbbells-overlapping", labels: items,
            series: (count == 3 ? [before, during, after] : [before, after])
                + [Sample.series("n", "n", [118, 117, 118, 116])],
            format: .decimal(2), valueTitle: "Keskiarvo asteikolla 1–5 ja 95 %:n luottamusväli")
    }

    private static func forest(isGrouped: Bool) -> Chart {
        let rows: [(group: String, label: String, value: Double?, half: Double, n: Double)] = [
            ("Sektori", "Julkinen sektori", 0.42, 0.16, 58), ("Sektori", "Järjestöt ja yhdistykset", 0.61, 0.21, 38),
            ("Sektori", "Yritykset", 0.18, 0.47, 9), ("Sektori", "Tutkimus- ja oppilaitokset", 0.35, 0.33, 13),
            ("Alue", "Etelä-Suomi", 0.39, 0.19, 44), ("Alue", "Länsi-Suomi", 0.52, 0.22, 33),
            ("Alue", "Pohjois- ja Itä-Suomi", 0.44, 0.2, 37), ("Alue", "Ahvenanmaa", nil, 0, 4),
            ("Osallistuminen", "Yksi tapahtuma", 0.24, 0.2, 41),
            ("Osallistuminen", "Kaksi tai useampia", 0.55, 0.13, 77),
            ("", "Kaikki vastaajat", 0.44, 0.11, 118),
        ]
        let drawn = isGrouped ? rows : rows.filter { $0.group != "Alue" && $0.group != "Osallistuminen" }
        var chart = Sample.chart(
            .forest, id: isGrouped ? "forest-groups" : "forest", labels: drawn.map(\.label),
            series: [
                ChartSeries(
                    id: "change", label: "Muutos",
                    values: drawn.map { $0.value.map { Sample.number($0) } ?? Sample.withheld },
                    lower: drawn.map { row in row.value.map { Sample.number($0 - row.half) } },
                    upper: drawn.map { row in row.value.map { Sample.number($0 + row.half) } }),
                ChartSeries(
                    id: "n", label: "n", values: drawn.map { $0.value == nil ? Sample.withheld : Sample.number($0.n) }),
            ], format: .signed(2), valueTitle: "Muutos keskiarvossa (asteikko 1–5) ja 95 %:n luottamusväli")
        for (index, row) in drawn.enumerated() {
            if isGrouped, !row.group.isEmpty { chart.categories[index].group = row.group }
            if row.n < 10 { chart.categories[index].note = "alle 10 vastaajaa: suuntaa antava" }
            chart.categories[index].isTotal = row.group.isEmpty
        }
        chart.groupTitle = isGrouped ? "Taustatieto" : ""
        return chart
    }

    private static func flow(waves count: Int) -> Chart {
        let stages = ["Kutsuttu", "Vastasi alkukyselyyn", "Vastasi loppukyselyyn", "Vastaukset yhdistetty"]
        let first = ChartSeries(
            id: "a", label: "Syksy 2024",
            values: [
                Sample.number(640, approximate: true), Sample.number(284), Sample.number(176), Sample.number(118),
            ])
        let second = ChartSeries(
            id: "b", label: "Kevät 2025",
            values: [Sample.number(410), Sample.number(198), Sample.withheld, Sample.number(87)])
        return Sample.chart(
            .flow, id: count == 1 ? "flow" : "flow-waves", labels: stages,
            series: count == 1 ? [first] : [first, second], valueTitle: "Henkilöitä")
    }

    private static var profile: Chart {
        let criteria = [
            "Tarve ja kohderyhmä", "Uutuusarvo", "Vaikutukset asiakkaille", "Kustannukset ja resurssit",
            "Levitettävyys muihin organisaatioihin", "Juurtuminen",
        ]
        let middle: [Double] = [4, 3, 3.5, 2, 4, 2.5]
        let least: [Double] = [3, 2, 3, 2, 2, 1]
        let most: [Double] = [5, 5, 4, 2, 5, 4]
        let own: [Double?] = [5, 4, 3.5, 3, 3, nil]
        return Sample.chart(
            .profile, id: "profile", labels: criteria,
            series: [
                ChartSeries(
                    id: "raters", label: "Arvioijien mediaani", values: middle.map { Sample.number($0) },
                    lower: least.map { Sample.number($0) }, upper: most.map { Sample.number($0) }),
                ChartSeries(
                    id: "own", label: "Itsearvio",
                    values: own.map { $0.map { Sample.number($0) } ?? Sample.withheld }),
                Sample.series("n", "n", [5, 5, 5, 4, 5, 5]),
            ], format: .decimal(1), valueTitle: "Pisteet asteikolla 1–5", domain: 1...5)
    }
}
