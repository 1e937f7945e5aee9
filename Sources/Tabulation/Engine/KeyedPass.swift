internal import Microdata
internal import Records
internal import Synchronization
internal import Workers

/// Answers, in one pass over a table and one over its keys, all requests that count the same persons or other keys.
struct KeyedPass: Sendable {
    let key: TypedExpression
    /// The requests by their place in the run.
    let requests: [(place: Int, request: PreparedRequest)]
    private let contents: [Payload.Content]
    private let tasks: [KeyedTask]

    init(key: TypedExpression, _ requests: [(place: Int, request: PreparedRequest)]) {
        self.key = key
        self.requests = requests
        var contents = [Payload.Content]()
        func field(_ content: Payload.Content) -> Int {
            if let known = contents.firstIndex(where: { $0.canonical == content.canonical }) { return known }
            contents.append(content)
            return contents.count - 1
        }
        var tasks = [KeyedTask]()
        for (number, entry) in requests.enumerated() {
            let request = entry.request
            let selection = field(.selection(filter: request.filter, oncePer: request.oncePer))
            let group = field(.group(request.groupings.map(\.expression)))
            let kind: KeyedTask.Kind
            switch request.kind {
            case .transition(let pairing, let item):
                let role = field(.role(pairing.wave, waves: [pairing.from, pairing.to]))
                kind = .waves(role: role, count: 2, items: [field(.value(item))])
            case .waveValues(_, let wave, let waves, let item):
                kind = .waves(role: field(.role(wave, waves: waves)), count: waves.count, items: [field(.value(item))])
            case .retention(let pairing, let value):
                let role = field(.role(pairing.wave, waves: [pairing.from, pairing.to]))
                kind = .retention(role: role, values: [field(.group([value]))])
            case .wavePatterns(_, let wave): kind = .patterns(wave: field(.value(wave)))
            case .keyFrequency(_, let of): kind = .frequency(of: field(.value(of)))
            default: kind = .distinct
            }
            tasks.append(KeyedTask(kind: kind, selection: selection, groups: [group], requests: [number]))
        }
        self.contents = contents
        self.tasks = KeyedTask.joined(tasks)
    }

    /// The answers, in the order of the requests.
    func answers(_ scan: TableScan, _ selections: RowSelections) throws -> [CrossTabulation] {
        let levels = contents.map { _ in Payload.Levels() }
        let keyLevels = Payload.Levels()
        var payload = Payload(contents, levels: levels, widths: [])
        if scan.rows < scan.tuning.rowsWorthPacking {
            // There cannot be more levels than rows.
            payload = Payload(contents, levels: levels, widths: contents.map { $0.fixedWidth ?? 20 })
        } else {
            payload = Payload(contents, levels: levels, widths: contents.map { _ in 32 })
            let sample = Set([0, scan.segments.count / 2, scan.segments.count - 1])
            for index in sample {
                _ = try payload.packed(SegmentEvaluator(scan.segments[index], scan.source, scan.references), selections)
            }
            payload = Payload(contents, levels: levels, widths: payload.neededWidths())
        }
        while true {
            if let stores = try filled(payload, keyLevels, scan, selections) {
                return try counted(stores, payload, scan)
            }
            // A level came that the sample did not have: the fields are made wider, and twice so, to come to an end.
            let wider = zip(contents, payload.neededWidths()).map { content, width in
                content.fixedWidth ?? min(32, width + 1)
            }
            payload = Payload(contents, levels: levels, widths: wider)
        }
    }

    private func filled(
        _ payload: Payload, _ keyLevels: Payload.Levels, _ scan: TableScan, _ selections: RowSelections
    ) throws -> [EntryStore]? {
        let bits = scan.partitionBits
        let gaveUp = Atomic<Bool>(false)
        let stores = try scan.forEachStretch { _, segments in
            let store = EntryStore(
                payloadWords: payload.words, partitionBits: bits, expected: segments.reduce(0) { $0 + $1.rowCount })
            for segment in segments where segment.rowCount > 0 && !gaveUp.load(ordering: .relaxed) {
                let evaluator = SegmentEvaluator(segment, scan.source, scan.references)
                guard let packed = try payload.packed(evaluator, selections) else {
                    gaveUp.store(true, ordering: .relaxed)
                    break
                }
                add(try Self.keys(of: key, evaluator, keyLevels), packed, payload, to: store)
            }
            return store
        }
        return gaveUp.load(ordering: .relaxed) ? nil : stores
    }

