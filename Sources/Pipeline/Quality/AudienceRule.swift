/// Finds participants who look like the audience of an event: an attendance list that was taken for participation.
///
/// Event attendances, people reached and participants are three counters. Who hears a talk, or uses an open service, is no participant of an
/// ESF operation (rakennerahastot.fi, data on persons taking part in an ESF project), and a start form is collected only when the action
/// aims at a change in the person (ELY Centre, wrong entries in ESR-Henkilö).
public struct AudienceRule: Sendable, Hashable {
    /// The tables of participation, of attendance and of events.
    public let participants: String
    public let attendance: String?
    public let events: String
    /// The kinds of events whose audience is no participant; empty for all.
    public let kinds: [String]
    /// Fewer rows than this are no finding: one person's participation may well be short.
    public let least: Int

    public init(participants: String, attendance: String?, events: String, kinds: [String], least: Int) {
        self.participants = participants
        self.attendance = attendance
        self.events = events
        self.kinds = kinds
        self.least = least
    }

    /// The events of some days, which a participation of these days cannot tell apart.
    struct Events: Hashable {
        var names: [String]
        let days: ClosedRange<Int32>
    }

    /// A row of participation.
    struct Row {
        let person: String
        let line: Int?
        let entry: Int32?
        let exit: Int32?
        let hasCharacteristics: Bool
    }

    /// Rows that look like the audience of an event, or of one of several on the same days.
    struct Found: Hashable {
        let events: [String]
        let lines: [Int]
        let count: Int
    }

    /// The rows of a file that look like the audience of an event, event by event.
    ///
    /// Such a row lies within the event's days; one without an end does so when the person was at the event. Whoever takes part on other
    /// days as well is no mere audience.
    ///
    /// - Parameters:
    ///   - all: The rows of the whole table, which tell of the other days.
    ///   - attended: The persons at each event.
    func audiences(_ file: [Row], all: [Row], events: [Events], attended: [String: Set<String>]) -> [Found] {
        func isWithin(_ row: Row, _ event: Events) -> Bool {
            guard let entry = row.entry, event.days.contains(entry) else { return false }
            if let exit = row.exit { return event.days.contains(exit) }
            return !row.person.isEmpty && event.names.contains { attended[$0]?.contains(row.person) ?? false }
        }
        let byPerson = Dictionary(grouping: all.filter { !$0.person.isEmpty }, by: \.person)
        var left = Set(file.indices)
        return events.compactMap { event in
            let found = file.indices.filter { place in
                left.contains(place) && isWithin(file[place], event)
                    && (byPerson[file[place].person] ?? []).allSatisfy { isWithin($0, event) }
            }
            guard found.count >= least else { return nil }
            // What is told of one event is not told again of another that lasted longer.
            left.subtract(found)
            return Found(events: event.names, lines: found.compactMap { file[$0].line }, count: found.count)
        }
    }
}
