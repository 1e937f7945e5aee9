/// Turns columns into bytes, as few as a fixed width allows.
enum ColumnEncoder {
    static func encoded(_ column: NamedColumn) throws(ColumnCodingError) -> EncodedColumn {
        var extent = ColumnExtent()
        var dictionaryBytes = [UInt8]()
        var header: ColumnHeader
        // The header is filled in at the end, when it is known.
        var payload = [UInt8](repeating: 0, count: ColumnHeader.size)
        switch column.column {
        case .codes(let codes, let dictionary):
            header = try ColumnHeader(kind: .codes, coding: .packed, rows: codes.count)
            dictionaryBytes = encoded(dictionary)
            extent = packCodes(codes, dictionary.count, &header, &payload)
        case .keys(let keys, let dictionary):
            header = try ColumnHeader(kind: .keys, coding: .packed, rows: keys.count)
            dictionaryBytes = encoded(dictionary)
            extent = packKeys(keys, dictionary.count, &header, &payload)
        case .integers(let values, let places):
            switch values {
            case .int8(let values):
                header = try ColumnHeader(kind: .int8, coding: .packed, rows: values.count)
                extent = packBytes(values, &header, &payload)
            case .int16(let values):
                header = try ColumnHeader(kind: .int16, coding: .packed, rows: values.count)
                extent = packNumbers(values, &header, &payload)
            case .int32(let values):
                header = try ColumnHeader(kind: .int32, coding: .packed, rows: values.count)
                extent = packNumbers(values, &header, &payload)
            case .int64(let values):
                header = try ColumnHeader(kind: .int64, coding: .packed, rows: values.count)
                extent = packNumbers(values, &header, &payload)
            }
            header.places = UInt8(clamping: places)
        case .days(let days):
            header = try ColumnHeader(kind: .days, coding: .packed, rows: days.count)
            extent = packNumbers(days, &header, &payload)
        case .moments(let moments):
            header = try ColumnHeader(kind: .moments, coding: .packed, rows: moments.count)
            extent = packNumbers(moments, &header, &payload)
        case .persons(let persons):
            header = try ColumnHeader(kind: .persons, coding: .raw, rows: persons.count)
            payload.reserveCapacity(ColumnHeader.size + persons.count * 16)
            unsafe persons.withUnsafeBytes { unsafe payload.append(contentsOf: $0) }
        case .texts(let bytes, let offsets):
            header = try ColumnHeader(kind: .texts, coding: .packed, rows: max(0, offsets.count - 1))
            extent = packTexts(bytes, offsets, &header, &payload)
        }
        let dictionarySum = unsafe dictionaryBytes.withUnsafeBytes { unsafe Checksum.of($0) }
        header.checksum = unsafe payload.withUnsafeBytes { bytes in
            unsafe Checksum.of(UnsafeRawBufferPointer(rebasing: bytes[ColumnHeader.size...]), seed: dictionarySum)
        }
        payload.replaceSubrange(..<ColumnHeader.size, with: header.bytes)
        return EncodedColumn(
            name: column.name, type: column.type, extent: extent, dictionary: dictionaryBytes, data: payload,
            counts: column.name.hasPrefix("_") ? nil : ColumnCounts(of: column.column))
    }

    /// A dictionary: how many texts, the length of each, and their bytes.
    static func encoded(_ dictionary: [String]) -> [UInt8] {
        var bytes = [UInt8]()
        var lengths = [dictionary.count]
        lengths += dictionary.map(\.utf8.count)
        BitPacking.pack(lengths.count, width: 32, into: &bytes) { UInt64(lengths[$0]) }
        for text in dictionary { bytes.append(contentsOf: text.utf8) }
        return bytes
    }

