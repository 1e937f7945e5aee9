internal import CScan
internal import Diagnostics
internal import Microdata

/// Turns chunks into the columns of segments. Each thread has its own.
@safe final class CSVChunkParser {
    /// The bytes that are indexed at a time: small enough that they and their index stay in the processor's cache.
    private static let blockSize = 1 << 16

    private let file: String
    private let dialect: CSVDialect
    private let plan: ReadingPlan
    private let builder: SegmentBuilder
    private let batch: CSVRowBatch
    private let transcoder: Transcoder?
    private let widened: Buffer<UInt8>
    private let scratchSize: Int
    private let ends: Buffer<UInt32>
    private let recordEnds: Buffer<UInt32>
    private let recordLines: Buffer<UInt32>
    private let suspects: Buffer<UInt64>
    private var failures: [RowFailure] = []
    private var refused: [(line: Int, problem: RowIssue.Problem)] = []

    init(
        file: String, dialect: CSVDialect, plan: ReadingPlan, scratchSize: Int, pseudonymiser: Pseudonymiser
    ) {
        self.file = file
        self.dialect = dialect
        self.plan = plan
        self.scratchSize = scratchSize
        builder = SegmentBuilder(plan: plan, file: file, quote: dialect.quote, pseudonymiser: pseudonymiser)
        batch = CSVRowBatch(
            dialect: dialect, namedColumns: plan.namedColumns, isNamedAfterPhones: plan.isNamedAfterPhones)
        let widens = dialect.encoding.extendsASCII && dialect.encoding != .utf8
        transcoder = widens ? Transcoder(dialect.encoding) : nil
        widened = Buffer(capacity: widens ? scratchSize * 9 + 256 : 1)
        ends = Buffer(capacity: Self.blockSize + 128)
        recordEnds = Buffer(capacity: Self.blockSize + 1)
        recordLines = Buffer(capacity: Self.blockSize + 1)
        suspects = Buffer(capacity: 4096)
    }

    /// The columns of a chunk's rows.
    func parse(_ chunk: CSVChunk) throws(IngestError) -> SegmentParts {
        var text = unsafe chunk.memory.start
        var count = chunk.count
        var scratch = scratchSize
        var (orphans, isIrregular) = (chunk.orphans, chunk.isIrregular)
        var isClosed = true
        if let transcoder {
            orphans = unsafe transcoder.widenedPlaces(orphans, text)
            count = unsafe try widen(text, count, chunk.firstLine, transcoder)
            unsafe text = widened.start
            scratch *= 3
        }
        builder.begin(rows: chunk.lines + 1)
        var position = unsafe skippedLines(chunk, text, count)
        // What the lines above the first record leave of the count of lines.
        var line = unsafe chunk.firstLine + cscan_count(text, position, dialect.newlineByte)
        var block = Self.blockSize
        while position < count {
            let stop = min(count, position + block)
            reserve(stop - position)
            let result = unsafe index(text, position, stop, isIrregular, orphans)
            if result.invalid != .max, result.invalid + 4 <= stop || stop == count {
                throw unsafe wrongEncoding(text, line: line, from: position, at: result.invalid)
            }
            guard result.records > 0 else {
                if stop == count {
                    // The chunk was cut as its quotes are from its first line on. Seen from the end of the header, one opens here
                    // that nothing closes: it and those after it are text.
                    guard isClosed else {
                        throw .recordTooLong(
                            at: RecordLocation(file: file, line: line), limit: CSVChunkReader.recordLimit)
                    }
                    (orphans, isIrregular, isClosed) = (unsafe openingQuotes(text, position, count), true, false)
                }
                block = min(block, count) * 2
                continue
            }
            block = Self.blockSize
            unsafe rows(result, text, scratchStart: scratch, line: line, isIrregular: isIrregular, orphans)
            unsafe line += Int(recordLines.start[result.records - 1])
            unsafe position = Int((ends.start + 1)[Int(recordEnds.start[result.records - 1])]) + 1
        }
        return builder.finish()
    }

    /// The place of the first record: after the lines up to and with the header.
    private func skippedLines(_ chunk: CSVChunk, _ text: UnsafePointer<UInt8>, _ count: Int) -> Int {
        guard chunk.firstLine < dialect.dataRow else { return 0 }
        var reader = unsafe SimpleCSV(
            Array(UnsafeBufferPointer(start: text, count: min(count, CSVDialect.sampleSize)))[...],
            separator: dialect.separator, quote: dialect.quote, newline: dialect.newlineByte)
        while chunk.firstLine + reader.line - 1 < dialect.dataRow, reader.next() != nil {}
        return reader.position
    }

