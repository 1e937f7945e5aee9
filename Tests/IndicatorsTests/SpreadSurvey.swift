import Definitions
import Diagnostics
import Microdata
import Records
import Tabulation
import Testing

@testable import Indicators

/// A few adoptions with their innovations, adopters and elements, and what a catalogue makes of them.
struct SpreadSurvey {
    /// The as-of day, 2024-02-29.
    static let asOf = CalendarDay(number: 19_782)

    /// A step, on a day counted from 200 days before the as-of day, 2023-08-13; nil for what is not known.
    struct Step {
        var innovation: String?
        var adopter: String?
        var stage: String
        var day: Int?
        var source: String?
        var sector: String?
        var learnedSector: String?
        var region: String
    }

    var steps: [Step]
    /// Innovations: key, owner, day of publication, the one it was made from.
    var innovations: [(String, String?, Int?, String?)] = []
    /// Adopters: key, name, whether they may be named.
    var adopters: [(String, String, Bool)] = []
    /// Uses: innovation, adopter, element, use.
    var uses: [(String, String, String, String)] = []
    /// The column of innovations that is declared as their title; nil for none.
    var titleOfInnovation: String?

    static let stages = ["interest", "trial", "adopted", "abandoned"]

    /// A: its owner O taught X, X taught Y, Y taught Z; nobody knows who taught V; W is interested. B: its owner P taught X, X taught Y.
    static let example = SpreadSurvey(
        steps: [
            step("A", "X", "interest", 10), step("A", "X", "adopted", 20, "O", learned: "s9"),
            step("A", "Y", "interest", 15), step("A", "Y", "trial", 25), step("A", "Y", "adopted", 40, "X"),
            step("A", "Z", "adopted", 50, "Y"), step("A", "W", "interest", 30), step("A", "V", "adopted", 60),
            step("A", "X", "abandoned", 100), step("B", "X", "adopted", 30, "P", learned: "s1"),
            step("B", "Y", "adopted", 70, "X"),
        ],
        innovations: [("A", "O", 0, nil), ("B", "P", 10, "A"), ("C", "O", 150, "B"), ("D", nil, nil, nil)],
        adopters: [("X", "Xenon", true), ("Y", "Yttrium", false), ("O", "Oxygen", true)],
        uses: [
            ("A", "X", "e1", "kept"), ("A", "X", "e2", "kept"), ("A", "Y", "e1", "kept"), ("A", "Y", "e2", "adapted"),
            ("A", "Z", "e1", "dropped"), ("A", "Z", "e2", "adapted"), ("B", "X", "f1", "kept"),
            ("B", "W", "f1", "dropped"),
        ])

    /// Of the north are X, Z and W, of sector 1 X, Z and W, of sector 2 Y; the sector of V is not known.
    static func step(
        _ innovation: String?, _ adopter: String?, _ stage: String, _ day: Int?, _ source: String? = nil,
        learned: String? = nil
    ) -> Step {
        Step(
            innovation: innovation, adopter: adopter, stage: stage, day: day, source: source,
            sector: adopter == "V" ? nil : adopter == "Y" ? "s2" : "s1", learnedSector: learned,
            region: ["X", "Z", "W"].contains(adopter) ? "north" : "south")
    }

    // MARK: Tables

    private static func keys(_ name: String, _ values: [String?]) -> NamedColumn {
        let list = Array(Set(values.compactMap(\.self)))
        return NamedColumn(
            name: name, type: .identifier,
            column: .keys(
                values.map { value in
                    value.flatMap(list.firstIndex(of:)).map { UInt32($0) }
                        ?? .max - UInt32(MissingReason.notAnswered.rawValue)
                }, dictionary: list))
    }

    private static func codes(_ name: String, _ values: [String?]) -> NamedColumn {
        let list = Array(Set(values.compactMap(\.self)))
        return NamedColumn(
            name: name, type: .code,
            column: .codes(
                values.map { value in
                    value.flatMap(list.firstIndex(of:)).map { UInt8($0) }
                        ?? Column.firstMissingCode + MissingReason.notAnswered.rawValue
                }, dictionary: list))
    }

    private static func days(_ name: String, _ values: [Int?]) -> NamedColumn {
        NamedColumn(
            name: name, type: .day,
            column: .days(
                values.map { $0.map { asOf.number - 200 + Int32(clamping: $0) } ?? .missing(.notAnswered) }))
    }

    private static func flags(_ name: String, _ values: [Bool]) -> NamedColumn {
        NamedColumn(name: name, type: .boolean, column: .integers(.int8(values.map { $0 ? 1 : 0 }), places: 0))
    }

    private static func segment(_ table: String, _ rows: Int, _ columns: [NamedColumn]) -> Segment {
        let lines = NamedColumn(
            name: "_line", type: .integer,
            column: .integers(.int32((0..<rows).map { Int32(clamping: $0) + 2 }), places: 0))
        return Segment(table: table, firstRow: 0, rowCount: rows, columns: [lines] + columns)
    }

