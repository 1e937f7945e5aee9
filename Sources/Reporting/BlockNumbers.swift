/// The tables and charts that a part of a report may hold, by id and in their order; some builds lack some of them.
public struct SupplementParts: Sendable, Hashable {
    public var tables: [String]
    public var charts: [String]

    public init(tables: [String] = [], charts: [String] = []) {
        self.tables = tables
        self.charts = charts
    }
}

/// Numbers of tables and of charts in the order of a report's definition.
///
/// What the definition names has its number whether or not it could be made, so that a number means the same in every build.
struct BlockNumbers {
    private(set) var tables = 0
    private(set) var charts = 0

    mutating func nextTable() -> Int {
        tables += 1
        return tables
    }

    mutating func nextChart() -> Int {
        charts += 1
        return charts
    }

    /// The blocks with the numbers that are kept for their tables and charts; what none is kept for comes after them.
    mutating func numbered(_ blocks: [Block], _ parts: SupplementParts) -> [Block] {
        let (firstTable, firstChart) = (tables, charts)
        tables += parts.tables.count
        charts += parts.charts.count
        var result: [Block] = []
        for block in blocks {
            switch block {
            case .table(var table):
                let place = parts.tables.firstIndex(of: table.id)
                table.number = place.map { firstTable + $0 + 1 } ?? nextTable()
                result.append(.table(table))
            case .chart(var chart):
                let place = parts.charts.firstIndex(of: chart.id)
                chart.number = place.map { firstChart + $0 + 1 } ?? nextChart()
                result.append(.chart(chart))
            default: result.append(block)
            }
        }
        return result
    }
}

extension TableDefinition.Rows {
    /// The code of the listing that they are; nil for rows of figures.
    var listed: String? { if case .listing(let code, _, _) = self { code } else { nil } }
}
