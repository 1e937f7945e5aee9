/// Iterative proportional fitting over the combinations of levels of a sample.
struct Raking {
    /// How a fit ended.
    struct Outcome {
        var iterations: Int
        var differences: [Double]
        var problem: CalibrationProblem?
    }

    private struct Level {
        let margin: String
        let name: String
        let population: Double
        /// The cells of the level, in ascending order.
        var cells: [Int]
    }

    private let cells: CalibrationCells
    private let settings: Calibration.Settings
    private let margins: [[Level]]
    private let total: Double
    /// Why no weights can meet the margins; nil when there is no such reason.
    let startProblem: CalibrationProblem?

    init(
        _ cells: CalibrationCells, _ margins: [CalibrationMargin], _ settings: Calibration.Settings
    ) throws(StatisticsError) {
        guard let first = margins.first, Set(margins.map(\.variable)).count == margins.count,
            margins.allSatisfy({ $0.variable >= 0 && $0.variable < cells.levels.first?.count ?? .max })
        else { throw .calibration(.variables) }
        var built: [[Level]] = []
        var problem: CalibrationProblem?
        for margin in margins {
            for (level, population) in margin.populations.sorted(by: { $0.key < $1.key })
            where !population.isFinite || population < 0 {
                throw .calibration(.population(margin: margin.name, level: margin.nameOfLevel(level)))
            }
            var places: [Int: [Int]] = [:]
            for (place, levels) in cells.levels.enumerated() {
                places[levels[margin.variable], default: []].append(place)
            }
            if let missing = places.keys.sorted().first(where: { margin.populations[$0] == nil }) {
                problem = problem ?? .missingLevel(margin: margin.name, level: margin.nameOfLevel(missing))
            }
            let levels = margin.populations.sorted { $0.key < $1.key }.map {
                Level(
                    margin: margin.name, name: margin.nameOfLevel($0.key), population: $0.value,
                    cells: places[$0.key] ?? [])
            }
            let empty = levels.first { level in
                level.population > 0 && !level.cells.contains { cells.weight[$0] > 0 }
            }
            if let empty { problem = problem ?? .emptyLevel(margin: margin.name, level: empty.name) }
            if abs(margin.total - first.total) > settings.totalTolerance * max(margin.total, first.total) {
                problem = problem ?? .differentTotals(margin: margin.name, total: margin.total, first: first.total)
            }
            built.append(levels)
        }
        self.cells = cells
        self.settings = settings
        self.margins = built
        total = first.total
        startProblem = problem
    }

    /// Meets the margins in turn until all are met, or the limit of iterations is.
    func fit(_ factors: inout [Double]) -> Outcome {
        var iterations = 0
        while true {
            let differences = differences(factors)
            if differences.allSatisfy({ $0 <= settings.tolerance }) {
                return Outcome(iterations: iterations, differences: differences, problem: nil)
            }
            guard iterations < settings.iterationLimit else {
                return Outcome(
                    iterations: iterations, differences: differences, problem: .iterations(settings.iterationLimit))
            }
            for levels in margins {
                for level in levels where !level.cells.isEmpty {
                    let sum = sum(level, factors)
                    // Another margin with a population of zero can have taken all weights of this level.
                    if sum == 0, level.population > 0 {
                        return Outcome(
                            iterations: iterations, differences: differences,
                            problem: .emptyLevel(margin: level.margin, level: level.name))
                    }
                    let change = sum > 0 ? level.population / sum : 0
                    for place in level.cells { factors[place] *= change }
                }
            }
            iterations += 1
        }
    }

    /// By margin, the largest difference of a level's weights from its population, relative to the population.
    func differences(_ factors: [Double]) -> [Double] {
        margins.map { levels in
            levels.reduce(0) { largest, level in
                let base = level.population > 0 ? level.population : max(total, .leastNormalMagnitude)
                return max(largest, abs(sum(level, factors) - level.population) / base)
            }
        }
    }

    private func sum(_ level: Level, _ factors: [Double]) -> Double {
        compensatedSum(level.cells.lazy.map { factors[$0] * cells.weight[$0] })
    }
}
