import Records
import Testing

@testable import Pipeline

/// Who looks like the audience of an event, on rows that are few enough to be looked at.
struct AudienceRuleTests {
    private static func day(_ text: String) -> Int32 { CalendarDay(iso: text)?.number ?? 0 }

    private static let rule = AudienceRule(
        participants: "participation", attendance: "attendance", events: "event", kinds: ["day"], least: 2)
    private static let talk = AudienceRule.Events(names: ["SAT", "SIP"], days: day("2023-11-07")...day("2023-11-07"))
    private static let fair = AudienceRule.Events(names: ["FAIR"], days: day("2023-11-06")...day("2023-11-08"))

    private static func row(
        _ person: String, _ line: Int, _ entry: String, _ exit: String?
    ) -> AudienceRule.Row {
        AudienceRule.Row(
            person: person, line: line, entry: day(entry), exit: exit.map(day), hasCharacteristics: true)
    }

    private static func found(
        _ rows: [AudienceRule.Row], others: [AudienceRule.Row] = [], _ events: [AudienceRule.Events] = [talk],
        attended: [String: Set<String>] = [:]
    ) -> [AudienceRule.Found] {
        rule.audiences(rows, all: rows + others, events: events, attended: attended)
    }

    @Test func whoComesForTheDayIsAnAudience() {
        let rows = [
            Self.row("a", 2, "2023-11-07", "2023-11-07"), Self.row("b", 3, "2023-11-07", "2023-11-08"),
            Self.row("c", 4, "2023-11-07", "2023-11-07"), Self.row("d", 5, "2023-11-06", "2023-11-07"),
        ]
        let found = Self.found(rows)
        #expect(found == [AudienceRule.Found(events: ["SAT", "SIP"], lines: [2, 4], count: 2)])
    }

    @Test func whoTakesPartOnOtherDaysToIsNone() {
        let rows = [
            Self.row("a", 2, "2023-11-07", "2023-11-07"), Self.row("b", 3, "2023-11-07", "2023-11-07"),
            Self.row("c", 4, "2023-11-07", "2023-11-07"),
        ]
        // In another file c began in September.
        let found = Self.found(rows, others: [Self.row("c", 9, "2023-09-01", "2023-10-01")])
        #expect(found.map(\.lines) == [[2, 3]])
    }

    @Test func anOpenEndIsOneOfWhoeverWasThere() {
        let rows = [
            Self.row("a", 2, "2023-11-07", nil), Self.row("b", 3, "2023-11-07", nil),
            Self.row("c", 4, "2023-11-07", nil),
        ]
        #expect(Self.found(rows).isEmpty)
        // a was at one of the events of that day, b at the other; who c is nobody knows.
        let found = Self.found(rows, attended: ["SAT": ["a"], "SIP": ["b"]])
        #expect(found.map(\.lines) == [[2, 3]])
    }

    @Test func fewRowsAndEventsThatLastLonger() {
        let rows = [
            Self.row("a", 2, "2023-11-07", "2023-11-07"), Self.row("b", 3, "2023-11-06", "2023-11-08"),
            Self.row("c", 4, "2023-11-08", "2023-11-08"),
        ]
        // One row of the talk's day is too few; of the fair's days there are three.
        #expect(Self.found(rows).isEmpty)
        #expect(Self.found(rows, [Self.talk, Self.fair]).map(\.lines) == [[2, 3, 4]])
    }
}
