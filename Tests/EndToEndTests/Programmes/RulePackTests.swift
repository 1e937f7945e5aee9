import Diagnostics
import Foundation
import Indicators
import Pipeline
import Testing

/// Rule packs in a pipeline: what they need of it, what they show of themselves, and what a corrected rule looks like.
@Suite struct RulePackTests {
    private static let plus = "Pipelines/programmes/esf-plus-2021-2027/indicators.yaml"

    private static func few() -> RulePackBuild {
        var build = RulePackBuild()
        for (number, birth) in ["1960-01-01", "1965-01-01", "1990-01-01"].enumerated() {
            build.participations.append(
                RulePackBuild.usual.merging(["person": "p\(number)", "operation": "a", "birth_date": birth]) { $1 })
        }
        build.operations = [["operation": "a", "priority": "4", "objective": "4.3", "fund": "esf-plus"]]
        return build
    }

    private static func findings(_ workspace: Workspace) -> [(code: String, text: String)] {
        CheckTests.findings(workspace, RulePackBuild.pipeline).map { ($0.code, $0.rendered) }
    }

    @Test func theReadmeIsEnough() throws {
        let workspace = try Self.few().open(breakdowns: "[[operation]]")
        #expect(Self.findings(workspace).isEmpty, "\(Self.findings(workspace).map(\.text))")
    }

    /// One finding for each pack, and not one for each of its indicators.
    @Test func whatAPipelineLacksIsSaidOnce() throws {
        let workspace = try Self.few().open(breakdowns: "[[operation]]")
        try workspace.replace(
            "      gained_qualification: \"present(qualification_event) or exit_status = 'qualification'\"\n", with: "",
            in: RulePackBuild.pipeline)
        let lacking = Self.findings(workspace)
        #expect(lacking.map(\.code) == ["pipeline.rule-pack", "pipeline.rule-pack"], "\(lacking.map(\.text))")
        #expect(lacking.allSatisfy { $0.text.contains("'gained_qualification' of the table 'participant'") })
        #expect(lacking[0].text.contains("esf-plus-2021-2027/indicators.yaml:9"), "\(lacking[0].text)")
    }