    /// The quotes with which a field begins.
    private func openingQuotes(_ text: UnsafePointer<UInt8>, _ from: Int, _ to: Int) -> [UInt32] {
        (from..<to).compactMap { place in
            guard unsafe text[place] == dialect.quote else { return nil }
            let before = place == from ? dialect.newlineByte : unsafe text[place - 1]
            return before == dialect.newlineByte || before == dialect.separator
                ? UInt32(truncatingIfNeeded: place) : nil
        }
    }

    private func reserve(_ bytes: Int) {
        ends.grow(to: bytes + 128, keeping: 0)
        recordEnds.grow(to: bytes + 1, keeping: 0)
        recordLines.grow(to: bytes + 1, keeping: 0)
    }

    private func index(
        _ text: UnsafePointer<UInt8>, _ from: Int, _ to: Int, _ isIrregular: Bool, _ orphans: [UInt32]
    ) -> cscan_index_result {
        while true {
            // The entry before the first field is where the first row starts, less one.
            unsafe ends.start[0] = UInt32(truncatingIfNeeded: from &- 1)
            let output = unsafe cscan_index_output(
                ends: ends.start + 1, record_ends: recordEnds.start, record_lines: recordLines.start,
                suspects: suspects.start, suspect_room: suspects.capacity)
            let result =
                unsafe isIrregular
                ? cscan_index_bytewise(text, from, to, dialect.forScan, orphans, orphans.count, output)
                : cscan_index(text, from, to, dialect.forScan, output)
            if result.suspects <= suspects.capacity { return result }
            suspects.grow(to: result.suspects, keeping: 0)
        }
    }

    /// Hands the records of an index to the columns.
    private func rows(
        _ result: cscan_index_result, _ text: UnsafeMutablePointer<UInt8>, scratchStart: Int, line: Int,
        isIrregular: Bool,
        _ orphans: [UInt32]
    ) {
        let ends = unsafe UnsafePointer(ends.start + 1)
        unsafe batch.begin(
            bytes: text, ends: ends, rows: result.records, scratchStart: scratchStart,
            scratchSize: transcoder == nil ? scratchSize : scratchSize * 3)
        let (recordEnds, recordLines) = unsafe (recordEnds.start, recordLines.start)
        let (batch, builder) = (batch, builder)
        let fields = plan.header.count
        var first = 0
        var rowLine = line
        var emptyRows = 0
        for record in 0..<result.records {
            let last = unsafe Int(recordEnds[record])
            let start = unsafe Int(ends[first - 1] &+ 1)
            var end = unsafe Int(ends[last])
            if unsafe end > start && text[end - 1] == 0x0D { end -= 1 }
            let found = last - first + 1
            if found == 1, unsafe isBlank(text, start, end) {
                // A blank line is no row.
            } else if end - start == found - 1 {
                emptyRows += 1
            } else if let problem = unsafe isIrregular ? quoteProblem(text, ends, first, last, orphans) : nil {
                refused.append((rowLine, problem))
            } else if unsafe found == fields || fits(text, ends, first, last) {
                batch.add(first: first, last: last, line: rowLine)
            } else {
                refused.append((rowLine, .fieldCount(found: found, expected: fields)))
            }
            first = last + 1
            rowLine = unsafe line &+ Int(recordLines[record])
        }
        builder.exclude(emptyRows)
        failures.removeAll(keepingCapacity: true)
        unsafe lookForPersonalData(min(result.suspects, suspects.capacity), text)
        builder.append(batch, known: failures, refused: refused)
        refused.removeAll(keepingCapacity: true)
    }

