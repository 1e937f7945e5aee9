import Statistics

/// Where innovations are, and when phenomena are spoken of.
extension DiffusionMethod {
    static let spaceMethods = [reach, concentration, locationQuotient, nearestAdopter, bursts]

    static let reach = DiffusionMethod(
        "reach", "Places reached over time: new and cumulative by first adoption, and their share of all places.",
        columns: [
            MethodColumn("place", names: true, "the place of an adoption, such as its region"),
            MethodColumn("period", "a whole number for each period, such as a year"),
        ], options: [.potential]
    ) { (input, options) throws(DiffusionError) in try reachValues(input, options) }

    static let concentration = DiffusionMethod(
        "concentration", "How unevenly adoptions are spread over places and their inhabitants.",
        columns: [
            MethodColumn("count", "adoptions, a row for every place, 0 where there are none"),
            MethodColumn("population", required: false, "inhabitants of each place"),
        ]
    ) { (input, options) throws(DiffusionError) in try concentrationValues(input, options) }

    static let locationQuotient = DiffusionMethod(
        "location-quotient", "How areas specialise: their share of a category over that of all, with its interval.",
        columns: [
            MethodColumn("area", names: true, "the area"), MethodColumn("category", names: true, "the category"),
            MethodColumn("count", required: false, "how many rows this row stands for; 1 without the column"),
        ]
    ) { (input, options) throws(DiffusionError) in try quotientValues(input, options) }

    private static func reachValues(
        _ input: MethodInput, _ options: EstimateOptions
    ) throws(DiffusionError) -> [MethodValue] {
        let table = NameTable(input, ["place"])
        let places = table.numbers(input, "place")
        let periods = try input.wholeCells("period")
        var adoptions: [(place: Int?, period: Int)] = []
        for (place, period) in zip(places, periods) {
            if let period { adoptions.append((place.map(Int.init), period)) }
        }
        let all = try estimating { () throws(StatisticsError) in
            try options.potential.map { (potential) throws(StatisticsError) in
                try MethodInput.whole(potential, column: "potential")
            }
        }
        if let all, all < table.names.count {
            throw .potentialBelowAdopters(potential: all, adopters: table.names.count)
        }
        let result = try Reach(adoptions, places: all ?? table.names.count)
        var values = [
            MethodValue("places", result.first.count), MethodValue("reached", result.reached),
            MethodValue("elsewhere", result.elsewhere),
        ]
        for (index, point) in result.curve.points.enumerated() {
            values.append(MethodValue("period_\(index + 1)", point.period))
            values.append(MethodValue("new_\(index + 1)", point.adoptions))
            values.append(MethodValue("cumulative_\(index + 1)", point.cumulative))
            values.append(MethodValue("share_\(index + 1)", point.cumulativeShare))
        }
        return values
    }

    private static func concentrationValues(
        _ input: MethodInput, _ options: EstimateOptions
    ) throws(DiffusionError) -> [MethodValue] {
        var (counts, populations): ([Int], [Double]) = ([], [])
        let inhabitants = input.has("population") ? input.cells("population") : nil
        for (row, cell) in input.cells("count").enumerated() {
            guard let cell else { continue }
            if let inhabitants {
                guard let population = inhabitants[row] else { continue }
                populations.append(population)
            }
            counts.append(
                try estimating { () throws(StatisticsError) in try MethodInput.whole(cell, column: "count") })
        }
        let result = try SpatialConcentration(
            counts, populations: inhabitants == nil ? nil : populations, confidence: options.confidence)
        var values = [
            MethodValue("places", counts.count), MethodValue("empty", result.empty),
            MethodValue("adoptions", result.adoptions), MethodValue("gini", result.overPlaces.gini),
            MethodValue("herfindahl", result.overPlaces.herfindahl),
            MethodValue("top_fifth_share", result.topShare), MethodValue("greatest_share", result.greatestShare),
        ]
        guard let curve = result.overInhabitants else { return values }
        values.append(MethodValue("gini_by_population", curve.gini))
        for (index, rate) in result.rates.enumerated() { values.append("rate_\(index + 1)", withInterval: rate) }
        for (index, point) in curve.points.enumerated() {
            values.append(MethodValue("lorenz_population_\(index)", point.holders))
            values.append(MethodValue("lorenz_adoptions_\(index)", point.amount))
        }
        return values
    }

    private static func quotientValues(
        _ input: MethodInput, _ options: EstimateOptions
    ) throws(DiffusionError) -> [MethodValue] {
        let (areas, categories) = (NameTable(input, ["area"]), NameTable(input, ["category"]))
        let size = areas.names.count.multipliedReportingOverflow(by: categories.names.count)
        guard !size.overflow, size.partialValue <= 1_000_000 else {
            throw .tooManyNodes(size.partialValue, limit: 1_000_000)
        }
        var counts = [[Int]](
            repeating: [Int](repeating: 0, count: categories.names.count), count: areas.names.count)
        let (rows, columns) = (areas.numbers(input, "area"), categories.numbers(input, "category"))
        let given = input.has("count") ? input.cells("count") : nil
        let quotients = try estimating { () throws(StatisticsError) in
            for row in 0..<input.rowCount {
                guard let area = rows[row], let category = columns[row], let cell = given.map({ $0[row] }) ?? 1 else {
                    continue
                }
                let count = try MethodInput.whole(cell, column: "count")
                let (sum, overflow) = counts[Int(area)][Int(category)].addingReportingOverflow(count)
                guard !overflow else { throw StatisticsError.overflow }
                counts[Int(area)][Int(category)] = sum
            }
            return try LocationTable(counts: counts).quotients(confidence: options.confidence)
        }
        var values: [MethodValue] = []
        for (area, row) in quotients.enumerated() {
            for (category, quotient) in row.enumerated() {
                values.append("quotient_\(area + 1)_\(category + 1)", withInterval: quotient)
            }
        }
        return values
    }
}
