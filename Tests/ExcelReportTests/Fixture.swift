import Records
import Reporting

@testable import Disclosure

/// A small document of every kind of block, in Finnish, with invented numbers.
enum Fixture {
    static func number(_ value: Double?, approximate: Bool = false) -> ProtectedNumber {
        .unrestricted(value, approximate: approximate, because: "invented for a test")
    }

    static let withheld = ProtectedNumber(.withheld)
    static func absent(_ reason: String) -> ProtectedNumber { ProtectedNumber(.absent(reason: reason)) }

    static let regions = [
        "Uusimaa", "Varsinais-Suomi", "Satakunta", "Kanta-Häme", "Pirkanmaa", "Päijät-Häme", "Kymenlaakso",
        "Etelä-Karjala", "Etelä-Savo", "Pohjois-Savo", "Pohjois-Karjala", "Keski-Suomi", "Etelä-Pohjanmaa",
        "Pohjanmaa", "Keski-Pohjanmaa", "Pohjois-Pohjanmaa", "Kainuu", "Lappi", "Ahvenanmaa",
    ]

    static func document(sections: [Section]? = nil, notes: [String]? = nil) -> Document {
        let day = CalendarDay(year: 2024, month: 1, day: 31) ?? CalendarDay(number: 0)
        let information = DocumentInformation(
            name: "funder-summary", title: "Sosiaalisten innovaatioiden osaamiskeskus: pilottivuoden tulokset",
            subtitle: "Yhteenveto rahoittajalle", organisation: "Sosiaalisten innovaatioiden osaamiskeskus",
            contact: "osaamiskeskus@example.org", period: "1.1.2023–31.12.2023", asOf: "31.1.2024", asOfDay: day,
            keywords: ["sosiaaliset innovaatiot", "vaikuttavuus", "ESR"],
            description:
                "Raportti kertoo, keitä osaamiskeskuksen toiminta tavoitti, mitä osallistujat oppivat ja miten innovaatiot levisivät.",
            facts: [
                LabelledText(
                    label: "Kuka raportin on tehnyt",
                    text:
                        "Luvut on laskettu osaamiskeskuksen omista tiedostoista. Aineisto on keksitty esimerkkiä varten."
                ),
                LabelledText(
                    label: "Tietosuoja",
                    text:
                        "Alle viiden henkilön luvut on salattu, ja niitä suojataan myös muiden lukujen kautta päättelyltä."
                ),
            ],
            build: "5f0c9a1e7b2d4c68")
        return Document(
            information: information, locale: FixtureLocale.finnish, sections: sections ?? allSections,
            notes: notes ?? [
                "Osallistumiset lasketaan tapahtumittain, joten sama henkilö voi olla luvussa monta kertaa.",
                "Etäosallistujien määrä perustuu järjestäjän arvioon, eikä sitä ole jaettu maakunnittain.",
            ],
            legend: [
                LegendEntry(mark: "[c]", meaning: "tieto on salattu, jotta yksittäistä vastaajaa ei voi tunnistaa"),
                LegendEntry(mark: "[x]", meaning: "tietoa ei ole"),
                LegendEntry(mark: "[z]", meaning: "tieto ei ole mahdollinen tai tavoitetta ei ole asetettu"),
                LegendEntry(mark: "n.", meaning: "luku on lähteessä merkitty likimääräiseksi"),
            ])
    }

    static var allSections: [Section] {
        [
            Section(
                id: "summary", title: "Tiivistelmä", shortTitle: "Tiivistelmä",
                blocks: [
                    .paragraph(
                        "Pilottivuonna tavoitettiin 19 maakunnasta 18. Osallistujista suurin osa tuli yhden kerran, ja joka viides palasi."
                    ),
                    .keyFigures(keyFigures),
                ]),
            Section(
                id: "participation", title: "Osallistuminen", shortTitle: "Osallistuminen",
                blocks: [
                    .heading("Keitä tavoitettiin"),
                    .paragraph("Osallistumisia kertyi eniten Uudeltamaalta. Pienimmät luvut on salattu."),
                    .notice("Maakunnittaiset luvut kattavat vain läsnä olleet."),
                    .table(regionTable), .chart(regionChart), .table(monthTable), .chart(monthChart),
                ]),
            Section(
                id: "change", title: "Osallistujien arviot ennen ja jälkeen", shortTitle: "Muutos",
                blocks: [.table(itemTable), .chart(itemChart)]),
            Section(
                id: "quality", title: "Aineiston laatu", shortTitle: "Laatu",
                blocks: [
                    .heading("Mistä luvut tulevat"),
                    .paragraph("Tiedostoista luettiin 2 431 riviä. Niistä hylättiin 17, ja jokaisen syy on kirjattu."),
                    .list(["Päällekkäiset rivit poistettiin avainten mukaan.", "Puuttuvaa tietoa ei täydennetty."]),
                    .notice("Etelä-Karjalan tapahtumasta on kaksi ristiriitaista lähdettä."),
                ]),
            Section(
                id: "definitions", title: "Menetelmät", shortTitle: "Menetelmät",
                blocks: [
                    .paragraph("Jokaisesta tunnusluvusta kerrotaan, mitä se tarkoittaa ja miten se lasketaan."),
                    .definitions(definitions),
                ]),
        ]
    }

