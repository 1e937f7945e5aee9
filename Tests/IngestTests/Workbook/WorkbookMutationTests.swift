import CZip
import Diagnostics
import Foundation
import Testing

@testable import Ingest

/// Workbooks with a few bytes changed: each reads, or ends in a ``WorkbookReadError``; none crashes or hangs.
@Suite struct WorkbookMutationTests {
    @Test func survivesChangedBytesOfTheFile() throws {
        let folder = try #require(Bundle.module.resourceURL).appendingPathComponent("Reference/inputs")
        let names = [
            "calamine_date", "calamine_inlineStr_cdata", "calamine_merged_range",
            "readxltest_nonstandard-xml-ns-prefix",
            "calamine_empty_sheet",
        ]
        let originals = try names.map { try Array(Data(contentsOf: folder.appendingPathComponent("\($0).xlsx"))) }
        var readable = 0
        for seed in 0..<1500 {
            var generator = SeededGenerator(state: UInt64(seed))
            let original = originals[seed % originals.count]
            let outcome = try Self.outcome(of: WorkbookFixture(bytes: Self.mutated(original, &generator)), seed: seed)
            if outcome { readable += 1 }
        }
        // Flipped timestamps and the like do no harm; most changes do, or the mutations would test nothing.
        #expect((1..<1400).contains(readable))
    }

    @Test func survivesChangedBytesOfTheXML() throws {
        let sample = WorkbookFixture.parts(
            sheets: [("S", Self.sheet)], strings: "<si><t>date</t></si><si><r><t>te</t></r><r><t>xt</t></r></si>",
            styles:
                "<numFmts><numFmt numFmtId=\"164\" formatCode=\"[h]:mm\"/></numFmts><cellXfs><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/></cellXfs>",
            properties: "<workbookPr date1904=\"1\"/>")
        var readable = 0
        for seed in 0..<1500 {
            var generator = SeededGenerator(state: UInt64(seed) + 1_000_000)
            var parts = sample
            let part = Int.random(in: 0..<parts.count, using: &generator)
            parts[part].bytes = Self.mutated(parts[part].bytes, &generator)
            let methods = Dictionary(uniqueKeysWithValues: parts.map { ($0.name, ZIP_CM_STORE) })
            if try Self.outcome(of: WorkbookFixture(parts: parts, methods: methods), seed: seed) { readable += 1 }
        }
        #expect((1..<1400).contains(readable))
    }

    private static let sheet = """
        <worksheet xmlns="\(WorkbookFixture.main)"><cols><col min="2" max="2" hidden="1"/></cols>
        <sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>
        <row r="2"><c r="A2" s="1"><v>44197.5</v></c><c r="B2" t="inlineStr"><is><t>in_x000D_line</t></is></c><c r="C2"><v>1E3</v></c>
        <c r="D2" t="b"><v>1</v></c><c r="E2" t="e"><v>#REF!</v></c><c r="F2" t="d"><v>2024-05-06T07:08:09</v></c></row>
        </sheetData><mergeCells count="1"><mergeCell ref="A2:B6"/></mergeCells></worksheet>
        """

    /// True when the workbook reads; an issue for any error that is not explained.
    private static func outcome(of fixture: WorkbookFixture, seed: Int) throws -> Bool {
        var limits = WorkbookLimits()
        limits.bytesPerPart = 4 << 20
        do {
            let reader = try WorkbookReader(path: fixture.path, displayName: "mutated", limits: limits)
            for sheet in reader.sheets { try reader.readRows(sheet: .position(sheet.position)) { _ in } }
            return true
        } catch let error as WorkbookReadError {
            #expect(!error.explanation.summary.isEmpty)
            return false
        } catch {
            Issue.record("seed \(seed): \(error)")
            return false
        }
    }

    /// One to eight changes: a flipped bit, another byte, a piece cut out, doubled, or cut off.
    private static func mutated(_ bytes: [UInt8], _ generator: inout SeededGenerator) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<Int.random(in: 1...8, using: &generator) where !bytes.isEmpty {
            let place = Int.random(in: 0..<bytes.count, using: &generator)
            let length = min(Int.random(in: 1...16, using: &generator), bytes.count - place)
            switch Int.random(in: 0..<10, using: &generator) {
            case 0...4: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
            case 5: bytes[place] = UInt8.random(in: 0...255, using: &generator)
            case 6: bytes[place] = Array("0123456789-<>&;\"'/rtcs".utf8).randomElement(using: &generator) ?? 0
            case 7: bytes.removeSubrange(place..<(place + length))
            case 8: bytes.insert(contentsOf: bytes[place..<(place + length)], at: place)
            default: if Int.random(in: 0..<4, using: &generator) == 0 { bytes.removeSubrange(place...) }
            }
        }
        return bytes
    }
}
