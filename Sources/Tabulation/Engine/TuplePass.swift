internal import Microdata
internal import Records
internal import Synchronization

/// Answers a request for tuples: rows in columns, sorted, those that are alike counted.
///
/// Memory goes with rows times columns, four bytes each, while they are gathered.
struct TuplePass {
    let request: PreparedRequest
    let tuples: PreparedTuples

    func answer(_ scan: TableScan, _ selections: RowSelections) throws -> CrossTabulation {
        let numberings = request.groupings.map { _ in TupleLevels() }
        let people = Payload.Levels()
        let stretches = try scan.forEachStretch { _, segments in
            var gathered = Gathered(columns: request.groupings.count)
            for segment in segments where segment.rowCount > 0 {
                try gather(
                    SegmentEvaluator(segment, scan.source, scan.references), selections, numberings, people, &gathered)
            }
            return gathered
        }
        var all = Gathered(columns: request.groupings.count)
        for stretch in stretches { all.append(stretch) }
        guard all.rows <= Int(UInt32.max) else { throw TabulationError.tooManyLevels(what: "tuples") }
        let columns = zip(zip(all.columns, numberings), request.groupAxes).map { column, axis in
            Self.ordered(column.0, column.1.all, axis)
        }
        let table =
            tuples.person == nil
            ? Self.counted(columns, all.rows, all.incomplete)
            : Self.counted(columns, persons: all.persons, all.incomplete)
        return CrossTabulation(axes: request.groupAxes, cells: [], tuples: table)
    }

    // MARK: Gathering

    private struct Gathered: Sendable {
        var columns: [[UInt32]]
        var persons: [UInt32] = []
        var rows = 0
        var incomplete = 0

        init(columns: Int) { self.columns = [[UInt32]](repeating: [], count: columns) }

        mutating func append(_ other: Gathered) {
            for index in columns.indices { columns[index] += other.columns[index] }
            persons += other.persons
            rows += other.rows
            incomplete += other.incomplete
        }
    }

    private func gather(
        _ evaluator: SegmentEvaluator, _ selections: RowSelections, _ numberings: [TupleLevels],
        _ people: Payload.Levels,
        _ gathered: inout Gathered
    ) throws {
        let selection = try selections.selection(request.filter, request.oncePer, evaluator)
        let vectors = try request.groupings.map { try evaluator.levels($0.expression) }
        let missing = vectors.map { $0.levels.map { if case .missing = $0 { true } else { false } } }
        var persons: [Pseudonym]?
        if let person = tuples.person {
            // A source without the column knows no persons.
            guard case .persons(let known) = try evaluator.vector(person) else {
                let wanted = (0..<evaluator.rows).count { row in selection.map { $0[row] == Vector.isTrue } ?? true }
                gathered.incomplete += wanted
                return
            }
            persons = known
        }
        var chosen: [Int] = []
        for row in 0..<evaluator.rows where selection.map({ $0[row] == Vector.isTrue }) ?? true {
            let isComplete =
                !tuples.required.contains { missing[$0][Int(vectors[$0].place(row))] }
                && persons.map { $0[row] != .missing } ?? true
            if isComplete { chosen.append(row) } else { gathered.incomplete += 1 }
        }
        gathered.rows += chosen.count
        for (index, vector) in vectors.enumerated() {
            let numbers = numberings[index].numbers(of: vector.levels)
            gathered.columns[index] += chosen.lazy.map { numbers[Int(vector.place($0))] }
        }
        if let persons {
            let numbers = people.numbers(ofPersons: chosen.map { persons[$0] })
            gathered.persons += numbers.lazy.map { UInt32(truncatingIfNeeded: $0) }
        }
    }

    // MARK: Order

    /// A column by the order of its levels, of which only those that occur remain.
    private static func ordered(_ numbers: [UInt32], _ levels: [Level], _ axis: Axis) -> TupleTable.Column {
        var occurs = [Bool](repeating: false, count: levels.count)
        for number in numbers { occurs[Int(number)] = true }
        let order = levels.indices.filter { occurs[$0] }.sorted { levels[$0] < levels[$1] }
        var places = [UInt32](repeating: 0, count: levels.count)
        for (place, number) in order.enumerated() { places[number] = UInt32(place) }
        return TupleTable.Column(
            axis: axis, levels: order.map { levels[$0] }, places: numbers.map { places[Int($0)] })
    }

