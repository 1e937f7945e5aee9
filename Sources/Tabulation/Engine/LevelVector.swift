internal import Microdata
internal import Records

/// The values of an expression for the rows of a segment, each as a place in a short list of levels.
struct LevelVector {
    /// A place for each row; nil when all rows have the first and only level.
    let places: Places?
    /// The levels that occur, each once.
    let levels: [Level]

    /// Places in the narrowest form that holds them.
    enum Places {
        case byte([UInt8])
        case word([UInt32])
    }

    init(_ vector: Vector, rows: Int) throws {
        switch vector {
        case .constant(let constant): (places, levels) = (nil, [constant.level])
        case .truth(let values):
            (places, levels) = Self.bytes(values) {
                $0 == Vector.isUnknown ? .missing(.notAnswered) : .number(Int($0) / 2)
            }
        case .int8(let values):
            (places, levels) = Self.bytes(rawBytes(values)) { Self.level(Int8(bitPattern: $0)) }
        case .codes(let codes, let dictionary):
            (places, levels) = Self.bytes(codes) { Self.level(code: $0, dictionary) }
        case .int16(let values): (places, levels) = Self.numbers(values)
        case .int32(let values): (places, levels) = Self.numbers(values)
        case .int64(let values): (places, levels) = Self.numbers(values)
        case .keys(let keys, let dictionary): (places, levels) = Self.keyed(keys, dictionary)
        case .texts:
            let (keys, dictionary) = vector.keyed(rows: rows) ?? ([], [])
            (places, levels) = Self.keyed(keys, dictionary)
        case .persons: throw TabulationError.tooManyLevels(what: "persons")
        }
    }

    static func level<Number: ColumnInteger>(_ number: Number) -> Level {
        number.missingReason.map { .missing($0) } ?? .number(Int(number))
    }

    static func level(code: UInt8, _ dictionary: [String]) -> Level {
        if Int(code) < dictionary.count { return .code(dictionary[Int(code)]) }
        return .missing(
            code >= Column.firstMissingCode
                ? MissingReason(rawValue: code - Column.firstMissingCode) ?? .notAnswered : .notAnswered)
    }

    static func level(key: UInt32, _ dictionary: [String]) -> Level {
        if Int(key) < dictionary.count { return .code(dictionary[Int(key)]) }
        return .missing(
            key >= Column.firstMissingKey
                ? MissingReason(rawValue: UInt8(truncatingIfNeeded: UInt32.max - key)) ?? .notAnswered : .notAnswered)
    }

    /// One-byte values: those that occur are found, and each row looks its place up.
    private static func bytes(_ values: [UInt8], _ level: (UInt8) -> Level) -> (Places?, [Level]) {
        var seen = [Bool](repeating: false, count: 256)
        unsafe seen.withUnsafeMutableBufferPointer { seen in
            for value in values { unsafe seen[Int(value)] = true }
        }
        var table = [UInt8](repeating: 0, count: 256)
        var levels = [Level]()
        for value in 0..<256 where seen[value] {
            // Two codes of one text are one level.
            let next = level(UInt8(value))
            if let known = levels.firstIndex(of: next) {
                table[value] = UInt8(known)
            } else {
                table[value] = UInt8(levels.count)
                levels.append(next)
            }
        }
        guard levels.count > 1 else { return (nil, levels) }
        let places = unsafe table.withUnsafeBufferPointer { table in
            unsafe [UInt8](unsafeUninitializedCapacity: values.count) { output, count in
                for row in 0..<values.count { unsafe output.initializeElement(at: row, to: table[Int(values[row])]) }
                count = values.count
            }
        }
        return (.byte(places), levels)
    }

    private static func numbers<Number: ColumnInteger>(_ values: [Number]) -> (Places?, [Level]) {
        var levels = [Level]()
        var words = [UInt32]()
        words.reserveCapacity(values.count)
        var least = Number.max
        var greatest = Number.leastPresent
        for value in values where value >= Number.leastPresent {
            least = min(least, value)
            greatest = max(greatest, value)
        }
        let span = least <= greatest ? UInt64(bitPattern: Int64(greatest) &- Int64(least)) : 0
        if span < UInt64(max(4096, values.count)) {
            // Few enough to look up: the last six places are for reasons.
            var table = [UInt32](repeating: .max, count: Int(span) + 7)
            for value in values {
                let slot =
                    value < Number.leastPresent
                    ? Int(span) + 1 + Int(truncatingIfNeeded: value &- Number.min)
                    : Int(truncatingIfNeeded: Int64(value) &- Int64(least))
                if table[slot] == .max {
                    table[slot] = UInt32(levels.count)
                    levels.append(level(value))
                }
                words.append(table[slot])
            }
        } else {
            var known: [Number: UInt32] = [:]
            for value in values {
                if let place = known[value] {
                    words.append(place)
                } else {
                    let place = UInt32(levels.count)
                    known[value] = place
                    levels.append(level(value))
                    words.append(place)
                }
            }
        }
        return narrowed(words, levels)
    }

    private static func keyed(_ keys: [UInt32], _ dictionary: [String]) -> (Places?, [Level]) {
        var table = [UInt32](repeating: .max, count: dictionary.count + 6)
        var levels = [Level]()
        var words = [UInt32]()
        words.reserveCapacity(keys.count)
        var known: [Level: UInt32] = [:]
        for key in keys {
            let slot = Int(key) < dictionary.count ? Int(key) : dictionary.count + Int(min(5, UInt32.max - key))
            if table[slot] == .max {
                let next = level(key: key, dictionary)
                let place = known[next] ?? UInt32(levels.count)
                if place == levels.count {
                    known[next] = place
                    levels.append(next)
                }
                table[slot] = place
            }
            words.append(table[slot])
        }
        return narrowed(words, levels)
    }

    private static func narrowed(_ words: [UInt32], _ levels: [Level]) -> (Places?, [Level]) {
        if levels.count <= 1 { return (nil, levels) }
        if levels.count <= 256 { return (.byte(words.map { UInt8(truncatingIfNeeded: $0) }), levels) }
        return (.word(words), levels)
    }
}

/// Signed bytes as unsigned ones of the same bits.
func rawBytes(_ values: [Int8]) -> [UInt8] {
    unsafe values.withUnsafeBytes { unsafe [UInt8]($0) }
}
