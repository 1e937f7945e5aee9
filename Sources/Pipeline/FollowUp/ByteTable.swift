/// Delimited text as the bytes that it was read from, record by record: what is not changed stays as it is, byte for byte.
struct ByteTable {
    struct Record {
        /// The line where it starts, from 1.
        let line: Int
        /// Its fields with their quotes, and where its content ends: before the line break.
        let fields: [Range<Int>]
        let end: Int

        /// Whether nothing stands in it.
        var isBlank: Bool { fields.count == 1 && fields[0].isEmpty }
    }

    enum Problem: Error, Hashable {
        case empty
        /// In two bytes a character.
        case wide
        /// A quote that opens on a line and is not closed.
        case openQuote(line: Int)
    }

    let bytes: [UInt8]
    let separator: UInt8
    let records: [Record]
    /// What ends a line: `\n` or `\r\n`.
    let lineBreak: [UInt8]
    /// Whether texts are UTF-8, and not of one byte a character.
    let isUnicode: Bool

    static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    private static let quote = UInt8(ascii: "\"")

    init(_ bytes: [UInt8]) throws(Problem) {
        guard !bytes.starts(with: [0xFF, 0xFE]), !bytes.starts(with: [0xFE, 0xFF]), !bytes.prefix(4096).contains(0)
        else { throw .wide }
        self.bytes = bytes
        isUnicode = String(validating: bytes, as: UTF8.self) != nil
        let start = bytes.starts(with: Self.mark) ? Self.mark.count : 0
        separator = Self.separator(of: bytes[start...])
        let (separator, newline, quote) = (self.separator, UInt8(ascii: "\n"), Self.quote)
        var (records, fields): ([Record], [Range<Int>]) = ([], [])
        var (line, first, field, at) = (1, 1, start, start)
        var (quoted, opened) = (false, 1)
        while at < bytes.count {
            let byte = bytes[at]
            if byte == newline { line += 1 }
            if byte == quote, quoted || at == field {
                // Two quotes close and open again, which comes to the same.
                quoted.toggle()
                opened = line
                if !quoted, at + 1 < bytes.count, bytes[at + 1] == quote {
                    quoted = true
                    at += 1
                }
            } else if !quoted, byte == separator {
                fields.append(field..<at)
                field = at + 1
            } else if !quoted, byte == newline {
                let end = at > field && bytes[at - 1] == UInt8(ascii: "\r") ? at - 1 : at
                fields.append(field..<max(field, end))
                records.append(Record(line: first, fields: fields, end: max(field, end)))
                (fields, field, first) = ([], at + 1, line)
            }
            at += 1
        }
        guard !quoted else { throw .openQuote(line: opened) }
        if field < bytes.count || !fields.isEmpty {
            fields.append(field..<bytes.count)
            records.append(Record(line: first, fields: fields, end: bytes.count))
        }
        guard records.contains(where: { !$0.isBlank }) else { throw .empty }
        self.records = records
        let firstBreak = bytes.firstIndex(of: newline) ?? 0
        lineBreak = firstBreak > 0 && bytes[firstBreak - 1] == UInt8(ascii: "\r") ? [0x0D, 0x0A] : [0x0A]
    }

    /// The separator that the first line has most of, outside quotes.
    private static func separator(of bytes: ArraySlice<UInt8>) -> UInt8 {
        var counts: [UInt8: Int] = [:]
        var quoted = false
        for byte in bytes {
            if byte == quote { quoted.toggle() }
            if byte == UInt8(ascii: "\n"), !quoted { break }
            if !quoted { counts[byte, default: 0] += 1 }
        }
        let known = [UInt8(ascii: ";"), UInt8(ascii: ","), UInt8(ascii: "\t")]
        return known.max { counts[$0, default: 0] < counts[$1, default: 0] } ?? UInt8(ascii: ";")
    }

    /// What stands in a field, without its quotes and the blanks around it, as UTF-8.
    func content(_ field: Range<Int>) -> [UInt8] {
        var content = Self.trimmed(bytes[field])
        if content.count >= 2, content.first == Self.quote, content.last == Self.quote {
            var unquoted: [UInt8] = []
            var wasQuote = false
            for byte in content.dropFirst().dropLast() {
                wasQuote = byte == Self.quote && !wasQuote
                if !wasQuote { unquoted.append(byte) }
            }
            content = Self.trimmed(unquoted[...])
        }
        guard !isUnicode else { return Array(content) }
        // The letters of Latin-1 and Windows-1252 are the same.
        return content.flatMap { $0 < 0x80 ? [$0] : [0xC0 | $0 >> 6, 0x80 | $0 & 0x3F] }
    }

    func text(_ field: Range<Int>) -> String { String(decoding: content(field), as: UTF8.self) }

    /// Without the blanks around it, no-break spaces among them: as a person's code is read by a mapping.
    private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var rest = bytes
        while let first = rest.first {
            if first <= 0x20 {
                rest = rest.dropFirst()
            } else if first == 0xC2, rest.dropFirst().first == 0xA0 {
                rest = rest.dropFirst(2)
            } else {
                break
            }
        }
        while let last = rest.last {
            if last <= 0x20 {
                rest = rest.dropLast()
            } else if last == 0xA0, rest.dropLast().last == 0xC2 {
                rest = rest.dropLast(2)
            } else {
                break
            }
        }
        return rest
    }

    /// A cell of a file that spreadsheets open: never a formula.
    static func cell(_ text: String, separator: Character) -> String {
        let isFormula = text.first.map { "=+-@\t".contains($0) } ?? false
        let safe = isFormula ? "'" + text : text
        guard safe.contains(where: { $0 == separator || $0 == "\"" || $0.isNewline }) else { return safe }
        return "\"" + safe.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }
}
