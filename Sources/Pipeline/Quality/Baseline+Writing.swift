import Foundation

extension Baseline {
    /// The baseline as the text of its file: sorted, so that equal baselines are equal files and a change is a short difference.
    ///
    /// - Parameter schema: Where the file's schema is from its folder; nil when it is not known, and editors then do not check the file.
    func text(schema: String?) -> String {
        var lines = schema.map { ["# yaml-language-server: $schema=\($0)"] } ?? []
        lines += [
            "# Findings that somebody has looked at and accepted. 'kaiku baseline' rewrites the file: put reasons under why.",
            "kaiku: 1",
        ]
        let sorted = entries.sorted { $0.key.lexicographicallyPrecedes($1.key) }
        lines.append(sorted.isEmpty ? "accepted: []" : "accepted:")
        for entry in sorted {
            lines.append("  - finding: \(Self.quoted(entry.finding))")
            lines.append("    source: \(Self.quoted(entry.source))")
            if let column = entry.column { lines.append("    column: \(Self.quoted(column))") }
            if !entry.rows.isEmpty {
                lines.append("    rows:")
                lines += entry.rows.sorted().map { "      - \(Self.quoted($0))" }
            }
            if let count = entry.count { lines.append("    count: \(count)") }
            lines.append("    by: \(Self.quoted(entry.by))")
            lines.append("    on: \(entry.on)")
            lines.append("    why: \(Self.quoted(entry.why))")
            if let until = entry.until { lines.append("    until: \(until)") }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Where the schema of a baseline is from the folder of its file: in the folder of schemas beside it or above it.
    static func schema(besides path: String) -> String? {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
        return ["", "../", "../../"].map { $0 + "schemas/quality-baseline.schema.json" }.first {
            FileManager.default.fileExists(atPath: folder.appendingPathComponent($0).path)
        }
    }

    /// Writes the file.
    func write(to path: String) throws(PipelineError) {
        try FilePath.write(Array(text(schema: Self.schema(besides: path)).utf8), to: path)
    }

    /// A text in double quotes, as YAML reads it.
    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": result += "\\\(scalar)"
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            case _ where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value):
                let digits = String(scalar.value, radix: 16, uppercase: true)
                result += "\\x" + (digits.count < 2 ? "0" : "") + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }

    /// The baseline with further entries; an entry of the same findings takes the place of the old one.
    func accepting(_ new: [Entry]) -> Baseline {
        let keys = Set(new.map(\.key))
        return Baseline(entries: entries.filter { !keys.contains($0.key) } + new)
    }
}
