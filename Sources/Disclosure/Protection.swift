public import Indicators

/// Protects figures: withholds small counts and whatever would give them away, and proves it.
///
/// A figure is shown or withheld as a whole: value, n, interval and further numbers, since each may tell the others. Withheld
/// are first the figures that give away a count of persons or organisations from 1 up to below the threshold, also as the rest
/// of a share; then as few others as it takes that no withheld count can be narrowed beyond the policy's protection level by
/// anyone who knows everything published, in any of the sets, and every relation between counts. A linear program finds the
/// interval that an outsider can give for each.
///
/// - Parameters:
///   - sets: Figures of all indicators that are published together.
///   - policy: Threshold, protection level, exemptions.
///   - relations: Roll-ups, identities and running totals that an outsider knows of, and the ladders to step up.
/// - Returns: The sets in the same order, and what was done.
/// - Throws: ``DisclosureError/tooNarrow(_:level:)`` when a count cannot be hidden because what gives it away is exempt.
/// - Complexity: Linear in the figures while nothing is small; else a few linear programs per withheld figure, each over the
///   figures that add up with it.
public func protect(
    _ sets: [FigureSet], policy: DisclosurePolicy = .standard, relations: CountRelations = CountRelations()
) throws(DisclosureError) -> ProtectionResult {
    var protection = Protection(sets: sets, policy: policy, relations: relations)
    return try protection.result()
}

/// One run of ``protect(_:policy:relations:)``.
struct Protection {
    let sets: [FigureSet]
    let policy: DisclosurePolicy
    let relations: CountRelations
    /// Figures left out by stepping up, per set.
    var dropped: [Set<Int>]
    var steppedUp: [StepUp] = []

    init(sets: [FigureSet], policy: DisclosurePolicy, relations: CountRelations) {
        self.sets = sets
        self.policy = policy
        self.relations = relations
        dropped = [Set<Int>](repeating: [], count: sets.count)
    }

    mutating func result() throws(DisclosureError) -> ProtectionResult {
        // What is small tells most of it, and costs nothing to find; then what else has to go.
        let (sets, start) = (sets, self)
        while stepUp({ start.isSmall($0, $1) }) {}
        var (states, audits) = try suppress()
        while stepUp({ states[$0][$1].isWithheld }) { (states, audits) = try suppress() }
        let protected = sets.indices.map { set in
            ProtectedSet(sets[set], states: states[set], without: dropped[set])
        }
        return ProtectionResult(
            sets: protected, audits: audits, steppedUp: steppedUp,
            mostlyWithheld: mostlyWithheld { states[$0][$1].isWithheld })
    }

    /// Which figures are withheld and why, per set, with the audit of each set.
    func suppress() throws(DisclosureError) -> (states: [[FigureState]], audits: [TableAudit]) {
        var states = sets.map { [FigureState](repeating: .published, count: $0.figures.count) }
        var narrowest = [AuditedInterval?](repeating: nil, count: sets.count)
        if mayNeedProtection() {
            let model = CountModelBuilder.model(of: sets, without: dropped, policy: policy, relations: relations)
            let outcomes: [PartOutcome]
            do throws(DisclosureError) {
                outcomes = try self.outcomes(of: model.partsToProtect(hubsArePublic: true))
            } catch {
                outcomes = try self.outcomes(of: model.partsToProtect(hubsArePublic: false))
            }
            for figure in model.figures where figure.isPrimary { states[figure.set][figure.index] = .primary }
            for outcome in outcomes {
                for figure in outcome.withheld { states[figure.set][figure.index] = figure.state }
            }
            withholdDependents(model, &states)
            for outcome in outcomes {
                for interval in outcome.narrowest {
                    if let best = narrowest[interval.set], best.width <= interval.interval.width { continue }
                    narrowest[interval.set] = interval.interval
                }
            }
        }
        let audits = sets.indices.map { set in
            TableAudit(
                indicator: sets[set].indicator, figures: sets[set].figures.count - dropped[set].count,
                primary: states[set].count { $0 == .primary }, secondary: states[set].count { $0 == .secondary },
                bare: states[set].count { $0 == .bare },
                narrowest: narrowest[set])
        }
        return (states, audits)
    }

