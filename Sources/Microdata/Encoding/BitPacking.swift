/// Whole numbers of a fixed width of 0, 1, 2, 4, 8, 16, 32 or 64 bits, one after the other, least significant first.
enum BitPacking {
    /// The narrowest of the widths that holds `greatest`.
    static func width(for greatest: UInt64) -> UInt8 {
        switch greatest {
        case 0: 0
        case 1: 1
        case ..<4: 2
        case ..<16: 4
        case ..<0x100: 8
        case ..<0x1_0000: 16
        case ..<0x1_0000_0000: 32
        default: 64
        }
    }

    /// The bytes that `count` numbers take; nil when no such width is known or the size overflows.
    static func byteCount(_ count: Int, width: UInt8) -> Int? {
        switch width {
        case 0: return 0
        case 1, 2, 4, 8, 16, 32, 64:
            let (bits, overflow) = count.multipliedReportingOverflow(by: Int(width))
            return overflow || count < 0 ? nil : (bits + 7) / 8
        default: return nil
        }
    }

    /// Appends `count` numbers, given by `value`, to `bytes`.
    @inline(__always)
    static func pack(_ count: Int, width: UInt8, into bytes: inout [UInt8], _ value: (Int) -> UInt64) {
        switch width {
        case 1, 2, 4:
            let perByte = 8 / Int(width)
            var row = 0
            while row + perByte <= count {
                var byte: UInt64 = 0
                for place in 0..<perByte { byte |= value(row + place) << UInt64(place * Int(width)) }
                bytes.append(UInt8(truncatingIfNeeded: byte))
                row += perByte
            }
            if row < count {
                var byte: UInt64 = 0
                for place in 0..<(count - row) { byte |= value(row + place) << UInt64(place * Int(width)) }
                bytes.append(UInt8(truncatingIfNeeded: byte))
            }
        case 8: append(count, to: &bytes) { UInt8(truncatingIfNeeded: value($0)) }
        case 16: append(count, to: &bytes) { UInt16(truncatingIfNeeded: value($0)).littleEndian }
        case 32: append(count, to: &bytes) { UInt32(truncatingIfNeeded: value($0)).littleEndian }
        case 64: append(count, to: &bytes) { value($0).littleEndian }
        default: break
        }
    }

    /// Calls `body` with each number in turn.
    ///
    /// - Precondition: `bytes` has ``byteCount(_:width:)`` bytes; the caller has checked it.
    @inline(__always)
    static func unpack(_ count: Int, width: UInt8, from bytes: UnsafeRawBufferPointer, _ body: (Int, UInt64) -> Void) {
        switch width {
        case 1, 2, 4:
            let shift = width == 1 ? 3 : width == 2 ? 2 : 1
            let mask = (UInt64(1) << UInt64(width)) - 1
            for row in 0..<count {
                let byte = unsafe UInt64(bytes[row >> shift])
                let place = UInt64(row & ((1 << shift) - 1)) * UInt64(width)
                body(row, byte >> place & mask)
            }
        case 8: for row in 0..<count { unsafe body(row, UInt64(bytes[row])) }
        case 16:
            for row in 0..<count {
                unsafe body(
                    row, UInt64(UInt16(littleEndian: bytes.loadUnaligned(fromByteOffset: row * 2, as: UInt16.self))))
            }
        case 32:
            for row in 0..<count {
                unsafe body(
                    row, UInt64(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: row * 4, as: UInt32.self))))
            }
        case 64:
            for row in 0..<count {
                unsafe body(row, UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: row * 8, as: UInt64.self)))
            }
        default: for row in 0..<count { body(row, 0) }
        }
    }

    /// Which of the 256 bytes occur.
    static func bytesSeen(_ bytes: UnsafeRawBufferPointer) -> [Bool] {
        var seen = [Bool](repeating: false, count: 256)
        unsafe seen.withUnsafeMutableBufferPointer { seen in
            for index in 0..<bytes.count { unsafe seen[Int(bytes[index])] = true }
        }
        return seen
    }

    /// Appends numbers of at most eight bits, each looked up by a byte.
    ///
    /// - Parameter table: A number for each of the 256 bytes.
    static func packBytes(_ values: UnsafeRawBufferPointer, by table: [UInt8], width: UInt8, into bytes: inout [UInt8])
    {
        precondition(table.count == 256)
        unsafe table.withUnsafeBufferPointer { table in
            switch width {
            case 0: break
            case 8: append(values.count, to: &bytes) { unsafe table[Int(values[$0])] }
            case 4:
                append(values.count / 2, to: &bytes) { place in
                    unsafe table[Int(values[place &* 2])] | table[Int(values[place &* 2 &+ 1])] << 4
                }
                if values.count % 2 == 1 { unsafe bytes.append(table[Int(values[values.count - 1])]) }
            default:
                pack(values.count, width: width, into: &bytes) { unsafe UInt64(table[Int(values[$0])]) }
            }
        }
    }

    @inline(__always)
    private static func append<Number: BitwiseCopyable>(
        _ count: Int, to bytes: inout [UInt8], _ value: (Int) -> Number
    ) {
        let numbers = unsafe [Number](unsafeUninitializedCapacity: count) { buffer, initialized in
            for row in 0..<count { unsafe buffer.initializeElement(at: row, to: value(row)) }
            initialized = count
        }
        unsafe numbers.withUnsafeBytes { unsafe bytes.append(contentsOf: $0) }
    }
}
