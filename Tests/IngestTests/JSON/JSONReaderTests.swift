import Diagnostics
import Foundation
import Records
import Testing

@testable import Ingest

@Suite struct JSONReaderTests {
    private func reading(_ text: String, _ columns: [ColumnMapping], records: String? = nil, name: String = "a.json")
        throws
        -> Reading
    {
        try read(
            Array(text.utf8), mapping(columns, format: DeclaredFormat(records: records)), name: name)
    }

    private func text(_ name: String, from source: String) -> ColumnMapping {
        ColumnMapping(name, from: [source], type: .text)
    }

    private func error(_ text: String, _ columns: [ColumnMapping] = [], records: String? = nil, name: String = "a.json")
        throws -> IngestError
    {
        do {
            _ = try reading(text, columns, records: records, name: name)
        } catch let error as IngestError {
            return error
        }
        throw TestFailure("read")
    }

    // MARK: Shapes

    private static let shapes: [(String, String, String)] = [
        (#"[{"a":"x","n":1},{"a":"y","n":2}]"#, "a.json", "JSON, a list of records"),
        (
            #" { "count": 2, "next": null, "results" : [ {"a":"x","n":1} , {"n":2,"a":"y"} ], "ok": true } "#, "a.json",
            "JSON, records under 'results'"
        ),
        (
            #"{"meta":{"tags":["t"],"n":[1,[2,{"a":1}]]},"data":{"items":[{"a":"x","n":1},{"a":"y","n":2}]}}"#,
            "a.json", "JSON, records under 'data.items'"
        ),
        ("{\"a\":\"x\",\"n\":1}\n{\"a\":\"y\",\"n\":2}", "a.jsonl", "JSON Lines"),
        ("\u{FEFF}{\"a\":\"x\",\"n\":1}\r\n\r\n  \n{\"a\":\"y\",\"n\":2}\r\n", "a.ndjson", "JSON Lines"),
    ]

    @Test(arguments: shapes) func findsTheRecords(content: String, name: String, verdict: String) throws {
        let columns = [text("a", from: "a"), ColumnMapping("n", from: ["n"], type: .integer)]
        let found = try reading(content, columns, name: name)
        #expect(found.values("a") == ["x", "y"] && found.values("n") == ["1", "2"])
        #expect(found.report.verdict == verdict)
        #expect(found.report.rowsRead == 2 && found.report.rowsKept == 2)
        // The same, compressed.
        let gzip = try read(GzipTests.compressed(Array(content.utf8)), mapping(columns), name: name + ".gz")
        #expect(gzip.values("a") == ["x", "y"] && gzip.report.verdict == verdict)
    }

    @Test func takesTheDeclaredList() throws {
        let content = #"{"users":[{"id":1}],"data":{"answers":[{"a":"x"},{"a":"y"}]},"more":[{"z":1}]}"#
        let declared = try reading(content, [text("a", from: "a")], records: "data.answers")
        #expect(declared.values("a") == ["x", "y"] && declared.report.findings.isEmpty)
        let first = try reading(content, [text("id_of", from: "id")])
        #expect(first.values("id_of") == ["1"])
        #expect(first.report.findings.map(\.code) == ["ingest.json-other-lists"])
        #expect(first.report.findings[0].explanation.summary.hasSuffix("not read: 'data.answers', 'more'"))
        let wrong = try error(content, records: "answers")
        #expect(wrong.code == "ingest.json-no-records")
        #expect(wrong.explanation.cause == "its lists of objects are 'users', 'data.answers', 'more'")
        #expect(try error(#"{"a":1}"#).code == "ingest.json-no-records")
    }

    @Test func flattensObjectsAndJoinsLists() throws {
        let content = """
            [{"name":"A","address":{"city":"Oulu","geo":{"lat":65.01}},"group/q1":"yes","tags":["a","b",null,3,true],"empty":[],"none":{}},
             {"name":"B","address":{"city":"Turku"},"tags":["x;y","z"],"children":[{"age":3},{"age":5}],"flag":false}]
            """
        let found = try reading(
            content,
            [
                text("city", from: "address.city"), text("lat", from: "address.geo.lat"), text("q1", from: "group/q1"),
                text("tags", from: "tags"), ColumnMapping("flag", from: ["flag"], type: .boolean),
            ])
        #expect(found.values("city") == ["Oulu", "Turku"] && found.values("lat") == ["65.01", ""])
        #expect(found.values("q1") == ["yes", ""] && found.values("tags") == ["a;b;3;true", "x;y;z"])
        #expect(found.values("flag") == ["<not-answered>", "0"])
        #expect(
            found.report.findings.map(\.code) == [
                "ingest.unmapped-columns", "ingest.json-lists-left-out", "ingest.json-list-with-semicolon",
            ])
        #expect(found.report.findings[1].explanation.summary.hasSuffix("left out: 'children' in 1"))
        #expect(
            found.report.header == ["name", "address.city", "address.geo.lat", "group/q1", "tags", "empty", "flag"])
    }

    // MARK: Values

    @Test func keepsNumbersToTheLastDecimal() throws {
        let numbers = [
            ("0.1", "0.1"), ("123456789012345678901234567890", "123456789012345678901234567890"),
            ("0.12345678901234567890123", "0.12345678901234567890123"), ("-0", "-0"), ("1e3", "1000"),
            ("1.5E+2", "150"), ("25e-1", "2.5"), ("-12.50e-4", "-0.001250"), ("0e5", "0"), ("1E400", "1E400"),
            ("9007199254740993", "9007199254740993"), ("0.05e1", "0.5"),
        ]
        let content = "[" + numbers.map { "{\"n\":\($0.0)}" }.joined(separator: ",") + "]"
        #expect(try reading(content, [text("n", from: "n")]).values("n") == numbers.map(\.1))
        let exact = try reading(
            "[{\"n\":1234567890123.45}]", [ColumnMapping("n", from: ["n"], type: .decimal(places: 2))])
        #expect(exact.values("n") == ["1234567890123.45"])
        for wrong in ["01", "1.", ".5", "+1", "1e", "0x10", "NaN", "Infinity", "--1", "1 2", "-"] {
            #expect(try error("[{\"n\":\(wrong)}]").code == "ingest.json-damaged", "\(wrong)")
        }
    }

    @Test func readsTextsWithEscapes() throws {
        let content =
            #"[{"t":"a\"b\\c\/d\n\t\u00e4\ud83d\ude00 ] } , : 12"},{"t":"[{\\"},{"t":""},{"t":null},{"t":"5"}]"#
        let found = try reading(content, [text("t", from: "t")])
        #expect(found.values("t") == ["a\"b\\c/d\n\tä😀 ] } , : 12", "[{\\", "5"])
        // A record without a value is excluded, as an empty line is.
        #expect(found.report.rowsRead == 5 && found.report.rowsExcluded == 2)
        #expect(found.values("_line") == ["1", "2", "5"])
    }

    @Test func findsPersonalData() throws {
        let found = try reading(
            #"[{"t":"010190-999W","u":"x"},{"t":"y","u":"a@example.org"},{"t":"z","u":"w"}]"#,
            [text("t", from: "t"), text("u", from: "u")])
        #expect(found.codes == ["ingest.personal-identity-code", "ingest.email-address"])
        #expect(found.values("t") == ["z"])
    }

    // MARK: Columns

    @Test func namesOfTheMappingMayComeAfterTheFirstRecords() throws {
        var lines = (0..<1500).map { "{\"n\":\($0)}" }
        lines[1200] = #"{"n":1200,"late":"x","other":"y"}"#
        let content = lines.joined(separator: "\n")
        let columns = [ColumnMapping("n", from: ["N"], type: .integer), text("late", from: "late")]
        let found = try reading(content, columns, name: "a.jsonl")
        #expect(found.values("late").filter { !$0.isEmpty } == ["x"])
        #expect(found.values("n").count == 1500)
        #expect(found.report.findings.map(\.code) == ["ingest.json-later-names"])
        let never = try reading(content, columns + [text("never", from: "nevr")], name: "a.jsonl")
        #expect(never.report.findings.map(\.code) == ["ingest.json-later-names", "ingest.json-name-never-found"])
        let file = try TemporaryFile(content, name: "a.jsonl")
        let findings = SourceReader.findings(
            path: file.path, displayName: "a.jsonl", mapping: mapping(columns), codeLists: [:])
        #expect(findings.map(\.code) == ["ingest.json-name-not-found"])
        // In a file whose records have all been looked at, a name that none has is an error.
        #expect(try error(#"[{"name":1}]"#, [text("n", from: "nmae")]).code == "ingest.mapping-does-not-fit")
    }

    // MARK: What is wrong

    private static let badLines: [(String, JSONFault)] = [
        (#"{"a":1,"a":2}"#, .duplicateKey), (#"{"a.b":1,"a":{"b":2}}"#, .duplicateKey),
        (#"{"a":"\ud800"}"#, .loneSurrogate), (#"{"a":"x\u0000y"}"#, .nulCharacter), (#"{"\u0000":1}"#, .nulCharacter),
        (#"{"a":[1,2}"#, .syntax), (#"{"a":tru}"#, .syntax), (#"{a:1}"#, .syntax), (#"{"a":1,}"#, .syntax),
        (#"{"a":"tab\#tin"}"#, .syntax), (#"{1:2}"#, .syntax), (#"{"a":1} x"#, .syntax), (#"{"a":1"#, .truncated),
        (#"{"a":"x"#, .truncated), ("[1,2]", .notAnObject), ("\"text\"", .notAnObject), ("12", .notAnObject),
        ("garbage", .syntax),
        (within(repeated("[", 40) + repeated("]", 40)), .tooDeep), (within(repeated("9", 401)), .numberTooLong),
        (within("[" + repeated("0,", 140_000) + "0]"), .tooManyValues),
    ]

    private static func repeated(_ text: String, _ count: Int) -> String { String(repeating: text, count: count) }
    private static func within(_ value: String) -> String { "{\"a\":\(value)}" }

    @Test(arguments: badLines) func badLinesGoToQuarantine(line: String, fault: JSONFault) throws {
        let found = try reading(
            "{\"a\":\"first\"}\n" + line + "\n{\"a\":\"last\"}\n", [text("a", from: "a")], name: "a.jsonl")
        #expect(found.values("a") == ["first", "last"])
        #expect(found.report.rowsRead == 3 && found.report.rowsQuarantined == 1)
        let issue = try #require(found.report.issues.first)
        #expect(issue.code == "ingest.not-json" && issue.explanation.cause == fault.description)
        #expect(issue.location.line == 2 && found.report.issues.count == 1)
    }

    @Test func refusesInvalidUTF8() throws {
        let bytes = Array("{\"a\":\"first\"}\n{\"a\":\"M".utf8) + [0xE4] + Array("ki\"}\n".utf8)
        let found = try read(bytes, mapping([text("a", from: "a")]), name: "a.jsonl")
        #expect(found.report.issues.first?.explanation.cause == JSONFault.invalidUTF8.description)
        let list = Array("[{\"a\":\"M".utf8) + [0xE4] + Array("ki\"}]".utf8)
        #expect {
            _ = try read(list, mapping([text("a", from: "a")]), name: "a.json")
        } throws: { ($0 as? IngestError)?.explanation.cause == JSONFault.invalidUTF8.description }
        let wide = Array("[{\"a\":1}]".utf16).flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        for start in [[0xFF, 0xFE], []] as [[UInt8]] {
            #expect {
                _ = try read(start + wide, mapping([text("a", from: "a")]), name: "a.json")
            } throws: { ($0 as? IngestError)?.code == "ingest.json-wrong-encoding" }
        }
    }

    @Test func tellsWhereADocumentIsWrong() throws {
        let damaged = try error("[\n {\"a\":1},\n {\"a\":1,\"a\":2},\n {\"a\":3}]")
        #expect(damaged.explanation.summary == "a.json:3: record 2 of the JSON file cannot be read")
        #expect(damaged.explanation.cause == JSONFault.duplicateKey.description && damaged.location?.line == 3)
        #expect(try error("[{\"a\":1} {\"a\":2}]").code == "ingest.json-damaged")
        #expect(try error("[{\"a\":1},]").code == "ingest.json-damaged")
        #expect(try error("[{\"a\":1}] x").code == "ingest.json-damaged")
        #expect(try error("[{\"a\":1},5]").explanation.cause == JSONFault.notAnObject.description)
        #expect(try error("{\"b\":[{\"a\":1}],\"c\":nul}").code == "ingest.json-damaged")
        #expect(try error("{\"b\":[{\"a\":1}],}").code == "ingest.json-damaged")
        #expect(try error("{\"b\":[{\"a\":1}],\"c\":[1,2}}").code == "ingest.json-damaged")
        #expect(try error("[" + String(repeating: "[", count: 100_000)).code == "ingest.json-damaged")
    }

    @Test func noticesEveryTruncation() throws {
        let whole = #"{"meta":{"n":1},"data":[{"a":"x\"y","b":[1,2]},{"a":"z","b":null}],"end":true}"#
        for length in 1..<(whole.utf8.count - 1) {
            let found = try error(String(decoding: Array(whole.utf8).prefix(length), as: UTF8.self))
            #expect(found.code == "ingest.json-truncated" || found.code == "ingest.json-damaged", "\(length)")
        }
        let cut = try error(String(whole.prefix(62)))
        #expect(cut.code == "ingest.json-truncated" && cut.explanation.cause?.contains("after 1 whole record,") == true)
    }

    @Test func saysWhatAFileIsInstead() throws {
        func code(_ text: String, _ name: String) throws -> String { try error(text, name: name).code }
        let lines = try error("{\"a\":1}\n{\"a\":2}\n")
        #expect(lines.explanation.remedies.first?.contains("kind: jsonl") == true)
        #expect(try error("{\"a\":[{\"b\":1}]}\n{\"a\":[]}\n").code == "ingest.json-other-format")
        #expect(
            try error("[\n{\"a\":1}\n]", name: "a.jsonl").explanation.remedies.first?.contains("kind: json") == true)
        #expect(try code("{\n\"a\":1\n}", "a.jsonl") == "ingest.json-other-format")
        #expect(try code("a;b\n1;2\n", "a.json") == "ingest.json-other-format")
        #expect(try code("<html></html>", "a.json") == "ingest.json-other-format")
        #expect(try code("", "a.json") == "ingest.empty-file")
        #expect(try code("  \n", "a.json") == "ingest.json-truncated")
        // JSON under another name.
        #expect(try error("[{\"a\": 1}]", name: "a.csv").explanation.cause == "it looks like a JSON file")
        #expect(try error("{\"a\": 1}", name: "a.xlsx").explanation.remedies.first?.contains("kind: json") == true)
    }

    @Test func readsManyRecordsInSegments() throws {
        let lines = (0..<70_000).map { $0 % 1000 == 7 ? "broken" : "{\"n\":\($0)}" }.joined(separator: "\n")
        let found = try reading(lines, [ColumnMapping("n", from: ["n"], type: .integer)], name: "a.jsonl")
        #expect(found.report.rowsRead == 70_000 && found.report.rowsQuarantined == 70)
        #expect(found.values("n") == (0..<70_000).filter { $0 % 1000 != 7 }.map(String.init))
        #expect(found.values("_line").last == "70000")
        let broken = try reading(
            "{\"n\":1}\n" + String(repeating: "x\n", count: 70_000), [ColumnMapping("n", from: ["n"], type: .integer)],
            name: "a.jsonl")
        #expect(broken.report.rowsQuarantined == 70_000 && broken.report.rowsKept == 1)
    }

    @Test func survivesChangedBytes() throws {
        let samples = [
            #"{"meta":{"n":1},"data":[{"a":"x\"yä","b":[1,-2.5e3]},{"a":{"c":true},"b":null}],"end":[[]]}"#,
            "{\"a\":\"x\",\"b\":1.5}\n{\"a\":\"\\ud83d\\ude00\",\"b\":[1,\"2\"]}\n{\"a\":null,\"c\":{\"d\":false}}\n",
        ]
        var whole = 0
        for seed in 0..<3000 {
            var generator = SeededGenerator(state: UInt64(seed))
            let name = seed.isMultiple(of: 2) ? "a.json" : "a.jsonl"
            let bytes = Mutation.changed(Array(samples[seed % 2].utf8), &generator)
            let file = try TemporaryFile(bytes, name: name)
            do throws(IngestError) {
                let source = try SourceFile(path: file.path, displayName: name)
                let reader = try JSONReader(source, layout: seed.isMultiple(of: 2) ? .document(path: nil) : .lines)
                var records = 0
                let ending = try reader.read { (_, parsed, _) throws(IngestError) in
                    if case .success(let record) = parsed { records += record.fields.count }
                    return true
                }
                if ending.isWhole, records > 0 { whole += 1 }
            } catch {
                #expect(!error.explanation.summary.isEmpty)
            }
        }
        #expect((100..<2900).contains(whole))
    }
}
