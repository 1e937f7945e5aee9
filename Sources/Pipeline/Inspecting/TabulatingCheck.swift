import Diagnostics
import Indicators
import Tabulation

/// Checks the catalogue's requests and the rules against the tables' columns.
struct TabulatingCheck {
    let pipeline: LoadedPipeline

    /// What is wrong with the catalogue's requests and the rules, without reading a row.
    func findings() -> [Finding] {
        let checker = pipeline.tabulationContext
        let evaluation = Evaluation(catalogue: pipeline.catalogue, context: pipeline.evaluationContext)
        var findings: [Finding] = []
        for rule in pipeline.definition.rules {
            let request = TabulationRequest(table: rule.table, filter: rule.check, measure: .rows)
            findings += checker.findings(for: request).map { $0.placed(at: rule.location, in: "the rule '\(rule.id)'") }
        }
        for indicator in pipeline.catalogue.indicators {
            var seen: Set<Finding> = []
            for request in evaluation.requests(for: indicator) {
                for finding in checker.findings(for: request) where seen.insert(finding).inserted {
                    findings.append(finding.placed(at: indicator.location, in: "the indicator '\(indicator.code)'"))
                }
            }
        }
        return findings
    }
}
