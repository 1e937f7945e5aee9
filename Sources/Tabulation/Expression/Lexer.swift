internal import Records

/// A word, number, text or sign of an expression.
struct Token {
    enum Kind: Equatable {
        case name(String)
        /// A name written in backquotes, which is never a keyword.
        case quotedName(String)
        case number(Int, places: Int)
        case text(String)
        case day(Int32)
        case sign(String)
        case end
    }

    let kind: Kind
    let position: Int
    /// Where the token ends, so that `date'…'` is told from `date '…'`.
    let end: Int
}

/// Cuts an expression into tokens.
struct Lexer {
    private let characters: [Character]
    private var at = 0

    init(_ text: String) { characters = Array(text) }

    static func tokens(of text: String) throws(ExpressionProblem) -> [Token] {
        var lexer = Lexer(text)
        var tokens = [Token]()
        while true {
            let token = try lexer.next()
            tokens.append(token)
            if token.kind == .end { return tokens }
        }
    }

    private mutating func next() throws(ExpressionProblem) -> Token {
        while let character = peek(), character.isWhitespace { at += 1 }
        let start = at
        guard let character = peek() else { return token(.end, from: start) }
        if character.isASCII, character.isNumber { return try number() }
        if character.isLetter || character == "_" {
            while let next = peek(), next.isLetter || next.isNumber || next == "_" { at += 1 }
            return token(.name(String(characters[start..<at])), from: start)
        }
        switch character {
        case "'", "\"": return try token(.text(quoted(character)), from: start)
        case "`": return try token(.quotedName(quoted(character)), from: start)
        default: break
        }
        let pair = String(characters[at..<min(at + 2, characters.count)])
        let pairs = ["<=": "<=", ">=": ">=", "!=": "!=", "<>": "!=", "==": "="]
        if let sign = pairs[pair] {
            at += 2
            return token(.sign(sign), from: start)
        }
        let signs: [Character: String] = [
            "=": "=", "<": "<", ">": ">", "+": "+", "-": "-", "*": "*", "(": "(", ")": ")", ",": ",", ".": ".",
            "≤": "<=", "≥": ">=", "≠": "!=", "−": "-",
        ]
        guard let sign = signs[character] else {
            throw ExpressionProblem(
                kind: .syntax, position: start + 1, message: "'\(character)' means nothing here",
                remedy: character == "/" || character == "%"
                    ? "divide in the indicator's calculation, so that rounding stays in one place"
                    : "write texts in single quotes, 'like this'")
        }
        at += 1
        return token(.sign(sign), from: start)
    }

    private mutating func number() throws(ExpressionProblem) -> Token {
        let start = at
        if let day = try day() { return token(.day(day), from: start) }
        var digits = ""
        var places = 0
        takeDigits(&digits)
        if peek() == ".", at + 1 < characters.count, characters[at + 1].isASCII, characters[at + 1].isNumber {
            at += 1
            let whole = digits.count
            takeDigits(&digits)
            places = digits.count - whole
        }
        if let next = peek(), next.isLetter || next == "_" {
            throw ExpressionProblem(
                kind: .syntax, position: start + 1, message: "a name cannot start with a digit",
                remedy: "write texts in single quotes, 'like this'; a column of such a name in backquotes")
        }
        guard let value = Int(digits), places <= 12 else {
            throw ExpressionProblem(
                kind: .syntax, position: start + 1, message: "the number is too long",
                cause: "numbers have at most 18 digits, 12 of them decimals")
        }
        return token(.number(value, places: places), from: start)
    }

    /// Four, two and two digits with hyphens between them are a day, and then must be one.
    private mutating func day() throws(ExpressionProblem) -> Int32? {
        guard at + 10 <= characters.count else { return nil }
        let part = characters[at..<at + 10]
        for (offset, character) in part.enumerated() {
            let isHyphen = offset == 4 || offset == 7
            guard isHyphen ? character == "-" : character.isASCII && character.isNumber else { return nil }
        }
        if at + 10 < characters.count, characters[at + 10].isNumber { return nil }
        guard let day = CalendarDay(iso: String(part)) else {
            throw ExpressionProblem(
                kind: .syntax, position: at + 1, message: "there is no day \(String(part))",
                remedy: "write a day as year-month-day, such as 2023-11-07")
        }
        at += 10
        return day.number
    }

    private mutating func takeDigits(_ digits: inout String) {
        while let character = peek(), character.isASCII, character.isNumber {
            digits.append(character)
            at += 1
        }
    }

    /// A text in quotes; a doubled quote stands for one.
    private mutating func quoted(_ quote: Character) throws(ExpressionProblem) -> String {
        let start = at
        at += 1
        var text = ""
        while let character = peek() {
            at += 1
            if character == quote {
                guard peek() == quote else { return text }
                at += 1
            }
            text.append(character)
        }
        throw ExpressionProblem(
            kind: .syntax, position: start + 1, message: "the quote is not closed", remedy: "close it with \(quote)")
    }

    private func peek() -> Character? { at < characters.count ? characters[at] : nil }

    private func token(_ kind: Token.Kind, from start: Int) -> Token { Token(kind: kind, position: start + 1, end: at) }
}
