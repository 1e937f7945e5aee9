import Diagnostics
import Indicators
import Tabulation

/// Checks the catalogue's requests and the rules against the tables' columns.
struct TabulatingCheck {
    let pipeline: LoadedPipeline
    let context: TabulationContext
    let requests: CatalogueRequests

    init(pipeline: LoadedPipeline, context: TabulationContext, requests: CatalogueRequests) {
        self.pipeline = pipeline
        self.context = context
        self.requests = requests
    }

    init(pipeline: LoadedPipeline) {
        self.init(
            pipeline: pipeline, context: pipeline.tabulationContext, requests: CatalogueRequests(pipeline.evaluation))
    }

    /// What is wrong with the catalogue's requests and the rules, without reading a row.
    func findings() -> [Finding] {
        var findings: [Finding] = []
        for rule in pipeline.definition.rules {
            let request = TabulationRequest(table: rule.table, filter: rule.check, measure: .rows)
            findings += context.findings(for: request).map { $0.placed(at: rule.location, in: "the rule '\(rule.id)'") }
        }
        for indicator in pipeline.catalogue.indicators {
            var seen: Set<Finding> = []
            for request in requests.of(indicator) {
                for finding in context.findings(for: request) where seen.insert(finding).inserted {
                    findings.append(finding.placed(at: indicator.location, in: "the indicator '\(indicator.code)'"))
                }
            }
        }
        return findings
    }
}
