import Indicators
import Microdata
import Records
import Tabulation

/// A participation of a person, with what the desk has to know of it.
struct FollowUpUnit: Sendable, Hashable {
    /// Who it is: a pseudonym and, where a person may take part more than once, the columns that tell the participations apart.
    struct ID: Sendable, Hashable, Comparable {
        let pseudonym: String
        let participation: String

        /// The two in one text, for a draw.
        var text: String { participation.isEmpty ? pseudonym : pseudonym + "\u{1F}" + participation }

        init(pseudonym: String, participation: String) {
            self.pseudonym = pseudonym
            self.participation = participation
        }

        static func < (left: ID, right: ID) -> Bool {
            (left.pseudonym, left.participation) < (right.pseudonym, right.participation)
        }
    }

    /// A sample and a stratum of it.
    struct Place: Sendable, Hashable, Comparable {
        /// The sample; empty where there is one only.
        let group: String
        let stratum: String

        /// What a draw calls it.
        var name: String { group.isEmpty ? stratum : group + " | " + stratum }

        static func < (left: Place, right: Place) -> Bool { (left.group, left.stratum) < (right.group, right.stratum) }
    }

    /// What is known of a result.
    struct Outcome: Sendable, Hashable {
        let isAmong: Bool
        let isKnown: Bool
        let holds: Bool
    }

    /// Whether a person is to be followed up on some day.
    enum Standing: Sendable, Hashable {
        case due
        case notDue
        case notLeft
        /// The condition of the population does not hold.
        case outside
    }

    let id: ID
    let place: Place
    /// The levels of strata and of what else is compared, in the order of the definition.
    let characteristics: [Level]
    let exit: CalendarDay?
    /// The day when the follow-up is due; nil for those who have not left.
    let due: CalendarDay?
    let belongs: Bool
    let hasAnswered: Bool
    let hasRefused: Bool
    let outcomes: [Outcome]

    func standing(on day: CalendarDay) -> Standing {
        guard belongs else { return .outside }
        guard let exit, let due, exit <= day else { return .notLeft }
        return due <= day ? .due : .notDue
    }
}

extension FollowUpDefinition {
    /// The units of the table as the rules of the pipeline leave them, in the order of their ids.
    func units(_ pipeline: LoadedPipeline, _ tabulating: Tabulating) throws -> [FollowUpUnit] {
        let merged = tabulating.context.tables[table]?.merged
        let keys = merged?.keys.filter { $0 != person } ?? []
        let filter = tabulating.guarded(TabulationRequest(table: table, measure: .rows)).filter
        let found = try tabulating.engine().units(of: request(keys: keys, filter: filter))
        let units = found.map { unit($0, keys: keys.count) }.sorted { $0.id < $1.id }
        var repeated = 0
        for (unit, next) in zip(units, units.dropFirst()) where unit.id == next.id { repeated += 1 }
        guard repeated == 0 else { throw FollowUpError.repeatedPersons(table: table, rows: repeated) }
        return units
    }

    private func unit(_ row: PersonUnit, keys: Int) -> FollowUpUnit {
        var rest = row.values[...]
        func next() -> Level { rest.popFirst() ?? .missing(.notAsked) }
        func truth() -> Bool { next() == .number(1) }
        let exit: CalendarDay? =
            if case .number(let day) = next(), let number = Int32(exactly: day) { CalendarDay(number: number) } else {
                nil
            }
        let (belongs, hasAnswered, hasRefused) = (truth(), truth(), truth())
        let sample = group == nil ? "" : SampleEstimate.stratumName(of: [next()])
        let participation = (0..<keys).map { _ in SampleEstimate.stratumName(of: [next()]) }.joined(separator: " / ")
        let strata = strata.map { _ in next() }
        let compared = compared.map { _ in next() }
        let outcomes = results.map { _ in
            FollowUpUnit.Outcome(isAmong: truth(), isKnown: truth(), holds: truth())
        }
        return FollowUpUnit(
            id: FollowUpUnit.ID(pseudonym: row.person.hexadecimal, participation: participation),
            place: FollowUpUnit.Place(group: sample, stratum: SampleEstimate.stratumName(of: strata)),
            characteristics: strata + compared, exit: exit, due: exit?.adding(months: months), belongs: belongs,
            hasAnswered: hasAnswered, hasRefused: hasRefused, outcomes: outcomes)
    }
}