    /// Adds the rows that any request selects.
    private func add(_ keys: [Pseudonym], _ packed: [UInt64], _ payload: Payload, to store: EntryStore) {
        var masks = [UInt64](repeating: 0, count: payload.words)
        for (content, field) in zip(contents, payload.fields) {
            if case .selection = content { masks[field.word] |= 1 << field.shift }
        }
        let words = payload.words
        unsafe packed.withUnsafeBufferPointer { packed in
            unsafe masks.withUnsafeBufferPointer { masks in
                for row in 0..<keys.count {
                    let key = keys[row]
                    if key == .missing { continue }
                    var selected: UInt64 = 0
                    for word in 0..<words { unsafe selected |= packed[row &* words &+ word] & masks[word] }
                    if selected == 0 { continue }
                    let entry = unsafe store.add(key)
                    for word in 0..<words { unsafe entry[word] = packed[row &* words &+ word] }
                }
            }
        }
    }

    /// The keys of a segment's rows: persons as they are, other keys by a number that is the same in all segments.
    static func keys(
        of key: TypedExpression, _ evaluator: SegmentEvaluator, _ levels: Payload.Levels
    ) throws -> [Pseudonym] {
        switch try evaluator.vector(key) {
        case .persons(let persons): return persons
        case .keys(let keys, let dictionary):
            let known = levels.numbers(ofTexts: dictionary).map { Self.pseudonym(of: $0) }
            return keys.map { Int($0) < known.count ? known[Int($0)] : .missing }
        default:
            let vector = try evaluator.levels(key)
            let known = vector.levels.map { level in
                switch level {
                case .code(let text): Self.pseudonym(of: levels.numbers(ofTexts: [text])[0])
                case .number: Self.pseudonym(of: levels.numbers(of: [[level]])[0])
                case .missing: Pseudonym.missing
                }
            }
            return (0..<evaluator.rows).map { known[Int(vector.place($0))] }
        }
    }

    /// A key of its own for each number, spread over the partitions.
    private static func pseudonym(of number: UInt32) -> Pseudonym {
        let low = UInt64(number) + 1
        return Pseudonym(high: low &* 0x9E37_79B9_7F4A_7C15, low: low)
    }

    private func counted(_ stores: [EntryStore], _ payload: Payload, _ scan: TableScan) throws -> [CrossTabulation] {
        guard let stride = stores.first?.stride else { return [] }
        for task in tasks { try Self.checkSize(task, payload) }
        let entries = stores.reduce(0) { $0 + $1.count }
        let next = Atomic<Int>(0)
        let partitions = stores[0].partitions
        let threads = min(partitions, scan.threads(for: entries))
        let counted = inParallel(threads, threads: threads) { _ in
            let counters = tasks.map { TaskCounter($0, payload) }
            while true {
                let number = next.wrappingAdd(1, ordering: .relaxed).oldValue
                guard number < partitions else { break }
                let partition = Partition(stores.flatMap { $0.blocks(of: number) }, stride: stride)
                let rows = WaveRows(partition, payload)
                for counter in counters { counter.add(partition, rows) }
            }
            return counters.map { $0.finish() }
        }
        var answers = [CrossTabulation?](repeating: nil, count: requests.count)
        for (index, task) in tasks.enumerated() {
            for (place, number) in task.requests.enumerated() {
                var counts: [UInt64: Int] = [:]
                for thread in counted { counts.merge(thread[index].counts[place]) { $0 + $1 } }
                answers[number] = try tabulated(counts, task, place, payload, requests[number].request)
            }
        }
        return answers.compactMap { $0 }
    }

