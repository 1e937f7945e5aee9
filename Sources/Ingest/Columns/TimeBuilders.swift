internal import Microdata
internal import Records

/// What the columns of days and of moments share: words that stand for something, and the slow reading of a value.
@safe struct TimeReader {
    let plan: ColumnPlan
    private let words = SpellingTable()
    /// What the meaning of a word that stands for a day is raised by, so that it is no reason for a missing answer.
    private static let dayOffset: Int64 = 1 << 40

    init(_ plan: ColumnPlan) {
        self.plan = plan
        for (written, day) in plan.values { words.insert(written, meaning: day + Self.dayOffset) }
        for (written, reason) in plan.missing { words.insert(written, meaning: Int64(reason.rawValue)) }
    }

    enum Reading {
        case value(DateText.Reading)
        case missing(MissingReason)
    }

    /// Any value, whatever it looks like.
    @inline(never)
    func reading(_ fields: FieldBatch, _ row: Int, _ failures: inout [RowFailure]) -> Reading {
        let (start, end) = fields.trimmed(row)
        var reason = MissingReason.notAnswered
        if start < end {
            if let meaning = unsafe words.meaning(fields.bytes + start, end - start) {
                if meaning >= Self.dayOffset / 2 {
                    return .value(DateText.Reading(day: Int32(clamping: meaning - Self.dayOffset), second: nil))
                }
                reason = MissingReason(rawValue: UInt8(truncatingIfNeeded: meaning)) ?? .notAnswered
            } else {
                // The dates of a workbook come as such, whatever is declared for those written as text.
                let isText = plan.decimalMark != nil
                var reading =
                    if let pattern = plan.datePattern { unsafe pattern.reading(fields.bytes, start, end) } else {
                        unsafe DateText.reading(fields.bytes, start, end)
                    }
                if reading == nil, !isText { reading = unsafe DateText.reading(fields.bytes, start, end) }
                if let reading {
                    guard let range = plan.range, !range.contains(Int64(reading.day)) else { return .value(reading) }
                    failures.append(
                        RowFailure(
                            row: row, column: plan.label,
                            problem: .outOfRange(value: "the date", range: plan.rangeText)))
                    return .missing(.notAnswered)
                }
                if plan.datePattern?.takesUsual ?? true, let lacks = DateLack(fields.text(row)) {
                    failures.append(
                        RowFailure(row: row, column: plan.label, problem: .incompleteDate(lacks: lacks)))
                    return .missing(.notAnswered)
                }
                let form = plan.datePattern.map { " written as \($0)" } ?? ""
                let expected = (plan.type == .day ? "date" : "date with a time") + form
                failures.append(
                    RowFailure(
                        row: row, column: plan.label,
                        problem: .notOfType(expected: expected, shape: shape(of: fields.text(row)))))
                return .missing(.notAnswered)
            }
        }
        if plan.required { failures.append(RowFailure(row: row, column: plan.label, problem: .missingRequired)) }
        return .missing(reason)
    }
}

/// The ISO day `2023-11-07` at an address of ten bytes; nil when it is none. Remembers the last day, as rows in the order of
/// time have the same one again and again.
struct ISODayReader {
    private var lastEight: UInt64 = 0
    private var lastTwo: UInt16 = 0
    private var lastDay: Int32 = 0

    @inline(__always)
    mutating func day(_ bytes: UnsafePointer<UInt8>) -> Int32? {
        let eight = unsafe UnsafeRawPointer(bytes).loadUnaligned(as: UInt64.self)
        let two = unsafe UnsafeRawPointer(bytes + 8).loadUnaligned(as: UInt16.self)
        if eight == lastEight, two == lastTwo { return lastDay }
        return parsed(UInt64(littleEndian: eight), UInt16(littleEndian: two), eight, two)
    }

    @inline(never)
    private mutating func parsed(_ eight: UInt64, _ two: UInt16, _ rawEight: UInt64, _ rawTwo: UInt16) -> Int32? {
        func digit(_ place: UInt64) -> Int? {
            let value =
                UInt8(truncatingIfNeeded: place < 8 ? eight >> (place * 8) : UInt64(two) >> ((place - 8) * 8)) &- 0x30
            return value <= 9 ? Int(value) : nil
        }
        guard eight >> 32 & 0xFF == 0x2D, eight >> 56 == 0x2D, let y1 = digit(0), let y2 = digit(1), let y3 = digit(2),
            let y4 = digit(3), let m1 = digit(5), let m2 = digit(6), let d1 = digit(8), let d2 = digit(9),
            let day = CalendarDay(year: y1 * 1000 + y2 * 100 + y3 * 10 + y4, month: m1 * 10 + m2, day: d1 * 10 + d2)
        else { return nil }
        (lastEight, lastTwo, lastDay) = (rawEight, rawTwo, day.number)
        return day.number
    }
}

