/// How grave a finding is.
public enum Severity: String, Sendable, Hashable, Comparable, CaseIterable, Codable {
    /// Worth knowing; nothing is changed.
    case info
    /// Likely a mistake; the row or definition is used as it is.
    case warning = "warn"
    /// Wrong; a row goes to quarantine, a definition is refused.
    case error
    /// So wrong that the build must not be published.
    case stop

    /// The word printed before a message.
    public var label: String {
        switch self {
        case .info: "info"
        case .warning: "warning"
        case .error: "error"
        case .stop: "stop"
        }
    }

    public static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }

    private var rank: Int {
        switch self {
        case .info: 0
        case .warning: 1
        case .error: 2
        case .stop: 3
        }
    }
}
