import Indicators

/// Builds the ``CountModel`` of figure sets.
///
/// Relations are read off the data as well as declared: a sum that does not hold is never used, so a mistaken declaration
/// can make protection stricter or looser, but never contradictory.
struct CountModelBuilder {
    let policy: DisclosurePolicy
    let relations: CountRelations
    var model = CountModel()
    var tables: [CountTable] = []
    /// The tables of each set, by the name of their count.
    var tablesOfSet: [[String: Int]] = []
    var levels = LevelNumbers()
    /// The distributions of each set.
    var partitionsOfSet: [[Partition]] = []
    /// Pairs of cells that are one count.
    var sameCounts: [(Int, Int)] = []
    /// A total is what readers look for first: it goes only where a score of parts would have to.
    private static let costOfTotal = 20.0
    /// A mean tells more than a few of the answers that it is the mean of.
    static let costOfMean = 4.0

    init(policy: DisclosurePolicy, relations: CountRelations) {
        self.policy = policy
        self.relations = relations
    }

    /// The model of the sets.
    ///
    /// - Parameter dropped: For each set the figures that are left out, by index.
    static func model(
        of sets: [FigureSet], without dropped: [Set<Int>], policy: DisclosurePolicy, relations: CountRelations
    ) -> CountModel {
        var builder = CountModelBuilder(policy: policy, relations: relations)
        for (index, set) in sets.enumerated() { builder.add(set, number: index, without: dropped[index]) }
        if policy.equalTablesAreLinked { builder.linkEqualTables(sets) }
        for index in builder.tables.indices { builder.relateTotals(of: index, sets) }
        for index in sets.indices { builder.relateWithinFigures(of: index) }
        builder.relateMentions(sets)
        builder.relateDistributions(sets)
        builder.findEvenness(sets)
        builder.linkPlaces(sets)
        builder.relateIdentities(sets)
        builder.relateRunningTotals(sets)
        builder.finish()
        return builder.model
    }

    // MARK: Cells and figures

    private mutating func add(_ set: FigureSet, number: Int, without dropped: Set<Int>) {
        tablesOfSet.append([:])
        guard policy.protects(set.population) else {
            model.firstFigure.append(nil)
            partitionsOfSet.append([])
            return
        }
        model.firstFigure.append(model.figures.count)
        let isExempt = policy.exemptions[set.indicator] != nil
        var names: [String] = []
        var entries: [String: [CountTable.Entry]] = [:]
        for (index, figure) in set.figures.enumerated() {
            let reveals = figure.revealedCounts(of: set)
            let isFixed =
                isExempt || dropped.contains(index) || reveals.isEmpty
                || (policy.zerosAreShown && reveals.allSatisfy { $0.count == 0 })
            model.figures.append(
                FigureNode(
                    set: number, index: index, cells: [], isFixed: isFixed, isPrimary: false,
                    cost: figure.breakdown.isEmpty ? Self.costOfTotal : 1))
            guard !dropped.contains(index) else { continue }
            let key = levels.key(of: figure.breakdown)
            for revealed in reveals {
                if entries[revealed.name] == nil { names.append(revealed.name) }
                entries[revealed.name, default: []].append(
                    CountTable.Entry(
                        key: key, count: revealed.count, figure: model.figures.count - 1, breakdown: figure.breakdown))
            }
        }
        let partitions = collapseWholes(&entries)
        for name in names {
            addTable(
                number, name, isWhole: names.count == 1 || CountName.isWhole(name),
                isCompanion: name == RunningCount(method: set.method)?.companion?.name, entries[name] ?? [])
        }
        relatePartitions(partitions, of: number)
    }

    private mutating func addTable(
        _ number: Int, _ name: String, isWhole: Bool, isCompanion: Bool, _ entries: [CountTable.Entry]
    ) {
        var table = CountTable(set: number, name: name)
        for entry in entries {
            var cell = table.cells[entry.key] ?? -1
            if cell < 0 || model.cells[cell].count != entry.count {
                model.cells.append(
                    CountCell(
                        count: entry.count, lower: isWhole && policy.zerosAreShown ? min(1, entry.count) : 0,
                        isSensitive: policy.isSensitive(entry.count), isCompanion: isCompanion, figures: [],
                        origin: .init(set: number, name: name, breakdown: entry.breakdown)))
                cell = model.cells.count - 1
                table.insert(entry.key, cell, levels)
            }
            model.cells[cell].figures.append(entry.figure)
            model.figures[entry.figure].cells.append(cell)
            table.cellOfFigure[entry.figure] = cell
        }
        tablesOfSet[number][name] = tables.count
        tables.append(table)
    }

    /// Adds a count that no figure shows but that follows from others.
    mutating func addDerived(_ count: Int, isSensitive: Bool, like cell: Int, name: String) -> Int {
        let origin = model.cells[cell].origin
        model.cells.append(
            CountCell(
                count: count, lower: 0, isSensitive: isSensitive, isCompanion: true, figures: [],
                origin: .init(set: origin.set, name: name, breakdown: origin.breakdown)))
        return model.cells.count - 1
    }

