import Definitions
import Diagnostics
import Foundation
import Records
import Testing

@testable import Ingest

@Suite struct PlaceDecodingTests {
    private func decode(_ column: String) throws -> (column: ColumnMapping?, findings: [Finding]) {
        let text = """
            kaiku: 1
            record: activity
            columns:
              date: {from: Pvm}
              channel: {constant: news}
              region: \(column)
            """
        let file = try DefinitionFile.load(text: text, name: "mapping.yaml")
        let schema = try JSONSchema.load(
            path: repository.appendingPathComponent("Pipelines/schemas/mapping.schema.json").path,
            displayName: "mapping.schema.json")
        let reader = DefinitionReader(findings: file.findings + schema.findings(in: file.root))
        let lists = Dictionary(uniqueKeysWithValues: try RegionLists.lists.map { ($0.name, $0) })
        let mapping = Mapping.decode(file.root, codeLists: lists, with: reader)
        return (mapping?.columns.last, reader.findings)
    }

    @Test func decodesEveryPart() throws {
        let (column, findings) = try decode(
            """
            {from: Alue, type: code, codes: maakunta, place-names: {levels: [national, hyvinvointialue, maakunta, kunta], level: maakunta,
                level-from: Taso, vintage: nuts-2021, day-from: Pvm, several: first, keep: code, inflected: true, unpadded-codes: true}}
            """)
        #expect(findings.isEmpty)
        var expected = PlaceReading(levels: ["national", "hyvinvointialue", "maakunta", "kunta"])
        expected.level = "maakunta"
        expected.levelColumn = "Taso"
        expected.vintage = "nuts-2021"
        expected.dayColumn = "Pvm"
        expected.several = .first
        expected.isInflected = true
        expected.isUnpadded = true
        #expect(column?.places == expected)
        #expect(try decode("{from: Vaihe, codes: maakunta, unlisted: keep}").column?.keepsUnlisted == true)
    }

    @Test(arguments: [
        ("{from: A, codes: maakunta, place-names: {levels: [kunnat]}}", "definition.unknown-name"),
        ("{from: A, codes: maakunta, place-names: {levels: [kuntaryhmitys]}}", "mapping.places"),
        ("{from: A, codes: maakunta, place-names: {levels: kunta, level: maakunta}}", "definition.unknown-name"),
        ("{from: A, codes: maakunta, place-names: {levels: kunta, vintage: 2023}}", "definition.unknown-name"),
        ("{from: A, codes: maakunta, place-names: {levels: kunta, several: some}}", "definition.unknown-value"),
        ("{from: A, codes: maakunta, place-names: {level: kunta}}", "definition.missing-key"),
        ("{from: A, type: code, place-names: {levels: kunta}}", "mapping.places"),
        ("{from: A, type: title, codes: maakunta, place-names: {levels: kunta}}", "mapping.places"),
        ("{from: A, codes: wave, place-names: {levels: kunta}}", "definition.unknown-name"),
        (
            "{from: A, codes: kuntaryhmitys, place-names: {levels: [kunta, maakunta], keep: level}}",
            "definition.unknown-name"
        ),
        ("{from: A, type: integer, unlisted: keep}", "mapping.unlisted"),
    ])
    func saysWhatIsWrong(_ column: String, _ code: String) throws {
        let findings = try decode(column).findings
        #expect(findings.contains { $0.code == code && $0.severity >= .error }, "\(findings.map(\.code))")
    }
}
