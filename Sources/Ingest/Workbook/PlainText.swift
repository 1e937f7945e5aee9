/// Reads well-formed XML of the plainest kind from bytes: tags without surprises, and text that stands for itself.
///
/// Each method moves over what it reads, or says no; then ``place`` means nothing. What says no here may be well-formed all the same,
/// and is left to expat.
@safe struct PlainText {
    private let bytes: UnsafeBufferPointer<UInt8>
    private let count: Int
    private let isUTF8: Bool
    var place = 0
    /// Line feeds that were passed over.
    private(set) var lines = 0

    /// - Parameter isUTF8: Whether letters beyond ASCII are known to be in UTF-8.
    @unsafe init(_ bytes: UnsafeBufferPointer<UInt8>, isUTF8: Bool) {
        unsafe self.bytes = unsafe bytes
        count = bytes.count
        self.isUTF8 = isUTF8
    }

    /// The byte at the place; 0 at the end.
    @inline(__always)
    var byte: UInt8 { unsafe place < count ? bytes[place] : 0 }

    /// Moves over one byte if it is this one.
    @inline(__always)
    mutating func skip(_ expected: UInt8) -> Bool {
        guard byte == expected else { return false }
        place &+= 1
        return true
    }

    /// Moves over bytes if they are these.
    @inline(__always)
    mutating func skip(_ expected: StaticString) -> Bool {
        let length = expected.utf8CodeUnitCount
        guard place &+ length <= count else { return false }
        for offset in 0..<length where unsafe bytes[place &+ offset] != expected.utf8Start[offset] { return false }
        place &+= length
        return true
    }

    /// Moves over blanks between elements.
    @inline(__always)
    mutating func skipBlanks() {
        while byte <= 0x20 {
            switch byte {
            case 0x20, 0x09: break
            case 0x0A: lines &+= 1
            default: return
            }
            place &+= 1
        }
    }

    /// Moves over an attribute's value with its quotes; its bounds, or nil.
    @inline(__always)
    mutating func value() -> Range<Int>? {
        guard skip(UInt8(ascii: "\"")) else { return nil }
        let start = place
        while true {
            let byte = byte
            if byte == UInt8(ascii: "\"") { break }
            guard byte &- 0x20 < 0x5F, byte != UInt8(ascii: "<"), byte != UInt8(ascii: "&") else { return nil }
            place &+= 1
        }
        defer { place &+= 1 }
        return start..<place
    }

    /// Moves over text up to the next tag; its bounds, or nil.
    @inline(__always)
    mutating func text() -> Range<Int>? {
        let start = place
        while true {
            let byte = byte
            if byte &- 0x20 < 0x5F {
                if byte == UInt8(ascii: "<") { return start..<place }
                guard byte != UInt8(ascii: "&"), byte != UInt8(ascii: ">") else { return nil }
                place &+= 1
            } else {
                // Two bytes: every such character may stand in XML, which is not so with longer ones.
                guard isUTF8, byte &- 0xC2 < 0x1E, place &+ 1 < count, unsafe bytes[place &+ 1] & 0xC0 == 0x80
                else { return nil }
                place &+= 2
            }
        }
    }

    /// The bytes in some bounds.
    @inline(__always)
    func span<Result>(_ bounds: Range<Int>, _ body: (borrowing Span<UInt8>) -> Result) -> Result {
        body(unsafe Span(_unsafeElements: UnsafeBufferPointer(rebasing: bytes[bounds])))
    }
}
