/// A linear program over how far withheld counts may lie from their true values.
///
/// Deviations rather than counts, because they stay small: GLPK's tolerances are relative, and three persons among ten million
/// would drown in them. Each cell has a column for its way up and one for its way down, so that all zeros, the true table, is a
/// solution to start from.
final class DeviationProgram {
    let program: LinearProgram
    /// The number of variable cells.
    let count: Int
    private let ways: Int

    /// A program for cells that vary within relations.
    ///
    /// - Parameters:
    ///   - cells: The cells that may vary, by their number in `part`; all others keep their true values.
    ///   - relations: The numbers of the relations that hold.
    ///   - copies: How many tables are looked for at the same time.
    ///   - extraRows: Rows left free at the end for the caller.
    ///   - reach: How far from its true value a count is followed, above zero.
    init(
        _ part: SuppressionPart, cells: [Int], relations: [Int], copies: Int, extraRows: Int, reach: Double
    ) {
        count = cells.count
        ways = copies
        program = LinearProgram(columns: 2 * count * copies, rows: relations.count * copies + extraRows)
        var places = [Int](repeating: -1, count: part.cells.count)
        for (place, cell) in cells.enumerated() { places[cell] = place }
        var terms = RowTerms()
        for copy in 0..<copies {
            for (place, number) in cells.enumerated() {
                let cell = part.cells[number]
                program.bound(column: up(place, copy), 0, reach)
                program.bound(column: down(place, copy), 0, min(reach, Double(cell.count - cell.lower)))
            }
            for (index, number) in relations.enumerated() {
                let relation = part.relations[number]
                terms.removeAll()
                for (cell, coefficient) in zip(relation.cells, relation.coefficients) where places[cell] >= 0 {
                    terms.add(up(places[cell], copy), Double(coefficient))
                    terms.add(down(places[cell], copy), -Double(coefficient))
                }
                let row = copy * relations.count + index
                program.setTerms(row: row, terms)
                if let slack = relation.slack {
                    program.bound(row: row, atLeast: -Double(slack))
                } else {
                    program.fix(row: row, at: 0)
                }
            }
        }
    }

    func up(_ place: Int, _ copy: Int = 0) -> Int { 2 * (copy * count + place) }
    func down(_ place: Int, _ copy: Int = 0) -> Int { up(place, copy) + 1 }

    /// How far a cell lies from its true value in the last solution.
    func deviation(_ place: Int, _ copy: Int = 0) -> Double {
        program.value(column: up(place, copy)) - program.value(column: down(place, copy))
    }

    /// The last solution as a table.
    ///
    /// - Parameter cells: The number of each variable cell, in the order the program was made with.
    func table(of cells: [Int], _ copy: Int = 0) -> FoundTable {
        var table = FoundTable()
        for (place, cell) in cells.enumerated() {
            let deviation = deviation(place, copy)
            // Less is the solver's own inaccuracy.
            if abs(deviation) > 1e-7 {
                table.cells.append(cell)
                table.deviations.append(deviation)
            }
        }
        return table
    }
}
