import Indicators
import Testing

@testable import Disclosure
@testable import Reporting

/// What figures say of an intended change, and how strong evidence is.
@Suite struct EvidenceJudgeTests {
    private let judge = EvidenceJudge(margin: 0.1)

    private func verdict(
        _ figure: ProtectedFigure, _ bound: EvidenceBound?, published: [Double] = []
    ) throws -> EvidenceVerdict {
        let calculation = try #require(try ContributionSample.catalogue().indicator(figure.indicator)?.calculation)
        return judge.verdict(
            on: figure, of: calculation, expecting: bound, published: published.map { ReportSample.number($0) })
    }

    private func estimate(
        _ interval: ClosedRange<Double>?, n: Double = 50, further: [(String, Double)] = []
    ) -> ProtectedFigure {
        ContributionSample.figure(
            "change", [("item", "q01")], method: "paired-change", value: ReportSample.number(0.1), n: n,
            interval: interval, further: further)
    }

    // MARK: Directions and bounds

    @Test(arguments: [
        (EvidenceBound.above, 0.1...0.3, EvidenceVerdict.supporting), (.above, -0.3...(-0.1), .opposing),
        (.above, -0.1...0.3, .undecided(.zero)), (.above, 0...0.3, .undecided(.zero)),
        (.above, 0...0, .undecided(.zero)), (.below, -0.3...(-0.1), .supporting), (.below, 0.1...0.3, .opposing),
        (.below, -0.1...0.3, .undecided(.zero)), (.atLeast(0.2), 0.2...0.3, .supporting),
        (.atLeast(0.2), 0.1...0.19, .opposing), (.atLeast(0.2), 0.1...0.2, .undecided(.bound)),
        (.atMost(0.2), 0.1...0.2, .supporting), (.atMost(0.2), 0.21...0.3, .opposing),
        (.atMost(0.2), 0.1...0.3, .undecided(.bound)),
    ])
    func theWholeIntervalDecides(_ bound: EvidenceBound, _ interval: ClosedRange<Double>, _ says: EvidenceVerdict)
        throws
    {
        #expect(try verdict(estimate(interval), bound) == says)
    }

    @Test(arguments: [
        (120.0, EvidenceVerdict.supporting), (120.5, .supporting), (119.5, .opposing), (0, .opposing),
    ])
    func aCountDecidesByItself(_ value: Double, _ says: EvidenceVerdict) throws {
        #expect(try verdict(ContributionSample.count("people", value), .atLeast(120)) == says)
    }

    @Test(arguments: [
        (0.04, EvidenceVerdict.supporting), (0.05, .undecided(.several)), (0.106, .undecided(.several)),
    ])
    func amongSeveralTestsADirectionNeedsItsAdjustedP(_ p: Double, _ says: EvidenceVerdict) throws {
        let figure = estimate(0.1...0.3, further: [("adjustedP", p)])
        #expect(try verdict(figure, .above) == says)
        // What is no direction is not what was tested.
        #expect(try verdict(figure, .atLeast(0.1)) == .supporting)
        #expect(try verdict(estimate(-0.1...0.3, further: [("adjustedP", p)]), .above) == .undecided(.zero))
    }

    // MARK: Approximate numbers

    @Test(arguments: [
        (300.0, EvidenceBound.atLeast(250), EvidenceVerdict.supporting), (300, .atLeast(270), .supporting),
        (300, .atLeast(271), .undecided(.approximate)), (300, .atLeast(300), .undecided(.approximate)),
        (300, .atLeast(330), .undecided(.approximate)), (300, .atLeast(331), .opposing),
        (300, .atMost(330), .supporting), (300, .atMost(300), .undecided(.approximate)),
        (300, .atMost(269), .opposing), (-300, .atLeast(-331), .supporting), (0, .atLeast(0), .supporting),
    ])
    func anApproximateNumberDecidesOnlyBeyondItsMargin(
        _ value: Double, _ bound: EvidenceBound, _ says: EvidenceVerdict
    ) throws {
        #expect(try verdict(ContributionSample.count("visits", value, approximate: true), bound) == says)
        #expect(judge.verdict(on: [ReportSample.number(value, approximate: true)], expecting: bound) == says)
    }

    // MARK: What is missing

