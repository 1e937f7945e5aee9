import Disclosure
import Indicators

/// Makes sentences of figures. Every number in them is a protected number of the figure, in its usual format.
struct FindingsBuilder {
    let report: DocumentBuilder
    var locale: ReportLocale { report.locale }

    /// What sentences of one block are made with.
    struct Context {
        let definition: FindingsDefinition
        let indicator: Indicator
        let method: String
        let convention: SizeConvention?
        /// Whether a sentence has used a word of the convention, which is then explained.
        var usesConvention = false
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
        var context = Context(
            definition: definition, indicator: indicator, method: set.method,
            convention: definition.sizes ?? .usual(for: set.method))
        let groups = Self.groups(set.figures, definition, indicator)
        let sentences = groups.map { group in
            // Figures that are parts of one whole are told in one sentence.
            let text =
                group.count == 1 && !Self.areParts(group[0], definition)
                ? sentence(group[0], &context) : parts(group, &context)
            return Passage(text, id: Self.name(of: group, definition), figures: references(of: group))
        }
        var blocks: [Block] = sentences.isEmpty ? [] : [.list(sentences)]
        if definition.comparesGroups, groups.allSatisfy({ $0.count == 1 }) {
            let figures = groups.map { $0[0] }
            blocks.append(
                .paragraph(
                    Passage(
                        comparison(figures, definition, indicator), id: Self.nameOfComparison(definition),
                        figures: references(of: figures))))
        }
        if context.usesConvention, let convention = context.convention {
            blocks.append(.paragraph(text(of: convention, set.method)))
        }
        for limit in definition.limits ?? usualLimit(set.method, sentences) {
            blocks.append(.paragraph(report.passage(limit, &state)))
        }
        return blocks
    }

    /// What figures of a method never show, where the report says nothing of its own.
    private func usualLimit(_ method: String, _ sentences: [Passage]) -> [String] {
        let key = "finding.\(method).limit"
        return sentences.isEmpty || locale.texts[key] == nil ? [] : [key]
    }

    // MARK: Names

    /// The name of a sentence: the indicator with the levels that it is about, without those of the parts of a whole.
    private static func name(of group: [ProtectedFigure], _ definition: FindingsDefinition) -> String {
        let levels = group.first?.breakdown.filter {
            definition.dimensions.contains($0.dimension) || definition.at[$0.dimension] != nil
        }
        return Passage.name(of: definition.indicator, at: levels ?? [])
    }

    private static func nameOfComparison(_ definition: FindingsDefinition) -> String {
        let fixed = definition.at.sorted { $0.key < $1.key }.map {
            BreakdownLevel(dimension: $0.key, level: .code($0.value))
        }
        return ([Passage.name(of: definition.indicator, at: fixed)] + definition.dimensions + ["compared"])
            .joined(separator: "-")
    }

    // MARK: Figures

    /// The figures of a block in their order, those together that one sentence tells.
    private static func groups(
        _ figures: [ProtectedFigure], _ definition: FindingsDefinition, _ indicator: Indicator
    ) -> [[ProtectedFigure]] {
        let wanted = Set(definition.dimensions + definition.at.keys)
        let parts = Set(indicator.calculation.addedDimensions).subtracting(wanted)
        var groups: [[ProtectedFigure]] = []
        var places: [[BreakdownLevel]: Int] = [:]
        for figure in figures {
            let dimensions = figure.breakdown.map(\.dimension)
            let isWhole = Set(dimensions) == wanted
            guard dimensions.count == Set(dimensions).count, isWhole || isPart(figure, parts, wanted),
                figure.breakdown.allSatisfy({ level in
                    definition.at[level.dimension].map { $0 == level.level.name } ?? true
                })
            else { continue }
            let key = figure.breakdown.filter { wanted.contains($0.dimension) }
            if let place = places[key] {
                groups[place].append(figure)
            } else {
                places[key] = groups.count
                groups.append([figure])
            }
        }
        return groups
    }

