import Microdata
import Records
import Testing

@testable import Tabulation

/// What must hold whatever the rows are.
@Suite struct EngineLawTests {
    @Test(arguments: UInt64(1000)..<1050)
    func threadsAndSegmentsChangeNothing(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let responses = RandomTables.responses(reasons: MissingReason.allCases, using: &generator)
        let events = RandomTables.events(using: &generator)
        var expressions = RandomExpressions(generator: generator)
        var requests = [TabulationRequest]()
        for _ in 0..<6 { requests.append(RandomRequests.additive(&expressions, countsDistinct: true).request) }
        for _ in 0..<6 { requests.append(RandomRequests.keyed(&expressions).request) }
        requests.append(RandomRequests.timeToEvent(&expressions).request)
        requests.append(RandomRequests.subjects(&expressions).request)
        requests.append(RandomRequests.tuples(&expressions).request)
        requests.append(RandomRequests.personTuples(&expressions))
        generator = expressions.generator
        var first: [CrossTabulation]?
        for threads in [1, 2, 5] {
            // Cut anew each time; the order of rows stays, since of several rows the first counts.
            let source = MemorySegments(
                responses.segments(using: &generator) + events.segments(using: &generator))
            for packs in [false, true] {
                var engine = TabulationEngine(
                    context: RandomTables.context, source: source, threads: threads)
                if packs {
                    engine.tuning = EngineTuning(
                        rowsPerThread: 1, rowsPerPartition: 2, rowsWorthPacking: 0, rowsWorthCubes: 0,
                        rowsPerJoinedPlace: 0, rowsWorthKeeping: 0)
                }
                let answers = try engine.tabulations(for: requests)
                if let first { #expect(answers == first, "\(threads) threads") } else { first = answers }
            }
        }
    }

    /// Breakdowns and items of the same measure share cubes, joined ones too, rows of persons, and totals that follow from parts.
    @Test(arguments: UInt64(1500)..<1560)
    func whatIsAskedTogetherIsWhatIsAskedAlone(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let responses = RandomTables.responses(reasons: MissingReason.allCases, using: &generator)
        let events = RandomTables.events(using: &generator)
        var expressions = RandomExpressions(generator: generator)
        var requests = [TabulationRequest]()
        for _ in 0..<3 {
            let requested = [
                RandomRequests.keyed(&expressions).request,
                RandomRequests.additive(&expressions, countsDistinct: false).request,
            ]
            let breakdowns = (0..<3).map { Grouping(name: "group \($0)", expression: expressions.grouping().ours) }
            let items = ["score", "if(score > 2, 'high', 'low')", "score >= 3"] + [expressions.grouping().ours]
            for (request, item) in requested.flatMap({ request in items.map { (request, $0) } }) {
                var request = request
                request.oncePer = nil
                switch request.measure {
                case .transition(let pairing, _): request.measure = .transition(pairing, item: item)
                case .retention(let pairing, _): request.measure = .retention(pairing, of: item)
                case .waveValues(let person, let wave, let waves, _):
                    request.measure = .waveValues(person: person, wave: wave, waves: waves, item: item)
                case .distribution: request.measure = .distribution(item)
                default: break
                }
                for groupings in [
                    [], [breakdowns[0]], [breakdowns[1]], [breakdowns[2]], [breakdowns[0], breakdowns[1]],
                ] {
                    request.groupings = groupings
                    requests.append(request)
                }
            }
        }
        generator = expressions.generator
        let source = MemorySegments(responses.segments(using: &generator) + events.segments(using: &generator))
        let alone = TabulationEngine(context: RandomTables.context, source: source, threads: 1)
        var together = TabulationEngine(context: RandomTables.context, source: source, threads: 2)
        together.tuning = EngineTuning(
            rowsPerThread: 1, rowsPerPartition: 4, rowsWorthPacking: 0, rowsWorthCubes: 0, rowsPerJoinedPlace: 0,
            rowsWorthKeeping: 0)
        let answers = try together.tabulations(for: requests)
        for (request, answer) in zip(requests, answers) {
            #expect(try alone.tabulations(for: [request]) == [answer], "\(request)")
        }
    }

    /// The order of cells is that of their levels, axis by axis: numbers, codes by their bytes, missing values; equal levels are merged.
    @Test func cellsOfManyLevelsAreInTheirOrder() {
        var generator = SeededGenerator(seed: 77)
        let levels: [Level] =
            (-3..<3).map { .number($0) } + ["", "a", "b", "z", "Ä", "é"].map { .code($0) }
            + MissingReason.allCases.map { .missing($0) }
        let cells = (0..<500).map { _ in
            TabulatedCell(
                levels: (0..<3).map { _ in levels[generator.number(0...levels.count - 1)] },
                aggregate: Aggregate(count: generator.number(1...9)))
        }
        let table = CrossTabulation(axes: [Axis(name: "a"), Axis(name: "b"), Axis(name: "c")], cells: cells)
        var counts: [[Level]: Int] = [:]
        for cell in cells { counts[cell.levels, default: 0] += cell.aggregate.count }
        #expect(table.cells.map(\.levels) == counts.keys.sorted { $0.lexicographicallyPrecedes($1) })
        #expect(table.cells.allSatisfy { $0.aggregate.count == counts[$0.levels] })
    }

    @Test(arguments: UInt64(2000)..<2060)
    func orderOfRowsChangesNoCount(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var responses = RandomTables.responses(reasons: MissingReason.allCases, using: &generator)
        let events = RandomTables.events(using: &generator).segments(using: &generator)
        var expressions = RandomExpressions(generator: generator)
        var requests = [TabulationRequest]()
        for _ in 0..<8 {
            var request = RandomRequests.additive(&expressions, countsDistinct: true).request
            request.oncePer = nil
            requests.append(request)
        }
        generator = expressions.generator
        var answers = [[CrossTabulation]]()
        for _ in 0..<3 {
            let source = MemorySegments(responses.segments(using: &generator) + events)
            answers.append(
                try TabulationEngine(context: RandomTables.context, source: source, threads: 2)
                    .tabulations(for: requests))
            responses.rows.shuffle(using: &generator)
        }
        #expect(answers[1] == answers[0])
        #expect(answers[2] == answers[0])
    }

    @Test(arguments: UInt64(3000)..<3100)
    func tabulatingTogetherIsMerging(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let all = RandomTables.responses(reasons: MissingReason.allCases, using: &generator)
        let events = RandomTables.events(using: &generator).segments(using: &generator)
        let cut = generator.number(0...all.rows.count)
        var expressions = RandomExpressions(generator: generator)
        var requests = [TabulationRequest]()
        for _ in 0..<8 {
            var request = RandomRequests.additive(&expressions, countsDistinct: false).request
            request.oncePer = nil
            requests.append(request)
        }
        generator = expressions.generator
        func answers(_ rows: some Sequence<[Cell]>) throws -> [CrossTabulation] {
            let table = RandomTable(schema: all.schema, rows: Array(rows))
            let source = MemorySegments(table.segments(using: &generator) + events)
            return try TabulationEngine(context: RandomTables.context, source: source, threads: 1)
                .tabulations(for: requests)
        }
        let merged = zip(try answers(all.rows[..<cut]), try answers(all.rows[cut...])).map { $0.merging($1) }
        #expect(try answers(all.rows) == merged)
    }

    @Test(arguments: UInt64(4000)..<4060)
    func keptTablesComeBackAsTheyWere(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let responses = RandomTables.responses(reasons: MissingReason.allCases, using: &generator)
        let events = RandomTables.events(using: &generator)
        let source = MemorySegments(responses.segments(using: &generator) + events.segments(using: &generator))
        var expressions = RandomExpressions(generator: generator)
        let requests = [
            RandomRequests.additive(&expressions, countsDistinct: true).request,
            RandomRequests.keyed(&expressions).request, RandomRequests.subjects(&expressions).request,
        ]
        for table in try TabulationEngine(context: RandomTables.context, source: source, threads: 1)
            .tabulations(for: requests)
        {
            let bytes = table.encoded
            #expect(CrossTabulation(encoded: bytes) == table)
            // Bytes that are cut short are no table, and never a trap.
            for length in 0..<min(bytes.count, 40) { #expect(CrossTabulation(encoded: Array(bytes[..<length])) == nil) }
        }
    }
}
