import Definitions
import Diagnostics
import Foundation
import Records
import Testing

@testable import Ingest

/// What is proposed for the questions of survey tools: open answers, multiple choices, codes of respondents.
@Suite struct SurveyProposalTests {
    private func inspection(_ text: String, _ name: String) throws -> FileInspection {
        let file = try TemporaryFile(text, name: name)
        return try FileInspection(path: file.path, displayName: name)
    }

    // MARK: Open answers

    private static let answers = [
        "Hyvä ryhmä; jatkukoon!", "Bussivuorot eivät sovi,\nvarsinkaan perjantaisin.", "Ei mitään", "-",
        "Kahvihetket olivat parasta.", "Kiitos; oli hyvä", "Enemmän ohjaajia",
    ]

    /// Answers that come again and again, some with semicolons, in a form whose multiple choices have semicolons too.
    private func form(_ answers: [String]) -> String {
        var text = "ID;Aloitusaika;Valmistumisaika;Mistä?;Sana\n"
        let choices = ["Netistä;Digipaja, kirjasto;", "Netistä;", "Digipaja, kirjasto;Kollegalta;", "Kollegalta;"]
        for row in 0..<42 {
            text +=
                "\(row);5/2/24 10:01:12;5/2/24 10:11:12;\"\(choices[row % 4])\";\"\(answers[row % answers.count])\"\n"
        }
        return text
    }

    @Test(arguments: [answers, answers.filter { !$0.contains("\n") }, ["Hyvä; kiva", "Ei ole", "Jotain; muuta"]])
    func neverTakesOpenAnswersForOptions(answers: [String]) throws {
        let proposed = try inspection(form(answers), "f.csv").proposedMapping
        #expect(
            proposed.contains(
                "{\"Digipaja, kirjasto\": digipaja_kirjasto, \"Kollegalta\": kollegalta, \"Netistä\": netista}"),
            "\(proposed)")
        #expect(proposed.contains("  sana: {from: \"Sana\", type: "))
        for answer in answers where answer.count > 2 { #expect(!proposed.contains(answer.prefix(8))) }
    }

    @Test func keepsLongOptionsOfForms() throws {
        let options = [
            "Sain tietoa palveluista, joista en ollut aiemmin kuullut", "Opin uutta", "Jokin muu, mikä?",
            "En mitään näistä.",
        ]
        var text = "Aikaleima,Hyödyt\n"
        for row in 0..<40 {
            text += "20.3.2026 klo 19.10.37,\"\(options[row % 4]);\(options[(row / 4) % 4])\"\n"
        }
        let proposed = try inspection(text, "g.csv").proposedMapping
        #expect(proposed.contains("separator: \";\"\n    options: {\"En mitään näistä.\""), "\(proposed)")
    }

    @Test func findsOptionsInEitherFileOfGoogle() throws {
        let choices = ["Yhteisö;Tekeminen (esim. ruoka, käsityöt)", "Auttaminen", "Auttaminen;Yhteisö"]
        var text = "Aikaleima,Mikä motivoi?\n"
        for row in 0..<30 { text += "2026/09/08 8:05:\(10 + row) ap. EEST,\"\(choices[row % 3])\"\n" }
        let found = try inspection(text, "g.csv")
        #expect(found.columns[0].type == "moment" && found.columns[0].least == "2026-09-08")
        let proposed = found.proposedMapping
        #expect(proposed.contains("separator: \";\"") && proposed.contains("\"Tekeminen (esim. ruoka, käsityöt)\": "))
        let reading = try read(Array(text.utf8), defined(proposed), name: "g.csv")
        #expect(reading.report.rowsKept == 30 && reading.report.issues.isEmpty)
        #expect(reading.values("submitted").first == "2026-09-08 08:05:10")
        #expect(reading.values("mika_motivoi_yhteiso").prefix(3) == ["1", "0", "1"])
        let sheet = try inspection(text.replacing(";", with: ", ").replacing("ruoka, k", with: "k"), "g.csv")
        #expect(sheet.proposedMapping.contains("separator: \", \""))
    }

    // MARK: LimeSurvey

    private func vv(_ code: String, _ question: String) -> String {
        var text =
            "Response ID\tLähetyspäivä\tSivu\tKieli\t\(question)\tVointi [Jaksan]\tVointi [Luotan]\tTapa [Ryhmä]\tTapa [Muu]"
        text +=
            "\tLupa\nid\tsubmitdate\tlastpage\tstartlanguage\t\(code)\tHYV_SQ001\tHYV_SQ002\tTAPA_1\tTAPA_other\tLUPA\n"
        for row in 0..<20 {
            text += "\(row)\t2026-06-14 20:22:53\t3\tfi\tA\(row)x\(row * 7)\tA\(1 + row % 5)\tA\(1 + row % 3)\t"
            text += "\(row % 2 == 0 ? "Y" : "")\t\(row == 1 ? "naapuri" : "")\t\(row % 3 == 0 ? "Y" : "")\n"
        }
        return text
    }