    private var segments: [Segment] {
        [
            Self.segment(
                "adoption", steps.count,
                [
                    Self.keys("innovation", steps.map(\.innovation)), Self.keys("adopter", steps.map(\.adopter)),
                    Self.codes("stage", steps.map(\.stage)), Self.days("date", steps.map(\.day)),
                    Self.keys("learned_from", steps.map(\.source)), Self.codes("sector", steps.map(\.sector)),
                    Self.codes("learned_sector", steps.map(\.learnedSector)), Self.codes("region", steps.map(\.region)),
                ]),
            Self.segment(
                "innovation", innovations.count,
                [
                    Self.keys("key", innovations.map(\.0)), Self.keys("owner", innovations.map(\.1)),
                    Self.days("published", innovations.map(\.2)), Self.keys("base", innovations.map(\.3)),
                ]),
            Self.segment(
                "organisation", adopters.count,
                [
                    Self.keys("key", adopters.map(\.0)), Self.keys("name", adopters.map(\.1)),
                    Self.flags("open", adopters.map(\.2)),
                ]),
            Self.segment(
                "element_use", uses.count,
                [
                    Self.keys("innovation", uses.map(\.0)), Self.keys("adopter", uses.map(\.1)),
                    Self.keys("element", uses.map(\.2)), Self.codes("use", uses.map(\.3)),
                ]),
        ]
    }

    // MARK: Catalogue

    var definition: String {
        """
        spreads:
          v:
            titles: {en: V}
            table: adoption
            innovation: innovation
            adopter: adopter
            day: date
            stage: stage
            stages: [interest, trial, adopted, abandoned]
            adopted: adopted
            abandoned: abandoned
            source: learned_from
            attributes: {sector: {adopter: sector, source: learned_sector}, region: region}
            innovations: {table: innovation, key: key, owner: owner, published: published, derived-from: base\(titleOfInnovation.map { ", title: \($0)" } ?? "")}
            adopters: {table: organisation, key: key, title: name, public: open}
            elements: {table: element_use, innovation: innovation, adopter: adopter, element: element, use: use}
        """
    }

    /// The evaluation of an indicator, and the answers to what it asks.
    private func evaluated(
        _ calculation: String, unit: String, isPlain: Bool
    ) throws -> (Evaluation, EvaluationResult) {
        let (whole, findings) = try Self.catalogue(calculation, unit: unit, definition, isPlain: isPlain)
        try #require(findings.isEmpty, "\(findings.map(\.explanation.summary))")
        let evaluation = Evaluation(
            catalogue: whole,
            context: EvaluationContext(codeLists: [:], asOf: Self.asOf, from: Self.asOf, to: Self.asOf))
        let requests = CatalogueRequests(evaluation).all
        let answers = Dictionary(
            zip(requests, try engine.tabulations(for: requests)), uniquingKeysWith: { first, _ in first })
        return (evaluation, evaluation.result(from: answers))
    }

    var engine: TabulationEngine {
        let segments = segments
        return TabulationEngine(
            context: TabulationContext(
                tables: segments.map { segment in
                    TableSchema(
                        name: segment.table,
                        columns: segment.columns.dropFirst().map { ColumnSchema(name: $0.name, type: $0.type) })
                }, asOf: Self.asOf),
            source: MemorySegments(segments.enumerated().map { (SourceID(number: Int64($0) + 1), $1) }), threads: 1)
    }

    static func catalogue(
        _ calculation: String, unit: String = "share", _ definition: String = example.definition, isPlain: Bool = false
    ) throws -> (catalogue: Catalogue, findings: [Finding]) {
        let lines =
            ["kaiku: 1", "dimensions:", "  region: {titles: {en: Region}}", definition, "indicators:", "  - code: x"]
            + [
                "    titles: {en: X}", "    definition: {en: X.}", "    unit: \(unit)",
                "    population: organisations", "    calculation: \(calculation)",
            ] + (isPlain ? [] : ["    breakdowns: [[region]]"])
        let reader = DefinitionReader()
        let text = lines.joined(separator: "\n") + "\n"
        let catalogue = Catalogue.decode([try DefinitionFile.load(text: text, name: "x.yaml").root], with: reader)
        return (catalogue, reader.findings)
    }

    /// The figures of a kind, in all and by region.
    ///
    /// - Parameter isPlain: Whether there is no breakdown.
    func figures(_ calculation: String, unit: String = "share", isPlain: Bool = false) throws -> [Figure] {
        let (evaluation, result) = try evaluated(calculation, unit: unit, isPlain: isPlain)
        let figures = try #require(result.sets.first).figures
        let indicator = try #require(evaluation.catalogue.indicators.first)
        for figure in figures where figure.value != nil {
            #expect(figure.further.map(\.name).allSatisfy { indicator.furtherNames.contains($0) })
            #expect(indicator.shapes.contains(figure.breakdown.map(\.dimension)))
            if !indicator.calculation.hasInterval { #expect(figure.interval == nil) }
        }
        return figures
    }

    func listing(_ calculation: String) throws -> Listing {
        try #require(try evaluated(calculation, unit: "number", isPlain: true).1.listings.first)
    }

    /// The steps of each group, as they are made from tuples.
    func spreads(by dimension: String? = nil) throws -> [GroupKey: SpreadData] {
        let (catalogue, findings) = try Self.catalogue("{kind: generations, spread: v}", definition)
        try #require(findings.isEmpty)
        let context = EvaluationContext(codeLists: [:], asOf: Self.asOf, from: Self.asOf, to: Self.asOf)
        let spread = try #require(catalogue.spreads.first)
        let dimensions = dimension.flatMap(catalogue.dimension).map { [$0] } ?? []
        let asking = Evaluator(catalogue: catalogue, context: context, answers: nil)
        let scope = Evaluator.Scope(item: nil, context: context, catalogue: catalogue)
        _ = asking.spreads(spread, by: dimensions, scope)
        let answers = Dictionary(
            zip(asking.asked, try engine.tabulations(for: asking.asked)), uniquingKeysWith: { first, _ in first })
        return Evaluator(catalogue: catalogue, context: context, answers: answers)
            .spreads(spread, by: dimensions, scope)
    }
}
