import Definitions
import Diagnostics
import Transmission

/// What is to be told of a transmission that was compared with the one before.
struct TransmissionFindings {
    let programme: String
    /// The version that was sent before.
    let comparedWith: String
    let changes: [CellChange]
    /// Logged corrections that explain nothing.
    let unused: [LoggedCorrection]

    var all: [Finding] { unused.map(finding) + [falls].compactMap(\.self) }

    private func finding(_ entry: LoggedCorrection) -> Finding {
        Finding(
            code: "transmission.correction-unused", severity: .warning,
            explanation: Explanation(
                summary: "\(entry.location): no value of \(entry.indicator) fell that this correction explains",
                cause: "it was compared with version \(comparedWith), cell by cell",
                remedies: [
                    "correct its indicator, cell or column",
                    "add 'version: …' when it is about an earlier transmission, or take it out",
                ]), location: entry.location)
    }

    /// The cumulative values that fell, as long as nobody has said why.
    private var falls: Finding? {
        let open = changes.filter(\.isUnexplained)
        guard let first = open.first else { return nil }
        let cell = first.cell.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: ", ")
        return Finding(
            code: "transmission.falls", severity: .warning,
            explanation: Explanation(
                summary: "\(programme): \(open.count) cumulative \(open.count == 1 ? "value is" : "values are") "
                    + "lower than sent with version \(comparedWith)",
                cause: "a cumulative value can fall by a correction only; the first is \(first.indicator), "
                    + "\(first.column), \(cell)",
                remedies: [
                    "look at the causes in transmission/\(programme).corrections.csv",
                    "say why under 'transmissions: corrections:' of the pipeline",
                ]), location: nil)
    }
}

extension TransmissionFindings {
    /// The same of a build that stands unchanged, by the files that it wrote.
    static func ofUnchanged(_ pipeline: LoadedPipeline) -> [Finding] {
        guard pipeline.writesTransmissions else { return [] }
        return pipeline.transmissions.layouts.flatMap { layout -> [Finding] in
            let path = "\(pipeline.outputPath)/\(BuildWriting.transmissionFolder)/\(layout.programme).json"
            guard let root = try? DefinitionFile.load(path: path, displayName: path).root,
                let comparedWith = root["comparedWith"]?.string
            else { return [] }
            let log = pipeline.definition.transmissions.corrections.filter {
                $0.concerns(layout.programme, root["version"]?.string)
            }
            let changes = (root["changes"]?.sequence ?? []).map { CellChange(keptAs: $0, log: log) }
            return TransmissionFindings(
                programme: layout.programme, comparedWith: comparedWith, changes: changes,
                unused: log.filter { entry in !changes.contains { $0.correction == entry } }
            ).all
        }
    }
}

extension CellChange {
    /// A change as a file keeps it, without its numbers and causes.
    fileprivate init(keptAs node: Definition, log: [LoggedCorrection]) {
        let cell = (node["cell"]?.mapping ?? DefinitionMapping([])).map { ($0.key, $0.value.string ?? "") }
        self.init(
            table: node["table"]?.string ?? "", cell: Dictionary(cell, uniquingKeysWith: { first, _ in first }),
            indicator: node["indicator"]?.string ?? "", column: node["column"]?.string ?? "",
            falls: node["falls"]?.bool ?? false, log: log)
    }
}
