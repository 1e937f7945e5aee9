internal import Diagnostics
internal import Microdata
internal import Records

extension SourceReader {
    /// Reads an SPSS file.
    static func readSPSS(
        _ file: SourceFile, mapping: Mapping, codeLists: [String: CodeList], pseudonymiser: Pseudonymiser,
        _ delivery: SegmentDelivery
    ) throws(IngestError) -> SourceReport {
        let fit = try SPSSFit(file, mapping, codeLists)
        let rows = TableRows(
            plan: fit.plan, file: file.displayName, sheet: nil, pseudonymiser: pseudonymiser, delivery: delivery)
        let dictionary = fit.reader.dictionary
        var cells = SPSSCells(
            dictionary, usesLabels: mapping.format.labels,
            kept: SPSSCells.spellings(of: fit.plan, variables: dictionary.variables.count))
        try fit.reader.readCases { (number, values) throws(IngestError) in
            let row = WorkbookRow(rowNumber: number, cells: cells.cells(values))
            if row.cells.contains(where: { !$0.isEmpty }) { try rows.add(row) } else { rows.exclude() }
            return true
        }
        try rows.finish()
        let hash = try file.contentHash()
        try file.checkUnchanged()
        return delivery.report(
            plan: fit.plan, sheet: nil, dialect: nil, verdict: dictionary.summary, sha256: hash,
            fingerprint: file.fingerprint, further: cells.findings(file.displayName))
    }
}

/// An SPSS file opened as far as its variables, with the mapping fitted to them.
struct SPSSFit {
    let reader: SPSSReader
    let plan: ReadingPlan

    init(_ file: SourceFile, _ mapping: Mapping, _ codeLists: [String: CodeList]) throws(IngestError) {
        reader = try SPSSReader(file, encoding: mapping.format.encoding)
        // Variables stand on no line.
        var planner = ReadingPlanner(
            mapping: mapping, codeLists: codeLists, file: file.displayName,
            header: reader.dictionary.variables.map(\.name), headerLocation: RecordLocation(file: file.displayName),
            decimalMark: nil)
        plan = try planner.plan()
    }
}
