import ArgumentParser
import Pipeline

/// `kaiku explain INDICATOR`: what a figure rests on, down to the rows of the sources.
struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain", abstract: "Explain a figure: definition, formula, value, tabulations, source rows.")

    @Argument(help: "An indicator or a figure, such as attendances or 'attendances[mode=onsite]'.")
    var indicator: String

    @Option(help: "The most source rows to list.")
    var rows = 20

    @OptionGroup var choice: PipelineChoice
    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard rows >= 0 else { throw ValidationError("--rows is zero or more") }
    }

    func run() throws {
        let loaded = try common.load(try choice.path())
        let language = loaded.definition.languages.first ?? "en"
        let explanation = try Explaining(loaded, options: common.runOptions).explanation(
            of: indicator, language: language, limit: rows)
        if common.format == .json {
            Terminal.print(explanation.json)
            return
        }
        var pairs = [
            ("indicator", explanation.code), ("title", explanation.title), ("definition", explanation.definition),
            ("value", explanation.value), ("unit", explanation.unit), ("n", explanation.n),
            ("method", explanation.method),
            ("formula", explanation.formula),
        ]
        if !explanation.reference.isEmpty { pairs.append(("reference", explanation.reference)) }
        var lines = [Terminal.columns(pairs), "", "Tabulations:"]
        lines += explanation.tabulations.map { "  \($0)" }
        lines.append("")
        let shown = explanation.rows.count
        lines.append(
            shown < explanation.rowCount
                ? "Source rows (\(shown) of \(explanation.rowCount)):" : "Source rows (\(explanation.rowCount)):")
        lines += explanation.rows.map { "  \($0)" }
        Terminal.print(lines.joined(separator: "\n"))
    }
}
