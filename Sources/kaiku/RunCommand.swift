import ArgumentParser
import Diagnostics
import Glibc
import Pipeline
import Reporting

/// Which copy of the reports is made.
enum CopyChoice: String, ExpressibleByArgument, CaseIterable {
    case `public`, authority

    var copy: Copy { self == .public ? .public : .authority }
}

/// `kaiku run PIPELINE`: from files to reports.
struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "run", abstract: "Build a pipeline's reports.")

    @Argument(help: "The pipeline, such as Pipelines/osaamiskeskus.yaml.", completion: .file(extensions: ["yaml"]))
    var pipeline: String

    @OptionGroup var reports: ReportOption

    @Option(
        help: """
            Which copy is made: the public one, or one with full counts for an authority, in a folder of its own and never for \
            publication.
            """)
    var copy: CopyChoice = .public

    @OptionGroup var common: CommonOptions

    func run() throws {
        let start = ContinuousClock.now
        var options = common.runOptions
        options.copy = copy.copy
        options.reports = reports.names
        let loaded = try common.load(pipeline, showingFindings: false, options: options)
        let showsProgress = Terminal.showsProgress && !common.quiet
        defer { if showsProgress { Terminal.endProgress() } }
        let run = PipelineRun(loaded, options: options) { step in
            if showsProgress { Terminal.progress(step) }
        }
        let summary = try run.run()
        if showsProgress { Terminal.endProgress() }
        guard !common.quiet else { return }
        switch common.format {
        case .json: Terminal.print(summary.json(findings: summary.findings.filter(isTold)))
        case .text: Terminal.print(text(of: summary, loaded, took: ContinuousClock.now - start))
        }
    }

    /// Whether a finding is told: a warning always, what is only worth knowing when asked for.
    private func isTold(_ finding: Finding) -> Bool { common.verbose || finding.severity >= .warning }

    private func text(of summary: RunSummary, _ loaded: LoadedPipeline, took: Duration) -> String {
        let language = loaded.definition.languages.first ?? "en"
        var lines = ["\(loaded.definition.titles[language] ?? loaded.definition.name)", ""]
        lines.append(Terminal.columns(summary.keyFigures.map { ($0.label, $0.text) }))
        lines.append("")
        lines.append(
            Terminal.columns(
                [
                    ("rows read", "\(summary.rowsRead) from \(summary.sources.count) files"),
                    ("kept", "\(summary.rowsKept)"),
                    ("quarantined", "\(summary.rowsQuarantined)"),
                    (
                        "excluded",
                        "\(summary.rowsExcluded)"
                            + (summary.rowsExcluded == 0
                                ? "" : " empty, left out by a rule, or dated after the as-of day")
                    ),
                ] + Self.fileLines(summary) + copyLines(summary) + [
                    ("values", "\(summary.values) of \(summary.indicators) indicators"),
                    (
                        "withheld",
                        "\(summary.withheldPrimary + summary.withheldSecondary) cells (\(summary.withheldPrimary) small, "
                            + "\(summary.withheldSecondary) so that those cannot be worked out)"
                    ),
                    ("time", Self.seconds(took)), ("build", summary.build),
                ]))
        if common.verbose {
            lines.append("")
            lines += summary.sources.map { source in
                "  \(source.wasRead ? "read     " : "unchanged") \(source.file): \(source.dialect)"
            }
        }
        let told = summary.findings.filter(isTold)
        if !told.isEmpty { lines.append("") }
        lines += told.map(\.rendered)
        lines.append("")
        if summary.isUnchanged {
            lines.append("Nothing has changed since the last build, so nothing was redone:")
        } else {
            lines.append("Written:")
        }
        lines += summary.outputs.map { "  \($0)" }
        return lines.joined(separator: "\n")
    }

    /// Which copy it is, where that is not the public one, and of which reports, where they were chosen.
    private func copyLines(_ summary: RunSummary) -> [(String, String)] {
        (summary.copy == .authority ? [("copy", "authority copy: full counts, not for publication")] : [])
            + (reports.names.isEmpty ? [] : [("reports", summary.reports.joined(separator: ", "))])
    }

    /// How the files changed since the run before, and what became of corrections; nothing where there is nothing to say.
    private static func fileLines(_ summary: RunSummary) -> [(String, String)] {
        var lines: [(String, String)] = []
        let changes = summary.changes
        let kinds = [("new", changes.new), ("changed", changes.changed), ("gone", changes.vanished)]
        let files = kinds.filter { !$0.1.isEmpty }.map { "\($0.1.count) \($0.0) (\(listed($0.1)))" }
        if !files.isEmpty { lines.append(("files", files.joined(separator: ", "))) }
        let corrections = summary.corrections
        let counts = [
            ("applied", corrections.applied), ("refused", corrections.refused), ("stale", corrections.stale),
            ("conflicting", corrections.conflicting),
        ]
        let told = counts.filter { $0.1 > 0 }.map { "\($0.1) \($0.0)" }
        if !told.isEmpty { lines.append(("corrections", told.joined(separator: ", "))) }
        return lines
    }

    private static func listed(_ files: [String]) -> String {
        let names = files.map { String($0.split(separator: "/").last ?? "") }
        return names.prefix(3).joined(separator: ", ") + (names.count > 3 ? " and \(names.count - 3) more" : "")
    }

    /// Seconds with two decimals.
    static func seconds(_ duration: Duration) -> String {
        let hundredths = Int(duration / .milliseconds(10))
        let rest = hundredths % 100
        return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest) s"
    }
}
