import Records
import Reporting

@testable import Disclosure

/// A small document with every kind of block, and texts that would break a page that does not escape them.
enum Sample {
    static let hostile = "<script>alert('x')</script> & \"lainaus\" \u{202E}\u{0}"

    static func number(_ value: Double?, approximate: Bool = false) -> ProtectedNumber {
        .unrestricted(value, approximate: approximate, because: "invented for a test")
    }

    static let withheld = ProtectedNumber(.withheld)

    static func locale(_ language: String = "fi") -> ReportLocale {
        ReportLocale(
            language: language, decimalMark: ",", groupMark: "\u{A0}", percentGap: "\u{A0}", minus: "\u{2212}",
            withheldMark: "[c]", absenceMarks: ["no-observations": "–", "too-few-pairs": "[u]", "other": "–"],
            approximateWord: "n.", dayForm: "d.M.yyyy", monthNames: [], texts: texts)
    }

    static let texts: [String: String] = [
        "html.skip": "Siirry sisältöön", "html.contents": "Sisällys", "html.language": "Kieli",
        "html.organisation": "Julkaisija", "html.period": "Ajanjakso", "html.as-of": "Tilanne",
        "html.contact": "Yhteystiedot", "html.how-computed": "Miten tämä on laskettu",
        "html.to-table": "Tarkemmat luvut", "html.target": "Tavoite", "html.target-share": "Osuus tavoitteesta",
        "html.of-target": "{share} tavoitteesta", "html.notice": "Huomaa", "html.table": "Taulukko {number}",
        "html.figure": "Kuvio {number}", "html.numbers": "Kuvion luvut", "html.ties": "Yhteydet: {title}",
        "html.tie-from": "Toimija", "html.tie-to": "Yhteydessä toimijaan", "html.tie-weight": "Yhteyden vahvuus",
        "html.source": "Lähde", "html.withheld": "salattu tietosuojan vuoksi", "html.absent": "ei tietoa",
        "html.notes": "Huomautukset", "html.note": "Huomautus", "html.back-to": "Takaisin:",
        "html.legend": "Merkinnät", "html.about": "Tietoja raportista", "html.build": "Koonnin tunniste",
        "html.protection": "Luvut on suojattu ennen julkaisemista.", "html.to-top": "Sivun alkuun",
        "chart.empty": "Ei näytettävää.", "chart.n": "n", "chart.withheld": "salattu",
        "chart.approximate": "likimääräinen", "chart.withheld-tie": "salattu yhteys", "legend.withheld": "salattu",
        "legend.approximate": "likimääräinen",
    ]

    static let regions = Table(
        id: "maakunnat", title: "Osallistumiset maakunnittain", shortTitle: "Maakunnat",
        introduction: "Sama henkilö voi osallistua monta kertaa.",
        columns: [
            TableColumn(id: "region", title: "Maakunta"), TableColumn(id: "gender", title: "Sukupuoli"),
            TableColumn(id: "count", title: "Kertoja", format: .integer),
            TableColumn(id: "share", title: "Osuus", format: .percent(1)), TableColumn(id: "mixed", title: "Muu"),
            TableColumn(id: "remark", title: "Huomio"),
        ],
        rows: [
            [
                .text("Uusimaa"), .text("Naiset"), .number(number(1234, approximate: true)), .number(number(0.615)),
                .formatted(number(12.5), .euros(0)), .sourceText(hostile),
            ],
            [.text("Uusimaa"), .text("Miehet"), .number(withheld), .number(withheld), .number(withheld), .text("")],
            [
                .text("Lappi"), .text("Naiset"), .number(number(nil)), .absent(reason: "too-few-pairs"),
                .formatted(number(-3), .signed(1)), .text("Kemi"),
            ],
        ], rowHeaders: 2, notes: [1, 2, 9], source: "Osallistujaluettelot")

    static let days = Table(
        id: "päivät & muut", title: "Tilaisuudet", shortTitle: "Tilaisuudet",
        columns: [TableColumn(id: "event", title: "Tilaisuus"), TableColumn(id: "day", title: "Päivä")],
        rows: [[.text("Päätöstilaisuus"), .day(CalendarDay(number: 19_668))]], notes: [2])

