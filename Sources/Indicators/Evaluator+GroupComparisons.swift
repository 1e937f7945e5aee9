import Statistics
import Tabulation

/// Comparisons of groups of different persons.
extension Evaluator {
    /// The figures of a comparison by dimensions.
    func compared(
        _ rows: RowSelection, _ comparison: Comparison, _ dimensions: [Dimension], _ scope: Scope
    ) -> [GroupKey: Computed] {
        switch comparison {
        case .direction(let of, let pairing, let higherIsBetter, let reliability):
            directions(rows, of, pairing, higherIsBetter, reliability, dimensions, scope)
        case .pairedShare(let part, let pairing, let minimum, let tested):
            pairedShares(rows, part, pairing, minimum, tested, dimensions, scope)
        case .retention(let of, let pairing, _): retention(rows, of, pairing, dimensions, scope)
        case .waves(let of, let waves, let minimum): waveComparisons(rows, of, waves, minimum, dimensions, scope)
        case .categories(let of, let pairing, let minimum):
            categoryChanges(rows, of, pairing, minimum, dimensions, scope)
        case .bounds(let of, let pairing, let scale): bounds(rows, of, pairing, scale, dimensions, scope)
        case .means(let of, let groups, let minimum): meanDifferences(rows, of, groups, minimum, dimensions, scope)
        case .shares(let part, let groups, let minimum):
            shareDifferences(rows, part, groups, minimum, dimensions, scope)
        case .ranks(let of, let over, let minimum): rankDifferences(rows, of, over, minimum, dimensions, scope)
        case .survival(let time, let over, let minimum):
            survivalDifferences(rows, time, over, minimum, dimensions, scope)
        case .association(let of, let with, let minimum): associations(rows, of, with, minimum, dimensions, scope)
        }
    }

    /// The distribution of a number in each group of rows, missing values left out.
    func numbers(
        _ rows: RowSelection, _ of: String, and condition: String?, _ dimensions: [Dimension], _ scope: Scope
    ) -> [GroupKey: Distribution] {
        let table = answer(request(rows, by: dimensions, .distribution(scope.filled(of)), and: condition, scope))
        let unit = table.axes.last.map { power($0.places) } ?? 1
        return split(table, dimensions).compactMapValues { cells in
            try? Distribution(
                cells.compactMap { cell in
                    guard case .number(let number) = cell.level else { return nil }
                    return Distribution.Entry(value: Double(number) / unit, count: cell.count)
                })
        }
    }

    private func meanDifferences(
        _ rows: RowSelection, _ of: String, _ groups: Calculation.Groups, _ minimum: Int, _ dimensions: [Dimension],
        _ scope: Scope
    ) -> [GroupKey: Computed] {
        let firsts = numbers(rows, of, and: groups.first, dimensions, scope)
        let seconds = numbers(rows, of, and: groups.second, dimensions, scope)
        var result: [GroupKey: Computed] = [:]
        for key in Set(firsts.keys).union(seconds.keys) {
            guard let empty = try? Distribution(values: [Double]()) else { continue }
            let (first, second) = (firsts[key] ?? empty, seconds[key] ?? empty)
            guard let ranks = try? MannWhitney(first, second) else { continue }
            let means = TwoGroups(first.moments, second.moments)
            let isTested = first.n >= minimum && second.n >= minimum
            var value = Computed(means.difference)
            let (g, delta) = (isTested ? means.hedgesG : nil, isTested ? ranks.cliffsDelta : nil)
            value.further = [
                NamedValue("first", means.first.value), NamedValue("second", means.second.value),
                NamedValue("firstN", Double(first.n)), NamedValue("secondN", Double(second.n)),
                NamedValue("t", isTested ? means.welch.statistic : nil),
                NamedValue("tP", isTested ? means.welch.p : nil),
                NamedValue("g", g?.value), NamedValue("gLower", g?.interval?.lowerBound),
                NamedValue("gUpper", g?.interval?.upperBound), NamedValue("delta", delta?.value),
                NamedValue("deltaLower", delta?.interval?.lowerBound),
                NamedValue("deltaUpper", delta?.interval?.upperBound),
                NamedValue("mannWhitneyP", isTested ? ranks.test.p : nil),
            ]
            value.reveals = [RevealedCount("first", first.n), RevealedCount("second", second.n)]
            result[key] = value
        }
        return result
    }

