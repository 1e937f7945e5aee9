import Tabulation

/// Adoptions, or sums of a number, per calendar period.
public struct AdoptionSeries: Sendable, Hashable {
    /// What is given of each period.
    public enum Value: String, Sendable, Hashable, CaseIterable {
        /// Those of the period.
        case new
        /// Those of the period and before.
        case cumulative
        /// The cumulative ones over those who could adopt.
        case share
        /// Those of the period over those who could adopt and had not before.
        case hazard
    }

    /// Those who could adopt.
    public enum Potential: Sendable, Hashable {
        case number(Int)
        /// The codes of a list that are in use on the as-of day.
        case codes(String)
        /// What a calculation counts, by the same groups.
        case counted(Calculation)
    }

    /// The day, an expression.
    public var day: String
    public var period: GrowthSeries.Period
    /// The column whose different values are counted, each in the period and the group of its first row; nil for rows.
    public var distinct: String?
    /// The expression that is added up instead; nil to count.
    public var sum: String?
    public var value: Value
    public var potential: Potential?

    /// The stable name of its method.
    var method: String {
        guard sum == nil else { return value == .new ? "period-sum" : "cumulative-sum" }
        return "adoption-\(value.rawValue)"
    }

    /// Whether its shares are of all who could adopt, or of those who have.
    var variant: String? {
        switch value {
        case .new, .cumulative: nil
        case .share, .hazard: potential == nil ? "seen" : "potential"
        }
    }

    var furtherNames: [String] {
        let all = ["new", "cumulative"] + (potential == nil ? [] : ["share", "atRisk"]) + ["incomplete"]
        return all.filter { $0 != value.rawValue }
    }

    func kind(ofFurther name: String) -> FurtherKind {
        switch name {
        case "share": .share
        case "new", "cumulative": sum == nil ? .count : .value
        default: .count
        }
    }

    /// The rows that count: with different values, the first of each that the filter lets through.
    func selected(_ rows: RowSelection) -> RowSelection {
        guard let distinct else { return rows }
        var selected = rows
        selected.oncePer = OncePer(key: distinct, earliest: day, among: rows.filter)
        return selected
    }
}
