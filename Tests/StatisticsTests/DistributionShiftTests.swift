import Foundation
import Statistics
import Testing

@Suite struct DistributionShiftTests {
    /// Shares 0.5, 0.3, 0.2 become 0.4, 0.3, 0.3: half of 0.1 + 0 + 0.1.
    @Test func totalVariationIsTheShareThatMoved() throws {
        let distance = try #require(
            DistributionShift.totalVariation.distance(
                from: ["a": 50, "b": 30, "c": 20], to: ["a": 8, "b": 6, "c": 6]))
        #expect(abs(distance - 0.1) < 1e-12)
        #expect(DistributionShift.totalVariation.distance(from: ["a": 3], to: ["b": 9]) == 1)
        #expect(DistributionShift.totalVariation.distance(from: ["a": 3, "b": 1], to: ["b": 25, "a": 75]) == 0)
    }

    /// With half a row added: 10.5/21 and 10.5/21 before, 15.5/21 and 5.5/21 now, so 2 × 5/21 × ... by hand:
    /// (15.5−10.5)/21 × ln(15.5/10.5) + (5.5−10.5)/21 × ln(5.5/10.5) = 0.238095 × 0.389465 + 0.238095 × 0.646627.
    @Test func populationStabilityIsJeffreysDivergence() throws {
        let index = try #require(
            DistributionShift.populationStability.distance(from: ["a": 10, "b": 10], to: ["a": 15, "b": 5]))
        #expect(abs(index - 0.238095 * (0.389465 + 0.646627)) < 1e-5)
        let back = DistributionShift.populationStability.distance(from: ["a": 15, "b": 5], to: ["a": 10, "b": 10])
        #expect(abs(index - (back ?? 0)) < 1e-12, "it has no direction")
    }

    @Test func aLevelThatIsNewIsFinite() throws {
        let index = try #require(
            DistributionShift.populationStability.distance(from: ["a": 100], to: ["a": 100, "b": 100]))
        #expect(index.isFinite && index > 0.25)
    }

    @Test func nothingToCompareIsNoDistance() {
        for measure in DistributionShift.allCases {
            #expect(measure.distance(from: [:], to: ["a": 1]) == nil)
            #expect(measure.distance(from: ["a": 1], to: ["a": 0]) == nil)
        }
        #expect(DistributionShift.mostChangedLevel(from: [:], to: ["a": 1]) == nil)
    }

    @Test func theLevelThatMovedMostIsNamed() {
        let level = DistributionShift.mostChangedLevel(
            from: ["a": 50, "b": 30, "c": 20], to: ["a": 50, "b": 10, "c": 40])
        #expect(level == "b", "b and c moved alike, and b comes first")
        #expect(DistributionShift.mostChangedLevel(from: ["a": 1], to: ["a": 2]) == nil)
    }
}
