/// The bytes of a JSON file one after the other, with the line that each stands on.
@safe final class JSONInput {
    private let file: SourceFile
    private let window = Buffer<UInt8>(capacity: 1 << 18)
    private var filled = 0
    private var place = 0
    private var offset = 0
    /// The line of the next byte, from 1.
    private(set) var line = 1

    init(_ file: SourceFile) { self.file = file }

    /// The bytes taken so far.
    var taken: Int { offset - filled + place }

    /// The next byte, which stays; nil at the end.
    func peek() throws(IngestError) -> UInt8? {
        if place == filled {
            filled = try unsafe file.read(at: offset, count: window.capacity, into: window.start)
            offset += filled
            place = 0
            if filled == 0 { return nil }
        }
        return unsafe window.start[place]
    }

    /// The next byte; nil at the end.
    func next() throws(IngestError) -> UInt8? {
        let byte = try peek()
        guard let byte else { return nil }
        place += 1
        if byte == 0x0A { line += 1 }
        return byte
    }

    /// Moves over blanks, and gives the byte after them, which stays.
    func peekAfterBlanks() throws(IngestError) -> UInt8? {
        while let byte = try peek() {
            guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return byte }
            _ = try next()
        }
        return nil
    }

    /// Moves over a byte order mark.
    func skipByteOrderMark() throws(IngestError) {
        guard try peek() == 0xEF, filled - place >= 3, unsafe window.start[place + 1] == 0xBB,
            unsafe window.start[place + 2] == 0xBF
        else { return }
        place += 3
    }

    /// Takes the bytes up to the end of the line, without the line end.
    ///
    /// - Parameter limit: How many bytes to keep; the rest of a longer line is passed over.
    /// - Returns: Whether the line is no longer; nil at the end of the file.
    func nextLine(into bytes: inout [UInt8], limit: Int) throws(IngestError) -> Bool? {
        bytes.removeAll(keepingCapacity: true)
        guard try peek() != nil else { return nil }
        var fits = true
        while try peek() != nil {
            var end = place
            while end < filled, unsafe window.start[end] != 0x0A { end += 1 }
            if bytes.count + end - place > limit { fits = false }
            if fits {
                unsafe bytes.append(contentsOf: UnsafeBufferPointer(start: window.start + place, count: end - place))
            }
            place = end
            if end < filled {
                _ = try next()
                break
            }
        }
        if bytes.last == 0x0D { bytes.removeLast() }
        return fits
    }
}
