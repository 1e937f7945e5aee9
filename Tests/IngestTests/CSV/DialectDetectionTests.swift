import Testing

@testable import Ingest

@Suite struct DialectDetectionTests {
    private func verdict(_ text: String, declared: DeclaredFormat = DeclaredFormat()) -> DialectVerdict {
        CSVDialect.detect(Array(text.utf8), declared: declared)
    }

    @Test func tellsDecimalCommasFromSeparators() {
        let lines = (0..<50).map { "\($0),5;\($0 * 2),25;\($0),0\n" }.joined()
        let found = verdict("aika;arvo;ero\n" + lines)
        #expect(found.dialect.separator == UInt8(ascii: ";"))
        #expect(found.dialect.decimalMark == .comma)
        #expect(found.summary == "utf-8, separator ;, decimal comma, LF, header on line 1")
    }

    @Test func isNotMisledByTextWithCommas() {
        let lines = (0..<30).map { "\($0);\"hyvä, mutta kallis, sanoi hän\"\n" }.joined()
        #expect(verdict("id;palaute\n" + lines).dialect.separator == UInt8(ascii: ";"))
    }

    @Test func findsTheHeaderBelowTitles() {
        let found = verdict("Osaamiskeskus\nVuosi 2023;;\n\nKoodi;Nimi;Summa\nA;B;1,5\nC;D;2,5\n")
        #expect(found.dialect.headerRow == 4)
        #expect(found.dialect.dataRow == 5)
        #expect(found.reasons.contains { $0.contains("header on line 4") })
    }

    @Test func saysWhatIsContradictory() {
        #expect(verdict("a,b\n1,2\r\n3,4\n").doubts.contains { $0.contains("CRLF") })
        // A line break within quotes ends no line.
        let quoted = verdict("a,b\r\n\"x\ny\nz\nå\",2\r\n3,4\r\n")
        #expect(
            quoted.doubts.isEmpty && quoted.dialect.newline == .crlf && quoted.reasons.contains("lines end in CRLF"))
        let mixed = verdict("a,b\r\n\"x\ny\",2\n3,4\r\n")
        #expect(mixed.doubts == ["2 lines end in CRLF and 1 in LF; both are taken as line ends"])
        #expect(verdict("a;b\n1,5;2.5\n").doubts.contains { $0.contains("decimal comma") })
        #expect(verdict("a;b\n1;2\n1;2;3\n").doubts.contains { $0.contains("another number of fields") })
    }

    /// Thousands parted by blanks of any kind, and a euro sign, are what amounts are written with.
    @Test func findsTheMarkInAmountsWithPartedThousands() {
        for blank in [" ", "\u{A0}", "\u{202F}", "\u{2009}"] {
            let found = verdict("a;b\nx;45\(blank)000,00\ny;1\(blank)250,50 €\n")
            #expect(found.dialect.decimalMark == .comma)
        }
        #expect(verdict("a;b\nx;4 50,00\ny;12,5 kg\n").dialect.decimalMark == .point, "these are no numbers")
    }

    @Test func doesNotQuestionWhatIsDeclared() {
        let declared = DeclaredFormat(
            separator: UInt8(ascii: "|"), encoding: .latin1, decimalMark: .comma, headerRow: 3, dataRow: 5)
        let dialect = verdict("a;b\n1;2\n", declared: declared).dialect
        #expect(dialect.separator == UInt8(ascii: "|"))
        #expect(dialect.encoding == .latin1)
        #expect(dialect.decimalMark == .comma)
        #expect(dialect.headerRow == 3)
        #expect(dialect.dataRow == 5)
    }

    @Test func knowsTheEncodingFromTheBytes() {
        #expect(CSVDialect.detect([0x61, 0x3B, 0xE4, 0x0A]).dialect.encoding == .windows1252)
        #expect(CSVDialect.detect(Array("a;ä\n".utf8)).dialect.encoding == .utf8)
        // A sample that ends within a character is still UTF-8.
        #expect(CSVDialect.detect([0x61, 0x3B, 0xC3], isWhole: false).dialect.encoding == .utf8)
        #expect(CSVDialect.detect([0x61, 0x3B, 0xE2, 0x82], isWhole: false).dialect.encoding == .utf8)
        #expect(CSVDialect.detect([0x61, 0x3B, 0xC3]).dialect.encoding == .windows1252)
    }

    @Test func understandsNamesOfEncodings() {
        #expect(TextEncoding(name: "UTF8") == .utf8)
        #expect(TextEncoding(name: "cp1252") == .windows1252)
        #expect(TextEncoding(name: "ISO-8859-15") == .latin9)
        #expect(TextEncoding(name: "latin-1") == .latin1)
        #expect(TextEncoding(name: "utf-7") == nil)
    }

    @Test func findsNothingInNothing() {
        #expect(CSVDialect.detect([]).dialect == CSVDialect())
        #expect(verdict("\n\n\n").dialect.headerRow == 1)
    }
}
