import Definitions
import Diagnostics
import Indicators
import Microdata
import Records
import Tabulation
import Testing

/// A catalogue with one indicator, `x`, broken down by region, and what was found wrong with it.
func catalogue(
    _ calculation: String, unit: String = "share", scales: String = "", further: [String] = []
) throws -> (catalogue: Catalogue, findings: [Finding]) {
    let lines = [
        "kaiku: 1", "dimensions:", "  region: {titles: {en: Region}}",
        scales.isEmpty ? "  stratum: {titles: {en: Stratum}}" : scales,
        "indicators:", "  - code: x",
        "    titles: {en: X}", "    definition: {en: X.}", "    unit: \(unit)", "    population: persons",
        "    calculation: \(calculation)", "    breakdowns: [[region]]",
    ]
    let text = (lines + further.map { "    " + $0 }).filter { !$0.isEmpty }.joined(separator: "\n") + "\n"
    let reader = DefinitionReader()
    let catalogue = Catalogue.decode([try DefinitionFile.load(text: text, name: "x.yaml").root], with: reader)
    return (catalogue, reader.findings)
}

/// The figures of such a catalogue over the rows of a table `survey`.
///
/// - Parameter further: Further keys of the indicator, a line each.
func catalogueFigures(
    _ calculation: String, unit: String, scales: String, further: [String], columns: [ColumnSchema],
    codeLists: [CodeList] = [], _ segment: Segment
) throws -> [Figure] {
    let (catalogue, findings) = try catalogue(calculation, unit: unit, scales: scales, further: further)
    try #require(findings.isEmpty, "\(findings.map(\.explanation.summary))")
    let day = CalendarDay(number: 19_782)
    let lists = Dictionary(codeLists.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    let evaluation = Evaluation(
        catalogue: catalogue, context: EvaluationContext(codeLists: lists, asOf: day, from: day, to: day))
    let requests = CatalogueRequests(evaluation).all
    let engine = TabulationEngine(
        context: TabulationContext(tables: [TableSchema(name: "survey", columns: columns)], asOf: day),
        source: MemorySegments([(SourceID(number: 1), segment)]), threads: 1)
    let answers = Dictionary(
        zip(requests, try engine.tabulations(for: requests)), uniquingKeysWith: { first, _ in first })
    let figures = try #require(evaluation.result(from: answers).sets.first).figures
    let indicator = try #require(catalogue.indicators.first)
    // What the shape promises is what the figures have.
    for figure in figures where figure.value != nil {
        #expect(figure.further.map(\.name).allSatisfy { indicator.furtherNames.contains($0) })
        #expect(indicator.shapes.contains(figure.breakdown.map(\.dimension)))
    }
    return figures
}
