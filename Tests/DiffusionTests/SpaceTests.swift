import Statistics
import Testing

@testable import Diffusion

@Suite struct SpaceTests {
    /// Place 0 in 2020 and again in 2022, place 2 in 2022, place 3 in 2023, one elsewhere; five places.
    @Test func reachByHand() throws {
        let adoptions: [(place: Int?, period: Int)] = [
            (3, 2023), (0, 2022), (2, 2022), (0, 2020), (nil, 2021), (7, 2021),
        ]
        let reach = try Reach(adoptions, places: 5)
        #expect(reach.first == [2020, nil, 2022, 2023, nil] && reach.reached == 3 && reach.elsewhere == 2)
        #expect(reach.curve.points.map(\.period) == [2020, 2021, 2022, 2023])
        #expect(reach.curve.points.map(\.adoptions) == [1, 0, 1, 1])
        #expect(reach.curve.points.map(\.cumulative) == [1, 1, 2, 3])
        #expect(reach.curve.points.map(\.cumulativeShare.value) == [0.2, 0.2, 0.4, 0.6])
        #expect(try Reach(adoptions.reversed(), places: 5) == reach)
        // A place reached before moves the end, and nothing else.
        let later = try Reach(adoptions + [(0, 2024)], places: 5)
        #expect(later.curve.points.map(\.cumulative) == [1, 1, 2, 3, 3])
        // A place more adds one from its period on.
        let more = try Reach(adoptions + [(1, 2022)], places: 5)
        #expect(more.curve.points.map(\.cumulative) == [1, 1, 3, 4])
        #expect(try Reach([], places: 5).curve.points.isEmpty)
        #expect(try Reach([], places: 5, from: 1, through: 2).curve.points.map(\.cumulativeShare.value) == [0, 0])
        #expect(throws: DiffusionError.statistics(.negativeCount(-1))) { try Reach([], places: -1) }
    }

    @Test func concentrationByHand() throws {
        // 12, 0, 5, 3 and 40 adoptions of 100, 50, 80, 20 and 300 (thousand) inhabitants.
        let result = try SpatialConcentration(
            [12, 0, 5, 3, 40], populations: [100_000, 50_000, 80_000, 20_000, 300_000])
        #expect(result.adoptions == 60 && result.empty == 1)
        // Sorted 0, 3, 5, 12, 40: (−4·0 − 2·3 + 0·5 + 2·12 + 4·40) / (5 · 60).
        #expect(near(result.overPlaces.gini.value, 178.0 / 300))
        // (0 + 9 + 25 + 144 + 1600) / 3600.
        #expect(near(result.overPlaces.herfindahl.value, 1778.0 / 3600))
        #expect(near(result.topShare.value, 40.0 / 60) && near(result.greatestShare.value, 40.0 / 60))
        // NumPy 2.4.6: ΣΣ |rᵢ − rⱼ| pᵢ pⱼ / (2 P² r̄) over all pairs of places.
        #expect(near(result.overInhabitants?.gini.value, 0.17757575757575758))
        // In order of adoptions a head: 0, 6.25, 12, 13.3 and 15 for 100,000.
        let expected: [(Double, Double)] = [
            (0, 0), (50, 0), (130, 5), (230, 17), (530, 57), (550, 60),
        ]
        for (point, (inhabitants, adoptions)) in zip(result.overInhabitants?.points ?? [], expected) {
            #expect(near(point.holders, inhabitants / 550) && near(point.amount, adoptions / 60))
        }
        #expect(result.rates.map(\.value).count == 5 && near(result.rates[0].value, 12))
        #expect(result.rates[1].interval?.lowerBound == 0)
        // SciPy 1.17.1: chi2.ppf([0.025, 0.975], [24, 26]) / 2.
        #expect(near(result.rates[0].interval?.lowerBound, 6.200575108722218, within: 1e-10))
        #expect(near(result.rates[0].interval?.upperBound, 20.96158504817696, within: 1e-10))
    }

