import CReadStat
import Definitions
import Diagnostics
import Records
import Testing

@testable import Ingest

/// What is done with personal data where none belongs, in each kind of file.
@Suite struct PersonalDataHandlingTests {
    private static let table = [
        ["id", "text", "code", "number", "day", "length", "other"],
        ["a", "soita 040 123 4567 tai a.b@example.org", "x", "1", "2024-01-01", "me@x.fi", ""],
        ["b", "sanoi \"ei\", a@b.fi", "me@x.fi", "2", "2024-01-02", "abc", ""],
        ["c", "ok", "x", "010190-999W", "2024-01-03", "", ""],
        ["d", "ok", "x", "4", "+358 40 123 4567", "", "kirsi@example.org"],
        ["e", "010190-999W", "y", "5", "2024-01-05", "", ""],
    ]

    private func columns(_ handling: PersonalDataHandling? = nil) -> [ColumnMapping] {
        [
            ColumnMapping("id", from: ["id"], type: .identifier),
            ColumnMapping("text", from: ["text"], type: .text, personalData: handling),
            ColumnMapping("code", from: ["code"], type: .code),
            ColumnMapping("number", from: ["number"], type: .integer),
            ColumnMapping("day", from: ["day"], type: .day),
            ColumnMapping("length", from: ["length"], type: .textLength),
        ]
    }

    private func mapping(_ unexpected: PersonalDataHandling, _ columns: [ColumnMapping]) -> Mapping {
        Mapping(
            file: "m.yaml", record: .activity,
            columns: [ColumnMapping("date", constant: "2024-01-01"), ColumnMapping("channel", constant: "news")]
                + columns,
            unexpectedPersonalData: unexpected)
    }

