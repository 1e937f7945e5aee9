import Testing

@testable import fuzz

/// A few cases of each target with every run of the tests; the program `fuzz` runs 100,000 of each.
@Suite struct FuzzingTests {
    @Test(arguments: fuzzTargets.map(\.name)) func survivesDamagedInput(_ name: String) throws {
        let target = try #require(fuzzTargets.first { $0.name == name })
        let workspace = try FuzzWorkspace()
        let seeds = try target.seeds()
        #expect(!seeds.isEmpty)
        for number in 0..<150 {
            let bytes = target.bytes(ofCase: number, seed: 1, seeds: seeds)
            #expect(throws: Never.self, "\(name) \(number)") { try target.check(bytes, workspace) }
        }
    }

    @Test(arguments: fuzzTargets.map(\.name)) func neverFailsAgainWhereItOnceFailed(_ name: String) throws {
        let target = try #require(fuzzTargets.first { $0.name == name })
        let workspace = try FuzzWorkspace()
        for (file, bytes) in try target.regressions() {
            #expect(throws: Never.self, "\(file)") { try target.check(bytes, workspace) }
        }
    }

    @Test func readsItsOwnSeeds() throws {
        let workspace = try FuzzWorkspace()
        for target in fuzzTargets { for seed in try target.seeds() { try target.check(seed, workspace) } }
    }

    @Test func makesTheSameCasesAgain() throws {
        for target in fuzzTargets {
            let seeds = try target.seeds()
            let cases = (0..<20).map { target.bytes(ofCase: $0, seed: 7, seeds: seeds) }
            #expect(cases == (0..<20).map { target.bytes(ofCase: $0, seed: 7, seeds: seeds) })
            #expect(Set(cases).count > 15)
        }
    }

    @Test func packsWithTheRightChecksums() {
        #expect(crc32(Array("123456789".utf8)) == 0xCBF4_3926)
    }
}
