import Diffusion
import Statistics
import Testing

/// Growth of adoption: `adopters` by period in `series.csv`, and the cumulative proportion of netdiffuseR's `fitbass`.
extension ReferenceChecker {
    static let bassCheckers = [bassSeries, bassOfNodes, adoptersOfNodes]

    /// The Bass model of a series, in the forms that the case has.
    static let bassSeries = ReferenceChecker(
        name: "Bass model", recognises: { $0.has("nls_discrete") && $0.hasFile("series.csv") },
        values: { reference in
            let adopters = try reference.column("adopters", of: "series.csv").map { try #require($0) }
            var values = discrete(try GrowthFit(.bass, adopters: adopters))
            if reference.has("ols_bass1969") {
                values.merge(regression(try #require(BassRegression(adopters: adopters)))) { first, _ in first }
            }
            guard reference.has("nls_density") else { return values }
            let density = try GrowthFit(.bass, adopters: adopters, form: .density)
            for prefix in ["nls_density", "published"] { values.merge(fitted(density, prefix)) { first, _ in first } }
            return values
        })

    /// netdiffuseR's `fitbass`: the share that has adopted by each period, of a potential of one.
    static let bassOfNodes = ReferenceChecker(
        name: "Bass model of nodes",
        recognises: { $0.has("fitbass_cumulative_proportion") && $0.hasFile("nodes.csv") },
        values: { reference in
            let times = try reference.column("toa", of: "nodes.csv").compactMap { $0 }.map {
                try #require(Int(exactly: $0))
            }
            let curve = try AdoptionCurve(times.map { (period: $0, adoptions: 1) })
            let shares = curve.points.map { Double($0.adoptions) / Double(times.count) }
            let fit = try GrowthFit(.bass, adopters: shares, potential: 1, form: .cumulative)
            var values = fitted(fit, "fitbass_cumulative_proportion")
            values["fitbass_cumulative_proportion/df"] = Double(fit.degreesOfFreedom)
            values.removeValue(forKey: "fitbass_cumulative_proportion/m")
            return values
        })

    /// Adopter categories and the curve by period of nodes with a time of adoption.
    static let adoptersOfNodes = ReferenceChecker(
        name: "adopters of nodes", recognises: { $0.has("counts_netdiffuseR_toa") && $0.hasFile("nodes.csv") },
        values: { reference in
            let times = try reference.column("toa", of: "nodes.csv").compactMap { $0 }
            let distribution = try Distribution(values: times)
            let four = AdopterCategories(timesOfAdoption: distribution, scheme: .netdiffuseRFour)
            let five = AdopterCategories(timesOfAdoption: distribution)
            var values: [String: Double?] = [
                "n_nodes": Double(four.n), "mean_toa": four.meanTime.value, "sd_toa": four.standardDeviation.value,
                // Whoever is in the file has a time of adoption.
                "counts_netdiffuseR_toa/Non-Adopters": Double(times.count - four.n),
            ]
            for (index, limit) in (four.limits ?? []).enumerated() { values["cutoffs_toa/\(index)"] = limit }
            let names: [(AdopterCategory, String)] = [
                (.innovator, "Innovators"), (.earlyAdopter, "Early Adopters"), (.earlyMajority, "Early Majority"),
                (.lateMajority, "Late Majority"), (.laggard, "Laggards"),
            ]
            for (category, name) in names {
                values["counts_rogers5/\(name)"] = five.count(of: category).map(Double.init)
                if category == .innovator { continue }
                values["counts_netdiffuseR_toa/\(name)"] = four.count(of: category).map(Double.init)
            }
            values.merge(try periods(times)) { first, _ in first }
            return values
        })

    /// Growth and hazard of the first period are left out: see ``OutOfScope``.
    private static func periods(_ times: [Double]) throws -> [String: Double?] {
        let counts = try times.map { (period: try #require(Int(exactly: $0)), adoptions: 1) }
        let curve = try AdoptionCurve(counts, potential: times.count)
        var values: [String: Double?] = [
            "n_periods": Double(curve.points.count), "first_period": curve.points.first.map { Double($0.period) },
            "last_period": curve.points.last.map { Double($0.period) },
        ]
        for (index, point) in curve.points.enumerated() {
            let row = "expected_per_time.csv/\(index)"
            values["\(row)/time"] = Double(point.period)
            values["\(row)/adopt"] = Double(point.adoptions)
            values["\(row)/cum_adopt"] = Double(point.cumulative)
            values["\(row)/cum_adopt_pcent"] = point.cumulativeShare.value
            if index == 0 { continue }
            values["\(row)/growth_rate"] = point.growthRate.value
            values["\(row)/hazard"] = point.hazard.value
        }
        return values
    }

    private static func fitted(_ fit: GrowthFit, _ prefix: String) -> [String: Double?] {
        [
            "\(prefix)/m": fit.curve.marketPotential, "\(prefix)/m_se": fit.potentialError,
            "\(prefix)/p": fit.curve.shape.0, "\(prefix)/p_se": fit.shapeErrors?.0, "\(prefix)/q": fit.curve.shape.1,
            "\(prefix)/q_se": fit.shapeErrors?.1, "\(prefix)/sse": fit.residualSumOfSquares,
            "\(prefix)/sigma": fit.sigma,
        ]
    }

    private static func discrete(_ fit: GrowthFit) -> [String: Double?] {
        let prefix = "nls_discrete"
        var values = fitted(fit, prefix)
        values["\(prefix)/df"] = Double(fit.degreesOfFreedom)
        values["\(prefix)/r2"] = fit.rSquared
        for (key, i, j) in [("mm", 0, 0), ("mp", 0, 1), ("mq", 0, 2), ("pp", 1, 1), ("pq", 1, 2), ("qq", 2, 2)] {
            values["\(prefix)/cov/\(key)"] = fit.covariance?[i][j]
        }
        for (index, value) in fit.fitted.enumerated() { values["\(prefix)/fitted/\(index)"] = value }
        values["\(prefix)/peak_time"] = .some(fit.curve.peakTime)
        values["\(prefix)/peak_rate"] = .some(fit.curve.peakRate)
        values["\(prefix)/peak_cumulative"] = .some(fit.curve.peakCumulative)
        for (index, value) in fit.forecast(periods: 5).enumerated() {
            values["\(prefix)/forecast_next5/\(index)"] = value
            let end = Double(fit.periods + index + 1)
            values["\(prefix)/cumulative_forecast_next5/\(index)"] = fit.curve.cumulativeAdopters(at: end)
        }
        return values
    }

    private static func regression(_ result: BassRegression) -> [String: Double?] {
        let prefix = "ols_bass1969"
        return [
            "\(prefix)/a": result.coefficients[0], "\(prefix)/b": result.coefficients[1],
            "\(prefix)/c": result.coefficients[2], "\(prefix)/m": result.marketPotential,
            "\(prefix)/p": result.innovation, "\(prefix)/q": result.imitation,
            "\(prefix)/r2": result.rSquared, "\(prefix)/peak_time": result.model?.peakTime,
            "\(prefix)/valid": result.isValid ? 1 : 0,
        ]
    }
}
