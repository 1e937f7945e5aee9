internal import CScan
internal import Diagnostics
internal import Microdata

/// A batch some of whose cells hold what a correction says in place of what the source says.
@safe final class CorrectedBatch: RowBatch {
    private let base: any RowBatch
    private let cells: [(row: Int, cell: FittedCorrections.Cell)]
    private let columns: [Int: [Int: String]]
    private let slots = [CopiedColumn(), CopiedColumn()]
    private let firstFilled = CopiedColumn()
    /// The values that the source has, as the log tells them.
    private let old: [Pseudonym]

    /// Nil when no row of the batch is corrected.
    init?(_ base: some RowBatch, _ corrections: FittedCorrections, pseudonymiser: Pseudonymiser) {
        let cells = corrections.cells(of: base)
        guard !cells.isEmpty else { return nil }
        self.base = base
        self.cells = cells
        var columns: [Int: [Int: String]] = [:]
        for (row, cell) in cells { columns[cell.column, default: [:]][row] = cell.text }
        self.columns = columns
        old = cells.map { row, cell in
            pseudonymiser.fact(of: base.fields(cell.column, slot: 0, keepingDoubledQuotes: false).text(row))
        }
    }

    var count: Int { base.count }

    func line(_ row: Int) -> Int { base.line(row) }

    func index(of column: Int) -> FieldIndex? { columns[column] == nil ? base.index(of: column) : nil }

    func fields(_ column: Int, slot: Int, keepingDoubledQuotes: Bool) -> FieldBatch {
        guard let corrected = columns[column] else {
            return base.fields(column, slot: slot, keepingDoubledQuotes: keepingDoubledQuotes)
        }
        let plain = base.fields(column, slot: slot, keepingDoubledQuotes: false)
        // Places are counted from one start, so the column is copied, with the corrected cells among the others.
        let copy = slots[slot]
        copy.begin(rows: plain.count)
        for row in 0..<plain.count {
            if var text = corrected[row] {
                text.withUTF8 { unsafe copy.add($0) }
            } else {
                let (start, end) = unsafe (Int(plain.starts[row]), Int(plain.ends[row]))
                unsafe copy.add(UnsafeBufferPointer(start: plain.bytes + start, count: end - start))
            }
        }
        return copy.fields
    }

    /// The fields of the first of some columns that is not empty, row by row; two columns need not have their bytes in one place.
    func fields(ofFirstFilled columns: [Int]) -> FieldBatch {
        var values = [[UInt8]](repeating: [], count: count)
        for column in columns {
            let fields = fields(column, slot: 0, keepingDoubledQuotes: false)
            for row in 0..<count where values[row].isEmpty {
                let (start, end) = fields.trimmed(row)
                values[row] = unsafe Array(UnsafeBufferPointer(start: fields.bytes + start, count: end - start))
            }
        }
        firstFilled.begin(rows: count)
        for value in values { unsafe value.withUnsafeBufferPointer { unsafe firstFilled.add($0) } }
        return firstFilled.fields
    }

    // MARK: What is wrong

    /// What was known to be wrong with the rows, without what was wrong with the cells that are corrected, and with the personal data
    /// that a correction brings.
    func settling(_ known: [RowFailure], _ plan: ReadingPlan) -> [RowFailure] {
        var failures = known.filter { failure in
            switch failure.problem {
            case .emailAddress, .personalIdentityCode, .phoneNumber, .nulByte:
                !cells.contains { $0.row == failure.row && plan.header[$0.cell.column] == failure.column }
            default: true
            }
        }
        for (row, cell) in cells {
            let policy = cell.column < plan.policies.count ? plan.policies[cell.column] : .refuse
            let isNamed = plan.isNamedAfterPhones(cell.column)
            guard policy != .expected,
                let kind = PersonalData.first(in: cell.text, isNamedAfterPhones: isNamed)
            else { continue }
            failures.append(
                RowFailure(
                    row: row, column: plan.header[cell.column], problem: RowIssue.Problem(kind),
                    severity: policy == .warn ? .warning : .error))
        }
        return failures
    }

    /// What became of each correction, from what is wrong with the rows now.
    func outcomes(_ failures: [RowFailure], _ plan: ReadingPlan, _ pseudonymiser: Pseudonymiser) -> [CorrectionOutcome]
    {
        zip(cells, old).map { entry, old in
            let (row, cell) = entry
            let name = plan.header[cell.column]
            let labels = Set(plan.columns.filter { $0.sources.contains(cell.column) }.map(\.label) + [name])
            let problem = failures.first { failure in
                failure.row == row && failure.severity >= .error && failure.column.map(labels.contains) ?? false
            }
            return CorrectionOutcome(
                correction: cell.correction, column: name.isEmpty ? "#\(cell.column + 1)" : name, old: old,
                new: pseudonymiser.fact(of: cell.text), problem: problem.map { RowIssue.code(of: $0.problem) })
        }
    }
}

/// The fields of one column, copied one after the other.
@safe private final class CopiedColumn {
    private let bytes = Buffer<UInt8>(capacity: 1 << 12)
    private let starts = Buffer<UInt32>(capacity: 1)
    private let ends = Buffer<UInt32>(capacity: 1)
    private var used = 0
    private var count = 0

    func begin(rows: Int) {
        starts.grow(to: rows, keeping: 0)
        ends.grow(to: rows, keeping: 0)
        used = 0
        count = 0
    }

    func add(_ field: UnsafeBufferPointer<UInt8>) {
        bytes.grow(to: used + field.count + 1 + Int(CSCAN_PADDING), keeping: used)
        unsafe starts.start[count] = UInt32(truncatingIfNeeded: used)
        if let from = field.baseAddress { unsafe (bytes.start + used).update(from: from, count: field.count) }
        used += field.count
        unsafe ends.start[count] = UInt32(truncatingIfNeeded: used)
        // A field that follows a quote would be taken for a quoted one, in which quotes are doubled.
        unsafe (bytes.start + used).update(repeating: 0x20, count: 1 + Int(CSCAN_PADDING))
        used += 1
        count += 1
    }

    var fields: FieldBatch {
        unsafe FieldBatch(bytes: bytes.start, starts: starts.start, ends: ends.start, count: count)
    }
}
