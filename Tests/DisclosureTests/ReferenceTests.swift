import Indicators
import Testing

@testable import Disclosure

struct ReferenceTests {
    /// As few cells as the proved optimum, and none of them can be worked out: by elimination in exact fractions, and with
    /// counts that are not negative.
    @Test(arguments: ["haireye_t16", "titanic_hier_t6"]) func reachesTheSmallestPattern(name: String) throws {
        let reference = try ReferenceCase(name)
        let policy = try DisclosurePolicy(threshold: reference.threshold, protectionLevel: .notExact)
        let result = try protect([reference.set], policy: policy, relations: reference.relations)
        let figures = result.sets[0].figures
        #expect(result.sets[0].withheldCount == reference.optimum)
        #expect(result.primaryCount == reference.cells.count { $0.isPrimary })
        #expect(result.primaryCount + result.secondaryCount == reference.optimum)
        let outsider = Outsider(
            counts: reference.cells.map(\.count), published: figures.map { !$0.value.isWithheld }, sums: reference.sums,
            lower: reference.cells.map { _ in 0 })
        for (index, cell) in reference.cells.enumerated() {
            if !figures[index].value.isWithheld {
                #expect(!cell.isPrimary && figures[index].value.value == Double(cell.count))
                continue
            }
            #expect(!outsider.isDetermined(index))
            let interval = try #require(outsider.interval(of: index))
            #expect(interval.lower < Fraction(cell.count) || interval.upper.map { $0 > Fraction(cell.count) } ?? true)
            #expect(interval.upper.map { $0 > interval.lower } ?? true)
        }
    }

    /// The usual level asks more of the Titanic: intervals that reach the threshold, so more cells.
    @Test(arguments: ["haireye_t16", "titanic_hier_t6"]) func keepsTheProtectionLevel(name: String) throws {
        let reference = try ReferenceCase(name)
        let policy = try DisclosurePolicy(threshold: reference.threshold)
        let result = try protect([reference.set], policy: policy, relations: reference.relations)
        let outsider = Outsider(
            counts: reference.cells.map(\.count), published: result.sets[0].figures.map { !$0.value.isWithheld },
            sums: reference.sums, lower: reference.cells.map { _ in 1 })
        for (index, cell) in reference.cells.enumerated() where cell.isPrimary {
            let interval = try #require(outsider.interval(of: index))
            guard let upper = interval.upper else { continue }
            #expect(upper >= Fraction(reference.threshold))
            #expect(upper - interval.lower >= Fraction(reference.threshold - 1))
        }
    }
}
