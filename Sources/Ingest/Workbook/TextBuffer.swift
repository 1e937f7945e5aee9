/// Bytes collected from the pieces in which expat hands over text; keeps its memory when emptied.
///
/// A plain array would check for uniqueness and bounds with each of millions of pieces.
@safe struct TextBuffer: ~Copyable {
    private(set) var count = 0
    private var capacity: Int
    private var base: UnsafeMutablePointer<UInt8>

    init(capacity: Int) {
        self.capacity = max(16, capacity)
        unsafe base = .allocate(capacity: self.capacity)
    }

    deinit { unsafe base.deallocate() }

    mutating func removeAll() { count = 0 }

    /// Adds bytes; the caller has checked the limit, so that the count stays far from overflowing.
    @inline(__always)
    mutating func append(_ bytes: UnsafePointer<CChar>, count added: Int) {
        if count + added > capacity { grow(to: count + added) }
        unsafe (base + count).update(from: UnsafeRawPointer(bytes).assumingMemoryBound(to: UInt8.self), count: added)
        count += added
    }

    private mutating func grow(to needed: Int) {
        let larger = max(needed, capacity * 2)
        let moved = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
        unsafe moved.update(from: base, count: count)
        unsafe base.deallocate()
        unsafe base = moved
        capacity = larger
    }

    /// The bytes, until the next change.
    @unsafe var bytes: UnsafeBufferPointer<UInt8> { unsafe UnsafeBufferPointer(start: base, count: count) }

    /// Runs a body on the bytes.
    @inline(__always)
    func withSpan<Result>(_ body: (borrowing Span<UInt8>) -> Result) -> Result {
        let span = unsafe Span(_unsafeStart: UnsafePointer(base), count: count)
        return body(span)
    }

    /// Runs a body on the bytes, for the standard library's initializers.
    @inline(__always)
    func withUnsafeBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        unsafe body(UnsafeBufferPointer(start: base, count: count))
    }
}

/// The text of a cell: the bytes as UTF-8, with the `_xHHHH_` escapes of spreadsheets decoded.
///
/// Spreadsheets write characters that XML cannot hold as `_x` with four hexadecimal digits and `_`, and a literal
/// text of that form with its first underscore escaped, `_x005F_x000D_`. A surrogate pair is two escapes; one alone
/// stays as written, as no text holds it.
/// - SeeAlso: ECMA-376 part 1, 22.9.2.19 (`ST_Xstring`).
func cellText(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    guard unsafe firstEscape(in: bytes, from: 0) != nil else { return unsafe String(decoding: bytes, as: UTF8.self) }
    var decoded: [UInt8] = []
    decoded.reserveCapacity(bytes.count)
    var copied = 0
    while let escape = unsafe firstEscape(in: bytes, from: copied) {
        unsafe decoded.append(contentsOf: bytes[copied..<escape.start])
        decoded.append(contentsOf: UTF8.encode(escape.scalar).map(Array.init) ?? [])
        copied = escape.end
    }
    unsafe decoded.append(contentsOf: bytes[copied...])
    return String(decoding: decoded, as: UTF8.self)
}

private struct TextEscape {
    let start: Int
    let end: Int
    let scalar: Unicode.Scalar
}

private func firstEscape(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> TextEscape? {
    var index = start
    while index + 7 <= bytes.count {
        if unsafe bytes[index] == UInt8(ascii: "_"), let first = unsafe escapedUnit(bytes, at: index) {
            if let scalar = Unicode.Scalar(first) { return TextEscape(start: index, end: index + 7, scalar: scalar) }
            if first < 0xDC00, let second = unsafe escapedUnit(bytes, at: index + 7),
                (0xDC00...0xDFFF).contains(second),
                let scalar = Unicode.Scalar(0x10000 + (UInt32(first) - 0xD800) << 10 + (UInt32(second) - 0xDC00))
            {
                return TextEscape(start: index, end: index + 14, scalar: scalar)
            }
        }
        index += 1
    }
    return nil
}

/// The code unit of an `_xHHHH_` at a place; nil when there is none.
private func escapedUnit(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> UInt16? {
    guard index + 7 <= bytes.count, unsafe bytes[index] == UInt8(ascii: "_"),
        unsafe bytes[index + 1] == UInt8(ascii: "x"), unsafe bytes[index + 6] == UInt8(ascii: "_")
    else { return nil }
    var unit: UInt16 = 0
    for offset in 2..<6 {
        let byte = unsafe bytes[index + offset]
        let digit: UInt8
        switch byte {
        case 0x30...0x39: digit = byte - 0x30
        case 0x41...0x46: digit = byte - 0x41 + 10
        case 0x61...0x66: digit = byte - 0x61 + 10
        default: return nil
        }
        unit = unit << 4 | UInt16(digit)
    }
    return unit
}
