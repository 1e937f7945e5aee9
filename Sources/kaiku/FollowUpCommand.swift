import ArgumentParser
import Diagnostics
import Pipeline

/// `kaiku follow-up`: the sampling desk for results some months after leaving.
struct FollowUpCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "follow-up",
        abstract: "Whom to ask some months after leaving, who has answered, and what the answers stand for.",
        discussion: """
            'kaiku follow-up PIPELINE' tells how a follow-up stands, from the store of the last build; with --draw it also draws those who \
            are not drawn yet. 'kaiku follow-up contacts FILE' marks in a copy of a list of persons who of them is to be asked.
            """,
        subcommands: [FollowUpStateCommand.self, ContactsCommand.self], defaultSubcommand: FollowUpStateCommand.self)
}

/// `kaiku follow-up PIPELINE`.
struct FollowUpStateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "state",
        abstract: "How the follow-up of a pipeline stands; with --draw, draws those not drawn yet.",
        discussion: """
            Writes summary.txt, sample.json and, once somebody is drawn, contacts.csv for whoever holds the addresses. They are for staff \
            and never part of a build.
            """)

    @Argument(help: "The pipeline, such as Pipelines/osaamiskeskus.yaml.", completion: .file(extensions: ["yaml"]))
    var pipeline: String

    @Flag(help: "Draw, and write down who was drawn.")
    var draw = false

    @Option(help: "The folder for the lists; beside the store unless given.", completion: .directory)
    var desk: String?

    @OptionGroup var common: CommonOptions

    func validate() throws {
        if draw, common.asOf != nil {
            throw ValidationError(
                "--draw goes with no --as-of: a draw stands for good, so it is of the pipeline's own day; change 'as-of' there"
            )
        }
    }

    func run() throws {
        let loaded = try common.load(pipeline)
        let outcome = try FollowUpDesk(loaded, options: common.runOptions).run(draws: draw, folder: desk)
        guard !common.quiet else { return }
        if common.format == .json {
            Terminal.print(outcome.json)
            return
        }
        Terminal.print(([outcome.text, "", "Written:"] + outcome.files.map { "  " + $0 }).joined(separator: "\n"))
    }
}

/// `kaiku follow-up contacts FILE`.
struct ContactsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "contacts", abstract: "Mark in a copy of a list of persons who of them is to be asked.",
        discussion: """
            For whoever holds the addresses: the list stays there, and its codes are written nowhere but in the copy. Rows get the columns \
            follow_up (drawn, reserve or stop), follow_up_sample, follow_up_order, follow_up_due, follow_up_overdue and \
            follow_up_participation.
            """)

    @Argument(help: "The list, as CSV with a line of column names.", completion: .file(extensions: ["csv"]))
    var file: String

    @Option(help: "Its column of codes, those that the source of the pipeline has.")
    var column: String

    @Option(help: "The list of contacts, contacts.csv.", completion: .file(extensions: ["csv"]))
    var list: String

    @Option(help: "The key of the pseudonyms, the file that ends in .sqlite.key.", completion: .file())
    var key: String

    @Option(help: "The marked copy; beside the list unless given.")
    var output: String?

    @Option(help: "How results are printed.")
    var format: OutputFormat = .text

    @Flag(help: "Say nothing but errors.")
    var quiet = false

    func run() throws {
        let outcome = try ContactMarking.mark(file: file, column: column, list: list, key: key, output: output)
        guard !quiet else { return }
        if format == .json {
            Terminal.print(outcome.json)
            return
        }
        let words = [
            ("drawn", "to be asked"), ("reserve", "in reserve"), ("stop", "not to be asked any more"),
        ].map { role, words in "\(outcome.marked[role] ?? 0) \(words)" }
        var lines = ["\(outcome.rows) rows: \(words.joined(separator: ", "))"]
        if outcome.missing > 0 {
            lines.append(
                "\(outcome.missing) of the list of contacts are on no row: see whether '\(column)' has the codes that "
                    + "the project uses, and whether the list is complete")
        }
        if outcome.withoutCode > 0 { lines.append("\(outcome.withoutCode) rows have no code") }
        lines += ["Written:", "  " + outcome.output]
        Terminal.print(lines.joined(separator: "\n"))
    }
}

extension ContactMarking.Outcome {
    fileprivate var json: String {
        var json = JSONText()
        json.object { json in
            json.string("output", output)
            json.integer("rows", rows)
            for role in ["drawn", "reserve", "stop"] { json.integer(role, marked[role] ?? 0) }
            json.integer("missing", missing)
            json.integer("withoutCode", withoutCode)
        }
        return json.text
    }
}
