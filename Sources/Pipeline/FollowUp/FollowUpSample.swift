import Indicators
import Records
import Statistics
import Tabulation

/// A sample of a follow-up as it stands: how many are wanted, asked and have answered, whom they stand for, and what they say.
struct FollowUpSample: Sendable {
    /// A stratum of it.
    struct Stratum: Sendable {
        let place: FollowUpUnit.Place
        /// The number by which the list of contacts knows it.
        let number: Int
        let part: SampleSize.Part
        /// Those drawn whose follow-up is still due.
        let drawn: Int
        /// Those drawn who have neither answered nor refused.
        let open: Int
        let refused: Int
        /// Those of the reserve who have neither answered nor refused.
        let reserve: Int
        /// How many of the reserve to ask besides, so that enough answer at the expected rate.
        let toCall: Int
    }

    /// A result.
    struct Result: Sendable {
        let name: String
        let estimate: StratifiedEstimate
        let answers: Int
        let observed: Int
    }

    /// What it is of; empty where there is one only.
    let group: String
    let strata: [Stratum]
    let size: SampleSize
    let representativity: Representativity
    let results: [Result]
    /// Answers of persons who were not drawn.
    let answersOfOthers: Int

    /// How many units there are.
    var population: Int { size.population }

    /// - Parameters:
    ///   - units: Those of the sample whose follow-up is due.
    ///   - numbers: The numbers of the strata.
    init(
        _ units: [FollowUpUnit], group: String, _ definition: FollowUpDefinition, register: DrawRegister,
        numbers: [FollowUpUnit.Place: Int]
    ) throws(StatisticsError) {
        self.group = group
        let byPlace = Dictionary(grouping: units, by: \.place).sorted { $0.key < $1.key }
        size = try SampleSize(
            try byPlace.map { place, members throws(StatisticsError) in
                try SampleSize.Stratum(
                    place.stratum, population: members.count, answers: members.count(where: \.hasAnswered))
            }, precision: try definition.precision(), responseRate: definition.responseRate)
        strata = zip(byPlace, size.parts).map { entry, part in
            let (place, members) = entry
            let drawn = members.filter { register.states[$0.id]?.role == .drawn }
            let open = drawn.count(where: \.isOpen)
            let reserve = members.count { register.states[$0.id]?.role == .reserve && $0.isOpen }
            return Stratum(
                place: place, number: numbers[place] ?? 0, part: part, drawn: drawn.count, open: open,
                refused: drawn.count { $0.hasRefused && !$0.hasAnswered }, reserve: reserve,
                toCall: drawn.isEmpty ? 0 : min(reserve, max(0, part.furtherContacts - open)))
        }
        answersOfOthers = units.count { $0.hasAnswered && register.states[$0.id]?.role != .drawn }
        representativity = try Representativity(
            try Self.characteristics(units, definition, register), seed: definition.seed)
        results = try definition.results.enumerated().map { index, result throws(StatisticsError) in
            try Self.result(result.name, index, byPlace)
        }
    }

    private static func result(
        _ name: String, _ index: Int, _ places: [(key: FollowUpUnit.Place, value: [FollowUpUnit])]
    ) throws(StatisticsError) -> Result {
        var strata: [SurveyStratum] = []
        for (place, members) in places {
            let outcomes = members.compactMap { unit in
                unit.outcomes.indices.contains(index) ? unit.outcomes[index] : nil
            }.filter(\.isAmong)
            guard !outcomes.isEmpty else { continue }
            strata.append(
                try SurveyStratum(
                    place.stratum, population: outcomes.count, answers: outcomes.count(where: \.isKnown),
                    successes: outcomes.count { $0.isKnown && $0.holds }))
        }
        return Result(
            name: name, estimate: try StratifiedEstimate(strata), answers: strata.reduce(0) { $0 + $1.answers },
            observed: strata.reduce(0) { $0 + $1.successes })
    }

    /// The strata and what else is compared, and after several draws also which of them a person was in.
    private static func characteristics(
        _ units: [FollowUpUnit], _ definition: FollowUpDefinition, _ register: DrawRegister
    ) throws(StatisticsError) -> [SampledCharacteristic] {
        func characteristic(
            _ name: String, _ level: (FollowUpUnit) -> Level
        ) throws(StatisticsError) -> SampledCharacteristic {
            let levels = Dictionary(grouping: units, by: level).sorted { $0.key < $1.key }
            return try SampledCharacteristic(
                name,
                levels.map { level, members in
                    SampledCharacteristic.Category(
                        SampleEstimate.stratumName(of: [level]), population: members.count,
                        respondents: members.count(where: \.hasAnswered))
                })
        }
        var found: [SampledCharacteristic] = []
        for (index, variable) in (definition.strata + definition.compared).enumerated() {
            found.append(
                try characteristic(variable.name) { unit in
                    unit.characteristics.indices.contains(index) ? unit.characteristics[index] : .missing(.notAsked)
                })
        }
        let isNamed = (definition.strata + definition.compared).contains { $0.name == "draw" }
        if !isNamed, register.last > 1 {
            found.append(try characteristic("draw") { .number(register.states[$0.id]?.cohort ?? register.last + 1) })
        }
        return found
    }
}

extension FollowUpUnit {
    /// Whether there is an answer still to come.
    var isOpen: Bool { !hasAnswered && !hasRefused }
}