    private static var csv: [UInt8] {
        let rows = table.map { row in
            row.map { $0.contains { ",\"".contains($0) } ? "\"\($0.replacing("\"", with: "\"\""))\"" : $0 }
                .joined(separator: ",") + "\n"
        }
        return Array(rows.joined().utf8)
    }

    private static func workbook() throws -> [UInt8] {
        let rows = table.map { row in
            let cells = row.map { text in
                "<c t=\"inlineStr\"><is><t>\(text.replacing("\"", with: "&quot;"))</t></is></c>"
            }
            return "<row>\(cells.joined())</row>"
        }
        return try WorkbookFixture(sheet: "<sheetData>\(rows.joined())</sheetData>").contents()
    }

    private static func spss() throws -> [UInt8] {
        try SPSSFixture.bytes(
            table[0].map { SPSSFixture.Variable(name: $0, width: 60) },
            cases: table.dropFirst().map { $0.map { .text($0) } })
    }

    private func readings(_ mapping: Mapping) throws -> [Reading] {
        [
            try read(Self.csv, mapping), try read(Self.csv, mapping, threads: 1, chunkSize: 40),
            try read(GzipTests.compressed(Self.csv), mapping, name: "a.csv.gz"),
            try read(Self.workbook(), mapping, name: "a.xlsx"), try read(Self.spss(), mapping, name: "a.sav"),
        ]
    }

    private func checkMessages(_ report: SourceReport) {
        for issue in report.issues {
            for secret in ["010190", "example.org", "x.fi", "b.fi", "4567"] {
                #expect(!issue.rendered().contains(secret))
            }
        }
    }

    @Test func quarantinesByDefault() throws {
        for reading in try readings(mapping(.quarantine, columns())) {
            #expect(reading.report.rowsKept == 0)
            #expect(reading.report.rowsQuarantined == 5)
            checkMessages(reading.report)
        }
    }

    @Test func masksAndKeepsTheRow() throws {
        for reading in try readings(mapping(.mask, columns())) {
            #expect(reading.report.rowsKept == 5)
            #expect(
                reading.values("text") == [
                    "soita [phone] tai [e-mail]", "sanoi \"ei\", [e-mail]", "ok", "ok", "[hetu]",
                ])
            #expect(reading.values("code") == ["x", "<not-answered>", "x", "x", "y"])
            #expect(reading.values("number") == ["1", "2", "<not-answered>", "4", "5"])
            #expect(reading.values("day")[3] == "<not-answered>")
            #expect(reading.values("length")[0] == "8")
            #expect(reading.values("length")[1] == "3")
            #expect(reading.report.issues.allSatisfy { $0.severity == .warning })
            #expect(
                Set(reading.codes) == ["ingest.personal-identity-code", "ingest.email-address", "ingest.phone-number"])
            #expect(reading.codes.count == 9)
            #expect(reading.report.issues[0].explanation.cause?.hasSuffix("the row was kept without it") == true)
            checkMessages(reading.report)
        }
    }

    @Test func dropsTheWholeValue() throws {
        for reading in try readings(mapping(.drop, columns())) {
            #expect(reading.report.rowsKept == 5)
            #expect(reading.values("text") == ["", "", "ok", "ok", ""])
            #expect(reading.values("length")[0] == "<not-answered>")
        }
    }

    /// Nobody's identity code passes because a mapping leaves its column out.
    @Test func anIdentityCodeInAColumnThatIsLeftOutIsFound() throws {
        let csv = Array("id,kunta,huom\na,091,ok\nb,091,010190-999W\n".utf8)
        let only = [ColumnMapping("id", from: ["id"], type: .identifier)]
        let kept = try read(csv, mapping(.mask, only))
        #expect(kept.report.rowsKept == 2 && kept.codes.contains("ingest.personal-identity-code"))
        let refused = try read(csv, mapping(.quarantine, only))
        #expect(refused.values("id") == ["a"] && refused.report.rowsQuarantined == 1)
        checkMessages(refused.report)
    }

    @Test func aColumnMayDifferFromTheRest() throws {
        for reading in try readings(mapping(.quarantine, columns(.mask))) {
            #expect(reading.values("id") == ["e"])
            #expect(reading.values("text") == ["[hetu]"])
        }
        for reading in try readings(mapping(.mask, columns(.quarantine))) {
            #expect(reading.values("id") == ["c", "d"])
        }
    }

    @Test func aRequiredValueThatIsMaskedSendsTheRowToQuarantine() throws {
        let strict = [ColumnMapping("code", from: ["code"], type: .code, required: true)]
        for reading in try readings(mapping(.mask, strict)) {
            #expect(reading.report.rowsQuarantined == 1)
            #expect(reading.codes.contains("ingest.missing-required"))
        }
    }

    @Test func neverMakesOnePersonOfMany() throws {
        let both = [
            ColumnMapping("person", from: ["text"], type: .person), ColumnMapping("text", from: ["text"], type: .text),
        ]
        for reading in try readings(mapping(.mask, both)) { #expect(reading.report.rowsKept == 2) }
        for reading in try readings(mapping(.quarantine, [ColumnMapping("person", from: ["text"], type: .person)])) {
            // The other columns are neither mapped nor ignored.
            #expect(reading.values("person").count == 1)
        }
    }

    @Test func keepsPlacesWhenQuotesAreUndoneAndBatchesAreMany() throws {
        let rows = (0..<4000).map { row in
            row.isMultiple(of: 3) ? "\"\"\"x\"\" a\(row)@example.org, \"\"y\"\"\"," : "\"q\"\"\(row)\","
        }
        let text = "t,n\n" + rows.enumerated().map { "\($1)\($0)\n" }.joined()
        let columns = [ColumnMapping("t", from: ["t"], type: .text), ColumnMapping("n", from: ["n"], type: .integer)]
        let expected = (0..<4000).map { $0.isMultiple(of: 3) ? "\"x\" [e-mail], \"y\"" : "q\"\($0)" }
        for (threads, chunkSize) in [(1, 1 << 20), (2, 5000), (3, 100)] {
            let reading = try read(text, mapping(.mask, columns), threads: threads, chunkSize: chunkSize)
            #expect(reading.values("t") == expected)
            #expect(reading.values("n") == (0..<4000).map { "\($0)" })
        }
        let lengths = try read(text, mapping(.mask, [ColumnMapping("t", from: ["t"], type: .textLength)]))
        #expect(lengths.values("t") == expected.map { "\($0.unicodeScalars.count)" })
    }

    /// The header of a file that has none is a person's answer.
    @Test func namesNoPersonInPlaceOfAColumn() throws {
        let text = "010190-999W,etu.suku@example.org,040 123 4567\n1,2,3\n4,5,6\n"
        let file = try TemporaryFile(text)
        let report = try read(text, mapping(.quarantine, [ColumnMapping("a", from: ["[hetu]"], type: .text)])).report
        let inspection = try FileInspection(path: file.path, displayName: "source.csv")
        let missing = SourceReader.findings(
            path: file.path, displayName: "source.csv",
            mapping: mapping(.quarantine, [ColumnMapping("a", from: ["none"], type: .text)]), codeLists: [:])
        let texts =
            report.findings.map(\.rendered) + missing.map(\.rendered) + [inspection.text, inspection.json]
            + report.header
        #expect(!missing.isEmpty)
        for text in texts {
            for secret in ["010190", "example.org", "123 4567"] { #expect(!text.contains(secret)) }
        }
    }

    @Test func decodesWhatTheMappingSays() throws {
        func decoded(_ text: String) throws -> (mapping: Mapping?, codes: [String]) {
            let reader = DefinitionReader()
            let file = try DefinitionFile.load(text: text, name: "m.yaml")
            let mapping = Mapping.decode(file.root, codeLists: [:], with: reader)
            return (mapping, reader.findings.map(\.code))
        }
        let start = "kaiku: 1\nrecord: activity\n"
        let columns = "columns:\n  date: {from: a}\n  channel: {from: b}\n"
        let plain = try decoded(start + columns)
        #expect(plain.mapping?.unexpectedPersonalData == .quarantine)
        let all = try decoded(
            start + "personal-data: {unexpected: mask}\n" + columns + "  t: {from: c, personal-data: drop}\n")
        #expect(all.mapping?.unexpectedPersonalData == .mask)
        #expect(all.mapping?.columns.map(\.personalData) == [nil, nil, .drop])
        let wrong = try decoded(start + "personal-data: {unexpected: hide}\n" + columns)
        #expect(wrong.mapping == nil)
        #expect(!wrong.codes.isEmpty)
    }
}
