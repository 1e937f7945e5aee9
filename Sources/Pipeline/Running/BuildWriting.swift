import Diagnostics
import Disclosure
import ExcelReport
import HTMLReport
import Indicators
import Ingest
import Records
import Reporting
import Tabulation
import Workers

/// Makes the documents and writes every output of a build.
struct BuildWriting {
    let pipeline: LoadedPipeline
    let evaluated: EvaluatedPipeline
    let sending: Sending
    let quality: QualityFacts
    let matching: MatchingOutcome
    let corrections: KnownCorrections
    let changes: FileChanges
    let previous: [ChangeSupplement.Published]?
    let build: String
    /// nil when no pages are wanted.
    let pageWriter: HTMLReportWriter?
    let threads: Int

    /// What was written.
    struct Written {
        /// Paths in the published folder.
        let outputs: [String]
        let keyFigures: [LabelledText]
        /// What is worth knowing of the outputs.
        let findings: [Finding]
    }

    /// Writes the outputs to a folder.
    ///
    /// Documents are made at the same time, then the files; neither order nor content depends on the number of threads.
    ///
    /// - Parameter published: Where the folder is going to be, for the paths that are shown.
    func write(to folder: String, published: String) throws -> Written {
        let wanted = pipeline.writtenReports.flatMap { report -> [(report: ReportDefinition, language: String)] in
            pipeline.definition.languages.map { (report, $0) }
        }
        let documents = try inParallel(wanted.count, threads: threads) { index in
            try document(wanted[index].report, language: wanted[index].language)
        }
        let files = documentFiles(zip(wanted.map(\.report), documents).map { ($0, $1) }, to: folder)
        let fields = try fieldFiles(documents, to: folder)
        let fixLists = try fixListFiles(to: folder)
        let transmissions = try transmissionFiles(to: folder)
        // The file of results depends on no document, and no document on it.
        let jobs =
            (files + fields.files + fixLists + transmissions).map(\.write) + [
                { @Sendable in try writeResults(to: folder) }
            ]
        _ = try inParallel(jobs.count, threads: threads) { try jobs[$0]() }
        var names = files.map(\.name) + fields.names
        names += try figures(zip(wanted, documents).filter { !$0.0.report.isInternal }.map(\.1)).write(to: folder)
        if !fixLists.isEmpty { names.append(FixLists.folder) }
        if !transmissions.isEmpty { names.append(Self.transmissionFolder) }
        names.append("results.json")
        if !quality.programmes.checks.isEmpty {
            let file = ProgrammeChecksFile(pipeline: pipeline, facts: quality.programmes, build: build)
            try file.keepFindings()
            let checks = file.bytes
            try scan(checks, name: ProgrammeChecksFile.name)
            try FilePath.write(checks, to: folder + "/" + ProgrammeChecksFile.name)
            names.append(ProgrammeChecksFile.name)
        }
        let keyFigures = documents.lazy.map(Self.keyFigures).first { !$0.isEmpty } ?? []
        return Written(outputs: names.map { published + "/" + $0 }, keyFigures: keyFigures, findings: fields.findings)
    }

    /// A file of the build, and what writes it.
    struct OutputFile {
        let name: String
        let write: @Sendable () throws -> Void
    }

    /// The figures of published reports as files of their own, with their book.
    private func figures(_ documents: [Document]) -> FigureWriting {
        let contacts = documents.map(\.information.contact).joined(separator: "\n")
        return FigureWriting(
            pipeline: pipeline, documents: documents, build: build, pageWriter: pageWriter, threads: threads
        ) { text, name in try scan(text, name: name, contact: contacts) }
    }

    private func writeResults(to folder: String) throws {
        let results = ResultsFile(
            pipeline: pipeline.definition, catalogue: pipeline.catalogue, build: build, sets: evaluated.sets,
            listings: evaluated.listings, stepUps: evaluated.stepUps
        ).bytes
        try scan(results, name: "results.json")
        try FilePath.write(results, to: folder + "/results.json")
    }

    /// The lists of what suppliers are asked to fix.
    private func fixListFiles(to folder: String) throws -> [OutputFile] {
        guard pipeline.writesFixLists else { return [] }
        let lists = try FixLists(
            pipeline: pipeline, sources: quality.sources, quarantine: quality.quarantine, shown: quality.shown,
            groups: quality.groups, build: build
        ).lists()
        guard !lists.isEmpty else { return [] }
        try FilePath.makeFolder("\(folder)/\(FixLists.folder)")
        return lists.map { named in
            let name = "\(FixLists.folder)/\(named.name)"
            return OutputFile(name: name) {
                let texts = named.list.texts.joined(separator: "\n")
                try scan(Array(texts.utf8), name: name, contact: named.list.information.contact)
                try writeFixList(named.list, to: "\(folder)/\(name)")
            }
        }
    }

