import Diagnostics
import Testing

@testable import Ingest

@Suite struct HeaderRowsTests {
    private let head = "kaiku: 1\nrecord: activity\n"
    private let fixed = "  date: {constant: 2024-01-01}\n  channel: {constant: news}\n"

    @Test func takesNamesFromTheDeclaredRowAndTextsFromAnother() throws {
        let text = "Q1;Q2\nKuinka hyödyllinen?;\"Mitä\nmuuta?\"\n\n{tag};\n4;hei\n5;moi\n"
        let mapping = try defined(
            head + "format: {header-rows: 3, names: 1, texts: 2}\ncolumns:\n" + fixed
                + "  useful: {from: Kuinka hyödyllinen?, type: integer}\n  more: {from: Q2, type: text-length}\n"
                + "  again: {from: Mitä muuta?, type: text}\n")
        let reading = try read(text, mapping)
        #expect(reading.values("useful") == ["4", "5"])
        #expect(reading.values("more") == ["3", "3"])
        #expect(reading.values("again") == ["hei", "moi"])
        // The header has four records over six lines, one of them blank.
        #expect(reading.values("_line") == ["6", "7"])
        #expect(reading.report.header == ["Q1", "Q2"])
        let fixture = try textWorkbook([
            ["Q1", "Q2"], ["Kuinka hyödyllinen?", "Mitä muuta?"], ["{tag}"], ["4", "hei"], ["5", "moi"],
        ])
        let sheet = try read(path: fixture.path, mapping, name: "a.xlsx")
        #expect(sheet.values("useful") == ["4", "5"] && sheet.values("again") == ["hei", "moi"])
        #expect(sheet.values("_line") == ["4", "5"])
    }

    @Test func joinsQuestionsWithTheirOptions() throws {
        let text = "Tunnus;Mistä kuulit?;;;Palaute\n;Kaverilta;Netistä;Muu, mikä?;\nA;1;;;hyvä\n"
        let mapping = try defined(
            head + "format: {names: joined}\ncolumns:\n" + fixed
                + "  friend: {from: \"Mistä kuulit?: Kaverilta\", type: boolean}\n"
                + "  net: {from: \"Mistä kuulit?: Netistä\", type: boolean}\n  feedback: {from: Palaute, type: text}\n")
        let reading = try read(text, mapping)
        #expect(
            reading.report.header == [
                "Tunnus", "Mistä kuulit?: Kaverilta", "Mistä kuulit?: Netistä", "Mistä kuulit?: Muu, mikä?", "Palaute",
            ])
        #expect(reading.values("friend") == ["1"] && reading.values("net") == ["<not-answered>"])
        #expect(reading.values("feedback") == ["hyvä"])
    }

    @Test func callsColumnsByTheCodeBeforeTheirText() throws {
        let text = "q1. Hyöty?;q2. Muuta?;q2. Toinen\n3;a;b\n"
        let mapping = try defined(
            head + "format: {code-separator: \". \"}\ncolumns:\n" + fixed
                + "  a: {from: q1, type: integer}\n  b: {from: Toinen, type: text}\n")
        let reading = try read(text, mapping)
        #expect(reading.values("a") == ["3"] && reading.values("b") == ["b"])
        // Two columns have the code q2, so that neither is called so.
        let doubled = try defined(
            head + "format: {code-separator: \". \"}\ncolumns:\n" + fixed + "  a: {from: q2, type: text}\n")
        #expect(throws: IngestError.self) { try read(text, doubled) }
    }

    @Test func refusesAHeaderThatIsNotWhole() throws {
        let three = try defined(head + "format: {header-rows: 3}\ncolumns:\n" + fixed)
        #expect { try read("a;b\n1;2\n", three) } throws: { ($0 as? IngestError)?.code == "ingest.short-header" }
        // Without its third row the first answer would be taken for it.
        let holds = try defined(head + "format: {header-rows: 3, header-holds: {\"3\": ImportId}}\ncolumns:\n" + fixed)
        #expect { try read("a;b\nx;y\n1;2\n3;4\n", holds) } throws: {
            ($0 as? IngestError)?.code == "ingest.other-header"
        }
        #expect(try read("a;b\nx;y\n{ImportId};2\n3;4\n", holds).report.rowsKept == 1)
    }

    @Test func findsMistakesInTheLayout() throws {
        for format in ["{header-rows: 2, names: 3}", "{texts: 2}", "{header-rows: 2, names: first}"] {
            let (mapping, findings) = try decoded(head + "format: \(format)\ncolumns:\n" + fixed)
            #expect(mapping == nil && findings.count == 1, "\(format)")
        }
    }
}
