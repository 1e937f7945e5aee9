import Definitions
import Statistics

/// An interval from resamples in the place of a calculation's usual one.
public struct BootstrapInterval: Sendable, Hashable {
    /// How the limits are taken from the resamples.
    public enum Limits: String, Sendable, CaseIterable {
        /// The quantiles of the resamples.
        case percentile
        /// Corrected for bias and acceleration.
        case bca
    }

    public let limits: Limits
    let options: BootstrapOptions

    /// How many resamples are drawn.
    public var replicates: Int { options.replicates }
    /// What their random numbers start from.
    public var seed: UInt64 { options.seed }

    /// Whether a calculation can have such an interval.
    ///
    /// Shares keep Wilson's interval, which needs no resamples and holds its level near 0 and 1, where resamples do not.
    static func isPossible(for calculation: Calculation) -> Bool {
        switch calculation {
        case .mean, .median, .recommendation, .pairedChange: true
        // A potential that is given is certain.
        case .growth(_, let series): series.potential == nil
        case .adoption(_, .growthCurve): true
        default: false
        }
    }

    /// The interval of a calculation that asks for none; nil where there is a usual one, or none at all.
    static func standard(for calculation: Calculation) -> BootstrapInterval? {
        isOfGrowth(calculation) && isPossible(for: calculation) ? standardOfGrowth : nil
    }

    static func isOfGrowth(_ calculation: Calculation) -> Bool {
        switch calculation {
        case .growth, .adoption(_, .growthCurve): true
        default: false
        }
    }

    /// Each resample is a fit, which takes long.
    private static let standardOfGrowth = (try? BootstrapOptions(replicates: 499, seed: 1)).map {
        BootstrapInterval(limits: .percentile, options: $0)
    }
}

extension CalculationDecoder {
    /// The resampling that an indicator asks for; what is wrong with it is reported.
    func bootstrap(_ node: Definition, _ calculation: Calculation) -> BootstrapInterval? {
        let standard = BootstrapInterval.standard(for: calculation)
        guard let mapping = reader.optionalMapping("bootstrap", in: node) else { return standard }
        let limits = reader.choice("limits", in: mapping, of: BootstrapInterval.Limits.self)
        let replicates = reader.int("replicates", in: mapping, default: (standard?.options ?? .standard).replicates)
        let seed = reader.int("seed", in: mapping, default: 1)
        guard BootstrapInterval.isPossible(for: calculation) else {
            reader.report(
                "indicators.bootstrap", at: mapping, "this calculation has no interval from resamples",
                cause: "it has an exact or better interval of its own, or none at all",
                remedies: [
                    "leave out 'bootstrap'",
                    "use it with mean, median, recommendation, paired-change, growth-model or growth-curve",
                ])
            return nil
        }
        if limits == .bca, BootstrapInterval.isOfGrowth(calculation) {
            reader.report(
                "indicators.bootstrap", at: mapping, "the limits of a growth model are 'percentile'",
                cause: "each of its resamples is a series of residuals, for which there is no acceleration",
                remedies: ["write 'limits: percentile'"])
            return nil
        }
        guard let limits else { return nil }
        guard seed >= 0, let options = try? BootstrapOptions(replicates: replicates, seed: UInt64(seed)) else {
            reader.report(
                "indicators.bootstrap", at: mapping,
                "'replicates' is a whole number from 99 to 1000000, and 'seed' one from 0",
                remedies: ["write 'replicates: 9999' and 'seed: 1', or leave them out"])
            return nil
        }
        return BootstrapInterval(limits: limits, options: options)
    }
}
