internal import Microdata
internal import Records

/// Counts of one task, by one thread: groups and further numbers, and how often.
struct KeyedCounts: Sendable {
    /// Counts by the numbers of group and levels, as `TaskCounter` makes the key, for each request.
    var counts: [[UInt64: Int]]
}

/// Counts a task over partitions; used by one thread.
final class TaskCounter {
    private let task: KeyedTask
    private let payload: Payload
    private let groups: Int
    /// The counts of each request of the task.
    private(set) var counts: [[UInt64: Int]]
    /// For each group and item what is counted; those with few levels are counted in a table of their own within ``dense``.
    private var places: [Place] = []
    private var dense: [Int] = []

    private struct Place {
        /// Where its table starts; below 0 when it would be too large.
        let start: Int
        /// The combinations of an item's levels.
        let size: Int
        /// The cells of the table.
        let cells: Int
    }

    init(_ task: KeyedTask, _ payload: Payload) {
        self.task = task
        self.payload = payload
        groups = max(1, payload.levels[task.groups[0]].count)
        counts = [[UInt64: Int]](repeating: [:], count: task.requests.count)
        var size = 0
        for group in task.groups {
            for item in task.kind.items {
                let combinations = Self.combinations(task.kind, levels: payload.levels[item].count)
                let groups = max(1, payload.levels[group].count)
                let cells = groups.multipliedReportingOverflow(by: combinations ?? .max)
                let isDense = !cells.overflow && cells.partialValue <= 1 << 18
                places.append(
                    Place(
                        start: isDense ? size : -1, size: combinations ?? .max, cells: isDense ? cells.partialValue : 0)
                )
                if isDense { size += cells.partialValue }
            }
        }
        dense = [Int](repeating: 0, count: size)
    }

    /// The combinations of an item's levels that are told apart; nil when a number does not hold them.
    static func combinations(_ kind: KeyedTask.Kind, levels: Int) -> Int? {
        guard case .waves(_, let waves, _) = kind else { return levels * 2 }
        var combinations = 1
        for _ in 0..<waves {
            let (product, overflow) = combinations.multipliedReportingOverflow(by: levels + 1)
            if overflow { return nil }
            combinations = product
        }
        return combinations
    }

    /// Adds the keys of a partition.
    func add(_ partition: Partition, _ rows: WaveRows) {
        switch task.kind {
        case .distinct: addDistinct(partition)
        case .waves(let role, let waves, let items):
            let rows = unsafe rows.rows(selection: task.selection, role: role, waves: waves)
            unsafe addItems(partition.keyCount, rows, items, waves: waves, isRetention: false)
        case .retention(let role, let values):
            let rows = unsafe rows.rows(selection: task.selection, role: role, waves: 2)
            unsafe addItems(partition.keyCount, rows, values, waves: 2, isRetention: true)
        case .patterns(let wave): addPatterns(partition, wave)
        case .frequency(let of): addFrequencies(partition, of)
        }
    }

    /// Ends the counting.
    func finish() -> KeyedCounts {
        for (number, place) in places.enumerated() where place.start >= 0 {
            for cell in 0..<place.cells where dense[place.start + cell] > 0 {
                counts[number][UInt64(cell)] = dense[place.start + cell]
            }
        }
        return KeyedCounts(counts: counts)
    }

    /// Counts each key once for each group and item, by the group of its first row and the combination of the item's values in its
    /// rows.
    ///
    /// Some keys at a time: their rows stay near while item after item is read, and one small table after the other is counted in.
    private func addItems(_ keys: Int, _ rows: [WaveRow], _ items: [Int], waves: Int, isRetention: Bool) {
        let fields = items.map { payload.fields[$0] }
        let widths = items.map { payload.levels[$0].count + 1 }
        let groupFields = task.groups.map { payload.fields[$0] }
        // Taken out of the class, whose own arrays are checked at each change.
        var table = dense
        dense = []
        let block = 256
        var groups = [Int](repeating: 0, count: block * groupFields.count)
        var own = unsafe [WaveRow](repeating: nil, count: block * waves)
        var codes = [Code](repeating: Code(key: 0, number: 0), count: block)
        unsafe rows.withUnsafeBufferPointer { rows in
            unsafe own.withUnsafeMutableBufferPointer { own in
                unsafe groups.withUnsafeMutableBufferPointer { groups in
                    unsafe codes.withUnsafeMutableBufferPointer { codes in
                        var first = 0
                        while first < keys {
                            let last = min(keys, first &+ block)
                            var present = 0
                            for key in first..<last {
                                guard let row = unsafe rows[key &* waves] else { continue }
                                for wave in 0..<waves {
                                    unsafe own[present &* waves &+ wave] = rows[key &* waves &+ wave]
                                }
                                for (number, field) in groupFields.enumerated() {
                                    unsafe groups[number &* block &+ present] = field(row)
                                }
                                present &+= 1
                            }
                            first = last
                            for item in fields.indices {
                                let count =
                                    unsafe isRetention
                                    ? Self.retentionCodes(own, present, fields[item], &codes)
                                    : Self.waveCodes(own, present, waves, fields[item], widths[item], &codes)
                                for number in groupFields.indices {
                                    unsafe add(
                                        UnsafeBufferPointer(rebasing: codes[..<count]),
                                        UnsafeBufferPointer(rebasing: groups[(number &* block)...]),
                                        request: number &* fields.count &+ item, to: &table)
                                }
                            }
                        }
                    }
                }
            }
        }
        dense = table
    }

