import Reporting

extension QualitySupplements {
    /// The tables and charts that each part made by the pipeline may hold. Some stand there only when there is something to show;
    /// their numbers are kept, so that those of later tables do not change with the data.
    var parts: [String: SupplementParts] {
        var parts = [
            "reconciliation": SupplementParts(tables: ["rows-by-file"]),
            "issues": SupplementParts(tables: ["issues-by-file"]),
            "quarantined-rows": SupplementParts(tables: ["quarantined-rows", "noted-rows"]),
            "disclosure": SupplementParts(tables: ["withheld-cells"]),
            "changes": SupplementParts(tables: ["changes"]),
            "quality-trend": SupplementParts(
                tables: ["quality-trend"], charts: ["quality-trend-findings", "quality-trend-rows"]),
            "quality-by-source": SupplementParts(tables: ["quality-by-source"]),
            "quality-by-rule": SupplementParts(tables: ["quality-by-rule"]),
            "completeness": SupplementParts(tables: ["completeness", "completeness-by-column"]),
            "timeliness": SupplementParts(tables: ["timeliness"]),
            "exclusions": SupplementParts(tables: ["exclusions"]),
            "source-findings": SupplementParts(tables: ["source-findings"]),
            "accepted-findings": SupplementParts(tables: ["accepted-findings"]),
            "file-changes": SupplementParts(tables: ["file-changes"]),
        ]
        // What a pipeline does not ask for it never makes.
        if pipeline.matching != nil {
            parts["matching"] = SupplementParts(tables: ["matched-organisations", "matched-persons"])
        }
        if !pipeline.definition.corrections.isEmpty {
            parts["corrections"] = SupplementParts(tables: ["corrections"])
        }
        if !facts.programmes.checks.isEmpty {
            parts["programme-checks"] = SupplementParts(
                tables: ["programme-checks", "programme-checks-cells", "programme-aims"])
        }
        if !facts.published.isEmpty {
            parts["published-figures"] = SupplementParts(tables: ["published-figures", "published-decided"])
        }
        return parts
    }
}
