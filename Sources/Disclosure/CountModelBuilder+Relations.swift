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

    // MARK: Counts of the same figure

    /// Relates a part to its whole: their difference is a count too, and n is at least any other.
    mutating func relateWithinFigures(of set: Int, _ sets: [FigureSet]) {
        guard let first = model.firstFigure[set] else { return }
        for (part, whole) in CountName.pairs {
            guard let partTable = tablesOfSet[set][part], let wholeTable = tablesOfSet[set][whole] else { continue }
            var seen: Set<[Int]> = []
            for key in tables[partTable].keys.joined() {
                guard let part = tables[partTable].cells[key], let whole = tables[wholeTable].cells[key],
                    part != whole, seen.insert([part, whole]).inserted
                else { continue }
                let rest = model.cells[whole].count - model.cells[part].count
                guard rest >= 0 else { continue }
                let complement = addDerived(
                    rest, isSensitive: policy.isSensitive(rest) && rest > 0, like: part, name: "rest of the whole")
                model.relations.append(
                    CountRelation(cells: [whole, part, complement], coefficients: [1, -1, -1], slack: nil))
                if model.cells[complement].isSensitive {
                    for figure in model.cells[part].figures where !model.figures[figure].isFixed {
                        if model.figures[figure].cells.contains(whole) { model.figures[figure].isPrimary = true }
                    }
                }
            }
        }
        guard let n = tablesOfSet[set]["n"], tablesOfSet[set].count > 1 else { return }
        let wholes = Set(tables[n].cells.values)
        for figure in first..<(first + sets[set].figures.count) {
            let cells = model.figures[figure].cells
            guard let whole = cells.first(where: wholes.contains) else { continue }
            for cell in cells where cell != whole { relate(cell, atMost: whole) }
        }
    }

    /// Where the parts of a distribution share one whole, its count is one cell, and the parts add up to it.
    mutating func findSharedWholes(of set: Int) {
        for (part, whole) in CountName.pairs {
            guard let partTable = tablesOfSet[set][part], let wholeTable = tablesOfSet[set][whole] else { continue }
            findSharedWholes(partTable, wholeTable)
        }
    }

    private mutating func findSharedWholes(_ partTable: Int, _ wholeTable: Int) {
        let parts = tables[partTable]
        for (shape, keys) in zip(parts.shapes, parts.keys) {
            for position in shape.indices {
                var order: [[Int]] = []
                var groups: [[Int]: [LevelKey]] = [:]
                for key in keys {
                    var rest = levels.levels(of: key)
                    rest.remove(at: position)
                    if groups[rest] == nil { order.append(rest) }
                    groups[rest, default: []].append(key)
                }
                for rest in order {
                    joinWholes(groups[rest] ?? [], under: levels.key(ofLevels: rest), partTable, wholeTable)
                }
            }
        }
    }

    private mutating func joinWholes(
        _ keys: [LevelKey], under rest: LevelKey, _ partTable: Int, _ wholeTable: Int
    ) {
        let wholes = keys.compactMap { tables[wholeTable].cells[$0] }
        let parts = keys.compactMap { tables[partTable].cells[$0] }
        guard keys.count >= 2, wholes.count == keys.count, parts.count == keys.count, let first = wholes.first else {
            return
        }
        let whole = model.cells[first].count
        guard whole > 0, wholes.allSatisfy({ model.cells[$0].count == whole }) else { return }
        let sum = parts.reduce(0) { $0 + model.cells[$1].count }
        if sum != whole {
            // Several answers each, or by chance wholes of one size: only the former has wholes that are one count.
            guard keys.count >= 3 else { return }
            if let total = tables[wholeTable].cells[rest], model.cells[total].count == whole * keys.count { return }
        }
        for cell in Set(wholes).sorted() where cell != first {
            sameCounts.append((first, cell))
        }
        if let total = tables[wholeTable].cells[rest], total != first, model.cells[total].count == whole {
            sameCounts.append((first, total))
        }
        if sum == whole {
            model.relations.append(
                CountRelation(
                    cells: [first] + parts, coefficients: [1] + [Int](repeating: -1, count: parts.count), slack: nil))
        }
    }

    // MARK: Declared relations

    /// Relates the counts of indicators that add up to another indicator's.
    mutating func relateIdentities(_ sets: [FigureSet]) {
        for identity in relations.identities {
            for (number, set) in sets.enumerated() where set.indicator == identity.total {
                let partSets = sets.indices.filter { $0 != number && identity.parts.contains(sets[$0].indicator) }
                for name in tablesOfSet[number].keys.sorted() {
                    guard let table = tablesOfSet[number][name] else { continue }
                    let partTables = partSets.compactMap { tablesOfSet[$0][name] }
                    for key in tables[table].keys.joined() {
                        guard let total = tables[table].cells[key] else { continue }
                        let cells = partTables.compactMap { tables[$0].cells[key] }
                        guard Set(cells).count == cells.count else { continue }
                        relate(total: total, to: cells, .additive)
                    }
                }
            }
        }
    }

    /// Relates neighbouring levels of counts that accumulate: what is added between them is a count too.
    mutating func relateRunningTotals(_ sets: [FigureSet]) {
        for running in relations.runningTotals {
            let dimension = levels.dimensionNumber(of: running.dimension)
            for (number, set) in sets.enumerated() where set.indicator == running.indicator {
                let other = running.increments.flatMap { code in sets.firstIndex { $0.indicator == code } }
                for name in tablesOfSet[number].keys.sorted() {
                    guard let table = tablesOfSet[number][name] else { continue }
                    let increments = other.flatMap { tablesOfSet[$0][name] }
                    for (shape, keys) in zip(tables[table].shapes, tables[table].keys) {
                        guard let position = shape.firstIndex(of: dimension) else { continue }
                        var last: [[Int]: Int] = [:]
                        for key in keys {
                            var rest = levels.levels(of: key)
                            rest.remove(at: position)
                            guard let cell = tables[table].cells[key] else { continue }
                            relateStep(
                                from: last[rest], to: cell, increment: increments.flatMap { tables[$0].cells[key] })
                            last[rest] = cell
                        }
                    }
                }
            }
        }
    }

    private mutating func relateStep(from before: Int?, to after: Int, increment: Int?) {
        let step = model.cells[after].count - (before.map { model.cells[$0].count } ?? 0)
        guard step >= 0, before != after else { return }
        var cells = [after]
        var coefficients = [1]
        if let before {
            cells.append(before)
            coefficients.append(-1)
        }
        if let increment, !cells.contains(increment), model.cells[increment].count == step {
            cells.append(increment)
        } else if before != nil {
            cells.append(
                addDerived(step, isSensitive: policy.isSensitive(step) && step > 0, like: after, name: "increase"))
        } else {
            return
        }
        coefficients.append(-1)
        model.relations.append(CountRelation(cells: cells, coefficients: coefficients, slack: nil))
    }
}
