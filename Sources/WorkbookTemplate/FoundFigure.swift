/// What is written into a cell.
public enum CellContent: Sendable, Hashable {
    /// A finite number, written with all its digits.
    case number(Double)
    case text(String)
}

/// A figure of the results, ready to be written.
struct FoundFigure: Hashable {
    /// Why a mark stands in the place of a number.
    enum Mark: Hashable {
        /// Hidden, so that nobody can be singled out.
        case withheld
        /// There is no value, for the reason that the results give.
        case absent(String)
    }

    /// As reports write it, such as `EECO01[gender_group=women]:n`.
    let reference: String
    let content: CellContent
    var mark: Mark?
    var isApproximate = false
}

/// Why there is no such figure.
struct FigureProblem: Error, Hashable {
    let summary: String
    var cause: String?
    var remedies: [String] = []
    /// The name or reference that may have been meant.
    var near: String?
}

/// A fact about the build as a whole, which can stand where a figure can.
enum BuildFact: String, CaseIterable {
    case asOf = "as-of"
    case period
    case periodFrom = "period-from"
    case periodTo = "period-to"
    case pipeline, build, threshold
}
