import Testing

@testable import Indicators
@testable import Reporting

/// Further numbers are shown by what they are, and not by what they are called.
@Suite struct FurtherFormatTests {
    private func format(_ code: String, _ name: String) throws -> NumberFormat {
        let indicator = try #require(try FindingSample.catalogue().indicator(code))
        #expect(indicator.furtherNames.contains(name), "\(code) has no \(name)")
        return ReportSample.builder.format(ofFurther: name, of: indicator)
    }

    @Test func theSameNameMayBeAnotherKindOfNumber() throws {
        #expect(try format("share-difference", "h") == .signed(2))
        #expect(try format("rank-difference", "h") == .decimal(2))
        #expect(try format("median", "least") == .decimal(1))
        #expect(try format("change-bounds", "least") == .signed(2))
        #expect(try format("consensus", "median") == .decimal(1))
        #expect(try format("median", "mean") == .decimal(2))
    }

    @Test func eachKindHasItsForm() throws {
        #expect(try format("paired-change", "before") == .decimal(2))
        #expect(try format("paired-share", "after") == .percent(1))
        #expect(try format("retention-difference", "first") == .percent(1))
        #expect(try format("paired-change", "dav") == .signed(2))
        #expect(try format("paired-change", "signP") == .probability)
        #expect(try format("wave-comparison", "before-during-p") == .probability)
        #expect(try format("wave-comparison", "degreesOfFreedom") == .integer)
        #expect(try format("rank-difference-pairs", "a-b-p") == .probability)
        #expect(try format("rank-difference-pairs", "b-c-z") == .signed(2))
        #expect(try format("agreement-kappa", "expected") == .percent(1))
        #expect(try format("agreement-icc", "leftOut") == .integer)
        #expect(try format("category-change", "bowkerP") == .probability)
        #expect(try format("association", "chiSquare") == .decimal(2))
        #expect(try format("mean-difference", "firstN") == .integer)
        #expect(try format("mean-difference", "delta") == .signed(2))
        #expect(try format("change-bounds", "improvedLeast") == .percent(1))
        #expect(try format("change-bounds", "unmatched") == .integer)
        #expect(try format("scale-reliability", "items") == .integer)
        #expect(try format("scale-reliability", "omega") == .decimal(2))
        #expect(try format("weighted-share", "unweighted") == .percent(1))
        #expect(try format("weighted-mean", "kish") == .decimal(2))
        #expect(try format("weight-report", "largestDifference") == .decimal(6))
        #expect(try format("weight-report", "trimmedRows") == .integer)
        #expect(try format("targets", "achievedShare") == .percent(0))
        #expect(try format("time-to-event", "events") == .integer)
        #expect(try format("monthly", "cumulative") == .integer)
        #expect(try format("share", "count") == .integer)
        #expect(try format("growth-curve", "new") == .decimal(2))
        #expect(try format("growth-curve", "observed") == .integer)
        #expect(try format("adoption-curve", "share") == .percent(1))
        #expect(try format("adoption-curve-share", "atRisk") == .integer)
        #expect(try format("adoption-curve-hazard", "share") == .percent(1))
        #expect(try format("adoption-curve-sum", "cumulative") == format("adoption-curve-total", "new"))
        #expect(try format("adoption-curve-sum", "cumulative") != .integer)
        #expect(try format("restricted-mean", "standardError") == .decimal(2))
        #expect(try format("survival-difference", "a-observed") == .integer)
        #expect(try format("survival-difference", "b-expected") == .decimal(2))
        #expect(try format("growth-model", "externalInfluence") == .decimal(4))
        #expect(try format("growth-model-logistic", "inflectionError") == .decimal(4))
        #expect(try format("growth-model", "peak") == .day)
        #expect(try format("growth-model", "reached") == .percent(1))
        #expect(try format("concentration", "largestShare") == .percent(1))
        #expect(try format("nearest-adopter", "farthest") == .integer)
        #expect(try format("bursts", "burstEnd") == .day)
        #expect(try format("bursts", "burstWeight") == .decimal(2))
        #expect(try format("stage-transitions", "medianDays") == .integer)
        #expect(try format("generations", "ownerShare") == .percent(1))
        #expect(try format("reproduction-number", "dispersion") == .decimal(2))
        #expect(try format("reproduction-number", "greatest") == .integer)
        #expect(try format("fidelity", "pooled") == .percent(1))
        #expect(try format("network", "internal") == .integer)
        #expect(try format("network", "chanceMean") == .decimal(2))
        #expect(try format("network-change", "before") == .integer)
        #expect(try format("network-measure-change", "before") == .decimal(2))
        #expect(try format("growth-comparison", "percentageError") == .percent(0))
        #expect(try format("growth-comparison", "holdOutError") == .decimal(2))
        #expect(try format("brokerage", "chanceUpper") == .decimal(2))
        #expect(try format("threshold", "veryLow") == .percent(1))
        #expect(try format("exposure", "adopters") == .integer)
    }

    @Test func noPIsShownOtherwise() throws {
        for indicator in try FindingSample.catalogue().indicators {
            for name in indicator.furtherNames where name == "p" || name.hasSuffix("P") || name.hasSuffix("-p") {
                #expect(try format(indicator.code, name) == .probability, "\(indicator.code) \(name)")
            }
        }
    }
}
