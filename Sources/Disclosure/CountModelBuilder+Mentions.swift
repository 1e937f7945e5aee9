import Indicators

/// What is known of the shares of persons who mention each of several things: that each of them mentions one at least, and that
/// whoever never mentions a thing leaves it out in some part of the whole.
extension CountModelBuilder {
    mutating func relateMentions(_ sets: [FigureSet]) {
        for (number, set) in sets.enumerated() where set.method == "mention-share" {
            guard let part = tablesOfSet[number]["part"], let whole = tablesOfSet[number]["whole"],
                let theme = tables[part].shapes.first(where: { $0.count == 1 })?.first
            else { continue }
            for (shape, keys) in zip(tables[part].shapes, tables[part].keys) {
                guard let position = shape.firstIndex(of: theme) else { continue }
                relateUnion(keys, without: position, part, whole)
            }
            relateThoseWithout(part, whole)
        }
    }

    /// The figures of one group have one whole, and everybody in it is in one of its parts at least.
    private mutating func relateUnion(_ keys: [LevelKey], without position: Int, _ part: Int, _ whole: Int) {
        var order: [[Int]] = []
        var groups: [[Int]: [LevelKey]] = [:]
        for key in keys {
            var rest = levels.levels(of: key)
            rest.remove(at: position)
            if groups[rest] == nil { order.append(rest) }
            groups[rest, default: []].append(key)
        }
        for rest in order {
            let keys = groups[rest] ?? []
            let wholes = keys.compactMap { tables[whole].cells[$0] }
            guard let first = wholes.first, wholes.count == keys.count else { continue }
            for cell in wholes.dropFirst() { sameCounts.append((first, cell)) }
            let parts = keys.compactMap { tables[part].cells[$0] }
            let slack = parts.reduce(0) { $0 + model.cells[$1].count } - model.cells[first].count
            guard slack >= 0 else { continue }
            model.relations.append(
                CountRelation(
                    cells: [first] + parts, coefficients: [-1] + [Int](repeating: 1, count: parts.count), slack: slack))
        }
    }

    /// Those of the whole who never mention a thing are among those who do not in one of its parts.
    private mutating func relateThoseWithout(_ part: Int, _ whole: Int) {
        let shapes = tables[part].shapes
        for (coarse, fine) in shapes.indices.flatMap({ coarse in shapes.indices.map { (coarse, $0) } })
        where coarse != fine && shapes[coarse].allSatisfy(shapes[fine].contains) {
            for key in tables[part].keys[coarse] {
                let own = levels.levels(of: key)
                let inner = tables[part].keys[fine].filter { Set(levels.levels(of: $0)).isSuperset(of: own) }
                let pairs = ([key] + inner).compactMap { key -> (part: Int, whole: Int)? in
                    guard let part = tables[part].cells[key], let whole = tables[whole].cells[key] else { return nil }
                    return (part, whole)
                }
                guard pairs.count == inner.count + 1, !inner.isEmpty else { continue }
                var cells: [Int] = []
                var coefficients: [Int] = []
                for (place, pair) in pairs.enumerated() {
                    cells += [pair.whole, pair.part]
                    coefficients += place == 0 ? [-1, 1] : [1, -1]
                }
                let slack = zip(cells, coefficients).reduce(0) { $0 + model.cells[$1.0].count * $1.1 }
                guard slack >= 0 else { continue }
                model.relations.append(CountRelation(cells: cells, coefficients: coefficients, slack: slack))
            }
        }
    }
}
