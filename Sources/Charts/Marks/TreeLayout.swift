import Reporting

/// The generations and rows of trees: who comes from whom, in the order of the categories.
struct TreeLayout {
    /// How many steps each node is from where its tree begins. What comes from an unknown source is one step from it.
    let generations: [Int]
    /// The row of each node, from 0; a node with offspring stands in the middle of their rows, unless each has a row of its own.
    let rows: [Double]
    /// The node that each comes from; nil for origins and where it is not known.
    let parents: [Int?]
    /// Whether the source of a node is unknown.
    let isUnknown: [Bool]
    /// Whether a node or one that it comes from has an unknown source.
    let isBelowUnknown: [Bool]
    /// The nodes from each origin down, those of unknown source last.
    let order: [Int]
    let rowCount: Int

    /// Whether any node has an unknown source, which then has a row itself above them.
    var hasUnknown: Bool { isUnknown.contains(true) }
    /// The row of the unknown source.
    let unknownRow: Double

    /// - Parameters:
    ///   - parents: One per node; missing ones, and those that lead round in a circle, count as unknown.
    ///   - outlined: Whether each node has a row of its own, above its offspring.
    init(count: Int, parents wanted: [ChartParent], outlined: Bool) {
        var parents = [Int?](repeating: nil, count: count)
        var unknown = [Bool](repeating: false, count: count)
        var offspring = [[Int]](repeating: [], count: count)
        var roots: [Int] = []
        for index in 0..<count {
            switch wanted.indices.contains(index) ? wanted[index] : .unknown {
            case .origin: roots.append(index)
            case .category(let parent) where parent != index && (0..<count).contains(parent):
                parents[index] = parent
                offspring[parent].append(index)
            default: unknown[index] = true
            }
        }
        var generations = [Int](repeating: 0, count: count)
        var below = [Bool](repeating: false, count: count)
        var isPlaced = [Bool](repeating: false, count: count)
        var order: [Int] = []
        func descend(from root: Int, generation: Int, isUnknown: Bool) {
            var open = [(root, generation)]
            while let (node, depth) = open.popLast() {
                guard !isPlaced[node] else { continue }
                isPlaced[node] = true
                generations[node] = depth
                below[node] = isUnknown
                order.append(node)
                for child in offspring[node].reversed() { open.append((child, depth + 1)) }
            }
        }
        for root in roots { descend(from: root, generation: 0, isUnknown: false) }
        let known = order.count
        for index in 0..<count where unknown[index] { descend(from: index, generation: 1, isUnknown: true) }
        // What is left leads round in a circle, which is cut where it comes first.
        for index in 0..<count where !isPlaced[index] {
            if let parent = parents[index] { offspring[parent].removeAll { $0 == index } }
            parents[index] = nil
            unknown[index] = true
            descend(from: index, generation: 1, isUnknown: true)
        }
        var rows = [Double](repeating: 0, count: count)
        var next = 0.0
        var unknownRow = 0.0
        let hasUnknown = known < count
        if outlined {
            for (place, node) in order.enumerated() {
                if place == known, hasUnknown {
                    unknownRow = next
                    next += 1
                }
                rows[node] = next
                next += 1
            }
        } else {
            for node in order where offspring[node].isEmpty {
                rows[node] = next
                next += 1
            }
            // From the last generation up, each in the middle of its first and last.
            for node in order.reversed() {
                guard let first = offspring[node].first, let last = offspring[node].last else { continue }
                rows[node] = (rows[first] + rows[last]) / 2
            }
            let ends = order.indices.filter { $0 >= known && unknown[order[$0]] }.map { rows[order[$0]] }
            unknownRow = ((ends.first ?? 0) + (ends.last ?? 0)) / 2
        }
        self.generations = generations
        self.rows = rows
        self.parents = parents
        isUnknown = unknown
        isBelowUnknown = below
        self.order = order
        rowCount = Int(next)
        self.unknownRow = unknownRow
    }
}
