import Diagnostics

/// What makes the plan of a sample, or the counts of one, unfit to work with; strata and categories go by their names.
public enum SamplingProblem: Sendable, Hashable {
    /// A margin of error that is not between 0 and 1.
    case margin(Double)
    /// An expected share that is not between 0 and 1.
    case expectedShare(Double)
    /// A response rate that is not above 0 and at most 1.
    case responseRate(Double)
    /// Two strata, or two categories of a characteristic, of one name.
    case repeatedName(String)
    /// More answers, or more units to draw, than the stratum or category has.
    case exceedsPopulation(name: String, count: Int, population: Int)
    /// Units whose identifier another unit has too.
    case repeatedUnits(Int)
    /// Units without an identifier.
    case unnamedUnits(Int)
    /// A stratum of which it is not said how many units to draw.
    case missingSize(stratum: String)
    /// Rows of one stratum that state different numbers of units to draw.
    case differentSizes(stratum: String)
    /// A number of units to draw for a stratum that has no units.
    case unknownStratum(String, known: [String])
    /// A category that nobody of the population is in.
    case emptyCategory(characteristic: String, category: String)

    var code: String {
        switch self {
        case .margin: "statistics.margin-of-error"
        case .expectedShare: "statistics.expected-share"
        case .responseRate: "statistics.response-rate"
        case .repeatedName: "statistics.repeated-stratum"
        case .exceedsPopulation: "statistics.exceeds-population"
        case .repeatedUnits: "statistics.repeated-units"
        case .unnamedUnits: "statistics.unnamed-units"
        case .missingSize: "statistics.missing-stratum-size"
        case .differentSizes: "statistics.different-stratum-sizes"
        case .unknownStratum: "statistics.unknown-stratum"
        case .emptyCategory: "statistics.empty-category"
        }
    }

    var explanation: Explanation {
        switch self {
        case .margin(let margin):
            Explanation(
                summary: "\(margin) is no margin of error",
                cause: "a margin is a share above 0 and below 1, such as 0.03",
                remedies: margin >= 1 && margin < 100 ? ["write \(margin / 100)"] : ["write 0.03"])
        case .expectedShare(let share):
            Explanation(
                summary: "\(share) is no share to plan for",
                cause: "it lies above 0 and below 1; 0.5 asks for the most",
                remedies: ["write 0.5"])
        case .responseRate(let rate):
            Explanation(
                summary: "nobody can be reached at a response rate of \(rate)",
                cause: "a response rate is a share above 0 and at most 1, such as 0.4",
                remedies: rate > 1 && rate <= 100
                    ? ["write \(rate / 100)"] : ["take the rate of an earlier survey", "write 1 if all will answer"])
        case .repeatedName(let name):
            Explanation(
                summary: "'\(name)' is there twice", cause: "each stratum and each category has one row",
                remedies: ["add the rows up", "give the second one a name of its own"])
        case .exceedsPopulation(let name, let count, let population):
            Explanation(
                summary: "\(count) of '\(name)' are more than its population of \(population)",
                cause: "the sample is part of the population",
                remedies: ["check the column of populations", "check whether somebody was counted twice"])
        case .repeatedUnits(let count):
            Explanation(
                summary: "identifiers that stand for more than one unit: \(count)",
                cause: "a unit that is listed twice would have twice the chance",
                remedies: ["keep one row for each unit"])
        case .unnamedUnits(let count):
            Explanation(
                summary: "units without an identifier: \(count)", cause: "without one it cannot be said who was drawn",
                remedies: ["give every unit a pseudonym", "leave the rows out"])
        case .missingSize(let stratum):
            Explanation(
                summary: "it is not said how many to draw of '\(stratum)'",
                cause: "each stratum has a number, 0 or more",
                remedies: ["add the number of '\(stratum)'"])
        case .differentSizes(let stratum):
            Explanation(
                summary: "rows of '\(stratum)' state different numbers to draw", cause: "a stratum has one number",
                remedies: ["correct the column of sizes"])
        case .unknownStratum(let name, let known):
            Explanation(
                summary: "'\(name)' has no units to draw from",
                cause: "the strata are \(known.joined(separator: ", "))",
                remedies: nearestName(to: name, in: known).map { ["write '\($0)'"] } ?? ["leave the stratum out"])
        case .emptyCategory(let characteristic, let category):
            Explanation(
                summary: "nobody of the population has '\(category)' as \(characteristic)",
                cause: "nothing can be expected of a category without population",
                remedies: ["add the population of the category", "leave the category out"])
        }
    }
}
