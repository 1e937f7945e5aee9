import Definitions
public import Diagnostics

/// A follow-up of persons some months after they have left, as an analyst declares it under `follow-up:`.
///
/// Regulation (EU) 2021/1057, Annex I, lets the results six months after leaving come from a representative sample of the participants of
/// each specific objective. The margin is for the authority to say; ±3 percentage points at 95 % stand here unless told otherwise.
public struct FollowUpDefinition: Sendable {
    /// A characteristic of persons: a name and an expression over the table.
    public struct Characteristic: Sendable, Hashable {
        public let name: String
        public let expression: String
    }

    /// A result whose share is estimated.
    public struct Result: Sendable, Hashable {
        /// Its name, such as `EECR05`.
        public let name: String
        /// Whom it can be said of, an expression; nil for all.
        public let among: String?
        /// When it is known of a person, an expression; nil for the answer of the follow-up.
        public let answer: String?
        /// What holds for those who have it, an expression.
        public let part: String
    }

    /// The table, with a row for each person or each participation.
    public let table: String
    /// The column of persons, and that of the day on which they left.
    public let person: String
    public let exit: String
    /// Calendar months from leaving to the follow-up: see `CalendarDay.adding(months:)` for the ends of months.
    public let months: Int
    /// Who is followed up among those who have left, an expression; nil for all.
    public let population: String?
    /// What each value of has a sample of its own, such as the specific objective; nil for one sample.
    public let group: String?
    /// What samples are stratified on, and what else those who answered are compared with the population in.
    public let strata: [Characteristic]
    public let compared: [Characteristic]
    /// When an answer is known, an expression.
    public let answer: String
    /// Who is not to be asked any more though there is no answer, an expression; nil for nobody.
    public let refused: String?
    public let results: [Result]
    /// What a sample is to reach: shares above 0 and below 1.
    public let margin: Double
    public let confidence: Double
    public let expectedShare: Double
    /// The share of those contacted who are expected to answer.
    public let responseRate: Double
    /// The seed of the first draw; each further one takes the next number.
    public let seed: UInt64
    /// Days after the day when it is due until a follow-up without an answer is overdue.
    public let window: Int
    /// The file of draws, relative to the pipeline; nil for the usual one beside the store.
    public let draws: String?
    public let location: RecordLocation

    /// The most months and days: as many as make sense.
    static let mostMonths = 120
    static let mostDays = 3_660
}

extension FollowUpDefinition {
    /// The follow-up of a pipeline; nil where it declares none.
    static func decode(_ root: Definition, _ reader: DefinitionReader) -> FollowUpDefinition? {
        guard let node = reader.optionalMapping("follow-up", in: root) else { return nil }
        func characteristics(_ key: String) -> [Characteristic] {
            reader.entries(key, in: node) { entry in
                entry.value.string.map { Characteristic(name: entry.key, expression: $0) }
            }
        }
        let results = reader.entries("results", in: node) { entry -> Result? in
            guard let part = reader.string("part", in: entry.value) else { return nil }
            return Result(
                name: entry.key, among: reader.optionalString("among", in: entry.value),
                answer: reader.optionalString("answer", in: entry.value), part: part)
        }
        let (table, answer) = (reader.string("table", in: node), reader.string("answer", in: node))
        let seed = reader.int("seed", in: node, default: 1)
        guard let table, let answer else { return nil }
        return FollowUpDefinition(
            table: table, person: reader.string("person", in: node, default: "person"),
            exit: reader.string("exit", in: node, default: "exit"),
            months: min(mostMonths, max(0, reader.int("months", in: node, default: 6))),
            population: reader.optionalString("population", in: node), group: reader.optionalString("by", in: node),
            strata: characteristics("strata"), compared: characteristics("compare"), answer: answer,
            refused: reader.optionalString("refused", in: node), results: results,
            margin: reader.double("margin", in: node, default: 0.03),
            confidence: reader.double("confidence", in: node, default: 0.95),
            expectedShare: reader.double("expected-share", in: node, default: 0.5),
            responseRate: reader.double("response-rate", in: node, default: 1),
            seed: UInt64(clamping: seed), window: min(mostDays, max(0, reader.int("window", in: node, default: 28))),
            draws: reader.optionalString("draws", in: node), location: node.location)
    }
}
