public import Statistics
internal import Workers

/// How often values dealt out to the nodes at random lie as far from Moran's expectation as those observed.
///
/// `p = (1 + #{|I_r − E| ≥ |I − E|}) / (R + 1)`, two-sided, over R seeded permutations. Each permutation depends on the seed and its
/// number alone, so p is the same for any number of threads; nodes that are numbered otherwise get other permutations, and a p that
/// differs by chance.
///
/// - SeeAlso: A. D. Cliff, J. K. Ord (1981), *Spatial Processes*, p. 63; B. Phipson, G. K. Smyth (2010), *Statistical Applications in
///   Genetics and Molecular Biology* 9(1), 39, doi:10.2202/1544-6115.1585, for the 1 that is added.
public struct MoranPermutationTest: Sendable, Hashable {
    /// The test: the index as statistic.
    public let test: TestOutcome
    /// The mean index of the permutations.
    public let mean: Estimate
    /// The standard deviation of the index over the permutations.
    public let standardDeviation: Estimate
    /// The permutations.
    public let replicates: Int

    /// - Parameters: As of ``MoranIndex/init(of:weights:threads:)``, and what random numbers start from.
    /// - Throws: As ``MoranIndex/init(of:weights:threads:)``.
    /// - Complexity: O(replicates · (nodes + pairs with a weight)).
    public init(
        of values: [Int64], weights: MoranWeights, options: BootstrapOptions = .standard, threads: Int = 1
    ) throws(DiffusionError) {
        let index = try MoranIndex(of: values, weights: weights, threads: threads)
        replicates = options.replicates
        guard let observed = index.observed.value, let expected = index.expected.value else {
            let why = index.observed.reason ?? .tooFew
            test = TestOutcome(unavailable: why, n: values.count)
            mean = Estimate(unavailable: why, n: values.count)
            standardDeviation = Estimate(unavailable: why, n: values.count)
            return
        }
        let prepared = try MoranValues(values, weights)
        let lanes = PermutationLanes.count
        let groups = (options.replicates + lanes - 1) / lanes
        let usesLanes = PermutationLanes.canTake(prepared)
        let parts = inParallel(groups, threads: threads) { group in
            let numbers = group * lanes..<min(options.replicates, (group + 1) * lanes)
            return usesLanes
                ? PermutationLanes.products(prepared, seed: options.seed, numbers)
                : numbers.map { prepared.permutedProduct(seed: options.seed, replicate: $0) }
        }
        let indexes = parts.joined().map { prepared.index($0) }
        // An equal permutation may differ in the last digits by the order of its sum.
        let gap = abs(observed - expected) * (1 - 1e-10)
        let further = indexes.count { abs($0 - expected) >= gap }
        test = TestOutcome(
            statistic: observed, p: Double(further + 1) / Double(options.replicates + 1), n: values.count)
        let spread = try estimating { () throws(StatisticsError) in try Distribution(values: indexes).moments }
        mean = Estimate(spread.mean, n: options.replicates)
        standardDeviation =
            spread.standardDeviation.map { Estimate($0, n: options.replicates) }
            ?? Estimate(unavailable: .tooFew, n: options.replicates)
    }
}

/// A list in an order that the seed and a number decide.
func permute<Element>(_ list: inout [Element], _ generator: inout CounterGenerator) {
    guard list.count > 1 else { return }
    for last in stride(from: list.count - 1, to: 0, by: -1) {
        list.swapAt(last, generator.place(below: last + 1))
    }
}

extension CounterGenerator {
    /// A whole number from 0 to below `count`, each equally likely but for less than `count` in 2⁶⁴.
    @inline(__always)
    mutating func place(below count: Int) -> Int {
        Int(truncatingIfNeeded: UInt64(truncatingIfNeeded: count).multipliedFullWidth(by: next()).high)
    }
}

extension MoranValues {
    /// The sum of products of one permutation.
    func permutedProduct(seed: UInt64, replicate: Int) -> Double {
        var generator = CounterGenerator(seed: seed, replicate: replicate)
        var dealt = values
        permute(&dealt, &generator)
        let scale = Double(range)
        let (offsets, targets, given) = (weights.offsets, weights.targets, weights.weights)
        var sum = 0.0
        for node in dealt.indices where weights.rowSums[node] > 0 {
            var near: Int64 = 0
            for tie in offsets[node]..<offsets[node + 1] { near &+= (given?[tie] ?? 1) &* dealt[Int(targets[tie])] }
            let lag = Double(near) / Double(weights.rowSums[node]) - mean
            sum += (Double(dealt[node]) - mean) / scale * (lag / scale)
        }
        return sum
    }
}

/// Eight permutations at a time, so that each tie is looked up once for all of them: what takes time at a million nodes is memory.
enum PermutationLanes {
    static let count = 8

    /// Whether values are small enough, and weights all 1.
    static func canTake(_ prepared: MoranValues) -> Bool {
        let most = prepared.weights.rowSums.max() ?? 0
        return prepared.weights.weights == nil && prepared.range <= Int64(UInt16.max)
            && most <= Int64(UInt32.max) / max(1, prepared.range)
    }

    /// The sums of products of the permutations of these numbers.
    static func products(_ prepared: MoranValues, seed: UInt64, _ numbers: Range<Int>) -> [Double] {
        let plain = prepared.values.map { UInt16(truncatingIfNeeded: $0) }
        var dealt = [SIMD8<UInt16>](repeating: SIMD8(), count: plain.count)
        for (lane, number) in numbers.enumerated() {
            var generator = CounterGenerator(seed: seed, replicate: number)
            var order = plain
            permute(&order, &generator)
            for node in order.indices { dealt[node][lane] = order[node] }
        }
        let (offsets, targets, mean) = (prepared.weights.offsets, prepared.weights.targets, prepared.mean)
        let scale = Double(prepared.range)
        var sum = SIMD8<Double>()
        for node in dealt.indices {
            let ties = offsets[node]..<offsets[node + 1]
            guard !ties.isEmpty else { continue }
            var near = SIMD8<UInt32>()
            for tie in ties { near &+= SIMD8<UInt32>(truncatingIfNeeded: dealt[Int(targets[tie])]) }
            let lag = SIMD8<Double>(near) / Double(ties.count) - mean
            sum += (SIMD8<Double>(dealt[node]) - mean) / scale * (lag / scale)
        }
        return numbers.indices.map { sum[$0 - numbers.lowerBound] }
    }
}
