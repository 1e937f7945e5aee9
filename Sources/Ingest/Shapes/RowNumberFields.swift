internal import CScan

/// The numbers of rows as the fields of a column, for files whose rows have no other name.
@safe final class RowNumberFields {
    private let bytes = Buffer<UInt8>(capacity: 1)
    private let starts = Buffer<UInt32>(capacity: 1)
    private let ends = Buffer<UInt32>(capacity: 1)

    func fields(_ batch: some RowBatch) -> FieldBatch {
        starts.grow(to: batch.count, keeping: 0)
        ends.grow(to: batch.count, keeping: 0)
        var used = 0
        for row in 0..<batch.count {
            unsafe starts.start[row] = UInt32(used)
            for byte in String(batch.line(row)).utf8 {
                bytes.grow(to: used + 1 + Int(CSCAN_PADDING), keeping: used)
                unsafe bytes.start[used] = byte
                used += 1
            }
            unsafe ends.start[row] = UInt32(used)
        }
        bytes.grow(to: used + Int(CSCAN_PADDING), keeping: used)
        unsafe (bytes.start + used).update(repeating: 0, count: Int(CSCAN_PADDING))
        return unsafe FieldBatch(bytes: bytes.start, starts: starts.start, ends: ends.start, count: batch.count)
    }
}