    /// The workbooks and pages, report by report, workbooks first.
    private func documentFiles(
        _ documents: [(report: ReportDefinition, document: Document)], to folder: String
    ) -> [OutputFile] {
        let outputs = pipeline.definition.outputs
        var files: [OutputFile] = []
        for report in pipeline.writtenReports {
            let named = documents.filter { $0.report.name == report.name }.map { _, document in
                (
                    name: "\(report.name)\(document.information.copy.fileMark).\(document.locale.language)",
                    document: document
                )
            }
            if outputs.excel {
                files += named.map { name, document in
                    OutputFile(name: name + ".xlsx") {
                        let path = "\(folder)/\(name).xlsx"
                        try writeWorkbook(document, to: path)
                        // A page has all the texts of its workbook, so that only a workbook without a page is read back.
                        guard !outputs.html else { return }
                        try scan(Array(try Self.text(ofWorkbook: path).utf8), name: name + ".xlsx", of: document)
                    }
                }
            }
            guard let writer = pageWriter else { continue }
            let versions = named.map { name, document -> LanguageVersion in
                let language = document.locale.language
                return LanguageVersion(
                    code: language, fileName: name + ".html", title: Self.ownName(of: language))
            }
            files += named.map { name, document in
                OutputFile(name: name + ".html") {
                    let page = Array(try writer.html(document, languages: versions).utf8)
                    try scan(page, name: name + ".html", of: document)
                    try FilePath.write(page, to: "\(folder)/\(name).html")
                }
            }
        }
        return files
    }

    /// A language in its own words.
    static func ownName(of language: String) -> String {
        ["fi": "Suomi", "sv": "Svenska", "en": "English"][language] ?? language
    }

    // MARK: Documents

    /// What makes the documents of a language.
    func builder(_ language: String) throws -> DocumentBuilder {
        let copy = pipeline.definition.copy
        guard let locale = pipeline.locales[language]?.worded(for: copy) else {
            throw PipelineError.unknownName(
                language, kind: "a language of this pipeline",
                near: nearestName(to: language, in: pipeline.locales.keys.sorted()))
        }
        var titles: [String: String] = [:]
        for source in pipeline.sources {
            let title = source.definition.titles[language] ?? source.definition.id
            let table = source.mapping.table
            titles[table] = titles[table].map { $0.contains(title) ? $0 : "\($0), \(title)" } ?? title
        }
        for rules in pipeline.definition.tables {
            let parts = (rules.merged?.tables ?? []).compactMap { titles[$0] }.reduce(into: [String]()) { names, name in
                if !names.contains(name) { names.append(name) }
            }
            if titles[rules.table] == nil, !parts.isEmpty { titles[rules.table] = parts.joined(separator: ", ") }
        }
        let material = ReportMaterial(
            catalogue: pipeline.catalogue, codeLists: pipeline.codeLists, sets: evaluated.sets,
            listings: evaluated.listings, quotations: evaluated.quotations, drawings: evaluated.drawings,
            stepUps: evaluated.stepUps, sources: titles,
            decided: Dictionary(
                quality.published.compactMap { figure in
                    figure.decision.map { (figure.key, $0.figure(in: language)) }
                }, uniquingKeysWith: { first, _ in first }))
        let occasion = ReportOccasion(
            from: pipeline.definition.from, to: pipeline.definition.to, asOf: pipeline.definition.asOf, build: build,
            copy: copy)
        let plain = DocumentBuilder(material: material, locale: locale, occasion: occasion, supplements: [:])
        let quality = qualitySupplements(locale)
        let published = PublishedSupplement(
            pipeline: pipeline, locale: locale, figures: self.quality.published, builder: plain)
        let fixes = FixSupplements(
            pipeline: pipeline, locale: locale, corrections: corrections, changes: self.changes)
        let changes = ChangeSupplement(
            catalogue: pipeline.catalogue, locale: locale, builder: plain, previous: previous,
            now: evaluated.sets)
        let programmes = ProgrammeSupplements(
            pipeline: pipeline, locale: locale, builder: plain, sending: sending, sets: evaluated.sets)
        return DocumentBuilder(
            material: material, locale: locale, occasion: occasion,
            supplements: [
                "reconciliation": quality.reconciliation, "issues": quality.issues,
                "quarantined-rows": quality.quarantinedRows, "disclosure": quality.disclosure,
                "changes": changes.blocks, "quality-trend": quality.trend, "quality-by-source": quality.bySource,
                "quality-by-rule": quality.byRule, "completeness": quality.completeness,
                "timeliness": quality.timeliness, "exclusions": quality.exclusions,
                "programme-checks": quality.programmeChecks,
                "source-findings": quality.sourceFindings, "accepted-findings": quality.acceptedFindings,
                "matching": quality.matched, "published-figures": published.blocks,
                "corrections": fixes.correctionBlocks, "file-changes": fixes.changeBlocks,
            ].merging(programmes.all) { own, _ in own }, parts: quality.parts)
    }

    private func qualitySupplements(_ locale: ReportLocale) -> QualitySupplements {
        QualitySupplements(
            pipeline: pipeline, locale: locale, facts: quality, matching: matching, protection: evaluated.protection)
    }

