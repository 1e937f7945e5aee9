import Charts
import Foundation
import Records
import Reporting
import Testing

@testable import Disclosure
@testable import FigurePack

@Suite struct FigurePackTests {
    private func number(_ value: Double?, approximate: Bool = false) -> ProtectedNumber {
        .unrestricted(value, approximate: approximate, because: "invented for a test")
    }

    private func locale(_ language: String) -> ReportLocale {
        let english = language == "en"
        return ReportLocale(
            language: language, decimalMark: english ? "." : ",", groupMark: english ? "," : "\u{A0}",
            percentGap: english ? "" : "\u{A0}", minus: "\u{2212}", withheldMark: "[c]",
            absenceMarks: ["no-observations": "[x]"], approximateWord: english ? "about" : "n.", dayForm: "d.M.yyyy",
            monthNames: [],
            texts: [
                "chart.code": "koodi", "chart.lower-column": "{series}, alaraja",
                "chart.upper-column": "{series}, yläraja",
                "chart.approximate-column": "{series}, likimääräinen", "legend.withheld": "peitetty",
                "legend.approximate": "likimääräinen", "chart.empty": "tyhjä", "chart.withheld-tie": "peitetty yhteys",
                "chart.n": "n", "chart.parent": "Lähde", "chart.unknown-source": "Ei tiedossa",
            ])
    }

    private func chart(_ id: String = "adoption-map") -> Chart {
        Chart(
            id: id, mark: .bars, title: "Käyttöönotot alueittain", caption: "n = 12", alternativeText: "Lappi 3,5.",
            categoryTitle: "Alue; maakunta", valueTitle: "Käyttöönottoja", format: .decimal(1),
            categories: [
                ChartCategory(code: "19", label: "Lappi"), ChartCategory(code: "01", label: "=SUM(A1:A9)"),
                ChartCategory(code: "21", label: "Åland \"saaret\""), ChartCategory(code: "04", label: "Satakunta"),
            ],
            series: [
                ChartSeries(
                    id: "v", label: "Arvo",
                    values: [
                        number(3.45), ProtectedNumber(.withheld), number(nil), number(-1234.5, approximate: true),
                    ],
                    lower: [number(2), number(1), nil, number(-2000)],
                    upper: [number(5), number(4), nil, number(-0.04)])
            ], table: "t", categoryColumn: "c", seriesColumns: ["v"])
    }

    private func document(_ language: String, _ charts: [Chart]) -> Document {
        Document(
            information: DocumentInformation(
                name: "report", title: "", subtitle: "", organisation: "", contact: "", period: "", asOf: "",
                asOfDay: CalendarDay(number: 0), keywords: [], description: "", facts: [], build: ""),
            locale: locale(language),
            sections: [
                Section(id: "s", title: "", shortTitle: "", blocks: [.paragraph("x")] + charts.map { .chart($0) })
            ])
    }

    private func withFolder(_ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("figures-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder.path)
    }

    private func contents(_ folder: String) throws -> [String: Data] {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder)
        return try Dictionary(
            uniqueKeysWithValues: names.map { ($0, try Data(contentsOf: URL(fileURLWithPath: folder + "/" + $0))) })
    }

