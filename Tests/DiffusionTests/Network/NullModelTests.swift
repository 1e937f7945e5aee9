import Statistics
import Testing

@testable import Diffusion

@Suite struct NullModelTests {
    @Test(arguments: 0..<20, [true, false]) func everyNodeKeepsItsNumberOfTies(seed: Int, directed: Bool) throws {
        let network = try randomNetwork(nodes: 60, ties: 200, directed: directed, seed: UInt64(seed))
        let degrees = try NetworkDegrees(network)
        let random = try NullModel(seed: 4).network(like: network, replicate: seed)
        let after = try NetworkDegrees(random)
        #expect(after.outgoing == degrees.outgoing && after.incoming == degrees.incoming)
        #expect(random.tieCount == network.tieCount && random.dropped == SparseNetwork.Dropped())
        #expect(try NetworkChange(from: network, to: random).retained < network.tieCount / 2)
        #expect(try NullModel(seed: 4).network(like: network, replicate: seed) == random)
    }

    /// Every network with the numbers of ties of this one, as bits of all ordered or unordered pairs.
    private func all(like network: SparseNetwork) throws -> Set<[UInt32]> {
        let n = network.nodeCount
        let pairs = (0..<n).flatMap { i in
            (0..<n).filter { network.isDirected ? $0 != i : $0 > i }.map { (UInt32(i), UInt32($0)) }
        }
        let wanted = try NetworkDegrees(network)
        var found: Set<[UInt32]> = []
        for bits in 0..<(1 << pairs.count) where bits.nonzeroBitCount == network.tieCount {
            let ties = pairs.indices.filter { bits >> $0 & 1 == 1 }.map { pairs[$0] }
            let candidate = try SparseNetwork(
                nodeCount: n, from: ties.map(\.0), to: ties.map(\.1), isDirected: network.isDirected)
            let degrees = try NetworkDegrees(candidate)
            if degrees.outgoing == wanted.outgoing, degrees.incoming == wanted.incoming {
                found.insert(key(candidate))
            }
        }
        return found
    }

    private func key(_ network: SparseNetwork) -> [UInt32] {
        (0..<network.nodeCount).flatMap { node in network.ties(of: node).map { network.targets[$0] } + [99] }
    }

    @Test(arguments: [true, false]) func everyNetworkHasTheSameChance(directed: Bool) throws {
        let network =
            directed
            ? try SparseNetwork(nodeCount: 4, from: [0, 0, 1, 2, 3], to: [1, 2, 2, 3, 0], isDirected: true)
            : try SparseNetwork(nodeCount: 6, from: [0, 1, 2, 3, 0, 1], to: [1, 2, 3, 4, 5, 4], isDirected: false)
        let possible = try all(like: network)
        let model = NullModel(seed: 2)
        var counts: [[UInt32]: Int] = [:]
        let draws = 6_000
        for replicate in 0..<draws {
            counts[key(try model.network(like: network, replicate: replicate)), default: 0] += 1
        }
        #expect(possible.count > 5 && Set(counts.keys) == possible)
        let expected = Double(draws) / Double(possible.count)
        let chiSquare = counts.values.reduce(0.0) {
            $0 + (Double($1) - expected) * (Double($1) - expected) / expected
        }
        // Four standard deviations of chi-square above its mean.
        let freedom = Double(possible.count - 1)
        #expect(chiSquare < freedom + 4 * (2 * freedom).squareRoot(), "\(possible.count): \(chiSquare)")
    }

    @Test func theKarateClubIsMoreTransitiveThanItsDegreesExplain() throws {
        let (network, factions) = try NetworkCase.karate()
        let model = NullModel(replicates: 999, seed: 6, threads: 2)
        let found = try model.comparison(
            of: network, groups: factions, measures: [.transitivity, .degreeAssortativity, .eiIndex, .density])
        #expect(found.map(\.measure) == [.transitivity, .degreeAssortativity, .eiIndex])
        // networkx 3.6.1, double_edge_swap with 400 swaps, 3,000 networks: means 0.2227 and −0.3049 (s 0.026, 0.049).
        let transitivity = found[0].comparison
        #expect(abs((transitivity.expected.value ?? 0) - 0.2227216) < 0.004)
        let assortativity = found[1].comparison
        #expect(abs((assortativity.expected.value ?? 0) + 0.3048703) < 0.008)
        #expect((transitivity.observed.value ?? 0) > 0.25 && transitivity.replicates == 999)
        // Nearly all ties stay in a faction: no random network has so few between.
        #expect(found[2].comparison.pLess == 0.001 && found[2].comparison.p == 0.002)
    }

    @Test func sharedEventsBesideSwapsOfTheIncidence() throws {
        let network = try NetworkCase.sipoo()
        let model = NullModel(replicates: 400, seed: 3, threads: 2)
        for (least, mean, slack) in [(1, 886.9247, 4.4), (2, 352.39, 3.5), (3, 158.3693, 1.7)] {
            let found = try model.comparison(of: network, measures: [.density], least: least)
            let density = found[0].comparison
            // Curveball trades (Strona et al. 2014, doi:10.1038/ncomms5114) in Python, 1,500 networks: the mean number of tied pairs.
            #expect(abs((density.expected.value ?? 0) * 1_225 - mean) < slack, "\(least)")
        }
    }

