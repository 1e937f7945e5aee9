import Statistics

/// The names of several columns as one numbering, in the order of the names, so that the same actor has the same number in each.
struct NameTable {
    private var numbers: [String: UInt32] = [:]
    /// The names by number.
    let names: [String]

    /// All names that stand in some columns.
    init(_ input: MethodInput, _ columns: [String]) {
        var found = Set<String>()
        for column in columns {
            for value in Set(input.cells(column).lazy.compactMap { $0 }) {
                found.insert(input.label(value, of: column))
            }
        }
        names = found.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        for (number, name) in names.enumerated() { numbers[name] = UInt32(truncatingIfNeeded: number) }
    }

    /// The numbers of a column's cells.
    func numbers(_ input: MethodInput, _ column: String) -> [UInt32?] {
        var known: [Double: UInt32] = [:]
        return input.cells(column).map { (cell) in
            guard let cell else { return nil }
            if let number = known[cell] { return number }
            let number = numbers[input.label(cell, of: column)]
            known[cell] = number
            return number
        }
    }
}

extension MethodInput {
    /// A column's cells as whole numbers within what a day takes.
    func wholeCells(_ column: String) throws(DiffusionError) -> [Int?] {
        var found: [Int?] = []
        found.reserveCapacity(rowCount)
        for cell in cells(column) {
            guard let cell else {
                found.append(nil)
                continue
            }
            guard let whole = Int(exactly: cell), abs(cell) < 1e9 else {
                throw .statistics(.unexpectedValue(cell, column: column, allowed: "whole numbers"))
            }
            found.append(whole)
        }
        return found
    }

    /// The first number of a column of which one is enough, which is whole; nil where there is none.
    func singleWhole(_ column: String) throws(DiffusionError) -> Int? {
        try wholeCells(column).lazy.compactMap { $0 }.first
    }

    /// The first number of a column of which one is enough; nil where there is none.
    func single(_ column: String) -> Double? { cells(column).lazy.compactMap { $0 }.first }
}
