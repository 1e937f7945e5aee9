/// What methods of samples give from a list of units, and from characteristics.
extension EstimateMethod {
    static func representativityValues(
        _ input: MethodInput, _ options: EstimateOptions
    ) throws(StatisticsError) -> [MethodValue] {
        let named = input.has("characteristic")
        let (rows, incomplete) = try input.completeRows(
            ["category", "population", "respondents"] + (named ? ["characteristic"] : []))
        var categories: [Double: [(code: Double, category: SampledCharacteristic.Category)]] = [:]
        for row in rows {
            categories[named ? row.values[3] : 1, default: []].append(
                (
                    row.values[0],
                    SampledCharacteristic.Category(
                        input.label(row.values[0], of: "category"),
                        population: try MethodInput.whole(row.values[1], column: "population"),
                        respondents: try MethodInput.whole(row.values[2], column: "respondents"))
                ))
        }
        let codes = categories.keys.sorted()
        var characteristics: [SampledCharacteristic] = []
        for code in codes {
            let sorted = categories[code, default: []].sorted { $0.code < $1.code }
            characteristics.append(
                try SampledCharacteristic(input.label(code, of: "characteristic"), sorted.map(\.category)))
        }
        let result = try Representativity(characteristics, seed: options.seed, replicates: options.replicates)
        var values = [
            MethodValue("n_incomplete", incomplete), MethodValue("characteristics", characteristics.count),
        ]
        for (index, test) in result.tests.enumerated() {
            values.append(MethodValue("characteristic_\(index + 1)", codes[index]))
            let known = categories[codes[index], default: []].map { ($0.category.name, $0.code) }
            append(
                test, adjusted: result.adjusted[index], number: index + 1,
                codes: Dictionary(known, uniquingKeysWith: { first, _ in first }), to: &values)
        }
        return values
    }

    /// - Parameter codes: The numbers of the categories by name; those that nobody is in are not among the test's.
    private static func append(
        _ test: RepresentativityTest, adjusted: Double?, number: Int, codes: [String: Double],
        to values: inout [MethodValue]
    ) {
        let characteristic = test.characteristic
        values.append(MethodValue("n_\(number)", characteristic.respondents))
        values.append(MethodValue("population_\(number)", characteristic.population))
        values.append(MethodValue("chi_square_\(number)", test.test.statistic, reason: test.test.reason))
        values.append(MethodValue("df_\(number)", test.test.degreesOfFreedom, reason: test.test.reason))
        values.append(MethodValue("chi_square_p_\(number)", test.test.p, reason: test.test.reason))
        values.append(MethodValue("smallest_expected_\(number)", test.smallestExpected))
        values.append(MethodValue("has_small_expected_\(number)", test.hasSmallExpected ? 1 : 0))
        if let small = test.smallSampleTest {
            let name = test.smallSampleMethod?.rawValue ?? "simulated"
            values.append(MethodValue("\(name)_p_\(number)", small.p, reason: small.reason))
        }
        values.append(MethodValue("p_\(number)", test.p, reason: test.test.reason))
        values.append(MethodValue("adjusted_p_\(number)", adjusted, reason: test.test.reason))
        let none = characteristic.categories.count { $0.respondents == 0 }
        values.append(MethodValue("categories_without_respondents_\(number)", none))
        let largest = test.largestDifference?.difference.map(abs)
        values.append(MethodValue("largest_difference_\(number)", largest, reason: .noObservations))
        for (place, category) in test.categories.enumerated() {
            let name = "\(number)_\(place + 1)"
            values.append(MethodValue("category_\(name)", codes[category.category.name], reason: .noObservations))
            values.append(MethodValue("respondents_\(name)", category.category.respondents))
            values.append(MethodValue("expected_\(name)", category.expected))
            values.append(MethodValue("difference_\(name)", category.difference, reason: .noObservations))
        }
    }

    static func stratifiedDrawValues(
        _ input: MethodInput, _ options: EstimateOptions
    ) throws(StatisticsError) -> [MethodValue] {
        let (stratified, sized) = (input.has("stratum"), input.has("size"))
        let (rows, incomplete) = try input.completeRows(
            ["unit"] + (stratified ? ["stratum"] : []) + (sized ? ["size"] : []))
        var codes: [String: (unit: Double, stratum: Double)] = [:]
        var units: [StratifiedDraw.Unit] = []
        var sizes: [String: Int] = [:]
        for row in rows {
            let code = stratified ? row.values[1] : 1
            let stratum = input.label(code, of: "stratum")
            let unit = input.label(row.values[0], of: "unit")
            codes[unit] = (row.values[0], code)
            units.append(StratifiedDraw.Unit(unit, stratum: stratum))
            guard sized, let last = row.values.last else { continue }
            let size = try MethodInput.whole(last, column: "size")
            if let known = sizes[stratum], known != size { throw .sampling(.differentSizes(stratum: stratum)) }
            sizes[stratum] = size
        }
        if !sized {
            let populations = Dictionary(grouping: units, by: \.stratum).mapValues(\.count)
            var strata: [SampleSize.Stratum] = []
            for name in populations.keys.sorted() {
                strata.append(try SampleSize.Stratum(name, population: populations[name] ?? 0))
            }
            let plan = try SampleSize(strata, precision: try precision(options), responseRate: options.responseRate)
            for part in plan.parts { sizes[part.stratum.name] = part.contacts }
        }
        let draw = try StratifiedDraw(units, sizes: sizes, seed: options.seed)
        var values = [
            MethodValue("n", units.count), MethodValue("n_incomplete", incomplete),
            MethodValue("drawn", draw.parts.reduce(0) { $0 + $1.drawn.count }),
        ]
        for (index, part) in draw.parts.enumerated() {
            let number = index + 1
            let all = part.drawn + part.reserve
            values.append(MethodValue("stratum_\(number)", all.first.flatMap { codes[$0]?.stratum }))
            values.append(MethodValue("population_\(number)", all.count))
            values.append(MethodValue("drawn_\(number)", part.drawn.count))
            for (place, unit) in part.drawn.enumerated() {
                values.append(MethodValue("drawn_\(number)_\(place + 1)", codes[unit]?.unit))
            }
            for (place, unit) in part.reserve.enumerated() {
                values.append(MethodValue("reserve_\(number)_\(place + 1)", codes[unit]?.unit))
            }
        }
        return values
    }
}
