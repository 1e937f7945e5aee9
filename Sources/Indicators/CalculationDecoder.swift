import Definitions
import Tabulation

/// Decodes the indicators of a catalogue file.
struct CalculationDecoder {
    let reader: DefinitionReader
    let dimensions: [String]
    let designs: [String]
    let scales: [Scale]
    var networks: [NetworkDefinition] = []
    var spreads: [SpreadDefinition] = []
    /// The programme of the file that is decoded; nil where it names none.
    var programme: Programme?
    var programmes: [Programme] = []

    /// The kinds of calculation, by the name used in catalogues.
    enum Kind: String, CaseIterable {
        case count, distinct, sum, mean, share, ratio, distribution, recommendation, earliest, latest
        case median, agreement
        case pairedChange = "paired-change"
        case matchShare = "match-share"
        case matchCount = "match-count"
        case repeatShare = "repeat-share"
        case mentionShare = "mention-share"
        case evenness
        case groupDifference = "group-difference"
        case timeToEvent = "time-to-event"
        case survivalCurve = "survival-curve"
        case restrictedMean = "restricted-mean"
        case survivalDifference = "survival-difference"
        case monthly
        case growthModel = "growth-model"
        case adopterCategories = "adopter-categories"
        case adoptionCurve = "adoption-curve"
        case rate
        case growthCurve = "growth-curve"
        case growthComparison = "growth-comparison"
        case directionOfChange = "direction-of-change"
        case pairedShare = "paired-share"
        case meanDifference = "mean-difference"
        case shareDifference = "share-difference"
        case association
        case retentionDifference = "retention-difference"
        case waveComparison = "wave-comparison"
        case categoryChange = "category-change"
        case changeBounds = "change-bounds"
        case weightedMean = "weighted-mean"
        case weightedShare = "weighted-share"
        case weightedTotal = "weighted-total"
        case weightedRatio = "weighted-ratio"
        case weightedChange = "weighted-change"
        case weightReport = "weight-report"
        case sampleShare = "sample-share"
        case sampleTotal = "sample-total"
        case rankDifference = "rank-difference"
        case scaleReliability = "scale-reliability"
        case itemRest = "item-rest"
        case consensus
        case network
        case networkChange = "network-change"
        case brokerage
        case networkActors = "network-actors"
        case exposure, threshold, moran
        case structureDependence = "structure-dependence"
        case infectiousness, susceptibility
        case generations
        case networkDrawing = "network-drawing"
        case adoptionTree = "adoption-tree"
        case concentration, reach, bursts
        case locationQuotient = "location-quotient"
        case nearestAdopter = "nearest-adopter"
        case adoptionDepth = "adoption-depth"
        case stageTransitions = "stage-transitions"
        case stageTime = "stage-time"
        case stageSurvival = "stage-survival"
        case disadoption
        case reproductionNumber = "reproduction-number"
        case spreadingShare = "spreading-share"
        case spreaders
        case crossingShare = "crossing-share"
        case crossingFlows = "crossing-flows"
        case reuse
        case reuseDepth = "reuse-depth"
        case mostReused = "most-reused"
        case fidelity
        case fidelityByGeneration = "fidelity-by-generation"
        case fidelityTrend = "fidelity-trend"
        case elementUse = "element-use"
        case elementChange = "element-change"
        case alignedAdoption = "aligned-adoption"
        case attribute, targets, budget, listing
    }

