public import Charts

/// One of the languages that a report is published in.
public struct LanguageVersion: Sendable, Hashable {
    /// `fi`, `sv` or `en`.
    public var code: String
    /// The name of its file, beside this one.
    public var fileName: String
    /// The language's name in itself, such as `Svenska`.
    public var title: String

    public init(code: String, fileName: String, title: String) {
        self.code = code
        self.fileName = fileName
        self.title = title
    }
}

/// What can be chosen about a web report.
public struct HTMLReportOptions: Sendable, Hashable {
    /// Colours of the figures and of the page around them.
    public var style: ChartStyle

    public init(style: ChartStyle = .standard) { self.style = style }
}
