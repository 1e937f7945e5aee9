public import Statistics

/// When each node of a network adopted, counted in periods; nodes that have not adopted have no time.
public struct AdoptionTimes: Sendable, Hashable {
    /// The largest number of periods, as of a curve: 1 000 years of months.
    public static let periodLimit = 12_000

    /// The first period looked at.
    public let firstPeriod: Int
    /// The periods looked at, in order; empty when nobody adopted and no periods were asked for.
    public var periods: Range<Int> { firstPeriod..<(firstPeriod + newAdopters.count) }
    /// The nodes that adopted in each period.
    public let newAdopters: [Int]
    /// The nodes that adopted by the end.
    public let adopterCount: Int
    /// The place of each node's period among the periods; ``never`` for those who did not adopt.
    let places: [Int32]

    /// The place of nodes that did not adopt: after every period.
    static let never = Int32.max

    /// The number of nodes.
    public var nodeCount: Int { places.count }

    /// - Parameters:
    ///   - times: The period of adoption of each node, nil where it did not adopt.
    ///   - range: The periods looked at; by default from the first adoption to the last.
    /// - Throws: ``DiffusionError/outsidePeriods(_:from:through:)`` for an adoption outside the periods asked for,
    ///   ``DiffusionError/tooManyPeriods(_:limit:)``.
    public init(_ times: [Int?], within range: ClosedRange<Int>? = nil) throws(DiffusionError) {
        var (least, greatest) = (range?.lowerBound ?? .max, range?.upperBound ?? .min)
        for case .some(let time) in times {
            if let range {
                guard range.contains(time) else {
                    throw .outsidePeriods("\(time)", from: "\(range.lowerBound)", through: "\(range.upperBound)")
                }
            } else {
                (least, greatest) = (min(least, time), max(greatest, time))
            }
        }
        guard least <= greatest else {
            firstPeriod = 0
            newAdopters = []
            adopterCount = 0
            places = [Int32](repeating: Self.never, count: times.count)
            return
        }
        let (span, overflow) = greatest.subtractingReportingOverflow(least)
        guard !overflow, span < Self.periodLimit else {
            throw .tooManyPeriods(overflow ? .max : span + 1, limit: Self.periodLimit)
        }
        firstPeriod = least
        var adopters = [Int](repeating: 0, count: span + 1)
        var places: [Int32] = []
        places.reserveCapacity(times.count)
        for time in times {
            guard let time else {
                places.append(Self.never)
                continue
            }
            places.append(Int32(time - least))
            adopters[time - least] += 1
        }
        self.places = places
        newAdopters = adopters
        adopterCount = adopters.reduce(0, +)
    }

    /// The period in which a node adopted; nil when it did not.
    public func period(of node: Int) -> Int? {
        places[node] == Self.never ? nil : firstPeriod + Int(places[node])
    }

    /// The nodes that had adopted by the end of each period.
    public var cumulativeAdopters: [Int] {
        var sum = 0
        return newAdopters.map { count in
            sum += count
            return sum
        }
    }

    /// The times of those who adopted, counted.
    ///
    /// - Throws: ``DiffusionError/statistics(_:)``; not for times that periods can hold.
    public func distribution() throws(DiffusionError) -> Distribution {
        let entries = newAdopters.enumerated().map { place, count in
            Distribution.Entry(value: Double(firstPeriod + place), count: count)
        }
        return try estimating { () throws(StatisticsError) in try Distribution(entries) }
    }
}

/// The network that adoption spreads on: the same in all periods, or one for each.
public enum DiffusionNetwork: Sendable {
    /// One network for all periods.
    case constant(SparseNetwork)
    /// The network of each period, from the first on.
    case byPeriod([SparseNetwork])

    /// The network of the period at a place.
    func network(at place: Int) -> SparseNetwork {
        switch self {
        case .constant(let network): network
        case .byPeriod(let networks): networks[place]
        }
    }

    /// The network with every tie turned round.
    func transposed() -> DiffusionNetwork {
        switch self {
        case .constant(let network): .constant(network.transposed())
        case .byPeriod(let networks): .byPeriod(networks.map { $0.transposed() })
        }
    }

    /// Throws unless there is a network with the right nodes for each period, and no tie weighs less than nothing.
    func check(_ times: AdoptionTimes) throws(DiffusionError) {
        let networks: [SparseNetwork]
        switch self {
        case .constant(let network): networks = [network]
        case .byPeriod(let all):
            guard all.count == times.newAdopters.count else {
                throw .otherNodes(networks: all.count, times: times.newAdopters.count, what: "periods")
            }
            networks = all
        }
        for network in networks {
            guard network.nodeCount == times.nodeCount else {
                throw .otherNodes(networks: network.nodeCount, times: times.nodeCount, what: "nodes")
            }
            try network.checkWeights()
        }
    }
}

extension SparseNetwork {
    /// Throws when a tie weighs less than nothing, for then a share of ties means nothing, or when a node's ties weigh more than a
    /// number holds.
    func checkWeights() throws(DiffusionError) {
        guard let weights else { return }
        for node in 0..<nodeCount {
            var sum: Int64 = 0
            for tie in ties(of: node) {
                guard weights[tie] >= 0 else {
                    throw .statistics(
                        .unexpectedValue(Double(weights[tie]), column: "weight", allowed: "zero and above"))
                }
                let (next, overflow) = sum.addingReportingOverflow(weights[tie])
                guard !overflow else { throw .statistics(.overflow) }
                sum = next
            }
        }
    }
}

extension SparseNetwork {
    /// The network of some nodes, numbered anew in their order, with the ties between them; itself when all are wanted.
    public func part(of isWanted: (Int) -> Bool) throws(DiffusionError) -> SparseNetwork {
        var (numbers, count) = ([UInt32](repeating: .max, count: nodeCount), 0)
        for node in 0..<nodeCount where isWanted(node) {
            numbers[node] = UInt32(truncatingIfNeeded: count)
            count += 1
        }
        guard count < nodeCount else { return self }
        var (from, to): ([UInt32], [UInt32]) = ([], [])
        var kept: [Int64]? = weights == nil ? nil : []
        forEachTie { first, second, tie in
            let (first, second) = (numbers[Int(first)], numbers[Int(second)])
            guard first != .max, second != .max else { return }
            from.append(first)
            to.append(second)
            if let weight = weights?[tie] { kept?.append(weight) }
        }
        return try SparseNetwork(
            nodeCount: count, from: from, to: to, weights: kept, places: places, isDirected: isDirected)
    }
}