    private func isBlank(_ text: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Bool {
        let (from, to) = unsafe trimmedRange(text, start, end)
        return from == to
    }

    /// Whether a row with another number of fields than the header still fits: columns without a name may be left out, and
    /// empty fields may follow.
    private func fits(_ text: UnsafePointer<UInt8>, _ ends: UnsafePointer<UInt32>, _ first: Int, _ last: Int) -> Bool {
        guard last - first + 1 >= plan.namedColumns else { return false }
        guard last - first >= plan.header.count else { return true }
        return (first + plan.header.count...last).allSatisfy { field in
            unsafe isBlank(text, Int(ends[field - 1] &+ 1), Int(ends[field]))
        }
    }

    /// What is wrong with the quotes of a record in a chunk where some are wrong.
    private func quoteProblem(
        _ text: UnsafePointer<UInt8>, _ ends: UnsafePointer<UInt32>, _ first: Int, _ last: Int, _ orphans: [UInt32]
    ) -> RowIssue.Problem? {
        guard let quote = dialect.quote else { return nil }
        let (recordStart, recordEnd) = unsafe (ends[first - 1] &+ 1, ends[last])
        if orphans.contains(where: { $0 >= recordStart && $0 < recordEnd }) { return .unclosedQuote }
        for field in first...last {
            let start = unsafe Int(ends[field - 1] &+ 1)
            var end = unsafe Int(ends[field])
            guard end > start, unsafe text[start] == quote else { continue }
            while unsafe end > start + 1 && (text[end - 1] == 0x20 || text[end - 1] == 0x0D) { end -= 1 }
            guard end > start + 1, unsafe text[end - 1] == quote else { return .textAfterQuote }
            var place = start + 1
            while place < end - 1 {
                if unsafe text[place] == quote {
                    guard unsafe text[place + 1] == quote, place + 1 < end - 1 else { return .textAfterQuote }
                    place += 1
                }
                place += 1
            }
        }
        return nil
    }

    /// Looks at what the scan suspected, and notes what is personal data.
    private func lookForPersonalData(_ count: Int, _ text: UnsafePointer<UInt8>) {
        for place in 0..<count {
            let suspect = unsafe suspects.start[place]
            let position = Int(suspect >> 2)
            guard let cell = batch.cell(at: position) else { continue }
            let column = plan.name(cell.column)
            let problem: RowIssue.Problem
            switch Int32(suspect & 3) {
            case CSCAN_SUSPECT_NUL.signed: problem = .nulByte
            case CSCAN_SUSPECT_ADDRESS.signed:
                guard unsafe PersonalData.isAddress(text, at: position, from: cell.start, to: cell.end) else {
                    continue
                }
                problem = .emailAddress
            case CSCAN_SUSPECT_PHONE.signed:
                let isNamed = plan.isNamedAfterPhones(cell.column)
                guard
                    unsafe PersonalData.phoneNumber(
                        text, first: position, from: cell.start, to: cell.end, isNamed: isNamed) != nil
                else { continue }
                problem = .phoneNumber
            default:
                guard unsafe PersonalData.isIdentityCode(text, sign: position, from: cell.start, to: cell.end) else {
                    continue
                }
                problem = .personalIdentityCode
            }
            var severity = Severity.error
            if problem != .nulByte {
                let policy = plan.policy(cell.column)
                if policy == .expected { continue }
                severity = policy.severity
                if policy.changesValue { batch.masks.add(row: cell.row, column: cell.column, policy) }
            }
            // The scan finds kind by kind within a block, so that the same may have come a little earlier.
            let known = failures.reversed().prefix { $0.row == cell.row }
            if known.contains(where: { $0.column == column && $0.problem == problem }) { continue }
            failures.append(RowFailure(row: cell.row, column: column, problem: problem, severity: severity))
        }
    }

    // MARK: Encodings

    private func widen(
        _ text: UnsafePointer<UInt8>, _ count: Int, _ firstLine: Int, _ transcoder: Transcoder
    ) throws(IngestError) -> Int {
        var undefined = 0
        let written = unsafe transcoder.widen(text, count: count, into: widened.start, undefined: &undefined)
        guard let written else {
            throw .wrongEncoding(
                at: RecordLocation(
                    file: file, line: unsafe firstLine + cscan_count(text, undefined, dialect.newlineByte)),
                encoding: dialect.encoding, likely: nil)
        }
        unsafe (widened.start + written).update(repeating: 0, count: Int(CSCAN_PADDING))
        return written
    }

    private func wrongEncoding(
        _ text: UnsafePointer<UInt8>, line: Int, from position: Int, at invalid: Int
    ) -> IngestError {
        // Where every byte has a meaning in Windows-1252 and the one that is wrong is a letter there, that is what it is.
        let byte = unsafe text[invalid]
        let isLetter = TextEncoding.windows1252.scalar(of: byte)?.properties.isAlphabetic ?? false
        return .wrongEncoding(
            at: RecordLocation(
                file: file, line: unsafe line + cscan_count(text + position, invalid - position, dialect.newlineByte)),
            encoding: dialect.encoding, likely: isLetter ? .windows1252 : nil)
    }
}

extension UInt32 {
    /// The constant as the importer gives it on the other platforms.
    fileprivate var signed: Int32 { Int32(bitPattern: self) }
}

extension Int32 {
    fileprivate var signed: Int32 { self }
}

extension Int {
    fileprivate var signed: Int32 { Int32(truncatingIfNeeded: self) }
}
