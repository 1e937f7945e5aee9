import Diagnostics
import Microdata

extension StoredCorrection {
    /// What there is to say of a correction that was not applied; nil for one that was.
    ///
    /// - Parameters:
    ///   - name: How messages name the file of corrections.
    ///   - source: The file that it is for, if there is one.
    func finding(name: String, source: String?) -> Finding? {
        let place = RecordLocation(file: name, line: fileRow)
        let target = [source ?? "a file", "line \(line)"] + (column.map { ["column \($0)"] } ?? [])
        let goal = target.joined(separator: ", ")
        let words: (code: String, text: String, cause: String, remedy: String)
        switch state {
        case .applied: return nil
        case .refused:
            words = (
                "correction.refused", "the corrected value of \(goal) cannot be used",
                "the row is still set aside because of \(problem ?? "another problem")",
                "ask for another value: the problem is in the next fix list again"
            )
        case .missed:
            words = (
                "correction.no-such-cell", "there is nothing to correct at \(goal)",
                "the file has no such row or column that can be read",
                "correct the row in the file itself"
            )
        case .stale:
            words = (
                "correction.stale", "the correction of line \(line) is not applied",
                "its file has changed since the fix list was made",
                "remove the correction, or let the next fix list be filled in"
            )
        case .unknown:
            words = (
                "correction.no-such-file", "the correction of line \(line) is not applied",
                "no file of the pipeline is the one that the fix list was made of",
                "remove the correction, or put the file back"
            )
        case .conflicting:
            words = (
                "correction.conflicting", "the correction of line \(line) is not applied",
                "another correction of the same cell says otherwise",
                "leave only the one that is right"
            )
        }
        return Finding(
            code: words.code, severity: .warning,
            explanation: Explanation(summary: "\(place): \(words.text)", cause: words.cause, remedies: [words.remedy]),
            location: place)
    }
}

/// The corrections that the store's sources were read with, and those that answer to none.
struct KnownCorrections {
    struct Line {
        let correction: StoredCorrection
        /// The place of the source's file; nil when it has none.
        let source: String?
    }

    let lines: [Line]
    let counts: CorrectionCounts

    init(_ store: Store, files: Int) throws {
        let places = Dictionary(
            try store.sources().map { ($0.id, $0.description.path) }, uniquingKeysWith: { first, _ in first })
        var counts = CorrectionCounts()
        counts.files = files
        lines = try store.corrections().map { source, correction in
            counts.add(correction.state)
            return Line(correction: correction, source: source.flatMap { places[$0] })
        }
        self.counts = counts
    }

    func findings(_ pipeline: LoadedPipeline) -> [Finding] {
        lines.compactMap { line in
            line.correction.finding(
                name: pipeline.resolved(line.correction.file), source: line.source.map(pipeline.resolved))
        }
    }
}
