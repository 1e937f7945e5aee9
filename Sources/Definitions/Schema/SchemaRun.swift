import Diagnostics

/// One check of a definition against the nodes of a schema.
///
/// Works in two ways: while `isSilent`, it stops at the first failure and makes no messages, which is how alternatives
/// are tried; else it goes through everything and collects the problems.
struct SchemaRun {
    /// What a value is called in messages, put into words only when there is one.
    enum Subject {
        case file
        case key(String)
        case item(Int, of: String?)
        case keyName(String)

        var words: String {
            switch self {
            case .file: "the file"
            case .key(let key): quoted(key)
            case .item(let position, let list):
                list.map { "item \(position + 1) of \(quoted($0))" } ?? "item \(position + 1)"
            case .keyName(let key): "the key \(quoted(key))"
            }
        }

        /// What a mapping is called whose schema has no title.
        var noun: String {
            switch self {
            case .file: "this file"
            case .key(let key), .keyName(let key): quoted(key)
            case .item(_, let list): list.map { "an item of \(quoted($0))" } ?? "this item"
            }
        }

        /// The name of the list whose items the subject's items are.
        var listName: String? { if case .key(let key) = self { key } else { nil } }
    }

    /// A failure, with what choosing among alternatives needs to know about it.
    struct Problem {
        enum Kind {
            case wrongType(SchemaTypes)
            case wrongValue([Definition])
            case other
        }

        let kind: Kind
        let value: Definition
        /// How deep the value is in the definition: 0 for the file itself.
        let depth: Int
        let finding: Finding
        let column: Int
    }

    let nodes: [SchemaNode]
    var problems: [Problem] = []
    var isSilent = false

    init(nodes: [SchemaNode]) { self.nodes = nodes }

    /// The findings in the order of the file, each once.
    var findings: [Finding] {
        var seen: Set<Finding> = []
        return problems.enumerated()
            .sorted { left, right in
                let (leftLine, rightLine) = (
                    left.element.finding.location?.line ?? 0, right.element.finding.location?.line ?? 0
                )
                return (leftLine, left.element.column, left.offset) < (rightLine, right.element.column, right.offset)
            }
            .map(\.element.finding)
            .filter { seen.insert($0).inserted }
    }

    /// Checks a value, and gives whether it is right.
    ///
    /// - Parameters:
    ///   - noun: What the schema that refers to this one calls the value; the schema's own title comes first.
    ///   - about: Likewise, what the value stands for.
    mutating func check(
        _ value: Definition, _ schema: Int, _ subject: Subject, depth: Int, noun: String? = nil, about: String? = nil
    ) -> Bool {
        var isRight = true
        for rule in nodes[schema].rules {
            let context = Context(
                value: value, subject: subject, depth: depth, noun: nodes[schema].noun ?? noun,
                about: nodes[schema].about ?? about)
            let fulfilled = fulfils(rule, context)
            isRight = isRight && fulfilled
            if !fulfilled {
                if isSilent { return false }
                // What follows would only say in other words that the value is of another kind.
                if case .types = rule { return false }
            }
        }
        return isRight
    }

    /// A value under check and the words for it.
    struct Context {
        let value: Definition
        let subject: Subject
        let depth: Int
        let noun: String?
        let about: String?
    }

