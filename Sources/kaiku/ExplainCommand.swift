import ArgumentParser
import Pipeline

/// `kaiku explain FIGURE…`: what figures rest on, down to the rows of the sources.
struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain", abstract: "Explain a figure: definition, formula, value, tabulations, source rows.")

    @Argument(help: "Indicators or figures, such as attendances or 'attendances[mode=onsite]'.")
    var figures: [String]

    @Option(help: "The most source rows to list of each.")
    var rows = 20

    @OptionGroup var choice: PipelineChoice
    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard rows >= 0 else { throw ValidationError("--rows is zero or more") }
    }

    func run() throws {
        let loaded = try common.load(try choice.path())
        let language = loaded.definition.languages.first ?? "en"
        let explanations = try Explaining(loaded, options: common.runOptions).explanations(
            of: figures, language: language, limit: rows)
        guard common.format == .json else {
            Terminal.print(explanations.map(Self.text).joined(separator: "\n\n"))
            return
        }
        // One figure is an object by itself, as it always was.
        let texts = explanations.map(\.json)
        Terminal.print(texts.count == 1 ? texts[0] : "[" + texts.joined(separator: ",\n") + "]")
    }

    private static func text(_ explanation: IndicatorExplanation) -> String {
        var pairs = [
            ("indicator", explanation.code), ("title", explanation.title), ("definition", explanation.definition),
            ("value", explanation.value), ("unit", explanation.unit), ("n", explanation.n),
            ("method", explanation.method),
            ("formula", explanation.formula),
        ]
        if explanation.figure != explanation.code { pairs.insert(("figure", explanation.figure), at: 0) }
        if !explanation.reference.isEmpty { pairs.append(("reference", explanation.reference)) }
        var lines = [Terminal.columns(pairs), "", "Tabulations:"]
        lines += explanation.tabulations.map { "  \($0)" }
        lines.append("")
        let shown = explanation.rows.count
        lines.append(
            shown < explanation.rowCount
                ? "Source rows (\(shown) of \(explanation.rowCount)):" : "Source rows (\(explanation.rowCount)):")
        lines += explanation.rows.map { "  \($0)" }
        return lines.joined(separator: "\n")
    }
}
