import Records
import Tabulation

/// The ratings of each unit of one group, from the cells of a tabulation by unit, by rater where they are told apart, and by rating.
///
/// A rating of which the unit is not known is of no unit, and one of a rater who is not known is nobody's: both are left aside.
struct RatedUnits {
    /// Equal ratings of one unit by one rater.
    struct Rating {
        /// nil where raters are not told apart.
        let rater: BreakdownLevel.Level?
        let value: BreakdownLevel.Level
        let count: Int
    }

    /// In the order of the units, as sums of floating-point numbers repeat only in a fixed order; a unit that nobody rated is empty.
    private(set) var units: [[Rating]]
    /// The values that were given, in their order.
    let values: [BreakdownLevel.Level]
    /// What one is in the numbers of raters and of ratings, which are whole numbers of 10^−places.
    let raterUnit: Double
    let valueUnit: Double

    /// - Parameters:
    ///   - cells: Their levels are those of the unit's expressions, of the rater if raters are told apart, and the rating.
    ///   - depth: How many expressions tell a unit apart.
    ///   - places: The decimals of each of these levels; none for a tabulation without answers.
    init(_ cells: [(levels: [Tabulation.Level], count: Int)], depth: Int, raters: Bool, places: [Int]) {
        raterUnit = raters && places.count > depth ? power(places[depth]) : 1
        valueUnit = power(places.last ?? 0)
        var found: [[Tabulation.Level]: [Rating]] = [:]
        var values: Set<Tabulation.Level> = []
        for cell in cells {
            let unit = Array(cell.levels.prefix(depth))
            guard cell.levels.count == depth + (raters ? 2 : 1), let value = cell.levels.last,
                !unit.contains(where: Self.isMissing)
            else { continue }
            let rater = raters ? cell.levels[depth] : nil
            let isGiven = !Self.isMissing(value) && !(rater.map(Self.isMissing) ?? false)
            if isGiven { values.insert(value) }
            found[unit, default: []] +=
                isGiven
                ? [
                    Rating(
                        rater: rater.map(BreakdownLevel.Level.init), value: BreakdownLevel.Level(value),
                        count: cell.count)
                ] : []
        }
        units = found.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.value)
        self.values = values.sorted().map(BreakdownLevel.Level.init)
    }

    private static func isMissing(_ level: Tabulation.Level) -> Bool {
        if case .missing = level { true } else { false }
    }

    /// How many ratings each unit has.
    private var sizes: [Int] { units.map { $0.reduce(0) { $0 + $1.count } } }

    /// All ratings.
    var ratings: Int { sizes.reduce(0, +) }

    /// The units that have as many ratings as most have, of equal numbers the greater; those with one rating only where no unit has
    /// more, as one rating can be compared with none.
    func withCommonSize() -> (units: [[Rating]], size: Int) {
        let sizes = sizes
        var frequency: [Int: Int] = [:]
        for size in sizes where size > 0 { frequency[size, default: 0] += 1 }
        let compared = frequency.filter { $0.key > 1 }
        let common = (compared.isEmpty ? frequency : compared).max { ($0.value, $0.key) < ($1.value, $1.key) }?.key ?? 0
        return (zip(units, sizes).filter { $0.1 == common && common > 0 }.map(\.0), common)
    }

    /// The ratings of the units that have exactly one by each of some raters, in the order of these; ratings by others do not count.
    func complete(_ raters: [BreakdownLevel.Level]) -> [[BreakdownLevel.Level]] {
        units.compactMap { unit in
            let given = raters.compactMap { rater -> BreakdownLevel.Level? in
                let own = unit.filter { $0.rater?.isSame(as: rater, in: raterUnit) ?? false }
                return own.count == 1 && own[0].count == 1 ? own[0].value : nil
            }
            return given.count == raters.count ? given : nil
        }
    }
}

extension BreakdownLevel.Level {
    /// Whether it is a level that a definition names, as a whole number or a code.
    func isSame(as declared: BreakdownLevel.Level, in unit: Double) -> Bool {
        if case .number(let wanted) = declared { return number(in: unit) == Double(wanted) }
        return self == declared
    }

    /// A whole number of units of `1 / unit` as a number; nil for what is none.
    func number(in unit: Double) -> Double? {
        if case .number(let number) = self { Double(number) / unit } else { nil }
    }
}
