import Definitions
public import Diagnostics
import Disclosure
import HTMLReport
public import Indicators
public import Ingest
public import Records
public import Reporting
import Transmission

/// A source with its files and mapping, ready to be read.
public struct LoadedSource: Sendable {
    public let definition: SourceDefinition
    /// The files, with the names that messages use.
    public let files: [(path: String, name: String)]
    public let mapping: Mapping
    /// Hash of everything but the file that decides what its rows become.
    public let mappingHash: String
}

/// A pipeline with everything that it refers to, decoded and checked.
public struct LoadedPipeline: Sendable {
    public let path: String
    public private(set) var definition: PipelineDefinition
    public let codeLists: [String: CodeList]
    /// The code lists in the order of their files.
    public let orderedCodeLists: [CodeList]
    public let catalogue: Catalogue
    /// The findings that somebody has accepted; empty without a file of them.
    public let baseline: Baseline
    /// What somebody decided on figures of which sources say different things.
    let decisions: [PublishedDecision]
    public let sources: [LoadedSource]
    /// How written organisations are found in a register, with what people have decided; nil where they are not.
    public let matching: LoadedMatching?
    public let reports: [ReportDefinition]
    /// The names of the reports that the command line has chosen; nil where it has not, or has chosen what is written anyway.
    let chosenReports: [String]?
    /// What is sent to the authority of a programme, and what was sent before.
    let transmissions: LoadedTransmissions
    public let locales: [String: ReportLocale]
    /// Everything worth knowing that is no error.
    public let findings: [Finding]
    /// Hash of everything besides the sources that decides an output: definition files, templates, the program's version.
    public let hash: String
    /// Hashes of the parts of its definitions that can change a figure, by name.
    let marks: [String: String]
    /// Where the build is published, where the pipeline publishes its public copy, and where the store is kept.
    public let outputPath: String
    public let publicOutputPath: String
    public let storePath: String

    /// The same pipeline with rules of which is known what breaks them.
    func with(rules: [RuleDefinition]) -> LoadedPipeline {
        var copy = self
        copy.definition = definition.with(rules: rules)
        return copy
    }

    /// Where a path of the definition leads.
    func resolved(_ path: String) -> String { FilePath.joined(FilePath.folder(of: self.path), path) }

    /// A path as seen from the pipeline's folder: what the store and the build's identity know a file by, so that neither depends on
    /// how, or from where, the pipeline is named.
    func place(of path: String) -> String { FilePath.relative(path, to: FilePath.folder(of: self.path)) }
}

/// Reads a pipeline and all that it refers to, and collects every finding before it gives up.
public struct PipelineLoader {
    let options: RunOptions
    private let reader = DefinitionReader()
    private var hashed: [(name: String, text: String)] = []
    private var definitions: DefinitionFiles
    /// Whether code lists and catalogue came without errors, so that what names them can be checked.
    private var hasCatalogue = false
    /// A language or a report asked for that the pipeline does not have.
    private var refused: PipelineError?

    public init(options: RunOptions) {
        self.options = options
        definitions = DefinitionFiles(threads: options.threads)
    }

    /// - Throws: ``PipelineError/definitions(_:)`` with all findings; ``PipelineError/unknownName(_:kind:near:)`` for a language
    ///   or a report that the pipeline does not have.
    public mutating func load(_ path: String) throws(PipelineError) -> LoadedPipeline {
        let pipeline = parts(of: path)
        if let refused { throw refused }
        guard let pipeline, !reader.hasErrors else { throw .definitions(distinctFindings) }
        return pipeline
    }

    /// Everything that is wrong with a pipeline, its reports and the files that it names: what `kaiku check` shows.
    ///
    /// What rests on a definition that is itself wrong is not looked at, so that one mistake is told once.
    public mutating func findings(_ path: String) -> [Finding] {
        guard let pipeline = parts(of: path) else {
            return (refused.map { [Finding($0)] } ?? []) + distinctFindings
        }
        return Checking(pipeline, isWhole: !reader.hasErrors, hasCatalogue: hasCatalogue).findings()
    }

