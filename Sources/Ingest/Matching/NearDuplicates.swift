internal import Diagnostics
internal import Microdata

/// That two rows with the same answers, handed in within some minutes, are worth a look.
public struct NearDuplicateRule: Sendable, Hashable {
    /// The columns that must agree, missing answers included.
    public let columns: [String]
    /// The column with the time of a row.
    public let time: String
    public let minutes: Int

    public init(columns: [String], time: String, minutes: Int) {
        self.columns = columns
        self.time = time
        self.minutes = minutes
    }
}

/// Remembers the answers of a table's rows and when they came, to find those that came again shortly before or after.
///
/// Like ``DuplicateFilter`` it belongs to one table and one run, to one thread at a time, and compares 64 bits of a hash.
public final class NearDuplicates {
    /// The first and the last row with the same answers in a stretch of time.
    private struct Stretch {
        var earliest: (second: Int64, place: RecordLocation)
        var latest: (second: Int64, place: RecordLocation)
    }

    private struct Key: Hashable {
        let answers: UInt64
        let stretch: Int64
    }

    private let rule: NearDuplicateRule
    private var stretches: [Key: Stretch] = [:]

    public init(_ rule: NearDuplicateRule) { self.rule = rule }

    /// The rows whose answers another row had at most so many minutes before or after, with its place.
    func found(
        _ columns: [NamedColumn], without removed: Set<Int> = [], place: (Int) -> RecordLocation
    ) -> [(row: Int, other: RecordLocation)] {
        guard case .moments(let moments) = columns.first(where: { $0.name == rule.time })?.column else { return [] }
        let hashes = answers(columns, rows: moments.count)
        let length = Int64(max(1, rule.minutes)) * 60
        var found: [(row: Int, other: RecordLocation)] = []
        for row in moments.indices
        where hashes[row] != 0 && moments[row] >= Int64.leastPresent && !removed.contains(row) {
            let second = moments[row]
            let stretch = second >= 0 ? second / length : (second - length + 1) / length
            let here = (second: second, place: place(row))
            let own = Key(answers: hashes[row], stretch: stretch)
            // Within a stretch all is near; of the stretches beside it only what is next to this one.
            let before = stretches[Key(answers: hashes[row], stretch: stretch - 1)]?.latest
            let after = stretches[Key(answers: hashes[row], stretch: stretch + 1)]?.earliest
            let near = [stretches[own]?.earliest, before, after].compactMap { $0 }.filter {
                abs($0.second - second) <= length
            }
            if let other = near.first { found.append((row, other.place)) }
            if var known = stretches[own] {
                if second < known.earliest.second { known.earliest = here }
                if second > known.latest.second { known.latest = here }
                stretches[own] = known
            } else {
                stretches[own] = Stretch(earliest: here, latest: here)
            }
        }
        return found
    }

    /// A hash of each row's answers; 0 where none was given.
    private func answers(_ columns: [NamedColumn], rows: Int) -> [UInt64] {
        var hashes = [UInt64](repeating: 1, count: rows)
        var isAnswered = [Bool](repeating: false, count: rows)
        for name in rule.columns {
            guard let column = columns.first(where: { $0.name == name })?.column, column.count == rows else { continue }
            let parts = column.spellings
            for row in 0..<rows {
                hashes[row] = mixed(hashes[row], parts[row] ?? 0)
                if parts[row] != nil { isAnswered[row] = true }
            }
        }
        return hashes.indices.map { isAnswered[$0] ? hashes[$0] : 0 }
    }
}

extension Column {
    /// A number for each value, the same for the same value in every segment; nil where it is missing.
    fileprivate var spellings: [UInt64?] {
        func numbers<T: ColumnInteger>(_ values: [T]) -> [UInt64?] {
            values.map { $0 < T.leastPresent ? nil : UInt64(bitPattern: Int64($0)) }
        }
        func entries<T: FixedWidthInteger>(_ keys: [T], _ dictionary: [String]) -> [UInt64?] {
            let parts = dictionary.map { spellingHash($0) }
            return keys.map { key in Int(exactly: key).flatMap { parts.indices.contains($0) ? parts[$0] : nil } }
        }
        return switch self {
        case .codes(let codes, let dictionary): entries(codes, dictionary)
        case .keys(let keys, let dictionary): entries(keys, dictionary)
        case .integers(.int8(let values), _): numbers(values)
        case .integers(.int16(let values), _): numbers(values)
        case .integers(.int32(let values), _): numbers(values)
        case .integers(.int64(let values), _): numbers(values)
        case .days(let days): numbers(days)
        case .moments(let moments): numbers(moments)
        case .persons(let persons): persons.map { $0 == .missing ? nil : mixed($0.high, $0.low) }
        case .texts(let bytes, let offsets):
            (0..<max(0, offsets.count - 1)).map { row in
                let (start, end) = (Int(offsets[row]), Int(offsets[row + 1]))
                return start == end ? nil : spellingHash(String(decoding: bytes[start..<end], as: UTF8.self))
            }
        }
    }
}
