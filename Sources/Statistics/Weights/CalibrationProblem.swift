import Diagnostics

/// Why weights could not be made to meet population margins; margins and levels go by their names.
public enum CalibrationProblem: Sendable, Hashable {
    /// A level that the population has and the sample has not, or only with weights of zero.
    case emptyLevel(margin: String, level: String)
    /// A level of the sample that the margin does not state.
    case missingLevel(margin: String, level: String)
    /// Margins whose populations have different totals.
    case differentTotals(margin: String, total: Double, first: Double)
    /// A population that is negative or not finite.
    case population(margin: String, level: String)
    /// Rows of one level that state different populations.
    case differentPopulations(margin: String, level: String)
    /// A row of the sample that does not say which level of a margin it has.
    case emptyCell(row: Int, margin: String)
    /// No margin, a variable that the table does not have, or two margins of one variable.
    case variables
    /// Bounds of trimming that leave no room, or a number of rounds below one.
    case bounds
    /// The margins were not met after so many iterations.
    case iterations(Int)

    var code: String {
        switch self {
        case .emptyLevel: "statistics.empty-level"
        case .missingLevel: "statistics.missing-level"
        case .differentTotals: "statistics.different-totals"
        case .population: "statistics.not-a-population"
        case .differentPopulations: "statistics.different-populations"
        case .emptyCell: "statistics.empty-level-cell"
        case .variables: "statistics.margin-variables"
        case .bounds: "statistics.trimming-bounds"
        case .iterations: "statistics.not-converged"
        }
    }

    var explanation: Explanation {
        switch self {
        case .emptyLevel(let margin, let level):
            Explanation(
                summary: "level \(level) of \(margin) has a population and nobody in the sample",
                cause: "no weight can make up for answers that do not exist",
                remedies: ["join the level with a neighbouring one, in the sample and in the population"])
        case .missingLevel(let margin, let level):
            Explanation(
                summary: "level \(level) of \(margin) is in the sample and has no population",
                remedies: ["add the population of the level", "leave its rows out of the sample"])
        case .differentTotals(let margin, let total, let first):
            Explanation(
                summary: "\(margin) adds up to \(total), the first margin to \(first)",
                cause: "both count the same population, so no weights meet the two",
                remedies: ["take the margins from one source and day", "scale one of them to the total of the other"])
        case .population(let margin, let level):
            Explanation(
                summary: "level \(level) of \(margin) has no usable population",
                cause: "populations are finite numbers of zero or more", remedies: ["correct the population"])
        case .differentPopulations(let margin, let level):
            Explanation(
                summary: "rows of level \(level) of \(margin) state different populations",
                cause: "the column repeats the population of the row's level",
                remedies: ["give every row of the level the same population"])
        case .emptyCell(let row, let margin):
            Explanation(
                summary: "row \(row) has no level of \(margin)",
                cause: "a weight is made from the populations of all levels that a row has",
                remedies: ["fill in the cell", "give those who did not say a level of their own, or leave the row out"])
        case .variables:
            Explanation(
                summary: "the margins do not fit the variables of the sample",
                cause: "weights are calibrated to one margin or more, each of another variable",
                remedies: ["name each variable once"])
        case .bounds:
            Explanation(
                summary: "the bounds of trimming leave no room for weights",
                cause: "the lower bound is zero or more and below 1, the upper above 1, and there is a round or more",
                remedies: ["write bounds such as 0.3 and 3 times the median weight"])
        case .iterations(let count):
            Explanation(
                summary: "the weights do not meet all margins after \(count) iterations",
                cause: "margins that contradict each other, or combinations of levels without anybody in the sample",
                remedies: ["join small levels", "drop a margin", "allow more iterations"])
        }
    }
}
