import Diffusion
import Statistics
import Tabulation

extension Evaluator {
    /// What became of the network of each group between two times.
    func changes(
        _ analysis: NetworkAnalysis, _ figure: NetworkChangeFigure, _ windows: NetworkWindows, _ chance: ChanceTest?,
        _ dimensions: [Dimension], _ scope: Scope
    ) -> [GroupKey: Computed] {
        let found = networks(
            analysis.network, parts: [windows.before, windows.after], where: analysis.filter, by: dimensions, scope)
        var result: [GroupKey: Computed] = [:]
        for (slice, before) in found where slice.part == 0 {
            guard let after = found[NetworkSlice(group: slice.group, part: 1)] else { continue }
            result[slice.group] =
                if case .measure(let measure) = figure {
                    Self.difference(of: measure, before, after, analysis, chance)
                } else {
                    Self.change(figure, before, after, analysis.network, chance)
                }
        }
        return result
    }

    /// What became of ties; with the numbers before and after, any of the three tells the others.
    private static func change(
        _ figure: NetworkChangeFigure, _ before: NetworkData, _ after: NetworkData, _ definition: NetworkDefinition,
        _ chance: ChanceTest?
    ) -> Computed {
        let (old, young) = (before.network.tieCount, after.network.tieCount)
        var value = Computed.absent(.notApplicable)
        var counts = [NamedValue("before", Double(old)), NamedValue("after", Double(young))]
        var reveals = [
            RevealedCount("nodes", before.nodes.count), RevealedCount("before", old), RevealedCount("after", young),
        ]
        var comparison: NullComparison?
        do throws(DiffusionError) {
            if let failure = before.failure ?? after.failure { throw failure }
            let change = try NetworkChange(from: before.network, to: after.network)
            switch figure {
            case .retained: value = .count(change.retained)
            case .new: value = .count(change.new)
            case .lost: value = .count(change.lost)
            case .jaccard, .measure: value = Computed(change.jaccard)
            }
            let all = [("retained", change.retained), ("new", change.new), ("lost", change.lost)]
            if figure == .jaccard { counts += all.map { NamedValue($0.0, Double($0.1)) } }
            reveals += all.map { RevealedCount($0.0, $0.1) }
            if let chance { comparison = try Self.compared(figure, before, after, definition, chance.model) }
        } catch {
            if figure == .jaccard { counts += ["retained", "new", "lost"].map { NamedValue($0, nil) } }
        }
        value.n = before.nodes.count
        value.further = counts + (chance == nil ? [] : ChanceTest.further(comparison))
        value.reveals = reveals
        return value
    }

    private static func compared(
        _ figure: NetworkChangeFigure, _ before: NetworkData, _ after: NetworkData, _ definition: NetworkDefinition,
        _ model: NullModel
    ) throws(DiffusionError) -> NullComparison? {
        let found =
            if case .attendance(let attendance) = definition.source, let old = before.twoMode,
                let young = after.twoMode
            {
                try model.change(from: old, to: young, least: attendance.least)
            } else {
                try model.change(from: before.network, to: after.network)
            }
        switch figure {
        case .retained: return found.retained
        case .new: return found.new
        case .lost: return found.lost
        case .jaccard: return found.jaccard
        case .measure: return nil
        }
    }

    private static func compared(
        _ figure: NetworkFigure, _ before: NetworkData, _ after: NetworkData, _ analysis: NetworkAnalysis,
        _ model: NullModel
    ) throws(DiffusionError) -> NullComparison? {
        guard let measure = figure.measure else { return nil }
        let groups = try before.groups(by: analysis.attribute)
        if case .attendance(let attendance) = analysis.network.source, let old = before.twoMode,
            let young = after.twoMode
        {
            return try model.comparison(
                from: old, to: young, groups: groups, measures: [measure], least: attendance.least
            ).first?.comparison
        }
        return try model.comparison(
            from: before.network, to: after.network, groups: groups, measures: [measure]
        ).first?.comparison
    }

    private static func difference(
        of measure: NetworkFigure, _ before: NetworkData, _ after: NetworkData, _ analysis: NetworkAnalysis,
        _ chance: ChanceTest?
    ) -> Computed {
        let old = measured(measure, before, analysis)
        let young = measured(measure, after, analysis)
        var value = Computed(n: before.nodes.count)
        if let first = old.computed.value, let second = young.computed.value {
            value.value = second - first
        } else {
            value.absence = young.computed.absence ?? old.computed.absence ?? .notApplicable
        }
        value.further = [NamedValue("before", old.computed.value), NamedValue("after", young.computed.value)]
        if let chance {
            let comparison = try? Self.compared(measure, before, after, analysis, chance.model)
            value.further += ChanceTest.further(comparison ?? nil)
        }
        value.reveals =
            [RevealedCount("nodes", before.nodes.count)]
            + [("before", before, old), ("after", after, young)].flatMap { time, data, measured in
                // Nodes are those of both times.
                [RevealedCount("ties-\(time)", data.network.tieCount)]
                    + measured.own.map { RevealedCount("\(time)-\($0.name)", $0.count) }
            }
        return value
    }
}
