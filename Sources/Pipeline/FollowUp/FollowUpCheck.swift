import Definitions
import Diagnostics
import Statistics
import Tabulation

extension FollowUpDefinition {
    /// What is wrong with it, without reading a row.
    func findings(_ context: TabulationContext) -> [Finding] {
        let reader = DefinitionReader()
        guard context.tables[table] != nil else {
            reader.reportUnknown(
                table, at: location, as: "a table", among: context.tables.keys.sorted(), code: "pipeline.unknown-table")
            return reader.findings
        }
        let what = "the follow-up"
        for finding in context.findings(for: request(keys: [], filter: nil)) {
            reader.report(finding.placed(at: location, in: what))
        }
        guard reader.findings.isEmpty else { return reader.findings }
        check(exit, .day, "'exit'", context, reader)
        var conditions: [(words: String, text: String?)] = [
            ("'population'", population), ("'answer'", answer), ("'refused'", refused),
        ]
        for result in results {
            conditions += [
                ("'among' of \(result.name)", result.among), ("'answer' of \(result.name)", result.answer),
                ("'part' of \(result.name)", result.part),
            ]
        }
        for (words, condition) in conditions {
            if let condition { check(condition, .truth, words, context, reader) }
        }
        let names = (strata + compared).map(\.name)
        if let twice = names.first(where: { name in names.count { $0 == name } > 1 }) {
            reader.report(
                "pipeline.follow-up", at: location, "\(what): two characteristics are called '\(twice)'",
                remedies: ["what is among the strata is compared anyway; leave it out under 'compare'"])
        }
        do throws(StatisticsError) {
            _ = try precision()
            _ = try SampleSize([], precision: precision(), responseRate: responseRate)
        } catch {
            reader.report(Finding(error).placed(at: location, in: what))
        }
        return reader.findings
    }

    /// What a sample is to reach.
    func precision() throws(StatisticsError) -> SamplePrecision {
        try SamplePrecision(
            margin: margin, confidence: ConfidenceLevel(confidence), expectedShare: expectedShare)
    }

    private func check(
        _ text: String, _ type: ValueType, _ what: String, _ context: TabulationContext, _ reader: DefinitionReader
    ) {
        guard let typed = try? context.expression(text, in: table), typed.type != type else { return }
        reader.report(
            "pipeline.follow-up", at: location,
            "the follow-up: \(what) is `\(text)`, which is \(type == .day ? "no day" : "neither true nor false")",
            remedies: [type == .day ? "name a column of days" : "write a condition, such as present(status_after)"])
    }

    // MARK: What is asked

    /// What is asked of the table: the day of leaving, the conditions, the group, the keys, the characteristics, three of each result.
    ///
    /// - Parameter keys: Columns that tell the participations of one person apart.
    func request(keys: [String], filter: String?) -> UnitRequest {
        UnitRequest(
            table: table, person: person, filter: filter,
            values: [exit, population ?? "true", answer, refused ?? "false"] + (group.map { [$0] } ?? []) + keys
                + (strata + compared).map(\.expression)
                + results.flatMap { [$0.among ?? "true", $0.answer ?? answer, $0.part] })
    }
}
