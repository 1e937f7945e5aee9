import Diagnostics

/// The keywords of one schema: reads each at most once and knows which were not read, so that no keyword is ignored.
struct SchemaKeywords {
    private let mapping: DefinitionMapping
    private let place: SchemaCompiler.Place
    private var read: Set<String> = []
    /// Keyword values that turned out wrong, reported by ``reportUnread(_:)``.
    private var wrong: [(value: Definition, problem: String)] = []

    init(_ mapping: DefinitionMapping, place: SchemaCompiler.Place) {
        self.mapping = mapping
        self.place = place
    }

    /// Keywords that explain and demand nothing, those of editors among them.
    private static let annotations: Set<String> = [
        "$schema", "$id", "$comment", "$defs", "title", "description", "examples", "default", "deprecated", "readOnly",
        "writeOnly", "markdownDescription", "defaultSnippets", "enumDescriptions", "markdownEnumDescriptions",
    ]
    private static let assertions = [
        "$ref", "type", "enum", "const", "properties", "patternProperties", "additionalProperties", "propertyNames",
        "required", "dependentRequired", "dependentSchemas", "minProperties", "maxProperties", "items", "prefixItems",
        "contains", "minContains", "maxContains", "minItems", "maxItems", "uniqueItems", "minLength", "maxLength",
        "pattern", "format", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "allOf",
        "anyOf",
        "oneOf", "not", "if", "then", "else",
    ]

    /// The rules of the schema, in the order in which their findings read best.
    mutating func rules(_ compiler: inout SchemaCompiler) -> [SchemaRule] {
        var rules: [SchemaRule] = []
        if let types = types() { rules.append(.types(types)) }
        if let values = array("enum") { rules.append(.values(SchemaValues(values))) }
        if let value = take("const") { rules.append(.values(SchemaValues([value]))) }
        if let reference = take("$ref"), let target = compiler.resolve(reference, from: place) {
            rules.append(.all([target]))
        }
        if let rule = numberRule() { rules.append(.number(rule)) }
        if let rule = textRule() { rules.append(.text(rule)) }
        if let rule = listRule(&compiler) { rules.append(.list(rule)) }
        if let rule = objectRule(&compiler) { rules.append(.object(rule)) }
        if let all = schemas("allOf", &compiler) { rules.append(.all(all)) }
        if let any = schemas("anyOf", &compiler) { rules.append(.any(any)) }
        if let one = schemas("oneOf", &compiler) { rules.append(.one(one)) }
        if let not = schema("not", &compiler) { rules.append(.not(not)) }
        let (then, otherwise) = (schema("then", &compiler), schema("else", &compiler))
        if let condition = schema("if", &compiler) {
            rules.append(.conditional(condition: condition, then: then, otherwise: otherwise))
        } else if then != nil || otherwise != nil {
            wrong.append((mapping["then"] ?? mapping[0].value, "'then' and 'else' need an 'if' beside them"))
        }
        return rules
    }

    /// Reports the keywords that nothing has read, and those whose value is wrong.
    mutating func reportUnread(_ compiler: inout SchemaCompiler) {
        for (value, problem) in wrong { compiler.report("schema-value", at: value.location, problem) }
        if let draft = mapping["$schema"],
            draft.string?.hasPrefix("https://json-schema.org/draft/2020-12/schema") != true
        {
            compiler.report(
                "schema-draft", at: draft.location, "the schema is of \(quoted(draft.shortText))",
                cause: "other drafts give the same keywords other meanings",
                remedies: ["write \"$schema\": \"https://json-schema.org/draft/2020-12/schema\""])
        }
        if let definitions = mapping["$defs"]?.mapping {
            // Also those that nothing refers to yet: a mistake in them should not wait until something does.
            for entry in definitions { _ = compiler.compile(entry.value, at: place.appending("$defs", entry.key)) }
        }
        for entry in mapping where !read.contains(entry.key) && !Self.annotations.contains(entry.key) {
            let near = nearestName(to: entry.key, in: Self.assertions)
            compiler.report(
                "unknown-keyword", at: entry.keyLocation, "\(quoted(entry.key)) is not a keyword that can be checked",
                cause: "a schema is obeyed in full or refused",
                remedies: [near.map { "write \(quoted($0))" } ?? "express it with other keywords, or delete it"])
        }
    }

    // MARK: Values of keywords

    private mutating func take(_ keyword: String) -> Definition? {
        guard let value = mapping[keyword] else { return nil }
        read.insert(keyword)
        return value
    }

    private mutating func take<Value>(
        _ keyword: String, _ expected: String, _ convert: (Definition) -> Value?
    ) -> Value? {
        guard let value = take(keyword) else { return nil }
        if let converted = convert(value) { return converted }
        wrong.append((value, "'\(keyword)' must be \(expected), and is \(value.describedValue)"))
        return nil
    }

    mutating func string(_ keyword: String) -> String? { take(keyword, "text") { $0.string } }

    private mutating func flag(_ keyword: String) -> Bool? { take(keyword, "true or false") { $0.bool } }

    private mutating func number(_ keyword: String) -> Double? { take(keyword, "a number") { $0.double } }

    private mutating func count(_ keyword: String) -> Int? {
        take(keyword, "a whole number, 0 or more") { value in value.int.flatMap { $0 >= 0 ? $0 : nil } }
    }

    private mutating func array(_ keyword: String) -> [Definition]? { take(keyword, "a list") { $0.sequence } }