    private static func isPart(_ figure: ProtectedFigure, _ parts: Set<String>, _ wanted: Set<String>) -> Bool {
        !parts.isEmpty && FindingsDefinition.ofParts.contains(figure.method)
            && Set(figure.breakdown.map(\.dimension)) == wanted.union(parts)
    }

    private static func areParts(_ figure: ProtectedFigure, _ definition: FindingsDefinition) -> Bool {
        figure.breakdown.contains {
            !definition.dimensions.contains($0.dimension) && definition.at[$0.dimension] == nil
        }
    }

    // MARK: Sentences

    private func sentence(_ figure: ProtectedFigure, _ context: inout Context) -> String {
        let name = name(of: figure, context.definition, context.indicator)
        guard let value = figure.value.value else { return absence(figure, name) }
        var words = words(of: figure, context)
        words["name"] = name
        let claim = FindingClaim(figure, value, context.indicator, context.convention)
        let keys = [claim.map { "finding.\(figure.method).\($0.rawValue)" }, "finding.\(figure.method)"]
        let sentence = filled(keys.compactMap(\.self), words, &context)
        return ([sentence] + cautions(figure, claim, words, context)).joined(separator: " ")
    }

    /// The first of the templates that has all its words; the bare value where none has.
    func filled(_ keys: [String], _ words: [String: String], _ context: inout Context) -> String {
        for key in keys {
            guard let text = locale.texts[key] else { continue }
            let template = FindingTemplate(text)
            guard let sentence = template.filled(words) else { continue }
            context.usesConvention =
                context.usesConvention || template.names.contains { $0 == "size" || $0 == "margin" }
            return sentence
        }
        let bare = report.text("finding.value")
        return FindingTemplate(bare).filled(words) ?? Self.filled(bare, words)
    }

    /// What is to be said of a figure without a value.
    func absence(_ figure: ProtectedFigure, _ name: String) -> String {
        guard case .absent(let found) = figure.value.content else {
            return locale.text("finding.withheld", ["name": name])
        }
        let reason = figure.absence?.rawValue ?? found
        let keys = ["finding.\(figure.method).absent.\(reason)", "finding.absent.\(reason)"]
        return locale.text(keys.first { locale.texts[$0] != nil } ?? "finding.absent.other", ["name": name])
    }

    /// What a reader must know beside a sentence, so as not to take it for more than it is.
    private func cautions(
        _ figure: ProtectedFigure, _ claim: FindingClaim?, _ words: [String: String], _ context: Context
    ) -> [String] {
        var cautions: [String] = []
        if figure.lower?.isWithheld ?? false { cautions.append(report.text("finding.interval-withheld")) }
        if claim == .up || claim == .down, let p = figure.further("adjustedP")?.value, p >= FindingClaim.level {
            cautions.append(Self.filled(report.text("finding.adjusted"), words))
        }
        // A number that is not final is told as such: of an incomplete period it looks like a fall.
        if figure.further("incomplete")?.value == 1 { cautions.append(report.text("finding.incomplete")) }
        if figure.further("forecast")?.value == 1 { cautions.append(report.text("finding.forecast")) }
        let isSmall = isSmall([figure], context.definition)
        if figure.further("shrunken")?.value != nil {
            let key = isSmall ? "finding.shrunken.small" : "finding.shrunken"
            FindingTemplate(report.text(key)).filled(words).map { cautions.append($0) }
        }
        if isSmall, let small = context.definition.small { cautions.append(report.text(small.note)) }
        return cautions
    }

    /// Whether any figure, or either of its groups, has few observations.
    func isSmall(_ figures: [ProtectedFigure], _ definition: FindingsDefinition) -> Bool {
        guard let below = definition.small?.below else { return false }
        return figures.contains { figure in figure.sizes.contains { $0 < Double(below) } }
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
