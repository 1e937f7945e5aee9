import Records
import Statistics
public import Tabulation

/// Computes the figures of indicators from tabulations; without answers it notes what it would ask for.
final class Evaluator {
    let catalogue: Catalogue
    let context: EvaluationContext
    private let answers: [TabulationRequest: CrossTabulation]?
    private(set) var asked: [TabulationRequest] = []
    /// What other indicators have asked for too.
    let shared: SharedData

    init(
        catalogue: Catalogue, context: EvaluationContext, answers: [TabulationRequest: CrossTabulation]?,
        shared: SharedData = SharedData()
    ) {
        self.shared = shared
        self.catalogue = catalogue
        self.context = context
        self.answers = answers
    }

    // MARK: Asking

    func answer(_ request: TabulationRequest) -> CrossTabulation {
        guard let answers else {
            asked.append(request)
            return CrossTabulation(axes: [], cells: [])
        }
        return answers[request] ?? CrossTabulation(axes: [], cells: [])
    }

    /// A request for rows by dimensions, with what `{item}`, the dates and the scores stand for put in.
    func request(
        _ rows: RowSelection, by dimensions: [Dimension], _ measure: Measure, and condition: String? = nil,
        _ scope: Scope
    ) -> TabulationRequest {
        let filters = [rows.filter, condition].compactMap { $0 }
        let filter: String? =
            filters.count == 2 ? "(\(filters[0])) and (\(filters[1]))" : filters.first
        return TabulationRequest(
            table: rows.table, filter: filter.map(scope.filled),
            groupings: dimensions.map {
                Grouping(name: $0.name, expression: scope.filled($0.expression(in: rows.table)))
            },
            measure: measure, oncePer: rows.oncePer)
    }

    /// What the placeholders of expressions stand for.
    struct Scope {
        let item: String?
        let context: EvaluationContext
        let catalogue: Catalogue
        /// How the interval of a figure is resampled that has no other; nil for none.
        var bootstrap: BootstrapInterval?

        func filled(_ expression: String) -> String {
            replacingPlaceholders(in: expression) { name in
                switch name {
                case "item": item
                case "as_of": context.asOf.description
                case "from": context.from.description
                case "to": context.to.description
                default: ScorePlaceholder.scale(name).flatMap(catalogue.scale)?.expression
                }
            }
        }
    }

    // MARK: Sets

    func set(for indicator: Indicator) -> FigureSet {
        var figures: [Figure] = []
        for breakdown in indicator.computedBreakdowns {
            let dimensions = breakdown.compactMap(catalogue.dimension)
            var computed: [(levels: [BreakdownLevel], value: Computed)] = []
            for item in indicator.items.isEmpty ? [nil] : indicator.items.map(Optional.some) {
                let scope = Scope(
                    item: item, context: context, catalogue: catalogue, bootstrap: indicator.bootstrap)
                var (values, extra) = values(of: indicator.calculation, by: dimensions, scope)
                if let choice = indicator.bootstrap {
                    resample(&values, indicator.calculation, choice, dimensions, scope)
                }
                let names = dimensions.map(\.name) + extra
                let filled = completed(values, indicator.calculation, dimensions, extra: extra.count)
                let added = addedOrder(of: indicator.calculation)
                var keys = ordered(Array(filled.keys), dimensions, added: added)
                if indicator.calculation.isRanked { keys = ranked(keys, filled, depth: dimensions.count) }
                for key in keys {
                    guard let value = filled[key] else { continue }
                    let levels = zip(names, key).map(BreakdownLevel.init)
                    computed.append(
                        (item.map { [BreakdownLevel(dimension: "item", level: .code($0))] + levels } ?? levels, value))
                }
            }
            adjust(&computed, indicator)
            if indicator.shrinks, dimensions.count == 1 { shrink(&computed) }
            figures += computed.map { figure(indicator, $0.levels, $0.value) }
        }
        return FigureSet(
            indicator: indicator.code, unit: indicator.unit, population: indicator.population,
            method: Self.method(of: indicator),
            totals: indicator.totals ?? Self.totals(of: indicator.calculation),
            figures: figures)
    }

    func figure(_ indicator: Indicator, _ levels: [BreakdownLevel], _ value: Computed) -> Figure {
        Figure(
            indicator: indicator.code, breakdown: levels, value: value.value,
            absence: value.value == nil ? value.absence ?? .noObservations : nil, n: value.n, interval: value.interval,
            approximate: value.approximate, further: value.further,
            reveals: indicator.population == .none ? [] : value.reveals)
    }

