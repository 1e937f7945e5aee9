import Records
import Statistics

/// A follow-up as it stands on the as-of day: its samples, whom to ask, and whom not to ask any more.
struct FollowUpState: Sendable {
    /// A person who was drawn and is not to be followed up now.
    struct Lost: Sendable, Hashable {
        enum Reason: String, Sendable, Hashable, CaseIterable {
            case notInData = "not-in-data"
            case notInPopulation = "not-in-population"
            case notLeft = "not-left"
            case notDue = "not-due"

            var words: String {
                switch self {
                case .notInData: "not in the data any more"
                case .notInPopulation: "not in the population any more"
                case .notLeft: "taking part again, or without a day of leaving"
                case .notDue: "left again later, so that the follow-up is not due yet"
                }
            }
        }

        let id: FollowUpUnit.ID
        let reason: Reason
    }

    /// Those drawn whose follow-up fell due in a month.
    struct Month: Sendable, Hashable {
        /// Such as `2024-03`.
        let month: String
        let drawn: Int
        let answered: Int
        let refused: Int
        let open: Int
        let overdue: Int
    }

    /// A person to be asked, or to stand in.
    struct Contact: Sendable, Hashable {
        let number: Int
        let role: DrawRegister.Role
        /// The order among the reserve of the stratum, from 1; the place in the draw of those drawn.
        let order: Int
        let due: CalendarDay
        let isOverdue: Bool
        let id: FollowUpUnit.ID
    }

    let definition: FollowUpDefinition
    let day: CalendarDay
    let register: DrawRegister
    let samples: [FollowUpSample]
    /// How many rows are not followed up yet or at all.
    let standings: [FollowUpUnit.Standing: Int]
    let lost: [Lost]
    /// How many of those drawn are in another stratum now.
    let moved: Int
    let months: [Month]
    let contacts: [Contact]

    init(
        _ units: [FollowUpUnit], _ definition: FollowUpDefinition, register: DrawRegister, day: CalendarDay
    ) throws(StatisticsError) {
        let due = units.filter { $0.standing(on: day) == .due }
        let numbers = Dictionary(
            Set(due.map(\.place)).sorted().enumerated().map { ($1, $0 + 1) }, uniquingKeysWith: { first, _ in first })
        self.definition = definition
        self.day = day
        self.register = register
        standings = Dictionary(grouping: units) { $0.standing(on: day) }.mapValues(\.count)
        let byGroup = Dictionary(grouping: due, by: \.place.group).sorted { $0.key < $1.key }
        samples = try byGroup.map { group, members throws(StatisticsError) in
            try FollowUpSample(members, group: group, definition, register: register, numbers: numbers)
        }
        let byID = Dictionary(units.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        lost = register.states.filter { $0.value.role == .drawn }.keys.sorted().compactMap { id in
            let reason: Lost.Reason? =
                switch byID[id]?.standing(on: day) {
                case nil: .notInData
                case .outside: .notInPopulation
                case .notLeft: .notLeft
                case .notDue: .notDue
                case .due: nil
                }
            return reason.map { Lost(id: id, reason: $0) }
        }
        moved = due.count { unit in
            register.states[unit.id].map { $0.role == .drawn && $0.place != unit.place } ?? false
        }
        let drawn = due.filter { register.states[$0.id]?.role == .drawn }
        months = Self.months(drawn, definition, day)
        contacts = Self.contacts(due, definition, register, numbers, day)
    }

    /// How many of each stratum are to be asked in all.
    static func contacts(
        wantedOf units: [FollowUpUnit], _ definition: FollowUpDefinition
    ) throws(StatisticsError) -> [FollowUpUnit.Place: Int] {
        var wanted: [FollowUpUnit.Place: Int] = [:]
        let byGroup = Dictionary(grouping: units, by: \.place.group).sorted { $0.key < $1.key }
        for (_, members) in byGroup {
            let places = Dictionary(grouping: members, by: \.place).sorted { $0.key < $1.key }
            let size = try SampleSize(
                try places.map { place, some throws(StatisticsError) in
                    try SampleSize.Stratum(place.stratum, population: some.count)
                }, precision: try definition.precision(), responseRate: definition.responseRate)
            for ((place, _), part) in zip(places, size.parts) { wanted[place] = part.contacts }
        }
        return wanted
    }

    private static func isOverdue(_ unit: FollowUpUnit, _ definition: FollowUpDefinition, _ day: CalendarDay) -> Bool {
        guard unit.isOpen, let due = unit.due else { return false }
        return Int(day.number) - Int(due.number) > definition.window
    }

    private static func months(
        _ drawn: [FollowUpUnit], _ definition: FollowUpDefinition, _ day: CalendarDay
    ) -> [Month] {
        let byMonth = Dictionary(grouping: drawn) { String($0.due.map(\.description)?.prefix(7) ?? "") }
        return byMonth.sorted { $0.key < $1.key }.map { month, units in
            Month(
                month: month, drawn: units.count, answered: units.count(where: \.hasAnswered),
                refused: units.count { $0.hasRefused && !$0.hasAnswered }, open: units.count(where: \.isOpen),
                overdue: units.count { isOverdue($0, definition, day) })
        }
    }

    /// Those drawn first, then the reserve in its order, stratum by stratum; without those of whom nothing is to be asked.
    private static func contacts(
        _ units: [FollowUpUnit], _ definition: FollowUpDefinition, _ register: DrawRegister,
        _ numbers: [FollowUpUnit.Place: Int], _ day: CalendarDay
    ) -> [Contact] {
        var contacts: [Contact] = []
        for (place, members) in Dictionary(grouping: units, by: \.place).sorted(by: { $0.key < $1.key }) {
            for role in DrawRegister.Role.allCases {
                let some = members.filter { register.states[$0.id]?.role == role }.sorted { left, right in
                    let (one, other) = (register.states[left.id], register.states[right.id])
                    return (one?.draw ?? 0, one?.order ?? 0, left.id) < (other?.draw ?? 0, other?.order ?? 0, right.id)
                }
                for (order, unit) in some.filter(\.isOpen).enumerated() {
                    guard let due = unit.due else { continue }
                    contacts.append(
                        Contact(
                            number: numbers[place] ?? 0, role: role, order: order + 1, due: due,
                            isOverdue: role == .drawn && isOverdue(unit, definition, day), id: unit.id))
                }
            }
        }
        return contacts
    }
}
