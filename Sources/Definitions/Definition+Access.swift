extension Definition {
    /// The text of a text value; nil for every other kind, numbers included.
    public var string: String? { if case .string(let value) = kind { value } else { nil } }

    /// The value of a whole number, also one written as `3.0`; nil for every other kind.
    public var int: Int? {
        switch kind {
        case .int(let value): value
        case .double(let value): Int(exactly: value)
        default: nil
        }
    }

    /// The value of a number, whole or not; nil for every other kind.
    public var double: Double? {
        switch kind {
        case .int(let value): Double(value)
        case .double(let value): value
        default: nil
        }
    }

    /// `true` or `false`; nil for every other kind.
    public var bool: Bool? { if case .bool(let value) = kind { value } else { nil } }

    /// The items of a list; nil for every other kind.
    public var sequence: [Definition]? { if case .sequence(let items) = kind { items } else { nil } }

    /// The keys and values of a mapping; nil for every other kind.
    public var mapping: DefinitionMapping? { if case .mapping(let mapping) = kind { mapping } else { nil } }

    /// Whether the value is empty: nothing after the colon, `null` or `~`.
    public var isNull: Bool { if case .null = kind { true } else { false } }

    /// The value of a key; nil when this is no mapping or lacks the key.
    public subscript(key: String) -> Definition? { mapping?[key] }

    /// The item at a position, from 0; nil when this is no list or is shorter.
    public subscript(position: Int) -> Definition? {
        guard let items = sequence, items.indices.contains(position) else { return nil }
        return items[position]
    }

    /// Whether two values are equal as JSON Schema counts it: wherever they are written, `1` equals `1.0`, and the order
    /// of keys does not matter.
    public func hasSameValue(as other: Definition) -> Bool {
        switch (kind, other.kind) {
        case (.null, .null): true
        case (.bool(let left), .bool(let right)): left == right
        case (.int(let left), .int(let right)): left == right
        case (.string(let left), .string(let right)): left == right
        case (.int, .double), (.double, .int), (.double, .double): double == other.double
        case (.sequence(let left), .sequence(let right)):
            left.count == right.count && zip(left, right).allSatisfy { $0.hasSameValue(as: $1) }
        case (.mapping(let left), .mapping(let right)):
            left.count == right.count
                && left.allSatisfy { entry in right[entry.key].map { entry.value.hasSameValue(as: $0) } ?? false }
        default: false
        }
    }
}
