public import Statistics

/// How often learning crosses a border, such as that of a sector, a region or a country: of those who learned from somebody whose side is
/// known, the share that learned from another side.
public struct CrossingShare<Side: Hashable & Comparable & Sendable>: Sendable, Hashable {
    /// How many of one side learned from another or the same.
    public struct Flow: Sendable, Hashable {
        public let source: Side
        public let adopter: Side
        public let count: Int
    }

    /// The share that learned from another side, with Wilson's interval; ``Statistics/Unavailable/noObservations`` where no pair of
    /// sides is known.
    public let share: Estimate
    /// Those who learned from another side.
    public let crossing: Int
    /// Those whose own side and source's side are known.
    public let known: Int
    /// Those of whom one is not.
    public let unknown: Int
    /// All pairs of sides that occur, in order of source, then adopter.
    public let flows: [Flow]

    /// The share of some pairs of source and adopter, in any order.
    public init(
        _ pairs: some Sequence<(source: Side?, adopter: Side?)>, confidence: ConfidenceLevel = .ninetyFive
    ) throws(DiffusionError) {
        var counts: [Side: [Side: Int]] = [:]
        var (crossing, known, unknown) = (0, 0, 0)
        for (source, adopter) in pairs {
            guard let source, let adopter else {
                unknown += 1
                continue
            }
            known += 1
            if source != adopter { crossing += 1 }
            counts[source, default: [:]][adopter, default: 0] += 1
        }
        self.crossing = crossing
        self.known = known
        self.unknown = unknown
        flows = counts.flatMap { (source, row) in row.map { Flow(source: source, adopter: $0.key, count: $0.value) } }
            .sorted { ($0.source, $0.adopter) < ($1.source, $1.adopter) }
        share = try estimating { () throws(StatisticsError) in
            try Proportion(crossing, of: known).share(confidence: confidence)
        }
    }
}
