import Indicators
import Testing

@testable import Disclosure

struct RandomTableTests {
    /// Threshold 5: each small count stays within an interval that reaches 5 and is 4 wide, for one who knows that withheld
    /// counts are not zero; nothing else withheld can be worked out; nothing shown is changed.
    @Test(arguments: 0..<10) func hidesEverySmallCountOfRandomTables(batch: Int) throws {
        for seed in (batch * 40)..<(batch * 40 + 40) {
            let table = RandomTable(seed: UInt64(seed))
            let result = try protect([table.set], relations: table.relations)
            let figures = result.sets[0].figures
            let published = figures.map { !$0.value.isWithheld }
            let outsider = Outsider(counts: table.counts, published: published, sums: table.sums, lower: 1)
            var narrowest = Double.infinity
            for (index, count) in table.counts.enumerated() {
                if published[index] {
                    #expect(figures[index].value.value == Double(count) && figures[index].n.value == Double(count))
                    #expect(!(1..<5).contains(count), "seed \(seed)")
                    continue
                }
                #expect(figures[index].n.isWithheld && count > 0, "seed \(seed)")
                #expect(!outsider.isDetermined(index), "seed \(seed): figure \(index)")
                let interval = try #require(outsider.interval(of: index))
                let width = interval.upper.map { ($0 - interval.lower).double } ?? .infinity
                narrowest = min(narrowest, width)
                #expect(interval.lower <= Fraction(count) && interval.upper.map { $0 >= Fraction(count) } ?? true)
                #expect(width >= ((1..<5).contains(count) ? 4 : 1), "seed \(seed): figure \(index)")
                if let upper = interval.upper, count < 5 { #expect(upper >= 5, "seed \(seed): figure \(index)") }
            }
            // The interval that the audit reports is the one found here.
            if let reported = result.narrowest?.width, reported.isFinite {
                #expect(abs(reported - narrowest) < 1e-6, "seed \(seed)")
            }
        }
    }
}