    @Test func findsQuestionsOfTheVVExport() throws {
        let text = vv("Q7", "Mikä?")
        let proposed = try inspection(text, "vv.csv").proposedMapping
        #expect(
            proposed.contains("  hyv:\n    from: \"HYV_{row}\"\n    rows: {\"SQ001\": sq001, \"SQ002\": sq002}\n"),
            "\(proposed)")
        #expect(proposed.contains("    from: \"TAPA_{option}\"\n    options: {\"1\": c_1}\n"))
        #expect(proposed.contains("other: {from: \"TAPA_other\", type: text-length}"))
        #expect(!proposed.contains("naapuri"))
        let reading = try read(Array(text.utf8), defined(proposed), name: "vv.csv")
        #expect(reading.report.rowsKept == 20 && reading.report.issues.isEmpty)
        #expect(reading.values("tapa_c_1").prefix(2) == ["1", "0"])
    }

    @Test func asksAboutColumnsOfTicks() throws {
        let proposed = try inspection(vv("Q7", "Mikä?"), "vv.csv").proposedMapping
        #expect(
            proposed.contains("  lupa: {from: \"LUPA\", type: boolean}  # Decide: only one mark and empty cells occur"))
        let both = vv("Q7", "Mikä?").replacing("\t\n", with: "\tN\n")
        #expect(try inspection(both, "vv.csv").proposedMapping.contains("  lupa: {from: \"LUPA\", type: boolean}\n"))
    }

    @Test(arguments: [
        ("KOODI", "Mikä?"), ("koodi", "Mikä?"), ("tunnus", "Mikä?"), ("Q7", "Tee oma koodisi"), ("Q7", "Din kod"),
    ])
    func takesAnOwnCodeForTheRespondent(code: String, question: String) throws {
        let text = vv(code, question)
        let found = try inspection(text, "vv.csv")
        let proposed = found.proposedMapping
        #expect(
            proposed.contains(
                "  respondent: {from: \"\(code)\", normalise: upper}  # Decide: is this a code that people made"),
            "\(proposed)")
        #expect(found.columns[4].type == "person" && !found.text.contains("A3x21"))
        let reading = try read(Array(text.utf8), defined(proposed), name: "vv.csv")
        #expect(reading.report.rowsKept == 20)
        // Beside the number of a respondent in a file of no known tool it is a person's all the same.
        if question == "Mikä?", code == "KOODI" {
            let lines = (1...9).map { "\($0);\($0).5.2026 12:00;A\($0)x;3;4;Joo\n" }.joined()
            let plain = try inspection("Vastaajan tunnus;Vastausaika;Oma koodi;Hyvä?;Paha?;Miksi?\n" + lines, "w.csv")
            #expect(
                plain.proposedMapping.contains("respondent: {from: \"Vastaajan tunnus\"}\n"), "\(plain.proposedMapping)"
            )
            #expect(
                plain.proposedMapping.contains(
                    "oma_koodi: {from: \"Oma koodi\", normalise: upper, type: person}  # Decide:"))
            #expect(plain.columns[2].type == "person" && !plain.text.contains("A3x"))
        }
        // Answers of another kind are no codes.
        let other = try inspection(vv("Q7", "Mikä?"), "vv.csv")
        #expect(!other.proposedMapping.contains("respondent:") && other.columns[4].type != "person")
    }

    // MARK: Words among numbers

    @Test func asksAboutWordsThatAreNoMissingAnswers() throws {
        var text = "Aikaleima,Suosittelisitko?,Kesto\n"
        for row in 0..<20 {
            text +=
                "20.3.2026 klo 19.10.37,\(row == 3 ? "kymppi" : row == 4 ? "En osaa sanoa" : "\(row % 11)"),\(row)\n"
        }
        let file = try TemporaryFile(text, name: "g.csv")
        let proposed = try FileInspection(path: file.path, displayName: "g.csv").proposedMapping
        #expect(proposed.contains("type: integer, range: [0, 10], missing: [\"En osaa sanoa\"]}"), "\(proposed)")
        #expect(proposed.contains("the range is from the file. 'kymppi' is no number: correct the file, or say"))
        let findings = SourceReader.findings(
            path: file.path, displayName: "g.csv", mapping: try defined(proposed), codeLists: [:])
        #expect(findings.allSatisfy { $0.severity < .error })
    }

    @Test(arguments: ["-", "N/A", "ei vastausta", "Vet ej", "EN OSAA SANOA", "e.o.s."])
    func knowsWordsForMissingAnswers(word: String) { #expect(StrayWords.standsForMissing(word)) }

    @Test func repeatsNoAnswerInWords() {
        #expect(StrayWords.decision(["ei niin kovin monta"], no: "number")?.hasPrefix("1 text is no number: ") ?? false)
        #expect(!StrayWords.standsForMissing("kymppi"))
    }
}
