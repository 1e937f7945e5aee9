public import Diagnostics
public import Disclosure
public import Indicators
internal import Markdown
public import Records

/// Everything that a report is made of, after protection.
public struct ReportMaterial: Sendable {
    public let catalogue: Catalogue
    public let codeLists: [String: CodeList]
    public let sets: [String: ProtectedSet]
    public let listings: [String: Listing]
    public let quotations: [String: ProtectedQuotations]
    /// What is drawn node by node; its nodes are a listing of the same indicator.
    public let drawings: [String: ProtectedDrawing]
    /// Where a breakdown was replaced by a coarser one: per indicator, the finer dimension and the coarser.
    public let stepUps: [String: [String: String]]
    /// What each table's data come from, by table name, as the reader sees it.
    public let sources: [String: String]
    /// What was decided on published figures of which sources say different things, by their keys.
    public let decided: [String: DecidedFigure]

    public init(
        catalogue: Catalogue, codeLists: [String: CodeList], sets: [ProtectedSet], listings: [Listing],
        quotations: [ProtectedQuotations] = [], drawings: [ProtectedDrawing] = [],
        stepUps: [String: [String: String]], sources: [String: String], decided: [String: DecidedFigure] = [:]
    ) {
        self.decided = decided
        self.catalogue = catalogue
        self.codeLists = codeLists
        self.sets = Dictionary(sets.map { ($0.indicator, $0) }, uniquingKeysWith: { first, _ in first })
        self.listings = Dictionary(listings.map { ($0.indicator, $0) }, uniquingKeysWith: { first, _ in first })
        self.quotations = Dictionary(
            quotations.map { ($0.indicator, $0) }, uniquingKeysWith: { first, _ in first })
        self.drawings = Dictionary(drawings.map { ($0.indicator, $0) }, uniquingKeysWith: { first, _ in first })
        self.stepUps = stepUps
        self.sources = sources
    }
}

/// What a document says of itself, besides its texts.
public struct ReportOccasion: Sendable {
    public let from: CalendarDay
    public let to: CalendarDay
    public let asOf: CalendarDay
    public let build: String
    public let copy: Copy

    public init(from: CalendarDay, to: CalendarDay, asOf: CalendarDay, build: String, copy: Copy = .public) {
        self.from = from
        self.to = to
        self.asOf = asOf
        self.build = build
        self.copy = copy
    }
}

/// Makes a document in one language from a report definition and protected figures.
public struct DocumentBuilder {
    public let material: ReportMaterial
    public let locale: ReportLocale
    let occasion: ReportOccasion
    /// Blocks that the pipeline makes, by name.
    let supplements: [String: [Block]]
    /// What each of them may hold.
    let parts: [String: SupplementParts]

    /// - Parameter parts: The tables and charts that a supplement may hold, by its name: each keeps its number in builds where it
    ///   is not made. What is not named is counted after them.
    public init(
        material: ReportMaterial, locale: ReportLocale, occasion: ReportOccasion, supplements: [String: [Block]],
        parts: [String: SupplementParts] = [:]
    ) {
        self.material = material
        self.locale = locale
        self.occasion = occasion
        self.supplements = supplements
        self.parts = parts
    }

    /// The document, and what of the definition could not be made.
    public func document(_ definition: ReportDefinition) -> (document: Document, findings: [Finding]) {
        var state = BuildState(contributions: definition.contributions)
        state.texts = definition.texts[locale.language] ?? [:]
        let sections = definition.sections.map { section in
            Section(
                id: section.id, title: text(section.title), shortTitle: text(section.shortTitle),
                blocks: section.blocks.flatMap { blocks($0, &state) }, field: section.field?.field(in: locale))
        }
        let information = DocumentInformation(
            name: definition.name, title: text(definition.title), subtitle: text(definition.subtitle),
            organisation: text(definition.organisation), contact: text(definition.contact),
            period: "\(locale.day(occasion.from))–\(locale.day(occasion.to))", asOf: locale.day(occasion.asOf),
            asOfDay: occasion.asOf,
            keywords: text(definition.keywords).split(separator: ",").map { String($0.drop { $0 == " " }) },
            description: text(definition.description),
            facts: definition.facts.map { LabelledText(label: text($0.label), text: text($0.text)) },
            build: occasion.build, copy: occasion.copy, copyMark: text("copy.\(occasion.copy.rawValue)"),
            copyNotice: occasion.copy == .authority ? text("copy.authority.notice") : "")
        let document = Document(
            information: information, locale: locale, sections: sections, notes: state.notes, legend: legend())
        return (document, state.findings)
    }

