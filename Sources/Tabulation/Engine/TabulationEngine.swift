internal import Diagnostics
internal import Microdata
internal import Records
internal import Workers

/// Answers requests over the segments of a source, whatever their number in one pass over each table.
///
/// Answers do not depend on the number of threads, on the order of rows, or on how they are cut into segments and sources; the
/// one exception is stated where it is: of a person's several rows in a wave the first counts.
public struct TabulationEngine: Sendable {
    let context: TabulationContext
    let source: any SegmentSource
    let threads: Int
    private let cache: (any TabulationCache)?
    var tuning = EngineTuning()

    /// An engine over a source.
    ///
    /// - Parameters:
    ///   - threads: How many threads may be used, one or more.
    ///   - cache: Where answers are kept from one run to the next; nil to compute all of them.
    public init(
        context: TabulationContext, source: any SegmentSource, threads: Int, cache: (any TabulationCache)? = nil
    ) {
        self.context = context
        self.source =
            context.tables.values.contains { $0.merged != nil } ? MergedSegments(source, context) : source
        self.threads = max(1, threads)
        self.cache = cache
    }

    /// The answers to requests, in their order.
    ///
    /// - Throws: `Findings` with everything that is wrong with any request; ``TabulationError`` and the source's errors while rows are
    ///   read.
    public func tabulations(for requests: [TabulationRequest]) throws -> [CrossTabulation] {
        var findings = [Finding]()
        var prepared = [PreparedRequest]()
        for request in requests {
            do { prepared.append(try RequestChecker.prepared(request, context)) } catch {
                for finding in error.all where !findings.contains(finding) { findings.append(finding) }
            }
        }
        guard findings.isEmpty else { throw Findings(code: "tabulation.request", findings) }
        var places: [String: Int] = [:]
        var different = [PreparedRequest]()
        let place = prepared.map { request in
            if let known = places[request.canonical] { return known }
            places[request.canonical] = different.count
            different.append(request)
            return different.count - 1
        }
        var run = TabulationRun(different, source, threads, cache, tuning)
        let answers = try run.result()
        return place.map { answers[$0] }
    }
}

/// One run of the engine over different requests.
struct TabulationRun: Sendable {
    private let requests: [PreparedRequest]
    private let source: any SegmentSource
    private let threads: Int
    private let tuning: EngineTuning
    private let kept: KeptAnswers?
    private let references: ReferenceTables
    private var answers: [CrossTabulation?]

    init(
        _ requests: [PreparedRequest], _ source: any SegmentSource, _ threads: Int, _ cache: (any TabulationCache)?,
        _ tuning: EngineTuning
    ) {
        self.requests = requests
        self.source = source
        self.threads = threads
        self.tuning = tuning
        kept = cache.map { KeptAnswers(cache: $0, source: source) }
        references = ReferenceTables(source)
        answers = [CrossTabulation?](repeating: nil, count: requests.count)
    }

    mutating func result() throws -> [CrossTabulation] {
        let derived = Derivation.plan(requests)
        let recoded = try Recoding.plan(requests) { item, column in
            try levels(of: item, column, MissingReason.allCases.map { .missing($0) }).allSatisfy {
                if case .missing = $0 { true } else { false }
            }
        }
        var byTable: [String: [Int]] = [:]
        for index in requests.indices where derived[index] == nil && recoded[index] == nil {
            byTable[requests[index].table.name, default: []].append(index)
        }
        try answer(byTable.sorted { $0.key < $1.key }.map { (table: $0.key, indices: $0.value) })
        // Of what follows from others, a part follows from what follows itself.
        var isMore = true
        while isMore {
            isMore = false
            for index in requests.indices where answers[index] == nil {
                if let finer = derived[index] {
                    guard let answer = answers[finer] else { continue }
                    answers[index] = Derivation.projected(answer, from: requests[finer], to: requests[index])
                } else if let plain = recoded[index], let answer = answers[plain] {
                    answers[index] = try Recoding.recoded(
                        answer, from: requests[plain], to: requests[index], levels: { try levels(of: $0, $1, $2) })
                } else {
                    continue
                }
                isMore = true
            }
        }
        return answers.compactMap { $0 }
    }

    /// The levels of an expression that looks at one column, where the column's are given.
    private func levels(
        of expression: TypedExpression, _ column: TypedExpression, _ given: [Level]
    ) throws -> [Level] {
        let segment = SegmentReference(table: "", source: SourceID(number: 0), number: -1, rowCount: given.count)
        let evaluator = SegmentEvaluator(
            segment, source, references, known: [column.canonical: Cube.vector(given, column.type)])
        let vector = try evaluator.levels(expression)
        return given.indices.map { vector[$0] }
    }