/// The seconds since midnight of `HH:MM:SS` at an address of eight bytes; nil when it is none.
@inline(__always)
func isoSecond(_ bytes: UnsafePointer<UInt8>) -> Int64? {
    let raw = unsafe UInt64(littleEndian: UnsafeRawPointer(bytes).loadUnaligned(as: UInt64.self))
    let value = raw ^ 0x3030_3A30_303A_3030  // digits become 0–9, the colons 0
    // Adding 0x76 sets the highest bit of a byte above 9; the colons must be exactly 0.
    let overflow = (value & 0x7F7F_7F7F_7F7F_7F7F) &+ 0x7676_7F76_767F_7676
    guard (value | overflow) & 0x8080_8080_8080_8080 == 0 else { return nil }
    func byte(_ place: UInt64) -> Int64 { Int64(value >> (place &* 8) & 0xFF) }
    let (hour, minute, second) = (byte(0) * 10 + byte(1), byte(3) * 10 + byte(4), byte(6) * 10 + byte(7))
    guard hour < 24, minute < 60, second < 60 else { return nil }
    return hour * 3600 + minute * 60 + second
}

/// Days.
@safe final class DayBuilder: ColumnBuilder {
    let plan: ColumnPlan
    private let days = Buffer<Int32>(capacity: 1)
    private let reader: TimeReader
    private var iso = ISODayReader()

    init(_ plan: ColumnPlan) {
        self.plan = plan
        reader = TimeReader(plan)
    }

    func begin(rows: Int) { days.grow(to: rows, keeping: 0) }

    func append(_ fields: FieldBatch, at row: Int, _ failures: inout [RowFailure]) {
        let output = unsafe days.start + row
        let isISO = plan.datePattern == nil && plan.range == nil
        var iso = iso
        for place in 0..<fields.count {
            let start = unsafe Int(fields.starts[place])
            if isISO, unsafe Int(fields.ends[place]) &- start == 10, let day = unsafe iso.day(fields.bytes + start) {
                unsafe output[place] = day
                continue
            }
            switch reader.reading(fields, place, &failures) {
            case .value(let reading): unsafe output[place] = reading.day
            case .missing(let reason): unsafe output[place] = .missing(reason)
            }
        }
        self.iso = iso
    }

    func keep(_ kept: [Int], from row: Int) { days.keep(kept, from: row) }

    func finish(rows: Int) -> [NamedColumn] {
        [NamedColumn(name: plan.name, type: plan.type, column: .days(days.array(count: rows)))]
    }

    func mix(into hashes: UnsafeMutablePointer<UInt64>, rows: Int) {
        for row in 0..<rows {
            let day = unsafe days.start[row]
            unsafe hashes[row] =
                day < Int32.leastPresent || hashes[row] == 0 ? 0 : mixed(hashes[row], UInt64(bitPattern: Int64(day)))
        }
    }
}

/// Moments.
@safe final class MomentBuilder: ColumnBuilder {
    let plan: ColumnPlan
    private let moments = Buffer<Int64>(capacity: 1)
    private let reader: TimeReader
    private var iso = ISODayReader()

    init(_ plan: ColumnPlan) {
        self.plan = plan
        reader = TimeReader(plan)
    }

    func begin(rows: Int) { moments.grow(to: rows, keeping: 0) }

    func append(_ fields: FieldBatch, at row: Int, _ failures: inout [RowFailure]) {
        let output = unsafe moments.start + row
        let isISO = plan.datePattern == nil && plan.range == nil
        var iso = iso
        for place in 0..<fields.count {
            let start = unsafe Int(fields.starts[place])
            if isISO, unsafe Int(fields.ends[place]) &- start == 19 {
                let between = unsafe fields.bytes[start &+ 10]
                if between == 0x54 || between == 0x20, let day = unsafe iso.day(fields.bytes + start),
                    let second = unsafe isoSecond(fields.bytes + (start &+ 11))
                {
                    unsafe output[place] = Int64(day) &* 86400 &+ second
                    continue
                }
            }
            switch reader.reading(fields, place, &failures) {
            case .value(let reading): unsafe output[place] = Int64(reading.day) * 86400 + (reading.second ?? 0)
            case .missing(let reason): unsafe output[place] = .missing(reason)
            }
        }
        self.iso = iso
    }

    func keep(_ kept: [Int], from row: Int) { moments.keep(kept, from: row) }

    func finish(rows: Int) -> [NamedColumn] {
        [NamedColumn(name: plan.name, type: plan.type, column: .moments(moments.array(count: rows)))]
    }

    func mix(into hashes: UnsafeMutablePointer<UInt64>, rows: Int) {
        for row in 0..<rows {
            let moment = unsafe moments.start[row]
            unsafe hashes[row] =
                moment < Int64.leastPresent || hashes[row] == 0 ? 0 : mixed(hashes[row], UInt64(bitPattern: moment))
        }
    }
}
