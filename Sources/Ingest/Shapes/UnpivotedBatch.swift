internal import CScan

/// Where the columns that become rows stand in a file.
struct UnpivotPlan: Sendable {
    /// The columns' places, with what `#name` holds for each.
    let columns: [(position: Int, name: String)]
    /// What stands between the parts of the one column's cells; nil when whole cells become records.
    let separator: String?
    /// The places that `#name` and `#value` have after the file's own columns.
    let namePosition: Int
    let valuePosition: Int

    /// The most parts that a cell is cut into: the last of more holds all that is left, which is no code.
    static let mostParts = 20
}

/// The rows of a batch, each cut into as many as there are columns to become rows, in the order of the columns, or into as many as
/// its cell has parts.
@safe final class UnpivotedBatch: RowBatch {
    private let plan: UnpivotPlan
    private let width: Int
    /// What cells are cut at; empty when they are not.
    private let separator: [UInt8]
    /// For each record the row that it was cut from, when cells are.
    private var owners: [Int] = []
    /// For each row of the batch below its first record, and the number of records last, when cells are cut.
    private var firstRecords: [Int] = []
    private var inner: (any RowBatch)?
    private(set) var count = 0
    private let names = Buffer<UInt8>(capacity: 1)
    private var nameEnds: [UInt32] = []
    private let values = Buffer<UInt8>(capacity: 1)
    private let valueStarts = Buffer<UInt32>(capacity: 1)
    private let valueEnds = Buffer<UInt32>(capacity: 1)
    private let slots = (0..<2).map { _ in (starts: Buffer<UInt32>(capacity: 1), ends: Buffer<UInt32>(capacity: 1)) }

    init(_ plan: UnpivotPlan) {
        self.plan = plan
        width = plan.columns.count
        let plain = plan.separator?.trimmed
        separator = Array((plain?.isEmpty ?? true ? plan.separator ?? "" : plain ?? "").utf8)
        let text = plan.columns.flatMap { Array($0.name.utf8) } + [UInt8](repeating: 0, count: Int(CSCAN_PADDING))
        names.grow(to: text.count, keeping: 0)
        for (place, byte) in text.enumerated() { unsafe names.start[place] = byte }
        var end = 0
        for column in plan.columns {
            end += column.name.utf8.count
            nameEnds.append(UInt32(end))
        }
    }

    /// Takes the rows of a batch.
    func begin(_ batch: any RowBatch) {
        inner = batch
        guard separator.isEmpty else { return cut(batch) }
        count = batch.count * width
        valueStarts.grow(to: count, keeping: 0)
        valueEnds.grow(to: count, keeping: 0)
        var used = 0
        for (place, column) in plan.columns.enumerated() {
            let fields = batch.fields(column.position, slot: 0, keepingDoubledQuotes: false)
            for row in 0..<fields.count {
                let start = unsafe Int(fields.starts[row])
                let length = unsafe Int(fields.ends[row]) - start
                // The next column may undo quotes in the same room, so that what is kept must be copied.
                values.grow(to: used + length + Int(CSCAN_PADDING), keeping: used)
                unsafe (values.start + used).update(from: fields.bytes + start, count: length)
                unsafe valueStarts.start[row * width + place] = UInt32(used)
                used += length
                unsafe valueEnds.start[row * width + place] = UInt32(used)
            }
        }
        values.grow(to: used + Int(CSCAN_PADDING), keeping: used)
        unsafe (values.start + used).update(repeating: 0, count: Int(CSCAN_PADDING))
    }

