import Microdata
import Testing

/// Copies with full counts are noted, and are no runs.
@Suite struct AuthorityCopyTests {
    private func copy(_ started: String, after run: RunID? = nil) -> AuthorityCopyRecord {
        AuthorityCopyRecord(
            started: started, asOf: "2024-01-31", version: "0.1", build: "b-\(started)", files: 2, previousRun: run)
    }

    @Test func copiesAreNotedBesideTheRuns() throws {
        try withTemporaryFolder { folder in
            let path = folder + "/s.sqlite"
            let run = try Store(path: path).run { transaction in
                try transaction.record(copy("one"))
                let id = try transaction.record(someRun("two"), sources: [], lineage: [])
                try transaction.record(copy("three"))
                return id
            }
            let store = try Store(path: path, access: .readOnly)
            #expect(try store.authorityCopies() == [copy("three", after: run), copy("one")])
            #expect(try store.runs().map(\.description.started) == ["two"])
        }
    }

    @Test func copiesOutliveTheRunsThatArePruned() throws {
        try withTemporaryFolder { folder in
            let store = try Store(path: folder + "/s.sqlite")
            for number in 0..<4 {
                try store.run { transaction in
                    try transaction.record(someRun("\(number)"), sources: [], lineage: [])
                    try transaction.record(copy("\(number)"))
                    try transaction.prune(keepingRuns: 2)
                }
            }
            #expect(try store.runs().map(\.description.started) == ["3", "2"])
            #expect(try store.authorityCopies().map(\.started) == ["3", "2", "1", "0"])
        }
    }

    /// What only an authority copy has read goes once another version has taken its place; what a run has read stays.
    @Test func sourcesOfNoRunArePruned() throws {
        try withTemporaryFolder { folder in
            let store = try Store(path: folder + "/s.sqlite")
            func read(_ score: Int8, recordingRun: Bool) throws -> SourceID {
                try store.run { transaction in
                    let id = try transaction.addSource(sourceDescription(), [smallSegment(scores: [score])])
                    if recordingRun {
                        try transaction.record(someRun("run"), sources: [id], lineage: [])
                    } else {
                        try transaction.record(copy("copy"))
                    }
                    try transaction.prune(keepingRuns: 2)
                    return id
                }
            }
            let first = try read(1, recordingRun: true)
            let second = try read(2, recordingRun: false)
            let third = try read(3, recordingRun: false)
            #expect(try store.segments(of: first).count == 1)
            #expect(try store.segments(of: second).isEmpty)
            #expect(try store.segments(of: third).count == 1)
        }
    }
}
