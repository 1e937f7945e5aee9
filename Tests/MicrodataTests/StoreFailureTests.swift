import Diagnostics
import Foundation
import GRDB
import Records
import Testing

@testable import Microdata

/// Whatever goes wrong, the store stays as it was and says what to do.
@Suite struct StoreFailureTests {
    struct Interruption: Error {}

    @Test func aRunThatFailsChangesNothing() throws {
        try withTemporaryFolder { folder in
            let store = try Store(path: folder + "/s.sqlite")
            let id = try store.run { try $0.addSource(sourceDescription(), [smallSegment(scores: [1])]) }
            let before = try contents(store)
            #expect(throws: Interruption.self) {
                try store.run { transaction in
                    try transaction.addSource(sourceDescription(mapping: "m2"), [smallSegment(scores: [2])])
                    try transaction.set("k", to: "v")
                    throw Interruption()
                }
            }
            #expect(try contents(store) == before)
            #expect(try store.sources().map(\.id) == [id])
            try store.run { try $0.set("k", to: "w") }
            #expect(try store.setting("k") == "w", "the store still works after it")
        }
    }

    @Test func aTransactionEndsWithItsRun() throws {
        try withTemporaryFolder { folder in
            let store = try Store(path: folder + "/s.sqlite")
            let kept = try store.run { $0 }
            #expect(explanation { try kept.set("k", to: "v") }?.code == "microdata.store-failed")
            #expect(try store.setting("k") == nil)
        }
    }

    @Test func aStoreWhoseFileIsWrittenEarlyIsTheSameAndStaysLocked() throws {
        try withTemporaryFolder { folder in
            let path = folder + "/early.sqlite"
            let plain = try Store(path: folder + "/s.sqlite")
            // So small an interval that the disk is asked after each segment.
            let store = try Store(
                path: path, access: .readWrite, pageLimit: nil, early: EarlyWriting(path: path, interval: 1))
            let segments = (0..<20).map { smallSegment(firstRow: 3 * $0, scores: [1, 2, Int8($0)]) }
            try plain.run { _ = try $0.addSource(sourceDescription(), segments) }
            try store.run { transaction in
                try transaction.addSource(sourceDescription(), segments)
                #expect(
                    explanation { try Store(path: path).run { try $0.set("k", to: "v") } }?.code
                        == "microdata.store-busy")
            }
            #expect(try contents(store) == contents(plain))
            try store.close()
            #expect(try contents(Store(path: path, access: .readOnly)) == contents(plain))
        }
    }

    @Test func aFullDiskLeavesTheStoreAsItWas() throws {
        try withTemporaryFolder { folder in
            let path = folder + "/s.sqlite"
            do {
                let store = try Store(path: path)
                try store.run { try $0.addSource(sourceDescription(), [smallSegment(scores: [1])]) }
            }
            let store = try Store(path: path, access: .readWrite, pageLimit: 60)
            let before = try contents(store)
            var generator = SeededGenerator(seed: 1)
            let many = Segment(
                table: "survey", firstRow: 0, rowCount: 1_000_000,
                columns: [
                    NamedColumn(
                        name: "r", type: .person,
                        column: .persons(
                            (0..<1_000_000).map { _ in Pseudonym(high: generator.next(), low: generator.next()) }))
                ])
            let error = explanation {
                try store.run { _ = try $0.addSource(sourceDescription(mapping: "m2"), [many]) }
            }
            #expect(error == .noRoom(path: path))
            #expect(try contents(store) == before)
            try store.run { try $0.set("k", to: "v") }
        }
    }

    @Test func aKilledRunIsUndoneByTheNextOpening() throws {
        try withTemporaryFolder { folder in
            let path = folder + "/s.sqlite"
            let store = try Store(path: path)
            try store.run { try $0.addSource(sourceDescription(), [smallSegment(scores: [1, 2])]) }
            let before = try contents(store)
            var generator = SeededGenerator(seed: 1)
            // More than the cache holds, so that pages of the unfinished transaction are in the file already.
            let many = Segment(
                table: "survey", firstRow: 0, rowCount: 2_000_000,
                columns: [
                    NamedColumn(
                        name: "r", type: .person,
                        column: .persons(
                            (0..<2_000_000).map { _ in Pseudonym(high: generator.next(), low: generator.next()) }))
                ])
            try store.run { transaction in
                try transaction.addSource(sourceDescription(mapping: "m2"), [many])
                // What a kill at this moment leaves behind: the file and its rollback journal.
                for suffix in ["", "-journal"] {
                    try FileManager.default.copyItem(atPath: path + suffix, toPath: folder + "/killed" + suffix)
                }
            }
            // SQLite trusts a journal only of the file that it was written for.
            let killed = try FileManager.default.attributesOfItem(atPath: folder + "/killed")[.size] as? Int ?? 0
            #expect(killed > 10_000_000, "the unfinished rows had reached the file")
            let opened = try Store(path: folder + "/killed")
            #expect(try contents(opened) == before)
        }
    }

    @Test func aStoreOfANewerVersionIsRefusedUnchanged() throws {
        try withTemporaryFolder { folder in
            let path = folder + "/s.sqlite"
            _ = try Store(path: path)
            let database = try DatabaseQueue(path: path)
            try database.write { try $0.execute(sql: "PRAGMA user_version = 99") }
            try database.close()
            let before = try Data(contentsOf: URL(fileURLWithPath: path))
            let error = explanation { _ = try Store(path: path) }
            #expect(error == .storeOfNewerVersion(path: path, version: 99, supported: StoreSchema.version))
            #expect(error?.explanation.remedies.first == "update Kaiku")
            #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
        }
    }

    @Test func everyVersionIsMigratedToThisOne() throws {
        try withTemporaryFolder { folder in
            // An empty database is the state before the first version.
            let path = folder + "/s.sqlite"
            try Data().write(to: URL(fileURLWithPath: path))
            let store = try Store(path: path)
            #expect(try store.sources().isEmpty)
            let database = try DatabaseQueue(path: path)
            let version = try database.read { try Int.fetchOne($0, sql: "PRAGMA user_version") }
            #expect(version == StoreSchema.version)
            let applied = try database.read { try StoreSchema.migrator.appliedMigrations($0) }
            #expect(applied.count == StoreSchema.version)
        }
    }

    @Test func filesThatAreNoStoresAreRefused() throws {
        try withTemporaryFolder { folder in
            let text = folder + "/notes.txt"
            try Data(repeating: 0x41, count: 5000).write(to: URL(fileURLWithPath: text))
            #expect(explanation { _ = try Store(path: text) } == .notAStore(path: text))
            let other = folder + "/other.sqlite"
            let database = try DatabaseQueue(path: other)
            try database.write { try $0.execute(sql: "CREATE TABLE theirs (x)") }
            try database.close()
            #expect(explanation { _ = try Store(path: other) } == .notAStore(path: other))
            #expect(
                explanation { _ = try Store(path: folder + "/none.sqlite", access: .readOnly) }?.code
                    == "microdata.store-not-opened")
            #expect(
                explanation { _ = try Store(path: folder + "/none/s.sqlite") }?.code == "microdata.store-not-opened")
        }
    }

    /// Damage is never read as data: each byte of a stored column is flipped once, and reading must say so.
    @Test func damageIsNoticed() throws {
        try withTemporaryFolder { folder in
            let path = folder + "/s.sqlite"
            let scores = (0..<400).map { Int8($0 % 7) }
            do {
                let store = try Store(path: path)
                try store.run { try $0.addSource(sourceDescription(), [smallSegment(scores: scores)]) }
            }
            let encoded = try EncodedSegment(smallSegment(scores: scores)).columns[1].data
            let whole = try Data(contentsOf: URL(fileURLWithPath: path))
            let place = try #require(whole.range(of: Data(encoded)))
            for offset in [0, 1, 2, 5, 30, 40, 100, encoded.count - 1] {
                var damaged = whole
                damaged[place.lowerBound + offset] ^= 0x41
                try damaged.write(to: URL(fileURLWithPath: path))
                let store = try Store(path: path, access: .readOnly)
                let segment = try #require(try store.segments(of: "survey").first)
                let error = explanation { _ = try store.column("score", of: segment) }
                #expect(error?.code == "microdata.store-damaged", "byte \(offset)")
                try store.close()
            }
        }
    }

    @Test func aTruncatedStoreIsExplained() throws {
        try withTemporaryFolder { folder in
            let path = folder + "/s.sqlite"
            do {
                let store = try Store(path: path)
                try store.run { try $0.addSource(sourceDescription(), [smallSegment(scores: [1, 2, 3])]) }
            }
            let whole = try Data(contentsOf: URL(fileURLWithPath: path))
            try whole.prefix(whole.count / 3).write(to: URL(fileURLWithPath: path))
            let error = explanation {
                let store = try Store(path: path)
                for segment in try store.segments(of: "survey") { _ = try store.column("score", of: segment) }
            }
            #expect(error?.code == "microdata.store-damaged")
        }
    }

    @Test func twoRunsDoNotMix() throws {
        try withTemporaryFolder { folder in
            let path = folder + "/s.sqlite"
            let one = try Store(path: path)
            let two = try Store(path: path)
            try one.run { _ in
                #expect(explanation { try two.run { try $0.set("k", to: "two") } } == .storeBusy(path: path))
            }
            try two.run { try $0.set("k", to: "two") }
            #expect(try one.setting("k") == "two")
        }
    }

    /// Everything that a store holds, for comparing before and after.
    private func contents(_ store: Store) throws -> [String] {
        try store.access { database in
            let tables = try String.fetchAll(
                database, sql: "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
            return try tables.flatMap { table in
                [table] + (try Row.fetchAll(database, sql: "SELECT * FROM \(table)").map { "\($0)" })
            }
        }
    }
}
