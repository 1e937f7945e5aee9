internal import CScan
internal import Diagnostics
internal import Microdata

/// Remembers the keys of a table's rows, to find those that come again: in the same file or in a later one.
///
/// It keeps 64 bits of a hash of each key, about 12 bytes a row. Two different keys among n rows agree by chance with a
/// probability of about n²/2⁶⁵: three in a million for ten million rows. Up to a million rows it also remembers where each key
/// was first seen, so that messages can say so; beyond six million the keys of further rows go to disk, so that memory has a bound
/// that no number of rows passes.
///
/// A filter belongs to one table and one run, and to one thread at a time.
@safe public final class DuplicateFilter {
    private static let originLimit = 1 << 20
    /// Just below three quarters of 256 shards of 32,768 places, where they would double: 64 MiB.
    private static let memoryLimit = 6_000_000

    /// An open-addressing table of the hashes that start with the same eight bits; 0 is a free place.
    ///
    /// Trivial, so that finding a shard costs no counting of references; the filter frees its memory.
    @safe private struct Shard: BitwiseCopyable {
        var hashes: UnsafeMutablePointer<UInt64>
        /// Where each hash was first seen; nil once there are too many rows to remember that.
        var origins: UnsafeMutablePointer<UInt64>?
        var mask: Int
        var count = 0

        init(places: Int, keepsOrigins: Bool) {
            mask = places - 1
            unsafe hashes = .allocate(capacity: places)
            unsafe hashes.initialize(repeating: 0, count: places)
            unsafe origins = keepsOrigins ? .allocate(capacity: places) : nil
            unsafe origins?.initialize(repeating: 0, count: places)
        }

        /// The place of a hash, or the free place where it goes.
        @inline(__always)
        func place(of hash: UInt64) -> Int {
            var place = Int(truncatingIfNeeded: hash) & mask
            while unsafe hashes[place] != hash && hashes[place] != 0 { place = (place &+ 1) & mask }
            return place
        }

        /// Puts a hash into a free place.
        @inline(__always)
        mutating func insert(_ hash: UInt64, at place: Int, origin: UInt64) {
            unsafe hashes[place] = hash
            unsafe origins?[place] = origin
            count &+= 1
            if count &* 4 > mask &* 3 { enlarge() }
        }

        @inline(never)
        private mutating func enlarge() {
            var larger = unsafe Shard(places: (mask + 1) * 2, keepsOrigins: origins != nil)
            for index in 0...mask where unsafe hashes[index] != 0 {
                let free = unsafe larger.place(of: hashes[index])
                unsafe larger.hashes[free] = hashes[index]
                if let origins = unsafe origins { unsafe larger.origins?[free] = origins[index] }
            }
            larger.count = count
            deallocate()
            self = larger
        }

        mutating func forgetOrigins() {
            unsafe origins?.deallocate()
            unsafe origins = nil
        }

        func deallocate() {
            unsafe hashes.deallocate()
            unsafe origins?.deallocate()
        }
    }

    private let shards = UnsafeMutablePointer<Shard>.allocate(capacity: 256)
    private var sources: [RecordLocation] = []
    private var count = 0
    private let limit: Int
    /// The keys that came after those in memory; nil while there are none.
    private var overflow: KeysOnDisk?

    public convenience init() { self.init(limit: Self.memoryLimit) }

    /// - Parameter limit: The keys that are held in memory.
    init(limit: Int) {
        self.limit = limit
        for index in 0..<256 { unsafe (shards + index).initialize(to: Shard(places: 16, keepsOrigins: true)) }
    }

    deinit {
        for index in 0..<256 { unsafe shards[index].deallocate() }
        unsafe shards.deallocate()
    }

    /// The rows whose keys have come before, each with the place of the first if it is known; the others are remembered.
    ///
    /// - Throws: ``IngestError/receiver(_:)`` when there are more keys than memory holds and the disk takes no more of them.
    func repeated(
        _ keys: [UInt64], source: RecordLocation, line: (Int) -> Int
    ) throws(IngestError) -> [(row: Int, first: RecordLocation?)] {
        if sources.last != source { sources.append(source) }
        let sourceNumber = UInt64(sources.count - 1)
        var found: [(row: Int, first: RecordLocation?)] = []
        var further: [(hash: UInt64, row: Int)] = []
        let rows = keys.count
        unsafe keys.withUnsafeBufferPointer { keys in
            for row in 0..<rows {
                if row + 24 < rows {
                    let next = unsafe keys[row + 24]
                    let shard = unsafe shards + Int(next >> 56)
                    unsafe cscan_prefetch(shard.pointee.hashes + (Int(truncatingIfNeeded: next) & shard.pointee.mask))
                }
                let key = unsafe keys[row]
                guard key != 0 else { continue }
                let shard = unsafe shards + Int(key >> 56)
                let place = unsafe shard.pointee.place(of: key)
                if unsafe shard.pointee.hashes[place] == key {
                    let origin = unsafe shard.pointee.origins?[place]
                    found.append((row, origin.flatMap { location($0) }))
                } else if count < limit {
                    unsafe shard.pointee.insert(key, at: place, origin: sourceNumber << 40 | UInt64(max(0, line(row))))
                    count += 1
                    if count == Self.originLimit { for index in 0..<256 { unsafe shards[index].forgetOrigins() } }
                } else {
                    further.append((key, row))
                }
            }
        }
        guard !further.isEmpty else { return found }
        found += try repeated(further).map { ($0, nil) }
        return found.sorted { $0.row < $1.row }
    }

