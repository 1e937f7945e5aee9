import Charts
import Reporting

@testable import Disclosure

/// Charts and locales for the tests.
enum Sample {
    static let marks: [Chart.Mark] = [
        .bars, .columns, .stackedBars, .lines, .steps, .divergingBars, .dumbbells, .adoptionCurve, .tileMap, .network,
        .forest, .flow, .profile, .adopterBell, .tree,
    ]
    static let sizes: [ChartSize] = [
        .column, .phone, .print, ChartSize(name: "card", width: 328, fontSize: 13),
        ChartSize(name: "least", width: 280, fontSize: 14),
    ]
    static let languages = ["fi", "sv", "en"]

    static func number(_ value: Double?, approximate: Bool = false) -> ProtectedNumber {
        .unrestricted(value, approximate: approximate, because: "invented for a test")
    }

    static let withheld = ProtectedNumber(.withheld)
    static let absent = ProtectedNumber(.absent(reason: "no-observations"))

    static func locale(_ language: String) -> ReportLocale {
        let words: [String: [String]] = [
            "fi": [
                "Kuviossa ei ole näytettävää", "salattu, jotta ketään ei voi tunnistaa", "likimääräinen",
                "salattu yhteys",
            ],
            "sv": [
                "Det finns ingenting att visa", "sekretessbelagd uppgift", "ungefärlig uppgift",
                "sekretessbelagt samband",
            ],
            "en": ["There is nothing to show", "withheld to protect people", "approximate", "withheld tie"],
        ]
        let texts = words[language] ?? []
        return ReportLocale(
            language: language, decimalMark: language == "en" ? "." : ",", groupMark: language == "en" ? "," : "\u{A0}",
            percentGap: language == "en" ? "" : "\u{A0}", minus: "\u{2212}", withheldMark: "[c]",
            absenceMarks: ["no-observations": "–", "other": "–"],
            approximateWord: ["fi": "n.", "sv": "ca", "en": "about"][language] ?? "", dayForm: "d.M.yyyy",
            monthNames: [],
            texts: Dictionary(
                uniqueKeysWithValues: zip(
                    ["chart.empty", "legend.withheld", "legend.approximate", "chart.withheld-tie"], texts)
            )
            .merging(chartTexts(language)) { first, _ in first })
    }

    /// The texts of marks that write more than numbers, as in `Reports/locales`.
    private static func chartTexts(_ language: String) -> [String: String] {
        let keys = [
            "chart.stage-share", "chart.size-by-n", "chart.range", "chart.forecast", "chart.at-risk",
            "chart.expected-share", "chart.mean", "chart.standard-deviations", "chart.network-named",
            "chart.network-summary", "chart.tree-summary", "chart.origin", "chart.generation",
            "chart.generation-or-later", "chart.unknown-source",
        ]
        let words: [String: [String]] = [
            "fi": [
                "{share} edellisestä vaiheesta", "Mitä suurempi merkki, sitä suurempi n", "{series}, vaihteluväli",
                "ennuste", "Seurannassa", "Normaalijakauman mukainen osuus", "keskiarvo", "{number} s",
                "Nimetty on {named} toimijaa niistä, joilla on eniten yhteyksiä. Toimijoita on kaikkiaan {count}.",
                "Toimijoita on {count}, joten kuviossa ovat niiden ryhmät: ympyrän luku on ryhmän toimijoiden ja viivan luku ryhmien välisten yhteyksien määrä.",
                "Toimijoita on {count}, joten kuviossa on niiden määrä sukupolvittain ja ryhmittäin.",
                "Lähtökohta", "{number}. polvi", "{number}. polvi tai myöhempi", "Lähde ei tiedossa",
            ],
            "sv": [
                "{share} av föregående steg", "Ju större markör, desto större n", "{series}, variationsbredd",
                "prognos", "I uppföljning", "Andel enligt normalfördelningen", "medelvärde", "{number} s",
                "Namngivna är {named} av de aktörer som har flest kontakter. Aktörerna är sammanlagt {count}.",
                "Aktörerna är {count}, så figuren visar deras grupper: talet i en cirkel är antalet aktörer i gruppen och talet på en linje antalet kontakter mellan grupperna.",
                "Aktörerna är {count}, så figuren visar deras antal per generation och grupp.",
                "Ursprung", "Generation {number}", "Generation {number} eller senare", "Okänd källa",
            ],
            "en": [
                "{share} of the previous stage", "The larger the marker, the larger n", "{series}, range",
                "forecast", "At risk", "Share under a normal distribution", "mean", "{number} SD",
                "Named are {named} of the actors with the most ties. There are {count} actors in all.",
                "There are {count} actors, so the figure shows their groups: the number at a circle is that of the group's actors, and the number on a line that of the ties between two groups.",
                "There are {count} actors, so the figure shows how many there are by generation and group.",
                "Origin", "Generation {number}", "Generation {number} or later", "Source unknown",
            ],
        ]
        let own = zip(keys, words[language] ?? [])
        return Dictionary(uniqueKeysWithValues: own).merging([
            "chart.n": "n", "chart.n-equals": "n\u{A0}=\u{A0}{n}", "chart.estimate": "{value} ({lower}–{upper})",
            "chart.estimate-signed": language == "en" ? "{value} ({lower} to {upper})" : "{value} ({lower}…{upper})",
            "chart.estimate-n": "{estimate}, n\u{A0}=\u{A0}{n}", "chart.alt.all": "{series}: {list}.",
            "chart.alt.some": "{series}: {list}.",
        ]) { first, _ in first }
    }

