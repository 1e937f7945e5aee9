extension DefinitionReader {
    /// A required mapping.
    public func mapping(_ key: String, in node: Definition) -> Definition? {
        value(key, in: node).flatMap { convert($0, key, Self.aMapping) }
    }

    /// A mapping that may be absent.
    public func optionalMapping(_ key: String, in node: Definition) -> Definition? {
        optionalValue(key, in: node).flatMap { convert($0, key, Self.aMapping) }
    }

    private static var aMapping: Expected<Definition> {
        Expected(name: "a mapping of keys") { $0.mapping == nil ? nil : $0 }
    }

    /// The items of a list; empty when it is absent. A single value that is no list counts as a list of one.
    public func items(_ key: String, in node: Definition) -> [Definition] {
        guard let value = optionalValue(key, in: node) else { return [] }
        return value.sequence ?? [value]
    }

    /// The items of a required list, decoded; items that give nil are left out, their findings stay.
    ///
    /// - Returns: The items in the order of the file; empty when the list is missing or wrong, which is a finding.
    public func list<Item>(_ key: String, in node: Definition, _ decode: (Definition) -> Item?) -> [Item] {
        value(key, in: node).map { list($0, key, decode) } ?? []
    }

    /// The items of a list that may be absent, decoded; items that give nil are left out, their findings stay.
    public func optionalList<Item>(_ key: String, in node: Definition, _ decode: (Definition) -> Item?) -> [Item] {
        optionalValue(key, in: node).map { list($0, key, decode) } ?? []
    }

    private func list<Item>(_ value: Definition, _ key: String, _ decode: (Definition) -> Item?) -> [Item] {
        guard let items = convert(value, key, Expected(name: "a list") { $0.sequence }) else { return [] }
        return items.compactMap(decode)
    }

    /// Texts of a list, or one text without the list; empty when it is absent.
    public func strings(_ key: String, in node: Definition) -> [String] {
        items(key, in: node).compactMap { convert($0, key, Expected<String>.string) }
    }

    /// Numbers of a list, or one number without the list; empty when it is absent.
    public func doubles(_ key: String, in node: Definition) -> [Double] {
        items(key, in: node).compactMap { convert($0, key, Expected<Double>.double) }
    }

    /// Whole numbers of a list, or one without the list; empty when it is absent.
    public func ints(_ key: String, in node: Definition) -> [Int] {
        items(key, in: node).compactMap { convert($0, key, Expected<Int>.int) }
    }

    /// The entries of a mapping that may be absent, decoded in the order of the file; those that give nil are left out.
    public func entries<Item>(
        _ key: String, in node: Definition, _ decode: (DefinitionMapping.Entry) -> Item?
    ) -> [Item] {
        optionalMapping(key, in: node)?.mapping?.compactMap(decode) ?? []
    }

    /// A mapping of names to texts that may be absent, such as titles by language; empty when it is.
    public func stringsByKey(_ key: String, in node: Definition) -> [String: String] {
        let pairs = entries(key, in: node) { entry in
            convert(entry.value, entry.key, Expected<String>.string).map { (entry.key, $0) }
        }
        return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
    }

    // MARK: Checks across values

    /// Reports the keys of a mapping that are none of those allowed, each with the nearest.
    ///
    /// Of use where no schema has checked the mapping before.
    ///
    /// - Parameter noun: What the mapping is, with its article: `a source`.
    public func onlyKeys(_ keys: [String], in node: Definition, of noun: String) {
        for entry in node.mapping ?? DefinitionMapping([]) where !keys.contains(entry.key) {
            report(KeyWording.unknownKey(entry, of: noun, allowed: keys, present: node.mapping?.keys ?? []))
        }
    }

    /// Reports every name that was already given further up.
    ///
    /// - Parameters:
    ///   - names: The names with the values that give them, in the order of the file.
    ///   - noun: What they name, with its article: `a source`.
    public func requireUnique(_ names: [(name: String, node: Definition)], noun: String) {
        var first: [String: Definition] = [:]
        for (name, node) in names {
            if let earlier = first[name] {
                report(
                    "definition.duplicate-name", at: node, "\(quoted(name)) already names \(noun)",
                    cause: "the other one is at \(earlier.location)", remedies: ["give one of them another name"])
            } else {
                first[name] = node
            }
        }
    }
}
