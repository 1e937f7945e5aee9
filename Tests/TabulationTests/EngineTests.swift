import Diagnostics
import Microdata
import Records
import Testing

@testable import Tabulation

/// Cases small enough to count by hand.
@Suite struct EngineTests {
    /// Six answers of three persons:
    ///
    /// | line | person | wave | score |
    /// | --- | --- | --- | --- |
    /// | 2 | 1 | before | 2 |
    /// | 3 | 2 | before | not asked |
    /// | 4 | 1 | after | 4 |
    /// | 5 | 1 | before | 5 |
    /// | 6 | 3 | after | 1 |
    /// | 7 | 2 | after | 3 |
    private let engine = TabulationEngine(
        context: TabulationContext(tables: [
            TableSchema(
                name: "survey",
                columns: [
                    ColumnSchema(name: "person", type: .person), ColumnSchema(name: "wave", type: .code),
                    ColumnSchema(name: "score", type: .integer), ColumnSchema(name: "later", type: .integer),
                ])
        ]),
        source: MemorySegments([
            (
                SourceID(number: 8),
                Segment(
                    table: "survey", firstRow: 0, rowCount: 6,
                    columns: [
                        NamedColumn(
                            name: "_line", type: .integer, column: .integers(.int32([2, 3, 4, 5, 6, 7]), places: 0)),
                        NamedColumn(
                            name: "person", type: .person,
                            column: .persons([1, 2, 1, 1, 3, 2].map { Pseudonym(high: 0, low: $0) })),
                        NamedColumn(
                            name: "wave", type: .code,
                            column: .codes([0, 0, 1, 0, 1, 1], dictionary: ["before", "after"])),
                        NamedColumn(
                            name: "score", type: .integer,
                            column: .integers(.int8([2, .missing(.notAsked), 4, 5, 1, 3]), places: 0)),
                    ])
            )
        ]), threads: 1)

    private let pairing = Pairing(person: "person", wave: "wave", from: "before", to: "after")

