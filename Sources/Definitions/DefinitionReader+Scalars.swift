extension DefinitionReader.Expected {
    static var string: DefinitionReader.Expected<String> { .init(name: "text") { $0.string } }
    static var int: DefinitionReader.Expected<Int> { .init(name: "a whole number") { $0.int } }
    static var double: DefinitionReader.Expected<Double> { .init(name: "a number") { $0.double } }
    static var bool: DefinitionReader.Expected<Bool> { .init(name: "true or false") { $0.bool } }
}

extension DefinitionReader {
    /// A required text; a number or `true` is none, unless it is in quotes.
    public func string(_ key: String, in node: Definition) -> String? {
        required(key, in: node, Expected<String>.string)
    }

    /// A text that may be absent.
    public func optionalString(_ key: String, in node: Definition) -> String? {
        optional(key, in: node, Expected<String>.string)
    }

    /// A text, or the default when it is absent or wrong.
    public func string(_ key: String, in node: Definition, default fallback: String) -> String {
        optionalString(key, in: node) ?? fallback
    }

    /// A required whole number.
    public func int(_ key: String, in node: Definition) -> Int? { required(key, in: node, Expected<Int>.int) }

    /// A whole number that may be absent.
    public func optionalInt(_ key: String, in node: Definition) -> Int? { optional(key, in: node, Expected<Int>.int) }

    /// A whole number, or the default when it is absent or wrong.
    public func int(_ key: String, in node: Definition, default fallback: Int) -> Int {
        optionalInt(key, in: node) ?? fallback
    }

    /// A required number, whole or not.
    public func double(_ key: String, in node: Definition) -> Double? {
        required(key, in: node, Expected<Double>.double)
    }

    /// A number that may be absent.
    public func optionalDouble(_ key: String, in node: Definition) -> Double? {
        optional(key, in: node, Expected<Double>.double)
    }

    /// A number, or the default when it is absent or wrong.
    public func double(_ key: String, in node: Definition, default fallback: Double) -> Double {
        optionalDouble(key, in: node) ?? fallback
    }

    /// A required `true` or `false`; `yes`, `no`, `on` and `off` are text.
    public func bool(_ key: String, in node: Definition) -> Bool? { required(key, in: node, Expected<Bool>.bool) }

    /// `true` or `false`, or nil when it is absent.
    public func optionalBool(_ key: String, in node: Definition) -> Bool? {
        optional(key, in: node, Expected<Bool>.bool)
    }

    /// `true` or `false`, or the default when it is absent or wrong.
    public func bool(_ key: String, in node: Definition, default fallback: Bool) -> Bool {
        optionalBool(key, in: node) ?? fallback
    }

    // MARK: Choices and names

    /// A required case of an enumeration, by its raw value.
    public func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _ key: String, in node: Definition, of type: Choice.Type
    ) -> Choice? {
        value(key, in: node).flatMap { choice($0, key, of: type) }
    }

    /// A case of an enumeration that may be absent.
    public func optionalChoice<Choice: RawRepresentable<String> & CaseIterable>(
        _ key: String, in node: Definition, of type: Choice.Type
    ) -> Choice? {
        optionalValue(key, in: node).flatMap { choice($0, key, of: type) }
    }

    /// A case of an enumeration, or the default when it is absent or wrong.
    public func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _ key: String, in node: Definition, default fallback: Choice
    ) -> Choice {
        optionalChoice(key, in: node, of: Choice.self) ?? fallback
    }

    /// A list of cases of an enumeration, or of one case without the list; empty when it is absent.
    public func choices<Choice: RawRepresentable<String> & CaseIterable>(
        _ key: String, in node: Definition, of type: Choice.Type
    ) -> [Choice] {
        items(key, in: node).compactMap { choice($0, key, of: type) }
    }

    private func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _ value: Definition, _ key: String, of type: Choice.Type
    ) -> Choice? {
        guard let text = convert(value, key, Expected<String>.string) else { return nil }
        if let choice = Choice(rawValue: text) { return choice }
        reportUnknown(
            text, at: value, as: "a value of '\(key)'", among: Choice.allCases.map(\.rawValue),
            code: "definition.unknown-value")
        return nil
    }

    /// A required name of something defined elsewhere.
    ///
    /// - Parameters:
    ///   - names: The names that exist.
    ///   - noun: What they name, with its article: `a source`.
    public func reference(_ key: String, in node: Definition, to noun: String, among names: [String]) -> String? {
        value(key, in: node).flatMap { reference($0, key, to: noun, among: names) }
    }

    /// A name of something defined elsewhere that may be absent.
    public func optionalReference(_ key: String, in node: Definition, to noun: String, among names: [String]) -> String?
    {
        optionalValue(key, in: node).flatMap { reference($0, key, to: noun, among: names) }
    }

    private func reference(_ value: Definition, _ key: String, to noun: String, among names: [String]) -> String? {
        guard let name = convert(value, key, Expected<String>.string) else { return nil }
        if names.contains(name) { return name }
        reportUnknown(name, at: value, as: noun, among: names)
        return nil
    }
}
