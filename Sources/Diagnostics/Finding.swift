/// One line of a list of findings: what was found, how grave it is, and where.
public struct Finding: Sendable, Hashable {
    public let code: String
    public let severity: Severity
    public let explanation: Explanation
    public let location: RecordLocation?

    public init(code: String, severity: Severity, explanation: Explanation, location: RecordLocation? = nil) {
        self.code = code
        self.severity = severity
        self.explanation = explanation
        self.location = location
    }

    /// A finding that carries an error on.
    public init(_ error: any ExplainedError, severity: Severity = .error, location: RecordLocation? = nil) {
        self.init(code: error.code, severity: severity, explanation: error.explanation, location: location)
    }

    /// The finding as printed on a terminal.
    public var rendered: String { explanation.rendered(code: code, severity: severity) }
}

/// Several findings that together stop a step: all of them are shown, not the first only.
public struct Findings: ExplainedError {
    public let code: String
    public let all: [Finding]

    public init(code: String, _ all: [Finding]) {
        self.code = code
        self.all = all
    }

    public var explanation: Explanation {
        let errors = all.count { $0.severity >= .error }
        return Explanation(
            summary:
                "\(errors) \(errors == 1 ? "error" : "errors") in \(all.count) \(all.count == 1 ? "finding" : "findings")",
            remedies: ["mend each finding listed above and run the command again"])
    }
}
