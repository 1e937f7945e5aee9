import Diagnostics
import Ingest
import Microdata

/// How the rows of a run's sources were matched, and which names wait for a decision.
struct MatchingOutcome {
    /// Of a file's column, the rows by how they were found.
    struct Count {
        /// The file by its place, and the source that it is of.
        let file: String
        let column: String
        let rows: [String: Int]

        var total: Int { rows.values.reduce(0, +) }
    }

    private(set) var organisations: [Count] = []
    private(set) var persons: [Count] = []
    /// Names that no organisation was found for, and that nobody has decided about.
    private(set) var pending: [ReviewFile.Pending] = []

    init() {}

    /// Counts over everything that the store holds of the run's sources, whether or not it was read now.
    init(_ pipeline: LoadedPipeline, _ sources: [SourceReading.ReadSource], _ store: Store, _ matching: RunMatching)
        throws
    {
        var names: Set<String> = []
        for source in sources {
            let file = FilePath.name(of: source.file.path)
            let table = source.file.description.table
            let segments = try store.segments(of: source.id)
            for (column, _) in pipeline.matching?.definition.columns ?? [] where column.table == table {
                var rows: [String: Int] = [:]
                for segment in segments {
                    guard
                        let found = try store.column(OrganisationMatch.columnName(of: column.column), of: segment),
                        let written = try store.column(column.column, of: segment)
                    else { continue }
                    for row in 0..<segment.rowCount {
                        guard let match = found.text(at: row) else { continue }
                        rows[match, default: 0] += 1
                        if match == OrganisationMatch.undecided.rawValue
                            || match == OrganisationMatch.unmatched.rawValue,
                            let text = written.text(at: row)
                        {
                            names.insert(text)
                        }
                    }
                }
                if !rows.isEmpty { organisations.append(Count(file: file, column: column.column, rows: rows)) }
            }
            guard let rule = source.file.source.mapping.codeMatch else { continue }
            var rows: [String: Int] = [:]
            for segment in segments {
                guard let found = try store.column(CodeMatchRule.columnName(of: rule.column), of: segment) else {
                    continue
                }
                for row in 0..<segment.rowCount {
                    if let match = found.text(at: row) { rows[match, default: 0] += 1 }
                }
            }
            if !rows.isEmpty { persons.append(Count(file: file, column: rule.column, rows: rows)) }
        }
        guard let organisations = matching.organisations else { return }
        pending = names.sorted().compactMap { name in
            let outcome = organisations.outcome(of: name)
            return outcome.key == nil ? ReviewFile.Pending(written: name, suggestion: outcome.suggestion) : nil
        }
    }
}

extension LoadedMatching {
    /// Brings the review file up to date.
    ///
    /// - Returns: What there is to say of it. A build does not depend on it, so that nothing of this ends one.
    func update(with pending: [ReviewFile.Pending]) -> [Finding] {
        let updated = review.updated(with: pending)
        let existed = FilePath.exists(path)
        // Between the reading of decisions and now somebody may have saved the file: theirs is the one that counts.
        let now = existed ? (try? FilePath.bytes(of: path)) : nil
        var findings: [Finding] = []
        let readAgain = now.map { ReviewFile(bytes: $0, file: path, findings: &findings) }
        if let readAgain, readAgain.bytes != review.bytes {
            return [
                warning(
                    "matching.review-changed", "the review file was changed while the build ran, and stays as it is",
                    "run again: the build then knows what was decided")
            ]
        }
        guard existed || !pending.isEmpty else { return [] }
        var said: [Finding] = []
        if now != updated.bytes, updated.bytes != readAgain?.bytes {
            do throws(PipelineError) {
                try FilePath.makeFolder(FilePath.folder(of: path))
                try FilePath.replace(path, with: updated.bytes)
            } catch {
                said.append(
                    warning(
                        "matching.review-not-written",
                        "the review file cannot be written: \(error.explanation.summary)",
                        "make room or permission, and run again"))
            }
        }
        if !pending.isEmpty {
            said.append(
                warning(
                    "matching.undecided",
                    "\(pending.count) \(pending.count == 1 ? "name waits" : "names wait") for a decision",
                    "write yes, no or the right key under 'decision', and run again"))
        }
        return said
    }

    private func warning(_ code: String, _ text: String, _ remedy: String) -> Finding {
        Finding(
            code: code, severity: .warning,
            explanation: Explanation(summary: "\(path): \(text)", remedies: [remedy]),
            location: RecordLocation(file: path))
    }
}
