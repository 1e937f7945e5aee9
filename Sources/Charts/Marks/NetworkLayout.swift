import Glibc

/// Places of the nodes of a network, such that distances in the plane are near to distances along the ties, and that stay put
/// from one build to the next.
///
/// Each node starts where a hash of its key puts it, so neither the order of the nodes nor the others decide. Stress majorisation
/// then moves, in a fixed number of rounds, every node to the weighted mean of where the others would like it, which never
/// increases the stress `Σ wᵢⱼ (|xᵢ − xⱼ| − dᵢⱼ)²` with `wᵢⱼ = dᵢⱼ⁻²`; a pull back to the start keeps a new node or tie from
/// tipping the whole over into another of the many layouts that are about as good. Last the layout is turned and mirrored as near
/// to the start as it comes, since stress knows no direction.
///
/// - SeeAlso: E. R. Gansner, Y. Koren, S. North (2005), Graph drawing by stress majorization, *LNCS* 3383, 239–250,
///   doi:10.1007/978-3-540-31843-9_25; for the pull, U. Brandes, M. Mader (2012), A quantitative comparison of stress-minimization
///   approaches for offline dynamic graph drawing, *LNCS* 7034, 99–110, doi:10.1007/978-3-642-25878-7_11.
struct NetworkLayout {
    /// One place per node, in no unit: scale it to the drawing.
    let places: [Point]

    private static let rounds = 60
    /// The weight of the start beside that of all other nodes, in the first round and from the last third on; a few nodes find
    /// their shape without, so for fewer than 60 the last is less in proportion. It falls by the same factor each round, so that
    /// the layout follows from one that the start decides instead of tumbling into place. A greater last weight would hold the
    /// nodes more firmly, and show less of who is near to whom.
    private static let pulls = (first: 1.0, last: 0.1)
    /// Starts the hash; another number would give all networks other places.
    private static let seed: UInt64 = 0x4B61_696B_7531

    /// - Parameters:
    ///   - keys: What names each node in every build; nodes of one key are told apart by their order.
    ///   - ties: Pairs of different nodes, each an index of `keys`.
    /// - Complexity: O(count²) a round, and O(count · ties) for the distances.
    init(keys: [String], ties: [(Int, Int)]) {
        var seen: [String: Int] = [:]
        let full = keys.map { key -> [UInt8] in
            let occurrence = seen[key, default: 0]
            seen[key] = occurrence + 1
            return Array(key.utf8) + (occurrence > 0 ? Array("\u{0}\(occurrence)".utf8) : [])
        }
        // Sums of floating-point numbers depend on their order, so the nodes are taken in that of their keys.
        let order = keys.indices.sorted { full[$0].lexicographicallyPrecedes(full[$1]) }
        var rank = Array(repeating: 0, count: keys.count)
        for (place, index) in order.enumerated() { rank[index] = place }
        let distances = NetworkLayout.distances(count: keys.count, ties: ties.map { (rank[$0.0], rank[$0.1]) })
        let total = distances.reduce(0) { $0 + $1.reduce(0, +) }
        let mean = keys.count > 1 ? total / Double(keys.count * (keys.count - 1)) : 1
        let start = order.map { NetworkLayout.start(of: full[$0], within: mean) }
        var points = start
        let last = NetworkLayout.pulls.last * min(Double(keys.count) / 60, 1)
        for round in 0..<NetworkLayout.rounds where keys.count > 1 {
            let share = min(Double(round) / (Double(NetworkLayout.rounds) * 2 / 3), 1)
            let pull = NetworkLayout.pulls.first * pow(last / NetworkLayout.pulls.first, share)
            points = NetworkLayout.round(points, distances, start, pull)
        }
        points = NetworkLayout.aligned(points, to: start)
        places = rank.map { points[$0] }
    }

