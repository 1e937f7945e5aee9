public import Diagnostics
import Disclosure
import Indicators
import Microdata
import Records
import Reporting
import Tabulation

/// What a figure rests on: its definition, its value as published, its tabulations, and the rows of the sources behind it.
public struct IndicatorExplanation: Sendable {
    /// The figure as it was asked for, such as `attendances[mode=onsite]`.
    public let figure: String
    public let code: String
    public let title: String
    public let definition: String
    public let unit: String
    public let method: String
    public let formula: String
    public let reference: String
    /// The value as it may be shown, with its interval.
    public let value: String
    public let n: String
    /// Breakdowns that are computed.
    public let breakdowns: [String]
    /// The tabulations that it is computed from, as requests.
    public let tabulations: [String]
    /// Files and lines of the rows that the total rests on, up to a limit.
    public let rows: [RecordLocation]
    /// How many rows there are in all.
    public let rowCount: Int
}

/// Explains an indicator from the last build.
public struct Explaining {
    let pipeline: LoadedPipeline
    let options: RunOptions

    public init(_ pipeline: LoadedPipeline, options: RunOptions) {
        self.pipeline = pipeline
        self.options = options
    }

    /// - Parameters:
    ///   - name: A figure's name, such as `attendances` or `attendances[mode=onsite]`.
    ///   - limit: The most source rows to list.
    public func explanation(of name: String, language: String, limit: Int) throws -> IndicatorExplanation {
        _ = try indicator(of: name)
        return try prepared(language: language).explanation(of: name, limit: limit)
    }

    /// Explanations of several figures, which are computed once for all of them.
    ///
    /// - Parameters:
    ///   - names: The figures' names, as reports and the figure book write them.
    ///   - limit: The most source rows to list of each.
    /// - Returns: An explanation for each name, in their order.
    public func explanations(of names: [String], language: String, limit: Int) throws -> [IndicatorExplanation] {
        for name in names { _ = try indicator(of: name) }
        let prepared = try prepared(language: language)
        // A name that no figure bears is refused before the rows behind the others are looked up.
        for name in names { _ = try prepared.named(name) }
        return try names.map { try prepared.explanation(of: $0, limit: limit) }
    }

    /// Refuses names that no figure bears, without looking up the rows behind the others.
    ///
    /// - Throws: ``PipelineError`` of the first that is not known.
    public func check(_ names: [String], language: String) throws {
        let prepared = try prepared(language: language)
        for name in names { _ = try prepared.named(name) }
    }

    /// The indicator of a figure's name.
    fileprivate func indicator(of name: String) throws -> Indicator {
        // The code alone: a level may be a text of a source, in which anything can stand.
        guard let indicator = pipeline.catalogue.indicator(String(name.prefix { $0 != "[" })) else {
            throw PipelineError.unknownName(
                name, kind: "an indicator of the catalogue",
                near: nearestName(to: name, in: pipeline.catalogue.indicators.map(\.code)))
        }
        return indicator
    }

    /// The figures of the last build, computed anew from its store.
    private func prepared(language: String) throws -> PreparedExplaining {
        guard let locale = pipeline.locales[language] else {
            throw PipelineError.unknownName(
                language, kind: "a language of this pipeline",
                near: nearestName(to: language, in: pipeline.locales.keys.sorted()))
        }
        guard FilePath.exists(pipeline.storePath) else {
            throw PipelineError.noBuild(pipeline: pipeline.path)
        }
        let store = try Store(path: pipeline.storePath, access: .readOnly)
        let requests = CatalogueRequests(pipeline.evaluation)
        let tabulating = try Tabulating(
            pipeline, context: pipeline.tabulationContext, requests: requests, store: store, transaction: nil,
            threads: options.threads)
        let evaluation = pipeline.evaluation.result(from: try tabulating.answers(), threads: options.threads)
        let policy = try pipeline.policy()
        let evaluated = EvaluatedPipeline(
            evaluation: evaluation,
            protection: try protect(
                pipeline.shownSets(evaluation), policy: policy, relations: pipeline.countRelations),
            publicThreshold: policy.threshold)
        return PreparedExplaining(
            explaining: self, locale: locale, requests: requests, tabulating: tabulating, evaluated: evaluated)
    }

