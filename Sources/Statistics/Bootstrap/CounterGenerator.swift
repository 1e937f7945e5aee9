/// Random numbers of one replicate, the same for the same seed and number of replicate on every machine.
///
/// A SplitMix64 stream whose start is mixed from the seed and the replicate's number, so that a replicate depends on nothing
/// but these two: replicates may be made in any order and on any number of threads.
///
/// - SeeAlso: G. L. Steele, D. Lea, C. H. Flood (2014), *OOPSLA '14*, 453–472, doi:10.1145/2660193.2660195.
public struct CounterGenerator: RandomNumberGenerator {
    private var state: UInt64

    /// The numbers of a replicate.
    public init(seed: UInt64, replicate: Int) {
        // Mixed twice, so that neighbouring replicates do not start at neighbouring points of the same stream.
        let number = UInt64(truncatingIfNeeded: replicate)
        state = Self.mixed(Self.mixed(seed &+ Self.step) ^ Self.mixed(number &* Self.step &+ 0xD1B5_4A32_D192_ED03))
    }

    public mutating func next() -> UInt64 {
        state &+= Self.step
        return Self.mixed(state)
    }

    /// A number above 0 and below 1, on a grid of 2⁻⁵³.
    public mutating func nextUniform() -> Double {
        (Double(next() >> 11) + 0.5) * 0x1p-53
    }

    private static let step: UInt64 = 0x9E37_79B9_7F4A_7C15

    private static func mixed(_ value: UInt64) -> UInt64 {
        var mixed = value
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
