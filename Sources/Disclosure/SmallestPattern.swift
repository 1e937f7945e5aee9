/// Searches the cheapest pattern exactly, by Benders' decomposition: a choice of figures that satisfies all cuts known so far,
/// the audit of that choice, and a cut from the dual of each linear program that shows a count not hidden.
///
/// - SeeAlso: M. Fischetti, J. J. Salazar-González (2001), *Management Science* 47(7), 1008–1027,
///   doi:10.1287/mnsc.47.7.1008.9805.
final class SmallestPattern {
    private let part: SuppressionPart
    private let level: ProtectionLevel
    private let reach: Double
    private let relationsOfCell: [[Int]]
    private let tables: FoundTables
    private let master: CoveringProgram
    private let cuts: DeviationProgram
    private let variable: [Int]
    private let relations: [Int]
    /// What tells whether a cell is unknown: nothing (it is published), everything (it is withheld), or a column of the master.
    private let unknown: [Unknown]
    private let columnOfFigure: [Int]

    private enum Unknown {
        case never, always
        case column(Int)
    }

    /// - Returns: nil when there is no choice to make.
    init?(
        _ part: SuppressionPart, level: ProtectionLevel, reach: Double, relationsOfCell: [[Int]], tables: FoundTables
    ) {
        self.part = part
        self.relationsOfCell = relationsOfCell
        self.tables = tables
        self.level = level
        self.reach = reach
        var costs: [Double] = []
        var isWhole: [Bool] = []
        var columnOfFigure = [Int](repeating: -1, count: part.figures.count)
        for (index, figure) in part.figures.enumerated() where !figure.isFixed && !figure.isPrimary {
            columnOfFigure[index] = costs.count
            costs.append(figure.cost)
            isWhole.append(true)
        }
        guard !costs.isEmpty else { return nil }
        var shared: [(cell: Int, column: Int)] = []
        unknown = part.cells.indices.map { cell in
            let figures = part.cells[cell].figures
            if figures.contains(where: { part.figures[$0].isFixed }) { return .never }
            let open = figures.filter { columnOfFigure[$0] >= 0 }
            if open.isEmpty { return .always }
            if open.count == 1 { return .column(columnOfFigure[open[0]]) }
            shared.append((cell, costs.count))
            costs.append(0)
            isWhole.append(false)
            return .column(costs.count - 1)
        }
        self.columnOfFigure = columnOfFigure
        master = CoveringProgram(costs: costs, isWhole: isWhole)
        let unknown = unknown
        variable = part.cells.indices.filter { if case .never = unknown[$0] { false } else { true } }
        let varies = Set(variable)
        relations = part.relations.indices.filter { part.relations[$0].cells.contains(where: varies.contains) }
        cuts = DeviationProgram(part, cells: variable, relations: relations, copies: 1, extraRows: 0, reach: reach)
        for (cell, column) in shared {
            let figures = part.cells[cell].figures.map { columnOfFigure[$0] }.filter { $0 >= 0 }
            for figure in figures { master.require([(figure, 1), (column, -1)], atLeast: 0) }
            // Unknown as soon as all its figures are withheld.
            master.require([(column, 1)] + figures.map { ($0, -1) }, atLeast: Double(1 - figures.count))
        }
        requireCompany()
    }

    /// A count that is the only unknown one of a sum is known: whichever is withheld needs company in each of its sums.
    private func requireCompany() {
        for relation in part.relations where relation.slack == nil {
            for cell in relation.cells {
                guard part.cells[cell].mustBeHidden else { continue }
                require(
                    relation.cells.filter { $0 != cell }.map { ($0, 1) }, atLeast: 1, whenUnknown: cell)
            }
        }
    }

    /// Adds a row Σ coefficient · unknown ≥ bound, where `cell` is unknown.
    private func require(_ terms: [(cell: Int, coefficient: Double)], atLeast bound: Double, whenUnknown cell: Int) {
        var bound = bound
        var columns: [Int: Double] = [:]
        for (cell, coefficient) in terms where coefficient > 1e-9 {
            switch unknown[cell] {
            case .never: break
            case .always: bound -= coefficient
            case .column(let column): columns[column, default: 0] += coefficient
            }
        }
        guard bound > 1e-9 else { return }
        var row = columns.mapValues { min($0, bound) }
        var needed = bound
        switch unknown[cell] {
        case .never: return
        case .always: break
        case .column(let column):
            row[column, default: 0] -= bound
            needed = 0
        }
        master.require(row.keys.sorted().map { ($0, row[$0] ?? 0) }, atLeast: needed)
    }

