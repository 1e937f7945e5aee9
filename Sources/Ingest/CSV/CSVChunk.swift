internal import CScan
internal import Diagnostics

/// A piece of a file that holds whole records, with room behind them.
///
/// Filled by one thread at a time under the reader's lock, then read by the thread that parses it and the one that hashes it;
/// only the room behind the records is written to meanwhile, and only by the former.
@safe final class CSVChunk: @unchecked Sendable {
    let memory: Buffer<UInt8>
    /// The place of the chunk in the file, from 0.
    var ordinal = 0
    /// The bytes of whole records.
    var count = 0
    /// The bytes read from the file for this chunk: `[hashedFrom, filled)`; what lies before came with the chunk before it.
    var hashedFrom = 0
    var filled = 0
    /// The line of the first byte, from 1.
    var firstLine = 1
    /// The lines in it.
    var lines = 0
    /// Whether its quotes are not where they should be, so that it is scanned byte by byte.
    var isIrregular = false
    /// The quotes that count as text.
    var orphans: [UInt32] = []
    /// What must happen before the memory is used again: parsing and hashing.
    var pending = 0

    init(capacity: Int) { memory = Buffer(capacity: capacity) }
}

/// Cuts a file into chunks at record boundaries, one after the other.
///
/// Belongs to whoever holds the lock of the reading.
@safe final class CSVChunkReader {
    /// A record longer than this is none.
    static let recordLimit = 1 << 20
    /// The most quotes of a chunk that may be taken for text.
    private static let orphanLimit = 100_000

    private let file: SourceFile
    private let dialect: CSVDialect
    let chunkSize: Int
    private let transcoder: Transcoder?
    private let raw: Buffer<UInt8>
    private var offset: Int
    private var line = 1
    private var ordinal = 0
    private var carried: [UInt8] = []
    private var rawCarried = 0
    private var ended = false
    /// The memory that a chunk needs: the records, one that is cut, the line end that may be missing, and what scans read
    /// beyond the end; as much again, twice, for fields whose doubled quotes are undone.
    var capacity: Int { scratchSize * 3 + Int(CSCAN_PADDING) }
    /// The room for the records, and behind them for each of two columns.
    var scratchSize: Int { chunkSize + Self.recordLimit + 4 * Int(CSCAN_PADDING) }

    init(file: SourceFile, dialect: CSVDialect, chunkSize: Int) {
        self.file = file
        self.dialect = dialect
        self.chunkSize = chunkSize
        offset = dialect.hasByteOrderMark ? dialect.encoding.byteOrderMark.count : 0
        transcoder = dialect.encoding.extendsASCII ? nil : Transcoder(dialect.encoding)
        raw = Buffer(capacity: transcoder == nil ? 1 : chunkSize)
    }

    /// Whether the bytes of its chunks are not those of the file.
    var decodes: Bool { transcoder != nil }

    private var scanDialect: cscan_dialect { dialect.forScan }

    /// Fills a chunk with the next records; false at the end of the file.
    func next(into chunk: CSVChunk) throws(IngestError) -> Bool {
        if ended { return false }
        let start = unsafe chunk.memory.start
        var filled = carried.count
        unsafe carried.withUnsafeBufferPointer { carried in
            if let from = carried.baseAddress { unsafe start.update(from: from, count: carried.count) }
        }
        chunk.hashedFrom = filled
        let added = unsafe try fill(start + filled)
        filled += added.bytes
        chunk.filled = filled
        ended = added.isLast
        var count = filled
        if ended, filled > 0, unsafe start[filled - 1] != dialect.newlineByte {
            unsafe start[filled] = dialect.newlineByte
            count += 1
        }
        unsafe (start + count).update(repeating: 0, count: Int(CSCAN_PADDING))
        try frame(chunk, count)
        chunk.ordinal = ordinal
        chunk.firstLine = line
        line += chunk.lines
        ordinal += 1
        carried.removeAll(keepingCapacity: true)
        if !ended {
            unsafe carried.append(
                contentsOf: UnsafeBufferPointer(start: start + chunk.count, count: filled - chunk.count))
        }
        return chunk.count > 0 || filled > chunk.hashedFrom
    }

    /// Reads on from the file, decoded if need be.
    private func fill(_ target: UnsafeMutablePointer<UInt8>) throws(IngestError) -> (bytes: Int, isLast: Bool) {
        guard let transcoder else {
            let got = unsafe try file.read(at: offset, count: chunkSize, into: target)
            offset += got
            return (got, got < chunkSize)
        }
        // Three bytes of UTF-8 at most for each unit of two.
        let wanted = chunkSize / 3 * 2
        let got = unsafe try file.read(at: offset, count: wanted - rawCarried, into: raw.start + rawCarried)
        let isLast = got < wanted - rawCarried
        let available = rawCarried + got
        var undefined = 0
        guard
            let (written, read) = unsafe transcoder.decodeUTF16(
                raw.start, count: available, into: target, undefined: &undefined)
        else {
            throw .wrongEncoding(
                at: RecordLocation(file: file.displayName, line: line), encoding: dialect.encoding, likely: nil)
        }
        offset += got
        rawCarried = available - read
        unsafe raw.start.update(from: raw.start + read, count: rawCarried)
        if isLast, rawCarried > 0 {
            throw .wrongEncoding(
                at: RecordLocation(file: file.displayName, line: line), encoding: dialect.encoding, likely: nil)
        }
        return (written, isLast)
    }

    /// Finds the last record boundary.
    private func frame(_ chunk: CSVChunk, _ count: Int) throws(IngestError) {
        let start = unsafe chunk.memory.start
        var result = unsafe cscan_frame(start, count, scanDialect)
        chunk.isIrregular = false
        chunk.orphans = []
        if result.irregular != 0 || (ended && result.open != 0) || count - result.boundary > Self.recordLimit {
            var orphans = [UInt32](repeating: 0, count: Self.orphanLimit)
            var found = orphans.count
            result = unsafe cscan_frame_bytewise(
                start, count, scanDialect, ended ? 1 : 0, Self.recordLimit, &orphans, &found)
            chunk.isIrregular = true
            chunk.orphans = Array(orphans.prefix(found))
        }
        chunk.count = result.boundary
        chunk.lines = result.lines
        if count - chunk.count > Self.recordLimit || (ended && chunk.count < count) {
            throw .recordTooLong(
                at: RecordLocation(file: file.displayName, line: line + result.lines), limit: Self.recordLimit)
        }
    }
}

extension CSVDialect {
    /// The dialect as the scan takes it; a file that is transcoded is scanned as UTF-8.
    var forScan: cscan_dialect {
        cscan_dialect(separator: separator, quote: quote ?? 0, newline: newlineByte, quoting: quote == nil ? 0 : 1)
    }
}
