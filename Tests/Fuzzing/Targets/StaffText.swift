import Diagnostics
import Foundation
import Markdown

extension FuzzTarget {
    /// Texts that staff write in Markdown: what is not taken is told with a line of the text, and nothing of the text itself.
    static let staffText = FuzzTarget(
        "staff-text",
        tokens: [
            "# ", "## ", "- ", "1. ", "9999999999. ", "> ", "    ", "\t", "```\n", "---\n", "***", "**", "*", "_", "`",
            "[", "]", "](", "]:", ")", "![", "<", ">", "<!--", "-->", "</p>", "&amp;", "&#0;", "&nGt;", "\\", "{", "}",
            "|",
            "| - |\n", "https://a.fi", "mailto:", "\r\n", "\r", "\n\n", "\u{FEFF}", "\u{0}", "😀",
        ],
        seeds: {
            let folder = fuzzFolder.deletingLastPathComponent().deletingLastPathComponent()
                .appendingPathComponent("Reports/texts/final-report")
            return try files(in: folder).map(\.bytes) + [
                Array("> a\n\n- b\n  - c\n\n<p>d</p> `e` ![f](g) [h](i)\n\n| j |\n| - |\n\n[k]: l\n".utf8)
            ]
        },
        check: { bytes, _ in
            var budget = FuzzBudget(bytes: bytes.count)
            var findings: [Finding] = []
            let text = MarkdownText(bytes, file: "text.md", findings: &findings)
            let lines = bytes.reduce(1) { $0 + ($1 == 0x0A || $1 == 0x0D ? 1 : 0) }
            for finding in findings {
                guard let line = finding.location?.line, (1...lines).contains(line) else {
                    throw FuzzFailure("a finding without a line of the text")
                }
                try budget.spend(finding.rendered.utf8.count, "a finding")
            }
            for part in text.parts {
                switch part {
                case .heading(let runs), .paragraph(let runs): try look(at: runs, lines: lines, &budget)
                case .list(let points, let start):
                    if points.isEmpty || start.map({ $0 < 0 }) ?? false { throw FuzzFailure("a list of nothing") }
                    for runs in points { try look(at: runs, lines: lines, &budget) }
                }
            }
        })

    private static func look(at runs: [MarkdownRun], lines: Int, _ budget: inout FuzzBudget) throws {
        for run in runs {
            if !(1...lines).contains(run.line) { throw FuzzFailure("a run without a line of the text") }
            if let address = run.address, !address.contains(":") { throw FuzzFailure("a link that leads nowhere") }
            try budget.spend(run.text.utf8.count + (run.address?.utf8.count ?? 0), "a run")
        }
    }
}
