import Diagnostics
import Foundation
import Pipeline
import Testing

/// Organisations are found in a register, codes of the same person in another wave, as the pipeline declares; what people decide is kept.
@Suite(.serialized) struct MatchingTests {
    static let folder = "Pipelines/kohdistus"
    static let pipeline = "\(folder)/pipeline.yaml"
    static let review = "\(folder)/tarkistus/organisaatiot.csv"
    static let build = "build/kohdistus"
    /// Before: two that come again as they were, one with a slip, one that is near two, one with nobody near, and more of both kinds.
    static let before =
        (0..<12).map { "SAMA\($0 + 10);nainen" } + (0..<12).map { "KOOD\($0 + 10)X;\($0 < 6 ? "nainen" : "mies")" }
        + ["OUTO77;mies", "EPÄV11;mies"] + (0..<12).map { "YKSI\($0 * 3 + 10)\($0 * 3 + 10);mies" }
    static let after =
        (0..<12).map { "SAMA\($0 + 10);nainen" } + (0..<12).map { "KOOD\($0 + 10);\($0 < 6 ? "nainen" : "mies")" }
        + ["EPÄV12;mies", "EPÄV13;mies"]

    /// An invented pipeline: a register, a list of supported organisations, and a survey before and after.
    static func open() throws -> Workspace {
        let workspace = try Workspace(copying: ["Pipelines", "Reports"])
        try workspace.write(
            """
            kaiku: 1
            pipeline: kohdistus
            titles: {fi: "Kohdistus"}
            period: {from: 2024-01-01, to: 2024-12-31}
            as-of: 2024-12-31
            languages: [fi, sv, en]
            output: ../../\(build)
            code-lists: ["../codes/*.yaml"]
            catalogue: ["../indicators/dimensions.yaml", "indicators.yaml"]
            reports: ["report.yaml", "../../Reports/data-quality.yaml"]
            locales: ../../Reports/locales
            templates: ../../Reports/templates
            sources:
              - {id: tuetut, files: ["tuetut*.csv"], mapping: tuetut.yaml}
              - {id: toimijat, files: ["toimijat.csv"], mapping: toimijat.yaml}
              - {id: kysely, files: ["kysely_*.csv"], mapping: kysely.yaml}
            tables:
              organisation: {key: organisation}
              supported_entity: {references: {organisation: organisation}}
            matching:
              organisations:
                register: {table: organisation, key: organisation, name: name, business-id: business_id}
                columns:
                  - {table: supported_entity, column: organisation, business-id: business_id}
                review: tarkistus/organisaatiot.csv

            """, to: pipeline)
        try workspace.write(
            """
            kaiku: 1
            dimensions:
              found:
                titles: {en: "Found"}
                expression: "if(respondent_match in ('exact', 'tolerant'), 'found', 'not-found')"
            indicators:
              - code: known
                titles: {en: "Known"}
                definition: {en: "Supported organisations of the register."}
                unit: organisations
                population: none
                calculation: {kind: count, table: supported_entity, where: "present(organisation.name)"}
              - code: undecided
                titles: {en: "Undecided"}
                definition: {en: "Rows whose organisation waits for a decision."}
                unit: responses
                population: none
                calculation: {kind: count, table: supported_entity, where: "organisation_match = 'undecided'"}
              - code: pairs
                titles: {en: "Matched"}
                definition: {en: "Respondents before who are found after."}
                unit: share
                population: none
                calculation: {kind: match-share, table: survey_response, person: respondent, wave: wave, from: before, to: after}
              - code: gender-of-matched
                titles: {en: "Gender"}
                definition: {en: "Gender of those found and not found."}
                unit: share
                population: persons
                calculation: {kind: distribution, table: survey_response, where: "wave = 'before'", of: gender}
                breakdowns: [[found]]
              - code: gender-difference
                titles: {en: "Difference"}
                definition: {en: "Those found against those not found."}
                unit: effect
                population: persons
                calculation:
                  kind: group-difference
                  table: survey_response
                  where: "wave = 'before'"
                  of: gender
                  first: "respondent_match in ('exact', 'tolerant')"
                  second: "respondent_match in ('ambiguous', 'unmatched')"

            """, to: "\(folder)/indicators.yaml")
        try workspace.write(
            """
            kaiku: 1
            report: kohdistus
            sections:
              - {id: a, title: section.summary, blocks: [{supplement: matching}, {definitions: all}]}

            """, to: "\(folder)/report.yaml")
        try workspace.write(
            """
            kaiku: 1
            record: organisation
            columns: {organisation: {from: Tunnus}, name: {from: Nimi}, business_id: {from: Y-tunnus}}

            """, to: "\(folder)/toimijat.yaml")
        try workspace.write(
            """
            kaiku: 1
            record: supported-entity
            columns: {organisation: {from: Organisaatio}, business_id: {from: Y-tunnus, type: identifier}, date: {from: Päivä}}

            """, to: "\(folder)/tuetut.yaml")
        try workspace.write(
            """
            kaiku: 1
            record: survey-response
            columns:
              respondent: {from: Koodi, normalise: upper, match: {changes: 1, within: wave}}
              wave: {from: Aalto, codes: wave}
              gender: {from: Sukupuoli, type: code, codes: gender}
            unique: [respondent, wave]

            """, to: "\(folder)/kysely.yaml")
        try workspace.write(
            "Tunnus;Nimi;Y-tunnus\nT1;Naapuriapu Kielopolku ry;0112038-9\nT2;Työllisyyspalvelut Niittyvilla;\n"
                + "T3;Työllisyyspalvelut Ruusuruoho;\n", to: "\(folder)/toimijat.csv")
        try workspace.write(
            "Organisaatio;Y-tunnus;Päivä\nNAAPURIAPU KIELOPOLKU R.Y.;;1.3.2024\nJotain aivan muuta;FI01120389;2.3.2024\n"
                + "T2;;3.3.2024\nTyöllisyyspalvelut Ruusruoho;;4.3.2024\nVieras Yhdistys ry;;5.3.2024\n",
            to: "\(folder)/tuetut.csv")
        try survey(workspace, "ennen", before)
        try survey(workspace, "jalkeen", after)
        return workspace
    }