    func indicator(_ node: Definition) -> Indicator? {
        let code = reader.string("code", in: node)
        let unit = reader.choice("unit", in: node, of: Unit.self)
        let population = reader.choice("population", in: node, of: Population.self)
        let calculation = reader.mapping("calculation", in: node).flatMap(calculation)
        let breakdowns = breakdowns("breakdowns", in: node)
        let finer = self.breakdowns("authority-breakdowns", in: node).filter { names in
            !breakdowns.contains { Set($0) == Set(names) }
        }
        let totals = reader.optionalChoice("totals", in: node, of: FigureSetTotals.self)
        guard let code, let unit, let population, let calculation else { return nil }
        checkMentions(calculation, breakdowns + finer, of: code, node)
        checkPlace(calculation, breakdowns + finer, of: code, node)
        checkSpread(calculation, breakdowns + finer, of: code, node)
        let items = reader.strings("items", in: node)
        if !items.isEmpty, calculation.addedDimensions.contains("item") {
            reader.report(
                "indicators.items", at: node, "'\(code)' has items of its own",
                cause: "its calculation gives a figure for each item of its scale", remedies: ["leave out 'items'"])
        }
        return Indicator(
            code: code, titles: reader.stringsByKey("titles", in: node),
            definitions: reader.stringsByKey("definition", in: node),
            reference: reader.string("reference", in: node, default: ""), unit: unit, population: population,
            calculation: calculation, breakdowns: breakdowns.contains([]) ? breakdowns : [[]] + breakdowns,
            authorityBreakdowns: finer, items: items,
            decimals: reader.int("decimals", in: node, default: Self.usualDecimals(of: unit)), totals: totals?.totals,
            adjustment: reader.optionalString("adjustment", in: node),
            shrinks: reader.bool("shrinkage", in: node, default: false),
            bootstrap: bootstrap(node, calculation),
            target: reader.optionalDouble("target", in: node),
            exemption: reader.optionalString("exemption", in: node),
            rule: ProgrammeRule.decode(in: node, of: programme, among: programmes, with: reader),
            location: node.location)
    }

    /// Lists of dimensions under a key.
    func breakdowns(_ key: String, in node: Definition) -> [[String]] {
        reader.items(key, in: node).map { list -> [String] in
            (list.sequence ?? [list]).compactMap { name in
                guard let text = name.string else { return nil }
                if dimensions.contains(text) { return text }
                reader.reportUnknown(text, at: name, as: "a dimension", among: dimensions)
                return nil
            }
        }
    }

    private static func usualDecimals(of unit: Unit) -> Int {
        switch unit {
        case .share, .percentagePoints, .eurosPerAttendance, .months, .per100000: 1
        case .points, .effect, .ratio, .index: 2
        default: 0
        }
    }

    private func selection(_ node: Definition) -> RowSelection? {
        guard let table = reader.string("table", in: node) else { return nil }
        let once = reader.optionalMapping("once-per", in: node).flatMap { once -> OncePer? in
            guard let key = reader.string("key", in: once), let earliest = reader.string("earliest", in: once) else {
                return nil
            }
            return OncePer(key: key, earliest: earliest)
        }
        return RowSelection(table: table, filter: reader.optionalString("where", in: node), oncePer: once)
    }

    func calculation(_ node: Definition) -> Calculation? {
        guard let kind = reader.choice("kind", in: node, of: Kind.self) else { return nil }
        switch kind {
        case .ratio:
            guard let part = reader.mapping("numerator", in: node).flatMap(calculation),
                let whole = reader.mapping("denominator", in: node).flatMap(calculation)
            else { return nil }
            return .ratio(part, over: whole, times: reader.double("times", in: node, default: 1))
        case .networkDrawing, .adoptionTree: return drawing(kind, node).map { .drawing($0) }
        case .generations, .adoptionDepth, .stageTransitions, .stageTime, .stageSurvival, .disadoption,
            .reproductionNumber, .spreadingShare, .spreaders, .crossingShare, .crossingFlows, .reuse, .reuseDepth,
            .mostReused, .fidelity, .fidelityByGeneration, .fidelityTrend, .elementUse, .elementChange,
            .alignedAdoption:
            return spreadAnalysis(kind, node).map { .spread($0) }
        case .network, .networkChange, .brokerage, .networkActors:
            return networkAnalysis(kind, node).map { .network($0) }
        case .exposure, .threshold, .moran, .structureDependence, .infectiousness, .susceptibility:
            return exposureAnalysis(kind, node).map { .exposure($0) }
        case .attribute:
            guard let dimension = reader.reference("dimension", in: node, to: "a dimension", among: dimensions),
                let name = reader.string("name", in: node)
            else { return nil }
            return .attribute(dimension: dimension, name: name)
        default:
            guard let selection = selection(node) else { return nil }
            return calculation(kind, selection, node)
        }
    }

