internal import Diagnostics
internal import Microdata

/// Turns rows of cells, of a sheet or of an SPSS file, into segments.
final class TableRows {
    /// The rows of a segment, and the bytes of text after which it ends earlier.
    private static let segmentRows = 1 << 15
    private static let segmentBytes = 1 << 26

    private let plan: ReadingPlan
    private let sheet: String?
    private let builder: SegmentBuilder
    private let batch: WorkbookRowBatch
    private let delivery: SegmentDelivery
    private var rows = 0
    private var bytes = 0
    private var wide: [RowFailure] = []

    init(
        plan: ReadingPlan, file: String, sheet: String?, pseudonymiser: Pseudonymiser, delivery: SegmentDelivery
    ) {
        self.plan = plan
        self.sheet = sheet
        self.delivery = delivery
        builder = SegmentBuilder(plan: plan, file: file, sheet: sheet, quote: nil, pseudonymiser: pseudonymiser)
        batch = WorkbookRowBatch(columns: plan.header.count)
        builder.begin(rows: Self.segmentRows)
        batch.begin()
    }

    /// Counts a row that is left out because nothing stands in it.
    func exclude() { builder.exclude(1) }

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
        if rows == Self.segmentRows || bytes >= Self.segmentBytes { try deliver() }
    }

    func finish() throws(IngestError) { try deliver() }

    private func flush() {
        let found = personalData()
        batch.applyMasks(isNamedAfterPhones: plan.isNamedAfterPhones)
        builder.append(batch, known: wide + found)
        bytes += batch.size
        wide.removeAll(keepingCapacity: true)
        batch.begin()
    }

    private func deliver() throws(IngestError) {
        flush()
        try delivery.deliver(builder.finish(), plan: plan, sheet: sheet)
        builder.begin(rows: Self.segmentRows)
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
