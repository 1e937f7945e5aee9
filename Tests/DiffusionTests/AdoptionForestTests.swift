import Statistics
import Testing

@testable import Diffusion

@Suite struct AdoptionForestTests {
    private func row(_ adopter: UInt32, _ source: UInt32?, _ day: Int32?) -> Adoption {
        Adoption(innovation: 7, adopter: adopter, source: source, day: day)
    }

    /// Owner 100. 1 learned from the owner; 2 and 3 from 1; 4 from 2; 5 from somebody unknown; 6 from 5 on the same day.
    private var plain: [Adoption] {
        [row(1, 100, 10), row(2, 1, 20), row(3, 1, 20), row(4, 2, 30), row(5, nil, 5), row(6, 5, 5)]
    }

    /// What cannot be: 7 learned from 4, who adopted later; 8 from 99, who never did; 9 from itself; 10, 11 and 12 in a circle,
    /// below which 13 stands; 2 again; and 14 twice on one day, from 1 and from 2.
    private var doubtful: [Adoption] {
        [
            row(7, 4, 25), row(8, 99, 30), row(9, 9, 30), row(10, 11, 40), row(11, 12, 40), row(12, 10, 40),
            row(13, 10, 41), row(2, 5, 50), row(14, 1, 60), row(14, 2, 60),
        ]
    }

    private func generations(_ forest: AdoptionForest) -> [UInt32: Int] {
        Dictionary(uniqueKeysWithValues: forest.nodes.map { ($0.adopter, $0.generation) })
    }

    @Test func treesByHand() throws {
        let forest = AdoptionForest(plain, owners: [7: [100]])
        #expect(generations(forest) == [1: 1, 2: 2, 3: 2, 4: 3, 5: 1, 6: 2])
        #expect(forest.nodes.map(\.offspring) == [2, 1, 0, 0, 1, 0])
        #expect(forest.nodes.map(\.descendants) == [3, 1, 0, 0, 1, 0])
        #expect(forest.nodes[0].origin == .owner && forest.nodes[4].origin == .unknown)
        #expect(forest.nodes[3].parent == 1 && forest.nodes[3].origin == nil)
        #expect(forest.widths == [2, 3, 1] && forest.widthsFromOwner == [1, 2, 1] && forest.depth == 3)
        #expect(forest.links == 4 && forest.fromOwner == 1 && forest.fromUnknown == 1)
        #expect(forest.findings.isEmpty)
        #expect(forest.node(innovation: 7, adopter: 4) == 3 && forest.node(innovation: 7, adopter: 99) == nil)
        // 1 taught two; 2, 5 and the owner 100 one each; 3, 4, 6 and the second owner nobody.
        let actors = try forest.offspringByActor(owners: [7: [100, 101]])
        #expect(actors.entries.map(\.value) == [0, 1, 2] && actors.entries.map(\.count) == [4, 3, 1])
        #expect(try forest.offspringByActor() == forest.offspring)
        #expect(forest.isFromOwner == [true, true, true, true, false, false])
        // Of the first generation 1 and 5.
        let first = try forest.offspringByActor { $0.generation == 1 }
        #expect(first.entries.map(\.value) == [1, 2] && first.entries.map(\.count) == [1, 1])
    }

