import Statistics
import Tabulation

/// Comparisons of the same persons in two waves.
extension Evaluator {
    /// The transition table of each group.
    func transitions(
        _ rows: RowSelection, _ item: String, _ pairing: Pairing, _ dimensions: [Dimension], _ scope: Scope
    ) -> [GroupKey: TransitionTable] {
        let table = answer(request(rows, by: dimensions, .transition(pairing, item: scope.filled(item)), scope))
        let unit = table.axes.last.map { power($0.places) } ?? 1
        return grouped(table, dimensions, axes: 2).compactMapValues { cells in
            try? TransitionTable(
                cells.compactMap { cell in
                    guard case .number(let before) = cell.levels[0], case .number(let after) = cell.levels[1] else {
                        return nil
                    }
                    return .init(before: Double(before) / unit, after: Double(after) / unit, count: cell.count)
                })
        }
    }

    func directions(
        _ rows: RowSelection, _ of: String, _ pairing: Pairing, _ higherIsBetter: Bool, _ reliability: Double?,
        _ dimensions: [Dimension], _ scope: Scope
    ) -> [GroupKey: Computed] {
        var result: [GroupKey: Computed] = [:]
        for (key, table) in transitions(rows, of, pairing, dimensions, scope) {
            if let reliability {
                guard
                    let change = try? ReliableChange(
                        table, reliability: reliability, higherIsBetter: higherIsBetter),
                    let improved = change.improved, let same = change.unchanged, let worsened = change.worsened
                else { continue }
                for (direction, part) in [(Direction.improved, improved), (.same, same), (.worsened, worsened)] {
                    result[key + [.code(direction.rawValue)]] = share(part.successes, of: part.n)
                }
                continue
            }
            guard let change = try? PairedChange(table, higherIsBetter: higherIsBetter) else { continue }
            for (direction, part) in [
                (Direction.improved, change.improved), (.same, change.same), (.worsened, change.worsened),
            ] {
                result[key + [.code(direction.rawValue)]] = share(part.successes, of: part.n)
            }
        }
        return result
    }

    func pairedShares(
        _ rows: RowSelection, _ part: String, _ pairing: Pairing, _ minimum: Int, _ tested: Bool,
        _ dimensions: [Dimension], _ scope: Scope
    ) -> [GroupKey: Computed] {
        transitions(rows, part, pairing, dimensions, scope).mapValues { table in
            let pairs = table.collapsed(yes: 1...1)
            let test = McNemar(pairs)
            var value = Computed(test.scoreDifference)
            let isTested = tested && pairs.n >= minimum
            value.further = [
                NamedValue("before", pairs.before.share().value), NamedValue("after", pairs.after.share().value),
            ]
            value.reveals = [
                RevealedCount("pairs", pairs.n), RevealedCount("before", pairs.before.successes),
                RevealedCount("after", pairs.after.successes),
            ]
            guard tested else { return value }
            // Whoever knows the shares and the exact p value can work out how many changed their mind either way.
            value.further += [
                NamedValue("mcnemarP", isTested ? test.corrected.p : nil),
                NamedValue("exactP", isTested ? test.exact.p : nil),
            ]
            value.reveals += [RevealedCount("lost", pairs.yesNo), RevealedCount("gained", pairs.noYes)]
            return value
        }
    }

    /// Those found in another wave against those who are not, answer by answer of the first wave.
    func retention(
        _ rows: RowSelection, _ of: String, _ pairing: Pairing, _ dimensions: [Dimension], _ scope: Scope
    ) -> [GroupKey: Computed] {
        let table = answer(request(rows, by: dimensions, .retention(pairing, of: scope.filled(of)), scope))
        var result: [GroupKey: Computed] = [:]
        for (key, cells) in grouped(table, dimensions, axes: 2) {
            var levels: [BreakdownLevel.Level: [Int]] = [:]
            for cell in cells {
                if case .missing = cell.levels[0] { continue }
                let side = cell.levels[1] == .code("matched") ? 0 : 1
                levels[BreakdownLevel.Level(cell.levels[0]), default: [0, 0]][side] += cell.count
            }
            let sizes = (0...1).map { side in levels.values.reduce(0) { $0 + $1[side] } }
            for (level, parts) in levels { result[key + [level]] = difference(parts, of: sizes) }
        }
        return result
    }
}
