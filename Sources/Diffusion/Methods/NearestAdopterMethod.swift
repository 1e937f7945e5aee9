import Statistics

/// The distance to the nearest adopter, from a file of borders and perhaps one of places.
extension DiffusionMethod {
    static let nearestAdopter = DiffusionMethod(
        "nearest-adopter", "How many borders each place is from the nearest that adopted.",
        columns: [
            MethodColumn(
                "place", names: true, "a place, with a row for each border; one without borders has one row too"),
            MethodColumn("neighbour", names: true, "a place that adjoins it, each pair once or twice; empty for none"),
            MethodColumn("adoptions", required: false, "adoptions in the place, unless --nodes tells of them"),
        ], options: [.nodes]
    ) { (input, options) throws(DiffusionError) in try distanceValues(input, options) }

    private static let placeColumns = [
        MethodColumn("place", names: true, "the place; results are in the order of these rows"),
        MethodColumn("adoptions", "adoptions there, 0 for none"),
    ]

    private static func distanceValues(
        _ input: MethodInput, _ options: EstimateOptions
    ) throws(DiffusionError) -> [MethodValue] {
        let places = try places(input, options.nodes)
        var (from, to): ([UInt32], [UInt32]) = ([], [])
        // A border to a place that is not in the list of places is dropped by the network and counted.
        let unknown = UInt32(truncatingIfNeeded: places.numbers.count)
        for (place, neighbour) in zip(input.cells("place"), input.cells("neighbour")) {
            guard let place, let neighbour else { continue }
            from.append(places.numbers[input.label(place, of: "place")] ?? unknown)
            to.append(places.numbers[input.label(neighbour, of: "neighbour")] ?? unknown)
        }
        let borders = try SparseNetwork(nodeCount: places.numbers.count, from: from, to: to, isDirected: false)
        let result = NearestAdopter(borders, adopters: places.adopters)
        var values = [
            MethodValue("places", borders.nodeCount), MethodValue("borders", borders.tieCount),
            MethodValue("borders_unknown", borders.dropped.unknown), MethodValue("unreached", result.unreached),
            MethodValue("mean_distance", result.meanDistance),
        ]
        for (distance, count) in result.counts.enumerated() { values.append(MethodValue("at_\(distance)", count)) }
        for (place, distance) in result.distances.enumerated() {
            values.append(
                MethodValue("distance_\(places.rows[place] + 1)", distance.map(Double.init), reason: result.reason))
        }
        return values
    }

    private static func places(_ borders: MethodInput, _ table: MethodTable?) throws(DiffusionError) -> Places {
        guard let table else {
            return try Places(borders, among: NameTable(borders, ["place", "neighbour"]).names)
        }
        let nodes = try estimating { () throws(StatisticsError) in
            try MethodInput(table, wanted: placeColumns, method: "nearest-adopter")
        }
        return try Places(nodes)
    }
}

/// The numbers of places by name, the row or place in the list that tells of each, and those that adopted.
private struct Places {
    var numbers: [String: UInt32] = [:]
    var rows: [Int] = []
    var adopters: [Int] = []

    /// The places of a column and which of them have adoptions; those of a list first.
    init(_ input: MethodInput, among names: [String] = []) throws(DiffusionError) {
        for name in names { _ = number(name, rows.count) }
        let adoptions = input.cells("adoptions")
        for (row, cell) in input.cells("place").enumerated() {
            guard let cell else { continue }
            let number = number(input.label(cell, of: "place"), row)
            guard let count = adoptions.isEmpty ? nil : adoptions[row] else { continue }
            let whole = try estimating { () throws(StatisticsError) in
                try MethodInput.whole(count, column: "adoptions")
            }
            if whole > 0 { adopters.append(Int(number)) }
        }
    }

    private mutating func number(_ name: String, _ row: Int) -> UInt32 {
        if let known = numbers[name] { return known }
        let number = UInt32(truncatingIfNeeded: numbers.count)
        numbers[name] = number
        rows.append(row)
        return number
    }
}