    @Test func theFirstRowOfAWaveIsPaired() throws {
        // Person 1 answered before twice: the first, 2, counts. Person 2 has no score before, person 3 no row.
        let table = try #require(
            try engine.tabulations(for: [
                TabulationRequest(table: "survey", measure: .transition(pairing, item: "score"))
            ]).first)
        #expect(table.axes.map(\.name) == ["from", "to"])
        #expect(table.cells == [TabulatedCell(levels: [.number(2), .number(4)], aggregate: Aggregate(count: 1))])
    }

    @Test func thoseWhoCameBackAreToldFromThoseWhoDidNot() throws {
        let others = Pairing(person: "person", wave: "wave", from: "after", to: "before")
        let tables = try engine.tabulations(for: [
            TabulationRequest(table: "survey", measure: .retention(pairing, of: "score")),
            TabulationRequest(table: "survey", measure: .retention(others, of: "score > 2")),
            TabulationRequest(
                table: "survey",
                measure: .waveValues(person: "person", wave: "wave", waves: ["after", "before"], item: "score")),
        ])
        // Before: person 1 with 2, and 2, who was not asked; both came again. After: 1 with 4 and 2 with 3; 3 with 1 is new.
        #expect(
            tables[0].cells.map { "\($0.levels) \($0.aggregate.count)" } == [
                "\([Level.number(2), .code("matched")]) 1", "\([Level.missing(.notAsked), .code("matched")]) 1",
            ])
        #expect(
            tables[1].cells.map { "\($0.levels) \($0.aggregate.count)" } == [
                "\([Level.number(0), .code("unmatched")]) 1", "\([Level.number(1), .code("matched")]) 2",
            ])
        #expect(tables[2].axes.map(\.name) == ["after", "before"])
        #expect(tables[2].cells == [TabulatedCell(levels: [.number(4), .number(2)], aggregate: Aggregate(count: 1))])
    }

    @Test func meansOverARowNeedTheirLeastNumberOfAnswers() throws {
        // Scores 2, –, 4, 5, 1, 3; line numbers 2…7.
        let tables = try engine.tabulations(for: [
            TabulationRequest(table: "survey", measure: .distribution("mean_of(1, score, _line)")),
            TabulationRequest(table: "survey", measure: .distribution("mean_of(2, score, _line, _line)")),
            TabulationRequest(table: "survey", measure: .distribution("answered(score, person)")),
            TabulationRequest(table: "survey", measure: .distribution("reason(score)")),
        ])
        #expect(tables[0].axes.map(\.places) == [9])
        // (2+2)/2, 3, (4+4)/2, (5+5)/2, (1+6)/2, (3+7)/2.
        #expect(
            tables[0].cells.map { "\($0.levels) \($0.aggregate.count)" }
                == [(2, 1), (3, 1), (3.5, 1), (4, 1), (5, 2)].map { value, count in
                    "\([Level.number(Int(value * 1e9))]) \(count)"
                })
        #expect(tables[1].cells.first?.levels == [.number(2_000_000_000)])
        // (1+6+6)/3 = 4.333…, rounded once.
        #expect(tables[1].cells.contains { $0.levels == [.number(4_333_333_333)] })
        #expect(tables[2].cells.map(\.aggregate.count) == [1, 5])
        #expect(
            tables[3].cells.map { "\($0.levels) \($0.aggregate.count)" } == [
                "\([Level.code("answered")]) 5", "\([Level.code("not-asked")]) 1",
            ])
    }

    @Test func quotientsAreRoundedOnce() throws {
        // Scores 2, –, 4, 5, 1, 3.
        let tables = try engine.tabulations(for: [
            TabulationRequest(table: "survey", measure: .distribution("divided(score * 100, 3)")),
            TabulationRequest(table: "survey", measure: .distribution("divided(0 - score * 0.000000001, 2)")),
        ])
        #expect(tables[0].axes.map(\.places) == [9])
        #expect(
            tables[0].cells.map(\.levels) == [
                [.number(33_333_333_333)], [.number(66_666_666_667)], [.number(100_000_000_000)],
                [.number(133_333_333_333)], [.number(166_666_666_667)], [.missing(.notAsked)],
            ])
        // Billionths −1, −2, −2.5, −0.5 and −1.5: halves go to the even one.
        #expect(
            tables[1].cells.map { "\($0.levels) \($0.aggregate.count)" } == [
                "\([Level.number(-2)]) 3", "\([Level.number(-1)]) 1", "\([Level.number(0)]) 1",
                "\([Level.missing(.notAsked)]) 1",
            ])
    }

    @Test func wavesMustBeDifferent() {
        for waves in [["before"], ["before", "before"], (1...7).map { "w\($0)" }] {
            #expect(throws: (any Error).self) {
                try engine.tabulations(for: [
                    TabulationRequest(
                        table: "survey",
                        measure: .waveValues(person: "person", wave: "wave", waves: waves, item: "score"))
                ])
            }
        }
    }

    @Test func wavesAreCombined() throws {
        let table = try #require(
            try engine.tabulations(for: [
                TabulationRequest(table: "survey", measure: .wavePatterns(person: "person", wave: "wave"))
            ]).first)
        // Without a code list waves stand by name: after, before.
        #expect(
            table.cells.map { "\($0.levels) \($0.aggregate.count)" } == [
                "\([Level.code("after")]) 1", "\([Level.code("after+before")]) 2",
            ])
    }

    @Test func momentsAreExact() throws {
        // 2 + 4 + 5 + 1 + 3 = 15, squares 4 + 16 + 25 + 1 + 9 = 55.
        let table = try #require(
            try engine.tabulations(for: [TabulationRequest(table: "survey", measure: .moments("score"))]).first)
        #expect(
            table.cells.map(\.aggregate) == [Aggregate(count: 5, sum: 15, sumOfSquares: 55, minimum: 1, maximum: 5)])
    }

    @Test func missingValuesKeepTheirReason() throws {
        let tables = try engine.tabulations(for: [
            TabulationRequest(table: "survey", measure: .distribution("score")),
            TabulationRequest(table: "survey", measure: .distribution("later")),
        ])
        #expect(tables[0].cells.last?.levels == [.missing(.notAsked)])
        // A source without the column did not ask.
        #expect(
            tables[1].cells == [TabulatedCell(levels: [.missing(.notAsked)], aggregate: Aggregate(count: 6))])
    }

    @Test func coarserCountsFollowFromFinerOnes() throws {
        let requests = [
            TabulationRequest(table: "survey", measure: .rows),
            TabulationRequest(table: "survey", groupings: [Grouping("score"), Grouping("wave")], measure: .rows),
            TabulationRequest(table: "survey", groupings: [Grouping("wave")], measure: .rows),
        ]
        let together = try engine.tabulations(for: requests)
        let alone = try requests.flatMap { try engine.tabulations(for: [$0]) }
        #expect(together == alone)
        #expect(together[0].cells.map(\.aggregate.count) == [6])
        #expect(Derivation.plan(try requests.map { try RequestChecker.prepared($0, engine.context) }) == [1, nil, 1])
    }

    /// A code list may be longer than a column of codes bears; its codes are then identifiers, and roll up alike.
    @Test func identifiersOfACodeListRollUp() throws {
        let municipalities = CodeList(
            name: "kunta",
            codes: (1...308).map { number in
                Code(
                    code: String(number), titles: [:],
                    attributes: ["maakunta": number <= 200 ? "01" : "02", "kuntaryhmitys": "\(number % 3)"])
            })
        let engine = TabulationEngine(
            context: TabulationContext(
                tables: [
                    TableSchema(
                        name: "survey",
                        columns: [ColumnSchema(name: "kunta", type: .identifier, codeList: "kunta")])
                ], codeLists: [municipalities]),
            source: MemorySegments([
                (
                    SourceID(number: 1),
                    Segment(
                        table: "survey", firstRow: 0, rowCount: 5,
                        columns: [
                            NamedColumn(
                                name: "_line", type: .integer, column: .integers(.int32([2, 3, 4, 5, 6]), places: 0)),
                            NamedColumn(
                                name: "kunta", type: .identifier,
                                column: .keys([0, 1, 1, 2, .max], dictionary: ["200", "201", "306"])),
                        ])
                )
            ]), threads: 1)
        let tables = try engine.tabulations(for: [
            TabulationRequest(
                table: "survey", groupings: [Grouping(name: "region", expression: "rollup(kunta, 'maakunta')")],
                measure: .rows),
            TabulationRequest(
                table: "survey", filter: "rollup(kunta, 'kuntaryhmitys') = '0'", groupings: [Grouping("kunta")],
                measure: .rows),
        ])
        #expect(
            tables[0].cells == [
                TabulatedCell(levels: [.code("01")], aggregate: Aggregate(count: 1)),
                TabulatedCell(levels: [.code("02")], aggregate: Aggregate(count: 3)),
                TabulatedCell(levels: [.missing(.notAnswered)], aggregate: Aggregate(count: 1)),
            ])
        // 201 and 306 are divisible by three.
        #expect(
            tables[1].cells == [
                TabulatedCell(levels: [.code("201")], aggregate: Aggregate(count: 2)),
                TabulatedCell(levels: [.code("306")], aggregate: Aggregate(count: 1)),
            ])
    }

    @Test func rowsAreTracedToTheirLines() throws {
        let request = TabulationRequest(
            table: "survey", filter: "score >= 3", groupings: [Grouping("wave")], measure: .rows)
        let all = try engine.lineage(of: request, limit: 2)
        #expect(all.count == 3)
        #expect(all.places.map(\.line) == [4, 5])
        #expect(all.places.allSatisfy { $0.source == SourceID(number: 8) })
        let after = try engine.lineage(of: request, levels: [.code("after")], limit: 10)
        #expect(after.places.map(\.line) == [4, 7])
    }

    @Test func allFindingsOfAllRequestsAreShown() throws {
        let error = #expect(throws: Findings.self) {
            try engine.tabulations(for: [
                TabulationRequest(table: "survei", measure: .rows),
                TabulationRequest(table: "survey", filter: "scor > 1 and wav = 'x'", measure: .moments("wave")),
                TabulationRequest(table: "survey", groupings: [Grouping("person")], measure: .rows),
            ])
        }
        let found = try #require(error).all.map { $0.explanation.summary + " / " + $0.explanation.remedies.joined() }
        #expect(
            found == [
                "there is no table 'survei' / did you mean 'survey'?",
                "`scor > 1 and wav = 'x'`: character 1: table survey has no column 'scor' / did you mean 'score'?",
                "`scor > 1 and wav = 'x'`: character 14: table survey has no column 'wav' / did you mean 'wave'?",
                "`wave`: a number, a day or a moment should stand here, and this is a text / ",
                "`person`: persons cannot be listed or grouped by / count them with a distinct count",
            ])
    }

    @Test func numbersTooGreatToAddExactlyAreRefused() throws {
        let great = TabulationEngine(
            context: TabulationContext(tables: [
                TableSchema(name: "t", columns: [ColumnSchema(name: "x", type: .integer)])
            ]),
            source: MemorySegments([
                (
                    SourceID(number: 1),
                    Segment(
                        table: "t", firstRow: 0, rowCount: 1,
                        columns: [
                            NamedColumn(
                                name: "x", type: .integer,
                                column: .integers(.int64([4_000_000_000_000_000_000]), places: 0))
                        ])
                )
            ]), threads: 1)
        for measure in [Measure.moments("x"), .moments("x * x"), .distribution("x + x + x")] {
            let error = #expect(throws: TabulationError.self) {
                try great.tabulations(for: [TabulationRequest(table: "t", measure: measure)])
            }
            #expect(error?.code == "tabulation.overflow")
        }
    }

    @Test func aColumnOfAnotherTypeIsExplained() throws {
        let wrong = TabulationEngine(
            context: TabulationContext(tables: [
                TableSchema(name: "t", columns: [ColumnSchema(name: "x", type: .day)])
            ]),
            source: MemorySegments([
                (
                    SourceID(number: 1),
                    Segment(
                        table: "t", firstRow: 0, rowCount: 1,
                        columns: [
                            NamedColumn(name: "x", type: .code, column: .codes([0], dictionary: ["a"]))
                        ])
                )
            ]), threads: 1)
        let error = #expect(throws: TabulationError.self) {
            try wrong.tabulations(for: [TabulationRequest(table: "t", measure: .distribution("x"))])
        }
        #expect(error == .columnOfOtherType(column: "x", table: "t", expected: "a day"))
    }

    @Test func theRowOfAPersonIsChosenAmongThoseThatCount() throws {
        func table(_ among: String?) -> TabulationRequest {
            TabulationRequest(
                table: "survey", groupings: [Grouping("wave")], measure: .rows,
                oncePer: OncePer(key: "person", earliest: "score", among: among))
        }
        let tables = try engine.tabulations(for: [table(nil), table("score >= 3")])
        // Of all rows: lines 2, 7 and 6. Of those from 3 on: lines 4 and 7; person 3 has none.
        #expect(tables[0].cells.map(\.aggregate.count) == [2, 1])
        #expect(tables[1].cells.map(\.aggregate.count) == [2])
        #expect(tables[1].cells.map(\.levels) == [[.code("after")]])
    }

    @Test func aTableWithoutRowsHasNoCells() throws {
        let empty = TabulationEngine(context: engine.context, source: MemorySegments([]), threads: 2)
        let tables = try empty.tabulations(for: [
            TabulationRequest(table: "survey", groupings: [Grouping("wave")], measure: .rows),
            TabulationRequest(table: "survey", measure: .distinct("person")),
            TabulationRequest(
                table: "survey", measure: .rows, oncePer: OncePer(key: "person", earliest: "score")),
        ])
        #expect(tables.map(\.cells.count) == [0, 0, 0])
        #expect(tables[0].axes.map(\.name) == ["wave"])
    }
}
