import Foundation
import GRDB
import Microdata
import Records
import Testing

@Suite struct StoreTests {
    @Test func aStoreIsFoundAgainAsItWasLeft() throws {
        try withTemporaryFolder { folder in
            let path = folder + "/s.sqlite"
            var id = SourceID(number: 0)
            do {
                let store = try Store(path: path)
                try store.run { transaction in
                    id = try transaction.addSource(
                        sourceDescription(),
                        [smallSegment(firstRow: 2, scores: [4, 5]), smallSegment(firstRow: 0, scores: [1, 2])])
                    try transaction.add(
                        [
                            QuarantinedRow(
                                line: 9, column: "q1", code: "ingest.unknown-code", severity: "error", summary: "s",
                                cause: nil, remedies: ["a", "b"])
                        ], to: id)
                    try transaction.set("k", to: "v")
                    let run = try transaction.record(
                        someRun("one"), sources: [id], lineage: [LineageRow(indicator: "B", request: "r")])
                    try transaction.record(
                        [ResultRow(indicator: "B", breakdown: "", json: "{}")], of: run,
                        summary: someRun("one").summary)
                    try transaction.keepTabulation(scope: "a", request: "b", result: [1, 2, 3])
                }
                try store.close()
            }
            let store = try Store(path: path, access: .readOnly)
            let source = try #require(try store.sources().first)
            #expect(source.id == id)
            #expect(source.description == sourceDescription())
            #expect(source.counts == RowCounts(read: 4, kept: 4))
            #expect(source.dialect == "UTF-8, comma")
            #expect(try store.segments(of: "survey").map(\.firstRow) == [0, 2], "segments come in the order of rows")
            #expect(try store.quarantine().map(\.row.remedies) == [["a", "b"]])
            #expect(try store.quarantine(of: id).map(\.row.line) == [9])
            #expect(try store.setting("k") == "v")
            let run = try #require(try store.runs().first)
            #expect(run.description == someRun("one"))
            #expect(try store.results(of: run.id).map(\.indicator) == ["B"])
            #expect(try store.lineage(of: run.id) == [LineageRow(indicator: "B", request: "r")])
            #expect(try store.sources(of: run.id).map(\.id) == [id])
            #expect(try store.keptTabulation(scope: "a", request: "b") == [1, 2, 3])
            #expect(try store.keptTabulation(scope: "a", request: "c") == nil)
        }
    }

    @Test func anUnchangedFileIsKnownByItsFingerprint() throws {
        try withTemporaryFolder { folder in
            let store = try Store(path: folder + "/s.sqlite")
            let id = try store.run { try $0.addSource(sourceDescription(), [smallSegment(scores: [1])]) }
            #expect(try store.unchangedSource(sourceDescription())?.id == id)
            #expect(try store.unchangedSource(sourceDescription(mapping: "m2")) == nil)
            let touched = FileFingerprint(size: 1, modified: 9, changed: 3, inode: 4, device: 5)
            #expect(try store.unchangedSource(sourceDescription(fingerprint: touched)) == nil)
            try store.run { try $0.touch(id, fingerprint: touched, position: 3) }
            #expect(try store.unchangedSource(sourceDescription(fingerprint: touched))?.description.position == 3)
        }
    }

    @Test func aCorrectedFileKeepsItsOldRowsAndSharesEqualSegments() throws {
        try withTemporaryFolder { folder in
            let store = try Store(path: folder + "/s.sqlite")
            let first = smallSegment(firstRow: 0, scores: [1, 2])
            let old = try store.run { transaction in
                let old = try transaction.addSource(
                    sourceDescription(), [first, smallSegment(firstRow: 2, scores: [3])])
                try transaction.record(someRun("one"), sources: [old], lineage: [])
                return old
            }
            let new = try store.run { transaction in
                try transaction.addSource(
                    sourceDescription(mapping: "m2"), [first, smallSegment(firstRow: 2, scores: [4])])
            }
            #expect(try store.sources().map(\.id) == [new])
            #expect(try store.sources(states: [.superseded]).map(\.id) == [old])
            let before = try store.segments(of: old)
            let after = try store.segments(of: new)
            #expect(before[0].id == after[0].id, "equal rows are stored once")
            #expect(try store.column("score", of: before[1]) == .integers(.int8([3]), places: 0))
            #expect(try store.segments(of: "survey") == after)
        }
    }

