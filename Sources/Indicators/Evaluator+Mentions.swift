import Records
import Tabulation

extension Evaluator {
    /// For each level of a dimension the share of persons who mention it, of those who mention any.
    ///
    /// Somebody who mentions several levels counts in each, so that the shares do not add up to one. Levels that the dimension
    /// promises, and those that were seen in another group, have a share of zero where nobody mentions them.
    func mentions(
        _ rows: RowSelection, _ mentions: Mentions, _ dimensions: [Dimension], _ scope: Scope
    ) -> [GroupKey: Computed] {
        guard let over = catalogue.dimension(mentions.over) else { return [:] }
        let mentioned = "present(\(over.expression(in: rows.table)))"
        let measure = Measure.distinct(scope.filled(mentions.person))
        let all = answer(request(rows, by: dimensions, measure, and: mentioned, scope))
        let each = answer(request(rows, by: dimensions + [over], measure, and: mentioned, scope))
        var wholes: [GroupKey: Int] = dimensions.isEmpty ? [[]: 0] : [:]
        for cell in all.cells { wholes[cell.levels.map(BreakdownLevel.Level.init)] = cell.aggregate.count }
        var parts: [GroupKey: Int] = [:]
        var levels = over.showsAllLevels ? codes(of: over).map(BreakdownLevel.Level.code) : []
        for cell in each.cells {
            let key = cell.levels.map(BreakdownLevel.Level.init)
            guard let level = key.last else { continue }
            parts[key] = cell.aggregate.count
            if !levels.contains(level) { levels.append(level) }
        }
        var result: [GroupKey: Computed] = [:]
        for (group, whole) in wholes {
            for level in levels { result[group + [level]] = share(parts[group + [level]] ?? 0, of: whole) }
        }
        return result
    }

    /// The codes of a dimension's list, in its order.
    func codes(of dimension: Dimension) -> [String] {
        dimension.codeList.flatMap { context.codeLists[$0] }?.codes.map(\.code) ?? []
    }

    /// The order of the levels that a calculation adds; empty when they follow from themselves.
    func addedOrder(of calculation: Calculation) -> [String] {
        if case .spread(let analysis) = calculation { return analysis.addedOrder }
        let over: String? =
            switch calculation {
            case .mentionShare(_, let mentions): mentions.over
            case .place(_, .bursts(let search)): search.over
            default: nil
            }
        return over.flatMap(catalogue.dimension).map(codes) ?? calculation.itemOrder
    }

    /// The released quotations of an indicator; nil when it has none.
    func quotations(for indicator: Indicator) -> QuotationList? {
        guard case .mentionShare(let rows, let mentions) = indicator.calculation, let quotes = mentions.quotes,
            let over = catalogue.dimension(mentions.over)
        else { return nil }
        let by = quotes.by.flatMap(catalogue.dimension)
        let scope = Scope(item: nil, context: context, catalogue: catalogue)
        let language = quotes.language.map { Grouping(name: "language", expression: scope.filled($0)) }
        let subjects = Subjects(
            key: quotes.text, attributes: [language].compactMap { $0 }, eventTable: rows.table, eventKey: quotes.text,
            aggregations: [], areQuotations: true)
        // A text with several themes is one for each of them.
        let groups = [over, by].compactMap { $0 }
        let table = answer(request(rows, by: groups, .subjects(subjects), scope))
        var found: Set<Quotation> = []
        for cell in table.cells where cell.levels.count == groups.count + 1 {
            guard cell.levels[0].isPresent, case .code(let text) = cell.levels[groups.count] else { continue }
            let language: String? = if case .code(let code)? = cell.fields.first { code } else { nil }
            found.insert(
                Quotation(
                    theme: BreakdownLevel.Level(cell.levels[0]),
                    group: by.map { _ in BreakdownLevel.Level(cell.levels[1]) }, text: text, language: language))
        }
        return QuotationList(
            indicator: indicator.code, over: over.name, by: by?.name, quotations: ordered(found, over, by))
    }

    private func ordered(_ found: Set<Quotation>, _ over: Dimension, _ by: Dimension?) -> [Quotation] {
        let themes = codes(of: over)
        let groups = by.map(codes) ?? []
        func rank(_ quotation: Quotation) -> (Int, String, Int, String, String, String) {
            let group = quotation.group?.name ?? ""
            return (
                themes.firstIndex(of: quotation.theme.name) ?? themes.count, quotation.theme.name,
                groups.firstIndex(of: group) ?? groups.count, group, quotation.text, quotation.language ?? ""
            )
        }
        return found.map { (quotation: $0, rank: rank($0)) }.sorted { $0.rank < $1.rank }.map(\.quotation)
    }
}
