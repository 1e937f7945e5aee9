import Definitions
import Records
import Testing

@testable import Ingest

/// What the rows of a list are taken for, and which of its columns for what.
@Suite struct RecordGuessTests {
    private func inspection(_ text: String, _ name: String = "a.csv") throws -> FileInspection {
        let file = try TemporaryFile(text, name: name)
        return try FileInspection(path: file.path, displayName: name)
    }

    private func webropol(_ first: String, _ time: String) -> String {
        var text = "\(first);\(time);Kieli;1. Kotikunta;3. Mistä kuulit? : Facebook;3. Mistä kuulit? : Ystävältä;"
        text += "4. Arvioi (1–5) : Tila;4. Arvioi (1–5) : Ohjelma;5. Suosittelisitko? (0–10)\n"
        for row in 0..<20 {
            text +=
                "9824\(row);\(row + 1).5.2026 16:48;Suomi;Nokia;\(row % 2);1;\(1 + row % 5);\(1 + row % 4);\(row % 11)\n"
        }
        return text
    }

    @Test func guessesASurveyByItsQuestions() throws {
        let text = webropol("Vastaajan tunnus", "Vastauksen ajankohta")
        let found = try inspection(text)
        #expect(found.record == "survey-response")
        let proposed = found.proposedMapping
        #expect(proposed.contains("  respondent: {from: \"Vastaajan tunnus\"}"), "\(proposed)")
        #expect(proposed.contains("  submitted: {from: \"Vastauksen ajankohta\"}"))
        #expect(proposed.contains("    from: \"3. Mistä kuulit? : {option}\""))
        #expect(proposed.contains("    from: \"4. Arvioi (1–5) : {row}\""))
        let reading = try read(Array(text.utf8), defined(proposed), name: "a.csv")
        #expect(reading.report.rowsKept == 20 && reading.report.issues.isEmpty)
    }

    @Test func guessesASurveyByAQuestionOfRecommending() throws {
        let proposed = try inspection(webropol("Nro", "Aika")).proposedMapping
        #expect(proposed.contains("record: survey-response\n"), "\(proposed)")
        #expect(proposed.contains("  respondent: {from: \"#row\", scope: file}  # Decide: no column fits"))
    }

    @Test func aListWithoutQuestionsIsNoSurvey() throws {
        let rows = (1...9).map { "T\($0);Ilta \($0);iltama;\($0).5.2026;Nokia\n" }.joined()
        #expect(try inspection("Tunnus;Tapahtuma;Laji;Alkaa;Vastaajataho\n" + rows).record == "event")
    }

    private func partners(_ key: String) -> String {
        let towns = ["Nokia", "Tampere", "Orivesi", "Kangasala"]
        let members = ["n. 10", "noin 60", "yli 100", "25-30", "12", "n. 40", "55", "noin 5"]
        var text = "Nro;Organisaation nimi;\(key);Kotikunta;Jäseniä\n"
        for row in 0..<16 {
            text += "\(row + 1);Kylän yhdistys \(row);\(row == 5 ? "" : "12345\(10 + row)-\(row % 10)");"
            text += "\(towns[row % 4]);\(members[row % 8])\n"
        }
        return text
    }

    @Test(arguments: ["Y-tunnus", "Järjestön tunnus", "ID"])
    func takesAnIdentifierForTheKeyOfOrganisations(key: String) throws {
        let proposed = try inspection(partners(key)).proposedMapping
        #expect(proposed.contains("record: organisation\n"), "\(proposed)")
        #expect(
            proposed.contains("  organisation: {from: \"\(key)\"}  # a guess; 1 row without one will be set aside"),
            "\(proposed)")
    }

    @Test func takesTheMostDifferentColumnForTheKeyOfOrganisations() throws {
        let proposed = try inspection(partners("Y-tunnus").replacing("Y-tunnus", with: "Huomioita")).proposedMapping
        #expect(proposed.contains("  organisation: {from: \"Organisaation nimi\"}  # a guess\n"), "\(proposed)")
    }

    @Test func takesMostlyHeadcountsForHeadcounts() throws {
        let found = try inspection(partners("Y-tunnus"))
        #expect(found.columns[4].type == "headcount")
        #expect(
            found.proposedMapping.contains(
                "  jasenia: {from: \"Jäseniä\", type: headcount}  # Decide: '25-30' is no headcount: correct the file"),
            "\(found.proposedMapping)")
        _ = try defined(found.proposedMapping)
        // What one person is asked is hardly ever a number of people.
        let asked = try inspection(partners("Y-tunnus").replacing("Jäseniä", with: "Montako kertaa?"))
        #expect(asked.columns[4].type != "headcount")
    }
}
