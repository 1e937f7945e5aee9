import Definitions
import Diagnostics
import Foundation
import Records
import Testing

@testable import Ingest

@Suite struct PresetInspectionTests {
    private func inspection(_ bytes: [UInt8], _ name: String) throws -> FileInspection {
        let file = try TemporaryFile(bytes, name: name)
        return try FileInspection(path: file.path, displayName: name)
    }

    @Test(arguments: PresetSamples.all.map(\.name))
    func proposesAMappingThatReadsTheFile(_ name: String) throws {
        let sample = try #require(PresetSamples.all.first { $0.name == name })
        let found = try inspection(sample.bytes, sample.name)
        // Webropol's layout is not known well enough to tell it by.
        #expect(found.preset == (sample.preset == "webropol" ? nil : sample.preset))
        for text in [found.text, found.json, found.proposedMapping] {
            #expect(!text.contains("@example") && !text.contains("Esimerkki"))
        }
        if found.preset == nil { return }
        #expect(found.proposedMapping.contains("preset: \(sample.preset)"))
        let mapping = try defined(found.proposedMapping)
        let reading = try read(sample.bytes, mapping, name: sample.name)
        #expect(reading.isReconciled && reading.report.exclusions == sample.excluded)
        #expect(
            reading.report.rowsKept == sample.kept,
            "\(reading.report.issues.map(\.explanation.summary))\n\(found.proposedMapping)")
        #expect(reading.report.unmappedColumns.isEmpty, "\(reading.report.unmappedColumns)")
    }

    @Test func saysWhatAPersonHasToDecide() throws {
        let text = try inspection(PresetSamples.limesurvey.bytes, "a.csv").proposedMapping
        #expect(text.contains("choices:\n  # Decide: could several of these be chosen?"))
        #expect(text.contains("options: {\"SQ001\": sq001, \"SQ002\": sq002}"))
        #expect(text.contains("range: [1, 5]  # Decide: the whole scale"))
        #expect(text.contains("wave: {constant: unknown}  # Decide:"))
        var form = "Aikaleima,Väitteet [Sain tukea],Väitteet [Opin uutta]\n"
        for row in 0..<8 { form += "20.3.2026 klo 19.10.37,\(row % 2 == 0 ? "Samaa" : "Eri") mieltä,Eri mieltä\n" }
        let google = try inspection(Array(form.utf8), "g.csv").proposedMapping
        #expect(google.contains("# Decide the order of the scale"))
        #expect(google.contains("values: {\"Eri mieltä\": …, \"Samaa mieltä\": …}"))
    }

    @Test func findsDelimitedCellsWhoseOptionsComeAgain() throws {
        var text = "ID;Aloitusaika;Valmistumisaika;Sähköposti;Nimi;Mistä?;Avoin\n"
        for row in 1...20 {
            text +=
                "\(row);5/2/24 10:01:12;5/2/24 10:11:12;anonymous;;\"\(row % 2 == 0 ? "Netistä;Kollegalta;" : "Netistä;")\";sana \(row); toinen\n"
                .replacing("; toinen", with: "")
        }
        let found = try inspection(Array(text.utf8), "f.csv").proposedMapping
        #expect(
            found.contains("shape: delimited") && found.contains("{\"Kollegalta\": kollegalta, \"Netistä\": netista}"))
        _ = try defined(found)
    }

    // MARK: Real exports

    private func reference(_ name: String) throws -> (path: String, bytes: [UInt8]) {
        let path = testFolder("Reference/inputs/\(name)").path
        return (path, try Array(Data(contentsOf: URL(fileURLWithPath: path))))
    }

    /// How many records the expected values have below the header.
    private func expectedRows(_ name: String, header: Int) throws -> Int {
        let data = try Data(contentsOf: URL(fileURLWithPath: testFolder("Reference/inputs/\(name).expected.json").path))
        let json = try JSONSerialization.jsonObject(with: data) as? [String: Any]
        return try #require(json?["records_including_header"] as? Int) - header
    }

    @Test(
        arguments: [
            ("qualtrics_sample.csv", "qualtrics", 3), ("googleforms_r_learning_2018_es_first60.tsv", "google-forms", 1),
            ("limesurvey_rse_can_2017.csv", nil, 1), ("surveymonkey_comma_survey_first150.csv", nil, 1),
        ] as [(String, String?, Int)])
    func readsRealExportsThroughTheProposedMapping(_ name: String, _ preset: String?, _ header: Int) throws {
        let (path, _) = try reference(name)
        let found = try FileInspection(path: path, displayName: name)
        #expect(found.preset == preset)
        let mapping = try defined(found.proposedMapping)
        let reading = try read(path: path, mapping, name: name)
        #expect(reading.isReconciled)
        #expect(try reading.report.rowsRead == expectedRows(name, header: header))
    }

    @Test func readsARealKoboWorkbook() throws {
        let (path, _) = try reference("kobo_repeat_group.xlsx")
        let found = try FileInspection(path: path, displayName: "kobo.xlsx")
        #expect(found.preset == "kobo-xlsx")
        let mapping = try defined(
            """
            kaiku: 1
            record: survey-response
            preset: kobo-xlsx
            columns:
              wave: {constant: before}
              country: {from: profile.country, type: code}
            choices:
              reason: {shape: columns, from: "profile.reason.{option}", options: [accomodation, employment, safety]}
              joined: {shape: delimited, from: profile.reason, separator: " ", options: [accomodation, employment, education, community, safety, movement, reunification]}
            """)
        let reading = try read(path: path, mapping, name: "kobo.xlsx")
        #expect(reading.report.rowsKept == 5 && reading.report.issues.isEmpty)
        #expect(reading.values("reason_employment") == ["1", "0", "0", "0", "1"])
        // The summary column says the same as the columns of the options.
        for option in ["accomodation", "employment", "safety"] {
            #expect(reading.values("reason_\(option)") == reading.values("joined_\(option)"), "\(option)")
        }
        #expect(reading.values("submitted").first == "2022-05-04 21:28:46")
        // The repeats are rows of a sheet of their own.
        let members = try defined(
            """
            kaiku: 1
            record: survey-response
            preset: kobo-xlsx
            format: {sheet: members}
            columns:
              respondent: {from: _submission__uuid}
              wave: {constant: before}
              age: {from: members.age, type: integer}
              sex: {from: members.sex, type: code}
            """)
        #expect(try read(path: path, members, name: "kobo.xlsx").report.rowsKept == 12)
    }

    @Test func readsTheQuestionsOfARealLimeSurveyExport() throws {
        let (path, _) = try reference("limesurvey_rse_can_2017.csv")
        let mapping = try defined(
            """
            kaiku: 1
            record: survey-response
            format: {code-separator: ". "}
            columns:
              respondent: {from: "#row", scope: file}
              wave: {constant: before}
              country: {from: socio1, type: code}
            choices:
              platform:
                shape: columns
                from: "tool5_can[multi]. What platform(s) are your research software projects deployed on? [{option}]"
                options: {Compute Canada HPC: hpc, Cloud service: cloud, Mobile: mobile}
            """)
        let reading = try read(path: path, mapping, name: "limesurvey.csv")
        #expect(reading.report.rowsKept == 110 && reading.isReconciled)
        #expect(reading.values("country").allSatisfy { $0 == "Canada" })
        #expect(reading.values("platform_hpc").first == "1" && reading.values("platform_cloud").first == "0")
    }

    @Test func readsTheCheckboxesOfARealGoogleForm() throws {
        let (path, bytes) = try reference("googleforms_r_learning_2018_es_first60.tsv")
        let header = String(decoding: bytes, as: UTF8.self).split(separator: "\r\n")[0].split(separator: "\t").map(
            String.init)
        let question = try #require(header.first { $0.hasPrefix("¿Para qué aplicaciones usas R") })
        let mapping = try defined(
            """
            kaiku: 1
            record: survey-response
            preset: google-forms
            columns: {wave: {constant: before}}
            choices:
              uses: {shape: delimited, from: \(MappingProposal.quoted(question)), separator: ", ", options: {"Visualización": plots, "Análisis estadístico": analysis}, other: {}}
            """)
        let reading = try read(path: path, mapping, name: "google.tsv")
        #expect(reading.report.rowsRead == 60 && reading.isReconciled)
        let answered = reading.values("uses_plots").filter { $0 != "<not-answered>" }
        #expect(answered.contains("1") && answered.contains("0"))
    }
}