    /// Cuts the cells of the one column: a cell of nothing but separators is one record without a value.
    private func cut(_ batch: any RowBatch) {
        owners.removeAll(keepingCapacity: true)
        firstRecords.removeAll(keepingCapacity: true)
        let fields = batch.fields(plan.columns[0].position, slot: 0, keepingDoubledQuotes: false)
        var used = 0
        for row in 0..<fields.count {
            firstRecords.append(owners.count)
            let (start, end) = fields.trimmed(row)
            var parts = unsafe parts(fields.bytes, start, end)
            if parts.isEmpty { parts = [start..<start] }
            values.grow(to: used + end - start + Int(CSCAN_PADDING), keeping: used)
            valueStarts.grow(to: owners.count + parts.count, keeping: owners.count)
            valueEnds.grow(to: owners.count + parts.count, keeping: owners.count)
            for part in parts {
                unsafe (values.start + used).update(from: fields.bytes + part.lowerBound, count: part.count)
                unsafe valueStarts.start[owners.count] = UInt32(used)
                used += part.count
                unsafe valueEnds.start[owners.count] = UInt32(used)
                owners.append(row)
            }
        }
        firstRecords.append(owners.count)
        count = owners.count
        values.grow(to: used + Int(CSCAN_PADDING), keeping: used)
        unsafe (values.start + used).update(repeating: 0, count: Int(CSCAN_PADDING))
    }

    /// The parts of a cell that hold something, in their order.
    private func parts(_ bytes: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> [Range<Int>] {
        var parts: [Range<Int>] = []
        var from = start
        var place = start
        func add(upTo end: Int) {
            let (first, last) = unsafe trimmedRange(bytes, from, end)
            if first < last { parts.append(first..<last) }
        }
        while place + separator.count <= end, parts.count < UnpivotPlan.mostParts - 1 {
            if separator.indices.allSatisfy({ unsafe bytes[place + $0] == separator[$0] }) {
                add(upTo: place)
                place += separator.count
                from = place
            } else {
                place += 1
            }
        }
        add(upTo: end)
        return parts
    }

    /// The column of the file that a row was made of.
    func column(of row: Int) -> Int { plan.columns[separator.isEmpty ? row % width : 0].position }

    /// The row of the batch below that a row was made of.
    func row(of record: Int) -> Int { separator.isEmpty ? record / width : owners[record] }

    func line(_ row: Int) -> Int { inner?.line(self.row(of: row)) ?? 0 }

    func index(of column: Int) -> FieldIndex? { nil }

    func fields(_ column: Int, slot: Int, keepingDoubledQuotes: Bool) -> FieldBatch {
        if column == plan.valuePosition {
            return unsafe FieldBatch(
                bytes: values.start, starts: valueStarts.start, ends: valueEnds.start, count: count)
        }
        let (starts, ends) = slots[slot]
        starts.grow(to: count, keeping: 0)
        ends.grow(to: count, keeping: 0)
        if column == plan.namePosition {
            for row in 0..<count {
                let place = row % width
                unsafe starts.start[row] = place == 0 ? 0 : nameEnds[place - 1]
                unsafe ends.start[row] = nameEnds[place]
            }
            return unsafe FieldBatch(bytes: names.start, starts: starts.start, ends: ends.start, count: count)
        }
        guard let fields = inner?.fields(column, slot: slot, keepingDoubledQuotes: keepingDoubledQuotes) else {
            return unsafe FieldBatch(bytes: names.start, starts: starts.start, ends: ends.start, count: 0)
        }
        for row in 0..<count {
            let place = self.row(of: row)
            unsafe starts.start[row] = fields.starts[place]
            unsafe ends.start[row] = fields.ends[place]
        }
        return unsafe FieldBatch(bytes: fields.bytes, starts: starts.start, ends: ends.start, count: count)
    }

    /// What is wrong with rows of the batch below, said of the rows made of them.
    ///
    /// - Parameter header: The names of the file's columns, by which failures name them.
    func spread(_ failures: [RowFailure], header: [String]) -> [RowFailure] {
        failures.flatMap { failure -> [RowFailure] in
            guard separator.isEmpty else {
                return (firstRecords[failure.row]..<firstRecords[failure.row + 1]).map { record in
                    var spread = failure
                    spread.row = record
                    return spread
                }
            }
            let own = plan.columns.indices.filter { header[plan.columns[$0].position] == failure.column }
            return (own.isEmpty ? Array(0..<width) : own).map { place in
                var spread = failure
                spread.row = failure.row * width + place
                return spread
            }
        }
    }
}
