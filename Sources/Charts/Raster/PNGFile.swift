/// Parts of the PNG file format.
enum PNGFile {
    /// The file with its resolution in a `pHYs` chunk before the image data.
    ///
    /// - SeeAlso: Portable Network Graphics (PNG) Specification (Third Edition), 11.3.4.3 and annex D.
    static func withResolution(_ file: [UInt8], dotsPerInch: Int) -> [UInt8] {
        // The signature has 8 bytes, and the header chunk that follows it always 25.
        let afterHeader = 33
        guard file.count > afterHeader else { return file }
        let dotsPerMetre = UInt32((Double(dotsPerInch) / 0.0254).rounded())
        var chunk = Array("pHYs".utf8)
        chunk += bytes(dotsPerMetre) + bytes(dotsPerMetre) + [1]
        let whole = bytes(UInt32(chunk.count - 4)) + chunk + bytes(checksum(of: chunk))
        return Array(file[..<afterHeader]) + whole + Array(file[afterHeader...])
    }

    /// The CRC-32 of a chunk's type and data.
    static func checksum(of bytes: [UInt8]) -> UInt32 {
        var checksum: UInt32 = 0xFFFF_FFFF
        for byte in bytes {
            checksum ^= UInt32(byte)
            for _ in 0..<8 { checksum = checksum & 1 == 1 ? 0xEDB8_8320 ^ (checksum >> 1) : checksum >> 1 }
        }
        return checksum ^ 0xFFFF_FFFF
    }

    private static func bytes(_ number: UInt32) -> [UInt8] {
        [UInt8(number >> 24), UInt8(number >> 16 & 255), UInt8(number >> 8 & 255), UInt8(number & 255)]
    }
}
