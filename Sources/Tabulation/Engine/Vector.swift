internal import Microdata
internal import Records

/// The values of an expression for the rows of a segment.
enum Vector {
    /// One byte a row: 0 false, 1 unknown, 2 true, so that `and` is the lesser and `or` the greater.
    case truth([UInt8])
    /// Numbers, days or moments; the six lowest values of each width are reasons.
    case int8([Int8])
    case int16([Int16])
    case int32([Int32])
    case int64([Int64])
    case codes([UInt8], [String])
    case keys([UInt32], [String])
    case persons([Pseudonym])
    case texts(bytes: [UInt8], offsets: [UInt32])
    case constant(Constant)

    /// A value that all rows share.
    enum Constant: Hashable {
        case number(Int)
        case text(String)
        case truth(Bool)
        case missing(MissingReason)

        var level: Level {
            switch self {
            case .number(let number): .number(number)
            case .text(let text): .code(text)
            case .truth(let truth): .number(truth ? 1 : 0)
            case .missing(let reason): .missing(reason)
            }
        }
    }

    static let isFalse: UInt8 = 0
    static let isUnknown: UInt8 = 1
    static let isTrue: UInt8 = 2

    /// The numbers in the widest form; nil for other values.
    func int64s(rows: Int) -> [Int64]? {
        switch self {
        case .int8(let values): Self.widened(values)
        case .int16(let values): Self.widened(values)
        case .int32(let values): Self.widened(values)
        case .int64(let values): values
        case .truth(let values):
            values.map { $0 == Self.isUnknown ? .missing(.notAnswered) : Int64($0 / 2) }
        case .constant(.number(let number)): [Int64](repeating: Int64(number), count: rows)
        case .constant(.truth(let truth)): [Int64](repeating: truth ? 1 : 0, count: rows)
        case .constant(.missing(let reason)): [Int64](repeating: .missing(reason), count: rows)
        case .codes, .keys, .persons, .texts, .constant(.text): nil
        }
    }

    private static func widened<Number: ColumnInteger>(_ values: [Number]) -> [Int64] {
        values.map { value in
            value < Number.leastPresent ? Int64.min + Int64(value &- Number.min) : Int64(value)
        }
    }

    /// The texts as keys of one dictionary; nil for other values.
    func keyed(rows: Int) -> (keys: [UInt32], dictionary: [String])? {
        switch self {
        case .keys(let keys, let dictionary): return (keys, dictionary)
        case .codes(let codes, let dictionary):
            return (
                codes.map { $0 >= Column.firstMissingCode ? UInt32.max - UInt32($0 - 250) : UInt32($0) }, dictionary
            )
        case .constant(.text(let text)): return ([UInt32](repeating: 0, count: rows), [text])
        case .constant(.missing(let reason)):
            return ([UInt32](repeating: UInt32.max - UInt32(reason.rawValue), count: rows), [])
        case .texts(let bytes, let offsets):
            var numbers: [String: UInt32] = [:]
            var dictionary = [String]()
            var keys = [UInt32]()
            keys.reserveCapacity(rows)
            for row in 0..<rows {
                let text = bytes[Int(offsets[row])..<Int(offsets[row + 1])]
                if text.isEmpty {
                    keys.append(.max)
                    continue
                }
                let string = String(decoding: text, as: UTF8.self)
                if let known = numbers[string] {
                    keys.append(known)
                } else {
                    let number = UInt32(dictionary.count)
                    numbers[string] = number
                    dictionary.append(string)
                    keys.append(number)
                }
            }
            return (keys, dictionary)
        case .truth, .int8, .int16, .int32, .int64, .persons, .constant: return nil
        }
    }

    /// Which rows have no value, as a truth vector.
    func missingRows(rows: Int) -> Vector {
        switch self {
        case .truth(let values): .truth(values.map { $0 == Self.isUnknown ? Self.isTrue : Self.isFalse })
        case .int8(let values): Self.missing(values)
        case .int16(let values): Self.missing(values)
        case .int32(let values): Self.missing(values)
        case .int64(let values): Self.missing(values)
        case .codes(let codes, _):
            .truth(codes.map { $0 >= Column.firstMissingCode ? Self.isTrue : Self.isFalse })
        case .keys(let keys, _): .truth(keys.map { $0 >= Column.firstMissingKey ? Self.isTrue : Self.isFalse })
        case .persons(let persons): .truth(persons.map { $0 == .missing ? Self.isTrue : Self.isFalse })
        case .texts(_, let offsets):
            .truth((0..<rows).map { offsets[$0] == offsets[$0 + 1] ? Self.isTrue : Self.isFalse })
        case .constant(.missing): .constant(.truth(true))
        case .constant: .constant(.truth(false))
        }
    }

    private static func missing<Number: ColumnInteger>(_ values: [Number]) -> Vector {
        .truth(values.map { $0 < Number.leastPresent ? isTrue : isFalse })
    }
}

/// Compares each number with a constant.
func truths<Number: ColumnInteger>(_ values: [Number], _ comparison: Comparison, _ constant: Int64) -> [UInt8] {
    switch comparison {
    case .equal: truths(values) { Int64($0) == constant }
    case .notEqual: truths(values) { Int64($0) != constant }
    case .less: truths(values) { Int64($0) < constant }
    case .lessOrEqual: truths(values) { Int64($0) <= constant }
    case .greater: truths(values) { Int64($0) > constant }
    case .greaterOrEqual: truths(values) { Int64($0) >= constant }
    }
}

/// The truth of a condition for each present number; unknown where it is missing.
@inline(__always)
func truths<Number: ColumnInteger>(_ values: [Number], _ holds: (Number) -> Bool) -> [UInt8] {
    unsafe values.withUnsafeBufferPointer { values in
        unsafe [UInt8](unsafeUninitializedCapacity: values.count) { output, count in
            for row in 0..<values.count {
                let value = unsafe values[row]
                let truth = holds(value) ? Vector.isTrue : Vector.isFalse
                unsafe output.initializeElement(
                    at: row, to: value < Number.leastPresent ? Vector.isUnknown : truth)
            }
            count = values.count
        }
    }
}
