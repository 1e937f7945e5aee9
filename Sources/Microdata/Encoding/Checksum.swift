/// A 64-bit checksum of bytes, against damage on disk, not against people.
///
/// Four lanes of multiply and rotate, so that it costs less than copying the bytes.
enum Checksum {
    static func of(_ bytes: UnsafeRawBufferPointer, seed: UInt64 = 0) -> UInt64 {
        var a: UInt64 = 0x9E37_79B9_7F4A_7C15 ^ seed
        var b: UInt64 = 0xC2B2_AE3D_27D4_EB4F
        var c: UInt64 = 0x1656_67B1_9E37_79F9
        var d: UInt64 = 0x27D4_EB2F_1656_67C5
        let prime: UInt64 = 0x9E37_79B1_85EB_CA87
        var offset = 0
        let count = bytes.count
        while offset + 32 <= count {
            a = unsafe mixed(a, word(bytes, offset), prime)
            b = unsafe mixed(b, word(bytes, offset + 8), prime)
            c = unsafe mixed(c, word(bytes, offset + 16), prime)
            d = unsafe mixed(d, word(bytes, offset + 24), prime)
            offset += 32
        }
        while offset + 8 <= count {
            a = unsafe mixed(a, word(bytes, offset), prime)
            offset += 8
        }
        while offset < count {
            b = unsafe mixed(b, UInt64(bytes[offset]), prime)
            offset += 1
        }
        var result = a ^ rotated(b, 17) ^ rotated(c, 31) ^ rotated(d, 47) ^ UInt64(count)
        result = (result ^ result >> 33) &* 0xFF51_AFD7_ED55_8CCD
        result = (result ^ result >> 33) &* 0xC4CE_B9FE_1A85_EC53
        return result ^ result >> 33
    }

    @inline(__always)
    private static func mixed(_ lane: UInt64, _ word: UInt64, _ prime: UInt64) -> UInt64 {
        rotated((lane ^ word) &* prime, 29)
    }

    @inline(__always)
    private static func rotated(_ value: UInt64, _ by: UInt64) -> UInt64 { value << by | value >> (64 - by) }

    @inline(__always)
    private static func word(_ bytes: UnsafeRawBufferPointer, _ offset: Int) -> UInt64 {
        unsafe UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }
}
