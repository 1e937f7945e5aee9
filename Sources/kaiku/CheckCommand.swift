import ArgumentParser
import Diagnostics
import Pipeline

/// `kaiku check PIPELINE`: everything that is wrong with the definitions, at once.
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Check a pipeline's definitions and files without building.")

    @Argument(help: "The pipeline, such as Pipelines/osaamiskeskus.yaml.", completion: .file(extensions: ["yaml"]))
    var pipeline: String

    @OptionGroup var reports: ReportOption
    @OptionGroup var common: CommonOptions

    func run() throws {
        var options = common.runOptions
        options.reports = reports.names
        var loader = PipelineLoader(options: options)
        let findings = loader.findings(pipeline)
        let errors = findings.count { $0.severity >= .error }
        switch common.format {
        case .json: Terminal.print(FindingsJSON.text(findings))
        case .text:
            for finding in findings where common.verbose || finding.severity >= .warning {
                Terminal.error(finding.rendered)
            }
            let warnings = findings.count { $0.severity == .warning }
            if !common.quiet {
                Terminal.print(
                    errors == 0
                        ? "\(pipeline): no errors, \(warnings) \(warnings == 1 ? "warning" : "warnings")"
                        : "\(pipeline): \(errors) \(errors == 1 ? "error" : "errors"), \(warnings) \(warnings == 1 ? "warning" : "warnings")"
                )
            }
        }
        if errors > 0 { throw ExitStatus(code: 1) }
    }
}