    private func shareDifferences(
        _ rows: RowSelection, _ part: String, _ groups: Calculation.Groups, _ minimum: Int, _ dimensions: [Dimension],
        _ scope: Scope
    ) -> [GroupKey: Computed] {
        /// The numerator and the denominator of each group.
        func counts(_ condition: String) -> [GroupKey: (part: Int, whole: Int)] {
            var result: [GroupKey: (part: Int, whole: Int)] = [:]
            for (filter, isPart) in [(condition, false), ("(\(condition)) and (\(part))", true)] {
                let table = answer(request(rows, by: dimensions, .rows, and: filter, scope))
                for cell in table.cells {
                    let key = cell.levels.map(BreakdownLevel.Level.init)
                    let known = result[key] ?? (0, 0)
                    result[key] = isPart ? (cell.aggregate.count, known.whole) : (known.part, cell.aggregate.count)
                }
            }
            return result
        }
        let (firsts, seconds) = (counts(groups.first), counts(groups.second))
        var result: [GroupKey: Computed] = [:]
        for key in Set(firsts.keys).union(seconds.keys) {
            let (a, b) = (firsts[key] ?? (0, 0), seconds[key] ?? (0, 0))
            guard let first = try? Proportion(a.part, of: a.whole), let second = try? Proportion(b.part, of: b.whole)
            else { continue }
            let difference = TwoProportions(first, second)
            let isTested = a.whole >= minimum && b.whole >= minimum
            var value = Computed(difference.difference)
            value.further = [
                NamedValue("first", first.share().value), NamedValue("second", second.share().value),
                NamedValue("firstN", Double(a.whole)), NamedValue("secondN", Double(b.whole)),
                NamedValue("p", isTested ? difference.test.p : nil),
                NamedValue("h", isTested ? difference.cohensH.value : nil),
            ]
            value.reveals = [
                RevealedCount("first-part", a.part), RevealedCount("first-whole", a.whole),
                RevealedCount("second-part", b.part), RevealedCount("second-whole", b.whole),
            ]
            result[key] = value
        }
        return result
    }

    private func associations(
        _ rows: RowSelection, _ of: String, _ with: String, _ minimum: Int, _ dimensions: [Dimension], _ scope: Scope
    ) -> [GroupKey: Computed] {
        let other = Dimension(
            name: "with", titles: [:], expression: scope.filled(with), expressionByTable: [:], codeList: nil,
            showsAllLevels: false, rollUp: nil)
        let table = answer(request(rows, by: dimensions + [other], .distribution(scope.filled(of)), scope))
        var cells: [GroupKey: [(row: Tabulation.Level, column: Tabulation.Level, count: Int)]] = [:]
        for cell in table.cells where cell.levels.count == dimensions.count + 2 {
            let (column, row) = (cell.levels[dimensions.count], cell.levels[dimensions.count + 1])
            if case .missing = row { continue }
            if case .missing = column { continue }
            let key = cell.levels.prefix(dimensions.count).map(BreakdownLevel.Level.init)
            cells[key, default: []].append((row, column, cell.aggregate.count))
        }
        return cells.mapValues { cells in
            let names = Array(Set(cells.map(\.row))).sorted()
            let columns = Array(Set(cells.map(\.column))).sorted()
            var counts = names.map { _ in columns.map { _ in 0 } }
            for cell in cells {
                guard let row = names.firstIndex(of: cell.row), let column = columns.firstIndex(of: cell.column) else {
                    continue
                }
                counts[row][column] += cell.count
            }
            guard let result = try? ChiSquare(counts) else { return .absent(.notApplicable) }
            var value = Computed(result.cramersV)
            let isTested = result.n >= minimum
            // The interval comes from the same distribution as the test.
            if !isTested { value.interval = nil }
            let exact = isTested ? (try? FisherExact(counts)) : nil
            value.further = [
                NamedValue("chiSquare", isTested ? result.test.statistic : nil),
                NamedValue("degreesOfFreedom", isTested ? result.test.degreesOfFreedom : nil),
                NamedValue("p", isTested ? result.test.p : nil), NamedValue("exactP", exact?.test.p),
            ]
            // With the margins, a measure of association of few categories tells every cell.
            value.reveals = [RevealedCount("n", result.n)]
            for (row, line) in zip(names, counts) {
                for (column, count) in zip(columns, line) {
                    let place = "\(BreakdownLevel.Level(row).name) \(BreakdownLevel.Level(column).name)"
                    value.reveals.append(RevealedCount("count at \(place)", count))
                }
            }
            return value
        }
    }
}
