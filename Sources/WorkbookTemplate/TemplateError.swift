public import Diagnostics

/// Why there is nothing to fill a template from.
public enum TemplateError: ExplainedError, Hashable {
    /// The file is no `results.json`.
    case notResults(file: String, reason: String)
    /// The results are of another version than the one known.
    case otherVersion(file: String, found: String)

    public var code: String {
        switch self {
        case .notResults: "template.not-results"
        case .otherVersion: "template.results-version"
        }
    }

    public var explanation: Explanation {
        switch self {
        case .notResults(let file, let reason):
            Explanation(
                summary: "\(file): these are no results of a build", cause: reason,
                remedies: ["name the folder of a finished build with --build", "build again with 'kaiku run'"])
        case .otherVersion(let file, let found):
            Explanation(
                summary: "\(file): the results have the form '\(found)'",
                cause: "only \(BuildResults.schema) is known",
                remedies: ["build again with this version of Kaiku"])
        }
    }
}

extension Finding {
    /// A finding at a place.
    static func template(
        _ code: String, _ severity: Severity = .error, at location: RecordLocation, _ problem: String,
        cause: String? = nil, remedies: [String] = []
    ) -> Finding {
        Finding(
            code: "template.\(code)", severity: severity,
            explanation: Explanation(summary: "\(location): \(problem)", cause: cause, remedies: remedies),
            location: location)
    }
}

extension RecordLocation {
    /// A cell of a workbook.
    init(file: String, cell: CellAddress) {
        self.init(file: file, sheet: cell.sheet, line: cell.row, column: CellAddress.letters(cell.column))
    }
}