    static func survey(_ workspace: Workspace, _ wave: String, _ rows: [String]) throws {
        let title = wave == "ennen" ? "ennen" : "jälkeen"
        try workspace.write(
            "Aalto;Koodi;Sukupuoli\n" + rows.map { "\(title);\($0)\n" }.joined(),
            to: "\(folder)/kysely_\(wave).csv")
    }

    static func read(_ summary: RunSummary) -> [String] {
        summary.sources.filter(\.wasRead).map { String($0.file.split(separator: "/").last ?? "") }
    }

    @Test func organisationsAreFoundAsPeopleDecide() throws {
        let workspace = try Self.open()
        var summary = try workspace.run(Self.pipeline)
        var results = try workspace.results(Self.build)
        #expect(results.value("known") == 3)
        #expect(results.value("undecided") == 1)
        #expect(summary.findings.contains { $0.code == "matching.undecided" })
        let first = try workspace.text(Self.review).replacingOccurrences(of: "\u{FEFF}", with: "")
        #expect(
            first
                == "written;suggested_key;suggested_name;score;decision;who;when\r\n"
                + "Työllisyyspalvelut Ruusruoho;T3;Työllisyyspalvelut Ruusuruoho;97;;;\r\nVieras Yhdistys ry;;;;;;\r\n")
        // Names of the register's table only; the names that were written are for the review file.
        for report in ["kohdistus.fi.html", "data-quality.fi.html"] {
            let page = try workspace.text("\(Self.build)/\(report)")
            #expect(page.contains("Päätöstä odottaa 2 nimeä"))
            #expect(page.contains("Y-tunnuksella"))
            #expect(!page.contains("Vieras Yhdistys"))
        }

        // Nothing has changed, the review file neither.
        summary = try workspace.run(Self.pipeline)
        #expect(summary.isUnchanged)
        #expect(try workspace.text(Self.review).replacingOccurrences(of: "\u{FEFF}", with: "") == first)

        // A person decides, in a spreadsheet that saves in its own way.
        try workspace.write(
            "written;suggested_key;suggested_name;score;decision;who;when\n"
                + "Työllisyyspalvelut Ruusruoho;T3;Työllisyyspalvelut Ruusuruoho;97;kyllä;MK;1.4.2024\n"
                + "Vieras Yhdistys ry;;;;;;\n", to: Self.review)
        let identity = summary.build
        summary = try workspace.run(Self.pipeline)
        #expect(Self.read(summary) == ["tuetut.csv"])
        #expect(summary.build != identity)
        #expect(try workspace.results(Self.build).value("known") == 4)
        #expect(try workspace.run(Self.pipeline).isUnchanged)

        // The register gets the other one: its line goes, the decided one stays.
        try workspace.replace("T3;", with: "T4;Vieras yhdistys, r.y.;\nT3;", in: "\(Self.folder)/toimijat.csv")
        summary = try workspace.run(Self.pipeline)
        #expect(Self.read(summary) == ["tuetut.csv", "toimijat.csv"])
        results = try workspace.results(Self.build)
        #expect(results.value("known") == 5)
        let last = try workspace.text(Self.review)
        #expect(last.contains("97;kyllä;MK;1.4.2024"))
        #expect(!last.contains("Vieras"))
        #expect(!summary.findings.contains { $0.code == "matching.undecided" })
        #expect(try workspace.run(Self.pipeline).isUnchanged)

