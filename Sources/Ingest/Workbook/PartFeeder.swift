import CExpat

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// What the elements of a part look like that are read without expat where they are written plainly.
///
/// A sheet is millions of cells that all look the same, and expat takes longer over their tags than all the rest of the reading does. So
/// the content of an element, `opening`, is read directly as long as it is written in the one form that spreadsheet programs use.
/// Everything else goes through expat, which also judges the document as a whole: leaving out well-formed elements leaves it as
/// well-formed as it was. Whether expat stands where plain elements may follow is told by its own callbacks, never guessed from bytes,
/// and what is wrong with an element is left to expat to tell.
struct PlainForm {
    /// How the tag begins that holds the elements, such as `<row`.
    let opening: StaticString
    /// How an element begins, such as `<c`.
    let element: StaticString
    /// How an element ends, such as `</c>`.
    let closing: StaticString
}

/// Hands bytes to expat in pieces of bounded size, or to the handler where it reads them itself.
@safe struct PartFeeder {
    private let parser: OpaquePointer
    private let part: String
    private let archive: PackageArchive
    /// Bytes that expat has got.
    private var given = 0
    private var isFirst = true

    /// Bytes given to expat at a time.
    private static let gift = 64 << 10

    @unsafe init(parser: OpaquePointer, part: String, archive: PackageArchive) {
        unsafe self.parser = parser
        self.part = part
        self.archive = archive
    }

    /// Feeds a stream to its end; false when expat or the handler stopped.
    mutating func feed<Handler: PartHandler & ~Copyable>(
        _ stream: PartStream, to handler: UnsafeMutablePointer<Handler>
    ) throws -> Bool {
        let pieces = PartPieces(stream)
        defer { pieces.close() }
        while true {
            let piece = unsafe try pieces.next()
            if piece.isEmpty { return finish() }
            guard unsafe try take(piece, handler) else { return false }
        }
    }

    /// Feeds bytes in memory; false when expat or the handler stopped.
    mutating func feed<Handler: PartHandler & ~Copyable>(
        _ bytes: [UInt8], to handler: UnsafeMutablePointer<Handler>
    ) throws -> Bool {
        try unsafe bytes.withUnsafeBufferPointer { buffer in
            var start = 0
            while start < buffer.count {
                let end = min(buffer.count, start + PartPieces.size)
                guard unsafe try take(UnsafeBufferPointer(rebasing: buffer[start..<end]), handler) else {
                    return false
                }
                start = end
            }
            return finish()
        }
    }

    private func finish() -> Bool { unsafe XML_Parse(parser, nil, 0, 1) == XML_STATUS_OK }

    /// Takes a piece: plain elements go to the handler, the rest to expat.
    private mutating func take<Handler: PartHandler & ~Copyable>(
        _ bytes: UnsafeBufferPointer<UInt8>, _ handler: UnsafeMutablePointer<Handler>
    ) throws -> Bool {
        if isFirst {
            unsafe handler.pointee.parsing.isUTF8 = declaresUTF8(bytes)
            isFirst = false
        }
        guard let form = unsafe Handler.plainForm else { return try unsafe give(bytes) }
        var place = 0
        // What a piece cuts is most often an element among others.
        var seeksElement = true
        while place < bytes.count {
            let isKnown = unsafe handler.pointee.landmark == given
            if isKnown {
                place += unsafe handler.pointee.readPlain(UnsafeBufferPointer(rebasing: bytes[place...]))
                if place == bytes.count { return true }
                seeksElement = unsafe begins(bytes, at: place, with: form.element)
            }
            let end =
                seeksElement
                ? unsafe end(of: form.closing, in: bytes, from: place)
                : unsafe endOfTag(form.opening, in: bytes, from: place)
            if let end {
                guard try unsafe give(UnsafeBufferPointer(rebasing: bytes[place..<end])) else { return false }
                place = end
                if unsafe handler.pointee.landmark == given { continue }
            }
            // Nothing found, or not what it looked like: in a comment, say. To look again and again in such a place
            // would cost too much, as expat reads what is unfinished anew each time.
            guard seeksElement, !isKnown || end != nil else {
                return try unsafe give(UnsafeBufferPointer(rebasing: bytes[place...]))
            }
            seeksElement = false
        }
        return true
    }

    private func begins(_ bytes: UnsafeBufferPointer<UInt8>, at place: Int, with text: StaticString) -> Bool {
        let length = text.utf8CodeUnitCount
        guard place + length <= bytes.count, let base = bytes.baseAddress else { return false }
        return unsafe memcmp(base + place, text.utf8Start, length) == 0
    }

    /// Where a text that is found from a place on ends; nil when it is not found.
    private func end(of text: StaticString, in bytes: UnsafeBufferPointer<UInt8>, from place: Int) -> Int? {
        let length = text.utf8CodeUnitCount
        guard let base = bytes.baseAddress,
            let found = unsafe kaiku_find_bytes(base + place, bytes.count - place, text.utf8Start, length)
        else { return nil }
        return unsafe found - UnsafeRawPointer(base) + length
    }

    /// Where the first tag that begins like this ends, if no `>` stands in it.
    private func endOfTag(_ text: StaticString, in bytes: UnsafeBufferPointer<UInt8>, from place: Int) -> Int? {
        guard let inside = unsafe end(of: text, in: bytes, from: place) else { return nil }
        return unsafe end(of: ">", in: bytes, from: inside)
    }

    /// Gives bytes to expat; false when it stopped.
    private mutating func give(_ bytes: UnsafeBufferPointer<UInt8>) throws -> Bool {
        var start = 0
        while start < bytes.count, let base = bytes.baseAddress {
            let count = min(Self.gift, bytes.count - start)
            let text = unsafe UnsafeRawPointer(base + start).assumingMemoryBound(to: XML_Char.self)
            guard unsafe XML_Parse(parser, text, Int32(count), 0) == XML_STATUS_OK else { return false }
            start += count
            given += count
            try checkProgress()
        }
        return true
    }

    /// Refuses an endless tag: expat would keep all of it, and old versions read it again with every piece.
    private func checkProgress() throws(WorkbookReadError) {
        let parsed = unsafe Int(XML_GetCurrentByteIndex(parser))
        if parsed >= 0, given - parsed > archive.limits.bytesPerToken {
            throw .tooLarge(
                file: archive.file, part: part,
                limit: "one of its tags has over \(archive.limits.bytesPerToken) bytes, the limit")
        }
    }
}

/// Whether a part that begins like this is in UTF-8 for certain: it declares so, or no encoding at all.
private func declaresUTF8(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var head = unsafe Array(bytes.prefix(512))[...]
    if head.starts(with: [0xEF, 0xBB, 0xBF]) { head = head.dropFirst(3) }
    // UTF-16 has a zero byte or a mark in front.
    guard head.first == UInt8(ascii: "<"), !head.prefix(4).contains(0) else { return false }
    guard head.starts(with: "<?xml".utf8) else { return true }
    guard let end = head.firstIndex(of: UInt8(ascii: ">")) else { return false }
    let declaration = String(decoding: head[..<end], as: UTF8.self).lowercased()
    return !declaration.contains("encoding") || declaration.contains("encoding=\"utf-8\"")
        || declaration.contains("encoding='utf-8'")
}
