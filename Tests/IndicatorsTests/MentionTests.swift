import Definitions
import Diagnostics
import Indicators
import Microdata
import Records
import Tabulation
import Testing

/// Shares of persons who mention each of several themes, and what of them may be quoted.
@Suite struct MentionTests {
    /// A person's theme in a wave, and what is quoted of it.
    struct Row {
        let person: UInt64
        let wave: String
        let theme: String?
        let quote: String
        let language: String

        init(_ person: UInt64, _ wave: String, _ theme: String?, _ quote: String = "", _ language: String = "fi") {
            (self.person, self.wave, self.theme, self.quote, self.language) = (person, wave, theme, quote, language)
        }
    }

    private static let lists = [
        "theme": CodeList(
            name: "theme", codes: ["money", "time", "thanks", "silence"].map { Code(code: $0, titles: ["en": $0]) }),
        "wave": CodeList(name: "wave", codes: ["before", "after"].map { Code(code: $0, titles: ["en": $0]) }),
    ]

    private static func yaml(_ calculation: String, breakdowns: String = "[[wave]]") -> String {
        """
        kaiku: 1
        dimensions:
          theme: {titles: {en: Theme}, code-list: theme, levels: all}
          wave: {titles: {en: Wave}, code-list: wave}
        indicators:
          - code: x
            titles: {en: X}
            definition: {en: X.}
            unit: share
            population: persons
            calculation: \(calculation)
            breakdowns: \(breakdowns)
        """
    }

    private static let plain = "{kind: mention-share, table: coded, person: person, over: theme}"
    private static let quoting =
        "{kind: mention-share, table: coded, person: person, over: theme, quotes: {text: quote, by: wave, language: language}}"

    private static func decoded(_ yaml: String) throws -> (Catalogue, [Finding]) {
        let reader = DefinitionReader()
        let catalogue = Catalogue.decode([try DefinitionFile.load(text: yaml, name: "x.yaml").root], with: reader)
        return (catalogue, reader.findings)
    }

    private static let columns = [
        ColumnSchema(name: "person", type: .person), ColumnSchema(name: "wave", type: .code),
        ColumnSchema(name: "theme", type: .code), ColumnSchema(name: "quote", type: .quotation),
        ColumnSchema(name: "language", type: .code),
    ]

    private static func segment(_ rows: [Row], firstRow: Int = 0) -> Segment {
        func codes(_ values: [String?]) -> Column {
            let list = Set(values.compactMap { $0 }).sorted()
            return .codes(
                values.map { value in
                    value.flatMap { list.firstIndex(of: $0) }.map { UInt8($0) } ?? Column.firstMissingCode
                }, dictionary: list)
        }
        let quotes = rows.map { Array($0.quote.utf8) }
        let offsets = quotes.reduce(into: [UInt32(0)]) { $0.append(($0.last ?? 0) + UInt32($1.count)) }
        return Segment(
            table: "coded", firstRow: firstRow, rowCount: rows.count,
            columns: [
                NamedColumn(
                    name: "_line", type: .integer,
                    column: .integers(.int32(rows.indices.map { Int32(firstRow + $0) + 2 }), places: 0)),
                NamedColumn(
                    name: "person", type: .person, column: .persons(rows.map { Pseudonym(high: 0, low: $0.person) })),
                NamedColumn(name: "wave", type: .code, column: codes(rows.map(\.wave))),
                NamedColumn(name: "theme", type: .code, column: codes(rows.map(\.theme))),
                NamedColumn(
                    name: "quote", type: .quotation, column: .texts(bytes: quotes.flatMap { $0 }, offsets: offsets)),
                NamedColumn(name: "language", type: .code, column: codes(rows.map(\.language))),
            ])
    }

    private static let day = CalendarDay(number: 19_782)

