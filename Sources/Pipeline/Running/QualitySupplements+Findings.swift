import Diagnostics
import Disclosure
import Reporting
import Statistics

/// What was left out, what changed in the sources, and what was accepted.
extension QualitySupplements {
    /// The excluded rows by source and reason.
    var exclusions: [Block] {
        var rows: [[Cell]] = []
        for source in QualityFacts.inOrder(sources.map(\.source)) {
            let files = sources.indices.filter { sources[$0].source == source }
            let late = files.reduce(0) { $0 + (facts.late.indices.contains($1) ? facts.late[$1] : 0) }
            var ruled: [(reason: String, count: Int)] = []
            for (reason, count) in files.flatMap({ SourceForm(locale: locale).exclusions(sources[$0].dialect) }) {
                if let place = ruled.firstIndex(where: { $0.reason == reason }) {
                    ruled[place].count += count
                } else {
                    ruled.append((reason, count))
                }
            }
            let empty = files.reduce(0) { $0 + sources[$1].excluded } - late - ruled.reduce(0) { $0 + $1.count }
            let own = [("after-as-of", late), ("empty", empty)].map { (text("quality.exclusion.\($0)"), $1) }
            for (reason, number) in ruled + own where number > 0 {
                rows.append([.text(title(ofSource: source)), .text(reason), count(number)])
            }
        }
        guard !rows.isEmpty else { return [.paragraph(text("quality.exclusions.none"))] }
        return [
            .table(
                Table(
                    id: "exclusions", title: text("quality.exclusions"), shortTitle: text("quality.exclusions.short"),
                    columns: [
                        TableColumn(id: "source", title: text("column.source")),
                        TableColumn(id: "reason", title: text("column.reason")),
                        TableColumn(id: "rows", title: text("column.rows"), format: .integer),
                    ], rows: rows, rowHeaders: 2))
        ]
    }

    // MARK: Sources as a whole

    /// Findings on sources as a whole: their rows, columns and distributions against what is expected and what was before.
    var sourceFindings: [Block] {
        guard !facts.findings.isEmpty else { return [.paragraph(text("quality.source-findings.none"))] }
        let rows = facts.findings.map { finding -> [Cell] in
            let own = languages.lazy.compactMap { finding.messages[$0] }.first
            let file: Cell =
                finding.file.map { .text(FilePath.name(of: $0)) } ?? .absent(reason: "not-applicable")
            return [
                .text(title(ofSource: finding.source)), file,
                .sourceText((own.map { $0 + ": " } ?? "") + wording(finding.problem)),
                .text(text("severity.\(finding.severity.rawValue)")),
                .text(text(finding.isAccepted ? "quality.state.accepted" : "quality.state.open")),
                .text(finding.code),
            ]
        }
        return [
            .table(
                Table(
                    id: "source-findings", title: text("quality.source-findings"),
                    shortTitle: text("quality.source-findings.short"),
                    introduction: text("quality.source-findings.introduction"),
                    columns: [
                        TableColumn(id: "source", title: text("column.source")),
                        TableColumn(id: "file", title: text("column.file")),
                        TableColumn(id: "found", title: text("column.found")),
                        TableColumn(id: "severity", title: text("column.severity")),
                        TableColumn(id: "state", title: text("column.state")),
                        TableColumn(id: "code", title: text("column.issue-code")),
                    ], rows: rows))
        ]
    }

    var languages: [String] { [locale.language, "en"] + pipeline.definition.languages }

