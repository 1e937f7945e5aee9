import Records
import Testing

@testable import Microdata

@Suite struct ColumnCountsTests {
    @Test func codesAreCountedByName() {
        let column = Column.codes([0, 1, 1, 250, 253, 253], dictionary: ["a", "b", "unused"])
        let counts = ColumnCounts(of: column)
        #expect(counts == ColumnCounts(rows: 6, missing: [1, 0, 0, 2, 0, 0], values: ["a": 1, "b": 2]))
        #expect((counts.missingRows, counts.presentRows) == (3, 3))
        #expect(counts[.doesNotKnow] == 2)
    }

    @Test func identifiersPersonsAndTextsAreOnlyPresentOrMissing() {
        let keys = Column.keys([0, .max, 1, .max - 4], dictionary: ["x", "y"])
        #expect(ColumnCounts(of: keys) == ColumnCounts(rows: 4, missing: [1, 0, 0, 0, 1, 0]))
        let persons = Column.persons([.missing, Pseudonym(high: 1, low: 2)])
        #expect(ColumnCounts(of: persons) == ColumnCounts(rows: 2, missing: [1]))
        let texts = Column.texts(bytes: [65, 66], offsets: [0, 1, 1, 2])
        #expect(ColumnCounts(of: texts) == ColumnCounts(rows: 3, missing: [1]))
    }

    @Test func daysAreCountedByMonth() {
        let days = ["2023-11-30", "2023-12-01", "2023-12-31"].compactMap { CalendarDay(iso: $0)?.number }
        let counts = ColumnCounts(of: .days(days + [.missing(.notAnswered)]))
        #expect(counts == ColumnCounts(rows: 4, missing: [1], values: ["2023-11": 1, "2023-12": 2]))
        // The last second of a day before 1970 is of that day.
        #expect(ColumnCounts(of: .moments([-1, 0])).values == ["1969-12": 1, "1970-01": 1])
        let apart = ColumnCounts(of: .days([-1_000_000, 1_000_000]))
        #expect(apart == ColumnCounts(rows: 2), "no calendar is so long")
    }

    @Test func numbersAreCountedAlikeInEveryWidth() {
        let small: [Int8] = [1, -2, 1, .missing(.refused)]
        let counts = ColumnCounts(rows: 4, missing: [0, 0, 1, 0, 0, 0], values: ["1": 2, "-2": 1])
        #expect(ColumnCounts(of: .integers(.int8(small), places: 0)) == counts)
        #expect(ColumnCounts(of: .integers(.int64([1, -2, 1, .missing(.refused)]), places: 0)) == counts)
    }

    /// From 256 on, four groups for each doubling: 256…319, 320…383, 384…447, 448…511, 512…639 and so on.
    @Test func largeNumbersAreCountedInFixedGroups() {
        let cases: [(Int64, String)] = [
            (255, "255"), (256, "256…"), (319, "256…"), (320, "320…"), (511, "448…"), (512, "512…"), (-300, "-256…"),
            (.max, "8070450532247928832…"), (.leastPresent, "-8070450532247928832…"),
        ]
        for (number, name) in cases {
            #expect(NumberBin.name(of: NumberBin.index(of: number)) == name, "\(number)")
        }
        var last = -1
        for number in stride(from: Int64(-5_000), through: 5_000, by: 1) {
            let index = NumberBin.index(of: number)
            #expect(index >= last && index < NumberBin.count)
            last = index
        }
    }

    @Test func bytesReadBackAsWhatTheyWere() throws {
        let counts = ColumnCounts(
            rows: 1_000_000, missing: [0, 127, 128, 16_384, 5, 0], values: ["": 3, "ä\nö": 70_000, "b": 0])
        #expect(try ColumnCounts(bytes: counts.bytes) == counts)
        #expect(try ColumnCounts(bytes: ColumnCounts().bytes) == ColumnCounts())
        for length in 0..<counts.bytes.count {
            let cut = try? ColumnCounts(bytes: Array(counts.bytes.prefix(length)))
            #expect(cut != counts, "\(length) bytes")
        }
        #expect(throws: ColumnCodingError.damaged) { try ColumnCounts(bytes: [UInt8](repeating: 0xFF, count: 40)) }
    }
}