    /// What is collected while a document is made.
    struct BuildState {
        var notes: [String] = []
        var findings: [Finding] = []
        /// The report's chapters on contribution, whose strength of evidence other tables may show.
        var contributions: [ContributionDefinition] = []
        /// Tables made so far, for the charts that draw them.
        var tables: [String: BuiltTable] = [:]
        var numbers = BlockNumbers()
        /// What staff have written in the document's language, by the name of its block.
        var texts: [String: MarkdownText] = [:]

        /// The number of a note, which is added when it is new.
        mutating func note(_ text: String) -> Int {
            if let index = notes.firstIndex(of: text) { return index + 1 }
            notes.append(text)
            return notes.count
        }

        mutating func report(_ code: String, _ location: RecordLocation?, _ problem: String, _ remedy: String) {
            let place = location.map { "\($0): " } ?? ""
            let finding = Finding(
                code: code, severity: .error, explanation: Explanation(summary: place + problem, remedies: [remedy]),
                location: location)
            if !findings.contains(finding) { findings.append(finding) }
        }
    }

    private func blocks(_ definition: BlockDefinition, _ state: inout BuildState) -> [Block] {
        switch definition {
        case .heading(let key): return [.heading(text(key))]
        case .paragraph(let key): return [.paragraph(passage(key, &state))]
        case .notice(let key): return [.notice(passage(key, &state))]
        case .findings(let findings): return FindingsBuilder(report: self).blocks(findings, &state)
        case .contribution(let contribution):
            let blocks = ContributionBuilder(report: self, definition: contribution).blocks(&state)
            let tables = ContributionDefinition.tables(of: contribution.id)
            return state.numbers.numbered(blocks, SupplementParts(tables: tables))
        case .quotes(let quotes): return QuotesBuilder(report: self).blocks(quotes, &state)
        case .list(let keys): return [.list(keys.map { passage($0, &state) })]
        case .keyFigures(let figures): return [.keyFigures(figures.compactMap { keyFigure($0, &state) })]
        case .table(let table):
            let number = state.numbers.nextTable()
            guard var built = TableBuilder(report: self).table(table, &state) else { return [] }
            built.table.number = number
            built.table.figures = table.rows.listed.map { [$0] } ?? references(of: built.figures.joined())
            state.tables[table.id] = built
            return built.notice.map { [.notice($0), .table(built.table)] } ?? [.table(built.table)]
        case .chart(let definition):
            let number = state.numbers.nextChart()
            let builder = ChartBuilder(report: self)
            guard var chart = builder.chart(definition, &state) else { return [] }
            chart.number = number
            chart.figures = state.tables[definition.table].map { builder.figures(of: chart, definition, $0) } ?? []
            return [.chart(chart)]
        case .definitions(let codes):
            let wanted = codes.isEmpty ? material.catalogue.indicators.map(\.code) : codes
            let indicators = wanted.compactMap { material.catalogue.indicator($0) }
            return [.definitions(indicators.map { self.definition($0) })]
        case .terms(let terms): return [self.terms(terms)]
        case .text(let name, _): return staffText(name, &state)
        case .supplement(let name):
            guard let blocks = supplements[name] else {
                state.report(
                    "report.supplement", nil, "there is no supplement '\(name)'",
                    "write one of \(supplements.keys.sorted().joined(separator: ", "))")
                return []
            }
            return state.numbers.numbered(blocks, parts[name] ?? SupplementParts())
        }
    }

    /// A text of the locale.
    func text(_ key: String) -> String { locale.text(key) }

    /// The marks with their meanings; where reasons share a mark, the first of this order gives it its words.
    private func legend() -> [LegendEntry] {
        let order = ["no-observations", "not-applicable", "too-few"]
        let reasons = locale.absenceMarks.keys.sorted {
            (order.firstIndex(of: $0) ?? order.count, $0) < (order.firstIndex(of: $1) ?? order.count, $1)
        }
        // An authority copy withholds nothing.
        var entries =
            occasion.copy == .authority
            ? [] : [LegendEntry(mark: locale.withheldMark, meaning: text("legend.withheld"))]
        for reason in reasons {
            guard let mark = locale.absenceMarks[reason], !entries.contains(where: { $0.mark == mark }) else {
                continue
            }
            entries.append(LegendEntry(mark: mark, meaning: text("legend.\(reason)")))
        }
        entries.append(LegendEntry(mark: locale.approximateWord, meaning: text("legend.approximate")))
        return entries
    }

