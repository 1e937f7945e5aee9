import Reporting
import Testing

@testable import Charts

@Suite struct NetworkLayoutTests {
    private func distance(_ first: Point, _ second: Point) -> Double {
        let (dx, dy) = (first.x - second.x, first.y - second.y)
        return (dx * dx + dy * dy).squareRoot()
    }

    /// The root mean square distance from the middle.
    private func radius(_ points: [Point]) -> Double {
        let count = Double(points.count)
        let middle = Point(x: points.reduce(0) { $0 + $1.x } / count, y: points.reduce(0) { $0 + $1.y } / count)
        return (points.reduce(0) { $0 + distance($1, middle) * distance($1, middle) } / count).squareRoot()
    }

    /// A connected network: each node is tied to one before it, and every third to another.
    private func network(_ count: Int, seed: Int) -> (keys: [String], ties: [(Int, Int)]) {
        var ties: [(Int, Int)] = []
        for index in 1..<count {
            ties.append((index, (index * index + seed * 7) % index))
            if index % 3 == 0, index > 4 { ties.append((index, (index + seed * 5) % (index - 1))) }
        }
        return ((0..<count).map { "org-\(seed)-\($0 * 7919 % 1009)" }, ties)
    }

    @Test func aPathIsDrawnNearlyAsLongAsItIs() {
        let count = 6
        let places = NetworkLayout(keys: ["a", "b", "c", "d", "e", "f"], ties: (1..<count).map { ($0 - 1, $0) }).places
        for i in 0..<count {
            for j in (i + 1)..<count {
                // The pull to the start bends a long way.
                let share = distance(places[i], places[j]) / Double(j - i)
                #expect(share > 0.6 && share < 1.25, "\(i)–\(j): \(share)")
            }
        }
        let longest = (0..<count).flatMap { i in (0..<count).map { distance(places[i], places[$0]) } }.max()
        #expect(longest == distance(places[0], places[5]))
    }

    @Test func orderOfNodesAndTiesChangesNothing() {
        let (keys, ties) = network(50, seed: 3)
        let places = NetworkLayout(keys: keys, ties: ties).places
        #expect(NetworkLayout(keys: keys, ties: ties).places == places)
        // Node i becomes node (7 i + 4) mod 50; ties are listed backwards and turned round.
        let moved = (0..<50).map { ($0 * 7 + 4) % 50 }
        var newKeys = keys
        for (index, place) in moved.enumerated() { newKeys[place] = keys[index] }
        let newTies = ties.reversed().map { (moved[$0.1], moved[$0.0]) }
        let again = NetworkLayout(keys: newKeys, ties: newTies).places
        #expect(moved.map { again[$0] } == places)
    }

    @Test func aNewNodeOrTieMovesTheOthersLittle() {
        var halves: [Double] = []
        for seed in 1...12 {
            let (keys, ties) = network(60, seed: seed)
            let before = NetworkLayout(keys: keys, ties: ties).places
            let withNode = NetworkLayout(keys: keys + ["org-new"], ties: ties + [(60, seed * 9 % 60)]).places
            let withTie = NetworkLayout(keys: keys, ties: ties + [(seed, 59 - seed)]).places
            for after in [withNode, withTie] {
                let moves = zip(before, after).map { distance($0, $1) / radius(before) }.sorted()
                halves.append(moves[30])
            }
        }
        // In the middle network half of the nodes move by less than a twentieth of the radius, and in nine of ten networks by less
        // than a fifth. Places that have nothing to do with each other are about 1.4 radii apart.
        halves.sort()
        #expect(halves[12] < 0.05, "\(halves)")
        #expect(halves[21] < 0.2, "\(halves)")
    }

    @Test func nodesOfOneKeyStandApart() {
        let places = NetworkLayout(keys: ["a", "a", "b"], ties: [(0, 2), (1, 2)]).places
        #expect(distance(places[0], places[1]) > 0.3)
        #expect(NetworkLayout(keys: [], ties: []).places.isEmpty)
        #expect(NetworkLayout(keys: ["a"], ties: []).places.count == 1)
    }
}
