/// Searches which figures of a part to withhold: all that may not be shown, and as few others as it takes to hide them.
struct PatternSearch {
    let part: SuppressionPart
    let level: ProtectionLevel
    let reach: Double
    /// Cells in the order in which they are looked after: small counts first, the smallest first of all.
    private let order: [Int]
    private let relationsOfCell: [[Int]]
    private let tables = FoundTables()

    /// A pattern and the audit that proves it.
    struct Pattern {
        var withheld: [Bool]
        let attack: Attack
    }

    init(_ part: SuppressionPart, level: ProtectionLevel) {
        self.part = part
        self.level = level
        relationsOfCell = part.relationsOfCell()
        // Far enough for every protection level, and for intervals worth printing.
        reach = Double(1000 + 20 * max(level.width, level.upper))
        order = part.cells.indices.sorted { left, right in
            let (a, b) = (part.cells[left], part.cells[right])
            if a.isSensitive != b.isSensitive { return a.isSensitive }
            return (a.count, left) < (b.count, right)
        }
    }

    /// The pattern, proved.
    func pattern() throws(PatternError) -> Pattern {
        var withheld = part.figures.map(\.isPrimary)
        let repair = Repair(part, relationsOfCell: relationsOfCell, reach: reach, tables: tables)
        try grow(&withheld, repair)
        shrink(&withheld)
        // Where nothing but what may not be shown is withheld, there is no smaller pattern.
        if withheld != part.figures.map(\.isPrimary), part.figures.count <= Self.exactLimit {
            let smallest = SmallestPattern(
                part, level: level, reach: reach, relationsOfCell: relationsOfCell, tables: tables)
            if let better = smallest?.pattern(cheaperThan: cost(withheld), rounds: Self.rounds, nodes: Self.nodes) {
                withheld = better
            }
        }
        let attack = attack(withheld)
        if let cell = order.first(where: { !attack.isHidden($0) }) {
            throw PatternError(cell: cell, deviations: attack.deviations(of: cell))
        }
        return Pattern(withheld: withheld, attack: attack)
    }

    private func attack(_ withheld: [Bool]) -> Attack {
        Attack(
            part, withheld: withheld, level: level, reach: reach, relationsOfCell: relationsOfCell, tables: tables)
    }

    /// Withholds figures until every cell is hidden.
    private func grow(_ withheld: inout [Bool], _ repair: Repair?) throws(PatternError) {
        var isHidden = [Bool](repeating: false, count: part.cells.count)
        while true {
            let attack = attack(withheld)
            // What is hidden stays so when more is withheld.
            let failing = order.first { cell in
                if isHidden[cell] && attack.isUnknown[cell] { return false }
                isHidden[cell] = attack.isHidden(cell) && attack.isUnknown[cell]
                return !isHidden[cell] && attack.need(of: cell) != nil
            }
            guard let failing else { return }
            // One at a time: what hides this one often hides the next as well.
            guard let need = attack.need(of: failing),
                let more = repair?.figures(toHide: failing, need, withheld: withheld)
            else { throw PatternError(cell: failing, deviations: attack.deviations(of: failing)) }
            for figure in more { withheld[figure] = true }
        }
    }

    /// Publishes again what need not be withheld, the most telling first.
    private func shrink(_ withheld: inout [Bool]) {
        let candidates = part.figures.indices.filter { withheld[$0] && !part.figures[$0].isPrimary }
            .sorted { (-part.figures[$0].cost, $0) < (-part.figures[$1].cost, $1) }
        for figure in candidates {
            withheld[figure] = false
            // Most figures are needed, which often shows without an audit; else in what stands in a sum with them.
            if laysBare(figure, withheld) {
                withheld[figure] = true
                continue
            }
            let attack = attack(withheld)
            let near = part.figures[figure].cells.flatMap { relationsOfCell[$0] }.flatMap { part.relations[$0].cells }
            if !(near.allSatisfy { attack.isHidden($0) } && order.allSatisfy { attack.isHidden($0) }) {
                withheld[figure] = true
            }
        }
    }

    /// Whether publishing a figure leaves a count that must be hidden as the last unknown one of a sum.
    private func laysBare(_ figure: Int, _ withheld: [Bool]) -> Bool {
        func isUnknown(_ cell: Int) -> Bool { part.cells[cell].figures.allSatisfy { withheld[$0] } }
        return part.figures[figure].cells.contains { published in
            relationsOfCell[published].contains { number in
                let relation = part.relations[number]
                guard relation.slack == nil else { return false }
                var last: Int?
                for cell in relation.cells where isUnknown(cell) {
                    if last != nil { return false }
                    last = cell
                }
                return last.map { part.cells[$0].mustBeHidden } ?? false
            }
        }
    }

    /// Up to how many figures the smallest pattern is looked for exactly, and how hard.
    private static let exactLimit = 400
    private static let rounds = 20
    private static let nodes = 60

    private func cost(_ withheld: [Bool]) -> Double {
        part.figures.indices.reduce(0) { withheld[$1] ? $0 + part.figures[$1].cost : $0 }
    }
}

/// A cell that cannot be hidden.
struct PatternError: Error {
    let cell: Int
    let deviations: ClosedRange<Double>
}
