import Indicators

/// The counts of one name of one set, by breakdown.
struct CountTable {
    let set: Int
    let name: String
    private(set) var cells: [LevelKey: Int] = [:]
    /// The breakdowns' dimensions in order of first appearance, and the keys of each in order.
    private(set) var shapes: [[Int]] = []
    private(set) var keys: [[LevelKey]] = []
    /// The cell that each figure, by its number in the model, gives away.
    var cellOfFigure: [Int: Int] = [:]
    private var shapeNumbers: [Int] = []

    init(set: Int, name: String) {
        self.set = set
        self.name = name
    }

    mutating func insert(_ key: LevelKey, _ cell: Int, _ levels: LevelNumbers) {
        guard cells[key] == nil else { return }
        cells[key] = cell
        let shape = levels.shape(of: key)
        if let index = shapeNumbers.lastIndex(of: shape) {
            keys[index].append(key)
        } else {
            shapeNumbers.append(shape)
            shapes.append(levels.dimensions(ofShape: shape))
            keys.append([key])
        }
    }

    struct Entry {
        var key: LevelKey
        let count: Int
        let figure: Int
        let breakdown: [BreakdownLevel]
    }
}

/// A breakdown by its number; equal breakdowns have equal ones, whatever the order of their dimensions.
struct LevelKey: Hashable {
    let number: Int
}

/// Numbers for breakdowns, levels and dimensions, in order of first appearance; levels of one dimension stand together.
struct LevelNumbers {
    private var keyNumbers: [[Int]: Int] = [:]
    private var levelsOfKey: [[Int]] = []
    private var shapeNumbers: [[Int]: Int] = [:]
    private var shapes: [[Int]] = []
    private var shapeOfKey: [Int] = []
    private var numbers: [BreakdownLevel: Int] = [:]
    private var levels: [[BreakdownLevel]] = []
    private var dimensionNumbers: [String: Int] = [:]
    private var dimensionNames: [String] = []

    mutating func key(of breakdown: [BreakdownLevel]) -> LevelKey {
        var found: [Int] = []
        found.reserveCapacity(breakdown.count)
        for level in breakdown { found.append(number(of: level)) }
        if found.count > 1 { found.sort() }
        return key(ofLevels: found)
    }

    /// The key of levels in ascending order.
    mutating func key(ofLevels levels: [Int]) -> LevelKey {
        if let number = keyNumbers[levels] { return LevelKey(number: number) }
        let number = levelsOfKey.count
        keyNumbers[levels] = number
        levelsOfKey.append(levels)
        let shape = levels.map { $0 >> Self.bits }
        if shapeNumbers[shape] == nil {
            shapeNumbers[shape] = shapes.count
            shapes.append(shape)
        }
        shapeOfKey.append(shapeNumbers[shape] ?? 0)
        return LevelKey(number: number)
    }

    /// The levels of a breakdown, in the order of their dimensions.
    func levels(of key: LevelKey) -> [Int] { levelsOfKey[key.number] }
    /// The number of the set of dimensions of a breakdown, and those dimensions in order.
    func shape(of key: LevelKey) -> Int { shapeOfKey[key.number] }
    func dimensions(ofShape shape: Int) -> [Int] { shapes[shape] }

    mutating func number(of level: BreakdownLevel) -> Int {
        if let number = numbers[level] { return number }
        let dimension = dimensionNumber(of: level.dimension)
        let number = dimension << Self.bits | levels[dimension].count
        numbers[level] = number
        levels[dimension].append(level)
        return number
    }

    /// The point of a scale that a level stands for.
    func point(_ number: Int) -> Int? {
        switch level(number).level {
        case .number(let point): point
        case .code(let code): Int(code)
        case .missing: nil
        }
    }

    func isKnown(_ level: BreakdownLevel) -> Bool { numbers[level] != nil }

    mutating func dimensionNumber(of name: String) -> Int {
        if let number = dimensionNumbers[name] { return number }
        dimensionNumbers[name] = dimensionNames.count
        dimensionNames.append(name)
        levels.append([])
        return dimensionNames.count - 1
    }

    /// Room for the levels of one dimension.
    private static let bits = 32

    func level(_ number: Int) -> BreakdownLevel { levels[number >> Self.bits][number & (1 << Self.bits - 1)] }
    func name(ofDimension number: Int) -> String { dimensionNames[number] }
}
