/// Finds what else must be withheld so that a count is hidden well enough: the cheapest pair of tables that agree with all that
/// stays published and lie far enough apart in that count.
///
/// The cost of a deviation is that of the figures that it forces to be withheld, times its size (the heuristic of Kelly,
/// Golden and Assad with linear costs); what is withheld already costs nothing.
///
/// - SeeAlso: J. P. Kelly, B. L. Golden, A. A. Assad (1992), *Networks* 22(4), 397–417, doi:10.1002/net.3230220407.
final class Repair {
    private let part: SuppressionPart
    private let program: DeviationProgram
    /// The cells that may vary, and the place of each.
    private let cells: [Int]
    private var places: [Int]

    init?(_ part: SuppressionPart, reach: Double) {
        self.part = part
        let cells = part.cells.indices.filter { cell in !part.cells[cell].figures.contains { part.figures[$0].isFixed }
        }
        guard !cells.isEmpty else { return nil }
        var places = [Int](repeating: -1, count: part.cells.count)
        for (place, cell) in cells.enumerated() { places[cell] = place }
        let relations = part.relations.indices.filter { part.relations[$0].cells.contains { places[$0] >= 0 } }
        self.cells = cells
        self.places = places
        program = DeviationProgram(part, cells: cells, relations: relations, copies: 2, extraRows: 2, reach: reach)
    }

    /// The figures to withhold besides those that are.
    ///
    /// - Parameters:
    ///   - cell: The count that is not hidden well enough.
    ///   - need: How well it must be.
    /// - Returns: Numbers of figures, at least one; nil when nothing helps.
    func figures(toHide cell: Int, _ need: ProtectionLevel, withheld: [Bool]) -> [Int]? {
        guard places[cell] >= 0 else { return nil }
        price(withheld)
        let rise = max(0, need.upper - part.cells[cell].count)
        // The bounds of a table that is no network may be fractions, and the outsider rounds them.
        for extra in 0...2 {
            demand(cell, width: Double(need.width + extra), rise: Double(rise))
            guard program.program.solve() else { return nil }
            var isNew = [Bool](repeating: false, count: part.figures.count)
            for (place, number) in cells.enumerated()
            where abs(program.deviation(place, 0)) > 1e-7 || abs(program.deviation(place, 1)) > 1e-7 {
                for figure in part.cells[number].figures where !withheld[figure] { isNew[figure] = true }
            }
            let result = isNew.indices.filter { isNew[$0] }
            if !result.isEmpty { return result }
        }
        return nil
    }

    /// Sets what each deviation costs.
    private func price(_ withheld: [Bool]) {
        let linear = program.program
        for (place, number) in cells.enumerated() {
            let cell = part.cells[number]
            let cost = cell.figures.reduce(0.0) { withheld[$1] ? $0 : $0 + part.figures[$1].cost }
            for copy in 0...1 {
                linear.setObjective(column: program.up(place, copy), -cost)
                linear.setObjective(column: program.down(place, copy), -cost)
            }
        }
    }

    private func demand(_ cell: Int, width: Double, rise: Double) {
        let linear = program.program
        let place = places[cell]
        let high = [program.up(place, 0), program.down(place, 0)]
        let low = [program.up(place, 1), program.down(place, 1)]
        let row = linear.rowCount - 2
        linear.setTerms(row: row, columns: high + low, coefficients: [1, -1, -1, 1])
        linear.bound(row: row, atLeast: width)
        linear.setTerms(row: row + 1, columns: high, coefficients: [1, -1])
        linear.bound(row: row + 1, atLeast: rise)
    }
}
