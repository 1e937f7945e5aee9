import Diagnostics
import Disclosure
import ExcelReport
import FigurePack
import HTMLReport
import Indicators
import Ingest
import Records
import Reporting

/// Makes the documents and writes every output of a build.
struct BuildWriting {
    let pipeline: LoadedPipeline
    let evaluated: EvaluatedPipeline
    let sources: [RunSummary.SourceSummary]
    let quarantine: [QualitySupplements.QuarantineLine]
    let previous: [ChangeSupplement.Published]?
    let build: String
    let threads: Int

    /// What was written.
    struct Written {
        /// Paths in the published folder.
        let outputs: [String]
        let keyFigures: [LabelledText]
    }

    /// Writes the outputs to a folder.
    ///
    /// - Parameter published: Where the folder is going to be, for the paths that are shown.
    func write(to folder: String, published: String) throws -> Written {
        var names: [String] = []
        var keyFigures: [LabelledText] = []
        var figured: [Document] = []
        for report in pipeline.reports {
            let isInternal = report.isInternal
            if isInternal, !pipeline.definition.outputs.dataQuality { continue }
            let documents = try pipeline.definition.languages(of: report).map { try document(report, language: $0) }
            if keyFigures.isEmpty, let first = documents.first { keyFigures = Self.keyFigures(of: first) }
            if !isInternal { figured += documents }
            names += try write(documents, report.name, singleLanguage: isInternal, to: folder)
        }
        if pipeline.definition.outputs.figures {
            _ = try writeFigures(of: figured, to: folder + "/figures", options: FigurePackOptions(threads: threads))
            names.append("figures")
        }
        let results = ResultsFile(
            pipeline: pipeline.definition, catalogue: pipeline.catalogue, build: build, sets: evaluated.sets,
            listings: evaluated.evaluation.listings, stepUps: evaluated.stepUps
        ).bytes
        try scan(String(decoding: results, as: UTF8.self), name: "results.json")
        try FilePath.write(results, to: folder + "/results.json")
        names.append("results.json")
        return Written(outputs: names.map { published + "/" + $0 }, keyFigures: keyFigures)
    }

    private func write(
        _ documents: [Document], _ name: String, singleLanguage: Bool, to folder: String
    ) throws -> [String] {
        func base(_ document: Document) -> String { singleLanguage ? name : "\(name).\(document.locale.language)" }
        var names: [String] = []
        if pipeline.definition.outputs.excel {
            for document in documents {
                let workbook = "\(folder)/\(base(document)).xlsx"
                try writeWorkbook(document, to: workbook)
                // A page has all the texts of its workbook, so that only a workbook without a page is read back.
                if !pipeline.definition.outputs.html {
                    try scan(Self.text(ofWorkbook: workbook), name: "\(base(document)).xlsx", of: document)
                }
                names.append("\(base(document)).xlsx")
            }
        }
        guard pipeline.definition.outputs.html else { return names }
        let writer = try HTMLReportWriter(templates: pipeline.resolved(pipeline.definition.templates))
        let versions =
            singleLanguage
            ? []
            : documents.map {
                LanguageVersion(
                    code: $0.locale.language, fileName: "\(base($0)).html",
                    title: Self.ownNames[$0.locale.language] ?? $0.locale.language)
            }
        for document in documents {
            let page = try writer.html(document, languages: versions)
            try scan(page, name: "\(base(document)).html", of: document)
            try FilePath.write(Array(page.utf8), to: "\(folder)/\(base(document)).html")
            names.append("\(base(document)).html")
        }
        return names
    }

    /// Languages in their own words.
    private static let ownNames = ["fi": "Suomi", "sv": "Svenska", "en": "English"]

    // MARK: Documents

    private func document(_ report: ReportDefinition, language: String) throws -> Document {
        guard let locale = pipeline.locales[language] else {
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
        let material = ReportMaterial(
            catalogue: pipeline.catalogue, codeLists: pipeline.codeLists, sets: evaluated.sets,
            listings: evaluated.evaluation.listings, stepUps: evaluated.stepUps, sources: titles)
        let occasion = ReportOccasion(
            from: pipeline.definition.from, to: pipeline.definition.to, asOf: pipeline.definition.asOf, build: build)
        let plain = DocumentBuilder(material: material, locale: locale, occasion: occasion, supplements: [:])
        let quality = QualitySupplements(
            pipeline: pipeline, locale: locale, sources: sources, quarantine: quarantine,
            protection: evaluated.protection)
        let changes = ChangeSupplement(
            catalogue: pipeline.catalogue, locale: locale, builder: plain, previous: previous,
            now: evaluated.sets)
        let builder = DocumentBuilder(
            material: material, locale: locale, occasion: occasion,
            supplements: [
                "reconciliation": quality.reconciliation, "issues": quality.issues,
                "quarantined-rows": quality.quarantinedRows, "disclosure": quality.disclosure,
                "changes": changes.blocks,
            ])
        let (document, findings) = builder.document(report)
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
    private static func missingTexts(in text: String) -> [String] {
        guard text.utf8.contains(0xE2), text.contains("\u{27E6}") else { return [] }
        var keys: [String] = []
        for part in text.split(separator: "\u{27E6}", omittingEmptySubsequences: false).dropFirst() {
            guard let end = part.firstIndex(of: "\u{27E7}") else { continue }
            let key = String(part[..<end])
            if !keys.contains(key) { keys.append(key) }
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
    private func scan(_ text: String, name: String, of document: Document? = nil) throws {
        let gaps = Self.missingTexts(in: text)
        guard gaps.isEmpty else { throw PipelineError.definitions(gaps.map { Self.missingText($0, in: name) }) }
        let contact = document.map { contacts(in: $0.information.contact) } ?? []
        let allowed = Set(pipeline.definition.disclosure.allowedContacts).union(contact)
        let findings = personalDataFindings(in: text, file: name, allowing: allowed)
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
    private static func text(ofWorkbook path: String) throws -> String {
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
    /// Whether it is for the people who keep the sources, and so comes in one language, the first.
    var isInternal: Bool { name == "data-quality" }
}

extension PipelineDefinition {
    /// The languages that a report is made in.
    func languages(of report: ReportDefinition) -> [String] {
        report.isInternal ? Array(languages.prefix(1)) : languages
    }
}
