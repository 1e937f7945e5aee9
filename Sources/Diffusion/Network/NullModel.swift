public import Statistics
import Workers

/// Random networks in which every node keeps its number of ties: what of a value these numbers alone explain.
///
/// Each random network starts from the one observed and makes ten tries to switch two ties for every tie there is, with random
/// numbers of the seed and its own number: any number of threads gives the same. Weights are left aside. Of attendance, who was
/// where is switched, so that every actor keeps its number of events and every event its number of actors; ties are those of the
/// projection of that.
public struct NullModel: Sendable {
    /// How many random networks are made.
    public var replicates: Int
    /// The seed of random numbers.
    public var seed: UInt64
    /// The share of random networks that intervals hold.
    public var confidence: ConfidenceLevel
    /// How many threads may be at work.
    public var threads: Int
    /// The tries to switch, ties × 10 × replicates, and the pairs of attendance, pairs × replicates, above which nothing is compared:
    /// ``Unavailable/tooLarge``.
    public var limit = 1_000_000_000

    /// A measure beside what chance gives.
    public typealias Compared = (measure: NetworkMeasure, comparison: NullComparison)

    public init(replicates: Int = 999, seed: UInt64 = 1, confidence: ConfidenceLevel = .ninetyFive, threads: Int = 1) {
        (self.replicates, self.seed, self.confidence, self.threads) = (max(1, replicates), seed, confidence, threads)
    }

    /// A random network with the same numbers of ties, for measures of one's own.
    public func network(like network: SparseNetwork, replicate: Int) throws(DiffusionError) -> SparseNetwork {
        try RandomNetworks(network).network(seed, replicate)
    }

    // MARK: One network

    /// Compares measures of a network with those of random ones.
    ///
    /// - Returns: A comparison for each measure that applies to the network, in their order.
    /// - Throws: ``DiffusionError``.
    public func comparison(
        of network: SparseNetwork, groups: NodeGroups? = nil, measures: [NetworkMeasure]
    ) throws(DiffusionError) -> [Compared] {
        try compared(network, RandomNetworks(network), groups, measures.filter(\.variesByRewiring))
    }

    /// Compares measures of the projection of a two-mode network with those of random ones.
    ///
    /// - Parameters:
    ///   - least: The least number of shared events that makes a tie.
    ///   - limit: The pairs up to which a projection is made.
    public func comparison(
        of network: TwoModeNetwork, groups: NodeGroups? = nil, measures: [NetworkMeasure], least: Int = 1,
        limit: Int = 50_000_000
    ) throws(DiffusionError) -> [Compared] {
        let whole = try network.projection(least: least, limit: limit, threads: threads)
        let random = RandomNetworks(network, least: least, limit: limit)
        return try compared(whole, random, groups, measures.filter(Self.variesByAttendance))
    }

    /// In the projection the number of ties is free.
    private static func variesByAttendance(_ measure: NetworkMeasure) -> Bool {
        measure.variesByRewiring || [.density, .meanDegree, .isolates].contains(measure)
    }

    /// What was observed.
    private func summary(
        _ network: SparseNetwork, _ groups: NodeGroups?, _ measures: [NetworkMeasure]
    ) throws(DiffusionError) -> [NetworkSummary.Value] {
        try NetworkSummary(network, groups: groups, measures: measures, seed: seed, threads: threads).values
    }

    private func compared(
        _ network: SparseNetwork, _ random: RandomNetworks, _ groups: NodeGroups?, _ measures: [NetworkMeasure]
    ) throws(DiffusionError) -> [Compared] {
        let observed = try summary(network, groups, measures)
        guard isWithinLimit([random]) else { return Self.refused(observed) }
        let seed = seed
        let drawn = try inParallel(replicates, threads: threads) { (replicate) throws(DiffusionError) in
            let network = try random.network(seed, replicate)
            return try NetworkSummary(network, groups: groups, measures: measures, seed: seed).values.map(\.value.value)
        }
        return compared(observed, drawn)
    }

    // MARK: Change of measures

    /// Compares the change of measures between two times with that between random networks of both.
    ///
    /// - Throws: ``DiffusionError/unlikeNetworks``.
    public func comparison(
        from before: SparseNetwork, to after: SparseNetwork, groups: NodeGroups? = nil, measures: [NetworkMeasure]
    ) throws(DiffusionError) -> [Compared] {
        try compared(
            (before, RandomNetworks(before)), (after, RandomNetworks(after)), groups,
            measures.filter(\.variesByRewiring))
    }

    /// The same of the projections of two-mode networks of the same actors.
    public func comparison(
        from before: TwoModeNetwork, to after: TwoModeNetwork, groups: NodeGroups? = nil, measures: [NetworkMeasure],
        least: Int = 1, limit: Int = 50_000_000
    ) throws(DiffusionError) -> [Compared] {
        let old = try before.projection(least: least, limit: limit, threads: threads)
        let young = try after.projection(least: least, limit: limit, threads: threads)
        return try compared(
            (old, RandomNetworks(before, least: least, limit: limit)),
            (young, RandomNetworks(after, least: least, limit: limit)), groups,
            measures.filter(Self.variesByAttendance))
    }

