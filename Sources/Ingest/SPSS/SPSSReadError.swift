public import Diagnostics

/// A reason why an SPSS file cannot be read.
///
/// `file` is the name that the user gave the file, never an absolute path.
public enum SPSSReadError: ExplainedError, Hashable {
    /// The file does not begin as SPSS files do; `looksLike` says what it is, if that is known.
    case notSPSS(file: String, looksLike: String?)
    /// The file opens with a password only.
    case passwordProtected(file: String)
    /// The file ends before all that it announces.
    case truncated(file: String)
    /// What the file says does not fit together.
    case damaged(file: String, reason: String)
    /// The file is of a kind that cannot be read.
    case unsupported(file: String, reason: String)
    /// A text is not in the encoding that the file names, or that the mapping declares.
    case wrongEncoding(file: String, encoding: String?)
    /// The file exceeds a limit.
    case tooLarge(file: String, limit: String)

    public var code: String {
        switch self {
        case .notSPSS: "ingest.spss-other-format"
        case .passwordProtected: "ingest.spss-password"
        case .truncated: "ingest.spss-truncated"
        case .damaged: "ingest.spss-damaged"
        case .unsupported: "ingest.spss-unsupported"
        case .wrongEncoding: "ingest.spss-wrong-encoding"
        case .tooLarge: "ingest.spss-too-large"
        }
    }

    /// The file that cannot be read.
    public var file: String {
        switch self {
        case .notSPSS(let file, _), .passwordProtected(let file), .truncated(let file), .damaged(let file, _),
            .unsupported(let file, _), .wrongEncoding(let file, _), .tooLarge(let file, _):
            file
        }
    }

    public var explanation: Explanation {
        switch self {
        case .notSPSS(let file, let looksLike):
            Explanation(
                summary: "\(file): this is no SPSS data file",
                cause: looksLike.map { "it looks like \($0)" }
                    ?? "its first bytes are not those of a .sav or .zsav file",
                remedies: [
                    "export the data from SPSS or PSPP as .sav",
                    "set the right `kind:` under `format:` in the mapping, or rename the file",
                ])
        case .passwordProtected(let file):
            Explanation(
                summary: "\(file): the SPSS file is protected by a password",
                cause: "its contents are encrypted and Kaiku holds no passwords",
                remedies: ["open it in SPSS and save it without a password"])
        case .truncated(let file):
            Explanation(
                summary: "\(file): the SPSS file is cut short", cause: "it announces more than it holds",
                remedies: ["download or copy the file again", "save it again in SPSS or PSPP"])
        case .damaged(let file, let reason):
            Explanation(
                summary: "\(file): the SPSS file is damaged", cause: reason,
                remedies: ["download or copy the file again", "open it in SPSS or PSPP and save it again"])
        case .unsupported(let file, let reason):
            Explanation(
                summary: "\(file): this SPSS file cannot be read", cause: reason,
                remedies: ["open it in SPSS or PSPP and save it as .sav in Unicode (UTF-8)", "save it as CSV"])
        case .wrongEncoding(let file, let encoding):
            Explanation(
                summary: "\(file): a text of the SPSS file is not in its encoding",
                cause: encoding.map { "the file is read as \($0)" },
                remedies: [
                    "declare the right `encoding:` under `format:` in the mapping, such as windows-1252",
                    "open it in SPSS or PSPP and save it in Unicode (UTF-8)",
                ])
        case .tooLarge(let file, let limit):
            Explanation(
                summary: "\(file): the SPSS file exceeds what Kaiku reads", cause: limit,
                remedies: ["save only the variables that are needed, in SPSS with /KEEP"])
        }
    }
}
