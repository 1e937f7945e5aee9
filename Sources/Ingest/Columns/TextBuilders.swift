internal import CScan
internal import Microdata
internal import Records

/// Texts that are kept: titles without the blanks around them, free text as it stands.
@safe final class TextBuilder: ColumnBuilder {
    let plan: ColumnPlan
    private let bytes = Buffer<UInt8>(capacity: 1)
    private let offsets = Buffer<UInt32>(capacity: 1)
    private let missingWords = SpellingTable()

    init(_ plan: ColumnPlan) {
        self.plan = plan
        for (written, _) in plan.missing { missingWords.insert(written, meaning: 0) }
    }

    func begin(rows: Int) {
        offsets.grow(to: rows + 1, keeping: 0)
        unsafe offsets.start[0] = 0
    }

    func append(_ fields: FieldBatch, at row: Int, _ failures: inout [RowFailure]) {
        var used = unsafe Int(offsets.start[row])
        let trims = plan.type == .title
        for place in 0..<fields.count {
            var (start, end) = fields.trimmed(place)
            if unsafe start == end || missingWords.meaning(fields.bytes + start, end - start) != nil {
                if plan.required { fail(place, .missingRequired, &failures) }
            } else {
                if !trims { (start, end) = unsafe (Int(fields.starts[place]), Int(fields.ends[place])) }
                bytes.grow(to: used + end - start, keeping: used)
                unsafe (bytes.start + used).update(from: fields.bytes + start, count: end - start)
                used += end - start
            }
            unsafe offsets.start[row + place + 1] = UInt32(used)
        }
    }

    func keep(_ kept: [Int], from row: Int) {
        var used = unsafe Int(offsets.start[row])
        for (place, offset) in kept.enumerated() {
            let start = unsafe Int(offsets.start[row + offset])
            let length = unsafe Int(offsets.start[row + offset + 1]) - start
            unsafe (bytes.start + used).update(from: bytes.start + start, count: length)
            used += length
            unsafe offsets.start[row + place + 1] = UInt32(used)
        }
    }

    func finish(rows: Int) -> [NamedColumn] {
        let used = unsafe Int(offsets.start[rows])
        return [
            NamedColumn(
                name: plan.name, type: plan.type,
                column: .texts(bytes: bytes.array(count: used), offsets: offsets.array(count: rows + 1)))
        ]
    }

    func mix(into hashes: UnsafeMutablePointer<UInt64>, rows: Int) {
        for row in 0..<rows {
            let (start, end) = unsafe (Int(offsets.start[row]), Int(offsets.start[row + 1]))
            let text = unsafe String(
                decoding: UnsafeBufferPointer(start: bytes.start + start, count: end - start), as: UTF8.self)
            unsafe hashes[row] = start == end || hashes[row] == 0 ? 0 : mixed(hashes[row], spellingHash(text))
        }
    }
}

/// The length of texts that are not kept, in Unicode scalars.
@safe final class TextLengthBuilder: ColumnBuilder {
    let plan: ColumnPlan
    private let store = NumberStore()
    private let lengths = Buffer<Int64>(capacity: 1)
    private let missingWords = SpellingTable()
    private let quote: UInt8?

    /// - Parameter quote: What is doubled inside quoted fields; nil when doubling has been undone.
    init(_ plan: ColumnPlan, quote: UInt8?) {
        self.plan = plan
        self.quote = quote
        for (written, _) in plan.missing { missingWords.insert(written, meaning: 0) }
    }

    func begin(rows: Int) { store.begin(rows: rows) }

