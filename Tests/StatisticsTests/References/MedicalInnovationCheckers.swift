import Diffusion
import Statistics
import Testing

/// Adoption on a network: times of adoption in `nodes.csv`, ties in `edges.csv`. All keys but those of the fitted Bass model.
extension ReferenceChecker {
    static let medicalInnovationCheckers = [medicalInnovation]

    static let medicalInnovation = ReferenceChecker(
        name: "adoption on a network",
        recognises: { $0.has("crosstab_toa_by_threshold") && $0.hasFile("edges.csv") && $0.hasFile("nodes.csv") },
        values: { reference in
            let input = try AdoptionNetwork(reference)
            return try input.adoption.merging(try input.thresholds) { first, _ in first }
                .merging(try input.periods) { first, _ in first }.merging(try input.nodes) { first, _ in first }
        })
}

/// The network of a case, its times, and what is expected of them.
private struct AdoptionNetwork {
    typealias Values = [String: Double?]

    let ids: [String]
    let times: AdoptionTimes
    let network: SparseNetwork
    let exposure: Exposure
    let threshold: AdoptionThreshold
    let categories: AdopterCategories

    init(_ reference: ReferenceCase) throws {
        let rows = try reference.table("nodes.csv")
        ids = rows.map { $0["id"] ?? "" }
        times = try AdoptionTimes(rows.map { Int($0["toa"] ?? "") })
        let places = Dictionary(uniqueKeysWithValues: ids.enumerated().map { ($0.element, UInt32($0.offset)) })
        let ties = try reference.table("edges.csv")
        // Ties are taken as there or not, whatever their weight.
        network = try SparseNetwork(
            nodeCount: ids.count, from: try ties.map { try #require(places[$0["source"] ?? ""]) },
            to: try ties.map { try #require(places[$0["target"] ?? ""]) }, isDirected: true)
        exposure = try Exposure(in: .constant(network), times: times)
        threshold = try AdoptionThreshold(exposure)
        categories = AdopterCategories(timesOfAdoption: try times.distribution())
    }

    /// The four classes of netdiffuseR by the five of Rogers: its early adopters are the innovators too.
    private static let adopters: [(String, [AdopterCategory])] = [
        ("Early Adopters", [.innovator, .earlyAdopter]), ("Early Majority", [.earlyMajority]),
        ("Late Majority", [.lateMajority]), ("Laggards", [.laggard]),
    ]
    private static let classes: [(String, ThresholdClass)] = [
        ("Very Low Thresh.", .veryLow), ("Low Thresh.", .low), ("High Thresh.", .high),
        ("Very High Thresh.", .veryHigh),
    ]

    var adoption: Values {
        get throws {
            var values: Values = [
                "n_nodes": Double(times.nodeCount), "n_edges": Double(network.tieCount),
                "n_periods": Double(times.periods.count), "first_period": Double(times.periods.lowerBound),
                "last_period": Double(times.periods.upperBound - 1), "mean_toa": categories.meanTime.value,
                "sd_toa": categories.standardDeviation.value,
                "counts_netdiffuseR_toa/Non-Adopters": Double(times.nodeCount - times.adopterCount),
            ]
            for (index, limit) in (categories.limits ?? []).dropFirst().enumerated() {
                values["cutoffs_toa/\(index)"] = limit
            }
            for (name, all) in Self.adopters {
                let counts = all.compactMap { categories.count(of: $0) }
                values["counts_netdiffuseR_toa/\(name)"] = Double(counts.reduce(0, +))
                values["counts_rogers5/\(name)"] = all.last.flatMap { categories.count(of: $0) }.map(Double.init)
            }
            values["counts_rogers5/Innovators"] = categories.count(of: .innovator).map(Double.init)
            let moran = try MoranIndex(
                of: try (0..<times.nodeCount).map { Int64(try #require(times.period(of: $0))) },
                weights: try MoranWeights(ties: network))
            for (key, value) in Self.moran(moran) { values["moran_toa_binary_rownormalised/\(key)"] = value }
            return values
        }
    }

    private static func moran(_ index: MoranIndex) -> Values {
        [
            "observed": index.observed.value, "expected": index.expected.value, "sd": index.standardDeviation.value,
            "p_two_sided": index.test.p,
        ]
    }

    var thresholds: Values {
        get throws {
            let lagged = try AdoptionThreshold(try Exposure(in: .constant(network), times: times, lag: 1))
            let none = Double(times.nodeCount - threshold.distribution.n)
            var values: Values = [
                "mean_threshold": threshold.mean.value, "mean_threshold_lag1": lagged.mean.value,
                "n_threshold_na": none, "n_threshold_lag1_na": Double(times.nodeCount - lagged.distribution.n),
                "counts_netdiffuseR_threshold/Non-Adopters": none,
            ]
            for (index, limit) in (threshold.limits ?? []).enumerated() { values["cutoffs_threshold/\(index)"] = limit }
            let table = try #require(threshold.crossTable(with: try times.categories()))
            let missing = "crosstab_toa_by_threshold/Non-Adopters"
            values["\(missing)/Non-Adopters"] = none
            for (name, wanted) in Self.classes {
                values["counts_netdiffuseR_threshold/\(name)"] = threshold.count(of: wanted).map(Double.init)
                values["\(missing)/\(name)"] = 0
                for (adopter, all) in Self.adopters {
                    let counts = all.compactMap { table[$0]?[wanted] }
                    values["crosstab_toa_by_threshold/\(adopter)/\(name)"] = Double(counts.reduce(0, +))
                }
            }
            for (adopter, _) in Self.adopters { values["crosstab_toa_by_threshold/\(adopter)/Non-Adopters"] = 0 }
            return values
        }
    }

    var periods: Values {
        get throws {
            var values: Values = [:]
            let near = try MoranWeights(inverseDistanceIn: network, steps: 6)
            let pairs = Double(times.nodeCount * (times.nodeCount - 1))
            let curve = try AdoptionCurve(
                times.periods.map { ($0, times.newAdopters[$0 - times.firstPeriod]) }, potential: times.nodeCount)
            for (index, point) in exposure.periods().enumerated() {
                values["mean_exposure_per_time/\(point.period)"] = point.mean.value
                let row = "expected_per_time.csv/\(index)"
                values["\(row)/time"] = Double(point.period)
                values["\(row)/adopt"] = Double(curve.points[index].adoptions)
                values["\(row)/cum_adopt"] = Double(point.adopters)
                values["\(row)/cum_adopt_pcent"] = curve.points[index].cumulativeShare.value
                if index > 0 {
                    values["\(row)/growth_rate"] = curve.points[index].growthRate.value
                    values["\(row)/hazard"] = curve.points[index].hazard.value
                }
                values["\(row)/density"] = Double(network.tieCount) / pairs
                let adopted = (0..<times.nodeCount).map { node in
                    times.period(of: node).map { $0 <= point.period } == true ? Int64(1) : 0
                }
                let moran = try MoranIndex(of: adopted, weights: near)
                if moran.observed.reason != .noVariation { values["\(row)/moran_obs"] = moran.observed.value }
                values["\(row)/moran_exp"] = moran.expected.value
                values["\(row)/moran_sd"] = .some(moran.standardDeviation.value)
                values["\(row)/moran_p"] = .some(moran.test.p)
            }
            return values
        }
    }

    var nodes: Values {
        get throws {
            let turned = network.transposed()
            let lagged = try AdoptionThreshold(try Exposure(in: .constant(network), times: times, lag: 1))
            var values: Values = [:]
            for (node, id) in ids.enumerated() {
                let row = "expected_per_node.csv/\(node)"
                values["\(row)/id"] = Double(id)
                values["\(row)/toa"] = times.period(of: node).map(Double.init)
                values["\(row)/outdegree"] = Double(network.degree(of: node))
                values["\(row)/indegree"] = Double(turned.degree(of: node))
                values["\(row)/exposure_at_toa"] = times.period(of: node).flatMap { exposure.value(of: node, at: $0) }
                values["\(row)/threshold"] = .some(threshold.values[node])
                values["\(row)/threshold_lag1"] = .some(lagged.values[node])
                values["expected_exposure.csv/\(node)/id"] = Double(id)
                for period in times.periods {
                    values["expected_exposure.csv/\(node)/t\(period)"] = exposure.value(of: node, at: period)
                }
            }
            return values
        }
    }
}
