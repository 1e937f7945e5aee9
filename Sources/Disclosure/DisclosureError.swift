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
        case .tooNarrow(let interval, _):
            // Never the interval: it may be the very count that is to be withheld.
            Explanation(
                summary: "the withheld count of \(interval.cell) could be worked out from what would be published",
                cause: "what gives it away is exempt, or may not be withheld either",
                remedies: [
                    "publish the indicator by coarser levels, or without this breakdown",
                    "end the exemption of the indicators that it adds up with",
                ])
        }
    }
}
