import Definitions
import Diagnostics
import Foundation
import Records
import Testing

@testable import Ingest

/// What a proposed mapping leaves to people, and what it does not get wrong for them.
@Suite struct ProposalTests {
    private func inspection(_ text: String, _ name: String) throws -> FileInspection {
        let file = try TemporaryFile(text, name: name)
        return try FileInspection(path: file.path, displayName: name)
    }

    /// The errors and warnings of a file read through a mapping.
    private func findings(_ text: String, _ name: String, _ mapping: String) throws -> [Finding] {
        let file = try TemporaryFile(text, name: name)
        return SourceReader.findings(
            path: file.path, displayName: name, mapping: try defined(mapping), codeLists: [:])
    }

    // MARK: Survey tools

    private func qualtrics(_ question: String = "Suosittelisitko (0–10)?") -> String {
        var text = "StartDate,EndDate,Status,Finished,RecordedDate,ResponseId,Q1,Q2_1,Q2_2,Q3_1,Q3_2\n"
        text += "Start,End,Type,Finished,Recorded,Response,\(question),Arvioi: - Sisältö,Arvioi: - Järjestelyt,"
        text += "Mistä kuulit? - Selected Choice - Kollegalta,Mistä kuulit? - Selected Choice - Netistä\n"
        text +=
            ["startDate", "endDate", "status", "finished", "recordedDate", "_recordId", "1", "2", "3", "4", "5"]
            .map { "\"{\"\"ImportId\"\":\"\"\($0)\"\"}\"" }.joined(separator: ",") + "\n"
        for row in 1...12 {
            let time = "2024-05-02 10:11:\(row + 10)"
            text += "\(time),\(time),IP Address,True,\(time),R_\(row),\(row % 4 == 0 ? -99 : 3 + row % 7),"
            text += "\(2 + row % 3),\(row % 5 == 0 ? "-99" : "\(1 + row % 4)"),\(row % 2 == 0 ? "1" : ""),1\n"
        }
        return text
    }

