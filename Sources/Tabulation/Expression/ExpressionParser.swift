internal import Diagnostics
internal import Records

/// Reads an expression by precedence: `or`, `and`, `not`, comparisons, `+ -`, `*`, sign.
struct ExpressionParser {
    /// Parentheses and calls inside one another; more is a mistake or mischief.
    private static let deepest = 100
    /// Parts inside one another, as a chain of operators makes them.
    private static let longest = 300
    private static let keywords: Set<String> = ["and", "or", "not", "in", "between", "true", "false"]

    private let tokens: [Token]
    private var at = 0
    private var depth = 0

    /// The tree of a text.
    ///
    /// - Throws: The first thing that is not understood.
    static func tree(of text: String) throws(ExpressionProblem) -> SyntaxNode {
        var parser = ExpressionParser(tokens: try Lexer.tokens(of: text))
        if parser.current.kind == .end {
            throw ExpressionProblem(kind: .syntax, position: 1, message: "the expression is empty")
        }
        let node = try parser.disjunction()
        guard parser.current.kind == .end else {
            throw parser.unexpected("the end of the expression, or `and`, `or` or an operator")
        }
        return node
    }

    private init(tokens: [Token]) { self.tokens = tokens }

    private var current: Token { tokens[min(at, tokens.count - 1)] }

    private mutating func disjunction() throws(ExpressionProblem) -> SyntaxNode {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.deepest else {
            throw ExpressionProblem(
                kind: .syntax, position: current.position, message: "more than \(Self.deepest) parentheses are nested",
                remedy: "give parts of it names as derived columns")
        }
        var left = try conjunction()
        while takeKeyword("or") {
            left = try chained(SyntaxNode(kind: .or(left, try conjunction()), position: left.position))
        }
        return left
    }

    private mutating func conjunction() throws(ExpressionProblem) -> SyntaxNode {
        var left = try negation()
        while takeKeyword("and") {
            left = try chained(SyntaxNode(kind: .and(left, try negation()), position: left.position))
        }
        return left
    }

    private mutating func negation() throws(ExpressionProblem) -> SyntaxNode {
        let start = current.position
        var count = 0
        while takeKeyword("not") { count += 1 }
        var node = try comparison()
        for _ in 0..<min(count, 2 - count % 2) { node = SyntaxNode(kind: .not(node), position: start) }
        return node
    }

    private mutating func comparison() throws(ExpressionProblem) -> SyntaxNode {
        let left = try sum()
        let start = current.position
        if case .sign(let sign) = current.kind, let comparison = Comparison(rawValue: sign) {
            at += 1
            let node = SyntaxNode(kind: .comparison(comparison, left, try sum()), position: start)
            if case .sign(let next) = current.kind, Comparison(rawValue: next) != nil {
                throw ExpressionProblem(
                    kind: .syntax, position: current.position, message: "comparisons cannot be chained",
                    remedy: "write x between 1 and 5, or 1 <= x and x <= 5")
            }
            return node
        }
        let negated = isKeyword("not", at: at) && (isKeyword("in", at: at + 1) || isKeyword("between", at: at + 1))
        if negated { at += 1 }
        var node: SyntaxNode
        if takeKeyword("in") {
            node = SyntaxNode(kind: .isIn(left, try list()), position: start)
        } else if takeKeyword("between") {
            let low = try sum()
            guard takeKeyword("and") else { throw unexpected("`and` and the greater end of `between`") }
            node = SyntaxNode(kind: .between(left, low, try sum()), position: start)
        } else {
            return left
        }
        if negated { node = SyntaxNode(kind: .not(node), position: start) }
        return node
    }

    private mutating func list() throws(ExpressionProblem) -> [SyntaxNode] {
        guard takeSign("(") else { throw unexpected("a list in parentheses, such as ('a', 'b')") }
        var values = [try sum()]
        while takeSign(",") { values.append(try sum()) }
        guard takeSign(")") else { throw unexpected("`,` or `)`") }
        return values
    }

    private mutating func sum() throws(ExpressionProblem) -> SyntaxNode {
        var left = try product()
        while case .sign(let sign) = current.kind, let operation = Arithmetic(rawValue: sign), operation != .multiply {
            let start = current.position
            at += 1
            left = try chained(SyntaxNode(kind: .arithmetic(operation, left, try product()), position: start))
        }
        return left
    }

    private mutating func product() throws(ExpressionProblem) -> SyntaxNode {
        var left = try signed()
        while case .sign("*") = current.kind {
            let start = current.position
            at += 1
            left = try chained(SyntaxNode(kind: .arithmetic(.multiply, left, try signed()), position: start))
        }
        return left
    }

    private mutating func signed() throws(ExpressionProblem) -> SyntaxNode {
        let start = current.position
        guard takeSign("-") else { return try primary() }
        let node = try primary()
        if case .number(let value, let places) = node.kind {
            return SyntaxNode(kind: .number(-value, places: places), position: start)
        }
        return SyntaxNode(kind: .negated(node), position: start)
    }

