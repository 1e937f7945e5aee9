import Records

/// A person who took part once, drawn at random, and the indicators of both programmes that the person belongs to, by rules that are written
/// from the annexes and not from the packs.
struct RuleModel {
    /// The row of the participation.
    let values: [String: String]
    /// What was heard later: days after the exit, and the status.
    let heard: [(after: Int, status: String)]

    // MARK: Drawing

    private static let choices: [(column: String, values: [String])] = [
        ("gender", ["F", "F", "F", "M", "M", "X", ""]),
        ("labour_status", ["employed", "employed", "unemployed", "long-term-unemployed", "inactive", "inactive", ""]),
        ("education", ["0", "1", "2", "3", "4", "5", "6", "7", "8", "3", "6", ""]),
        ("exit", ["2023-09-01", "2023-11-15", "2023-12-31", "2024-01-01", ""]),
        ("exit_status", ["employed", "education", "qualification", "job-searching", "unemployed", "unchanged", ""]),
        ("status_after", ["employed", "unemployed", ""]),
        ("unemployed_since", ["2022-05-01", "2022-12-01", "2023-02-20", ""]),
    ]
    private static let questions = [
        "in_education", "disability", "third_country", "foreign_background", "minority", "homeless", "rural",
        "other_disadvantage", "improved_after",
    ]
    private static let statuses = [
        "employed", "education", "qualification", "job-searching", "unemployed", "unchanged",
    ]

    init(using numbers: inout LawTests.Numbers) {
        var values: [String: String] = [:]
        for (column, choices) in Self.choices { values[column] = choices.randomElement(using: &numbers) }
        for question in Self.questions { values[question] = ["yes", "no", "no", ""].randomElement(using: &numbers) }
        values["entry"] = Self.day(of: 2023, 3...8, &numbers)
        // Many birthdays lie around the limits of ages.
        let year = [2006, 2005, 2004, 1999, 1998, 1997, 1994, 1993, 1992, 1969, 1968, 1967].randomElement(
            using: &numbers)
        values["birth_date"] = Self.day(of: year ?? 1980, 3...8, &numbers)
        self.values = values
        heard = (0..<Int.random(in: 0...2, using: &numbers)).map { place in
            // On different days, so that one of them is the last.
            let after = Int.random(in: 0...16, using: &numbers) * 2 + place
            return (after, Self.statuses.randomElement(using: &numbers) ?? "unchanged")
        }
    }

    private static func day(of year: Int, _ months: ClosedRange<Int>, _ numbers: inout LawTests.Numbers) -> String {
        let (month, day) = (Int.random(in: months, using: &numbers), Int.random(in: 1...28, using: &numbers))
        return "\(year)-0\(month)-" + (day < 10 ? "0" : "") + "\(day)"
    }

    /// The rows of the person, in an operation.
    func add(to build: inout RulePackBuild, person: String, operation: String) {
        build.participations.append(values.merging(["person": person, "operation": operation]) { $1 })
        guard let exit = values["exit"].flatMap({ CalendarDay(iso: $0) }) else { return }
        for event in heard {
            let day = CalendarDay(number: exit.number + Int32(event.after))
            build.events.append(
                ["person": person, "operation": operation, "date": day.description, "status": event.status])
        }
    }

    // MARK: Rules

    private func text(_ column: String) -> String { values[column] ?? "" }
    private func said(_ question: String) -> Bool { text(question) == "yes" }
    private var isUnemployed: Bool { text("labour_status").hasSuffix("unemployed") }
    private var isInactive: Bool { text("labour_status") == "inactive" }
    private var isEmployed: Bool { text("labour_status") == "employed" }
    private var isDisadvantaged: Bool {
        ["disability", "third_country", "foreign_background", "minority", "other_disadvantage"].contains(where: said)
    }
    private var hasLeft: Bool { !text("exit").isEmpty && text("exit") <= RulePackBuild.asOf }

    /// Full years: one less before the birthday of the year of entry. Days are written so that later ones come later as texts.
    private var age: Int {
        let (entry, birth) = (text("entry"), text("birth_date"))
        return (Int(entry.prefix(4)) ?? 0) - (Int(birth.prefix(4)) ?? 0) - (entry.suffix(5) < birth.suffix(5) ? 1 : 0)
    }

