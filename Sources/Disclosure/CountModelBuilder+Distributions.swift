import Glibc
import Indicators

/// What means, shares of some answers and measures of evenness tell of the counts that they are computed from.
///
/// The links are read off the numbers: an indicator belongs to a distribution when both have the same number of answers in every
/// cell that they have in common, and its values follow from the distribution's counts in all of them.
extension CountModelBuilder {
    /// The counts of a distribution of points, by the breakdown of the whole.
    private struct Scale {
        var groups: [LevelKey: Group] = [:]

        struct Group {
            let whole: Int
            let parts: [(point: Int, cell: Int)]
            let figures: [Int]
        }
    }

    mutating func relateDistributions(_ sets: [FigureSet]) {
        for (number, partitions) in partitionsOfSet.enumerated() {
            let scale = scale(of: number, partitions)
            guard !scale.groups.isEmpty else { continue }
            for other in sets.indices where other != number && sets[other].population == sets[number].population {
                guard model.firstFigure[other] != nil else { continue }
                for (part, whole) in CountName.pairs { relateShares(of: other, part, whole, scale) }
                relateMeans(of: other, sets[other], scale)
            }
        }
    }

    private func scale(of set: Int, _ partitions: [Partition]) -> Scale {
        var scale = Scale()
        for partition in partitions {
            guard let points = partition.points, let part = tablesOfSet[set][partition.names.part],
                let whole = tablesOfSet[set][partition.names.whole].flatMap({ tables[$0].cells[partition.key] })
            else { continue }
            let cells = partition.figures.compactMap { tables[part].cellOfFigure[$0] }
            guard cells.count == points.count else { continue }
            scale.groups[partition.key] = Scale.Group(
                whole: whole, parts: zip(points, cells).map { ($0, $1) }, figures: partition.figures)
        }
        return scale
    }

    /// The cells that a table has in common with a distribution, when the same people answered in all of them.
    private func common(_ table: Int, _ scale: Scale) -> [(group: Scale.Group, key: LevelKey, cell: Int)]? {
        var found: [(group: Scale.Group, key: LevelKey, cell: Int)] = []
        for key in tables[table].keys.joined() {
            guard let group = scale.groups[key], let cell = tables[table].cells[key] else { continue }
            guard model.cells[cell].count == model.cells[group.whole].count else { return nil }
            found.append((group, key, cell))
        }
        return found.isEmpty ? nil : found
    }

    // MARK: Shares of some answers

    /// A share of the answers from a point on, or up to one: its part is a sum of theirs.
    private mutating func relateShares(of set: Int, _ partName: String, _ wholeName: String, _ scale: Scale) {
        guard let partTable = tablesOfSet[set][partName], let wholeTable = tablesOfSet[set][wholeName],
            partitionsOfSet[set].isEmpty, let found = common(wholeTable, scale)
        else { return }
        let points = Set(found.flatMap { $0.group.parts.map(\.point) }).sorted()
        let ranges = points.dropFirst().map { $0...Int.max } + points.dropLast().map { Int.min...$0 }
        for range in ranges {
            let sums = found.map { entry -> (part: Int, cells: [Int])? in
                guard let part = tables[partTable].cells[entry.key] else { return nil }
                let cells = entry.group.parts.filter { range.contains($0.point) }.map(\.cell)
                let sum = cells.reduce(0) { $0 + model.cells[$1].count }
                return sum == model.cells[part].count ? (part, cells) : nil
            }
            guard !sums.contains(where: { $0 == nil }) else { continue }
            for sum in sums.compactMap({ $0 }) { relate(total: sum.part, to: sum.cells, .additive) }
            return
        }
    }

    // MARK: Means

    /// A mean gives the sum of the points away, and its interval and standard deviation the sum of their squares.
    private mutating func relateMeans(of number: Int, _ set: FigureSet, _ scale: Scale) {
        guard let table = tablesOfSet[number]["n"], let found = common(table, scale),
            let first = model.firstFigure[number]
        else { return }
        let figures = tables[table].cellOfFigure.keys.sorted()
        var sums: [(figure: Int, group: Scale.Group, sum: Int)] = []
        for entry in found {
            let sum = entry.group.parts.reduce(0) { $0 + $1.point * model.cells[$1.cell].count }
            for figure in figures where tables[table].cellOfFigure[figure] == entry.cell {
                let shown = set.figures[figure - first]
                guard let value = shown.value else { continue }
                guard abs(value * Double(shown.n) - Double(sum)) <= 1e-6 * max(1, Double(sum).magnitude) else { return }
                sums.append((figure, entry.group, sum))
            }
        }
        for (figure, group, sum) in sums {
            let lowest = group.parts.map(\.point).min() ?? 0
            model.cells.append(
                CountCell(
                    count: sum, lower: lowest < 0 ? sum - 1_000_000 : 0, isSensitive: false, isCompanion: false,
                    figures: [figure],
                    origin: .init(set: number, name: "sum of points", breakdown: set.figures[figure - first].breakdown))
            )
            model.figures[figure].cells.append(model.cells.count - 1)
            model.figures[figure].cost = max(model.figures[figure].cost, Self.costOfMean)
            let parts = group.parts.filter { $0.point != 0 }
            model.relations.append(
                CountRelation(
                    cells: [model.cells.count - 1] + parts.map(\.cell), coefficients: [1] + parts.map { -$0.point },
                    slack: nil))
            model.dependents.append(
                DependentFigure(figure: figure, sources: group.figures, loses: .intervalAndFurther))
        }
    }

    // MARK: Evenness

    /// Pielou's evenness of published counts tells the last of them that is withheld.
    mutating func findEvenness(_ sets: [FigureSet]) {
        for (number, set) in sets.enumerated() where set.method == "pielou-evenness" {
            guard let first = model.firstFigure[number] else { continue }
            for (index, figure) in set.figures.enumerated() {
                guard let value = figure.value else { continue }
                let key = levels.levels(of: levels.key(of: figure.breakdown))
                for table in tables where table.set != number && table.name == "count" {
                    for (shape, keys) in zip(table.shapes, table.keys) where shape.count == key.count + 1 {
                        let members = keys.filter { Set(levels.levels(of: $0)).isSuperset(of: key) }
                        let told = members.filter { member in
                            levels.levels(of: member).allSatisfy { number in
                                if case .missing = levels.level(number).level { false } else { true }
                            }
                        }
                        let cells = told.compactMap { table.cells[$0] }
                        guard isEvenness(value, cells.map { model.cells[$0].count }) else { continue }
                        let wanted = Set(cells)
                        let sources = table.cellOfFigure.filter { wanted.contains($0.value) }.keys.sorted()
                        model.dependents.append(
                            DependentFigure(figure: first + index, sources: sources, loses: .everything))
                    }
                }
            }
        }
    }

    private func isEvenness(_ value: Double, _ counts: [Int]) -> Bool {
        let present = counts.filter { $0 > 0 }.map(Double.init)
        guard present.count > 1 else { return false }
        let sum = present.reduce(0, +)
        let entropy = present.reduce(0) { $0 - $1 / sum * log($1 / sum) }
        // Over the groups that are present, or over all that are listed.
        return [present.count, counts.count].contains { abs(value - entropy / log(Double($0))) < 1e-9 }
    }
}
