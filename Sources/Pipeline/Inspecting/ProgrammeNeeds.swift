import Definitions
import Diagnostics
import Indicators
import Tabulation

/// Looks whether a pipeline has the tables and columns that its rule packs need: one finding a table says more than one for each of
/// their indicators.
struct ProgrammeNeeds {
    let findings: [Finding]
    private let files: Set<String>

    init(programmes: [Programme], context: TabulationContext) {
        let reader = DefinitionReader()
        var files: Set<String> = []
        for programme in programmes {
            let before = reader.findings.count
            for need in programme.needs { Self.check(need, of: programme, context, reader) }
            if reader.findings.count > before { files.insert(programme.location.file) }
        }
        findings = reader.findings
        self.files = files
    }

    /// Whether what an indicator lacks is told already.
    func covers(_ indicator: Indicator) -> Bool { files.contains(indicator.location.file) }

    private static func check(
        _ need: Programme.Need, of programme: Programme, _ context: TabulationContext, _ reader: DefinitionReader
    ) {
        let remedy =
            "copy it from README.md of the folder above the rule pack, and name there what your sources call it"
        guard context.tables[need.table] != nil else {
            reader.report(
                "pipeline.rule-pack", at: programme.location,
                "the rule pack '\(programme.id)' needs a table '\(need.table)'",
                cause: "no source fills it, and nothing is merged to it",
                remedies: ["add a source whose mapping gives such records", remedy])
            return
        }
        var lacking: [String] = []
        var cause: String?
        for expression in need.expressions {
            do throws(Findings) {
                _ = try context.expression(expression, in: need.table)
            } catch {
                lacking.append("'\(expression)'")
                cause = cause ?? error.all.first?.explanation.summary
            }
        }
        guard !lacking.isEmpty else { return }
        reader.report(
            "pipeline.rule-pack", at: programme.location,
            "the rule pack '\(programme.id)' needs \(lacking.joined(separator: ", ")) of the table '\(need.table)'",
            cause: cause, remedies: [remedy])
    }
}
