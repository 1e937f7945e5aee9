import Foundation
import Testing

/// The sample's chapter on missing answers against figures that another program computed (`SampleData/expected_parts/survey_quality.py`).
@Suite struct MissingAnswersTests {
    private static let items = (1...12).map { (name: "K\($0)", code: $0 < 10 ? "q0\($0)" : "q\($0)") }
    private static let waves = ["before", "during", "after"]

    private static func compare(_ found: Double?, _ path: String, _ expected: SampleYearTests.Expected) {
        let wanted = expected.number("survey_quality/" + path)
        #expect(wanted != nil, "EXPECTED.json has no \(path)")
        #expect(agrees(found, wanted), "\(path): \(String(describing: found)) instead of \(String(describing: wanted))")
    }

    @Test func whatIsMissingAgreesWithAnIndependentProgram() throws {
        let expected = try SampleYearTests.Expected()
        let (workspace, results) = try SampleYearTests.open()
        defer { withExtendedLifetime(workspace) {} }
        func compare(_ found: Double?, _ path: String) { Self.compare(found, path, expected) }
        for (name, item) in Self.items {
            for reason in ["answered", "does-not-know", "not-answered"] {
                compare(
                    results.further("count", of: "item-reason", ["item": item, "reason": reason]),
                    "reasons/\(name)/\(reason)")
            }
            compare(
                results.value("came-back-baseline", ["item": item, "agrees": "1"]), "came_back/agreed_before/\(name)")
            let path = "sensitivity/\(name)"
            compare(results.value("item-bounds", ["item": item]), "\(path)/mean_change")
            for (further, key) in [("least", "least"), ("greatest", "greatest"), ("unmatched", "missing_after")] {
                compare(results.further(further, of: "item-bounds", ["item": item]), "\(path)/\(key)")
            }
            compare(results.value("item-weighted-change", ["item": item]), "\(path)/weighted_change")
            compare(
                results.further("standardError", of: "item-weighted-change", ["item": item]),
                "\(path)/weighted_standard_error")
        }
        for wave in Self.waves {
            for level in ["0", "1", "2+"] {
                compare(
                    results.further("count", of: "left-out", ["wave": wave, "left_out": level]),
                    "left_out/\(wave)/\(level)")
            }
        }
        for sector in ["public", "research-and-business", "civil"] {
            compare(results.value("came-back-sector", ["helix3": sector]), "came_back/sector/\(sector)")
        }
        for age in ["18-34", "35-49", "50+"] {
            compare(results.value("came-back-age", ["age_group": age]), "came_back/age/\(age)")
        }
        compare(results.value("came-back-gender", ["gender_group": "women"]), "came_back/women")
        compare(results.value("came-back-score", ["agrees": "1"]), "came_back/score_3_or_more")
    }

    @Test func scaleAndWeightsAgreeWithAnIndependentProgram() throws {
        let expected = try SampleYearTests.Expected()
        let (workspace, results) = try SampleYearTests.open()
        defer { withExtendedLifetime(workspace) {} }
        func compare(_ found: Double?, _ path: String) { Self.compare(found, path, expected) }
        for wave in Self.waves {
            compare(results.value("skills-reliability", ["wave": wave]), "scale/alpha/\(wave)")
            compare(results.further("complete", of: "skills-reliability", ["wave": wave]), "scale/complete/\(wave)")
            compare(results.value("survey-weights", ["wave": wave]), "weights/\(wave)/kish")
            compare(results.further("effectiveN", of: "survey-weights", ["wave": wave]), "weights/\(wave)/effective_n")
            compare(results.value("skills-weighted", ["wave": wave]), "weights/\(wave)/weighted_mean")
            for (further, key) in [("unweighted", "mean"), ("weightedN", "weighted_n")] {
                compare(results.further(further, of: "skills-weighted", ["wave": wave]), "weights/\(wave)/\(key)")
            }
        }
        for (name, item) in Self.items.prefix(5) {
            compare(results.value("skills-items", ["item": item]), "scale/item_rest/\(name)")
            compare(results.further("alphaDropped", of: "skills-items", ["item": item]), "scale/alpha_dropped/\(name)")
        }
        compare(results.value("skills-change"), "score_sensitivity/mean_change")
        compare(results.value("skills-weighted-change"), "score_sensitivity/weighted_change")
        compare(
            results.further("standardError", of: "skills-weighted-change"), "score_sensitivity/weighted_standard_error")
        compare(results.further("least", of: "skills-bounds"), "score_sensitivity/least")
        compare(results.further("greatest", of: "skills-bounds"), "score_sensitivity/greatest")
    }

    /// With the threshold of the sample every cell of the chapter stands.
    @Test func nothingOfTheChapterIsWithheld() throws {
        let workspace = try Workspace()
        try workspace.replace("languages: [fi, sv, en]", with: "languages: [en]", in: CheckTests.pipeline)
        try workspace.replace(
            "output: ../build/osaamiskeskus", with: "output: ../build/osaamiskeskus\noutputs: {figures: false}",
            in: CheckTests.pipeline)
        try workspace.run()
        let page = try workspace.text("build/osaamiskeskus/funder-summary.en.html")
        let start = try #require(page.range(of: "id=\"section-missing-data\""))
        let rest = page[start.upperBound...]
        let chapter = rest[..<(try #require(rest.range(of: "<section class=\"part\"")).lowerBound)]
        #expect(chapter.contains("table-sensitivity") && chapter.contains("table-item-nonresponse"))
        #expect(!chapter.contains("[c]") && !chapter.contains("[low]"))
    }
}