    private static func packCodes(
        _ codes: [UInt8], _ dictionaryCount: Int, _ header: inout ColumnHeader, _ payload: inout [UInt8]
    ) -> ColumnExtent {
        let seen = unsafe codes.withUnsafeBytes { unsafe BitPacking.bytesSeen($0) }
        let first = Int(Column.firstMissingCode)
        var extent = ColumnExtent(dictionaryCount: dictionaryCount)
        extent.minimum = seen[..<first].firstIndex(of: true).map(Int64.init)
        extent.maximum = seen[..<first].lastIndex(of: true).map(Int64.init)
        // A code beyond the dictionary is a mistake of the maker; it survives the round trip and is refused by the reader.
        let span = max(dictionaryCount, Int((extent.maximum ?? -1) + 1))
        var greatest = max(0, span - 1)
        for reason in 0..<6 where seen[first + reason] {
            extent.missingReasons |= 1 << UInt8(reason)
            greatest = span + reason
        }
        header.span = UInt64(span)
        header.width = BitPacking.width(for: UInt64(greatest))
        var table = [UInt8](repeating: 0, count: 256)
        for code in 0..<first { table[code] = UInt8(code) }
        for reason in 0..<6 { table[first + reason] = UInt8(truncatingIfNeeded: span + reason) }
        unsafe codes.withUnsafeBytes {
            unsafe BitPacking.packBytes($0, by: table, width: header.width, into: &payload)
        }
        return extent
    }

    /// One-byte numbers: which of the 256 occur decides the width, and each row is looked up.
    private static func packBytes(
        _ values: [Int8], _ header: inout ColumnHeader, _ payload: inout [UInt8]
    ) -> ColumnExtent {
        let seen = unsafe values.withUnsafeBytes { unsafe BitPacking.bytesSeen($0) }
        func isSeen(_ value: Int) -> Bool { seen[Int(UInt8(bitPattern: Int8(truncatingIfNeeded: value)))] }
        let present = (Int(Int8.leastPresent)...127).filter(isSeen)
        var extent = ColumnExtent(
            minimum: present.first.map(Int64.init), maximum: present.last.map(Int64.init))
        let least = present.first ?? 0
        let span = present.isEmpty ? 0 : (present.last ?? 0) - least + 1
        var greatest = max(0, span - 1)
        var table = [UInt8](repeating: 0, count: 256)
        for value in present { table[Int(UInt8(bitPattern: Int8(value)))] = UInt8(value - least) }
        for reason in 0..<6 where isSeen(-128 + reason) {
            extent.missingReasons |= 1 << UInt8(reason)
            greatest = span + reason
            table[128 + reason] = UInt8(truncatingIfNeeded: span + reason)
        }
        header.base = Int64(least)
        header.span = UInt64(span)
        header.width = BitPacking.width(for: UInt64(greatest))
        unsafe values.withUnsafeBytes {
            unsafe BitPacking.packBytes($0, by: table, width: header.width, into: &payload)
        }
        return extent
    }

    private static func packKeys(
        _ keys: [UInt32], _ dictionaryCount: Int, _ header: inout ColumnHeader, _ payload: inout [UInt8]
    ) -> ColumnExtent {
        var extent = ColumnExtent(dictionaryCount: dictionaryCount)
        for key in keys {
            if key >= Column.firstMissingKey {
                extent.missingReasons |= 1 << UInt8(truncatingIfNeeded: UInt32.max - key)
            } else {
                extent.minimum = min(extent.minimum ?? .max, Int64(key))
                extent.maximum = max(extent.maximum ?? .min, Int64(key))
            }
        }
        let span = max(UInt64(dictionaryCount), UInt64((extent.maximum ?? -1) + 1))
        let greatestReason = (0..<6).last { extent.missingReasons >> UInt8($0) & 1 == 1 }
        header.span = span
        header.width = BitPacking.width(for: greatestReason.map { span + UInt64($0) } ?? (span == 0 ? 0 : span - 1))
        BitPacking.pack(keys.count, width: header.width, into: &payload) { row in
            let key = keys[row]
            return key >= Column.firstMissingKey ? span + UInt64(UInt32.max - key) : UInt64(key)
        }
        return extent
    }

