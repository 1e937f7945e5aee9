internal import Diagnostics
internal import Records

/// Resolves the names of an expression and checks its types; notes everything that is wrong, not the first only.
struct ExpressionChecker {
    let context: TabulationContext
    let table: TableSchema
    /// Derived columns that are being put in, outermost first, as `table.column`.
    private let within: [String]
    private let known: KnownColumns
    var problems: [ExpressionProblem] = []

    /// An expression grows when derived columns are put in; one of this many bytes, or so deep, is a mistake.
    private static let greatestSize = 200_000
    private static let greatestDepth = 500

    /// The derived columns that were checked for one expression: each once, however often it is used, since columns that use others
    /// twice would otherwise take twice as long at every step.
    final class KnownColumns {
        var columns: [String: Result<TypedExpression, ExpressionProblems>] = [:]
    }

    init(context: TabulationContext, table: TableSchema, within: [String], known: KnownColumns) {
        self.context = context
        self.table = table
        self.within = within
        self.known = known
    }

    /// The checked expression of a text.
    ///
    /// - Throws: A list of everything that is wrong with it.
    static func checked(
        _ text: String, in table: TableSchema, _ context: TabulationContext, within: [String] = [],
        known: KnownColumns = KnownColumns()
    ) throws(ExpressionProblems) -> TypedExpression {
        let tree: SyntaxNode
        do { tree = try ExpressionParser.tree(of: text) } catch { throw ExpressionProblems(all: [error]) }
        var checker = ExpressionChecker(context: context, table: table, within: within, known: known)
        guard let typed = checker.check(tree), checker.problems.isEmpty else {
            throw ExpressionProblems(all: checker.problems)
        }
        return typed
    }

    /// The checked form of a part; nil when it has problems, which are noted.
    mutating func check(_ node: SyntaxNode) -> TypedExpression? {
        switch node.kind {
        case .number(let value, let places): return TypedExpression(.number(value), .number(places: places))
        case .text(let text): return TypedExpression(.text(text), .text)
        case .day(let day): return TypedExpression(.day(day), .day)
        case .moment(let moment): return TypedExpression(.moment(moment), .moment)
        case .truth(let truth): return TypedExpression(.truth(truth), .truth)
        case .name(let parts): return name(parts[...], node.position)
        case .call(let name, let arguments): return call(name, arguments, node.position)
        case .negated(let part):
            let zero = SyntaxNode(kind: .number(0, places: 0), position: part.position)
            return check(SyntaxNode(kind: .arithmetic(.subtract, zero, part), position: node.position))
        case .arithmetic(let operation, let left, let right): return arithmetic(operation, left, right)
        case .comparison(let comparison, let left, let right):
            let (a, b) = (check(left), check(right))
            guard let a, let b else { return nil }
            return compared(comparison, a, b, left, right)
        case .between(let value, let low, let high):
            let (middle, a, b) = (check(value), check(low), check(high))
            guard let middle, let a, let b, let least = compared(.greaterOrEqual, middle, a, value, low),
                let greatest = compared(.lessOrEqual, middle, b, value, high)
            else { return nil }
            return TypedExpression(.and(least, greatest), .truth)
        case .isIn(let value, let list): return isIn(value, list)
        case .not(let part): return truth(part).map { TypedExpression(.not($0), .truth) }
        case .and(let left, let right):
            let (a, b) = (truth(left), truth(right))
            guard let a, let b else { return nil }
            return TypedExpression(.and(a, b), .truth)
        case .or(let left, let right):
            let (a, b) = (truth(left), truth(right))
            guard let a, let b else { return nil }
            return TypedExpression(.or(a, b), .truth)
        }
    }

    // MARK: Names

    private mutating func name(_ parts: ArraySlice<SyntaxNode.NamePart>, _ position: Int) -> TypedExpression? {
        guard let first = parts.first else { return nil }
        if parts.count > 1 { return referenced(first, parts.dropFirst()) }
        if let column = table[first.name] {
            let list = column.codeList.flatMap { context.codeLists[$0] }
            return TypedExpression(
                .column(column.name, column.type), ValueType(column.type), codes: list?.codes.map(\.code))
        }
        if let derived = table.derived.first(where: { $0.name == first.name }) {
            return putIn(derived, first.position)
        }
        if first.name == "_line" { return TypedExpression(.column("_line", .integer), .number(places: 0)) }
        if first.name == "as_of", let day = context.asOf { return TypedExpression(.day(day.number), .day) }
        let names = table.columns.map(\.name) + table.derived.map(\.name) + ["as_of"]
        note(
            .name, first.position, "table \(table.name) has no column '\(first.name)'",
            remedy: nearestName(to: first.name, in: names).map { "did you mean '\($0)'?" }
                ?? "the columns are \(names.joined(separator: ", "))")
        return nil
    }

