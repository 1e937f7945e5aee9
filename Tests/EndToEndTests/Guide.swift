import Foundation

/// An example of a page of the guide.
struct GuideExample: CustomStringConvertible {
    let page: String
    /// The line of its first line.
    let line: Int
    let text: String

    var description: String { "\(page):\(line)" }

    /// The key of the first line that is neither blank nor a comment, such as `indicators`; nil for an item of a list.
    var firstKey: String? {
        let lines = text.split(separator: "\n").map { $0.drop { $0 == " " } }
        guard let first = lines.first(where: { !$0.hasPrefix("#") }), !first.hasPrefix("-"),
            let colon = first.firstIndex(of: ":")
        else { return nil }
        return String(first[..<colon])
    }

    /// Whether it is a file of its own, and not a part of one.
    var isFile: Bool { firstKey == "kaiku" }

    /// Whether a key stands at the start of one of its lines.
    func hasKey(_ key: String) -> Bool { text.split(separator: "\n").contains { $0.hasPrefix(key + ":") } }
}

/// The pages of the guide, as they stand in the project.
enum Guide {
    static let pages = [
        "catalogue", "esf", "fixing", "follow-up", "mappings", "matching", "pipelines", "programme-checks",
        "protection", "quality",
        "reports", "results", "running", "surveys", "templates", "transmission",
    ].map {
        "Documentation/guide/\($0).md"
    }

    static func text(of page: String) throws -> String {
        try String(contentsOfFile: "\(Workspace.root)/\(page)", encoding: .utf8)
    }

    /// The examples of a page in their order.
    ///
    /// - Parameter language: What stands after the fence, such as `yaml`.
    static func examples(of page: String, in language: String = "yaml") throws -> [GuideExample] {
        var examples: [GuideExample] = []
        var open: (line: Int, lines: [Substring])?
        for (index, line) in try text(of: page).split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if line.hasPrefix("```") {
                if let found = open, found.line > 0 {
                    let text = found.lines.map { $0 + "\n" }.joined()
                    examples.append(GuideExample(page: page, line: found.line, text: text))
                }
                // Examples of another language are open too, so that their end is not taken for a start.
                open = open == nil ? (line == "```" + language ? index + 2 : 0, []) : nil
            } else {
                open?.lines.append(line)
            }
        }
        return examples
    }

    /// What stands as code on any page: in examples, and between backquotes.
    static func code() throws -> Set<String> {
        var words: Set<String> = []
        for page in pages {
            let parts = try text(of: page).split(separator: "`", omittingEmptySubsequences: false)
            for (index, part) in parts.enumerated() where !index.isMultiple(of: 2) {
                let names = part.split { !($0.isLetter || $0.isNumber || "-_.".contains($0)) }
                words.formUnion(names.map(String.init))
                words.insert(String(part))
            }
            for language in ["yaml", "json"] {
                for example in try examples(of: page, in: language) {
                    let names = example.text.split { !($0.isLetter || $0.isNumber || "-_".contains($0)) }
                    words.formUnion(names.map(String.init))
                }
            }
        }
        return words
    }
}
