import Records

/// Who was drawn for a follow-up, draw by draw: written down once and never drawn again.
///
/// A file of its own beside the store, which outlives the store: the store is made from the sources again, and a draw is not. Lines are
/// only ever added.
struct DrawRegister: Sendable {
    enum Role: String, Sendable, Hashable, CaseIterable {
        case drawn, reserve
    }

    /// A person as a draw left them; of several lines of one person the last counts.
    struct Entry: Sendable, Hashable {
        let draw: Int
        /// The as-of day of the draw, and its seed.
        let day: CalendarDay
        let seed: UInt64
        let role: Role
        /// The place in the order of drawing, or among the reserve, from 1.
        let order: Int
        let id: FollowUpUnit.ID
        let place: FollowUpUnit.Place
    }

    /// What is known of a person now.
    struct State: Sendable, Hashable {
        /// The draw that first had the person, who was there to be drawn since.
        let cohort: Int
        let role: Role
        let draw: Int
        let order: Int
        /// Where the person was drawn.
        let place: FollowUpUnit.Place
    }

    private(set) var entries: [Entry] = []
    private(set) var states: [FollowUpUnit.ID: State] = [:]

    static let columns = [
        "draw", "day", "seed", "role", "order", "pseudonym", "participation", "group", "stratum", "key",
    ]

    init() {}

    /// The draws of a file; none where there is no file.
    ///
    /// - Parameter key: The fingerprint of the store's key.
    init(path: String, key: String) throws {
        guard FilePath.exists(path) else { return }
        let bytes = try FilePath.bytes(of: path)
        let table: ByteTable
        do throws(ByteTable.Problem) {
            table = try ByteTable(bytes)
        } catch {
            throw FollowUpError.damaged(path: path, line: 1, what: "it is no list of draws")
        }
        let rows = table.records.filter { !$0.isBlank }.map { (line: $0.line, fields: $0.fields.map(table.text)) }
        guard rows.first?.fields == Self.columns else {
            throw FollowUpError.damaged(
                path: path, line: 1, what: "expected the columns \(Self.columns.joined(separator: ", "))")
        }
        for row in rows.dropFirst() {
            func damaged(_ what: String) -> FollowUpError { .damaged(path: path, line: row.line, what: what) }
            guard row.fields.count == Self.columns.count else {
                throw damaged("\(row.fields.count) cells, and there are \(Self.columns.count) columns")
            }
            guard row.fields[9] == key else { throw FollowUpError.drawsOfOtherKey(path: path) }
            guard let draw = Int(row.fields[0]), let day = CalendarDay(iso: row.fields[1]),
                let seed = UInt64(row.fields[2]), let role = Role(rawValue: row.fields[3]),
                let order = Int(row.fields[4]), draw > 0, order > 0,
                draw >= entries.last?.draw ?? 1, draw <= (entries.last?.draw ?? 0) + 1
            else { throw damaged("this is no line of a draw") }
            add(
                Entry(
                    draw: draw, day: day, seed: seed, role: role, order: order,
                    id: FollowUpUnit.ID(pseudonym: row.fields[5], participation: row.fields[6]),
                    place: FollowUpUnit.Place(group: row.fields[7], stratum: row.fields[8])))
        }
    }

    /// The number of the last draw; 0 before the first.
    var last: Int { entries.last?.draw ?? 0 }

    mutating func add(_ entry: Entry) {
        let cohort = states[entry.id]?.cohort ?? entry.draw
        states[entry.id] = State(
            cohort: cohort, role: entry.role, draw: entry.draw, order: entry.order, place: entry.place)
        entries.append(entry)
    }

    /// The file's text.
    func text(key: String) -> String {
        let rows = entries.map { entry in
            [
                String(entry.draw), entry.day.description, String(entry.seed), entry.role.rawValue,
                String(entry.order), entry.id.pseudonym, entry.id.participation, entry.place.group,
                entry.place.stratum, key,
            ].map { Self.cell($0) }.joined(separator: ",")
        }
        return ([Self.columns.joined(separator: ",")] + rows).map { $0 + "\n" }.joined()
    }

    /// As it is, in quotes where it has to be: the file is read back.
    private static func cell(_ text: String) -> String {
        guard text.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return text }
        return "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }
}
