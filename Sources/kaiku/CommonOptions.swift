import ArgumentParser
import Diagnostics
import Glibc
import Pipeline
import Records

/// How results are printed.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json
}

/// Options that all commands on a pipeline share.
struct CommonOptions: ParsableArguments {
    @Option(
        name: .customLong("as-of"), help: "The last day of observation, as yyyy-mm-dd; the pipeline's own unless given."
    )
    var asOf: String?

    @Option(help: "Languages, such as fi,sv,en; the pipeline's own unless given.")
    var language: String?

    @Option(help: "The folder of the build; the pipeline's own unless given.")
    var output: String?

    @Option(help: "How results are printed.")
    var format: OutputFormat = .text

    @Option(help: "How many threads read and tabulate; results do not depend on it.")
    var threads: Int?

    @Flag(help: "Say nothing but errors.")
    var quiet = false

    @Flag(help: "Say more: formats of files, columns not mapped, unchanged sources.")
    var verbose = false

    func validate() throws {
        if let asOf, CalendarDay(iso: asOf) == nil {
            throw ValidationError("'\(asOf)' is no day; write --as-of as yyyy-mm-dd, such as 2023-12-31")
        }
        if let threads, !(1...64).contains(threads) { throw ValidationError("--threads is from 1 to 64") }
        // Which languages there are, the pipeline says; a code that none can have is told before it is read.
        for code in languages where code.count != 2 || !code.allSatisfy({ ("a"..."z").contains($0) }) {
            throw ValidationError("'\(code)' is no code of a language; write --language as fi,sv,en")
        }
    }

    var languages: [String] { language?.split(separator: ",").map(String.init) ?? [] }

    var runOptions: RunOptions {
        RunOptions(
            asOf: asOf.flatMap(CalendarDay.init(iso:)), languages: languages, output: output,
            threads: threads ?? max(1, min(8, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))))
    }

    /// Loads a pipeline and, when verbose, shows what was noticed, unless the command is to show it with what else it finds.
    ///
    /// - Parameter options: What the command changes in the pipeline; nil for what all commands share.
    func load(_ path: String, showingFindings: Bool = true, options: RunOptions? = nil) throws -> LoadedPipeline {
        var loader = PipelineLoader(options: options ?? runOptions)
        let pipeline = try loader.load(path)
        if verbose, showingFindings { for finding in pipeline.findings { Terminal.error(finding.rendered) } }
        return pipeline
    }
}

/// The reports that a command is about.
struct ReportOption: ParsableArguments {
    @Option(
        help:
            "The reports, by name or an unambiguous beginning, such as esf,final; all of the pipeline's unless given.")
    var report: String?

    func validate() throws {
        if report != nil, names.isEmpty { throw ValidationError("--report names no report; write it as esf,final") }
    }

    var names: [String] {
        (report ?? "").split(separator: ",").map { String($0.drop { $0 == " " }) }.filter { !$0.isEmpty }
    }
}

/// The pipeline that a command is about, when it need not be named.
struct PipelineChoice: ParsableArguments {
    @Option(help: "The pipeline; needed only when Pipelines/ holds several.")
    var pipeline: String?

    func path() throws -> String {
        if let pipeline { return pipeline }
        let found = PipelineFiles.all
        guard found.count == 1, let only = found.first else {
            throw ValidationError(
                found.isEmpty
                    ? "there is no pipeline in Pipelines/; name one with --pipeline"
                    : "Pipelines/ holds \(found.joined(separator: ", ")); choose one with --pipeline")
        }
        return only
    }
}
