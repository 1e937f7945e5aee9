internal import CScan

/// Turns bytes of another encoding into UTF-8.
@safe struct Transcoder: Sendable {
    let encoding: TextEncoding
    /// For each byte from 0x80 its UTF-8 in three bytes, and how many of them count; 0 for an undefined byte.
    private let table: [(UInt8, UInt8, UInt8, UInt8)]

    init(_ encoding: TextEncoding) {
        self.encoding = encoding
        table = (UInt8(0x80)...0xFF).map { byte in
            guard encoding.extendsASCII, let scalar = encoding.scalar(of: byte) else { return (0, 0, 0, 0) }
            let units = Array(String(Character(scalar)).utf8)
            return (units[0], units.count > 1 ? units[1] : 0, units.count > 2 ? units[2] : 0, UInt8(units.count))
        }
    }

    /// The most bytes that `count` bytes can become.
    func room(for count: Int) -> Int { encoding.extendsASCII ? count * 3 + 8 : count / 2 * 3 + 8 }

    /// The bytes that a byte becomes; 0 when it is undefined.
    func length(of byte: UInt8) -> Int { byte < 0x80 ? 1 : Int(table[Int(byte) - 0x80].3) }

    /// Writes the UTF-8 of bytes of a single-byte encoding.
    ///
    /// - Returns: The bytes written; nil with the place of the first undefined byte.
    func widen(
        _ bytes: UnsafePointer<UInt8>, count: Int, into output: UnsafeMutablePointer<UInt8>, undefined: inout Int
    ) -> Int? {
        unsafe table.withUnsafeBytes { raw in
            var place = 0
            guard let start = raw.baseAddress else { return nil }
            let written = unsafe cscan_widen(
                bytes, count, start.assumingMemoryBound(to: (UInt8, UInt8, UInt8, UInt8).self), output, &place)
            undefined = place
            return written == .max ? nil : written
        }
    }

    /// Where places of the file, in their order, are in its UTF-8.
    func widenedPlaces(_ places: [UInt32], _ text: UnsafePointer<UInt8>) -> [UInt32] {
        var result: [UInt32] = []
        var wide = 0
        var position = 0
        for place in places {
            while position < Int(place) {
                wide += unsafe length(of: text[position])
                position += 1
            }
            result.append(UInt32(wide))
        }
        return result
    }

    /// Writes the UTF-8 of whole UTF-16 units; a surrogate without its pair is left out at the end, or is an error.
    ///
    /// - Returns: The bytes written, and the bytes read; nil at a surrogate that stands alone, with its place.
    func decodeUTF16(
        _ bytes: UnsafePointer<UInt8>, count: Int, into output: UnsafeMutablePointer<UInt8>, undefined: inout Int
    ) -> (written: Int, read: Int)? {
        let low = encoding == .utf16LittleEndian ? 0 : 1
        var read = 0
        var written = 0
        while read + 1 < count {
            var scalar = unsafe UInt32(bytes[read + low]) | UInt32(bytes[read + 1 - low]) << 8
            var length = 2
            if scalar & 0xF800 == 0xD800 {
                guard scalar < 0xDC00 else {
                    undefined = read
                    return nil
                }
                if read + 3 >= count { break }
                let second = unsafe UInt32(bytes[read + 2 + low]) | UInt32(bytes[read + 3 - low]) << 8
                guard second & 0xFC00 == 0xDC00 else {
                    undefined = read
                    return nil
                }
                scalar = 0x10000 + (scalar & 0x3FF) << 10 + (second & 0x3FF)
                length = 4
            }
            written += unsafe Self.encode(scalar, at: output + written)
            read += length
        }
        return (written, read)
    }

    private static func encode(_ scalar: UInt32, at output: UnsafeMutablePointer<UInt8>) -> Int {
        func tail(_ shift: UInt32) -> UInt8 { UInt8(truncatingIfNeeded: scalar >> shift & 0x3F | 0x80) }
        if scalar < 0x80 {
            unsafe output[0] = UInt8(truncatingIfNeeded: scalar)
            return 1
        }
        if scalar < 0x800 {
            unsafe output[0] = UInt8(truncatingIfNeeded: scalar >> 6 | 0xC0)
            unsafe output[1] = tail(0)
            return 2
        }
        if scalar < 0x10000 {
            unsafe output[0] = UInt8(truncatingIfNeeded: scalar >> 12 | 0xE0)
            unsafe output[1] = tail(6)
            unsafe output[2] = tail(0)
            return 3
        }
        unsafe output[0] = UInt8(truncatingIfNeeded: scalar >> 18 | 0xF0)
        unsafe output[1] = tail(12)
        unsafe output[2] = tail(6)
        unsafe output[3] = tail(0)
        return 4
    }

    /// Bytes of any of the encodings as text, for the parts of a file that are looked at as text; what cannot be decoded
    /// becomes U+FFFD.
    static func text(_ bytes: ArraySlice<UInt8>, encoding: TextEncoding) -> String {
        switch encoding {
        case .utf8:
            return String(decoding: bytes, as: UTF8.self)
        case .utf16LittleEndian, .utf16BigEndian:
            let low = encoding == .utf16LittleEndian ? 0 : 1
            let units = stride(from: bytes.startIndex, to: bytes.endIndex - 1, by: 2).map {
                UInt16(bytes[$0 + low]) | UInt16(bytes[$0 + 1 - low]) << 8
            }
            return String(decoding: units, as: UTF16.self)
        case .windows1252, .latin1, .latin9:
            var text = String.UnicodeScalarView()
            for byte in bytes {
                text.append(byte < 0x80 ? Unicode.Scalar(byte) : encoding.scalar(of: byte) ?? "\u{FFFD}")
            }
            return String(text)
        }
    }
}
