import Foundation
import Statistics
import Testing

@testable import Diffusion

/// Medical Innovation (tetracycline) as netdiffuseR computes it: the keys on adoption and categories of the reference case.
@Suite struct MedicalInnovationTests {
    private let tolerance: Double
    private let expected: [String: Any]
    private let folder: URL

    init() throws {
        let resources = try #require(Bundle.module.resourceURL)
        folder = resources.appendingPathComponent("Reference/diffusion/medinnov")
        let data = try Data(contentsOf: folder.appendingPathComponent("expected.json"))
        let json = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        expected = try #require(json["expected"] as? [String: Any])
        tolerance = try #require((json["tolerance_relative"] as? NSNumber)?.doubleValue)
    }

    private func table(_ file: String) throws -> [[String: String]] {
        let text = try String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8)
        let lines = text.split(whereSeparator: \.isNewline).map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        let header = try #require(lines.first)
        return lines.dropFirst().map { Dictionary(zip(header, $0)) { first, _ in first } }
    }

    private func times() throws -> [Int] {
        try table("nodes.csv").map { try #require(Int($0["toa"] ?? "")) }
    }

    private func number(_ key: String) throws -> Double { try #require((expected[key] as? NSNumber)?.doubleValue) }

    private func isClose(_ value: Double?, _ expected: Double) -> Bool {
        value.map { abs($0 - expected) <= tolerance * max(1e-12, abs(expected)) } ?? false
    }

    @Test func categoriesAreThoseOfTheCase() throws {
        let result = AdopterCategories(timesOfAdoption: try Distribution(values: try times().map(Double.init)))
        #expect(Double(result.n) == (try number("n_nodes")))
        #expect(isClose(result.meanTime.value, try number("mean_toa")))
        #expect(isClose(result.standardDeviation.value, try number("sd_toa")))
        let cutoffs = try #require(expected["cutoffs_toa"] as? [NSNumber]).map(\.doubleValue)
        let limits = try #require(result.limits)
        for (limit, cutoff) in zip(limits.dropFirst(), cutoffs) { #expect(isClose(limit, cutoff)) }
        let names: [(AdopterCategory, String)] = [
            (.innovator, "Innovators"), (.earlyAdopter, "Early Adopters"), (.earlyMajority, "Early Majority"),
            (.lateMajority, "Late Majority"), (.laggard, "Laggards"),
        ]
        let counts = try #require(expected["counts_rogers5"] as? [String: NSNumber])
        #expect(counts.count == names.count)
        for (category, name) in names { #expect(result.count(of: category) == counts[name]?.intValue) }
        // Four classes, as netdiffuseR has them: its early adopters are the innovators too.
        let four = try #require(expected["counts_netdiffuseR_toa"] as? [String: NSNumber])
        let classes = AdopterCategories(
            timesOfAdoption: try Distribution(values: try times().map(Double.init)), scheme: .netdiffuseRFour)
        for (category, name) in names.dropFirst() { #expect(classes.count(of: category) == four[name]?.intValue) }
        for (limit, cutoff) in zip(try #require(classes.limits), cutoffs) { #expect(isClose(limit, cutoff)) }
        for row in try table("expected_per_node.csv") {
            let time = try #require(Double(row["toa"] ?? ""))
            let name = names.first { $0.0 == result.category(of: time) }?.1
            #expect(name == row["category_rogers5"])
        }
    }

    @Test func curveIsThatOfTheCase() throws {
        let rows = try table("expected_per_time.csv")
        let curve = try AdoptionCurve(try times().map { (period: $0, adoptions: 1) }, potential: 125)
        #expect(curve.points.count == rows.count)
        #expect(Double(curve.points.count) == (try number("n_periods")))
        #expect(Double(curve.points.first?.period ?? 0) == (try number("first_period")))
        #expect(Double(curve.points.last?.period ?? 0) == (try number("last_period")))
        for (row, point) in zip(rows, curve.points) {
            let value = { (key: String) in try #require(Double(row[key] ?? "")) }
            #expect(Double(point.adoptions) == (try value("adopt")))
            #expect(Double(point.cumulative) == (try value("cum_adopt")))
            #expect(isClose(point.cumulativeShare.value, try value("cum_adopt_pcent")))
            guard point.period > 1 else { continue }
            #expect(isClose(point.growthRate.value, try value("growth_rate")))
            #expect(isClose(point.hazard.value, try value("hazard")))
        }
        // The case defines both as 0 in the first period; here there is nothing to grow from, and all are at risk.
        let first = try #require(curve.points.first)
        #expect(first.growthRate.reason == .zeroDenominator)
        #expect(first.hazard.value == 11.0 / 125)
    }

    @Test func bassModelOfTheCumulativeShareIsThatOfFitbass() throws {
        let curve = try AdoptionCurve(try times().map { (period: $0, adoptions: 1) })
        let shares = curve.points.map { Double($0.adoptions) / 125 }
        let fit = try GrowthFit(.bass, adopters: shares, potential: 1, form: .cumulative)
        let found = try #require(expected["fitbass_cumulative_proportion"] as? [String: NSNumber])
        let values: [String: Double?] = [
            "p": fit.curve.shape.0, "q": fit.curve.shape.1, "p_se": fit.shapeErrors?.0, "q_se": fit.shapeErrors?.1,
            "sse": fit.residualSumOfSquares, "sigma": fit.sigma, "df": Double(fit.degreesOfFreedom),
        ]
        #expect(Set(values.keys) == Set(found.keys))
        for (key, number) in found {
            // An iterative fit; the case asks for 1e-5.
            let value = try #require(values[key] ?? nil)
            #expect(abs(value - number.doubleValue) <= 1e-5 * abs(number.doubleValue), "\(key)")
        }
    }

    @Test func methodsByNameGiveTheSame() throws {
        let times = try times().map { Optional(Double($0)) }
        let values = try DiffusionMethod.adopterCategories.evaluate(["time": times])
        let counts = values.filter { $0.name.hasPrefix("n_") && $0.name != "n_missing" }.map(\.value)
        #expect(counts == [0, 20, 55, 23, 27])
        let curve = try DiffusionMethod.adoptionCurve.evaluate(["period": times, "potential": times.map { _ in 125 }])
        #expect(curve.first { $0.name == "cumulative_7" }?.value == 75)
    }
}
