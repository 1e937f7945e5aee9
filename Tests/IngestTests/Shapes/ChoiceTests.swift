import Diagnostics
import Records
import Testing

@testable import Ingest

@Suite struct ChoiceTests {
    private func mapping(_ choice: String, _ more: String = "", lists: [CodeList] = []) throws -> Mapping {
        try defined(
            "kaiku: 1\nrecord: activity\ncolumns:\n  date: {constant: 2024-01-01}\n  channel: {constant: news}\n"
                + "choices:\n  q: \(choice)\n\(more)\n", lists: lists)
    }

    // MARK: A column for each option

    private let columns = "shape: columns, from: \"Q5[{option}]\", options: {SQ001: mail, SQ002: phone}"

    @Test func readsAColumnForEachOption() throws {
        let text = "Q5[SQ001];Q5[SQ002]\nY;\n;Y\n;\nY;Y\n{question_not_shown};{question_not_shown}\n"
        let reading = try read(text, mapping("{\(columns)}", "missing: {\"{question_not_shown}\": not-asked}"))
        // An empty cell is a "no" only beside something that was chosen.
        #expect(reading.values("q_mail") == ["1", "0", "1", "<not-asked>"])
        #expect(reading.values("q_phone") == ["0", "1", "1", "<not-asked>"])
        #expect(reading.report.rowsExcluded == 1)
    }

    @Test func tellsMissingStatesApart() throws {
        let text = "n;Q5[SQ001];Q5[SQ002]\n1;;\n2;1;2\n3;2;2\n4;2;\n5;EOS;\n"
        let declared = "\(columns), not-chosen: [2], missing: {EOS: does-not-know}"
        let reading = try read(text, mapping("{\(declared)}"))
        #expect(reading.values("q_mail") == ["<not-answered>", "1", "0", "0", "<does-not-know>"])
        #expect(reading.values("q_phone") == ["<not-answered>", "0", "0", "<not-answered>", "<does-not-know>"])
        let none = try read(text, mapping("{\(declared), nothing: not-chosen}"))
        #expect(none.values("q_mail").first == "0")
        let unasked = try read(text, mapping("{\(declared), nothing: not-asked}"))
        #expect(unasked.values("q_mail").first == "<not-asked>")
    }

    @Test func takesTheTextOfTheOptionForChosen() throws {
        let text = "Kanavat: Sähköposti;Kanavat: Puhelin;Kanavat: Muu, mikä?\nSähköposti;;\n;;kirje kotiin\n"
        let choice = """
            {shape: columns, from: "Kanavat: {option}", options: {Sähköposti: mail, Puhelin: phone},
              other: {from: "Kanavat: Muu, mikä?", type: text-length}}
            """
        let reading = try read(text, mapping(choice))
        #expect(reading.values("q_mail") == ["1", "0"])
        // Who wrote something of their own has answered, and chosen nothing of the list.
        #expect(reading.values("q_phone") == ["0", "0"])
        #expect(reading.values("q_other") == ["0", "1"])
        #expect(reading.values("q_other_text") == ["<not-answered>", "12"])
        #expect(reading.report.unmappedColumns.isEmpty)
    }

