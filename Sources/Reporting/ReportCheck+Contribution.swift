import Definitions
import Indicators
import Tabulation

extension ReportCheck {
    /// The names of the tables that a block makes, with where each is given.
    func namedTables(_ block: Definition) -> [(name: String, node: Definition)] {
        if let table = block["table"], let id = table["id"]?.string { return [(id, table["id"] ?? table)] }
        guard let contribution = block["contribution"], let id = contribution["id"]?.string else { return [] }
        return ContributionDefinition.tables(of: id).map { ($0, contribution["id"] ?? contribution) }
    }

    /// Checks a chapter on the contribution of measures.
    func contribution(_ node: Definition) {
        for key in ContributionTexts.keys { require(key, at: node.location) }
        sentence(node["title"])
        text(node["short-title"])
        for name in ["changes", "amounts"] {
            if let table = node[name] {
                sentence(table["title"])
                text(table["short-title"])
                for note in reader.items("notes", in: table) { text(note) }
            }
            for key in ["contribution.\(name)", "contribution.\(name).short"] where node[name]?["title"] == nil {
                require(key, at: node.location)
            }
        }
        for limit in reader.items("limits", in: node) { sentence(limit) }
        let levels = evidenceLevels(node)
        var dimension = node["dimension"]
        if let name = dimension?.string, !isDimension(name, []) {
            reportDimension(name, [], at: dimension?.location ?? node.location)
            dimension = nil
        }
        publishedListing(node)
        let claims = node["claims"]?.sequence ?? []
        reader.requireUnique(
            claims.compactMap { claim in
                (claim["code"] ?? claim["title"]).flatMap { name in name.string.map { ($0, name) } }
            }, noun: "a claim")
        for claim in claims {
            subject(of: claim, dimension: dimension?.string, in: node)
            sentence(claim["intended"])
            sentence(claim["limit"])
            for alternative in reader.items("alternatives", in: claim) { sentence(alternative) }
            for piece in claim["evidence"]?.sequence ?? [] { evidence(piece, levels, in: node) }
        }
    }

    /// The ids of the levels, after their texts are checked.
    private func evidenceLevels(_ node: Definition) -> [String] {
        let levels = node["levels"]?.sequence ?? []
        if let list = node["levels"], levels.isEmpty {
            reader.report(
                "report.no-levels", at: list, "no level of evidence is declared",
                cause: "the strength of evidence is one of the levels that a report declares",
                remedies: ["write such as 'levels: [{id: delivered, title: …, meaning: …}]', the weakest first"])
        }
        for level in levels {
            text(level["title"])
            text(level["meaning"])
        }
        let named = levels.compactMap { level in level["id"]?.string.map { (name: $0, node: level["id"] ?? level) } }
        reader.requireUnique(named, noun: "a level of evidence")
        return named.map(\.name)
    }

    /// Checks that what others published is a listing with the fields that are read of it.
    private func publishedListing(_ node: Definition) {
        guard let code = node["published"], let name = code.string, let indicator = indicator(name, at: code.location)
        else { return }
        guard let known = indicator.calculation.listingFields else {
            reader.report(
                "report.no-listing", at: code, "'\(name)' is no listing",
                remedies: ["name an indicator of kind listing"])
            return
        }
        let lacking = PublishedFigures.fields.filter { !known.contains($0) }
        if !lacking.isEmpty {
            let list = lacking.map { "'\($0)'" }.joined(separator: ", ")
            reader.report(
                "report.unknown-column", at: code, "the listing '\(name)' has no \(list)",
                cause: "published figures are told by their key, with what they are called, their value and source",
                remedies: ["add \(list) to its `attributes:` in the catalogue"])
        }
    }

    private func subject(of claim: Definition, dimension: String?, in node: Definition) {
        text(claim["title"])
        guard let code = claim["code"], let name = code.string else { return }
        if claim["title"] != nil {
            reader.report(
                "report.claim", at: code, "the claim has both a code and a title",
                remedies: ["leave one of 'code' and 'title' out"])
        }
        guard let dimension else {
            guard node["dimension"] == nil else { return }
            reader.report(
                "report.claim", at: code, "the code '\(name)' belongs to no dimension",
                remedies: ["add 'dimension: …' to the contribution, or write 'title: …' for 'code: …'"])
            return
        }
        level(name, of: dimension, [], at: code.location)
    }
}

/// The texts of the locales that every such chapter needs.
enum ContributionTexts {
    static let keys: [String] =
        ["levels", "level", "rule.strength", "rule.changes", "rule.amounts", "intended", "missing"]
        .map { "contribution.\($0)" }
        + [
            "claim", "intended", "supporting", "opposing", "undecided", "missing", "strength", "evidence", "before",
            "during", "after", "change", "lower", "upper", "value", "published", "expected", "says", "level",
        ].map { "contribution.column.\($0)" }
        + ["supporting", "opposing", "undecided", "missing", "because"].map { "contribution.verdict.\($0)" }
        + ["supporting", "opposing", "undecided", "missing", "alternative"].map { "contribution.says.\($0)" }
        + ["none", "opposed", "mixed"].map { "contribution.strength.\($0)" }
        + EvidenceVerdict.Doubt.allCases.map { "contribution.doubt.\($0.rawValue)" }
        + ["withheld", "too-few-pairs", "no-interval", "withheld-interval", "no-target", "unpublished", "other"]
        .map { "contribution.gap.\($0)" }
        + ["increase", "decrease", "target", "at-least", "at-most"].flatMap {
            ["contribution.expect.\($0)", "contribution.expected.\($0)"]
        }
        + ["item", "or", "disagree"].map { "contribution.published.\($0)" }
        + ["publication", "amount", "estimate", "also-published", "conclusion"]
        .map { "contribution.\($0)" }
        + ["column.n", "figure.n", "figure.interval", "finding.quoted"]
}
