public import Statistics

/// How many borders each place is from the nearest place that adopted: 0 for those that did, 1 for their neighbours, and so on.
///
/// A place from which no border leads to an adopter, such as an island without neighbours, is
/// ``Statistics/Unavailable/notReached``; where nobody adopted every place is ``Statistics/Unavailable/noObservations``.
///
/// - SeeAlso: E. F. Moore (1959), *The shortest path through a maze*, for the search outwards from all adopters at once.
public struct NearestAdopter: Sendable, Hashable {
    /// The borders between each place and the nearest adopter; nil where there is none.
    public let distances: [Int?]
    /// How many places are at each distance, from 0.
    public let counts: [Int]
    /// The places that are not reached.
    public let unreached: Int
    /// Why places are not reached: nobody adopted, or nobody to whom they have a way. Nil where all are reached.
    public let reason: Unavailable?
    /// The mean distance of the places that have one.
    public let meanDistance: Estimate

    /// The distances of all places.
    ///
    /// - Parameters:
    ///   - borders: The places and which of them adjoin. In a directed network the way leads along the ties to the adopter.
    ///   - adopters: The numbers of the places that adopted; numbers that no place has are passed over.
    /// - Complexity: O(places + borders), in memory too.
    public init(_ borders: SparseNetwork, adopters: some Sequence<Int>) {
        let towards = borders.transposed()
        var distances = [Int?](repeating: nil, count: borders.nodeCount)
        var queue: [Int] = []
        for place in adopters where distances.indices.contains(place) && distances[place] == nil {
            distances[place] = 0
            queue.append(place)
        }
        let starts = queue.count
        var next = 0
        while next < queue.count {
            let place = queue[next]
            next += 1
            let further = (distances[place] ?? 0) + 1
            for tie in towards.ties(of: place) {
                let neighbour = Int(towards.targets[tie])
                guard distances[neighbour] == nil else { continue }
                distances[neighbour] = further
                queue.append(neighbour)
            }
        }
        var counts: [Int] = []
        var sum = 0.0
        for place in queue {
            let distance = distances[place] ?? 0
            while counts.count <= distance { counts.append(0) }
            counts[distance] += 1
            sum += Double(distance)
        }
        self.distances = distances
        self.counts = counts
        unreached = borders.nodeCount - queue.count
        let missing: Unavailable = borders.nodeCount == 0 || starts == 0 ? .noObservations : .notReached
        reason = unreached > 0 ? missing : nil
        meanDistance =
            queue.isEmpty
            ? Estimate(unavailable: .noObservations, n: 0) : Estimate(sum / Double(queue.count), n: queue.count)
    }

    /// The mean distance of the places that have one, by weight, such as that of their inhabitants.
    ///
    /// - Parameter weights: A number for each place, zero or more.
    /// - Returns: Borders; ``Statistics/Unavailable/noObservations`` where no place has a distance, and
    ///   ``Statistics/Unavailable/zeroDenominator`` where those that have one weigh nothing. Its n is of those places.
    /// - Throws: ``DiffusionError/statistics(_:)`` for a list of another length, and for weights that are not finite or below zero.
    public func meanDistance(weights: [Double]) throws(DiffusionError) -> Estimate {
        guard weights.count == distances.count else {
            throw .statistics(.raggedTable(expected: distances.count, found: weights.count))
        }
        var (sum, whole, n) = (0.0, 0.0, 0)
        for (weight, distance) in zip(weights, distances) {
            guard weight.isFinite else { throw .statistics(.valueNotFinite) }
            guard weight >= 0 else {
                throw .statistics(.unexpectedValue(weight, column: "weight", allowed: "numbers of zero or more"))
            }
            guard let distance else { continue }
            sum += weight * Double(distance)
            whole += weight
            n += 1
        }
        guard n > 0 else { return Estimate(unavailable: .noObservations, n: 0) }
        guard whole > 0 else { return Estimate(unavailable: .zeroDenominator, n: n) }
        guard sum.isFinite, whole.isFinite else { return Estimate(unavailable: .notRepresentable, n: n) }
        return Estimate(sum / whole, n: n)
    }
}
