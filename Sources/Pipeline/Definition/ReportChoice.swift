import Diagnostics
import Reporting

/// Which of a pipeline's reports a build writes.
struct ReportChoice {
    /// The names of the pipeline's reports, in its order.
    let known: [String]

    /// The reports that are asked for, in the pipeline's order, each once.
    ///
    /// - Parameter wanted: Names, or beginnings of which each is that of one report only, such as `final` for `final-report`. A name that
    ///   is written in full is that report's, though others may begin with it.
    /// - Throws: ``PipelineError/unknownName(_:kind:near:)`` or ``PipelineError/ambiguousName(_:kind:meant:)``.
    func names(_ wanted: [String]) throws(PipelineError) -> [String] {
        var chosen: Set<String> = []
        for name in wanted { chosen.insert(try report(name)) }
        return known.filter(chosen.contains)
    }

    private func report(_ name: String) throws(PipelineError) -> String {
        if known.contains(name) { return name }
        let meant = name.isEmpty ? [] : known.filter { $0.hasPrefix(name) }
        guard let only = meant.first else {
            throw .unknownName(
                name, kind: "a report of this pipeline, which has \(known.joined(separator: ", "))",
                near: nearestName(to: name, in: known))
        }
        guard meant.count == 1 else { throw .ambiguousName(name, kind: "report", meant: meant) }
        return only
    }
}

extension LoadedPipeline {
    /// The reports that a build writes: those that were chosen, else all, but for that of data quality where the pipeline wants none.
    var writtenReports: [ReportDefinition] {
        reports.filter { report in
            chosenReports?.contains(report.name) ?? (!report.isInternal || definition.outputs.dataQuality)
        }
    }

    /// Whether the lists for suppliers are written: they go with the report on data quality, where reports are chosen.
    var writesFixLists: Bool {
        definition.outputs.fixLists && (chosenReports == nil || writtenReports.contains(where: \.isInternal))
    }
}