    @Test func sourcesThatAreNoLongerNamedAreRemovedAndPruned() throws {
        try withTemporaryFolder { folder in
            let store = try Store(path: folder + "/s.sqlite")
            let (one, two) = try store.run { transaction in
                let one = try transaction.addSource(sourceDescription("a.csv"), [smallSegment(scores: [1])])
                let two = try transaction.addSource(sourceDescription("b.csv"), [smallSegment(scores: [2])])
                try transaction.record(someRun("one"), sources: [one, two], lineage: [])
                return (one, two)
            }
            try store.run { transaction in
                #expect(try transaction.removeSources(except: [two]).map(\.id) == [one])
                try transaction.record(someRun("two"), sources: [two], lineage: [])
                try transaction.prune(keepingRuns: 2)
            }
            #expect(try store.segments(of: one).count == 1, "the run before is kept for comparing")
            try store.run { transaction in
                try transaction.record(someRun("three"), sources: [two], lineage: [])
                try transaction.prune(keepingRuns: 2)
            }
            #expect(try store.segments(of: one).isEmpty)
            #expect(try store.segments(of: two).count == 1)
            #expect(try store.runs().map(\.description.started) == ["three", "two"])
        }
    }

    @Test func anotherKeyIsRefused() throws {
        try withTemporaryFolder { folder in
            let path = folder + "/s.sqlite"
            let store = try Store(path: path)
            let one = try #require(Pseudonymiser(key: [UInt8](repeating: 1, count: 16)))
            let two = try #require(Pseudonymiser(key: [UInt8](repeating: 2, count: 16)))
            try store.run { try $0.bind(to: one) }
            try store.run { try $0.bind(to: one) }
            #expect(explanation { try store.run { try $0.bind(to: two) } } == .otherKey(store: path))
        }
    }

    @Test func noIdentifierReachesTheFile() throws {
        try withTemporaryFolder { folder in
            let path = folder + "/s.sqlite"
            let identifiers = (0..<500).map { "respondent-\($0)-secret" }
            let pseudonymiser = try Pseudonymiser(keyFile: folder + "/key")
            do {
                let store = try Store(path: path)
                try store.run { transaction in
                    try transaction.bind(to: pseudonymiser)
                    try transaction.addSource(
                        sourceDescription(),
                        [
                            Segment(
                                table: "survey", firstRow: 0, rowCount: identifiers.count,
                                columns: [
                                    NamedColumn(
                                        name: "respondent", type: .person,
                                        column: .persons(identifiers.map { pseudonymiser.pseudonym(of: $0) }))
                                ])
                        ])
                }
                try store.close()
            }
            let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
            #expect(bytes.range(of: Data("secret".utf8)) == nil)
            #expect(bytes.range(of: Data("respondent-".utf8)) == nil)
            let key = try Data(contentsOf: URL(fileURLWithPath: folder + "/key"))
            #expect(bytes.range(of: key) == nil, "the key stays outside the store")
            // The search can fail: the name of the column is there.
            #expect(bytes.range(of: Data("respondent".utf8)) != nil)
        }
    }

    @Test func theStoreCanBeQueriedByAnySQLiteProgram() throws {
        try withTemporaryFolder { folder in
            let path = folder + "/s.sqlite"
            do {
                let store = try Store(path: path)
                try store.run { transaction in
                    try transaction.addSource(sourceDescription(), [smallSegment(scores: [1, 2, 3])])
                    try transaction.setCodeLists([
                        CodeList(name: "sector", codes: [Code(code: "ngo", titles: ["fi": "järjestö", "en": "NGO"])])
                    ])
                }
            }
            let database = try DatabaseQueue(path: path)
            let kept = try database.read { try Int.fetchOne($0, sql: "SELECT rows_kept FROM source") }
            #expect(kept == 3)
            let titles = try database.read { try String.fetchOne($0, sql: "SELECT titles FROM code_list") }
            #expect(titles == "en=NGO\nfi=järjestö")
        }
    }
}

func someRun(_ started: String) -> RunDescription {
    RunDescription(
        pipeline: "p", started: started, asOf: "2024-01-31", version: "0.1", definitionHash: "d", state: .built,
        summary: "{}")
}
