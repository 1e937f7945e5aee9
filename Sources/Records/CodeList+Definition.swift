public import Definitions

extension CodeList {
    /// The code lists of a definition file with the key `code-lists`; what is wrong is reported to the reader.
    public static func decode(_ root: Definition, with reader: DefinitionReader) -> [CodeList] {
        reader.list("code-lists", in: root) { node in
            let name = reader.string("name", in: node)
            var named: [(name: String, node: Definition)] = []
            let codes = reader.list("codes", in: node) { (entry) -> Code? in
                guard let code = reader.string("code", in: entry) else { return nil }
                named.append((code, entry))
                var titles: [String: String] = [:]
                for language in ["fi", "sv", "en"] {
                    if let title = reader.optionalString(language, in: entry) { titles[language] = title }
                }
                let attributes = reader.entries("attributes", in: entry) { attribute in
                    attribute.value.string.map { (attribute.key, $0) }
                        ?? attribute.value.int.map { (attribute.key, String($0)) }
                }
                return Code(
                    code: code, titles: titles, aliases: reader.strings("aliases", in: entry),
                    attributes: Dictionary(attributes, uniquingKeysWith: { first, _ in first }))
            }
            reader.requireUnique(named, noun: "code")
            guard let name else { return nil }
            return CodeList(name: name, codes: codes, source: reader.optionalString("source", in: node))
        }
    }

    /// A code's title in a language; the code itself where the list has none.
    public func title(of code: String, in language: String) -> String { self[code]?.titles[language] ?? code }
}