    private func calculation(_ kind: Kind, _ rows: RowSelection, _ node: Definition) -> Calculation? {
        switch kind {
        case .count: return .count(rows, asked: reader.optionalString("asked", in: node))
        case .targets: return .targets(rows, paceFrom: reader.double("pace-from", in: node, default: 0.25))
        case .budget: return budgetUse(node).map { .budget(rows, $0) }
        case .timeToEvent: return timeToEvent(node).map { .timeToEvent(rows, $0) }
        case .survivalCurve:
            guard let time = timeToEvent(node), let every = everyUnits(node) else { return nil }
            return .survivalCurve(rows, time, every: every)
        case .restrictedMean:
            guard let time = timeToEvent(node), let within = horizon(node) else { return nil }
            return .restrictedMean(rows, time, within: within)
        case .growthModel: return growth(node).map { .growth(rows, $0) }
        case .listing: return subjects(node).map { .listing(rows, $0) }
        case .share: return reader.string("part", in: node).map { .share(rows, part: $0) }
        case .evenness:
            return reader.string("over", in: node).map {
                .evenness(rows, over: $0, distinct: reader.optionalString("of", in: node))
            }
        case .monthly:
            return reader.string("day", in: node).map {
                .monthly(
                    rows, day: $0, distinct: reader.optionalString("of", in: node),
                    cumulative: reader.bool("cumulative", in: node, default: false))
            }
        case .adoptionCurve, .growthCurve, .growthComparison, .adopterCategories, .rate:
            return adoption(kind, node).map { .adoption(rows, $0) }
        case .matchShare: return pairing(node).map { .matchShare(rows, pairing: $0) }
        case .matchCount: return pairing(node).map { .matchCount(rows, pairing: $0) }
        case .repeatShare:
            guard let person = reader.string("person", in: node), let of = reader.string("of", in: node) else {
                return nil
            }
            return .repeatShare(rows, person: person, of: of, atLeast: reader.int("at-least", in: node, default: 2))
        case .mentionShare: return mentions(node).map { .mentionShare(rows, $0) }
        case .scaleReliability, .itemRest: return scaleAnalysis(kind, node).map { .scale(rows, $0) }
        case .concentration, .locationQuotient, .nearestAdopter, .reach, .bursts:
            return place(kind, node).map { .place(rows, $0) }
        case .directionOfChange, .pairedShare, .meanDifference, .shareDifference, .association, .retentionDifference,
            .waveComparison, .categoryChange, .changeBounds, .rankDifference, .survivalDifference:
            return comparison(kind, node).map { .comparison(rows, $0) }
        case .weightedMean, .weightedShare, .weightedTotal, .weightedRatio, .weightedChange, .weightReport:
            return weighted(kind, node).map { .weighted(rows, $0) }
        case .sampleShare, .sampleTotal: return sample(kind, node).map { .sample(rows, $0) }
        default:
            return reader.string("of", in: node).flatMap { calculation(kind, rows, of: $0, node) }
        }
    }

    private func calculation(_ kind: Kind, _ rows: RowSelection, of: String, _ node: Definition) -> Calculation? {
        switch kind {
        case .distinct: return .distinct(rows, of: of)
        case .sum: return .sum(rows, of: of, approximate: reader.optionalString("approximate", in: node))
        case .mean: return .mean(rows, of: of)
        case .median: return .median(rows, of: of)
        case .agreement: return agreement(rows, of: of, node)
        case .recommendation: return .recommendation(rows, of: of)
        case .consensus: return consensus(rows, of: of, node)
        case .earliest: return .extreme(rows, of: of, latest: false)
        case .latest: return .extreme(rows, of: of, latest: true)
        case .distribution:
            let levels = reader.items("levels", in: node).compactMap { level -> BreakdownLevel.Level? in
                level.int.map { .number($0) } ?? level.string.map { .code($0) }
            }
            return .distribution(
                rows, of: of, dimension: reader.string("dimension", in: node, default: "answer"), levels: levels)
        case .groupDifference:
            return groups(node).map { .groupDifference(rows, of: of, groups: $0) }
        case .pairedChange:
            return pairing(node).map {
                .pairedChange(
                    rows, of: of, pairing: $0, minimumPairs: reader.int("minimum-pairs", in: node, default: 10),
                    higherIsBetter: reader.bool("higher-is-better", in: node, default: true))
            }
        default: return nil
        }
    }

