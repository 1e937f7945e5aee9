import Indicators

@testable import Disclosure

/// A table with margins, and every sum in it, known without the code under test.
struct RandomTable {
    let set: FigureSet
    let relations: CountRelations
    /// Each total with its parts by another breakdown, as numbers of figures.
    let sums: [(total: Int, parts: [Int])]
    let counts: [Int]

    /// A table of two or three dimensions, one of which may roll up, with some breakdowns left out.
    init(seed: UInt64) {
        var generator = Seeded(state: seed)
        let ways = seed % 3 == 0 ? 3 : 2
        let sizes = (0..<ways).map { _ in Int.random(in: 2...(ways == 3 ? 3 : 6), using: &generator) }
        let hasAreas = Bool.random(using: &generator)
        let density = Int.random(in: 1...4, using: &generator)
        var fine: [(coordinates: [String: String], count: Int)] = [([:], 0)]
        for (dimension, size) in sizes.enumerated() {
            fine = fine.flatMap { cell in
                (0..<size).map { level in
                    var coordinates = cell.coordinates
                    coordinates["d\(dimension)"] = "v\(level)"
                    if hasAreas, dimension == 0 { coordinates["area"] = "a\(level / 2)" }
                    return (coordinates, 0)
                }
            }
        }
        for index in fine.indices {
            switch Int.random(in: 0..<10, using: &generator) {
            case 0: fine[index].count = 0
            case 1...density: fine[index].count = Int.random(in: 1...4, using: &generator)
            default: fine[index].count = Int.random(in: 5...60, using: &generator)
            }
        }
        let names = sizes.indices.map { "d\($0)" }
        var shapes = TableMaker.subsets(of: hasAreas ? names + ["area"] : names)
            .filter { !($0.contains("d0") && $0.contains("area")) }
        // Margins may be missing, as long as the finest breakdown is there.
        shapes = shapes.filter { $0 == names || Int.random(in: 0..<6, using: &generator) > 0 }
        set = TableMaker.summed("t\(seed)", fine.map { ($0.coordinates, $0.count) }, by: shapes)
        counts = set.figures.map(\.n)
        var parents: [String: String] = [:]
        for level in 0..<(sizes.first ?? 0) { parents["v\(level)"] = "a\(level / 2)" }
        relations = CountRelations(
            rollUps: hasAreas ? [RollUp(child: "d0", parent: "area", parentCodes: parents)] : [])
        sums = Self.sums(of: set, fine.map(\.coordinates))
    }

    /// The sums between any two breakdowns of which one is finer: a figure covers a set of fine cells, and a total is the sum of
    /// the figures of another breakdown that cover parts of its cells and all of them.
    static func sums(of set: FigureSet, _ fine: [[String: String]]) -> [(total: Int, parts: [Int])] {
        let coordinates = set.figures.map { figure in
            Dictionary(
                uniqueKeysWithValues: figure.breakdown.map { level in (level.dimension, level.level.text) })
        }
        let covered = coordinates.map { wanted in
            Set(fine.indices.filter { index in wanted.allSatisfy { fine[index][$0.key] == $0.value } })
        }
        var result: [(total: Int, parts: [Int])] = []
        for total in set.figures.indices {
            var seen: [[String]] = []
            for other in set.figures.indices {
                let shape = coordinates[other].keys.sorted()
                guard shape != coordinates[total].keys.sorted(), !seen.contains(shape) else { continue }
                seen.append(shape)
                let parts = set.figures.indices.filter {
                    coordinates[$0].keys.sorted() == shape && covered[$0].isSubset(of: covered[total])
                }
                let union = parts.reduce(into: Set<Int>()) { $0.formUnion(covered[$1]) }
                if union == covered[total], !parts.isEmpty { result.append((total, parts)) }
            }
        }
        return result
    }
}
