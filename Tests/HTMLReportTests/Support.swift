import Foundation
import HTMLReport
import Testing

/// The repository's folder.
let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

/// The writer with the templates that reports are made with.
func writer() throws -> HTMLReportWriter {
    try HTMLReportWriter(templates: repository.appending(path: "Reports/templates").path)
}

let languages = [
    LanguageVersion(code: "fi", fileName: "funder-summary.fi.html", title: "Suomeksi"),
    LanguageVersion(code: "sv", fileName: "funder-summary.sv.html", title: "På svenska"),
    LanguageVersion(code: "en", fileName: "funder-summary.en.html", title: "In English"),
]

/// Compares a text with a file of `Goldens`; with `UPDATE_GOLDENS=1` writes the file, and fails.
func expectGolden(_ text: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Goldens/\(name)")
    if ProcessInfo.processInfo.environment["UPDATE_GOLDENS"] == "1" {
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try text.write(to: file, atomically: true, encoding: .utf8)
        Issue.record("\(name) was written anew", sourceLocation: sourceLocation)
        return
    }
    let golden = try String(contentsOf: file, encoding: .utf8)
    guard golden != text else { return }
    let expected = golden.split(separator: "\n", omittingEmptySubsequences: false)
    let actual = text.split(separator: "\n", omittingEmptySubsequences: false)
    let line =
        zip(expected, actual).enumerated().first { $0.element.0 != $0.element.1 }?.offset
        ?? min(
            expected.count, actual.count)
    Issue.record(
        """
        \(name):\(line + 1) differs
        expected: \(expected.indices.contains(line) ? expected[line] : "(end)")
        actual:   \(actual.indices.contains(line) ? actual[line] : "(end)")
        """, sourceLocation: sourceLocation)
}

/// A page without what other tests look at: the style sheet, and the drawings, which are those of `Charts`.
func skeleton(_ page: String) -> String {
    var result = elided(page, from: "<style>", to: "</style>")
    result = elided(result, from: "<svg xmlns=", to: "</svg>")
    return result
}

/// A text with all between two words left out.
private func elided(_ text: String, from start: String, to end: String) -> String {
    var result = ""
    var rest = Substring(text)
    while let open = rest.firstRange(of: start), let close = rest[open.upperBound...].firstRange(of: end) {
        result += rest[..<open.upperBound] + "…"
        rest = rest[close.lowerBound...]
    }
    return result + rest
}
