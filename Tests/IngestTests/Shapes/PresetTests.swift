import Definitions
import Diagnostics
import Foundation
import Records
import Testing

@testable import Ingest

@Suite struct PresetTests {
    private func mapping(_ sample: PresetSamples.Sample, _ more: String = "") throws -> Mapping {
        try defined("kaiku: 1\nrecord: survey-response\npreset: \(sample.preset)\ncolumns:\n" + sample.mapping + more)
    }

    private func reading(_ sample: PresetSamples.Sample) throws -> Reading {
        try read(sample.bytes, mapping(sample), name: sample.name)
    }

    @Test func areDataThatCanBeRead() throws {
        #expect(
            Preset.all.map(\.name) == [
                "limesurvey-vv", "limesurvey-csv", "kobo-csv", "kobo-xlsx", "ms-forms", "google-forms", "qualtrics",
                "webropol",
            ])
        let file = try DefinitionFile.load(text: PresetDefinitions.text, name: "presets")
        #expect(file.findings.isEmpty)
        // Each preset with nothing but the wave of its answers is a whole mapping.
        for preset in Preset.all {
            let mapping = try defined(
                "kaiku: 1\nrecord: survey-response\npreset: \(preset.name)\ncolumns: {wave: {constant: after}}\n")
            #expect(mapping.columns.map(\.name).contains("respondent"), "\(preset.name)")
        }
    }

    @Test(arguments: PresetSamples.all.map(\.name))
    func accountsForEveryRow(_ name: String) throws {
        let sample = try #require(PresetSamples.all.first { $0.name == name })
        let reading = try reading(sample)
        #expect(reading.isReconciled)
        #expect(reading.report.rowsKept == sample.kept, "\(reading.report.issues.map(\.explanation.summary))")
        #expect(reading.report.rowsQuarantined == 0 && reading.report.issues.isEmpty)
        #expect(reading.report.exclusions == sample.excluded)
        #expect(reading.report.unmappedColumns.isEmpty, "\(reading.report.unmappedColumns)")
        #expect(reading.values("wave") == [String](repeating: "after", count: sample.kept))
        #expect(
            Set(reading.values("respondent")).count == sample.kept
                && !reading.values("respondent").contains("<missing>"))
    }

    @Test func readsLimeSurvey() throws {
        let reading = try reading(PresetSamples.limesurvey)
        #expect(reading.values("submitted") == ["2024-05-02 10:11:12", "2024-05-03 10:11:12"])
        #expect(reading.values("started") == ["2024-05-02 10:01:12", "2024-05-03 10:01:12"])
        #expect(reading.values("q1_mail") == ["1", "0"] && reading.values("q1_other") == ["0", "1"])
        #expect(reading.values("q2_sq001") == ["5", "1"] && reading.values("q2_sq002") == ["4", "<not-answered>"])
        // The apostrophe guards against a formula and is no part of the answer.
        #expect(reading.values("feedback") == ["=hyvä", "Moi \nvaan"])
        #expect(reading.report.verdict.hasSuffix("; excluded: 1: the response was never submitted"))
    }

    @Test func readsVV() throws {
        let reading = try reading(PresetSamples.vv)
        #expect(reading.values("useful") == ["4", "<not-asked>"])
        #expect(reading.values("more") == ["Rivi\ntoinen \"rivi\"\t{x}", ""])
        #expect(reading.values("which") == ["<not-asked>", "A1"])
        #expect(reading.values("_line") == ["3", "5"])
    }

    @Test func readsKobo() throws {
        let reading = try reading(PresetSamples.kobo)
        #expect(reading.values("support_money") == ["1", "<not-answered>", "0"])
        #expect(reading.values("started").first == "2024-05-02 10:01:12")
        #expect(reading.values("submitted").first == "2024-05-02 07:11:15")
    }

    @Test func readsMicrosoftForms() throws {
        let reading = try reading(PresetSamples.microsoft)
        #expect(reading.values("submitted") == ["2024-05-02 10:11:12", "2024-05-03 09:05:10", "2024-05-03 09:05:10"])
        #expect(reading.values("heard_peer") == ["1", "0", "<not-answered>"])
        #expect(reading.values("heard_net") == ["1", "1", "<not-answered>"])
    }

    @Test func readsGoogleForms() throws {
        let reading = try reading(PresetSamples.google)
        #expect(reading.values("submitted") == ["2026-03-20 19:10:37", "2026-03-21 07:05:00"])
        #expect(reading.values("hopes_skills") == ["1", "0"] && reading.values("hopes_network") == ["1", "1"])
        #expect(reading.values("agree_learnt") == ["1", "<not-answered>"])
    }

    @Test func readsQualtrics() throws {
        let reading = try reading(PresetSamples.qualtrics)
        #expect(reading.values("useful") == ["4", "<not-answered>"])
        #expect(reading.values("more") == ["4", "<not-answered>"])
    }

    @Test func readsWebropol() throws {
        let reading = try reading(PresetSamples.webropol)
        #expect(reading.values("hours") == ["1.5", "2.0"])
        #expect(reading.values("heard_peer") == ["1", "0"])
        #expect(reading.values("submitted") == ["2024-05-02 10:11:00", "2024-05-03 09:05:00"])
    }

    @Test func tellsRespondentsOfDifferentFilesApart() throws {
        let sample = PresetSamples.microsoft
        let first = try read(sample.bytes, mapping(sample), name: "ennen.csv")
        let second = try read(sample.bytes, mapping(sample), name: "jälkeen.csv")
        #expect(Set(first.values("respondent")).isDisjoint(with: second.values("respondent")))
        // A code of the respondents' own is the same person in both.
        let own = try defined(
            "kaiku: 1\nrecord: survey-response\npreset: ms-forms\ncolumns:\n  respondent: {from: Arvosana}\n"
                + sample.mapping
                .replacing("  grade: {from: Arvosana, type: integer, range: [1, 5]}\n", with: ""))
        let third = try read(sample.bytes, own, name: "ennen.csv").values("respondent")
        #expect(try read(sample.bytes, own, name: "jälkeen.csv").values("respondent") == third)
    }

    @Test func doesNotTakeAnonymousForAPerson() throws {
        let own = try defined(
            "kaiku: 1\nrecord: survey-response\npreset: ms-forms\ncolumns:\n  respondent: {from: Sähköposti}\n"
                + PresetSamples.microsoft.mapping)
        let reading = try read(PresetSamples.microsoft.bytes, own, name: "palaute.csv")
        #expect(reading.codes == ["ingest.missing-required", "ingest.missing-required"])
        #expect(reading.report.rowsKept == 1)
    }

    @Test func letsAMappingOverrideEverything() throws {
        let yaml = """
            kaiku: 1
            record: survey-response
            preset: {name: limesurvey-csv, without: [exclude, drop]}
            format: {apostrophes: false}
            columns:
              wave: {constant: after}
              submitted: {from: startdate}
              feedback: {from: Q3, type: text}
              token: {from: token, type: identifier}
            missing: ["Moi"]
            exclude:
              - {column: startlanguage, equals: sv, reason: answered in Swedish}
            """
        let mapping = try defined(yaml)
        let reading = try read(PresetSamples.limesurvey.bytes, mapping, name: "a.csv")
        #expect(reading.values("submitted") == ["2024-05-02 10:01:12", "2024-05-02 11:00:00"])
        #expect(reading.values("feedback") == ["'=hyvä", ""])
        #expect(reading.values("token") == ["abc", "abd"])
        #expect(reading.report.exclusions == [ExcludedRows(reason: "answered in Swedish", count: 1)])
        #expect(mapping.shapes.missing.map(\.written) == ["Moi", "{question_not_shown}"])
        // Without its list of columns to drop, the others are told of again.
        #expect(reading.report.unmappedColumns.contains("ipaddr"))
        let (wrong, findings) = try decoded(
            "kaiku: 1\nrecord: survey-response\npreset: limesurvey\ncolumns: {wave: {constant: a}}\n")
        #expect(wrong == nil && findings.map(\.code).contains("mapping.unknown-preset"))
    }

    @Test func givesOnlyFittingColumnsToOtherRecords() throws {
        let mapping = try defined(
            """
            kaiku: 1
            record: event
            preset: kobo-csv
            columns:
              event: {from: _uuid}
              name: {from: alue}
              kind: {constant: workshop}
              start: {from: start, type: day}
            """)
        #expect(mapping.columns.map(\.name) == ["event", "name", "kind", "start"])
        #expect(try read(PresetSamples.kobo.bytes, mapping, name: "a.csv").report.rowsKept == 3)
    }

    // MARK: Broken exports

    @Test func refusesAnExportWithAHeaderOfAnotherForm() throws {
        // Somebody has taken the rows below the names out of a Qualtrics file: the first answers must not vanish with them.
        let lines = String(decoding: PresetSamples.qualtrics.bytes, as: UTF8.self)
            .replacing("\"Mitä\nmuuta?\"", with: "Muuta?").split(separator: "\n")
        let cut = ([lines[0]] + lines[3...]).joined(separator: "\n")
        #expect { try read(Array(cut.utf8), mapping(PresetSamples.qualtrics), name: "q.csv") } throws: {
            ($0 as? IngestError)?.code == "ingest.other-header"
        }
        let single = String(decoding: PresetSamples.vv.bytes, as: UTF8.self).split(separator: "\n").dropFirst()
        #expect {
            try read(Array(single.joined(separator: "\n").utf8), mapping(PresetSamples.vv), name: "vv.csv")
        } throws: {
            ($0 as? IngestError)?.code == "ingest.other-header"
        }
    }

    @Test func namesTheOptionThatTheExportLacks() throws {
        let sample = PresetSamples.limesurvey
        let text = String(decoding: sample.bytes, as: UTF8.self).replacing("Q1[SQ002]", with: "Q1[SQ003]")
        #expect { try read(Array(text.utf8), mapping(sample), name: "a.csv") } throws: {
            let finding = ($0 as? IngestError)?.findings.first { $0.severity == .error }
            return finding?.explanation.summary.contains("Q1[SQ002]") ?? false
        }
    }

    @Test func setsBrokenRowsAside() throws {
        let sample = PresetSamples.microsoft
        let text = String(decoding: sample.bytes, as: UTF8.self)
            .replacing("Kollegalta;Netistä;", with: "Kollegalta;Radiosta;").replacing(";5\n", with: ";viisi\n")
            .replacing("3;5/3/24 9:01:00;5/3/24 9:05:10", with: "3;5/3/24 9:01:00;31.2.2024")
        let reading = try read(Array(text.utf8), mapping(sample), name: "palaute.csv")
        #expect(reading.codes == ["ingest.unknown-code", "ingest.not-of-type", "ingest.not-of-type"])
        #expect(reading.report.rowsQuarantined == 3 && reading.isReconciled)
    }

    @Test func readsAWorkbookOfMicrosoftForms() throws {
        let fixture = try textWorkbook([
            [
                "Id", "Start time", "Completion time", "Email", "Name",
                "Mistä saitte\u{A0}tiedon?\nVoit valita useita.", "Arvosana",
            ],
            ["1", "2024-05-02T10:01:12", "2024-05-02T10:11:12", "anonymous", "", "Netistä;Kollegalta;", "4"],
        ])
        let reading = try read(path: fixture.path, mapping(PresetSamples.microsoft), name: "palaute.xlsx")
        #expect(reading.values("heard_net") == ["1"] && reading.values("grade") == ["4"])
        #expect(reading.report.unmappedColumns.isEmpty && reading.report.issues.isEmpty)
    }
}