    @Test func nothingIsConcludedFromAWithheldFigure() throws {
        let withheld = ContributionSample.withheldPeople
        for bound in [EvidenceBound.atLeast(1), .atLeast(1e9), .atMost(1), .above, nil] {
            #expect(try verdict(withheld, bound, published: [5, 500]) == .missing(.withheld))
        }
        let bare = ProtectedFigure(
            indicator: "change", breakdown: [], unit: .points, method: "paired-change", value: ReportSample.number(0.5),
            n: ReportSample.number(50), lower: ReportSample.withheld, upper: ReportSample.withheld, further: [],
            absence: nil)
        #expect(try verdict(bare, .above) == .missing(.withheldInterval))
    }

    @Test func eachReasonForNoEvidenceIsTold() throws {
        let absent = ContributionSample.figure(
            "people", method: "count", value: ProtectedNumber(.absent(reason: "too-few")), absence: .tooFew)
        #expect(try verdict(absent, .atLeast(1)) == .missing(.absent("too-few")))
        #expect(try verdict(estimate(0.1...0.3, n: 19), .above) == .missing(.tooFew(minimum: 20)))
        #expect(try verdict(estimate(0.1...0.3, n: 20), .above) == .supporting)
        #expect(try verdict(estimate(nil), .above) == .missing(.noInterval))
        #expect(try verdict(ContributionSample.count("people", 7), nil) == .missing(.noTarget))
        #expect(judge.verdict(on: [], expecting: .atLeast(1)) == .missing(.unpublished))
        let none = ProtectedNumber.unrestricted(nil, because: "invented for a test")
        #expect(judge.verdict(on: [none], expecting: .atLeast(1)) == .missing(.unpublished))
        #expect(judge.verdict(on: [ReportSample.number(1)], expecting: nil) == .missing(.noTarget))
    }

    // MARK: Several sources

    @Test(arguments: [
        (1.0, EvidenceVerdict.supporting), (2, .supporting), (2.5, .undecided(.sources)), (3, .undecided(.sources)),
        (4, .opposing),
    ])
    func publishedNumbersThatDifferDecideOnlyTogether(_ least: Double, _ says: EvidenceVerdict) {
        let published = [ReportSample.number(3), ReportSample.number(2)]
        #expect(judge.verdict(on: published, expecting: .atLeast(least)) == says)
        #expect(judge.verdict(on: Array(published.reversed()), expecting: .atLeast(least)) == says)
    }

    @Test func whatOthersPublishedCanOnlyContradictAFigure() throws {
        let count = ContributionSample.count("people", 103)
        #expect(try verdict(count, .atLeast(100), published: [101]) == .supporting)
        #expect(try verdict(count, .atLeast(100), published: [101, 99]) == .undecided(.sources))
        #expect(try verdict(count, .atLeast(120), published: [130]) == .undecided(.sources))
        // An estimate that leaves the question open is not decided by somebody's number without an interval.
        #expect(try verdict(estimate(-0.1...0.3), .above, published: [0.2]) == .undecided(.zero))
    }

    @Test func approximateNumbersDisagreeOnlyBeyondTheirMargin() {
        let about60 = ReportSample.number(60, approximate: true)
        #expect(!judge.disagree([ReportSample.number(61), about60]))
        #expect(!judge.disagree([ReportSample.number(66), about60]))
        #expect(judge.disagree([ReportSample.number(67), about60]))
        #expect(judge.disagree([ReportSample.number(3), ReportSample.number(2)]))
        #expect(!judge.disagree([ReportSample.number(3), ReportSample.number(3)]))
        #expect(!judge.disagree([ReportSample.withheld, ReportSample.number(3)]) && !judge.disagree([]))
    }

    // MARK: Strength

    @Test func strengthIsTheHighestLevelWithEvidence() {
        typealias Piece = (level: Int, verdict: EvidenceVerdict)
        func strength(_ pieces: [Piece]) -> EvidenceStrength { EvidenceStrength(pieces) }
        #expect(strength([]) == .none(isOpposed: false))
        #expect(strength([(1, .undecided(.zero)), (2, .missing(.declared))]) == .none(isOpposed: false))
        #expect(strength([(0, .opposing)]) == .none(isOpposed: true))
        #expect(strength([(0, .supporting), (2, .supporting), (1, .undecided(.zero))]) == .level(2, isMixed: false))
        // Evidence against at a lower level is counted, and does not make what is above it mixed.
        #expect(strength([(0, .opposing), (2, .supporting)]) == .level(2, isMixed: false))
        #expect(strength([(2, .opposing), (2, .supporting)]) == .level(2, isMixed: true))
        #expect(strength([(3, .opposing), (0, .supporting), (1, .supporting)]) == .level(1, isMixed: true))
        #expect(strength([(3, .missing(.withheld)), (1, .supporting)]) == .level(1, isMixed: false))
    }
}