    /// Requests of a table that are answered together.
    private struct Task {
        let table: String
        let indices: [Int]
        let rows: Int
    }

    /// Answers table by table; small tables, which one thread reads, at the same time.
    private mutating func answer(_ tables: [(table: String, indices: [Int])]) throws {
        var small: [Task] = []
        for (table, indices) in tables {
            let rows = try source.parts(of: table).reduce(0) { $0 + $1.rowCount }
            guard threads > 1, rows < tuning.rowsPerThread else {
                try answer(indices, table)
                continue
            }
            // What merges by adding and what does not have nothing in common to be computed once.
            for merges in [true, false] {
                let alike = indices.filter { requests[$0].mergesByAdding == merges }
                if !alike.isEmpty { small.append(Task(table: table, indices: alike, rows: rows)) }
            }
        }
        let run = self
        // The longest first: many requests over many rows.
        let tasks = small.enumerated().sorted { left, right in
            let (a, b) = (left.element, right.element)
            return (b.rows, b.indices.count, left.offset) < (a.rows, a.indices.count, right.offset)
        }.map(\.element)
        let found = try inParallel(tasks.count, threads: threads) { number in
            var part = run
            try part.answer(tasks[number].indices, tasks[number].table)
            return part.answers
        }
        for answers in found {
            for (index, answer) in answers.enumerated() where self.answers[index] == nil {
                self.answers[index] = answer
            }
        }
    }

    private mutating func answer(_ indices: [Int], _ table: String) throws {
        let parts = try source.parts(of: table)
        let additive = indices.filter { requests[$0].mergesByAdding }
        let whole = indices.filter { !requests[$0].mergesByAdding }
        try answerByParts(additive, parts)
        let isWorthKeeping = parts.reduce(0) { $0 + $1.rowCount } >= tuning.rowsWorthKeeping
        var missing = [Int]()
        for index in whole {
            if isWorthKeeping, let known = try kept?.answer(to: requests[index], over: parts) {
                answers[index] = known
            } else {
                missing.append(index)
            }
        }
        guard !missing.isEmpty else { return }
        try answerWhole(missing, scan(parts.flatMap(\.segments)))
        for index in missing where isWorthKeeping {
            if let answer = answers[index] { try kept?.keep(answer, to: requests[index], over: parts) }
        }
    }

    /// Additive requests: what they have in common is counted once, as cubes.
    private mutating func answerByParts(_ indices: [Int], _ parts: [TablePart]) throws {
        guard let first = indices.first else { return }
        let wanted = indices.map { requests[$0] }
        let rows = parts.reduce(0) { $0 + $1.rowCount }
        guard rows >= tuning.rowsWorthCubes else {
            for (index, answer) in zip(indices, try merged(wanted, cubes: 0, parts)) { answers[index] = answer }
            return
        }
        let estimate = try LevelEstimate(requests[first].table.name, source)
        let plan = CubePlan(
            wanted, levels: estimate.levels, joinedSize: Double(rows) / max(1e-9, tuning.rowsPerJoinedPlace))
        let direct = wanted.indices.filter { plan.source[$0] == nil }
        let computed = try merged(plan.cubes + direct.map { wanted[$0] }, cubes: plan.cubes.count, parts)
        for (place, answer) in zip(direct, computed[plan.cubes.count...]) { answers[indices[place]] = answer }
        let places = Dictionary(grouping: wanted.indices) { plan.source[$0] }
        let (source, references) = (source, references)
        let found = try inParallel(plan.cubes.count, threads: threads) { number in
            let cube = Cube(computed[number], of: plan.cubes[number], source, references)
            return try (places[number] ?? []).map { (place: $0, answer: try cube.answer(wanted[$0])) }
        }
        for (place, answer) in found.joined() { answers[indices[place]] = answer }
    }

    /// The answers to additive requests over a scan, of which the first ones are cubes.
    private func added(
        _ wanted: [PreparedRequest], cubes: Int, _ scan: TableScan
    ) throws -> [CrossTabulation] {
        let dense = try CubePass(Array(wanted.prefix(cubes))).answers(scan)
        let others = wanted.indices.filter { $0 >= cubes || dense[$0] == nil }
        let counted = try AdditivePass(requests: others.map { wanted[$0] })
            .answers(scan, RowSelections(winners: [:], segments: []))
        var answers = dense + wanted.dropFirst(cubes).map { _ in nil }
        for (place, answer) in zip(others, counted) { answers[place] = answer }
        return answers.compactMap { $0 }
    }

