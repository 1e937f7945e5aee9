import Definitions
import Diagnostics
import Foundation
import Testing

@testable import Ingest

@Suite struct JSONInspectionTests {
    private let content = """
        {"count": 4, "results": [
          {"_uuid": "u1", "wave": "before", "taustatiedot/maakunta": "Uusimaa", "submitted": "2024-09-01T09:30:00", "q1": 4, "tools": ["a", "b"], "address": {"city": "Oulu"}, "members": [{"age": 3}]},
          {"_uuid": "u2", "wave": "before", "taustatiedot/maakunta": "Lappi", "submitted": "2024-09-02T10:00:00", "q1": 5, "tools": []},
          {"_uuid": "u3", "wave": "after", "taustatiedot/maakunta": "Lappi", "submitted": "2024-09-03T10:00:00", "q1": 2, "members": []},
          {"_uuid": "u4", "wave": "after", "taustatiedot/maakunta": "Uusimaa", "submitted": "2024-09-04T10:00:00", "q1": 3}
        ], "users": [{"id": 1}]}
        """

    private func inspection(_ text: String, _ name: String) throws -> FileInspection {
        let file = try TemporaryFile(text, name: name)
        return try FileInspection(path: file.path, displayName: name)
    }

    @Test func showsWhatIsInADocument() throws {
        let found = try inspection(content, "vastaukset.json")
        #expect(found.kind == .json && found.rows == 4 && found.isWhole)
        #expect(
            found.columns.map(\.name) == [
                "_uuid", "wave", "taustatiedot/maakunta", "submitted", "q1", "tools", "address.city",
            ])
        #expect(found.columns[4].type == "integer" && found.columns[3].type == "moment")
        #expect(found.notes.count == 2 && found.notes[0].hasSuffix("'members' in 1"))
        #expect(found.text.hasPrefix("vastaukset.json: JSON, records under 'results'\n  note: "))
        #expect(found.json.contains("\"kind\":\"json\""))
        #expect(found.proposedMapping.contains("format: {records: \"results\"}"))
    }

    @Test(arguments: ["vastaukset.json", "vastaukset.jsonl"]) func proposalsPassTheCheck(name: String) throws {
        let lines = (0..<30).map {
            "{\"Vastaajakoodi\":\"A\($0)\",\"Aalto\":\"\($0 % 2 == 0 ? "ennen" : "jälkeen")\",\"ryhmä\":{\"K1\":\($0 % 5 + 1)}}"
        }
        let text = name.hasSuffix("l") ? lines.joined(separator: "\n") : content
        let file = try TemporaryFile(text, name: name)
        let proposal = try FileInspection(path: file.path, displayName: name).proposedMapping
        let schema = try JSONSchema.load(
            path: repository.appendingPathComponent("Pipelines/schemas/mapping.schema.json").path,
            displayName: "mapping.schema.json")
        let definition = try DefinitionFile.load(text: proposal, name: "mapping.yaml")
        let reader = DefinitionReader(findings: definition.findings + schema.findings(in: definition.root))
        let mapping = try #require(Mapping.decode(definition.root, codeLists: [:], with: reader), "\(proposal)")
        let findings =
            reader.findings
            + SourceReader.findings(path: file.path, displayName: name, mapping: mapping, codeLists: [:])
        #expect(findings.filter { $0.severity >= .error }.isEmpty, "\(findings.map(\.rendered))")
    }

    @Test func countsBadLines() throws {
        let found = try inspection("{\"a\":1}\nbroken\n{\"a\":2}\n[]\n", "a.jsonl")
        #expect(found.rows == 2 && found.notes == ["2 lines are no record; line 2: it is not well-formed JSON"])
    }
}
