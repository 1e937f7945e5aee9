import Foundation
import Testing

@testable import Ingest

@Suite struct FileInspectionTests {
    private func inspection(_ text: String, name: String = "vastaukset.csv") throws -> FileInspection {
        let file = try TemporaryFile(text, name: name)
        return try FileInspection(path: file.path, displayName: name)
    }

    private let survey = """
        Vastaajakoodi;Aalto;Vastauspäivä;Maakunta;K1;K2;Summa;Palaute;Sähköposti;Läsnä
        A1;ennen;7.11.2023;01;1;5;1,5;Hyvä;a1@example.org;kyllä
        A2;ennen;8.11.2023;15;4;;12,25;Ihan hyvä päivä, kiitos järjestäjille;a2@example.org;ei
        A3;jälkeen;9.11.2023;01;5;3;0;;a3@example.org;kyllä
        A4;jälkeen;9.11.2023;15;2;2;7;Hyvä;a4@example.org;ei

        """

    @Test func infersTypes() throws {
        let found = try inspection(survey)
        #expect(
            found.columns.map(\.type) == [
                "person", "code", "day", "code", "integer", "integer", "decimal", "title", "person", "boolean",
            ])
        #expect(found.rows == 4 && found.isWhole)
        let item = found.columns[5]
        #expect(item.filled == 3 && item.missing == 1 && item.distinct == 3)
        #expect(item.least == "2" && item.greatest == "5")
        #expect(found.columns[6].places == 2 && found.columns[6].greatest == "12.25")
        #expect(found.columns[2].least == "2023-11-07")
        #expect(found.record == "survey-response" && found.recordIsLikely)
    }

    @Test func neverShowsWhatMayIdentifyPeople() throws {
        let found = try inspection(survey)
        #expect(found.columns[8].personalData == "4 e-mail addresses")
        for text in [found.text, found.json, found.proposedMapping] {
            #expect(!text.contains("@example") && !text.contains("A2"))
        }
    }

    @Test func proposesAMapping() throws {
        let text = try inspection(survey).proposedMapping
        #expect(text.hasPrefix("# Proposed for vastaukset.csv; check every line.\nkaiku: 1\nrecord: survey-response\n"))
        #expect(text.contains("format: {separator: \";\", encoding: utf-8, decimal: \",\"}"))
        #expect(text.contains("  respondent: {from: \"Vastaajakoodi\"}"))
        #expect(text.contains("  k1: {from: \"K1\", type: integer, range: [1, 5]}"))
        #expect(text.contains("  summa: {from: \"Summa\", type: decimal, places: 2}"))
    }

    @Test func takesAFewWordsAmongNumbersForMissingAnswers() throws {
        let rows = (0..<20).map { "A\($0 % 3);kohta 1;\($0 % 5 + 1)\n" }.joined()
        let found = try inspection("Arvioija;Kriteeri;Pisteet\n" + rows + "A1;kohta 1;eos\n", name: "arviot.csv")
        #expect(found.columns[2].type == "integer" && found.columns[2].missingWords == ["eos"])
        #expect(
            found.proposedMapping.contains(
                "pisteet: {from: \"Pisteet\", type: integer, range: [1, 5], missing: [\"eos\"]}")
                || found.proposedMapping.contains("score: {from: \"Pisteet\", missing: [\"eos\"]}"))
        // Raters are persons, whatever their codes look like.
        #expect(found.columns[0].type == "person" && found.columns[0].values.isEmpty)
        let counts = try inspection("Henkilömäärä\nn. 300\n24\n", name: "maarat.csv")
        #expect(counts.columns[0].type == "headcount" && counts.columns[0].personalData == nil)
    }

    @Test func recognisesAmericanDates() throws {
        let found = try inspection("päivä,arvo\n11/27/2023,1\n12/01/2023,2\n", name: "a.csv")
        #expect(found.columns[0].type == "day" && found.columns[0].dateFormat == "M/d/yyyy")
    }

    @Test func writesJSON() throws {
        let found = try inspection(survey)
        let object = try JSONSerialization.jsonObject(with: Data(found.json.utf8)) as? [String: Any]
        #expect((object?["columns"] as? [[String: Any]])?.count == 10)
        #expect(object?["record"] as? String == "survey-response")
    }

    @Test func namesColumnsForFormulas() {
        #expect(MappingProposal.name(for: "Täysin ERI mieltä?", not: []) == "taysin_eri_mielta")
        #expect(MappingProposal.name(for: "1. kysymys", not: []) == "c_1_kysymys")
        #expect(MappingProposal.name(for: "¿?", not: []) == "column")
        #expect(MappingProposal.name(for: "A", not: ["a", "a_2"]) == "a_3")
    }

    @Test func readsTablesOfNumbers() throws {
        let file = try TemporaryFile("before;after;group\n1,5;2;a\n;3;b\n", name: "pairs.csv")
        let table = try NumericTable.read(path: file.path, displayName: "pairs.csv")
        #expect(table.columns == ["before": [1.5, nil], "after": [2, 3]])
        #expect(table.textColumns == ["group": 2])
    }
}
