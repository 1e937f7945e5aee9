import Definitions
import Diagnostics
import Microdata
import Records
import Tabulation
import Testing

@testable import Indicators

/// What is drawn node by node.
@Suite struct DrawingTests {
    private static func segment(_ table: String, _ columns: [String], _ rows: [[String]]) -> (SourceID, Segment) {
        let named = columns.enumerated().map { index, name -> NamedColumn in
            let values = rows.map { $0[index] }
            if name == "day" {
                return NamedColumn(
                    name: name, type: .day, column: .days(values.map { Int32($0) ?? 0 }))
            }
            if name == "public" {
                return NamedColumn(
                    name: name, type: .boolean,
                    column: .integers(
                        .int8(values.map { $0 == "yes" ? 1 : $0.isEmpty ? .missing(.notAnswered) : 0 }), places: 0))
            }
            let dictionary = Set(values.filter { !$0.isEmpty }).sorted()
            return NamedColumn(
                name: name, type: .identifier,
                column: .keys(
                    values.map { value in dictionary.firstIndex(of: value).map { UInt32($0) } ?? .max },
                    dictionary: dictionary))
        }
        return (SourceID(number: 1), Segment(table: table, firstRow: 0, rowCount: rows.count, columns: named))
    }

    private static func type(_ column: String) -> FieldType {
        column == "day" ? .day : column == "public" ? .boolean : .identifier
    }

    private func drawing(_ calculation: String, _ tables: [(name: String, columns: [String], rows: [[String]])]) throws
        -> Drawing
    {
        let text = """
            kaiku: 1
            networks:
              cooperation:
                ties: {table: tie, from: a, to: b}
                nodes: {table: organisation, key: key, title: name, public: public, attributes: {helix: helix}}
            spreads:
              adoption:
                table: adoption
                innovation: innovation
                adopter: adopter
                day: day
                source: source
                attributes: {helix: helix}
                innovations: {table: innovation, key: key, owner: owner, title: name}
                adopters: {table: organisation, key: key, title: name, public: public}
            indicators:
              - code: x
                titles: {en: X}
                definition: {en: X.}
                unit: number
                population: organisations
                calculation: \(calculation)
            """
        let reader = DefinitionReader()
        let catalogue = Catalogue.decode([try DefinitionFile.load(text: text, name: "x.yaml").root], with: reader)
        try #require(reader.findings.isEmpty, "\(reader.findings.map(\.explanation.summary))")
        let day = CalendarDay(number: 19_782)
        let evaluation = Evaluation(
            catalogue: catalogue, context: EvaluationContext(codeLists: [:], asOf: day, from: day, to: day))
        let requests = CatalogueRequests(evaluation).all
        let engine = TabulationEngine(
            context: TabulationContext(
                tables: tables.map { table in
                    TableSchema(
                        name: table.name, columns: table.columns.map { ColumnSchema(name: $0, type: Self.type($0)) })
                }, asOf: day),
            source: MemorySegments(tables.map { Self.segment($0.name, $0.columns, $0.rows) }), threads: 1)
        let answers = Dictionary(
            zip(requests, try engine.tabulations(for: requests)), uniquingKeysWith: { first, _ in first })
        let result = evaluation.result(from: answers)
        #expect(result.sets.isEmpty && result.listings.isEmpty)
        return try #require(result.drawings.first)
    }

    private let organisations: (name: String, columns: [String], rows: [[String]]) = (
        "organisation", ["key", "name", "public", "helix"],
        [
            ["o2", "Two", "yes", "ngo"], ["o1", "One", "yes", "public"], ["o3", "Three", "no", "ngo"],
            ["o4", "Four", "yes", ""],
        ]
    )

    @Test func aNetworkIsDrawnByItsRegister() throws {
        let drawing = try drawing(
            "{kind: network-drawing, network: cooperation, by: helix}",
            [
                organisations,
                ("tie", ["a", "b"], [["o2", "o1"], ["o1", "o2"], ["o3", "o3"], ["o3", "o2"], ["o9", "o1"]]),
            ])
        #expect(drawing.form == .network && drawing.attribute == "helix")
        #expect(drawing.nodes.map(\.key) == ["o1", "o2", "o3", "o4"])
        #expect(drawing.nodes.map(\.title) == ["One", "Two", "Three", "Four"])
        #expect(drawing.nodes.map(\.isPublic) == [true, true, false, true])
        #expect(drawing.nodes.map(\.group) == [.code("public"), .code("ngo"), .code("ngo"), nil])
        // A tie twice is one; that to itself and that to somebody unknown are none.
        #expect(drawing.ties == [Drawing.Tie(from: 0, to: 1), Drawing.Tie(from: 1, to: 2)])
    }

    /// Of several rows of an organisation one says that it takes part in public: another title, and another sector.
    @Test(arguments: ["no", ""])
    func whoeverIsOnceNotPublicIsNotNamed(other: String) throws {
        for title in ["Aaa", "Zzz"] {
            var register = organisations
            register.rows += [["o2", title, other, "public"]]
            let drawing = try drawing(
                "{kind: network-drawing, network: cooperation}", [register, ("tie", ["a", "b"], [])])
            #expect(drawing.nodes.map(\.key) == ["o1", "o2", "o3", "o4"])
            #expect(drawing.nodes.map(\.isPublic) == [true, false, false, true])
        }
    }

    @Test func theTreeIsThatOfTheInnovationWithMostAdopters() throws {
        let drawing = try drawing(
            "{kind: adoption-tree, spread: adoption, by: helix}",
            [
                organisations,
                ("innovation", ["key", "owner", "name"], [["i1", "o1", "First"], ["i2", "o4", "Second"]]),
                (
                    "adoption", ["innovation", "adopter", "source", "day", "helix"],
                    [
                        ["i2", "o2", "o4", "100", "ngo"], ["i2", "o3", "o2", "120", "ngo"],
                        ["i2", "o8", "", "110", "firm"], ["i1", "o2", "o1", "90", "ngo"],
                    ]
                ),
            ])
        #expect(drawing.form == .tree && drawing.subject == "Second")
        #expect(drawing.nodes.map(\.key) == ["o4", "o2", "o3", "o8"])
        #expect(drawing.nodes.map(\.generation) == [0, 1, 2, 1])
        #expect(drawing.nodes.map(\.isPublic) == [true, true, false, false])
        #expect(drawing.nodes.map(\.group) == [nil, .code("ngo"), .code("ngo"), .code("firm")])
        #expect(drawing.ties == [Drawing.Tie(from: 0, to: 1), Drawing.Tie(from: 1, to: 2)])
    }

    @Test func nothingIsDrawnOfNothing() throws {
        let drawing = try drawing(
            "{kind: adoption-tree, spread: adoption}",
            [
                organisations, ("innovation", ["key", "owner", "name"], []),
                ("adoption", ["innovation", "adopter", "source", "day", "helix"], []),
            ])
        #expect(drawing.nodes.isEmpty && drawing.ties.isEmpty && drawing.subject == nil)
    }
}
