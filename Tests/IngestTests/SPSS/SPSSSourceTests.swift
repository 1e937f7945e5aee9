import CReadStat
import Diagnostics
import Microdata
import Records
import Testing

@testable import Ingest

@Suite struct SPSSSourceTests {
    /// Seconds since 14 October 1582 of a day.
    private static func seconds(_ iso: String, _ rest: Double = 0) -> SPSSValue {
        .number((Double(CalendarDay(iso: iso)?.number ?? 0) + 141_428) * 86_400 + rest)
    }

    // MARK: The same survey as text and as SPSS file

    static let variables = [
        SPSSFixture.Variable(name: "Koodi", width: 8),
        SPSSFixture.Variable(name: "Aalto", width: 20),
        SPSSFixture.Variable(name: "Aika", format: "DATETIME20"),
        SPSSFixture.Variable(name: "Paiva", format: "EDATE10"),
        SPSSFixture.Variable(
            name: "K1", title: "Hyöty",
            labels: [(.number(1), "Täysin eri mieltä"), (.number(5), "Täysin samaa mieltä")]),
        SPSSFixture.Variable(name: "Paino", format: "F8.4"),
        SPSSFixture.Variable(name: "Palaute", width: 400),
    ]

    static let cases: [[SPSSValue]] = [
        [
            .text("A1"), .text("ennen"), seconds("2024-09-01", 34_200), seconds("2024-09-01"), .number(4),
            .number(1.25), .text("Hyvä päivä, kiitos; \"ihan\" hyvä"),
        ],
        [
            .text("A2"), .text("Jälkeen"), seconds("2024-11-29", 0), seconds("2024-11-29"), .missing, .number(0.1),
            .text(String(repeating: "Pitkä vastaus. ", count: 20) + "Loppu"),
        ],
        [.text("A3"), .text("ennen"), .missing, .missing, .number(9), .number(1), .text("")],
        [.text(""), .text("ennen"), .missing, .missing, .number(2), .number(1), .text("")],
        [
            .text("A1"), .text("ennen"), seconds("2024-09-02", 59), seconds("2024-09-02"), .number(5), .missing,
            .text("Kahdesti"),
        ],
        [
            .text("A4"), .text("jälkeen"), seconds("1999-12-31", 86_399), seconds("1999-12-31"), .number(1),
            .number(-3), .text("a4@example.org"),
        ],
        [
            .text("A5"), .text("jälkeen"), seconds("2024-02-29", 60), seconds("2024-02-29"), .number(5), .number(12),
            .text("Åke"),
        ],
    ]

    private static let csv = """
        Koodi;Aalto;Aika;Paiva;K1;Paino;Palaute
        A1;ennen;2024-09-01T09:30:00;2024-09-01;4;1.25;"Hyvä päivä, kiitos; ""ihan"" hyvä"
        A2;Jälkeen;29.11.2024 0.00;29.11.2024;;0.1;\(String(repeating: "Pitkä vastaus. ", count: 20))Loppu
        A3;ennen;;;9;1;
        ;ennen;;;2;1;
        A1;ennen;2.9.2024 klo 0.00.59;2024-09-02;5;;Kahdesti
        A4;jälkeen;1999-12-31T23:59:59;1999-12-31;1;-3;a4@example.org
        A5;jälkeen;2024-02-29T00:01:00;2024-02-29;5;12;Åke

        """

    static let survey = Mapping(
        file: "mapping.yaml", record: .surveyResponse,
        columns: [
            ColumnMapping("respondent", from: ["Koodi"]), ColumnMapping("wave", from: ["Aalto"], codes: "wave"),
            ColumnMapping("submitted", from: ["Aika"]), ColumnMapping("day_of", from: ["Paiva"], type: .day),
            ColumnMapping("q01", from: ["K1"], type: .integer, range: 1...5), ColumnMapping("weight", from: ["Paino"]),
            ColumnMapping("feedback", from: ["Palaute"], type: .textLength),
            ColumnMapping("words", from: ["palaute"], type: .text),
        ], unique: ["respondent", "wave"])

    static let waves = CodeList(
        name: "wave",
        codes: [Code(code: "before", titles: ["fi": "ennen"]), Code(code: "after", titles: ["fi": "jälkeen"])])