    @Test func aMissingReferenceOrTableIsSaidOnce() throws {
        let workspace = try Self.few().open(breakdowns: "[[gender]]")
        try workspace.replace(
            "  supported_entity: {references: {operation: operation}}\n", with: "", in: RulePackBuild.pipeline)
        let lacking = Self.findings(workspace).filter { $0.code == "pipeline.rule-pack" }
        #expect(lacking.count == 2)
        #expect(lacking.allSatisfy { $0.text.contains("'operation.objective' of the table 'supported_entity'") })
        try workspace.replace(
            "  - {id: supported-entity, titles: {en: supported-entity}, files: supported-entity.csv, "
                + "mapping: supported-entity.yaml}\n", with: "", in: RulePackBuild.pipeline)
        let without = Self.findings(workspace)
        #expect(
            without.count(where: { $0.text.contains("needs a table 'supported_entity'") }) == 2,
            "\(without.map(\.text))")
    }

    @Test func aCorrectedRuleIsNamedByItsVersion() throws {
        let workspace = try Self.few().open(breakdowns: "[[operation]]")
        try workspace.run(RulePackBuild.pipeline)
        // 63 and 58 years: 2 above 54, and 1 above 59.
        #expect(try workspace.results("build/packs").value("EECO08") == 2)
        try workspace.replace(
            "complete and age_at(birth_date, entry) >= 55", with: "complete and age_at(birth_date, entry) >= 60",
            in: Self.plus)
        let rule = "    rule:\n      text:\n        fi: \"Ikä täysinä vuosina aloituspäivänä. Sinä päivänä 55"
        try workspace.replace(
            rule, with: rule.replacingOccurrences(of: "rule:\n", with: "rule:\n      version: 2\n"), in: Self.plus)
        try workspace.run(RulePackBuild.pipeline)
        var loader = PipelineLoader(options: RunOptions())
        let loaded = try loader.load("\(workspace.path)/\(RulePackBuild.pipeline)")
        let difference = try ComparingBuilds(loaded).difference(from: nil, to: nil)
        let change = try #require(difference.changes.first { $0.indicator == "EECO08" && $0.breakdown.isEmpty })
        #expect(change.before == .number(2) && change.after == .number(1))
        #expect(
            change.causes.map(\.what)
                == ["the rule of EECO08, esf-plus-2021-2027, version 1 → esf-plus-2021-2027, version 2"])
        #expect(Set(difference.changes.map(\.indicator)) == ["EECO08"])
    }

    /// Who reads a figure sees its rule, and what of the rule is to be verified; results.json names both.
    @Test func definitionsAndResultsTellOfTheRule() throws {
        let workspace = try Self.few().open(breakdowns: "[[operation]]")
        try workspace.run(RulePackBuild.pipeline)
        let page = try workspace.text("build/packs/packs.en.html")
        #expect(page.contains("To be verified"))
        #expect(page.contains("The limit of 12 months at every age was not read in a source."))
        #expect(page.contains("CO06: not comparable. The age limits have moved"))
        let indicators = try workspace.results("build/packs").object["indicators"] as? [[String: Any]] ?? []
        func rule(_ code: String) -> [String: Any]? {
            indicators.first { $0["code"] as? String == code }?["rule"] as? [String: Any]
        }
        for (code, programme, verified) in [
            ("EECO03", "esf-plus-2021-2027", false), ("EECO19", "esf-plus-2021-2027", true),
            ("CO01", "esf-2014-2020", false),
        ] {
            let found = try #require(rule(code))
            #expect(Set(found.keys) == ["programme", "version", "verified"])
            #expect(found["programme"] as? String == programme && found["version"] as? Int == 1)
            #expect(found["verified"] as? Bool == verified, "\(code)")
        }
        #expect(rule("participants-grand-total") == nil)
        // What is for the authority alone is not published.
        let values = indicators.first { $0["code"] as? String == "EECO01" }?["values"] as? [[String: Any]] ?? []
        #expect(values.compactMap { ($0["breakdown"] as? [String: String])?.keys.sorted() } == [[], ["operation"]])
    }

    /// The guide's tables have every rule, with what of it is to be verified.
    @Test func theGuideSaysWhatThePacksSay() throws {
        let workspace = try Self.few().open(breakdowns: "[[operation]]")
        var loader = PipelineLoader(options: RunOptions())
        let catalogue = try loader.load("\(workspace.path)/\(RulePackBuild.pipeline)").catalogue
        let rows = try Guide.text(of: "Documentation/guide/esf.md").components(separatedBy: "\n")
        var count = 0
        for indicator in catalogue.indicators {
            guard let rule = indicator.rule else { continue }
            let row = try #require(rows.first { $0.hasPrefix("| `\(indicator.code)` |") }, "\(indicator.code)")
            let texts = [rule.texts["en"], rule.isVerified ? "| – |" : rule.doubts["en"]].compactMap(\.self)
            #expect(texts.count == 2, "\(indicator.code)")
            for text in texts + rule.referenceOutputs {
                #expect(row.contains(text), "\(indicator.code): the guide lacks '\(text)'")
            }
            // In every language that the project reports in.
            #expect(Set(rule.texts.keys) == ["fi", "sv", "en"] && Set(indicator.titles.keys) == ["fi", "sv", "en"])
            #expect(rule.doubts.isEmpty || Set(rule.doubts.keys) == ["fi", "sv", "en"])
            count += 1
        }
        #expect(count == RulePackBuild.newCodes.count + RulePackBuild.oldCodes.count)
    }

    /// Zeros within the groups that occur: every gender of each priority, and no priority with the objective of another one.
    @Test func groupsThatOccurAreFilledUp() throws {
        var build = Self.few()
        build.participations.append(
            RulePackBuild.usual.merging(["person": "q", "operation": "b", "gender": "M"]) { $1 })
        build.operations.append(["operation": "b", "priority": "5", "objective": "5.1", "fund": "esf-plus"])
        let results = try Results(bytes: try build.results(breakdowns: "[[priority, objective, gender]]"))
        func count(_ priority: String, _ objective: String, _ gender: String) -> Double? {
            results.value("EECO01", ["priority": priority, "objective": objective, "gender": gender])
        }
        #expect(count("4", "4.3", "F") == 3 && count("4", "4.3", "M") == 0 && count("4", "4.3", "X") == 0)
        #expect(count("5", "5.1", "F") == 0 && count("5", "5.1", "M") == 1 && count("5", "5.1", "X") == 0)
        for gender in ["F", "M", "X"] { #expect(count("4", "5.1", gender) == nil && count("5", "4.3", gender) == nil) }
    }
}
