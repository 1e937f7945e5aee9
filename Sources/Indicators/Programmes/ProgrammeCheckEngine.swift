public import Records

/// Holds the figures of programmes against what must hold among them. Pure: figures in, outcomes out.
///
/// Computed and reported figures are checked alike, so that a project that has only figures typed from the authority's system gets the
/// same checks. Figures are compared in each cell that all of a check's indicators are broken down to, and in total.
public struct ProgrammeCheckEngine {
    let catalogue: Catalogue
    let reported: [ReportedFigure]
    let asOf: CalendarDay
    /// The figures of each basis: those computed first, then those reported by day.
    private let tables: [FigureTable]

    /// - Parameters:
    ///   - sets: The figures of the catalogue, as computed.
    ///   - reported: What was set and reported.
    ///   - asOf: The last day of observation.
    public init(catalogue: Catalogue, sets: [FigureSet], reported: [ReportedFigure], asOf: CalendarDay) {
        self.catalogue = catalogue
        self.reported = reported
        self.asOf = asOf
        var byBasis: [FigureBasis: [ReportedFigure]] = [:]
        for figure in reported where figure.kind == .achieved || figure.kind == .selected {
            byBasis[figure.basis, default: []].append(figure)
        }
        tables = [FigureTable(sets)] + byBasis.sorted { $0.key < $1.key }.map { FigureTable($0.key, $0.value) }
    }

    /// What each check of the catalogue gives, in their order.
    public func outcomes() -> [CheckOutcome] { catalogue.checks.map(outcome) }

    private func outcome(of check: ProgrammeCheck) -> CheckOutcome {
        var outcome = CheckOutcome(check)
        switch check.test {
        case .sum(let total, let parts): compare(total, .equal, parts, &outcome)
        case .atMost(let parts, let whole): compare(parts, .atMost, whole, &outcome)
        case .eachAtMost(let parts, let whole): for part in parts { compare([part], .atMost, whole, &outcome) }
        case .resultAtMostOutput:
            for indicator in indicators(of: check) {
                guard let outputs = indicator.rule?.referenceOutputs, !outputs.isEmpty else { continue }
                compare([indicator.code], .atMost, outputs, &outcome)
            }
        case .shareAtMostOne: shares(&outcome)
        case .reported(let genders, let except): missing(genders, except, &outcome)
        case .addsUp: genderTotals(&outcome)
        case .withoutGender: entitiesByGender(&outcome)
        case .neverFalls: falls(&outcome)
        case .milestone: aims(.milestone, &outcome)
        case .target: aims(.target, &outcome)
        case .agreement: agreement(&outcome)
        case .notBoth(let codes): both(codes, &outcome)
        }
        return outcome
    }

    /// The indicators that follow rules of the check's programme.
    func indicators(of check: ProgrammeCheck) -> [Indicator] {
        catalogue.indicators.filter { $0.rule?.programme == check.programme }
    }

    /// What was set and reported of a check's programme.
    func figures(of check: ProgrammeCheck, _ kind: ReportedFigure.Kind) -> [ReportedFigure] {
        let codes = Set(indicators(of: check).map(\.code))
        return reported.filter { figure in
            figure.kind == kind && (figure.programme ?? check.programme) == check.programme
                && codes.contains(figure.indicator)
        }
    }

    /// Those of them that add up and only grow: shares do neither.
    private func counts(of check: ProgrammeCheck, _ kind: ReportedFigure.Kind) -> [ReportedFigure] {
        let shares = Set(indicators(of: check).filter { $0.unit == .share }.map(\.code))
        return figures(of: check, kind).filter { !shares.contains($0.indicator) }
    }

    // MARK: Comparisons within a basis

    private func compare(
        _ left: [String], _ relation: CheckedCell.Relation, _ right: [String], _ outcome: inout CheckOutcome
    ) {
        for table in tables {
            for cell in table.cells(of: left + right) {
                let (first, second) = (table.side(left, cell), table.side(right, cell))
                outcome.take(cell, first, relation, second)
            }
        }
    }

    private func shares(_ outcome: inout CheckOutcome) {
        let codes = indicators(of: outcome.check).filter { $0.unit == .share }.map(\.code)
        for code in codes {
            for cell in tables.first?.cells(of: [code]) ?? [] {
                guard let side = tables.first?.side([code], cell) else { continue }
                outcome.take(cell, side, .atMost, CheckedSide([], limit: 1))
            }
        }
        // As typed: a share of all is no sum of the genders' shares.
        for kind in [ReportedFigure.Kind.achieved, .selected] {
            for row in figures(of: outcome.check, kind).sorted() where codes.contains(row.indicator) {
                outcome.take(row.cell, CheckedSide([row.term]), .atMost, CheckedSide([], limit: 100))
            }
        }
    }

