import Indicators

/// The counts of one name of one set, by breakdown.
struct CountTable {
    let set: Int
    let name: String
    private(set) var cells: [LevelKey: Int] = [:]
    /// The breakdowns' dimensions in order of first appearance, and the keys of each in order.
    private(set) var shapes: [[Int]] = []
    private(set) var keys: [[LevelKey]] = []

    init(set: Int, name: String) {
        self.set = set
        self.name = name
    }

    mutating func insert(_ key: LevelKey, _ cell: Int, _ levels: LevelNumbers) {
        guard cells[key] == nil else { return }
        cells[key] = cell
        let shape = key.levels.map { levels.dimension(of: $0) }
        if let index = shapes.firstIndex(of: shape) {
            keys[index].append(key)
        } else {
            shapes.append(shape)
            keys.append([key])
        }
    }

    struct Entry {
        let key: LevelKey
        let count: Int
        let figure: Int
        let breakdown: [BreakdownLevel]
    }
}

/// A breakdown as numbers of levels, in the order of their dimensions.
struct LevelKey: Hashable {
    let levels: [Int]
}

/// Numbers for levels and dimensions, in order of first appearance.
struct LevelNumbers {
    private var numbers: [BreakdownLevel: Int] = [:]
    private var levels: [BreakdownLevel] = []
    private var dimensions: [Int] = []
    private var dimensionNumbers: [String: Int] = [:]
    private var dimensionNames: [String] = []

    mutating func key(of breakdown: [BreakdownLevel]) -> LevelKey {
        if breakdown.isEmpty { return LevelKey(levels: []) }
        let found = breakdown.map { number(of: $0) }
        if found.count == 1 { return LevelKey(levels: found) }
        return key(ofNumbers: found)
    }

    func key(ofNumbers numbers: [Int]) -> LevelKey {
        LevelKey(levels: numbers.sorted { (dimensions[$0], $0) < (dimensions[$1], $1) })
    }

    mutating func number(of level: BreakdownLevel) -> Int {
        if let number = numbers[level] { return number }
        let dimension = dimensionNumber(of: level.dimension)
        numbers[level] = levels.count
        levels.append(level)
        dimensions.append(dimension)
        return levels.count - 1
    }

    mutating func dimensionNumber(of name: String) -> Int {
        if let number = dimensionNumbers[name] { return number }
        dimensionNumbers[name] = dimensionNames.count
        dimensionNames.append(name)
        return dimensionNames.count - 1
    }

    func level(_ number: Int) -> BreakdownLevel { levels[number] }
    func dimension(of level: Int) -> Int { dimensions[level] }
    func name(ofDimension number: Int) -> String { dimensionNames[number] }
}

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

    mutating func begin(population: Population) -> Int {
        classes.append(Class(population: population))
        return classes.count - 1
    }

    /// The class that a table belongs to: two cells or more that are not zero agree, and none disagrees.
    func match(_ entries: [CountTable.Entry], population: Population) -> Int? {
        let telling = entries.filter { $0.count > 0 }
        guard telling.count >= 2 else { return nil }
        var candidates: [Int] = []
        for entry in telling.prefix(3) {
            for candidate in byCell[Signature(key: entry.key, count: entry.count)] ?? []
            where !candidates.contains(candidate) { candidates.append(candidate) }
        }
        return candidates.sorted().first { number in
            let candidate = classes[number]
            guard candidate.population == population else { return false }
            var agreeing = 0
            for entry in entries {
                guard let other = candidate.cells[entry.key] else { continue }
                if other.count != entry.count { return false }
                if entry.count > 0 { agreeing += 1 }
            }
            return agreeing >= 2
        }
    }

    func cell(_ key: LevelKey, in number: Int) -> Int? { classes[number].cells[key]?.cell }

    mutating func insert(_ key: LevelKey, _ cell: Int, count: Int, in number: Int) {
        guard classes[number].cells[key] == nil else { return }
        classes[number].cells[key] = (cell, count)
        if count > 0 { byCell[Signature(key: key, count: count), default: []].append(number) }
    }
}
