internal import CScan
internal import Diagnostics

/// The records of a delimited text file one after the other, as places of their fields, however large the file is.
///
/// Belongs to one thread. Fields are UTF-8, whatever the file is written in.
@safe final class PlainRecords {
    /// The bytes that are indexed at a time: small enough that they and their index stay in the processor's cache.
    private static let blockSize = 1 << 16
    private static let chunkSize = 1 << 22

    /// The fields of one record; valid while it is looked at.
    @safe struct Fields {
        fileprivate let bytes: UnsafePointer<UInt8>
        /// Where each field ends, and before the first where the record starts, less one.
        fileprivate let ends: UnsafePointer<UInt32>
        fileprivate let quote: UInt8?
        let count: Int

        /// A field without the blanks and quotes around it; nil when nothing is in it. Doubled quotes inside are still doubled.
        @inline(__always)
        func field(_ place: Int) -> Field? {
            guard place < count else { return nil }
            let from = unsafe Int(ends[place] &+ 1)
            var (start, end) = unsafe trimmedRange(bytes, from, Int(ends[place + 1]))
            guard start < end else { return nil }
            var isQuoted = false
            if let quote, unsafe start == from && end > start + 1 && bytes[start] == quote && bytes[end - 1] == quote {
                isQuoted = true
                (start, end) = unsafe trimmedRange(bytes, start + 1, end - 1)
                guard start < end else { return nil }
            }
            return unsafe Field(start: bytes + start, count: end - start, quote: isQuoted ? quote : nil)
        }
    }

    /// What stands in a field.
    @safe struct Field {
        let start: UnsafePointer<UInt8>
        let count: Int
        /// The quote that is doubled in it; nil in a field without quotes around it.
        fileprivate let quote: UInt8?

        /// Whether the bytes are the text as it is meant.
        var isPlain: Bool {
            guard let quote else { return true }
            return unsafe cscan_count(start, count, quote) == 0
        }

        /// The text.
        var text: String {
            let text = unsafe String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
            guard let quote else { return text }
            let single = String(UnicodeScalar(quote))
            return text.split(separator: single + single, omittingEmptySubsequences: false).joined(separator: single)
        }

        /// A number of up to fifteen digits without decimals, for which no text need be made.
        @inline(__always)
        var wholeNumber: Double? {
            var place = 0
            let isNegative = unsafe start[0] == UInt8(ascii: "-")
            if isNegative { place = 1 }
            guard count > place, count <= 15 + place else { return nil }
            var value = 0
            while place < count {
                let digit = unsafe start[place] &- UInt8(ascii: "0")
                guard digit < 10 else { return nil }
                value = value &* 10 &+ Int(digit)
                place += 1
            }
            return isNegative ? -Double(value) : Double(value)
        }
    }

    private let file: SourceFile
    private let dialect: CSVDialect
    /// The line from which on there are records.
    private let firstLine: Int
    private let ends = Buffer<UInt32>(capacity: blockSize + 128)
    private let recordEnds = Buffer<UInt32>(capacity: blockSize + 1)
    private let recordLines = Buffer<UInt32>(capacity: blockSize + 1)
    private let suspects = Buffer<UInt64>(capacity: 1)
    private let transcoder: Transcoder?
    private let widened = Buffer<UInt8>(capacity: 1)

    init(file: SourceFile, dialect: CSVDialect, firstLine: Int) {
        self.file = file
        self.dialect = dialect
        self.firstLine = firstLine
        let widens = dialect.encoding.extendsASCII && dialect.encoding != .utf8
        transcoder = widens ? Transcoder(dialect.encoding) : nil
    }

    /// Looks at every record from the first on.
    ///
    /// - Throws: ``IngestError`` when the file cannot be read, a record is too long, or from what is done with a record.
    func visit(_ body: (Fields) throws(IngestError) -> Void) throws(IngestError) {
        let reader = CSVChunkReader(file: file, dialect: dialect, chunkSize: Self.chunkSize)
        let chunk = CSVChunk(capacity: reader.capacity)
        while try reader.next(into: chunk) { try records(of: chunk, body) }
    }