    private mutating func fulfils(_ rule: SchemaRule, _ context: Context) -> Bool {
        let value = context.value
        switch rule {
        case .never:
            return fail(context, "not-allowed", "\(context.subject.words) is not allowed here")
        case .types(let types):
            return types.includes(value) || fail(context, types)
        case .values(let values):
            return values.contains(value) || fail(context, values)
        case .number(let rule):
            guard let number = value.double else { return true }
            return fulfils(rule, number, context)
        case .text(let rule):
            guard let text = value.string else { return true }
            return fulfils(rule, text, context)
        case .list(let rule):
            guard let items = value.sequence else { return true }
            return fulfils(rule, items, context)
        case .object(let rule):
            guard let mapping = value.mapping else { return true }
            return fulfils(rule, mapping, context)
        case .all(let schemas):
            var isRight = true
            for schema in schemas where !check(schema, context) {
                if isSilent { return false }
                isRight = false
            }
            return isRight
        case .any(let schemas): return fulfilsAny(schemas, context)
        case .one(let schemas): return fulfilsOne(schemas, context)
        case .not(let schema):
            guard silently({ $0.check(schema, context) }) else { return true }
            return failNot(schema, context)
        case .conditional(let condition, let then, let otherwise):
            let holds = silently { $0.check(condition, context) }
            return (holds ? then : otherwise).map { check($0, context) } ?? true
        }
    }

    /// Checks the same value against another schema.
    mutating func check(_ schema: Int, _ context: Context) -> Bool {
        check(
            context.value, schema, context.subject, depth: context.depth, noun: context.noun, about: context.about)
    }

    mutating func silently(_ check: (inout SchemaRun) -> Bool) -> Bool {
        let outer = isSilent
        isSilent = true
        defer { isSilent = outer }
        return check(&self)
    }

    // MARK: Failing

    /// Records a failure at the value, and gives false.
    mutating func fail(
        _ context: Context, _ code: @autoclosure () -> String, _ problem: @autoclosure () -> String,
        cause: @autoclosure () -> String? = nil, remedies: @autoclosure () -> [String] = [], kind: Problem.Kind = .other
    ) -> Bool {
        guard !isSilent else { return false }
        let location = context.value.location
        let explanation = Explanation(
            summary: "\(location): \(problem())", cause: cause() ?? context.about.map { "it stands for: \($0)" },
            remedies: remedies())
        record(
            Finding(code: "definition.\(code())", severity: .error, explanation: explanation, location: location),
            context, column: context.value.column, kind: kind)
        return false
    }

    mutating func record(_ finding: Finding, _ context: Context, column: Int, kind: Problem.Kind = .other) {
        problems.append(
            Problem(kind: kind, value: context.value, depth: context.depth, finding: finding, column: column))
    }

    mutating func fail(_ context: Context, _ types: SchemaTypes) -> Bool {
        fail(
            context, "wrong-type",
            "\(context.subject.words) must be \(listed(types.words, joinedBy: "or")), and is \(context.value.describedValue)",
            remedies: TypeRemedy.remedies(for: context.value, expected: types.words), kind: .wrongType(types))
    }

    mutating func fail(_ context: Context, _ values: SchemaValues) -> Bool {
        fail(context, values.values)
    }

    mutating func fail(_ context: Context, _ values: [Definition]) -> Bool {
        let names = values.map(\.shortText)
        let found = context.value.shortText
        let summary =
            names.count == 1
            ? "\(context.subject.words) must be \(names[0]), and is \(context.value.describedValue)"
            : "\(context.value.sequence == nil && context.value.mapping == nil ? quoted(found) : context.value.describedKind)"
                + " is not a value of \(context.subject.words)"
        return fail(
            context, "unknown-value", summary, cause: names.count == 1 ? nil : "it must be one of \(listed(names))",
            remedies: Self.remedies(found, values), kind: .wrongValue(values))
    }

    private static func remedies(_ found: String, _ values: [Definition]) -> [String] {
        guard let near = nearestName(to: found, in: values.map(\.shortText)) else { return [] }
        // Quotes would turn a number into text.
        return [values.allSatisfy { $0.string != nil } ? "write \(quoted(near))" : "write \(near)"]
    }

    private mutating func failNot(_ schema: Int, _ context: Context) -> Bool {
        let excluded = nodes[schema].noun ?? nodes[schema].about.map { "it: \($0)" }
        return fail(
            context, "not-allowed",
            "\(context.subject.words) is \(context.value.describedValue), which is not allowed here",
            cause: excluded.map { "the schema excludes \($0)" })
    }
}