    private static func packNumbers<Number: ColumnInteger>(
        _ values: [Number], _ header: inout ColumnHeader, _ payload: inout [UInt8]
    ) -> ColumnExtent {
        unsafe values.withUnsafeBufferPointer { values in
            var extent = ColumnExtent()
            var least = Number.max
            var greatest = Number.min
            for row in 0..<values.count {
                let value = unsafe values[row]
                if value < Number.leastPresent {
                    extent.missingReasons |= 1 << UInt8(truncatingIfNeeded: value &- .min)
                } else {
                    least = min(least, value)
                    greatest = max(greatest, value)
                }
            }
            let anyPresent = least <= greatest
            if anyPresent { (extent.minimum, extent.maximum) = (Int64(least), Int64(greatest)) }
            header.base = anyPresent ? Int64(least) : 0
            let span = anyPresent ? UInt64(bitPattern: Int64(greatest) &- Int64(least)) + 1 : 0
            let greatestReason = (0..<6).last { extent.missingReasons >> UInt8($0) & 1 == 1 }
            header.span = span
            header.width = BitPacking.width(
                for: greatestReason.map { span + UInt64($0) } ?? (span == 0 ? 0 : span - 1))
            if extent.missingReasons == 0, Number.bitWidth >= 32, unsafe packDifferences(values, &header, &payload) {
                return extent
            }
            let base = header.base
            BitPacking.pack(values.count, width: header.width, into: &payload) { row in
                let value = unsafe values[row]
                return value < Number.leastPresent
                    ? span + UInt64(truncatingIfNeeded: value &- .min) : UInt64(bitPattern: Int64(value) &- base)
            }
            return extent
        }
    }

    /// Packs numbers as differences where that is narrower, as in the line numbers and in times that rise.
    private static func packDifferences<Number: ColumnInteger>(
        _ values: UnsafeBufferPointer<Number>, _ header: inout ColumnHeader, _ payload: inout [UInt8]
    ) -> Bool {
        guard values.count > 1, header.width > 1 else { return false }
        var least = Int64.max
        var greatest = Int64.min
        for row in 1..<values.count {
            let (difference, overflow) = unsafe Int64(values[row]).subtractingReportingOverflow(Int64(values[row - 1]))
            if overflow { return false }
            least = min(least, difference)
            greatest = max(greatest, difference)
        }
        let width = BitPacking.width(for: UInt64(bitPattern: greatest &- least))
        guard width < header.width else { return false }
        header.coding = .differences
        header.width = width
        header.base = unsafe Int64(values[0]) &- least
        header.span = UInt64(bitPattern: least)
        BitPacking.pack(values.count, width: width, into: &payload) { row in
            row == 0
                ? 0 : unsafe UInt64(bitPattern: Int64(values[row]) &- Int64(values[row - 1]) &- least)
        }
        return true
    }

    private static func packTexts(
        _ bytes: [UInt8], _ offsets: [UInt32], _ header: inout ColumnHeader, _ payload: inout [UInt8]
    ) -> ColumnExtent {
        var extent = ColumnExtent()
        let rows = max(0, offsets.count - 1)
        var greatest: UInt32 = 0
        for row in 0..<rows {
            let length = offsets[row + 1] &- offsets[row]
            greatest = max(greatest, length)
            if length == 0 { extent.missingReasons = 1 }
        }
        extent.maximum = rows > 0 ? Int64(greatest) : nil
        extent.minimum = extent.maximum.map { _ in 0 }
        header.width = BitPacking.width(for: UInt64(greatest))
        header.base = Int64(offsets.first ?? 0)
        BitPacking.pack(rows, width: header.width, into: &payload) { UInt64(offsets[$0 + 1] &- offsets[$0]) }
        payload.append(contentsOf: bytes)
        return extent
    }
}