    private mutating func putIn(_ derived: DerivedColumn, _ position: Int) -> TypedExpression? {
        let full = "\(table.name).\(derived.name)"
        guard !within.contains(full) else {
            note(
                .cycle, position, "the derived column '\(derived.name)' rests on itself",
                cause: (within + [full]).joined(separator: " → "), remedy: "change one of them")
            return nil
        }
        guard within.count < 100 else {
            note(.syntax, position, "more than 100 derived columns rest on one another")
            return nil
        }
        let checked =
            known.columns[full]
            ?? Result { () throws(ExpressionProblems) in
                try Self.checked(derived.expression, in: table, context, within: within + [full], known: known)
            }
        known.columns[full] = checked
        switch checked {
        case .failure(let error):
            for problem in error.all.prefix(3) {
                note(
                    problem.kind, position,
                    "the derived column '\(derived.name)': character \(problem.position): \(problem.message)",
                    cause: problem.cause, remedy: problem.remedy)
            }
            return nil
        case .success(let typed):
            guard typed.canonical.utf8.count <= Self.greatestSize, typed.depth <= Self.greatestDepth else {
                note(
                    .syntax, position, "the derived column '\(derived.name)' grows beyond bounds",
                    cause:
                        "written out it has more than \(Self.greatestSize) characters or \(Self.greatestDepth) levels")
                return nil
            }
            return typed
        }
    }

    private mutating func referenced(
        _ first: SyntaxNode.NamePart, _ rest: ArraySlice<SyntaxNode.NamePart>
    ) -> TypedExpression? {
        guard let column = table[first.name] else { return name([first], first.position) }
        guard let target = column.references else {
            let referring = table.columns.filter { $0.references != nil }.map(\.name)
            note(
                .name, first.position, "'\(first.name)' does not refer to another table",
                remedy: referring.isEmpty
                    ? "declare under the table's `references:` which table's key it holds"
                    : "columns that do are \(referring.joined(separator: ", "))")
            return nil
        }
        guard let other = context.tables[target], let key = other.key, let keyColumn = other[key] else {
            note(
                .name, first.position, "'\(first.name)' refers to the table '\(target)', which has no key",
                remedy: nearestName(to: target, in: context.tables.keys.sorted()).map { "did you mean '\($0)'?" }
                    ?? "declare the `key:` of that table")
            return nil
        }
        guard ValueType(column.type) == .text, ValueType(keyColumn.type) == .text else {
            note(.type, first.position, "'\(first.name)' must be an identifier or a code to refer to a table")
            return nil
        }
        var inner = ExpressionChecker(context: context, table: other, within: within, known: known)
        let typed = inner.name(rest, first.position)
        problems += inner.problems
        guard let typed else { return nil }
        return TypedExpression(
            .reference(
                key: TypedExpression(.column(column.name, column.type), .text), table: target, tableKey: key, typed),
            typed.type, codes: typed.codes)
    }

    // MARK: Operators

    /// A part that must be true or false.
    mutating func truth(_ node: SyntaxNode) -> TypedExpression? {
        guard let typed = check(node) else { return nil }
        return require(typed, .truth, node) ? typed : nil
    }

    mutating func require(_ typed: TypedExpression, _ type: ValueType, _ node: SyntaxNode) -> Bool {
        if typed.type == type { return true }
        if case .number = typed.type, case .number = type { return true }
        note(.type, node.position, "\(type.words) should stand here, and this is \(typed.type.words)")
        return false
    }

    private mutating func arithmetic(
        _ operation: Arithmetic, _ left: SyntaxNode, _ right: SyntaxNode
    ) -> TypedExpression? {
        let (a, b) = (check(left), check(right))
        guard let a, let b else { return nil }
        for (typed, node) in [(a, left), (b, right)] {
            if typed.type == .day || typed.type == .moment {
                note(
                    .type, node.position, "\(typed.type.words) cannot be calculated with",
                    remedy: "use days_between, months_between or age_at")
                return nil
            }
            guard require(typed, .number(places: 0), node) else { return nil }
        }
        if operation == .multiply {
            let places = a.type.places + b.type.places
            guard places <= 12 else {
                note(.type, left.position, "the product would have \(places) decimals", cause: "12 are the most")
                return nil
            }
            return TypedExpression(.arithmetic(.multiply, a, b), .number(places: places))
        }
        let places = max(a.type.places, b.type.places)
        return TypedExpression(
            .arithmetic(operation, scaled(a, to: places), scaled(b, to: places)), .number(places: places))
    }

