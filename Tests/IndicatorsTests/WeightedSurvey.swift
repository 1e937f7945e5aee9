import Definitions
import Diagnostics
import Foundation
import Microdata
import Records
import Tabulation
import Testing

@testable import Indicators

/// A survey with weights, and what a catalogue with designs makes of it.
struct WeightedSurvey {
    /// An answer: region, kind, cluster, weight, and two items, nil for not answered; person and wave where they matter.
    struct Row {
        var region: String?
        var kind: String?
        var cluster = 0
        var weight: Double?
        var a: Int?
        var b: Int?
        var person: UInt64 = 0
        var wave: String?
    }

    var rows: [Row]
    /// The decimals of weights.
    var places = 6

    init(_ rows: [Row]) { self.rows = rows }

    /// The schools of a reference case: `stype` as the region, `sch_wide` as the kind, `dnum` as the cluster, `pw` as the weight,
    /// `api00` and `enroll` as the items.
    init(reference name: String) throws {
        let path = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "StatisticsTests/Reference/weights/\(name)/data.csv")
        let lines = try String(contentsOf: path, encoding: .utf8).split(whereSeparator: \.isNewline)
        let names = try #require(lines.first).split(separator: ",").map(String.init)
        func place(_ name: String) throws -> Int { try #require(names.firstIndex(of: name), "\(name)") }
        let (stype, wide, dnum) = (try place("stype"), try place("sch_wide"), try place("dnum"))
        let (pw, api, enroll) = (try place("pw"), try place("api00"), try place("enroll"))
        rows = try lines.dropFirst().map { line in
            let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            return Row(
                region: cells[stype], kind: cells[wide], cluster: try #require(Int(cells[dnum])),
                weight: Double(cells[pw]), a: Int(cells[api]),
                b: Int(cells[enroll]))
        }
        places = 13
    }

    private static let schema = TableSchema(
        name: "survey",
        columns: [
            ColumnSchema(name: "region", type: .code), ColumnSchema(name: "kind", type: .code),
            ColumnSchema(name: "cluster", type: .integer), ColumnSchema(name: "weight", type: .decimal(places: 6)),
            ColumnSchema(name: "a", type: .integer), ColumnSchema(name: "b", type: .integer),
            ColumnSchema(name: "person", type: .person), ColumnSchema(name: "wave", type: .code),
        ])

    private func segment() -> Segment {
        func numbers(_ values: [Int?]) -> Column {
            .integers(.int32(values.map { $0.map { Int32(clamping: $0) } ?? .missing(.notAnswered) }), places: 0)
        }
        func codes(_ values: [String?]) -> Column {
            let list = Array(Set(values.compactMap(\.self))).sorted()
            return .codes(
                values.map { value in
                    value.flatMap { list.firstIndex(of: $0) }.map { UInt8($0) } ?? Column.firstMissingCode
                }, dictionary: list)
        }
        let unit = power(places)
        let weights = rows.map { row in row.weight.map { Int64(($0 * unit).rounded()) } ?? .missing(.notAnswered) }
        return Segment(
            table: "survey", firstRow: 0, rowCount: rows.count,
            columns: [
                NamedColumn(
                    name: "_line", type: .integer,
                    column: .integers(.int32(rows.indices.map { Int32($0) + 2 }), places: 0)),
                NamedColumn(name: "region", type: .code, column: codes(rows.map(\.region))),
                NamedColumn(name: "kind", type: .code, column: codes(rows.map(\.kind))),
                NamedColumn(name: "cluster", type: .integer, column: numbers(rows.map(\.cluster))),
                NamedColumn(
                    name: "weight", type: .decimal(places: places), column: .integers(.int64(weights), places: places)),
                NamedColumn(name: "a", type: .integer, column: numbers(rows.map(\.a))),
                NamedColumn(name: "b", type: .integer, column: numbers(rows.map(\.b))),
                NamedColumn(
                    name: "person", type: .person, column: .persons(rows.map { Pseudonym(high: 0, low: $0.person) })),
                NamedColumn(name: "wave", type: .code, column: codes(rows.map(\.wave))),
            ])
    }

    /// What is wrong with a catalogue, and the catalogue.
    static func catalogue(_ calculation: String, design: String) throws -> (Catalogue, [Finding]) {
        let text = """
            kaiku: 1
            dimensions:
              region: {titles: {en: Region}}
            designs:
              d: \(design)
            indicators:
              - code: x
                titles: {en: X}
                definition: {en: X.}
                unit: points
                population: persons
                calculation: \(calculation)
                breakdowns: [[region]]

            """
        let reader = DefinitionReader()
        let catalogue = Catalogue.decode([try DefinitionFile.load(text: text, name: "x.yaml").root], with: reader)
        return (catalogue, reader.findings)
    }

    /// The figures of a calculation with the design `d`, by region.
    func figures(_ calculation: String, design: String = "{}") throws -> [Figure] {
        let (catalogue, findings) = try Self.catalogue(calculation, design: design)
        try #require(findings.isEmpty, "\(findings.map(\.explanation.summary))")
        let day = CalendarDay(number: 19_782)
        let evaluation = Evaluation(
            catalogue: catalogue, context: EvaluationContext(codeLists: [:], asOf: day, from: day, to: day))
        let requests = CatalogueRequests(evaluation).all
        var schema = Self.schema
        schema.columns[3] = ColumnSchema(name: "weight", type: .decimal(places: places))
        let engine = TabulationEngine(
            context: TabulationContext(tables: [schema], asOf: day),
            source: MemorySegments([(SourceID(number: 1), segment())]), threads: 1)
        let answers = Dictionary(
            zip(requests, try engine.tabulations(for: requests)), uniquingKeysWith: { first, _ in first })
        let figures = try #require(evaluation.result(from: answers).sets.first).figures
        let indicator = try #require(catalogue.indicators.first)
        for figure in figures {
            // What the shape promises is what the figures have, in its order.
            #expect(figure.further.isEmpty || figure.further.map(\.name) == indicator.furtherNames)
            #expect(figure.further.allSatisfy { $0.value?.isFinite ?? true })
        }
        return figures
    }
}
