import Diagnostics
import Disclosure
import Ingest
import Reporting

extension QualitySupplements {
    /// How written organisations were found in the register and persons in other waves; nothing where nothing is matched.
    var matched: [Block] {
        var blocks: [Block] = []
        if pipeline.matching != nil {
            blocks.append(
                .paragraph(
                    sentence(
                        "quality.matching.organisations", matching.organisations,
                        found: OrganisationMatch.allCases.filter(\.isMatched).map(\.rawValue),
                        ["waiting": locale.text(Double(matching.pending.count), .integer)])))
            if !matching.organisations.isEmpty {
                blocks.append(
                    .table(
                        table(
                            "matched-organisations", "quality.matching.organisations-table", matching.organisations,
                            OrganisationMatch.allCases.map(\.rawValue),
                            found: OrganisationMatch.allCases.filter(\.isMatched).map(\.rawValue))))
            }
        }
        if !matching.persons.isEmpty {
            let found = [CodeMatch.exact.rawValue, CodeMatch.tolerant.rawValue]
            blocks.append(.paragraph(sentence("quality.matching.persons", matching.persons, found: found, [:])))
            blocks.append(
                .table(
                    table(
                        "matched-persons", "quality.matching.persons-table", matching.persons,
                        CodeMatch.allCases.map(\.rawValue), found: found)))
        }
        return blocks
    }

    private func sentence(
        _ key: String, _ counts: [MatchingOutcome.Count], found: [String], _ values: [String: String]
    ) -> String {
        let all = counts.reduce(0) { $0 + $1.total }
        let matched = counts.reduce(0) { $0 + Self.sum($1.rows, found) }
        let share = all == 0 ? "–" : locale.text(Double(matched) / Double(all), .percent(1))
        let numbers = [
            "all": locale.text(Double(all), .integer), "matched": locale.text(Double(matched), .integer),
            "share": share,
        ]
        return locale.filled(locale.text(key), numbers.merging(values) { first, _ in first })
    }

    private static func sum(_ rows: [String: Int], _ matches: [String]) -> Int {
        matches.reduce(0) { $0 + (rows[$1] ?? 0) }
    }

    /// Per file and column, the rows by how they were found; ways in which nothing was found have no column.
    private func table(
        _ id: String, _ title: String, _ counts: [MatchingOutcome.Count], _ matches: [String], found: [String]
    ) -> Table {
        func count(_ value: Int) -> Cell {
            .number(.unrestricted(Double(value), because: "counts rows of files, not persons"))
        }
        let shown = matches.filter { match in counts.contains { $0.rows[match] != nil } }
        let rows = counts.map { line -> [Cell] in
            let share = Double(Self.sum(line.rows, found)) / Double(max(1, line.total))
            return [.text(line.file), .text(line.column)] + shown.map { count(line.rows[$0] ?? 0) }
                + [.number(.unrestricted(share, because: "counts rows of files, not persons"))]
        }
        return Table(
            id: id, title: locale.text(title), shortTitle: locale.text(title + ".short"),
            introduction: locale.text(title + ".introduction"),
            columns: [
                TableColumn(id: "file", title: locale.text("column.file")),
                TableColumn(id: "column", title: locale.text("column.column")),
            ] + shown.map { TableColumn(id: $0, title: locale.text("match.\($0)"), format: .integer) } + [
                TableColumn(id: "share", title: locale.text("column.match-rate"), format: .percent(1))
            ], rows: rows, rowHeaders: 2)
    }
}
