import Diagnostics
import Yams

/// A YAML text parsed by Yams without its two dangers: it would hash whatever an alias stands for, which a few lines of
/// nested aliases make endless, and it would stop at the first duplicate key without naming the second place.
///
/// So the text is rewritten before it is parsed, each time by one character that definitions cannot contain: `*` becomes
/// `aliasMark`, which makes every alias a plain scalar for ``TreeBuilder`` to resolve within its limits; and a key that
/// Yams finds twice gets `keyMark` in front, which makes it unique. A character for a character keeps lines and columns.
struct Composition {
    static let aliasMark: Unicode.Scalar = "\u{E001}"
    static let keyMark: Unicode.Scalar = "\u{E000}"
    private static let duplicateLimit = 100

    private let file: String
    private let marksAliases: Bool
    /// Whether any value can have an anchor; looking for one is slow.
    let hasAnchors: Bool
    /// Where key marks were put in: columns by line, as they were before.
    private var keyMarks: [Int: [Int]] = [:]
    /// Nodes know their anchors only as long as the parser lives.
    private var parser: Parser?

    init(file: String, text: String) throws(DefinitionError) {
        self.file = file
        marksAliases = text.utf8.contains(UInt8(ascii: "*"))
        hasAnchors = text.utf8.contains(UInt8(ascii: "&"))
        if let line = Self.lineOfMark(in: text) {
            throw .syntax(
                at: RecordLocation(file: file, line: line), problem: "a private-use character (U+E000 or U+E001)",
                context: "these two characters have no meaning in text")
        }
    }

    /// Whether any mapping gives a key twice.
    var hasDuplicates: Bool { !keyMarks.isEmpty }

    /// The root of the document; nil when it has none.
    mutating func compose(_ text: String) throws(DefinitionError) -> Node? {
        var marked = marksAliases ? Self.replacingAsterisks(in: text) : text
        for attempt in 0...Self.duplicateLimit {
            do {
                // The basic resolver leaves scalars as text: the default one runs regular expressions over each.
                let parser = try Parser(yaml: marked, resolver: .basic, encoding: .utf8)
                self.parser = parser
                return try parser.singleRoot()
            } catch YamlError.duplicatedKeysInMapping(let keys, let context) where attempt < Self.duplicateLimit {
                guard let next = markingKey(at: context.mark, in: marked) else {
                    throw duplicate(keys, at: context.mark)
                }
                marked = next
            } catch let error as YamlError {
                throw definitionError(error)
            } catch {
                throw .syntax(at: RecordLocation(file: file), problem: "\(error)", context: nil)
            }
        }
        return nil
    }

    /// The text of a scalar as it stands in the file.
    func original(_ text: String) -> String {
        guard marksAliases, Self.containsMark(text) else { return text }
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars { scalars.append(scalar == Self.aliasMark ? "*" : scalar) }
        return String(scalars)
    }

    /// The text of a key as it stands in the file.
    func originalKey(_ text: String) -> String {
        guard !keyMarks.isEmpty else { return original(text) }
        return original(String(text.unicodeScalars.drop { $0 == Self.keyMark }))
    }

    /// The column in the file of a place in the marked text.
    func originalColumn(_ mark: Mark) -> Int {
        guard let columns = keyMarks[mark.line] else { return mark.column }
        return mark.column - columns.count { $0 < mark.column }
    }

    // MARK: Marking

    private static func replacingAsterisks(in text: String) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count + 256)
        for byte in text.utf8 {
            if byte == UInt8(ascii: "*") { bytes += [0xEE, 0x80, 0x81] } else { bytes.append(byte) }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func containsMark(_ text: String) -> Bool {
        text.utf8.contains(0xEE) && text.unicodeScalars.contains { $0 == aliasMark || $0 == keyMark }
    }

    private static func lineOfMark(in text: String) -> Int? {
        guard containsMark(text) else { return nil }
        var line = 1
        for scalar in text.unicodeScalars {
            if scalar == aliasMark || scalar == keyMark { return line }
            if scalar == "\n" { line += 1 }
        }
        return nil
    }

    /// The text with a mark before the key at a place, inside its quotes if it has any; nil when the place is not there.
    private mutating func markingKey(at mark: Mark, in text: String) -> String? {
        var scalars = text.unicodeScalars
        var position = scalars.startIndex
        var line = 1
        while line < mark.line {
            guard position < scalars.endIndex else { return nil }
            let scalar = scalars[position]
            scalars.formIndex(after: &position)
            if scalar == "\r", position < scalars.endIndex, scalars[position] == "\n" { continue }
            // The line breaks of YAML 1.1, which is what the parser counts.
            if ["\n", "\r", "\u{85}", "\u{2028}", "\u{2029}"].contains(scalar) { line += 1 }
        }
        guard
            let start = scalars.index(position, offsetBy: mark.column - 1, limitedBy: scalars.endIndex),
            start < scalars.endIndex
        else { return nil }
        let quoted = scalars[start] == "\"" || scalars[start] == "'"
        scalars.insert(Self.keyMark, at: quoted ? scalars.index(after: start) : start)
        keyMarks[mark.line, default: []].append(mark.column)
        return String(scalars)
    }

    // MARK: Errors

    private func duplicate(_ keys: [String], at mark: Mark) -> DefinitionError {
        .syntax(
            at: RecordLocation(file: file, line: mark.line),
            problem: "the key \(quoted(originalKey(keys.first ?? ""))) is given twice", context: nil)
    }

    private func definitionError(_ error: YamlError) -> DefinitionError {
        switch error {
        case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _):
            .syntax(
                at: RecordLocation(file: file, line: mark.line), problem: problem,
                context: context.map { "this came up \($0.text) that starts on line \($0.mark.line)" })
        case .composer(_, let problem, let mark, _):
            .syntax(
                at: RecordLocation(file: file, line: mark.line), problem: problem,
                context: problem.contains("another document")
                    ? "a file holds one definition, without '---' inside" : nil)
        case .reader(let problem, let offset, _, let yaml):
            .syntax(
                at: RecordLocation(file: file, line: offset.map { yaml.prefix($0).count { $0.isNewline } + 1 }),
                problem: problem, context: nil)
        case .duplicatedKeysInMapping(let keys, let context):
            duplicate(keys, at: context.mark)
        default:
            .syntax(at: RecordLocation(file: file), problem: error.description, context: nil)
        }
    }
}