    /// The indicator whose figure a target is set against, which has its unit and its form of numbers.
    fileprivate static func compared(_ figure: ProtectedFigure?, in catalogue: Catalogue) -> Indicator? {
        guard let figure, figure.method == "target-comparison",
            let name = figure.breakdown.first(where: { $0.dimension == "indicator" })?.level.name
        else { return nil }
        return FigureReference(name).flatMap { catalogue.indicator($0.indicator) }
    }
}

/// The figures of a build, to be explained one by one.
private struct PreparedExplaining {
    let explaining: Explaining
    let locale: ReportLocale
    let requests: CatalogueRequests
    let tabulating: Tabulating
    let evaluated: EvaluatedPipeline

    private var pipeline: LoadedPipeline { explaining.pipeline }

    /// What a name stands for: a figure, or an indicator as a whole.
    struct Named {
        let indicator: Indicator
        let set: ProtectedSet?
        let figure: ProtectedFigure?
        let listing: Listing?
    }

    func named(_ name: String) throws -> Named {
        let indicator = try explaining.indicator(of: name)
        let set = evaluated.sets.first { $0.indicator == indicator.code }
        let reference = FigureReference(name)
        // As it is written in reports and in the figure book, else in any order of dimensions.
        let figure =
            set?.figures.first { $0.reference == name }
            ?? reference.flatMap { reference in set?.figures.first { reference.matches($0.breakdown) } }
        let listing = evaluated.listings.first { $0.indicator == indicator.code }
        // Figures of items or levels have no total, so that an indicator's own name is right even when it has no figure.
        guard figure != nil || (set != nil || listing != nil) && name == indicator.code else {
            let names = (set?.figures ?? []).filter { !$0.breakdown.isEmpty }.map(\.reference)
            throw PipelineError.unknownName(
                name, kind: "a figure that is computed", near: nearestName(to: name, in: names))
        }
        return Named(indicator: indicator, set: set, figure: figure, listing: listing)
    }

    func explanation(of name: String, limit: Int) throws -> IndicatorExplanation {
        let named = try named(name)
        let (indicator, set, figure, listing) = (named.indicator, named.set, named.figure, named.listing)
        let language = locale.language
        let material = ReportMaterial(
            catalogue: pipeline.catalogue, codeLists: pipeline.codeLists, sets: evaluated.sets,
            listings: evaluated.listings, drawings: evaluated.drawings,
            stepUps: [:], sources: [:])
        let builder = DocumentBuilder(
            material: material, locale: locale,
            occasion: ReportOccasion(
                from: pipeline.definition.from, to: pipeline.definition.to, asOf: pipeline.definition.asOf, build: ""),
            supplements: [:])
        let answered = requests.of(indicator).map(tabulating.guarded)
        let behind = pipeline.evaluation.rows(behind: figure?.breakdown ?? [], of: indicator)
        let found = try tabulating.rows(of: behind, limit: limit)
        let shown = Explaining.compared(figure, in: pipeline.catalogue) ?? indicator
        let format = builder.format(of: shown)
        // A listing has no figure: what can be said of it is how many things it lists.
        let value =
            listing.map { locale.text(Double($0.rows.count), .integer) }
            ?? figure.map { locale.text($0.value, format) } ?? "–"
        let interval = figure.flatMap { figure -> String? in
            guard let lower = figure.lower, let upper = figure.upper else { return nil }
            return locale.text(
                "figure.interval", ["lower": locale.text(lower, format), "upper": locale.text(upper, format)])
        }
        let method = set?.method ?? (listing == nil ? "" : indicator.method)
        return IndicatorExplanation(
            figure: name, code: indicator.code, title: indicator.title(in: language),
            definition: indicator.definitions[language] ?? indicator.definitions["en"] ?? "",
            unit: locale.text("unit.\(shown.unit.rawValue)"), method: method,
            formula: [method, indicator.methodVariant.map { "\(method).\($0)" }].compactMap(\.self)
                .compactMap { locale.texts["method.\($0)"] }.joined(separator: " "),
            reference: indicator.reference,
            value: ([value] + [interval].compactMap { $0 }).joined(separator: ", "),
            n: figure.map { locale.text($0.n, .integer) } ?? "–",
            breakdowns: indicator.breakdowns.filter { !$0.isEmpty }.map { $0.joined(separator: " × ") },
            tabulations: answered.map(\.described), rows: found.rows,
            rowCount: found.count)
    }
}

