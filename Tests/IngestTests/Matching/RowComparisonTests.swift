import Definitions
import Diagnostics
import Microdata
import Records
import Testing

@testable import Ingest

/// Rows that are compared with one another while they are read.
@Suite struct RowComparisonTests {
    private func survey(_ near: NearDuplicateRule? = nil, match: CodeMatchRule? = nil) -> Mapping {
        var mapping = Mapping(
            file: "m.yaml", record: .surveyResponse, format: DeclaredFormat(separator: 0x3B),
            columns: [
                ColumnMapping("respondent", from: ["koodi"], normalisation: .upper),
                ColumnMapping("wave", from: ["aalto"]), ColumnMapping("submitted", from: ["aika"]),
                ColumnMapping("q1", from: ["k1"], type: .integer), ColumnMapping("q2", from: ["k2"], type: .code),
            ], unique: ["respondent", "wave"])
        mapping.nearDuplicates = near
        mapping.codeMatch = match
        return mapping
    }

    private func row(_ code: String, _ time: String, _ q1: String, _ q2: String) -> String {
        "\(code);ennen;2024-03-01T\(time);\(q1);\(q2)\n"
    }

    private let head = "koodi;aalto;aika;k1;k2\n"

    @Test func tellsAnswersThatComeAgain() throws {
        let rule = NearDuplicateRule(columns: ["q1", "q2"], time: "submitted", minutes: 5)
        let text =
            head + row("A", "12:00:00", "3", "x") + row("B", "12:04:59", "3", "x") + row("C", "12:10:00", "3", "x")
            + row("D", "12:01:00", "4", "x") + row("E", "12:01:30", "4", "") + row("F", "12:02:00", "4", "")
            + row("G", "12:02:30", "", "") + row("H", "12:02:40", "", "") + row("A", "12:00:10", "3", "x")
            + row("I", "11:55:00", "3", "x")
        let reading = try read(text, survey(rule))
        #expect(
            reading.codes == [
                "ingest.near-duplicate", "ingest.near-duplicate", "ingest.duplicate", "ingest.near-duplicate",
            ])
        #expect(reading.report.issues.map(\.location.line) == [3, 7, 10, 11])
        #expect(reading.report.issues[0].severity == .warning)
        #expect(reading.report.issues[0].explanation.cause == "the row at source.csv:2 has them")
        #expect(reading.report.rowsKept == 9)
        #expect(reading.report.rowsQuarantined == 1)
    }

    @Test func comparesFilesOfATable() throws {
        let rule = NearDuplicateRule(columns: ["q1"], time: "submitted", minutes: 1)
        let near = NearDuplicates(rule)
        var codes: [String] = []
        for (place, time) in ["12:00:00", "12:00:30"].enumerated() {
            let file = try TemporaryFile(head + row("A\(place)", time, "1", ""))
            let report = try SourceReader.read(
                path: file.path, displayName: "\(place).csv", mapping: survey(rule), codeLists: [:],
                pseudonymiser: testPseudonymiser(), near: near
            ) { _ in }
            codes += report.issues.map {
                "\($0.location) \($0.code) \($0.naming { "x/" + $0 }.explanation.cause ?? "")"
            }
        }
        #expect(codes == ["1.csv:2 ingest.near-duplicate the row at x/0.csv:2 has them"])
    }

    @Test func aFirstReadingTakesDownPatterns() throws {
        let rule = CodeMatchRule(column: "respondent", within: "wave", changes: 1)
        let text =
            head + "MA07AB;ennen;;1;\nli12cd;ennen;;2;\nZZ99ZZ;ennen;;x;\n"
            + "ma08ab;jälkeen;;1;\nLI12CD;jälkeen;;2;\nZZ99ZY;jälkeen;;2;\n"
        let variants = CodeVariants(changes: 1)
        let first = try read(text, survey(match: rule).collecting(variants))
        var sightings = CodeSightings()
        for segment in first.segments { sightings.add(segment, rule) }
        let aliases = CodeAliases(CodeMatching(sightings, variants), rule, table: "survey_response")
        let file = try TemporaryFile(text)
        var segments: [Segment] = []
        _ = try SourceReader.read(
            path: file.path, displayName: "a.csv", mapping: survey(match: rule), codeLists: [:],
            pseudonymiser: testPseudonymiser(), matching: aliases
        ) { segments.append($0) }
        let persons = segments.flatMap { $0["respondent"]?.column.texts ?? [] }
        #expect(persons[0] == persons[2])
        #expect(persons[1] == persons[3])
        // The row of ZZ99ZZ is in quarantine, so that there is nobody to be matched with.
        #expect(
            segments.flatMap { $0["respondent_match"]?.column.texts ?? [] } == [
                "tolerant", "exact", "tolerant", "exact", "unmatched",
            ])
    }

    @Test func decodesWhatIsCompared() throws {
        func decoded(_ text: String) throws -> (mapping: Mapping?, codes: [String]) {
            let file = try DefinitionFile.load(text: text, name: "m.yaml")
            let reader = DefinitionReader(findings: file.findings)
            let mapping = Mapping.decode(file.root, codeLists: [:], with: reader)
            return (mapping, reader.findings.map(\.code))
        }
        let start = "kaiku: 1\nrecord: survey-response\ncolumns:\n"
        let good = try decoded(
            start + "  respondent: {from: A, match: {changes: 2, within: wave}}\n  wave: {from: B}\n"
                + "  submitted: {from: C}\n  q1: {from: D, type: integer}\n"
                + "near-duplicates: {same: [q1], time: submitted, minutes: 5}\n")
        #expect(good.codes.isEmpty)
        #expect(good.mapping?.codeMatch == CodeMatchRule(column: "respondent", within: "wave", changes: 2))
        #expect(good.mapping?.nearDuplicates == NearDuplicateRule(columns: ["q1"], time: "submitted", minutes: 5))
        #expect(good.mapping?.comparesRows == true)
        let bad = try decoded(
            start + "  respondent: {from: A, match: {within: waev}}\n  wave: {from: B, match: {within: wave}}\n"
                + "near-duplicates: {same: [q9], time: wave, minutes: 5}\n")
        #expect(
            Set(bad.codes) == [
                "definition.unknown-name", "mapping.match-type", "mapping.unknown-column",
            ])
    }
}
