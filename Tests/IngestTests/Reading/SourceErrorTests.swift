import Diagnostics
import Foundation
import Records
import Testing

@testable import Ingest

@Suite struct SourceErrorTests {
    private let columns = [
        ColumnMapping("a", from: ["a"], type: .text), ColumnMapping("b", from: ["b"], type: .integer),
    ]

    private func error(_ body: () throws -> Void) throws -> IngestError {
        do {
            try body()
        } catch let error as IngestError {
            #expect(!error.explanation.remedies.isEmpty || error.code == "ingest.mapping-does-not-fit")
            return error
        }
        throw TestFailure("nothing was thrown")
    }

    private func error(_ bytes: [UInt8], _ mapping: Mapping, name: String = "source.csv") throws -> IngestError {
        try error { _ = try read(bytes, mapping, name: name) }
    }

    @Test(
        arguments: [
            ([0x50, 0x4B, 0x03, 0x04, 0x14, 0x00], "a workbook (.xlsx)", "kind: xlsx"),
            ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "Excel 97–2003", "save it as CSV"),
            (Array("<!DOCTYPE html><html><body>".utf8), "a web page", "export it again"),
        ] as [([UInt8], String, String)])
    func textsThatAreNoneAreToldAsWhatTheyAre(head: [UInt8], looksLike: String, remedy: String) throws {
        let bytes = head + [UInt8](repeating: 0x20, count: 600)
        let found = try error(bytes, mapping(columns))
        #expect(found.code == "ingest.not-text")
        #expect(found.explanation.cause?.contains(looksLike) ?? false)
        #expect(found.explanation.remedies[0].contains(remedy))
        let file = try TemporaryFile(bytes)
        #expect(throws: IngestError.self) { try FileInspection(path: file.path, displayName: "source.csv") }
    }

    @Test func aColumnMayBeCalledAsAnArchiveStarts() throws {
        let read = try read(Array("PK,b\n1,2\n".utf8), mapping([ColumnMapping("a", from: ["PK"], type: .text)]))
        #expect(read.report.rowsKept == 1)
    }

    @Test func namesASimilarFile() throws {
        let file = try TemporaryFile("a,b\n", name: "kysely-2024.csv")
        let missing = try error {
            _ = try read(path: file.folder.path + "/kysely-2023.csv", mapping(columns), name: "kysely-2023.csv")
        }
        #expect(missing.code == "ingest.no-such-file")
        #expect(missing.explanation.remedies[0] == "did you mean 'kysely-2024.csv' in the same folder?")
        let otherEnding = try error {
            _ = try read(path: file.folder.path + "/Kysely-2024.xlsx", mapping(columns), name: "Kysely-2024.xlsx")
        }
        #expect(otherEnding.explanation.remedies[0].contains("kysely-2024.csv"))
        let folder = try error { _ = try read(path: file.folder.path, mapping(columns), name: "data") }
        #expect(folder.code == "ingest.is-folder")
        let inFile = try error { _ = try read(path: file.path + "/x.csv", mapping(columns), name: "x.csv") }
        #expect(inFile.code == "ingest.no-such-file")
    }

    @Test func refusesEmptyFiles() throws {
        #expect(try error([], mapping(columns)).code == "ingest.empty-file")
        #expect(try error(Array("\n\n".utf8), mapping(columns)).code == "ingest.no-header")
        #expect(try error([0xEF, 0xBB, 0xBF], mapping(columns)).code == "ingest.no-header")
        let format = DeclaredFormat(headerRow: 9)
        #expect(try error(Array("a,b\n1,2\n".utf8), mapping(columns, format: format)).code == "ingest.no-header")
    }

    @Test func readsAFileWithAHeaderOnly() throws {
        let report = try read("a,b\n", mapping(columns)).report
        #expect(report.rowsRead == 0 && report.segments == 0)
        #expect(report.sha256 == "5be08c9684a1d25efcee09318204824278b08bbfb4aef973ffefd0b9d7478313")
    }

    @Test func refusesUnknownKinds() throws {
        let unknown = try error(Array("a,b\n1,2\n".utf8), mapping(columns), name: "data.bin")
        #expect(unknown.code == "ingest.unknown-kind")
        for ending in [".csv", ".tsv", ".tab", ".txt", ".xlsx", ".xlsm", ".sav", ".zsav"] {
            #expect(unknown.explanation.cause?.contains(ending) == true, "nothing said of \(ending)")
        }
        let declared = mapping(columns, format: DeclaredFormat(kind: .csv))
        #expect(try read(Array("a,b\n1,2\n".utf8), declared, name: "data.bin").report.rowsKept == 1)
    }

    @Test func listsEveryColumnThatIsMissing() throws {
        let columns = [
            ColumnMapping("a", from: ["Koodi"], type: .text), ColumnMapping("b", from: ["Vastauspaiva"], type: .day),
            ColumnMapping("c", from: ["puuttuu", "Koodi"], codes: "maakuntaa"),
        ]
        let lists = [CodeList(name: "maakunta", codes: [])]
        let found = try error {
            _ = try read(
                "Koodi,Vastauspäivä,Muu\n1,2,3\n", mapping(columns, ignored: ["Nuu"], unmapped: .warning), lists: lists)
        }
        #expect(
            found.findings.map(\.code) == [
                "ingest.unknown-column", "ingest.unknown-code-list", "ingest.unknown-column", "ingest.unknown-column",
                "ingest.unmapped-columns",
            ])
        #expect(found.findings[0].explanation.remedies[0] == "did you mean 'Vastauspäivä'?")
        #expect(found.findings[1].explanation.remedies[0] == "did you mean 'maakunta'?")
        #expect(found.findings[3].severity == .warning)
    }

    @Test func findsColumnsWhateverTheirCaseAndBlanks() throws {
        let columns = [ColumnMapping("a", from: ["Pitkä otsikko, kaksi riviä"], type: .integer)]
        let reading = try read("\"pitkä  Otsikko,\nkaksi riviä \";x\n7;8\n", mapping(columns))
        #expect(reading.values("a") == ["7"])
    }

    @Test func tellsWindows1252FromUTF8() throws {
        let declared = mapping(columns, format: DeclaredFormat(encoding: .utf8))
        let bytes = Array("a,b\nx,1\nM".utf8) + [0xE4] + Array("ki,2\n".utf8)
        let found = try error(bytes, declared)
        #expect(found.code == "ingest.wrong-encoding")
        #expect(found.location?.line == 3)
        #expect(found.explanation.remedies[0] == "declare `encoding: windows-1252` under `format:` in the mapping")
        // Undeclared it is simply read so.
        #expect(try read(bytes, mapping(columns)).values("a") == ["x", "Mäki"])
    }

    @Test func findsAWrongByteBeyondTheSample() throws {
        let row = String(repeating: "y", count: 60) + ",1\n"
        let bytes = Array(("a,b\n" + String(repeating: row, count: 20_000)).utf8) + [0x78, 0xE4, 0x2C, 0x31, 0x0A]
        for chunkSize in [1 << 16, 1 << 21] {
            let found = try error { _ = try read(bytes, mapping(columns), chunkSize: chunkSize) }
            #expect(found.code == "ingest.wrong-encoding")
            #expect(found.location?.line == 20_002)
        }
    }

    @Test func refusesUndefinedBytesAndHalfCharacters() throws {
        let windows = mapping(columns, format: DeclaredFormat(encoding: .windows1252))
        let undefined = try error(Array("a,b\nx,1\n".utf8) + [0x81, 0x2C, 0x31], windows)
        #expect(undefined.code == "ingest.wrong-encoding" && undefined.location?.line == 3)
        let utf16 = mapping(columns, format: DeclaredFormat(encoding: .utf16LittleEndian))
        let text = Array("a,b\nx,1\n".utf16).flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        #expect(try error(text + [0x61], utf16).code == "ingest.wrong-encoding")
        #expect(try error(text + [0x00, 0xDC, 0x61, 0x00], utf16).code == "ingest.wrong-encoding")
        for bytes: [UInt8] in [
            [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xE4], [0xC3, 0x28], [0xE2, 0x82],
        ] {
            let utf8 = mapping(columns, format: DeclaredFormat(encoding: .utf8))
            let found = try error(Array("a,b\n".utf8) + bytes + Array(",1\n".utf8), utf8)
            #expect(found.code == "ingest.wrong-encoding", "\(bytes)")
        }
    }

    @Test func noticesAFileThatChangesWhileItIsRead() throws {
        let row = "x,1\n"
        let file = try TemporaryFile("a,b\n" + String(repeating: row, count: 100_000))
        let found = try error {
            var isFirst = true
            _ = try SourceReader.read(
                path: file.path, displayName: "source.csv", mapping: mapping(columns), codeLists: [:],
                pseudonymiser: testPseudonymiser(), threads: 1, duplicates: nil, chunkSize: 1 << 14
            ) { _ in
                guard isFirst else { return }
                isFirst = false
                let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: file.path))
                try handle.seekToEnd()
                try handle.write(contentsOf: Data(row.utf8))
                try handle.close()
            }
        }
        #expect(found.code == "ingest.changed-while-read")
        #expect(found.explanation.cause == "it had 400004 bytes at first and 400008 at the end")
    }

    @Test func refusesWhatIsNoTable() throws {
        let bytes = [UInt8](repeating: 0x78, count: 3 << 20)
        let found = try error(Array("a,b\n".utf8) + bytes, mapping(columns))
        #expect(found.code == "ingest.record-too-long")
        #expect(found.location?.line == 2)
    }

    @Test func handsOnWhatTheReceiverThrows() throws {
        struct Full: ExplainedError {
            var code: String { "store.full" }
            var explanation: Explanation { Explanation(summary: "the disk is full", remedies: ["free some room"]) }
        }
        let text = "a,b\n" + String(repeating: "x,1\n", count: 50_000)
        let file = try TemporaryFile(text)
        var calls = 0
        let found = try error {
            _ = try SourceReader.read(
                path: file.path, displayName: "source.csv", mapping: mapping(columns), codeLists: [:],
                pseudonymiser: testPseudonymiser(), threads: 2, duplicates: nil, chunkSize: 1 << 12
            ) { _ in
                calls += 1
                if calls == 3 { throw Full() }
            }
        }
        #expect(found.code == "store.full")
        #expect(calls == 3)
    }

    @Test func hashesTheFileAsItIs() throws {
        let plain = try read("a,b\nx,1\n", mapping(columns)).report
        #expect(plain.sha256 == "2661769fdda7208208355a48b395369341709e88b067792ba8fff73cae47ad86")
        let file = try TemporaryFile([0xEF, 0xBB, 0xBF] + Array("a,b\nx,1\n".utf8))
        let source = try SourceFile(path: file.path, displayName: "source.csv")
        let marked = try read(path: file.path, mapping(columns), name: "source.csv").report
        #expect(marked.sha256 == (try source.contentHash()))
        #expect(marked.sha256 != plain.sha256)
        #expect(marked.bytes == 11)
        let utf16 = try TemporaryFile(Array("a,b\nx,1\n".utf16).flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })
        let wide = try SourceFile(path: utf16.path, displayName: "source.csv")
        #expect(try read(path: utf16.path, mapping(columns), name: "source.csv").report.sha256 == wide.contentHash())
    }

    /// One finding about the separator in place of one for each column that is not found.
    @Test func anotherSeparatorThanDeclaredIsToldOnce() throws {
        let columns = [
            ColumnMapping("a", from: ["a"], type: .integer), ColumnMapping("b", from: ["b"], type: .integer),
        ]
        let declared = mapping(columns, format: DeclaredFormat(separator: UInt8(ascii: ",")))
        let error = try #require(throws: IngestError.self) { try read("a;b\n1;2\n3;4\n", declared) }
        #expect(error.findings.map(\.code) == ["ingest.other-separator"])
        #expect(
            error.findings.first?.explanation.summary
                == "source.csv: the columns are separated by ';', and the mapping says ','")
        // A file of one column is no such file.
        let other = try #require(throws: IngestError.self) { try read("c\n1\n", declared) }
        #expect(!other.findings.contains { $0.code == "ingest.other-separator" })
    }
}
