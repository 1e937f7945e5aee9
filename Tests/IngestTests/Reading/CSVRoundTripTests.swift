import Testing

@testable import Ingest

/// Any table written as delimited text is read back equal, in every encoding, with every separator, quote and line end.
@Suite struct CSVRoundTripTests {
    private static func written(
        _ table: [[String]], separator: String, quote: Character?, newline: String, always: Bool, endsLine: Bool
    ) -> String {
        let lines = table.map { row in
            row.map { field -> String in
                guard let quote else { return field }
                let needs =
                    always || field.contains { "\n\r\r\n".contains($0) || String($0) == separator || $0 == quote }
                    || field.unicodeScalars.contains { $0 == "\n" || $0 == "\r" }
                return needs
                    ? "\(quote)\(field.replacing(String(quote), with: "\(quote)\(quote)"))\(quote)" : field
            }.joined(separator: separator)
        }
        return lines.joined(separator: newline) + (endsLine ? newline : "")
    }

    private static func bytes(_ text: String, _ encoding: TextEncoding, marked: Bool) -> [UInt8]? {
        let mark = marked ? encoding.byteOrderMark : []
        switch encoding {
        case .utf8: return mark + text.utf8
        case .utf16LittleEndian: return mark + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        case .utf16BigEndian: return mark + text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        case .windows1252, .latin1, .latin9:
            var known: [Unicode.Scalar: UInt8] = [:]
            for byte in UInt8(0)...0xFF {
                if let scalar = byte < 0x80 ? Unicode.Scalar(byte) : encoding.scalar(of: byte) { known[scalar] = byte }
            }
            var result: [UInt8] = []
            for scalar in text.unicodeScalars {
                guard let byte = known[scalar] else { return nil }
                result.append(byte)
            }
            return result
        }
    }

    @Test(arguments: 0..<150) func delimitedText(_ seed: Int) throws {
        var generator = TestGenerator(seed: UInt64(seed) + 77)
        let encoding = TextEncoding.allCases[seed % TextEncoding.allCases.count]
        let separator = [",", ";", "\t", "|", "~", ":"][seed / 6 % 6]
        let quote: Character? = seed % 11 == 0 ? nil : seed % 5 == 0 ? "'" : "\""
        let newline = ["\n", "\r\n", "\r"][seed / 36 % 3]
        let fits = RoundTripTests.oddities.filter { text in
            // A cell of blanks is empty.
            let isBlank = !text.isEmpty && text.allSatisfy(\.isWhitespace)
            let isWritable = Self.bytes(text, encoding, marked: false) != nil
            let isPlain = quote != nil || !text.contains { $0.isNewline || String($0) == separator }
            // A file whose lines end in CR has no LF, or that would be taken for the line end.
            let isOneKind = newline != "\r" || !text.unicodeScalars.contains("\n")
            return !isBlank && isWritable && isPlain && isOneKind
                && (quote != nil || !text.unicodeScalars.contains { $0 == "\n" || $0 == "\r" })
        }
        var table = RoundTripTests.table(seed, from: fits)
        // Names of columns have no blanks around them.
        table[0] = table[0].map(\.trimmed)
        let text = Self.written(
            table, separator: separator, quote: quote, newline: newline, always: Bool.random(using: &generator),
            endsLine: Bool.random(using: &generator))
        let bytes = try #require(Self.bytes(text, encoding, marked: Bool.random(using: &generator)))
        let declared = DeclaredFormat(
            separator: separator.utf8.first, quote: .some(quote?.asciiValue), encoding: encoding, headerRow: 1)
        for chunkSize in [64, 1 << 16] {
            let found = try cells(bytes, declared: declared, threads: 1 + seed % 2, chunkSize: chunkSize)
            #expect(found.log.total == 0)
            #expect(found.records == table, "seed \(seed), \(encoding.rawValue), chunks of \(chunkSize)")
        }
    }

    @Test(arguments: [" ", "\t", " \t ", "\u{A0}"]) func aCellOfBlanksIsEmpty(_ blanks: String) throws {
        for text in ["a;b;c\nx;\(blanks);y\n", "a;b;c\nx;\"\(blanks)\";y\n"] {
            let found = try cells(Array(text.utf8), declared: DeclaredFormat(separator: 0x3B, headerRow: 1))
            #expect(found.records == [["a", "b", "c"], ["x", "", "y"]])
            #expect(found.log.total == 0)
        }
    }
}
