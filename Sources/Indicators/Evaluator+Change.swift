import Statistics
import Tabulation

extension Evaluator {
    /// The mean change of an item between two waves, with effect size and tests where there are enough pairs.
    func changes(
        _ rows: RowSelection, _ of: String, _ pairing: Pairing, _ minimum: Int, _ higherIsBetter: Bool,
        _ dimensions: [Dimension], _ scope: Scope
    ) -> [GroupKey: Computed] {
        let tables = transitions(rows, of, pairing, dimensions, scope)
        if dimensions.isEmpty, tables.isEmpty { return [[]: .absent(.noObservations)] }
        return tables.mapValues { transitions in
            guard let change = try? PairedChange(transitions, higherIsBetter: higherIsBetter) else {
                return .absent(.notApplicable)
            }
            return Self.computed(change, minimum: minimum)
        }
    }

    private static func computed(_ change: PairedChange, minimum: Int) -> Computed {
        var value = Computed(change.meanChange)
        value.reveals = [RevealedCount("pairs", change.n)]
        // A mean of the waves is shown with any number of pairs; a test or a standardised effect only with enough.
        let tested = change.n >= minimum
        let dz = tested ? change.cohensDz : nil
        value.further = [
            NamedValue("before", change.before.value),
            NamedValue("beforeLower", change.before.interval?.lowerBound),
            NamedValue("beforeUpper", change.before.interval?.upperBound),
            NamedValue("after", change.after.value),
            NamedValue("afterLower", change.after.interval?.lowerBound),
            NamedValue("afterUpper", change.after.interval?.upperBound),
            NamedValue("sd", change.standardDeviationOfChange.value),
            NamedValue("t", tested ? change.pairedT.statistic : nil), NamedValue("tP", tested ? change.pairedT.p : nil),
            NamedValue("dz", dz?.value), NamedValue("dzLower", dz?.interval?.lowerBound),
            NamedValue("dzUpper", dz?.interval?.upperBound),
            NamedValue("wilcoxonP", tested ? change.wilcoxon.test.p : nil),
            NamedValue("signP", tested ? change.signTest.p : nil),
        ]
        for (name, effect) in [
            ("gz", change.hedgesGz), ("dav", change.dAv), ("rankBiserial", change.wilcoxon.matchedRankBiserial),
        ] {
            let effect = tested ? effect : nil
            value.further += [
                NamedValue(name, effect?.value), NamedValue("\(name)Lower", effect?.interval?.lowerBound),
                NamedValue("\(name)Upper", effect?.interval?.upperBound),
            ]
        }
        return value
    }

    /// How many persons one wave has, and how many of them are found in another.
    func matches(
        _ rows: RowSelection, _ pairing: Pairing, _ dimensions: [Dimension], _ scope: Scope
    ) -> [GroupKey: (base: Int, both: Int)] {
        let measure = Measure.wavePatterns(person: pairing.person, wave: pairing.wave)
        // Rows of other waves would be named among those that the figure rests on.
        let waves = [pairing.from, pairing.to].map { "'\($0.replacing("'", with: "''"))'" }.joined(separator: ", ")
        let table = answer(request(rows, by: dimensions, measure, and: "\(pairing.wave) in (\(waves))", scope))
        var result: [GroupKey: (base: Int, both: Int)] = [:]
        for (key, cells) in split(table, dimensions) {
            var (base, both) = (0, 0)
            for cell in cells {
                guard case .code(let pattern) = cell.level else { continue }
                let waves = pattern.split(separator: "+").map(String.init)
                guard waves.contains(pairing.from) else { continue }
                base += cell.count
                if waves.contains(pairing.to) { both += cell.count }
            }
            result[key] = (base, both)
        }
        return result
    }

    /// The share of persons with at least so many different values.
    func repeats(
        _ rows: RowSelection, _ person: String, _ of: String, _ least: Int, _ dimensions: [Dimension], _ scope: Scope
    ) -> [GroupKey: Computed] {
        let table = answer(request(rows, by: dimensions, .keyFrequency(key: person, of: of), scope))
        var result: [GroupKey: Computed] = [:]
        for (key, cells) in split(table, dimensions) {
            var (all, again) = (0, 0)
            for cell in cells {
                guard case .number(let times) = cell.level else { continue }
                all += cell.count
                if times >= least { again += cell.count }
            }
            result[key] = share(again, of: all)
        }
        return result
    }

    /// Pielou's evenness of a count over the levels of one more dimension; levels with a missing value stay out.
    ///
    /// With n and the number of levels, the evenness of few tells how many each level has, so that it reveals those as well.
    func evenness(
        _ rows: RowSelection, _ over: String, _ distinct: String?, _ dimensions: [Dimension], _ scope: Scope
    ) -> [GroupKey: Computed] {
        guard let added = catalogue.dimension(over) else { return [[]: .absent(.notApplicable)] }
        let measure = distinct.map { Measure.distinct(scope.filled($0)) } ?? .rows
        let table = answer(request(rows, by: dimensions + [added], measure, scope))
        var result: [GroupKey: Computed] = [:]
        for (key, cells) in split(table, dimensions) {
            let present = cells.filter { if case .missing = $0.level { false } else { true } }
            guard let diversity = try? Diversity(counts: present.map(\.count)) else { continue }
            var value = Computed(diversity.pielouEvenness)
            value.further = [NamedValue("richness", Double(diversity.richness))]
            value.reveals += present.map { cell in
                RevealedCount("count at \(over) \(BreakdownLevel.Level(cell.level).name)", cell.count)
            }
            result[key] = value
        }
        return result
    }
}