    private func document(_ report: ReportDefinition, language: String) throws -> Document {
        let copy = pipeline.definition.copy
        let builder = try builder(language)
        let locale = builder.locale
        var (document, findings) = builder.document(report.inCopy(copy))
        if report.isInternal, copy == .public {
            // It is under the same protection as what is published, and quotes the sources: not for publication all the same.
            document.information.copyMark = locale.text("copy.public.internal")
        }
        if !report.hasSupplement("reconciliation") {
            // Every report says what became of every row, also one whose author did not think of it.
            document.information.facts.append(
                LabelledText(
                    label: locale.text("quality.rows"), text: qualitySupplements(locale).reconciliationSentence))
        }
        guard !findings.contains(where: { $0.severity >= .error }) else { throw PipelineError.definitions(findings) }
        return document
    }

    private static func keyFigures(of document: Document) -> [LabelledText] {
        for section in document.sections {
            for case .keyFigures(let figures) in section.blocks {
                return figures.map { figure in
                    let value = document.locale.text(figure.value, figure.format)
                    return LabelledText(
                        label: figure.label, text: figure.unit.isEmpty ? value : value + " " + figure.unit)
                }
            }
        }
        return []
    }

    // MARK: Missing texts

    /// The keys that the locale lacks: they stand in an output in white brackets.
    private static func missingTexts(in bytes: [UInt8]) -> [String] {
        // By bytes: comparing characters of a long page takes longer than writing it.
        let (opening, closing) = (Array("\u{27E6}".utf8), Array("\u{27E7}".utf8))
        func stands(_ sign: [UInt8], at index: Int) -> Bool {
            bytes[index] == sign[0] && index + 2 < bytes.count && bytes[index + 1] == sign[1]
                && bytes[index + 2] == sign[2]
        }
        var keys: [String] = []
        var start: Int?
        for index in bytes.indices where bytes[index] == opening[0] {
            if stands(opening, at: index) {
                start = index + opening.count
            } else if let first = start, stands(closing, at: index) {
                let key = String(decoding: bytes[first..<index], as: UTF8.self)
                if !keys.contains(key) { keys.append(key) }
                start = nil
            }
        }
        return keys
    }

    private static func missingText(_ key: String, in output: String) -> Finding {
        Finding(
            code: "locale.missing-text", severity: .error,
            explanation: Explanation(
                summary: "\(output): the locale has no text '\(key)'",
                remedies: ["add '\(key)' to the texts of that language in Reports/locales"]))
    }

    // MARK: Personal data

    /// Refuses an output that holds an identity code, an e-mail address or a phone number, but for the project's own contact.
    ///
    /// - Parameter document: The report that it is an output of, whose own contact may stand in it.
    func scan(_ bytes: [UInt8], name: String, of document: Document? = nil) throws {
        try scan(bytes, name: name, contact: document?.information.contact)
    }

    /// - Parameter contact: The text that may hold the output's own contact.
    private func scan(_ bytes: [UInt8], name: String, contact: String?) throws {
        let gaps = Self.missingTexts(in: bytes)
        guard gaps.isEmpty else { throw PipelineError.definitions(gaps.map { Self.missingText($0, in: name) }) }
        let contact = contact.map { contacts(in: $0) } ?? []
        let allowed = Set(pipeline.definition.disclosure.allowedContacts).union(contact)
        let findings = personalDataFindings(in: bytes, file: name, allowing: allowed)
        guard findings.isEmpty else {
            throw PipelineError.personalDataInOutput(findings.map { $0.placed(in: name) })
        }
    }
}

extension Finding {
    /// The finding with the output that it stands in.
    fileprivate func placed(in output: String) -> Finding {
        guard !explanation.summary.contains(output) else { return self }
        return Finding(
            code: code, severity: severity,
            explanation: Explanation(
                summary: "\(location.map { "\($0)" } ?? output): \(explanation.summary)", cause: explanation.cause,
                remedies: explanation.remedies), location: location)
    }
}

extension BuildWriting {
    /// The texts of a workbook's cells, a line each.
    static func text(ofWorkbook path: String) throws -> String {
        let workbook = try WorkbookReader(path: path, displayName: FilePath.name(of: path))
        var text = ""
        for sheet in workbook.sheets where sheet.kind == .worksheet {
            try workbook.readRows(sheet: .name(sheet.name)) { row in
                for case .text(let cell) in row.cells { text += cell + "\n" }
            }
        }
        return text
    }
}

extension ReportDefinition {
    /// Whether it is for the people who keep the sources: it may quote them, and its charts are no figures to publish.
    var isInternal: Bool { name == "data-quality" }

    /// Whether it has a part that the pipeline makes.
    func hasSupplement(_ wanted: String) -> Bool {
        sections.contains { section in
            section.blocks.contains { block in
                if case .supplement(let name) = block { name == wanted } else { false }
            }
        }
    }
}