    static func chart(_ mark: Chart.Mark, id: String, table: String) -> Chart {
        Chart(
            id: id, mark: mark, title: "Uusimaa osallistui eniten", caption: "n = 1 240",
            alternativeText: "Pylväskuvio.",
            categoryTitle: "Maakunta", valueTitle: "Kertoja", format: .integer,
            categories: [
                ChartCategory(code: "01", label: "Uusimaa"), ChartCategory(code: "19", label: "Lappi"),
            ],
            series: [
                ChartSeries(
                    id: "count", label: "Kertoja", values: [number(1234), withheld],
                    lower: [number(1200), number(777)],
                    upper: [number(1300), number(888)])
            ], ties: mark == .network ? [ChartTie(from: 0, to: 1, weight: withheld)] : [], table: table,
            categoryColumn: "region", seriesColumns: ["count"])
    }

    static let figures: [KeyFigure] = [
        KeyFigure(
            indicator: "attendances", label: "Osallistumiset", value: number(1234, approximate: true), format: .integer,
            unit: "kertaa", detail: "Mukana arvio",
            target: TargetComparison(
                target: number(1000), share: number(1.234), status: .met, statusText: "Tavoite saavutettu"),
            section: "osallistuminen"),
        KeyFigure(
            indicator: "positive", label: "Myönteisten osuus", value: number(0.615), format: .percent(0), unit: "",
            detail: "n = 132",
            target: TargetComparison(
                target: number(0.75), share: number(0.82), status: .partly, statusText: "Osittain saavutettu"),
            section: "avainluvut"),
        KeyFigure(
            indicator: "esf", label: "ESR+-osallistujat", value: withheld, format: .integer, unit: "henkilöä",
            detail: "",
            target: TargetComparison(
                target: number(100), share: number(0.04), status: .unknown, statusText: "Ei voi arvioida")),
    ]

    static func document(_ language: String = "fi", title: String = "Pilottivuosi") -> Document {
        let definition = IndicatorDefinition(
            code: "attendances", title: "Osallistumiset",
            facts: [
                LabelledText(label: "Määritelmä", text: "Läsnäolot yhteensä & erikseen"),
                LabelledText(label: "Tunnus", text: "attendances"),
            ])
        return Document(
            information: DocumentInformation(
                name: "funder-summary", title: title, subtitle: "Tiivistelmä", organisation: "Osaamiskeskus",
                contact: "tiimi@esimerkki.example", period: "1.3.2023–31.12.2023", asOf: "31.1.2024",
                asOfDay: CalendarDay(number: 19_753), keywords: ["vaikuttavuus"], description: "Keskeiset tulokset",
                facts: [LabelledText(label: "Tekijä", text: "Vaikuttavuustiimi")], build: "k1-0123abcd"),
            locale: locale(language),
            sections: [
                Section(
                    id: "avainluvut", title: "Avainluvut", shortTitle: "Avainluvut",
                    blocks: [
                        .paragraph("Osallistumisia oli n. 1 234 & enemmän."), .keyFigures(figures),
                        .notice("Luku on arvio."),
                    ]),
                Section(
                    id: "osallistuminen", title: "Osallistuminen", shortTitle: "",
                    blocks: [
                        .heading("Alueet"), .chart(chart(.bars, id: "alueet", table: "maakunnat")), .table(regions),
                        .list(["Ensimmäinen < toinen", "Toinen"]),
                        .quotations([
                            QuotedText(text: "”\(hostile)”", language: "fi", attribution: "Jälkeen & ennen"),
                            QuotedText(text: "”Tack!”", language: "sv"),
                        ]), .table(days),
                    ]),
                Section(
                    id: "verkosto", title: "Verkosto", shortTitle: "Verkosto",
                    blocks: [
                        .chart(chart(.network, id: "alueet", table: "")),
                        .chart(chart(.bars, id: "pylväät", table: "maakunnat")),
                        .definitions([definition, definition]),
                        .terms(
                            TermList(
                                title: "Sanat & merkit",
                                terms: [
                                    Term(key: "diffusion", name: "Leviäminen", meaning: "Yksi & kaksi. Kolme."),
                                    Term(key: "e-i-index", name: hostile, meaning: hostile),
                                ])),
                        .terms(TermList(terms: [Term(key: "diffusion", name: "Uudelleen", meaning: "A. B.")])),
                    ]),
            ],
            notes: ["Etäosallistujien määrä on arvio.", "Kotipaikan mukaan."],
            legend: [
                LegendEntry(mark: "[c]", meaning: "salattu, jotta ketään ei voi tunnistaa"),
                LegendEntry(mark: "[u]", meaning: "liian vähän pareja"),
                LegendEntry(mark: "–", meaning: "ei havaintoja"),
                LegendEntry(mark: "n.", meaning: "likimääräinen"),
            ])
    }
}
