/// Bounds on what a workbook may make the reader do, so that a hostile or broken file ends in an
/// explained error and not in exhausted memory or time.
public struct WorkbookLimits: Sendable, Hashable {
    /// Uncompressed bytes of one part of the package.
    public var bytesPerPart: Int = 4 << 30
    /// Uncompressed bytes that one reader may inflate in all.
    public var totalBytes: Int = 16 << 30
    /// Uncompressed over compressed bytes of a part; looked at from ``ratioCheckedFrom`` on.
    public var compressionRatio: Int = 400
    /// Uncompressed bytes below which the compression ratio does not matter.
    public var ratioCheckedFrom: Int = 64 << 20
    /// Files in the package.
    public var parts: Int = 65_536
    /// Columns of a sheet: Excel's own limit.
    public var columns: Int = 16_384
    /// Rows of a sheet: Excel's own limit.
    public var rows: Int = 1_048_576
    /// Cells of a sheet, gaps counted up to each row's last value.
    public var cells: Int = 1 << 28
    /// UTF-8 bytes of one cell's text: Excel allows 32,767 characters.
    public var bytesPerText: Int = 32_767 * 4
    /// UTF-8 bytes of all shared strings together.
    public var sharedStringBytes: Int = 1 << 30
    /// Uncompressed bytes of the parts that define things: relationships, the list of sheets, styles.
    public var bytesPerDefinitionPart: Int = 64 << 20
    /// Merged ranges of a sheet.
    public var mergedRanges: Int = 1 << 20
    /// Nesting of XML elements.
    public var depth: Int = 128
    /// Bytes of one XML tag, comment or instruction.
    public var bytesPerToken: Int = 4 << 20
    /// Uncompressed bytes of a sheet up to which it is kept in memory; a larger one is unpacked each time it is read.
    public var bytesKept: Int = 64 << 20

    public init() {}
}
