import Definitions
import Diagnostics
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

    // MARK: Dates with exceptions

    @Test func oneImpossibleDateLeavesAColumnOfDates() throws {
        var rows = (1...28).map { "A\($0);\($0).11.2024\n" }
        rows[16] = "A17;31.11.2024\n"
        let found = try inspection("Koodi;Vastauspäivä\n" + rows.joined())
        let dates = found.columns[1]
        #expect(dates.type == "day")
        #expect(dates.least == "2024-11-01" && dates.greatest == "2024-11-28")
        #expect(dates.notDates == [18])
        #expect(found.text.contains("2024-11-01…2024-11-28; no date on line 18"))
        #expect(found.json.contains("\"notDates\":[18]"))
        #expect(!found.text.contains("31.11"))
    }

    @Test func datesAmongOtherThingsAreNoColumnOfDates() throws {
        let rows = (1...20).map { $0 % 4 == 0 ? "kesken\n" : "\($0).11.2024\n" }.joined()
        let column = try inspection("Valmis\n" + rows).columns[0]
        #expect(column.type != "day" && column.notDates.isEmpty)
        // Of a few values one that is no date may be anything.
        #expect(try inspection("Valmis\n1.2.2024\n2.2.2024\nkesken\n").columns[0].notDates.isEmpty)
    }

    // MARK: Sentences

    @Test func freeTextWithFewDifferentValuesIsNotQuoted() throws {
        let written = [
            "Olen sairaslomalla ja tulen takaisin kun voin paremmin", "Kiitos kaikesta hyvästä!", "Ei kommentoitavaa.",
        ]
        let rows = (0..<24).map { "\($0);\(written[$0 % 3])\n" }.joined()
        let found = try inspection("Nro;Palaute\n" + rows)
        #expect(found.columns[1].distinct == 3)
        #expect(found.columns[1].type == "text-length")
        for text in [found.text, found.json, found.proposedMapping] {
            for value in written { #expect(!text.contains(value.prefix(12))) }
        }
    }

    @Test func longAnswersToChooseFromStayCodesButAreNotQuoted() throws {
        let labels = ["Käytän ohjetta päivittäin tai lähes päivittäin työssäni nyt", "En ole kuullut ohjeesta."]
        let rows = (0..<40).map { "\($0);\(labels[$0 % 2])\n" }.joined()
        let column = try inspection("Nro;Käyttö\n" + rows).columns[1]
        #expect(column.type == "code")
        #expect(column.values.isEmpty)
        // Labels as of a scale are short, and shown.
        let scale = ["Täysin eri mieltä", "Ei samaa eikä eri mieltä", "Täysin samaa mieltä"]
        let agreed = (0..<30).map { "\($0);\(scale[$0 % 3])\n" }.joined()
        #expect(try inspection("Nro;K1\n" + agreed).columns[1].values.count == 3)
    }

    // MARK: Proposals that can be used

    /// What `kaiku check` says of a proposed mapping and its file.
    private func findings(_ path: String, _ name: String) throws -> [Finding] {
        let proposal = try FileInspection(path: path, displayName: name).proposedMapping
        let schema = try JSONSchema.load(
            path: repository.appendingPathComponent("Pipelines/schemas/mapping.schema.json").path,
            displayName: "mapping.schema.json")
        let file = try DefinitionFile.load(text: proposal, name: "mapping.yaml")
        let reader = DefinitionReader(findings: file.findings + schema.findings(in: file.root))
        guard let mapping = Mapping.decode(file.root, codeLists: [:], with: reader) else { return reader.findings }
        return reader.findings
            + SourceReader.findings(path: path, displayName: name, mapping: mapping, codeLists: [:])
    }

    @Test func proposalsForTheSampleFilesPassTheCheck() throws {
        let folder = repository.appendingPathComponent("SampleData/osaamiskeskus")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
            .filter { [".csv", ".tsv", ".xlsx"].contains(where: $0.hasSuffix) }
        #expect(names.count >= 18)
        for name in names {
            let errors = try findings(folder.appendingPathComponent(name).path, name).filter { $0.severity >= .error }
            #expect(errors.isEmpty, "\(name): \(errors.map(\.rendered))")
        }
    }

    @Test(arguments: [
        "Nimi;Selite;Määrä\nA;Yksi kaksi;1\nB;Kolme neljä;2\n", "a,b\n1,2\n3,4\n",
        "\"Sarake \"\"x\"\"\";\"Rivi\nvaihto\";Päivä: pvm\n1;2;1.2.2024\n3;4;2.2.2024\n",
        "Tapahtuma;Tapahtuma;;Läsnä\nT1;Avajaiset;x;kyllä\nT2;Päätös;y;ei\n",
        "if;not;as_of;Vastaus\n1;2;3;a\n4;5;6;b\n",
    ])
    func proposalsForOddFilesPassTheCheck(text: String) throws {
        let file = try TemporaryFile(text, name: "outo.csv")
        let errors = try findings(file.path, "outo.csv").filter { $0.severity >= .error }
        // What no column of the file could be is said at the top, and is all that is missing.
        let isIncomplete = try FileInspection(path: file.path, displayName: "outo.csv").proposedMapping
            .contains("# Not complete")
        let others = errors.filter { !(isIncomplete && $0.code == "mapping.required-column") }
        #expect(others.isEmpty, "\(others.map(\.rendered))")
    }
}