    @Test(arguments: [
        READSTAT_COMPRESS_NONE.rawValue, READSTAT_COMPRESS_ROWS.rawValue, READSTAT_COMPRESS_BINARY.rawValue,
    ])
    func aSurveyGivesTheSameSegmentsAsTextAndAsSPSSFile(compression: UInt32) throws {
        let bytes = try SPSSFixture.bytes(
            Self.variables, cases: Self.cases, compression: readstat_compress_t(rawValue: compression))
        let spss = try read(bytes, Self.survey, name: "kysely.sav", lists: [Self.waves])
        let text = try read(Array(Self.csv.utf8), Self.survey, name: "kysely.csv", lists: [Self.waves])
        #expect(text.report.rowsRead == 7 && text.report.rowsKept == 3, "\(text.codes)")
        #expect(spss.report.rowsRead == text.report.rowsRead && spss.report.rowsKept == text.report.rowsKept)
        #expect(spss.report.rowsQuarantined == text.report.rowsQuarantined)
        #expect(spss.codes == text.codes)
        #expect(spss.segments.count == 1 && text.segments.count == 1)
        for (one, other) in zip(spss.segments, text.segments) {
            #expect(one.table == other.table && one.firstRow == other.firstRow && one.rowCount == other.rowCount)
            #expect(Array(one.columns.dropFirst()) == Array(other.columns.dropFirst()))
        }
        // A case has its own number; a text file has a header above.
        #expect(spss.values("_line") == ["1", "2", "7"] && text.values("_line") == ["2", "3", "8"])
        #expect(spss.report.issues.first?.location.description == "kysely.sav:3:K1")
        #expect(spss.report.verdict == "SPSS data file, encoding utf-8")
        #expect(spss.report.sha256.count == 64 && spss.report.bytes == bytes.count)
    }

    // MARK: Missing values and labels

    static let answers = [
        SPSSFixture.Variable(
            name: "k1", labels: [(.number(1), "Ei"), (.number(2), "Kyllä"), (.number(98), "Ei tiedä")],
            missing: [.numbers(90...97), .numbers(98...98)]),
        SPSSFixture.Variable(name: "k2", width: 3, labels: [(.text("a"), "Aina")], missing: [.text("z")]),
    ]
    static let given: [[SPSSValue]] = [
        [.number(1), .text("a")], [.number(2), .text("z")], [.number(98), .text("b")], [.number(95.5), .text("a")],
        [.missing, .text("")], [.number(97), .text("z")],
    ]

    @Test func declaredMissingValuesAreEmptyAndCounted() throws {
        let reading = try read(
            SPSSFixture.bytes(Self.answers, cases: Self.given),
            mapping([
                ColumnMapping("one", from: ["K1"], type: .integer), ColumnMapping("two", from: ["k2"], type: .code),
            ]), name: "a.sav")
        // The fifth case and the last have nothing in them.
        #expect(reading.report.rowsRead == 6 && reading.report.rowsExcluded == 2 && reading.report.rowsKept == 4)
        #expect(reading.values("one") == ["1", "2", "<not-answered>", "<not-answered>"])
        #expect(reading.values("two") == ["a", "<not-answered>", "b", "a"])
        let finding = try #require(reading.report.findings.first { $0.code == "ingest.spss-declared-missing" })
        #expect(finding.severity == .info && finding.explanation.summary.hasSuffix("read as empty: k1 3, k2 2"))
    }

    @Test func aDeclaredMissingValueThatTheMappingNamesKeepsItsReason() throws {
        let bytes = try SPSSFixture.bytes(Self.answers, cases: Self.given)
        let named = ColumnMapping(
            "one", from: ["k1"], type: .integer, missing: [.init("98", .doesNotKnow), .init("97", .refused)])
        let reading = try read(
            bytes,
            mapping([
                named,
                ColumnMapping(
                    "two", from: ["k2"], values: [.init("a", "always"), .init("z", "never"), .init("b", "b")]),
            ]),
            name: "a.sav")
        #expect(reading.values("one") == ["1", "2", "<does-not-know>", "<not-answered>", "<refused>"])
        #expect(reading.values("two") == ["always", "never", "b", "always", "never"])
        let finding = try #require(reading.report.findings.first { $0.code == "ingest.spss-declared-missing" })
        #expect(finding.explanation.summary.hasSuffix("read as empty: k1 1"))
        // A second column that does not know the value would take it for an answer.
        let both = try read(
            bytes, mapping([named, ColumnMapping("again", from: ["k1"], type: .integer)], ignored: ["k2"]),
            name: "a.sav")
        #expect(both.values("one") == ["1", "2", "<not-answered>", "<not-answered>"])
    }

    @Test func labelsStandForValuesWhereTheMappingSaysSo() throws {
        let bytes = try SPSSFixture.bytes(Self.answers, cases: Self.given)
        let columns = [
            ColumnMapping("one", from: ["k1"], type: .code, missing: [.init("ei tiedä", .doesNotKnow)]),
            ColumnMapping("two", from: ["k2"], type: .code),
        ]
        let labels = try read(bytes, mapping(columns, format: DeclaredFormat(labels: true)), name: "a.sav")
        #expect(labels.values("one") == ["Ei", "Kyllä", "<does-not-know>", "<not-answered>"])
        #expect(labels.values("two") == ["Aina", "<not-answered>", "b", "Aina"])
        let codes = try read(bytes, mapping(columns), name: "a.sav")
        #expect(codes.values("one") == ["1", "2", "<not-answered>", "<not-answered>"])
        #expect(codes.values("two") == ["a", "<not-answered>", "b", "a"])
    }

    // MARK: Dates, times, numbers

