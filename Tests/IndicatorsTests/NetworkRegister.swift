import Definitions
import Diagnostics
import Indicators
import Microdata
import Records
import Tabulation
import Testing

/// Organisations, ties between them, attendances and adoptions, and what a catalogue makes of them.
struct NetworkRegister {
    /// An organisation: its identifier, which is its title too, its group (nil where not known) and whether it may be named.
    struct Organisation {
        var key: String
        var group: String?
        var isPublic = true
    }

    /// A tie: its ends (nil where not recorded), its weight, its year and its kind, and since how many months after January 2023 it has
    /// been there (nil where not recorded).
    struct Tie {
        var from: String?
        var to: String?
        var weight: Int? = 1
        var year = 2023
        var kind = "project"
        var since: Int? = 0
    }

    struct Attendance {
        var person: UInt64
        var organisation: String?
        var event: String
        var group = "x"
    }

    struct Adoption {
        var adopter: String
        /// Months after January 2023.
        var month: Int
        var innovation = "i"
    }

    var organisations: [Organisation] = []
    var ties: [Tie] = []
    var attendances: [Attendance] = []
    var adoptions: [Adoption] = []

    /// The groups of organisations a to l; that of l is not known.
    static let groups = ["xxxxyyyyzzz", "abcdefghijk"]
    /// Ties of two years, each by the letters of its ends.
    static let before = ["ab", "ac", "bc", "cd", "de", "ef", "eg", "fg", "gh"]
    static let after = ["ab", "ac", "cd", "de", "ef", "gh", "fg", "hi", "ij", "cj", "af", "bi"]

    /// Organisations a to l with the ties of both years.
    static var twoYears: NetworkRegister {
        var register = NetworkRegister()
        register.organisations =
            zip(groups[1], groups[0]).map { Organisation(key: String($0), group: String($1)) }
            + [Organisation(key: "l", group: nil)]
        func ties(_ names: [String], _ year: Int) -> [Tie] {
            names.map { Tie(from: String($0.prefix(1)), to: String($0.suffix(1)), year: year) }
        }
        register.ties = ties(before, 2022) + ties(after, 2023)
        return register
    }

    /// The networks that indicators name: of ties with and without a table of nodes, and of attendance.
    static let networks = """
        networks:
          cooperation:
            ties: {table: tie, from: organisation, to: other}
            nodes: {table: organisation, key: organisation, title: name, public: public, attributes: {group: group}}
          bare: {ties: {table: tie, from: organisation, to: other}}
          weighted:
            ties: {table: tie, from: organisation, to: other, weight: weight}
            nodes: {table: organisation, key: organisation, attributes: {group: group}}
          directed: {ties: {table: tie, from: organisation, to: other, directed: true}}
          persons: {attendance: {table: attendance, person: person, event: event, attributes: {group: group}}}
          meetings:
            attendance: {table: attendance, organisation: organisation, event: event}
            nodes: {table: organisation, key: organisation, title: name, attributes: {group: group}}
          pairs: {attendance: {table: attendance, organisation: organisation, event: event, least: 2}}
        spreads:
          adoptions: {table: adoption, innovation: innovation, adopter: adopter, day: day}
        """

    /// A catalogue with one indicator, `x`, and what was found wrong with it.
    static func catalogue(
        _ calculation: String, unit: String = "number", further: [String] = []
    ) throws -> (catalogue: Catalogue, findings: [Finding]) {
        let lines = [
            "kaiku: 1", "dimensions: {kind: {titles: {en: Kind}}, innovation: {titles: {en: Innovation}}}", networks,
            "indicators:", "  - code: x", "    titles: {en: X}", "    definition: {en: X.}", "    unit: \(unit)",
            "    population: organisations", "    calculation: \(calculation)",
        ]
        let text = (lines + further.map { "    " + $0 }).joined(separator: "\n") + "\n"
        let reader = DefinitionReader()
        let catalogue = Catalogue.decode([try DefinitionFile.load(text: text, name: "x.yaml").root], with: reader)
        return (catalogue, reader.findings)
    }

