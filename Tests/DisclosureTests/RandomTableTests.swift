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
            let outsider = Outsider(
                counts: table.counts, published: published, sums: table.sums,
                lower: table.counts.map { _ in 1 })
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

    /// Shares over a breakdown, their total and the answers of a distribution: neither parts nor rests nor wholes come out.
    @Test(arguments: 0..<4) func hidesPartsAndRestsOfRandomShares(batch: Int) throws {
        for seed in (batch * 30)..<(batch * 30 + 30) {
            var generator = Seeded(state: UInt64(7000 + seed))
            let regions = Int.random(in: 2...6, using: &generator)
            let answers = Int.random(in: 2...4, using: &generator)
            var table = (0..<regions).map { _ in
                (0..<answers).map { _ in
                    Int.random(in: 0...(Bool.random(using: &generator) ? 6 : 40), using: &generator)
                }
            }
            table.append((0..<answers).map { answer in table.reduce(0) { $0 + $1[answer] } })
            // One share per region and answer: part, whole of the region; the last row is the total over regions.
            var figures: [Figure] = []
            var counts: [Int] = []
            var sums: [(total: Int, parts: [Int])] = []
            var lowers: [Int] = []
            for (region, parts) in table.enumerated() {
                let whole = parts.reduce(0, +)
                counts.append(whole)
                lowers.append(1)
                let own = counts.count - 1
                for (answer, part) in parts.enumerated() {
                    var levels = ["answer": "\(answer)"]
                    if region < regions { levels["region"] = "\(region)" }
                    figures.append(TableMaker.share("s", levels, part, of: whole))
                    counts += [part, whole - part]
                    lowers += [0, 0]
                    sums.append((own, [counts.count - 2, counts.count - 1]))
                }
                sums.append((own, parts.indices.map { own + 1 + 2 * $0 }))
            }
            let width = 1 + 2 * answers
            for column in 0..<width {
                sums.append((regions * width + column, (0..<regions).map { $0 * width + column }))
            }
            let result = try protect([TableMaker.set("s", figures)])
            var published = [Bool](repeating: false, count: counts.count)
            for (index, figure) in result.sets[0].figures.enumerated() where !figure.value.isWithheld {
                let (region, answer) = (index / answers, index % answers)
                published[region * width] = true
                published[region * width + 1 + 2 * answer] = true
                published[region * width + 2 + 2 * answer] = true
            }
            let outsider = Outsider(counts: counts, published: published, sums: sums, lower: lowers)
            for (index, count) in counts.enumerated() {
                let isSmall = (1..<5).contains(count)
                #expect(!(isSmall && published[index]), "seed \(seed)")
                guard !published[index], isSmall || index % width == 0 || (index % width) % 2 == 1 else { continue }
                // A part of zero may stand in a figure that is withheld, and a whole in none.
                #expect(!outsider.isDetermined(index), "seed \(seed): count \(index)")
                guard isSmall, let interval = outsider.interval(of: index), let upper = interval.upper else { continue }
                #expect(upper - interval.lower >= 4 && upper >= 5, "seed \(seed): count \(index)")
            }
        }
    }
}
