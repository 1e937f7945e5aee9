public import Statistics

/// How many ties the nodes of a network have.
public struct NetworkDegrees: Sendable, Hashable {
    /// The ties that leave each node; all its ties where they have no direction.
    public let outgoing: [Int]
    /// The ties that come to each node; all its ties where they have no direction.
    public let incoming: [Int]
    /// The sum of the weights of each node's ties, both ways, as a whole number of 10^−``places``; the number of its ties without
    /// weights.
    public let strengths: [Int64]
    /// The decimals of ``strengths``.
    public let places: Int
    private let isDirected: Bool
    private let tieCount: Int

    /// - Throws: an overflow of the sums of weights.
    /// - Complexity: O(nodes + ties).
    public init(_ network: SparseNetwork) throws(DiffusionError) {
        isDirected = network.isDirected
        tieCount = network.tieCount
        places = network.places
        let count = network.nodeCount
        let outgoing = (0..<count).map { network.degree(of: $0) }
        var incoming = outgoing
        if network.isDirected {
            incoming = [Int](repeating: 0, count: count)
            for target in network.targets { incoming[Int(target)] += 1 }
        }
        var strengths = [Int64](repeating: 0, count: count)
        for node in 0..<count {
            for tie in network.ties(of: node) {
                let weight = network.weights?[tie] ?? 1
                strengths[node] = try Self.sum(strengths[node], weight)
                guard network.isDirected else { continue }
                let other = Int(network.targets[tie])
                strengths[other] = try Self.sum(strengths[other], weight)
            }
        }
        (self.outgoing, self.incoming, self.strengths) = (outgoing, incoming, strengths)
    }

    private static func sum(_ first: Int64, _ second: Int64) throws(DiffusionError) -> Int64 {
        let (sum, overflow) = first.addingReportingOverflow(second)
        guard !overflow else { throw .statistics(.overflow) }
        return sum
    }

    /// The ties of each node, both ways.
    public var all: [Int] { isDirected ? zip(outgoing, incoming).map { $0 + $1 } : outgoing }

    /// The nodes without ties.
    public var isolates: Int { zip(outgoing, incoming).reduce(0) { $0 + ($1.0 + $1.1 == 0 ? 1 : 0) } }

    /// The ties there are of all that there could be, in `0...1`: `m / n(n − 1)`, or `2m / n(n − 1)` without directions.
    public var density: Estimate {
        let n = outgoing.count
        guard n > 1 else { return Estimate(unavailable: n == 0 ? .noObservations : .tooFew, n: n) }
        return Estimate(Double(tieCount) * (isDirected ? 1 : 2) / (Double(n) * Double(n - 1)), n: n)
    }

    /// The mean of ``all``: `2m / n`.
    public var mean: Estimate { mean(of: 2 * Double(tieCount)) }

    /// The mean of ``strengths``.
    public var meanStrength: Estimate {
        let total = strengths.reduce(Int128(0)) { $0 + Int128($1) }
        return mean(of: Double(total) / Self.unit(places))
    }

    private func mean(of total: Double) -> Estimate {
        let n = outgoing.count
        return n == 0 ? Estimate(unavailable: .noObservations, n: 0) : Estimate(total / Double(n), n: n)
    }

    /// The strength of a node as a number.
    public func strength(of node: Int) -> Double { Double(strengths[node]) / Self.unit(places) }

    /// 10^places, in which weights are counted.
    static func unit(_ places: Int) -> Double { (0..<max(0, places)).reduce(1.0) { unit, _ in unit * 10 } }

    /// Freeman's centralisation of degrees without direction: `Σ (max − d) / ((n − 1)(n − 2))`, 1 for a star, 0 where all are equal.
    ///
    /// Defined for networks without directions; collapse one that has them, or take the other two.
    /// - SeeAlso: L. C. Freeman (1978), *Social Networks* 1(3), 215–239, doi:10.1016/0378-8733(78)90021-7.
    public var centralisation: Estimate {
        let n = outgoing.count
        guard n > 2 else { return Estimate(unavailable: n == 0 ? .noObservations : .tooFew, n: n) }
        return Estimate(Self.shortfall(all) / (Double(n - 1) * Double(n - 2)), n: n)
    }

    /// Freeman's centralisation of the ties that leave: `Σ (max − d) / (n − 1)²`.
    public var outCentralisation: Estimate { directedCentralisation(outgoing) }

    /// Freeman's centralisation of the ties that come: `Σ (max − d) / (n − 1)²`.
    public var inCentralisation: Estimate { directedCentralisation(incoming) }

    private func directedCentralisation(_ degrees: [Int]) -> Estimate {
        let n = degrees.count
        guard n > 1 else { return Estimate(unavailable: n == 0 ? .noObservations : .tooFew, n: n) }
        return Estimate(Self.shortfall(degrees) / (Double(n - 1) * Double(n - 1)), n: n)
    }

    private static func shortfall(_ degrees: [Int]) -> Double {
        let greatest = degrees.max() ?? 0
        return Double(degrees.reduce(Int128(0)) { $0 + Int128(greatest - $1) })
    }
}
