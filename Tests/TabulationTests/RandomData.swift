import GRDB
import Microdata
import Records
import Tabulation

/// A value of a random row; a missing one has a reason in a segment and is NULL in SQL.
enum Cell: Hashable {
    case number(Int)
    case text(String)
    case person(Int)
    case missing(MissingReason)
}

/// A table of random rows: the same in columns, cut into segments, and in SQL.
struct RandomTable {
    let schema: TableSchema
    var rows: [[Cell]]

    /// The rows as segments of random sizes, some empty, over some sources.
    func segments(using generator: inout SeededGenerator) -> [(source: SourceID, segment: Segment)] {
        var segments: [(source: SourceID, segment: Segment)] = []
        var first = 0
        var source: Int64 = 1
        repeat {
            let left = rows.count - first
            let count = generator.chance(0.15) ? 0 : min(left, generator.number(1...max(1, rows.count)))
            let part = Array(rows[first..<first + count])
            let columns = schema.columns.enumerated().map { index, column in
                NamedColumn(
                    name: column.name, type: column.type,
                    column: Self.column(part.map { $0[index] }, column.type, using: &generator))
            }
            let lines = Microdata.Column.integers(.int32((first..<first + count).map { Int32($0 + 2) }), places: 0)
            segments.append(
                (
                    SourceID(number: source),
                    Segment(
                        table: schema.name, firstRow: first, rowCount: count,
                        columns: [NamedColumn(name: "_line", type: .integer, column: lines)] + columns)
                ))
            first += count
            if generator.chance(0.4) { source += 1 }
        } while first < rows.count
        return segments
    }

    private static func column(
        _ cells: [Cell], _ type: FieldType, using generator: inout SeededGenerator
    ) -> Microdata.Column {
        func numbers<Number: ColumnInteger>(_ type: Number.Type) -> [Number] {
            cells.map { cell in
                switch cell {
                case .number(let number): Number(number)
                case .missing(let reason): .missing(reason)
                case .text, .person: .missing(.notAsked)
                }
            }
        }
        // Each segment has a dictionary of its own, in an order of its own, with entries that do not occur.
        let texts = Set(cells.compactMap { if case .text(let text) = $0 { text } else { nil } })
        let dictionary = (texts.sorted() + (generator.chance(0.3) ? ["unused"] : [])).shuffled(using: &generator)
        let places = Dictionary(uniqueKeysWithValues: dictionary.enumerated().map { ($1, $0) })
        switch type {
        case .person:
            return .persons(
                cells.map { cell in
                    if case .person(let number) = cell {
                        Pseudonym(
                            high: UInt64(number) &* 0x9E37_79B9_7F4A_7C15, low: UInt64(number) &* 0xC2B2_AE3D_27D4_EB4F)
                    } else {
                        .missing
                    }
                })
        case .code:
            return .codes(
                cells.map { cell in
                    switch cell {
                    case .text(let text): UInt8(places[text] ?? 0)
                    case .missing(let reason): Microdata.Column.firstMissingCode + reason.rawValue
                    case .number, .person: Microdata.Column.firstMissingCode
                    }
                }, dictionary: dictionary)
        case .identifier:
            return .keys(
                cells.map { cell in
                    switch cell {
                    case .text(let text): UInt32(places[text] ?? 0)
                    case .missing(let reason): UInt32.max - UInt32(reason.rawValue)
                    case .number, .person: .max
                    }
                }, dictionary: dictionary)
        case .title, .text, .quotation:
            var bytes = [UInt8]()
            var offsets: [UInt32] = [0]
            for cell in cells {
                if case .text(let text) = cell { bytes += Array(text.utf8) }
                offsets.append(UInt32(bytes.count))
            }
            return .texts(bytes: bytes, offsets: offsets)
        case .day: return .days(numbers(Int32.self))
        case .moment: return .moments(numbers(Int64.self))
        case .decimal(let declared): return .integers(.int32(numbers(Int32.self)), places: declared)
        case .integer, .boolean, .textLength, .headcount:
            let reach = cells.map { if case .number(let number) = $0 { abs(number) } else { 0 } }.max() ?? 0
            let width = reach <= 120 ? generator.number(0...3) : reach <= 32000 ? generator.number(1...3) : 3
            switch width {
            case 0: return .integers(.int8(numbers(Int8.self)), places: 0)
            case 1: return .integers(.int16(numbers(Int16.self)), places: 0)
            case 2: return .integers(.int32(numbers(Int32.self)), places: 0)
            default: return .integers(.int64(numbers(Int64.self)), places: 0)
            }
        }
    }

    /// Makes the table in SQL, its rows numbered in order.
    func create(in database: Database) throws {
        let names = schema.columns.map { "\"\($0.name)\"" }
        try database.execute(
            sql: "CREATE TABLE \"\(schema.name)\" (rowid INTEGER PRIMARY KEY, \(names.joined(separator: ", ")))")
        let marks = names.map { _ in "?" }.joined(separator: ", ")
        let statement = try database.makeStatement(
            sql: "INSERT INTO \"\(schema.name)\" (\(names.joined(separator: ", "))) VALUES (\(marks))")
        for row in rows {
            try statement.execute(
                arguments: StatementArguments(
                    row.map { cell -> DatabaseValue in
                        switch cell {
                        case .number(let number): number.databaseValue
                        case .text(let text): text.databaseValue
                        case .person(let number): number.databaseValue
                        case .missing: .null
                        }
                    }))
        }
    }
}

