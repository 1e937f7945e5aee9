public import Diagnostics
public import Microdata

/// A value that is to be read in place of what one cell of a source holds.
public struct Correction: Sendable, Hashable {
    /// The problem that it answers, which names file, row and column.
    public let key: IssueKey
    /// What is right; ``WorkbookCell/empty`` when nothing is.
    public let value: WorkbookCell
    /// Where the correction itself stands.
    public let origin: RecordLocation

    public init(key: IssueKey, value: WorkbookCell, origin: RecordLocation) {
        self.key = key
        self.value = value
        self.origin = origin
    }
}

/// What became of a correction when its file was read.
///
/// Neither value is in it: both are told by keyed pseudonyms, from which nothing can be read without the key, but which show whether two
/// values are the same.
public struct CorrectionOutcome: Sendable, Hashable {
    public let correction: Correction
    /// The column's name in the file.
    public let column: String
    public let old: Pseudonym
    public let new: Pseudonym
    /// The code of what is wrong with the corrected value; nil when it was taken.
    public let problem: String?
}

extension Pseudonymiser {
    /// What stands for a value in the log of corrections: never the pseudonym that the same text has as a person.
    public func fact(of value: String) -> Pseudonym { pseudonym(of: "kaiku: corrected value\u{1F}" + value) }

    /// What stands for whoever made corrections.
    public func corrector(_ name: String) -> Pseudonym {
        pseudonym(of: "kaiku: corrected by\u{1F}" + name.onOneLine)
    }
}

extension SourceReader {
    /// The SHA-256 of a file, as ``SourceReport/sha256`` has it.
    ///
    /// - Throws: ``IngestError`` when the file cannot be read.
    public static func contentHash(path: String, displayName: String) throws(IngestError) -> String {
        try SourceFile(path: path, displayName: displayName).contentHash()
    }
}
