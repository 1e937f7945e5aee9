public import Records
public import Tabulation
import Workers

/// What a catalogue is evaluated with besides tabulations.
public struct EvaluationContext: Sendable {
    public let codeLists: [String: CodeList]
    /// The last day of observation.
    public let asOf: CalendarDay
    /// The first and last day of the period reported on.
    public let from: CalendarDay
    public let to: CalendarDay

    public init(codeLists: [String: CodeList], asOf: CalendarDay, from: CalendarDay, to: CalendarDay) {
        self.codeLists = codeLists
        self.asOf = asOf
        self.from = from
        self.to = to
    }
}

/// Things that are not persons, one per row, with their attributes and aggregates.
public struct Listing: Sendable, Hashable {
    public let indicator: String
    public let columns: [Axis]
    public let rows: [[Level]]

    public init(indicator: String, columns: [Axis], rows: [[Level]]) {
        self.indicator = indicator
        self.columns = columns
        self.rows = rows
    }
}

/// Targets, each for a figure that it names; what was achieved is looked up among protected figures.
public struct TargetList: Sendable, Hashable {
    /// A target of the targets' table.
    public struct Row: Sendable, Hashable {
        public let measure: BreakdownLevel.Level
        /// A figure's name, such as `toimijat` or `attendances[mode=onsite]`.
        public let indicator: String
        /// nil where the table has several for the same day.
        public internal(set) var value: Double?
        /// The day by which it is to be reached, itself in time; nil when none is set.
        public let due: CalendarDay?
        /// The first day on which what is counted could have come.
        public let start: CalendarDay
        /// Whether the figure is a count or a sum, which has a pace; a share or a mean has none.
        public let grows: Bool
        /// Whether the measure has targets for the figure on other days too.
        public internal(set) var isOneOfSeveral = false

        init(
            measure: BreakdownLevel.Level, indicator: String, value: Double?, due: CalendarDay? = nil,
            start: CalendarDay = CalendarDay(number: 0), grows: Bool = false, isOneOfSeveral: Bool = false
        ) {
            self.measure = measure
            self.indicator = indicator
            self.value = value
            self.due = due
            self.start = start
            self.grows = grows
            self.isOneOfSeveral = isOneOfSeveral
        }
    }

    public let indicator: String
    public let unit: Unit
    public let population: Population
    public let method: String
    /// The last day of what was achieved.
    public let asOf: CalendarDay
    /// The least share of the time that must have passed for a forecast, above 0 and at most 1.
    public let paceFrom: Double
    /// In the order of measures.
    public let rows: [Row]
}

/// What a catalogue's evaluation gives.
public struct EvaluationResult: Sendable {
    /// One set per indicator but for listings, targets and drawings, in the order of the catalogue.
    public let sets: [FigureSet]
    public let listings: [Listing]
    public let targets: [TargetList]
    /// What persons have released to be quoted, by indicator.
    public let quotations: [QuotationList]
    /// What is drawn node by node.
    public let drawings: [Drawing]

    /// The sets without the breakdowns that only the authority's copy shows.
    public func publicSets(of catalogue: Catalogue) -> [FigureSet] {
        sets.map { set in
            guard let indicator = catalogue.indicator(set.indicator), !indicator.authorityBreakdowns.isEmpty else {
                return set
            }
            let hidden = Set(indicator.authorityBreakdowns.map(Set.init))
            let added = Set(indicator.calculation.addedDimensions).union(indicator.items.isEmpty ? [] : ["item"])
            return FigureSet(
                indicator: set.indicator, unit: set.unit, population: set.population, method: set.method,
                totals: set.totals,
                figures: set.figures.filter { figure in
                    !hidden.contains(Set(figure.breakdown.map(\.dimension)).subtracting(added))
                })
        }
    }
}

/// Plans and evaluates a catalogue.
///
/// The same code runs twice: first with empty answers, to learn which tabulations are wanted, then with the real ones. So a
/// request that was not planned cannot be asked for.
public struct Evaluation: Sendable {
    let catalogue: Catalogue
    let context: EvaluationContext

    public init(catalogue: Catalogue, context: EvaluationContext) {
        self.catalogue = catalogue
        self.context = context
    }

    /// The tabulations that one indicator is computed from.
    public func requests(for indicator: Indicator) -> [TabulationRequest] {
        let recorder = Evaluator(catalogue: catalogue, context: context, answers: nil)
        if recorder.listing(for: indicator) == nil, recorder.targets(for: indicator) == nil,
            recorder.drawing(for: indicator) == nil
        {
            _ = recorder.set(for: indicator)
            _ = recorder.quotations(for: indicator)
        }
        return recorder.asked
    }

    /// The figures of the catalogue.
    ///
    /// - Parameters:
    ///   - answers: A tabulation per request of ``CatalogueRequests/all``.
    ///   - threads: How many may be at work; the result does not depend on it.
    public func result(from answers: [TabulationRequest: CrossTabulation], threads: Int = 1) -> EvaluationResult {
        let shared = SharedData()
        let found = inParallel(catalogue.indicators.count, threads: threads) { index -> Evaluated in
            let evaluator = Evaluator(catalogue: catalogue, context: context, answers: answers, shared: shared)
            let indicator = catalogue.indicators[index]
            if let listing = evaluator.listing(for: indicator) { return .listing(listing) }
            if let targets = evaluator.targets(for: indicator) { return .targets(targets) }
            if let drawing = evaluator.drawing(for: indicator) { return .drawing(drawing) }
            return .set(evaluator.set(for: indicator), evaluator.quotations(for: indicator))
        }
        var sets: [FigureSet] = []
        var listings: [Listing] = []
        var targets: [TargetList] = []
        var quotations: [QuotationList] = []
        var drawings: [Drawing] = []
        for evaluated in found {
            switch evaluated {
            case .listing(let listing): listings.append(listing)
            case .targets(let list): targets.append(list)
            case .drawing(let drawing): drawings.append(drawing)
            case .set(let set, let quoted):
                sets.append(set)
                if let quoted { quotations.append(quoted) }
            }
        }
        return EvaluationResult(
            sets: sets, listings: listings, targets: targets, quotations: quotations, drawings: drawings)
    }

    /// What one indicator gives.
    private enum Evaluated {
        case listing(Listing)
        case targets(TargetList)
        case drawing(Drawing)
        case set(FigureSet, QuotationList?)
    }
}

/// The tabulations that a catalogue is computed from, planned once.
public struct CatalogueRequests: Sendable {
    /// Each once, in the order in which they are first wanted.
    public let all: [TabulationRequest]
    private let byIndicator: [String: [TabulationRequest]]

    /// - Parameter further: What is asked besides, for no indicator.
    public init(_ evaluation: Evaluation, further: [TabulationRequest] = []) {
        var all: [TabulationRequest] = []
        var seen: Set<TabulationRequest> = []
        var byIndicator: [String: [TabulationRequest]] = [:]
        for indicator in evaluation.catalogue.indicators {
            let requests = evaluation.requests(for: indicator)
            byIndicator[indicator.code] = requests
            for request in requests where seen.insert(request).inserted { all.append(request) }
        }
        for request in further where seen.insert(request).inserted { all.append(request) }
        self.all = all
        self.byIndicator = byIndicator
    }

    /// Those of one indicator.
    public func of(_ indicator: Indicator) -> [TabulationRequest] { byIndicator[indicator.code] ?? [] }
}
