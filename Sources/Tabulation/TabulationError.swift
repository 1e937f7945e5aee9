public import Diagnostics

/// What can go wrong while requests are answered; what is wrong in a request itself is a list of findings.
public enum TabulationError: ExplainedError, Hashable {
    /// A stored column holds something else than the table's columns say.
    case columnOfOtherType(column: String, table: String, expected: String)
    /// A number grows beyond what can be kept exactly.
    case overflow(expression: String)
    /// There are more persons, groups or values than can be kept apart.
    case tooManyLevels(what: String)

    public var code: String {
        switch self {
        case .columnOfOtherType: "tabulation.other-type"
        case .overflow: "tabulation.overflow"
        case .tooManyLevels: "tabulation.too-many-levels"
        }
    }

    public var explanation: Explanation {
        switch self {
        case .columnOfOtherType(let column, let table, let expected):
            Explanation(
                summary: "the column '\(column)' of table \(table) does not hold \(expected)",
                cause: "a source of the table was read with another type for it",
                remedies: ["give the column the same type in every mapping of the table"])
        case .overflow(let expression):
            Explanation(
                summary: "the values of `\(expression.prefix(120))` are too great to be exact",
                cause: "a number has at most 18 digits, and at most 15 where it is summed",
                remedies: ["use fewer decimals, or leave out values that are not meant"])
        case .tooManyLevels(let what):
            Explanation(
                summary: "there are too many different \(what) for one table",
                remedies: ["group by something coarser"])
        }
    }
}
