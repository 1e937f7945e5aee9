public import Records

/// A whole-number type that a column can be made of.
///
/// The six lowest values stand for the six reasons of a missing value, so that a missing answer costs no room and no
/// second array: `type.min + reason`.
public protocol ColumnInteger: FixedWidthInteger & SignedInteger & Sendable & BitwiseCopyable {}
extension Int8: ColumnInteger {}
extension Int16: ColumnInteger {}
extension Int32: ColumnInteger {}
extension Int64: ColumnInteger {}

extension ColumnInteger {
    /// The smallest value that is a value and not a reason.
    @inlinable public static var leastPresent: Self { .min + 6 }

    /// The value that stands for a missing answer.
    @inlinable public static func missing(_ reason: MissingReason) -> Self {
        .min + Self(truncatingIfNeeded: reason.rawValue)
    }

    /// The reason, when the value stands for a missing answer.
    @inlinable public var missingReason: MissingReason? {
        self < Self.leastPresent ? MissingReason(rawValue: UInt8(truncatingIfNeeded: self &- .min)) : nil
    }
}

/// The values of a whole-number column, in the narrowest width that holds all of them.
public enum IntegerValues: Sendable, Hashable {
    case int8([Int8])
    case int16([Int16])
    case int32([Int32])
    case int64([Int64])

    public var count: Int {
        switch self {
        case .int8(let values): values.count
        case .int16(let values): values.count
        case .int32(let values): values.count
        case .int64(let values): values.count
        }
    }
}

/// A column of a segment: typed, unboxed, one array.
public enum Column: Sendable, Hashable {
    /// Codes of a short list. `codes[row]` indexes `dictionary` when it is below 250; `250 + reason` is missing.
    case codes([UInt8], dictionary: [String])
    /// Identifiers. `keys[row]` indexes `dictionary`; `UInt32.max - reason` is missing.
    case keys([UInt32], dictionary: [String])
    /// Whole numbers; with `places` > 0 a decimal, scaled by 10^places. Booleans are 0 and 1.
    case integers(IntegerValues, places: Int)
    /// Days since 1970-01-01.
    case days([Int32])
    /// Seconds since 1970-01-01T00:00:00, without time zone.
    case moments([Int64])
    /// Persons; ``Pseudonym/missing`` where there is none.
    case persons([Pseudonym])
    /// Texts as UTF-8: row r is `bytes[offsets[r]..<offsets[r + 1]]`, so there is one offset more than rows; an empty text is
    /// missing.
    case texts(bytes: [UInt8], offsets: [UInt32])

    /// The number of rows.
    public var count: Int {
        switch self {
        case .codes(let codes, _): codes.count
        case .keys(let keys, _): keys.count
        case .integers(let values, _): values.count
        case .days(let days): days.count
        case .moments(let moments): moments.count
        case .persons(let persons): persons.count
        case .texts(_, let offsets): max(0, offsets.count - 1)
        }
    }

    /// The first code of a code column that stands for a missing value.
    public static let firstMissingCode: UInt8 = 250
    /// The first key of an identifier column that stands for a missing value.
    public static let firstMissingKey: UInt32 = .max - 5
}
