/// Turns the bytes of an encoded column back into the column, at about the speed of copying.
enum ColumnDecoder {
    /// The column of encoded bytes.
    ///
    /// - Throws: ``ColumnCodingError/damaged`` when the bytes are not those that were written.
    static func column(
        data: UnsafeRawBufferPointer, dictionary: UnsafeRawBufferPointer
    ) throws(ColumnCodingError) -> Column {
        let header = unsafe try ColumnHeader(data)
        let payload = unsafe UnsafeRawBufferPointer(rebasing: data[ColumnHeader.size...])
        let dictionarySum = unsafe Checksum.of(dictionary)
        guard unsafe Checksum.of(payload, seed: dictionarySum) == header.checksum else { throw .damaged }
        let rows = Int(header.rows)
        switch header.kind {
        case .codes:
            let table = codeTable(header)
            return .codes(
                unsafe try bytesByTable(payload, header, table), dictionary: unsafe try texts(of: dictionary))
        case .keys:
            try unsafe check(payload, header)
            let span = header.span
            let keys = unsafe [UInt32](unsafeUninitializedCapacity: rows) { buffer, count in
                unsafe BitPacking.unpack(rows, width: header.width, from: payload) { row, packed in
                    let key = packed < span ? packed : UInt64(UInt32.max) &- (packed &- span)
                    unsafe buffer.initializeElement(at: row, to: UInt32(truncatingIfNeeded: key))
                }
                count = rows
            }
            return .keys(keys, dictionary: unsafe try texts(of: dictionary))
        case .int8:
            var table = [UInt8](repeating: 0, count: 256)
            for packed in 0..<256 {
                table[packed] = UInt8(bitPattern: number(UInt64(packed), header.base, header.span))
            }
            let bytes = unsafe try bytesByTable(payload, header, table)
            let values = unsafe [Int8](unsafeUninitializedCapacity: rows) { buffer, count in
                unsafe UnsafeMutableRawBufferPointer(buffer).copyBytes(from: bytes)
                count = rows
            }
            return .integers(.int8(values), places: Int(header.places))
        case .int16: return .integers(.int16(unsafe try numbers(payload, header)), places: Int(header.places))
        case .int32: return .integers(.int32(unsafe try numbers(payload, header)), places: Int(header.places))
        case .int64: return .integers(.int64(unsafe try numbers(payload, header)), places: Int(header.places))
        case .days: return .days(unsafe try numbers(payload, header))
        case .moments: return .moments(unsafe try numbers(payload, header))
        case .persons:
            guard payload.count == rows * 16 else { throw .damaged }
            return .persons(
                unsafe [Pseudonym](unsafeUninitializedCapacity: rows) { buffer, count in
                    unsafe UnsafeMutableRawBufferPointer(buffer).copyMemory(from: payload)
                    count = rows
                })
        case .texts: return unsafe try textColumn(payload, header)
        }
    }