    // MARK: Figures

    /// A protected figure by `code[dimension=level]`; what is missing is reported.
    func figure(_ reference: String, _ state: inout BuildState, at location: RecordLocation? = nil) -> ProtectedFigure?
    {
        guard let parsed = FigureReference(reference), let set = material.sets[parsed.indicator] else {
            let near = nearestName(to: reference, in: material.catalogue.indicators.map(\.code))
            state.report(
                "report.unknown-figure", location, "'\(reference)' is no figure of the catalogue",
                near.map { "write '\($0)'" } ?? "add the indicator to the catalogue")
            return nil
        }
        if let figure = set.figures.first(where: { parsed.matches($0.breakdown) }) { return figure }
        state.report(
            "report.unknown-figure", location, "'\(reference)' has no such breakdown",
            "add the breakdown to the indicator '\(parsed.indicator)' in the catalogue")
        return nil
    }

    private func keyFigure(_ definition: KeyFigureDefinition, _ state: inout BuildState) -> KeyFigure? {
        guard let figure = figure(definition.figure, &state),
            let indicator = material.catalogue.indicator(figure.indicator)
        else { return nil }
        let format = format(of: indicator)
        var detail: [String] = []
        if figure.lower != nil { detail.append(intervalText(figure, format)) }
        // Bound first: comparing the two properties in place crashes the optimiser of Swift 6.3.1.
        let observations = figure.n.value ?? 0
        let shown = figure.value.value ?? -1
        if figure.lower != nil, observations > 0, observations != shown {
            detail.append(locale.text("figure.n", ["n": locale.text(figure.n, .integer)]))
        }
        return KeyFigure(
            indicator: indicator.code, label: definition.label.map(text) ?? indicator.title(in: locale.language),
            value: figure.value, format: format,
            unit: definition.unit.map(text) ?? text("unit-after.\(indicator.unit.rawValue)"),
            detail: detail.joined(separator: "\u{A0}· "), target: target(of: indicator, figure),
            section: definition.section)
    }

    /// The interval in words: `95 %:n luottamusväli 61–77 %`.
    func intervalText(_ figure: ProtectedFigure, _ format: NumberFormat) -> String {
        guard let lower = figure.lower, let upper = figure.upper else { return "" }
        return locale.text(
            "figure.interval", ["lower": locale.text(lower, format), "upper": locale.text(upper, format)])
    }

    func target(of indicator: Indicator, _ figure: ProtectedFigure) -> TargetComparison? {
        if let row = currentTarget(of: figure) {
            let progress = TargetProgress(row, of: indicator, asOf: occasion.asOf)
            let missing = ProtectedNumber.unrestricted(nil, because: "there is no number")
            let share = row.further("achievedShare") ?? missing
            return comparison(row.further("target") ?? missing, share, progress)
        }
        // An indicator's own target is for its total.
        guard figure.breakdown.isEmpty, let goal = indicator.target else { return nil }
        let target = ProtectedNumber.unrestricted(goal, because: "a target is set by the programme, not observed")
        var share = figure.value
        if goal != 0, let achieved = figure.value.value {
            share = .unrestricted(
                achieved / goal, approximate: figure.value.approximate,
                because: "the achieved value is shown, and the target is public")
        }
        let progress = TargetProgress(achieved: figure.value, target: target, of: indicator, asOf: occasion.asOf)
        return comparison(target, share, progress)
    }

    /// A target with its status in words.
    private func comparison(
        _ target: ProtectedNumber, _ share: ProtectedNumber, _ progress: TargetProgress
    ) -> TargetComparison {
        let reached = share.value ?? 0
        let status: TargetComparison.Status =
            switch progress {
            case .reached, .reachedByNow, .atTarget: .met
            case .unknown(.tooEarly): .partly
            case .unknown: .unknown
            default: reached > 0 ? .partly : .notMet
            }
        return TargetComparison(target: target, share: share, status: status, statusText: words(progress))
    }