    /// A place on a disc that depends on the key alone.
    private static func start(of key: [UInt8], within radius: Double) -> Point {
        // FNV-1a, then the finisher of SplitMix64, whose bits are even where FNV's upper ones are not.
        var hash = seed ^ 0xCBF2_9CE4_8422_2325
        for byte in key { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        func share(_ stream: UInt64) -> Double {
            var bits = hash &+ stream &* 0x9E37_79B9_7F4A_7C15
            bits = (bits ^ bits >> 30) &* 0xBF58_476D_1CE4_E5B9
            bits = (bits ^ bits >> 27) &* 0x94D0_49BB_1331_11EB
            return Double((bits ^ bits >> 31) >> 11) * 0x1p-53
        }
        let angle = 2 * Double.pi * share(1)
        let distance = radius * share(2).squareRoot()
        return Point(x: distance * cos(angle), y: distance * sin(angle))
    }

    private static func round(_ points: [Point], _ distances: [[Double]], _ start: [Point], _ startWeight: Double)
        -> [Point]
    {
        var next = points
        for i in points.indices {
            var (sumX, sumY, sumWeight) = (0.0, 0.0, 0.0)
            let row = distances[i]
            for j in points.indices where j != i {
                let distance = row[j]
                let weight = 1 / (distance * distance)
                let (dx, dy) = (next[i].x - next[j].x, next[i].y - next[j].y)
                let length = (dx * dx + dy * dy).squareRoot()
                let pull = length > 1e-9 ? distance / length : 0
                sumX += weight * (next[j].x + dx * pull)
                sumY += weight * (next[j].y + dy * pull)
                sumWeight += weight
            }
            let back = startWeight * sumWeight
            next[i] = Point(
                x: (sumX + back * start[i].x) / (sumWeight + back), y: (sumY + back * start[i].y) / (sumWeight + back))
        }
        return next
    }

    /// Distances along ties; parts that no tie joins stand a little further apart than the longest way.
    private static func distances(count: Int, ties: [(Int, Int)]) -> [[Double]] {
        var neighbours = Array(repeating: [Int](), count: count)
        for (a, b) in ties {
            neighbours[a].append(b)
            neighbours[b].append(a)
        }
        var result = Array(repeating: Array(repeating: 0.0, count: count), count: count)
        var longest = 1.0
        for start in 0..<count {
            var reached = Array(repeating: false, count: count)
            reached[start] = true
            var queue = [start]
            var next = 0
            while next < queue.count {
                let node = queue[next]
                next += 1
                for neighbour in neighbours[node] where !reached[neighbour] {
                    reached[neighbour] = true
                    result[start][neighbour] = result[start][node] + 1
                    longest = max(longest, result[start][neighbour])
                    queue.append(neighbour)
                }
            }
        }
        let apart = min(longest + 0.5, 3.5)
        for i in 0..<count {
            for j in 0..<count where i != j && result[i][j] == 0 { result[i][j] = apart }
        }
        return result
    }

    /// The points turned, and mirrored if that is nearer, as close to other points as they come: the orthogonal Procrustes problem
    /// of the plane.
    private static func aligned(_ points: [Point], to goal: [Point]) -> [Point] {
        guard points.count > 1 else { return points }
        let (middle, wanted) = (centre(of: points), centre(of: goal))
        var best: (gain: Double, points: [Point]) = (-1, points)
        for side in [1.0, -1.0] {
            let moved = points.map { Point(x: ($0.x - middle.x) * side, y: $0.y - middle.y) }
            var (along, across) = (0.0, 0.0)
            for (point, target) in zip(moved, goal) {
                let (x, y) = (target.x - wanted.x, target.y - wanted.y)
                along += point.x * x + point.y * y
                across += point.x * y - point.y * x
            }
            let gain = (along * along + across * across).squareRoot()
            guard gain > best.gain else { continue }
            let (cosine, sine) = gain > 0 ? (along / gain, across / gain) : (1, 0)
            best = (
                gain, moved.map { Point(x: $0.x * cosine - $0.y * sine, y: $0.x * sine + $0.y * cosine) }
            )
        }
        return best.points
    }

    private static func centre(of points: [Point]) -> Point {
        let count = Double(max(points.count, 1))
        return Point(x: points.reduce(0) { $0 + $1.x } / count, y: points.reduce(0) { $0 + $1.y } / count)
    }
}
