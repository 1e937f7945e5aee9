import ArgumentParser
import Diagnostics
import Pipeline
import Records

/// `kaiku baseline PIPELINE`: what is found in the sources, and what of it is accepted.
struct BaselineCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "baseline",
        abstract: "List findings with what is accepted of them, and write the file of accepted findings.",
        discussion: """
            An accepted finding changes no figure and stops no build. The file is named under 'baseline:' in the pipeline.
            """)

    @Argument(help: "The pipeline, such as Pipelines/osaamiskeskus.yaml.", completion: .file(extensions: ["yaml"]))
    var pipeline: String

    @Flag(help: "Accept what is open; say by whom and why.")
    var accept = false

    @Flag(help: "Take out entries that have expired or whose findings no longer occur.")
    var prune = false

    @Option(help: "Who accepts.")
    var by: String?

    @Option(help: "Why it is accepted.")
    var why: String?

    @Option(help: "The last as-of day on which it is accepted, as yyyy-mm-dd.")
    var until: String?

    @Option(help: "Accept only findings of this code, such as rule.known-event.")
    var finding: String?

    @Option(help: "Accept only findings of this source.")
    var source: String?

    @Flag(help: "Accept rows by their number, also where they could be named one by one.")
    var count = false

    @OptionGroup var common: CommonOptions

    func validate() throws {
        if accept, prune { throw ValidationError("--accept and --prune are done one after the other") }
        if accept {
            for (name, value) in [("--by", by), ("--why", why)]
            where value.map({ $0.allSatisfy(\.isWhitespace) }) ?? true {
                throw ValidationError("--accept needs \(name): whoever reads the baseline must see by whom and why")
            }
        }
        if let until, CalendarDay(iso: until) == nil {
            throw ValidationError("'\(until)' is no day; write --until as yyyy-mm-dd, such as 2024-06-30")
        }
    }

    func run() throws {
        let loaded = try common.load(pipeline)
        let showsProgress = Terminal.showsProgress && !common.quiet
        let survey = try QualitySurvey(loaded, options: common.runOptions) { step in
            if showsProgress { Terminal.progress(step) }
        }
        if showsProgress { Terminal.endProgress() }
        if common.format == .json, !accept, !prune {
            Terminal.print(survey.json)
            return
        }
        if accept {
            try acceptOpen(survey)
        } else if prune {
            let removed = try survey.prune()
            say("\(removed) \(removed == 1 ? "entry" : "entries") taken out")
        } else {
            list(survey)
        }
    }

    private func acceptOpen(_ survey: QualitySurvey) throws {
        guard let by, let why, let today = QualitySurvey.today else { return }
        let acceptor = QualitySurvey.Acceptor(
            by: by, on: today, why: why, until: until.flatMap { CalendarDay(iso: $0) }, counts: count)
        let accepted = try survey.accept(acceptor, finding: finding, source: source)
        for kind in accepted { say("accepted: \(kind.words)") }
        if accepted.isEmpty { say("There is nothing open to accept.") }
    }

    private func list(_ survey: QualitySurvey) {
        for finding in survey.findings { Terminal.error(finding.rendered) }
        guard !survey.kinds.isEmpty else {
            say("Nothing was found.")
            return
        }
        say(
            Terminal.columns(
                survey.kinds.map { kind in
                    (kind.severity.label, "\(kind.words)\(kind.accepted == 0 ? "" : ", \(kind.accepted) accepted")")
                }))
    }

    private func say(_ text: String) {
        if !common.quiet { Terminal.print(text) }
    }
}

extension QualitySurvey.Kind {
    fileprivate var words: String {
        "\(finding) of \(source)\(column.map { ", column '\($0)'" } ?? ""): \(found)"
    }
}

extension QualitySurvey {
    fileprivate var json: String {
        var json = JSONText()
        json.object { json in
            json.array("findings") { json in
                for kind in kinds {
                    json.object { json in
                        json.string("finding", kind.finding)
                        json.string("source", kind.source)
                        if let column = kind.column { json.string("column", column) }
                        json.string("severity", kind.severity.rawValue)
                        json.integer("found", kind.found)
                        json.integer("accepted", kind.accepted)
                    }
                }
            }
            FindingsJSON.write(findings, "baseline", to: &json)
        }
        return json.text
    }
}
