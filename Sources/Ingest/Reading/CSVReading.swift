internal import Diagnostics
internal import Microdata

/// The reading of one file by several threads, with its segments handed on in the order of the file.
///
/// Each worker takes a chunk from the reader, one at a time, and parses it; the calling thread hashes the bytes and hands on
/// what has been parsed. At most as many chunks are in memory as there are workers and two more.
@safe final class CSVReading: @unchecked Sendable {
    // What is below is touched only within `state.locked`, except `reader`, which has `turn`.
    private let state = Monitor()
    private let turn = Monitor()
    private let reader: CSVChunkReader
    private var free: [CSVChunk]
    private var unhashed: [CSVChunk] = []
    private var results: [Int: Result<SegmentParts, IngestError>] = [:]
    private var taken = 0
    private var delivered = 0
    private var chunks: Int?
    private var isStopped = false
    private let ahead: Int
    private let hashes: Bool

    private let file: SourceFile
    private let dialect: CSVDialect
    private let plan: ReadingPlan
    private let pseudonymiser: Pseudonymiser
    private let threads: Int

    init(
        file: SourceFile, dialect: CSVDialect, plan: ReadingPlan, pseudonymiser: Pseudonymiser, threads: Int,
        chunkSize: Int
    ) {
        self.file = file
        self.dialect = dialect
        self.plan = plan
        self.pseudonymiser = pseudonymiser
        // More workers than chunks would only wait.
        self.threads = max(1, min(threads, file.textSize / chunkSize + 1))
        reader = CSVChunkReader(file: file, dialect: dialect, chunkSize: chunkSize)
        hashes = !reader.decodes && !file.isCompressed
        ahead = self.threads + 2
        let capacity = reader.capacity
        free = (0..<min(ahead, file.textSize / chunkSize + 2)).map { _ in CSVChunk(capacity: capacity) }
    }

    /// Reads the file.
    ///
    /// - Parameter deliver: Takes what came out of each chunk, in the order of the file, on the calling thread.
    /// - Returns: The SHA-256 of the file.
    func run(_ deliver: (SegmentParts) throws(IngestError) -> Void) throws(IngestError) -> String {
        let workers = try ThreadGroup(count: threads) { [self] in work() }
        let outcome: Result<String, IngestError>
        do throws(IngestError) {
            outcome = .success(try coordinate(deliver))
        } catch {
            outcome = .failure(error)
        }
        state.locked {
            isStopped = true
            state.wake()
        }
        workers.join()
        return try outcome.get()
    }

    // MARK: Workers

    private func work() {
        let parser = CSVChunkParser(
            file: file.displayName, dialect: dialect, plan: plan, scratchSize: reader.scratchSize,
            pseudonymiser: pseudonymiser)
        while let chunk = take() {
            let result: Result<SegmentParts, IngestError>
            do throws(IngestError) {
                result = .success(try parser.parse(chunk))
            } catch {
                result = .failure(error)
            }
            state.locked {
                results[chunk.ordinal] = result
                release(chunk)
                state.wake()
            }
        }
    }

    /// The next chunk; nil when there is none, or none is wanted.
    private func take() -> CSVChunk? {
        turn.locked {
            let chunk: CSVChunk? = state.locked {
                while !isStopped, chunks == nil, free.isEmpty || taken - delivered >= ahead { state.wait() }
                guard !isStopped, chunks == nil else { return nil }
                taken += 1
                return free.removeLast()
            }
            guard let chunk else { return nil }
            let ordinal = taken - 1
            do throws(IngestError) {
                if try reader.next(into: chunk) {
                    state.locked {
                        chunk.pending = hashes ? 2 : 1
                        if hashes { unhashed.append(chunk) }
                        state.wake()
                    }
                    return chunk
                }
            } catch {
                state.locked { results[ordinal] = .failure(error) }
            }
            state.locked {
                chunks = ordinal
                state.wake()
            }
            return nil
        }
    }

    /// Notes that one of the two uses of a chunk has ended; within the lock.
    private func release(_ chunk: CSVChunk) {
        chunk.pending -= 1
        if chunk.pending == 0 { free.append(chunk) }
    }

    // MARK: The calling thread

    private enum Task {
        case hash(CSVChunk)
        case deliver(Result<SegmentParts, IngestError>)
        case finish
    }

    private func coordinate(_ deliver: (SegmentParts) throws(IngestError) -> Void) throws(IngestError) -> String {
        do {
            var hash = try ContentHash()
            if dialect.hasByteOrderMark { try hash.update(dialect.encoding.byteOrderMark) }
            while true {
                switch nextTask() {
                case .hash(let chunk):
                    unsafe try hash.update(
                        UnsafeRawBufferPointer(
                            start: chunk.memory.start + chunk.hashedFrom, count: chunk.filled - chunk.hashedFrom))
                    state.locked {
                        release(chunk)
                        state.wake()
                    }
                case .deliver(let result):
                    try deliver(result.get())
                    state.locked {
                        delivered += 1
                        state.wake()
                    }
                case .finish:
                    return hashes ? try hash.finish() : try file.contentHash()
                }
            }
        } catch let error as IngestError {
            throw error
        } catch let error as MicrodataError {
            throw .receiver(error)
        } catch {
            throw .notReadable(file: file.displayName, reason: "\(error)")
        }
    }

    private func nextTask() -> Task {
        state.locked {
            while true {
                if !unhashed.isEmpty { return .hash(unhashed.removeFirst()) }
                if let result = results.removeValue(forKey: delivered) { return .deliver(result) }
                if let chunks, delivered == chunks { return .finish }
                state.wait()
            }
        }
    }
}

extension SourceFile {
    /// The SHA-256 of the whole file, for readers that do not see its bytes.
    func contentHash() throws(IngestError) -> String {
        do {
            var hash = try ContentHash()
            let buffer = Buffer<UInt8>(capacity: 1 << 18)
            var offset = 0
            while true {
                let got = unsafe try readFile(at: offset, count: buffer.capacity, into: buffer.start)
                if got == 0 { break }
                unsafe try hash.update(UnsafeRawBufferPointer(start: buffer.start, count: got))
                offset += got
            }
            return try hash.finish()
        } catch let error as IngestError {
            throw error
        } catch let error as MicrodataError {
            throw .receiver(error)
        } catch {
            throw .notReadable(file: displayName, reason: "\(error)")
        }
    }
}
