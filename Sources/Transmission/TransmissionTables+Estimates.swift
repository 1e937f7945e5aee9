import Indicators
import Reporting

extension TransmissionTables {
    /// The values of a table that are informed estimates, with what was counted in their place and where they are from.
    ///
    /// - Returns: nothing where the table has none.
    func estimates(_ table: TransmissionTable) -> [Block] {
        guard !table.estimates.isEmpty else { return [] }
        // Where all are of one cell, it stands in the title, as it does above the table itself.
        let cells = Set(table.estimates.map(\.cell))
        let isOfOne = cells.count == 1
        let columns = ["indicator"] + (isOfOne ? [] : ["cell"]) + ["column", "estimate", "counted", "source"]
        let name = locale.text("transmission.estimates", ["table": own(table.layout.titles)])
        let place = cells.first.map(words) ?? ""
        return [
            .table(
                Table(
                    id: "\(prefix)-\(table.layout.id)-estimates",
                    title: isOfOne && !place.isEmpty ? "\(name). \(place)" : name,
                    shortTitle: locale.text("transmission.estimates.short", ["table": own(table.layout.shortTitles)]),
                    introduction: text("estimates.introduction"),
                    columns: columns.map { id in
                        TableColumn(
                            id: id, title: text("estimates.\(id)"),
                            format: ["estimate", "counted"].contains(id) ? .integer : nil)
                    },
                    rows: table.estimates.map { estimate in
                        [.text(title(of: estimate.indicator))]
                            + (isOfOne ? [] : [.text(words(estimate.cell))])
                            + [
                                .text(own(table.layout.columns[estimate.column].titles)),
                                cell(.estimate(estimate.value)), cell(estimate.counted),
                                .text(
                                    estimate.sources.isEmpty
                                        ? text("estimates.no-source") : estimate.sources.joined(separator: "; ")),
                            ]
                    }, rowHeaders: isOfOne ? 2 : 3))
        ]
    }
}
