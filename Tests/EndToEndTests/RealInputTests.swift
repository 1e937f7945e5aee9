import Foundation
import Pipeline
import Testing

/// Inputs that nobody of this project wrote, through pipelines of their own, against numbers computed by `expected.py` beside
/// each. See `RealInput/README.md` for where they come from.
@Suite(.serialized) struct RealInputTests {
    /// Relative; intervals go through quantiles of two programs.
    static let tolerance = 1e-9

    struct Case {
        let workspace: Workspace
        let name: String
        let expected: [String: Any]

        init(_ name: String) throws {
            self.name = name
            workspace = try Workspace(copying: ["Pipelines", "Reports"])
            let source = "\(Workspace.root)/Tests/EndToEndTests/RealInput/\(name)"
            try FileManager.default.copyItem(atPath: source, toPath: "\(workspace.path)/Pipelines/\(name)")
            let data = try Data(contentsOf: URL(fileURLWithPath: "\(source)/expected.json"))
            expected = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        }

        func run() throws -> (summary: RunSummary, results: Results) {
            let summary = try workspace.run("Pipelines/\(name)/pipeline.yaml")
            return (summary, try workspace.results("build/\(name)"))
        }

        /// What stands at a path of keys.
        func any(_ path: String...) -> Any? {
            path.reduce(expected as Any?) { ($0 as? [String: Any])?[$1] }
        }

        func numbers(_ path: String...) -> [String: Double] {
            path.reduce(expected as Any?) { ($0 as? [String: Any])?[$1] } as? [String: Double] ?? [:]
        }
    }

    /// Compares a figure's value, n, interval and standard deviation with an entry of `expected.json`.
    static func compare(
        _ results: Results, _ code: String, at levels: [String: String] = [:], _ wanted: Any?,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        guard let wanted = wanted as? [String: Any], let figure = results.figure(code, levels) else {
            Issue.record("\(code) \(levels) is missing", sourceLocation: sourceLocation)
            return
        }
        func check(_ name: String, _ found: Double?, _ expected: Double?) {
            #expect(
                agrees(found, expected, tolerance: tolerance),
                "\(code) \(levels) \(name): \(String(describing: found)) instead of \(String(describing: expected))",
                sourceLocation: sourceLocation)
        }
        check("value", figure["value"] as? Double, wanted["value"] as? Double)
        check("n", figure["n"] as? Double, wanted["n"] as? Double)
        if wanted["sd"] != nil {
            check("sd", (figure["further"] as? [String: Any])?["sd"] as? Double, wanted["sd"] as? Double)
        }
        let found = figure["interval"] as? [Double]
        let interval = wanted["interval"] as? [Double]
        check("lower", found?.first, interval?.first)
        check("upper", found?.last, interval?.last)
    }

    /// Compares the values along a dimension.
    static func compareLevels(
        _ results: Results, _ code: String, _ dimension: String, at fixed: [String: String] = [:],
        _ wanted: [String: Double], sourceLocation: SourceLocation = #_sourceLocation
    ) {
        #expect(!wanted.isEmpty, sourceLocation: sourceLocation)
        for (level, value) in wanted.sorted(by: { $0.key < $1.key }) {
            let found = results.value(code, fixed.merging([dimension: level]) { first, _ in first })
            #expect(
                agrees(found, value, tolerance: tolerance),
                "\(code) \(level): \(String(describing: found)) instead of \(value)", sourceLocation: sourceLocation)
        }
    }

    @Test func surveyExport() throws {
        let survey = try Case("research-software-survey")
        try survey.workspace.replace("threshold: 5", with: "threshold: 1", in: "Pipelines/\(survey.name)/pipeline.yaml")
        let (summary, results) = try survey.run()
        #expect(summary.rowsRead == survey.any("rows") as? Int)
        #expect(summary.rowsKept == summary.rowsRead)
        #expect(agrees(results.value("respondents"), survey.any("rows") as? Double))
        Self.compareLevels(results, "responses", "education", survey.numbers("responses", "education"))
        Self.compareLevels(results, "responses", "organisation", survey.numbers("responses", "organisation"))
        for (cell, count) in survey.numbers("crossed") {
            let levels = cell.split(separator: "/").map(String.init)
            let found = results.value("responses", ["education": levels[0], "organisation": levels[1]])
            #expect(agrees(found, count), "\(cell): \(String(describing: found)) instead of \(count)")
        }
        Self.compare(results, "experience", survey.any("experience"))
        Self.compare(results, "professional", survey.any("professional"))
        for dimension in ["education", "organisation"] {
            let groups = survey.any("experience-by", dimension) as? [String: Any] ?? [:]
            #expect(groups.count >= 5)
            for (level, wanted) in groups { Self.compare(results, "experience", at: [dimension: level], wanted) }
            for (level, wanted) in survey.any("professional-by", dimension) as? [String: Any] ?? [:] {
                Self.compare(results, "professional", at: [dimension: level], wanted)
            }
        }
        for item in ["developing", "researching", "managing"] {
            Self.compare(results, "time", at: ["item": item], survey.any("time", item))
            Self.compareLevels(
                results, "time-answers", "answer", at: ["item": item], survey.numbers("time-answers", item))
        }
        for item in ["research", "published", "cloud", "laptop"] {
            Self.compare(results, "yes", at: ["item": item], survey.any("yes", item))
        }
        Self.compareLevels(results, "licences", "answer", survey.numbers("licences"))
        #expect(agrees(results.value("characters"), survey.any("characters") as? Double))
    }

    @Test func surveyExportProtected() throws {
        let survey = try Case("research-software-survey")
        let (summary, results) = try survey.run()
        #expect(summary.withheldPrimary > 0)
        #expect(summary.withheldSecondary > 0)
        // What is shown is right, and no small count is among it.
        for dimension in ["education", "organisation"] {
            for (level, count) in survey.numbers("responses", dimension) {
                let figure = try #require(results.figure("responses", [dimension: level]))
                if figure["withheld"] as? Bool == true {
                    #expect(figure["value"] is NSNull)
                } else {
                    #expect(agrees(figure["value"] as? Double, count))
                    #expect(count >= 5)
                }
            }
        }
    }

    @Test func adoptionDataSet() throws {
        let diffusion = try Case("medical-innovation")
        let (summary, results) = try diffusion.run()
        #expect(summary.rowsRead == 125)
        #expect(summary.rowsKept == 125)
        #expect(agrees(results.value("adopters"), diffusion.any("adopters") as? Double))
        Self.compareLevels(results, "adopters", "community", diffusion.numbers("by-community"))
        Self.compare(results, "mean-period", diffusion.any("mean-period"))
        for (city, wanted) in diffusion.any("mean-period-by") as? [String: Any] ?? [:] {
            Self.compare(results, "mean-period", at: ["community": city], wanted)
        }
        Self.compareLevels(results, "monthly", "month", diffusion.numbers("monthly"))
        Self.compareLevels(results, "cumulative", "month", diffusion.numbers("cumulative"))
        Self.compareLevels(results, "categories", "category", diffusion.numbers("categories"))
        #expect(agrees(results.value("months-to-adoption"), diffusion.any("median") as? Double))
        #expect(agrees(results.further("events", of: "months-to-adoption"), diffusion.any("events") as? Double))
        Self.compareLevels(results, "months-to-adoption", "community", diffusion.numbers("median-by"))
        Self.compareLevels(results, "not-yet", "time", diffusion.numbers("not-yet"))
    }
}