    private func wording(_ problem: QualityFinding.Problem) -> String {
        func near(_ key: String, _ name: String, _ near: String?) -> String {
            near.map { locale.text("\(key)-near", ["column": name, "near": $0]) } ?? locale.text(key, ["column": name])
        }
        switch problem {
        case .fewerRows(let found, let least):
            return locale.text("quality.found.fewer-rows", ["found": counted(found), "least": counted(least)])
        case .moreRows(let found, let most):
            return locale.text("quality.found.more-rows", ["found": counted(found), "most": counted(most)])
        case .rowsChanged(let found, let before, let allowed):
            let limit =
                switch allowed {
                case .rows(let count): counted(count)
                case .share(let share): locale.text(share, .percent(0))
                }
            return locale.text(
                "quality.found.rows-changed", ["found": counted(found), "before": counted(before), "limit": limit])
        case .drifted(_, let column, let measure, let distance, let limit, let level):
            let key = level == nil || level == "missing/" ? "quality.found.drifted" : "quality.found.drifted-level"
            return locale.text(
                key,
                [
                    "column": column, "measure": text("quality.measure.\(measure.rawValue)"),
                    "distance": locale.text(distance, .decimal(3)), "limit": locale.text(limit, .decimal(3)),
                    "level": level ?? "",
                ])
        case .newColumn(let name, let other): return near("quality.found.new-column", name, other)
        case .missingColumn(let name, let other): return near("quality.found.missing-column", name, other)
        case .renamedColumn(let from, let to):
            return locale.text("quality.found.renamed-column", ["column": from, "near": to])
        case .everyRow(let issue, let column, let found, let rows):
            return locale.text(
                column == nil ? "quality.found.every-row" : "quality.found.every-row-column",
                [
                    "issue": words.title(issue), "column": column ?? "", "found": counted(found),
                    "rows": counted(rows),
                ])
        case .audience(let event, let found, let rows, _):
            return locale.text(
                "quality.found.audience", ["found": counted(found), "rows": counted(rows), "event": event])
        case .noCharacteristics(let rows):
            return locale.text("quality.found.no-characteristics", ["rows": counted(rows)])
        case .nothingKept(let rows):
            return locale.text("quality.found.nothing-kept", ["rows": counted(rows)])
        case .publishedConflict(let figure):
            return locale.text(
                "quality.found.published-conflict",
                ["figure": figure.title(in: locale.language), "list": places(of: figure)])
        case .decisionUnknown(let figure, let near):
            let key = "quality.found.decision-unknown"
            return near.map { locale.text("\(key)-near", ["figure": figure, "near": $0]) }
                ?? locale.text(key, ["figure": figure])
        case .decisionUnstated(let figure, let value):
            return locale.text(
                "quality.found.decision-unstated",
                [
                    "figure": figure.title(in: locale.language), "value": counted(value),
                    "list": places(of: figure),
                ])
        case .decisionOutdated(let figure, let then, let now):
            return locale.text(
                "quality.found.decision-outdated",
                ["figure": figure.title(in: locale.language), "then": list(then), "now": list(now)])
        case .decisionUnneeded(let figure, let stated):
            return locale.text(
                "quality.found.decision-unneeded",
                ["figure": figure.title(in: locale.language), "list": list(stated)])
        }
    }

    /// The numbers that are stated of a figure, each with its source and the row in which it stands.
    private func places(of figure: PublishedFigure) -> String {
        figure.statements.map { statement in
            let source = statement.source.isEmpty ? [] : [statement.source]
            let row = locale.text(
                "quality.found.row",
                ["file": FilePath.name(of: statement.file), "row": counted(statement.line)])
            return "\(locale.text(statement.number, .integer)) (\((source + [row]).joined(separator: "; ")))"
        }.joined(separator: ", ")
    }

    private func list(_ numbers: [Int]) -> String { numbers.map(counted).joined(separator: ", ") }

    // MARK: Accepted findings

    /// The baseline: what is accepted, by whom and why, and what of it no longer serves.
    var acceptedFindings: [Block] {
        guard !facts.baseline.isEmpty else { return [.paragraph(text("quality.accepted.none"))] }
        let words = words
        let rows = facts.baseline.map { use -> [Cell] in
            let entry = use.entry
            return [
                .text(words.title(entry.finding)), .text(title(ofSource: entry.source)),
                entry.column.map(Cell.sourceText) ?? .absent(reason: "not-applicable"), count(use.accepted),
                .sourceText(entry.why), .sourceText("\(entry.by), \(locale.day(entry.on))"),
                entry.until.map(Cell.day) ?? .absent(reason: "not-applicable"),
                .text(text("quality.state.\(use.state.rawValue)")),
            ]
        }
        return [
            .table(
                Table(
                    id: "accepted-findings", title: text("quality.accepted"),
                    shortTitle: text("quality.accepted.short"),
                    introduction: text("quality.accepted.introduction"),
                    columns: [
                        TableColumn(id: "issue", title: text("column.issue")),
                        TableColumn(id: "source", title: text("column.source")),
                        TableColumn(id: "column", title: text("column.column")),
                        TableColumn(id: "accepted", title: text("column.accepted-count"), format: .integer),
                        TableColumn(id: "why", title: text("column.why")),
                        TableColumn(id: "by", title: text("column.by")),
                        TableColumn(id: "until", title: text("column.until")),
                        TableColumn(id: "state", title: text("column.state")),
                    ], rows: rows, rowHeaders: 2))
        ]
    }
}