    func evaluated(
        _ calculation: String, unit: String = "number", further: [String] = [], threads: Int = 1
    ) throws -> (result: EvaluationResult, indicator: Indicator) {
        let (catalogue, findings) = try Self.catalogue(calculation, unit: unit, further: further)
        try #require(findings.isEmpty, "\(findings.map(\.explanation.summary))")
        let day = CalendarDay(number: 19_782)
        let evaluation = Evaluation(
            catalogue: catalogue, context: EvaluationContext(codeLists: [:], asOf: day, from: day, to: day))
        let requests = CatalogueRequests(evaluation).all
        let engine = TabulationEngine(
            context: TabulationContext(tables: Self.schemas, asOf: day),
            source: MemorySegments(segments.enumerated().map { (SourceID(number: Int64($0) + 1), $1) }),
            threads: threads)
        let answers = Dictionary(
            zip(requests, try engine.tabulations(for: requests)), uniquingKeysWith: { first, _ in first })
        return (evaluation.result(from: answers, threads: threads), try #require(catalogue.indicators.first))
    }

    /// The figures of an indicator.
    func figures(
        _ calculation: String, unit: String = "number", further: [String] = [], threads: Int = 1
    ) throws -> [Figure] {
        let (result, indicator) = try evaluated(calculation, unit: unit, further: further, threads: threads)
        let figures = try #require(result.sets.first).figures
        // What the shape promises is what the figures have.
        for figure in figures where figure.value != nil {
            #expect(figure.further.map(\.name) == indicator.furtherNames)
            #expect(indicator.shapes.contains(figure.breakdown.map(\.dimension)))
        }
        return figures
    }

    // MARK: Tables

    private static let schemas = [
        TableSchema(
            name: "organisation",
            columns: [
                ColumnSchema(name: "organisation", type: .identifier), ColumnSchema(name: "name", type: .title),
                ColumnSchema(name: "group", type: .code), ColumnSchema(name: "public", type: .boolean),
            ], key: "organisation"),
        TableSchema(
            name: "tie",
            columns: [
                ColumnSchema(name: "organisation", type: .identifier), ColumnSchema(name: "other", type: .identifier),
                ColumnSchema(name: "weight", type: .integer), ColumnSchema(name: "year", type: .integer),
                ColumnSchema(name: "kind", type: .code), ColumnSchema(name: "since", type: .day),
            ]),
        TableSchema(
            name: "attendance",
            columns: [
                ColumnSchema(name: "person", type: .person), ColumnSchema(name: "organisation", type: .identifier),
                ColumnSchema(name: "event", type: .identifier), ColumnSchema(name: "group", type: .code),
            ]),
        TableSchema(
            name: "adoption",
            columns: [
                ColumnSchema(name: "innovation", type: .identifier), ColumnSchema(name: "adopter", type: .identifier),
                ColumnSchema(name: "day", type: .day),
            ]),
    ]

    private var segments: [Segment] {
        func segment(_ table: String, _ count: Int, _ columns: [NamedColumn]) -> Segment {
            Segment(
                table: table, firstRow: 0, rowCount: count,
                columns: [
                    NamedColumn(
                        name: "_line", type: .integer,
                        column: .integers(.int32((0..<count).map { Int32(clamping: $0) + 2 }), places: 0))
                ] + columns)
        }
        func keys(_ name: String, _ values: [String?], _ type: FieldType = .identifier) -> NamedColumn {
            let all = Array(Set(values.compactMap(\.self))).sorted()
            return NamedColumn(
                name: name, type: type,
                column: .keys(
                    values.map { value in value.flatMap(all.firstIndex(of:)).map { UInt32($0) } ?? .max },
                    dictionary: all))
        }
        func codes(_ name: String, _ values: [String?]) -> NamedColumn {
            let all = Array(Set(values.compactMap(\.self))).sorted()
            return NamedColumn(
                name: name, type: .code,
                column: .codes(
                    values.map { value in
                        value.flatMap(all.firstIndex(of:)).map { UInt8($0) } ?? Column.firstMissingCode
                    },
                    dictionary: all))
        }
        func numbers(_ name: String, _ values: [Int?], _ type: FieldType = .integer) -> NamedColumn {
            NamedColumn(
                name: name, type: type,
                column: .integers(
                    .int32(values.map { $0.map { Int32(clamping: $0) } ?? .missing(.notAnswered) }), places: 0))
        }
        // In the middle of months after January 2023.
        func days(_ name: String, _ months: [Int?]) -> NamedColumn {
            NamedColumn(
                name: name, type: .day,
                column: .days(
                    months.map { month in
                        month.map { CalendarDay(year: 2023 + $0 / 12, month: $0 % 12 + 1, day: 15)?.number ?? 0 }
                            ?? .missing(.notAnswered)
                    }))
        }
        return [
            segment(
                "organisation", organisations.count,
                [
                    keys("organisation", organisations.map(\.key)), keys("name", organisations.map(\.key), .title),
                    codes("group", organisations.map(\.group)),
                    numbers("public", organisations.map { $0.isPublic ? 1 : 0 }, .boolean),
                ]),
            segment(
                "tie", ties.count,
                [
                    keys("organisation", ties.map(\.from)), keys("other", ties.map(\.to)),
                    numbers("weight", ties.map(\.weight)), numbers("year", ties.map(\.year)),
                    codes("kind", ties.map(\.kind)), days("since", ties.map(\.since)),
                ]),
            segment(
                "attendance", attendances.count,
                [
                    NamedColumn(
                        name: "person", type: .person,
                        column: .persons(attendances.map { Pseudonym(high: 0, low: $0.person) })),
                    keys("organisation", attendances.map(\.organisation)), keys("event", attendances.map(\.event)),
                    codes("group", attendances.map(\.group)),
                ]),
            segment(
                "adoption", adoptions.count,
                [
                    keys("innovation", adoptions.map(\.innovation)), keys("adopter", adoptions.map(\.adopter)),
                    days("day", adoptions.map(\.month)),
                ]),
        ]
    }
}
