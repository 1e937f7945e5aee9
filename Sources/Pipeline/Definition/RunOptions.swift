public import Records
public import Reporting

/// The program's version: part of every build's identity.
public let kaikuVersion = "0.1.0"

/// What the command line changes in a definition.
public struct RunOptions: Sendable {
    public var asOf: CalendarDay?
    public var languages: [String]
    public var output: String?
    public var threads: Int
    /// Which copy is made.
    public var copy: Copy
    /// The reports that are written, by names or unambiguous beginnings of them; empty for all.
    public var reports: [String]

    public init(
        asOf: CalendarDay? = nil, languages: [String] = [], output: String? = nil, threads: Int = 2,
        copy: Copy = .public, reports: [String] = []
    ) {
        self.asOf = asOf
        self.languages = languages
        self.output = output
        self.threads = threads
        self.copy = copy
        self.reports = reports
    }
}
