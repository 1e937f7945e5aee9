import Definitions
import Indicators

extension ReportCheck {
    /// Checks a piece of evidence of a contribution.
    ///
    /// - Parameter levels: The ids of the levels that the contribution declares.
    func evidence(_ node: Definition, _ levels: [String], in contribution: Definition) {
        text(node["label"])
        sentence(node["missing"])
        if let level = node["level"], let name = level.string, !levels.contains(name) {
            reader.reportUnknown(
                name, at: level, as: "a level of evidence", among: levels, code: "report.unknown-level")
        }
        // A key without a value counts as absent.
        func value(_ key: String) -> Definition? { node[key].flatMap { $0.isNull ? nil : $0 } }
        let (subject, published) = (value("figure"), value("published"))
        if value("missing") != nil {
            guard let other = subject ?? published else { return }
            reader.report(
                "report.evidence", at: other, "what is missing has no figure",
                remedies: ["leave 'missing' out, or write a piece of evidence of its own for it"])
            return
        }
        for wave in ["before", "during", "after"] {
            if let wave = value(wave), let name = wave.string { _ = figure(name, at: wave.location) }
        }
        if let published, contribution["published"]?.string == nil {
            reader.report(
                "report.evidence", at: published, "the contribution names no listing of published figures",
                remedies: ["add 'published: …' with the code of the listing to the contribution"])
        }
        let indicator = subject.flatMap { node in node.string.flatMap { figure($0, at: node.location) } }
        guard let expect = value("expect") else {
            reader.report(
                "report.no-expectation", at: subject ?? published ?? node, "nothing is expected of this evidence",
                cause: "without an expectation it speaks neither for the intended change nor against it",
                remedies: ["add such as 'expect: target', 'expect: increase' or 'expect: {at-least: 10}'"])
            return
        }
        if subject == nil, expect.string != nil {
            reader.report(
                "report.expectation", at: expect, "what others published can only be at least or at most so much",
                remedies: ["write such as 'expect: {at-least: 10}'", "add the 'figure' that it is about"])
        } else if let indicator {
            let isTotal = subject?.string.flatMap(FigureReference.init)?.levels.isEmpty ?? true
            expectation(expect, of: indicator, hasOwnTarget: indicator.target != nil && isTotal)
        }
    }

    /// Whether an indicator can be as expected at all.
    private func expectation(_ node: Definition, of indicator: Indicator, hasOwnTarget: Bool) {
        switch node.string {
        case "increase", "decrease":
            guard !indicator.calculation.isDifference else { return }
            reader.report(
                "report.expectation", at: node, "'\(indicator.code)' is no difference with an interval",
                cause: "only such a one can tell whether something rose or fell",
                remedies: ["name a figure of kind paired-change", "write such as 'expect: {at-least: 10}'"])
        case "target":
            let hasTable = catalogue.indicators.contains { other in
                if case .targets = other.calculation { true } else { false }
            }
            guard !hasOwnTarget, !hasTable else { return }
            reader.report(
                "report.expectation", at: node, "the figure has no target",
                cause: "an indicator's own target is for its total, and the catalogue has no table of targets",
                remedies: [
                    "add 'target: …' to '\(indicator.code)' in the catalogue", "write such as 'expect: {at-least: 10}'",
                ])
        default: break
        }
    }
}
