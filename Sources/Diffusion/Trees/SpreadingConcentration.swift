public import Statistics

/// Whether a few spread most of it: how adoptions are shared out among those whom they were learned from.
///
/// Each actor counts once, with all that learned from it in whatever innovation, and those whom nobody learned from count too. It names
/// nobody, so it can be shown where the actors themselves cannot.
///
/// - SeeAlso: J. O. Lloyd-Smith, S. J. Schreiber, P. E. Kopp, W. M. Getz (2005), *Nature* 438, 355–359, doi:10.1038/nature04153,
///   who take the share that is due to the top 20 %; M. E. J. Woolhouse and others (1997), *PNAS* 94(1), 338–342.
public struct SpreadingConcentration: Sendable, Hashable {
    /// How many actors have brought how many to adopt.
    public let offspring: Distribution
    /// The share of adoptions due to the top share of actors, straight between whole actors, with the bootstrap's intervals of
    /// actors drawn with replacement.
    public let topShare: Bootstrap
    /// Gini's coefficient of adoptions by actor, likewise.
    public let gini: Bootstrap
    /// The Lorenz curve.
    public let curve: LorenzCurve

    /// - Parameter top: The share of actors that are looked at, from 0 to 1.
    /// - Throws: ``DiffusionError/statistics(_:)`` for a share outside 0...1 and for numbers below zero.
    public init(
        _ offspring: Distribution, top: Double = 0.2, options: BootstrapOptions = .standard,
        confidence: ConfidenceLevel = .ninetyFive
    ) throws(DiffusionError) {
        self.offspring = offspring
        (topShare, gini, curve) = try estimating { () throws(StatisticsError) in
            (
                try Bootstrap(.topShare(top), of: offspring, options: options, confidence: confidence),
                try Bootstrap(.gini, of: offspring, options: options, confidence: confidence),
                try LorenzCurve(offspring)
            )
        }
    }
}

extension AdoptionForest {
    /// How many actors have brought how many to adopt, over all innovations.
    ///
    /// - Parameters:
    ///   - owners: The owners of innovations that count as sources too; empty for adopters alone.
    ///   - isCounted: Which adoptions count, such as those of one region, with what was learned from them; all unless given.
    /// - Throws: ``DiffusionError``, which a forest does not cause.
    /// - Complexity: O(n log n).
    public func offspringByActor(
        owners: [UInt32: Set<UInt32>] = [:], where isCounted: (Node) -> Bool = { _ in true }
    ) throws(DiffusionError) -> Distribution {
        var taught: [UInt32: Int] = [:]
        for owner in owners.values.joined() { taught[owner] = 0 }
        for node in nodes where isCounted(node) {
            taught[node.adopter, default: 0] += node.offspring
            if !owners.isEmpty, node.origin == .owner, let source = node.source { taught[source, default: 0] += 1 }
        }
        return try distribution(taught.values)
    }
}
