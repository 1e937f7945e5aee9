import Definitions
import Diagnostics
import Indicators
import Microdata
import Records
import Tabulation
import Testing

/// Rows with a place, a day, a group and a document, and what a catalogue makes of them. The as-of day is 2024-02-29.
struct PlaceSurvey {
    /// A place that is nil is not known, and `x` is one that the code list does not have.
    struct Row {
        let place: String?
        let day: String
        let group: String
        let document: String
    }

    let rows: [Row]

    init(_ rows: [(String?, String, String, String)] = Self.usual) {
        self.rows = rows.map { Row(place: $0.0, day: $0.1, group: $0.2, document: $0.3) }
    }

    /// Five of a, one of them twice, three of b, one each of d and, after the as-of day, of e; three elsewhere.
    static let usual: [(String?, String, String, String)] = [
        ("a", "2022-03-04", "ngo", "d1"), ("a", "2022-03-04", "ngo", "d1"), ("a", "2022-07-01", "firm", "d2"),
        ("a", "2023-01-15", "ngo", "d3"), ("a", "2024-02-29", "ngo", "d4"), ("b", "2022-05-20", "firm", "d5"),
        ("b", "2022-05-21", "firm", "d6"), ("b", "2023-11-30", "ngo", "d7"), ("d", "2023-11-01", "ngo", "d8"),
        (nil, "2022-08-01", "ngo", "d9"), (nil, "2023-02-01", "firm", "d10"), ("x", "2022-09-09", "firm", "d11"),
        ("e", "2024-03-01", "ngo", "d12"),
    ]

    /// A chain a–b–c–d–e, and an island f. Only e has no rank.
    static let places = CodeList(
        name: "places",
        codes: [
            ("a", 100, "b"), ("b", 200, "a c"), ("c", 300, "b d"), ("d", 250, "c e"), ("e", 50, "d"), ("f", 100, nil),
        ].map { code, people, neighbours in
            var attributes = ["people": String(people), "wrong": "zz"]
            attributes["neighbours"] = neighbours
            if code != "e" { attributes["rank"] = "1" }
            return Code(code: code, titles: [:], attributes: attributes)
        })

    static func catalogue(
        _ calculation: String, _ breakdowns: String, population: String = "persons"
    ) throws -> (catalogue: Catalogue, findings: [Finding]) {
        let text = """
            kaiku: 1
            dimensions:
              place: {titles: {en: Place}, code-list: places}
              area: {titles: {en: Area}, expression: place}
              group: {titles: {en: Group}}
            indicators:
              - code: x
                titles: {en: X}
                definition: {en: X.}
                unit: number
                population: \(population)
                calculation: {table: survey, \(calculation)}
                breakdowns: \(breakdowns)

            """
        let reader = DefinitionReader()
        let root = try DefinitionFile.load(text: text, name: "x.yaml").root
        return (Catalogue.decode([root], with: reader), reader.findings)
    }

    private var segment: Segment {
        let places = ["a", "b", "c", "d", "e", "f", "x"]
        let groups = Array(Set(rows.map(\.group))).sorted()
        let documents = Array(Set(rows.map(\.document))).sorted()
        return Segment(
            table: "survey", firstRow: 0, rowCount: rows.count,
            columns: [
                NamedColumn(
                    name: "_line", type: .integer,
                    column: .integers(.int32(rows.indices.map { Int32(clamping: $0) + 2 }), places: 0)),
                NamedColumn(
                    name: "place", type: .code,
                    column: .codes(
                        rows.map { row in
                            row.place.flatMap(places.firstIndex).map { UInt8($0) } ?? Column.firstMissingCode
                        }, dictionary: places)),
                NamedColumn(
                    name: "day", type: .day, column: .days(rows.map { CalendarDay(iso: $0.day)?.number ?? 0 })),
                NamedColumn(
                    name: "group", type: .code,
                    column: .codes(rows.map { UInt8(groups.firstIndex(of: $0.group) ?? 0) }, dictionary: groups)),
                NamedColumn(
                    name: "document", type: .identifier,
                    column: .keys(
                        rows.map { UInt32(documents.firstIndex(of: $0.document) ?? 0) }, dictionary: documents)),
            ])
    }

    /// The figures of an indicator of persons.
    func figures(_ calculation: String, _ breakdowns: String = "[]", threads: Int = 1) throws -> [Figure] {
        let (catalogue, findings) = try Self.catalogue(calculation, breakdowns)
        try #require(findings.isEmpty, "\(findings.map(\.explanation.summary))")
        let day = try #require(CalendarDay(iso: "2024-02-29"))
        let evaluation = Evaluation(
            catalogue: catalogue,
            context: EvaluationContext(codeLists: ["places": Self.places], asOf: day, from: day, to: day))
        let requests = CatalogueRequests(evaluation).all
        let schema = TableSchema(
            name: "survey",
            columns: [
                ColumnSchema(name: "place", type: .code), ColumnSchema(name: "day", type: .day),
                ColumnSchema(name: "group", type: .code), ColumnSchema(name: "document", type: .identifier),
            ])
        let engine = TabulationEngine(
            context: TabulationContext(tables: [schema], asOf: day),
            source: MemorySegments([(SourceID(number: 1), segment)]), threads: threads)
        let answers = Dictionary(
            zip(requests, try engine.tabulations(for: requests)), uniquingKeysWith: { first, _ in first })
        let figures = try #require(evaluation.result(from: answers, threads: threads).sets.first).figures
        let indicator = try #require(catalogue.indicators.first)
        // What the shape promises is what the figures have.
        for figure in figures where figure.value != nil {
            #expect(figure.further.map(\.name).allSatisfy { indicator.furtherNames.contains($0) })
            #expect(indicator.shapes.contains(figure.breakdown.map(\.dimension)))
        }
        return figures
    }
}
