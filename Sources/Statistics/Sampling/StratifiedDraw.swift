/// A random sample without replacement from each stratum of a list, and who comes next where somebody cannot be reached.
///
/// In each stratum the units are put in order of their identifiers and shuffled (Fisher and Yates); the first of the shuffled are
/// drawn and the others are the reserve, to be contacted in their order. What follows:
///
/// - Every unit of a stratum has the same chance, and so has every set of units.
/// - The draw depends on the seed, the identifiers and the stratum's name: neither on the order of the list nor on other strata.
/// - With the same seed, a larger number drawn keeps the units of the smaller and takes the reserve in its order.
///
/// Write down the seed before drawing: who tries seeds until a draw pleases has not drawn at random.
///
/// - SeeAlso: W. G. Cochran (1977), *Sampling Techniques*, 3rd ed., Wiley, sections 2.1 and 5.1; R. Durstenfeld (1964),
///   *Communications of the ACM* 7(7), 420, doi:10.1145/364520.364540, for the shuffle.
public struct StratifiedDraw: Sendable, Hashable {
    /// A unit of the list.
    public struct Unit: Sendable, Hashable {
        /// A stable identifier, such as a pseudonym; not empty.
        public let identifier: String
        /// The stratum that it belongs to.
        public let stratum: String

        public init(_ identifier: String, stratum: String) {
            self.identifier = identifier
            self.stratum = stratum
        }
    }

    /// What was drawn of a stratum.
    public struct Part: Sendable, Hashable {
        /// The stratum.
        public let stratum: String
        /// The identifiers drawn, in the order of drawing.
        public let drawn: [String]
        /// All others, in the order in which they are to stand in for those drawn.
        public let reserve: [String]
    }

    /// The seed.
    public let seed: UInt64
    /// The strata in the order of their names.
    public let parts: [Part]

    /// - Parameters:
    ///   - units: The list, in any order, each identifier once.
    ///   - sizes: How many to draw by stratum, zero or more; for every stratum of the list.
    ///   - seed: The seed of random numbers.
    /// - Throws: ``StatisticsError/sampling(_:)`` for identifiers that are empty or there twice, for strata without a size,
    ///   sizes without a stratum, and sizes above what a stratum has; ``StatisticsError/negativeCount(_:)``.
    /// - Complexity: O(n log n) for n units.
    public init(
        _ units: some Sequence<Unit>, sizes: [String: Int], seed: UInt64
    ) throws(StatisticsError) {
        // Texts are in the order of their code points, the same in every language.
        let sorted = units.sorted { ($0.stratum, $0.identifier) < ($1.stratum, $1.identifier) }
        var strata: [String: [String]] = [:]
        for unit in sorted { strata[unit.stratum, default: []].append(unit.identifier) }
        let names = strata.keys.sorted()
        try Self.check(strata.values, sizes, names)
        var parts: [Part] = []
        for name in names {
            guard let size = sizes[name] else { throw .sampling(.missingSize(stratum: name)) }
            guard size >= 0 else { throw .negativeCount(size) }
            var order = strata[name] ?? []
            guard size <= order.count else {
                throw .sampling(.exceedsPopulation(name: name, count: size, population: order.count))
            }
            var generator = CounterGenerator(seed: seed, name: name)
            // From the front, so that the first places do not depend on how many are drawn.
            for place in order.indices.dropLast() {
                order.swapAt(place, place + generator.whole(below: order.count - place))
            }
            parts.append(Part(stratum: name, drawn: Array(order[..<size]), reserve: Array(order[size...])))
        }
        self.seed = seed
        self.parts = parts
    }

    private static func check(
        _ strata: some Sequence<[String]>, _ sizes: [String: Int], _ names: [String]
    ) throws(StatisticsError) {
        var seen: [String: Int] = [:]
        for units in strata {
            for unit in units { seen[unit, default: 0] += 1 }
        }
        if let unnamed = seen[""] { throw .sampling(.unnamedUnits(unnamed)) }
        let repeated = seen.count { $0.value > 1 }
        guard repeated == 0 else { throw .sampling(.repeatedUnits(repeated)) }
        let unknown = Set(sizes.keys).subtracting(names).min()
        if let unknown { throw .sampling(.unknownStratum(unknown, known: names)) }
    }
}