    private mutating func strings(_ keyword: String) -> [String]? {
        take(keyword, "a list of texts") { value in
            value.sequence.flatMap { items in
                let texts = items.compactMap(\.string)
                return texts.count == items.count ? texts : nil
            }
        }
    }

    private mutating func schema(_ keyword: String, _ compiler: inout SchemaCompiler) -> Int? {
        take(keyword).map { compiler.compile($0, at: place.appending(keyword)) }
    }

    private mutating func schemas(_ keyword: String, _ compiler: inout SchemaCompiler) -> [Int]? {
        guard let items = array(keyword) else { return nil }
        return items.indices.map { compiler.compile(items[$0], at: place.appending(keyword, "\($0)")) }
    }

    private mutating func entries(_ keyword: String) -> DefinitionMapping {
        take(keyword, "a mapping") { $0.mapping } ?? DefinitionMapping([])
    }

    private mutating func pattern(_ text: String, _ value: Definition) -> SchemaPattern? {
        if let pattern = SchemaPattern(text) { return pattern }
        wrong.append((value, "\(quoted(text)) is not a regular expression"))
        return nil
    }

    // MARK: Rules

    private mutating func types() -> SchemaTypes? {
        guard let value = take("type") else { return nil }
        var types: SchemaTypes = []
        for item in value.sequence ?? [value] {
            if let type = SchemaTypes.all.first(where: { $0.keyword == item.string }) {
                types.insert(type.type)
            } else {
                wrong.append(
                    (
                        item,
                        "\(quoted(item.shortText)) is not a type; there are \(listed(SchemaTypes.all.map(\.keyword)))"
                    ))
            }
        }
        return types
    }

    private mutating func numberRule() -> NumberRule? {
        let (minimum, maximum) = (number("minimum"), number("maximum"))
        let (exclusiveMinimum, exclusiveMaximum) = (number("exclusiveMinimum"), number("exclusiveMaximum"))
        let step = number("multipleOf")
        if let step, step <= 0, let value = mapping["multipleOf"] {
            wrong.append((value, "'multipleOf' must be a number above 0, and is \(value.describedValue)"))
        }
        let limits = [minimum, maximum, exclusiveMinimum, exclusiveMaximum, step]
        guard limits.contains(where: { $0 != nil }) else { return nil }
        return NumberRule(
            minimum: minimum, maximum: maximum, exclusiveMinimum: exclusiveMinimum, exclusiveMaximum: exclusiveMaximum,
            multipleOf: step)
    }

    private mutating func textRule() -> TextRule? {
        var form: SchemaPattern?
        if let text = string("pattern"), let value = mapping["pattern"] { form = pattern(text, value) }
        let format = take("format", "one of \(listed(SchemaFormat.allCases.map(\.rawValue), joinedBy: "or"))") {
            value in
            value.string.flatMap(SchemaFormat.init)
        }
        let rule = TextRule(
            minLength: count("minLength"), maxLength: count("maxLength"), pattern: form, format: format)
        return rule.minLength != nil || rule.maxLength != nil || form != nil || format != nil ? rule : nil
    }

    private mutating func listRule(_ compiler: inout SchemaCompiler) -> ListRule? {
        let before = read.count
        let rule = ListRule(
            prefixItems: schemas("prefixItems", &compiler) ?? [], items: schema("items", &compiler),
            minItems: count("minItems"), maxItems: count("maxItems"), uniqueItems: flag("uniqueItems") ?? false,
            contains: schema("contains", &compiler), minContains: count("minContains") ?? 1,
            maxContains: count("maxContains"))
        return read.count > before ? rule : nil
    }

    private mutating func objectRule(_ compiler: inout SchemaCompiler) -> ObjectRule? {
        let before = read.count
        let known = entries("properties")
        var properties: [String: Int] = [:]
        for entry in known {
            properties[entry.key] = compiler.compile(entry.value, at: place.appending("properties", entry.key))
        }
        var patterns: [(pattern: SchemaPattern, schema: Int)] = []
        for entry in entries("patternProperties") {
            let position = compiler.compile(entry.value, at: place.appending("patternProperties", entry.key))
            if let pattern = pattern(entry.key, entry.value) { patterns.append((pattern, position)) }
        }
        let isClosed = mapping["additionalProperties"]?.bool == false
        let additional = schema("additionalProperties", &compiler)
        let rule = ObjectRule(
            keys: known.keys, properties: properties, required: strings("required") ?? [], patternProperties: patterns,
            additionalProperties: isClosed ? nil : additional, isClosed: isClosed,
            propertyNames: schema("propertyNames", &compiler), minProperties: count("minProperties"),
            maxProperties: count("maxProperties"), dependencies: dependencies(&compiler))
        return read.count > before ? rule : nil
    }

    private mutating func dependencies(_ compiler: inout SchemaCompiler) -> [ObjectRule.Dependency] {
        var dependencies: [ObjectRule.Dependency] = []
        for entry in entries("dependentRequired") {
            guard let items = entry.value.sequence, items.allSatisfy({ $0.string != nil }) else {
                wrong.append((entry.value, "'dependentRequired' must list keys, and has \(entry.value.describedValue)"))
                continue
            }
            dependencies.append(.init(key: entry.key, required: items.compactMap(\.string), schema: nil))
        }
        for entry in entries("dependentSchemas") {
            let position = compiler.compile(entry.value, at: place.appending("dependentSchemas", entry.key))
            dependencies.append(.init(key: entry.key, required: [], schema: position))
        }
        return dependencies
    }
}
