import ArgumentParser
import Pipeline

/// `kaiku history`: the builds that the store keeps.
struct HistoryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history", abstract: "List the builds that can be compared, the latest first.",
        discussion: """
            The store keeps the last 20 builds. A run that finds nothing changed is no build.
            Exit status: 0 listed, 1 there is no build yet.
            """)

    @OptionGroup var choice: PipelineChoice
    @OptionGroup var common: CommonOptions

    func run() throws {
        let loaded = try common.load(try choice.path())
        let builds = try ComparingBuilds(loaded).history()
        switch common.format {
        case .json:
            var json = JSONText()
            json.array { json in for build in builds { build.write(nil, to: &json) } }
            Terminal.print(json.text)
        case .text:
            Terminal.print(
                Terminal.columns(
                    builds.map { build in
                        (
                            String(build.number),
                            "\(build.started)  as of \(build.asOf)  \(build.files) files  \(build.values) values  "
                                + "Kaiku \(build.version)"
                        )
                    }))
        }
    }
}
