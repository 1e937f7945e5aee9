import ArgumentParser
import Pipeline

/// `kaiku history`: the builds that the store keeps.
struct HistoryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history", abstract: "List the builds that can be compared, the latest first.",
        discussion: """
            The store keeps the last 20 builds. A run that finds nothing changed is no build. That an authority copy was made is listed as \
            well, without a number: none of its values is kept, so that it cannot be compared.
            Exit status: 0 listed, 1 there is no build yet.
            """)

    @OptionGroup var choice: PipelineChoice
    @OptionGroup var common: CommonOptions

    func run() throws {
        let loaded = try common.load(try choice.path())
        let entries = try ComparingBuilds(loaded).history()
        switch common.format {
        case .json:
            var json = JSONText()
            json.array { json in for entry in entries { entry.write(to: &json) } }
            Terminal.print(json.text)
        case .text:
            Terminal.print(
                Terminal.columns(
                    entries.map { entry in
                        switch entry {
                        case .build(let build):
                            (
                                String(build.number),
                                "\(build.started)  as of \(build.asOf)  \(build.files) files  \(build.values) values  "
                                    + "Kaiku \(build.version)"
                            )
                        case .authorityCopy(let copy):
                            (
                                "–",
                                "\(copy.started)  as of \(copy.asOf)  \(copy.files) files  authority copy \(copy.build)  "
                                    + "Kaiku \(copy.version)"
                            )
                        }
                    }))
        }
    }
}