    // MARK: Relations

    /// A total and its parts.
    ///
    /// - Returns: Whether the total is the sum of these parts, and known to be.
    @discardableResult
    mutating func relate(total: Int, to parts: [Int], _ totals: FigureSet.Totals) -> Bool {
        guard !parts.isEmpty, !parts.contains(total) else { return false }
        let whole = model.cells[total].count
        let sum = parts.reduce(0) { $0 + model.cells[$1].count }
        let minus = [Int](repeating: -1, count: parts.count)
        switch totals {
        case .unrelated: return false
        case .additive where sum == whole:
            model.relations.append(CountRelation(cells: [total] + parts, coefficients: [1] + minus, slack: nil))
            return true
        case .additive where sum < whole:
            // What the parts leave over is a count as well, such as those of no known region.
            let rest = whole - sum
            let residual = addDerived(
                rest, isSensitive: rest < policy.threshold, like: total,
                name: model.cells[total].origin.name + " left over")
            model.relations.append(
                CountRelation(cells: [total, residual] + parts, coefficients: [1, -1] + minus, slack: nil))
            return false
        case .additive, .overlapping:
            if sum >= whole {
                model.relations.append(
                    CountRelation(
                        cells: [total] + parts, coefficients: [-1] + minus.map { -$0 }, slack: sum - whole))
            }
            for part in parts { relate(part, atMost: total) }
            return false
        }
    }

    /// A count that is at most another one, where that is so.
    mutating func relate(_ part: Int, atMost whole: Int) {
        let slack = model.cells[whole].count - model.cells[part].count
        guard part != whole, slack >= 0 else { return }
        model.relations.append(CountRelation(cells: [whole, part], coefficients: [1, -1], slack: slack))
    }

    // MARK: Finish

    /// Joins cells that are one count, and marks what exemptions make public, the figures that may not be shown, and the costs.
    private mutating func finish() {
        joinSameCounts()
        for index in model.cells.indices where model.cells[index].isSensitive {
            if model.cells[index].figures.contains(where: { model.figures[$0].isFixed }) {
                model.cells[index].isSensitive = false
            }
        }
        // What only follows from counts that an exemption makes public is public as well.
        for relation in model.relations where relation.slack == nil {
            for cell in relation.cells where model.cells[cell].figures.isEmpty {
                let others = relation.cells.filter { $0 != cell }
                if others.allSatisfy({ model.cells[$0].figures.contains { model.figures[$0].isFixed } }) {
                    model.cells[cell].isSensitive = false
                }
            }
        }
        let sum = model.figures.reduce(1.0) { sum, figure in sum + largest(figure) }
        for index in model.figures.indices {
            let figure = model.figures[index]
            guard !figure.isFixed else {
                model.figures[index].isPrimary = false
                continue
            }
            if figure.cells.contains(where: { model.cells[$0].isSensitive }) { model.figures[index].isPrimary = true }
            model.figures[index].cost += largest(figure) / sum
        }
    }

    private mutating func joinSameCounts() {
        guard !sameCounts.isEmpty else { return }
        var roots = DisjointSets(model.cells.count)
        for (left, right) in sameCounts where model.cells[left].count == model.cells[right].count {
            roots.join(left, right)
        }
        for index in model.figures.indices {
            var cells: [Int] = []
            for cell in model.figures[index].cells {
                let root = roots.root(of: cell)
                if !cells.contains(root) { cells.append(root) }
            }
            model.figures[index].cells = cells
        }
        for index in model.cells.indices {
            let root = roots.root(of: index)
            guard root != index else { continue }
            let cell = model.cells[index]
            let known = Set(model.cells[root].figures)
            model.cells[root].figures += cell.figures.filter { !known.contains($0) }
            model.cells[root].lower = max(model.cells[root].lower, cell.lower)
            model.cells[root].isCompanion = model.cells[root].isCompanion && cell.isCompanion
            model.cells[index].figures = []
            model.cells[index].isSensitive = false
        }
        model.relations = model.relations.compactMap { relation in
            var cells: [Int] = []
            var coefficients: [Int] = []
            for (cell, coefficient) in zip(relation.cells, relation.coefficients) {
                let root = roots.root(of: cell)
                if let position = cells.firstIndex(of: root) {
                    coefficients[position] += coefficient
                } else {
                    cells.append(root)
                    coefficients.append(coefficient)
                }
            }
            let kept = cells.indices.filter { coefficients[$0] != 0 }
            guard !kept.isEmpty else { return nil }
            return CountRelation(
                cells: kept.map { cells[$0] }, coefficients: kept.map { coefficients[$0] }, slack: relation.slack)
        }
    }

    private func largest(_ figure: FigureNode) -> Double {
        Double(figure.cells.reduce(0) { max($0, model.cells[$1].count) })
    }
}
