import Diagnostics
import Foundation
import Records
import Testing

@testable import Ingest

/// What is no file, changes while it is read, or has a header that nobody meant, for every kind of file.
@Suite struct HostileFileTests {
    private let columns = [
        ColumnMapping("a", from: ["a"], type: .text), ColumnMapping("b", from: ["b"], type: .integer),
    ]
    private static let names = ["x.csv", "x.csv.gz", "x.xlsx", "x.sav"]

    private func error(_ body: () throws -> Void) throws -> IngestError {
        do { try body() } catch let error as IngestError {
            #expect(!error.explanation.remedies.isEmpty || error.code == "ingest.mapping-does-not-fit")
            return error
        }
        throw TestFailure("nothing was thrown")
    }

    @Test(arguments: names) func refusesWhatIsNoFile(_ name: String) throws {
        let file = try TemporaryFile("a,b\n1,2\n")
        let place = file.folder.path + "/" + name
        // A folder.
        try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: false)
        #expect(try error { _ = try read(path: place, mapping(columns), name: name) }.code == "ingest.is-folder")
        #expect(throws: IngestError.self) { try FileInspection(path: place, displayName: name) }
        try FileManager.default.removeItem(atPath: place)
        // A pipe that nobody writes to must not be waited for.
        #expect(mkfifo(place, 0o600) == 0)
        #expect(try error { _ = try read(path: place, mapping(columns), name: name) }.code == "ingest.not-readable")
        #expect(throws: IngestError.self) { try FileInspection(path: place, displayName: name) }
        try FileManager.default.removeItem(atPath: place)
        // A device without an end, and a link to it.
        try FileManager.default.createSymbolicLink(atPath: place, withDestinationPath: "/dev/zero")
        #expect(try error { _ = try read(path: place, mapping(columns), name: name) }.code == "ingest.not-readable")
        try FileManager.default.removeItem(atPath: place)
        // A link to nothing, and one to itself.
        try FileManager.default.createSymbolicLink(atPath: place, withDestinationPath: "nowhere")
        #expect(try error { _ = try read(path: place, mapping(columns), name: name) }.code == "ingest.no-such-file")
        try FileManager.default.removeItem(atPath: place)
        try FileManager.default.createSymbolicLink(atPath: place, withDestinationPath: name)
        #expect(try error { _ = try read(path: place, mapping(columns), name: name) }.code == "ingest.not-readable")
    }

    /// Reads while another program changes the file, once the first rows have come.
    private func readWhile(_ bytes: [UInt8], _ name: String, _ change: @escaping (FileHandle) throws -> Void) throws
        -> String
    {
        let file = try TemporaryFile(bytes, name: name)
        let pseudonymiser = try testPseudonymiser()
        var isChanged = false
        do {
            _ = try SourceReader.read(
                path: file.path, displayName: name, mapping: mapping(columns), codeLists: [:],
                pseudonymiser: pseudonymiser, threads: 1, duplicates: nil, chunkSize: 4096
            ) { _ in
                if isChanged { return }
                isChanged = true
                let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: file.path))
                try change(handle)
                try handle.close()
            }
        } catch {
            return error.code
        }
        return isChanged ? "read" : "not changed"
    }

    @Test func noticesFilesThatGrowShrinkOrChange() throws {
        let text = GzipTests.table(rows: 20_000)
        let inputs = [("x.csv", text), ("x.csv.gz", try GzipTests.compressed(text))]
        for (name, bytes) in inputs {
            #expect(try readWhile(bytes, name) { _ in } == "read")
            let grown = try readWhile(bytes, name) { handle in
                try handle.seekToEnd()
                try handle.write(contentsOf: Array("x,1\n".utf8))
            }
            #expect(grown == "ingest.changed-while-read" || name != "x.csv" && grown == "ingest.not-inflated")
            let shrunk = try readWhile(bytes, name) { try $0.truncate(atOffset: UInt64(bytes.count / 2)) }
            #expect(["ingest.changed-while-read", "ingest.not-inflated"].contains(shrunk))
            let emptied = try readWhile(bytes, name) { try $0.truncate(atOffset: 0) }
            #expect(["ingest.changed-while-read", "ingest.not-inflated"].contains(emptied))
            let other = try readWhile(bytes, name) { handle in
                try handle.seek(toOffset: UInt64(bytes.count - 3))
                try handle.write(contentsOf: Array("9".utf8))
            }
            #expect(["ingest.changed-while-read", "ingest.not-inflated"].contains(other))
        }
    }

    @Test func headersMayBeDoubledOrEmpty() throws {
        let text = "a,,a,b,,\n1,x,2,3,y,\n4,z,5,6,,\n"
        let reading = try read(text, mapping(columns + [ColumnMapping("c", from: ["#2"], type: .text)]))
        #expect(reading.values("a") == ["1", "4"])
        #expect(reading.values("c") == ["x", "z"])
        #expect(reading.report.findings.contains { $0.code == "ingest.doubled-column" })
        // A header of nothing is none.
        for text in [",,,\n1,2,3,4\n", "\"\",\"\"\n1,2\n", ";;\n;;\n"] {
            let file = try TemporaryFile(text)
            #expect(throws: IngestError.self) { try read(text, mapping(columns)) }
            _ = try? FileInspection(path: file.path, displayName: "source.csv")
        }
    }

    @Test func columnsAreBounded() throws {
        let limit = CSVHeader.columnLimit
        for name in ["a", ""] {
            let header = Array(repeating: name, count: limit).joined(separator: ",")
            let row = Array(repeating: "1", count: limit).joined(separator: ",")
            let text = "\(header)\n\(row)\n"
            let file = try TemporaryFile(text)
            let inspection = try? FileInspection(path: file.path, displayName: "source.csv")
            #expect(inspection?.columns.count ?? limit == limit)
        }
        let wide = (0..<limit).map { $0 == 7 ? "a" : $0 == 9 ? "b" : "c\($0)" }.joined(separator: ",")
        let row = (0..<limit).map { "\($0 % 10)" }.joined(separator: ",")
        let reading = try read("\(wide)\n\(row)\n\(row)\n", mapping(columns))
        #expect(reading.values("b") == ["9", "9"])
        #expect(reading.report.unmappedColumns.count == limit - 2)
        for names in [limit + 1, 1_000_000] {
            let text = (0..<names).map { "c\($0)" }.joined(separator: ",") + "\n" + "1,2\n"
            let file = try TemporaryFile(text)
            let found = try error { _ = try read(text, mapping(columns)) }
            #expect(["ingest.too-many-columns", "ingest.record-too-long"].contains(found.code))
            #expect(throws: IngestError.self) { try FileInspection(path: file.path, displayName: "source.csv") }
        }
    }

    @Test func bytesOfNoEncodingAreTold() throws {
        let bad: [[UInt8]] = [
            [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE2, 0x82], [0xFF], [0xC3],
            [0xF8, 0x88, 0x80, 0x80, 0x80],
        ]
        let format = DeclaredFormat(encoding: .utf8)
        for bytes in bad {
            for text in ["a,b\nx", "a,b\n1,2\n\"q", String(repeating: "a,1\n", count: 3)] {
                let start = text.hasPrefix("a,b") ? text : "a,b\n" + text + "z"
                let found = try error {
                    _ = try read(Array(start.utf8) + bytes + Array(",1\n2,3\n".utf8), mapping(columns, format: format))
                }
                #expect(found.code == "ingest.wrong-encoding")
            }
        }
        let half = try error {
            _ = try read(
                [0xFF, 0xFE] + "a,b\n1,2\n".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] } + [
                    0x00, 0xD8, 0x41, 0,
                ],
                mapping(columns))
        }
        #expect(half.code == "ingest.wrong-encoding")
    }

    @Test func aQuoteThatNeverClosesCostsItsLineOnly() throws {
        let rows = (0..<60_000).map { "x\($0),\($0)\n" }.joined()
        let text = "a,b\n" + rows + "\"open,1\n" + "y,2\n"
        for chunkSize in [1 << 16, 1 << 22] {
            let reading = try read(text, mapping(columns), chunkSize: chunkSize)
            #expect(reading.report.rowsKept == 60_001)
            #expect(reading.codes == ["ingest.unclosed-quote"])
            #expect(reading.report.issues[0].location.line == 60_002)
            #expect(reading.values("a").last == "y")
        }
    }

    @Test func aRecordWithoutAnEndIsRefused() throws {
        for cell in [String(repeating: "x", count: 3 << 20), "\"" + String(repeating: "y\n", count: 3 << 19)] {
            let text = "a,b\n1,2\n" + cell
            do {
                let reading = try read(text, mapping(columns))
                // Lines below a quote that never closes are read as lines.
                #expect(reading.report.rowsRead == reading.report.rowsKept + reading.report.rowsQuarantined)
                #expect(reading.codes.contains("ingest.unclosed-quote"))
            } catch let error as IngestError {
                #expect(error.code == "ingest.record-too-long")
            }
        }
    }
}
