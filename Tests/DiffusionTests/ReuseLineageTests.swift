import Statistics
import Testing

@testable import Diffusion

@Suite struct ReuseLineageTests {
    private func innovation(_ number: UInt32, from base: UInt32? = nil, year: Int) -> ReuseLineage.Innovation {
        ReuseLineage.Innovation(innovation: number, base: base, day: Int32(year), year: year)
    }

    /// 2 and 3 were derived from 1, 4 from 2, 5 from 4; 6 from nothing, 7 from itself, 8 from 99 that is not there, 9 from 10, which
    /// came later.
    private var register: [ReuseLineage.Innovation] {
        [
            innovation(1, year: 2020), innovation(2, from: 1, year: 2021), innovation(3, from: 1, year: 2021),
            innovation(4, from: 2, year: 2022), innovation(5, from: 4, year: 2022), innovation(6, year: 2022),
            innovation(7, from: 7, year: 2021), innovation(8, from: 99, year: 2022),
            innovation(9, from: 10, year: 2020),
            innovation(10, year: 2022),
        ]
    }

    @Test func chainsByHand() throws {
        let lineage = try ReuseLineage(register)
        // 1, 6, 7, 8, 9 and 10 stand at their origin; 2 and 3; 4; 5.
        #expect(lineage.depths == [6, 2, 1, 1])
        // 1-3 and 1-2-4-5.
        #expect(lineage.chainLengths.entries.map(\.value) == [2, 4] && lineage.chainLengths.n == 2)
        #expect(lineage.mostReused.map(\.innovation) == [1, 2, 4])
        #expect(lineage.mostReused.map(\.direct) == [2, 1, 1] && lineage.mostReused.map(\.all) == [4, 2, 1])
        #expect(lineage.forest.findings == [.itself: [6], .neverAdopted: [7], .adoptedLater: [8]])
        // Reuse: 2, 3, 4, 5, 8 and 9.
        #expect(lineage.reuse == (try Proportion(6, of: 10).share()))
        #expect(lineage.years.map(\.year) == [2020, 2021, 2022])
        #expect(lineage.years.map(\.reuse) == [1, 2, 3] && lineage.years.map(\.new) == [1, 1, 2])
        #expect(lineage.years[1].share == (try Proportion(2, of: 3).share()))
        let turned = try ReuseLineage(register.reversed())
        #expect(turned.mostReused == lineage.mostReused && turned.years == lineage.years)
        #expect(turned.depths == lineage.depths && turned.chainLengths == lineage.chainLengths)
    }

    @Test func aCircleIsReuseWithoutChain() throws {
        let lineage = try ReuseLineage([
            innovation(1, from: 2, year: 2020), innovation(2, from: 1, year: 2020), innovation(3, from: 1, year: 2020),
        ])
        #expect(lineage.forest.findings == [.circle: [0, 1]] && lineage.reuse.value == 1)
        #expect(lineage.depths == [2, 1] && lineage.mostReused.map(\.innovation) == [1])
    }

    @Test func nothingAndOneAreDefined() throws {
        let none = try ReuseLineage([])
        #expect(none.reuse.reason == .noObservations && none.depths.isEmpty && none.years.isEmpty)
        let one = try ReuseLineage([innovation(1, year: 2020)])
        #expect(one.reuse.value == 0 && one.depths == [1] && one.chainLengths.n == 0)
    }
}
