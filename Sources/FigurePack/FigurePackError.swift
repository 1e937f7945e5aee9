public import Charts
public import Diagnostics

/// What can go wrong when figures are written.
public enum FigurePackError: ExplainedError, Hashable {
    /// A figure's id or language is no slug, and would not make a safe file name.
    case unusableName(String)
    /// Two figures would be written to one file.
    case duplicateFigure(id: String, language: String)
    /// Two tables of a report would be written to one file.
    case duplicateTable(id: String, report: String, language: String)
    /// A folder or file cannot be made or written.
    case notWritten(path: String, reason: String)
    /// A figure could not become an image.
    case notDrawn(id: String, language: String, ChartError)

    public var code: String {
        switch self {
        case .unusableName: "figures.unusable-name"
        case .duplicateFigure: "figures.duplicate-figure"
        case .duplicateTable: "figures.duplicate-table"
        case .notWritten: "figures.not-written"
        case .notDrawn: "figures.not-drawn"
        }
    }

    public var explanation: Explanation {
        switch self {
        case .unusableName(let name):
            Explanation(
                summary: "'\(name.prefix(60))' cannot name the files of a figure",
                cause: "a name has 1 to 100 of the letters a to z, digits, hyphens and underscores",
                remedies: ["give the figure such an id in the report definition"])
        case .duplicateFigure(let id, let language):
            Explanation(
                summary: "two figures in '\(language)' are named '\(id)'",
                cause: "each figure has files of its own, named for it",
                remedies: ["give one of them another id in the report definition"])
        case .duplicateTable(let id, let report, let language):
            Explanation(
                summary: "two tables of '\(report)' in '\(language)' are named '\(id)'",
                cause: "each table has a file of its own, named for it",
                remedies: ["give one of them another id in the report definition"])
        case .notWritten(let path, let reason):
            Explanation(
                summary: "\(path) could not be written", cause: reason,
                remedies: ["check free space and permissions of the output folder", "choose another one with --output"])
        case .notDrawn(let id, let language, let error):
            Explanation(
                summary: "the figure '\(id)' in '\(language)' could not become an image: \(error.explanation.summary)",
                cause: error.explanation.cause, remedies: error.explanation.remedies)
        }
    }
}