    static let keyFigures = [
        KeyFigure(
            indicator: "attendances", label: "Osallistumiset", value: number(1234, approximate: true),
            format: .integer, unit: "osallistumista", detail: "",
            target: TargetComparison(
                target: number(1000), share: number(1.234), status: .met, statusText: "saavutettu")),
        KeyFigure(
            indicator: "positive", label: "Osuus, joka kokee osaamisensa kasvaneen", value: number(0.6875),
            format: .percent(1), unit: "vastaajista", detail: "95 %:n luottamusväli 61,2–75,4 %, n = 144",
            target: TargetComparison(
                target: number(0.75), share: number(0.9167), status: .partly, statusText: "saavutettu osittain")),
        KeyFigure(
            indicator: "regions", label: "Tavoitetut maakunnat", value: number(18), format: .integer,
            unit: "maakuntaa 19:stä", detail: ""),
        KeyFigure(
            indicator: "score", label: "Suositteluhalukkuus", value: number(0.42), format: .score, unit: "pistettä",
            detail: "n = 139"),
    ]

    static var regionTable: Table {
        var rows: [[Cell]] = []
        for (index, name) in regions.enumerated() {
            let count = Double((19 - index) * 11 + index % 3)
            let mark: ProtectedNumber? =
                [7, 16].contains(index) ? withheld : index == 18 ? absent("no-observations") : nil
            rows.append([
                .text(name), .number(mark ?? number(count, approximate: index == 0)),
                .number(mark ?? number(count / 9.5)), .number(mark ?? number(count / 2200)),
            ])
        }
        rows.append([.text("Yhteensä"), .number(number(2010)), .number(number(38.4)), .number(number(1))])
        return Table(
            id: "attendances-by-region", title: "Osallistumiset maakunnittain vuonna 2023", shortTitle: "Maakunnat",
            introduction: "Taulukko kertoo, kuinka monta osallistumista kustakin maakunnasta kertyi.",
            columns: [
                TableColumn(id: "region", title: "Maakunta"),
                TableColumn(id: "count", title: "Osallistumisia", format: .integer),
                TableColumn(id: "rate", title: "Osallistumisia 100 000 asukasta kohti", format: .decimal(1)),
                TableColumn(id: "share", title: "Osuus kaikista", format: .percent(1)),
            ],
            rows: rows, rowHeaders: 1, totals: [rows.count - 1], notes: [1, 2], source: "osallistumistiedot")
    }

    static var regionChart: Chart {
        let values = regionTable.rows.dropLast().map { row in
            if case .number(let number) = row[1] { number } else { absent("other") }
        }
        return Chart(
            id: "attendances-map", mark: .tileMap, title: "Osallistumisia kertyi eniten Uudeltamaalta",
            caption: "Osallistumiset maakunnittain 2023. Lähde: osallistumistiedot.",
            alternativeText:
                "Pylväskuvio maakunnista. Uudeltamaalta n. 209, Lapista 24; kahden maakunnan luku on salattu.",
            categoryTitle: "Maakunta", valueTitle: "Osallistumisia", format: .integer,
            categories: regions.map { ChartCategory(code: $0, label: $0) },
            series: [ChartSeries(id: "count", label: "Osallistumisia", values: Array(values))],
            table: "attendances-by-region", categoryColumn: "region", seriesColumns: ["count"])
    }

    static let months = (1...12).map { "\($0)/2023" }

    static var monthTable: Table {
        Table(
            id: "adoptions-by-month", title: "Käyttöönotot kuukausittain", shortTitle: "Käyttöönotot",
            columns: [
                TableColumn(id: "month", title: "Kuukausi"),
                TableColumn(id: "cumulative", title: "Käyttöönottoja yhteensä", format: .integer),
                TableColumn(id: "trials", title: "Kokeiluja yhteensä", format: .integer),
            ],
            rows: months.enumerated().map { index, month in
                [
                    .text(month), .number(number(Double(index * index))),
                    .number(number(Double(index * 9 + index % 2 * 4))),
                ]
            },
            notes: [2], source: "Innokylä")
    }