    @Test func proposesTheScaleAskedAndNoMissingCodes() throws {
        let text = qualtrics()
        let found = try inspection(text, "q.csv")
        let proposed = found.proposedMapping
        #expect(
            proposed.contains(
                "q1: {from: \"Q1\", type: integer, range: [0, 10]}  # Decide: is this the whole scale? The question says 0–10."
            ), "\(proposed)")
        #expect(!proposed.contains("-99"))
        #expect(found.columns[6].least == "3" && found.columns[6].missing == 3)
        let other = try inspection(qualtrics("Monesko?"), "q.csv").proposedMapping
        #expect(
            other.contains(
                "range: [3, 9]}  # Decide: the whole scale, not only what was answered; the range is from the file."))
        let narrow = try inspection(qualtrics("Kuinka (1-5)?"), "q.csv").proposedMapping
        #expect(
            narrow.contains(
                "range: [3, 9]}  # Decide: the question says 1–5, and some answers are outside of it; the range is from the file."
            ))
    }

    @Test func findsMatricesAndChoicesByTheirTexts() throws {
        let text = qualtrics()
        let proposed = try inspection(text, "q.csv").proposedMapping
        #expect(
            proposed.contains("  q2:\n    from: \"Q2_{row}\"\n    rows: {\"1\": sisalto, \"2\": jarjestelyt}\n"),
            "\(proposed)")
        #expect(proposed.contains("    range: [1, 4]  # Decide: the whole scale"))
        #expect(proposed.contains("from: \"Q3_{option}\"\n    options: {\"1\": kollegalta, \"2\": netista}"))
        let reading = try read(Array(text.utf8), defined(proposed), name: "q.csv")
        #expect(reading.report.rowsKept == 12 && reading.report.issues.isEmpty)
        #expect(reading.values("q2_sisalto").prefix(2) == ["3", "4"])
        #expect(reading.values("q3_kollegalta").prefix(2).last == "1")
    }

    /// Qualtrics writes the option's text into the cells of those who ticked it.
    @Test func ticksWithTheOptionsOwnText() throws {
        var text = "StartDate,EndDate,RecordedDate,ResponseId,Q4_1,Q4_2,Q4_2_TEXT\n"
        text +=
            "Start,End,Recorded,Response,Missä? - Selected Choice Työpajat,\"Missä? - Selected Choice Muu, mikä?\",Missä? - Teksti\n"
        text += (1...7).map { "\"{\"\"ImportId\"\":\"\"\($0)\"\"}\"" }.joined(separator: ",") + "\n"
        for row in 1...12 {
            let time = "2024-05-02 10:11:\(row + 10)"
            text += "\(time),\(time),\(time),R_\(row),\(row % 2 == 0 ? "Työpajat" : ""),"
            text += "\(row % 3 == 0 ? "\"Muu, mikä?\"" : ""),\(row == 3 ? "kioski" : "")\n"
        }
        let proposed = try inspection(text, "q.csv").proposedMapping
        #expect(
            proposed.contains("from: \"Q4_{option}\"\n    options: {\"1\": tyopajat, \"2\": muu_mika}"), "\(proposed)")
        let reading = try read(Array(text.utf8), defined(proposed), name: "q.csv")
        #expect(reading.report.rowsKept == 12 && reading.report.issues.isEmpty)
        #expect(reading.values("q4_tyopajat").prefix(4) == ["<not-answered>", "1", "0", "1"])
        #expect(reading.values("q4_muu_mika").prefix(4) == ["<not-answered>", "0", "1", "0"])
        // What is only like it, or another option's, is none.
        let wrong = text.replacing(",Työpajat,", with: ",pajat,")
        #expect(try read(Array(wrong.utf8), defined(proposed), name: "q.csv").report.rowsQuarantined == 6)
    }

    @Test func numberedColumnsWithoutACommonQuestionStayAsTheyAre() throws {
        let text = qualtrics().replacing("Arvioi: - Järjestelyt", with: "Kesto - tuntia")
        let proposed = try inspection(text, "q.csv").proposedMapping
        #expect(proposed.contains("q2_1: {from: \"Q2_1\"") && proposed.contains("q2_2: {from: \"Q2_2\""))
    }

    @Test func tellsResponsesApartByTheirKey() throws {
        let qualtrics = try inspection(qualtrics(), "q.csv").proposedMapping
        #expect(qualtrics.contains("\nunique: [respondent]  # "))
        let kobo = String(decoding: PresetSamples.kobo.bytes, as: UTF8.self)
        #expect(try inspection(kobo, "k.csv").proposedMapping.contains("\nunique: [respondent]  # "))
        let forms = PresetSamples.microsoft
        #expect(
            try !inspection(String(decoding: forms.bytes, as: UTF8.self), "f.csv").proposedMapping.contains("unique:"))
    }

    @Test func doesNotRepeatWhatThePresetSaysOfMissingAnswers() throws {
        var text = "Response ID\tDate submitted\tLast page\tStart language\tKuinka?\tMissä?\n"
        text += "id\tsubmitdate\tlastpage\tstartlanguage\tQ1_SQ001\tQ3\n"
        for row in 1...15 {
            text +=
                "\(row)\t2024-05-02 10:11:12\t3\tfi\t\(row % 6 == 0 ? "{question_not_shown}" : "\(row % 5 + 1)")\tLappi\n"
        }
        let found = try inspection(text, "vv.csv")
        #expect(found.preset == "limesurvey-vv" && !found.proposedMapping.contains("question_not_shown"))
        #expect(found.proposedMapping.contains("q1_sq001: {from: \"Q1_SQ001\", type: integer, range: [1, 5]}"))
        let reading = try read(Array(text.utf8), defined(found.proposedMapping), name: "vv.csv")
        #expect(reading.values("q1_sq001").count { $0 == "<not-asked>" } == 2)
    }

    @Test func saysThatAnOptionWithACommaShowsAsTwo() throws {
        var text = "Aikaleima,Mitä odotat?\n"
        for row in 0..<12 {
            text += "20.3.2026 klo 19.10.3\(row % 10),\"Ideoita, Tietoa, taitoa\(row % 2 == 0 ? ", Tukea" : "")\"\n"
        }
        let google = try inspection(text, "g.csv").proposedMapping
        #expect(google.contains("shape: delimited") && google.contains("itself holds a comma shows here as two"))
        let forms = text.replacing("Aikaleima,", with: "ID;Aloitusaika;Valmistumisaika;").replacing(",", with: ";")
        #expect(try !inspection(forms, "f.csv").proposedMapping.contains("holds a comma"))
    }

    // MARK: Waves

    @Test func warnsOfAWaveThatNobodyHasDecided() throws {
        let text = qualtrics()
        let proposed = try inspection(text, "q.csv").proposedMapping
        #expect(proposed.contains("wave: {constant: unknown}  # Decide: such as {constant: after, codes: wave}"))
        let found = try findings(text, "q.csv", proposed).filter { $0.severity >= .warning }
        #expect(found.map(\.code) == ["ingest.undecided"] && found.first?.severity == .warning)
        #expect(found.first?.location?.file == "mapping.yaml" && found.first?.location?.line != nil)
        let decided = proposed.replacing("{constant: unknown}", with: "{constant: after}")
        #expect(try findings(text, "q.csv", decided).allSatisfy { $0.severity < .warning })
    }

    @Test func neverTakesAnAnswerForTheWave() throws {
        let rows = (1...20).map { "A\($0);\($0).11.2024;\($0 % 2 == 0 ? "Lappi" : "Kainuu")\n" }.joined()
        let proposed = try inspection("Vastaajakoodi;Vastauspäivä;Kunta\n" + rows, "a.csv").proposedMapping
        #expect(proposed.contains("record: survey-response") && proposed.contains("  kunta: {from: \"Kunta\""))
        #expect(proposed.contains("wave: {constant: unknown}  # Decide:"))
    }

    // MARK: Headers of two rows

    private let webropol: String = {
        var text = "Vastausaika;Mistä kuulitte?;;;Hyöty (1–5);;Tuntimäärä\n"
        text += ";Kollegalta;Uutiskirjeestä;Muu, mikä?;Työhön;Verkostoon;\n"
        for row in 1...15 {
            text += "\(row).5.2024 10.1\(row % 10);\(row % 2 == 0 ? "1" : "");1;\(row == 3 ? "Naapurilta" : "");"
            text += "\(2 + row % 3);\(row % 4 == 0 ? "" : "3");1,5\n"
        }
        return text
    }()

    @Test func tellsASecondHeaderRow() throws {
        let found = try inspection(webropol, "w.csv")
        #expect(found.notes == ["line 2 looks like a second header row: use `header-rows: 2, names: joined`"])
        #expect(found.rows == 15 && found.record == "survey-response")
        let proposed = found.proposedMapping
        #expect(
            proposed.contains(
                "header-rows: 2, names: joined, header-row: 1}  # Decide: line 2 looks like a second header row"))
        #expect(proposed.contains("  submitted: {from: \"Vastausaika\"}"))
        #expect(proposed.contains("  respondent: {from: \"#row\", scope: file}  # Decide:"))
        #expect(proposed.contains("from: \"Mistä kuulitte?: {option}\""))
        #expect(proposed.contains("other: {from: \"Mistä kuulitte?: Muu, mikä?\", type: text-length}"))
        #expect(proposed.contains("from: \"Hyöty (1–5): {row}\""))
        #expect(proposed.contains("range: [1, 5]  # Decide: is this the whole scale? The question says 1–5."))
        let reading = try read(Array(webropol.utf8), defined(proposed), name: "w.csv")
        #expect(reading.report.rowsKept == 15 && reading.report.issues.isEmpty, "\(proposed)")
        #expect(reading.report.unmappedColumns.isEmpty)
    }

    @Test func tellsASecondHeaderRowBelowOneOfFewQuestions() throws {
        var text = "Vastausaika;Mistä kuulitte?;;;;;;;\n;Netistä;Radiosta;Lehdestä;Kotoa;Töistä;Koulusta;Lapsilta;Muu\n"
        for row in 1...9 { text += "\(row).5.2024 10.11;1;;1;;\(row % 2 == 0 ? "1" : "");1;;1\n" }
        let found = try inspection(text, "w.csv")
        #expect(found.notes.first?.hasPrefix("line 2 looks like a second header row") ?? false, "\(found.text)")
        #expect(found.rows == 9 && found.columns[8].name == "Mistä kuulitte?: Muu")
        #expect(found.proposedMapping.contains("header-rows: 2, names: joined, header-row: 1}"))
        let reading = try read(Array(text.utf8), defined(found.proposedMapping), name: "w.csv")
        #expect(reading.report.rowsKept == 9 && reading.report.issues.isEmpty)
        // A title is no question.
        let titled = try inspection("Raportti 2024;;;\nAika;Hyöty;Kesto;Ikä\n1.5.2024;1;2;3\n2.5.2024;2;3;4\n", "t.csv")
        #expect(titled.notes.isEmpty && titled.columns[1].name == "Hyöty")
    }

    @Test func tellsASecondHeaderRowOfASheet() throws {
        var rows = [
            ["Vastausaika", "Kuulitte?", "", "Hyöty", ""], ["", "Netistä", "Radiosta", "Työhön", "Verkostoon"],
        ]
        for row in 1...8 { rows.append(["2024-05-0\(row)T10:11:12", "\(row % 2)", "1", "4", "5"]) }
        let fixture = try textWorkbook(rows)
        let found = try FileInspection(path: fixture.path, displayName: "w.xlsx")
        #expect(found.notes.first?.hasPrefix("row 2 looks like a second header row") ?? false, "\(found.notes)")
        #expect(found.rows == 8 && found.columns[2].name == "Kuulitte?: Radiosta")
        let reading = try read(path: fixture.path, defined(found.proposedMapping), name: "w.xlsx")
        #expect(reading.report.rowsKept == 8)
    }

    @Test(arguments: [
        // Numbers, dates or ticks are answers.
        "a;b;;c\n1;x;kyllä;2\n2;y;ei;3\n", "a;;b\nabc;def;1\nghi;jkl;2\n",
        // Nothing lies under a missing name, or the texts come again.
        "a;b;\nYksi;Kaksi;\n1;2;\n", "a;;b\nYksi;Kaksi;Kolme\nYksi;2;3\n",
        // Words all the way down.
        "a;;b\nYksi;Kaksi;Kolme\nNeljä;Viisi;Kuusi\n",
    ])
    func takesNoAnswersForAHeader(text: String) throws {
        let found = try inspection(text, "a.csv")
        #expect(found.notes.isEmpty && !found.proposedMapping.contains("header-rows"))
    }

    @Test func listsColumnsWithoutAName() throws {
        let text = "Koodi;;Kunta;;Ikä;\n" + (1...6).map { "K\($0);\($0);Lappi;x\($0);3\($0);\n" }.joined()
        let proposed = try inspection(text, "a.csv").proposedMapping
        #expect(
            proposed.contains(
                "  # Decide: 2 columns have no name and are left out: #2, #4; read it as {from: \"#2\", type: …}"),
            "\(proposed)")
    }

    // MARK: Remedies

    @Test func namesThePresetWhereColumnsAreNotFound() throws {
        let sample = PresetSamples.vv
        let text = String(decoding: sample.bytes, as: UTF8.self)
        let found = try findings(
            text, "vv.csv",
            "kaiku: 1\nrecord: survey-response\npreset: limesurvey-csv\ncolumns:\n  wave: {constant: after}\n"
                + "  q1: {from: Q1_SQ001, type: integer}\n")
        let errors = found.filter { $0.severity >= .error }
        #expect(errors.map(\.code) == ["ingest.unknown-column"])
        #expect(
            errors.first?.explanation.remedies.first
                == "this looks like an export for `preset: limesurvey-vv`: name it in the mapping")
    }

    @Test func namesTheSecondHeaderRowWhereColumnsAreNotFound() throws {
        let mapping = """
            kaiku: 1
            record: survey-response
            preset: webropol
            columns:
              wave: {constant: after}
              work: {from: "Hyöty (1–5): Työhön", type: integer}
            """
        let errors = try findings(webropol, "w.csv", mapping).filter { $0.severity >= .error }
        #expect(errors.first?.explanation.remedies.first?.contains("`header-rows: 2, names: joined`") ?? false)
        // A name that is only misspelt has nothing to do with the header.
        let plain = try findings("Vastausaika;Hyöty\n2.5.2024;1\n", "w.csv", mapping).filter { $0.severity >= .error }
        #expect(plain.count == 1)
        #expect(plain.allSatisfy { !$0.explanation.remedies.contains { $0.contains("header-rows") } })
    }

    @Test func saysThatNothingWasWritten() throws {
        let good = try TemporaryFile("a;b\n1;2\n", name: "a.csv")
        let broken = try TemporaryFile("PK\u{3}\u{4} no workbook", name: "b.xlsx")
        #expect(try FileInspection.proposedMappings([good.path]).count == 1)
        #expect {
            try FileInspection.proposedMappings([good.path, broken.path])
        } throws: {
            let failure = $0 as? InspectionFailure
            return failure?.code == failure?.error.code
                && failure?.explanation.remedies.last?.contains("delete the empty file and inspect again") ?? false
        }
    }

    @Test func countsInTheSingular() throws {
        let found = try inspection("Nro;Osoite\n1;a@example.org\n", "a.csv")
        #expect(found.columns[1].personalData == "1 e-mail address")
        #expect(found.text.contains("\n1 row, 2 columns\n"))
        #expect(quantity(1, "Finnish personal identity code") == "1 Finnish personal identity code")
        #expect(quantity(2, "phone number") == "2 phone numbers" && quantity(0, "row") == "0 rows")
    }

    // MARK: Scales

    @Test(
        arguments: [
            ("Suosittelisitko (0–10)?", 0...10), ("asteikolla 0-10", 0...10), ("Rate from 1 to 5.", 1...5),
            ("Arvioi 1 … 7", 1...7), ("NPS 0–10 (0–6 arvostelijat, 9–10 suosittelijat)", 0...10),
            ("asteikko:1–5.", 1...5),
        ] as [(String, ClosedRange<Int>)])
    func readsTheScaleOfAQuestion(text: String, scale: ClosedRange<Int>) {
        #expect(AskedScale.range(in: [nil, text]) == scale)
    }

    @Test(arguments: [
        "Ikä 18–29", "Vuonna 2023–2024", "päivä 1-5-2024", "klo 9:00–12:00", "K1-5", "Q1_1-5", "0–10 vai 20–30",
        "1–1000",
        "10–0", "1.5-3", "Mitä muuta?", "",
    ])
    func takesNothingElseForAScale(text: String) {
        #expect(AskedScale.range(in: [text]) == nil)
    }
}