    @Test func whatCannotBeIsCutAndNamed() {
        let forest = AdoptionForest(plain + doubtful, owners: [7: [100]])
        #expect(
            forest.findings == [
                .adoptedLater: [6], .neverAdopted: [7], .itself: [8], .circle: [9, 10, 11], .repetition: [13],
                .contradiction: [14, 15],
            ])
        // 1, 5 and the seven that were cut; 2, 3, 6 and 13; 4.
        #expect(forest.widths == [9, 4, 1])
        #expect(forest.links == 5 && forest.nodes.count == 14)
        #expect(forest.innovations.map(\.cut) == [7] && forest.innovations.map(\.trees) == [9])
        #expect(forest.widthsFromOwner == [1, 2, 1])
        // Without an owner, the source of 1 is one who never adopted.
        #expect(AdoptionForest(plain).findings == [.neverAdopted: [0]])
    }

    @Test func anOwnerIsBelievedAlsoWhenItAdoptsLater() {
        let forest = AdoptionForest([row(1, 100, 10), row(100, nil, 50)], owners: [7: [100]])
        #expect(forest.nodes.map(\.origin) == [.owner, .unknown] && forest.findings.isEmpty)
    }

    @Test func innovationsDoNotMix() {
        let rows = [
            Adoption(innovation: 1, adopter: 1, source: nil, day: 1),
            Adoption(innovation: 2, adopter: 2, source: 1, day: 2),
        ]
        let forest = AdoptionForest(rows)
        #expect(forest.findings == [.neverAdopted: [1]])
        #expect(forest.innovations.map(\.nodes) == [0..<1, 1..<2])
        #expect(forest.innovations.map(\.widths) == [[1], [1]])
    }

    @Test func firstDayCountsAndUnknownDaysComeLast() {
        let forest = AdoptionForest([row(1, nil, nil), row(1, nil, 3), row(2, 1, 2), row(2, 1, 9)])
        #expect(forest.nodes.map(\.day) == [3, 2])
        #expect(forest.findings == [.repetition: [0, 3], .adoptedLater: [2]])
        // Without days there is no later.
        #expect(AdoptionForest([row(1, nil, nil), row(2, 1, 2)]).links == 1)
    }

    @Test func nobodyAndOneAreDefined() throws {
        let none = AdoptionForest([])
        #expect(none.depth == 0 && none.widths.isEmpty && none.innovations.isEmpty && none.links == 0)
        #expect(try none.reproductionNumber().mean.reason == .noObservations)
        let one = AdoptionForest([row(1, nil, nil)])
        #expect(one.depth == 1 && one.widths == [1])
        let number = try one.reproductionNumber()
        #expect(number.mean.value == 0 && number.resampled.percentile.intervalReason == .tooFew)
        #expect(number.dispersionIndex.reason == .tooFew)
    }

    /// An adopter more adds one to its generation, its source's offspring, and the descendants of all above it; nothing else.
    @Test func anAdopterMoreAddsOneWhereItShould() {
        let before = AdoptionForest(plain + doubtful, owners: [7: [100]])
        let after = AdoptionForest(plain + doubtful + [row(15, 4, 70)], owners: [7: [100]])
        #expect(after.links == before.links + 1 && after.findings == before.findings)
        #expect(after.widths == before.widths + [1] && after.fromOwner == before.fromOwner)
        for node in before.nodes {
            let now = after.nodes.first { $0.adopter == node.adopter }
            #expect(now?.offspring == node.offspring + (node.adopter == 4 ? 1 : 0))
            #expect(now?.descendants == node.descendants + ([1, 2, 4].contains(node.adopter) ? 1 : 0))
            #expect(now?.generation == node.generation && now?.origin == node.origin)
        }
    }

    private func random(_ generator: inout TestNumbers) -> [Adoption] {
        (0..<120).map { _ in
            Adoption(
                innovation: UInt32.random(in: 0..<4, using: &generator),
                adopter: UInt32.random(in: 0..<40, using: &generator),
                source: Bool.random(using: &generator) ? UInt32.random(in: 0..<44, using: &generator) : nil,
                day: UInt32.random(in: 0..<5, using: &generator) > 0 ? Int32.random(in: 0..<4, using: &generator) : nil)
        }
    }

    @Test(arguments: 0..<60) func randomForestsKeepTheLaws(seed: Int) throws {
        var generator = TestNumbers(state: UInt64(seed) + 1)
        let rows = random(&generator)
        let owners: [UInt32: Set<UInt32>] = [0: [41], 1: [3, 42]]
        let forest = AdoptionForest(rows, owners: owners)
        let nodes = forest.nodes
        #expect(nodes.count == Set(rows.map { [$0.innovation, $0.adopter] }).count)
        #expect(nodes.reduce(0) { $0 + $1.offspring } == forest.links)
        #expect(forest.widths.reduce(0, +) == nodes.count)
        #expect(forest.offspringSum(owners) == forest.links + forest.fromOwner)
        for place in nodes.indices {
            // By walking up, as slowly as it may be.
            var (generation, above) = (1, nodes[place].parent)
            while let parent = above {
                generation += 1
                above = nodes[parent].parent
                #expect(generation <= nodes.count)
            }
            #expect(nodes[place].generation == generation)
            #expect(nodes[place].offspring == nodes.count { $0.parent == place })
            #expect((nodes[place].parent == nil) == (nodes[place].origin != nil))
        }
        for place in nodes.indices {
            let below = nodes.indices.count { (other) in
                var above = nodes[other].parent
                while let parent = above, parent != place { above = nodes[parent].parent }
                return above == place
            }
            #expect(nodes[place].descendants == below)
        }
        let places = rows.indices.shuffled(using: &generator)
        let shuffled = AdoptionForest(places.map { rows[$0] }, owners: owners)
        for (finding, found) in forest.findings where finding != .repetition {
            let same = shuffled.findings[finding]?.map { rows[places[$0]] }
            #expect(Set(same ?? []) == Set(found.map { rows[$0] }))
        }
        #expect(shuffled.findings.mapValues(\.count) == forest.findings.mapValues(\.count))
        #expect(shuffled.nodes.map { $0.described } == nodes.map { $0.described })
        // Other numbers for actors and innovations: the same trees.
        let names = Array(UInt32(500)..<544).shuffled(using: &generator)
        func renamed(_ adoption: Adoption) -> Adoption {
            Adoption(
                innovation: 9 - adoption.innovation, adopter: names[Int(adoption.adopter)],
                source: adoption.source.map { names[Int($0)] }, day: adoption.day)
        }
        let others = AdoptionForest(
            rows.map(renamed), owners: [9: [names[41]], 8: [names[3], names[42]]])
        #expect(others.findings == forest.findings && others.widths == forest.widths)
        let byRow = { (forest: AdoptionForest) in
            forest.nodes.sorted { $0.row < $1.row }.map { [$0.row, $0.generation, $0.offspring, $0.descendants] }
        }
        #expect(byRow(others) == byRow(forest))
    }

    @Test func aPathOfAMillionDoesNotOverflow() throws {
        let count = 1_000_000
        // From the end to the start, so that every source comes after those who learn from it.
        var rows: [Adoption] = []
        for place in (0..<count).reversed() {
            let source = place == 0 ? nil : UInt32(place - 1)
            rows.append(row(UInt32(place), source, Int32(place)))
        }
        let forest = AdoptionForest(rows)
        #expect(forest.depth == count && forest.links == count - 1)
        #expect(forest.nodes[0].descendants == count - 1 && forest.nodes[count - 1].generation == count)
        #expect(forest.widths.allSatisfy { $0 == 1 })
        // Closed to a circle nothing is left but roots.
        let circle = AdoptionForest(rows.dropLast() + [row(0, UInt32(count - 1), nil)])
        let cut = circle.findings[.circle] ?? []
        #expect(circle.depth == 1)
        #expect(circle.links == 0)
        #expect(cut.count == count)
    }
}

extension AdoptionForest {
    /// What all actors brought to adopt, owners too.
    fileprivate func offspringSum(_ owners: [UInt32: Set<UInt32>]) -> Int? {
        let entries = try? offspringByActor(owners: owners).entries
        return entries?.reduce(0) { $0 + Int($1.value) * $1.count }
    }
}

extension AdoptionForest.Node {
    /// All but the row, which moves when rows are reordered.
    fileprivate var described: [Int] {
        [Int(innovation), Int(adopter), Int(day ?? -1), parent ?? -1, generation, offspring, descendants]
    }
}