    @Test func writesDrawingImageNumbersAndWordsInEachLanguage() throws {
        try withFolder { folder in
            let documents = ["fi", "sv", "en"].map { document($0, [chart()]) }
            let names = try writeFigures(of: documents, to: folder + "/deep/figures")
            let expected = ["en", "fi", "sv"].flatMap { language in
                ["csv", "pdf", "png", "svg", "txt"].map { "adoption-map.\(language).\($0)" }
            }
            #expect(names == expected)
            let files = try contents(folder + "/deep/figures")
            #expect(files.keys.sorted() == expected)
            let drawing = String(decoding: files["adoption-map.fi.svg"] ?? Data(), as: UTF8.self)
            #expect(drawing.hasPrefix("<?xml") && drawing.contains(">Käyttöönotot alueittain</text>"))
            #expect(drawing.contains(">n = 12</text>"))
            #expect(files["adoption-map.sv.png"]?.prefix(4) == Data([0x89, 0x50, 0x4E, 0x47]))
            #expect(files["adoption-map.sv.pdf"]?.prefix(5) == Data("%PDF-".utf8))
            #expect(
                String(decoding: files["adoption-map.en.txt"] ?? Data(), as: UTF8.self)
                    == "Käyttöönotot alueittain\n\nn = 12\n\nLappi 3,5.\n")
        }
    }

    @Test func figuresOfAnAuthorityCopySayWhatTheyAre() throws {
        try withFolder { folder in
            var copy = document("fi", [chart()])
            copy.information.copy = .authority
            copy.information.copyMark = "Viranomaiskopio: ei julkaistavaksi"
            let names = try writeFigures(of: [copy], to: folder, options: FigurePackOptions(writesImages: false))
            #expect(names == ["csv", "svg", "txt"].map { "adoption-map.authority.fi.\($0)" })
            let files = try contents(folder)
            let drawing = String(decoding: files["adoption-map.authority.fi.svg"] ?? Data(), as: UTF8.self)
            #expect(drawing.contains(">n = 12 Viranomaiskopio: ei julkaistavaksi.</text>"))
            let words = String(decoding: files["adoption-map.authority.fi.txt"] ?? Data(), as: UTF8.self)
            #expect(words.hasSuffix("\n\nViranomaiskopio: ei julkaistavaksi\n"))
        }
    }

    @Test func numbersAreMarkedAndRoundedAsInTheFigure() {
        // 3.45 shows as 3,5; the limits of a withheld number are withheld too; −0.04 rounds to nothing, and has no sign.
        let lines = FigureTable(chart: chart(), locale: locale("fi")).categories
        let expected = [
            #"\#u{FEFF}koodi;"Alue; maakunta";Arvo;"Arvo, likimääräinen";"Arvo, alaraja";"Arvo, yläraja""#,
            "19;Lappi;3,5;;2,0;5,0",
            "01;'=SUM(A1:A9);[c];;[c];[c]",
            #"21;"Åland ""saaret""";[x];;[x];[x]"#,
            "04;Satakunta;-1234,5;n.;-2000,0;0,0",
        ]
        #expect(lines == expected.map { $0 + "\r\n" }.joined())
        let english = FigureTable(chart: chart(), locale: locale("en")).categories
        #expect(english.contains("\r\n19,Lappi,3.5,,2.0,5.0\r\n"))
    }

    @Test func sharesAreFractionsWithTheFiguresDecimals() {
        var shares = chart()
        shares.format = .percent(0)
        shares.series = [
            ChartSeries(id: "v", label: "Osuus", values: [number(0.625), number(1), number(0), number(0.333)])
        ]
        let lines = FigureTable(chart: shares, locale: locale("en")).categories.split(separator: "\r\n").map(
            String.init)
        #expect(
            lines.dropFirst().map { $0.split(separator: ",").last.map(String.init) } == [
                "0.63", "1.00", "0.00", "0.33",
            ])
    }

    @Test func aTreeSaysWhereEachComesFrom() {
        var chart = chart()
        chart.mark = .tree
        chart.series = []
        chart.parents = [.origin, .category(0), .unknown]
        #expect(
            FigureTable(chart: chart, locale: locale("en")).categories
                == "\u{FEFF}koodi,\"Alue; maakunta\",Lähde\r\n19,Lappi,\r\n01,'=SUM(A1:A9),Lappi\r\n"
                + "21,\"Åland \"\"saaret\"\"\",Ei tiedossa\r\n04,Satakunta,Ei tiedossa\r\n")
    }

    @Test func aNetworkHasItsTies() throws {
        var network = chart("network")
        network.mark = .network
        network.ties = [
            ChartTie(from: 0, to: 3, weight: number(7)), ChartTie(from: 1, to: 2, weight: ProtectedNumber(.withheld)),
            ChartTie(from: 0, to: 9, weight: number(1)),
        ]
        let ties = FigureTable(chart: network, locale: locale("fi")).ties
        #expect(ties.contains("\r\n19;Lappi;04;Satakunta;7,0\r\n"))
        #expect(ties.contains("[c]\r\n") && ties.split(separator: "\r\n").count == 3)
        try withFolder { folder in
            let names = try writeFigures(
                of: [document("fi", [network])], to: folder, options: FigurePackOptions(writesImages: false))
            #expect(names == ["network.fi.csv", "network.fi.svg", "network.fi.txt", "network.ties.fi.csv"])
        }
    }

    @Test func filesDoNotDependOnTheNumberOfThreads() throws {
        let documents = ["fi", "en"].map { language in
            document(language, (0..<6).map { chart("figure-\($0)") })
        }
        var all: [[String: Data]] = []
        for threads in [1, 2, 5] {
            try withFolder { folder in
                try writeFigures(
                    of: documents, to: folder,
                    options: FigurePackOptions(dotsPerInch: 40, widthInMillimetres: 100, threads: threads))
                all.append(try contents(folder))
            }
        }
        #expect(all[0].count == 60)
        #expect(all[0] == all[1] && all[1] == all[2])
    }

    @Test func refusesNamesThatAreNoFileNames() throws {
        for id in ["../x", "a/b", "", "a b", "ä", String(repeating: "a", count: 101), "a.b"] {
            try withFolder { folder in
                #expect(throws: FigurePackError.unusableName(id)) {
                    try writeFigures(of: [document("fi", [chart(id)])], to: folder)
                }
                #expect(!FileManager.default.fileExists(atPath: folder))
            }
        }
        #expect(throws: FigurePackError.duplicateFigure(id: "x", language: "fi")) {
            try writeFigures(of: [document("fi", [chart("x"), chart("x")])], to: "unused")
        }
    }

    @Test func explainsAFolderThatCannotBeWritten() throws {
        try withFolder { folder in
            try Data().write(to: URL(fileURLWithPath: folder))
            let error = #expect(throws: FigurePackError.self) {
                try writeFigures(of: [document("fi", [chart()])], to: folder + "/figures")
            }
            #expect(error?.code == "figures.not-written")
        }
    }

    @Test func namesTheFigureThatCouldNotBecomeAnImage() throws {
        try withFolder { folder in
            let error = #expect(throws: FigurePackError.self) {
                try writeFigures(
                    of: [document("fi", [chart("a"), chart("b")])], to: folder,
                    options: FigurePackOptions(dotsPerInch: 0))
            }
            #expect(
                error
                    == .notDrawn(
                        id: "a", language: "fi", .impossibleSize(widthInMillimetres: 160, dotsPerInch: 0)))
        }
    }
}
