/// Counts as the store keeps them: numbers of seven bits a byte, and texts with their lengths.
extension ColumnCounts {
    /// The counts as bytes; equal counts give equal bytes.
    var bytes: [UInt8] {
        var bytes: [UInt8] = []
        Self.append(UInt64(rows), to: &bytes)
        for count in missing { Self.append(UInt64(count), to: &bytes) }
        for (name, count) in values.sorted(by: { $0.key < $1.key }) {
            let text = Array(name.utf8)
            Self.append(UInt64(text.count), to: &bytes)
            bytes += text
            Self.append(UInt64(count), to: &bytes)
        }
        return bytes
    }

    /// - Throws: ``ColumnCodingError/damaged`` when the bytes are not those that were written.
    init(bytes: [UInt8]) throws(ColumnCodingError) {
        var rest = bytes[...]
        let rows = try Self.number(&rest)
        var missing: [Int] = []
        for _ in 0..<6 { missing.append(try Self.number(&rest)) }
        var values: [String: Int] = [:]
        while !rest.isEmpty {
            let length = try Self.number(&rest)
            guard length <= rest.count else { throw .damaged }
            let name = String(decoding: rest.prefix(length), as: UTF8.self)
            rest = rest.dropFirst(length)
            values[name] = try Self.number(&rest)
        }
        self.init(rows: rows, missing: missing, values: values)
    }

    private static func append(_ number: UInt64, to bytes: inout [UInt8]) {
        var number = number
        while number >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: number) | 0x80)
            number >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: number))
    }

    private static func number(_ bytes: inout ArraySlice<UInt8>) throws(ColumnCodingError) -> Int {
        var number: UInt64 = 0
        var shift: UInt64 = 0
        while let byte = bytes.popFirst() {
            guard shift < 63 else { throw .damaged }
            number |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 {
                guard let number = Int(exactly: number) else { throw .damaged }
                return number
            }
            shift += 7
        }
        throw .damaged
    }
}
