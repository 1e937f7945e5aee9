internal import Diagnostics
internal import Microdata

/// Turns rows of cells, of a sheet, an SPSS or a JSON file, into segments.
final class TableRows {
    /// The rows of a segment, and the bytes of text after which it ends earlier.
    private static let segmentRows = 1 << 15
    private static let segmentBytes = 1 << 26

    private let plan: ReadingPlan
    /// The rows of a segment, fewer where each becomes many records.
    private let rowLimit: Int
    private let sheet: String?
    private let builder: SegmentBuilder
    private let batch: WorkbookRowBatch
    private let delivery: SegmentDelivery
    private var rows = 0
    private var bytes = 0
    private var wide: [RowFailure] = []
    private var refused: [(line: Int, problem: RowIssue.Problem)] = []

    init(
        plan: ReadingPlan, file: String, sheet: String?, pseudonymiser: Pseudonymiser, delivery: SegmentDelivery
    ) {
        self.plan = plan
        rowLimit = max(1, Self.segmentRows / plan.mostRecordsPerRow)
        self.sheet = sheet
        self.delivery = delivery
        builder = SegmentBuilder(plan: plan, file: file, sheet: sheet, quote: nil, pseudonymiser: pseudonymiser)
        batch = WorkbookRowBatch(columns: plan.header.count)
        builder.begin(rows: rowLimit)
        batch.begin()
    }

    /// Counts a row that is left out because nothing stands in it.
    func exclude() { builder.exclude(1) }

    /// Counts a row that no column can be read from.
    func refuse(_ problem: RowIssue.Problem, line: Int) {
        flush()
        builder.append(batch, known: [], refused: [(line, problem)])
    }

    /// Adds a row with at least one cell that is not empty.
    func add(_ row: WorkbookRow) throws(IngestError) {
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
        if rows == rowLimit || bytes >= Self.segmentBytes { try deliver() }
    }

    /// Adds a row that no column can be read from.
    func refuse(line: Int, _ problem: RowIssue.Problem) throws(IngestError) {
        refused.append((line, problem))
        rows += 1
        if refused.count == WorkbookRowBatch.limit { flush() }
        if rows == Self.segmentRows { try deliver() }
    }

    func finish() throws(IngestError) { try deliver() }

    private func flush() {
        let found = personalData()
        batch.applyMasks(isNamedAfterPhones: plan.isNamedAfterPhones)
        builder.append(batch, known: wide + found, refused: refused)
        bytes += batch.size
        wide.removeAll(keepingCapacity: true)
        refused.removeAll(keepingCapacity: true)
        batch.begin()
    }

    private func deliver() throws(IngestError) {
        flush()
        try delivery.deliver(builder.finish(), plan: plan, sheet: sheet)
        builder.begin(rows: rowLimit)
        rows = 0
        bytes = 0
    }

    private func personalData() -> [RowFailure] {
        batch.personalData(isNamedAfterPhones: plan.isNamedAfterPhones).compactMap { row, column, kind in
            let policy = plan.policy(column)
            guard policy != .expected else { return nil }
            if policy.changesValue { batch.masks.add(row: row, column: column, policy) }
            return RowFailure(
                row: row, column: plan.name(column), problem: RowIssue.Problem(kind), severity: policy.severity)
        }
    }
}