    @Test func namesACellThatSaysNeither() throws {
        let reading = try read("Q5[SQ001];Q5[SQ002]\nY;\nehkä;Y\n2;\n", mapping("{\(columns)}"))
        #expect(reading.codes == ["ingest.unknown-code", "ingest.unknown-code"])
        #expect(reading.report.issues[0].location.column == "Q5[SQ001]")
        #expect(
            reading.report.issues[0].explanation.summary == "source.csv:3:Q5[SQ001]: 'ehkä' is no code of the column")
        #expect(reading.report.issues[0].explanation.cause == "its codes are 1, 0")
        // 2 means "no" in LimeSurvey's converted exports only where that is declared.
        #expect(reading.report.rowsKept == 1 && reading.isReconciled)
    }

    @Test func takesOptionsFromACodeList() throws {
        let list = CodeList(
            name: "channel",
            codes: [
                Code(code: "mail", titles: ["fi": "Sähköposti", "sv": "E-post"], aliases: ["s-posti"]),
                Code(code: "phone", titles: ["fi": "Puhelin"]),
            ])
        let choice = "{shape: columns, from: \"Mitä [{option}]\", codes: channel}"
        let mapping = try mapping(choice, lists: [list])
        #expect(mapping.codeListNames == ["channel"])
        #expect(try read("Mitä [s-posti];Mitä [Puhelin]\n1;0\n", mapping).values("q_mail") == ["1"])
        #expect {
            try read("Mitä [s-posti];Mitä [Puhelim]\n1;0\n", mapping)
        } throws: {
            ($0 as? IngestError)?.findings.first?.code == "ingest.unknown-column"
        }
    }

    // MARK: One cell

    @Test func cutsDelimitedCells() throws {
        let choice = "{shape: delimited, from: q, separator: \";\", options: {Opas: guide, Verkosto: network}}"
        let text = "n\tq\n1\tOpas;Verkosto;\n2\tverkosto;\n3\t\n4\tOpas;Opas\n5\tOpas;Video;\n"
        let reading = try read(text, mapping(choice))
        #expect(reading.values("q_guide") == ["1", "0", "<not-answered>", "1"])
        #expect(reading.values("q_network") == ["1", "1", "<not-answered>", "0"])
        #expect(reading.codes == ["ingest.unknown-code"])
        #expect(reading.report.issues[0].explanation.summary == "source.csv:6:q: 'Video' is no code of the column")
        // Whoever has the file knows the words in it, not the names that the mapping gives them.
        #expect(reading.report.issues[0].explanation.cause == "its codes are Opas, Verkosto")
    }

    @Test func resolvesLabelsWithTheSeparatorInThem() throws {
        let choice = """
            {shape: delimited, from: q, separator: ", ", options: {"Excel": excel, "Word": word, "Tekstit, kuvat": media}}
            """
        let text = "q\nExcel; \n\"Excel, Tekstit, kuvat, Word\"\n\"Tekstit, kuvat\"\n"
            .replacing("Excel; ", with: "Excel")
        let reading = try read(text, mapping(choice, "format: {separator: \";\"}"))
        #expect(reading.values("q_media") == ["0", "1", "1"])
        #expect(reading.values("q_word") == ["0", "1", "0"])
        #expect(reading.codes.isEmpty)
    }

    @Test func reportsWhatCanBeCutInTwoWays() throws {
        let choice = """
            {shape: delimited, from: q, separator: ", ", options: {"A": a, "B": b, "A, B": both, "B, C": bc}}
            """
        let reading = try read("q\n\"A, B\"\n\"A, B, C\"\nB\n", mapping(choice, "format: {separator: \";\"}"))
        // The longest first: "A, B" is the option of that name; "A, B, C" comes out even only as A and "B, C".
        #expect(reading.values("q_both") == ["1", "0", "0"])
        #expect(reading.values("q_bc") == ["0", "1", "0"])
        #expect(reading.values("q_a") == ["0", "1", "0"])
        #expect(reading.codes == ["ingest.ambiguous-choice"])
        #expect(reading.report.issues[0].severity == .warning)
        #expect(reading.report.issues[0].explanation.cause == "it was read as both")
    }

    @Test func cutsCodesJoinedBySpaces() throws {
        let choice = "{shape: delimited, from: syy, separator: \" \", options: [safety, education, other]}"
        let reading = try read("syy;n\nsafety education;1\neducation;2\nsafetyeducation;3\n", mapping(choice))
        #expect(reading.values("q_safety") == ["1", "0"] && reading.values("q_education") == ["1", "1"])
        #expect(reading.codes == ["ingest.unknown-code"])
    }

    @Test func keepsWhatPeopleWroteAsDeclared() throws {
        let options = "separator: \", \", options: {Opas: guide, Verkosto: network}"
        let text = "q\n\"Opas, jotain ihan muuta, vaikka kirje\"\nOpas\nkirje\n\n"
        let length = try read(
            text, mapping("{shape: delimited, from: q, \(options), other: {}}", "format: {separator: \";\"}"))
        #expect(length.values("q_guide") == ["1", "1", "0"])
        #expect(length.values("q_other") == ["1", "0", "1"])
        #expect(length.values("q_other_text") == ["31", "<not-answered>", "5"])
        let whole = try read(
            text, mapping("{shape: delimited, from: q, \(options), other: {type: text}}", "format: {separator: \";\"}"))
        #expect(whole.values("q_other_text") == ["jotain ihan muuta, vaikka kirje", "", "kirje"])
        let none = try read(
            text, mapping("{shape: delimited, from: q, \(options), other: {type: none}}", "format: {separator: \";\"}"))
        #expect(none.values("q_other_text").isEmpty && none.values("q_other") == ["1", "0", "1"])
        #expect(whole.codes.isEmpty)
    }

    @Test func readsOneAnswerOfAColumn() throws {
        let choice = """
            {shape: single, from: Q1, options: {A1: yes_often, A2: seldom, "-oth-": other}, other: {from: "Q1[other]"}}
            """
        let reading = try read("Q1;Q1[other]\nA1;\n-oth-;joskus\nA1 A2;\n;\n", mapping(choice))
        #expect(reading.values("q_yes_often") == ["1", "0"])
        #expect(reading.values("q_other") == ["0", "1"])
        #expect(reading.values("q_other_text") == ["<not-answered>", "6"])
        #expect(reading.codes == ["ingest.unknown-code"])
    }

    @Test func masksPersonalDataInUnknownOptions() throws {
        let choice = "{shape: delimited, from: q, separator: \"|\", options: {Opas: guide}}"
        let reading = try read("q;n\nOpas|maija@example.org;1\n", mapping(choice))
        #expect(reading.report.rowsKept == 0)
        for issue in reading.report.issues { #expect(!issue.explanation.summary.contains("maija")) }
    }

    // MARK: The list of options against a plain way of cutting

    @Test func agreesWithSplittingWhereNoLabelHoldsTheSeparator() {
        let labels = ["Opas", "Verkosto", "Muut asiat", "Oppaat"]
        let choice = Choice(
            "q", shape: .delimited, source: "q", separator: "; ",
            options: labels.enumerated().map { Choice.Option("o\($0)", spellings: [$1]) })
        let reader = DelimitedChoice(choice)
        for seed in 0..<500 {
            var generator = TestGenerator(seed: UInt64(seed))
            let chosen = labels.indices.filter { _ in Bool.random(using: &generator) }.shuffled(using: &generator)
            let cell = chosen.map { labels[$0] }.joined(separator: "; ")
            #expect(reader.read(cell) == DelimitedChoice.Reading(options: chosen.sorted()), "seed \(seed)")
            #expect(reader.read(cell + "; Vieras").rest == ["Vieras"], "seed \(seed)")
        }
    }

    @Test func takesNoTimeForHostileCells() {
        let choice = Choice(
            "q", shape: .delimited, source: "q", separator: ",",
            options: [Choice.Option("a", spellings: ["a"]), Choice.Option("b", spellings: ["a,a", "a,a,a"])])
        let reader = DelimitedChoice(choice)
        let cell = String(repeating: "a,", count: 4000)
        #expect(reader.read(cell).isAmbiguous)
        #expect(reader.read(String(repeating: "a,", count: 200_000)).rest.count == 1)
    }

    // MARK: Definitions

    @Test func refusesWhatIsNotDeclared() throws {
        let wrong = [
            "{shape: delimited, from: q, options: {a: a}}",  // no separator
            "{shape: columns, from: q, options: {a: a}}",  // no place for the option
            "{shape: delimited, separator: \";\", options: {a: a}}",  // no column
            "{shape: delimited, from: q, separator: \";\"}",  // no options
            "{shape: delimited, from: q, separator: \";\", options: {a: A}}",  // no name
            "{shape: delimited, from: q, separator: \";\", options: {a: a, A: b}}",  // one spelling for two
            "{shape: single, from: q, options: {a: a}, chosen: [1]}",  // does not belong
            "{shape: columns, options: {a: a}, separator: \";\"}",  // does not belong
            "{shape: columns, options: {a: a}, other: {type: text}}",  // no column of its own
        ]
        for choice in wrong { #expect(throws: TestFailure.self, "\(choice)") { try mapping(choice) } }
        #expect(throws: TestFailure.self) {
            try mapping("{shape: columns, options: {a: a}}", "matrices: {q: {from: \"{row}\", rows: {x: a}}}")
        }
    }
}
