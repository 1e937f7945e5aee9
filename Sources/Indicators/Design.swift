public import Statistics
public import Tabulation

/// How a sample was drawn and how it is weighted, as an analyst declares it in the catalogue.
public struct Design: Sendable, Hashable {
    /// A variable whose population is known, level by level.
    public struct Margin: Sendable, Hashable {
        /// The expression that gives a row's level.
        public let variable: String
        /// What messages and protection call it.
        public let name: String
        /// The population of each level; levels are written as in references.
        public let populations: [String: Double]

        public init(variable: String, name: String, populations: [String: Double]) {
            self.variable = variable
            self.name = name
            self.populations = populations
        }
    }

    /// The name by which calculations refer to it.
    public let name: String
    /// The expression of how many units of the population a row stands for; nil for 1.
    public let weight: String?
    /// The expression of the stratum that a row was drawn in; nil for one stratum.
    public let strata: String?
    /// The expression of the first-stage unit that a row was drawn with; nil where each row is one.
    public let clusters: String?
    /// First-stage units of the population by stratum. A stratum that is not here has no finite population correction.
    public let populations: [String: Int]
    /// First-stage units of the population where there are no strata.
    public let population: Int?
    /// What the weights are to meet; empty to use them as they are.
    public let margins: [Margin]
    /// Bounds of the weights that meet the margins.
    public let trimming: WeightTrimming?

    public init(
        name: String, weight: String? = nil, strata: String? = nil, clusters: String? = nil,
        populations: [String: Int] = [:], population: Int? = nil, margins: [Margin] = [],
        trimming: WeightTrimming? = nil
    ) {
        self.name = name
        self.weight = weight
        self.strata = strata
        self.clusters = clusters
        self.populations = populations
        self.population = population
        self.margins = margins
        self.trimming = trimming
    }
}

/// An estimate for a population from a sample with a design.
public struct WeightedEstimate: Sendable, Hashable {
    /// What is estimated.
    public enum Quantity: Sendable, Hashable {
        /// The mean of an expression.
        case mean(of: String)
        /// The share for whom something holds.
        case share(part: String)
        /// The total of an expression.
        case total(of: String)
        /// The total of an expression over that of another one.
        case ratio(of: String, over: String)
        /// The mean change of an expression among the same persons, each with the weight of the first wave's row.
        case change(of: String, pairing: Pairing)
        /// What the weights themselves are like, and whether they meet the margins.
        case report
    }

    /// What is estimated.
    public let quantity: Quantity
    /// The name of the design.
    public let design: String

    public init(_ quantity: Quantity, design: String) {
        self.quantity = quantity
        self.design = design
    }

    /// The stable name of its method.
    var method: String {
        switch quantity {
        case .mean: "weighted-mean"
        case .share: "weighted-share"
        case .total: "weighted-total"
        case .ratio: "weighted-ratio"
        case .change: "weighted-change"
        case .report: "weight-report"
        }
    }

    /// The names of its further numbers.
    var furtherNames: [String] {
        switch quantity {
        case .mean, .share, .total, .change:
            ["weightedN", "standardError", "designEffect", "degreesOfFreedom", "unweighted", "kish"]
        case .ratio: ["weightedN", "standardError", "degreesOfFreedom", "unweighted", "kish"]
        case .report:
            [
                "effectiveN", "converged", "iterations", "largestDifference", "leastWeight", "greatestWeight",
                "trimmedRows", "withoutWeight",
            ]
        }
    }

    /// How totals relate to parts for the counts that it gives away: each row is in one group.
    var totals: FigureSet.Totals { .additive }
}
