internal import CZlib

/// The text of a gzip file, inflated as it is asked for, from the beginning to the end.
///
/// Belongs to whoever reads the file, one thread at a time; the lock is the reader's.
///
/// - SeeAlso: RFC 1952, of which a file may hold several members, one after the other.
@safe final class GzipStream: @unchecked Sendable {
    /// Text of tables shrinks to a tenth or so, and deflate reaches a thousandth with one byte repeated.
    private static let densest = 200
    /// Below so many bytes the text does no harm however dense it is.
    private static let harmless = 256 << 20

    private let input = Buffer<UInt8>(capacity: 1 << 16)
    private let displayName: String
    private let source: (Int, UnsafeMutablePointer<UInt8>, Int) throws(IngestError) -> Int
    private var stream = unsafe z_stream()
    private var consumed = 0
    private var members = 0
    private var isInMember = false
    private var isBegun = false
    private var hasEnded = false
    /// The bytes of text given so far.
    private(set) var position = 0

    /// Whether bytes are the start of a gzip file.
    static func isGzip(_ start: [UInt8]) -> Bool { start.starts(with: [0x1F, 0x8B, 0x08]) }

    /// - Parameter source: Reads the file: at an offset, into memory, so many bytes; gives fewer only at the end.
    init(_ displayName: String, source: @escaping (Int, UnsafeMutablePointer<UInt8>, Int) throws(IngestError) -> Int) {
        self.displayName = displayName
        unsafe self.source = source
    }

    deinit { end() }

    /// Begins again.
    func rewind() {
        end()
        (consumed, position, members, isInMember, hasEnded) = (0, 0, 0, false, false)
    }

    private func end() {
        if isBegun { unsafe inflateEnd(&stream) }
        isBegun = false
        unsafe stream = z_stream()
    }

    /// The next bytes of the text.
    ///
    /// - Returns: How many; fewer than asked for only at the end.
    func read(_ count: Int, into target: UnsafeMutablePointer<UInt8>) throws(IngestError) -> Int {
        if !isBegun {
            guard unsafe czlib_begin_gzip(&stream) == Z_OK else { throw .notInflated(file: displayName, .damaged) }
            isBegun = true
        }
        var done = 0
        while done < count, !hasEnded {
            if unsafe stream.avail_in == 0 {
                let isMore = try refill()
                guard isMore else {
                    guard !isInMember else { throw .notInflated(file: displayName, .truncated) }
                    hasEnded = true
                    break
                }
            }
            if !isInMember {
                let isBegun = try beginMember()
                guard isBegun else { break }
            }
            let room = min(count - done, 1 << 20)
            unsafe stream.next_out = target + done
            unsafe stream.avail_out = UInt32(room)
            let result = unsafe inflate(&stream, Z_NO_FLUSH)
            let written = unsafe room - Int(stream.avail_out)
            done += written
            position += written
            guard position <= Self.harmless || position / Self.densest <= consumed else {
                throw .notInflated(file: displayName, .tooDense)
            }
            switch result {
            case Z_OK, Z_BUF_ERROR: break
            case Z_STREAM_END: isInMember = false
            default: throw .notInflated(file: displayName, .damaged)
            }
        }
        return done
    }

    /// Starts the next member; false when what follows the last one is only padding.
    private func beginMember() throws(IngestError) -> Bool {
        members += 1
        guard members > 1 else {
            isInMember = true
            return true
        }
        // Tapes and some programs fill the end with zeros.
        while true {
            if unsafe stream.avail_in == 0 {
                let isMore = try refill()
                guard isMore else { break }
            }
            if unsafe stream.next_in.pointee != 0 {
                guard unsafe inflateReset(&stream) == Z_OK else { throw .notInflated(file: displayName, .damaged) }
                isInMember = true
                return true
            }
            unsafe stream.next_in += 1
            unsafe stream.avail_in -= 1
        }
        hasEnded = true
        return false
    }

    private func refill() throws(IngestError) -> Bool {
        let got = unsafe try source(consumed, input.start, input.capacity)
        consumed += got
        unsafe stream.next_in = input.start
        unsafe stream.avail_in = UInt32(got)
        return got > 0
    }
}