    private static func result(
        _ rows: [Row], _ yaml: String = yaml(quoting), cutAt cut: Int? = nil
    ) throws -> EvaluationResult {
        let (catalogue, findings) = try decoded(yaml)
        try #require(findings.isEmpty, "\(findings.map(\.explanation.summary))")
        let evaluation = Evaluation(
            catalogue: catalogue, context: EvaluationContext(codeLists: lists, asOf: day, from: day, to: day))
        let requests = CatalogueRequests(evaluation).all
        let parts = cut.map { [segment(Array(rows[..<$0])), segment(Array(rows[$0...]), firstRow: $0)] }
        let segments = (parts ?? [segment(rows)]).map { (SourceID(number: 1), $0) }
        let engine = TabulationEngine(
            context: TabulationContext(tables: [TableSchema(name: "coded", columns: columns)], asOf: day),
            source: MemorySegments(segments), threads: 1)
        let answers = Dictionary(
            zip(requests, try engine.tabulations(for: requests)), uniquingKeysWith: { first, _ in first })
        return evaluation.result(from: answers)
    }

    /// Four people before, of whom one comes again after with a fifth. Person 1 speaks of money twice, and of time once.
    private static let rows = [
        Row(1, "before", "money", "Raha loppuu."), Row(1, "before", "time", "Raha loppuu."),
        Row(2, "before", "money"), Row(3, "before", "thanks", "Tack!", "sv"), Row(4, "before", "time", "Kiire on."),
        Row(4, "before", nil, "Ilman teemaa."), Row(1, "after", "money", "Yhä puuttuu."), Row(5, "after", "thanks"),
    ]

