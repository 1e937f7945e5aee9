/// Finds what else must be withheld so that a count is hidden well enough: the cheapest pair of tables that agree with all that
/// stays published and lie far enough apart in that count.
///
/// The cost of a deviation is that of the figures that it forces to be withheld, times its size (the heuristic of Kelly,
/// Golden and Assad with linear costs); what is withheld already costs nothing.
///
/// The tables are sought near the count first: in the sums that it stands in, and in theirs, among what is withheld already and
/// what costs least. Only where that is not enough may every count move. A program over some fifty counts takes about a
/// thirtieth of the time of one over a part of some hundreds, and finds the same or nearly the same figures.
///
/// - SeeAlso: J. P. Kelly, B. L. Golden, A. A. Assad (1992), *Networks* 22(4), 397–417, doi:10.1002/net.3230220407.
final class Repair {
    private let part: SuppressionPart
    private let reach: Double
    /// Whether a cell may vary: no figure that stays published gives it away.
    private let isVariable: [Bool]
    /// The relations that each cell stands in.
    private let relationsOfCell: [[Int]]
    private var everything: Scope?
    private let tables: FoundTables

    /// - Parameter tables: Takes the tables that are found.
    /// - Returns: nil when nothing may vary.
    init?(_ part: SuppressionPart, relationsOfCell: [[Int]], reach: Double, tables: FoundTables) {
        self.part = part
        self.tables = tables
        self.reach = reach
        isVariable = part.cells.map { cell in !cell.figures.contains { part.figures[$0].isFixed } }
        guard isVariable.contains(true) else { return nil }
        self.relationsOfCell = relationsOfCell
    }

    /// The figures to withhold besides those that are.
    ///
    /// - Parameters:
    ///   - cell: The count that is not hidden well enough.
    ///   - need: How well it must be.
    /// - Returns: Numbers of figures, at least one; nil when nothing helps.
    func figures(toHide cell: Int, _ need: ProtectionLevel, withheld: [Bool]) -> [Int]? {
        guard isVariable[cell] else { return nil }
        let costs = part.cells.map { cell in
            cell.figures.reduce(0.0) { withheld[$1] ? $0 : $0 + part.figures[$1].cost }
        }
        for (depth, breadth) in Self.reaches {
            let cells = neighbourhood(of: cell, costs: costs, depth: depth, breadth: breadth)
            if 2 * cells.count > part.cells.count { break }
            if let found = figures(toHide: cell, need, withheld, costs, in: scope(of: cells)) {
                return found
            }
        }
        let scope = everything ?? scope(of: part.cells.indices.filter { isVariable[$0] })
        everything = scope
        return figures(toHide: cell, need, withheld, costs, in: scope)
    }

    private func scope(of cells: [Int]) -> Scope {
        Scope(part, cells: cells, relationsOfCell: relationsOfCell, reach: reach)
    }

    /// Over how many sums the counts lie that may move, and how many of each sum that are not withheld yet, from the first
    /// attempt on.
    private static let reaches = [(3, 4), (4, 6), (6, 12)]

    private func figures(
        toHide cell: Int, _ need: ProtectionLevel, _ withheld: [Bool], _ costs: [Double], in scope: Scope
    ) -> [Int]? {
        scope.price(costs)
        let rise = max(0, need.upper - part.cells[cell].count)
        // The bounds of a table that is no network may be fractions, and the outsider rounds them.
        for extra in 0...2 {
            scope.demand(cell, width: Double(need.width + extra), rise: Double(rise))
            guard let pair = scope.cheapestPair() else { return nil }
            var isNew = [Bool](repeating: false, count: part.figures.count)
            for number in pair.high.cells + pair.low.cells {
                for figure in part.cells[number].figures where !withheld[figure] { isNew[figure] = true }
            }
            tables.add(pair.high)
            tables.add(pair.low)
            let result = isNew.indices.filter { isNew[$0] }
            if !result.isEmpty { return result }
        }
        return nil
    }

    /// The counts near one: of each of its sums, of each of theirs and so on, those that are withheld and some of the cheapest
    /// others, and whatever stands in two of the sums that are met on the way. In ascending order.
    private func neighbourhood(of cell: Int, costs: [Double], depth: Int, breadth: Int) -> [Int] {
        var isNear = [Bool](repeating: false, count: part.cells.count)
        var isMet = [Bool](repeating: false, count: part.relations.count)
        isNear[cell] = true
        var frontier = [cell]
        for _ in 0..<depth {
            var next: [Int] = []
            for near in frontier {
                for relation in relationsOfCell[near] where !isMet[relation] {
                    isMet[relation] = true
                    let others = part.relations[relation].cells.filter { isVariable[$0] }
                        .sorted { (costs[$0], $0) < (costs[$1], $1) }
                    var room = breadth
                    for other in others {
                        if costs[other] > 0 {
                            guard room > 0 else { break }
                            room -= 1
                        }
                        if !isNear[other] {
                            isNear[other] = true
                            next.append(other)
                        }
                    }
                }
            }
            frontier = next
        }
        for near in part.cells.indices where !isNear[near] && isVariable[near] {
            isNear[near] = relationsOfCell[near].count { isMet[$0] } > 1
        }
        return part.cells.indices.filter { isNear[$0] }
    }
}

/// The pair of tables that a repair seeks, in which some of the counts may move.
private final class Scope {
    private let cells: [Int]
    private var places: [Int]
    private let program: DeviationProgram

    init(_ part: SuppressionPart, cells: [Int], relationsOfCell: [[Int]], reach: Double) {
        self.cells = cells
        var places = [Int](repeating: -1, count: part.cells.count)
        for (place, cell) in cells.enumerated() { places[cell] = place }
        self.places = places
        let relations = Set(cells.flatMap { relationsOfCell[$0] }).sorted()
        program = DeviationProgram(part, cells: cells, relations: relations, copies: 2, extraRows: 2, reach: reach)
    }

    /// Sets what each deviation costs.
    ///
    /// - Parameter costs: Per cell of the part.
    func price(_ costs: [Double]) {
        let linear = program.program
        for (place, number) in cells.enumerated() {
            for copy in 0...1 {
                linear.setObjective(column: program.up(place, copy), -costs[number])
                linear.setObjective(column: program.down(place, copy), -costs[number])
            }
        }
    }

    /// Demands that the tables lie so far apart in a cell, and one of them so far above its count.
    func demand(_ cell: Int, width: Double, rise: Double) {
        let linear = program.program
        let place = places[cell]
        let row = linear.rowCount - 2
        var terms = RowTerms()
        terms.add(program.up(place, 0), 1)
        terms.add(program.down(place, 0), -1)
        linear.setTerms(row: row + 1, terms)
        terms.add(program.up(place, 1), -1)
        terms.add(program.down(place, 1), 1)
        linear.setTerms(row: row, terms)
        linear.bound(row: row, atLeast: width)
        linear.bound(row: row + 1, atLeast: rise)
    }

    /// The cheapest such tables; nil when there are none.
    func cheapestPair() -> (high: FoundTable, low: FoundTable)? {
        // No deviation costs less than nothing, so all zeros is as cheap as any; it only is not far enough apart.
        guard program.program.solve(dual: true) else { return nil }
        return (program.table(of: cells, 0), program.table(of: cells, 1))
    }
}
