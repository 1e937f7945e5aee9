import Statistics

/// The distance to the nearest adopter from a file of borders and one of places.
extension DiffusionMethod {
    private static let placeColumns = [
        MethodColumn("place", names: true, "the place; results are in the order of these rows"),
        MethodColumn("adoptions", "adoptions there, 0 for none"),
    ]

    static func distanceValues(
        _ input: MethodInput, _ options: EstimateOptions
    ) throws(DiffusionError) -> [MethodValue] {
        guard let table = options.nodes else {
            throw .statistics(.missingOption("nodes", method: "nearest-adopter"))
        }
        let nodes = try estimating { () throws(StatisticsError) in
            try MethodInput(table, wanted: placeColumns, method: "nearest-adopter")
        }
        var numbers: [String: UInt32] = [:]
        var (rows, adopters): ([Int], [Int]) = ([], [])
        let adoptions = nodes.cells("adoptions")
        for (row, cell) in nodes.cells("place").enumerated() {
            guard let cell else { continue }
            let name = nodes.label(cell, of: "place")
            let number = numbers[name] ?? UInt32(truncatingIfNeeded: numbers.count)
            if numbers[name] == nil {
                numbers[name] = number
                rows.append(row)
            }
            let count = try estimating { () throws(StatisticsError) in
                try MethodInput.whole(adoptions[row] ?? 0, column: "adoptions")
            }
            if count > 0 { adopters.append(Int(number)) }
        }
        var (from, to): ([UInt32], [UInt32]) = ([], [])
        // A border to a place that is not in the list of places is dropped by the network and counted.
        let unknown = UInt32(truncatingIfNeeded: numbers.count)
        for (place, neighbour) in zip(input.cells("place"), input.cells("neighbour")) {
            guard let place, let neighbour else { continue }
            from.append(numbers[input.label(place, of: "place")] ?? unknown)
            to.append(numbers[input.label(neighbour, of: "neighbour")] ?? unknown)
        }
        let borders = try SparseNetwork(nodeCount: numbers.count, from: from, to: to, isDirected: false)
        let result = NearestAdopter(borders, adopters: adopters)
        var values = [
            MethodValue("places", borders.nodeCount), MethodValue("borders", borders.tieCount),
            MethodValue("borders_unknown", borders.dropped.unknown), MethodValue("unreached", result.unreached),
            MethodValue("mean_distance", result.meanDistance),
        ]
        for (distance, count) in result.counts.enumerated() { values.append(MethodValue("at_\(distance)", count)) }
        for (place, distance) in result.distances.enumerated() {
            values.append(MethodValue("distance_\(rows[place] + 1)", distance.map(Double.init), reason: result.reason))
        }
        return values
    }
}
