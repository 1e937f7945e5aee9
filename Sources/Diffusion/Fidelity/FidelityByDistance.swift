public import Statistics

/// Whether fidelity falls with the distance from the origin: the index of adoptions against their generation in the tree.
///
/// Kendall's τ-b below 0 says that those who learned at third hand kept less than those who learned from the owner. Adopters of one
/// branch are alike, which neither the test nor the limits know: take them as a hint.
///
/// - SeeAlso: ``Statistics/Correlation``.
public struct FidelityByDistance: Sendable, Hashable {
    /// The fidelity of a generation.
    public struct Generation: Sendable, Hashable {
        public let generation: Int
        /// The mean index with its t interval.
        public let mean: Estimate
    }

    /// Kendall's τ-b of generation and index, with its limits.
    public let tau: Estimate
    /// Whether τ is 0.
    public let test: TestOutcome
    /// The generations that occur, in order.
    public let generations: [Generation]
    /// The adoptions whose generation is not known.
    public let unplaced: Int

    /// - Parameters:
    ///   - fidelity: The indices of adoptions.
    ///   - generation: An adoption's generation, such as that of its node in an ``AdoptionForest``; nil where it is not known.
    /// - Throws: ``DiffusionError/statistics(_:)``, which indices do not cause.
    /// - Complexity: O(n log n) for n adoptions.
    public init(
        _ fidelity: CoreFidelity, confidence: ConfidenceLevel = .ninetyFive, generation: (UInt32) -> Int?
    ) throws(DiffusionError) {
        var values: [Int: [Double]] = [:]
        var unplaced = 0
        for index in fidelity.indices {
            if let generation = generation(index.adoption) {
                values[generation, default: []].append(index.value)
            } else {
                unplaced += 1
            }
        }
        self.unplaced = unplaced
        let sorted = values.sorted { $0.key < $1.key }
        (tau, test, generations) = try estimating { () throws(StatisticsError) in
            let cells = sorted.flatMap { (generation, values) in
                values.map { TransitionTable.Cell(before: Double(generation), after: $0, count: 1) }
            }
            let correlation = try Correlation(try TransitionTable(cells), confidence: confidence)
            var generations: [Generation] = []
            for (generation, values) in sorted {
                let mean = try Distribution(values: values).meanEstimate(confidence: confidence)
                generations.append(Generation(generation: generation, mean: mean))
            }
            return (correlation.kendall, correlation.kendallTest, generations)
        }
    }
}
