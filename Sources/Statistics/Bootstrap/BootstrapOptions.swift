/// How many resamples a bootstrap draws, and from which seed.
public struct BootstrapOptions: Sendable, Hashable {
    /// The number of resamples.
    public let replicates: Int
    /// What the random numbers start from: the same seed gives the same resamples on every machine.
    public let seed: UInt64

    /// 9,999 resamples, so that the limits of the usual levels fall on whole ranks.
    public static let standard = BootstrapOptions(unchecked: 9_999, seed: 1)

    /// - Throws: ``StatisticsError/unexpectedValue(_:column:allowed:)`` unless there are 99 to 1,000,000 resamples.
    public init(replicates: Int = 9_999, seed: UInt64 = 1) throws(StatisticsError) {
        guard (99...1_000_000).contains(replicates) else {
            throw .unexpectedValue(
                Double(replicates), column: "replicates", allowed: "whole numbers from 99 to 1000000")
        }
        self.init(unchecked: replicates, seed: seed)
    }

    private init(unchecked replicates: Int, seed: UInt64) {
        self.replicates = replicates
        self.seed = seed
    }
}
