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
        var isBlank: Bool { fields.allSatisfy { $0.allSatisfy(\.isWhitespace) } }
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
}
