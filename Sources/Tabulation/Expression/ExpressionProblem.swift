internal import Diagnostics

/// Something wrong in an expression.
struct ExpressionProblem: ExplainedError, Hashable {
    enum Kind: String {
        case syntax, name, type, code, function, cycle
    }

    let kind: Kind
    /// The character, from 1.
    let position: Int
    let message: String
    var cause: String?
    var remedy: String?

    var code: String { "expression.\(kind.rawValue)" }

    var explanation: Explanation {
        Explanation(
            summary: "character \(position): \(message)", cause: cause, remedies: remedy.map { [$0] } ?? [])
    }

    /// The problem as a finding that quotes the expression.
    func finding(in expression: String) -> Finding {
        let shown = expression.count > 120 ? expression.prefix(117) + "…" : expression[...]
        return Finding(
            code: code, severity: .error,
            explanation: Explanation(
                summary: "`\(shown)`: character \(position): \(message)", cause: cause,
                remedies: remedy.map { [$0] } ?? []))
    }
}
