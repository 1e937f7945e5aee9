/// Reads a small piece of delimited text record by record, for headers and for finding out the dialect.
///
/// It decides about quotes just as the fast scan does: a quote opens a field only at its start, `""` inside is a quote, and
/// blanks may follow the closing one.
struct SimpleCSV {
    struct Record {
        /// The line where the record starts, from 1.
        var line: Int
        var fields: [String]
        /// Where the next record starts.
        var end: Int

        /// Whether nothing is written in it.
        var isBlank: Bool { fields.allSatisfy { $0.utf8.allSatisfy { $0 <= 0x20 } } }
    }

    let bytes: ArraySlice<UInt8>
    let separator: UInt8
    let quote: UInt8?
    let newline: UInt8
    private(set) var position: Int
    private(set) var line = 1

    /// - Parameter bytes: UTF-8 without a byte order mark.
    init(_ bytes: ArraySlice<UInt8>, separator: UInt8, quote: UInt8?, newline: UInt8) {
        self.bytes = bytes
        self.separator = separator
        self.quote = quote
        self.newline = newline
        position = bytes.startIndex
    }

    /// The next record; nil at the end. With `whole`, a record that the end of the bytes cuts is left out.
    mutating func next(whole: Bool = false) -> Record? {
        guard position < bytes.endIndex else { return nil }
        var record = Record(line: line, fields: [], end: 0)
        var field: [UInt8] = []
        var at = position
        var quoted = false
        var fieldStart = true
        var closed = false
        var ended = false
        var lines = 0
        func finished() -> String {
            if closed {
                while field.last == 0x20 || field.last == 0x0D { field.removeLast() }
            } else if newline == 0x0A, field.last == 0x0D, ended || at == bytes.endIndex {
                field.removeLast()
            }
            return String(decoding: field, as: UTF8.self)
        }
        while at < bytes.endIndex {
            let byte = bytes[at]
            if byte == newline { lines += 1 }
            if quoted {
                if byte == quote {
                    if at + 1 < bytes.endIndex, bytes[at + 1] == quote {
                        field.append(byte)
                        at += 1
                    } else {
                        quoted = false
                        closed = true
                    }
                } else {
                    field.append(byte)
                }
            } else if byte == quote, fieldStart {
                quoted = true
                fieldStart = false
            } else if byte == separator {
                record.fields.append(finished())
                field.removeAll(keepingCapacity: true)
                fieldStart = true
                closed = false
            } else if byte == newline {
                ended = true
                at += 1
                break
            } else {
                field.append(byte)
                fieldStart = false
            }
            at += 1
        }
        if whole, !ended { return nil }
        record.fields.append(finished())
        record.end = at
        position = at
        line += lines
        return record
    }

    /// How many fields the next record has, without making texts of them; nil at the end.
    mutating func shape(whole: Bool = false) -> (fields: Int, line: Int, isBlank: Bool)? {
        guard position < bytes.endIndex else { return nil }
        let start = line
        let (separator, quote, newline) = (separator, quote ?? 0, newline)
        let quotes = self.quote != nil
        var (fields, isBlank, ended) = (1, true, false)
        var (quoted, fieldStart) = (false, true)
        var at = position
        while at < bytes.endIndex {
            let byte = bytes[at]
            at += 1
            if byte == newline { line += 1 }
            if quoted {
                guard byte == quote else { continue }
                if at < bytes.endIndex, bytes[at] == quote { at += 1 } else { quoted = false }
            } else if quotes, byte == quote, fieldStart {
                (quoted, fieldStart, isBlank) = (true, false, false)
            } else if byte == separator {
                fields += 1
                fieldStart = true
            } else if byte == newline {
                ended = true
                break
            } else {
                fieldStart = false
                if byte > 0x20 { isBlank = false }
            }
        }
        position = at
        return whole && !ended ? nil : (fields, start, isBlank)
    }
}
