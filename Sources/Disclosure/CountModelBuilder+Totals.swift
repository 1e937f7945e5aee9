import Indicators

extension CountModelBuilder {
    // MARK: Totals and parts

    /// Relates the totals of a table to their parts, along single dimensions, several at once, and roll-ups.
    mutating func relateTotals(of number: Int, _ sets: [FigureSet]) {
        let table = tables[number]
        let totals = sets[table.set].totals
        guard totals != .unrelated, table.shapes.count > 1 else { return }
        let order = table.shapes.indices.flatMap { coarse in
            table.shapes.indices.compactMap { fine -> (coarse: Int, fine: Int)? in
                coarse != fine && refines(table.shapes[fine], table.shapes[coarse]) ? (coarse, fine) : nil
            }
        }
        // From near to far, so that a sum over a breakdown in between is known when the farther one is looked at.
        let between = order.map { pair in
            table.shapes.indices.filter { middle in
                order.contains { $0 == (pair.coarse, middle) } && order.contains { $0 == (middle, pair.fine) }
            }
        }
        var families: [Family: [Int]] = [:]
        for index in order.indices.sorted(by: { (between[$0].count, $0) < (between[$1].count, $1) }) {
            let (coarse, fine) = order[index]
            var parts: [LevelKey: [LevelKey]] = [:]
            for key in table.keys[fine] {
                guard let parent = project(key, from: table.shapes[fine], onto: table.shapes[coarse]) else { continue }
                parts[parent, default: []].append(key)
            }
            for parent in table.keys[coarse] {
                guard let total = table.cells[parent], let keys = parts[parent] else { continue }
                let isImplied = between[index].contains { middle in
                    guard let inner = families[Family(total: parent, shape: middle, table: table)] else { return false }
                    return inner.allSatisfy { families[Family(cell: $0, shape: fine)] != nil }
                }
                let cells = keys.compactMap { table.cells[$0] }
                if isImplied || (totals == .overlapping && !between[index].isEmpty) {
                    if isImplied { families[Family(cell: total, shape: fine)] = cells }
                    continue
                }
                if relate(total: total, to: cells, totals) { families[Family(cell: total, shape: fine)] = cells }
            }
        }
    }

    /// A total and the breakdown of its parts.
    private struct Family: Hashable {
        let cell: Int
        let shape: Int

        init(cell: Int, shape: Int) {
            self.cell = cell
            self.shape = shape
        }

        init(total: LevelKey, shape: Int, table: CountTable) {
            cell = table.cells[total] ?? -1
            self.shape = shape
        }
    }

    /// Whether one breakdown is finer than another: it has each of its dimensions, or one that rolls up to it.
    private func refines(_ fine: [Int], _ coarse: [Int]) -> Bool {
        coarse.allSatisfy { fine.contains($0) || descendant(of: $0, in: fine) != nil }
    }

    /// The dimension among some that rolls up to another, and the steps to it.
    private func descendant(of coarse: Int, in shape: [Int]) -> (dimension: Int, steps: [RollUp])? {
        let target = levels.name(ofDimension: coarse)
        for dimension in shape {
            var name = levels.name(ofDimension: dimension)
            var steps: [RollUp] = []
            while let step = relations.rollUps.first(where: { $0.child == name }), steps.count < 16 {
                steps.append(step)
                name = step.parent
                if name == target { return (dimension, steps) }
            }
        }
        return nil
    }

    /// The levels of a coarser breakdown that a cell belongs to; nil when one of its codes rolls up to none.
    private mutating func project(_ key: LevelKey, from fine: [Int], onto coarse: [Int]) -> LevelKey? {
        let own = levels.levels(of: key)
        var result: [Int] = []
        for dimension in coarse {
            if let position = fine.firstIndex(of: dimension) {
                result.append(own[position])
                continue
            }
            guard let (child, steps) = descendant(of: dimension, in: fine),
                let position = fine.firstIndex(of: child)
            else { return nil }
            var level = levels.level(own[position]).level
            for step in steps {
                // A missing region is a missing area as well.
                if case .code(let code) = level {
                    guard let parent = step.parentCodes[code] else { return nil }
                    level = .code(parent)
                }
            }
            let name = levels.name(ofDimension: dimension)
            result.append(levels.number(of: BreakdownLevel(dimension: name, level: level)))
        }
        return levels.key(ofLevels: result)
    }
}
