import Workers

/// How heavy the tie of two actors is who were at the same events.
public enum ProjectionWeighting: String, Sendable, Hashable, CaseIterable {
    /// The number of events that they share.
    case shared
    /// That number over the number of events that either was at, in `0...1`.
    case jaccard
    /// The sum over shared events of 1 / (actors − 1): an event of many ties its actors less to each other.
    ///
    /// - SeeAlso: M. E. J. Newman (2001), *Physical Review E* 64, 016132, doi:10.1103/PhysRevE.64.016132.
    case newman

    /// The decimals of the weights: they are whole numbers of 10^−places.
    public var places: Int { self == .shared ? 0 : 12 }
}

extension TwoModeNetwork {
    /// The pairs of actors that a projection looks at: `Σ size · (size − 1) / 2` over events.
    ///
    /// An event of 100 000 has five thousand million of them.
    public var pairs: Int {
        let pairs = eventSizes.reduce(Int128(0)) { $0 + Int128($1) * Int128($1 - 1) / 2 }
        return Int(clamping: pairs)
    }

    /// The network of actors who shared events; that of events that shared actors is the projection of ``turned``.
    ///
    /// - Parameters:
    ///   - weighting: How heavy ties are; the weights have ``ProjectionWeighting/places`` decimals.
    ///   - least: The least number of shared events that makes a tie.
    ///   - limit: The pairs up to which a projection is made.
    ///   - threads: How many threads may be at work; the result is the same for any number.
    /// - Throws: ``DiffusionError/tooManyPairs(_:limit:)``; nothing is left out silently.
    /// - Complexity: O(Σ size² over events), in memory at most that.
    public func projection(
        _ weighting: ProjectionWeighting = .shared, least: Int = 1, limit: Int = 50_000_000, threads: Int = 1
    ) throws(DiffusionError) -> SparseNetwork {
        let pairs = pairs
        guard pairs <= limit else { throw .tooManyPairs(pairs, limit: limit) }
        let jobs = max(1, min(threads * 4, actorCount))
        let parts = inParallel(jobs, threads: threads) { job in
            rows(actorCount * job / jobs..<actorCount * (job + 1) / jobs, weighting, least)
        }
        var offsets = [0]
        var targets: [UInt32] = []
        var weights: [Int64] = []
        offsets.reserveCapacity(actorCount + 1)
        for part in parts {
            for size in part.sizes { offsets.append((offsets.last ?? 0) + size) }
            targets += part.targets
            weights += part.weights
        }
        return SparseNetwork(
            isDirected: false, offsets: offsets, targets: targets, weights: weights, places: weighting.places)
    }

    private struct Part: Sendable {
        var sizes: [Int] = []
        var targets: [UInt32] = []
        var weights: [Int64] = []
    }

    private func rows(_ stretch: Range<Int>, _ weighting: ProjectionWeighting, _ least: Int) -> Part {
        var part = Part()
        var shared = [Int](repeating: 0, count: actorCount)
        var sums = [Int64](repeating: 0, count: weighting == .newman ? actorCount : 0)
        var met: [UInt32] = []
        for actor in stretch {
            met.removeAll(keepingCapacity: true)
            for event in events.row(actor) {
                let row = actors.row(Int(event))
                let part = row.count > 1 ? Self.fixed(1, Int64(row.count - 1)) : 0
                for other in row where other != actor {
                    if shared[Int(other)] == 0 { met.append(other) }
                    shared[Int(other)] += 1
                    if weighting == .newman { sums[Int(other)] += part }
                }
            }
            met.sort()
            var size = 0
            for other in met {
                let number = shared[Int(other)]
                shared[Int(other)] = 0
                let sum = weighting == .newman ? sums[Int(other)] : 0
                if weighting == .newman { sums[Int(other)] = 0 }
                guard number >= least else { continue }
                size += 1
                part.targets.append(other)
                switch weighting {
                case .shared: part.weights.append(Int64(number))
                case .newman: part.weights.append(sum)
                case .jaccard:
                    let union = events.size(actor) + events.size(Int(other)) - number
                    part.weights.append(Self.fixed(Int64(number), Int64(union)))
                }
            }
            part.sizes.append(size)
        }
        return part
    }

    /// A quotient as a whole number of 10⁻¹², rounded half up.
    ///
    /// The number of a quotient in `0...1` stays below 2⁶³ up to nine million times over.
    private static func fixed(_ part: Int64, _ whole: Int64) -> Int64 {
        let above = Int128(part) * 1_000_000_000_000
        return Int64(clamping: (2 * above + Int128(whole)) / (2 * Int128(whole)))
    }
}
