/// What a person needs to know about an error: what is wrong, why, and what to try.
public struct Explanation: Sendable, Hashable {
    /// One sentence that says what is wrong and where.
    public let summary: String
    /// Why it is wrong; nil when the summary says it all.
    public let cause: String?
    /// What to try, the most likely remedy first.
    public let remedies: [String]

    public init(summary: String, cause: String? = nil, remedies: [String] = []) {
        self.summary = summary
        self.cause = cause
        self.remedies = remedies
    }
}

/// An error with a stable code and an explanation for whoever can act on it.
public protocol ExplainedError: Error, Sendable {
    /// A stable name such as `ingest.unknown-code`, for scripts and for looking it up.
    var code: String { get }
    /// What is wrong, why, and what to try.
    var explanation: Explanation { get }
}

extension ExplainedError {
    /// The error as printed on a terminal.
    ///
    /// ```
    /// error[ingest.unknown-code]: survey-2024.csv:17:q4: 'sometimes' is no code of uses_guideline
    ///   because its code list has never, weekly, daily
    ///   try: correct the row
    /// ```
    public func rendered(severity: Severity = .error) -> String {
        explanation.rendered(code: code, severity: severity)
    }
}

extension Explanation {
    /// The explanation as printed on a terminal, headed by a severity and a code.
    public func rendered(code: String, severity: Severity) -> String {
        var lines = ["\(severity.label)[\(code)]: \(summary)"]
        if let cause { lines.append("  because \(cause)") }
        lines += remedies.map { "  try: \($0)" }
        return lines.joined(separator: "\n")
    }
}
