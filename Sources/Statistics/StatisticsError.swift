public import Diagnostics

/// What makes an input unfit to estimate from. Too few observations are no error: they have a defined answer.
public enum StatisticsError: ExplainedError, Hashable {
    /// A count below zero.
    case negativeCount(Int)
    /// A value that is NaN or infinite.
    case valueNotFinite
    /// Counts or sums beyond what the number type holds.
    case overflow
    /// More successes than trials.
    case successesExceedTotal(successes: Int, total: Int)
    /// A confidence level outside 0.5...0.9999.
    case confidenceOutOfRange(Double)
    /// A probability outside 0...1.
    case notAProbability(Double)
    /// A survival time below zero.
    case negativeTime(Double)
    /// A table whose rows differ in length.
    case raggedTable(expected: Int, found: Int)
    /// A method that needs a column which is not there.
    case missingColumn(String, method: String, available: [String])
    /// A column of text where a method takes numbers.
    case textInColumn(String, method: String)
    /// A method that needs to be told something which it was not.
    case missingOption(String, method: String)
    /// Columns of a file that differ in length.
    case unequalColumns([String])
    /// A value that the column's code list does not have, such as a status other than 0 and 1.
    case unexpectedValue(Double, column: String, allowed: String)
    /// A sample whose design cannot be estimated from.
    case design(DesignProblem)
    /// Weights that cannot be made to meet population margins.
    case calibration(CalibrationProblem)
    /// A scale, its answers or their sums that do not fit together.
    case scale(ScaleProblem)
    /// The plan or the counts of a sample that do not fit together.
    case sampling(SamplingProblem)
    /// A name that is no method.
    case unknownMethod(String, known: [String])

    public var code: String {
        switch self {
        case .negativeCount: "statistics.negative-count"
        case .valueNotFinite: "statistics.value-not-finite"
        case .overflow: "statistics.overflow"
        case .successesExceedTotal: "statistics.successes-exceed-total"
        case .confidenceOutOfRange: "statistics.confidence-out-of-range"
        case .notAProbability: "statistics.not-a-probability"
        case .negativeTime: "statistics.negative-time"
        case .raggedTable: "statistics.ragged-table"
        case .missingColumn: "statistics.missing-column"
        case .textInColumn: "statistics.text-in-column"
        case .missingOption: "statistics.missing-option"
        case .unequalColumns: "statistics.unequal-columns"
        case .unexpectedValue: "statistics.unexpected-value"
        case .design(let problem): problem.code
        case .calibration(let problem): problem.code
        case .scale(let problem): problem.code
        case .sampling(let problem): problem.code
        case .unknownMethod: "statistics.unknown-method"
        }
    }

    public var explanation: Explanation {
        switch self {
        case .negativeCount(let count):
            Explanation(
                summary: "\(count) is no count", cause: "counts start from zero",
                remedies: ["correct the column of counts"])
        case .valueNotFinite:
            Explanation(
                summary: "a value is infinite or not a number", cause: "estimates need finite values",
                remedies: ["leave the cell empty where there is no value"])
        case .overflow:
            Explanation(
                summary: "a sum of the table is too large to hold",
                remedies: ["check the column for identifiers or dates taken for values"])
        case .successesExceedTotal(let successes, let total):
            Explanation(
                summary: "\(successes) of \(total) is no share", cause: "the part is larger than the whole",
                remedies: ["check which column holds the part and which the whole"])
        case .confidenceOutOfRange(let share):
            Explanation(
                summary: "\(share) is no usable confidence level",
                cause: "a level is a share from 0.5 to 0.9999, such as 0.95",
                remedies: share > 1 && share < 100 ? ["write \(share / 100)"] : ["write 0.95"])
        case .notAProbability(let value):
            Explanation(
                summary: "\(value) is no probability", cause: "p-values and probabilities are from 0 to 1",
                remedies: ["correct the value"])
        case .negativeTime(let time):
            Explanation(
                summary: "\(time) is no time to an event", cause: "the event comes before the start",
                remedies: ["check which date is the start and which the event"])
        case .raggedTable(let expected, let found):
            Explanation(
                summary: "a row of the table has \(found) counts where \(expected) are due",
                remedies: ["give one count for each pair of levels"])
        case .missingColumn(let column, let method, let available):
            Explanation(
                summary: "\(method) needs a column '\(column)'",
                cause: available.isEmpty
                    ? "the file has no columns" : "the file has \(available.joined(separator: ", "))",
                remedies: nearestName(to: column, in: available).map { ["rename '\($0)' to '\(column)'"] }
                    ?? ["name the column '\(column)'"])
        case .missingOption(let option, let method):
            Explanation(
                summary: "\(method) needs the \(option)", cause: "it does not follow from the columns",
                remedies: ["give it with --\(option)"])
        case .textInColumn(let column, let method):
            Explanation(
                summary: "the column '\(column)' holds text", cause: "\(method) takes numbers there",
                remedies: ["write numbers, and leave a cell empty where there is no value"])
        case .unequalColumns(let columns):
            Explanation(
                summary: "the columns \(columns.joined(separator: ", ")) differ in length",
                remedies: ["give every row a cell in each of them, empty where there is no value"])
        case .unexpectedValue(let value, let column, let allowed):
            Explanation(
                summary: "\(value) cannot stand in \(column)", cause: "it takes \(allowed)",
                remedies: ["correct the value, or map it"])
        case .design(let problem): problem.explanation
        case .calibration(let problem): problem.explanation
        case .scale(let problem): problem.explanation
        case .sampling(let problem): problem.explanation
        case .unknownMethod(let name, let known):
            Explanation(
                summary: "'\(name)' is no method", cause: "the methods are \(known.joined(separator: ", "))",
                remedies: nearestName(to: name, in: known).map { ["write '\($0)'"] } ?? ["choose one of them"])
        }
    }
}
