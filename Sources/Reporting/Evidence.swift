import Disclosure
import Indicators

/// A piece of evidence as it was found, with what it says.
struct Evidence {
    /// A number of a wave, in its format.
    struct WaveNumber {
        let number: ProtectedNumber
        let format: NumberFormat
        /// The figure that it is the value of; nil for a further number of the evidence itself.
        var reference: String?
    }

    let definition: EvidenceDefinition
    /// The place of its level among the declared ones, the weakest at 0.
    let level: Int
    /// What it is called; of evidence that nobody gathered a sentence.
    let name: String
    /// The figure that it consists of; nil for what others published, and for what is missing.
    let figure: ProtectedFigure?
    let indicator: Indicator?
    /// How its numbers are shown.
    let format: NumberFormat
    /// The number that it is compared with; nil where a direction is expected, and where no target is set.
    let bound: ProtectedNumber?
    let published: [PublishedNumber]
    /// Whether the numbers that are stated of it cannot all be right.
    let disagrees: Bool
    let before: WaveNumber?
    let during: WaveNumber?
    let after: WaveNumber?
    let verdict: EvidenceVerdict

    /// Whether it tells of a change, and so stands among those in waves.
    var isChange: Bool {
        definition.expectation == .increase || definition.expectation == .decrease || before != nil || during != nil
            || after != nil
    }
}

/// A claim with its evidence.
struct EvidencedClaim {
    /// The code or the key of what it is about.
    let name: String
    let title: String
    let intended: String
    let evidence: [Evidence]
    let alternatives: [String]
    /// What the evidence cannot show; empty when it is said for all claims together.
    let limit: String

    var strength: EvidenceStrength { EvidenceStrength(evidence.map { ($0.level, $0.verdict) }) }

    /// How many pieces of evidence say something.
    func count(_ verdict: String) -> ProtectedNumber {
        .unrestricted(
            Double(evidence.count { $0.verdict.name == verdict }),
            because: "it counts pieces of evidence that a report declares, each of which the report shows")
    }
}
