import Foundation
import Records
import Reporting
import Testing

@testable import Disclosure
@testable import FigurePack

/// Tables as files of their own.
@Suite struct TablePackTests {
    private func number(_ value: Double?, approximate: Bool = false) -> ProtectedNumber {
        .unrestricted(value, approximate: approximate, because: "invented for a test")
    }

    private func locale(_ language: String) -> ReportLocale {
        let english = language == "en"
        return ReportLocale(
            language: language, decimalMark: english ? "." : ",", groupMark: english ? "," : "\u{A0}",
            percentGap: english ? "" : "\u{A0}", minus: "\u{2212}", withheldMark: "[c]",
            absenceMarks: ["no-observations": "[x]", "too-few": "[low]", "other": "[x]"],
            approximateWord: english ? "about" : "n.", dayForm: "d.M.yyyy", monthNames: [],
            texts: ["chart.approximate-column": english ? "{series}, approximate" : "{series}, likimääräinen"])
    }

    private var table: Table {
        Table(
            id: "events", title: "Tapahtumat", shortTitle: "",
            columns: [
                TableColumn(id: "event", title: "Tapahtuma"),
                TableColumn(id: "count", title: "Kertoja", format: .integer),
                TableColumn(id: "share", title: "Osuus", format: .percent(1)),
                TableColumn(id: "day", title: "Päivä", format: .day), TableColumn(id: "mixed", title: "Muu; muut"),
            ],
            rows: [
                [
                    .text("=SUM(A1)"), .number(number(1234, approximate: true)), .number(number(0.625)),
                    .number(number(19_668)), .formatted(number(-12.5), .euros(0)),
                ],
                [
                    .sourceText("Päivä \"yksi\""), .number(ProtectedNumber(.withheld)), .absent(reason: "too-few"),
                    .day(CalendarDay(number: 0)), .text("a;b"),
                ],
                [.text("Lyhyt")],
            ])
    }

    private func document(_ language: String, _ tables: [Table], name: String = "report") -> Document {
        Document(
            information: DocumentInformation(
                name: name, title: "", subtitle: "", organisation: "", contact: "", period: "", asOf: "",
                asOfDay: CalendarDay(number: 0), keywords: [], description: "", facts: [], build: ""),
            locale: locale(language),
            sections: [Section(id: "s", title: "", shortTitle: "", blocks: tables.map { .table($0) })])
    }

    /// 19,668 days after 1 January 1970 is 7 November 2023; a share of 62.5 % is 0.625.
    @Test func cellsAreWhatTheTableShows() {
        let finnish = TableFile(table: table, locale: locale("fi")).text
        #expect(
            finnish
                == "\u{FEFF}Tapahtuma;Kertoja;\"Kertoja, likimääräinen\";Osuus;Päivä;\"Muu; muut\"\r\n"
                + "'=SUM(A1);1234;n.;0,625;2023-11-07;-13\r\n"
                + "\"Päivä \"\"yksi\"\"\";[c];;[low];1970-01-01;\"a;b\"\r\n" + "Lyhyt;;;;;\r\n")
        let english = TableFile(table: table, locale: locale("en")).text
        #expect(english.contains("\r\n'=SUM(A1),1234,about,0.625,2023-11-07,-13\r\n"))
    }

    @Test func eachTableHasAFileInEachLanguage() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("tables-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let documents = ["fi", "en"].flatMap { language in
            [document(language, [table]), document(language, [table], name: "other")]
        }
        let names = try writeTables(of: documents, to: folder)
        #expect(
            names == [
                "other.events.en.csv", "other.events.fi.csv", "report.events.en.csv", "report.events.fi.csv",
            ])
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == names)
    }

    @Test func refusesTablesOfOneName() {
        #expect(throws: FigurePackError.duplicateTable(id: "events", report: "report", language: "fi")) {
            try writeTables(of: [document("fi", [table, table])], to: "unused")
        }
        var named = table
        named.id = "../events"
        #expect(throws: FigurePackError.unusableName("../events")) {
            try writeTables(of: [document("fi", [named])], to: "unused")
        }
    }
}
