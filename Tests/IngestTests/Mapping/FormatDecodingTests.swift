import Definitions
import Diagnostics
import Foundation
import Testing

@testable import Ingest

@Suite struct FormatDecodingTests {
    private func format(_ text: String) throws -> (format: DeclaredFormat?, findings: [Finding]) {
        let definition = """
            kaiku: 1
            record: survey-response
            format: \(text)
            columns:
              respondent: {from: Koodi}
              wave: {constant: before}
            """
        let schema = try JSONSchema.load(
            path: repository.appendingPathComponent("Pipelines/schemas/mapping.schema.json").path,
            displayName: "mapping.schema.json")
        let file = try DefinitionFile.load(text: definition, name: "mapping.yaml")
        let reader = DefinitionReader(findings: file.findings + schema.findings(in: file.root))
        return (Mapping.decode(file.root, codeLists: [:], with: reader)?.format, reader.findings)
    }

    @Test func decodesWhatIsSaidOfSheetsAndJSON() throws {
        let sheet = try format("{kind: ods, group-row: 2, header-row: 3}")
        #expect(sheet.findings.isEmpty && sheet.format == DeclaredFormat(kind: .ods, headerRow: 3, groupRow: 2))
        let json = try format("{kind: jsonl, records: data.items}")
        #expect(json.findings.isEmpty && json.format == DeclaredFormat(kind: .jsonl, records: "data.items"))
    }

    @Test func refusesTitlesBelowTheNames() throws {
        let found = try format("{group-row: 3, header-row: 3}")
        #expect(found.format == nil && found.findings.map(\.code) == ["mapping.wrong-format"])
        #expect(try format("{group-row: 0}").findings.isEmpty == false)
    }
}
