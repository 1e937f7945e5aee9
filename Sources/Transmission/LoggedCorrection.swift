public import Definitions
public import Diagnostics
public import Records

/// Why a cumulative value is lower than it was when it was sent: an entry of the pipeline's log.
public struct LoggedCorrection: Sendable, Hashable {
    public let programme: String
    public let indicator: String
    /// Levels by dimension that the cell must have; those left out may be any.
    public let cell: [String: String]
    /// The column; nil for any.
    public let column: String?
    /// The version in which the value falls; nil for the one that is prepared.
    public let version: String?
    /// By language.
    public let reasons: [String: String]
    /// When it was decided.
    public let date: CalendarDay?
    public let location: RecordLocation

    public init(
        programme: String, indicator: String, cell: [String: String], column: String? = nil, version: String? = nil,
        reasons: [String: String], date: CalendarDay? = nil, location: RecordLocation
    ) {
        self.programme = programme
        self.indicator = indicator
        self.cell = cell
        self.column = column
        self.version = version
        self.reasons = reasons
        self.date = date
        self.location = location
    }

    /// Decodes an entry; what is wrong is reported to the reader.
    public static func decode(_ node: Definition, with reader: DefinitionReader) -> LoggedCorrection? {
        let programme = reader.string("programme", in: node)
        let indicator = reader.string("indicator", in: node)
        let date = reader.optionalString("date", in: node)
        let day = date.flatMap { CalendarDay(iso: $0) }
        if date != nil, day == nil {
            reader.report(
                "transmission.date", at: node["date"] ?? node, "'\(date ?? "")' is no day",
                cause: "days are written as 2024-01-31")
        }
        guard let programme, let indicator else { return nil }
        return LoggedCorrection(
            programme: programme, indicator: indicator, cell: reader.stringsByKey("cell", in: node),
            column: reader.optionalString("column", in: node), version: reader.optionalString("version", in: node),
            reasons: reader.stringsByKey("reason", in: node), date: day, location: node.location)
    }

    /// The reason in a language, or in the first there is.
    public func reason(in language: String) -> String {
        reasons[language] ?? reasons["en"] ?? reasons.min { $0.key < $1.key }?.value ?? ""
    }

    /// Whether it is about a version of a programme.
    public func concerns(_ programme: String, _ version: String?) -> Bool {
        self.programme == programme && (self.version == nil || self.version == version)
    }

    func explains(_ change: CellChange) -> Bool {
        indicator == change.indicator && (column == nil || column == change.column)
            && cell.allSatisfy { change.cell[$0.key] == $0.value }
    }
}
