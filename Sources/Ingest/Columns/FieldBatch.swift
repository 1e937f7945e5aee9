internal import Diagnostics

/// One column's fields of some consecutive rows, as places in one run of bytes.
///
/// Quotes are taken off and doubled quotes undone, except where the batch was asked to leave them. Every place has at least
/// ``CSCAN_PADDING`` readable bytes after it.
@safe struct FieldBatch {
    let bytes: UnsafePointer<UInt8>
    let starts: UnsafePointer<UInt32>
    let ends: UnsafePointer<UInt32>
    let count: Int

    /// A field's place without the blanks around it.
    @inline(__always)
    func trimmed(_ row: Int) -> (start: Int, end: Int) {
        unsafe trimmedRange(bytes, Int(starts[row]), Int(ends[row]))
    }

    /// A field as text without the blanks around it, for the few that are looked at as text.
    func text(_ row: Int) -> String {
        let (start, end) = trimmed(row)
        return unsafe String(decoding: UnsafeBufferPointer(start: bytes + start, count: end - start), as: UTF8.self)
    }
}

/// A range of bytes without the ASCII blanks and no-break spaces around it.
@inline(__always)
func trimmedRange(_ bytes: UnsafePointer<UInt8>, _ from: Int, _ to: Int) -> (start: Int, end: Int) {
    if from < to, unsafe bytes[from] &- 0x21 < 0x5E, unsafe bytes[to - 1] &- 0x21 < 0x5E { return (from, to) }
    return unsafe trimmedRangeSlowly(bytes, from, to)
}

private func trimmedRangeSlowly(_ bytes: UnsafePointer<UInt8>, _ from: Int, _ to: Int) -> (start: Int, end: Int) {
    var start = from
    var end = to
    while start < end {
        let byte = unsafe bytes[start]
        if byte > 0x20 {
            guard unsafe byte == 0xC2 && start + 1 < end && bytes[start + 1] == 0xA0 else { break }
            start += 1
        }
        start += 1
    }
    while end > start {
        let byte = unsafe bytes[end - 1]
        if byte > 0x20 {
            guard unsafe byte == 0xA0 && end - 2 >= start && bytes[end - 2] == 0xC2 else { break }
            end -= 1
        }
        end -= 1
    }
    return (start, end)
}

/// The fields of one column as an index of separators has them: with their quotes, and never the last of a row.
@safe struct FieldIndex {
    let bytes: UnsafePointer<UInt8>
    /// Where each field ends; it starts after the end of the one before.
    let ends: UnsafePointer<UInt32>
    /// For each row its first field.
    let firstFields: UnsafePointer<UInt32>
    /// The column's place in a row.
    let column: Int
}

/// Rows of a source whose fields can be asked for column by column.
protocol RowBatch: AnyObject {
    /// The rows.
    var count: Int { get }
    /// The fields of a source column; valid until the same slot is asked for again.
    ///
    /// - Parameters:
    ///   - slot: 0 or 1: two columns can be held at the same time.
    ///   - keepingDoubledQuotes: Whether doubled quotes may stay, which spares a copy.
    func fields(_ column: Int, slot: Int, keepingDoubledQuotes: Bool) -> FieldBatch
    /// Where the fields of a column stand in an index, for columns whose fields are mostly plain; nil when there is none.
    func index(of column: Int) -> FieldIndex?
    /// The line or sheet row of each row.
    func line(_ row: Int) -> Int
}

/// Something wrong with one row of a batch.
struct RowFailure {
    var row: Int
    /// What messages call the column; nil when it concerns the whole row.
    var column: String?
    var problem: RowIssue.Problem
    var severity: Severity = .error
}

/// The least and the greatest of what a value's shape may be told by, so that the value itself stays out of messages.
func shape(of text: String) -> String {
    let count = text.count
    let letters = text.contains(where: \.isLetter)
    let digits = text.contains(where: \.isNumber)
    let kinds =
        letters && digits ? " with letters and digits" : letters ? " with letters" : digits ? " with digits" : ""
    return "\(count) \(count == 1 ? "character" : "characters")\(kinds)"
}