    /// The pipeline with all that could be read of it; nil when it says nothing of use itself.
    private mutating func parts(of path: String) -> LoadedPipeline? {
        guard let root = read(path, schema: "pipeline"),
            var definition = PipelineDefinition.decode(root, with: reader)
        else { return nil }
        let folder = FilePath.folder(of: path)
        refused = unknownLanguage(of: definition, in: folder)
        if refused != nil { return nil }
        definition = changed(definition)
        let errors = errorCount
        let listFiles = files(definition.codeLists, in: folder, at: root)
        let catalogueFiles = files(definition.catalogues, in: folder, at: root)
        let reportFiles = files(definition.reports, in: folder, at: root)
        definitions.expect(listFiles, schema: "code-lists")
        definitions.expect(catalogueFiles, schema: "catalogue")
        definitions.expect(reportFiles, schema: "report")
        let languages = definition.languages + definition.supplierLanguages
        definitions.expect(
            languages.map { localeFile($0, of: definition, in: folder) }, schema: "locale")
        definitions.expect(definition.sources.map { FilePath.joined(folder, $0.mapping) }, schema: "mapping")
        let lists = listFiles.flatMap { file in codeLists(in: file) }
        let byName = Dictionary(lists.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        let catalogues = catalogueFiles.compactMap { read($0, schema: "catalogue") }
        let catalogue = Catalogue.decode(catalogues, with: reader)
        hasCatalogue = errorCount == errors
        let reports = reportFiles.compactMap { file in
            read(file, schema: "report").flatMap { ReportDefinition.decode($0, with: reader) }.map { report in
                var texts = StaffTextFiles(report, file: file, languages: definition.languages)
                defer { hashed += texts.read }
                return texts.report(reader)
            }
        }
        let transmissions = transmissions(definition.transmissions, catalogue, in: folder, at: root)
        var locales: [String: ReportLocale] = [:]
        for language in languages {
            let file = localeFile(language, of: definition, in: folder)
            locales[language] = read(file, schema: "locale").flatMap { ReportLocale.decode($0, with: reader) }
        }
        let sources = definition.sources.compactMap { source($0, in: folder, lists: byName) }
        let baseline = baseline(of: definition, in: folder, at: root)
        let decisions = definition.publishedFigures.decisions.flatMap { name in
            read(FilePath.joined(folder, name), schema: "published-decisions").map {
                PublishedDecision.decode($0, with: reader)
            }
        }
        let matching = definition.organisations.map { LoadedMatching.load($0, in: folder, reader) }
        // What a mapping that is itself wrong lacks is told there.
        if sources.count == definition.sources.count { matching?.check(sources.map(\.mapping), reader) }
        let chosen: [String]?
        do throws(PipelineError) {
            // What a report that cannot be read is called is not known.
            chosen = reports.count < reportFiles.count ? nil : try chosenReports(of: reports, definition)
        } catch {
            refused = error
            return nil
        }
        let places = BuildPlaces(definition, in: folder, options)
        return LoadedPipeline(
            path: path, definition: definition, codeLists: byName, orderedCodeLists: lists, catalogue: catalogue,
            baseline: baseline, decisions: decisions ?? [], sources: sources, matching: matching, reports: reports,
            chosenReports: chosen, transmissions: transmissions, locales: locales, findings: distinctFindings,
            hash: hash(definition, matching, in: folder),
            marks: DefinitionMarks.all(
                definition, root: root, catalogues: catalogues, lists: lists, sources: sources),
            outputPath: places.output, publicOutputPath: places.publicOutput, storePath: places.store)
    }

    /// The reports that the command line has chosen; nil where it has not, or has chosen what is written anyway.
    private func chosenReports(
        of reports: [ReportDefinition], _ definition: PipelineDefinition
    ) throws(PipelineError) -> [String]? {
        guard !options.reports.isEmpty else { return nil }
        let names = try ReportChoice(known: reports.map(\.name)).names(options.reports)
        let usual = reports.filter { !$0.isInternal || definition.outputs.dataQuality }
        return names == usual.map(\.name) ? nil : names
    }

    /// The findings without those that say again, at the same place, what the schema has said.
    private var distinctFindings: [Finding] {
        var seen: Set<[String]> = []
        return reader.findings.filter { finding in
            guard let location = finding.location, location.line != nil else { return true }
            return seen.insert([finding.code, location.description]).inserted
        }
    }

    private var errorCount: Int { reader.findings.count { $0.severity >= .error } }

    // MARK: Files

    /// A definition file, checked against its schema.
    private mutating func read(_ path: String, schema: String) -> Definition? {
        do throws(DefinitionError) {
            let checked = try definitions.file(path, schema: schema)
            for finding in checked.findings { reader.report(finding) }
            hashed.append((path, checked.file.text))
            return checked.file.root
        } catch {
            let folder = FilePath.folder(of: path)
            if case .notFound = error,
                let near = nearestName(to: FilePath.name(of: path), in: FilePath.entries(of: folder))
            {
                let explanation = error.explanation
                let remedies = ["did you mean '\(FilePath.joined(folder, near))'?"] + explanation.remedies
                reader.report(
                    Finding(
                        code: error.code, severity: .error,
                        explanation: Explanation(
                            summary: explanation.summary, cause: explanation.cause, remedies: remedies),
                        location: error.location))
            } else {
                for finding in error.findings { reader.report(finding) }
            }
            return nil
        }
    }

    /// The code lists of a file, with the tables beside it that they name.
    private mutating func codeLists(in file: String) -> [CodeList] {
        guard let root = read(file, schema: "code-lists") else { return [] }
        var tables: [(name: String, text: String)] = []
        let lists = CodeList.decode(root, with: reader) { name, node in
            let path = FilePath.joined(FilePath.folder(of: file), name)
            guard FilePath.exists(path), let bytes = try? FilePath.bytes(of: path) else {
                reader.reportUnknown(
                    name, at: node, as: "a file that can be read beside this one",
                    among: FilePath.entries(of: FilePath.folder(of: file)).filter { $0.hasSuffix(".csv") },
                    code: "pipeline.no-file")
                return nil
            }
            tables.append((path, String(decoding: bytes, as: UTF8.self)))
            return tables.last.map { CodeTableFile(name: $0.name, text: $0.text) }
        }
        hashed += tables
        return lists
    }

    private func files(_ patterns: [String], in folder: String, at node: Definition) -> [String] {
        patterns.flatMap { pattern -> [String] in
            let found = FilePath.matches(FilePath.joined(folder, pattern))
            if found.isEmpty {
                let near = nearestName(
                    to: FilePath.name(of: pattern),
                    in: FilePath.entries(of: FilePath.folder(of: FilePath.joined(folder, pattern))))
                reader.report(
                    "pipeline.no-file", at: node, "nothing matches '\(pattern)'",
                    cause: "paths are relative to the pipeline's folder",
                    remedies: near.map { ["did you mean '\($0)'?"] } ?? ["correct the path"])
            }
            return found
        }
    }

    /// The layouts of transmissions, and those that were sent; nothing has to have been sent.
    private mutating func transmissions(
        _ definition: TransmissionsDefinition, _ catalogue: Catalogue, in folder: String, at root: Definition
    ) -> LoadedTransmissions {
        guard !definition.layouts.isEmpty else { return .none }
        let node = root["transmissions"]?["layouts"] ?? root
        let layouts = files(definition.layouts, in: folder, at: node).compactMap { file in
            read(file, schema: "transmission-layout").flatMap { layout in
                TransmissionLayout.decode(
                    layout, dimensions: catalogue.dimensions.map(\.name), programmes: catalogue.programmes.map(\.id),
                    indicators: catalogue.indicators.map(\.code), with: reader)
            }
        }
        for (place, layout) in layouts.enumerated()
        where layouts[..<place].contains(where: { $0.programme == layout.programme }) {
            reader.report(
                "transmission.two-layouts", at: layout.location, "'\(layout.programme)' has another layout already",
                remedies: ["name one of the two files under 'transmissions:'"])
        }
        if hasCatalogue { for layout in layouts { layout.check(catalogue, with: reader) } }
        let sent = definition.sent.flatMap { FilePath.matches(FilePath.joined(folder, $0)) }
            .compactMap { file in
                read(file, schema: "transmission").flatMap { SentTransmission.decode($0, file: file, with: reader) }
            }
        let ordered = sent.sorted { ($0.programme, $0.version, $0.file) < ($1.programme, $1.version, $1.file) }
        let loaded = LoadedTransmissions(layouts: layouts, sent: ordered)
        loaded.check(definition.corrections, reader)
        loaded.checkVersions(reader)
        return loaded
    }

    private mutating func source(
        _ definition: SourceDefinition, in folder: String, lists: [String: CodeList]
    ) -> LoadedSource? {
        let path = FilePath.joined(folder, definition.mapping)
        guard let root = read(path, schema: "mapping"), let text = hashed.last?.text,
            let mapping = Mapping.decode(root, codeLists: lists, with: reader)
        else { return nil }
        let found = definition.files.flatMap { name -> [String] in
            let pattern = FilePath.joined(folder, name)
            return reader.withoutLinksOut(FilePath.matches(pattern), of: pattern, at: definition.location)
        }
        if found.isEmpty, !definition.optional {
            let pattern = definition.files.first ?? ""
            let near = nearestName(
                to: FilePath.name(of: pattern),
                in: FilePath.entries(of: FilePath.folder(of: FilePath.joined(folder, pattern))))
            let error = PipelineError.noFiles(
                source: definition.id, patterns: definition.files, near: near, location: definition.location)
            reader.report(Finding(error, location: definition.location))
        }
        var seen: Set<String> = []
        let files = found.filter { seen.insert($0).inserted }.map { (path: $0, name: $0) }
        let used = mapping.codeListNames.sorted().compactMap { lists[$0] }.map(Self.fingerprint)
        return LoadedSource(
            definition: definition, files: files, mapping: mapping,
            mappingHash: digest([kaikuVersion, text] + used))
    }

    /// The accepted findings. A file that is not there yet accepts none: 'kaiku baseline --accept' makes it.
    private mutating func baseline(
        of definition: PipelineDefinition, in folder: String, at root: Definition
    ) -> Baseline {
        guard let name = definition.baseline else { return Baseline() }
        let path = FilePath.joined(folder, name)
        guard FilePath.exists(path) else {
            reader.report(
                "baseline.no-file", at: root["baseline"] ?? root, "there is no file '\(name)', so nothing is accepted",
                remedies: ["'kaiku baseline --accept' makes it"], severity: .info)
            return Baseline()
        }
        guard let file = read(path, schema: "quality-baseline") else { return Baseline() }
        return Baseline.decode(file, of: definition, with: reader)
    }

    /// What of a code list changes how rows are read.
    private static func fingerprint(_ list: CodeList) -> String {
        var parts = list.words + list.ambiguous
        for code in list.codes {
            var known = [code.code]
            known += code.titles.sorted { $0.key < $1.key }.map(\.value)
            known += code.aliases
            known.append(code.validity.text)
            known += pairs(code.attributes)
            for version in code.versions {
                known += [version.vintage ?? "", version.validity.text]
                known += pairs(version.attributes)
            }
            parts.append(known.joined(separator: "\u{1F}"))
        }
        return parts.joined(separator: "\u{1E}")
    }

    private static func pairs(_ attributes: [String: String]) -> [String] {
        attributes.sorted { $0.key < $1.key }.flatMap { [$0.key, $0.value] }
    }

    private func localeFile(_ language: String, of definition: PipelineDefinition, in folder: String) -> String {
        FilePath.joined(FilePath.joined(folder, definition.locales), language + ".yaml")
    }

    /// The first language of the command line that is neither among the pipeline's nor has texts.
    private func unknownLanguage(of definition: PipelineDefinition, in folder: String) -> PipelineError? {
        let known = definition.languages
        return options.languages.first { language in
            !known.contains(language) && !FilePath.exists(localeFile(language, of: definition, in: folder))
        }.map { language in
            .unknownName(
                language, kind: "a language of this pipeline, which has \(known.joined(separator: ", "))",
                near: nearestName(to: language, in: known))
        }
    }

    private func changed(_ definition: PipelineDefinition) -> PipelineDefinition {
        definition.changed(
            asOf: options.asOf, languages: options.languages.isEmpty ? nil : options.languages, copy: options.copy)
    }

    private func hash(_ definition: PipelineDefinition, _ matching: LoadedMatching?, in folder: String) -> String {
        digest(
            [kaikuVersion, definition.asOf.description, definition.languages.joined(separator: ",")]
                + hashed.flatMap { [FilePath.relative($0.name, to: folder), $0.text] }
                + templates(of: definition, in: folder) + (matching.map { [$0.digest] } ?? []))
    }

    /// The templates and the style sheet, which decide what web reports look like; empty where there are none.
    private func templates(of definition: PipelineDefinition, in folder: String) -> [String] {
        guard definition.outputs.html else { return [] }
        let templates = FilePath.joined(folder, definition.templates)
        return HTMLReportWriter.templateFiles.flatMap { name in
            let bytes = try? FilePath.bytes(of: FilePath.joined(templates, name))
            return [name, bytes.map { String(decoding: $0, as: UTF8.self) } ?? ""]
        }
    }
}
