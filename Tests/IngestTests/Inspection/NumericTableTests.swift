import Testing

@testable import Ingest

@Suite struct NumericTableTests {
    private func table(_ text: String, names: Set<String> = []) throws -> NumericTable {
        let file = try TemporaryFile(text, name: "table.csv")
        return try NumericTable.read(path: file.path, displayName: "table.csv", names: names)
    }

    private func cells(_ texts: NumericTable.Texts?) -> [String?] {
        texts?.cells.map { $0 == 0 ? nil : texts?.texts[Int($0) - 1] } ?? []
    }

    @Test func readsColumnsOfNumbersAndOfText() throws {
        let found = try table("before;after;group\n1,5;2;a\n;3;b\n\n-7; 12,25 ;a\n")
        #expect(found.numbers.map(\.name) == ["before", "after"])
        #expect(found.numbers.map(\.cells) == [[1.5, nil, -7], [2, 3, 12.25]])
        #expect(found.texts == ["group": NumericTable.Texts(cells: [1, 2, 1], texts: ["a", "b"])])
    }

    @Test func aTextInTheLastRowMakesAColumnOfTexts() throws {
        let found = try table("id,value\n007,1\n12,2\nx,3\n")
        #expect(found.numbers.map(\.name) == ["value"])
        #expect(cells(found.texts["id"]) == ["007", "12", "x"])
    }

    @Test func namesStayAsTheyAreWritten() throws {
        let found = try table("node,time\n0071,1\n123456789012345678,2\n123456789012345679,\n", names: ["node"])
        #expect(cells(found.texts["node"]) == ["0071", "123456789012345678", "123456789012345679"])
        #expect(found.numbers.map(\.cells) == [[1, 2, nil]])
    }

    @Test func quotesAndMissingFieldsAreReadAsInOtherTables() throws {
        let found = try table("a,b,c\n\"x, y\",\"1\"\n\"say \"\"no\"\"\" ,2,\n\"two\nlines\",3,4\nsay \"no\",5,6,7\n")
        #expect(cells(found.texts["a"]) == ["x, y", "say \"no\"", "two\nlines", "say \"no\""])
        #expect(found.texts["a"]?.texts.count == 3)  // the same text, once with quotes around it and once without
        #expect(found.numbers.map(\.cells) == [[1, 2, 3, 5], [nil, nil, 4, 6]])
    }

    @Test func otherEncodingsAndLineEndsGiveTheSame() throws {
        let expected = ["Häme", "Åland", "Häme"]
        let text = "lääni;n\r\nHäme;1\r\nÅland;2\r\nHäme;3\r\n"
        #expect(cells(try table(text).texts["lääni"]) == expected)
        let latin = try TemporaryFile(Array(text.unicodeScalars).map { UInt8($0.value) }, name: "latin.csv")
        let read = try NumericTable.read(path: latin.path, displayName: "latin.csv")
        #expect(cells(read.texts["lääni"]) == expected && read.texts["lääni"]?.texts.count == 2)
        #expect(read.numbers.map(\.cells) == [[1, 2, 3]])
        let wide: [UInt8] = [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        let units = try TemporaryFile(wide, name: "wide.csv")
        #expect(cells(try NumericTable.read(path: units.path, displayName: "wide.csv").texts["lääni"]) == expected)
    }

    @Test func aFileOfManyPiecesIsReadWhole() throws {
        // Nine megabytes: more than two pieces, with records across their borders.
        let rows = (0..<600_000).map { "n\($0 % 50_000),\($0),0.5\n" }
        let found = try table("from,to,weight\n" + rows.joined())
        #expect(found.texts["from"]?.texts.count == 50_000 && found.texts["from"]?.cells.count == 600_000)
        #expect(found.texts["from"]?.cells.last == 50_000 && found.texts["from"]?.texts[49_999] == "n49999")
        #expect(found.numbers.map(\.name) == ["to", "weight"])
        #expect(found.numbers[0].cells.enumerated().allSatisfy { $0.element == Double($0.offset) })
        #expect(found.numbers[1].cells.allSatisfy { $0 == 0.5 })
    }

    @Test func anEmptyFileAndAMissingOneAreErrors() throws {
        #expect(throws: IngestError.self) { try table("") }
        #expect(throws: IngestError.self) { try NumericTable.read(path: "/none/such.csv", displayName: "such.csv") }
        #expect(try table("a,b\n").numbers.map(\.cells) == [[], []])
    }
}
