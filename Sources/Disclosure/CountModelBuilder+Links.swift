import Indicators

extension CountModelBuilder {
    // MARK: Tables that count the same

    /// Joins tables that agree in every cell that they have in common, two of them at least: they count the same units.
    ///
    /// A table without a total over some dimension, such as one row per question, is as many tables as that has levels.
    mutating func linkEqualTables(_ sets: [FigureSet]) {
        var classes = TableClasses()
        for table in tables {
            let population = sets[table.set].population
            classes.link(
                table.cells.map { ($0.key, $0.value) }.sorted { $0.1 < $1.1 }, population, model.cells, &sameCounts)
            guard let first = table.shapes.first else { continue }
            let common = first.filter { dimension in table.shapes.allSatisfy { $0.contains(dimension) } }
            guard !common.isEmpty, table.shapes.contains(where: { $0.count > common.count }) || common.count > 1 else {
                continue
            }
            var order: [[Int]] = []
            var slices: [[Int]: [(LevelKey, Int)]] = [:]
            for (shape, keys) in zip(table.shapes, table.keys) {
                for key in keys {
                    let own = levels.levels(of: key)
                    var slice: [Int] = []
                    var rest: [Int] = []
                    for (dimension, level) in zip(shape, own) {
                        if common.contains(dimension) { slice.append(level) } else { rest.append(level) }
                    }
                    guard let cell = table.cells[key] else { continue }
                    if slices[slice] == nil { order.append(slice) }
                    slices[slice, default: []].append((levels.key(ofLevels: rest), cell))
                }
            }
            for slice in order { classes.link(slices[slice] ?? [], population, model.cells, &sameCounts) }
        }
    }

    // MARK: Declared relations

    /// Relates the counts of indicators that add up to another indicator's.
    mutating func relateIdentities(_ sets: [FigureSet]) {
        for identity in relations.identities {
            guard let whole = FigureReference(identity.total) else { continue }
            let parts = identity.parts.compactMap(FigureReference.init)
            for (number, set) in sets.enumerated() where set.indicator == whole.indicator {
                for name in tablesOfSet[number].keys.sorted() {
                    guard let table = tablesOfSet[number][name] else { continue }
                    for key in tables[table].keys.joined() {
                        guard let total = tables[table].cells[key], let rest = levels.key(key, without: whole) else {
                            continue
                        }
                        let cells = parts.compactMap { part -> Int? in
                            guard let set = sets.firstIndex(where: { $0.indicator == part.indicator }),
                                let table = tablesOfSet[set][name]
                            else { return nil }
                            return tables[table].cells[levels.key(rest, with: part)]
                        }
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
            let other = running.increments.flatMap { code in sets.firstIndex { $0.indicator == code } }
            for (number, set) in sets.enumerated() where set.indicator == running.indicator {
                // Such a set's own figures tell the steps already.
                guard RunningCount(method: set.method) == nil else { continue }
                for name in tablesOfSet[number].keys.sorted() {
                    guard let table = tablesOfSet[number][name] else { continue }
                    relateSteps(of: table, along: running.dimension, increases: other.flatMap { tablesOfSet[$0][name] })
                }
            }
        }
        for (number, set) in sets.enumerated() {
            guard let running = RunningCount(method: set.method), let total = tablesOfSet[number][running.total] else {
                continue
            }
            let increase = running.increase.flatMap { tablesOfSet[number][$0] }
            guard running.increase == nil || increase != nil else { continue }
            relateSteps(of: total, along: running.dimension, increases: increase)
        }
    }

    private mutating func relateSteps(of table: Int, along name: String, increases: Int?) {
        let dimension = levels.dimensionNumber(of: name)
        for (shape, keys) in zip(tables[table].shapes, tables[table].keys) {
            guard let position = shape.firstIndex(of: dimension) else { continue }
            var last: [[Int]: Int] = [:]
            for key in keys {
                var rest = levels.levels(of: key)
                rest.remove(at: position)
                guard let cell = tables[table].cells[key] else { continue }
                relateStep(from: last[rest], to: cell, increase: increases.flatMap { tables[$0].cells[key] })
                last[rest] = cell
            }
        }
    }

    private mutating func relateStep(from before: Int?, to after: Int, increase: Int?) {
        let step = model.cells[after].count - (before.map { model.cells[$0].count } ?? 0)
        guard step >= 0, before != after else { return }
        var cells = [after]
        var coefficients = [1]
        if let before {
            cells.append(before)
            coefficients.append(-1)
        }
        if let increase, !cells.contains(increase), model.cells[increase].count == step {
            cells.append(increase)
        } else if before != nil {
            cells.append(
                addDerived(step, isSensitive: step > 0 && policy.isSensitive(step), like: after, name: "increase"))
        } else {
            return
        }
        coefficients.append(-1)
        model.relations.append(CountRelation(cells: cells, coefficients: coefficients, slack: nil))
    }
}
