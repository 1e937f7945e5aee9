import Statistics

/// The ties of a file and the nodes of another, as a network with times of adoption.
///
/// Nodes are numbered by their names, those of numbers by size, so that the order of rows changes nothing, random numbers included.
struct TieTable {
    /// The columns of a file of ties.
    static let columns = [
        MethodColumn("from", names: true, "the node that looks to the other"),
        MethodColumn("to", names: true, "the node that is looked to"),
    ]
    static let weight = MethodColumn("weight", required: false, "the weight of the tie; 1 without the column")
    static let period = MethodColumn(
        "period", required: false, "the period of the tie; without the column it is of all")
    /// The columns of the file of nodes.
    static let nodeColumns = [
        MethodColumn("node", names: true, "the node, in a row of its own"),
        MethodColumn("time", "the period of adoption, a whole number; empty where it has not adopted"),
    ]
    /// Values of each node are printed up to this many nodes.
    static let printedNodes = 1_000
    /// The most periods times nodes of a network by period.
    static let networkLimit = 200_000_000

    let network: DiffusionNetwork
    let times: AdoptionTimes
    /// The name of each node.
    let names: [String]
    /// Ties from or to a node without row.
    let unknownTies: Int
    /// Rows without an end, a weight or a period.
    let incompleteRows: Int
    /// The rows of nodes, checked, and the row of each node.
    let nodes: MethodInput
    let rows: [Int]

    /// - Parameter extra: Further columns of the file of nodes.
    init(
        _ input: MethodInput, _ options: EstimateOptions, method: String, extra: [MethodColumn] = []
    ) throws(DiffusionError) {
        guard let table = options.nodes else { throw .nodesNeeded(method: method) }
        let nodes = try estimating { () throws(StatisticsError) in
            try MethodInput(table, wanted: Self.nodeColumns + extra, method: method)
        }
        self.nodes = nodes
        let order = try Self.order(nodes)
        rows = order.rows
        names = order.names
        let periods = try Self.periods(input)
        let found = try Self.times(nodes, rows)
        let all = (found + periods).compactMap { $0 }
        let range: ClosedRange<Int>? =
            if let least = all.min(), let greatest = all.max() { least...greatest } else { nil }
        times = try AdoptionTimes(found, within: range)
        let ends = TieEnds(input, order.places)
        let weights = try Self.weights(input)
        (incompleteRows, unknownTies) = ends.counts(weights: weights?.cells, periods: periods)
        if periods.isEmpty {
            network = .constant(try ends.network(names.count, options.isUndirected, weights, of: ends.rows))
        } else {
            let count = times.periods.count
            guard count.multipliedReportingOverflow(by: max(1, names.count)).partialValue <= Self.networkLimit else {
                throw .tooManyPeriods(count, limit: Self.networkLimit / max(1, names.count))
            }
            let rows = Dictionary(grouping: ends.rows.filter { periods[$0] != nil }) { periods[$0] }
            var networks: [SparseNetwork] = []
            for period in times.periods {
                networks.append(
                    try ends.network(names.count, options.isUndirected, weights, of: rows[period] ?? []))
            }
            network = .byPeriod(networks)
        }
    }

    /// What a method says of its network first.
    var summary: [MethodValue] {
        let networks: [SparseNetwork] =
            switch network {
            case .constant(let network): [network]
            case .byPeriod(let networks): networks
            }
        return [
            MethodValue("n_nodes", names.count), MethodValue("n_ties", networks.reduce(0) { $0 + $1.tieCount }),
            MethodValue("n_ties_unknown_node", unknownTies),
            MethodValue("n_ties_to_self", networks.reduce(0) { $0 + $1.dropped.loops }),
            MethodValue("n_ties_repeated", networks.reduce(0) { $0 + $1.dropped.duplicates }),
            MethodValue("n_incomplete", incompleteRows), MethodValue("n_adopters", times.adopterCount),
        ]
    }

    /// The network when it is the same in all periods.
    func constantNetwork(method: String) throws(DiffusionError) -> SparseNetwork {
        guard case .constant(let network) = network else {
            throw .statistics(
                .unexpectedValue(Double(times.periods.count), column: "period", allowed: "no such column in \(method)"))
        }
        return network
    }

    /// Values of a column of nodes as whole numbers of its last decimal, nil where a cell is empty.
    func wholeNumbers(_ column: String) throws(DiffusionError) -> [Int64?] {
        let cells = nodes.cells(column)
        let whole = try estimating { () throws(StatisticsError) in
            try WholeNumbers(rows.map { cells[$0] }, column: column)
        }
        return whole.cells
    }

    /// The nodes in the order of their names: the row of each, and its number by the value of its cell.
    private static func order(
        _ nodes: MethodInput
    ) throws(DiffusionError) -> (rows: [Int], names: [String], places: NodePlaces) {
        let cells = nodes.cells("node")
        let rows = cells.indices.filter { cells[$0] != nil }.sorted { (cells[$0] ?? 0, $0) < (cells[$1] ?? 0, $1) }
        let repeated = zip(rows, rows.dropFirst()).count { cells[$0] == cells[$1] }
        guard repeated == 0 else { throw .repeatedNodes(repeated) }
        let names = rows.map { nodes.label(cells[$0] ?? 0, of: "node") }
        return (rows, names, NodePlaces(names, isText: nodes.names(of: "node") != nil, rows.map { cells[$0] ?? 0 }))
    }

    private static func times(_ nodes: MethodInput, _ rows: [Int]) throws(DiffusionError) -> [Int?] {
        let cells = nodes.cells("time")
        return try estimating { () throws(StatisticsError) in
            try rows.map { (row) throws(StatisticsError) in try whole(cells[row], column: "time") }
        }
    }

    private static func periods(_ input: MethodInput) throws(DiffusionError) -> [Int?] {
        try estimating { () throws(StatisticsError) in
            try input.cells("period").map { (cell) throws(StatisticsError) in try whole(cell, column: "period") }
        }
    }

    private static func whole(_ cell: Double?, column: String) throws(StatisticsError) -> Int? {
        guard let cell else { return nil }
        guard let whole = Int(exactly: cell), abs(cell) < 1e9 else {
            throw .unexpectedValue(cell, column: column, allowed: "whole numbers")
        }
        return whole
    }

    private static func weights(_ input: MethodInput) throws(DiffusionError) -> WholeNumbers? {
        guard input.has("weight") else { return nil }
        return try estimating { () throws(StatisticsError) in
            try WholeNumbers(input.cells("weight"), column: "weight")
        }
    }
}
