import Glibc

/// The clock of this machine: only for the store's history, never for an output.
enum SystemClock {
    /// The moment as `2026-11-22T17:00:00Z`.
    static var now: String {
        var seconds = time(nil)
        var parts = tm()
        guard unsafe gmtime_r(&seconds, &parts) != nil else { return "" }
        func two(_ value: Int32) -> String { value < 10 ? "0\(value)" : "\(value)" }
        return "\(Int(parts.tm_year) + 1900)-\(two(parts.tm_mon + 1))-\(two(parts.tm_mday))T"
            + "\(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec))Z"
    }
}