    /// Whether the unemployment has lasted for so many full months.
    private func isLongTerm(_ months: Int) -> Bool {
        guard isUnemployed else { return false }
        let (entry, since) = (text("entry"), text("unemployed_since"))
        if since.isEmpty { return text("labour_status").hasPrefix("long") }
        func month(of day: String) -> Int {
            (Int(day.prefix(4)) ?? 0) * 12 + (Int(day.dropFirst(5).prefix(2)) ?? 0)
        }
        return month(of: entry) - month(of: since) - (entry.suffix(2) < since.suffix(2) ? 1 : 0) >= months
    }

    /// The codes of all indicators that count the person.
    var codes: Set<String> {
        var codes: Set<String> = ["participants-grand-total"]
        func add(_ names: String..., if holds: Bool) { if holds { codes.formUnion(names) } }
        add("participants-not-exited", if: !hasLeft)
        let level = Int(text("education"))
        let isComplete = !text("gender").isEmpty && !text("labour_status").isEmpty && level != nil
        add("participants-incomplete", "participants-incomplete-2014", if: !isComplete)
        guard isComplete, let level else { return codes }
        add("EECO01", "participants-complete-2014", if: true)
        add("EECO02", "CO01", if: isUnemployed)
        add("EECO03", if: isLongTerm(12))
        add("CO02", if: isLongTerm(age < 25 ? 6 : 12))
        add("EECO04", "CO03", if: isInactive)
        add("CO04", if: isInactive && text("in_education") == "no")
        add("EECO05", "CO05", if: isEmployed)
        add("EECO06", if: age < 18)
        add("EECO07", if: age >= 18 && age < 30)
        add("CO06", if: age < 25)
        add("EECO08", "CO07", if: age > 54)
        add("CO08", if: age > 54 && (isUnemployed || isInactive && text("in_education") == "no"))
        add("EECO09", if: level < 3)
        add("CO09", if: level == 1 || level == 2)
        add("EECO10", "CO10", if: level == 3 || level == 4)
        add("EECO11", "CO11", if: level > 4)
        add("EECO12", "CO16", if: said("disability"))
        add("EECO13", if: said("third_country"))
        add("EECO14", if: said("foreign_background"))
        add("EECO15", if: said("minority"))
        add("CO15", if: said("third_country") || said("foreign_background") || said("minority"))
        add("EECO16", "CO18", if: said("homeless"))
        add("EECO17", "CO19", if: said("rural"))
        add("CO17", if: said("other_disadvantage"))
        return hasLeft ? codes.union(results) : codes
    }

    private var results: Set<String> {
        let exit = CalendarDay(iso: text("exit"))?.number ?? 0
        let window = heard.filter { event in
            // What is dated after the as-of day is not known yet.
            event.after <= 28 && CalendarDay(number: exit + Int32(event.after)).description <= RulePackBuild.asOf
        }.sorted { $0.after < $1.after }
        let work = window.last { ["employed", "job-searching", "unemployed"].contains($0.status) }?.status
        let last = work ?? text("exit_status")
        let said = Set(window.map(\.status) + [text("exit_status")])
        var codes: Set<String> = []
        if isInactive, last == "job-searching" { codes.formUnion(["EECR01", "CR01"]) }
        if text("in_education") == "no", said.contains("education") { codes.formUnion(["EECR02", "CR02"]) }
        if said.contains("qualification") { codes.formUnion(["EECR03", "CR03"]) }
        if !isEmployed, last == "employed" { codes.formUnion(["EECR04", "CR04"]) }
        if isDisadvantaged, !codes.isEmpty { codes.insert("CR05") }
        if isEmployed, self.said("improved_after") { codes.formUnion(["EECR06", "CR07"]) }
        if !isEmployed, text("status_after") == "employed" {
            codes.formUnion(["EECR05", "CR06"])
            if age > 54 { codes.insert("CR08") }
            if isDisadvantaged { codes.insert("CR09") }
        }
        return codes
    }
}
