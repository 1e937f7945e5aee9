import ArgumentParser
import Indicators
import Pipeline

/// `kaiku indicators`: the catalogue.
struct IndicatorsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "indicators", abstract: "List the catalogue's indicators.")

    @OptionGroup var choice: PipelineChoice
    @OptionGroup var common: CommonOptions

    func run() throws {
        let loaded = try common.load(try choice.path())
        let language = loaded.definition.languages.first ?? "en"
        switch common.format {
        case .json: Terminal.print(CatalogueJSON.text(loaded.catalogue))
        case .text:
            Terminal.print(
                Terminal.columns(
                    loaded.catalogue.indicators.map { indicator in
                        let breakdowns = indicator.breakdowns.filter { !$0.isEmpty }.map { $0.joined(separator: "×") }
                        let by = breakdowns.isEmpty ? "" : " (by \(breakdowns.joined(separator: ", ")))"
                        return (indicator.code, indicator.title(in: language) + by)
                    }))
        }
    }
}