    static var monthChart: Chart {
        func values(_ column: Int) -> [ProtectedNumber] {
            monthTable.rows.map { if case .number(let number) = $0[column] { number } else { absent("other") } }
        }
        return Chart(
            id: "adoptions", mark: .adoptionCurve, title: "Käyttöönotot kiihtyivät syksyllä", caption: "n = 121.",
            alternativeText: "Viivakuvio: käyttöönottoja oli tammikuussa 0 ja joulukuussa 121.",
            categoryTitle: "Kuukausi", valueTitle: "Yhteensä", format: .integer,
            categories: months.map { ChartCategory(code: $0, label: $0) },
            series: [
                ChartSeries(id: "cumulative", label: "Käyttöönottoja yhteensä", values: values(1)),
                ChartSeries(id: "trials", label: "Kokeiluja yhteensä", values: values(2)),
            ],
            table: "adoptions-by-month", categoryColumn: "month", seriesColumns: ["cumulative", "trials"])
    }

    static let items = [
        "Tunnen sosiaalisen innovaation käsitteen", "Osaan arvioida, mikä ratkaisussa on uutta",
        "Tiedän, keneltä saan tukea ratkaisun levittämiseen",
        "Minulla on verkosto, jonka kanssa voin kehittää ratkaisuja yli organisaatio- ja toimialarajojen",
    ]

    static var itemTable: Table {
        Table(
            id: "items", title: "Väittämät ennen ja jälkeen", shortTitle: "Väittämät",
            introduction: "Asteikko on 1–5. Muutos on saman vastaajan jälkeen- ja ennen-arvion erotus.",
            columns: [
                TableColumn(id: "item", title: "Väittämä"),
                TableColumn(id: "s1", title: "Täysin eri mieltä", format: .percent(0)),
                TableColumn(id: "s2", title: "Eri mieltä", format: .percent(0)),
                TableColumn(id: "s3", title: "Ei samaa eikä eri mieltä", format: .percent(0)),
                TableColumn(id: "s4", title: "Samaa mieltä", format: .percent(0)),
                TableColumn(id: "s5", title: "Täysin samaa mieltä", format: .percent(0)),
                TableColumn(id: "change", title: "Muutos", format: .signed(2)),
                TableColumn(
                    id: "points", title: "Myönteisten osuuden muutos, prosenttiyksikköä", format: .percentagePoints(1)),
                TableColumn(id: "p", title: "p-arvo", format: .probability),
            ],
            rows: items.enumerated().map { index, item in
                let shares = [0.04, 0.11 + Double(index) * 0.03, 0.2, 0.4 - Double(index) * 0.03, 0.25]
                return [.text(item)] + shares.map { .number(number($0)) }
                    + [
                        .number(number(index == 3 ? -0.126 : 0.41)), .number(number(index == 3 ? -0.021 : 0.184)),
                        .number(number(index == 0 ? 0.00002 : 0.0312)),
                    ]
            })
    }

    static var itemChart: Chart {
        let ids = ["s1", "s2", "s3", "s4", "s5"]
        return Chart(
            id: "items-chart", mark: .divergingBars, title: "Useampi kuin kaksi kolmesta on samaa mieltä", caption: "",
            alternativeText: "Pinottu pylväskuvio viidestä vastausvaihtoehdosta neljässä väittämässä.",
            categoryTitle: "Väittämä", valueTitle: "Osuus vastaajista", format: .percent(0),
            categories: items.map { ChartCategory(code: $0, label: $0) },
            series: ids.enumerated().map { index, id in
                ChartSeries(
                    id: id, label: itemTable.columns[index + 1].title,
                    values: itemTable.rows.map {
                        if case .number(let number) = $0[index + 1] { number } else { absent("other") }
                    })
            },
            table: "items", categoryColumn: "item", seriesColumns: ids)
    }

    static let definitions = [
        IndicatorDefinition(
            code: "attendances", title: "Osallistumiset",
            facts: [
                LabelledText(
                    label: "Määritelmä",
                    text:
                        "Henkilön läsnäolo yhdessä tapahtumassa. Sama henkilö lasketaan jokaisesta tapahtumasta, johon hän osallistui."
                ),
                LabelledText(label: "Kaava", text: "= läsnäolorivit + tapahtumien likimääräiset henkilömäärät"),
                LabelledText(label: "Yksikkö", text: "osallistumista"),
            ]),
        IndicatorDefinition(
            code: "positive", title: "Osaamisen kasvu",
            facts: [
                LabelledText(label: "Määritelmä", text: "Niiden vastaajien osuus, joiden arvio on 4 tai 5."),
                LabelledText(label: "Menetelmä", text: "Wilsonin 95 %:n luottamusväli."),
            ]),
    ]
}
