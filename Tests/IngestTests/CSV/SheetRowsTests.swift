import Diagnostics
import Records
import Testing

@testable import Ingest

/// A file's rows as a spreadsheet counts them.
@Suite struct SheetRowsTests {
    private func rows(
        _ text: String, _ lines: Set<Int>, name: String = "source.csv", chunkSize: Int? = nil
    ) throws -> [Int: Int] {
        let file = try TemporaryFile(text, name: name)
        return try SourceReader.sheetRows(
            ofLines: lines, path: file.path, displayName: name, format: DeclaredFormat(), chunkSize: chunkSize)
    }

    @Test func leavesOutLineBreaksWithinQuotes() throws {
        let text = "a,b\n\"one\ntwo\n\",1\n\n\"x \"\"y\"\"\nz\",2\nplain,3\n"
        // The first record starts where the sheet has it; the blank line is a row of the sheet.
        #expect(try rows(text, [2, 6, 8, 9]) == [6: 4, 8: 5])
        let crlf = text.replacing("\n", with: "\r\n")
        #expect(try rows(crlf, [2, 6, 8]) == [6: 4, 8: 5])
    }

    @Test func countsBreaksOfTheHeader() throws {
        let text = "id,\"How\nmany?\"\n1,2\n2,x\n"
        #expect(try rows(text, [3, 4]) == [3: 2, 4: 3])
    }

    @Test func leavesOtherFilesAsTheyAre() throws {
        #expect(try rows("a,b\n1,2\n3,4\n", [2, 3]).isEmpty)
        #expect(try rows("a,b\n\"1\n\",2\n3,4\n", []).isEmpty)
        #expect(try rows("{\"a\": \"1\"}\n", [1], name: "source.jsonl").isEmpty)
    }

    /// A quote that is never closed is text, as it is when the rows are read.
    @Test func goesOnBelowAQuoteThatIsNeverClosed() throws {
        let text = "a,b\n\"x\ny\",1\n\"never closed,2\ny,3\nz,4\n"
        #expect(try rows(text, [4, 5, 6]) == [4: 3, 5: 4, 6: 5])
    }

    @Test func countsOverChunks() throws {
        var text = "n,t\n"
        for number in 0..<4000 { text += number.isMultiple(of: 10) ? "\(number),\"a\nb\"\n" : "\(number),a\n" }
        let reading = try read(
            text.replacing("3999,a", with: "x,a"), mapping([ColumnMapping("n", from: ["n"], type: .integer)]))
        let line = try #require(reading.report.issues.first?.location.line)
        #expect(line == 4401)
        #expect(try rows(text, [line], chunkSize: 5000) == [line: 4001])
        #expect(try rows(text, [line]) == [line: 4001])
    }
}
