public import Disclosure
public import Indicators
public import Records

/// Puts figures into the tables of a programme's transmission.
///
/// It is for a copy in which nothing is withheld: there a level that no figure has was counted, and nothing was found.
public struct TransmissionBuilder {
    let layout: TransmissionLayout
    let programme: Programme
    let catalogue: Catalogue
    let codeLists: [String: CodeList]
    let sets: [String: ProtectedSet]
    let plan: ProgrammePlan
    let asOf: CalendarDay

    /// - Parameter asOf: The day of the build.
    public init(
        layout: TransmissionLayout, programme: Programme, catalogue: Catalogue, codeLists: [String: CodeList],
        sets: [ProtectedSet], plan: ProgrammePlan, asOf: CalendarDay
    ) {
        self.layout = layout
        self.programme = programme
        self.catalogue = catalogue
        self.codeLists = codeLists
        self.sets = Dictionary(sets.map { ($0.indicator, $0) }, uniquingKeysWith: { first, _ in first })
        self.plan = plan
        self.asOf = asOf
    }

    /// The tables and sheets.
    ///
    /// - Complexity: O(cells × indicators × figures of the plan).
    public func transmission() -> ProgrammeTransmission {
        let codes = layout.indicators + (layout.operations.map { $0.indicators + $0.beside } ?? [])
        let rules = codes.compactMap { code in
            catalogue.indicator(code)?.rule.map { (code, $0.version) }
        }
        return ProgrammeTransmission(
            layout: layout, programme: programme, version: layout.schedule.version(asOf: asOf),
            tables: layout.tables.map(table), sheets: layout.operations.map(sheets) ?? [],
            rules: Dictionary(rules, uniquingKeysWith: { first, _ in first }))
    }

    // MARK: Tables

    private func table(_ table: TransmissionTableLayout) -> TransmissionTable {
        let (cells, others) = cells(of: table)
        let named = cells.map { cell in
            Dictionary(cell.map { ($0.dimension, $0.level.name) }, uniquingKeysWith: { first, _ in first })
        }
        let (plan, unplaced) = plan.placed(
            in: named, grain: table.grain, indicators: Set(table.indicators), programme: layout.programme)
        let rows = cells.flatMap { cell in
            table.indicators.compactMap { code in
                catalogue.indicator(code).map { row($0, cell, table.columns, plan) }
            }
        }
        return TransmissionTable(
            layout: table, rows: rows, ofOthers: others, unplaced: unplaced, estimates: estimates(rows, table, plan),
            refused: refused(table))
    }

    /// The cells of a table's grain: those in which something was counted, is planned, or an operation stands, since also zeros are sent.
    private func cells(of table: TransmissionTableLayout) -> (own: [[BreakdownLevel]], others: [[String]]) {
        var cells: [[String]: [BreakdownLevel]] = [:]
        func add(_ cell: [BreakdownLevel]) { cells[cell.map(\.level.name)] = cell }
        for code in table.indicators {
            for figure in sets[code]?.figures ?? [] {
                let rest = figure.breakdown.filter { $0.dimension != layout.split }
                guard rest.count == table.grain.count, !isNothing(figure.value) else { continue }
                let cell = table.grain.compactMap { name in rest.first { $0.dimension == name } }
                if cell.count == table.grain.count { add(cell) }
            }
        }
        func stated(_ levels: [String: String]) -> [BreakdownLevel]? {
            let cell = table.grain.compactMap { name in
                levels[name].map { BreakdownLevel(dimension: name, level: .code($0)) }
            }
            return cell.count == table.grain.count ? cell : nil
        }
        let wanted = Set(table.indicators)
        for figure in plan.figures
        where wanted.contains(figure.indicator) && (figure.programme == nil || figure.programme == layout.programme) {
            if let cell = stated(figure.levels) { add(cell) }
        }
        var own: Set<[String]> = []
        for operation in plan.operations(of: layout.programme) {
            guard let cell = stated(operation.levels) else { continue }
            add(cell)
            own.insert(cell.map(\.level.name))
        }
        // Rules of two programmes may be tried on the same data; what is sent is of a programme's own operations.
        let foreign = Set(
            plan.operations.filter { $0.programme != nil && $0.programme != layout.programme }
                .compactMap { stated($0.levels)?.map(\.level.name) }
        ).subtracting(own)
        let others = cells.keys.filter(foreign.contains).sorted { $0.lexicographicallyPrecedes($1) }
        for other in others { cells[other] = nil }
        return (ordered(Array(cells.values)), others)
    }

    /// Whether a number tells of nobody and nothing.
    private func isNothing(_ number: ProtectedNumber) -> Bool {
        if let value = number.value { return value == 0 }
        return !number.isWithheld
    }

    /// Cells in the order of code lists, then by code.
    private func ordered(_ cells: [[BreakdownLevel]]) -> [[BreakdownLevel]] {
        func rank(_ level: BreakdownLevel) -> (Int, String) {
            let list = catalogue.dimension(level.dimension)?.codeList.flatMap { codeLists[$0] }
            return (list?.index(of: level.level.name) ?? Int.max, level.level.name)
        }
        let ranked = cells.map { (cell: $0, rank: $0.map(rank)) }
        return ranked.sorted { left, right in
            for (one, other) in zip(left.rank, right.rank) where one != other { return one < other }
            return false
        }.map(\.cell)
    }

    // MARK: Sheets of operations

    private func sheets(_ layout: OperationSheetLayout) -> [OperationSheet] {
        var found: [String: BreakdownLevel] = [:]
        for code in layout.indicators + layout.beside {
            for figure in sets[code]?.figures ?? [] {
                guard let level = figure.breakdown.first(where: { $0.dimension == layout.dimension }),
                    figure.breakdown.allSatisfy({ [layout.dimension, self.layout.split].contains($0.dimension) }),
                    !isNothing(figure.value)
                else { continue }
                found[level.level.name] = level
            }
        }
        for operation in plan.operations(of: self.layout.programme) {
            found[operation.id] = BreakdownLevel(dimension: layout.dimension, level: .code(operation.id))
        }
        for operation in plan.operations where operation.programme != nil {
            if operation.programme != self.layout.programme { found[operation.id] = nil }
        }
        return ordered(found.values.map { [$0] }).compactMap(\.first).map { level in
            OperationSheet(
                operation: level,
                rows: layout.indicators.compactMap(catalogue.indicator).map { row($0, [level], layout.columns, plan) },
                beside: layout.beside.compactMap(catalogue.indicator).map { indicator in
                    TransmissionRow(
                        cell: [level], indicator: indicator.code,
                        values: [achieved(indicator, [level], level: nil, plan)])
                })
        }
    }
}