    /// The rows by the places in columns, the first column first: sorted stably by each column from the last on.
    private static func order(_ rows: Int, by columns: [(places: [UInt32], width: Int)]) -> [UInt32] {
        var order = (0..<UInt32(rows)).map { $0 }
        var next = order
        for (places, width) in columns.reversed() where width > 1 {
            var starts = [Int](repeating: 0, count: width + 1)
            for place in places { starts[Int(place) + 1] += 1 }
            for index in 0..<width { starts[index + 1] += starts[index] }
            for row in order {
                let place = Int(places[Int(row)])
                next[starts[place]] = row
                starts[place] += 1
            }
            swap(&order, &next)
        }
        return order
    }

    private static func counted(_ columns: [TupleTable.Column], _ rows: Int, _ incomplete: Int) -> TupleTable {
        let order = order(rows, by: columns.map { ($0.places, $0.levels.count) })
        var firsts: [UInt32] = []
        var counts: [UInt32] = []
        for row in order {
            if let last = firsts.last, columns.allSatisfy({ $0.places[Int(row)] == $0.places[Int(last)] }) {
                counts[counts.count - 1] += 1
            } else {
                firsts.append(row)
                counts.append(1)
            }
        }
        return TupleTable(
            columns: columns.map { column in
                TupleTable.Column(
                    axis: column.axis, levels: column.levels, places: firsts.map { column.places[Int($0)] })
            }, counts: counts, incomplete: incomplete)
    }

    /// Persons in the order of what they did: their own numbers depend on chance and on the store's key.
    private static func counted(
        _ columns: [TupleTable.Column], persons: [UInt32], _ incomplete: Int
    ) -> TupleTable {
        let people = Int(persons.max() ?? 0) + (persons.isEmpty ? 0 : 1)
        let axis = TupleTable.Column(axis: Axis(name: ""), levels: [], places: persons)
        let order = order(
            persons.count, by: [(persons, people)] + columns.map { ($0.places, $0.levels.count) })
        var firsts: [UInt32] = []
        var counts: [UInt32] = []
        var starts: [Int] = []
        for row in order {
            let isSame = firsts.last.map { last in
                ([axis] + columns).allSatisfy { $0.places[Int(row)] == $0.places[Int(last)] }
            }
            if isSame ?? false {
                counts[counts.count - 1] += 1
                continue
            }
            if firsts.last.map({ persons[Int($0)] != persons[Int(row)] }) ?? true { starts.append(firsts.count) }
            firsts.append(row)
            counts.append(1)
        }
        let stretches = starts.indices.map { starts[$0]..<($0 + 1 < starts.count ? starts[$0 + 1] : firsts.count) }
        func precedes(_ left: Range<Int>, _ right: Range<Int>) -> Bool {
            for (a, b) in zip(left, right) {
                for column in columns {
                    let (x, y) = (column.places[Int(firsts[a])], column.places[Int(firsts[b])])
                    if x != y { return x < y }
                }
                if counts[a] != counts[b] { return counts[a] < counts[b] }
            }
            return left.count < right.count
        }
        let sorted = stretches.sorted(by: precedes)
        let tuples = sorted.flatMap { $0 }
        return TupleTable(
            columns: columns.map { column in
                TupleTable.Column(
                    axis: column.axis, levels: column.levels, places: tuples.map { column.places[Int(firsts[$0])] })
            },
            persons: sorted.enumerated().flatMap { repeatElement(UInt32($0.offset), count: $0.element.count) },
            personCount: sorted.count, counts: tuples.map { counts[$0] }, incomplete: incomplete)
    }
}

/// The levels of a column of tuples by number, the same in all segments; texts by their bytes, since identifiers come by the million.
private final class TupleLevels: Sendable {
    private struct State {
        var texts = TextNumbers()
        var ofText: [UInt32] = []
        var others: [Level: UInt32] = [:]
        var all: [Level] = []

        mutating func next(_ level: Level) -> UInt32 {
            all.append(level)
            return UInt32(truncatingIfNeeded: all.count - 1)
        }
    }

    private let state = Mutex(State())

    var all: [Level] { state.withLock { $0.all } }

    func numbers(of levels: [Level]) -> [UInt32] {
        state.withLock { state in
            levels.map { level in
                guard case .code(let text) = level else {
                    if let known = state.others[level] { return known }
                    let number = state.next(level)
                    state.others[level] = number
                    return number
                }
                let place = Int(state.texts.number(of: text))
                if place == state.ofText.count { state.ofText.append(state.next(level)) }
                return state.ofText[place]
            }
        }
    }
}