    /// The same for keys that memory has no room for.
    private func repeated(_ keys: [(hash: UInt64, row: Int)]) throws(IngestError) -> [Int] {
        do throws(KeysOnDiskError) {
            let disk = if let overflow { overflow } else { try KeysOnDisk() }
            overflow = disk
            return try disk.add(keys)
        } catch {
            throw .receiver(error)
        }
    }

    private func location(_ origin: UInt64) -> RecordLocation? {
        let source = Int(origin >> 40)
        guard source < sources.count else { return nil }
        return RecordLocation(
            file: sources[source].file, sheet: sources[source].sheet, line: Int(origin & (1 << 40 - 1)))
    }

    /// The hashes of the keys of a segment's rows; 0 where a part is missing.
    ///
    /// - Parameter isSymmetric: Whether the first two columns are the ends of a pair without a direction.
    static func keys(of segment: Segment, columns: [String], isSymmetric: Bool = false) -> [UInt64] {
        let found = columns.compactMap { segment[$0]?.column }.filter { $0.count == segment.rowCount }
        guard found.count == columns.count else { return [UInt64](repeating: 0, count: segment.rowCount) }
        var keys = [UInt64](repeating: 1, count: segment.rowCount)
        var further = found[...]
        if isSymmetric, let first = further.popFirst(), let second = further.popFirst() {
            var other = keys
            first.mix(into: &keys)
            second.mix(into: &other)
            for row in keys.indices { keys[row] = mixedPair(1, keys[row], other[row]) }
        }
        for column in further { column.mix(into: &keys) }
        return keys
    }
}

extension Column {
    /// A row's whole number; nil when it is missing or the column holds none.
    func integer(at row: Int) -> Int? {
        func value<T: ColumnInteger>(_ values: [T]) -> Int? { values[row] < T.leastPresent ? nil : Int(values[row]) }
        guard case .integers(let values, _) = self else { return nil }
        return switch values {
        case .int8(let values): value(values)
        case .int16(let values): value(values)
        case .int32(let values): value(values)
        case .int64(let values): value(values)
        }
    }

    /// Adds the values to the hashes of keys, just as the builders do.
    func mix(into keys: inout [UInt64]) {
        func add<T: ColumnInteger>(_ values: [T]) {
            for row in keys.indices {
                let isMissing = values[row] < T.leastPresent || keys[row] == 0
                keys[row] = isMissing ? 0 : mixed(keys[row], UInt64(bitPattern: Int64(values[row])))
            }
        }
        func add(_ part: (Int) -> UInt64?) {
            for row in keys.indices {
                let value = part(row)
                keys[row] = keys[row] == 0 ? 0 : value.map { mixed(keys[row], $0) } ?? 0
            }
        }
        switch self {
        case .codes(let codes, let dictionary):
            let parts = dictionary.map { spellingHash($0) }
            add { Int(codes[$0]) < parts.count ? parts[Int(codes[$0])] : nil }
        case .keys(let values, let dictionary):
            let parts = dictionary.map { spellingHash($0) }
            add { Int(values[$0]) < parts.count ? parts[Int(values[$0])] : nil }
        case .integers(.int8(let values), _): add(values)
        case .integers(.int16(let values), _): add(values)
        case .integers(.int32(let values), _): add(values)
        case .integers(.int64(let values), _): add(values)
        case .days(let values): add(values)
        case .moments(let values): add(values)
        case .persons(let persons):
            for row in keys.indices {
                let isMissing = persons[row] == .missing || keys[row] == 0
                keys[row] = isMissing ? 0 : mixed(mixed(keys[row], persons[row].high), persons[row].low)
            }
        case .texts(let bytes, let offsets):
            add { row in
                let (start, end) = (Int(offsets[row]), Int(offsets[row + 1]))
                return start == end ? nil : spellingHash(String(decoding: bytes[start..<end], as: UTF8.self))
            }
        }
    }

    /// The column without some rows, given in rising order.
    func removing(_ rows: [Int]) -> Column {
        func left<Element>(_ values: [Element]) -> [Element] {
            var result: [Element] = []
            result.reserveCapacity(values.count - rows.count)
            var from = 0
            for row in rows {
                result += values[from..<row]
                from = row + 1
            }
            return result + values[from...]
        }
        switch self {
        case .codes(let codes, let dictionary): return .codes(left(codes), dictionary: dictionary)
        case .keys(let keys, let dictionary): return .keys(left(keys), dictionary: dictionary)
        case .integers(.int8(let values), let places): return .integers(.int8(left(values)), places: places)
        case .integers(.int16(let values), let places): return .integers(.int16(left(values)), places: places)
        case .integers(.int32(let values), let places): return .integers(.int32(left(values)), places: places)
        case .integers(.int64(let values), let places): return .integers(.int64(left(values)), places: places)
        case .days(let days): return .days(left(days))
        case .moments(let moments): return .moments(left(moments))
        case .persons(let persons): return .persons(left(persons))
        case .texts(let bytes, let offsets):
            var text: [UInt8] = []
            var places: [UInt32] = [0]
            var removed = rows[...]
            for row in 0..<(offsets.count - 1) {
                if removed.first == row {
                    removed.removeFirst()
                    continue
                }
                text += bytes[Int(offsets[row])..<Int(offsets[row + 1])]
                places.append(UInt32(text.count))
            }
            return .texts(bytes: text, offsets: places)
        }
    }
}
