import Diagnostics
import Ingest
import Microdata
import Records

/// Holds findings against a baseline: which are accepted, and which entries still serve.
struct Acceptance {
    /// What has become of an entry.
    struct Use: Sendable {
        enum State: String, Sendable, Hashable {
            /// It accepts all that it was made for.
            case serves
            /// Less occurs than it accepts.
            case partly
            /// It accepted until a day that has passed.
            case expired
            /// Nothing of it occurs any longer.
            case gone
        }

        let entry: Baseline.Entry
        /// Findings of its kind, and those of them that it accepts.
        var found = 0
        var accepted = 0
        let isExpired: Bool

        var state: State {
            if isExpired { return .expired }
            if accepted == 0 { return .gone }
            let wanted = entry.rows.isEmpty ? entry.count : entry.rows.count
            return wanted.map { accepted < $0 } ?? false ? .partly : .serves
        }
    }

    private(set) var uses: [Use]
    private let files: [String: SourceReading.PlannedFile]
    /// nil where no rows are looked at.
    private let pseudonymiser: Pseudonymiser?

    init(
        _ baseline: Baseline, asOf: CalendarDay, files: [SourceReading.PlannedFile], pseudonymiser: Pseudonymiser?
    ) {
        uses = baseline.entries.map { entry in
            Use(entry: entry, isExpired: entry.until.map { $0 < asOf } ?? false)
        }
        self.files = Dictionary(files.map { ($0.description.path, $0) }, uniquingKeysWith: { first, _ in first })
        self.pseudonymiser = pseudonymiser
    }

    private func applies(_ entry: Baseline.Entry, _ code: String, _ source: String, _ column: String?) -> Bool {
        entry.finding == code && entry.source == source && (entry.column == nil || entry.column == column)
    }

    /// Accepts findings on rows as the entries say.
    ///
    /// An entry that counts accepts as many of its kind, in the order of the files, and no more.
    mutating func accept(_ groups: inout [FindingGroup]) {
        for index in uses.indices {
            let entry = uses[index].entry
            var left = entry.count ?? 0
            for place in groups.indices {
                let group = groups[place]
                guard applies(entry, group.code, group.source, group.column) else { continue }
                uses[index].found += group.count
                guard !uses[index].isExpired, group.open > 0 else { continue }
                let accepted: Int
                if entry.rows.isEmpty {
                    accepted = min(left, group.open)
                    left -= accepted
                } else {
                    accepted = min(group.open, rows(of: group, among: Set(entry.rows)))
                }
                groups[place].accepted += accepted
                uses[index].accepted += accepted
            }
        }
    }

    /// Accepts a finding on a source as a whole.
    ///
    /// - Returns: Whether an entry accepts it.
    mutating func accepts(_ code: String, of source: String, column: String?) -> Bool {
        var isAccepted = false
        for index in uses.indices where applies(uses[index].entry, code, source, column) {
            uses[index].found += 1
            if uses[index].isExpired { continue }
            uses[index].accepted += 1
            isAccepted = true
        }
        return isAccepted
    }

    private func rows(of group: FindingGroup, among accepted: Set<String>) -> Int {
        let digests = digests(of: group)
        return group.lines.count { digests[$0].map(accepted.contains) ?? false }
    }

    /// What is written in the rows of a group, made unrecognisable, by line.
    func digests(of group: FindingGroup) -> [Int: String] {
        guard let file = files[group.file], let pseudonymiser else { return [:] }
        return SourceReader.rowDigests(
            path: file.path, displayName: file.name, mapping: file.source.mapping, lines: Set(group.lines),
            pseudonymiser: pseudonymiser)
    }

    /// What is to be said of entries that no longer serve.
    var findings: [Finding] {
        uses.compactMap { use in
            let entry = use.entry
            let place = entry.location.map { "\($0): " } ?? ""
            let what = "'\(entry.finding)' of '\(entry.source)'"
            switch use.state {
            case .serves, .partly: return nil
            case .expired:
                return Finding(
                    code: "baseline.expired", severity: .warning,
                    explanation: Explanation(
                        summary: "\(place)\(what) was accepted until \(entry.until?.description ?? "")",
                        cause: use.found == 0
                            ? "nothing of it occurs any longer" : "findings of its kind are open: \(use.found)",
                        remedies: use.found == 0
                            ? ["take the entry out with 'kaiku baseline --prune'"]
                            : ["correct the rows", "accept it anew with 'kaiku baseline --accept'"]),
                    location: entry.location)
            case .gone:
                return Finding(
                    code: "baseline.not-occurring", severity: .warning,
                    explanation: Explanation(
                        summary: "\(place)\(what) is accepted and no longer occurs",
                        cause: entry.rows.isEmpty || use.found == 0
                            ? nil : "what occurs of its kind stands in other rows than those accepted",
                        remedies: ["take the entry out with 'kaiku baseline --prune'"]),
                    location: entry.location)
            }
        }
    }
}