    /// The answers to additive requests, of which the first ones are cubes, over all parts of a table; each part's are kept by
    /// themselves.
    private func merged(
        _ wanted: [PreparedRequest], cubes: Int, _ parts: [TablePart]
    ) throws -> [CrossTabulation] {
        let worthKeeping = kept == nil ? [] : parts.filter { $0.rowCount >= tuning.rowsWorthKeeping }
        let others = worthKeeping.isEmpty ? parts : parts.filter { $0.rowCount < tuning.rowsWorthKeeping }
        // Also without any rows, so that each answer has its axes.
        var found = try added(wanted, cubes: cubes, scan(others.flatMap(\.segments))).map { [$0] }
        for part in worthKeeping {
            var missing = [Int]()
            for (place, request) in wanted.enumerated() {
                if let known = try kept?.answer(to: request, over: [part]) {
                    found[place].append(known)
                } else {
                    missing.append(place)
                }
            }
            guard !missing.isEmpty else { continue }
            let answers = try added(
                missing.map { wanted[$0] }, cubes: missing.count { $0 < cubes }, scan(part.segments))
            for (place, answer) in zip(missing, answers) {
                try kept?.keep(answer, to: wanted[place], over: [part])
                found[place].append(answer)
            }
        }
        return found.map { tables in
            let filled = tables.filter { !$0.cells.isEmpty }
            guard filled.count > 1 else { return filled.first ?? tables[0] }
            return CrossTabulation(
                axes: tables[0].axes, fields: tables[0].fields, places: tables[0].places, cells: filled.flatMap(\.cells)
            )
        }
    }

    private mutating func answerWhole(_ indices: [Int], _ scan: TableScan) throws {
        var winners: [String: [UInt8]] = [:]
        for index in indices {
            guard let oncePer = requests[index].oncePer, winners[oncePer.canonical] == nil else { continue }
            winners[oncePer.canonical] = try OncePerPass.winners(oncePer, scan)
        }
        let selections = RowSelections(winners: winners, segments: scan.segments)
        var counted = [Int]()
        var keyed: [(key: TypedExpression, indices: [Int])] = []
        for index in indices {
            let request = requests[index]
            switch request.kind {
            case .timeToEvent(let time):
                let events = self.scan(try source.parts(of: time.eventTable.name).flatMap(\.segments))
                answers[index] = try TimeToEventPass(request: request, time: time).answer(scan, events, selections)
            case .subjects(let subjects):
                let events = self.scan(try source.parts(of: subjects.eventTable.name).flatMap(\.segments))
                answers[index] = try SubjectsPass(request: request, subjects: subjects)
                    .answer(scan, events, selections)
            case .tuples(let tuples):
                answers[index] = try TuplePass(request: request, tuples: tuples).answer(scan, selections)
            default:
                guard let key = Self.key(of: request) else {
                    counted.append(index)
                    continue
                }
                if let known = keyed.firstIndex(where: { $0.key.canonical == key.canonical }) {
                    keyed[known].indices.append(index)
                } else {
                    keyed.append((key, [index]))
                }
            }
        }
        if !counted.isEmpty {
            let pass = AdditivePass(requests: counted.map { requests[$0] })
            for (index, answer) in zip(counted, try pass.answers(scan, selections)) { answers[index] = answer }
        }
        for (key, indices) in keyed {
            let pass = KeyedPass(key: key, indices.map { ($0, requests[$0]) })
            for (index, answer) in zip(indices, try pass.answers(scan, selections)) { answers[index] = answer }
        }
    }

    private func scan(_ segments: [SegmentReference]) -> TableScan {
        TableScan(segments: segments, source: source, references: references, threads: threads, tuning: tuning)
    }

    /// The key that a request counts by; nil when it is counted by levels, as few different values are.
    private static func key(of request: PreparedRequest) -> TypedExpression? {
        switch request.kind {
        case .transition(let pairing, _), .retention(let pairing, _): return pairing.person
        case .waveValues(let person, _, _, _): return person
        case .wavePatterns(let person, _): return person
        case .keyFrequency(let key, _): return key
        case .distinct(let value):
            if value.type == .person { return value }
            // Identifiers and titles are many, codes and numbers are few.
            if case .column(_, let type) = value.kind, type == .identifier || type == .title || type == .text {
                return value
            }
            return nil
        default: return nil
        }
    }
}
