/// One compiled schema or subschema: what it is called, and the rules that a value must fulfil, all of them.
struct SchemaNode: Sendable {
    /// What the schema describes, with its article: `a source`; nil when it has no title.
    var noun: String?
    /// The first sentence of the description.
    var about: String?
    var rules: [SchemaRule] = []
}

/// A rule; schemas within schemas are positions in ``JSONSchema/nodes``, so that they can refer to each other in circles.
enum SchemaRule: Sendable {
    /// The schema `false`: no value is right.
    case never
    case types(SchemaTypes)
    /// `enum` and `const`: one of these values.
    case values(SchemaValues)
    case number(NumberRule)
    case text(TextRule)
    case list(ListRule)
    case object(ObjectRule)
    /// `allOf` and `$ref`.
    case all([Int])
    case any([Int])
    case one([Int])
    case not(Int)
    case conditional(condition: Int, then: Int?, otherwise: Int?)
}

/// The types of `type`.
struct SchemaTypes: OptionSet, Sendable, Hashable {
    let rawValue: UInt8

    static let null = SchemaTypes(rawValue: 1)
    static let boolean = SchemaTypes(rawValue: 2)
    static let integer = SchemaTypes(rawValue: 4)
    static let number = SchemaTypes(rawValue: 8)
    static let string = SchemaTypes(rawValue: 16)
    static let array = SchemaTypes(rawValue: 32)
    static let object = SchemaTypes(rawValue: 64)

    /// Each type with its name in a schema and in messages.
    static let all: [(type: SchemaTypes, keyword: String, words: String)] = [
        (.string, "string", "text"), (.integer, "integer", "a whole number"), (.number, "number", "a number"),
        (.boolean, "boolean", "true or false"), (.array, "array", "a list"), (.object, "object", "a mapping of keys"),
        (.null, "null", "empty"),
    ]

    /// The types as messages name them.
    var words: [String] {
        Self.all.filter { contains($0.type) && !($0.type == .integer && contains(.number)) }.map(\.words)
    }

    /// Whether a value is of one of the types; `1.0` is an integer too.
    func includes(_ value: Definition) -> Bool {
        switch value.kind {
        case .null: contains(.null)
        case .bool: contains(.boolean)
        case .int: contains(.integer) || contains(.number)
        case .double(let number):
            contains(.number) || contains(.integer) && number.isFinite && number == number.rounded()
        case .string: contains(.string)
        case .sequence: contains(.array)
        case .mapping: contains(.object)
        }
    }
}

/// The values of `enum` or `const`.
struct SchemaValues: Sendable {
    let values: [Definition]
    /// The same as texts if all are texts: the common case, and quick to look up.
    let texts: Set<String>?

    init(_ values: [Definition]) {
        self.values = values
        let texts = values.compactMap(\.string)
        self.texts = texts.count == values.count ? Set(texts) : nil
    }

    func contains(_ value: Definition) -> Bool {
        if let texts { return value.string.map { texts.contains($0) } ?? false }
        return values.contains { $0.hasSameValue(as: value) }
    }
}

final class NumberRule: Sendable {
    let minimum: Double?
    let maximum: Double?
    let exclusiveMinimum: Double?
    let exclusiveMaximum: Double?
    let multipleOf: Double?

    init(
        minimum: Double?, maximum: Double?, exclusiveMinimum: Double?, exclusiveMaximum: Double?, multipleOf: Double?
    ) {
        self.minimum = minimum
        self.maximum = maximum
        self.exclusiveMinimum = exclusiveMinimum
        self.exclusiveMaximum = exclusiveMaximum
        self.multipleOf = multipleOf
    }
}

final class TextRule: Sendable {
    /// Lengths in Unicode scalars, as JSON Schema counts them.
    let minLength: Int?
    let maxLength: Int?
    let pattern: SchemaPattern?
    let format: SchemaFormat?

    init(minLength: Int?, maxLength: Int?, pattern: SchemaPattern?, format: SchemaFormat?) {
        self.minLength = minLength
        self.maxLength = maxLength
        self.pattern = pattern
        self.format = format
    }
}

final class ListRule: Sendable {
    /// The schemas of the first items, by position.
    let prefixItems: [Int]
    /// The schema of the items after those.
    let items: Int?
    let minItems: Int?
    let maxItems: Int?
    let uniqueItems: Bool
    let contains: Int?
    let minContains: Int
    let maxContains: Int?

    init(
        prefixItems: [Int], items: Int?, minItems: Int?, maxItems: Int?, uniqueItems: Bool, contains: Int?,
        minContains: Int, maxContains: Int?
    ) {
        self.prefixItems = prefixItems
        self.items = items
        self.minItems = minItems
        self.maxItems = maxItems
        self.uniqueItems = uniqueItems
        self.contains = contains
        self.minContains = minContains
        self.maxContains = maxContains
    }
}

final class ObjectRule: Sendable {
    struct Dependency: Sendable {
        let key: String
        let required: [String]
        let schema: Int?
    }

    /// The known keys in the order of the schema.
    let keys: [String]
    let properties: [String: Int]
    let required: [String]
    let patternProperties: [(pattern: SchemaPattern, schema: Int)]
    /// The schema of all other keys; nil when anything is right.
    let additionalProperties: Int?
    /// Whether no other keys are allowed.
    let isClosed: Bool
    let propertyNames: Int?
    let minProperties: Int?
    let maxProperties: Int?
    let dependencies: [Dependency]

    init(
        keys: [String], properties: [String: Int], required: [String],
        patternProperties: [(pattern: SchemaPattern, schema: Int)], additionalProperties: Int?, isClosed: Bool,
        propertyNames: Int?, minProperties: Int?, maxProperties: Int?, dependencies: [Dependency]
    ) {
        self.keys = keys
        self.properties = properties
        self.required = required
        self.patternProperties = patternProperties
        self.additionalProperties = additionalProperties
        self.isClosed = isClosed
        self.propertyNames = propertyNames
        self.minProperties = minProperties
        self.maxProperties = maxProperties
        self.dependencies = dependencies
    }
}

/// The values of `format` that are checked.
enum SchemaFormat: String, Sendable, CaseIterable {
    /// A day of the Gregorian calendar, `2023-11-07`.
    case date

    func accepts(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-") else { return false }
        func number(_ range: Range<Int>) -> Int? {
            bytes[range].allSatisfy { $0 &- 48 < 10 } ? bytes[range].reduce(0) { $0 * 10 + Int($1) - 48 } : nil
        }
        guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10) else { return false }
        let isLeapYear = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let lengths = [31, isLeapYear ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        return (1...12).contains(month) && (1...lengths[month - 1]).contains(day)
    }

    /// What the text must be, for messages.
    var words: String { "a day written as 2023-11-07" }
}