/// The tables that random requests are asked of.
enum RandomTables {
    static let regions = ["01", "02", "04", "19", "öst"]
    static let waves = ["before", "during", "after"]
    static let events = (1...7).map { "e\($0)" }

    /// 02 was in the west until the end of 2022; 19 was the arctic until May 2023, and the east from June 2023 to August.
    private static let versions = [
        "02": [CodeVersion(vintage: "old", validity: Validity(to: day(19_357)), attributes: ["part": "west"])],
        "19": [
            CodeVersion(vintage: "old", validity: Validity(to: day(19_508)), attributes: ["part": "arctic"]),
            CodeVersion(validity: Validity(from: day(19_509), to: day(19_600)), attributes: ["part": "east"]),
        ],
    ]

    private static func day(_ number: Int32) -> CalendarDay { CalendarDay(number: number) }

    static let context = TabulationContext(
        tables: [response, event],
        codeLists: [
            CodeList(
                name: "region",
                codes: zip(regions, ["south", "south", "west", "north", nil]).map { code, part in
                    Code(
                        code: code, titles: [:], attributes: part.map { ["part": $0] } ?? ["other": "x"],
                        versions: versions[code] ?? [])
                }),
            CodeList(name: "wave", codes: waves.map { Code(code: $0, titles: [:]) }),
        ],
        asOf: CalendarDay(year: 2024, month: 2, day: 29))

    static let response = TableSchema(
        name: "response",
        columns: [
            ColumnSchema(name: "person", type: .person), ColumnSchema(name: "wave", type: .code, codeList: "wave"),
            ColumnSchema(name: "region", type: .code, codeList: "region"), ColumnSchema(name: "sector", type: .code),
            ColumnSchema(name: "score", type: .integer), ColumnSchema(name: "length", type: .textLength),
            ColumnSchema(name: "amount", type: .decimal(places: 2)), ColumnSchema(name: "agreed", type: .boolean),
            ColumnSchema(name: "birth", type: .day), ColumnSchema(name: "on", type: .day),
            ColumnSchema(name: "at", type: .moment),
            ColumnSchema(name: "event", type: .identifier, references: "event"),
            ColumnSchema(name: "title", type: .title),
        ],
        derived: [DerivedColumn(name: "grown", expression: "age_at(birth, on) >= 18")])

    static let event = TableSchema(
        name: "event",
        columns: [
            ColumnSchema(name: "event", type: .identifier), ColumnSchema(name: "kind", type: .code),
            ColumnSchema(name: "region", type: .code, codeList: "region"), ColumnSchema(name: "start", type: .day),
            ColumnSchema(name: "size", type: .integer),
        ], key: "event")

    /// - Parameter reasons: The reasons that missing values have.
    static func responses(reasons: [MissingReason], using generator: inout SeededGenerator) -> RandomTable {
        let count = generator.pick([0, 1, 2, 5, 20, 60, 150])
        let missing = generator.pick([0, 0.1, 0.4])
        let persons = generator.number(1...40)
        let rows = (0..<count).map { _ -> [Cell] in
            func or(_ cell: Cell, _ generator: inout SeededGenerator) -> Cell {
                generator.chance(missing) ? .missing(generator.pick(reasons)) : cell
            }
            return [
                or(.person(generator.number(1...persons)), &generator),
                or(.text(generator.pick(waves)), &generator), or(.text(generator.pick(regions)), &generator),
                or(.text(generator.pick(["ngo", "public", "firm"])), &generator),
                or(.number(generator.number(1...5)), &generator), or(.number(generator.number(0...700)), &generator),
                or(.number(generator.number(-9999...99999)), &generator),
                or(.number(generator.number(0...1)), &generator),
                or(.number(generator.number(-4000...19000)), &generator),
                or(.number(generator.number(19000...20000)), &generator),
                or(.number(generator.number(1_690_000_000...1_700_000_000)), &generator),
                or(.text(generator.pick(events + ["e8", "e9"])), &generator),
                generator.chance(missing)
                    ? .missing(.notAnswered) : .text(generator.pick(["Ääni", "b", "c c", "it's"])),
            ]
        }
        return RandomTable(schema: response, rows: rows)
    }

    static func events(using generator: inout SeededGenerator) -> RandomTable {
        let rows = events.shuffled(using: &generator).prefix(generator.number(0...7)).map { key -> [Cell] in
            [
                .text(key), .text(generator.pick(["day", "workshop"])),
                generator.chance(0.2) ? .missing(.notApplicable) : .text(generator.pick(regions)),
                generator.chance(0.2) ? .missing(.notApplicable) : .number(generator.number(18900...20100)),
                .number(generator.number(1...300)),
            ]
        }
        return RandomTable(schema: event, rows: Array(rows))
    }
}
