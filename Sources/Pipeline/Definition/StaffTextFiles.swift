import Definitions
import Diagnostics
import Markdown
import Reporting

/// The files of the texts that staff write for a report: `<name>.<language>.md` in its folder.
///
/// A text that is not written yet is no fault: the report says so in its place, and a warning names the file to write.
struct StaffTextFiles {
    private static let ending = ".md"

    private let definition: ReportDefinition
    private let file: String
    private let languages: [String]
    private let folder: String?
    /// The files that were read, which decide what the report says.
    private(set) var read: [(name: String, text: String)] = []

    /// - Parameters:
    ///   - file: The report's own file, to whose folder that of the texts is relative.
    ///   - languages: Those that the report is made in.
    init(_ definition: ReportDefinition, file: String, languages: [String]) {
        self.definition = definition
        self.file = file
        self.languages = languages
        folder = definition.textFolder.map { FilePath.joined(FilePath.folder(of: file), $0) }
    }

    /// The report with the texts that are written.
    mutating func report(_ reader: DefinitionReader) -> ReportDefinition {
        let names = definition.textNames
        guard let folder, !names.isEmpty else { return definition }
        guard FilePath.exists(folder) else {
            let node = definition.source["texts"] ?? definition.source
            reader.report(
                "report.no-text-folder", at: node, "there is no folder '\(folder)'",
                cause: "the folder of the texts is relative to that of the report",
                remedies: ["make the folder", "correct 'texts:'"])
            return definition
        }
        let entries = FilePath.entries(of: folder)
        var report = definition
        for language in languages {
            var texts: [String: MarkdownText] = [:]
            for (name, location) in names where texts[name] == nil {
                texts[name] = text(name, language, location, entries, in: folder, reader)
            }
            report.texts[language] = texts
        }
        reportUnused(entries, in: folder, names.map(\.name), reader)
        return report
    }

    private mutating func text(
        _ name: String, _ language: String, _ location: RecordLocation, _ entries: [String], in folder: String,
        _ reader: DefinitionReader
    ) -> MarkdownText? {
        let entry = "\(name).\(language)\(Self.ending)"
        let path = FilePath.joined(folder, entry)
        func warn(_ problem: String, _ remedies: [String]) {
            reader.report(
                "report.unwritten-text", at: location,
                "the text '\(name)' is not written in \(language) yet: \(problem)",
                cause: "the report says so in its place", remedies: remedies, severity: .warning)
        }
        guard entries.contains(entry) else {
            let near = nearestName(to: entry, in: entries.filter { isUnused($0, definition.textNames.map(\.name)) })
            warn(
                "there is no \(path)", (near.map { ["rename '\($0)' to '\(entry)'"] } ?? []) + ["write \(path)"])
            return nil
        }
        do throws(PipelineError) {
            let bytes = try FilePath.bytes(of: path)
            read.append((path, String(decoding: bytes, as: UTF8.self)))
            var findings: [Finding] = []
            let text = MarkdownText(bytes, file: path, findings: &findings)
            findings.forEach(reader.report)
            if text.isEmpty, findings.isEmpty { warn("\(path) is empty", ["write the text in \(path)"]) }
            return text
        } catch {
            reader.report(Finding(error, location: location))
            return nil
        }
    }

    /// Reports texts that no block takes: nobody would notice that they are missing in the report.
    private func reportUnused(_ entries: [String], in folder: String, _ names: [String], _ reader: DefinitionReader) {
        for entry in entries where isUnused(entry, names) {
            let place = RecordLocation(file: FilePath.joined(folder, entry))
            let name = String(entry.prefix { $0 != "." })
            reader.report(
                "report.unused-text", at: place, "no block of \(FilePath.name(of: file)) takes this text",
                remedies: (nearestName(to: name, in: names).map { ["name it for the text '\($0)'"] } ?? [])
                    + ["add '- text: \(name)' to a section"], severity: .warning)
        }
    }

    /// Whether a file is a text that no block takes, in any language.
    private func isUnused(_ entry: String, _ names: [String]) -> Bool {
        guard entry.hasSuffix(Self.ending) else { return false }
        let parts = entry.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count != 3 || !names.contains(String(parts[0]))
    }
}
