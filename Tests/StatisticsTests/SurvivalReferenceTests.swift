import Testing

@testable import Statistics

@Suite struct SurvivalReferenceTests {
    @Test(arguments: ["survival/lung", "survival/ovarian"])
    func curveMedianAndTestsAreThoseOfR(name: String) throws {
        let reference = try ReferenceCase(name)
        let rows = try reference.table("data.csv")
        var groups: [String: [EventTable.Row]] = [:]
        for row in rows {
            let event = row["status"] == "1"
            groups[row["group"] ?? "", default: []].append(
                EventTable.Row(
                    time: try #require(Double(row["time"] ?? "")), events: event ? 1 : 0, censored: event ? 0 : 1))
        }
        let names = groups.keys.sorted()
        let tables = try names.map { try EventTable(groups[$0] ?? []) }
        let all = try tables.dropFirst().reduce(tables[0]) { try $0.merging($1) }
        try reference.check("n", Double(all.n))
        try reference.check("events", Double(all.events))

        for (label, table) in [("(all)", all)] + zip(names, tables) {
            let median = KaplanMeier(table).median()
            try reference.check("median_loglog/\(label)/n", Double(median.n))
            try reference.check("median_loglog/\(label)/events", Double(median.events))
            try reference.check("median_loglog/\(label)/median", median.time)
            try reference.check("median_loglog/\(label)/lower", median.lower)
            try reference.check("median_loglog/\(label)/upper", median.upper)
            try checkCurve(KaplanMeier(table), label: label, reference)
        }
        for (prefix, scale) in [("median_log", KaplanMeier.IntervalScale.log), ("median_plain", .plain)] {
            let median = KaplanMeier(all, scale: scale).median()
            try reference.check("\(prefix)/n", Double(median.n))
            try reference.check("\(prefix)/events", Double(median.events))
            try reference.check("\(prefix)/median", median.time)
            try reference.check("\(prefix)/lower", median.lower)
            try reference.check("\(prefix)/upper", median.upper)
        }
        let curve = KaplanMeier(all)
        for (key, share) in [("q25", 0.25), ("q50", 0.5), ("q75", 0.75)] {
            try reference.check("quantiles_time/\(key)", try curve.quantile(share).time)
        }
        for index in 0..<(name == "survival/lung" ? 4 : 3) {
            let time = try #require(try reference.number("at_times/\(index)/time"))
            let survival = curve.survival(at: time)
            try reference.check("at_times/\(index)/survival", survival.value)
            try reference.check("at_times/\(index)/se", survival.standardError)
            try reference.check("at_times/\(index)/lower_loglog", survival.interval?.lowerBound)
            try reference.check("at_times/\(index)/upper_loglog", survival.interval?.upperBound)
            try reference.check("at_times/\(index)/n_risk", Double(curve.atRisk(at: time)))
        }
        let horizon = try #require(try reference.number("rmst/tau"))
        let mean = curve.restrictedMean(upTo: horizon)
        try reference.check("rmst/rmst", mean.value)
        try reference.check("rmst/se", mean.standardError)
        let logRank = try LogRank(tables)
        try reference.check("logrank/chisq", logRank.test.statistic)
        try reference.check("logrank/df", logRank.test.degreesOfFreedom)
        try reference.check("logrank/p", logRank.test.p)
        for (index, label) in names.enumerated() {
            try reference.check("logrank/observed/\(label)", logRank.observed[index])
            try reference.check("logrank/expected/\(label)", logRank.expected[index])
        }
        let peto = try LogRank(tables, weighting: .petoPeto)
        try reference.check("peto_peto_rho1/chisq", peto.test.statistic)
        try reference.check("peto_peto_rho1/p", peto.test.p)
        #expect(reference.unasked == [])
    }

    private func checkCurve(_ curve: KaplanMeier, label: String, _ reference: ReferenceCase) throws {
        let expected = try reference.table("expected_km.csv").filter { $0["group"] == label }
        try #require(expected.count == curve.points.count)
        for (row, point) in zip(expected, curve.points) {
            let pairs: [(String, Double?)] = [
                ("time", point.time), ("n_risk", Double(point.atRisk)), ("n_event", Double(point.events)),
                ("n_censor", Double(point.censored)), ("survival", point.survival),
                ("se_greenwood", point.standardError), ("lower_loglog", point.interval?.lowerBound),
                ("upper_loglog", point.interval?.upperBound), ("cumhaz_nelson_aalen", point.cumulativeHazard),
            ]
            for (key, value) in pairs {
                let number = Double(row[key] ?? "")
                guard let number else {
                    #expect(value == nil, "\(label) \(point.time) \(key)")
                    continue
                }
                let found = try #require(value, "\(label) \(point.time) \(key)")
                #expect(
                    isClose(found, number, reference.tolerance), "\(label) \(point.time) \(key): \(found), \(number)")
            }
        }
    }
}
