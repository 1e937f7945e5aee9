import Disclosure
import Indicators

/// Sets quotations under their themes.
struct QuotesBuilder {
    let report: DocumentBuilder

    /// For each theme that has some, a heading and its quotations.
    ///
    /// A text that speaks of several themes stands once, under the first of them with room. Where a theme has more than are shown,
    /// they are taken from each group in turn, so that no wave is heard alone.
    func blocks(_ definition: QuotesDefinition, _ state: inout DocumentBuilder.BuildState) -> [Block] {
        guard let protected = report.material.quotations[definition.indicator] else {
            state.report(
                "report.no-quotations", definition.location, "'\(definition.indicator)' has no quotations",
                "name an indicator of kind mention-share with 'quotes'")
            return []
        }
        var shown: Set<String> = []
        var blocks: [Block] = []
        for theme in ordered(protected.quotations.map(\.theme)) {
            let candidates = protected.quotations.filter { $0.theme == theme && !shown.contains($0.text) }
            let chosen = chosen(candidates, definition.most)
            guard !chosen.isEmpty else { continue }
            shown.formUnion(chosen.map(\.text))
            let titles = TableBuilder(report: report)
            let heading = titles.levelTitle(BreakdownLevel(dimension: protected.over, level: theme))
            blocks.append(.heading(heading))
            blocks.append(.quotations(chosen.map { quoted($0, protected.by, definition, titles) }))
        }
        return blocks
    }

    /// Levels in the order in which they come, each once.
    private func ordered(_ levels: [BreakdownLevel.Level]) -> [BreakdownLevel.Level] {
        levels.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    /// At most so many, one from each group in turn, in the order in which they came.
    private func chosen(_ candidates: [Quotation], _ most: Int) -> [Quotation] {
        guard candidates.count > most else { return candidates }
        let groups = Dictionary(grouping: candidates.indices, by: { candidates[$0].group })
        let rounds = candidates.indices.map { place in
            (groups[candidates[place].group]?.firstIndex(of: place) ?? 0, place)
        }
        return rounds.sorted { $0 < $1 }.prefix(most).map(\.1).sorted().map { candidates[$0] }
    }

    private func quoted(
        _ quotation: Quotation, _ by: String?, _ definition: QuotesDefinition, _ titles: TableBuilder
    ) -> QuotedText {
        let line = quotation.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        var attribution = ""
        if let by, let group = quotation.group {
            attribution = titles.levelTitle(BreakdownLevel(dimension: by, level: group))
            if let key = definition.attribution {
                attribution = report.locale.text(key, ["group": attribution])
            }
        }
        return QuotedText(
            text: report.locale.text("quotation.marked", ["text": line]),
            language: quotation.language.flatMap { Self.isLanguage($0) ? $0 : nil }, attribution: attribution)
    }

    /// Whether a code can stand for a language in a document: two or three small letters.
    private static func isLanguage(_ code: String) -> Bool {
        (2...3).contains(code.utf8.count) && code.utf8.allSatisfy { (0x61...0x7A).contains($0) }
    }
}
