import Diagnostics
import Microdata
import Testing

@Suite struct KeysOnDiskTests {
    @Test func tellsKeysThatWereThere() throws {
        let keys = try KeysOnDisk()
        #expect(try keys.add([(5, 0), (.max, 1), (5, 2), (1 << 63, 3), (5, 4)]) == [2, 4])
        #expect(try keys.add([(1 << 63, 10), (7, 11), (.max, 12), (6, 13)]) == [10, 12])
        #expect(try keys.add([]).isEmpty)
        // Another has nothing to do with it.
        #expect(try KeysOnDisk().add([(5, 0), (7, 1)]).isEmpty)
    }

    @Test func saysSoWhenTheDiskIsFull() throws {
        let keys = try KeysOnDisk(pageLimit: 8)
        var generator = SeededGenerator(seed: 3)
        let many = (0..<20_000).map { (hash: generator.next(), row: $0) }
        let error = try #require(throws: KeysOnDiskError.self) { try keys.add(many) }
        #expect(error.isFull)
        #expect(error.explanation.summary.contains("no room"))
    }
}
