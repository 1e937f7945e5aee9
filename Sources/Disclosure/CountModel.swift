import Indicators

/// One count of persons or organisations that figures give away, or that follows from them.
struct CountCell {
    let count: Int
    /// The smallest value that an outsider must reckon with: 1 where a zero would have been shown.
    var lower: Int
    /// Whether it may not be shown, nor narrowed beyond the protection level.
    var isSensitive: Bool
    /// Whether it only goes along with its figures, such as a running total beside a month's count: withheld with them, but
    /// no harm when it can be worked out, as long as it is not small.
    var isCompanion: Bool
    /// The figures that give it away; empty for a count that only follows from others, such as a residual.
    var figures: [Int]
    /// Where it comes from, for messages: the first figure, its count's name.
    let origin: Origin

    /// Whether it must stay uncertain when no figure gives it away.
    var mustBeHidden: Bool { isSensitive || (!figures.isEmpty && !isCompanion) }

    struct Origin {
        let set: Int
        let name: String
        let breakdown: [BreakdownLevel]
    }
}

/// A sum of counts, with coefficients, that an outsider knows to be zero, or not below zero.
struct CountRelation {
    let cells: [Int]
    let coefficients: [Int]
    /// nil when the sum is zero; else its true value, known only to be zero or more.
    let slack: Int?
}

/// One figure as the search for a pattern sees it.
struct FigureNode {
    let set: Int
    let index: Int
    var cells: [Int]
    /// It stays published whatever happens: it is exempt, or all its counts are zeros that are shown.
    let isFixed: Bool
    /// One of its counts may not be shown.
    var isPrimary: Bool
    /// What withholding it costs: 1, and a little more for a larger count, so that fewer figures come before smaller ones.
    var cost: Double
}

/// A figure that tells something of counts that is no sum, such as a standard deviation of the answers: it may stand only while
/// all of them do.
struct DependentFigure {
    let figure: Int
    /// The figures that have the counts.
    let sources: [Int]
    /// What goes when one of them does.
    let loses: Loss

    enum Loss { case everything, intervalAndFurther }
}

/// All counts that figures give away, and how they relate: everything an outsider can reckon with.
struct CountModel {
    var cells: [CountCell] = []
    var relations: [CountRelation] = []
    var figures: [FigureNode] = []
    /// Figures that tell more of others than a sum could.
    var dependents: [DependentFigure] = []
    /// The first figure of each set; a set that needs no protection has none.
    var firstFigure: [Int?] = []

    /// Groups of cells between which there is no relation and no common figure, those with a sensitive cell only.
    ///
    /// - Parameter hubsArePublic: Whether counts that many figures give away, such as the number of answers to a question, are
    ///   taken as published whatever is withheld. That is cautious, and splits the model into small parts; but a count that
    ///   cannot be hidden otherwise needs them.
    func partsToProtect(hubsArePublic: Bool) -> [SuppressionPart] {
        guard cells.contains(where: \.isSensitive) else { return [] }
        let isHub = cells.map { cell in
            hubsArePublic && cell.figures.count { !figures[$0].isPrimary } >= Self.figuresOfHub
        }
        var roots = DisjointSets(cells.count)
        func join(_ group: [Int]) {
            var first: Int?
            for cell in group where !isHub[cell] {
                if let first { roots.join(first, cell) } else { first = cell }
            }
        }
        for relation in relations { join(relation.cells) }
        for figure in figures { join(figure.cells) }
        var partOfRoot: [Int: Int] = [:]
        var parts: [SuppressionPart] = []
        for index in cells.indices where cells[index].isSensitive && !isHub[index] {
            let root = roots.root(of: index)
            if partOfRoot[root] == nil {
                partOfRoot[root] = parts.count
                parts.append(SuppressionPart())
            }
        }
        var local = [Int](repeating: -1, count: cells.count)
        for index in cells.indices where !isHub[index] {
            guard let part = partOfRoot[roots.root(of: index)] else { continue }
            local[index] = parts[part].cells.count
            parts[part].cells.append(cells[index])
            parts[part].cells[local[index]].figures = []
        }
        func part(of group: [Int]) -> Int? {
            group.first { !isHub[$0] }.flatMap { partOfRoot[roots.root(of: $0)] }
        }
        for relation in relations {
            guard let part = part(of: relation.cells) else { continue }
            // What is public does not move, so it drops out of the sum of deviations.
            let open = relation.cells.indices.filter { local[relation.cells[$0]] >= 0 }
            parts[part].relations.append(
                CountRelation(
                    cells: open.map { local[relation.cells[$0]] }, coefficients: open.map { relation.coefficients[$0] },
                    slack: relation.slack))
        }
        for (index, figure) in figures.enumerated() {
            guard let part = part(of: figure.cells) else { continue }
            var node = figure
            node.cells = figure.cells.map { local[$0] }.filter { $0 >= 0 }
            for cell in node.cells { parts[part].cells[cell].figures.append(parts[part].figures.count) }
            parts[part].figures.append(node)
            parts[part].figureNumbers.append(index)
        }
        return parts
    }

    /// How many figures that are not small make a count a hub.
    private static let figuresOfHub = 4
}

/// A connected part of the model, with its own numbering.
struct SuppressionPart {
    var cells: [CountCell] = []
    var relations: [CountRelation] = []
    var figures: [FigureNode] = []
    /// The number of each figure in the whole model.
    var figureNumbers: [Int] = []

    /// The relations that each cell stands in.
    func relationsOfCell() -> [[Int]] {
        var numbers = [[Int]](repeating: [], count: cells.count)
        for (number, relation) in relations.enumerated() {
            for cell in relation.cells { numbers[cell].append(number) }
        }
        return numbers
    }
}

/// Sets that grow together (union by size, path halving).
struct DisjointSets {
    private var parents: [Int]
    private var sizes: [Int]

    init(_ count: Int) {
        parents = Array(0..<count)
        sizes = [Int](repeating: 1, count: count)
    }

    mutating func root(of element: Int) -> Int {
        var element = element
        while parents[element] != element {
            parents[element] = parents[parents[element]]
            element = parents[element]
        }
        return element
    }

    mutating func join(_ left: Int, _ right: Int) {
        var (left, right) = (root(of: left), root(of: right))
        guard left != right else { return }
        if sizes[left] < sizes[right] { swap(&left, &right) }
        parents[right] = left
        sizes[left] += sizes[right]
    }
}
