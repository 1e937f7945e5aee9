import Disclosure
import Indicators

extension ContributionBuilder {
    /// A claim in words: what was intended, what each piece of evidence says, other explanations, and how strong the evidence is.
    func text(of claim: EvidencedClaim) -> [Block] {
        var lines: [Passage] = []
        for verdict in ["supporting", "opposing", "undecided", "missing"] {
            for evidence in claim.evidence where evidence.verdict.name == verdict {
                lines.append(line(evidence, verdict, of: claim))
            }
        }
        lines += claim.alternatives.map { Passage(locale.text("contribution.says.alternative", ["sentence": $0])) }
        let conclusion = locale.text("contribution.conclusion", ["strength": words(claim.strength)])
        let intended = locale.text("contribution.intended", ["intended": claim.intended])
        return [.heading(claim.title), .paragraph(intended)] + (lines.isEmpty ? [] : [.list(lines)])
            + [.paragraph(claim.limit.isEmpty ? conclusion : "\(conclusion) \(claim.limit)")]
    }

    /// A piece of evidence with its verdict, and the figures that it consists of.
    private func line(_ evidence: Evidence, _ verdict: String, of claim: EvidencedClaim) -> Passage {
        let text = locale.text("contribution.says.\(verdict)", ["sentence": sentence(evidence)])
        let own: String
        switch evidence.definition.subject {
        case .missing: return Passage(text)
        case .published(let key): own = "published-\(Passage.name(ofKey: key))"
        case .figure:
            guard let figure = evidence.figure else { return Passage(text) }
            own = Passage.name(of: figure.indicator, at: figure.breakdown)
        }
        let figures = figures(of: evidence, waves: [evidence.before, evidence.after])
        guard !figures.isEmpty else { return Passage(text) }
        return Passage(
            text, id: [definition.id, Passage.name(ofKey: claim.name), own].joined(separator: "-"), figures: figures)
    }

    /// The figure that a piece of evidence consists of, those of the waves that are told, and the listing of what others published
    /// of it.
    func figures(of evidence: Evidence, waves: [Evidence.WaveNumber?]) -> [String] {
        let waves = waves.compactMap { $0?.reference }
        let published = evidence.published.isEmpty ? nil : definition.published
        return distinct([evidence.figure?.reference].compactMap(\.self) + waves + [published].compactMap(\.self))
    }

    /// A piece of evidence in words, without its verdict.
    func sentence(_ evidence: Evidence) -> String {
        if case .missing(let gap) = evidence.verdict {
            guard gap != .declared else { return evidence.name }
            return locale.text(
                "contribution.missing", ["name": evidence.name, "reason": reason(evidence.verdict) ?? ""])
        }
        let words = words(of: evidence)
        var sentences = [locale.filled(template(of: evidence), words)]
        if evidence.figure != nil, let published = words["published"], !published.isEmpty {
            sentences.append(locale.text("contribution.also-published", ["published": published]))
        }
        if let reason = reason(evidence.verdict) {
            sentences.append(reason.prefix(1).uppercased() + reason.dropFirst() + ".")
        }
        return sentences.joined(separator: " ")
    }

    /// What kind of sentence tells of it: a change between two waves, an estimate, an amount, or what others published.
    private func template(of evidence: Evidence) -> String {
        guard let figure = evidence.figure else { return locale.text("contribution.publication") }
        guard let interval = figure.shownInterval else { return locale.text("contribution.amount") }
        let direction = interval.lowerBound > 0 ? "up" : interval.upperBound < 0 ? "down" : "unclear"
        let key = "contribution.change.\(figure.method).\(direction)"
        let hasWaves = evidence.before?.number.value != nil && evidence.after?.number.value != nil
        return locale.text(hasWaves && locale.texts[key] != nil ? key : "contribution.estimate")
    }

    /// The words that a template may use: each number of the evidence in its format.
    private func words(of evidence: Evidence) -> [String: String] {
        var words = [
            "name": evidence.name, "expected": expectation(of: evidence, inSentence: true),
            "published": publications(of: evidence),
        ]
        guard let figure = evidence.figure else { return words }
        let value = locale.text(figure.value, evidence.format)
        let mark = value.first == "+" || value.hasPrefix(locale.minus) ? 1 : 0
        words["value"] = value
        words["change"] = String(value.dropFirst(mark))
        words["details"] = [
            report.intervalText(figure, evidence.format),
            locale.text("figure.n", ["n": locale.text(figure.n, .integer)]),
        ].filter { !$0.isEmpty }.joined(separator: "; ")
        words["before"] = evidence.before.map { locale.text($0.number, $0.format) }
        words["after"] = evidence.after.map { locale.text($0.number, $0.format) }
        return words
    }
}
