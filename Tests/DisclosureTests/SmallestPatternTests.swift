import Indicators
import Testing

@testable import Disclosure

struct SmallestPatternTests {
    /// No smaller set of cells protects: all of them are tried, with an audit in exact fractions.
    @Test(arguments: 0..<6) func withholdsNoMoreThanItMust(batch: Int) throws {
        var tried = 0
        for seed in (batch * 40)..<(batch * 40 + 40) where tried < 5 {
            var generator = Seeded(state: UInt64(90_000 + seed))
            let (rows, columns) = (Int.random(in: 2...3, using: &generator), Int.random(in: 3...4, using: &generator))
            var fine: [([String: String], Int)] = []
            for row in 0..<rows {
                for column in 0..<columns {
                    let isSmall = Int.random(in: 0..<5, using: &generator) == 0
                    fine.append(
                        (
                            ["r": "\(row)", "c": "\(column)"],
                            Int.random(in: isSmall ? 1...4 : 5...30, using: &generator)
                        ))
                }
            }
            let set = TableMaker.summed("t", fine, by: [[], ["r"], ["c"], ["r", "c"]])
            let result = try protect([set])
            let withheld = result.sets[0].figures.map(\.value.isWithheld)
            // The total is kept at almost any price, so it is no fair comparison.
            guard (2...4).contains(result.secondaryCount), !withheld[0] else { continue }
            tried += 1
            let counts = set.figures.map(\.n)
            let sums = RandomTable.sums(of: set, fine.map(\.0))
            let primary = counts.indices.filter { counts[$0] < 5 }
            let others = counts.indices.filter { $0 > 0 && counts[$0] >= 5 }
            #expect(protects(withheld, counts, sums))
            for size in 0..<result.secondaryCount {
                let smaller = subsets(of: others, size: size).first { added in
                    var pattern = [Bool](repeating: false, count: counts.count)
                    for index in primary + added { pattern[index] = true }
                    return protects(pattern, counts, sums)
                }
                #expect(smaller == nil, "seed \(seed): \(result.secondaryCount) where \(size) do")
            }
        }
        #expect(tried >= 3)
    }

    private func protects(_ withheld: [Bool], _ counts: [Int], _ sums: [(total: Int, parts: [Int])]) -> Bool {
        let outsider = Outsider(
            counts: counts, published: withheld.map { !$0 }, sums: sums, lower: counts.map { _ in 1 })
        let hidden = counts.indices.filter { withheld[$0] }
        guard hidden.allSatisfy({ !outsider.isDetermined($0) }) else { return false }
        return hidden.allSatisfy { index in
            guard let interval = outsider.interval(of: index) else { return false }
            guard let upper = interval.upper else { return true }
            let width = upper - interval.lower
            return counts[index] < 5 ? width >= 4 && upper >= 5 : width >= 1
        }
    }

    private func subsets(of elements: [Int], size: Int) -> [[Int]] {
        if size == 0 { return [[]] }
        return elements.indices.flatMap { first in
            subsets(of: Array(elements[(first + 1)...]), size: size - 1).map { [elements[first]] + $0 }
        }
    }
}
