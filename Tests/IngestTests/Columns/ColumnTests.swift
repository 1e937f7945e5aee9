import Diagnostics
import Microdata
import Records
import Testing

@testable import Ingest

@Suite struct ColumnTests {
    private let regions = CodeList(
        name: "maakunta",
        codes: [
            Code(code: "01", titles: ["fi": "Uusimaa", "sv": "Nyland"]),
            Code(code: "14", titles: ["fi": "Etelä-Pohjanmaa", "sv": "Södra Österbotten"], aliases: ["E-P", "EP"]),
            Code(code: "15", titles: ["fi": "Pohjanmaa", "sv": "Österbotten"]),
        ])

    private func read(
        _ values: [String], _ column: ColumnMapping, missing: [String] = [], decimal: CSVDialect.DecimalMark = .comma
    ) throws -> Reading {
        // The first column keeps rows with an empty value from being blank.
        let text = "k;arvo\n" + values.map { "x;\"\($0.replacing("\"", with: "\"\""))\"\n" }.joined()
        let format = DeclaredFormat(separator: UInt8(ascii: ";"), decimalMark: decimal, headerRow: 1)
        return try IngestTests.read(text, mapping([column], format: format, missing: missing), lists: [regions])
    }

    @Test func understandsCodesTitlesAndAliases() throws {
        let written = ["01", "Uusimaa", "nyland", " ETELÄ-pohjanmaa ", "e-p", "Pohjanmaa", "Österbotten", ""]
        let reading = try read(written, ColumnMapping("region", from: ["arvo"], type: .code, codes: "maakunta"))
        #expect(reading.values("region") == ["01", "01", "01", "14", "14", "15", "15", "<not-answered>"])
        guard case .codes(_, let dictionary) = reading.segments[0]["region"]?.column else {
            throw TestFailure("no codes")
        }
        #expect(dictionary == ["01", "14", "15"])
    }

    @Test func neverTakesTheBeginningOfACode() throws {
        let reading = try read(
            ["Pohjan", "Uusima", "Etelä"], ColumnMapping("region", from: ["arvo"], type: .code, codes: "maakunta"))
        #expect(reading.codes == Array(repeating: "ingest.unknown-code", count: 3))
        #expect(reading.report.rowsQuarantined == 3)
        let issue = reading.report.issues[1]
        #expect(issue.location.description == "source.csv:3:arvo")
        #expect(issue.explanation.summary == "source.csv:3:arvo: 'Uusima' is no code of the column")
        #expect(issue.explanation.cause == "its codes are 01, 14, 15")
        #expect(issue.explanation.remedies.first == "did you mean 'Uusimaa'?")
    }

    @Test func mapsValuesToCodes() throws {
        let column = ColumnMapping(
            "stage", from: ["arvo"], type: .code,
            values: [.init("Kokeilu", "trial"), .init("Käytössä", "adopted"), .init("Otettu käyttöön", "adopted")],
            missing: [.init("eos", .doesNotKnow)])
        let reading = try read(["kokeilu", "KÄYTÖSSÄ", "Otettu  käyttöön", "eos", "trial", "muu"], column)
        #expect(reading.values("stage") == ["trial", "adopted", "adopted", "<does-not-know>", "trial"])
        #expect(reading.codes == ["ingest.unknown-code"])
    }

    @Test func collectsCodesWhereNoneAreDeclared() throws {
        let reading = try read(["b", "a", "b", " a", "c"], ColumnMapping("kind_of", from: ["arvo"], type: .code))
        #expect(reading.values("kind_of") == ["b", "a", "b", "a", "c"])
        let many = try read((0..<300).map { "code \($0)" }, ColumnMapping("kind_of", from: ["arvo"], type: .code))
        #expect(many.report.rowsKept == 240)
        #expect(Set(many.codes) == ["ingest.too-many-codes"])
    }

    @Test func keepsCodesOfRefusedRowsOutOfTheSegment() throws {
        let text = "koodi;luku\nsalainen;x\njulkinen;1\n"
        let columns = [
            ColumnMapping("code_of", from: ["koodi"], type: .code),
            ColumnMapping("id_of", from: ["koodi"], type: .identifier),
            ColumnMapping("number", from: ["luku"], type: .integer),
        ]
        let reading = try IngestTests.read(text, mapping(columns))
        #expect(reading.values("code_of") == ["julkinen"])
        for name in ["code_of", "id_of"] {
            switch reading.segments[0][name]?.column {
            case .codes(_, let dictionary), .keys(_, let dictionary): #expect(dictionary == ["julkinen"])
            default: Issue.record("no dictionary")
            }
        }
    }

    @Test func readsLikertItems() throws {
        let column = ColumnMapping(
            "q01", from: ["arvo"], type: .integer,
            values: [.init("Täysin eri mieltä", "1"), .init("Täysin samaa mieltä", "5")],
            missing: [.init("En osaa sanoa", .doesNotKnow)], range: 1...5)
        let reading = try read(
            ["1", "5", "täysin  ERI mieltä", "En osaa sanoa", "", "-", "3,0", " 4 ", "6", "0", "4,5", "hyvä"], column,
            missing: ["-"])
        #expect(
            reading.values("q01") == [
                "1", "5", "1", "<does-not-know>", "<not-answered>", "<not-answered>", "3", "4",
            ])
        #expect(
            reading.codes == [
                "ingest.out-of-range", "ingest.out-of-range", "ingest.not-of-type", "ingest.unknown-code",
            ])
        #expect(reading.report.issues[0].explanation.summary == "source.csv:10:arvo: 6 is outside 1…5")
        #expect(reading.report.issues[3].explanation.summary == "source.csv:13:arvo: 'hyvä' is no code of the column")
        #expect(
            reading.report.issues[3].explanation.cause
                == "its codes are Täysin eri mieltä, 2, 3, 4, Täysin samaa mieltä")
        guard case .integers(.int8, places: 0) = reading.segments[0]["q01"]?.column else {
            throw TestFailure("not in one byte")
        }
    }

    @Test func suggestsWordsWhereWordsStandForNumbers() throws {
        let column = ColumnMapping(
            "q01", from: ["arvo"], type: .integer,
            values: [.init("Eri mieltä", "2"), .init("Samaa mieltä", "4")])
        let reading = try read(["Samaa mielt", "2024-01-01", "maija@example.org"], column)
        #expect(
            reading.codes == [
                "ingest.unknown-code", "ingest.not-of-type", "ingest.email-address", "ingest.unknown-code",
            ])
        #expect(reading.report.issues[0].explanation.remedies.first == "did you mean 'Samaa mieltä'?")
        #expect(reading.report.issues[0].explanation.cause == "its codes are Eri mieltä, Samaa mieltä")
        #expect(!reading.report.issues.contains { "\($0.explanation)".contains("maija") })
        // Words beside which any number will do are no scale.
        let some = ColumnMapping(
            "n", from: ["arvo"], type: .integer, values: [.init("n. 10", "10"), .init("3 v", "3")])
        #expect(try read(["n. 10", "kauan", "70"], some).codes == ["ingest.not-of-type"])
        // A single word says nothing of what the others would be.
        let plain = ColumnMapping("q01", from: ["arvo"], type: .integer, values: [.init("ei yhtään", "0")])
        #expect(try read(["kauan"], plain).codes == ["ingest.not-of-type"])
    }

    @Test(arguments: [
        ([1, -120, 127], 1), ([1, 128], 2), ([1, -123], 2), ([40_000], 4), ([-40_000, 3], 4), ([3_000_000_000, 1], 8),
        ([Int64.max / 2 - 7], 8),
    ]) func keepsIntegersInTheNarrowestWidth(_ values: [Int64], _ width: Int) throws {
        let column = ColumnMapping("number", from: ["arvo"], type: .integer)
        // An empty value among them, and small ones before and after.
        let written = ["1", "", "2"] + values.map { String($0) } + ["3"]
        let reading = try read(written, column)
        #expect(reading.values("number") == written.map { $0.isEmpty ? "<not-answered>" : $0 })
        guard case .integers(let integers, _) = reading.segments[0]["number"]?.column else { throw TestFailure("none") }
        let found =
            switch integers {
            case .int8: 1
            case .int16: 2
            case .int32: 4
            case .int64: 8
            }
        #expect(found == width)
    }

    @Test func readsDecimals() throws {
        let column = ColumnMapping("amount", from: ["arvo"], type: .decimal(places: 2))
        let reading = try read(["1 234,50 €", "-0,5", "12", "1,005", "2.5", "abc"], column)
        #expect(reading.values("amount") == ["1234.50", "-0.50", "12.00"])
        #expect(reading.codes == ["ingest.too-many-decimals", "ingest.other-decimal-mark", "ingest.not-of-type"])
    }

    @Test func readsBooleans() throws {
        let column = ColumnMapping("attended", from: ["arvo"], type: .boolean, values: [.init("paikalla", "true")])
        let reading = try read(
            ["kyllä", "EI", "Ja", "nej", "yes", "no", "1", "0", "x", "", "paikalla", "ehkä", "2"], column)
        #expect(reading.values("attended") == ["1", "0", "1", "0", "1", "0", "1", "0", "1", "<not-answered>", "1"])
        #expect(reading.codes == ["ingest.not-of-type", "ingest.out-of-range"])
    }

    @Test func readsDaysAndMoments() throws {
        let day = try read(
            ["2023-11-07", "7.11.2023", "2023-11-07T10:00:00", "31.2.2023", ""],
            ColumnMapping("day_of", from: ["arvo"], type: .day))
        #expect(day.values("day_of") == ["2023-11-07", "2023-11-07", "2023-11-07", "<not-answered>"])
        #expect(day.codes == ["ingest.not-of-type"])
        let moment = try read(
            ["2023-11-07T09:05:01", "2023-11-07 09:05:01", "7.11.2023 klo 9.05", "7.11.2023", "1960-01-01T00:00:01"],
            ColumnMapping("at", from: ["arvo"], type: .moment))
        #expect(
            moment.values("at") == [
                "2023-11-07 09:05:01", "2023-11-07 09:05:01", "2023-11-07 09:05:00", "2023-11-07 00:00:00",
                "1960-01-01 00:00:01",
            ])
        let wrong = try read(
            ["2023-11-07T24:00:00", "2023-11-07T09:60:01", "2023-11-07T09:05:0x", "2023-11-07T09-05-01"],
            ColumnMapping("at", from: ["arvo"], type: .moment))
        #expect(wrong.report.rowsKept == 0)
    }

    @Test func checksTheRangeOfDays() throws {
        let first = try #require(CalendarDay(iso: "2023-01-01"))
        let last = try #require(CalendarDay(iso: "2023-12-31"))
        let column = ColumnMapping("day_of", from: ["arvo"], type: .day, days: first...last)
        let reading = try read(["2023-01-01", "31.12.2023", "2024-01-01", "7.11.1023"], column)
        #expect(reading.values("day_of") == ["2023-01-01", "2023-12-31"])
        #expect(reading.codes == ["ingest.out-of-range", "ingest.out-of-range"])
        #expect(
            reading.report.issues[0].explanation.summary
                == "source.csv:4:arvo: the date is outside 2023-01-01…2023-12-31")
    }

    @Test func readsHeadcountsIntoTwoColumns() throws {
        let reading = try read(
            ["24 hlö", "n. 300", "", "x"], ColumnMapping("people", from: ["arvo"], type: .headcount))
        #expect(reading.values("people") == ["24", "300", "<not-answered>"])
        #expect(reading.values("people_approximate") == ["0", "1", "<not-answered>"])
        #expect(reading.codes == ["ingest.not-of-type"])
    }

    @Test func keepsOnlyTheLengthOfText() throws {
        let reading = try read(
            ["hyvä", "\"lainattu\" sana", "", "  ", "👍🏽", "rivi\nvaihto", "-"],
            ColumnMapping("length_of", from: ["arvo"], type: .textLength), missing: ["-"])
        #expect(
            reading.values("length_of") == ["4", "15", "<not-answered>", "<not-answered>", "2", "11", "<not-answered>"])
    }

    @Test func keepsTextsAndTrimsTitles() throws {
        let text = try read([" a \"b\" ", "", "\n"], ColumnMapping("words", from: ["arvo"], type: .text))
        #expect(text.values("words") == [" a \"b\" ", "", ""])
        let title = try read([" a \"b\" ", "", "\n"], ColumnMapping("words", from: ["arvo"], type: .title))
        #expect(title.values("words") == ["a \"b\"", "", ""])
    }

    @Test func turnsPersonsIntoPseudonyms() throws {
        let pseudonymiser = try testPseudonymiser()
        func pseudonym(_ text: String) -> String {
            let pseudonym = pseudonymiser.pseudonym(of: text)
            return "\(pseudonym.high)-\(pseudonym.low)"
        }
        let column = ColumnMapping("who", from: ["arvo"], type: .person)
        let reading = try read([" Mäki07 ", "mäki07", "", "-", "010190-999W", "a@b.fi"], column, missing: ["-"])
        #expect(
            reading.values("who") == [
                pseudonym("Mäki07"), pseudonym("mäki07"), "<missing>", "<missing>", pseudonym("010190-999W"),
                pseudonym("a@b.fi"),
            ])
        #expect(reading.report.issues.isEmpty)
        let upper = try read(
            ["mäki07", "MÄKI07", "šéß÷"], ColumnMapping("who", from: ["arvo"], type: .person, normalisation: .upper))
        #expect(upper.values("who") == [pseudonym("MÄKI07"), pseudonym("MÄKI07"), pseudonym("šÉß÷")])
    }

    @Test func takesTheFirstSourceThatIsNotEmpty() throws {
        let text = "a;b;c\n1;\"x\"\"y\";z\n2;;z\n3;  ;\"q\"\"\"\n4;;\n"
        let column = ColumnMapping("words", from: ["b", "c"], type: .title)
        #expect(try IngestTests.read(text, mapping([column])).values("words") == ["x\"y", "z", "q\"", ""])
        let length = ColumnMapping("length_of", from: ["b", "c"], type: .textLength)
        #expect(
            try IngestTests.read(text, mapping([length])).values("length_of") == ["3", "1", "2", "<not-answered>"])
    }

    @Test func checksPatternsAndRequiredValues() throws {
        let column = ColumnMapping(
            "business", from: ["arvo"], type: .identifier, pattern: "[0-9]{7}-[0-9]", required: true)
        let reading = try read(["1234567-1", "1234567", "", " 7654321-2 "], column)
        #expect(reading.values("business") == ["1234567-1", "7654321-2"])
        #expect(reading.codes == ["ingest.no-match", "ingest.missing-required"])
    }

    @Test func fillsConstantsAndUnmappedFields() throws {
        let columns = [
            ColumnMapping("number", constant: "7", type: .integer), ColumnMapping("words", constant: "ä", type: .text),
            ColumnMapping("flag", constant: "kyllä", type: .boolean),
            ColumnMapping("id_of", constant: "E1", type: .identifier),
            ColumnMapping("region", constant: "nyland", codes: "maakunta"),
            ColumnMapping("people", constant: "300", type: .headcount),
        ]
        let reading = try IngestTests.read("a\n1\n2\n", mapping(columns), lists: [regions])
        #expect(reading.values("date") == ["2024-01-01", "2024-01-01"])
        #expect(reading.values("number") == ["7", "7"])
        #expect(reading.values("words") == ["ä", "ä"])
        #expect(reading.values("flag") == ["1", "1"])
        #expect(reading.values("id_of") == ["E1", "E1"])
        #expect(reading.values("region") == ["01", "01"])
        #expect(reading.values("people_approximate") == ["0", "0"])
        // Fields of the record that the mapping leaves out: nobody was asked.
        #expect(reading.values("kind") == ["<not-asked>", "<not-asked>"])
        #expect(reading.values("count") == ["<not-asked>", "<not-asked>"])
    }

    /// A moment with a zone keeps what the clock on the wall showed, and so its day, whichever side of midnight it is elsewhere.
    @Test func aMomentWithAZoneKeepsItsDay() throws {
        let columns = [
            ColumnMapping("day_of", from: ["t"], type: .day), ColumnMapping("at", from: ["t"], type: .moment),
        ]
        let reading = try IngestTests.read(
            "t\n2023-11-07T23:30:00Z\n2023-11-08T00:30:00+02:00\n2023-12-31T23:59:59-05:00\n2024-01-01 00:15 EET\n",
            IngestTests.mapping(columns))
        #expect(reading.codes == [])
        #expect(reading.values("day_of") == ["2023-11-07", "2023-11-08", "2023-12-31", "2024-01-01"])
        #expect(
            reading.values("at") == [
                "2023-11-07 23:30:00", "2023-11-08 00:30:00", "2023-12-31 23:59:59", "2024-01-01 00:15:00",
            ])
    }
}
