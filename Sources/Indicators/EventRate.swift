/// Events over the population, or the time of persons, in which they happened.
public struct EventRate: Sendable, Hashable {
    /// The column whose different values are the events; nil for rows.
    public var distinct: String?
    /// What they are related to, by the same groups: a number of inhabitants, a sum of years.
    public var population: Calculation
    /// What the rate is for, such as 100,000 inhabitants.
    public var base: Double

    static let furtherNames = ["events", "population"]

    static func kind(ofFurther name: String) -> FurtherKind { name == "events" ? .count : .statistic }

    /// The events as a calculation of their own.
    func events(_ rows: RowSelection) -> Calculation {
        distinct.map { .distinct(rows, of: $0) } ?? .count(rows)
    }
}
