import ArgumentParser
import Diagnostics
import Glibc
import Ingest
import Pipeline

/// The command line: arguments in, exit status out.
@main
struct Kaiku: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "kaiku",
        abstract: "Turns survey results, workshop data and innovation records into reports that a funder can trust.",
        discussion: """
            Exit status: 0 built, 1 failed, 2 usage, 3 data-quality gate, 4 disclosure gate, 5 another build holds the lock.
            """,
        version: kaikuVersion,
        subcommands: [
            RunCommand.self, CheckCommand.self, InspectCommand.self, IndicatorsCommand.self, ExplainCommand.self,
            DiffCommand.self, HistoryCommand.self, EstimateCommand.self, BaselineCommand.self, FillCommand.self,
            FollowUpCommand.self, DoctorCommand.self,
        ])

    static func main() {
        // A limit on the size of files, and a reader that has gone, are then errors of a write, which are explained.
        signal(SIGXFSZ, SIG_IGN)
        signal(SIGPIPE, SIG_IGN)
        do {
            var command = try parseAsRoot()
            try command.run()
        } catch {
            leave(with: error)
        }
    }

    /// Shows an error as its kind wants, and ends with its status.
    private static func leave(with error: any Error) -> Never {
        if let status = error as? ExitStatus { Glibc.exit(status.code) }
        if let explained = error as? any ExplainedError {
            let pipeline = explained as? PipelineError
            var listed = pipeline?.findings ?? (explained as? Findings)?.all ?? []
            if case .mappingDoesNotFit(_, let findings) = explained as? IngestError { listed = findings }
            for finding in listed { Terminal.error(finding.rendered) }
            Terminal.error(explained.rendered())
            Glibc.exit(pipeline?.exitStatus ?? 1)
        }
        let message = fullMessage(for: error)
        let isAnswer = exitCode(for: error) == .success
        if isAnswer {
            Terminal.print(message)
            Glibc.exit(0)
        }
        Terminal.error(message)
        // The parser's own errors are all of usage.
        Glibc.exit(exitCode(for: error) == .validationFailure ? 2 : 1)
    }
}

/// Ends a command that has said all it has to say.
struct ExitStatus: Error {
    let code: Int32
}
