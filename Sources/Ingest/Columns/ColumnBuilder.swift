internal import Microdata

/// Builds one column of a segment, batch by batch, in memory that is used again for the next segment.
protocol ColumnBuilder: AnyObject {
    var plan: ColumnPlan { get }
    /// Starts a segment of at most `rows` rows.
    func begin(rows: Int)
    /// Adds the fields of consecutive rows; the first becomes row `row`.
    ///
    /// Whatever is wrong with a field is added to `failures` with its place in the batch, and the row gets a placeholder.
    func append(_ fields: FieldBatch, at row: Int, _ failures: inout [RowFailure])
    /// Leaves only some rows from `row` on: those at the offsets `kept`, in rising order.
    func keep(_ kept: [Int], from row: Int)
    /// The column, under its name; a headcount gives two.
    func finish(rows: Int) -> [NamedColumn]
    /// Adds the values of rows to the hashes of their keys; 0 marks a key with a missing part, and stays.
    func mix(into hashes: UnsafeMutablePointer<UInt64>, rows: Int)
}

extension ColumnBuilder {
    /// Adds the failure of a row to the list.
    func fail(_ row: Int, _ problem: RowIssue.Problem, _ failures: inout [RowFailure]) {
        failures.append(RowFailure(row: row, column: plan.label, problem: problem))
    }
}

extension Buffer {
    /// Leaves only the elements at the offsets `kept` after `row`.
    func keep(_ kept: [Int], from row: Int) {
        for (place, offset) in kept.enumerated() { unsafe start[row + place] = start[row + offset] }
    }
}

/// One step of a hash over the parts of a key. Not keyed: it never leaves the memory of a run.
@inline(__always)
func mixed(_ hash: UInt64, _ part: UInt64) -> UInt64 {
    let product = (hash ^ part ^ 0x9E37_79B9_7F4A_7C15).multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
    let result = product.high ^ product.low ^ (hash << 29 | hash >> 35)
    return result == 0 ? 1 : result
}

/// The hash of a key with the two ends of a pair added, whichever of them comes first; 0 when an end is missing.
@inline(__always)
func mixedPair(_ hash: UInt64, _ first: UInt64, _ second: UInt64) -> UInt64 {
    first == 0 || second == 0 ? 0 : mixed(mixed(hash, min(first, second)), max(first, second))
}

/// A hash of a spelling, the same in every segment.
func spellingHash(_ text: String) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    return mixed(hash, UInt64(text.utf8.count))
}
