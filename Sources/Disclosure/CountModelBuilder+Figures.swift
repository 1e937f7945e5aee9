import Indicators

extension CountModelBuilder {
    /// The parts of one whole: the figures of a distribution.
    struct Partition {
        let names: (part: String, whole: String)
        /// The breakdown of the whole.
        let key: LevelKey
        let figures: [Int]
        /// The points of a scale that the parts stand for; nil when they are no numbers.
        let points: [Int]?
    }

    // MARK: Distributions

    /// Where the figures along a dimension are the parts of one whole, that whole belongs to none of their levels: it moves to
    /// the breakdown without the dimension.
    ///
    /// - Returns: The figures that make up each whole.
    mutating func collapseWholes(_ entries: inout [String: [CountTable.Entry]]) -> [Partition] {
        var partitions: [Partition] = []
        for names in CountName.pairs {
            guard let parts = entries[names.part], var wholes = entries[names.whole], parts.count == wholes.count,
                zip(parts, wholes).allSatisfy({ $0.figure == $1.figure })
            else { continue }
            var byShape: [Int: [Int]] = [:]
            for index in parts.indices { byShape[levels.shape(of: parts[index].key), default: []].append(index) }
            for shape in byShape.keys.sorted() {
                let members = byShape[shape] ?? []
                for position in levels.dimensions(ofShape: shape).indices {
                    guard let groups = partition(members, without: position, parts, wholes) else { continue }
                    for (rest, group) in groups {
                        let key = levels.key(ofLevels: rest)
                        for index in group { wholes[index].key = key }
                        let points = group.map { levels.point(levels.levels(of: parts[$0].key)[position]) }
                        partitions.append(
                            Partition(
                                names: names, key: key, figures: group.map { parts[$0].figure },
                                points: points.contains(nil) ? nil : points.compactMap { $0 }))
                    }
                    break
                }
            }
            entries[names.whole] = wholes
        }
        return partitions
    }

    /// Groups that differ in one dimension only, when each adds up to its one whole; nil when one does not.
    private func partition(
        _ members: [Int], without position: Int, _ parts: [CountTable.Entry], _ wholes: [CountTable.Entry]
    ) -> [(rest: [Int], members: [Int])]? {
        var order: [[Int]] = []
        var groups: [[Int]: [Int]] = [:]
        for index in members {
            var rest = levels.levels(of: parts[index].key)
            rest.remove(at: position)
            if groups[rest] == nil { order.append(rest) }
            groups[rest, default: []].append(index)
        }
        var hasSeveral = false
        for group in groups.values {
            let whole = wholes[group[0]].count
            guard group.allSatisfy({ wholes[$0].count == whole }), group.reduce(0, { $0 + parts[$1].count }) == whole
            else {
                return nil
            }
            hasSeveral = hasSeveral || (group.count > 1 && whole > 0)
        }
        return hasSeveral ? order.map { ($0, groups[$0] ?? []) } : nil
    }

    mutating func relatePartitions(_ partitions: [Partition], of set: Int) {
        partitionsOfSet.append(partitions)
        for partition in partitions {
            guard let part = tablesOfSet[set][partition.names.part],
                let whole = tablesOfSet[set][partition.names.whole],
                let first = partition.figures.first, let total = tables[whole].cellOfFigure[first]
            else { continue }
            relate(total: total, to: partition.figures.compactMap { tables[part].cellOfFigure[$0] }, .additive)
        }
    }

    // MARK: Counts of the same figure

    /// Relates a part to its whole, whose difference is a count too, and n to all others, of which none is larger.
    mutating func relateWithinFigures(of set: Int) {
        guard model.firstFigure[set] != nil else { return }
        for (part, whole) in CountName.pairs {
            guard let partTable = tablesOfSet[set][part], let wholeTable = tablesOfSet[set][whole] else { continue }
            joinSharedWholes(wholeTable)
            for figure in tables[partTable].cellOfFigure.keys.sorted() {
                guard let part = tables[partTable].cellOfFigure[figure],
                    let whole = tables[wholeTable].cellOfFigure[figure]
                else { continue }
                relateComplement(part, whole, figure)
            }
        }
        guard let n = tablesOfSet[set]["n"], tablesOfSet[set].count > 1 else { return }
        for figure in tables[n].cellOfFigure.keys.sorted() {
            guard let whole = tables[n].cellOfFigure[figure] else { continue }
            for cell in model.figures[figure].cells { relate(cell, atMost: whole) }
        }
    }

    private mutating func relateComplement(_ part: Int, _ whole: Int, _ figure: Int) {
        let rest = model.cells[whole].count - model.cells[part].count
        guard rest >= 0 else { return }
        let isSensitive = rest > 0 && policy.isSensitive(rest)
        let complement = addDerived(rest, isSensitive: isSensitive, like: part, name: "rest of the whole")
        model.relations.append(CountRelation(cells: [whole, part, complement], coefficients: [1, -1, -1], slack: nil))
        if isSensitive { model.figures[figure].isPrimary = true }
    }

    /// Where three or more figures along a dimension have wholes of one size that add up to nothing, such as the answers to a
    /// question with several answers, the wholes are one count.
    private mutating func joinSharedWholes(_ number: Int) {
        let table = tables[number]
        for (shape, keys) in zip(table.shapes, table.keys) {
            for position in shape.indices {
                var order: [[Int]] = []
                var groups: [[Int]: [Int]] = [:]
                for key in keys {
                    var rest = levels.levels(of: key)
                    rest.remove(at: position)
                    guard let cell = table.cells[key] else { continue }
                    if groups[rest] == nil { order.append(rest) }
                    groups[rest, default: []].append(cell)
                }
                for rest in order {
                    guard let cells = groups[rest], cells.count >= 3, let first = cells.first else { continue }
                    let count = model.cells[first].count
                    guard count > 0, cells.allSatisfy({ model.cells[$0].count == count }) else { continue }
                    let total = table.cells[levels.key(ofLevels: rest)]
                    if let total, model.cells[total].count == count * cells.count { continue }
                    for cell in cells.dropFirst() { sameCounts.append((first, cell)) }
                    if let total { sameCounts.append((first, total)) }
                }
            }
        }
    }
}
