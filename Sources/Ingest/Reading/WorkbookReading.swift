internal import Diagnostics
internal import Microdata
internal import Records

extension SourceReader {
    /// The rows of a segment that comes from a sheet.
    private static let segmentRows = 1 << 15

    /// Reads a sheet of a workbook.
    static func readWorkbook(
        _ file: SourceFile, path: String, mapping: Mapping, codeLists: [String: CodeList], pseudonymiser: Pseudonymiser,
        _ delivery: SegmentDelivery
    ) throws(IngestError) -> SourceReport {
        try explainingWorkbook(file.displayName) {
            let fit = try SheetFit(path, file.displayName, mapping, codeLists)
            let rows = SheetRows(
                plan: fit.plan, file: file.displayName, sheet: fit.sheet, pseudonymiser: pseudonymiser,
                delivery: delivery, segmentRows: segmentRows)
            let summary = try fit.workbook.readRows(sheet: fit.selector) { row in
                if row.rowNumber >= fit.header.firstRow { try rows.add(row) }
            }
            try rows.finish()
            let hash = try file.contentHash()
            try file.checkUnchanged()
            return delivery.report(
                plan: fit.plan, sheet: fit.sheet, dialect: nil, sha256: hash, fingerprint: file.fingerprint,
                further: summary.findings)
        }
    }
}

/// The column names of a sheet.
struct SheetHeader {
    /// The rows that are looked at for a header.
    private static let sampleRows = 60

    let names: [String]
    /// The row of the sheet.
    let row: Int
    /// The first row of data.
    let firstRow: Int

    /// - Throws: ``IngestError/noHeader(file:row:rows:)`` when the header's row is empty.
    init(_ workbook: WorkbookReader, _ selector: SheetSelector, sheet: String, format: DeclaredFormat) throws {
        var rows: [WorkbookRow] = []
        let wanted = max(Self.sampleRows, format.headerRow ?? 0)
        try workbook.readRows(sheet: selector, firstRows: wanted) { rows.append($0) }
        let filled = rows.filter { row in row.cells.contains { !$0.isEmpty } }
        let found: WorkbookRow?
        if let number = format.headerRow {
            found = filled.first { $0.rowNumber == number }
        } else {
            // The first row that has at least half as many cells as the widest: titles stand in one or two.
            let width = filled.map { row in row.cells.count { !$0.isEmpty } }.max() ?? 0
            found = filled.first { row in
                let cells = row.cells.count { !$0.isEmpty }
                return cells * 2 >= width && (width == 1 || cells > 1)
            }
        }
        guard let found else {
            throw IngestError.noHeader(
                file: "\(workbook.displayName)!\(sheet)", row: format.headerRow ?? 1, rows: filled.last?.rowNumber ?? 0)
        }
        names = found.cells.map(WorkbookRowBatch.text)
        row = found.rowNumber
        firstRow = format.dataRow ?? found.rowNumber + 1
    }
}

/// Turns the rows of a sheet into segments.
private final class SheetRows {
    private let plan: ReadingPlan
    private let sheet: String
    private let builder: SegmentBuilder
    private let batch: WorkbookRowBatch
    private let delivery: SegmentDelivery
    private let segmentRows: Int
    private var rows = 0
    private var wide: [RowFailure] = []

    init(
        plan: ReadingPlan, file: String, sheet: String, pseudonymiser: Pseudonymiser, delivery: SegmentDelivery,
        segmentRows: Int
    ) {
        self.plan = plan
        self.sheet = sheet
        self.delivery = delivery
        self.segmentRows = segmentRows
        builder = SegmentBuilder(plan: plan, file: file, sheet: sheet, quote: nil, pseudonymiser: pseudonymiser)
        batch = WorkbookRowBatch(columns: plan.header.count)
        builder.begin(rows: segmentRows)
        batch.begin()
    }

    func add(_ row: WorkbookRow) throws(IngestError) {
        // A row with formats only is no row.
        guard row.cells.contains(where: { !$0.isEmpty }) else { return }
        if row.cells.count > plan.header.count {
            // The cells have their own columns, so nothing has shifted: the row can be used without what stands beside it.
            wide.append(
                RowFailure(
                    row: batch.count, column: nil,
                    problem: .fieldCount(found: row.cells.count, expected: plan.header.count), severity: .warning))
        }
        batch.add(row)
        rows += 1
        if batch.isFull { flush() }
        if rows == segmentRows { try deliver() }
    }

    func finish() throws(IngestError) { try deliver() }

    private func flush() {
        builder.append(batch, known: wide + personalData())
        wide.removeAll(keepingCapacity: true)
        batch.begin()
    }

    private func deliver() throws(IngestError) {
        flush()
        try delivery.deliver(builder.finish(), plan: plan, sheet: sheet)
        builder.begin(rows: segmentRows)
        rows = 0
    }

    private func personalData() -> [RowFailure] {
        batch.personalData().compactMap { row, column, kind in
            let policy = column < plan.policies.count ? plan.policies[column] : .refuse
            guard policy != .expected else { return nil }
            let name = column < plan.header.count ? plan.header[column] : "column \(column + 1)"
            return RowFailure(
                row: row, column: name,
                problem: kind == .emailAddress ? .emailAddress : .personalIdentityCode,
                severity: policy == .warn ? .warning : .error)
        }
    }
}
