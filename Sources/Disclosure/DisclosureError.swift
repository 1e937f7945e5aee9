public import Diagnostics

/// Why figures cannot be published as they are.
public enum DisclosureError: ExplainedError, Hashable {
    /// A setting of the policy is out of its range; the text says which.
    case policy(String)
    /// An outsider can narrow a withheld count too far, and nothing more may be withheld.
    case tooNarrow(AuditedInterval, level: ProtectionLevel)

    public var code: String {
        switch self {
        case .policy: "disclosure.policy"
        case .tooNarrow: "disclosure.too-narrow"
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
        }
    }
}