    @Test func equalPlacesAndNoneAreDefined() throws {
        let equal = try SpatialConcentration([4, 4, 4], populations: [10, 10, 10])
        #expect(equal.overPlaces.gini.value == 0 && equal.overInhabitants?.gini.value == 0)
        #expect(near(equal.topShare.value, 0.2))
        // In proportion to inhabitants nobody has more than their due.
        #expect(try SpatialConcentration([1, 2, 3], populations: [10, 20, 30]).overInhabitants?.gini.value == 0)
        let none = try SpatialConcentration([])
        #expect(none.greatestShare.reason == .noObservations && none.topShare.reason == .noObservations)
        let empty = try SpatialConcentration([0, 0], populations: [5, 5])
        #expect(empty.greatestShare.reason == .zeroDenominator && empty.overInhabitants?.points.isEmpty == true)
        #expect(throws: DiffusionError.self) { try SpatialConcentration([1], populations: [0]) }
        #expect(throws: DiffusionError.self) { try SpatialConcentration([1], populations: [1, 2]) }
    }

    /// 0 – 1 – 2 – 3, 4 – 5, and 6 alone; adopters 0 and 3.
    @Test func distancesByHand() throws {
        let borders = try SparseNetwork(nodeCount: 7, from: [0, 1, 2, 4], to: [1, 2, 3, 5], isDirected: false)
        let nearest = NearestAdopter(borders, adopters: [3, 0, 0, 99])
        #expect(nearest.distances == [0, 1, 1, 0, nil, nil, nil])
        #expect(nearest.counts == [2, 2] && nearest.unreached == 3 && nearest.reason == .notReached)
        #expect(nearest.meanDistance.value == 0.5 && nearest.meanDistance.n == 4)
        let nobody = NearestAdopter(borders, adopters: [])
        #expect(nobody.reason == .noObservations && nobody.unreached == 7)
        let all = NearestAdopter(borders, adopters: 0..<7)
        #expect(all.reason == nil && all.counts == [7])
        // (1 · 0 + 3 · 1 + 0 · 1 + 2 · 0) / 6; places that are not reached weigh nothing.
        #expect(try nearest.meanDistance(weights: [1, 3, 0, 2, 9, 9, 9]).value == 0.5)
        #expect(try nearest.meanDistance(weights: [1, 1, 4, 0, 9, 9, 9]).value == 5.0 / 6)
        #expect(try nearest.meanDistance(weights: [0, 0, 0, 0, 9, 9, 9]).reason == .zeroDenominator)
        #expect(try nobody.meanDistance(weights: [1, 1, 1, 1, 1, 1, 1]).reason == .noObservations)
        #expect(throws: DiffusionError.self) { try nearest.meanDistance(weights: [1]) }
        #expect(throws: DiffusionError.self) { try nearest.meanDistance(weights: [1, 1, 1, 1, 1, 1, -1]) }
        let path = 200_000
        let line = try SparseNetwork(
            nodeCount: path, from: (0..<UInt32(path) - 1).map { $0 }, to: (1..<UInt32(path)).map { $0 },
            isDirected: false)
        #expect(NearestAdopter(line, adopters: [0]).distances.last == path - 1)
    }

    /// Floyd and Warshall's distances of all pairs, and the least to an adopter.
    @Test(arguments: 0..<40) func sparseDistancesAreDenseOnes(seed: Int) throws {
        var generator = TestNumbers(state: UInt64(seed) + 5)
        let size = Int.random(in: 1...14, using: &generator)
        let (from, to) = (0..<size).reduce(into: ([UInt32](), [UInt32]())) { (ties, _) in
            ties.0.append(UInt32.random(in: 0..<UInt32(size), using: &generator))
            ties.1.append(UInt32.random(in: 0..<UInt32(size), using: &generator))
        }
        let isDirected = seed % 2 == 0
        let network = try SparseNetwork(nodeCount: size, from: from, to: to, isDirected: isDirected)
        var far = [[Int]](repeating: [Int](repeating: 1_000, count: size), count: size)
        for place in 0..<size { far[place][place] = 0 }
        for (first, second) in zip(from, to) where first != second {
            far[Int(first)][Int(second)] = 1
            if !isDirected { far[Int(second)][Int(first)] = 1 }
        }
        for middle in 0..<size {
            for first in 0..<size {
                for second in 0..<size {
                    far[first][second] = min(far[first][second], far[first][middle] + far[middle][second])
                }
            }
        }
        let adopters = (0..<size).filter { _ in Int.random(in: 0..<4, using: &generator) == 0 }
        let expected = far.map { (row) in adopters.map { row[$0] }.min().flatMap { $0 < 1_000 ? $0 : nil } }
        #expect(NearestAdopter(network, adopters: adopters).distances == expected)
    }
}