    @Test func writesDatesAndTimesOut() throws {
        let formats = [
            "DATE11", "ADATE10", "EDATE10", "SDATE10", "JDATE8", "MOYR8", "QYR8", "WKYR10", "DATETIME20", "YMDHMS19",
            "TIME8", "DTIME11", "MTIME8", "F8.2", "WKDAY3",
        ]
        func texts(_ value: Double) -> [String] {
            var cells = SPSSCells(
                SPSSDictionary(
                    variables: formats.map {
                        SPSSVariable(name: "v", title: nil, format: $0, isText: false, missing: [], labelSet: nil)
                    }), usesLabels: false)
            return cells.cells(formats.map { _ in .number(value) }).map(WorkbookRowBatch.text)
        }
        // 2018-05-06 10:10:10.
        let day = [String](repeating: "2018-05-06", count: 8)
        #expect(texts(13_744_980_610).prefix(10) == day[...] + ["2018-05-06T10:10:10", "2018-05-06T10:10:10"])
        #expect(texts(36_610).suffix(5) == ["10:10:10", "10:10:10", "10:10:10", "36610", "36610"])
        // Elapsed time goes on after a day, as SPSS shows it.
        #expect(texts(95_400).suffix(5).prefix(3) == ["26:30:00", "26:30:00", "26:30:00"])
        #expect(texts(-60).suffix(5).prefix(3) == ["-00:01:00", "-00:01:00", "-00:01:00"])
        // No date before the calendar began, after the year 9999, or at no place at all.
        for value in [0, -5, 1e15, .infinity, -.infinity, 1e300, Double(Int.min) * 86_400] {
            #expect(texts(value)[0] == WorkbookRowBatch.decimalText(of: value))
        }
    }

    @Test func tellsOfDatesThatAreNone() throws {
        let bytes = try SPSSFixture.bytes(
            [SPSSFixture.Variable(name: "pvm", format: "DATE11")], cases: [[.number(5)], [Self.seconds("2024-01-31")]])
        let reading = try read(bytes, mapping([ColumnMapping("day_of", from: ["pvm"], type: .day)]), name: "a.sav")
        #expect(reading.values("day_of") == ["2024-01-31"] && reading.codes == ["ingest.not-of-type"])
        let finding = try #require(reading.report.findings.first { $0.code == "ingest.spss-date-out-of-range" })
        #expect(finding.severity == .warning && finding.explanation.summary.hasSuffix("pvm 1"))
    }

    @Test func readsManyCasesInSegments() throws {
        let count = 70_000
        let bytes = try SPSSFixture.bytes(
            [SPSSFixture.Variable(name: "n")], cases: (0..<count).map { [.number(Double($0))] })
        let reading = try read(bytes, mapping([ColumnMapping("n", from: ["n"], type: .integer)]), name: "a.sav")
        #expect(reading.segments.map(\.rowCount) == [32_768, 32_768, 4464])
        #expect(reading.values("n") == (0..<count).map { "\($0)" })
        #expect(reading.values("_line").last == "70000")
    }

    // MARK: The header, and what is in a file

    @Test func comparesTheMappingWithTheVariables() throws {
        let file = try TemporaryFile(SPSSFixture.bytes(Self.answers, cases: Self.given), name: "a.sav")
        func findings(_ columns: [ColumnMapping]) -> [Finding] {
            SourceReader.findings(path: file.path, displayName: "a.sav", mapping: mapping(columns), codeLists: [:])
        }
        let found = findings([ColumnMapping("one", from: ["k11"], type: .integer)])
        #expect(found.map(\.code) == ["ingest.unknown-column", "ingest.unmapped-columns"])
        #expect(found[0].explanation.cause == "its columns are 'k1', 'k2'")
        #expect(found[0].explanation.remedies == ["did you mean 'k1'?", "correct `from:` in the mapping"])
        #expect(findings([ColumnMapping("one", from: ["K1"]), ColumnMapping("two", from: ["k2"])]).isEmpty)
    }

    @Test func showsWhatIsInAFile() throws {
        var variables = Self.variables
        variables[6].title = "Sähköpostiosoite ja palaute"
        let cases = (0..<30).map { number in
            [.text("A\(number)")] + Self.cases[number.isMultiple(of: 2) ? 0 : 6].dropFirst()
        }
        let file = try TemporaryFile(SPSSFixture.bytes(variables, cases: cases), name: "kysely.sav")
        let found = try FileInspection(path: file.path, displayName: "kysely.sav")
        #expect(found.kind == .spss && found.rows == 30 && found.isWhole)
        #expect(found.columns.map(\.name) == variables.map(\.name))
        #expect(found.columns[4].title == "Hyöty" && found.columns[4].type == "integer")
        #expect(found.columns[4].labels == ["1 = Täysin eri mieltä", "5 = Täysin samaa mieltä"])
        #expect(found.columns[2].type == "moment" && found.columns[3].type == "day")
        #expect(found.columns[6].personalData == "its label has 'sähköposti'")
        #expect(found.text.hasPrefix("kysely.sav: SPSS data file, encoding utf-8\n30 rows, 7 columns\n"))
        #expect(found.text.contains("K1       Hyöty") && found.text.contains("5 = Täysin samaa mieltä"))
        #expect(found.json.contains("\"kind\":\"spss\"") && found.json.contains("\"label\":\"Hyöty\""))
        #expect(!found.proposedMapping.contains("format: {"))
    }
}
