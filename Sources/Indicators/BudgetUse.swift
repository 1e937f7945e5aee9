/// How money spent is set against money set aside for a time.
public struct BudgetUse: Sendable, Hashable {
    /// The amount of a row of the budget.
    public let of: String
    /// The first and last day for which a row's money is meant; where a day is missing, that of the period reported on.
    public let from: String
    public let until: String
    /// What was spent; a sum.
    public let spent: Calculation
    /// How far the share of the budget may be from the share of the time to be in step with it, 0...1.
    public let margin: Double
}
