import Glibc

/// Places of the nodes of a network, such that distances in the plane are near to distances along the ties.
///
/// Stress majorisation: each round moves every node to the weighted mean of where the others would like it, which never increases
/// the stress `Σ wᵢⱼ (|xᵢ − xⱼ| − dᵢⱼ)²` with `wᵢⱼ = dᵢⱼ⁻²`. It starts from a circle in the order of the nodes and uses no random
/// numbers, so the same network always looks the same.
///
/// - SeeAlso: E. R. Gansner, Y. Koren, S. North (2005), Graph drawing by stress majorization, *LNCS* 3383, 239–250,
///   doi:10.1007/978-3-540-31843-9_25.
struct NetworkLayout {
    /// One place per node, in no unit: scale it to the drawing.
    let places: [Point]

    /// - Parameters:
    ///   - count: How many nodes.
    ///   - ties: Pairs of different nodes, each in `0..<count`.
    ///   - wide: Whether the longest direction lies level, or upright.
    /// - Complexity: O(count²) a round, and O(count · ties) for the distances.
    init(count: Int, ties: [(Int, Int)], wide: Bool) {
        let distances = NetworkLayout.distances(count: count, ties: ties)
        var points = (0..<count).map { index in
            let angle = 2 * Double.pi * Double(index) / Double(max(count, 1))
            // A slight spiral: on a perfect circle some networks balance on a saddle.
            let radius = 1 + 0.05 * Double(index) / Double(max(count, 1))
            return Point(x: radius * cos(angle), y: radius * sin(angle))
        }
        let rounds = count > 60 ? 60 : 120
        for _ in 0..<rounds where count > 1 { points = NetworkLayout.round(points, distances) }
        places = NetworkLayout.turned(points, wide: wide)
    }

    private static func round(_ points: [Point], _ distances: [[Double]]) -> [Point] {
        var next = points
        for i in points.indices {
            var (sumX, sumY, sumWeight) = (0.0, 0.0, 0.0)
            for j in points.indices where j != i {
                let distance = distances[i][j]
                let weight = 1 / (distance * distance)
                let (dx, dy) = (next[i].x - next[j].x, next[i].y - next[j].y)
                let length = (dx * dx + dy * dy).squareRoot()
                let pull = length > 1e-9 ? distance / length : 0
                sumX += weight * (next[j].x + dx * pull)
                sumY += weight * (next[j].y + dy * pull)
                sumWeight += weight
            }
            next[i] = Point(x: sumX / sumWeight, y: sumY / sumWeight)
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

    /// The points turned so that they spread most along one axis, with the first node in the upper left half.
    private static func turned(_ points: [Point], wide: Bool) -> [Point] {
        guard points.count > 1 else { return points }
        let count = Double(points.count)
        let meanX = points.reduce(0) { $0 + $1.x } / count
        let meanY = points.reduce(0) { $0 + $1.y } / count
        var (xx, xy, yy) = (0.0, 0.0, 0.0)
        for point in points {
            let (x, y) = (point.x - meanX, point.y - meanY)
            xx += x * x
            xy += x * y
            yy += y * y
        }
        let angle = -atan2(2 * xy, xx - yy) / 2 + (wide ? 0 : Double.pi / 2)
        let (cosine, sine) = (cos(angle), sin(angle))
        let turned = points.map { point in
            let (x, y) = (point.x - meanX, point.y - meanY)
            return Point(x: x * cosine - y * sine, y: x * sine + y * cosine)
        }
        let flipX = turned[0].x > 1e-9 ? -1.0 : 1
        let flipY = turned[0].y > 1e-9 ? -1.0 : 1
        return turned.map { Point(x: $0.x * flipX, y: $0.y * flipY) }
    }
}