    /// The cheapest pattern.
    ///
    /// - Parameters:
    ///   - cost: What a known pattern costs; only a cheaper one is of interest.
    ///   - rounds: How many choices may be audited.
    ///   - nodes: How many nodes they may take together.
    /// - Returns: The withheld figures, and nil when the known pattern is the cheapest or the search gave up.
    func pattern(cheaperThan cost: Double, rounds: Int, nodes: Int) -> [Bool]? {
        var nodes = nodes
        for _ in 0..<rounds {
            guard let choice = master.cheapest(nodes: &nodes) else { return nil }
            var withheld = part.figures.map(\.isPrimary)
            for figure in part.figures.indices where columnOfFigure[figure] >= 0 {
                withheld[figure] = choice[columnOfFigure[figure]] > 0.5
            }
            let price = part.figures.indices.reduce(0.0) { withheld[$1] ? $0 + part.figures[$1].cost : $0 }
            guard price < cost - 1e-9 else { return nil }
            let attack = Attack(
                part, withheld: withheld, level: level, reach: reach, relationsOfCell: relationsOfCell, tables: tables)
            let failing = part.cells.indices.filter { !attack.isHidden($0) }
            if failing.isEmpty { return withheld }
            let isUnknown = attack.isUnknown
            var isCut = false
            for cell in failing.prefix(24) { isCut = addCut(cell, attack.need(of: cell), isUnknown) || isCut }
            guard isCut else { return nil }
        }
        return nil
    }

    /// Adds the cuts that a count which is not hidden asks for.
    ///
    /// - Returns: Whether one was found that the present choice does not satisfy.
    private func addCut(_ cell: Int, _ need: ProtectionLevel?, _ isUnknown: [Bool]) -> Bool {
        guard let need, let place = variable.firstIndex(of: cell) else { return false }
        for (place, number) in variable.enumerated() {
            let node = part.cells[number]
            cuts.program.bound(column: cuts.up(place), 0, isUnknown[number] ? reach : 0)
            cuts.program.bound(
                column: cuts.down(place), 0, isUnknown[number] ? min(reach, Double(node.count - node.lower)) : 0)
        }
        guard let up = capacity(place, sign: 1), let down = capacity(place, sign: -1) else { return false }
        func value(_ capacities: [Double]) -> Double {
            variable.indices.reduce(0) { isUnknown[variable[$1]] ? $0 + capacities[$1] : $0 }
        }
        func add(_ capacities: [Double], _ bound: Double) -> Bool {
            guard value(capacities) < bound - 1e-6 else { return false }
            require(zip(variable, capacities).map { ($0, $1) }, atLeast: bound, whenUnknown: cell)
            return true
        }
        let both = zip(up.terms, down.terms).map { $0 + $1 }
        let isWide = !add(both, Double(need.width) - up.constant - down.constant)
        let isHigh = !add(up.terms, Double(need.upper - part.cells[cell].count) - up.constant)
        return !isWide || !isHigh
    }

    /// How far a count can go, at most: a constant, and a term for each cell that is unknown.
    private func capacity(_ place: Int, sign: Double) -> (terms: [Double], constant: Double)? {
        cuts.program.setObjective(column: cuts.up(place), sign)
        cuts.program.setObjective(column: cuts.down(place), -sign)
        let isSolved = cuts.program.solve()
        cuts.program.setObjective(column: cuts.up(place), 0)
        cuts.program.setObjective(column: cuts.down(place), 0)
        guard isSolved else { return nil }
        var reduced = [Double](repeating: 0, count: variable.count)
        reduced[place] = sign
        var places = [Int](repeating: -1, count: part.cells.count)
        for (place, cell) in variable.enumerated() { places[cell] = place }
        var constant = 0.0
        for (row, number) in relations.enumerated() {
            let relation = part.relations[number]
            var price = cuts.program.price(row: row)
            if let slack = relation.slack {
                // A sum that is only known not to be below zero can only hold a count back from one side.
                price = min(0, price)
                constant -= price * Double(slack)
            }
            guard abs(price) > 1e-12 else { continue }
            for (cell, coefficient) in zip(relation.cells, relation.coefficients) where places[cell] >= 0 {
                reduced[places[cell]] -= price * Double(coefficient)
            }
        }
        let terms = variable.indices.map { place in
            let node = part.cells[variable[place]]
            return reduced[place] > 0
                ? reduced[place] * reach : -reduced[place] * min(reach, Double(node.count - node.lower))
        }
        return (terms.map { $0 < 1e-7 ? 0 : $0 }, constant)
    }
}