    // MARK: Words

    /// A text whose `{code[dimension=level]:part}` are replaced by formatted figures; part is `n`, `interval`, `target` or a
    /// further number's name, and the value without one.
    func sentence(_ key: String, _ state: inout BuildState) -> String { passage(key, &state).text }

    /// The text with the figures that stand in it.
    func passage(_ key: String, _ state: inout BuildState) -> Passage {
        var figures: [ProtectedFigure] = []
        let filled = filled(text(key), &figures, &state)
        return Passage(filled, id: figures.isEmpty ? nil : Passage.name(ofKey: key), figures: references(of: figures))
    }

    /// A template with its figures, as in a sentence.
    ///
    /// - Parameter location: Where it was written, when that is not in a locale.
    func filled(_ template: String, _ state: inout BuildState, at location: RecordLocation? = nil) -> String {
        var figures: [ProtectedFigure] = []
        return filled(template, &figures, &state, at: location)
    }

    /// A template with its figures, which are gathered besides.
    func filled(
        _ template: String, _ figures: inout [ProtectedFigure], _ state: inout BuildState,
        at location: RecordLocation? = nil
    ) -> String {
        guard template.contains("{") else { return template }
        var result = ""
        var rest = Substring(template)
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            result += rest[..<open]
            let name = String(rest[rest.index(after: open)..<close])
            result += replacement(name, &figures, &state, at: location)
            rest = rest[rest.index(after: close)...]
        }
        return result + rest
    }

    private func replacement(
        _ name: String, _ figures: inout [ProtectedFigure], _ state: inout BuildState, at location: RecordLocation?
    ) -> String {
        switch name {
        case "period": return "\(locale.day(occasion.from))–\(locale.day(occasion.to))"
        case "as-of": return locale.day(occasion.asOf)
        default: break
        }
        let placeholder = FigurePlaceholder(name)
        guard let figure = figure(placeholder.reference, &state, at: location),
            let indicator = material.catalogue.indicator(figure.indicator)
        else { return "⟦\(name)⟧" }
        figures.append(figure)
        let format = format(of: indicator)
        switch placeholder.part ?? "value" {
        case "value": return locale.text(figure.value, format)
        case "n": return locale.text(figure.n, .integer)
        case "interval": return intervalText(figure, format)
        case let further:
            guard let number = figure.further(further) else {
                // A figure that is absent has no further numbers: the reason stands in their place.
                if figure.value.value == nil, indicator.furtherNames.contains(further) {
                    return locale.text(figure.value, format)
                }
                state.report(
                    "report.unknown-part", location, "'\(name)' has no number '\(further)'",
                    "write n, interval or a further number")
                return "⟦\(name)⟧"
            }
            return locale.text(number, self.format(ofFurther: further, of: indicator))
        }
    }

    // MARK: Formats

    /// How an indicator's value is shown.
    public func format(of indicator: Indicator) -> NumberFormat {
        let places = indicator.decimals
        if indicator.unit == .percentagePoints { return .percentagePoints(places) }
        if indicator.calculation.isDifference { return .signed(max(places, indicator.unit == .points ? 2 : 0)) }
        return switch indicator.unit {
        case .share: .percent(places)
        case .score: .score
        case .effect: indicator.calculation.isDirected ? .signed(max(places, 2)) : .decimal(max(places, 2))
        case .euros, .eurosPerAttendance: .euros(places)
        case .day: .day
        case .moment: .moment
        default: places == 0 ? .integer : .decimal(places)
        }
    }

    /// How the numbers are shown whose difference an indicator is.
    private func level(of indicator: Indicator) -> NumberFormat {
        switch indicator.unit {
        case .share, .percentagePoints, .effect: .percent(1)
        default: .decimal(2)
        }
    }

    /// How a further number of an indicator is shown.
    func format(ofFurther name: String, of indicator: Indicator) -> NumberFormat {
        switch indicator.kind(ofFurther: name) {
        case .value: format(of: indicator)
        case .level: level(of: indicator)
        case .answer: .decimal(1)
        case .count: .integer
        case .share: .percent(1)
        case .achieved: .percent(0)
        case .probability: .probability
        case .effect: .signed(2)
        case .statistic: .decimal(2)
        case .coefficient: .decimal(4)
        case .day: .day
        case .tolerance: .decimal(6)
        }
    }
}
