import Records
import Statistics

/// What a follow-up tells its staff: a text, the same as JSON, and the list for whoever holds the addresses.
struct FollowUpReport: Sendable {
    let pipeline: String
    let state: FollowUpState
    /// The next draw: made already, or what it would be.
    let next: FurtherDraw
    let isDrawn: Bool
    /// The file of draws.
    let draws: String
    let key: String
    let codes: CodeForm

    static let mark = "FOR STAFF ONLY, NOT FOR PUBLICATION: small groups are shown as they are."

    private var definition: FollowUpDefinition { state.definition }

    // MARK: Text

    var text: String {
        var lines = [
            "Follow-up \(definition.months) months after leaving, as of \(state.day), \(pipeline)", Self.mark, "",
        ]
        lines += population
        for sample in state.samples { lines += [""] + text(of: sample) }
        lines += drawLines
        lines += monthLines
        lines += lostLines
        return lines.joined(separator: "\n")
    }

    private var population: [String] {
        func count(_ standing: FollowUpUnit.Standing) -> Int { state.standings[standing] ?? 0 }
        let whole = state.standings.values.reduce(0, +)
        let parts = [
            (count(.due), "left \(definition.months) months ago or earlier, and are followed up"),
            (count(.notDue), "left, and their follow-up is not due yet"), (count(.notLeft), "have not left"),
            (count(.outside), "are not in the population, as `\(definition.population ?? "")` does not hold"),
        ].filter { $0.0 > 0 }
        let rows = parts.map { ["  \($0.0)", $0.1] }
        return ["\(whole) participations in '\(definition.table)':"] + PlainNumbers.table(rows, right: [0])
    }

    private func text(of sample: FollowUpSample) -> [String] {
        let size = sample.size
        let name = sample.group.isEmpty ? "Sample" : "Sample of \(sample.group)"
        let percent = 100 * definition.confidence
        let level = PlainNumbers.text(percent, percent == percent.rounded() ? 0 : 1)
        var lines = [
            "\(name): \(size.needed) of \(size.population) answers needed "
                + "for ±\(PlainNumbers.percent(definition.margin)) percentage points at \(level) %"
        ]
        if size.needed > size.neededWithoutStrata {
            lines.append("  (\(size.neededWithoutStrata) without strata; each stratum needs two, or all it has)")
        }
        let heads = [
            "sample", "stratum", "population", "needed", "drawn", "answered", "refused", "open", "still needed",
            "reserve",
            "reserve to ask",
        ]
        let rows = sample.strata.map { stratum in
            [String(stratum.number), stratum.place.stratum]
                + Self.numbers(of: stratum).map { $0 == 0 ? "0" : String($0) }
        }
        let sums = sample.strata.map(Self.numbers).reduce([Int](repeating: 0, count: heads.count - 2)) { sums, next in
            zip(sums, next).map { $0 + $1 }
        }
        let total = sample.strata.count > 1 ? [["", "all"] + sums.map { String($0) }] : []
        lines += PlainNumbers.table([heads] + rows + total, right: Set([0] + (2..<heads.count))).map { "  " + $0 }
        lines += precision(of: sample) + likeness(of: sample) + results(of: sample)
        return lines
    }

    /// Population, needed, drawn, answered, refused, open, still needed, reserve, and those of it to ask.
    private static func numbers(of stratum: FollowUpSample.Stratum) -> [Int] {
        let part = stratum.part
        return [
            part.stratum.population, part.needed, stratum.drawn, part.stratum.answers, stratum.refused, stratum.open,
            part.stillNeeded, stratum.reserve, stratum.toCall,
        ]
    }

    private func precision(of sample: FollowUpSample) -> [String] {
        var lines: [String] = []
        if let margin = sample.size.marginNow.value {
            var line = "  The answers so far give ±\(PlainNumbers.percent(margin)) percentage points"
            if let stratified = sample.size.stratifiedMarginNow.value {
                line += ", ±\(PlainNumbers.percent(stratified)) as they are spread over the strata"
            } else if sample.strata.count > 1 {
                line += "; some strata have none yet"
            }
            lines.append(line + ".")
        } else {
            lines.append("  Nobody has answered yet.")
        }
        let unreachable = sample.strata.filter { !$0.part.isWithinReach }
        if !unreachable.isEmpty, definition.responseRate < 1 {
            lines.append(
                "  With \(PlainNumbers.percent(definition.responseRate)) % answering, even all of "
                    + "\(unreachable.count == 1 ? "stratum" : "strata") "
                    + "\(unreachable.map { String($0.number) }.joined(separator: ", ")) would be too few.")
        }
        if sample.answersOfOthers > 0, state.register.last > 0 {
            lines.append("  \(sample.answersOfOthers) of the answers are of persons who were not drawn.")
        }
        return lines
    }

