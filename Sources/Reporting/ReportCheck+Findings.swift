import Definitions
import Indicators

extension ReportCheck {
    /// Checks a block of sentences about figures.
    func findings(_ node: Definition) {
        for limit in reader.items("limits", in: node) { sentence(limit) }
        guard let code = node["indicator"], let name = code.string, let indicator = indicator(name, at: code.location)
        else { return }
        let dimensions = reader.items("dimensions", in: node).compactMap(\.string)
        let fixed = node["at"]?.mapping.map(Array.init) ?? []
        guard has(indicator, Set(dimensions + fixed.map(\.key)), at: node.location) else { return }
        for entry in fixed {
            if let level = entry.value.string {
                self.level(level, of: entry.key, [indicator], at: entry.value.location)
            }
        }
        if let number = node["sizes"]?["number"], let name = number.string {
            let known = ["value"] + indicator.furtherNames
            if !known.contains(name) {
                reader.reportUnknown(
                    name, at: number, as: "a number of '\(indicator.code)'", among: known, code: "report.unknown-part")
            }
        }
    }
}
