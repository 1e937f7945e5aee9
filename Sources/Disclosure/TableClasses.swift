import Indicators

/// Tables that agree in every cell they have in common, and so are taken to count the same units.
struct TableClasses {
    private struct Class {
        let population: Population
        var cells: [LevelKey: (cell: Int, count: Int)] = [:]
    }

    private var classes: [Class] = []
    /// Classes by one of their cells, so that few need to be compared.
    private var byCell: [Signature: [Int]] = [:]

    private struct Signature: Hashable {
        let key: LevelKey
        let count: Int
    }

    /// Joins a table with the first class that it agrees with, or begins one.
    mutating func link(
        _ table: [(key: LevelKey, cell: Int)], _ population: Population, _ cells: [CountCell],
        _ same: inout [(Int, Int)]
    ) {
        // A lone total agrees with another total; anything else needs two cells that tell something.
        let telling = table.filter { cells[$0.cell].count > 0 }
        let needed = table.count == 1 ? 1 : 2
        guard telling.count >= needed else { return }
        var number = -1
        search: for entry in telling.prefix(4) {
            for candidate in byCell[Signature(key: entry.key, count: cells[entry.cell].count)] ?? [] {
                if agrees(table, candidate, population, cells, needed) {
                    number = candidate
                    break search
                }
            }
        }
        if number < 0 {
            number = classes.count
            classes.append(Class(population: population))
        }
        for entry in table {
            if let other = classes[number].cells[entry.key] {
                same.append((other.cell, entry.cell))
                continue
            }
            let count = cells[entry.cell].count
            classes[number].cells[entry.key] = (entry.cell, count)
            if count > 0 { byCell[Signature(key: entry.key, count: count), default: []].append(number) }
        }
    }

    private func agrees(
        _ table: [(key: LevelKey, cell: Int)], _ number: Int, _ population: Population, _ cells: [CountCell],
        _ needed: Int
    ) -> Bool {
        let candidate = classes[number]
        guard candidate.population == population else { return false }
        var agreeing = 0
        for entry in table {
            guard let other = candidate.cells[entry.key] else { continue }
            if other.count != cells[entry.cell].count { return false }
            if other.count > 0 { agreeing += 1 }
        }
        return agreeing >= needed
    }
}
