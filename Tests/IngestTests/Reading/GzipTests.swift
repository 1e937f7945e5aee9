import CZlib
import Diagnostics
import Foundation
import Microdata
import Records
import Testing

@testable import Ingest

/// Compressed text is read as the text is, whatever its size, its members and its faults.
@Suite struct GzipTests {
    private let columns = [
        ColumnMapping("a", from: ["a"], type: .text), ColumnMapping("b", from: ["b"], type: .integer),
    ]

    private func rows(of reading: Reading) -> [[String]] {
        zip(reading.values("a"), reading.values("b")).map { [$0, $1] }
    }

    /// Bytes as one member of a gzip file, made by zlib's own writer.
    static func compressed(_ bytes: [UInt8], level: Int = 6) throws -> [UInt8] {
        let file = try TemporaryFile([], name: "made.gz")
        guard let handle = gzopen(file.path, "wb\(level)") else { throw TestFailure("zlib writes nothing") }
        var rest = bytes[...]
        while !rest.isEmpty {
            let piece = Array(rest.prefix(1 << 20))
            guard gzwrite(handle, piece, UInt32(piece.count)) == Int32(piece.count) else {
                throw TestFailure("zlib writes too little")
            }
            rest = rest.dropFirst(piece.count)
        }
        guard gzclose(handle) == Z_OK else { throw TestFailure("zlib does not finish") }
        return [UInt8](try Data(contentsOf: URL(fileURLWithPath: file.path)))
    }

    /// A table of some thousand rows, with quotes and line breaks in fields.
    static func table(rows: Int, seed: UInt64 = 1) -> [UInt8] {
        var generator = TestGenerator(seed: seed)
        var text = "a,b\n"
        for row in 0..<rows {
            let word = String(generator.next(), radix: 36)
            text += row % 7 == 0 ? "\"\(word), \n\"\"\(word)\"\"\",\(row)\n" : "\(word),\(row)\n"
        }
        return Array(text.utf8)
    }

    @Test(arguments: [1, 2, 3]) func theSegmentsAreThoseOfTheText(threads: Int) throws {
        let text = Self.table(rows: 30_000)
        let plain = try read(text, mapping(columns), threads: threads, chunkSize: 1 << 16)
        let packed = try read(
            Self.compressed(text), mapping(columns), name: "source.csv.gz", threads: threads, chunkSize: 1 << 16)
        #expect(plain.report.rowsKept == 30_000)
        #expect(rows(of: packed) == rows(of: plain))
        #expect(packed.segments.map(\.rowCount) == plain.segments.map(\.rowCount))
        #expect(packed.report.rowsKept == plain.report.rowsKept)
        #expect(packed.report.sha256 != plain.report.sha256, "the file on the disk is what is known again")
    }

    @Test func otherEncodingsAreFoundInside() throws {
        let utf16 = "\u{FEFF}a;b\nhyvä;1\n".utf16.flatMap { unit -> [UInt8] in [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
        let latin = [UInt8]("a;b\nhyv".utf8) + [0xE4] + [UInt8](";1\n".utf8)
        for bytes in [utf16, latin] {
            let found = try read(Self.compressed(bytes), mapping(columns), name: "x.csv.gz")
            #expect(found.values("a") == ["hyvä"])
        }
    }

    @Test func severalMembersAndPaddingAreOneText() throws {
        let text = Self.table(rows: 2_000)
        let cut = text.count / 3
        let members =
            try Self.compressed(Array(text[..<cut])) + Self.compressed([]) + Self.compressed(Array(text[cut...]))
        let whole = try read(text, mapping(columns))
        for padding in [0, 512, 200_000] {
            let found = try read(
                members + [UInt8](repeating: 0, count: padding), mapping(columns), name: "x.csv.gz")
            #expect(rows(of: found) == rows(of: whole))
        }
    }

    @Test func brokenFilesAreTold() throws {
        let packed = try Self.compressed(Self.table(rows: 5_000))
        func code(_ bytes: [UInt8]) -> String? {
            do {
                _ = try read(bytes, mapping(columns), name: "x.csv.gz")
                return nil
            } catch {
                #expect((error as? IngestError)?.explanation.remedies.isEmpty == false)
                return (error as? IngestError)?.code
            }
        }
        #expect(code(packed) == nil)
        #expect(code(packed.dropLast(packed.count / 2)) == "ingest.not-inflated")
        #expect(code(packed.dropLast(1)) == "ingest.not-inflated")
        #expect(code(packed + [1, 2, 3]) == "ingest.not-inflated")
        var checksum = packed
        checksum[packed.count - 6] ^= 1
        #expect(code(checksum) == "ingest.not-inflated")
        #expect(code(try Self.compressed([])) == "ingest.no-header")
        // Half a gigabyte of blank lines in half a megabyte.
        let bomb = try Self.compressed(Array("a,b\n".utf8) + [UInt8](repeating: 0x0A, count: 1 << 29), level: 9)
        #expect(bomb.count < 1 << 20)
        #expect(code(bomb) == "ingest.not-inflated")
    }

    @Test func changedBytesNeverDoHarm() throws {
        let text = Self.table(rows: 200)
        let packed = try Self.compressed(text)
        let whole = rows(of: try read(text, mapping(columns)))
        var generator = TestGenerator(seed: 8)
        var refused = 0
        for _ in 0..<2_000 {
            var bytes = packed
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                bytes[Int.random(in: bytes.indices, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
            }
            if Bool.random(using: &generator) { bytes.removeLast(Int.random(in: 0..<20, using: &generator)) }
            do {
                // A checksum stands between a changed byte and a changed table; only the header's idle bytes may differ.
                let found = try read(bytes, mapping(columns), name: "x.csv.gz", threads: 1)
                #expect(rows(of: found) == whole)
            } catch {
                #expect(error is IngestError)
                refused += 1
            }
        }
        #expect(refused > 1_500)
    }

    @Test func inspectionLooksInside() throws {
        let file = try TemporaryFile(Self.compressed(Self.table(rows: 50)), name: "x.csv.gz")
        let found = try FileInspection(path: file.path, displayName: "x.csv.gz")
        #expect(found.rows == 50)
        #expect(found.isWhole)
        #expect(found.columns.map(\.name) == ["a", "b"])
    }
}