    /// Cells are told apart by one number, which must hold the combinations of all values.
    private static func checkSize(_ task: KeyedTask, _ payload: Payload) throws {
        for group in task.groups {
            let groups = max(1, payload.levels[group].count)
            for item in task.kind.items {
                let size = TaskCounter.combinations(task.kind, levels: payload.levels[item].count)
                guard let size, !size.multipliedReportingOverflow(by: groups).overflow else {
                    throw TabulationError.tooManyLevels(what: "values in several waves")
                }
            }
        }
    }

    private func tabulated(
        _ counts: [UInt64: Int], _ task: KeyedTask, _ place: Int, _ payload: Payload, _ request: PreparedRequest
    ) throws -> CrossTabulation {
        let items = task.kind.items
        let item = items.isEmpty ? nil : items[place % items.count]
        let groups = payload.levels[task.groups[items.isEmpty ? 0 : place / items.count]].all
        var axes = request.groupAxes
        var cells = [TabulatedCell]()
        func add(_ group: UInt64, _ levels: [Level], _ count: Int) {
            cells.append(TabulatedCell(levels: groups[Int(group)] + levels, aggregate: Aggregate(count: count)))
        }
        switch task.kind {
        case .distinct: for (key, count) in counts { add(key, [], count) }
        case .waves(_, let waves, _):
            let (names, expression): ([String], TypedExpression)
            switch request.kind {
            case .transition(_, let item): (names, expression) = (["from", "to"], item)
            case .waveValues(_, _, let waves, let item): (names, expression) = (waves, item)
            default: return CrossTabulation(axes: axes, cells: cells)
            }
            let levels = item.map { payload.levels[$0].all } ?? []
            let width = UInt64(levels.count + 1)
            for name in names {
                axes.append(Axis(name: name, places: expression.type.places, type: axisType(of: expression)))
            }
            for (key, count) in counts {
                var rest = key
                var values = [Level]()
                for _ in 0..<waves {
                    values = levels[Int(rest % width) - 1] + values
                    rest /= width
                }
                add(rest, values, count)
            }
        case .retention:
            guard case .retention(_, let expression) = request.kind else { break }
            let levels = item.map { payload.levels[$0].all } ?? []
            let width = UInt64(levels.count)
            axes.append(Axis(name: "value", places: expression.type.places, type: axisType(of: expression)))
            axes.append(Axis(name: "retention"))
            for (key, count) in counts {
                let isMatched = key % 2 == 1
                add(
                    key / 2 / width, levels[Int(key / 2 % width)] + [.code(isMatched ? "matched" : "unmatched")], count)
            }
        case .patterns(let wave):
            guard case .wavePatterns(_, let expression) = request.kind else { break }
            axes.append(Axis(name: "waves"))
            let waves = payload.levels[wave].all.map { $0.first ?? .missing(.notAnswered) }
            guard waves.count <= 32 else { throw TabulationError.tooManyLevels(what: "waves") }
            // In the order of the code list, else by name.
            let order = expression.codes ?? []
            let sorted = waves.indices.sorted { left, right in
                let (a, b) = (Self.rank(waves[left], order), Self.rank(waves[right], order))
                return a == b ? waves[left] < waves[right] : a < b
            }
            for (key, count) in counts {
                let names = sorted.filter { key >> UInt64($0) & 1 == 1 }.map { Self.name(waves[$0]) }
                add(key >> 32, [.code(names.joined(separator: "+"))], count)
            }
        case .frequency:
            axes.append(Axis(name: "times", type: .integer))
            for (key, count) in counts { add(key >> 32, [.number(Int(key & 0xFFFF_FFFF))], count) }
        }
        return CrossTabulation(axes: axes, cells: cells)
    }

    private static func rank(_ level: Level, _ order: [String]) -> Int {
        guard case .code(let code) = level else { return order.count }
        return order.firstIndex(of: code) ?? order.count
    }

    private static func name(_ level: Level) -> String {
        switch level {
        case .code(let code): code
        case .number(let number): String(number)
        case .missing(let reason): reason.name
        }
    }
}
