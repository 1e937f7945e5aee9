import Records
import Statistics

/// The next draw of a follow-up: who of those not drawn before is to be asked.
///
/// The answers wanted of a stratum, over the response rate, are the contacts of the whole stratum; over its population they are the
/// fraction that is to be asked. Each cohort of a stratum (those whom the same draw first found there) is asked to that fraction, rounded
/// up, so that whoever left later has no smaller chance. What follows:
///
/// - Nobody who was drawn before is drawn again, or given up because others came.
/// - A cohort that falls short, since persons turned out not to belong or more answers are wanted, is filled up from its reserve in the
///   order of the draw that made it.
/// - The new cohort is drawn with a seed of its own, the first seed and one more for each draw, and depends neither on the order of rows
///   nor on other strata.
struct FurtherDraw: Sendable {
    let number: Int
    let seed: UInt64
    let entries: [DrawRegister.Entry]

    /// - Parameters:
    ///   - units: Those whose follow-up is due.
    ///   - contacts: How many of each stratum are to be asked in all, at most its units.
    ///   - first: The seed of the first draw.
    init(
        _ units: [FollowUpUnit], contacts: [FollowUpUnit.Place: Int], register: DrawRegister, day: CalendarDay,
        first: UInt64
    ) throws(StatisticsError) {
        let number = register.last + 1
        let seed = first &+ UInt64(register.last)
        var found: [DrawRegister.Entry] = []
        func add(_ unit: FollowUpUnit, _ role: DrawRegister.Role, _ order: Int) {
            found.append(
                DrawRegister.Entry(
                    draw: number, day: day, seed: seed, role: role, order: order, id: unit.id, place: unit.place))
        }
        var fresh: [FollowUpUnit] = []
        var sizes: [String: Int] = [:]
        let byPlace = Dictionary(grouping: units, by: \.place).sorted { $0.key < $1.key }
        for (place, members) in byPlace {
            let cohorts = Dictionary(grouping: members) { register.states[$0.id]?.cohort ?? number }
            for (cohort, some) in cohorts.sorted(by: { $0.key < $1.key }) {
                let wanted = Self.share(contacts[place] ?? 0, of: some.count, in: members.count)
                guard cohort < number else {
                    fresh += some
                    sizes[place.name] = wanted
                    continue
                }
                let drawn = some.count { register.states[$0.id]?.role == .drawn }
                let reserve = some.filter { register.states[$0.id]?.role == .reserve }.sorted { left, right in
                    let (one, other) = (register.states[left.id], register.states[right.id])
                    return (one?.draw ?? 0, one?.order ?? 0, left.id) < (other?.draw ?? 0, other?.order ?? 0, right.id)
                }
                for (place, unit) in reserve.prefix(max(0, wanted - drawn)).enumerated() {
                    add(unit, .drawn, drawn + place + 1)
                }
            }
        }
        let draw = try StratifiedDraw(
            fresh.map { StratifiedDraw.Unit($0.id.text, stratum: $0.place.name) }, sizes: sizes, seed: seed)
        let byText = Dictionary(fresh.map { ($0.id.text, $0) }, uniquingKeysWith: { first, _ in first })
        for part in draw.parts {
            for (place, text) in part.drawn.enumerated() { if let unit = byText[text] { add(unit, .drawn, place + 1) } }
            for (place, text) in part.reserve.enumerated() {
                if let unit = byText[text] { add(unit, .reserve, place + 1) }
            }
        }
        self.number = number
        self.seed = seed
        entries = found
    }

    /// `contacts` · `some` / `whole`, rounded up, and at most `some`.
    static func share(_ contacts: Int, of some: Int, in whole: Int) -> Int {
        guard whole > 0, contacts > 0 else { return 0 }
        let (quotient, rest) = (Int128(contacts) * Int128(some)).quotientAndRemainder(dividingBy: Int128(whole))
        return min(some, Int(clamping: quotient) + (rest > 0 ? 1 : 0))
    }
}
