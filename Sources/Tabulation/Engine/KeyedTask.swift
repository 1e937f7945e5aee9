internal import Microdata
internal import Records

/// A measure that counts persons or other keys, and so needs all rows of a key together.
struct KeyedTask: Sendable {
    enum Kind: Sendable {
        case distinct
        /// Items that are paired in the same way, by field.
        case transition(role: Int, items: [Int])
        /// Values of an item in some waves, by field.
        case waves(role: Int, count: Int, item: Int)
        /// Values in a wave, and whether there is another.
        case retention(role: Int, value: Int)
        case patterns(wave: Int)
        case frequency(of: Int)
    }

    let kind: Kind
    /// Fields of the payload.
    let selection: Int
    let group: Int
    /// The requests that it answers; for transitions one per item.
    let requests: [Int]
}

/// Counts of one task, by one thread: groups and further numbers, and how often.
struct KeyedCounts: Sendable {
    /// Counts by the numbers of group and levels, as `TaskCounter` makes the key.
    var counts: [[UInt64: Int]]
}

/// Counts a task over partitions; used by one thread.
final class TaskCounter {
    private let task: KeyedTask
    private let payload: Payload
    private let groups: Int
    /// The counts of each request of the task.
    private(set) var counts: [[UInt64: Int]]
    /// The items of a transition; those with few levels are counted in a table of their own within ``dense``.
    private var items: [Item] = []
    private var dense: [Int] = []

    private struct Item {
        let field: Payload.Field
        /// Levels, and one for missing.
        let width: Int
        /// Where its table starts; nil when it would be too large.
        let start: Int?
    }

    init(_ task: KeyedTask, _ payload: Payload) {
        self.task = task
        self.payload = payload
        groups = max(1, payload.levels[task.group].count)
        counts = [[UInt64: Int]](repeating: [:], count: task.requests.count)
        guard case .transition(_, let items) = task.kind else { return }
        var size = 0
        for item in items {
            let width = payload.levels[item].count + 1
            let cells = groups.multipliedReportingOverflow(by: width &* width)
            let isDense = !cells.overflow && width < 1 << 12 && cells.partialValue <= 1 << 18
            self.items.append(Item(field: payload.fields[item], width: width, start: isDense ? size : nil))
            if isDense { size += cells.partialValue }
        }
        dense = [Int](repeating: 0, count: size)
    }

    /// Adds the keys of a partition.
    func add(_ partition: Partition) {
        switch task.kind {
        case .distinct: addDistinct(partition)
        case .transition(let role, _): addTransitions(partition, role)
        case .waves(let role, let waves, let item): addWaves(partition, role, waves, item)
        case .retention(let role, let value): addRetention(partition, role, value)
        case .patterns(let wave): addPatterns(partition, wave)
        case .frequency(let of): addFrequencies(partition, of)
        }
    }

    /// Ends the counting.
    func finish() -> KeyedCounts {
        for (number, item) in items.enumerated() {
            guard let start = item.start else { continue }
            for cell in 0..<groups * item.width * item.width where dense[start + cell] > 0 {
                counts[number][UInt64(cell)] = dense[start + cell]
            }
        }
        return KeyedCounts(counts: counts)
    }

    private func addDistinct(_ partition: Partition) {
        let selection = payload.fields[task.selection]
        let group = payload.fields[task.group]
        let cells = partition.keyCount * groups
        if cells <= 1 << 22 {
            var seen = [Bool](repeating: false, count: cells)
            var found = [Int](repeating: 0, count: groups)
            unsafe seen.withUnsafeMutableBufferPointer { seen in
                unsafe partition.visit { key, entry in
                    guard unsafe selection(entry) == 1 else { return }
                    let place = unsafe group(entry)
                    let cell = key &* groups &+ place
                    if unsafe !seen[cell] {
                        unsafe seen[cell] = true
                        found[place] += 1
                    }
                }
            }
            for (place, count) in found.enumerated() where count > 0 { counts[0][UInt64(place), default: 0] += count }
            return
        }
        var pairs = [UInt64]()
        unsafe partition.visit { key, entry in
            if unsafe selection(entry) == 1 { unsafe pairs.append(UInt64(key) << 32 | UInt64(group(entry))) }
        }
        for pair in Self.unique(pairs) { counts[0][pair & 0xFFFF_FFFF, default: 0] += 1 }
    }

    private func addTransitions(_ partition: Partition, _ role: Int) {
        let selection = payload.fields[task.selection]
        let roleField = payload.fields[role]
        // The earliest row of a wave counts: entries come in the order of rows.
        var firsts = unsafe [UnsafeMutablePointer<UInt64>?](repeating: nil, count: partition.keyCount)
        var seconds = unsafe [UnsafeMutablePointer<UInt64>?](repeating: nil, count: partition.keyCount)
        unsafe firsts.withUnsafeMutableBufferPointer { firsts in
            unsafe seconds.withUnsafeMutableBufferPointer { seconds in
                unsafe partition.visit { key, entry in
                    guard unsafe selection(entry) == 1 else { return }
                    switch unsafe roleField(entry) {
                    case 1: if unsafe firsts[key] == nil { unsafe firsts[key] = entry }
                    case 2: if unsafe seconds[key] == nil { unsafe seconds[key] = entry }
                    default: break
                    }
                }
            }
        }
        let group = payload.fields[task.group]
        // Taken out of the class, whose own arrays are checked at each change.
        var table = dense
        dense = []
        var sparse = [(item: Int, cell: UInt64)]()
        unsafe table.withUnsafeMutableBufferPointer { table in
            for key in 0..<partition.keyCount {
                guard let first = unsafe firsts[key], let second = unsafe seconds[key] else { continue }
                let place = unsafe group(first)
                for number in items.indices {
                    let item = items[number]
                    let (from, to) = unsafe (item.field(first), item.field(second))
                    guard from != 0, to != 0 else { continue }
                    if let start = item.start {
                        unsafe table[start &+ (place &* item.width &+ from) &* item.width &+ to] &+= 1
                    } else {
                        let width = UInt64(item.width)
                        sparse.append((number, (UInt64(place) &* width &+ UInt64(from)) &* width &+ UInt64(to)))
                    }
                }
            }
        }
        dense = table
        for (number, cell) in sparse { counts[number][cell, default: 0] += 1 }
    }