extension Tabulating {
    /// The places of the rows behind a figure, and how many there are; none where nothing is tabulated.
    func rows(of figure: FigureRows?, limit: Int) throws -> (rows: [RecordLocation], count: Int) {
        guard let figure else { return ([], 0) }
        let request = guarded(figure.request).withValues
        // A change rests on the answers of those who answered twice, and on no others.
        let found =
            if case .transition = request.measure {
                try engine().pairLineage(of: request, levels: figure.levels, limit: limit)
            } else {
                try engine().lineage(of: request, levels: figure.levels, limit: limit)
            }
        return (try locations(of: found), found.count)
    }

    /// The places of the rows that a request of our own counts, and how many there are.
    func rows(of request: TabulationRequest, limit: Int) throws -> (rows: [RecordLocation], count: Int) {
        let found = try engine().lineage(of: guarded(request), limit: limit)
        return (try locations(of: found), found.count)
    }

    private func locations(of found: RowLineage) throws -> [RecordLocation] {
        let names = Dictionary(
            try store.sources().map { ($0.id, pipeline.resolved($0.description.path)) },
            uniquingKeysWith: { first, _ in first })
        return found.places.map { RecordLocation(file: names[$0.source] ?? "", line: $0.line) }
    }
}

extension TabulationRequest {
    /// The request among the rows that have the value which is measured: a row without an answer is behind no mean.
    fileprivate var withValues: TabulationRequest {
        switch measure {
        case .moments(let value), .distribution(let value), .distinct(let value):
            var request = self
            request.filter = (filter.map { "(\($0)) and " } ?? "") + "present(\(value))"
            return request
        case .rows, .transition, .waveValues, .retention, .wavePatterns, .keyFrequency, .timeToEvent, .subjects,
            .tuples:
            return self
        }
    }

    /// The request in words near to SQL, for people who check a figure.
    var described: String {
        var text = "\(table): \(measure.described)"
        if let filter { text += " where \(filter)" }
        if let oncePer { text += ", one row per \(oncePer.key) with the earliest \(oncePer.earliest)" }
        if !groupings.isEmpty { text += " by \(groupings.map(\.expression).joined(separator: ", "))" }
        return text
    }
}

extension Measure {
    fileprivate var described: String {
        switch self {
        case .rows: "rows"
        case .distinct(let of): "different \(of)"
        case .moments(let of): "n, sum and sum of squares of \(of)"
        case .distribution(let of): "rows at each \(of)"
        case .transition(let pairing, let item):
            "persons at each pair of \(item), \(pairing.wave) \(pairing.from) to \(pairing.to), by \(pairing.person)"
        case .waveValues(let person, let wave, let waves, let item):
            "persons at each combination of \(item) in \(wave) \(waves.joined(separator: ", ")), by \(person)"
        case .retention(let pairing, let of):
            "persons of \(pairing.wave) \(pairing.from) at each \(of), by \(pairing.person) and whether found in \(pairing.to)"
        case .wavePatterns(let person, let wave): "different \(person) in each combination of \(wave)"
        case .keyFrequency(let key, let of): "different \(key) by their number of different \(of)"
        case .timeToEvent(let time):
            "\(time.unit.rawValue) from \(time.origin) to the first \(time.eventTable).\(time.eventDay)"
                + (time.eventFilter.map { " where \($0)" } ?? "")
        case .subjects(let subjects) where subjects.areQuotations: "each \(subjects.key) that a person has released"
        case .subjects(let subjects): "each \(subjects.key) with its rows of \(subjects.eventTable)"
        case .tuples(let tuples): tuples.person.map { "different rows of each \($0)" } ?? "different rows"
        }
    }
}
