import Indicators
import Reporting

extension TransmissionTables {
    /// The values of a table that are informed estimates, with what was counted in their place and where they are from.
    ///
    /// - Returns: nothing where the table has none.
    func estimates(_ table: TransmissionTable) -> [Block] {
        guard !table.estimates.isEmpty else { return [] }
        let columns = ["indicator", "cell", "column", "estimate", "counted", "source"]
        return [
            .table(
                Table(
                    id: "\(prefix)-\(table.layout.id)-estimates",
                    title: locale.text("transmission.estimates", ["table": own(table.layout.titles)]),
                    shortTitle: locale.text("transmission.estimates.short", ["table": own(table.layout.shortTitles)]),
                    introduction: text("estimates.introduction"),
                    columns: columns.map { id in
                        TableColumn(
                            id: id, title: text("estimates.\(id)"),
                            format: ["estimate", "counted"].contains(id) ? .integer : nil)
                    },
                    rows: table.estimates.map { estimate in
                        [
                            .text(title(of: estimate.indicator)), .text(words(estimate.cell)),
                            .text(own(table.layout.columns[estimate.column].titles)), cell(.estimate(estimate.value)),
                            cell(estimate.counted),
                            .text(
                                estimate.sources.isEmpty
                                    ? text("estimates.no-source") : estimate.sources.joined(separator: "; ")),
                        ]
                    }, rowHeaders: 3))
        ]
    }
}