    private func likeness(of sample: FollowUpSample) -> [String] {
        let representativity = sample.representativity
        let rows = zip(representativity.tests, representativity.adjusted).compactMap { test, adjusted -> [String]? in
            guard let p = test.p else { return nil }
            let how =
                test.smallSampleMethod.map { $0 == .exact ? "exact" : "simulated" }
                ?? "χ²(\(PlainNumbers.text(test.test.degreesOfFreedom ?? 0, 0))) = "
                + PlainNumbers.text(test.test.statistic ?? 0, 2)
            let largest = test.largestDifference.map { category in
                let points = category.difference ?? 0
                return "\(category.category.name) \(points > 0 ? "+" : "")\(PlainNumbers.text(points, 1)) points"
            }
            return [
                "    " + test.characteristic.name, how, PlainNumbers.p(p),
                adjusted.map { "adjusted \(PlainNumbers.text($0, 3))" } ?? "", largest ?? "",
            ]
        }
        guard !rows.isEmpty else { return [] }
        return ["  Those who answered against the population (a small p: they differ):"]
            + PlainNumbers.table(rows, right: [])
    }

    private func results(of sample: FollowUpSample) -> [String] {
        guard !sample.results.isEmpty else { return [] }
        let rows = sample.results.map { result -> [String] in
            let population = result.estimate.population
            let start = ["    " + result.name]
            guard let share = result.estimate.share.value, let total = result.estimate.total.value else {
                return start + [population == 0 ? "nobody it can be said of" : "no answers of \(population)"]
            }
            func interval(_ estimate: Estimate, _ form: (Double) -> String) -> String {
                estimate.interval.map { " (\(form($0.lowerBound))–\(form($0.upperBound)))" } ?? ""
            }
            let percent = interval(result.estimate.share, PlainNumbers.percent)
            let number = interval(result.estimate.total) { PlainNumbers.text($0, 1) }
            return start + [
                "\(PlainNumbers.percent(share)) %\(percent)",
                "= \(PlainNumbers.text(total, 1))\(number) of \(population)",
                "holds for \(result.observed) of \(result.answers) who answered",
            ]
        }
        return ["  Results, weighted by stratum to the population, with 95 % limits:"]
            + PlainNumbers.table(rows, right: [])
    }

    private var drawLines: [String] {
        let drawn = next.entries.count { $0.role == .drawn }
        let reserve = next.entries.count - drawn
        var lines: [String] = []
        let byDraw = Dictionary(grouping: state.register.entries, by: \.draw).sorted { $0.key < $1.key }
        for (number, entries) in byDraw {
            guard let first = entries.first else { continue }
            let asked = entries.count { $0.role == .drawn }
            lines.append(
                "  draw \(number) as of \(first.day), seed \(first.seed): \(asked) drawn, "
                    + "\(entries.count - asked) in reserve")
        }
        if !lines.isEmpty { lines = ["", "Draws, in \(draws) (keep it: a draw cannot be made again):"] + lines }
        if isDrawn {
            lines.append(next.entries.isEmpty ? "  There was nobody to draw." : "  The last draw was made now.")
        } else if !next.entries.isEmpty {
            lines += [
                "",
                "With --draw, draw \(next.number) (seed \(next.seed)) takes \(drawn) persons, "
                    + "and \(reserve) stand in reserve.",
            ]
        }
        return lines
    }

    private var monthLines: [String] {
        guard !state.months.isEmpty else { return [] }
        let heads = ["due in", "drawn", "answered", "refused", "open", "overdue"]
        let rows = state.months.map { month in
            [month.month] + [month.drawn, month.answered, month.refused, month.open, month.overdue].map { String($0) }
        }
        return ["", "Those drawn, by the month of their follow-up (overdue: \(definition.window) days and no answer):"]
            + PlainNumbers.table([heads] + rows, right: Set(1..<heads.count)).map { "  " + $0 }
    }

    private var lostLines: [String] {
        var lines: [String] = []
        for reason in FollowUpState.Lost.Reason.allCases {
            let count = state.lost.count { $0.reason == reason }
            if count > 0 { lines.append("  \(count) \(reason.words)") }
        }
        if !lines.isEmpty { lines = ["", "Drawn before, and not to be asked now ('stop' in contacts.csv):"] + lines }
        if state.moved > 0 {
            lines += ["", "\(state.moved) of those drawn are in another stratum now, as their data were corrected."]
        }
        return lines
    }

    // MARK: The list of contacts

    static let columns = ["sample", "role", "order", "due", "overdue", "pseudonym", "participation", "codes", "key"]
    /// What stands for a person who is not to be asked any more.
    static let stop = "stop"

    /// A line for each person to be asked, of the reserve, or not to be asked any more; nothing else about them.
    var contacts: String {
        let rows = state.contacts.map { contact in
            [
                String(contact.number), contact.role.rawValue, String(contact.order), contact.due.description,
                contact.isOverdue ? "yes" : "no", contact.id.pseudonym, contact.id.participation, codes.rawValue, key,
            ]
        }
        let stops = state.lost.map { lost in
            ["", Self.stop, "", "", "", lost.id.pseudonym, lost.id.participation, codes.rawValue, key]
        }
        return ([Self.columns] + rows + stops).map { row in
            row.map { ByteTable.cell($0, separator: ",") }.joined(separator: ",") + "\n"
        }.joined()
    }
}
