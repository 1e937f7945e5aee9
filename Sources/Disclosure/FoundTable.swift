/// A table that agrees with every relation between the counts of a part, as how far it lies from the true one.
struct FoundTable {
    /// The cells in which it differs.
    var cells: [Int] = []
    /// By how much, per cell.
    var deviations: [Double] = []
}

/// The tables that linear programs found while one part is searched.
///
/// A table shows what an outsider cannot tell apart from the truth under every pattern that withholds all cells in which it
/// differs, whichever pattern it was sought for. So the audit of the next pattern, which is mostly the same but for one figure,
/// starts from what those before it have shown.
final class FoundTables {
    private(set) var all: [FoundTable] = []

    /// Keeps a table; beyond some number, none.
    func add(_ table: FoundTable) {
        if !table.cells.isEmpty, all.count < Self.limit { all.append(table) }
    }

    /// Enough for the parts that are met, and a bound on memory and on the time it takes to go through them.
    private static let limit = 2000
}
