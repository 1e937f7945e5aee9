/// The files that a chart is written to, by what they are for.
public enum FigureFile: String, Sendable, Hashable, CaseIterable {
    /// The drawing as SVG, for slides and the web.
    case drawing
    /// The drawing as PNG, for word processors.
    case image
    /// The drawing as PDF, for print.
    case page
    /// The numbers as CSV.
    case data
    /// The ties of a network as CSV.
    case ties
    /// Title, caption and alternative text.
    case words

    /// The ending of its name.
    public var ending: String {
        switch self {
        case .drawing: "svg"
        case .image: "png"
        case .page: "pdf"
        case .data, .ties: "csv"
        case .words: "txt"
        }
    }

    /// Its name for a chart: `adoption-curve.fi.svg`, and of ties `cooperation.ties.fi.csv`; in the authority's copy
    /// `adoption-curve.authority.fi.svg`.
    public func name(ofChart id: String, language: String, copy: Copy = .public) -> String {
        "\(id)\(self == .ties ? ".ties" : "")\(copy.fileMark).\(language).\(ending)"
    }

    /// The files that a chart has: all, but ties only where it draws some.
    public static func all(of chart: Chart) -> [FigureFile] {
        chart.ties.isEmpty ? allCases.filter { $0 != .ties } : allCases
    }
}

/// Where files of figures and tables stand in a build.
public enum FigurePaths {
    /// The folder of the charts' files, beside the reports.
    public static let charts = "figures"
    /// The folder of the tables' files, within the folder of charts.
    public static let tables = "tables"

    /// The file of a table's cells. Tables are named in their own report only, so that the file bears its name as well.
    public static func name(ofTable id: String, report: String, language: String, copy: Copy = .public) -> String {
        "\(report).\(id)\(copy.fileMark).\(language).csv"
    }
}
