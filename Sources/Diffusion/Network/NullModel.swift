public import Statistics
import Workers

/// A value beside what chance gives: the values of random networks, and how many of them are as large or as small.
public struct NullComparison: Sendable, Hashable {
    /// The value observed.
    public let observed: Estimate
    /// The mean of the random networks' values, with the interval that holds the middle of them.
    public let expected: Estimate
    /// The chance of a value as large: `(1 + those as large) / (1 + all)`.
    public let pGreater: Double?
    /// The chance of a value as small.
    public let pLess: Double?
    /// The random networks that have a value.
    public let replicates: Int
    /// Why there is no comparison.
    public let reason: Unavailable?

    /// The two-sided chance: twice the smaller of both, at most 1.
    public var p: Double? { pGreater.flatMap { greater in pLess.map { min(1, 2 * min(greater, $0)) } } }

    /// - Parameters:
    ///   - observed: The value observed.
    ///   - values: Those of the random networks, nil where one has none.
    ///   - confidence: The share of them that the interval holds.
    init(_ observed: Estimate, _ values: [Double?], confidence: ConfidenceLevel) {
        self.observed = observed
        let known = values.compactMap { $0 }
        replicates = known.count
        guard let value = observed.value, let spread = try? Distribution(values: known), spread.n > 0 else {
            reason = observed.reason ?? .noObservations
            expected = Estimate(unavailable: reason ?? .noObservations, n: 0)
            (pGreater, pLess) = (nil, nil)
            return
        }
        reason = nil
        let mean = spread.moments.mean
        let tail = 1 - confidence.upperProbability
        let lower = (try? spread.quantile(tail))?.value ?? mean
        let upper = (try? spread.quantile(1 - tail))?.value ?? mean
        expected = Estimate(mean, n: known.count, lower: lower, upper: upper)
        // Equal values that were added up in another order differ in their last digits.
        let slack = 1e-12 * max(1, abs(value))
        let large = known.count { $0 >= value - slack }
        let small = known.count { $0 <= value + slack }
        pGreater = Double(1 + large) / Double(1 + known.count)
        pLess = Double(1 + small) / Double(1 + known.count)
    }

    init(unavailable reason: Unavailable, observed: Estimate) {
        self.observed = observed
        self.reason = reason
        expected = Estimate(unavailable: reason, n: 0)
        (pGreater, pLess, replicates) = (nil, nil, 0)
    }
}

/// Random networks in which every node keeps its number of ties: what of a value these numbers alone explain.
///
/// Each random network starts from the one observed and makes ten tries to switch two ties for every tie there is, with random
/// numbers of the seed and its own number: any number of threads gives the same. Weights are left aside.
public struct NullModel: Sendable {
    /// How many random networks are made.
    public var replicates: Int
    /// The seed of random numbers.
    public var seed: UInt64
    /// The share of random networks that intervals hold.
    public var confidence: ConfidenceLevel
    /// How many threads may be at work.
    public var threads: Int
    /// The tries to switch, ties × 10 × replicates, above which nothing is compared: ``Unavailable/tooLarge``.
    public var limit = 1_000_000_000

    public init(replicates: Int = 999, seed: UInt64 = 1, confidence: ConfidenceLevel = .ninetyFive, threads: Int = 1) {
        (self.replicates, self.seed, self.confidence, self.threads) = (max(1, replicates), seed, confidence, threads)
    }

    /// A random network with the same numbers of ties, for measures of one's own.
    public func network(like network: SparseNetwork, replicate: Int) throws(DiffusionError) -> SparseNetwork {
        try Self.drawn(TieSwitching(network), network, seed, replicate)
    }

    private static func drawn(
        _ start: TieSwitching, _ network: SparseNetwork, _ seed: UInt64, _ replicate: Int
    ) throws(DiffusionError) -> SparseNetwork {
        var switching = start
        var generator = CounterGenerator(seed: seed, replicate: replicate)
        switching.shuffle(&generator)
        return try SparseNetwork(
            nodeCount: network.nodeCount, from: switching.from, to: switching.to, isDirected: network.isDirected)
    }

    private func isTooLarge(_ ties: Int) -> Bool {
        let (steps, overflow) = (ties * TieSwitching.rounds).multipliedReportingOverflow(by: replicates)
        return overflow || steps > limit
    }

    /// Compares measures of a network with those of random ones.
    ///
    /// - Returns: A comparison for each measure that applies to the network, in their order.
    /// - Throws: ``DiffusionError``.
    public func comparison(
        of network: SparseNetwork, groups: NodeGroups? = nil, measures: [NetworkMeasure]
    ) throws(DiffusionError) -> [(measure: NetworkMeasure, comparison: NullComparison)] {
        let wanted = measures.filter(\.variesByRewiring)
        let observed = try NetworkSummary(network, groups: groups, measures: wanted, seed: seed, threads: threads)
        guard !isTooLarge(network.tieCount) else { return Self.refused(observed.values) }
        let (start, seed) = (TieSwitching(network), seed)
        let drawn = try inParallel(replicates, threads: threads) { (replicate) throws(DiffusionError) in
            let random = try Self.drawn(start, network, seed, replicate)
            return try NetworkSummary(random, groups: groups, measures: wanted, seed: seed).values.map(\.value.value)
        }
        return compared(observed.values, drawn)
    }

