public import Diagnostics
public import Records

/// How the rows of a source become records of one kind: read from a file in `Pipelines/mappings`.
public struct Mapping: Sendable {
    /// The definition file, as the user named it.
    public let file: String
    public let record: RecordKind
    /// The table that the records belong to; the record's name with `_` for `-` unless declared.
    public let table: String
    public let format: DeclaredFormat
    public let columns: [ColumnMapping]
    /// Source columns that are known and left out.
    public let ignored: [String]
    /// How grave it is that a source column is neither mapped nor ignored.
    public let unmapped: Severity
    /// The columns that no two records of the table share.
    public let unique: [String]
    /// Whether the first two of `unique` are the ends of a pair without a direction, so that A–B and B–A are one.
    public internal(set) var uniqueIsSymmetric = false
    /// What stands for a missing answer in every column.
    public let missing: [String]
    /// The share of quarantined rows, in `0...1`, above which a build must not be published.
    public let quarantinedShareLimit: Double?
    /// The number of quarantined rows above which a build must not be published.
    public let quarantinedCountLimit: Int?
    /// Which codes of persons may differ a little between waves.
    public internal(set) var codeMatch: CodeMatchRule?
    /// Which rows are told because another has the same answers at nearly the same time.
    public internal(set) var nearDuplicates: NearDuplicateRule?
    /// What takes down the patterns of codes, in a first reading.
    var variants: CodeVariants?
    /// What is said of the source's shape.
    public let shapes: MappingShapes
    /// What is done with personal data in a column that says nothing of its own.
    public let unexpectedPersonalData: PersonalDataHandling
    /// What is to be read in place of what the one file holds that the mapping is used for.
    public var corrections: [Correction] = []

    public init(
        file: String, record: RecordKind, table: String? = nil, format: DeclaredFormat = DeclaredFormat(),
        columns: [ColumnMapping], ignored: [String] = [], unmapped: Severity = .info, unique: [String] = [],
        missing: [String] = [], quarantinedShareLimit: Double? = nil, quarantinedCountLimit: Int? = nil,
        shapes: MappingShapes = MappingShapes(), unexpectedPersonalData: PersonalDataHandling = .quarantine
    ) {
        self.file = file
        self.record = record
        self.table = table ?? String(record.rawValue.map { $0 == "-" ? "_" : $0 })
        self.format = format
        self.columns = columns
        self.ignored = ignored
        self.unmapped = unmapped
        self.unique = unique
        self.missing = missing
        self.quarantinedShareLimit = quarantinedShareLimit
        self.quarantinedCountLimit = quarantinedCountLimit
        self.shapes = shapes
        self.unexpectedPersonalData = unexpectedPersonalData
    }

    /// The code lists that the mapping refers to.
    public var codeListNames: Set<String> {
        Set(columns.compactMap(\.codes) + columns.flatMap { $0.places?.levels ?? [] }).union(shapes.codeLists)
    }
}

/// Where the values of one column come from, and what they must be.
public struct ColumnMapping: Sendable {
    /// Whether letters are made capital before an identifier is used.
    public enum Normalisation: String, Sendable, Hashable, CaseIterable { case none, upper }

    /// What a written value stands for.
    public struct Value: Sendable, Hashable {
        public let written: String
        /// A code, a number, or a day, as written in the mapping.
        public let meaning: String

        public init(_ written: String, _ meaning: String) {
            self.written = written
            self.meaning = meaning
        }
    }

    /// What a written value says about a missing answer.
    public struct MissingValue: Sendable, Hashable {
        public let written: String
        public let reason: MissingReason

        public init(_ written: String, _ reason: MissingReason) {
            self.written = written
            self.reason = reason
        }
    }

    /// The column of the record.
    public let name: String
    /// The source's columns; the first that is not empty in a row is taken.
    public let sources: [String]
    /// The one value of all rows, in place of a source.
    public let constant: String?
    /// The type; nil for that of the record's field.
    public let type: FieldType?
    /// The code list's name.
    public let codes: String?
    public let values: [Value]
    public let missing: [MissingValue]
    /// The least and greatest number, both allowed.
    public let range: ClosedRange<Double>?
    /// The first and last day, both allowed.
    public let days: ClosedRange<CalendarDay>?
    /// How dates are written, such as `d.M.yyyy`; nil for the ISO and Finnish forms.
    public let format: DatePattern?
    /// A regular expression that the whole value matches.
    public let pattern: String?
    /// The kind of identifier that the whole value is, by its check sign.
    public let check: CheckedIdentifier?
    public let normalisation: Normalisation
    /// Whether a row without it goes to quarantine; nil for what the record's field says.
    public let required: Bool?
    /// How grave it is that a value does not fit: below error the row is kept, and what cannot be read counts as missing.
    public let severity: Severity
    /// What is done with personal data in it; nil for what the mapping says of all columns.
    public let personalData: PersonalDataHandling?
    /// Where the column is defined.
    public let location: RecordLocation?
    /// What it is made of beyond its sources.
    public var shape = ColumnShape()
    /// How names of places are read; nil in a column that takes its own code list only.
    public var places: PlaceReading?
    /// Whether values that the code list does not have are kept as they are, and told.
    public var keepsUnlisted = false

    public init(
        _ name: String, from sources: [String] = [], constant: String? = nil, type: FieldType? = nil,
        codes: String? = nil,
        values: [Value] = [], missing: [MissingValue] = [], range: ClosedRange<Double>? = nil,
        days: ClosedRange<CalendarDay>? = nil,
        format: DatePattern? = nil,
        pattern: String? = nil, check: CheckedIdentifier? = nil, normalisation: Normalisation = .none,
        required: Bool? = nil, severity: Severity = .error, personalData: PersonalDataHandling? = nil,
        location: RecordLocation? = nil
    ) {
        self.name = name
        self.sources = sources
        self.constant = constant
        self.type = type
        self.codes = codes
        self.values = values
        self.missing = missing
        self.range = range
        self.days = days
        self.format = format
        self.pattern = pattern
        self.check = check
        self.normalisation = normalisation
        self.required = required
        self.severity = severity
        self.personalData = personalData
        self.location = location
    }
}