        // A file is read into a build with the names of those not read again.
        try workspace.write(
            "Organisaatio;Y-tunnus;Päivä\nAivan Uusi Oy;;5.3.2024\nTyöllisyyspalvelut  RUUSRUOHO;;6.3.2024\n",
            to: "\(Self.folder)/tuetut_2.csv")
        summary = try workspace.run(Self.pipeline)
        #expect(Self.read(summary) == ["tuetut_2.csv"])
        #expect(try workspace.results(Self.build).value("known") == 6)
        #expect(try workspace.text(Self.review).contains("Aivan Uusi Oy;;;;;;"))
    }

    @Test func mistakesOfPeopleAreTold() throws {
        let workspace = try Self.open()
        try workspace.write(
            "written;suggested_key;decision\nVieras Yhdistys ry;;T77\nNaapuriapu Kielopolku ry;T1;no\n", to: Self.review
        )
        let summary = try workspace.run(Self.pipeline)
        let finding = try #require(summary.findings.first { $0.code == "matching.unknown-key" })
        #expect(finding.location?.line == 2)
        #expect(!finding.rendered.contains("Vieras"))
        // One was found by its name before; a person says that it is not.
        #expect(try workspace.results(Self.build).value("known") == 2)
        // Both decisions stay as they were written.
        let text = try workspace.text(Self.review)
        #expect(text.contains("Vieras Yhdistys ry;;T77"))

        try workspace.write("written;decision\nA ry;T1\nA r.y.;T2\n", to: Self.review)
        let outcome = try Command.run("check", Self.pipeline, in: workspace)
        #expect(outcome.status == 1)
        #expect(
            outcome.error.contains("error[matching.review-conflict]: Pipelines/kohdistus/tarkistus/organisaatiot.csv:3")
        )
        try FileManager.default.removeItem(atPath: "\(workspace.path)/\(Self.review)")
        try workspace.replace(
            "- {table: supported_entity, column: organisation, business-id: business_id}",
            with: "- {table: supported_entiti, column: organisation}\n      - {table: supported_entity, column: date}\n"
                + "      - {table: organisation, column: organisation}", in: Self.pipeline)
        let broken = try Command.run("check", Self.pipeline, in: workspace)
        for text in [
            "matching.unknown-table", "write 'supported_entity'", "matching.type", "matching.own-register",
        ] {
            #expect(broken.error.contains(text), "\(text) in \(broken.error)")
        }
    }

    @Test func codesThatDifferALittleAreOnePersons() throws {
        let workspace = try Self.open()
        var summary = try workspace.run(Self.pipeline)
        var results = try workspace.results(Self.build)
        #expect(agrees(results.value("pairs"), 24.0 / 38))
        #expect(results.further("count", of: "pairs") == 24)
        let page = try workspace.text("\(Self.build)/kohdistus.en.html")
        #expect(page.contains("By the same code"))
        // Those found: 18 women of 24; those not: none of 14, which may be told as no count is small.
        #expect(agrees(results.value("gender-of-matched", ["found": "found", "answer": "F"]), 0.75))
        #expect(agrees(results.value("gender-of-matched", ["found": "not-found", "answer": "M"]), 1))
        let difference = (0.75 - 0) / (0.75 * 0.25 / 2).squareRoot()
        #expect(agrees(results.value("gender-difference", ["answer": "F"]), difference))
        #expect(results.further("first", of: "gender-difference", ["answer": "F"]) == 0.75)
        #expect(agrees(results.value("gender-difference", ["answer": "M"]), -difference))

        // No code is anywhere in what a build leaves behind.
        for (name, data) in workspace.contents(of: "build") {
            for code in ["KOOD10", "SAMA10", "EPÄV11"] {
                #expect(data.range(of: Data(code.utf8)) == nil, "\(code) in \(name)")
            }
        }

        // One wave changes: both are read again.
        #expect(try workspace.run(Self.pipeline).isUnchanged)
        try Self.survey(workspace, "jalkeen", Self.after + ["OUTO78;mies"])
        summary = try workspace.run(Self.pipeline)
        #expect(Self.read(summary) == ["kysely_ennen.csv", "kysely_jalkeen.csv"])
        results = try workspace.results(Self.build)
        #expect(results.further("count", of: "pairs") == 25)

        // One wave goes: the other is read again, and nobody is found.
        try FileManager.default.removeItem(atPath: "\(workspace.path)/\(Self.folder)/kysely_jalkeen.csv")
        summary = try workspace.run(Self.pipeline)
        #expect(Self.read(summary) == ["kysely_ennen.csv"])
        #expect(
            try workspace.results(Self.build).figure("gender-of-matched", ["found": "found", "answer": "F"]) == nil)
    }

    /// Few matched or few unmatched respondents: what would tell of them is withheld.
    @Test func smallGroupsStayHidden() throws {
        let workspace = try Self.open()
        try Self.survey(workspace, "ennen", Self.before + ["AINO88;nainen", "AINO99;nainen"])
        try workspace.run(Self.pipeline)
        let results = try workspace.results(Self.build)
        #expect(results.value("gender-of-matched", ["found": "not-found", "answer": "F"]) == nil)
        #expect(results.value("gender-difference", ["answer": "F"]) == nil)
        #expect(results.further("second", of: "gender-difference", ["answer": "F"]) == nil)
        #expect(results.further("second", of: "gender-difference", ["answer": "M"]) == nil, "it is what is left")
    }
}