    private mutating func primary() throws(ExpressionProblem) -> SyntaxNode {
        let token = current
        switch token.kind {
        case .number(let value, let places):
            at += 1
            return SyntaxNode(kind: .number(value, places: places), position: token.position)
        case .text(let text):
            at += 1
            return SyntaxNode(kind: .text(text), position: token.position)
        case .day(let day):
            at += 1
            return SyntaxNode(kind: .day(day), position: token.position)
        case .sign("("):
            at += 1
            let node = try disjunction()
            guard takeSign(")") else { throw unexpected("`)`") }
            return node
        case .quotedName(let name):
            at += 1
            return try path(from: name, token.position)
        case .name(let name):
            let lower = name.lowercased()
            if lower == "true" || lower == "false" {
                at += 1
                return SyntaxNode(kind: .truth(lower == "true"), position: token.position)
            }
            guard !Self.keywords.contains(lower) else { throw unexpected("a value") }
            at += 1
            if lower == "date" || lower == "moment", case .text(let text) = current.kind,
                current.position - 1 == token.end
            {
                at += 1
                return try dated(lower, text, token.position)
            }
            if takeSign("(") { return try call(name, token.position) }
            return try path(from: name, token.position)
        default: throw unexpected("a value: a column, a number, a day or a 'text'")
        }
    }

    private mutating func call(_ name: String, _ position: Int) throws(ExpressionProblem) -> SyntaxNode {
        var arguments = [SyntaxNode]()
        if !takeSign(")") {
            repeat { arguments.append(try disjunction()) } while takeSign(",")
            guard takeSign(")") else { throw unexpected("`,` or `)`") }
        }
        return SyntaxNode(kind: .call(name.lowercased(), arguments), position: position)
    }

    private mutating func path(from name: String, _ position: Int) throws(ExpressionProblem) -> SyntaxNode {
        var parts = [SyntaxNode.NamePart(name: name, position: position)]
        while takeSign(".") {
            switch current.kind {
            case .name(let next), .quotedName(let next):
                parts.append(SyntaxNode.NamePart(name: next, position: current.position))
                at += 1
            default: throw unexpected("a column of the referenced table")
            }
        }
        return SyntaxNode(kind: .name(parts), position: position)
    }

    private func dated(_ word: String, _ text: String, _ position: Int) throws(ExpressionProblem) -> SyntaxNode {
        let characters = Array(text)
        if word == "date", let day = CalendarDay(iso: text) {
            return SyntaxNode(kind: .day(day.number), position: position)
        }
        if word == "moment", characters.count == 19, characters[10] == "T" || characters[10] == " ",
            let day = CalendarDay(iso: String(characters[..<10])), characters[13] == ":", characters[16] == ":",
            let hour = Int(String(characters[11..<13])), (0..<24).contains(hour),
            let minute = Int(String(characters[14..<16])), (0..<60).contains(minute),
            let second = Int(String(characters[17..<19])), (0..<60).contains(second)
        {
            let seconds = Int64(day.number) * 86400 + Int64(hour * 3600 + minute * 60 + second)
            return SyntaxNode(kind: .moment(seconds), position: position)
        }
        throw ExpressionProblem(
            kind: .syntax, position: position, message: "'\(text)' is no \(word)",
            remedy: word == "date" ? "write date'2023-11-07'" : "write moment'2023-11-07T09:30:00'")
    }

    /// A part of a chain of operators, unless the chain is too long to be walked safely.
    private func chained(_ node: SyntaxNode) throws(ExpressionProblem) -> SyntaxNode {
        guard node.depth <= Self.longest else {
            throw ExpressionProblem(
                kind: .syntax, position: node.position, message: "more than \(Self.longest) operators are chained",
                remedy: "write x in ('a', 'b', …), or give parts of it names as derived columns")
        }
        return node
    }

    private mutating func takeSign(_ sign: String) -> Bool {
        guard current.kind == .sign(sign) else { return false }
        at += 1
        return true
    }

    private mutating func takeKeyword(_ word: String) -> Bool {
        guard isKeyword(word, at: at) else { return false }
        at += 1
        return true
    }

    private func isKeyword(_ word: String, at place: Int) -> Bool {
        guard place < tokens.count, case .name(let name) = tokens[place].kind else { return false }
        return name.lowercased() == word
    }

    private func unexpected(_ expected: String) -> ExpressionProblem {
        let found =
            switch current.kind {
            case .name(let name), .quotedName(let name): "'\(name)'"
            case .number, .day: "a number"
            case .text(let text): "the text '\(text.prefix(30))'"
            case .sign(let sign): "'\(sign)'"
            case .end: "the end"
            }
        return ExpressionProblem(
            kind: .syntax, position: current.position, message: "\(found) stands where \(expected) should be")
    }
}
