import Definitions
import Diagnostics
import Disclosure
import ExcelReport
import Indicators
import Reporting
import Transmission

extension BuildWriting {
    /// The folder of transmissions in a build.
    static let transmissionFolder = "transmission"

    /// The texts of a transmission's workbook besides its tables, in the form of a report.
    private static func shell(_ codes: [String]) throws -> ReportDefinition? {
        let text = """
            report: transmission
            title: transmission.title
            subtitle: transmission.subtitle
            description: transmission.description
            sections:
              - id: definitions
                title: section.method
                short-title: section.method.short
                blocks:
                  - definitions: [\(codes.joined(separator: ", "))]
            """
        let file = try DefinitionFile.load(text: text, name: "transmission")
        return ReportDefinition.decode(file.root, with: DefinitionReader())
    }

    /// The files of all transmissions: tables as comma-separated values, all of it as JSON, and a workbook in each language.
    func transmissionFiles(to folder: String) throws -> [OutputFile] {
        guard !sending.programmes.isEmpty else { return [] }
        try FilePath.makeFolder("\(folder)/\(Self.transmissionFolder)")
        return try sending.programmes.flatMap { programme in
            bare(programme, to: folder) + (try workbooks(programme, to: folder))
        }
    }

    /// The files that depend on no language.
    private func bare(_ programme: Sending.OfProgramme, to folder: String) -> [OutputFile] {
        let transmission = programme.transmission
        let base = "\(Self.transmissionFolder)/\(transmission.layout.programme)"
        func name(_ code: String) -> String { pipeline.catalogue.indicator(code)?.title(in: "en") ?? code }
        var files = transmission.tables.map { table in
            ("\(base).\(table.layout.id).csv", transmission.commaSeparated(table, name: name).bytes)
        }
        if let operations = transmission.commaSeparatedOperations(name: name) {
            files.append(("\(base).operations.csv", operations.bytes))
        }
        if let estimates = transmission.commaSeparatedEstimates(name: name) {
            files.append(("\(base).estimates.csv", estimates.bytes))
        }
        if let comparison = programme.comparison {
            files.append(("\(base).corrections.csv", transmission.commaSeparated(comparison, name: name).bytes))
        }
        let json = TransmissionFile(pipeline: pipeline.definition, build: build, sending: programme).bytes
        files.append(("\(base).json", json))
        return files.map { name, bytes in
            OutputFile(name: name) {
                try scan(bytes, name: name)
                try FilePath.write(bytes, to: "\(folder)/\(name)")
            }
        }
    }

    private func workbooks(_ programme: Sending.OfProgramme, to folder: String) throws -> [OutputFile] {
        guard pipeline.definition.outputs.excel else { return [] }
        let layout = programme.transmission.layout
        let codes = layout.indicators + (layout.operations?.beside ?? [])
        guard let shell = try Self.shell(codes) else { return [] }
        return try pipeline.definition.languages.map { language in
            let builder = try builder(language)
            let tables = TransmissionTables(
                programme.transmission, catalogue: pipeline.catalogue, codeLists: pipeline.codeLists,
                locale: builder.locale)
            var (document, findings) = builder.document(shell)
            guard !findings.contains(where: { $0.severity >= .error }) else {
                throw PipelineError.definitions(findings)
            }
            let asOf = pipeline.definition.asOf
            document.sections = tables.sections(comparison: programme.comparison, asOf: asOf) + document.sections
            document.information.title = tables.title
            document.information.facts = tables.facts(asOf: asOf) + document.information.facts
            let name = "\(Self.transmissionFolder)/\(layout.programme).\(language).xlsx"
            let made = document
            return OutputFile(name: name) {
                try writeWorkbook(made, to: "\(folder)/\(name)")
                try scan(Array(try Self.text(ofWorkbook: "\(folder)/\(name)").utf8), name: name, of: made)
            }
        }
    }
}
