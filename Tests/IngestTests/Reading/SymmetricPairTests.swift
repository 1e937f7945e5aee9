import Definitions
import Diagnostics
import Foundation
import Microdata
import Records
import Testing

@testable import Ingest

/// Pairs without a direction: A–B and B–A are one.
@Suite struct SymmetricPairTests {
    private func decode(_ unique: String, other: String = "from: B") throws -> (mapping: Mapping?, findings: [Finding])
    {
        let text = """
            kaiku: 1
            record: tie
            columns:
              organisation: {from: A}
              other: {\(other)}
              kind: {from: Laji, type: code}
              observed: {from: Pvm}
            unique: \(unique)
            """
        let file = try DefinitionFile.load(text: text, name: "mapping.yaml")
        let schema = try JSONSchema.load(
            path: repository.appendingPathComponent("Pipelines/schemas/mapping.schema.json").path,
            displayName: "mapping.schema.json")
        let reader = DefinitionReader(findings: file.findings + schema.findings(in: file.root))
        return (Mapping.decode(file.root, codeLists: [:], with: reader), reader.findings)
    }

    private func mapping(_ unique: String) throws -> Mapping {
        let (mapping, findings) = try decode(unique)
        #expect(findings.map(\.rendered) == [])
        return try #require(mapping)
    }

    private let head = "A;B;Laji;Pvm\n"

    @Test func aPairIsTheSameInEitherOrder() throws {
        let mapping = try mapping("{symmetric: [organisation, other], columns: [kind]}")
        #expect(mapping.unique == ["organisation", "other", "kind"] && mapping.uniqueIsSymmetric)
        let reading = try read(
            head + "x;y;info;2023-01-01\ny;x;info;2023-02-01\ny;x;project;2023-01-01\nx;z;info;2023-01-01\n"
                + "x;x;info;2023-01-01\n", mapping)
        #expect(reading.codes == ["ingest.duplicate"])
        let issue = try #require(reading.report.issues.first)
        #expect(
            issue.explanation.summary
                == "source.csv:3: a row with the same organisation and other in either order, kind has been read already"
        )
        #expect(issue.explanation.cause == "the row at source.csv:2 was kept")
        #expect(reading.report.rowsKept == 4 && reading.report.rowsQuarantined == 1)
    }

    @Test func aListedDayTellsRowsApart() throws {
        let text = head + "x;y;info;2023-01-01\ny;x;info;2023-02-01\ny;x;info;2023-01-01\n"
        let days = try mapping("{symmetric: [organisation, other], columns: [kind, observed]}")
        #expect(try read(text, days).report.issues.map(\.location.line) == [4])
        let pairs = try mapping("{symmetric: [organisation, other]}")
        #expect(try read(text, pairs).report.issues.map(\.location.line) == [3, 4])
        // With a direction all three are different.
        #expect(try read(text, try mapping("[organisation, other, observed]")).codes == [])
    }

    @Test func rowsWithoutAPartAreNotCompared() throws {
        let mapping = try mapping("{symmetric: [organisation, other], columns: [kind]}")
        let text = head + "x;y;;2023-01-01\ny;x;;2023-01-01\n"
        #expect(try read(text, mapping).report.rowsKept == 2)
    }

    /// What the second file repeats is found, also when segments are small and many threads read.
    @Test func pairsAreFoundAcrossFilesAndSegments() throws {
        let mapping = try mapping("{symmetric: [organisation, other], columns: [kind]}")
        let pairs = (0..<40).flatMap { first in (first + 1..<40).map { (first, $0) } }
        let there = head + pairs.map { "o\($0);o\($1);info;2023-01-01\n" }.joined()
        let back = head + pairs.reversed().map { "o\($1);o\($0);info;2023-03-01\n" }.joined()
        let filter = DuplicateFilter()
        #expect(try read(there, mapping, chunkSize: 1 << 10, duplicates: filter).report.rowsKept == 780)
        let second = try read(back, mapping, chunkSize: 1 << 10, duplicates: filter)
        #expect(second.report.rowsKept == 0 && second.report.rowsQuarantined == 780)
    }

    /// The keys of stored columns are those of the builders.
    @Test func storedSegmentsHaveTheSameKeys() throws {
        let mapping = try mapping("{symmetric: [organisation, other], columns: [kind]}")
        let first = try read(head + "x;y;info;2023-01-01\n", mapping)
        let filter = DuplicateFilter()
        for segment in first.segments {
            let keys = DuplicateFilter.keys(of: segment, columns: mapping.unique, isSymmetric: true)
            #expect(keys.allSatisfy { $0 != 0 })
            _ = try filter.repeated(keys, source: RecordLocation(file: "old.csv")) { $0 + 2 }
        }
        let second = try read(head + "y;x;info;2023-01-01\ny;z;info;2023-01-01\n", mapping, duplicates: filter)
        #expect(second.report.rowsKept == 1)
        #expect(second.report.issues.first?.explanation.cause == "the row at old.csv:2 was kept")
    }

    @Test(arguments: [
        ("{symmetric: [organisation]}", "two ends"), ("{symmetric: [organisation, organisation]}", "two ends"),
        ("{columns: [kind]}", "symmetric"), ("{symmetric: [organisation, othr]}", "'othr'"),
        ("{symmetric: [organisation, other], columns: [other]}", "'other' is an end of the pair already"),
        ("{symmetric: [organisation, other], colums: [kind]}", "'colums'"),
        ("{symmetric: [organisation, kind]}", "two types: 'organisation' is identifier, 'kind' is code"),
    ])
    func saysWhatIsWrong(unique: String, problem: String) throws {
        let (mapping, findings) = try decode(unique)
        #expect(mapping == nil)
        #expect(findings.contains { $0.rendered.contains(problem) }, "\(findings.map(\.rendered))")
    }
}
