/// Whether those who answered are like the population in all characteristics that are known of both.
///
/// A ``RepresentativityTest`` for each characteristic, and their p values adjusted together by Holm's procedure, since of
/// several characteristics one differs by chance more often than one alone. Regulation (EU) 2021/1057, Annex I, asks for a sample
/// that is representative; which characteristics it is to be representative in is for the authority to say.
///
/// - SeeAlso: S. Holm (1979), *Scandinavian Journal of Statistics* 6(2), 65–70.
public struct Representativity: Sendable, Hashable {
    /// The characteristics in the order given.
    public let tests: [RepresentativityTest]
    /// The p values of ``RepresentativityTest/p`` adjusted for their number; nil where there is no test.
    public let adjusted: [Double?]

    /// - Parameters:
    ///   - characteristics: The counts, each name once.
    ///   - seed: The seed of the samples that are drawn where expected counts are small; each characteristic has its own
    ///     stream.
    ///   - replicates: How many of them.
    /// - Throws: ``StatisticsError/sampling(_:)`` for two characteristics of one name.
    public init(
        _ characteristics: [SampledCharacteristic], seed: UInt64 = 1, replicates: Int = 9_999
    ) throws(StatisticsError) {
        var names: Set<String> = []
        for characteristic in characteristics {
            guard names.insert(characteristic.name).inserted else {
                throw .sampling(.repeatedName(characteristic.name))
            }
        }
        tests = characteristics.map { (characteristic) in
            var own = CounterGenerator(seed: seed, name: characteristic.name)
            return RepresentativityTest(characteristic, seed: own.next(), replicates: replicates)
        }
        adjusted = try MultipleComparison.holm.adjusted(tests.map(\.p))
    }
}
