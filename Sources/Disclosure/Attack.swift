/// What an outsider can work out of the withheld counts of a part: the audit by linear programming.
///
/// The outsider knows every published count, every relation, and that a withheld count is not below its lower bound. For each
/// unknown count the smallest and the largest value are sought among the tables that agree with all that. Every table found
/// on the way, in this audit or in one of another pattern, tells something of all its cells, so most of them need no program of
/// their own.
final class Attack {
    private let part: SuppressionPart
    private let level: ProtectionLevel
    let reach: Double
    /// Whether a cell is not published by any figure.
    let isUnknown: [Bool]
    /// How far down and up each cell was seen to go.
    private var lows: [Double]
    private var highs: [Double]
    private var isExact: [Bool]
    /// Those that a program was needed for: most audits of a search end without one.
    private var blocks: [Block] = []
    private var blockOfCell: [Int]
    private var placeOfCell: [Int]
    private let relationsOfCell: [[Int]]
    private let tables: FoundTables

    /// Unknown cells that hang together.
    private struct Block {
        var cells: [Int] = []
        var relations: [Int] = []
        var program: DeviationProgram?
    }

    init(
        _ part: SuppressionPart, withheld: [Bool], level: ProtectionLevel, reach: Double,
        relationsOfCell: [[Int]], tables: FoundTables
    ) {
        self.part = part
        self.relationsOfCell = relationsOfCell
        self.tables = tables
        self.level = level
        self.reach = reach
        let isUnknown = part.cells.map { cell in cell.figures.allSatisfy { withheld[$0] } }
        self.isUnknown = isUnknown
        lows = [Double](repeating: 0, count: part.cells.count)
        highs = lows
        isExact = [Bool](repeating: false, count: part.cells.count)
        blockOfCell = [Int](repeating: -1, count: part.cells.count)
        placeOfCell = blockOfCell
        for table in tables.all where table.cells.allSatisfy({ isUnknown[$0] }) { see(table) }
    }

    private func see(_ table: FoundTable) {
        for (cell, deviation) in zip(table.cells, table.deviations) {
            if deviation < lows[cell] { lows[cell] = deviation }
            if deviation > highs[cell] { highs[cell] = deviation }
        }
    }

    /// The block that an unknown cell belongs to, found from the cell when it is first asked for.
    private func block(of cell: Int) -> Int {
        if blockOfCell[cell] >= 0 { return blockOfCell[cell] }
        let number = blocks.count
        var block = Block(cells: [cell])
        var isMet: Set<Int> = []
        blockOfCell[cell] = number
        var next = 0
        while next < block.cells.count {
            for relation in relationsOfCell[block.cells[next]] where isMet.insert(relation).inserted {
                for other in part.relations[relation].cells where isUnknown[other] && blockOfCell[other] < 0 {
                    blockOfCell[other] = number
                    block.cells.append(other)
                }
            }
            next += 1
        }
        // In the order of the part, so that the program does not depend on which cell was asked for first.
        block.cells.sort()
        block.relations = isMet.sorted()
        for (place, cell) in block.cells.enumerated() { placeOfCell[cell] = place }
        blocks.append(block)
        return number
    }

    /// How well a cell must be hidden; nil when it is published, or only follows from others and is large.
    func need(of cell: Int) -> ProtectionLevel? {
        let node = part.cells[cell]
        if node.isSensitive { return level }
        return isUnknown[cell] && node.mustBeHidden ? .notExact : nil
    }

    /// The largest and smallest whole deviations seen so far satisfy the level.
    private func isSeen(_ cell: Int, _ need: ProtectionLevel) -> Bool {
        // Counts are whole numbers, and the outsider knows it.
        let high = (highs[cell] + 1e-6).rounded(.down)
        let low = (lows[cell] - 1e-6).rounded(.up)
        return high - low >= Double(need.width) && Double(part.cells[cell].count) + high >= Double(need.upper)
    }

    /// Whether a cell is hidden well enough; solves programs only while that is not known.
    func isHidden(_ cell: Int) -> Bool {
        guard let need = need(of: cell) else { return true }
        guard isUnknown[cell] else { return false }
        if isSeen(cell, need) { return true }
        if isExact[cell] || isAlone(cell) { return false }
        explore(cell, upwards: true)
        if isSeen(cell, need) { return true }
        explore(cell, upwards: false)
        isExact[cell] = true
        return isSeen(cell, need)
    }

    /// The smallest and largest deviation of a cell.
    func deviations(of cell: Int) -> ClosedRange<Double> {
        guard isUnknown[cell] else { return 0...0 }
        if isAlone(cell) { return 0...0 }
        if !isExact[cell] {
            explore(cell, upwards: true)
            explore(cell, upwards: false)
            isExact[cell] = true
        }
        return lows[cell]...highs[cell]
    }

    /// A width that a cell's interval has at least.
    func seenWidth(of cell: Int) -> Double { highs[cell] - lows[cell] }

    /// Whether a cell is the only unknown one of a sum, and so known.
    private func isAlone(_ cell: Int) -> Bool {
        relationsOfCell[cell].contains { number in
            let relation = part.relations[number]
            return relation.slack == nil && !relation.cells.contains { $0 != cell && isUnknown[$0] }
        }
    }

    private func explore(_ cell: Int, upwards: Bool) {
        let number = block(of: cell)
        let program =
            blocks[number].program
            ?? DeviationProgram(
                part, cells: blocks[number].cells, relations: blocks[number].relations, copies: 1, extraRows: 0,
                reach: reach)
        blocks[number].program = program
        let place = placeOfCell[cell]
        let sign: Double = upwards ? 1 : -1
        program.program.setObjective(column: program.up(place), sign)
        program.program.setObjective(column: program.down(place), -sign)
        // What is not solved shows no table, and so can only make the interval narrower than it is.
        if program.program.solve() {
            let table = program.table(of: blocks[number].cells)
            see(table)
            tables.add(table)
        }
        program.program.setObjective(column: program.up(place), 0)
        program.program.setObjective(column: program.down(place), 0)
    }
}
