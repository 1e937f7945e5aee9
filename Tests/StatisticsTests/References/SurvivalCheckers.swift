import Testing

@testable import Statistics

/// Time to an event: `time`, `status` (1 for the event) and `group` in `data.csv`.
extension ReferenceChecker {
    static let survivalCheckers = [survival]

    static let survival = ReferenceChecker(
        name: "survival", recognises: { $0.has("median_loglog") && $0.has("logrank") && $0.hasFile("data.csv") },
        values: { reference in
            var groups: [String: [EventTable.Row]] = [:]
            for row in try reference.table("data.csv") {
                let event = row["status"] == "1"
                groups[row["group"] ?? "", default: []].append(
                    EventTable.Row(
                        time: try #require(Double(row["time"] ?? "")), events: event ? 1 : 0, censored: event ? 0 : 1))
            }
            let names = groups.keys.sorted()
            let tables = try names.map { try EventTable(groups[$0] ?? []) }
            let all = try tables.reduce(try EventTable([])) { try $0.merging($1) }
            var values: [String: Double?] = ["n": Double(all.n), "events": Double(all.events)]
            var curves: [String: KaplanMeier] = [:]
            for (label, table) in [("(all)", all)] + zip(names, tables) {
                curves[label] = KaplanMeier(table)
                add(KaplanMeier(table).median(), "median_loglog/\(label)", &values)
            }
            for (prefix, scale) in [("median_log", KaplanMeier.IntervalScale.log), ("median_plain", .plain)] {
                add(KaplanMeier(all, scale: scale).median(), prefix, &values)
            }
            let curve = KaplanMeier(all)
            for (key, share) in [("q25", 0.25), ("q50", 0.5), ("q75", 0.75)] {
                values["quantiles_time/\(key)"] = .some(try curve.quantile(share).time)
            }
            for index in reference.keys("at_times") {
                let time = try #require(try reference.number("at_times/\(index)/time"))
                let survival = curve.survival(at: time)
                values["at_times/\(index)/time"] = time
                values["at_times/\(index)/survival"] = .some(survival.value)
                values["at_times/\(index)/se"] = .some(survival.standardError)
                values["at_times/\(index)/lower_loglog"] = .some(survival.interval?.lowerBound)
                values["at_times/\(index)/upper_loglog"] = .some(survival.interval?.upperBound)
                values["at_times/\(index)/n_risk"] = Double(curve.atRisk(at: time))
            }
            let horizon = try #require(try reference.number("rmst/tau"))
            let mean = curve.restrictedMean(upTo: horizon)
            values["rmst/tau"] = horizon
            values["rmst/rmst"] = mean.value
            values["rmst/se"] = mean.standardError
            let logRank = try LogRank(tables)
            values["logrank/chisq"] = logRank.test.statistic
            values["logrank/df"] = logRank.test.degreesOfFreedom
            values["logrank/p"] = logRank.test.p
            for (index, label) in names.enumerated() {
                values["logrank/observed/\(label)"] = logRank.observed[index]
                values["logrank/expected/\(label)"] = logRank.expected[index]
            }
            let peto = try LogRank(tables, weighting: .petoPeto)
            values["peto_peto_rho1/chisq"] = peto.test.statistic
            values["peto_peto_rho1/p"] = peto.test.p
            if reference.hasFile("expected_km.csv") {
                values.merge(try points(curves, reference)) { first, _ in first }
            }
            return values
        })

    /// Limits that are not reached are expected as null, so they are values too.
    private static func add(_ median: SurvivalQuantile, _ path: String, _ values: inout [String: Double?]) {
        values["\(path)/n"] = Double(median.n)
        values["\(path)/events"] = Double(median.events)
        values["\(path)/median"] = .some(median.time)
        values["\(path)/lower"] = .some(median.lower)
        values["\(path)/upper"] = .some(median.upper)
    }

    /// The points of the curves, which `expected_km.csv` has group by group in order of time.
    private static func points(
        _ curves: [String: KaplanMeier], _ reference: ReferenceCase
    ) throws -> [String: Double?] {
        var values: [String: Double?] = [:]
        var next: [String: Int] = [:]
        for (row, record) in try reference.table("expected_km.csv").enumerated() {
            let group = record["group"] ?? ""
            let place = next[group, default: 0]
            next[group] = place + 1
            guard let curve = curves[group], curve.points.indices.contains(place) else { continue }
            let point = curve.points[place]
            let path = "expected_km.csv/\(row)"
            values["\(path)/group"] = Double(group)
            values["\(path)/time"] = point.time
            values["\(path)/n_risk"] = Double(point.atRisk)
            values["\(path)/n_event"] = Double(point.events)
            values["\(path)/n_censor"] = Double(point.censored)
            values["\(path)/survival"] = point.survival
            values["\(path)/se_greenwood"] = .some(point.standardError)
            values["\(path)/lower_loglog"] = .some(point.interval?.lowerBound)
            values["\(path)/upper_loglog"] = .some(point.interval?.upperBound)
            values["\(path)/cumhaz_nelson_aalen"] = point.cumulativeHazard
        }
        for (group, curve) in curves {
            #expect(next[group] == curve.points.count, "\(reference.name): points of \(group)")
        }
        return values
    }
}
