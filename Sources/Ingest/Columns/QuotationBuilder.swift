internal import CScan
internal import Microdata
internal import Records

/// Texts of which only what a person has released is kept.
///
/// The text of any other row is not even copied: neither the store nor anything that is made from it can hold it.
@safe final class QuotationBuilder: WideColumnBuilder {
    let plan: ColumnPlan
    private let release: ColumnPlan
    /// Reads the column that says which rows are released; nil where the mapping says it of all.
    private let answers: NumberBuilder?
    private let isReleasedThroughout: Bool
    private let texts: TextBuilder
    private let bytes = Buffer<UInt8>(capacity: 256)
    private let starts = Buffer<UInt32>(capacity: 1)
    private let ends = Buffer<UInt32>(capacity: 1)

    /// - Parameter release: The yes-or-no column that says which rows are released.
    init(_ plan: ColumnPlan, _ release: ColumnPlan) {
        self.plan = plan
        self.release = release
        texts = TextBuilder(plan)
        switch release.form {
        case .number: answers = NumberBuilder(release, places: 0)
        default: answers = nil
        }
        isReleasedThroughout = if case .constant(.number(1)) = release.form { true } else { false }
    }

    func begin(rows: Int) { texts.begin(rows: rows) }

    func append(count: Int, at row: Int, _ failures: inout [RowFailure], _ fields: (Int) -> FieldBatch) {
        let isReleased = released(count, fields)
        starts.grow(to: count, keeping: 0)
        ends.grow(to: count, keeping: 0)
        for place in 0..<count { unsafe (starts.start[place], ends.start[place]) = (0, 0) }
        var used = 0
        for source in plan.sources {
            let batch = fields(source)
            for place in 0..<count where isReleased[place] {
                let (start, end) = batch.trimmed(place)
                guard start < end, unsafe starts.start[place] == ends.start[place] else { continue }
                bytes.grow(to: used + end - start, keeping: used)
                unsafe (bytes.start + used).update(from: batch.bytes + start, count: end - start)
                unsafe starts.start[place] = UInt32(used)
                used += end - start
                unsafe ends.start[place] = UInt32(used)
            }
        }
        bytes.grow(to: used + Int(CSCAN_PADDING), keeping: used)
        unsafe (bytes.start + used).update(repeating: 0, count: Int(CSCAN_PADDING))
        let quoted = unsafe FieldBatch(bytes: bytes.start, starts: starts.start, ends: ends.start, count: count)
        texts.append(quoted, at: row, &failures)
    }

    /// Which rows are released: those whose first filled answer is a yes that can be read.
    private func released(_ count: Int, _ fields: (Int) -> FieldBatch) -> [Bool] {
        guard let answers else { return [Bool](repeating: isReleasedThroughout, count: count) }
        var released = [Bool](repeating: false, count: count)
        var isDecided = released
        for source in release.sources {
            let batch = fields(source)
            // The column itself tells what is wrong with its values.
            var unread: [RowFailure] = []
            answers.begin(rows: count)
            answers.append(batch, at: 0, &unread)
            guard case .integers(let values, _) = answers.finish(rows: count).first?.column else { continue }
            let refused = Set(unread.map(\.row))
            for place in 0..<count where !isDecided[place] {
                let (start, end) = batch.trimmed(place)
                guard start < end else { continue }
                isDecided[place] = true
                released[place] = values.isOne(place) && !refused.contains(place)
            }
        }
        return released
    }

    func keep(_ kept: [Int], from row: Int) { texts.keep(kept, from: row) }
    func finish(rows: Int) -> [NamedColumn] { texts.finish(rows: rows) }
    func mix(into hashes: UnsafeMutablePointer<UInt64>, rows: Int) { unsafe texts.mix(into: hashes, rows: rows) }
}

extension IntegerValues {
    /// Whether a value is 1, which is a yes.
    fileprivate func isOne(_ place: Int) -> Bool {
        switch self {
        case .int8(let values): values[place] == 1
        case .int16(let values): values[place] == 1
        case .int32(let values): values[place] == 1
        case .int64(let values): values[place] == 1
        }
    }
}
