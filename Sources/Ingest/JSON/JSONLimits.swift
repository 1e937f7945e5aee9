/// Bounds on what a JSON file may make the reader do, so that a hostile or broken file ends in an explained error and not in exhausted
/// memory or time.
struct JSONLimits: Sendable {
    /// Bytes of one record.
    var bytesPerRecord = 16 << 20
    /// Values of one record, at all depths.
    var valuesPerRecord = 1 << 17
    /// Objects and arrays within one another, in a record and around the records.
    var depth = 32
    /// Characters of one number.
    var digits = 400
    /// Columns of a file.
    var columns = 16_384
    /// The records that are looked at for columns, and the bytes of them after which it is enough.
    var sampleRecords = 1000
    var sampleBytes = 8 << 20
}
