public import Diagnostics

/// Why figures cannot be published as they are.
public enum DisclosureError: ExplainedError, Hashable {
    /// A setting of the policy is out of its range; the text says which.
    case policy(String)
    /// An outsider can narrow a withheld count too far, and nothing more may be withheld.
    case tooNarrow(AuditedInterval, level: ProtectionLevel)
    /// The linear program of a table was not solved, so nothing is proved.
    case auditFailed(indicator: String, reason: String)

    public var code: String {
        switch self {
        case .policy: "disclosure.policy"
        case .tooNarrow: "disclosure.too-narrow"
        case .auditFailed: "disclosure.audit-failed"
        }
    }

    public var explanation: Explanation {
        switch self {
        case .policy(let reason):
            Explanation(summary: reason, remedies: ["correct the pipeline's `disclosure:` settings"])
        case .tooNarrow(let interval, let level):
            Explanation(
                summary: "a withheld count of \(interval.cell) can be narrowed to \(interval.bounds)",
                cause: "the interval must be at least \(level.width) wide and reach \(level.upper), "
                    + "and what gives the count away may not be withheld",
                remedies: [
                    "publish the indicator by coarser levels, or without this breakdown",
                    "end the exemption of the indicators that it adds up with",
                ])
        case .auditFailed(let indicator, let reason):
            Explanation(
                summary: "the protection of \(indicator) could not be proved: \(reason)",
                cause: "nothing is published that has not been proved",
                remedies: ["publish the indicator by fewer or coarser breakdowns"])
        }
    }
}
