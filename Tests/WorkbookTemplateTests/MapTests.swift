import Definitions
import Diagnostics
import Foundation
import Testing

@testable import WorkbookTemplate

/// Map files, and their schema.
@Suite struct MapTests {
    private static let schema: Result<JSONSchema, any Error> = Result {
        var url = URL(fileURLWithPath: #filePath)
        for _ in 0..<3 { url.deleteLastPathComponent() }
        let path = url.appendingPathComponent("Reports/schemas/template-map.schema.json").path
        return try JSONSchema.load(
            text: String(contentsOfFile: path, encoding: .utf8), name: "template-map.schema.json")
    }

    private static func read(_ text: String) throws -> (map: TemplateMap, findings: [Finding]) {
        let file = try DefinitionFile.load(text: text, name: "kartta.yaml")
        let reader = DefinitionReader(findings: file.findings + (try schema.get().findings(in: file.root)))
        let map = TemplateMap.decode(file.root, with: reader)
        return (map, reader.findings)
    }

    @Test func readsCellsAndNames() throws {
        let (map, findings) = try Self.read(
            """
            kaiku: 1
            cells:
              - {cell: "'Osa 1'!C7", figure: "EECO01[gender_group=women]:n"}
              - {name: EECO01_total, figure: EECO01, replace-formula: true}
            """)
        #expect(findings.isEmpty)
        #expect(
            map.entries == [
                TemplateMap.Entry(
                    target: .cell("'Osa 1'!C7"), figure: "EECO01[gender_group=women]:n",
                    location: map.entries[0].location),
                TemplateMap.Entry(
                    target: .name("EECO01_total"), figure: "EECO01", replacesFormula: true,
                    location: map.entries[1].location),
            ])
        #expect(map.entries.map(\.location.line) == [3, 4])
    }

    @Test(arguments: [
        ("{cell: \"A!C7\", name: x, figure: y}", "template.map-target"), ("{figure: y}", "template.map-target"),
        ("{cell: \"A!C7\"}", "schema.required"), ("{cell: \"A!C7\", figure: y, colour: red}", "schema.unknown-key"),
    ])
    func refusesOtherEntries(_ entry: String, _ code: String) throws {
        let (_, findings) = try Self.read("kaiku: 1\ncells:\n  - \(entry)\n")
        #expect(findings.contains { $0.severity >= .error }, "\(findings.map(\.code))")
    }

    @Test(arguments: [
        ("Taulu1!C7", "Taulu1!C7"), ("'Osa 1'!$C$7", "'Osa 1'!C7"), ("'It''s'!xfd1048576", "'It''s'!XFD1048576"),
        ("=Taulu1!C7:C7", "Taulu1!C7"), ("Ääkkönen!A1", "Ääkkönen!A1"),
    ])
    func readsPlaces(_ text: String, _ written: String) throws {
        #expect(SheetPlace(text)?.upperLeft?.description == written)
    }

    @Test(arguments: [
        "C7", "Taulu1!", "!C7", "Taulu1!C0", "Taulu1!XFE1", "Taulu1!A1048577", "[1]Taulu1!A1", "'[1]Taulu1'!A1",
        "Taulu1!A1,Taulu1!B1", "'Osa 1!A1", "Taulu1!A", "Taulu1!1", "SUM(Taulu1!A1)", "#REF!", "Taulu1!#REF!",
        "Taulu1!A:A", "",
    ])
    func readsNothingElseAsAPlace(_ text: String) { #expect(SheetPlace(text)?.box.isSingle != true) }
}