    /// Compares the change of measures between two times with that between random networks of both.
    public func comparison(
        from before: SparseNetwork, to after: SparseNetwork, groups: NodeGroups? = nil, measures: [NetworkMeasure]
    ) throws(DiffusionError) -> [(measure: NetworkMeasure, comparison: NullComparison)] {
        guard before.nodeCount == after.nodeCount, before.isDirected == after.isDirected else { throw .unlikeNetworks }
        let wanted = measures.filter(\.variesByRewiring)
        let first = try NetworkSummary(before, groups: groups, measures: wanted, seed: seed, threads: threads)
        let second = try NetworkSummary(after, groups: groups, measures: wanted, seed: seed, threads: threads)
        let observed = zip(first.values, second.values).map { pair in
            NetworkSummary.Value(measure: pair.0.measure, value: Self.difference(pair.0.value, pair.1.value))
        }
        guard !isTooLarge(before.tieCount + after.tieCount) else { return Self.refused(observed) }
        let (startBefore, startAfter, seed) = (TieSwitching(before), TieSwitching(after), seed)
        let drawn = try inParallel(replicates, threads: threads) { (replicate) throws(DiffusionError) in
            let one = try Self.drawn(startBefore, before, seed, 2 * replicate)
            let other = try Self.drawn(startAfter, after, seed, 2 * replicate + 1)
            let old = try NetworkSummary(one, groups: groups, measures: wanted, seed: seed).values
            let young = try NetworkSummary(other, groups: groups, measures: wanted, seed: seed).values
            return zip(old, young).map { Self.difference($0.value, $1.value).value }
        }
        return compared(observed, drawn)
    }

    /// Compares measures of the projection of a two-mode network with those of random ones, in which every actor keeps its number of
    /// events and every event its number of actors.
    ///
    /// - Parameters:
    ///   - least: The least number of shared events that makes a tie.
    ///   - limit: The pairs up to which a projection is made.
    public func comparison(
        of network: TwoModeNetwork, groups: NodeGroups? = nil, measures: [NetworkMeasure], least: Int = 1,
        limit: Int = 50_000_000
    ) throws(DiffusionError) -> [(measure: NetworkMeasure, comparison: NullComparison)] {
        // In the projection the number of ties is free.
        let wanted = measures.filter { $0.variesByRewiring || $0 == .density || $0 == .meanDegree || $0 == .isolates }
        let whole = try network.projection(least: least, limit: limit, threads: threads)
        let summary = try NetworkSummary(whole, groups: groups, measures: wanted, seed: seed, threads: threads)
        let observed = summary.values
        let (effort, overflow) = network.pairs.multipliedReportingOverflow(by: replicates)
        guard !isTooLarge(network.attendanceCount), !overflow, effort <= self.limit else {
            return Self.refused(observed)
        }
        let shift = UInt32(network.actorCount)
        var from: [UInt32] = []
        for actor in 0..<network.actorCount {
            for _ in network.events.row(actor) { from.append(UInt32(actor)) }
        }
        let to = network.events.targets.map { $0 + shift }
        let start = TieSwitching(from: from, to: to, isDirected: true)
        let model = self
        let drawn = try inParallel(replicates, threads: threads) { (replicate) throws(DiffusionError) in
            var switching = start
            var generator = CounterGenerator(seed: model.seed, replicate: replicate)
            switching.shuffle(&generator)
            let random = try TwoModeNetwork(
                actorCount: network.actorCount, eventCount: network.eventCount, actors: switching.from,
                events: switching.to.map { $0 - shift })
            let projection = try random.projection(least: least, limit: limit)
            let summary = try NetworkSummary(projection, groups: groups, measures: wanted, seed: model.seed)
            return summary.values.map(\.value.value)
        }
        return compared(observed, drawn)
    }

    private static func difference(_ before: Estimate, _ after: Estimate) -> Estimate {
        guard let old = before.value, let young = after.value else {
            return Estimate(unavailable: after.reason ?? before.reason ?? .noObservations, n: after.n)
        }
        return Estimate(young - old, n: after.n)
    }

    private static func refused(
        _ observed: [NetworkSummary.Value]
    ) -> [(measure: NetworkMeasure, comparison: NullComparison)] {
        observed.map { ($0.measure, NullComparison(unavailable: .tooLarge, observed: $0.value)) }
    }

    private func compared(
        _ observed: [NetworkSummary.Value], _ drawn: [[Double?]]
    ) -> [(measure: NetworkMeasure, comparison: NullComparison)] {
        observed.enumerated().map { index, value in
            let values = drawn.map { $0[index] }
            return (value.measure, NullComparison(value.value, values, confidence: confidence))
        }
    }
}
