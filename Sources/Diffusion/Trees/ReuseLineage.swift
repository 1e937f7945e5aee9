public import Statistics

/// Which innovations were derived from which ("parastelu"): chains of reuse, and reuse against new development.
///
/// An innovation that names another one as its base is reuse, also when that one is not in the register or the statement cannot be
/// believed; one that names nothing, or itself, is new development. Chains take only what can be believed, by the rules of
/// ``AdoptionForest``: a base that is published later, is not in the register, or goes round in a circle begins no chain.
public struct ReuseLineage: Sendable, Hashable {
    /// An innovation of the register.
    public struct Innovation: Sendable, Hashable {
        /// Its number.
        public var innovation: UInt32
        /// The number of the innovation that it was derived from; nil for none.
        public var base: UInt32?
        /// When it came, in any unit, such as the day it was published; nil when that is not known.
        public var day: Int32?
        /// The year, or another period, in which it is counted; nil to leave it out of the years.
        public var year: Int?

        public init(innovation: UInt32, base: UInt32?, day: Int32? = nil, year: Int? = nil) {
            self.innovation = innovation
            self.base = base
            self.day = day
            self.year = year
        }
    }

    /// Reuse and new development of a year.
    public struct Year: Sendable, Hashable {
        public let year: Int
        /// Innovations derived from another.
        public let reuse: Int
        /// All others.
        public let new: Int
        /// The share of reuse, with Wilson's interval.
        public let share: Estimate
    }

    /// An innovation that others were derived from.
    public struct Base: Sendable, Hashable {
        public let innovation: UInt32
        /// Those derived from it.
        public let direct: Int
        /// Those derived from it, from these, and so on.
        public let all: Int
    }

    /// The lineage: innovations as adopters, their bases as sources, all below one. Generation 1 is what is derived from nothing
    /// known.
    public let forest: AdoptionForest
    /// The innovations that reuse another.
    public let reused: Int
    /// Their share of all, with Wilson's interval.
    public let reuse: Estimate
    /// Reuse by year, in order; years without innovations are left out.
    public let years: [Year]
    /// How many innovations stand how many derivations below their origin, from 0.
    public let depths: [Int]
    /// The innovations in each chain from an origin to one that nothing was derived from, single innovations left out.
    public let chainLengths: Distribution
    /// The innovations that others were derived from: those with most in all first, then most directly, then by number.
    public let mostReused: [Base]

    /// The lineage of a register, in any order.
    ///
    /// - Throws: ``DiffusionError``, which numbers of innovations do not cause.
    public init(_ innovations: [Innovation], confidence: ConfidenceLevel = .ninetyFive) throws(DiffusionError) {
        let forest = AdoptionForest(
            innovations.map { Adoption(innovation: 0, adopter: $0.innovation, source: $0.base, day: $0.day) })
        var years: [Int: (reuse: Int, new: Int)] = [:]
        var reused = 0
        for node in forest.nodes {
            let isReuse = node.origin == .cut(.contradiction) || (node.source.map { $0 != node.adopter } ?? false)
            reused += isReuse ? 1 : 0
            guard let year = innovations[node.row].year else { continue }
            years[year, default: (0, 0)].reuse += isReuse ? 1 : 0
            years[year, default: (0, 0)].new += isReuse ? 0 : 1
        }
        (self.forest, self.reused) = (forest, reused)
        (reuse, self.years) = try estimating { () throws(StatisticsError) in
            var found: [Year] = []
            for (year, counts) in years.sorted(by: { $0.key < $1.key }) {
                let part = try Proportion(counts.reuse, of: counts.reuse + counts.new)
                let share = part.share(confidence: confidence)
                found.append(Year(year: year, reuse: counts.reuse, new: counts.new, share: share))
            }
            return (try Proportion(reused, of: forest.nodes.count).share(confidence: confidence), found)
        }
        depths = forest.widths
        chainLengths = try distribution(
            forest.nodes.lazy.filter { $0.offspring == 0 && $0.parent != nil }.map(\.generation))
        mostReused = forest.nodes.filter { $0.offspring > 0 }
            .map { Base(innovation: $0.adopter, direct: $0.offspring, all: $0.descendants) }
            .sorted { ($1.all, $1.direct, $0.innovation) < ($0.all, $0.direct, $1.innovation) }
    }
}
