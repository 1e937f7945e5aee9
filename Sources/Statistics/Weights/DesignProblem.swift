import Diagnostics

/// What makes a sample's design unfit to estimate from.
public enum DesignProblem: Sendable, Hashable {
    /// A weight below zero.
    case negativeWeight(Double)
    /// A number of decimals outside 0...15.
    case decimals(Int)
    /// Cells with different numbers of levels.
    case levels(expected: Int, found: Int)
    /// Parts that are counted in different decimals.
    case differentScales
    /// Parts, or rows, that state different populations for a stratum.
    case differentPopulations(stratum: Int)
    /// A stratum whose population is below one unit.
    case population(stratum: Int, population: Int)
    /// More first-stage units in the sample of a stratum than in its population.
    case sampleExceedsPopulation(stratum: Int, units: Int, population: Int)

    var code: String {
        switch self {
        case .negativeWeight: "statistics.negative-weight"
        case .decimals: "statistics.decimals"
        case .levels: "statistics.unequal-levels"
        case .differentScales: "statistics.different-decimals"
        case .differentPopulations: "statistics.different-stratum-populations"
        case .population: "statistics.empty-population"
        case .sampleExceedsPopulation: "statistics.sample-exceeds-population"
        }
    }

    var explanation: Explanation {
        switch self {
        case .negativeWeight(let weight):
            Explanation(
                summary: "\(weight) is no weight", cause: "weights are zero or more: how many units a row stands for",
                remedies: ["correct the column of weights"])
        case .decimals(let decimals):
            Explanation(
                summary: "sums cannot be kept with \(decimals) decimals", cause: "0 to 15 decimals are exact",
                remedies: ["choose the decimals that the weights are written with"])
        case .levels(let expected, let found):
            Explanation(
                summary: "a cell has \(found) levels where others have \(expected)",
                remedies: ["tabulate all parts by the same variables"])
        case .differentScales:
            Explanation(
                summary: "parts of a sample are counted in different decimals",
                remedies: ["tabulate all parts with the same decimals"])
        case .differentPopulations(let stratum):
            Explanation(
                summary: "stratum \(stratum) has two different populations",
                cause: "a stratum has one number of first-stage units", remedies: ["correct the column of populations"])
        case .population(let stratum, let population):
            Explanation(
                summary: "\(population) is no population of stratum \(stratum)",
                cause: "a stratum that was sampled has one unit or more",
                remedies: ["leave the population empty where it is not known"])
        case .sampleExceedsPopulation(let stratum, let units, let population):
            Explanation(
                summary: "stratum \(stratum) has \(units) units in the sample and \(population) in the population",
                cause: "the population counts first-stage units: clusters where there are clusters, else rows",
                remedies: ["check the column of populations", "name the column of clusters"])
        }
    }
}