    /// A key of a block and the combination of its values.
    private struct Code {
        let key: Int
        let number: Int
    }

    /// The combinations of values in several waves, of the keys that have one in each.
    private static func waveCodes(
        _ rows: UnsafeMutableBufferPointer<WaveRow>, _ keys: Int, _ waves: Int, _ field: Payload.Field, _ width: Int,
        _ codes: inout UnsafeMutableBufferPointer<Code>
    ) -> Int {
        var count = 0
        for key in 0..<keys {
            var number = 0
            var isWhole = true
            for wave in 0..<waves {
                let value = unsafe rows[key &* waves &+ wave].map { unsafe field($0) } ?? 0
                isWhole = isWhole && value > 0
                number = number &* width &+ value
            }
            unsafe codes[count] = Code(key: key, number: number)
            count &+= isWhole ? 1 : 0
        }
        return count
    }

    /// The values in the first of two waves, with whether there is a row in the second.
    private static func retentionCodes(
        _ rows: UnsafeMutableBufferPointer<WaveRow>, _ keys: Int, _ field: Payload.Field,
        _ codes: inout UnsafeMutableBufferPointer<Code>
    ) -> Int {
        for key in 0..<keys {
            let value = unsafe rows[key &* 2].map { unsafe field($0) } ?? 0
            unsafe codes[key] = Code(key: key, number: value &* 2 &+ (rows[key &* 2 &+ 1] == nil ? 0 : 1))
        }
        return keys
    }

    /// Counts the codes of some keys for one request, by the group of each.
    private func add(
        _ codes: UnsafeBufferPointer<Code>, _ groups: UnsafeBufferPointer<Int>, request: Int, to table: inout [Int]
    ) {
        let place = places[request]
        guard place.start >= 0 else {
            for index in 0..<codes.count {
                let code = unsafe codes[index]
                let cell = unsafe UInt64(groups[code.key]) &* UInt64(place.size) &+ UInt64(code.number)
                counts[request][cell, default: 0] += 1
            }
            return
        }
        unsafe table.withUnsafeMutableBufferPointer { table in
            for index in 0..<codes.count {
                let code = unsafe codes[index]
                unsafe table[place.start &+ groups[code.key] &* place.size &+ code.number] &+= 1
            }
        }
    }

    private func addDistinct(_ partition: Partition) {
        let selection = payload.fields[task.selection]
        let group = payload.fields[task.groups[0]]
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

    private func addPatterns(_ partition: Partition, _ wave: Int) {
        let selection = payload.fields[task.selection]
        let group = payload.fields[task.groups[0]]
        let waveField = payload.fields[wave]
        // Combinations of waves are few: they are told apart by a mask, and counted under group and mask.
        var found: [UInt64: Int] = [:]
        let cells = partition.keyCount * groups
        if cells <= 1 << 22 {
            var masks = [UInt64](repeating: 0, count: cells)
            unsafe masks.withUnsafeMutableBufferPointer { masks in
                unsafe partition.visit { key, entry in
                    let wave = unsafe waveField(entry)
                    guard unsafe selection(entry) == 1, wave > 0 else { return }
                    unsafe masks[key &* groups &+ group(entry)] |= 1 << UInt64(min(63, wave - 1))
                }
            }
            let greatest = masks.reduce(0, |)
            if greatest < 1 << 10 {
                let width = Int(greatest) + 1
                var table = [Int](repeating: 0, count: groups * width)
                for (cell, mask) in masks.enumerated() { table[cell % groups * width + Int(mask)] += 1 }
                for (place, count) in table.enumerated() where count > 0 && place % width > 0 {
                    counts[0][UInt64(place / width) << 32 | UInt64(place % width), default: 0] += count
                }
                return
            }
            for (cell, mask) in masks.enumerated() where mask > 0 {
                found[UInt64(cell % groups) << 32 | mask & 0xFFFF_FFFF, default: 0] += 1
            }
        } else {
            var masks: [UInt64: UInt64] = [:]
            unsafe partition.visit { key, entry in
                let wave = unsafe waveField(entry)
                guard unsafe selection(entry) == 1, wave > 0 else { return }
                masks[unsafe UInt64(key) << 32 | UInt64(group(entry)), default: 0] |= 1 << UInt64(min(63, wave - 1))
            }
            for (pair, mask) in masks { found[(pair & 0xFFFF_FFFF) << 32 | mask & 0xFFFF_FFFF, default: 0] += 1 }
        }
        for (cell, count) in found { counts[0][cell, default: 0] += count }
    }

    private func addFrequencies(_ partition: Partition, _ of: Int) {
        let selection = payload.fields[task.selection]
        let group = payload.fields[task.groups[0]]
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
