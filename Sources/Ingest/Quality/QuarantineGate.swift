public import Diagnostics

extension Mapping {
    /// A finding of severity stop when more rows of a file went to quarantine than the mapping allows; nil when it allows them.
    ///
    /// - Parameter mostly: The code of the most frequent issue.
    public func quarantineGate(file: String, read: Int, quarantined: Int, mostly: String?) -> Finding? {
        guard read > 0 else { return nil }
        let share = Double(quarantined) / Double(read)
        let allowed: String
        if let limit = quarantinedShareLimit, share > limit {
            allowed = Self.percent(limit)
        } else if let limit = quarantinedCountLimit, quarantined > limit {
            allowed = "\(limit) \(limit == 1 ? "row" : "rows")"
        } else {
            return nil
        }
        return Finding(
            code: "ingest.too-many-quarantined", severity: .stop,
            explanation: Explanation(
                summary: "\(file): \(quarantined) of \(read) rows went to quarantine (\(Self.percent(share)))",
                cause: "the mapping allows \(allowed)" + (mostly.map { "; most often because of \($0)" } ?? ""),
                remedies: ["correct the rows in the file", "check the mapping against the file"]),
            location: RecordLocation(file: file))
    }

    private static func percent(_ share: Double) -> String {
        let tenths = Int((share * 1000).rounded())
        return tenths % 10 == 0 ? "\(tenths / 10) %" : "\(tenths / 10).\(tenths % 10) %"
    }
}