    @Test func aChangeIsComparedWithThatOfBothDrawnAnew() throws {
        let (network, factions) = try NetworkCase.karate()
        let model = NullModel(replicates: 99, seed: 1)
        let random = try model.network(like: network, replicate: 12_345)
        let same = try model.comparison(from: network, to: network, groups: factions, measures: [.eiIndex])
        #expect(same[0].comparison.observed.value == 0 && (same[0].comparison.p ?? 0) > 0.5)
        let mixed = try model.comparison(from: network, to: random, groups: factions, measures: [.eiIndex])
        #expect(mixed[0].comparison.pGreater == 0.01)
        var limited = model
        limited.limit = 1_000
        let refused = try limited.comparison(of: network, measures: [.transitivity])
        #expect(refused[0].comparison.reason == .tooLarge && refused[0].comparison.observed.value != nil)
    }

    /// A ring of four, of which there are three: one is that of before, and each of the others has two of its ties.
    @Test func whatBecameOfTiesIsComparedWithAllThatCouldHave() throws {
        let ring = try SparseNetwork(nodeCount: 4, from: [0, 1, 2, 3], to: [1, 2, 3, 0], isDirected: false)
        let found = try NullModel(replicates: 3_000, seed: 5).change(from: ring, to: ring)
        #expect(found.retained.observed.value == 4 && found.new.observed.value == 0 && found.lost.observed.value == 0)
        // Means 8/3, 4/3, 4/3 and, of 1, 1/3 and 1/3, 5/9; a standard deviation of 0.94 over 3,000 draws.
        #expect(abs((found.retained.expected.value ?? 0) - 8.0 / 3) < 0.08)
        #expect(abs((found.new.expected.value ?? 0) - 4.0 / 3) < 0.08)
        #expect(found.new.expected.value == found.lost.expected.value)
        #expect(abs((found.jaccard.expected.value ?? 0) - 5.0 / 9) < 0.03)
        #expect(abs((found.retained.pGreater ?? 0) - 1.0 / 3) < 0.04 && found.retained.pLess == 1)
        let other = try SparseNetwork(nodeCount: 5, from: [0], to: [1], isDirected: false)
        #expect(throws: DiffusionError.self) { try NullModel(replicates: 3).change(from: ring, to: other) }
        var limited = NullModel(replicates: 3)
        limited.limit = 100
        #expect(try limited.change(from: ring, to: ring).retained.reason == .tooLarge)
    }

    /// Two events of two: the second time each of three ways to pair four actors has the same chance.
    @Test func tiesOfAttendanceAreThoseOfWhoWasWhere() throws {
        let pairs = try TwoModeNetwork(actorCount: 4, eventCount: 2, actors: [0, 1, 2, 3], events: [0, 0, 1, 1])
        let model = NullModel(replicates: 3_000, seed: 8)
        let found = try model.change(from: pairs, to: pairs)
        #expect(found.retained.observed.value == 2 && found.jaccard.observed.value == 1)
        // Two ties with a chance of one third, otherwise none; a standard deviation of 0.94.
        #expect(abs((found.retained.expected.value ?? 0) - 2.0 / 3) < 0.08)
        let change = try model.comparison(from: pairs, to: pairs, measures: [.density, .transitivity, .isolates])
        #expect(change.map(\.measure) == [.density, .transitivity, .isolates])
        #expect(change[0].comparison.observed.value == 0 && change[0].comparison.p == 1)
    }

    @Test func pIsOneMoreThanThoseAsLargeOverOneMoreThanAll() {
        let observed = Estimate(3, n: 1)
        let found = NullComparison(observed, [1, 2, 3, 4, nil], confidence: .ninetyFive)
        #expect(found.pGreater == 3.0 / 5 && found.pLess == 4.0 / 5 && found.p == 1 && found.replicates == 4)
        #expect(found.expected.value == 2.5 && abs((found.expected.interval?.lowerBound ?? 0) - 1.075) < 1e-12)
        let none = NullComparison(observed, [nil, nil], confidence: .ninetyFive)
        #expect(none.p == nil && none.reason == .noObservations)
    }

    @Test func namesChangeNoMoreThanTheDraw() throws {
        let (network, _) = try NetworkCase.karate()
        var (from, to): ([UInt32], [UInt32]) = ([], [])
        for node in 0..<34 {
            for tie in network.ties(of: node) {
                from.append(UInt32(33 - node))
                to.append(33 - network.targets[tie])
            }
        }
        let turned = try SparseNetwork(nodeCount: 34, from: from, to: to, isDirected: false)
        let model = NullModel(replicates: 499, seed: 2)
        let one = try model.comparison(of: network, measures: [.transitivity])[0].comparison
        let other = try model.comparison(of: turned, measures: [.transitivity])[0].comparison
        #expect(one.observed == other.observed)
        // Two means of 499 draws with s = 0.026 differ by 0.0016 at one standard error.
        #expect(abs((one.expected.value ?? 0) - (other.expected.value ?? 1)) < 0.0066)
        #expect(abs((one.p ?? 0) - (other.p ?? 1)) < 0.1)
    }
}