    func scaled(_ typed: TypedExpression, to places: Int) -> TypedExpression {
        let more = places - typed.type.places
        guard more > 0 else { return typed }
        if case .number(let value) = typed.kind {
            let (product, overflow) = value.multipliedReportingOverflow(by: powerOfTen(more))
            if !overflow { return TypedExpression(.number(product), .number(places: places)) }
        }
        return TypedExpression(.scaled(typed, by: more), .number(places: places))
    }

    /// Two sides made of one type; nil, with a note, when they cannot be compared.
    private mutating func alike(
        _ a: TypedExpression, _ b: TypedExpression, _ left: SyntaxNode, _ right: SyntaxNode
    ) -> (TypedExpression, TypedExpression)? {
        switch (a.type, b.type) {
        case (.number, .number):
            let places = max(a.type.places, b.type.places)
            return (scaled(a, to: places), scaled(b, to: places))
        case (.moment, .day): return (TypedExpression(.calendar(.day, a), .day), b)
        case (.day, .moment): return (a, TypedExpression(.calendar(.day, b), .day))
        case (.day, .text), (.moment, .text):
            if case .text(let text) = b.kind, let day = CalendarDay(iso: text) {
                return alike(a, TypedExpression(.day(day.number), .day), left, right)
            }
        case (.text, .day), (.text, .moment):
            if case .text(let text) = a.kind, let day = CalendarDay(iso: text) {
                return alike(TypedExpression(.day(day.number), .day), b, left, right)
            }
        case (.person, .person): break
        default: if a.type == b.type { return (a, b) }
        }
        var remedy: String?
        if a.type == .text, case .number = b.type, b.isConstant {
            remedy = "write codes in quotes: '\(b.canonical)'"
        } else if a.type == .person || b.type == .person {
            remedy = "of persons only missing(…) and present(…) can be asked"
        }
        note(
            .type, right.position, "\(a.type.words) cannot be compared with \(b.type.words)", remedy: remedy)
        return nil
    }

    private mutating func compared(
        _ comparison: Comparison, _ a: TypedExpression, _ b: TypedExpression, _ left: SyntaxNode, _ right: SyntaxNode
    ) -> TypedExpression? {
        guard let (a, b) = alike(a, b, left, right) else { return nil }
        if a.type == .truth, comparison != .equal, comparison != .notEqual {
            note(.type, left.position, "true and false have no order")
            return nil
        }
        guard isCode(b, of: a, right), isCode(a, of: b, left) else { return nil }
        return TypedExpression(.comparison(comparison, a, b), .truth)
    }

    private mutating func isIn(_ value: SyntaxNode, _ list: [SyntaxNode]) -> TypedExpression? {
        guard let typed = check(value) else {
            for entry in list { _ = check(entry) }
            return nil
        }
        var subject = typed
        var entries = [TypedExpression]()
        for node in list {
            guard let entry = check(node), let (a, b) = alike(subject, entry, value, node) else { continue }
            guard b.isConstant else {
                note(.type, node.position, "a list after `in` holds numbers, days and 'texts' only")
                continue
            }
            guard isCode(b, of: a, node) else { continue }
            subject = a
            entries.append(b)
        }
        guard entries.count == list.count else { return nil }
        if case .number(let places) = subject.type {
            entries = entries.map { scaled($0, to: places) }
        }
        return TypedExpression(.isIn(subject, entries), .truth)
    }

    /// Whether a constant text is one of the codes that the other side can have.
    private mutating func isCode(_ constant: TypedExpression, of other: TypedExpression, _ node: SyntaxNode) -> Bool {
        guard case .text(let text) = constant.kind, let codes = other.codes, !codes.contains(text) else { return true }
        note(
            .code, node.position, "'\(text.prefix(40))' is no code that can occur here",
            cause: "the codes are \(codes.prefix(30).joined(separator: ", "))\(codes.count > 30 ? ", …" : "")",
            remedy: nearestName(to: text, in: codes).map { "did you mean '\($0)'?" })
        return false
    }

    mutating func note(
        _ kind: ExpressionProblem.Kind, _ position: Int, _ message: String, cause: String? = nil, remedy: String? = nil
    ) {
        problems.append(
            ExpressionProblem(kind: kind, position: position, message: message, cause: cause, remedy: remedy))
    }
}

/// Everything that is wrong with one expression.
struct ExpressionProblems: Error {
    let all: [ExpressionProblem]
}

/// 10 to a power from 0 to 18.
func powerOfTen(_ exponent: Int) -> Int { (0..<max(0, min(18, exponent))).reduce(1) { product, _ in product * 10 } }
