import Diagnostics
import Microdata
import Records
import Testing

@testable import Ingest

@Suite struct CSVConformanceTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let text: String
        let records: [[String]]

        init(_ description: String, _ text: String, _ records: [[String]]) {
            testDescription = description
            self.text = text
            self.records = records
        }
    }

    static let cases = [
        Case("RFC 4180, 2.1: each record on a line", "a,b\nc,d\n", [["a", "b"], ["c", "d"]]),
        Case("2.2: the last line may lack its end", "a,b\nc,d", [["a", "b"], ["c", "d"]]),
        Case("2.4: blanks are part of a field", "a,b\n c ,  d", [["a", "b"], [" c ", "  d"]]),
        Case("2.5: quotes may stand around fields", "\"a\",\"b\"\n\"c\",d\n", [["a", "b"], ["c", "d"]]),
        Case(
            "2.6: line breaks, quotes and separators in quotes", "a,b\n\"1\n2\",\"3,\"\"4\"\"\"\n",
            [["a", "b"], ["1\n2", "3,\"4\""]]),
        Case("CRLF", "a,b\r\nc,d\r\n", [["a", "b"], ["c", "d"]]),
        Case("CRLF without the last", "a,b\r\nc,d", [["a", "b"], ["c", "d"]]),
        Case("CRLF inside quotes stays", "a,b\r\n\"c\r\nd\",e\r\n", [["a", "b"], ["c\r\nd", "e"]]),
        Case("quoted last field before CRLF", "a,b\r\nc,\"d\"\r\n", [["a", "b"], ["c", "d"]]),
        Case("CR alone", "a,b\rc,d\r", [["a", "b"], ["c", "d"]]),
        Case("LF and CRLF mixed", "a,b\nc,d\r\ne,f\n", [["a", "b"], ["c", "d"], ["e", "f"]]),
        Case("semicolons", "a;b\nc;1,5\n", [["a", "b"], ["c", "1,5"]]),
        Case("tabs", "a\tb\nc\td\n", [["a", "b"], ["c", "d"]]),
        Case("bars", "a|b\nc|d\n", [["a", "b"], ["c", "d"]]),
        Case("blank lines are no records", "a,b\n\nc,d\n\n\n", [["a", "b"], ["c", "d"]]),
        Case("a line of blanks is none either", "a,b\n   \nc,d\n", [["a", "b"], ["c", "d"]]),
        Case("empty quoted fields", "a,b\n\"\",x\ny,\"\"\n", [["a", "b"], ["", "x"], ["y", ""]]),
        Case("a stray quote in a field is text", "a,b\nc\"d,5\" tall\n", [["a", "b"], ["c\"d", "5\" tall"]]),
        Case("a quote at the end of a field is text", "a,b\nc\",d\n", [["a", "b"], ["c\"", "d"]]),
        Case("blanks after the closing quote", "a,b\n\"c\" ,\"d\"  \n", [["a", "b"], ["c", "d"]]),
        Case("blanks before the opening quote make it text", "a,b\nc, \"d\"\n", [["a", "b"], ["c", " \"d\""]]),
        Case("a separator after each record", "a,b,\nc,d,\n", [["a", "b", ""], ["c", "d", ""]]),
        Case("a separator after the records only", "a,b\nc,d,\ne,f,\n", [["a", "b"], ["c", "d"], ["e", "f"]]),
        Case("one column", "a\nb\nc\n", [["a"], ["b"], ["c"]]),
        Case("byte order mark", "\u{FEFF}a,b\nc,d\n", [["a", "b"], ["c", "d"]]),
        Case("byte order mark before a quote", "\u{FEFF}\"a\",b\nc,d\n", [["a", "b"], ["c", "d"]]),
        Case("only doubled quotes", "a,b\n\"\"\"\"\"\",\"\"\"\"\n", [["a", "b"], ["\"\"", "\""]]),
        Case("characters beyond ASCII", "ä,€\nå–ö,👍\n", [["ä", "€"], ["å–ö", "👍"]]),
        Case(
            "a title above the header", "Kysely 2024\n\nKoodi;Vastaus\n1;2\n3;4\n",
            [["Koodi", "Vastaus"], ["1", "2"], ["3", "4"]]),
        Case(
            "a title with empty fields after it", "Kysely 2024;;\n;;\nKoodi;Aalto;Vastaus\n1;2;3\n3;4;5\n",
            [["Koodi", "Aalto", "Vastaus"], ["1", "2", "3"], ["3", "4", "5"]]),
        Case("a header only", "a,b\n", [["a", "b"]]),
        Case("a header that spans lines", "\"a\nb\",c\n1,2\n", [["a\nb", "c"], ["1", "2"]]),
    ]

    @Test(arguments: cases) func findsTheRecords(_ example: Case) throws {
        for chunkSize in [1, 7, 64, 4096] {
            let found = try cells(Array(example.text.utf8), chunkSize: chunkSize)
            #expect(found.records == example.records, "chunks of \(chunkSize)")
            #expect(found.log.total == 0)
        }
    }

    @Test func readsTheOtherEncodings() throws {
        let text = "nimi;arvo\nÅsa Öst – ”hyvä”;1,5 €\nMäki;2\n"
        let expected = [["nimi", "arvo"], ["Åsa Öst – ”hyvä”", "1,5 €"], ["Mäki", "2"]]
        let windows = text.unicodeScalars.map { scalar -> UInt8 in
            switch scalar {
            case "–": 0x96
            case "”": 0x94
            case "€": 0x80
            default: UInt8(scalar.value)
            }
        }
        let units = Array(text.utf16)
        let little = units.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        let big = units.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        for chunkSize in [16, 1000] {
            let found = try cells(windows, chunkSize: chunkSize)
            #expect(found.records == expected)
            #expect(found.dialect.encoding == .windows1252)
            for (bytes, encoding) in [
                (little, TextEncoding.utf16LittleEndian), (big, .utf16BigEndian),
                ([0xFF, 0xFE] + little, .utf16LittleEndian),
                ([0xFE, 0xFF] + big, .utf16BigEndian),
            ] {
                let found = try cells(bytes, chunkSize: chunkSize)
                #expect(found.records == expected)
                #expect(found.dialect.encoding == encoding)
            }
        }
        let latin9 = try cells(
            Array("a;b\n".utf8) + [0xA4, 0x3B, 0xBC, 0x0A], declared: DeclaredFormat(encoding: .latin9))
        #expect(latin9.records == [["a", "b"], ["€", "Œ"]])
    }

    @Test func readsWithoutQuoting() throws {
        let found = try cells(
            Array("a\tb\n\"x\ty\"\n".utf8), declared: DeclaredFormat(separator: 0x09, quote: .some(nil)))
        #expect(found.records == [["a", "b"], ["\"x", "y\""]])
    }

    @Test func readsWithAnotherQuote() throws {
        let found = try cells(
            Array("a;b\n'x;''y''';\"z\n".utf8), declared: DeclaredFormat(quote: UInt8(ascii: "'")))
        #expect(found.records == [["a", "b"], ["x;'y'", "\"z"]])
    }

    @Test func keepsPhysicalLineNumbers() throws {
        let text = "a,b\n\"x\ny\",1\n\n2,3\n\"p\n\nq\",4\n5,6\n"
        let columns = [ColumnMapping("a", from: ["a"], type: .text), ColumnMapping("b", from: ["b"], type: .integer)]
        for chunkSize in [1, 9, 4096] {
            let reading = try read(text, mapping(columns), chunkSize: chunkSize)
            #expect(reading.values("_line") == ["2", "5", "6", "9"])
            #expect(reading.values("b") == ["1", "3", "4", "6"])
        }
    }
}
