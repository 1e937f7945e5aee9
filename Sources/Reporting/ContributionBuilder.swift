import Disclosure
import Indicators

/// Makes a chapter on the contribution of measures: the levels of evidence, the tables, and the claims one by one.
///
/// Every number in it is a protected number in its usual format; counts of evidence are of what the report itself declares.
struct ContributionBuilder {
    let report: DocumentBuilder
    let definition: ContributionDefinition

    var locale: ReportLocale { report.locale }

    func blocks(_ state: inout DocumentBuilder.BuildState) -> [Block] {
        let finder = EvidenceFinder(report: report, definition: definition)
        var claims: [EvidencedClaim] = []
        for claim in definition.claims { claims.append(finder.claim(claim, &state)) }
        var blocks: [Block] = [.paragraph(locale.text("contribution.levels"))]
        blocks.append(
            .list(
                definition.levels.map { level in
                    locale.text(
                        "contribution.level",
                        ["title": locale.text(level.title), "meaning": locale.text(level.meaning)]
                    )
                }))
        for limit in definition.limits { blocks.append(.paragraph(report.sentence(limit, &state))) }
        blocks.append(.table(summary(claims, &state)))
        if let table = changes(claims, &state) { blocks.append(.table(table)) }
        if let table = amounts(claims, &state) { blocks.append(.table(table)) }
        for claim in claims { blocks += text(of: claim) }
        return blocks
    }

    /// The strength of a claim's evidence in words.
    func words(_ strength: EvidenceStrength) -> String {
        switch strength {
        case .none(let isOpposed): return locale.text("contribution.strength.\(isOpposed ? "opposed" : "none")")
        case .level(let index, let isMixed):
            guard definition.levels.indices.contains(index) else { return locale.text("contribution.strength.none") }
            let title = locale.text(definition.levels[index].title)
            return isMixed ? locale.text("contribution.strength.mixed", ["level": title]) : title
        }
    }

    /// Why nothing follows from a piece of evidence, in words; nil where something does.
    func reason(_ verdict: EvidenceVerdict) -> String? {
        switch verdict {
        case .supporting, .opposing, .missing(.declared): return nil
        case .undecided(let doubt): return locale.text("contribution.doubt.\(doubt.rawValue)")
        case .missing(.tooFew(let minimum)):
            return locale.text(
                "contribution.gap.too-few-pairs", ["minimum": locale.text(Double(minimum), .integer)])
        case .missing(let gap):
            let key = "contribution.gap.\(gap.name)"
            return locale.text(locale.texts[key] == nil ? "contribution.gap.other" : key)
        }
    }

    /// What is expected of a piece of evidence, in the words of a table or of a sentence; empty where nothing can be.
    func expectation(of evidence: Evidence, inSentence: Bool = false) -> String {
        let form = inSentence ? "contribution.expected" : "contribution.expect"
        let bound = evidence.bound.map { locale.text($0, evidence.format) }
        switch evidence.definition.expectation {
        case .increase: return locale.text("\(form).increase")
        case .decrease: return locale.text("\(form).decrease")
        case .target: return bound.map { locale.text("\(form).target", ["bound": $0]) } ?? ""
        case .atLeast: return bound.map { locale.text("\(form).at-least", ["bound": $0]) } ?? ""
        case .atMost: return bound.map { locale.text("\(form).at-most", ["bound": $0]) } ?? ""
        case nil: return ""
        }
    }

    /// All that others published of a piece of evidence, each number with its source; empty when nothing is.
    func publications(of evidence: Evidence) -> String {
        let items = evidence.published.map { published in
            let value = locale.text(published.value, evidence.format)
            return published.source.isEmpty
                ? value
                : locale.text("contribution.published.item", ["value": value, "source": published.source])
        }
        guard !items.isEmpty else { return "" }
        guard evidence.disagrees else { return items.joined(separator: "; ") }
        return locale.text(
            "contribution.published.disagree",
            ["list": items.joined(separator: " \(locale.text("contribution.published.or")) ")])
    }
}
