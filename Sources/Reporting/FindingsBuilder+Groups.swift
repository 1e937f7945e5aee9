import Disclosure
import Indicators

/// Sentences over several figures: the parts of a whole, and groups set against each other.
extension FindingsBuilder {
    /// One sentence that tells all parts of a whole.
    func parts(_ figures: [ProtectedFigure], _ context: inout Context) -> String {
        guard let first = figures.first else { return "" }
        let name = name(of: first, context.definition, context.indicator)
        let shown = figures.filter { $0.value.value != nil }
        guard let any = shown.first else {
            return absence(figures.first { $0.value.isWithheld } ?? first, name)
        }
        var words = ["name": name]
        let format = report.format(of: context.indicator)
        words["parts"] = list(shown.compactMap { part($0, format, context) })
        // A common n; where parts rest on different ones, none is that of the whole.
        if shown.allSatisfy({ $0.n == any.n }), any.n.value != nil { words["n"] = locale.text(any.n, .integer) }
        words["margin"] = self.words(of: any, context)["margin"]
        let claim = claim(shown, any.method)
        let key = "finding.\(any.method).parts"
        let keys = [claim.map { "\(key).\($0.rawValue)" }, key, "finding.parts"].compactMap(\.self)
        var sentences = [filled(keys, words, &context)]
        if shown.count < figures.count { sentences.append(report.text("finding.parts-left-out")) }
        if isSmall(shown, context.definition), let small = context.definition.small {
            sentences.append(report.text(small.note))
        }
        return sentences.joined(separator: " ")
    }

    private func part(_ figure: ProtectedFigure, _ format: NumberFormat, _ context: Context) -> String? {
        guard
            let level = figure.breakdown.first(where: {
                context.indicator.calculation.addedDimensions.contains($0.dimension)
            })
        else { return nil }
        var words = numbers(of: figure, context.indicator, format)
        words["level"] = ChartBuilder.inList(TableBuilder(report: report).levelTitle(level))
        let key = "finding.\(figure.method).part"
        let text = locale.texts["\(key).\(level.level.name)"] ?? locale.texts[key] ?? report.text("finding.part")
        return FindingTemplate(text).filled(words)
    }

    /// Whether more improved than worsened, where their intervals do not overlap.
    private func claim(_ figures: [ProtectedFigure], _ method: String) -> FindingClaim? {
        guard method == "direction-of-change" || method == "reliable-change" else { return nil }
        func interval(_ name: String) -> ClosedRange<Double>? {
            figures.first { $0.breakdown.contains { $0.level.name == name } }?.shownInterval
        }
        guard let improved = interval("improved"), let worsened = interval("worsened") else { return nil }
        if improved.lowerBound > worsened.upperBound { return .up }
        return worsened.lowerBound > improved.upperBound ? .down : .unclear
    }

    /// The last sentences of a block: which groups are apart, and that the others cannot be put in order.
    func comparison(_ figures: [ProtectedFigure], _ definition: FindingsDefinition, _ indicator: Indicator) -> String {
        let comparison = GroupComparison(figures)
        var sentences: [String] = []
        if comparison.compared < 2 {
            sentences.append(report.text("finding.compare.none"))
        } else if comparison.above.isEmpty {
            sentences.append(report.text("finding.compare.overlap"))
        } else {
            let names = figures.map { name(of: $0, definition, indicator) }
            let pairs = comparison.above.map { entry in
                let others = entry.others.map { names[$0] }.joined(separator: ", ")
                return "\(names[entry.group]) – \(others)"
            }.joined(separator: "; ")
            sentences.append(locale.text("finding.compare.apart", ["pairs": pairs]))
            if comparison.apart < comparison.pairs { sentences.append(report.text("finding.compare.rest")) }
            // Of one pair nothing is picked out.
            if comparison.pairs > 1 { sentences.append(report.text("finding.compare.many")) }
        }
        if comparison.leavesOut { sentences.append(report.text("finding.compare.left-out")) }
        return sentences.joined(separator: " ")
    }
}
