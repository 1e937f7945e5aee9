internal import Microdata
internal import Records

/// Evaluates expressions over the rows of one segment; each column is read and each expression computed once.
///
/// Used by one thread only.
final class SegmentEvaluator {
    let segment: SegmentReference
    let rows: Int
    let references: ReferenceTables
    private let source: any SegmentSource
    private var columns: [String: Vector] = [:]
    private var vectors: [String: Vector]
    private var truthVectors: [String: [UInt8]] = [:]
    private var levelVectors: [String: LevelVector] = [:]

    /// - Parameter known: Values that are known already, by the canonical form of their expression.
    init(
        _ segment: SegmentReference, _ source: any SegmentSource, _ references: ReferenceTables,
        known: [String: Vector] = [:]
    ) {
        vectors = known
        self.segment = segment
        self.source = source
        self.references = references
        rows = segment.rowCount
    }

    /// The values of an expression.
    func vector(_ expression: TypedExpression) throws -> Vector {
        if let known = vectors[expression.canonical] { return known }
        let vector = try computed(expression)
        vectors[expression.canonical] = vector
        return vector
    }

    /// The values of a condition, one byte a row.
    func truths(_ expression: TypedExpression) throws -> [UInt8] {
        if let known = truthVectors[expression.canonical] { return known }
        let bytes: [UInt8]
        switch try vector(expression) {
        case .truth(let values): bytes = values
        case .constant(.truth(let truth)):
            bytes = [UInt8](repeating: truth ? Vector.isTrue : Vector.isFalse, count: rows)
        case .int8(let values): bytes = Tabulation.truths(values) { $0 != 0 }
        case .int16(let values): bytes = Tabulation.truths(values) { $0 != 0 }
        case .int32(let values): bytes = Tabulation.truths(values) { $0 != 0 }
        case .int64(let values): bytes = Tabulation.truths(values) { $0 != 0 }
        case .constant: bytes = [UInt8](repeating: Vector.isUnknown, count: rows)
        case .codes, .keys, .persons, .texts: throw otherType(expression, "true or false")
        }
        truthVectors[expression.canonical] = bytes
        return bytes
    }

    /// The values of an expression as places in a list of levels.
    func levels(_ expression: TypedExpression) throws -> LevelVector {
        if let known = levelVectors[expression.canonical] { return known }
        let levels = try LevelVector(vector(expression), rows: rows)
        levelVectors[expression.canonical] = levels
        return levels
    }

    private func computed(_ expression: TypedExpression) throws -> Vector {
        switch expression.kind {
        case .column(let name, let type): return try column(name, type)
        case .reference(let key, let table, let tableKey, let inner):
            return try referenced(key, table, tableKey, inner)
        case .number(let number): return .constant(.number(number))
        case .text(let text): return .constant(.text(text))
        case .day(let day): return .constant(.number(Int(day)))
        case .moment(let moment): return .constant(.number(Int(moment)))
        case .truth(let truth): return .constant(.truth(truth))
        case .arithmetic(let operation, let a, let b):
            return try binary(a, b, expression) { x, y in
                switch operation {
                case .add: x.addingReportingOverflow(y)
                case .subtract: x.subtractingReportingOverflow(y)
                case .multiply: x.multipliedReportingOverflow(by: y)
                }
            }
        case .scaled(let a, let by):
            let factor = Int64(powerOfTen(by))
            let one = TypedExpression(.number(1), .number(places: 0))
            return try binary(a, one, expression) { x, _ in x.multipliedReportingOverflow(by: factor) }
        case .comparison(let comparison, let a, let b): return try compared(comparison, a, b)
        case .isIn(let a, let list): return try isIn(a, list)
        case .not(let a): return .truth(try truths(a).map { 2 &- $0 })
        case .and(let a, let b): return .truth(zip(try truths(a), try truths(b)).map { min($0, $1) })
        case .or(let a, let b): return .truth(zip(try truths(a), try truths(b)).map { max($0, $1) })
        case .isMissing(let a): return try vector(a).missingRows(rows: rows)
        case .conditional(let condition, let a, let b): return try conditional(condition, a, b, expression)
        case .age(let a, let b): return try ages(a, b)
        case .months(let a, let b):
            return try binary(a, b, expression) { x, y in
                (Int64(CalendarDay(clamping: y).fullMonths(since: CalendarDay(clamping: x))), false)
            }
        case .days(let a, let b): return try binary(a, b, expression) { $1.subtractingReportingOverflow($0) }
        case .laterMonths(let a, let months):
            return .int64(
                try numbers(a).map { day in
                    guard day >= Int64.leastPresent else { return day }
                    let later = CalendarDay(clamping: day).adding(months: months) ?? CalendarDay(clamping: .max)
                    return Int64(later.number)
                })
        case .calendar(let part, let a): return try calendar(part, a)
        case .band(let a, let bounds): return try bands(a, bounds)
        case .rollUp(let a, let map): return try rolledUp(a, map)
        case .datedRollUp(let a, let day, let periods): return try rolledUp(a, on: day, periods)
        case .answered(let list): return try answered(list)
        case .rowMean(let list, let least): return try rowMeans(list, least, expression)
        case .divided(let a, let by): return try quotients(a, by, expression)
        case .reason(let a): return try reasons(a)
        }
    }

