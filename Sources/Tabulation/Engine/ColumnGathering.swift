internal import Microdata
internal import Records
internal import Synchronization

/// A table whose rows are picked one by one; its columns are read once.
final class GatheredTable: Sendable {
    /// The segments of all parts, in order.
    let segments: [SegmentReference]
    private let columns = Mutex<[String: [Column?]]>([:])

    init(_ table: String, _ source: any SegmentSource) throws {
        segments = try source.parts(of: table).flatMap(\.segments)
    }

    /// A column's values at some rows; not answered where there is no row.
    func column(_ name: String, at places: [RowPlace?], _ source: any SegmentSource) throws -> Column? {
        let all = try columns.withLock { known in
            if let columns = known[name] { return columns }
            let columns = try segments.map { try source.column(name, of: $0) }
            known[name] = columns
            return columns
        }
        return try ColumnGathering(name).column(
            places.map { place in
                guard let place else { return .none }
                return all[place.segment].map { .row($0, place.row) } ?? .noColumn
            })
    }
}

/// Puts a column together from rows of others.
struct ColumnGathering {
    /// Where a value comes from.
    enum Pick {
        case row(Column, Int)
        /// A row of a segment that has no such column.
        case noColumn
        /// No row at all.
        case none

        /// Why there is no value; nil where there may be one.
        var reason: MissingReason? {
            switch self {
            case .row: nil
            case .noColumn: .notAsked
            case .none: .notAnswered
            }
        }
    }

    private let name: String

    /// - Parameter name: The column's name in messages.
    init(_ name: String) { self.name = name }

    /// - Returns: A column with a value for each; nil where no segment has it.
    /// - Throws: ``TabulationError/overflow(expression:)`` for numbers that cannot have the decimals of others.
    func column(_ picks: [Pick]) throws -> Column? {
        var first: Column?
        for case .row(let column, _) in picks {
            first = column
            break
        }
        switch first {
        case nil: return nil
        case .codes, .keys: return texts(picks)
        case .integers: return try numbers(picks)
        case .days:
            return .days(
                picks.map { pick in
                    if case .row(.days(let days), let row) = pick { return days[row] }
                    return .missing(pick.reason ?? .notAsked)
                })
        case .moments:
            return .moments(
                picks.map { pick in
                    if case .row(.moments(let moments), let row) = pick { return moments[row] }
                    return .missing(pick.reason ?? .notAsked)
                })
        case .persons:
            return .persons(
                picks.map { pick in
                    if case .row(.persons(let persons), let row) = pick { return persons[row] }
                    return .missing
                })
        case .texts:
            var (bytes, offsets): ([UInt8], [UInt32]) = ([], [0])
            for pick in picks {
                if case .row(.texts(let all, let ends), let row) = pick {
                    bytes += all[Int(ends[row])..<Int(ends[row + 1])]
                }
                offsets.append(UInt32(clamping: bytes.count))
            }
            return .texts(bytes: bytes, offsets: offsets)
        }
    }

    /// Codes and identifiers, in the order in which they come.
    private func texts(_ picks: [Pick]) -> Column {
        var (dictionary, places): ([String], [String: UInt32]) = ([], [:])
        func key(_ text: String) -> UInt32 {
            if let known = places[text] { return known }
            let place = UInt32(dictionary.count)
            places[text] = place
            dictionary.append(text)
            return place
        }
        let keys = picks.map { pick -> UInt32 in
            switch pick {
            case .row(.codes(let codes, let texts), let row):
                let code = codes[row]
                if code < Column.firstMissingCode { return key(texts[Int(code)]) }
                return .max - UInt32(code - Column.firstMissingCode)
            case .row(.keys(let keys, let texts), let row):
                return keys[row] < Column.firstMissingKey ? key(texts[Int(keys[row])]) : keys[row]
            default: return .max - UInt32((pick.reason ?? .notAsked).rawValue)
            }
        }
        return .keys(keys, dictionary: dictionary)
    }

    /// Whole numbers with the decimals of those that have most.
    private func numbers(_ picks: [Pick]) throws -> Column {
        var most = 0
        for case .row(.integers(_, let places), _) in picks { most = max(most, places) }
        let values = try picks.map { pick -> Int64 in
            guard case .row(.integers(let values, let places), let row) = pick else {
                return .missing(pick.reason ?? .notAsked)
            }
            var number = values[row]
            guard number >= Int64.leastPresent else { return number }
            for _ in places..<most {
                let (product, overflow) = number.multipliedReportingOverflow(by: 10)
                guard !overflow, product >= Int64.leastPresent else {
                    throw TabulationError.overflow(expression: name)
                }
                number = product
            }
            return number
        }
        return .integers(.int64(values), places: most)
    }
}

extension IntegerValues {
    /// A value as the widest type, with its reason where it is missing.
    subscript(row: Int) -> Int64 {
        func wide<Number: ColumnInteger>(_ value: Number) -> Int64 {
            value.missingReason.map { .missing($0) } ?? Int64(value)
        }
        return switch self {
        case .int8(let values): wide(values[row])
        case .int16(let values): wide(values[row])
        case .int32(let values): wide(values[row])
        case .int64(let values): wide(values[row])
        }
    }
}
