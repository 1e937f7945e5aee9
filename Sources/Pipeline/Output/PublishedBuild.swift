import Definitions
import Diagnostics
import Reporting

/// Reads the `build.json` of a published build.
enum PublishedBuild {
    /// What the build that stands in a folder says of itself; nil when there is none or an output is gone.
    static func summary(in folder: String, findings: [Finding]) -> RunSummary? {
        let path = folder + "/build.json"
        guard FilePath.exists(path), let file = try? DefinitionFile.load(path: path, displayName: path) else {
            return nil
        }
        let root = file.root
        let outputs = (root["outputs"]?.sequence ?? []).compactMap(\.string).map { folder + "/" + $0 }
        guard let build = root["build"]?.string, outputs.allSatisfy(FilePath.exists) else { return nil }
        let sources = (root["inputs"]?.sequence ?? []).map { input in
            RunSummary.SourceSummary(
                source: input["source"]?.string ?? "", file: input["file"]?.string ?? "", table: "",
                read: input["read"]?.int ?? 0, kept: input["kept"]?.int ?? 0,
                quarantined: input["quarantined"]?.int ?? 0,
                excluded: input["excluded"]?.int ?? 0, contentHash: input["sha256"]?.string ?? "",
                dialect: input["dialect"]?.string ?? "", wasRead: false)
        }
        let keyFigures = (root["keyFigures"]?.sequence ?? []).compactMap { figure -> LabelledText? in
            guard let label = figure["label"]?.string, let text = figure["text"]?.string else { return nil }
            return LabelledText(label: label, text: text)
        }
        var corrections = CorrectionCounts()
        if let counts = root["corrections"] {
            corrections.files = counts["files"]?.int ?? 0
            corrections.applied = counts["applied"]?.int ?? 0
            corrections.refused = counts["refused"]?.int ?? 0
            corrections.stale = counts["stale"]?.int ?? 0
            corrections.conflicting = counts["conflicting"]?.int ?? 0
        }
        // Nothing has changed since: that is what makes the build stand.
        return RunSummary(
            build: build, isUnchanged: true, sources: sources, withheldPrimary: root["withheld"]?["primary"]?.int ?? 0,
            withheldSecondary: root["withheld"]?["secondary"]?.int ?? 0, indicators: root["indicators"]?.int ?? 0,
            values: root["values"]?.int ?? 0, keyFigures: keyFigures, outputs: outputs, findings: findings,
            copy: root["copy"]?.string.flatMap(Copy.init) ?? .public,
            reports: (root["reports"]?.sequence ?? []).compactMap(\.string), corrections: corrections)
    }
}