    private func budgetUse(_ node: Definition) -> BudgetUse? {
        guard let of = reader.string("of", in: node),
            let spent = reader.mapping("spent", in: node).flatMap(calculation)
        else { return nil }
        guard case .sum = spent else {
            reader.report(
                "indicators.budget", at: node["spent"] ?? node, "what was spent is a sum",
                remedies: ["write such as 'spent: {kind: sum, table: expenditure, of: amount}'"])
            return nil
        }
        return BudgetUse(
            of: of, from: reader.string("from", in: node, default: "from"),
            until: reader.string("until", in: node, default: "until"), spent: spent,
            margin: reader.double("margin", in: node, default: 0.1))
    }

    func pairing(_ node: Definition) -> Pairing? {
        guard let person = reader.string("person", in: node), let wave = reader.string("wave", in: node),
            let from = reader.string("from", in: node), let to = reader.string("to", in: node)
        else { return nil }
        return Pairing(person: person, wave: wave, from: from, to: to)
    }

    func timeToEvent(_ node: Definition) -> TimeToEvent? {
        let unit = reader.choice("unit", in: node, of: TimeToEvent.Unit.self)
        guard let key = reader.string("key", in: node), let origin = reader.string("origin", in: node),
            let events = reader.mapping("events", in: node), let table = reader.string("table", in: events),
            let eventKey = reader.string("key", in: events), let day = reader.string("day", in: events), let unit
        else { return nil }
        // The as-of day is not known here; evaluation sets it.
        return TimeToEvent(
            key: key, origin: origin, eventTable: table, eventFilter: reader.optionalString("where", in: events),
            eventKey: eventKey, eventDay: day, observedUntil: 0, unit: unit)
    }

    private func subjects(_ node: Definition) -> Subjects? {
        guard let key = reader.string("key", in: node), let events = reader.mapping("events", in: node),
            let table = reader.string("table", in: events), let eventKey = reader.string("key", in: events)
        else { return nil }
        let attributes = reader.entries("attributes", in: node) { entry in
            entry.value.string.map { Grouping(name: entry.key, expression: $0) }
        }
        let aggregations = reader.entries("aggregates", in: events) { entry -> NamedAggregation? in
            aggregation(entry.value).map { NamedAggregation(name: entry.key, aggregation: $0) }
        }
        return Subjects(
            key: key, attributes: attributes, eventTable: table,
            eventFilter: reader.optionalString("where", in: events), eventKey: eventKey, aggregations: aggregations)
    }

    private func aggregation(_ node: Definition) -> Subjects.Aggregation? {
        if node.string == "rows" { return .rows }
        guard let entry = node.mapping?.first, let of = entry.value.string else {
            reader.report(
                "indicators.aggregate", at: node,
                "expected 'rows' or one of distinct, earliest, latest, sum, where with a column",
                remedies: ["write 'rows' or '{distinct: adopter}'"])
            return nil
        }
        switch entry.key {
        case "distinct": return .distinct(of)
        case "earliest": return .earliest(of)
        case "latest": return .latest(of)
        case "sum": return .sum(of)
        case "where": return .rowsWhere(of)
        default:
            reader.reportUnknown(
                entry.key, at: node, as: "an aggregate", among: ["distinct", "earliest", "latest", "sum", "where"])
            return nil
        }
    }
}

/// The names of ``FigureSet/Totals`` in catalogues.
enum FigureSetTotals: String, CaseIterable {
    case additive, overlapping, unrelated

    var totals: FigureSet.Totals {
        switch self {
        case .additive: .additive
        case .overlapping: .overlapping
        case .unrelated: .unrelated
        }
    }
}
