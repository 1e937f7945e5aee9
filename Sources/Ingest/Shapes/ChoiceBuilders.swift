internal import CScan
internal import Microdata
internal import Records

/// A builder that looks at several source columns at once.
protocol WideColumnBuilder: ColumnBuilder {
    /// Adds consecutive rows, as ``ColumnBuilder/append(_:at:_:)`` does.
    ///
    /// - Parameter fields: Gives the fields of a source column; valid until the next is asked for.
    func append(count: Int, at row: Int, _ failures: inout [RowFailure], _ fields: (Int) -> FieldBatch)
}

extension WideColumnBuilder {
    func append(_ fields: FieldBatch, at row: Int, _ failures: inout [RowFailure]) {}
}

/// Whether an option of a multiple choice was chosen.
@safe final class ChoiceBuilder: WideColumnBuilder {
    let plan: ColumnPlan
    private let reader: ChoiceReader
    private let option: Int
    /// The first column of a question reads its cells for the others too.
    private let reads: Bool
    private let store = NumberStore()
    private let values = Buffer<Int64>(capacity: 1)

    init(_ plan: ColumnPlan, _ choice: ChoicePlan, _ reader: ChoiceReader, reads: Bool) {
        self.plan = plan
        self.reader = reader
        self.reads = reads
        option = if case .option(let index) = choice.role { index } else { choice.choice.options.count }
    }

    func begin(rows: Int) { store.begin(rows: rows) }

    func append(count: Int, at row: Int, _ failures: inout [RowFailure], _ fields: (Int) -> FieldBatch) {
        if reads { reader.read(count, &failures, fields) }
        values.grow(to: count, keeping: 0)
        for place in 0..<count { unsafe values.start[place] = reader.state(place, option) }
        unsafe store.set(values.start, count: count, at: row)
    }

    func keep(_ kept: [Int], from row: Int) { store.keep(kept, from: row) }

    func finish(rows: Int) -> [NamedColumn] {
        [NamedColumn(name: plan.name, type: plan.type, column: .integers(store.values(rows: rows), places: 0))]
    }

    func mix(into hashes: UnsafeMutablePointer<UInt64>, rows: Int) { unsafe store.mix(into: hashes, rows: rows) }
}

/// What people wrote into the cell of a multiple choice beside its options.
@safe final class ChoiceTextBuilder: WideColumnBuilder {
    let plan: ColumnPlan
    private let reader: ChoiceReader
    private let builder: any ColumnBuilder
    private let bytes = Buffer<UInt8>(capacity: 256)
    private let starts = Buffer<UInt32>(capacity: 1)
    private let ends = Buffer<UInt32>(capacity: 1)

    init(_ plan: ColumnPlan, _ reader: ChoiceReader) {
        self.plan = plan
        self.reader = reader
        builder = plan.type == .textLength ? TextLengthBuilder(plan, quote: nil) : TextBuilder(plan)
    }

    func begin(rows: Int) { builder.begin(rows: rows) }

    func append(count: Int, at row: Int, _ failures: inout [RowFailure], _ fields: (Int) -> FieldBatch) {
        starts.grow(to: count, keeping: 0)
        ends.grow(to: count, keeping: 0)
        var used = 0
        for place in 0..<count {
            unsafe starts.start[place] = UInt32(used)
            for byte in (reader.texts[place] ?? "").utf8 {
                bytes.grow(to: used + 1 + Int(CSCAN_PADDING), keeping: used)
                unsafe bytes.start[used] = byte
                used += 1
            }
            unsafe ends.start[place] = UInt32(used)
        }
        bytes.grow(to: used + Int(CSCAN_PADDING), keeping: used)
        unsafe (bytes.start + used).update(repeating: 0, count: Int(CSCAN_PADDING))
        let texts = unsafe FieldBatch(bytes: bytes.start, starts: starts.start, ends: ends.start, count: count)
        builder.append(texts, at: row, &failures)
    }

    func keep(_ kept: [Int], from row: Int) { builder.keep(kept, from: row) }
    func finish(rows: Int) -> [NamedColumn] { builder.finish(rows: rows) }
    func mix(into hashes: UnsafeMutablePointer<UInt64>, rows: Int) { unsafe builder.mix(into: hashes, rows: rows) }
}