    /// Adds p values adjusted over all figures of the breakdown, which are the family of tests.
    private func adjust(_ computed: inout [(levels: [BreakdownLevel], value: Computed)], _ indicator: Indicator) {
        guard let procedure = indicator.adjustment.flatMap(MultipleComparison.init(rawValue:)),
            let tested = indicator.calculation.testedName
        else { return }
        let family = computed.map { entry in entry.value.further.first { $0.name == tested }?.value }
        guard let adjusted = try? procedure.adjusted(family) else { return }
        for index in computed.indices where family[index] != nil {
            computed[index].value.further.append(NamedValue("adjustedP", adjusted[index]))
        }
    }

    // MARK: Order and completeness

    /// Keys in the order of code lists, then of levels; those of an added dimension in the order given.
    private func ordered(_ keys: [GroupKey], _ dimensions: [Dimension], added: [String]) -> [GroupKey] {
        let lists = dimensions.map { $0.codeList.flatMap { context.codeLists[$0] } }
        let places = Dictionary(zip(added, added.indices), uniquingKeysWith: { first, _ in first })
        func rank(_ key: GroupKey) -> [(Int, Tabulation.Level)] {
            key.enumerated().map { index, level in
                let position =
                    if case .code(let code) = level, lists.indices.contains(index) {
                        lists[index]?.index(of: code) ?? Int.max - 1
                    } else if case .code(let code) = level {
                        places[code] ?? (places.isEmpty ? 0 : Int.max - 1)
                    } else {
                        if case .missing = level { Int.max } else { 0 }
                    }
                return (position, level.tabulated)
            }
        }
        return keys.map { (key: $0, rank: rank($0)) }.sorted { left, right in
            for (a, b) in zip(left.rank, right.rank) where a.0 != b.0 || a.1 != b.1 {
                return a.0 != b.0 ? a.0 < b.0 : a.1 < b.1
            }
            return false
        }.map(\.key)
    }

    /// Keys of a group by value, the greatest first, then by n; what is equal in both stays in its order.
    private func ranked(_ keys: [GroupKey], _ values: [GroupKey: Computed], depth: Int) -> [GroupKey] {
        var places: [GroupKey: Int] = [:]
        for key in keys {
            let group = Array(key.prefix(depth))
            places[group] = places[group] ?? places.count
        }
        return keys.enumerated().sorted { left, right in
            let (first, second) = (values[left.element], values[right.element])
            let (one, other) = (
                places[Array(left.element.prefix(depth))] ?? 0, places[Array(right.element.prefix(depth))] ?? 0
            )
            if one != other { return one < other }
            let (mine, theirs) = (first?.value ?? -.infinity, second?.value ?? -.infinity)
            if mine != theirs { return mine > theirs }
            return (second?.n ?? 0, left.offset) < (first?.n ?? 0, right.offset)
        }.map(\.element)
    }

    /// The values with a zero, or "no observations", at every level that a code list promises.
    func completed(
        _ values: [GroupKey: Computed], _ calculation: Calculation, _ dimensions: [Dimension], extra: Int
    ) -> [GroupKey: Computed] {
        if dimensions.isEmpty, extra == 0, values.isEmpty { return [[]: Self.empty(calculation)] }
        guard extra == 0, dimensions.contains(where: \.showsAllLevels) else { return values }
        // Levels that need not appear stay in the groups that they were found in: crossed, they would promise groups that cannot be, such
        // as a priority with the objective of another one.
        let isClosed = dimensions.allSatisfy(\.showsAllLevels)
        var keys = Set(values.keys)
        if keys.isEmpty, isClosed { keys = [GroupKey(repeating: .code(""), count: dimensions.count)] }
        for (index, dimension) in dimensions.enumerated() where dimension.showsAllLevels {
            var levels = Set(values.keys.map { $0[index] })
            if let list = dimension.codeList.flatMap({ context.codeLists[$0] }) {
                levels.formUnion(list.codes.map { .code($0.code) })
            }
            var crossed: Set<GroupKey> = []
            for var key in keys {
                for level in levels {
                    key[index] = level
                    crossed.insert(key)
                }
                guard crossed.count <= 20_000 else { return values }
            }
            keys = crossed
        }
        var result = values
        for key in keys where result[key] == nil { result[key] = Self.empty(calculation) }
        return result
    }

    private static func empty(_ calculation: Calculation) -> Computed {
        switch calculation {
        case .count(_, asked: nil), .distinct, .sum, .monthly, .matchCount, .place(_, .reach): .count(0)
        default: .absent(.noObservations)
        }
    }
}

extension BreakdownLevel.Level {
    init(_ level: Tabulation.Level) {
        self =
            switch level {
            case .code(let code): .code(code)
            case .number(let number): .number(number)
            case .missing(let reason): .missing(reason)
            }
    }

    public var tabulated: Tabulation.Level {
        switch self {
        case .code(let code): .code(code)
        case .number(let number): .number(number)
        case .missing(let reason): .missing(reason)
        }
    }
}