    func append(_ fields: FieldBatch, at row: Int, _ failures: inout [RowFailure]) {
        lengths.grow(to: fields.count, keeping: 0)
        for place in 0..<fields.count {
            let start = unsafe Int(fields.starts[place])
            let length = unsafe Int(fields.ends[place]) &- start
            let value: Int64
            if length == 0 {
                value = .missing(.notAnswered)
            } else if isMissing(fields, place, length) {
                value = .missing(.notAnswered)
            } else {
                var scalars = unsafe cscan_scalars(fields.bytes + start, length)
                // In a quoted field every quote is one of two that stand for one.
                if let quote, start > 0, unsafe fields.bytes[start - 1] == quote {
                    scalars -= unsafe cscan_count(fields.bytes + start, length, quote) / 2
                }
                value = Int64(scalars)
            }
            if plan.required, value < 0 { fail(place, .missingRequired, &failures) }
            unsafe lengths.start[place] = value
        }
        unsafe store.set(lengths.start, count: fields.count, at: row)
    }

    /// Whether a field holds only blanks, or a word for a missing answer.
    private func isMissing(_ fields: FieldBatch, _ row: Int, _ length: Int) -> Bool {
        let (start, end) = fields.trimmed(row)
        return unsafe start == end || missingWords.meaning(fields.bytes + start, end - start) != nil
    }

    func keep(_ kept: [Int], from row: Int) { store.keep(kept, from: row) }

    func finish(rows: Int) -> [NamedColumn] {
        [NamedColumn(name: plan.name, type: plan.type, column: .integers(store.values(rows: rows), places: 0))]
    }

    func mix(into hashes: UnsafeMutablePointer<UInt64>, rows: Int) { unsafe store.mix(into: hashes, rows: rows) }
}

/// Headcounts: the number in one column, and in a second, named with `_approximate`, whether it is approximate.
@safe final class HeadcountBuilder: ColumnBuilder {
    let plan: ColumnPlan
    private let counts = NumberStore()
    private let approximate = NumberStore()
    private let words = SpellingTable()
    private let values = Buffer<Int64>(capacity: 1)
    private let flags = Buffer<Int64>(capacity: 1)

    init(_ plan: ColumnPlan) {
        self.plan = plan
        for (written, meaning) in plan.missing.map({ ($0.written, Int64.missing($0.reason)) }) + plan.values {
            words.insert(written, meaning: meaning)
        }
    }

    func begin(rows: Int) {
        counts.begin(rows: rows)
        approximate.begin(rows: rows)
    }

    func append(_ fields: FieldBatch, at row: Int, _ failures: inout [RowFailure]) {
        values.grow(to: fields.count, keeping: 0)
        flags.grow(to: fields.count, keeping: 0)
        for place in 0..<fields.count {
            let (value, flag) = reading(fields, place, &failures)
            unsafe values.start[place] = value
            unsafe flags.start[place] = flag
        }
        unsafe counts.set(values.start, count: fields.count, at: row)
        unsafe approximate.set(flags.start, count: fields.count, at: row)
    }

    private func reading(_ fields: FieldBatch, _ row: Int, _ failures: inout [RowFailure]) -> (Int64, Int64) {
        let (start, end) = fields.trimmed(row)
        var missing = Int64.missing(.notAnswered)
        if start < end {
            if let meaning = unsafe words.meaning(fields.bytes + start, end - start) {
                if meaning >= Int64.leastPresent { return (meaning, 0) }
                missing = meaning
            } else if let (count, isApproximate) = unsafe HeadcountText.reading(fields.bytes, start, end) {
                if let range = plan.range, !range.contains(count) {
                    fail(row, .outOfRange(value: String(count), range: plan.rangeText), &failures)
                    return (missing, missing)
                }
                return (count, isApproximate ? 1 : 0)
            } else {
                fail(row, .notOfType(expected: "headcount", shape: shape(of: fields.text(row))), &failures)
                return (missing, missing)
            }
        }
        if plan.required { fail(row, .missingRequired, &failures) }
        return (missing, missing)
    }

    func keep(_ kept: [Int], from row: Int) {
        counts.keep(kept, from: row)
        approximate.keep(kept, from: row)
    }

    func finish(rows: Int) -> [NamedColumn] {
        [
            NamedColumn(name: plan.name, type: plan.type, column: .integers(counts.values(rows: rows), places: 0)),
            NamedColumn(
                name: plan.name + "_approximate", type: .boolean,
                column: .integers(approximate.values(rows: rows), places: 0)),
        ]
    }

