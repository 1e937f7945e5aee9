internal import CReadStat

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// A source file as ReadStat reads it: in small pieces, at places of its choice.
///
/// The file is the one that was opened, so that what is hashed and checked for changes is what was read.
@safe final class SPSSInput {
    /// What went wrong while reading; ReadStat only learns that the file ended.
    private(set) var failure: IngestError?
    /// Bytes that ReadStat has taken so far, some of them twice.
    private(set) var taken = 0
    /// Bytes after which the file is treated as ended; nil for no limit.
    var limit: Int?
    private(set) var exceededLimit = false
    private let file: SourceFile
    private var position = 0
    private let window = Buffer<UInt8>(capacity: 1 << 17)
    private var windowStart = 0
    private var windowCount = 0

    init(_ file: SourceFile) { self.file = file }

    /// - Returns: The new place; nil when it would lie before the file.
    fileprivate func seek(_ offset: Int, from origin: readstat_io_flags_t) -> Int? {
        let base =
            switch origin {
            case READSTAT_SEEK_CUR: position
            case READSTAT_SEEK_END: file.size
            default: 0
            }
        let (place, overflow) = base.addingReportingOverflow(offset)
        guard !overflow, place >= 0 else { return nil }
        position = place
        return place
    }

    /// - Returns: The bytes read: fewer than asked for at the file's end, and none after a failure.
    fileprivate func read(_ count: Int, into target: UnsafeMutableRawPointer) -> Int {
        guard failure == nil, !exceededLimit, count > 0, position < file.size else { return 0 }
        if let limit, count > limit - taken {
            exceededLimit = true
            return 0
        }
        var done = 0
        do throws(IngestError) {
            while done < count, position < file.size {
                if position < windowStart || position >= windowStart + windowCount {
                    windowStart = position
                    windowCount = 0
                    windowCount = try unsafe file.readFile(at: position, count: window.capacity, into: window.start)
                    if windowCount == 0 { break }
                }
                let offset = position - windowStart
                let piece = min(count - done, windowCount - offset)
                unsafe (target + done).copyMemory(from: window.start + offset, byteCount: piece)
                done += piece
                position += piece
            }
        } catch {
            failure = error
            return 0
        }
        taken += done
        return done
    }

    /// Lets a parser read through this input, which must outlive it.
    func attach(to parser: UnsafeMutablePointer<readstat_parser_t>) {
        unsafe readstat_set_open_handler(parser) { _, _ in 0 }
        unsafe readstat_set_close_handler(parser) { _ in 0 }
        unsafe readstat_set_seek_handler(parser) { offset, origin, context in
            guard let input = unsafe SPSSInput.of(context), let place = input.seek(Int(offset), from: origin) else {
                return -1
            }
            return readstat_off_t(place)
        }
        // Never -1: ReadStat compares what it gets with unsigned sizes, and would take that for a great many bytes.
        unsafe readstat_set_read_handler(parser) { target, count, context in
            guard let input = unsafe SPSSInput.of(context), let target = unsafe target, let count = Int(exactly: count)
            else { return 0 }
            return unsafe input.read(count, into: target)
        }
        unsafe readstat_set_update_handler(parser) { _, _, _, _ in READSTAT_OK }
        unsafe readstat_set_io_ctx(parser, Unmanaged.passUnretained(self).toOpaque())
    }

    private static func of(_ context: UnsafeMutableRawPointer?) -> SPSSInput? {
        unsafe context.map { unsafe Unmanaged<SPSSInput>.fromOpaque($0).takeUnretainedValue() }
    }
}