    static func chart(
        _ mark: Chart.Mark, id: String = "sample", labels: [String], codes: [String]? = nil, series: [ChartSeries],
        format: NumberFormat = .integer, valueTitle: String = "Osallistumisia", positions: [Double]? = nil,
        domain: ClosedRange<Double>? = nil, ties: [ChartTie] = [], title: String = "Otsikko", caption: String = "Lähde"
    ) -> Chart {
        Chart(
            id: id, mark: mark, title: title, caption: caption, alternativeText: "Kuvio sanoin.",
            categoryTitle: "Kuukautta julkaisusta", valueTitle: valueTitle, format: format,
            categories: labels.enumerated().map { index, label in
                ChartCategory(code: codes?[index] ?? "c\(index)", label: label, position: positions?[index])
            },
            series: series, domain: domain, ties: ties, table: "table", categoryColumn: "category",
            seriesColumns: series.map(\.id))
    }

    static func series(_ id: String, _ label: String, _ values: [Double?]) -> ChartSeries {
        ChartSeries(id: id, label: label, values: values.map { number($0) })
    }

    /// Names of the regions by code, in the order of the codes.
    static let regions: [(code: String, fi: String, sv: String, en: String)] = [
        ("01", "Uusimaa", "Nyland", "Uusimaa"),
        ("02", "Varsinais-Suomi", "Egentliga Finland", "Southwest Finland"),
        ("04", "Satakunta", "Satakunta", "Satakunta"),
        ("05", "Kanta-Häme", "Egentliga Tavastland", "Kanta-Häme"),
        ("06", "Pirkanmaa", "Birkaland", "Pirkanmaa"),
        ("07", "Päijät-Häme", "Päijänne-Tavastland", "Päijät-Häme"),
        ("08", "Kymenlaakso", "Kymmenedalen", "Kymenlaakso"),
        ("09", "Etelä-Karjala", "Södra Karelen", "South Karelia"),
        ("10", "Etelä-Savo", "Södra Savolax", "South Savo"),
        ("11", "Pohjois-Savo", "Norra Savolax", "North Savo"),
        ("12", "Pohjois-Karjala", "Norra Karelen", "North Karelia"),
        ("13", "Keski-Suomi", "Mellersta Finland", "Central Finland"),
        ("14", "Etelä-Pohjanmaa", "Södra Österbotten", "South Ostrobothnia"),
        ("15", "Pohjanmaa", "Österbotten", "Ostrobothnia"),
        ("16", "Keski-Pohjanmaa", "Mellersta Österbotten", "Central Ostrobothnia"),
        ("17", "Pohjois-Pohjanmaa", "Norra Österbotten", "North Ostrobothnia"),
        ("18", "Kainuu", "Kajanaland", "Kainuu"),
        ("19", "Lappi", "Lappland", "Lapland"),
        ("21", "Ahvenanmaa", "Åland", "Åland"),
    ]

    static func regionNames(_ language: String) -> [String] {
        regions.map { language == "sv" ? $0.sv : language == "en" ? $0.en : $0.fi }
    }
}