    func mix(into hashes: UnsafeMutablePointer<UInt64>, rows: Int) { unsafe counts.mix(into: hashes, rows: rows) }
}

/// A column with the same value in every row.
final class ConstantBuilder: ColumnBuilder {
    let plan: ColumnPlan
    private let value: ColumnPlan.ConstantValue
    private let pseudonymiser: Pseudonymiser

    init(_ plan: ColumnPlan, _ value: ColumnPlan.ConstantValue, pseudonymiser: Pseudonymiser) {
        self.plan = plan
        self.value = value
        self.pseudonymiser = pseudonymiser
    }

    func begin(rows: Int) {}
    func append(_ fields: FieldBatch, at row: Int, _ failures: inout [RowFailure]) {}
    func keep(_ kept: [Int], from row: Int) {}

    func finish(rows: Int) -> [NamedColumn] {
        let main = NamedColumn(name: plan.name, type: plan.type, column: column(rows))
        guard plan.type == .headcount else { return [main] }
        let flag: Int8 = if case .missing(let reason) = value { .missing(reason) } else { 0 }
        return [
            main,
            NamedColumn(
                name: plan.name + "_approximate", type: .boolean,
                column: .integers(.int8(Array(repeating: flag, count: rows)), places: 0)),
        ]
    }

    private func column(_ rows: Int) -> Column {
        switch value {
        case .missing(let reason): return missingColumn(plan.type, reason, rows)
        case .code(let code): return .codes(Array(repeating: 0, count: rows), dictionary: [code])
        case .identifier(let text): return .keys(Array(repeating: 0, count: rows), dictionary: rows > 0 ? [text] : [])
        case .number(let number): return .integers(numbers(number, rows), places: plan.type.places)
        case .day(let day): return .days(Array(repeating: day, count: rows))
        case .moment(let moment): return .moments(Array(repeating: moment, count: rows))
        case .person(let text): return .persons(Array(repeating: pseudonymiser.pseudonym(of: text), count: rows))
        case .text(let text):
            let bytes = Array(text.utf8)
            var all: [UInt8] = []
            all.reserveCapacity(bytes.count * rows)
            for _ in 0..<rows { all += bytes }
            return .texts(bytes: all, offsets: (0...rows).map { UInt32($0 * bytes.count) })
        }
    }

    private func numbers(_ number: Int64, _ rows: Int) -> IntegerValues {
        switch NumberStore.Width(holding: number) {
        case .one: .int8(Array(repeating: Int8(truncatingIfNeeded: number), count: rows))
        case .two: .int16(Array(repeating: Int16(truncatingIfNeeded: number), count: rows))
        case .four: .int32(Array(repeating: Int32(truncatingIfNeeded: number), count: rows))
        case .eight: .int64(Array(repeating: number, count: rows))
        }
    }

    func mix(into hashes: UnsafeMutablePointer<UInt64>, rows: Int) {
        // What is the same within a file differs from file to file, such as the wave of each.
        var keys = unsafe Array(UnsafeBufferPointer(start: hashes, count: rows))
        column(rows).mix(into: &keys)
        unsafe hashes.update(from: keys, count: rows)
    }
}

/// A column in which every value is missing for one reason.
func missingColumn(_ type: FieldType, _ reason: MissingReason, _ rows: Int) -> Column {
    switch type {
    case .code: .codes(Array(repeating: Column.firstMissingCode + reason.rawValue, count: rows), dictionary: [])
    case .identifier: .keys(Array(repeating: .max - UInt32(reason.rawValue), count: rows), dictionary: [])
    case .person: .persons(Array(repeating: .missing, count: rows))
    case .day: .days(Array(repeating: .missing(reason), count: rows))
    case .moment: .moments(Array(repeating: .missing(reason), count: rows))
    case .title, .text, .quotation: .texts(bytes: [], offsets: Array(repeating: 0, count: rows + 1))
    case .integer, .decimal, .boolean, .textLength, .headcount:
        .integers(.int8(Array(repeating: .missing(reason), count: rows)), places: type.places)
    }
}
