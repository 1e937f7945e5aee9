import Foundation
import Statistics
import Testing

@testable import Diffusion

@Suite struct BassTests {
    private struct Reference {
        let tolerance: Double
        let fit: [String: Any]
        let regression: [String: Any]
        let adopters: [Double]

        init(_ name: String) throws {
            let resources = try #require(Bundle.module.resourceURL)
            let folder = resources.appendingPathComponent("Reference/diffusion/\(name)")
            let data = try Data(contentsOf: folder.appendingPathComponent("expected.json"))
            let json = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
            tolerance = try #require((json["tolerance_relative"] as? NSNumber)?.doubleValue)
            let expected = try #require(json["expected"] as? [String: Any])
            fit = try #require(expected["nls_discrete"] as? [String: Any])
            regression = try #require(expected["ols_bass1969"] as? [String: Any])
            let text = try String(contentsOf: folder.appendingPathComponent("series.csv"), encoding: .utf8)
            adopters = try text.split(whereSeparator: \.isNewline).dropFirst().map { (line) in
                try #require(line.split(separator: ",").last.flatMap { Double($0) })
            }
        }

        func isClose(_ value: Double?, _ expected: Any?) -> Bool {
            guard let number = (expected as? NSNumber)?.doubleValue else { return value == nil && expected is NSNull }
            return value.map { abs($0 - number) <= tolerance * max(1e-12, abs(number)) } ?? false
        }

        func isClose(_ values: [Double], _ expected: Any?) -> Bool {
            guard let numbers = expected as? [NSNumber], numbers.count == values.count else { return false }
            return zip(values, numbers).allSatisfy { isClose($0, $1) }
        }
    }

    @Test(arguments: ["bass_mammography", "bass_room_air_conditioners", "bass_vcr"])
    func discreteFitIsThatOfNonlinearLeastSquaresInR(name: String) throws {
        let reference = try Reference(name)
        let result = try GrowthFit(.bass, adopters: reference.adopters)
        let expected = reference.fit
        #expect(reference.isClose(result.curve.marketPotential, expected["m"]))
        #expect(reference.isClose(result.curve.shape.0, expected["p"]))
        #expect(reference.isClose(result.curve.shape.1, expected["q"]))
        let errors = try #require(result.shapeErrors)
        #expect(reference.isClose(result.potentialError, expected["m_se"]))
        #expect(reference.isClose(errors.0, expected["p_se"]))
        #expect(reference.isClose(errors.1, expected["q_se"]))
        let covariance = try #require(result.covariance)
        let entries = try #require(expected["cov"] as? [String: NSNumber])
        for (key, i, j) in [("mm", 0, 0), ("mp", 0, 1), ("mq", 0, 2), ("pp", 1, 1), ("pq", 1, 2), ("qq", 2, 2)] {
            #expect(reference.isClose(covariance[i][j], entries[key]), "\(key)")
        }
        #expect(reference.isClose(result.residualSumOfSquares, expected["sse"]))
        #expect(reference.isClose(result.sigma, expected["sigma"]))
        #expect(reference.isClose(Double(result.degreesOfFreedom), expected["df"]))
        #expect(reference.isClose(result.rSquared, expected["r2"]))
        #expect(reference.isClose(result.fitted, expected["fitted"]))
        #expect(reference.isClose(result.curve.peakTime, expected["peak_time"]))
        #expect(reference.isClose(result.curve.peakRate, expected["peak_rate"]))
        let values = try DiffusionMethod.bassModel.evaluate(
            ["adopters": reference.adopters.map { $0 }], options: EstimateOptions(replicates: 99))
        #expect(reference.isClose(values.first { $0.name == "p_se" }?.value, expected["p_se"]))
        #expect(reference.isClose(result.curve.peakCumulative, expected["peak_cumulative"]))
        let forecast = result.forecast(periods: 5)
        #expect(reference.isClose(forecast, expected["forecast_next5"]))
        let cumulative = (1...5).map { result.curve.cumulativeAdopters(at: Double(reference.adopters.count + $0)) }
        #expect(reference.isClose(cumulative, expected["cumulative_forecast_next5"]))
    }

    @Test(arguments: ["bass_mammography", "bass_room_air_conditioners", "bass_vcr"])
    func regressionIsThatOfBass1969(name: String) throws {
        let reference = try Reference(name)
        let result = try #require(BassRegression(adopters: reference.adopters))
        for (coefficient, key) in zip(result.coefficients, ["a", "b", "c"]) {
            #expect(reference.isClose(coefficient, reference.regression[key]), "\(key)")
        }
        #expect(reference.isClose(result.rSquared, reference.regression["r2"]))
        #expect(result.isValid == (reference.regression["valid"] as? Bool))
        // Where p is below zero there is a solution, but no model.
        #expect(reference.isClose(result.marketPotential, reference.regression["m"]))
        #expect(reference.isClose(result.innovation, reference.regression["p"]))
        #expect(reference.isClose(result.imitation, reference.regression["q"]))
        #expect(reference.isClose(result.model?.peakTime, reference.regression["peak_time"]))
    }

    @Test func shareRisesFromZeroToOneAndIsExponentialWithoutImitation() throws {
        let model = try #require(BassModel(marketPotential: 10, innovation: 0.03, imitation: 0.4))
        let shares = stride(from: 0.0, through: 200, by: 0.5).map { model.cumulativeShare(at: $0) }
        #expect(shares.first == 0 && shares.last.map { $0 > 0.999_999 && $0 <= 1 } == true)
        for (earlier, later) in zip(shares, shares.dropFirst()) { #expect(later >= earlier) }
        // Without imitation F(t) = 1 − e^(−pt): after 10 periods at 0.1 that is 1 − 1/e.
        let outside = try #require(BassModel(marketPotential: 1, innovation: 0.1, imitation: 0))
        #expect(abs(outside.cumulativeShare(at: 10) - 0.6321205588285577) < 1e-15)
        #expect(outside.peakTime == nil && outside.peakRate == nil)
        #expect(BassModel(marketPotential: 1, innovation: 0, imitation: 0.4) == nil)
    }
}
