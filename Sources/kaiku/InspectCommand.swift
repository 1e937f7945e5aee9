import ArgumentParser
import Ingest
import Pipeline

/// `kaiku inspect FILE`: what is in a file, and a mapping to start from.
struct InspectCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect", abstract: "Show what is in a file, and propose a mapping for it.")

    @Argument(
        help: "A CSV, TSV, XLSX, ODS, SPSS, JSON or JSON Lines file.",
        completion: .file(extensions: ["csv", "tsv", "txt", "xlsx", "ods", "sav", "zsav", "json", "jsonl"]))
    var files: [String]

    @Flag(help: "Print only the proposed mapping.")
    var mapping = false

    @Option(help: "How results are printed.")
    var format: OutputFormat = .text

    func run() throws {
        if mapping {
            for proposal in try FileInspection.proposedMappings(files) { Terminal.print(proposal) }
            return
        }
        for file in files {
            let inspection = try FileInspection(path: file, displayName: file)
            if format == .json {
                Terminal.print(inspection.json)
            } else {
                Terminal.print(inspection.text)
            }
        }
    }
}
