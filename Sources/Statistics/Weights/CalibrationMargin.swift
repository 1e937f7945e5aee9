/// The population of each level of a variable that weights are to meet.
public struct CalibrationMargin: Sendable, Hashable {
    /// Which of the levels of a cell's key it is about, from 0.
    public let variable: Int
    /// The population by level.
    public let populations: [Int: Double]
    /// What messages call it.
    public let name: String
    /// What messages call its levels; those without a name go by their number.
    public let levelNames: [Int: String]

    public init(
        variable: Int, populations: [Int: Double], name: String? = nil, levelNames: [Int: String] = [:]
    ) {
        self.variable = variable
        self.populations = populations
        self.name = name ?? "margin \(variable + 1)"
        self.levelNames = levelNames
    }

    func nameOfLevel(_ level: Int) -> String { levelNames[level] ?? "\(level)" }

    /// The population of all levels.
    var total: Double { compensatedSum(populations.keys.sorted().lazy.map { populations[$0] ?? 0 }) }
}
