import Statistics

/// The nodes and ties of a method's columns, nodes numbered in the order of their names' bytes.
struct NetworkInput {
    static let columns = [
        MethodColumn("from", names: true, "the node where a tie begins"),
        MethodColumn("to", names: true, "the node where it ends"),
        MethodColumn("weight", required: false, "how heavy it is; 1 without the column"),
    ]
    static let window = MethodColumn("window", names: true, "the time of the tie, such as a year")
    private static let nodeColumns = [
        MethodColumn("node", names: true, "the name of a node"),
        MethodColumn("group", required: false, names: true, "the group that it is in"),
    ]

    /// The names of the nodes, by number.
    let names: [String]
    /// The group of each node; nil when no groups are given.
    let groups: NodeGroups?
    /// The names of the groups, by number.
    let groupNames: [String]
    /// The names of the windows, in order: numbers by size, texts by their bytes; one without a name when there is no such column.
    let windows: [String]
    /// The ties with an empty cell.
    let incomplete: Int
    private let from: [UInt32]
    private let to: [UInt32]
    private let window: [UInt32]
    private let weights: [Int64]?
    private let places: Int
    private let isDirected: Bool

    init(_ input: MethodInput, _ options: EstimateOptions, method: String) throws(DiffusionError) {
        isDirected = !options.isUndirected
        let hasWeight = input.has("weight")
        let hasWindow = input.has("window")
        let (rows, incomplete) = try estimating { () throws(StatisticsError) in
            try input.completeRows(
                ["from", "to"] + (hasWeight ? ["weight"] : []) + (hasWindow ? ["window"] : []))
        }
        self.incomplete = incomplete
        var table: MethodInput?
        if let given = options.nodes {
            table = try estimating { () throws(StatisticsError) in
                try MethodInput(given, wanted: Self.nodeColumns, method: method)
            }
        }
        var (fromNames, toNames) = (ColumnNames("from"), ColumnNames("to"))
        for row in rows {
            fromNames.add(row.values[0], input)
            toNames.add(row.values[1], input)
        }
        var nodeNames = ColumnNames("node")
        for case .some(let cell) in table?.cells("node") ?? [] {
            if let table { nodeNames.add(cell, table) }
        }
        let all = Set(fromNames.names.values).union(toNames.names.values).union(nodeNames.names.values)
        let names = all.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        guard names.count < Int(UInt32.max) else { throw .tooManyNodes(names.count, limit: Int(UInt32.max)) }
        var numbers: [String: UInt32] = [:]
        for (number, name) in names.enumerated() { numbers[name] = UInt32(number) }
        let (fromNumbers, toNumbers) = (fromNames.numbers(numbers), toNames.numbers(numbers))
        from = rows.map { fromNumbers[$0.values[0]] ?? .max }
        to = rows.map { toNumbers[$0.values[1]] ?? .max }
        self.names = names
        if hasWeight {
            let whole = try estimating { () throws(StatisticsError) in
                try WholeNumbers(rows.map { $0.values[2] }, column: "weight")
            }
            (weights, places) = (whole.cells.compactMap { $0 }, whole.places)
        } else {
            (weights, places) = (nil, 0)
        }
        let times = hasWindow ? rows.map { $0.values[hasWeight ? 3 : 2] } : []
        let different = Set(times).sorted()
        windows = hasWindow ? different.map { input.label($0, of: "window") } : [""]
        var timeNumbers: [Double: UInt32] = [:]
        for (number, time) in different.enumerated() { timeNumbers[time] = UInt32(number) }
        window = times.map { timeNumbers[$0] ?? 0 }
        guard let table, table.has("group") else {
            (groups, groupNames) = (nil, [])
            return
        }
        (groups, groupNames) = try Self.groups(table, numbers, names.count)
    }

    private static func groups(
        _ table: MethodInput, _ numbers: [String: UInt32], _ count: Int
    ) throws(DiffusionError) -> (NodeGroups, [String]) {
        var named = [String?](repeating: nil, count: count)
        for (cell, group) in zip(table.cells("node"), table.cells("group")) {
            // Of two rows for a node the first with a group counts.
            guard let cell, let group, let number = numbers[table.label(cell, of: "node")] else { continue }
            if named[Int(number)] == nil { named[Int(number)] = table.label(group, of: "group") }
        }
        let names = Set(named.compactMap { $0 }).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        var places: [String: Int] = [:]
        for (place, name) in names.enumerated() { places[name] = place }
        return (try NodeGroups(named.map { $0.flatMap { places[$0] } }, count: names.count), names)
    }

    /// The network of all ties, or of those of a window.
    func network(window wanted: Int? = nil) throws(DiffusionError) -> SparseNetwork {
        guard let wanted else {
            return try SparseNetwork(
                nodeCount: names.count, from: from, to: to, weights: weights, places: places, isDirected: isDirected)
        }
        let ties = window.indices.filter { window[$0] == wanted }
        return try SparseNetwork(
            nodeCount: names.count, from: ties.map { from[$0] }, to: ties.map { to[$0] },
            weights: weights.map { weights in ties.map { weights[$0] } }, places: places, isDirected: isDirected)
    }
}

/// The names in a column, each made once however many rows have it.
struct ColumnNames {
    private let column: String
    private(set) var names: [Double: String] = [:]

    init(_ column: String) { self.column = column }

    mutating func add(_ cell: Double, _ input: MethodInput) {
        if names[cell] == nil { names[cell] = input.label(cell, of: column) }
    }

    /// The number of each cell's name.
    func numbers(_ known: [String: UInt32]) -> [Double: UInt32] { names.compactMapValues { known[$0] } }
}
