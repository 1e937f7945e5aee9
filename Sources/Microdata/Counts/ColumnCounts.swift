public import Records

/// How often what stands in a column: enough to tell how complete it is and whether its values have shifted, without its rows.
///
/// Values are counted of columns that can be compared between builds: codes, yes and no, numbers and days. Persons, identifiers
/// and texts are only counted as present or missing, so that the counts of a column never list whom or what it is about.
public struct ColumnCounts: Sendable, Hashable {
    public private(set) var rows: Int
    /// Rows by the raw value of their ``MissingReason``. Persons and texts have none of their own: theirs count as not answered.
    public private(set) var missing: [Int]
    /// Rows by value: a code; a number, from 256 on in ranges; of a day its month.
    public private(set) var values: [String: Int]

    public init(rows: Int = 0, missing: [Int] = [], values: [String: Int] = [:]) {
        self.rows = rows
        self.missing = Array((missing + Array(repeating: 0, count: MissingReason.allCases.count)).prefix(6))
        self.values = values
    }

    public var missingRows: Int { missing.reduce(0, +) }
    public var presentRows: Int { rows - missingRows }

    /// The rows that miss a value for a reason.
    public subscript(reason: MissingReason) -> Int {
        missing.indices.contains(Int(reason.rawValue)) ? missing[Int(reason.rawValue)] : 0
    }

    /// Adds the counts of further rows of the same column.
    public mutating func add(_ other: ColumnCounts) {
        rows += other.rows
        for index in missing.indices { missing[index] += other.missing[index] }
        values.merge(other.values, uniquingKeysWith: +)
    }
}

extension ColumnCounts {
    /// Counts a column.
    ///
    /// - Complexity: O(rows), 1–3 ns a value.
    public init(of column: Column) {
        self.init(rows: column.count)
        switch column {
        case .codes(let codes, let dictionary):
            var seen = [Int](repeating: 0, count: 256)
            for code in codes { seen[Int(code)] &+= 1 }
            for (index, name) in dictionary.enumerated() where index < 250 && seen[index] > 0 {
                values[name, default: 0] += seen[index]
            }
            for reason in missing.indices { missing[reason] = seen[Int(Column.firstMissingCode) + reason] }
        case .keys(let keys, _):
            for key in keys where key >= Column.firstMissingKey { missing[Int(UInt32.max - key)] += 1 }
        case .integers(let numbers, _):
            switch numbers {
            case .int8(let values): count(values)
            case .int16(let values): count(values)
            case .int32(let values): count(values)
            case .int64(let values): count(values)
            }
        case .days(let days): countMonths(days) { Int($0) }
        case .moments(let moments): countMonths(moments) { Int(($0 >= 0 ? $0 : $0 &- 86_399) / 86_400) }
        case .persons(let persons):
            for person in persons where person == .missing { missing[0] += 1 }
        case .texts(_, let offsets):
            for row in 0..<column.count where offsets[row] == offsets[row + 1] { missing[0] += 1 }
        }
    }

    private mutating func count<Number: ColumnInteger>(_ numbers: [Number]) {
        var bins = [Int](repeating: 0, count: NumberBin.count)
        for number in numbers {
            if let reason = number.missingReason {
                missing[Int(reason.rawValue)] += 1
            } else {
                bins[NumberBin.index(of: Int64(number))] &+= 1
            }
        }
        for (index, count) in bins.enumerated() where count > 0 { values[NumberBin.name(of: index)] = count }
    }

    /// Days by month. Days that lie further apart than two centuries are not told apart: such a column is no calendar.
    private mutating func countMonths<Number: ColumnInteger>(_ times: [Number], _ day: (Number) -> Int) {
        var (least, greatest) = (Int.max, Int.min)
        for time in times {
            if let reason = time.missingReason {
                missing[Int(reason.rawValue)] += 1
            } else {
                let day = day(time)
                (least, greatest) = (min(least, day), max(greatest, day))
            }
        }
        guard least <= greatest, greatest &- least < 73_000, greatest &- least >= 0 else { return }
        var seen = [Int](repeating: 0, count: greatest - least + 1)
        for time in times where time.missingReason == nil { seen[day(time) - least] &+= 1 }
        for (index, count) in seen.enumerated() where count > 0 {
            guard let number = Int32(exactly: least + index) else { continue }
            values[String(CalendarDay(number: number).description.prefix(7)), default: 0] += count
        }
    }
}

/// Groups of whole numbers that are the same for every segment and build: each number below 256 by itself, and four groups for
/// each doubling from there on.
enum NumberBin {
    private static let plain = 256
    private static let side = plain + 4 * 56
    /// All groups: those of negative numbers, zero, those of positive ones.
    static let count = 2 * side + 1

    static func index(of number: Int64) -> Int {
        let magnitude = number.magnitude
        guard magnitude >= UInt64(plain) else { return side + Int(number) }
        let power = 63 - magnitude.leadingZeroBitCount
        let quarter = Int(magnitude >> UInt64(power - 2)) & 3
        let place = min(side, plain + (power - 8) * 4 + quarter)
        return number < 0 ? side - place : side + place
    }

    /// The group as text: `17`, or its least number and three dots, as `320…`.
    static func name(of index: Int) -> String {
        let place = abs(index - side)
        let sign = index < side ? "-" : ""
        guard place >= plain else { return sign + String(place) }
        let (power, quarter) = ((place - plain) / 4 + 8, (place - plain) % 4)
        guard power < 64 else { return sign + String(UInt64.max) + "…" }
        return sign + String((UInt64(4 + quarter) << UInt64(power - 2))) + "…"
    }
}
