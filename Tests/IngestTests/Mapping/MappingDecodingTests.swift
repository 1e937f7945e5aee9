import Definitions
import Diagnostics
import Foundation
import Records
import Testing

@testable import Ingest

@Suite struct MappingDecodingTests {
    private let lists = [
        "maakunta": CodeList(name: "maakunta", codes: [Code(code: "01", titles: ["fi": "Uusimaa"])]),
        "wave": CodeList(name: "wave", codes: [Code(code: "before", titles: [:]), Code(code: "after", titles: [:])]),
    ]

    private static func schema() throws -> JSONSchema {
        let path = repository.appendingPathComponent("Pipelines/schemas/mapping.schema.json").path
        return try JSONSchema.load(path: path, displayName: "mapping.schema.json")
    }

    private func decode(_ text: String) throws -> (mapping: Mapping?, findings: [Finding]) {
        let file = try DefinitionFile.load(text: text, name: "mapping.yaml")
        let reader = DefinitionReader(findings: file.findings + (try Self.schema().findings(in: file.root)))
        return (Mapping.decode(file.root, codeLists: lists, with: reader), reader.findings)
    }

    private static let whole = """
        kaiku: 1
        record: survey-response
        table: answers
        format: {kind: csv, separator: ";", encoding: windows-1252, decimal: ",", header-row: 2, data-row: 4, sheet: "Taul1"}
        columns:
          respondent: {from: [Koodi, Tunnus], normalise: upper}
          wave: {constant: before, codes: wave}
          submitted: {from: Aika, format: "d.M.yyyy H.mm"}
          weight: {from: Paino, places: 3}
          region: {from: Maakunta, codes: maakunta}
          stage: {from: Vaihe, values: {Kokeilu: trial, Käytössä: adopted}}
          q01: {from: "K1 …", type: integer, range: [1, 5], values: {"Täysin eri mieltä": 1}, missing: {"En osaa sanoa": does-not-know}}
          amount: {from: Summa, type: decimal, places: 2, missing: ["-", 99]}
          day_of: {from: Pvm, type: day, range: [2023-01-01, 2023-12-31]}
          business: {from: Y-tunnus, type: identifier, pattern: '\\d{7}-\\d', required: true}
          comment: {from: Palaute, type: text-length}
        ignore: [Muistiinpanot]
        unmapped: warn
        unique: [respondent, wave]
        missing: ["", "-", "N/A"]
        limits: {quarantined-share: 0.2}
        """

    @Test func decodesEveryPart() throws {
        let (decoded, findings) = try decode(Self.whole)
        #expect(findings.isEmpty)
        let mapping = try #require(decoded)
        #expect(mapping.record == .surveyResponse)
        #expect(mapping.table == "answers")
        #expect(
            mapping.format
                == DeclaredFormat(
                    kind: .csv, separator: UInt8(ascii: ";"), encoding: .windows1252, decimalMark: .comma, headerRow: 2,
                    dataRow: 4, sheet: .name("Taul1")))
        func column(_ name: String) throws -> ColumnMapping { try #require(mapping.columns.first { $0.name == name }) }
        #expect(mapping.columns.count == 11)
        #expect(try column("respondent").sources == ["Koodi", "Tunnus"])
        #expect(try column("respondent").normalisation == .upper)
        #expect(try column("wave").constant == "before")
        #expect(try column("submitted").format == DatePattern("d.M.yyyy H.mm"))
        #expect(try column("weight").type == .decimal(places: 3))
        #expect(try column("region").type == .code)
        #expect(try column("stage").values == [.init("Kokeilu", "trial"), .init("Käytössä", "adopted")])
        #expect(try column("q01").range == 1...5)
        #expect(try column("q01").missing == [.init("En osaa sanoa", .doesNotKnow)])
        #expect(try column("amount").missing == [.init("-", .notAnswered), .init("99", .notAnswered)])
        #expect(try column("day_of").days?.upperBound == CalendarDay(iso: "2023-12-31"))
        #expect(try column("business").pattern == "\\d{7}-\\d")
        #expect(try column("business").required == true)
        #expect(try column("comment").location?.line == 16)
        #expect(mapping.ignored == ["Muistiinpanot"])
        #expect(mapping.unmapped == .warning)
        #expect(mapping.unique == ["respondent", "wave"])
        #expect(mapping.missing == ["", "-", "N/A"])
        #expect(mapping.quarantinedShareLimit == 0.2)
        #expect(mapping.codeListNames == ["maakunta", "wave"])
    }

