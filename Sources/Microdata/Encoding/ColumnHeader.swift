/// The first 32 bytes of an encoded column: what it holds and how.
struct ColumnHeader: Hashable {
    /// Which case of ``Column``, with the width of its elements.
    enum Kind: UInt8 {
        case codes, keys, int8, int16, int32, int64, days, moments, persons, texts
    }

    /// How the numbers are packed.
    enum Coding: UInt8 {
        /// Less the least one, in a fixed width; a missing value follows the greatest.
        case packed
        /// As differences from the row before, less the least difference.
        case differences
        /// As they are.
        case raw
    }

    static let size = 32

    var kind: Kind
    var coding: Coding
    /// Bits of a packed number.
    var width: UInt8 = 0
    var places: UInt8 = 0
    var rows: UInt32
    /// The least value, or with differences the value before the first.
    var base: Int64 = 0
    /// How many values there are from least to greatest, after which the missing ones come; with differences, the least one.
    var span: UInt64 = 0
    /// Of everything that follows, and of the dictionary.
    var checksum: UInt64 = 0

    var bytes: [UInt8] {
        var bytes = [kind.rawValue, coding.rawValue, width, places]
        for shift in stride(from: 0, to: 32, by: 8) { bytes.append(UInt8(truncatingIfNeeded: rows >> UInt32(shift))) }
        for number in [UInt64(bitPattern: base), span, checksum] {
            for shift in stride(from: 0, to: 64, by: 8) {
                bytes.append(UInt8(truncatingIfNeeded: number >> UInt64(shift)))
            }
        }
        return bytes
    }

    init(kind: Kind, coding: Coding, rows: Int) throws(ColumnCodingError) {
        guard let rows = UInt32(exactly: rows) else { throw .tooManyRows }
        self.kind = kind
        self.coding = coding
        self.rows = rows
    }

    /// The header at the start of encoded bytes.
    init(_ bytes: UnsafeRawBufferPointer) throws(ColumnCodingError) {
        guard bytes.count >= Self.size, let kind = unsafe Kind(rawValue: bytes[0]),
            let coding = unsafe Coding(rawValue: bytes[1])
        else { throw .damaged }
        self.kind = kind
        self.coding = coding
        width = unsafe bytes[2]
        places = unsafe bytes[3]
        rows = unsafe UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: 4, as: UInt32.self))
        base = unsafe Int64(littleEndian: bytes.loadUnaligned(fromByteOffset: 8, as: Int64.self))
        span = unsafe UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: 16, as: UInt64.self))
        checksum = unsafe UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: 24, as: UInt64.self))
    }
}

/// Why a column cannot be encoded or decoded; the store turns it into a ``MicrodataError`` that names the file.
enum ColumnCodingError: Error {
    case damaged
    case tooManyRows
}
