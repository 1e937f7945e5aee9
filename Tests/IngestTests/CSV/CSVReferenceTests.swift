import Foundation
import Microdata
import Testing

@testable import Ingest

/// Files that others wrote, with what Python's csv module and pandas find in them.
@Suite struct CSVReferenceTests {
    struct Expected: Decodable {
        let file: String
        let encoding: String
        let delimiter: String
        let decimalMark: String
        let headerRows: Int
        let recordsIncludingHeader: Int
        let allCellsSha256: String
        let records: [[String]]?
        let firstRecords: [[String]]?
        let lastRecord: [String]?
    }

    static let files: [String] = {
        let inputs = testFolder("Reference/inputs")
        let names = (try? FileManager.default.contentsOfDirectory(atPath: inputs.path)) ?? []
        return names.filter { $0.hasSuffix(".csv") || $0.hasSuffix(".tsv") }.filter { !$0.hasPrefix("MANIFEST") }
            .sorted()
    }()

    @Test func thereAreFiles() { #expect(Self.files.count == 17) }

    @Test(arguments: files) func agreesWithOtherReaders(_ name: String) throws {
        let folder = testFolder("Reference/inputs")
        let bytes = Array(try Data(contentsOf: folder.appendingPathComponent(name)))
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        let expected = try decoder.decode(
            Expected.self, from: Data(contentsOf: folder.appendingPathComponent(name + ".expected.json")))
        for chunkSize in [97, 1 << 16] {
            let found = try cells(bytes, chunkSize: chunkSize)
            #expect(found.dialect.separatorName == (expected.delimiter == "\t" ? "TAB" : expected.delimiter))
            #expect(found.dialect.encoding.rawValue == expected.encoding)
            #expect(found.dialect.headerRow == 1)
            #expect(found.records.count == expected.recordsIncludingHeader)
            if let records = expected.records { #expect(found.records == records) }
            if let first = expected.firstRecords { #expect(Array(found.records.prefix(first.count)) == first) }
            if let last = expected.lastRecord { #expect(found.records.last == last) }
            var hash = try ContentHash()
            try hash.update(
                Array(found.records.map { $0.joined(separator: "\u{1F}") }.joined(separator: "\u{1E}").utf8))
            #expect(try hash.finish() == expected.allCellsSha256)
        }
    }
}