    @Test func namesTheTableAfterTheRecord() throws {
        let text = "kaiku: 1\nrecord: supported-entity\ncolumns:\n  organisation: {from: Nimi}\n"
        #expect(try decode(text).mapping?.table == "supported_entity")
    }

    @Test func reportsEveryMistakeAtOnce() throws {
        let (mapping, findings) = try decode(
            """
            kaiku: 1
            record: survey-response
            format: {encoding: utf-9, separator: ";;"}
            columns:
              respondent: {from: Koodi, type: text}
              q01: {type: integer, range: [5, 1]}
              q02: {from: K2, constant: 1, type: integre}
              region: {from: Maakunta, codes: makunta}
              part: {from: Osa, codes: maakunta, values: {Uusimaa: 1}}
              at: {from: Aika, type: day, format: dd.MMM.yy}
              form: {from: Muoto, type: text, range: [1, 2], pattern: "(["}
              x: {from: X, type: integer, missing: {eos: dont-know}}
            unique: [respondent, wafe]
            """)
        #expect(mapping == nil)
        let codes = Set(findings.map(\.code))
        #expect(
            codes.isSuperset(of: [
                "mapping.required-column", "mapping.unknown-encoding", "mapping.wrong-format", "mapping.other-type",
                "mapping.no-source", "mapping.range", "mapping.unknown-type", "definition.unknown-name",
                "mapping.unknown-code", "mapping.date-format", "mapping.pattern", "mapping.unknown-reason",
                "mapping.unknown-column",
            ]), "\(codes.sorted())")
        #expect(findings.allSatisfy { $0.location?.file == "mapping.yaml" })
    }

    @Test func saysThatAnHourNeedsItsHalfOfTheDay() throws {
        let (mapping, findings) = try decode(
            """
            kaiku: 1
            record: survey-response
            columns:
              respondent: {from: Koodi}
              wave: {constant: after}
              submitted: {from: Aika, format: ["yyyy/MM/dd h:mm:ss 'ap.' z", "yyyy/MM/dd h:mm:ss 'ip.' z"]}
            """)
        #expect(mapping == nil && findings.map(\.code) == ["mapping.date-format", "mapping.date-format"])
        let text = findings.first?.explanation
        #expect(text?.summary.hasSuffix(": the date format 'yyyy/MM/dd h:mm:ss 'ap.' z' has h without a") ?? false)
        #expect(text?.remedies.first?.hasPrefix("add a, which reads AM and PM, ap. and ip., fm and em") ?? false)
    }

    @Test func acceptsTheMappingsOfTheRepository() throws {
        let folder = repository.appendingPathComponent("Pipelines/mappings")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".yaml") }
        #expect(!names.isEmpty)
        for name in names.sorted() {
            let file = try DefinitionFile.load(path: folder.appendingPathComponent(name).path, displayName: name)
            let findings = file.findings + (try Self.schema().findings(in: file.root))
            #expect(findings.map(\.rendered) == [], "\(name)")
        }
    }

    @Test func acceptsEveryProposal() throws {
        let folder = testFolder("Reference/inputs")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        let schema = try Self.schema()
        var proposals = 0
        for name in names.sorted()
        where [".csv", ".tsv", ".xlsx", ".sav", ".zsav"].contains(where: name.hasSuffix) && !name.hasPrefix("MANIFEST")
        {
            guard
                let inspection = try? FileInspection(path: folder.appendingPathComponent(name).path, displayName: name)
            else { continue }
            proposals += 1
            let file = try DefinitionFile.load(text: inspection.proposedMapping, name: name)
            let findings = file.findings + schema.findings(in: file.root)
            #expect(findings.map(\.rendered) == [], "\(inspection.proposedMapping)")
        }
        #expect(proposals >= 34)
    }
}