    private func both(_ codes: [String], _ outcome: inout CheckOutcome) {
        guard let first = codes.first, codes.count > 1 else { return }
        for table in tables {
            // Persons have a gender and entities none, so that only what both are broken down by can be compared.
            for cell in table.cells(of: codes) {
                let values = codes.compactMap { table.value(of: $0, in: cell) }
                guard values.count == codes.count else { continue }
                if values.allSatisfy({ $0 > 0 }) {
                    let others = table.side(Array(codes.dropFirst()), cell)
                    outcome.cells.append(CheckedCell(cell, table.side([first], cell), .notBoth, others))
                } else {
                    outcome.held += 1
                }
            }
        }
    }

    // MARK: What was reported

    private func missing(_ genders: [String], _ except: [String], _ outcome: inout CheckOutcome) {
        let achieved = figures(of: outcome.check, .achieved)
        let expected = indicators(of: outcome.check).filter { !except.contains($0.code) }
        for (basis, figures) in Dictionary(grouping: achieved, by: \.basis).sorted(by: { $0.key < $1.key }) {
            let day = figures.first?.through
            let table = FigureTable(basis, figures)
            let places = Set(figures.map { $0.cell.without(ReportedFigure.gender) }).sorted()
            for place in places {
                for indicator in expected where indicator.rule?.validity.isOpen(on: day) ?? true {
                    let isOfPersons = indicator.rule?.data != .entity && !genders.isEmpty
                    let cells = isOfPersons ? genders.map { place.of(gender: $0) } : [place]
                    for cell in cells {
                        if table.value(of: indicator.code, in: cell) != nil {
                            outcome.held += 1
                        } else {
                            let side = CheckedSide([CheckedTerm(indicator.code, basis, cell, nil)])
                            outcome.cells.append(CheckedCell(cell, side, .isMissing))
                        }
                    }
                }
            }
        }
    }

    private func genderTotals(_ outcome: inout CheckOutcome) {
        for kind in [ReportedFigure.Kind.achieved, .selected] {
            let rows = counts(of: outcome.check, kind)
            for total in rows.sorted() where total.cell.level(of: ReportedFigure.gender) == nil {
                let parts = rows.filter { row in
                    row.indicator == total.indicator && row.through == total.through && row.cell != total.cell
                        && row.cell.without(ReportedFigure.gender) == total.cell
                }
                guard !parts.isEmpty else { continue }
                outcome.take(
                    total.cell, CheckedSide([total.term]), .equal, CheckedSide(parts.sorted().map(\.term)))
            }
        }
    }

    private func entitiesByGender(_ outcome: inout CheckOutcome) {
        let entities = Set(indicators(of: outcome.check).filter { $0.rule?.data == .entity }.map(\.code))
        for kind in [ReportedFigure.Kind.achieved, .selected] {
            for row in figures(of: outcome.check, kind).sorted() where entities.contains(row.indicator) {
                if row.cell.level(of: ReportedFigure.gender) == nil {
                    outcome.held += 1
                } else {
                    outcome.cells.append(CheckedCell(row.cell, CheckedSide([row.term]), .isSuperfluous))
                }
            }
        }
    }

