import Statistics

/// How many places an innovation, or all of them, reached by when: regions, municipalities or counties, each from its first adoption.
///
/// Counts of everyone, so without interval. Cumulative numbers are of different places: a place that adopts twice counts once.
///
/// - SeeAlso: T. Hägerstrand (1967), *Innovation Diffusion as a Spatial Process*.
public struct Reach: Sendable, Hashable {
    /// New and cumulative places by period, without gaps, and their share of all places.
    public let curve: AdoptionCurve<Int>
    /// The period of the first adoption of each place; nil for a place that was not reached.
    public let first: [Int?]
    /// Adoptions in a place that is not one of them, or is not known.
    public let elsewhere: Int

    /// The places reached.
    public var reached: Int { curve.adopters }

    /// The reach of adoptions, in any order.
    ///
    /// - Parameters:
    ///   - adoptions: The place of each, from 0 to `places` − 1, and its period, such as a year or a month's index.
    ///   - places: All places that could be reached.
    ///   - start: The first period; by default that of the first adoption.
    ///   - end: The last period; by default that of the last adoption, also of a place reached before.
    /// - Throws: ``DiffusionError``, as ``AdoptionCurve`` does.
    public init(
        _ adoptions: some Sequence<(place: Int?, period: Int)>, places: Int, from start: Int? = nil,
        through end: Int? = nil
    ) throws(DiffusionError) {
        guard places >= 0 else { throw .statistics(.negativeCount(places)) }
        guard places <= Int(UInt32.max) else { throw .tooManyNodes(places, limit: Int(UInt32.max)) }
        var first = [Int?](repeating: nil, count: places)
        var elsewhere = 0
        var last: Int?
        for (place, period) in adoptions {
            guard let place, first.indices.contains(place) else {
                elsewhere += 1
                continue
            }
            first[place] = min(first[place] ?? period, period)
            last = max(last ?? period, period)
        }
        self.first = first
        self.elsewhere = elsewhere
        curve = try AdoptionCurve(
            first.lazy.compactMap { $0 }.map { (period: $0, adoptions: 1) }, from: start, through: end ?? last,
            potential: places)
    }
}