    /// The texts of an encoded dictionary.
    static func texts(of bytes: UnsafeRawBufferPointer) throws(ColumnCodingError) -> [String] {
        guard bytes.count >= 4 else { throw .damaged }
        func length(_ index: Int) -> Int {
            unsafe Int(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: index * 4, as: UInt32.self)))
        }
        let count = length(0)
        var start = (count + 1) * 4
        guard start <= bytes.count else { throw .damaged }
        var texts = [String]()
        texts.reserveCapacity(count)
        for index in 0..<count {
            let end = start + length(index + 1)
            guard end <= bytes.count else { throw .damaged }
            texts.append(unsafe String(decoding: bytes[start..<end], as: UTF8.self))
            start = end
        }
        return texts
    }

    private static func check(_ payload: UnsafeRawBufferPointer, _ header: ColumnHeader) throws(ColumnCodingError) {
        guard let needed = BitPacking.byteCount(Int(header.rows), width: header.width), payload.count >= needed else {
            throw .damaged
        }
    }

    @inline(__always)
    private static func number<Number: ColumnInteger>(_ packed: UInt64, _ base: Int64, _ span: UInt64) -> Number {
        packed < span
            ? Number(truncatingIfNeeded: base &+ Int64(bitPattern: packed))
            : .min &+ Number(truncatingIfNeeded: packed &- span)
    }

    private static func codeTable(_ header: ColumnHeader) -> [UInt8] {
        let span = Int(min(header.span, 256))
        return (0..<256).map { packed in
            UInt8(truncatingIfNeeded: packed < span ? packed : Int(Column.firstMissingCode) + packed - span)
        }
    }

    /// One-byte values: each packed byte is looked up and gives one, two, four or eight of them at once.
    private static func bytesByTable(
        _ payload: UnsafeRawBufferPointer, _ header: ColumnHeader, _ table: [UInt8]
    ) throws(ColumnCodingError) -> [UInt8] {
        try unsafe check(payload, header)
        let rows = Int(header.rows)
        switch header.width {
        case 0: return [UInt8](repeating: table[0], count: rows)
        case 1: return unsafe expanded(payload, rows, wideTable(table, width: 1) as [UInt64])
        case 2: return unsafe expanded(payload, rows, wideTable(table, width: 2) as [UInt32])
        case 4: return unsafe expanded(payload, rows, wideTable(table, width: 4) as [UInt16])
        case 8: return unsafe expanded(payload, rows, table)
        default: throw .damaged
        }
    }

    private static func wideTable<Wide: FixedWidthInteger & UnsignedInteger>(
        _ table: [UInt8], width: Int
    ) -> [Wide] {
        let mask = (1 << width) - 1
        return (0..<256).map { byte in
            var wide = Wide(0)
            for place in 0..<(8 / width) {
                wide |= Wide(truncatingIfNeeded: table[byte >> (place * width) & mask]) << Wide(place * 8)
            }
            return wide.littleEndian
        }
    }

    private static func expanded<Wide: FixedWidthInteger & BitwiseCopyable>(
        _ payload: UnsafeRawBufferPointer, _ rows: Int, _ table: [Wide]
    ) -> [UInt8] {
        let perByte = MemoryLayout<Wide>.size
        return unsafe table.withUnsafeBufferPointer { table in
            unsafe [UInt8](unsafeUninitializedCapacity: rows + perByte) { buffer, count in
                let output = UnsafeMutableRawBufferPointer(buffer)
                for byte in 0..<((rows + perByte - 1) / perByte) {
                    unsafe output.storeBytes(
                        of: table[Int(payload[byte])], toByteOffset: byte &* perByte, as: Wide.self)
                }
                count = rows
            }
        }
    }

    private static func numbers<Number: ColumnInteger>(
        _ payload: UnsafeRawBufferPointer, _ header: ColumnHeader
    ) throws(ColumnCodingError) -> [Number] {
        try unsafe check(payload, header)
        let rows = Int(header.rows)
        let base = header.base
        let span = header.span
        return unsafe [Number](unsafeUninitializedCapacity: rows) { buffer, count in
            if header.coding == .differences {
                var value = base
                let step = Int64(bitPattern: span)
                unsafe BitPacking.unpack(rows, width: header.width, from: payload) { row, packed in
                    value = value &+ step &+ Int64(bitPattern: packed)
                    unsafe buffer.initializeElement(at: row, to: Number(truncatingIfNeeded: value))
                }
            } else {
                unsafe BitPacking.unpack(rows, width: header.width, from: payload) { row, packed in
                    unsafe buffer.initializeElement(at: row, to: number(packed, base, span))
                }
            }
            count = rows
        }
    }

    private static func textColumn(
        _ payload: UnsafeRawBufferPointer, _ header: ColumnHeader
    ) throws(ColumnCodingError) -> Column {
        let rows = Int(header.rows)
        guard let lengthBytes = BitPacking.byteCount(rows, width: header.width), payload.count >= lengthBytes,
            let first = UInt32(exactly: header.base)
        else { throw .damaged }
        var offsets = [first]
        offsets.reserveCapacity(rows + 1)
        var end = UInt64(first)
        unsafe BitPacking.unpack(rows, width: header.width, from: payload) { _, length in
            end &+= length
            offsets.append(UInt32(truncatingIfNeeded: end))
        }
        guard end <= UInt64(payload.count - lengthBytes) else { throw .damaged }
        return .texts(bytes: unsafe [UInt8](payload[lengthBytes...]), offsets: offsets)
    }
}