    private func falls(_ outcome: inout CheckOutcome) {
        let rows = counts(of: outcome.check, .achieved).filter { $0.through != nil }
        let series = Dictionary(grouping: rows) { row in
            [row.indicator] + row.cell.dimensions + row.cell.levels.map(\.level.name)
        }
        for (_, figures) in series.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
            let days = figures.sorted()
            for (before, after) in zip(days, days.dropFirst()) {
                let (first, second) = (CheckedSide([before.term]), CheckedSide([after.term]))
                if after.value < before.value, let reason = after.correction {
                    outcome.cells.append(CheckedCell(after.cell, first, .atMost, second, state: .corrected(reason)))
                } else {
                    outcome.take(after.cell, first, .atMost, second)
                }
            }
        }
    }

    /// What was reported by the as-of day against what the records give.
    private func agreement(_ outcome: inout CheckOutcome) {
        guard let computed = tables.first else { return }
        let rows = counts(of: outcome.check, .achieved).filter { $0.through == asOf }
        for (code, figures) in Dictionary(grouping: rows, by: \.indicator).sorted(by: { $0.key < $1.key }) {
            let leaves = ReportedFigure.leaves(figures)
            for dimensions in (computed.breakdowns[code] ?? []).sorted(by: { $0.lexicographicallyPrecedes($1) }) {
                let placed = leaves.map { (row: $0, cell: $0.cell.restricted(to: dimensions)) }
                // A row that does not say one of the levels may be of any.
                guard placed.allSatisfy({ $0.cell != nil }) else { continue }
                let byCell = Dictionary(grouping: placed) { $0.cell ?? .total }
                for (cell, rows) in byCell.sorted(by: { $0.key < $1.key }) {
                    let typed = CheckedSide(rows.map(\.row).sorted().map(\.term))
                    outcome.take(cell, typed, .equal, computed.side([code], cell))
                }
            }
        }
    }

    // MARK: Aims

    private func aims(_ kind: ReportedFigure.Kind, _ outcome: inout CheckOutcome) {
        for aim in figures(of: outcome.check, kind).sorted() {
            guard let achieved = achieved(of: aim, outcome.check), let value = achieved.value else { continue }
            let isDue = aim.through.map { $0 <= asOf } ?? false
            let state: CheckedCell.State = value >= aim.value ? .reached : isDue ? .broken : .pending
            outcome.cells.append(
                CheckedCell(
                    aim.cell, CheckedSide([aim.term]), .atMost, achieved, state: state,
                    due: .reported(kind, through: aim.through)))
        }
    }

    /// What was achieved of an aim: as last reported, else as computed where figures are broken down as the aim is.
    private func achieved(of aim: ReportedFigure, _ check: ProgrammeCheck) -> CheckedSide? {
        let rows = figures(of: check, .achieved).filter { row in
            row.indicator == aim.indicator && row.cell.isWithin(aim.cell) && (row.through.map { $0 <= asOf } ?? false)
        }
        if let last = rows.compactMap(\.through).max() {
            let leaves = ReportedFigure.leaves(rows.filter { $0.through == last })
            return CheckedSide(leaves.sorted().map(\.term))
        }
        guard let computed = tables.first else { return nil }
        // The priority follows from the objective, so that figures need not be broken down by it.
        for cell in [aim.cell, aim.cell.without("priority")]
        where computed.breakdowns[aim.indicator]?.contains(cell.dimensions) ?? false {
            return computed.side([aim.indicator], cell)
        }
        return nil
    }
}

extension CheckOutcome {
    /// Takes down a comparison; one of figures that are not known is none.
    mutating func take(
        _ cell: FigureCell, _ left: CheckedSide, _ relation: CheckedCell.Relation, _ right: CheckedSide
    ) {
        guard let first = left.value, let second = right.value else { return }
        // Counts are whole numbers and exact; weighted estimates are not.
        let tolerance = 1e-9 * max(1, abs(first), abs(second))
        let holds = relation == .equal ? abs(first - second) <= tolerance : first <= second + tolerance
        if holds {
            held += 1
        } else {
            cells.append(CheckedCell(cell, left, relation, right))
        }
    }
}

extension FigureTable {
    /// Figures that are added up in a cell.
    func side(_ codes: [String], _ cell: FigureCell) -> CheckedSide {
        CheckedSide(codes.map { CheckedTerm($0, basis, cell, value(of: $0, in: cell)) })
    }
}

extension FigureCell {
    fileprivate func of(gender: String) -> FigureCell {
        FigureCell(levels + [BreakdownLevel(dimension: ReportedFigure.gender, level: .code(gender))])
    }
}

extension ReportedFigure: Comparable {
    /// By indicator and cell, then by day.
    public static func < (left: ReportedFigure, right: ReportedFigure) -> Bool {
        if left.indicator != right.indicator { return left.indicator < right.indicator }
        if left.cell != right.cell { return left.cell < right.cell }
        return left.basis < right.basis
    }

    public var basis: FigureBasis { .reported(kind, through: through) }

    var term: CheckedTerm { CheckedTerm(indicator, basis, cell, value) }

    /// The rows without those that are the sums of others: totals whose genders are there too.
    static func leaves(_ rows: [ReportedFigure]) -> [ReportedFigure] {
        let split = Set(rows.filter { $0.cell.level(of: gender) != nil }.map { $0.cell.without(gender) })
        return rows.filter { !split.contains($0.cell) }
    }
}

extension FigureBasis: Comparable {
    /// Computed figures first, then reported ones by kind and day, those without a day before.
    public static func < (left: FigureBasis, right: FigureBasis) -> Bool {
        switch (left, right) {
        case (.computed, .computed), (.reported, .computed): false
        case (.computed, .reported): true
        case (.reported(let kind, let day), .reported(let other, let later)):
            kind == other
                ? (day?.number ?? .min) < (later?.number ?? .min) : kind.rawValue < other.rawValue
        }
    }
}

extension Validity {
    /// Whether a day is among its days, where one is known.
    fileprivate func isOpen(on day: CalendarDay?) -> Bool { day.map { contains($0) } ?? true }
}
