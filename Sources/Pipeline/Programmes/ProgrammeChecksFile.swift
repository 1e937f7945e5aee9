import Definitions
import Diagnostics
import Disclosure
import Indicators
import Records
import Reporting

/// Writes `programme-checks.json`: each check of the programmes with its result, for other programs; and writes and reads what is to be
/// told again when nothing has changed.
///
/// The latter is kept beside the store and not in the build: that a sum is broken in a small cell tells of that cell.
struct ProgrammeChecksFile {
    let pipeline: LoadedPipeline
    let facts: ProgrammeFacts
    let build: String

    static let name = "programme-checks.json"

    var bytes: [UInt8] {
        var json = JSONText()
        json.object { json in
            json.string("build", build)
            json.string("asOf", pipeline.definition.asOf.description)
            json.array("checks") { json in
                for judged in facts.checks { write(judged, &json) }
            }
        }
        return json.bytes
    }

    /// What is kept beside the store.
    private var keptFindings: [UInt8] {
        var json = JSONText()
        json.object { json in
            json.string("build", build)
            json.array("findings") { json in
                for finding in facts.findings {
                    json.object { json in
                        json.string("code", finding.code)
                        json.string("severity", finding.severity.rawValue)
                        json.string("summary", placeless(finding))
                        json.string("cause", finding.explanation.cause)
                        json.array("remedies") { json in
                            // Paths depend on where a run was started, so that they are made anew.
                            for remedy in finding.explanation.remedies where !remedy.contains(pipeline.path) {
                                json.string(nil, shortened(remedy))
                            }
                        }
                    }
                }
            }
        }
        return json.bytes
    }

    /// Keeps what is to be told again.
    func keepFindings() throws { try FilePath.replace(Self.keptPath(pipeline), with: keptFindings, mode: 0o600) }

    private static func keptPath(_ pipeline: LoadedPipeline) -> String {
        pipeline.storePath + (pipeline.definition.copy == .authority ? ".authority" : "") + ".programme-findings.json"
    }

    private func placeless(_ finding: Finding) -> String {
        let summary = finding.explanation.summary
        guard let location = finding.location, summary.hasPrefix("\(location): ") else { return summary }
        return String(summary.dropFirst("\(location): ".count))
    }

    /// Files as they are called, without the folders that lead to them.
    private func shortened(_ text: String) -> String {
        text.split(separator: " ").map { word in word.split(separator: "/").last.map(String.init) ?? "" }.joined(
            separator: " ")
    }

    private func write(_ judged: JudgedCheck, _ json: inout JSONText) {
        let check = judged.check
        json.object { json in
            json.string("id", check.id)
            json.string("programme", check.programme)
            if !check.number.isEmpty { json.string("number", check.number) }
            json.string("reference", check.reference)
            json.boolean("verified", check.isVerified)
            json.string("severity", check.severity.rawValue)
            json.strings("text", check.texts)
            json.integer("held", judged.held)
            json.integer("broken", judged.broken.count)
            json.array("cells") { json in
                for cell in judged.cells where cell.isShown { write(cell, &json) }
            }
            json.integer("notShown", judged.cells.count { !$0.isShown })
        }
    }

    private func write(_ cell: JudgedCell, _ json: inout JSONText) {
        json.object { json in
            json.object("cell") { json in
                for level in cell.cell.cell.levels { json.string(level.dimension, level.level.name) }
            }
            json.string("state", Self.name(of: cell.cell.state))
            if case .reported(_, .some(let due)) = cell.cell.due { json.string("due", due.description) }
            json.string("relation", cell.cell.relation.rawValue)
            write("left", cell.left, &json)
            write("right", cell.right, &json)
            json.array("rows") { json in
                for row in cell.rows {
                    json.object { json in
                        json.string("file", FilePath.name(of: row.file))
                        json.integer("line", row.line)
                    }
                }
            }
            json.integer("rowCount", cell.rowCount)
        }
    }

    private func write(_ key: String, _ side: JudgedSide, _ json: inout JSONText) {
        json.object(key) { json in
            json.array("figures") { json in
                for term in side.side.terms {
                    json.object { json in
                        json.string("figure", term.name)
                        switch term.basis {
                        case .computed: json.string("basis", "computed")
                        case .reported(let kind, let day):
                            json.string("basis", kind.rawValue)
                            if let day { json.string("through", day.description) }
                        }
                    }
                }
            }
            json.number("value", side.number?.value)
        }
    }

    static func name(of state: CheckedCell.State) -> String {
        switch state {
        case .broken: "broken"
        case .corrected: "corrected"
        case .reached: "reached"
        case .pending: "pending"
        }
    }

    /// What the checks of a build found, to be told again.
    ///
    /// - Parameter build: The build that is asked about; nil for the last one.
    /// - Returns: nothing where the catalogue has no checks; nil where what they found was not kept, or is of another build.
    static func findings(of build: String?, _ pipeline: LoadedPipeline) -> [Finding]? {
        guard !pipeline.catalogue.checks.isEmpty else { return [] }
        let path = keptPath(pipeline)
        guard FilePath.exists(path), let file = try? DefinitionFile.load(path: path, displayName: path),
            build == nil || file.root["build"]?.string == build
        else { return nil }
        return (file.root["findings"]?.sequence ?? []).compactMap { entry in
            guard let code = entry["code"]?.string, let summary = entry["summary"]?.string,
                let check = pipeline.catalogue.checks.first(where: { $0.code == code })
            else { return nil }
            return Finding(
                code: code, severity: Severity(stored: entry["severity"]?.string ?? ""),
                explanation: Explanation(
                    summary: "\(check.location): \(summary)", cause: entry["cause"]?.string,
                    remedies: (entry["remedies"]?.sequence ?? []).compactMap(\.string)
                        + ["this is of the last build: run the pipeline again once something is corrected"]),
                location: check.location)
        }
    }
}
