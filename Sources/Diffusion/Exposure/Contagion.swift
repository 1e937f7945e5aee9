public import Statistics
internal import Workers

/// How much less adoptions count that are further away in time: 1 over the weight of k periods.
public enum TimeDiscount: Sendable, Hashable {
    /// The weight of k periods is k.
    case linear
    /// The weight of k periods is (1 + r)^(k − 1).
    case exponential(rate: Double)

    /// The weights of 1 to `count` periods.
    func weights(_ count: Int) -> [Double] {
        switch self {
        case .linear: return (0..<count).map { Double($0 + 1) }
        case .exponential(let rate):
            var weight = 1.0
            return (0..<count).map { _ in
                defer { weight *= 1 + rate }
                return weight
            }
        }
    }
}

/// A measure of each adopter with its mean.
public struct ContagionMeasure: Sendable {
    /// The value of each node; nil where it did not adopt.
    public let values: [Double?]
    /// The mean over all adopters, those with value 0 included, without interval.
    public let mean: Estimate
    /// The adopters with somebody among their ties to compare with: the others have value 0 by definition.
    public let comparable: Int

    /// Measures adopters by the others to whom a tie goes.
    ///
    /// - Parameters:
    ///   - direction: 1 to look at the periods after the own adoption, −1 at those before.
    ///   - network: The ties to the others that are looked at.
    init(
        _ direction: Int, in network: DiffusionNetwork, times: AdoptionTimes, periods: Int, discount: TimeDiscount,
        isNormalised: Bool, threads: Int
    ) {
        let nodes = times.nodeCount
        let weights = discount.weights(max(0, min(periods, times.newAdopters.count - 1)))
        let normalisers = times.newAdopters.indices.map { place in
            weights.indices.reduce(0.0) { sum, index in
                let other = place + direction * (index + 1)
                return times.newAdopters.indices.contains(other)
                    ? sum + Double(times.newAdopters[other]) / weights[index] : sum
            }
        }
        let parts = inParallel(Stretches.count(of: nodes), threads: threads) { stretch in
            var values: [Double?] = []
            var sum = FixedPointSum()
            var comparable = 0
            for node in Stretches.nodes(of: stretch, among: nodes) {
                guard times.places[node] != AdoptionTimes.never else {
                    values.append(nil)
                    continue
                }
                let place = Int(times.places[node])
                let found = Self.share(of: node, place, direction, network, times, weights)
                if found.all > 0 { comparable += 1 }
                var value = found.all > 0 ? found.next / found.all : 0
                if isNormalised { value = normalisers[place] > 0 ? value / normalisers[place] : 0 }
                sum.add(value)
                values.append(value)
            }
            return (values, sum, comparable)
        }
        values = parts.flatMap(\.0)
        comparable = parts.reduce(0) { $0 + $1.2 }
        var sum = FixedPointSum()
        for part in parts { sum.add(part.1) }
        let n = times.adopterCount
        mean = n > 0 ? Estimate(sum.value / Double(n), n: n) : Estimate(unavailable: .noObservations, n: 0)
    }

    /// Of the ties of a node, those to adopters of exactly k periods away, and of k periods or more; discounted sums over k.
    private static func share(
        of node: Int, _ place: Int, _ direction: Int, _ network: DiffusionNetwork, _ times: AdoptionTimes,
        _ weights: [Double]
    ) -> (next: Double, all: Double) {
        var (next, all) = (0.0, 0.0)
        for index in weights.indices {
            let wanted = place + direction * (index + 1)
            guard times.newAdopters.indices.contains(wanted) else { break }
            // The tie of the period in which the later of the two adopts after its neighbour did.
            let network = network.network(at: direction > 0 ? wanted : wanted + 1)
            var (exactly, further) = (0, 0)
            for tie in network.ties(of: node) {
                let other = times.places[Int(network.targets[tie])]
                guard other != AdoptionTimes.never else { continue }
                if Int(other) == wanted { exactly += 1 }
                if direction > 0 ? Int(other) >= wanted : Int(other) <= wanted { further += 1 }
            }
            next += Double(exactly) / weights[index]
            all += Double(further) / weights[index]
        }
        return (next, all)
    }
}