    private func addWaves(_ partition: Partition, _ role: Int, _ waves: Int, _ item: Int) {
        let rows = unsafe firstRows(of: partition, role, waves)
        let group = payload.fields[task.group]
        let value = payload.fields[item]
        let width = UInt64(payload.levels[item].count + 1)
        for key in 0..<partition.keyCount {
            guard let first = unsafe rows[key &* waves] else { continue }
            var cell = unsafe UInt64(group(first))
            var isComplete = true
            for wave in 0..<waves where isComplete {
                let number = unsafe rows[key &* waves &+ wave].map { unsafe value($0) } ?? 0
                isComplete = number != 0
                cell = cell &* width &+ UInt64(number)
            }
            if isComplete { counts[0][cell, default: 0] += 1 }
        }
    }

    private func addRetention(_ partition: Partition, _ role: Int, _ value: Int) {
        let rows = unsafe firstRows(of: partition, role, 2)
        let group = payload.fields[task.group]
        let field = payload.fields[value]
        let width = UInt64(payload.levels[value].count)
        for key in 0..<partition.keyCount {
            guard let first = unsafe rows[key &* 2] else { continue }
            let isMatched = unsafe rows[key &* 2 &+ 1] != nil
            let cell = unsafe UInt64(group(first)) &* width &+ UInt64(field(first))
            counts[0][cell &* 2 &+ (isMatched ? 1 : 0), default: 0] += 1
        }
    }

    /// Each key's earliest row in each of some waves, wave by wave: entries come in the order of rows.
    private func firstRows(
        of partition: Partition, _ role: Int, _ waves: Int
    ) -> [UnsafeMutablePointer<UInt64>?] {
        let selection = payload.fields[task.selection]
        let roleField = payload.fields[role]
        var rows = unsafe [UnsafeMutablePointer<UInt64>?](repeating: nil, count: partition.keyCount * waves)
        unsafe rows.withUnsafeMutableBufferPointer { rows in
            unsafe partition.visit { key, entry in
                guard unsafe selection(entry) == 1 else { return }
                let wave = unsafe roleField(entry)
                guard wave > 0 else { return }
                let place = key &* waves &+ wave &- 1
                if unsafe rows[place] == nil { unsafe rows[place] = entry }
            }
        }
        return unsafe rows
    }

    private func addPatterns(_ partition: Partition, _ wave: Int) {
        let selection = payload.fields[task.selection]
        let group = payload.fields[task.group]
        let waveField = payload.fields[wave]
        var masks: [UInt64: UInt64] = [:]
        masks.reserveCapacity(partition.keyCount)
        unsafe partition.visit { key, entry in
            let wave = unsafe waveField(entry)
            guard unsafe selection(entry) == 1, wave > 0 else { return }
            masks[unsafe UInt64(key) << 32 | UInt64(group(entry)), default: 0] |= 1 << UInt64(min(63, wave - 1))
        }
        // Combinations of waves are few: they are told apart by a mask, and counted under group and mask.
        for (pair, mask) in masks {
            counts[0][(pair & 0xFFFF_FFFF) << 32 | mask & 0xFFFF_FFFF, default: 0] += 1
        }
    }

    private func addFrequencies(_ partition: Partition, _ of: Int) {
        let selection = payload.fields[task.selection]
        let group = payload.fields[task.group]
        let value = payload.fields[of]
        var triples = [(pair: UInt64, number: Int)]()
        unsafe partition.visit { key, entry in
            let number = unsafe value(entry)
            guard unsafe selection(entry) == 1, number > 0 else { return }
            triples.append((unsafe UInt64(key) << 32 | UInt64(group(entry)), number))
        }
        triples.sort { $0.pair == $1.pair ? $0.number < $1.number : $0.pair < $1.pair }
        var index = 0
        while index < triples.count {
            let pair = triples[index].pair
            var times: UInt64 = 0
            var last = 0
            while index < triples.count, triples[index].pair == pair {
                if triples[index].number != last { times += 1 }
                last = triples[index].number
                index += 1
            }
            counts[0][(pair & 0xFFFF_FFFF) << 32 | times, default: 0] += 1
        }
    }

    private static func unique(_ numbers: [UInt64]) -> [UInt64] {
        let sorted = numbers.sorted()
        var result = [UInt64]()
        for number in sorted where result.last != number { result.append(number) }
        return result
    }
}