    @Test func countsEachPersonOnceForEachTheme() throws {
        for cut in [nil, 3] {
            let result = try Self.result(Self.rows, cutAt: cut)
            let figures = try #require(result.sets.first).figures
            // Of five people two speak of money, two of time, two say thanks, and nobody is silent: 6/5, more than one.
            #expect(
                figures.map(\.breakdown).filter { $0.count == 1 }.map { $0[0].level.name } == [
                    "money", "time", "thanks", "silence",
                ])
            let money = try figures.at("theme=money")
            #expect(money.value == 0.4 && money.n == 5 && money.reveals("part") == 2 && money.reveals("whole") == 5)
            #expect(try money.further("count") == 2)
            #expect(try figures.at("theme=time").value == 0.4 && figures.at("theme=thanks").value == 0.4)
            #expect(try figures.at("theme=silence").value == 0 && figures.at("theme=silence").n == 5)
            #expect(try figures.at("wave=before", "theme=money").value == 0.5)
            #expect(
                try figures.at("wave=after", "theme=money").value == 0.5
                    && figures.at("wave=after", "theme=time").n == 2)
            #expect(try figures.at("wave=after", "theme=time").value == 0)
            #expect(result.sets[0].method == "mention-share" && result.sets[0].totals == .overlapping)
        }
    }

    /// statsmodels 0.15.0, `proportion_confint(method="wilson")`, of 2 of 5, 0 of 5 and 27 of 78.
    @Test func hasTheIntervalOfWilson() throws {
        let figures = try #require(try Self.result(Self.rows).sets.first).figures
        let money = try #require(try figures.at("theme=money").interval)
        #expect(isClose(money.lowerBound, 0.11762077423264783) && isClose(money.upperBound, 0.769275718723987))
        let silence = try #require(try figures.at("theme=silence").interval)
        #expect(abs(silence.lowerBound) < 1e-12 && isClose(silence.upperBound, 0.43448246478317476))
        let many = (0..<78).map { Row(UInt64($0) + 1, "before", $0 < 27 ? "time" : "money") }
        let spoken = try #require(try Self.result(many).sets.first).figures
        let time = try #require(try spoken.at("theme=time").interval)
        #expect(isClose(time.lowerBound, 0.25005203906310763) && isClose(time.upperBound, 0.45669805623295207))
    }

    @Test func sayWhyThereIsNothing() throws {
        let figures = try #require(try Self.result([]).sets.first).figures
        #expect(figures.map { $0.breakdown.map(\.level.name) } == [["money"], ["time"], ["thanks"], ["silence"]])
        #expect(figures.allSatisfy { $0.value == nil && $0.absence == .noObservations && $0.n == 0 })
        let uncoded = try #require(try Self.result([Row(1, "before", nil)]).sets.first).figures
        #expect(uncoded.allSatisfy { $0.value == nil && $0.n == 0 })
        let one = try #require(try Self.result([Row(1, "before", "time")]).sets.first).figures
        #expect(try one.at("theme=time").value == 1 && one.at("theme=money").value == 0)
    }

    @Test func givesQuotationsInOneOrderWhateverThatOfTheRows() throws {
        let list = try #require(try Self.result(Self.rows).quotations.first)
        #expect(list.indicator == "x" && list.over == "theme" && list.by == "wave")
        #expect(
            list.quotations == [
                Quotation(theme: .code("money"), group: .code("before"), text: "Raha loppuu.", language: "fi"),
                Quotation(theme: .code("money"), group: .code("after"), text: "Yhä puuttuu.", language: "fi"),
                Quotation(theme: .code("time"), group: .code("before"), text: "Kiire on.", language: "fi"),
                Quotation(theme: .code("time"), group: .code("before"), text: "Raha loppuu.", language: "fi"),
                Quotation(theme: .code("thanks"), group: .code("before"), text: "Tack!", language: "sv"),
            ])
        #expect(try Self.result(Self.rows.reversed(), cutAt: 4).quotations == [list])
        #expect(try Self.result(Self.rows, Self.yaml(Self.plain)).quotations.isEmpty)
        let bare = Self.quoting.replacing(", by: wave, language: language", with: "")
        let unattributed = try #require(try Self.result(Self.rows, Self.yaml(bare, breakdowns: "[]")).quotations.first)
        #expect(unattributed.quotations.allSatisfy { $0.group == nil && $0.language == nil })
    }

    @Test(arguments: [
        (quoting, "[]", "has no breakdown by it"), (plain, "[[wave, theme]]", "which its calculation adds"),
        (plain.replacing("over: theme", with: "over: them"), "[]", "'them' is not a dimension"),
        (quoting.replacing("by: wave", with: "by: wawe"), "[[wave]]", "'wawe' is not a dimension"),
    ])
    func saysWhatIsWrongWithADefinition(calculation: String, breakdowns: String, problem: String) throws {
        let (_, findings) = try Self.decoded(Self.yaml(calculation, breakdowns: breakdowns))
        #expect(
            findings.contains { $0.explanation.summary.contains(problem) }, "\(findings.map(\.explanation.summary))")
        #expect(findings.allSatisfy { !$0.explanation.remedies.isEmpty })
    }

    /// Only a column of quotations can be quoted, and it is no level of anything else.
    @Test func quotesNothingThatNobodyReleased() throws {
        let context = TabulationContext(
            tables: [
                TableSchema(
                    name: "coded",
                    columns: Self.columns + [
                        ColumnSchema(name: "comment", type: .text), ColumnSchema(name: "note", type: .title),
                    ])
            ], asOf: Self.day)
        func findings(_ key: String, _ areQuotations: Bool) -> [Finding] {
            context.findings(
                for: TabulationRequest(
                    table: "coded",
                    measure: .subjects(
                        Subjects(
                            key: key, attributes: [], eventTable: "coded", eventKey: key, aggregations: [],
                            areQuotations: areQuotations))))
        }
        #expect(findings("quote", true).isEmpty && findings("note", false).isEmpty)
        for key in ["comment", "note", "theme"] { #expect(findings(key, true).count == 1, "\(key)") }
        #expect(findings("quote", false).count == 1 && findings("comment", false).count == 1)
        let grouped = TabulationRequest(table: "coded", groupings: [Grouping("quote")], measure: .rows)
        #expect(context.findings(for: grouped).count == 1)
        let counted = TabulationRequest(table: "coded", filter: "present(quote)", measure: .rows)
        #expect(context.findings(for: counted).isEmpty)
    }
}
