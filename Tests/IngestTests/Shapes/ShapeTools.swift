import Definitions
import Diagnostics
import Foundation
import Microdata
import Records

@testable import Ingest

/// A mapping as a definition file has it, checked by its schema.
func decoded(_ yaml: String, lists: [CodeList] = []) throws -> (mapping: Mapping?, findings: [Finding]) {
    let path = repository.appendingPathComponent("Pipelines/schemas/mapping.schema.json").path
    let schema = try JSONSchema.load(path: path, displayName: "mapping.schema.json")
    let file = try DefinitionFile.load(text: yaml, name: "mapping.yaml")
    let reader = DefinitionReader(findings: file.findings + schema.findings(in: file.root))
    let mapping = Mapping.decode(
        file.root, codeLists: Dictionary(uniqueKeysWithValues: lists.map { ($0.name, $0) }), with: reader)
    return (mapping, reader.findings)
}

/// A mapping in which nothing is wrong.
func defined(_ yaml: String, lists: [CodeList] = []) throws -> Mapping {
    let (mapping, findings) = try decoded(yaml, lists: lists)
    guard let mapping, findings.isEmpty else {
        throw TestFailure(findings.map { "\($0.code) \($0.explanation.summary)" }.joined(separator: "\n"))
    }
    return mapping
}

extension Reading {
    /// Whether each row read was kept, quarantined or excluded, and each excluded one counted by its reason or empty.
    var isReconciled: Bool {
        report.rowsRead == report.rowsKept + report.rowsQuarantined + report.rowsExcluded
            && report.exclusions.reduce(0) { $0 + $1.count } <= report.rowsExcluded
            && report.rowsKept == segments.reduce(0) { $0 + $1.rowCount }
    }
}

extension IngestError {
    /// What ends the reading, without what is only told beside it.
    var mistakes: [Finding] { findings.filter { $0.severity >= .error } }
}

/// A sheet of texts, its rows from row 1 on.
func textWorkbook(_ rows: [[String]]) throws -> WorkbookFixture {
    func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing("\"", with: "&quot;")
    }
    let xml = rows.enumerated().map { number, cells in
        let written = cells.enumerated().filter { !$0.element.isEmpty }.map { column, text in
            let reference = "\(Character(UnicodeScalar(UInt8(65 + column))))\(number + 1)"
            return "<c r=\"\(reference)\" t=\"inlineStr\"><is><t xml:space=\"preserve\">\(escaped(text))</t></is></c>"
        }
        return "<row r=\"\(number + 1)\">\(written.joined())</row>"
    }
    return try WorkbookFixture(sheet: "<sheetData>\(xml.joined())</sheetData>")
}
