public import Records

/// Where figures that are compared come from.
public enum FigureBasis: Sendable, Hashable {
    /// Computed from the records.
    case computed
    /// Reported by a day, or planned.
    case reported(ReportedFigure.Kind, through: CalendarDay?)
}

/// Figures of one basis, by indicator and cell.
struct FigureTable {
    let basis: FigureBasis
    /// A figure that is known to have no value is nil.
    private(set) var values: [String: [FigureCell: Double?]] = [:]
    /// The sets of dimensions that each indicator is broken down by.
    private(set) var breakdowns: [String: Set<[String]>] = [:]

    /// Figures as computed.
    init(_ sets: [FigureSet]) {
        basis = .computed
        for set in sets {
            for figure in set.figures {
                let cell = FigureCell(figure.breakdown)
                values[set.indicator, default: [:]][cell] = .some(figure.value)
                breakdowns[set.indicator, default: []].insert(cell.dimensions)
            }
        }
    }

    /// Figures as reported, with the totals of genders where nobody typed them.
    init(_ basis: FigureBasis, _ rows: [ReportedFigure]) {
        self.basis = basis
        for row in rows {
            let before = values[row.indicator]?[row.cell] ?? 0
            values[row.indicator, default: [:]][row.cell] = (before ?? 0) + row.value
        }
        for (code, typed) in values {
            for (cell, value) in typed where cell.level(of: ReportedFigure.gender) != nil {
                let all = cell.without(ReportedFigure.gender)
                guard typed[all] == nil, let value else { continue }
                let before = values[code]?[all] ?? 0
                values[code]?[all] = (before ?? 0) + value
            }
        }
        for (code, cells) in values { breakdowns[code] = Set(cells.keys.map(\.dimensions)) }
    }

    /// The value of an indicator in a cell; nil where it is not known.
    ///
    /// What is computed has no figure where nothing was counted; what was not reported is not known.
    func value(of code: String, in cell: FigureCell) -> Double? {
        if let value = values[code]?[cell] { return value }
        guard basis == .computed, breakdowns[code]?.contains(cell.dimensions) ?? false else { return nil }
        return 0
    }

    /// The cells that all of some indicators can be compared in.
    func cells(of codes: [String]) -> [FigureCell] {
        guard let first = codes.first, var common = breakdowns[first] else { return [] }
        for code in codes { common.formIntersection(breakdowns[code] ?? []) }
        var cells: Set<FigureCell> = []
        for code in codes {
            for cell in (values[code] ?? [:]).keys where common.contains(cell.dimensions) { cells.insert(cell) }
        }
        return cells.sorted()
    }
}
