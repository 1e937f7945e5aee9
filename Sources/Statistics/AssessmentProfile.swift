/// The scores that raters gave to units (innovations, applications, organisations) by criterion and round, and how the units'
/// own scores compare with them.
///
/// Cells merge by joining them: those of one unit, criterion, round and score are added up.
public struct AssessmentProfile<Name: Hashable & Comparable & Sendable>: Sendable, Hashable {
    /// How many raters gave a score.
    public struct Cell: Sendable, Hashable {
        public let unit: Name
        public let criterion: Name
        /// The round; nil where there was only one.
        public let round: Name?
        public let score: Double
        /// Whether the unit scored itself.
        public let isOwn: Bool
        public let count: Int

        public init(
            unit: Name, criterion: Name, round: Name? = nil, score: Double, isOwn: Bool = false, count: Int = 1
        ) {
            self.unit = unit
            self.criterion = criterion
            self.round = round
            self.score = score
            self.isOwn = isOwn
            self.count = count
        }
    }

    /// What evaluators gave one unit on one criterion in one round.
    public struct Row: Sendable, Hashable {
        public let unit: Name
        public let criterion: Name
        public let round: Name?
        public let profile: CriterionProfile
    }

    /// How units scored themselves on one criterion in one round.
    public struct OwnRow: Sendable, Hashable {
        public let criterion: Name
        public let round: Name?
        public let comparison: SelfAssessment
    }

    /// The profiles in order of unit, criterion and round; no round comes first.
    public let rows: [Row]
    /// The self-assessments in order of criterion and round; none where no unit scored itself.
    public let ownRows: [OwnRow]

    /// - Parameters:
    ///   - cells: Counts in any order.
    ///   - scale: The lowest and highest score that could be given.
    /// - Throws: ``StatisticsError/unexpectedValue(_:column:allowed:)`` for an evaluator's score that is not whole or not on
    ///   the scale, ``StatisticsError/negativeCount(_:)``, ``StatisticsError/valueNotFinite``, ``StatisticsError/overflow``.
    public init(
        _ cells: [Cell], scale: ClosedRange<Int>, confidence: ConfidenceLevel = .ninetyFive
    ) throws(StatisticsError) {
        var given: [Key: [Distribution.Entry]] = [:]
        var own: [Key: [Distribution.Entry]] = [:]
        for cell in cells {
            let key = Key(unit: cell.unit, criterion: cell.criterion, round: cell.round)
            let entry = Distribution.Entry(value: cell.score, count: cell.count)
            if cell.isOwn { own[key, default: []].append(entry) } else { given[key, default: []].append(entry) }
        }
        var rows: [Row] = []
        for key in given.keys.sorted() {
            let profile = try CriterionProfile(
                try Distribution(given[key] ?? []), scale: scale, confidence: confidence)
            rows.append(Row(unit: key.unit, criterion: key.criterion, round: key.round, profile: profile))
        }
        self.rows = rows
        var compared: [OwnRow] = []
        var units: [SelfAssessment.Unit] = []
        let keys = own.keys.sorted { $0.ranksByCriterion(before: $1) }
        for (index, key) in keys.enumerated() {
            units.append(
                SelfAssessment.Unit(
                    own: try Distribution(own[key] ?? []), evaluators: try Distribution(given[key] ?? [])))
            let next = index + 1 < keys.count ? keys[index + 1] : nil
            if let next, next.criterion == key.criterion, next.round == key.round { continue }
            compared.append(
                OwnRow(
                    criterion: key.criterion, round: key.round,
                    comparison: try SelfAssessment(units, confidence: confidence)))
            units = []
        }
        ownRows = compared
    }

    private struct Key: Hashable, Comparable {
        let unit: Name
        let criterion: Name
        let round: Name?

        static func < (left: Key, right: Key) -> Bool {
            if left.unit != right.unit { return left.unit < right.unit }
            return left.ranksByCriterion(before: right)
        }

        func ranksByCriterion(before other: Key) -> Bool {
            if criterion != other.criterion { return criterion < other.criterion }
            if round != other.round {
                guard let own = round, let theirs = other.round else { return round == nil }
                return own < theirs
            }
            return unit < other.unit
        }
    }
}
