import Statistics

/// The number of each node by what its cell holds.
struct NodePlaces {
    private let byName: [String: UInt32]
    private let byNumber: [Double: UInt32]

    init(_ names: [String], isText: Bool, _ cells: [Double]) {
        // Names may be written in one file and numbers in the other, so names are always known.
        byName = Dictionary(names.enumerated().map { ($0.element, UInt32(truncatingIfNeeded: $0.offset)) }) {
            first, _ in first
        }
        byNumber =
            isText
            ? [:]
            : Dictionary(cells.enumerated().map { ($0.element, UInt32(truncatingIfNeeded: $0.offset)) }) { first, _ in
                first
            }
    }

    /// The number of a node that no row has.
    static let unknown = UInt32.max

    /// The nodes that the cells of a column stand for; nil where a cell is empty.
    func places(of column: String, in input: MethodInput) -> [UInt32?] {
        let cells = input.cells(column)
        if let names = input.names(of: column) {
            let known = names.map { byName[$0] ?? Self.unknown }
            return cells.map { cell in
                cell.map { value in
                    Int(exactly: value).map { known.indices.contains($0 - 1) ? known[$0 - 1] : Self.unknown }
                        ?? Self.unknown
                }
            }
        }
        if !byNumber.isEmpty { return cells.map { cell in cell.map { byNumber[$0] ?? Self.unknown } } }
        return cells.map { cell in cell.map { byName[input.label($0, of: column)] ?? Self.unknown } }
    }
}

/// The two ends of each row of a file of ties.
struct TieEnds {
    private let from: [UInt32?]
    private let to: [UInt32?]

    init(_ input: MethodInput, _ places: NodePlaces) {
        from = places.places(of: "from", in: input)
        to = places.places(of: "to", in: input)
    }

    /// The rows of the file.
    var rows: Range<Int> { from.indices }

    /// The rows that lack something, and those with an end that no node has.
    func counts(weights: [Int64?]?, periods: [Int?]) -> (incomplete: Int, unknown: Int) {
        var (incomplete, unknown) = (0, 0)
        for row in from.indices {
            guard let from = from[row], let to = to[row], weights.map({ $0[row] != nil }) ?? true,
                periods.isEmpty || periods[row] != nil
            else {
                incomplete += 1
                continue
            }
            if from == NodePlaces.unknown || to == NodePlaces.unknown { unknown += 1 }
        }
        return (incomplete, unknown)
    }

    /// The network of those of some rows that are complete, without ties to or from unknown nodes.
    func network(
        _ nodeCount: Int, _ isUndirected: Bool, _ weights: WholeNumbers?, of rows: some Collection<Int>
    ) throws(DiffusionError) -> SparseNetwork {
        var (firsts, seconds): ([UInt32], [UInt32]) = ([], [])
        var kept: [Int64]? = weights == nil ? nil : []
        firsts.reserveCapacity(rows.count)
        seconds.reserveCapacity(rows.count)
        for row in rows {
            guard let from = from[row], let to = to[row], from != NodePlaces.unknown, to != NodePlaces.unknown else {
                continue
            }
            if let weights {
                guard let weight = weights.cells[row] else { continue }
                kept?.append(weight)
            }
            firsts.append(from)
            seconds.append(to)
        }
        return try SparseNetwork(
            nodeCount: nodeCount, from: firsts, to: seconds, weights: kept, places: weights?.places ?? 0,
            isDirected: !isUndirected)
    }
}

/// Decimal numbers as whole numbers of their last decimal.
struct WholeNumbers {
    let cells: [Int64?]
    let places: Int

    /// - Throws: ``Statistics/StatisticsError/unexpectedValue(_:column:allowed:)`` for more than nine decimals, or fifteen digits.
    init(_ given: [Double?], column: String) throws(StatisticsError) {
        var (places, power) = (0, 1.0)
        for case .some(let cell) in given {
            while (cell * power).rounded() / power != cell {
                guard places < 9 else {
                    throw .unexpectedValue(cell, column: column, allowed: "numbers of at most nine decimals")
                }
                places += 1
                power *= 10
            }
        }
        self.places = places
        cells = try given.map { (cell) throws(StatisticsError) in
            guard let cell else { return nil }
            guard abs(cell * power) < 1e15 else {
                throw .unexpectedValue(cell, column: column, allowed: "numbers of at most fifteen digits")
            }
            return Int64((cell * power).rounded())
        }
    }
}
