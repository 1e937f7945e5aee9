import Diagnostics
import Disclosure
import Microdata
import Reporting

/// How the quality of the sources has gone from build to build, and where its faults lie.
extension QualitySupplements {
    /// Rows and findings of the builds that are remembered: a sentence, a table, and charts from the second build on.
    var trend: [Block] {
        let builds = facts.history
        guard let now = builds.last else { return [] }
        let rows = builds.map { build -> [Cell] in
            [.text(String(build.number)), .day(build.asOf)]
                + [.read, .kept, .quarantined, .excluded, .findings, .accepted].map { count(build.sum($0)) }
        }
        let table = Table(
            id: "quality-trend", title: text("quality.trend"), shortTitle: text("quality.trend.short"),
            introduction: text("quality.trend.introduction"),
            columns: [
                TableColumn(id: "build", title: text("column.build")),
                TableColumn(id: "as-of", title: text("column.as-of")),
                TableColumn(id: "read", title: text("column.read"), format: .integer),
                TableColumn(id: "kept", title: text("column.kept"), format: .integer),
                TableColumn(id: "quarantined", title: text("column.quarantined"), format: .integer),
                TableColumn(id: "excluded", title: text("column.excluded"), format: .integer),
                TableColumn(id: "findings", title: text("column.findings"), format: .integer),
                TableColumn(id: "accepted", title: text("column.accepted"), format: .integer),
            ], rows: rows)
        guard builds.count > 1 else { return [.paragraph(text("quality.trend.first")), .table(table)] }
        let before = builds[builds.count - 2]
        let sentence = locale.text(
            "quality.trend.sentence",
            [
                "quarantined": counted(now.sum(.quarantined)), "quarantined-before": counted(before.sum(.quarantined)),
                "findings": counted(now.sum(.findings)), "findings-before": counted(before.sum(.findings)),
            ])
        return [
            .paragraph(sentence), .table(table),
            .chart(
                chart(
                    "quality-trend-findings", .lines, "quality.trend.findings-chart",
                    [(.quarantined, "quarantined"), (.excluded, "excluded"), (.findings, "findings")])),
            .chart(chart("quality-trend-rows", .columns, "quality.trend.rows-chart", [(.read, "read")])),
        ]
    }

    private func chart(
        _ id: String, _ mark: Chart.Mark, _ title: String, _ drawn: [(measure: QualityCount.Measure, column: String)]
    ) -> Chart {
        let categories = facts.history.map { build in
            ChartCategory(code: String(build.number), label: String(build.number))
        }
        // To the eye an axis says what the numbers are, to the ear nothing does.
        let spoken = facts.history.map { build in
            ChartCategory(
                code: String(build.number), label: locale.text("quality.trend.build", ["build": String(build.number)]))
        }
        let series = drawn.map { measure, column in
            ChartSeries(
                id: column, label: text("column.\(column)"), values: facts.history.map { number($0.sum(measure)) })
        }
        return Chart(
            id: id, mark: mark, title: text(title), caption: text("quality.trend.caption"),
            alternativeText: locale.alternativeText(
                mark, title: text(title), categories: spoken, series: series, format: .integer),
            categoryTitle: text("column.build"),
            valueTitle: text(drawn.count == 1 ? "column.rows" : "quality.trend.value"),
            format: .integer,
            categories: categories, series: series, table: "quality-trend", categoryColumn: "build",
            seriesColumns: drawn.map(\.column))
    }

    /// Rows and findings by source, with the severity of the findings; severities that do not occur have no column.
    var bySource: [Block] {
        let kinds = facts.kinds
        let severities = Severity.allCases.filter { severity in
            severity == .error || kinds.contains { $0.severity == severity }
        }
        let rows = QualityFacts.inOrder(sources.map(\.source)).map { source -> [Cell] in
            let files = sources.filter { $0.source == source }
            let own = kinds.filter { $0.source == source }
            let rows = [\RunSummary.SourceSummary.read, \.quarantined, \.excluded].map { part in
                count(files.reduce(0) { $0 + $1[keyPath: part] })
            }
            let findings = severities.map { severity in
                count(own.reduce(0) { $0 + ($1.severity == severity ? $1.count : 0) })
            }
            return [.text(title(ofSource: source))] + rows + findings
                + [count(own.reduce(0) { $0 + $1.accepted })]
        }
        let table = Table(
            id: "quality-by-source", title: text("quality.by-source"), shortTitle: text("quality.by-source.short"),
            introduction: text("quality.by-source.introduction"),
            columns: [
                TableColumn(id: "source", title: text("column.source")),
                TableColumn(id: "read", title: text("column.read"), format: .integer),
                TableColumn(id: "quarantined", title: text("column.quarantined"), format: .integer),
                TableColumn(id: "excluded", title: text("column.excluded"), format: .integer),
            ]
                + severities.map {
                    TableColumn(id: $0.rawValue, title: text("severity.\($0.rawValue)"), format: .integer)
                } + [TableColumn(id: "accepted", title: text("column.accepted"), format: .integer)], rows: rows)
        return [.table(table)]
    }

    /// Findings by rule or kind, severity and source.
    var byRule: [Block] {
        let kinds = facts.kinds
        guard !kinds.isEmpty else { return [.paragraph(text("quality.no-findings"))] }
        let words = words
        let ordered = kinds.sorted {
            ($1.severity, $1.count - $1.accepted, $0.code, $0.source) < (
                $0.severity, $0.count - $0.accepted, $1.code, $1.source
            )
        }
        let rows = ordered.map { kind -> [Cell] in
            [
                .text(words.title(kind.code)), .text(text("severity.\(kind.severity.rawValue)")),
                .text(title(ofSource: kind.source)), count(kind.count), count(kind.accepted),
                count(kind.count - kind.accepted), .text(kind.code),
            ]
        }
        let table = Table(
            id: "quality-by-rule", title: text("quality.by-rule"), shortTitle: text("quality.by-rule.short"),
            introduction: text("quality.by-rule.introduction"),
            columns: [
                TableColumn(id: "issue", title: text("column.issue")),
                TableColumn(id: "severity", title: text("column.severity")),
                TableColumn(id: "source", title: text("column.source")),
                TableColumn(id: "findings", title: text("column.findings"), format: .integer),
                TableColumn(id: "accepted", title: text("column.accepted"), format: .integer),
                TableColumn(id: "open", title: text("column.open"), format: .integer),
                TableColumn(id: "code", title: text("column.issue-code")),
            ], rows: rows)
        return [.table(table)]
    }
}