    private typealias Time = (network: SparseNetwork, random: RandomNetworks)

    private func compared(
        _ before: Time, _ after: Time, _ groups: NodeGroups?, _ measures: [NetworkMeasure]
    ) throws(DiffusionError) -> [Compared] {
        try Self.check(before.network, after.network)
        let first = try summary(before.network, groups, measures)
        let second = try summary(after.network, groups, measures)
        let observed = zip(first, second).map { pair in
            NetworkSummary.Value(measure: pair.0.measure, value: Self.difference(pair.0.value, pair.1.value))
        }
        guard isWithinLimit([before.random, after.random]) else { return Self.refused(observed) }
        let (old, young, seed) = (before.random, after.random, seed)
        let drawn = try inParallel(replicates, threads: threads) { (replicate) throws(DiffusionError) in
            let one = try old.network(seed, 2 * replicate)
            let other = try young.network(seed, 2 * replicate + 1)
            let old = try NetworkSummary(one, groups: groups, measures: measures, seed: seed).values
            let young = try NetworkSummary(other, groups: groups, measures: measures, seed: seed).values
            return zip(old, young).map { Self.difference($0.value, $1.value).value }
        }
        return compared(observed, drawn)
    }

    private static func difference(_ before: Estimate, _ after: Estimate) -> Estimate {
        guard let old = before.value, let young = after.value else {
            return Estimate(unavailable: after.reason ?? before.reason ?? .noObservations, n: after.n)
        }
        return Estimate(young - old, n: after.n)
    }

    // MARK: Change of ties

    /// Compares what became of ties with what would have, had the ties of the second time nothing to do with those of the first.
    ///
    /// The first time stays as it was observed, and random networks are drawn of the second.
    ///
    /// - Throws: ``DiffusionError/unlikeNetworks``.
    public func change(
        from before: SparseNetwork, to after: SparseNetwork
    ) throws(DiffusionError) -> NetworkChangeComparison {
        try change(from: before, to: after, RandomNetworks(after))
    }

    /// The same of the projections of two-mode networks of the same actors.
    public func change(
        from before: TwoModeNetwork, to after: TwoModeNetwork, least: Int = 1, limit: Int = 50_000_000
    ) throws(DiffusionError) -> NetworkChangeComparison {
        let old = try before.projection(least: least, limit: limit, threads: threads)
        let young = try after.projection(least: least, limit: limit, threads: threads)
        return try change(from: old, to: young, RandomNetworks(after, least: least, limit: limit))
    }

    private func change(
        from before: SparseNetwork, to after: SparseNetwork, _ random: RandomNetworks
    ) throws(DiffusionError) -> NetworkChangeComparison {
        let observed = try NetworkChange(from: before, to: after)
        let seed = seed
        let drawn =
            isWithinLimit([random])
            ? try inParallel(replicates, threads: threads) { (replicate) throws(DiffusionError) in
                try NetworkChange(from: before, to: random.network(seed, replicate))
            } : nil
        func compared(_ value: (NetworkChange) -> Estimate) -> NullComparison {
            guard let drawn else { return NullComparison(unavailable: .tooLarge, observed: value(observed)) }
            return NullComparison(value(observed), drawn.map { value($0).value }, confidence: confidence)
        }
        func count(_ number: KeyPath<NetworkChange, Int>) -> NullComparison {
            compared { Estimate(Double($0[keyPath: number]), n: before.nodeCount) }
        }
        return NetworkChangeComparison(
            retained: count(\.retained), new: count(\.new), lost: count(\.lost), jaccard: compared { $0.jaccard })
    }

    // MARK: Limits

    private static func check(_ before: SparseNetwork, _ after: SparseNetwork) throws(DiffusionError) {
        guard before.nodeCount == after.nodeCount, before.isDirected == after.isDirected else { throw .unlikeNetworks }
    }

    private func isWithinLimit(_ networks: [RandomNetworks]) -> Bool {
        [networks.map(\.tries), networks.map(\.pairs)].allSatisfy { efforts in
            var sum = 0
            for effort in efforts {
                let (next, overflow) = sum.addingReportingOverflow(effort)
                if overflow { return false }
                sum = next
            }
            let (all, overflow) = sum.multipliedReportingOverflow(by: replicates)
            return !overflow && all <= limit
        }
    }

    private static func refused(_ observed: [NetworkSummary.Value]) -> [Compared] {
        observed.map { ($0.measure, NullComparison(unavailable: .tooLarge, observed: $0.value)) }
    }

    private func compared(_ observed: [NetworkSummary.Value], _ drawn: [[Double?]]) -> [Compared] {
        observed.enumerated().map { index, value in
            let values = drawn.map { $0[index] }
            return (value.measure, NullComparison(value.value, values, confidence: confidence))
        }
    }
}

/// What became of ties between two times beside what chance gives.
public struct NetworkChangeComparison: Sendable, Hashable {
    /// Ties of both times.
    public let retained: NullComparison
    /// Ties of the second time alone.
    public let new: NullComparison
    /// Ties of the first time alone.
    public let lost: NullComparison
    /// Jaccard's index.
    public let jaccard: NullComparison
}
