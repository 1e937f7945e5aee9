import CZip
import Foundation
import Testing

@testable import Ingest

/// Parts that are unpacked on a thread of their own: in bounded memory, to the end or not, whole or damaged.
@Suite struct PartPiecesTests {
    private static let name = "xl/worksheets/sheet1.xml"

    /// Bytes that hardly compress, so that damage can be put in the middle.
    private static func noise(_ count: Int) -> [UInt8] {
        var generator = SeededGenerator(state: 5)
        return (0..<count).map { _ in UInt8.random(in: 32..<97, using: &generator) }
    }

    private static func pieces(
        of fixture: WorkbookFixture, limits: WorkbookLimits = WorkbookLimits()
    ) throws -> PartPieces {
        let archive = try PackageArchive(path: fixture.path, file: "fixture.xlsx", limits: limits)
        return PartPieces(try archive.open(archive.entry(name)))
    }

    private static func rest(of pieces: PartPieces) throws -> [UInt8] {
        var bytes: [UInt8] = []
        while true {
            let piece = unsafe try pieces.next()
            if piece.isEmpty { return bytes }
            #expect(piece.count <= PartPieces.size)
            unsafe bytes.append(contentsOf: piece)
        }
    }

    @Test(arguments: [0, 1, PartPieces.size - 1, PartPieces.size, PartPieces.size + 1, 5 * PartPieces.size])
    func givesAllBytesInOrder(count: Int) throws {
        let bytes = Self.noise(count)
        let fixture = try WorkbookFixture(parts: [(Self.name, bytes)])
        let pieces = try Self.pieces(of: fixture)
        defer { pieces.close() }
        #expect(pieces.isAhead == (count > PartPieces.size))
        #expect(try Self.rest(of: pieces) == bytes)
        #expect(unsafe try pieces.next().isEmpty)
    }

    @Test func isNeverFurtherAheadThanItsMemory() throws {
        let fixture = try WorkbookFixture(parts: [(Self.name, Self.noise(12 * PartPieces.size))])
        let pieces = try Self.pieces(of: fixture)
        defer { pieces.close() }
        for _ in 0..<6 {
            #expect(unsafe try pieces.next().count == PartPieces.size)
            // One piece is the reader's.
            let deadline = Date.now + 20
            while pieces.readyCount < PartPieces.count - 1, Date.now < deadline { usleep(1000) }
            #expect(pieces.readyCount == PartPieces.count - 1)
            usleep(3000)
            #expect(pieces.readyCount == PartPieces.count - 1)
        }
    }

    @Test(arguments: [0, 1, 3]) func leavesNoThreadWhenTheReaderStops(taken: Int) throws {
        let fixture = try WorkbookFixture(parts: [(Self.name, Self.noise(12 * PartPieces.size))])
        weak var left: PartPieces?
        do {
            let pieces = try Self.pieces(of: fixture)
            left = pieces
            for _ in 0..<taken { #expect(unsafe try !pieces.next().isEmpty) }
            pieces.close()
            #expect(!pieces.isAhead)
        }
        // The thread would hold it.
        #expect(left == nil)
    }

    @Test func tellsOfDamageAfterThePiecesBeforeIt() throws {
        let fixture = try WorkbookFixture(parts: [(Self.name, Self.noise(8 * PartPieces.size))])
        var bytes = try fixture.contents()
        for place in (bytes.count / 2)..<(bytes.count / 2 + 200) { bytes[place] = 0xFF }
        let damaged = try WorkbookFixture(bytes: bytes)
        let pieces = try Self.pieces(of: damaged)
        defer { pieces.close() }
        for _ in 0..<2 { #expect(unsafe try pieces.next().count == PartPieces.size) }
        #expect(throws: WorkbookReadError.self) { try Self.rest(of: pieces) }
    }

    @Test func checksTheChecksumAtTheEnd() throws {
        let count = 3 * PartPieces.size
        let fixture = try WorkbookFixture(
            parts: [(Self.name, Self.noise(count - 5) + Array("12345".utf8))], methods: [Self.name: ZIP_CM_STORE])
        var bytes = try fixture.contents()
        let digits = try #require(Data(bytes).range(of: Data("12345".utf8)))
        bytes[digits.lowerBound] = UInt8(ascii: "9")
        let damaged = try WorkbookFixture(bytes: bytes)
        let pieces = try Self.pieces(of: damaged)
        defer { pieces.close() }
        var seen = 0
        let failure = #expect(throws: WorkbookReadError.self) {
            while true {
                let piece = unsafe try pieces.next().count
                if piece == 0 { return }
                seen += piece
            }
        }
        #expect(seen <= count && seen > count - 2 * PartPieces.size)
        guard case .partDamaged(_, Self.name, let reason) = failure else {
            Issue.record("\(String(describing: failure))")
            return
        }
        #expect(reason.contains("checksum"))
    }

    @Test func countsWhatIsTakenAgainstTheLimits() throws {
        let fixture = try WorkbookFixture(parts: [(Self.name, Self.noise(8 * PartPieces.size))])
        var limits = WorkbookLimits()
        limits.totalBytes = 3 * PartPieces.size
        let pieces = try Self.pieces(of: fixture, limits: limits)
        defer { pieces.close() }
        for _ in 0..<3 { #expect(unsafe try pieces.next().count == PartPieces.size) }
        #expect(throws: WorkbookReadError.self) { unsafe try pieces.next().count }
    }

    /// Through the whole reader, which unpacks a large sheet anew for each reading.
    @Test func sheetsThatAreNotKeptReadAsThoseThatAre() throws {
        let rows = (1...9000).map {
            "<row r=\"\($0)\"><c r=\"A\($0)\"><v>\($0)</v></c><c r=\"B\($0)\"><v>\($0 % 7)</v></c></row>"
        }
        .joined()
        let fixture = try WorkbookFixture(
            sheet: "<sheetData>\(rows)</sheetData><mergeCells><mergeCell ref=\"A5:B5\"/></mergeCells>")
        var limits = WorkbookLimits()
        let kept = try fixture.read(limits: limits)
        limits.bytesKept = 0
        let reader = try WorkbookReader(path: fixture.path, displayName: "fixture.xlsx", limits: limits)
        for first in [nil, 3, 9000, nil] {
            var rows: [WorkbookRow] = []
            let summary = try reader.readRows(firstRows: first) { rows.append($0) }
            #expect(rows == Array(kept.rows.prefix(first ?? 9000)))
            #expect(summary.mergedRanges == kept.summary.mergedRanges)
            #expect(summary.reachedEnd == (first == nil))
        }
        // What the caller throws ends the reading, and the next one starts anew.
        struct Enough: Error {}
        #expect(throws: Enough.self) { try reader.readRows { if $0.rowNumber == 10 { throw Enough() } } }
        var count = 0
        try reader.readRows { _ in count += 1 }
        #expect(count == 9000)
    }
}
