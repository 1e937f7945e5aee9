import Records
public import Tabulation

/// Which rows a figure rests on.
public struct FigureRows: Sendable, Hashable {
    /// Counts the rows, grouped as the figure is broken down and not otherwise.
    public var request: TabulationRequest
    /// The figure's group, a level for each grouping; nil for the rows of all groups.
    public let levels: [Level]?
}

extension Evaluation {
    /// The rows behind a figure: those of its breakdown and, of an indicator with items, of its item.
    ///
    /// A calculation may look at more than the breakdown: at weights, at what is rated, at another question. Rows where that is not
    /// known are behind no figure, so that it becomes a condition here. Of the pairs of a weighted change all rows are given, with a
    /// weight or without.
    ///
    /// - Parameter breakdown: The levels of the figure; none for the total, and for an indicator whose figures have none.
    /// - Returns: nil where nothing is tabulated.
    public func rows(behind breakdown: [BreakdownLevel], of indicator: Indicator) -> FigureRows? {
        let own = breakdown.filter { $0.dimension != "item" || indicator.items.isEmpty }
        let item = breakdown.first { $0.dimension == "item" && !indicator.items.isEmpty }?.level.name
        let added = indicator.calculation.addedDimensions
        let dimensions = own.map(\.dimension).filter { !added.contains($0) }
        let declared = indicator.computedBreakdowns.first { Set($0) == Set(dimensions) }
        let requests = requests(for: indicator.narrowed(to: item, declared))
        let wanted = Set(own.map(\.dimension))
        let fitting = requests.first { wanted.isSubset(of: $0.groupings.map(\.name)) }
        let special = Self.ofAllItems(requests, indicator) ?? Self.ofSpread(requests, indicator)
        guard var request = special ?? fitting ?? requests.first else { return nil }
        let depth = declared?.count ?? 0
        let groupings = request.groupings
        // By their place, as a dimension may bear the name of an axis that a calculation adds.
        let kept = groupings.indices.filter { $0 < depth || wanted.contains(groupings[$0].name) }
        var others = groupings.indices.filter { !kept.contains($0) }.map { groupings[$0].expression }
        request.groupings = kept.map { groupings[$0] }
        let levels = request.groupings.compactMap { grouping in
            own.first { $0.dimension == grouping.name }.map(Self.tabulated)
        }
        // A target needs no due day, and no start of its own.
        if case .targets = indicator.calculation { others = [] }
        // Whoever is not known to be part of a weighted share is no part of it, and counts in its whole.
        if case .weighted(_, let estimate) = indicator.calculation, case .share = estimate.quantity {
            request.measure = .rows
        }
        if case .tuples(let tuples) = request.measure {
            // Both ends of a tie, or who did what, must be known; its weight and attributes need not.
            others = groupings.filter { tuples.required.contains($0.name) }.map(\.expression)
            request.measure = .rows
        }
        var conditions = conditions(others, request, indicator.calculation)
        if case .spread(let analysis) = indicator.calculation, request.table == analysis.spread.rows.table,
            let isAdoption = analysis.conditionOfAdoptions
        {
            conditions.append(isAdoption)
        }
        if !conditions.isEmpty {
            request.filter = ((request.filter.map { ["(\($0))"] } ?? []) + conditions).joined(separator: " and ")
        }
        return FigureRows(request: request, levels: levels.count == request.groupings.count ? levels : nil)
    }

    /// A level as rows have it: that of a target's due day, which figures have in words, is a day.
    private static func tabulated(_ level: BreakdownLevel) -> Level {
        guard level.dimension == "due", case .code(let code) = level.level, let day = CalendarDay(iso: code) else {
            return level.level.tabulated
        }
        return .number(Int(day.number))
    }

    /// A scale's figures rest on the rows with every item answered, which its second request is of.
    private static func ofAllItems(_ requests: [TabulationRequest], _ indicator: Indicator) -> TabulationRequest? {
        if case .scale = indicator.calculation { requests.dropFirst().first } else { nil }
    }

    /// What a spread's figures rest on is not always the steps: reuse rests on the innovations, elements on the rows that tell of them.
    private static func ofSpread(_ requests: [TabulationRequest], _ indicator: Indicator) -> TabulationRequest? {
        guard case .spread(let analysis) = indicator.calculation, let table = analysis.tableBehind else { return nil }
        return requests.first { $0.table == table }
    }

    /// What must be known of a row, besides its group.
    private func conditions(
        _ expressions: [String], _ request: TabulationRequest, _ calculation: Calculation
    ) -> [String] {
        // A condition would hold for either row of a pair.
        if case .transition = request.measure { return [] }
        // A row without a level is in a stratum of those without.
        if case .sample = calculation { return [] }
        guard case .weighted(_, let estimate) = calculation, let design = catalogue.design(estimate.design) else {
            return expressions.map { "present(\($0))" }
        }
        let isRatio = if case .ratio = estimate.quantity { true } else { false }
        return expressions.enumerated().compactMap { place, expression in
            let margin = place - (isRatio ? 1 : 0)
            if design.margins.indices.contains(margin),
                design.margins[margin].populations.keys.contains(where: { $0.hasPrefix("missing:") })
            {
                return nil
            }
            let isWeight = design.weight != nil && place == expressions.count - 1
            return isWeight ? "(\(expression)) > 0" : "present(\(expression))"
        }
    }
}

extension Indicator {
    /// The indicator for one of its items and one of its breakdowns; nil leaves all.
    fileprivate func narrowed(to item: String?, _ breakdown: [String]?) -> Indicator {
        Indicator(
            code: code, titles: titles, definitions: definitions, reference: reference, unit: unit,
            population: population, calculation: calculation, breakdowns: breakdown.map { [$0] } ?? breakdowns,
            authorityBreakdowns: breakdown == nil ? authorityBreakdowns : [],
            items: item.map { [$0] } ?? items, decimals: decimals, totals: totals, adjustment: adjustment,
            shrinks: shrinks, bootstrap: bootstrap, target: target, exemption: exemption, rule: rule,
            location: location)
    }
}
