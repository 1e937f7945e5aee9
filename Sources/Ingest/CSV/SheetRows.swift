extension SourceReader {
    /// The rows in which a spreadsheet shows the records of a delimited text.
    ///
    /// A line break within quotes starts a line of the file and no row of a sheet, so that messages, which name lines, and whoever has the
    /// file open in a spreadsheet would not speak of the same row. Blank lines are rows of a sheet too.
    ///
    /// - Parameters:
    ///   - lines: Lines at which records start.
    ///   - path: Where the file is.
    ///   - displayName: The file as messages name it.
    ///   - format: What its mapping declares of it.
    /// - Returns: The rows of those lines that differ from the line; empty for other files than delimited text.
    /// - Throws: ``IngestError`` when the file cannot be read.
    /// - Complexity: O(bytes up to the last of the lines), in the memory of one chunk.
    public static func sheetRows(
        ofLines lines: Set<Int>, path: String, displayName: String, format: DeclaredFormat
    ) throws(IngestError) -> [Int: Int] {
        try sheetRows(ofLines: lines, path: path, displayName: displayName, format: format, chunkSize: nil)
    }

    /// The same with chunks of a given size, in bytes.
    static func sheetRows(
        ofLines lines: Set<Int>, path: String, displayName: String, format: DeclaredFormat, chunkSize: Int?
    ) throws(IngestError) -> [Int: Int] {
        guard let last = lines.max(), try FileKind.kind(of: displayName, declared: format.kind) == .csv else {
            return [:]
        }
        let file = try SourceFile(path: path, displayName: displayName)
        guard file.size > 0 else { return [:] }
        let sample = try file.start(CSVDialect.sampleSize)
        let isWhole = file.isAll(sample, askedFor: CSVDialect.sampleSize)
        let dialect = CSVDialect.detect(sample, isWhole: isWhole, declared: format).dialect
        guard dialect.quote != nil else { return [:] }
        let reader = CSVChunkReader(
            file: file, dialect: dialect, chunkSize: chunkSize ?? Self.chunkSize(for: file.textSize))
        let chunk = CSVChunk(capacity: reader.capacity)
        var rows: [Int: Int] = [:]
        var breaks = 0
        while try reader.next(into: chunk), chunk.firstLine <= last {
            count(chunk, dialect) { line, within in
                if breaks > 0, lines.contains(line) { rows[line] = line - breaks }
                breaks += within
            }
        }
        return rows
    }

    /// Gives the line of each record of a chunk, and how many line breaks are within it.
    ///
    /// It decides about quotes as the scan does.
    private static func count(_ chunk: CSVChunk, _ dialect: CSVDialect, _ take: (Int, Int) -> Void) {
        let (separator, quote, newline) = (dialect.separator, dialect.quote, dialect.newlineByte)
        let (bytes, count) = unsafe (chunk.memory.start, chunk.count)
        var orphans = chunk.orphans[...]
        var (isQuoted, startsField) = (false, true)
        var (line, within) = (chunk.firstLine, 0)
        var at = 0
        while at < count {
            let byte = unsafe bytes[at]
            if isQuoted {
                if byte == newline {
                    within += 1
                } else if byte == quote {
                    if at + 1 < count, unsafe bytes[at + 1] == quote { at += 1 } else { isQuoted = false }
                }
            } else if byte == newline {
                take(line, within)
                line += within + 1
                within = 0
                startsField = true
            } else if byte == separator {
                startsField = true
            } else {
                if byte == quote, startsField {
                    // A quote that is never closed is text.
                    while let orphan = orphans.first, orphan < at { orphans.removeFirst() }
                    isQuoted = orphans.first.map { $0 != at } ?? true
                }
                startsField = false
            }
            at += 1
        }
    }
}
