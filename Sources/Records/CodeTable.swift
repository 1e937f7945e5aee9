internal import Definitions
internal import Diagnostics

/// A file of codes beside a definition, as text.
public struct CodeTableFile: Sendable {
    /// The file as messages name it.
    public let name: String
    public let text: String

    public init(name: String, text: String) {
        self.name = name
        self.text = text
    }
}

/// The codes of a list that is kept as a table: one line a code, with its columns named on the first line.
///
/// Long lists are read many times faster so than as a definition, and can be kept in a spreadsheet. Columns `code`, `fi`, `sv`, `en`,
/// `aliases` (with `|` between them), `vintage`, `valid-from` and `valid-to` have their meanings; any other is an attribute. A further
/// line of a code is a version of it, with the attributes that differ.
struct CodeTable {
    private(set) var codes: [Code] = []
    private let file: String
    private let reader: DefinitionReader

    init(_ table: CodeTableFile, _ reader: DefinitionReader) {
        file = table.name
        self.reader = reader
        // Bytes, since characters of Unicode are found far more slowly.
        let bytes = Array(table.text.utf8)
        let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        let firstLine = bytes[start...].prefix { $0 != 0x0A }
        let separator: UInt8 = firstLine.contains(UInt8(ascii: ";")) ? UInt8(ascii: ";") : UInt8(ascii: ",")
        var lines = TableLines(bytes: bytes, place: start, separator: separator)
        guard let header = lines.next(), let codeColumn = header.firstIndex(of: "code") else {
            report(1, "there is no column 'code'", ["name the columns on the first line: code, fi, sv, en …"])
            return
        }
        var known: [String: Int] = [:]
        while let fields = lines.next() {
            if fields.allSatisfy(\.isEmpty) { continue }
            guard fields.count == header.count, lines.isWhole else {
                report(
                    lines.line,
                    lines.isWhole
                        ? "the line has \(fields.count) fields, and the first line has \(header.count)"
                        : "a quote is not closed", ["correct the line"])
                continue
            }
            let code = fields[codeColumn]
            guard !code.isEmpty else {
                report(lines.line, "the code is missing", ["correct the line"])
                continue
            }
            if let place = known[code] {
                guard let version = version(header, fields, lines.line) else { continue }
                let first = codes[place]
                codes[place] = Code(
                    code: code, titles: first.titles, aliases: first.aliases, attributes: first.attributes,
                    validity: first.validity, versions: first.versions + [version])
            } else {
                known[code] = codes.count
                codes.append(self.code(code, header, fields, lines.line))
            }
        }
        if codes.isEmpty { report(1, "there are no codes", ["add a line for each code"]) }
    }

    private func code(_ code: String, _ header: [String], _ fields: [String], _ line: Int) -> Code {
        var titles: [String: String] = [:]
        var attributes: [String: String] = [:]
        var aliases: [String] = []
        for (name, field) in zip(header, fields) where !field.isEmpty {
            switch name {
            case "code", "vintage", "valid-from", "valid-to", "": break
            case "fi", "sv", "en": titles[name] = field
            case "aliases": aliases = field.split(separator: "|").map { String($0) }
            default: attributes[name] = field
            }
        }
        return Code(
            code: code, titles: titles, aliases: aliases, attributes: attributes,
            validity: validity(header, fields, line))
    }

    private func version(_ header: [String], _ fields: [String], _ line: Int) -> CodeVersion? {
        var attributes: [String: String] = [:]
        var vintage: String?
        for (name, field) in zip(header, fields) where !field.isEmpty {
            switch name {
            case "code", "fi", "sv", "en", "aliases", "valid-from", "valid-to", "": break
            case "vintage": vintage = field
            default: attributes[name] = field
            }
        }
        let validity = validity(header, fields, line)
        guard vintage != nil || !validity.isOpen else {
            report(
                line, "the code has been given before",
                ["remove one of the lines", "give this one a vintage, valid-from or valid-to if it is another version"])
            return nil
        }
        return CodeVersion(vintage: vintage, validity: validity, attributes: attributes)
    }

    private func validity(_ header: [String], _ fields: [String], _ line: Int) -> Validity {
        func day(_ name: String) -> CalendarDay? {
            guard let column = header.firstIndex(of: name), !fields[column].isEmpty else { return nil }
            if let day = CalendarDay(iso: fields[column]) { return day }
            report(line, "'\(fields[column])' is no day", ["write a day such as 2009-01-01"])
            return nil
        }
        return Validity(from: day("valid-from"), to: day("valid-to"))
    }

    private func report(_ line: Int, _ problem: String, _ remedies: [String]) {
        reader.report(
            "definition.code-table", at: RecordLocation(file: file, line: line), problem, remedies: remedies)
    }
}

/// The lines of a table as fields without the blanks around them.
private struct TableLines {
    let bytes: [UInt8]
    var place: Int
    let separator: UInt8
    /// The number of the line given last; quoted fields hold no line breaks.
    private(set) var line = 0
    /// Whether the line given last had all its quotes closed.
    private(set) var isWhole = true

    init(bytes: [UInt8], place: Int, separator: UInt8) {
        self.bytes = bytes
        self.place = place
        self.separator = separator
    }

    mutating func next() -> [String]? {
        guard place < bytes.count else { return nil }
        line += 1
        isWhole = true
        var fields: [String] = []
        var start = place
        while true {
            if start < bytes.count, bytes[start] == UInt8(ascii: "\"") {
                let (text, end) = quoted(from: start + 1)
                fields.append(text)
                start = end
            } else {
                var end = start
                while end < bytes.count, bytes[end] != separator, bytes[end] != 0x0A { end += 1 }
                fields.append(text(start, end))
                start = end
            }
            guard start < bytes.count, bytes[start] == separator else { break }
            start += 1
        }
        place = start + 1
        return fields
    }

    /// A quoted field and the place after it, which is that of a separator, a line's end or the end.
    private mutating func quoted(from start: Int) -> (String, Int) {
        var field: [UInt8] = []
        var at = start
        isWhole = false
        while at < bytes.count, bytes[at] != 0x0A {
            if bytes[at] == UInt8(ascii: "\"") {
                guard at + 1 < bytes.count, bytes[at + 1] == UInt8(ascii: "\"") else {
                    isWhole = true
                    break
                }
                at += 1
            }
            field.append(bytes[at])
            at += 1
        }
        while at < bytes.count, bytes[at] != separator, bytes[at] != 0x0A { at += 1 }
        return (String(decoding: field, as: UTF8.self), at)
    }

    private func text(_ start: Int, _ end: Int) -> String {
        var (start, end) = (start, end)
        while start < end, bytes[start] == 0x20 || bytes[start] == 0x09 { start += 1 }
        while end > start, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x0D || bytes[end - 1] == 0x09 { end -= 1 }
        return String(decoding: bytes[start..<end], as: UTF8.self)
    }
}
