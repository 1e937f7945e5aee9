public import Definitions

extension CodeList {
    /// The code lists of a definition file with the key `code-lists`; what is wrong is reported to the reader.
    ///
    /// - Parameter table: Gives the text of a file of codes beside the definition; nil when it cannot be read, which it has reported.
    public static func decode(
        _ root: Definition, with reader: DefinitionReader,
        table: (_ name: String, _ node: Definition) -> CodeTableFile? = { _, _ in nil }
    ) -> [CodeList] {
        reader.list("code-lists", in: root) { node in
            let name = reader.string("name", in: node)
            guard let codes = codes(of: node, with: reader, table: table), let name else { return nil }
            return CodeList(
                name: name, codes: codes, source: reader.optionalString("source", in: node),
                words: reader.strings("words", in: node), ambiguous: reader.strings("ambiguous", in: node))
        }
    }

    private static func codes(
        of node: Definition, with reader: DefinitionReader,
        table: (_ name: String, _ node: Definition) -> CodeTableFile?
    ) -> [Code]? {
        guard let file = node["file"], !file.isNull else {
            var named: [(name: String, node: Definition)] = []
            let codes = reader.list("codes", in: node) { (entry) -> Code? in
                guard let code = reader.string("code", in: entry) else { return nil }
                named.append((code, entry))
                return Code(
                    code: code, titles: titles(entry, reader), aliases: reader.strings("aliases", in: entry),
                    attributes: attributes(entry, reader), validity: validity(entry, reader),
                    versions: reader.optionalList("versions", in: entry) { version in
                        CodeVersion(
                            vintage: reader.optionalString("vintage", in: version),
                            validity: validity(version, reader), attributes: attributes(version, reader))
                    })
            }
            reader.requireUnique(named, noun: "code")
            return codes
        }
        if node["codes"] != nil {
            reader.report(
                "definition.both-keys", at: file, "the code list has both `file:` and `codes:`",
                remedies: ["keep one of them"])
        }
        guard let name = reader.string("file", in: node), let table = table(name, file) else { return nil }
        return CodeTable(table, reader).codes
    }

    private static func titles(_ entry: Definition, _ reader: DefinitionReader) -> [String: String] {
        var titles: [String: String] = [:]
        for language in ["fi", "sv", "en"] {
            if let title = reader.optionalString(language, in: entry) { titles[language] = title }
        }
        return titles
    }

    private static func attributes(_ entry: Definition, _ reader: DefinitionReader) -> [String: String] {
        let attributes = reader.entries("attributes", in: entry) { attribute in
            attribute.value.string.map { (attribute.key, $0) }
                ?? attribute.value.int.map { (attribute.key, String($0)) }
        }
        return Dictionary(attributes, uniquingKeysWith: { first, _ in first })
    }

    private static func validity(_ entry: Definition, _ reader: DefinitionReader) -> Validity {
        func day(_ key: String) -> CalendarDay? {
            guard let text = reader.optionalString(key, in: entry), let node = entry[key] else { return nil }
            if let day = CalendarDay(iso: text) { return day }
            reader.report(
                "definition.not-a-day", at: node, "'\(text)' is no day", remedies: ["write a day such as 2009-01-01"])
            return nil
        }
        return Validity(from: day("valid-from"), to: day("valid-to"))
    }

    /// A code's title in a language; the code itself where the list has none.
    public func title(of code: String, in language: String) -> String { self[code]?.titles[language] ?? code }
}
