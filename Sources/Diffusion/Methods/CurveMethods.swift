import Statistics

/// Curves of adoption by name.
extension DiffusionMethod {
    static let alignedAdoption = DiffusionMethod(
        "aligned-adoption", "Innovations compared by periods since their publication, as far as each was seen.",
        columns: [
            MethodColumn("innovation", names: true, "a name or number for each innovation"),
            MethodColumn("published", "the period of its publication, a whole number, in the first row that has it"),
            MethodColumn("period", "the period of an adoption; empty for an innovation that nobody has adopted"),
            MethodColumn("adoptions", required: false, "adoptions in the period; 1 a row without the column"),
            asOf, isComplete,
        ]
    ) { (input, options) throws(DiffusionError) in try alignedValues(input, options) }

    static func curveValues(
        _ input: MethodInput, _ options: EstimateOptions
    ) throws(DiffusionError) -> [MethodValue] {
        let rows = try PeriodRows(input)
        let possible = try estimating { () throws(StatisticsError) in
            try (input.cells("potential").lazy.compactMap { $0 }.first ?? options.potential).map {
                (value) throws(StatisticsError) in try MethodInput.whole(value, column: "potential")
            }
        }
        let counts = rows.rows.compactMap { (row) in row.period.map { (period: $0, adoptions: row.adoptions) } }
        let curve: AdoptionCurve<Int>
        if let asOf = rows.asOf {
            curve = try AdoptionCurve(
                counts, asOf: asOf, isComplete: rows.isComplete, potential: possible, confidence: options.confidence)
        } else {
            curve = try AdoptionCurve(counts, potential: possible, confidence: options.confidence)
        }
        var values = [MethodValue("adopters", curve.adopters), MethodValue("periods", curve.points.count)]
        if rows.asOf != nil { values.append(MethodValue("after_as_of", curve.afterAsOf)) }
        for (index, point) in curve.points.enumerated() {
            let row = "_\(index + 1)"
            values.append(MethodValue("period\(row)", point.period))
            if rows.asOf != nil { values.append(MethodValue("complete\(row)", point.isComplete ? 1 : 0)) }
            values.append(MethodValue("adoptions\(row)", point.adoptions))
            values.append(MethodValue("cumulative\(row)", point.cumulative))
            values.append("cumulative_share\(row)", point.cumulativeShare, hasInterval: possible != nil)
            values.append(MethodValue("growth_rate\(row)", point.growthRate))
            values.append("hazard\(row)", point.hazard, hasInterval: possible != nil)
        }
        return values
    }

    private static func alignedValues(
        _ input: MethodInput, _ options: EstimateOptions
    ) throws(DiffusionError) -> [MethodValue] {
        let rows = try PeriodRows(input)
        let names = input.cells("innovation")
        let published = try input.cells("published").map { (cell) throws(DiffusionError) in
            try cell.map { (value) throws(DiffusionError) in try PeriodRows.period(value, column: "published") }
        }
        var first: [Double: Int] = [:]
        var adoptions: [Double: [(period: Int, adoptions: Int)]] = [:]
        var last: Int?
        for (index, row) in rows.rows.enumerated() {
            guard let name = names[index] else { continue }
            if let published = published[index], first[name] == nil { first[name] = published }
            guard let period = row.period else { continue }
            adoptions[name, default: []].append((period, row.adoptions))
            last = max(last ?? period, period)
        }
        let latest = first.values.max()
        guard let end = rows.asOf ?? [last, latest].compactMap({ $0 }).max() else {
            return [MethodValue("innovations", nil, reason: .noObservations)]
        }
        let innovations = first.keys.sorted().map { (name) in
            AlignedAdoption<Int>.Innovation(
                name: input.label(name, of: "innovation"), published: first[name] ?? end,
                adoptions: adoptions[name] ?? [])
        }
        let aligned = try AlignedAdoption(
            innovations, asOf: end, isComplete: rows.isComplete, confidence: options.confidence)
        var values = [
            MethodValue("innovations", aligned.curves.count), MethodValue("as_of", end),
            MethodValue("not_yet_published", aligned.notYetPublished),
            MethodValue("without_publication", Set(names.compactMap { $0 }).count { first[$0] == nil }),
            MethodValue("before_publication", aligned.curves.reduce(0) { $0 + $1.beforePublication }),
        ]
        for step in aligned.steps {
            let row = "_\(step.sincePublication)"
            values.append(MethodValue("innovations\(row)", step.innovations))
            values.append("share_adopted\(row)", withInterval: step.shareAdopted)
            values.append("mean_cumulative\(row)", withInterval: step.meanCumulative)
        }
        for (index, curve) in aligned.curves.enumerated() {
            values.append(MethodValue("published_\(index + 1)", curve.published))
            for (since, cumulative) in curve.cumulative.enumerated() {
                values.append(MethodValue("cumulative_\(index + 1)_\(since)", cumulative))
            }
        }
        return values
    }
}

/// The rows of a method that takes periods with adoptions, and how far they were seen.
private struct PeriodRows {
    /// The rows in the order of the file; without a period where the cell is empty.
    var rows: [(period: Int?, adoptions: Int)] = []
    let asOf: Int?
    let isComplete: Bool

    init(_ input: MethodInput) throws(DiffusionError) {
        let counts = input.has("adoptions") ? input.cells("adoptions") : nil
        for (index, cell) in input.cells("period").enumerated() {
            let number = counts.map { $0[index] } ?? 1
            guard let cell, let number else {
                rows.append((nil, 0))
                continue
            }
            let adoptions = try estimating { () throws(StatisticsError) in
                try MethodInput.whole(number, column: "adoptions")
            }
            rows.append((try Self.period(cell, column: "period"), adoptions))
        }
        let given = input.cells("as_of").lazy.compactMap { $0 }.first
        asOf = try given.map { (value) throws(DiffusionError) in try Self.period(value, column: "as_of") }
        let complete = input.cells("complete").lazy.compactMap { $0 }.first ?? 1
        guard complete == 0 || complete == 1 else {
            throw .statistics(.unexpectedValue(complete, column: "complete", allowed: "0 and 1"))
        }
        isComplete = complete == 1
    }

    static func period(_ value: Double, column: String) throws(DiffusionError) -> Int {
        guard let period = Int(exactly: value), abs(value) < 1e9 else {
            throw .statistics(.unexpectedValue(value, column: column, allowed: "whole numbers"))
        }
        return period
    }
}

extension [MethodValue] {
    /// Adds an estimate, with its limits where it is meant to have some.
    fileprivate mutating func append(_ name: String, _ estimate: Estimate, hasInterval: Bool) {
        if hasInterval { append(name, withInterval: estimate) } else { append(MethodValue(name, estimate)) }
    }
}
