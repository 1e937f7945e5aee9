public import Tabulation

/// An estimate for all rows of a table from those of them whose answer is known, stratum by stratum.
///
/// The selected rows are the population. It is counted by stratum, so that nobody has to write down how many there are, and each who
/// answered stands for as many of the stratum as all of it over those who answered.
public struct SampleEstimate: Sendable, Hashable {
    /// What is estimated.
    public enum Quantity: Sendable, Hashable {
        /// The share of the population for whom something holds.
        case share
        /// How many of the population it holds for.
        case total
    }

    /// What is estimated.
    public let quantity: Quantity
    /// The condition that holds for rows whose answer is known.
    public let answered: String
    /// What holds, or does not, for those.
    public let part: String
    /// The expressions whose levels together are a row's stratum; empty for one stratum.
    public let strata: [String]

    public init(_ quantity: Quantity, answered: String, part: String, strata: [String]) {
        self.quantity = quantity
        self.answered = answered
        self.part = part
        self.strata = strata
    }

    /// The stable name of its method.
    var method: String {
        switch quantity {
        case .share: "sample-share"
        case .total: "sample-total"
        }
    }

    /// The names of its further numbers.
    static let furtherNames = ["populationN", "count", "unweighted", "standardError", "degreesOfFreedom"]

    /// What a stratum is called; those of equal population are joined in the order of their names.
    public static func stratumName(of levels: [Tabulation.Level]) -> String {
        levels.isEmpty ? "all" : levels.map { BreakdownLevel.Level($0).name }.joined(separator: " / ")
    }

    func kind(ofFurther name: String) -> FurtherKind {
        switch name {
        case "unweighted", "standardError": .value
        default: .count
        }
    }
}