    /// Takes away what tells more of a withheld count than the sums that were audited.
    private func withholdDependents(_ model: CountModel, _ states: inout [[FigureState]]) {
        for dependent in model.dependents {
            let sources = dependent.sources.map { model.figures[$0] }
            guard sources.contains(where: { states[$0.set][$0.index].isWithheld }) else { continue }
            let figure = model.figures[dependent.figure]
            guard !figure.isFixed, !states[figure.set][figure.index].isWithheld else { continue }
            states[figure.set][figure.index] = dependent.loses == .everything ? .secondary : .bare
        }
    }

    private func outcomes(of parts: [SuppressionPart]) throws(DisclosureError) -> [PartOutcome] {
        if parts.isEmpty { return [] }
        return try withLinearPrograms { () throws(DisclosureError) -> [PartOutcome] in
            var outcomes: [PartOutcome] = []
            for part in parts { outcomes.append(try outcome(of: part)) }
            return outcomes
        }
    }

    private struct PartOutcome {
        var withheld: [(set: Int, index: Int, state: FigureState)] = []
        var narrowest: [(set: Int, interval: AuditedInterval)] = []
    }

    private func outcome(of part: SuppressionPart) throws(DisclosureError) -> PartOutcome {
        let search = PatternSearch(part, level: policy.protectionLevel)
        let pattern: PatternSearch.Pattern
        do throws(PatternError) {
            pattern = try search.pattern()
        } catch {
            let interval = interval(of: part.cells[error.cell], error.deviations, reach: search.reach)
            throw .tooNarrow(interval, level: policy.protectionLevel)
        }
        var outcome = PartOutcome()
        for (number, figure) in part.figures.enumerated() where pattern.withheld[number] {
            outcome.withheld.append((figure.set, figure.index, figure.isPrimary ? .primary : .secondary))
        }
        outcome.narrowest = narrowest(part, pattern.attack)
        return outcome
    }

    /// Per set the withheld count that can be narrowed most.
    private func narrowest(_ part: SuppressionPart, _ attack: Attack) -> [(set: Int, interval: AuditedInterval)] {
        var cellsOfSet: [Int: [Int]] = [:]
        for cell in part.cells.indices where attack.need(of: cell) != nil {
            cellsOfSet[part.cells[cell].origin.set, default: []].append(cell)
        }
        return cellsOfSet.keys.sorted().compactMap { set in
            var best: (cell: Int, deviations: ClosedRange<Double>)?
            let cells = (cellsOfSet[set] ?? []).sorted {
                (attack.seenWidth(of: $0), $0) < (attack.seenWidth(of: $1), $1)
            }
            for cell in cells {
                // What was seen of an interval is a part of it, so none of the following can be narrower.
                if let best, attack.seenWidth(of: cell) >= best.deviations.width { continue }
                let deviations = attack.deviations(of: cell)
                if best.map({ deviations.width < $0.deviations.width }) ?? true { best = (cell, deviations) }
            }
            guard let best else { return nil }
            return (set, interval(of: part.cells[best.cell], best.deviations, reach: attack.reach))
        }
    }

    private func interval(
        of cell: CountCell, _ deviations: ClosedRange<Double>, reach: Double
    ) -> AuditedInterval {
        // A bound at the end of the reach would tell the count itself, so it is left open, and the other one with it.
        let isOpen = deviations.lowerBound <= -reach + 0.5 || deviations.upperBound >= reach - 0.5
        func bound(_ deviation: Double) -> Double { ((Double(cell.count) + deviation) * 1e6).rounded() / 1e6 }
        return AuditedInterval(
            indicator: sets[cell.origin.set].indicator, count: cell.origin.name, breakdown: cell.origin.breakdown,
            lower: isOpen ? nil : bound(deviations.lowerBound), upper: isOpen ? nil : bound(deviations.upperBound))
    }
}

extension ClosedRange<Double> {
    fileprivate var width: Double { upperBound - lowerBound }
}
