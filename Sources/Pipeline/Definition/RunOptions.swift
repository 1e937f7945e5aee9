public import Records

/// The program's version: part of every build's identity.
public let kaikuVersion = "0.1.0"

/// What the command line changes in a definition.
public struct RunOptions: Sendable {
    public var asOf: CalendarDay?
    public var languages: [String]
    public var output: String?
    public var threads: Int

    public init(asOf: CalendarDay? = nil, languages: [String] = [], output: String? = nil, threads: Int = 2) {
        self.asOf = asOf
        self.languages = languages
        self.output = output
        self.threads = threads
    }
}