    private func records(of chunk: CSVChunk, _ body: (Fields) throws(IngestError) -> Void) throws(IngestError) {
        var text = unsafe UnsafePointer(chunk.memory.start)
        var (count, orphans) = (chunk.count, chunk.orphans)
        if let transcoder {
            orphans = unsafe transcoder.widenedPlaces(orphans, text)
            count = try widen(chunk, transcoder)
            unsafe text = UnsafePointer(widened.start)
        }
        var position = unsafe skipped(chunk, text, count)
        var block = Self.blockSize
        while position < count {
            let stop = min(count, position + block)
            let result = unsafe index(text, position, stop, chunk.isIrregular, orphans)
            if result.invalid != .max, result.invalid + 4 <= stop || stop == count {
                throw unsafe wrongEncoding(chunk, text, at: result.invalid)
            }
            guard result.records > 0 else {
                // The record is longer than the block. Where it is all that is left, a quote in it is never closed.
                guard stop < count else {
                    throw .recordTooLong(
                        at: RecordLocation(file: file.displayName, line: chunk.firstLine),
                        limit: CSVChunkReader.recordLimit)
                }
                block *= 2
                continue
            }
            block = Self.blockSize
            var first = 0
            for record in 0..<result.records {
                let last = unsafe Int(recordEnds.start[record])
                try unsafe body(
                    Fields(
                        bytes: text, ends: UnsafePointer(ends.start + first), quote: dialect.quote,
                        count: last - first + 1))
                first = last + 1
            }
            position = unsafe Int((ends.start + 1)[first - 1]) + 1
        }
    }

    /// The place of the first record: after the lines up to and with the header.
    private func skipped(_ chunk: CSVChunk, _ text: UnsafePointer<UInt8>, _ count: Int) -> Int {
        guard chunk.firstLine < firstLine else { return 0 }
        var reader = unsafe SimpleCSV(
            Array(UnsafeBufferPointer(start: text, count: min(count, CSVDialect.sampleSize)))[...],
            separator: dialect.separator, quote: dialect.quote, newline: dialect.newlineByte)
        while chunk.firstLine + reader.line - 1 < firstLine, reader.next() != nil {}
        return reader.position
    }

    private func index(
        _ text: UnsafePointer<UInt8>, _ from: Int, _ to: Int, _ isIrregular: Bool, _ orphans: [UInt32]
    ) -> cscan_index_result {
        ends.grow(to: to - from + 128, keeping: 0)
        recordEnds.grow(to: to - from + 1, keeping: 0)
        recordLines.grow(to: to - from + 1, keeping: 0)
        // The entry before the first field is where the first row starts, less one.
        unsafe ends.start[0] = UInt32(truncatingIfNeeded: from &- 1)
        let output = unsafe cscan_index_output(
            ends: ends.start + 1, record_ends: recordEnds.start, record_lines: recordLines.start,
            suspects: suspects.start, suspect_room: suspects.capacity)
        return unsafe isIrregular
            ? cscan_index_bytewise(text, from, to, dialect.forScan, orphans, orphans.count, output)
            : cscan_index(text, from, to, dialect.forScan, output)
    }

    /// Writes a chunk as UTF-8, and how many bytes that are.
    private func widen(_ chunk: CSVChunk, _ transcoder: Transcoder) throws(IngestError) -> Int {
        let text = unsafe UnsafePointer(chunk.memory.start)
        widened.grow(to: transcoder.room(for: chunk.count) + Int(CSCAN_PADDING), keeping: 0)
        var undefined = 0
        guard
            let written = unsafe transcoder.widen(
                text, count: chunk.count, into: widened.start, undefined: &undefined)
        else { throw unsafe wrongEncoding(chunk, text, at: undefined) }
        unsafe (widened.start + written).update(repeating: 0, count: Int(CSCAN_PADDING))
        return written
    }

    private func wrongEncoding(_ chunk: CSVChunk, _ text: UnsafePointer<UInt8>, at place: Int) -> IngestError {
        let line = unsafe chunk.firstLine + cscan_count(text, place, dialect.newlineByte)
        return .wrongEncoding(
            at: RecordLocation(file: file.displayName, line: line), encoding: dialect.encoding, likely: nil)
    }
}
