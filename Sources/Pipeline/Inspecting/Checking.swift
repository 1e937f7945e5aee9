import Definitions
public import Diagnostics
import Indicators
import Ingest
import Reporting
import Tabulation

/// Checks a pipeline without building: definitions, files, the catalogue's expressions, the rules and the reports.
public struct Checking {
    let pipeline: LoadedPipeline
    /// Whether all its definitions came without errors, and whether code lists and catalogue did.
    let isWhole: Bool
    let hasCatalogue: Bool

    public init(_ pipeline: LoadedPipeline) { self.init(pipeline, isWhole: true, hasCatalogue: true) }

    init(_ pipeline: LoadedPipeline, isWhole: Bool, hasCatalogue: Bool) {
        self.pipeline = pipeline
        self.isWhole = isWhole
        self.hasCatalogue = hasCatalogue
    }

    /// Everything found: by definition file, then by source file; empty when all is well.
    public func findings() -> [Finding] { pipeline.findings + ofDefinitions + ofSources + ofLastBuild }

    /// What the checks of programmes found in the last build: without reading the sources nobody knows of a later one.
    private var ofLastBuild: [Finding] { ProgrammeChecksFile.findings(of: nil, pipeline) ?? [] }

    /// What is wrong between definitions, without a look at the sources.
    var ofDefinitions: [Finding] {
        let findings =
            TableColumnCheck(pipeline: pipeline).findings()
            + (isWhole ? TabulatingCheck(pipeline: pipeline).findings() : [])
            + (hasCatalogue ? ofLadders + ofPlaces + ofPublished + ofReports : [])
        do {
            _ = try pipeline.pageWriter()
            return findings
        } catch {
            return findings + [Finding(error)]
        }
    }

    /// The same for a whole pipeline, with what its tables are and what is asked of them, and but for the templates.
    func ofDefinitions(_ context: TabulationContext, _ requests: CatalogueRequests) -> [Finding] {
        TableColumnCheck(pipeline: pipeline).findings()
            + TabulatingCheck(pipeline: pipeline, context: context, requests: requests).findings() + ofLadders
            + ofPlaces + ofPublished + ofReports
    }

    /// Places, inhabitants and neighbours that the code lists do not have.
    private var ofPlaces: [Finding] { pipeline.catalogue.placeFindings(in: pipeline.codeLists) }

    /// Ladders whose steps are no dimensions.
    private var ofLadders: [Finding] {
        let reader = DefinitionReader()
        let names = pipeline.catalogue.dimensions.map(\.name)
        for step in pipeline.definition.disclosure.ladders.flatMap(\.steps) where !names.contains(step.dimension) {
            reader.reportUnknown(
                step.dimension, at: step.location, as: "a dimension", among: names, code: "pipeline.unknown-dimension")
        }
        return reader.findings
    }

    /// Figures that are said to be of the same thing as a published one, and are none of the catalogue.
    private var ofPublished: [Finding] {
        let reader = DefinitionReader()
        for own in pipeline.definition.publishedFigures.own {
            guard let reference = FigureReference(own.figure),
                let indicator = pipeline.catalogue.indicator(reference.indicator)
            else {
                reader.reportUnknown(
                    own.figure, at: own.location, as: "a figure of the catalogue",
                    among: pipeline.catalogue.indicators.map(\.code), code: "pipeline.unknown-figure")
                continue
            }
            guard !indicator.shapes.contains(where: { Set($0) == Set(reference.levels.keys) }) else { continue }
            let dimensions = reference.levels.keys.sorted().joined(separator: ", ")
            reader.report(
                "pipeline.unknown-figure", at: own.location,
                dimensions.isEmpty
                    ? "'\(own.figure)' has no total" : "'\(indicator.code)' has no breakdown by \(dimensions)",
                remedies: ["name a figure that the catalogue has", "add the breakdown to the indicator"])
        }
        return reader.findings
    }

    private var ofReports: [Finding] {
        pipeline.reports.filter { pipeline.chosenReports?.contains($0.name) ?? true }.flatMap { report in
            let languages = pipeline.definition.languages
            return ReportCheck(
                catalogue: pipeline.catalogue, codeLists: pipeline.codeLists,
                locales: languages.compactMap { pipeline.locales[$0] }
            ).findings(in: report)
        }
    }

    /// What does not fit between the mappings and the first lines of the files.
    private var ofSources: [Finding] {
        var seen: Set<Finding> = []
        return pipeline.sources.flatMap { source in
            source.files.flatMap { file in
                SourceReader.findings(
                    path: file.path, displayName: file.name, mapping: source.mapping, codeLists: pipeline.codeLists)
            }
        }.filter { seen.insert($0).inserted }
    }
}
