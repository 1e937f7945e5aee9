import Disclosure
import Indicators
import Records

extension TransmissionBuilder {
    func row(
        _ indicator: Indicator, _ cell: [BreakdownLevel], _ columns: [TransmissionColumnLayout], _ plan: ProgrammePlan
    ) -> TransmissionRow {
        TransmissionRow(
            cell: cell, indicator: indicator.code, values: columns.map { value(of: $0, indicator, cell, plan) })
    }

    private func value(
        of column: TransmissionColumnLayout, _ indicator: Indicator, _ cell: [BreakdownLevel], _ plan: ProgrammePlan
    ) -> TransmissionValue {
        if column.notFor.contains(indicator.code) { return .empty(.notWanted) }
        switch column.content {
        case .unit: return .text(indicator.unit.rawValue)
        case .data: return indicator.rule.map { .text($0.data.rawValue) } ?? .empty(.notWanted)
        case .referenceOutputs:
            let codes = indicator.rule?.referenceOutputs ?? []
            return codes.isEmpty ? .empty(.notWanted) : .text(codes.joined(separator: " + "))
        case .achieved:
            if column.level != nil, !indicator.isOfPersons { return .empty(.notByGender) }
            return achieved(indicator, cell, level: column.level, plan)
        case .baseline, .baselineYear, .milestone, .target, .selected:
            if column.level != nil, !indicator.isOfPersons { return .empty(.notByGender) }
            return planned(column, indicator, cell, plan)
        }
    }

    // MARK: The plan

    private func planned(
        _ column: TransmissionColumnLayout, _ indicator: Indicator, _ cell: [BreakdownLevel], _ plan: ProgrammePlan
    ) -> TransmissionValue {
        guard let kind = column.content.planKind else { return .empty(.notPlanned) }
        let levels = Dictionary(cell.map { ($0.dimension, $0.level.name) }, uniquingKeysWith: { first, _ in first })
        let found = plan.value(
            kind, of: indicator.code, programme: layout.programme, cell: levels, split: layout.split,
            level: column.level, year: column.year, asOf: asOf)
        guard let found else { return .empty(.notPlanned) }
        if column.content == .baselineYear {
            return found.through.map { .year($0.parts.year) } ?? .empty(.notPlanned)
        }
        return .number(.unrestricted(found.value, because: "what a programme sets and operations plan is public"))
    }

    // MARK: What was achieved

    /// The count of a cell, or an informed estimate in its place; of all levels of the split where none is given.
    func achieved(
        _ indicator: Indicator, _ cell: [BreakdownLevel], level: String?, _ plan: ProgrammePlan
    ) -> TransmissionValue {
        let counted = counted(indicator, cell, level: level)
        guard counted != .empty(.notValid),
            let estimate = estimate(of: indicator, cell, level: level, plan)
        else { return counted }
        return estimate.value.map { .estimate($0) } ?? .empty(.notObserved)
    }

    /// The count of a cell; of all levels of the split where none is given.
    func counted(_ indicator: Indicator, _ cell: [BreakdownLevel], level: String?) -> TransmissionValue {
        if let validity = indicator.rule?.validity, let from = validity.from, from > asOf {
            return .empty(.notValid)
        }
        guard let set = sets[indicator.code] else { return .empty(.notComputed) }
        let grain = Set(cell.map(\.dimension))
        let whole = grain.union([layout.split])
        let isAsked = if case .count(_, .some) = indicator.calculation { true } else { false }
        if let level {
            guard declares(indicator, whole) else { return .empty(.notComputed) }
            let place = cell + [BreakdownLevel(dimension: layout.split, level: .code(level))]
            let isUnknown = declares(indicator, grain) && set.figure(at: cell).map(isAbsent) ?? false
            return count(set, place, isUnknown: isAsked || isUnknown)
        }
        if declares(indicator, grain) { return count(set, cell, isUnknown: isAsked) }
        guard declares(indicator, whole) else { return .empty(.notComputed) }
        return sum(set, cell, isUnknown: isAsked)
    }

    private func declares(_ indicator: Indicator, _ dimensions: Set<String>) -> Bool {
        indicator.computedBreakdowns.contains { Set($0) == dimensions }
    }

    /// The count at some levels: nothing was found where there is no figure of them.
    ///
    /// - Parameter isUnknown: Whether it is known of those who were asked alone, so that without a figure nobody was.
    private func count(_ set: ProtectedSet, _ levels: [BreakdownLevel], isUnknown: Bool) -> TransmissionValue {
        guard let figure = set.figure(at: levels) else {
            return isUnknown && !isDeserted(levels, for: set.indicator) ? .empty(.notObserved) : .number(Self.zero)
        }
        guard isAbsent(figure) else { return .number(figure.value) }
        return isDeserted(levels, for: set.indicator) ? .number(Self.zero) : .empty(.notObserved)
    }

    private func isAbsent(_ figure: ProtectedFigure) -> Bool {
        if case .absent = figure.value.content { true } else { false }
    }

    /// Whether there was nobody who could have been asked: nobody at all, or nobody in the outputs that a result is compared with.
    private func isDeserted(_ levels: [BreakdownLevel], for code: String) -> Bool {
        if let everybody = layout.everybody, isNobody(everybody, levels) { return true }
        let outputs = catalogue.indicator(code)?.rule?.referenceOutputs ?? []
        return !outputs.isEmpty && outputs.allSatisfy { isNobody($0, levels) }
    }

    private func isNobody(_ code: String, _ levels: [BreakdownLevel]) -> Bool {
        guard let indicator = catalogue.indicator(code), let set = sets[code],
            declares(indicator, Set(levels.map(\.dimension)))
        else { return false }
        guard let figure = set.figure(at: levels) else { return true }
        let count = figure.value.value
        return count == 0
    }

    /// The sum over the levels of the split, those of persons whose level is not known among them.
    private func sum(_ set: ProtectedSet, _ cell: [BreakdownLevel], isUnknown: Bool) -> TransmissionValue {
        var total = 0.0
        var found = false
        var isAbsent = false
        for figure in parts(of: set, in: cell) {
            let number = figure.value
            if number.isWithheld { return .number(number) }
            guard let part = number.value else {
                isAbsent = true
                continue
            }
            found = true
            total += part
        }
        if isAbsent || isUnknown, !found, !isDeserted(cell, for: set.indicator) { return .empty(.notObserved) }
        return .number(.unrestricted(total, because: "the sum of counts that are all shown beside it"))
    }

    /// The figures of a cell by the levels of the split.
    func parts(of set: ProtectedSet, in cell: [BreakdownLevel]) -> [ProtectedFigure] {
        let wanted = Set(cell.map { "\($0.dimension)=\($0.level.name)" })
        return set.figures.filter { figure in
            let rest = figure.breakdown.filter { $0.dimension != layout.split }
            return figure.breakdown.count == cell.count + 1
                && Set(rest.map { "\($0.dimension)=\($0.level.name)" }) == wanted
        }
    }

    private static let zero = ProtectedNumber.unrestricted(
        0, because: "nothing is withheld in this copy: a level without a figure was counted, and nothing was found")
}
