import CReadStat
import Diagnostics
import Foundation
import Testing

@testable import Ingest

/// SPSS files with a few bytes changed: each reads, or ends in an explained error; none crashes or hangs.
@Suite struct SPSSMutationTests {
    private static func originals() throws -> [[UInt8]] {
        let folder = testFolder("Reference/inputs")
        let references = try ReferenceSPSSTests.files.map {
            try Array(Data(contentsOf: folder.appendingPathComponent($0)))
        }
        // Texts longer than 255 bytes lie in several variables, and their labels in a record of their own.
        let long = SPSSFixture.Variable(
            name: "kommentti", title: "Vapaa sana", width: 700, labels: [(.text("pitkä arvo, joka ei mahdu"), "pitkä")])
        let rest = [
            SPSSFixture.Variable(name: "lyhyt", width: 5, labels: [(.text("a"), "A")], missing: [.text("x")]),
            SPSSFixture.Variable(name: "luku", labels: [(.number(1), "yksi")], missing: [.numbers(8...9)]),
        ]
        let cases: [[SPSSValue]] = (0..<12).map {
            [.text(String(repeating: "sana ", count: $0 * 10)), .text("x"), .number(Double($0))]
        }
        return references + [
            try SPSSFixture.bytes([long] + rest, cases: cases),
            try SPSSFixture.bytes([long] + rest, cases: cases, compression: READSTAT_COMPRESS_NONE),
            try SPSSFixture.bytes([long] + rest, cases: cases, compression: READSTAT_COMPRESS_BINARY),
        ]
    }

    @Test func survivesChangedBytes() throws {
        let originals = try Self.originals()
        var readable = 0
        for seed in 0..<4000 {
            var generator = TestGenerator(seed: UInt64(seed))
            let bytes = Self.mutated(originals[seed % originals.count], &generator)
            if try Self.reads(bytes, seed: seed) { readable += 1 }
        }
        // A change in a value or a label does no harm; many others do, or the mutations would test nothing.
        #expect((400..<3600).contains(readable), "\(readable) of 4000")
    }

    @Test func survivesTruncation() throws {
        for (place, original) in try Self.originals().enumerated() {
            for count in stride(from: 1, to: original.count, by: 1 + original.count / 800) {
                _ = try Self.reads(Array(original.prefix(count)), seed: place * 100_000 + count)
            }
        }
    }

    /// True when the file reads; an issue for any error that is not explained.
    private static func reads(_ bytes: [UInt8], seed: Int) throws -> Bool {
        guard !bytes.isEmpty else { return false }
        let file = try TemporaryFile(bytes, name: "mutated.sav")
        do throws(IngestError) {
            let reader = try SPSSReader(SourceFile(path: file.path, displayName: "mutated.sav"))
            var cells = SPSSCells(reader.dictionary, usesLabels: seed.isMultiple(of: 2))
            let batch = WorkbookRowBatch(columns: reader.dictionary.variables.count)
            try reader.readCases { (number, values) throws(IngestError) in
                if batch.isFull { batch.begin() }
                batch.add(WorkbookRow(rowNumber: number, cells: cells.cells(values)))
                return true
            }
            _ = cells.findings("mutated.sav")
            return true
        } catch {
            #expect(error.code.hasPrefix("ingest.") && !error.explanation.remedies.isEmpty, "seed \(seed)")
            return false
        }
    }

    /// One to six changes: a flipped bit, another byte, a great or negative number, a piece cut out, doubled, or cut off.
    private static func mutated(_ bytes: [UInt8], _ generator: inout TestGenerator) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<Int.random(in: 1...6, using: &generator) where bytes.count > 8 {
            // What begins the file must stay most of the time, or every change would end there.
            let first = Int.random(in: 0..<20, using: &generator) == 0 ? 0 : 4
            let place = Int.random(in: first..<bytes.count, using: &generator)
            let length = min(Int.random(in: 1...16, using: &generator), bytes.count - place)
            switch Int.random(in: 0..<12, using: &generator) {
            case 0...4: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
            case 5, 6: bytes[place] = UInt8.random(in: 0...255, using: &generator)
            case 7:
                let word =
                    [0xFFFF_FFFF, 0x7FFF_FFFF, 0x8000_0000, 0x0100_0000, 0x0000_FFFF, 0, 1, 255]
                    .randomElement(using: &generator) ?? 0
                let start = place & ~3
                for byte in 0..<4 where start + byte < bytes.count {
                    bytes[start + byte] = UInt8(truncatingIfNeeded: word >> (8 * byte))
                }
            case 8: bytes.removeSubrange(place..<(place + length))
            case 9: bytes.insert(contentsOf: bytes[place..<(place + length)], at: place)
            case 10: bytes[place] = Array("0123456789=,\t ".utf8).randomElement(using: &generator) ?? 0
            default: if Int.random(in: 0..<4, using: &generator) == 0 { bytes.removeSubrange(place...) }
            }
        }
        return bytes
    }
}