    // MARK: Columns

    private func column(_ name: String, _ type: FieldType) throws -> Vector {
        if let known = columns[name] { return known }
        let vector: Vector
        if let column = try source.column(name, of: segment) {
            vector = try converted(column, name, type)
        } else {
            // A source without the column did not ask the question.
            vector = .constant(.missing(.notAsked))
        }
        columns[name] = vector
        return vector
    }

    private func converted(_ column: Column, _ name: String, _ type: FieldType) throws -> Vector {
        let expected = ValueType(type)
        let wrong = TabulationError.columnOfOtherType(
            column: name, table: segment.table, expected: expected.words)
        guard column.count == rows else { throw wrong }
        switch (column, expected) {
        case (.codes(let codes, let dictionary), .text): return .codes(codes, dictionary)
        case (.keys(let keys, let dictionary), .text): return .keys(keys, dictionary)
        case (.texts(let bytes, let offsets), .text): return .texts(bytes: bytes, offsets: offsets)
        case (.persons(let persons), .person): return .persons(persons)
        case (.days(let days), .day): return .int32(days)
        case (.moments(let moments), .moment): return .int64(moments)
        case (.integers(let values, let places), .truth) where places == 0: return vector(of: values)
        case (.integers(let values, let places), .number(let declared)):
            guard places <= declared else { throw wrong }
            let plain = vector(of: values)
            guard places < declared, let wide = plain.int64s(rows: rows) else { return plain }
            let factor = Int64(powerOfTen(declared - places))
            return .int64(
                try wide.map { value in
                    guard value >= Int64.leastPresent else { return value }
                    let (product, overflow) = value.multipliedReportingOverflow(by: factor)
                    guard !overflow, product >= Int64.leastPresent else {
                        throw TabulationError.overflow(expression: name)
                    }
                    return product
                })
        default: throw wrong
        }
    }

    private func vector(of values: IntegerValues) -> Vector {
        switch values {
        case .int8(let values): .int8(values)
        case .int16(let values): .int16(values)
        case .int32(let values): .int32(values)
        case .int64(let values): .int64(values)
        }
    }

    // MARK: Numbers

    /// A number for each row from two; missing where either is, for the reason of the first that is.
    func binary(
        _ a: TypedExpression, _ b: TypedExpression, _ whole: TypedExpression,
        _ operation: (Int64, Int64) -> (partialValue: Int64, overflow: Bool)
    ) throws -> Vector {
        let (x, y) = (try numbers(a), try numbers(b))
        var results = [Int64]()
        results.reserveCapacity(rows)
        for row in 0..<rows {
            if x[row] < Int64.leastPresent {
                results.append(x[row])
            } else if y[row] < Int64.leastPresent {
                results.append(y[row])
            } else {
                let (value, overflow) = operation(x[row], y[row])
                guard !overflow, value >= Int64.leastPresent else {
                    throw TabulationError.overflow(expression: whole.canonical)
                }
                results.append(value)
            }
        }
        return .int64(results)
    }

    func numbers(_ expression: TypedExpression) throws -> [Int64] {
        guard let numbers = try vector(expression).int64s(rows: rows) else { throw otherType(expression, "numbers") }
        return numbers
    }

    func otherType(_ expression: TypedExpression, _ expected: String) -> TabulationError {
        .columnOfOtherType(column: expression.canonical, table: segment.table, expected: expected)
    }
}

extension CalendarDay {
    /// The day of a number; of one beyond the calendar the first or last day that fits.
    init(clamping number: Int64) { self.init(number: Int32(clamping: max(-719_162, min(number, 2_932_896)))) }
}
