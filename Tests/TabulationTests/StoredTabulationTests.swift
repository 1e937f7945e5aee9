import Foundation
import Microdata
import Records
import Synchronization
import Testing

@testable import Tabulation

/// The engine over a store, with answers kept from run to run.
@Suite struct StoredTabulationTests {
    /// Counts what is found and kept, around the store's own cache.
    private final class CountingCache: TabulationCache {
        let inner: StoredTabulations
        private let counts = Mutex((found: 0, kept: 0))

        init(_ inner: StoredTabulations) { self.inner = inner }

        var found: Int { counts.withLock { $0.found } }
        var kept: Int { counts.withLock { $0.kept } }

        func kept(scope: String, request: String) throws -> [UInt8]? {
            let result = try inner.kept(scope: scope, request: request)
            if result != nil { counts.withLock { $0.found += 1 } }
            return result
        }

        func keep(scope: String, request: String, result: [UInt8]) throws {
            counts.withLock { $0.kept += 1 }
            try inner.keep(scope: scope, request: request, result: result)
        }
    }

    @Test(arguments: UInt64(5000)..<5030)
    func aStoreGivesWhatMemoryGives(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let responses = RandomTables.responses(reasons: MissingReason.allCases, using: &generator)
        let events = RandomTables.events(using: &generator)
        let segments = responses.segments(using: &generator) + events.segments(using: &generator)
        var expressions = RandomExpressions(generator: generator)
        var requests = [TabulationRequest]()
        for _ in 0..<5 { requests.append(RandomRequests.additive(&expressions, countsDistinct: true).request) }
        for _ in 0..<3 { requests.append(RandomRequests.keyed(&expressions).request) }
        requests.append(RandomRequests.timeToEvent(&expressions).request)
        requests.append(RandomRequests.subjects(&expressions).request)
        requests.append(RandomRequests.tuples(&expressions).request)
        requests.append(RandomRequests.personTuples(&expressions))
        let expected = try TabulationEngine(
            context: RandomTables.context, source: MemorySegments(segments), threads: 1
        ).tabulations(for: requests)

        try inStore { store in
            try store.run { transaction in
                try add(segments, to: transaction)
                for round in 0..<3 {
                    let cache = CountingCache(StoredTabulations(transaction))
                    let answers = try engine(store, cache).tabulations(for: requests)
                    #expect(answers == expected)
                    if round > 0 { #expect(cache.kept == 0, "everything was kept in the first round") }
                    if round > 0, !responses.rows.isEmpty { #expect(cache.found > 0) }
                }
            }
        }
    }

    @Test func onlyWhatChangedIsCountedAnew() throws {
        try inStore { store in
            func segment(_ scores: [Int8]) -> Segment {
                Segment(
                    table: "t", firstRow: 0, rowCount: scores.count,
                    columns: [NamedColumn(name: "x", type: .integer, column: .integers(.int8(scores), places: 0))])
            }
            let context = TabulationContext(tables: [
                TableSchema(name: "t", columns: [ColumnSchema(name: "x", type: .integer)])
            ])
            let request = TabulationRequest(table: "t", measure: .distribution("x"))
            func answer(_ transaction: StoreTransaction) throws -> (CountingCache, [Int]) {
                let cache = CountingCache(StoredTabulations(transaction))
                let answers = try engine(store, cache, context).tabulations(for: [request])
                return (cache, answers[0].cells.map(\.aggregate.count))
            }
            try store.run { transaction in
                try add(
                    [(SourceID(number: 1), segment([1, 1, 2])), (SourceID(number: 2), segment([2, 3]))], to: transaction
                )
                let (cache, counts) = try answer(transaction)
                #expect(counts == [2, 2, 1])
                #expect(cache.kept == 2)
            }
            try store.run { transaction in
                try add([(SourceID(number: 2), segment([2, 2, 2]))], to: transaction)
                let (cache, counts) = try answer(transaction)
                #expect(counts == [2, 4])
                #expect(cache.found == 1, "the other source's answer was kept")
                #expect(cache.kept == 1)
            }
        }
    }

    private func engine(
        _ store: Store, _ cache: some TabulationCache, _ context: TabulationContext = RandomTables.context
    ) throws -> TabulationEngine {
        var engine = TabulationEngine(
            context: context, source: try StoredSegments(store, tables: context.tables.keys.sorted()), threads: 2,
            cache: cache)
        engine.tuning = EngineTuning(rowsWorthCubes: 0, rowsPerJoinedPlace: 0, rowsWorthKeeping: 1)
        return engine
    }

    /// Adds segments, those of one source number and table as one file.
    private func add(_ segments: [(source: SourceID, segment: Segment)], to transaction: StoreTransaction) throws {
        let fingerprint = FileFingerprint(size: 0, modified: 0, changed: 0, inode: 0, device: 0)
        let files = Dictionary(grouping: segments) { "\($0.segment.table)-\($0.source.number).csv" }
        for (path, parts) in files.sorted(by: { $0.value[0].source < $1.value[0].source }) {
            let id = try transaction.beginSource(
                SourceDescription(
                    path: path, table: parts[0].segment.table, position: Int(parts[0].source.number),
                    fingerprint: fingerprint, mappingHash: "m"))
            var first = 0
            for part in parts where part.segment.rowCount > 0 {
                try transaction.add(
                    EncodedSegment(
                        Segment(
                            table: part.segment.table, firstRow: first, rowCount: part.segment.rowCount,
                            columns: part.segment.columns)), to: id)
                first += part.segment.rowCount
            }
            try transaction.finish(
                id, contentHash: "c", counts: RowCounts(read: first, kept: first), dialect: "")
        }
    }

    private func inStore(_ body: (Store) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("kaiku-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let store = try Store(path: folder.path + "/s.sqlite")
        try body(store)
        try store.close()
    }
}
