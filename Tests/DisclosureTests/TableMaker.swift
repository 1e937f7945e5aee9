import Indicators

@testable import Disclosure

/// Figure sets of counts, made from records.
enum TableMaker {
    typealias Coordinates = [String: String]

    static func breakdown(_ coordinates: Coordinates) -> [BreakdownLevel] {
        coordinates.keys.sorted().map { BreakdownLevel(dimension: $0, level: .code(coordinates[$0] ?? "")) }
    }

    static func count(_ indicator: String, _ coordinates: Coordinates, _ count: Int, name: String = "count") -> Figure {
        Figure(
            indicator: indicator, breakdown: breakdown(coordinates), value: Double(count), n: count,
            reveals: [RevealedCount(name, count)])
    }

    static func share(_ indicator: String, _ coordinates: Coordinates, _ part: Int, of whole: Int) -> Figure {
        let value = whole > 0 ? Double(part) / Double(whole) : nil
        return Figure(
            indicator: indicator, breakdown: breakdown(coordinates), value: value, n: whole,
            interval: value.map { max(0, $0 - 0.1)...min(1, $0 + 0.1) }, further: [NamedValue("count", Double(part))],
            reveals: [RevealedCount("part", part), RevealedCount("whole", whole)])
    }

    static func set(
        _ indicator: String, _ figures: [Figure], totals: FigureSet.Totals = .additive,
        population: Population = .persons
    ) -> FigureSet {
        FigureSet(
            indicator: indicator, unit: .persons, population: population, method: "count", totals: totals,
            figures: figures)
    }

    /// All sums of fine counts over the given breakdowns.
    ///
    /// - Parameter roll: The coordinates of a fine cell by every dimension, coarse ones included.
    static func summed(
        _ indicator: String, _ fine: [(Coordinates, Int)], by breakdowns: [[String]]
    ) -> FigureSet {
        var figures: [Figure] = []
        for breakdown in breakdowns {
            var order: [Coordinates] = []
            var sums: [Coordinates: Int] = [:]
            for (coordinates, count) in fine {
                let key = coordinates.filter { breakdown.contains($0.key) }
                if sums[key] == nil { order.append(key) }
                sums[key, default: 0] += count
            }
            figures += order.map { Self.count(indicator, $0, sums[$0] ?? 0) }
        }
        return set(indicator, figures)
    }

    /// Every subset of dimensions, the empty one first.
    static func subsets(of dimensions: [String]) -> [[String]] {
        (0..<(1 << dimensions.count)).map { mask in
            dimensions.indices.filter { mask & (1 << $0) != 0 }.map { dimensions[$0] }
        }
    }
}

/// A small generator with a seed (SplitMix64).
struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
