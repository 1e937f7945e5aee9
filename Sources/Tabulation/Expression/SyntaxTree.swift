/// An expression as written, each part with its place in the text.
struct SyntaxNode {
    indirect enum Kind {
        case number(Int, places: Int)
        case text(String)
        case day(Int32)
        case moment(Int64)
        case truth(Bool)
        /// A column, derived column or constant; with more than one part a column of a referenced table.
        case name([NamePart])
        case call(String, [SyntaxNode])
        case negated(SyntaxNode)
        case arithmetic(Arithmetic, SyntaxNode, SyntaxNode)
        case comparison(Comparison, SyntaxNode, SyntaxNode)
        case between(SyntaxNode, SyntaxNode, SyntaxNode)
        case isIn(SyntaxNode, [SyntaxNode])
        case not(SyntaxNode)
        case and(SyntaxNode, SyntaxNode)
        case or(SyntaxNode, SyntaxNode)
    }

    struct NamePart {
        let name: String
        let position: Int
    }

    let kind: Kind
    /// The character, from 1, where it starts.
    let position: Int
    /// How many parts lie inside one another.
    let depth: Int

    init(kind: Kind, position: Int) {
        self.kind = kind
        self.position = position
        let parts: [SyntaxNode] =
            switch kind {
            case .number, .text, .day, .moment, .truth, .name: []
            case .call(_, let arguments): arguments
            case .negated(let a), .not(let a): [a]
            case .arithmetic(_, let a, let b), .comparison(_, let a, let b), .and(let a, let b), .or(let a, let b):
                [a, b]
            case .between(let a, let b, let c): [a, b, c]
            case .isIn(let a, let list): [a] + list
            }
        depth = 1 + (parts.map(\.depth).max() ?? 0)
    }
}

/// Addition, subtraction or multiplication of exact numbers.
enum Arithmetic: String, Sendable {
    case add = "+"
    case subtract = "-"
    case multiply = "*"
}

/// A comparison of two values; not true when either is missing.
enum Comparison: String, Sendable {
    case equal = "="
    case notEqual = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="

    /// The comparison with its sides exchanged.
    var mirrored: Comparison {
        switch self {
        case .equal, .notEqual: self
        case .less: .greater
        case .lessOrEqual: .greaterOrEqual
        case .greater: .less
        case .greaterOrEqual: .lessOrEqual
        }
    }

    /// Whether it holds, given whether left comes before right and whether they are equal.
    @inline(__always)
    func holds(less: Bool, equal: Bool) -> Bool {
        switch self {
        case .equal: equal
        case .notEqual: !equal
        case .less: less
        case .lessOrEqual: less || equal
        case .greater: !less && !equal
        case .greaterOrEqual: !less
        }
    }
}
