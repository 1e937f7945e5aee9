import Disclosure
import Indicators

/// Makes sentences of figures. Every number in them is a protected number of the figure, in its usual format.
struct FindingsBuilder {
    let report: DocumentBuilder

    /// What a figure lets be said; the last part of a template's key.
    enum Claim: String, CaseIterable {
        /// The whole interval is above zero, or below it.
        case up, down
        /// The interval has zero in it.
        case unclear
        /// Too few for a test, or no interval.
        case untested
        /// Nothing differs.
        case same
    }

    /// The list of sentences with what it cannot show.
    func blocks(_ definition: FindingsDefinition, _ state: inout DocumentBuilder.BuildState) -> [Block] {
        guard let set = report.material.sets[definition.indicator],
            let indicator = report.material.catalogue.indicator(definition.indicator)
        else {
            state.report(
                "report.unknown-indicator", definition.location,
                "'\(definition.indicator)' is no indicator with figures", "name an indicator of the catalogue")
            return []
        }
        let wanted = Set(definition.dimensions + definition.at.keys)
        let figures = set.figures.filter { figure in
            Set(figure.breakdown.map(\.dimension)) == wanted && figure.breakdown.count == wanted.count
                && figure.breakdown.allSatisfy { level in
                    definition.at[level.dimension].map { $0 == level.level.name } ?? true
                }
        }
        let convention = definition.sizes ?? .usual(for: set.method)
        var usesSizes = false
        let sentences = figures.map { figure in
            sentence(figure, indicator, definition, convention, &usesSizes)
        }
        var blocks: [Block] = sentences.isEmpty ? [] : [.list(sentences)]
        if usesSizes, let convention {
            blocks.append(.paragraph(sizesText(convention, indicator)))
        }
        for limit in definition.limits { blocks.append(.paragraph(report.sentence(limit, &state))) }
        return blocks
    }

    private func sentence(
        _ figure: ProtectedFigure, _ indicator: Indicator, _ definition: FindingsDefinition,
        _ convention: SizeConvention?, _ usesSizes: inout Bool
    ) -> String {
        let name = name(of: figure, definition, indicator)
        if figure.value.isWithheld { return report.locale.text("finding.withheld", ["name": name]) }
        guard let value = figure.value.value else {
            let reason = figure.absence?.rawValue ?? "no-observations"
            let texts = report.locale.texts
            let key = texts["finding.absent.\(reason)"] == nil ? "finding.absent.other" : "finding.absent.\(reason)"
            return report.locale.text(key, ["name": name])
        }
        var words = words(of: figure, indicator)
        words["name"] = name
        let number = convention.flatMap { $0.number == "value" ? figure.value : figure.further($0.number) }
        if let convention, let magnitude = number?.value {
            words["size"] = report.text("finding.size.\(convention.name(of: magnitude))")
        }
        words["minimum"] = indicator.calculation.minimumForTests.map { report.locale.text(Double($0), .integer) }
        let template = template(figure.method, claim(figure, value, indicator))
        usesSizes = usesSizes || template.contains("{size}")
        return Self.filled(template, words)
    }

    /// What may be said: a direction only where the interval leaves no other; nil for the bare figure.
    private func claim(_ figure: ProtectedFigure, _ value: Double, _ indicator: Indicator) -> Claim? {
        let sizes = ["firstN", "secondN"].compactMap { figure.further($0)?.value }
        if let minimum = indicator.calculation.minimumForTests,
            (sizes.isEmpty ? figure.n.value.map { [$0] } ?? [] : sizes).contains(where: { $0 < Double(minimum) })
        {
            return .untested
        }
        guard let lower = figure.lower?.value, let upper = figure.upper?.value else { return value == 0 ? .same : nil }
        return lower > 0 ? .up : upper < 0 ? .down : .unclear
    }

    private func template(_ method: String, _ claim: Claim?) -> String {
        let keys = [claim.map { "finding.\(method).\($0.rawValue)" }, "finding.\(method)", "finding.value"].compactMap(
            \.self)
        return report.text(keys.first { report.locale.texts[$0] != nil } ?? "finding.value")
    }

    /// The words that a template may use: each number of the figure in its format.
    private func words(of figure: ProtectedFigure, _ indicator: Indicator) -> [String: String] {
        let locale = report.locale
        let format = report.format(of: indicator)
        let value = locale.text(figure.value, format)
        let mark = value.first == "+" || value.hasPrefix(locale.minus) ? 1 : 0
        var words = [
            "value": value, "change": String(value.dropFirst(mark)), "n": locale.text(figure.n, .integer),
        ]
        words["details"] = [
            figure.lower == nil ? "" : report.intervalText(figure, format),
            locale.text("figure.n", ["n": locale.text(figure.n, .integer)]),
        ].filter { !$0.isEmpty }.joined(separator: "; ")
        for further in figure.further {
            words[further.name] = locale.text(further.value, report.format(ofFurther: further.name, of: indicator))
        }
        return words
    }

    /// The levels in words; a level that is a sentence stands in quotes.
    private func name(
        of figure: ProtectedFigure, _ definition: FindingsDefinition, _ indicator: Indicator
    ) -> String {
        let tables = TableBuilder(report: report)
        let levels = figure.breakdown.filter { definition.at[$0.dimension] == nil }
        guard !levels.isEmpty else { return indicator.title(in: report.locale.language) }
        return levels.map { level in
            let title = tables.levelTitle(level)
            guard let last = title.last, ".?!".contains(last) else { return title }
            return report.locale.text("finding.quoted", ["text": last == "." ? String(title.dropLast()) : title])
        }.joined(separator: ", ")
    }

    private func sizesText(_ convention: SizeConvention, _ indicator: Indicator) -> String {
        let texts = convention.bounds.map { report.locale.text($0, .decimal(1)) }
        let isUsual = convention == .usual(for: report.material.sets[indicator.code]?.method ?? "")
        return report.locale.text(
            isUsual ? "finding.sizes" : "finding.sizes.own",
            [
                "number": report.locale.texts["finding.number.\(convention.number)"] ?? convention.number,
                "small": texts[0], "medium": texts[1],
                "large": texts[2],
            ])
    }

    /// A template with its words put in; a word that there is none for stays visible.
    static func filled(_ template: String, _ words: [String: String]) -> String {
        var result = ""
        var rest = Substring(template)
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            result += rest[..<open]
            let name = String(rest[rest.index(after: open)..<close])
            result += words[name] ?? "⟦\(name)⟧"
            rest = rest[rest.index(after: close)...]
        }
        return result + rest
    }
}
