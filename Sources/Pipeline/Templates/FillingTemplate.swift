import Definitions
import Diagnostics
import Glibc
import Ingest
import Reporting
public import WorkbookTemplate

/// Fills a funder's workbook from a finished build.
public struct FillingTemplate {
    /// The files that are read.
    public struct Sources: Sendable, Hashable {
        /// The funder's workbook.
        public let template: String
        /// The folder of a build, with its `results.json`.
        public let build: String
        /// A map of cells, beside names that follow the rule.
        public let map: String?
        /// The language of marks, titles, units and days.
        public let language: String
        /// The folder with that language's texts.
        public let locales: String

        public init(
            template: String, build: String, map: String?, language: String, locales: String = "Reports/locales"
        ) {
            self.template = template
            self.build = build
            self.map = map
            self.language = language
            self.locales = locales
        }
    }

    /// The results that a template was filled from.
    public let results: BuildResults
    private let sources: Sources
    private let locale: ReportLocale
    private let map: TemplateMap
    /// What was noticed in the definitions.
    private let findings: [Finding]

    /// Reads the results, the language's texts and the map.
    ///
    /// - Throws: ``PipelineError`` or `TemplateError` when one of them cannot be used.
    public init(_ sources: Sources) throws {
        self.sources = sources
        let file = FilePath.joined(sources.build, "results.json")
        results = try BuildResults.load(FilePath.bytes(of: file), file: file)
        var files = DefinitionFiles(threads: 1)
        let reader = DefinitionReader()
        locale = try Self.locale(sources, &files, reader)
        var map = TemplateMap(entries: [])
        if let path = sources.map {
            let read = try files.file(path, schema: "template-map")
            for finding in read.findings { reader.report(finding) }
            // What the schema has found wrong need not be found again.
            if !reader.hasErrors { map = TemplateMap.decode(read.file.root, with: reader) }
        }
        if reader.hasErrors { throw PipelineError.definitions(reader.findings) }
        self.map = map
        findings = reader.findings
    }

    private static func locale(
        _ sources: Sources, _ files: inout DefinitionFiles, _ reader: DefinitionReader
    ) throws -> ReportLocale {
        let path = FilePath.joined(sources.locales, sources.language + ".yaml")
        guard FilePath.exists(path) else {
            let known = FilePath.entries(of: sources.locales).filter { $0.hasSuffix(".yaml") }.map {
                String($0.dropLast(5))
            }
            throw PipelineError.unknownName(
                sources.language, kind: "a language with texts in \(sources.locales)",
                near: nearestName(to: sources.language, in: known) ?? known.first)
        }
        let read = try files.file(path, schema: "locale")
        for finding in read.findings { reader.report(finding) }
        guard let locale = ReportLocale.decode(read.file.root, with: reader), !reader.hasErrors else {
            throw PipelineError.definitions(reader.findings)
        }
        return locale
    }

    /// Fills the template and writes the result; the template itself is not touched.
    ///
    /// - Parameter output: The new file, replaced in one step if there is one.
    /// - Throws: `Findings` with everything that is wrong with template and map, before anything is written; `WorkbookReadError`;
    ///   ``PipelineError`` when the file cannot be written.
    public func write(to output: String) throws -> FilledTemplate {
        let filling = try TemplateFilling(
            path: sources.template, displayName: sources.template, results: results, locale: locale, map: map)
        let filled = try filling.filled()
        try FilePath.makeFolder(FilePath.folder(of: output))
        try FilePath.replace(output, with: filled.bytes)
        return filled
    }

    /// Whether two paths lead to the same file, however they are written or linked.
    public static func isSameFile(_ one: String, _ other: String) -> Bool {
        var first = stat()
        var second = stat()
        guard unsafe stat(one, &first) == 0, unsafe stat(other, &second) == 0 else { return false }
        return first.st_dev == second.st_dev && first.st_ino == second.st_ino
    }
}
