public import Diagnostics
public import Records
public import Reporting
public import Tabulation

/// A pipeline as an analyst declares it in `Pipelines/*.yaml`.
///
/// Paths in it are relative to the file that they stand in.
public struct PipelineDefinition: Sendable {
    public let name: String
    public let titles: [String: String]
    public let from: CalendarDay
    public let to: CalendarDay
    public private(set) var asOf: CalendarDay
    public private(set) var languages: [String]
    /// Where the build is published.
    public let output: String
    /// Where the store is kept; nil for beside the build.
    public let store: String?
    public let sources: [SourceDefinition]
    /// Who sends the sources.
    public let suppliers: [SupplierDefinition]
    public let fixLists: FixListDefinition
    /// Globs of workbooks with corrections.
    public let corrections: [String]
    public let tables: [TableRules]
    public private(set) var rules: [RuleDefinition]
    /// Rules about sources as a whole.
    public let sourceRules: [SourceRuleDefinition]
    /// The file of accepted findings; nil when none are accepted.
    public let baseline: String?
    /// What is said of figures that others published.
    public let publishedFigures: PublishedFiguresDefinition
    /// How small counts are protected in the public copy.
    public let publicDisclosure: DisclosureDefinition
    /// Which copy is made.
    public private(set) var copy = Copy.public
    public let outputs: OutputDefinition
    /// Globs of code list, catalogue and report files, and the folder of locales.
    public let codeLists: [String]
    public let catalogues: [String]
    public let reports: [String]
    public let locales: String
    public let templates: String
    /// How written organisations are found in a register; nil where they are not.
    public let organisations: OrganisationMatchingDefinition?
    /// Who is asked some months after leaving; nil where nobody is.
    public let followUp: FollowUpDefinition?
    /// What is sent to the authority of a programme.
    public let transmissions: TransmissionsDefinition

    /// The same pipeline with rules of which is known what breaks them.
    func with(rules: [RuleDefinition]) -> PipelineDefinition {
        var copy = self
        copy.rules = rules
        return copy
    }

    /// The same pipeline with what the command line says instead.
    func changed(asOf: CalendarDay?, languages: [String]?, copy: Copy = .public) -> PipelineDefinition {
        var changed = self
        if let asOf { changed.asOf = asOf }
        if let languages { changed.languages = languages }
        changed.copy = copy
        return changed
    }

    /// How small counts are protected in the copy that is made: in an authority copy nothing is withheld.
    public var disclosure: DisclosureDefinition {
        copy == .authority ? publicDisclosure.withholdingNothing : publicDisclosure
    }
}

/// A source: files and the mapping that they share.
public struct SourceDefinition: Sendable {
    public let id: String
    public let titles: [String: String]
    /// Paths or globs.
    public let files: [String]
    public let mapping: String
    /// Whether a build without any file of it is possible.
    public let optional: Bool
    /// The id of who sends it; nil when the source is a supplier of its own.
    public let supplier: String?
    /// How grave it is that a file that was read before is gone.
    public let vanished: Severity
    public let location: RecordLocation
}

/// What a table knows beyond its columns.
public struct TableRules: Sendable {
    public let table: String
    /// The column that identifies a row for references from other tables.
    public let key: String?
    /// Columns that hold the key of another table.
    public let references: [String: String]
    /// Derived columns, by name, as expressions.
    public let derived: [(name: String, expression: String)]
    /// The day of a row, as an expression, or `none`; nil for that of the record kind.
    public let date: String?
    /// Where the table is declared, and where its date is.
    public let location: RecordLocation
    public let dateLocation: RecordLocation
    /// The day on which a row was written down, as an expression; nil when that is not known.
    public let recorded: String?
    /// What its rows are made from; nil where they are those of sources.
    public let merged: MergedRows?

    /// What stands for rows that have no day.
    public static let noDate = "none"
}

/// A validation rule over the rows of a table.
public struct RuleDefinition: Sendable {
    public let id: String
    public let table: String
    /// What must hold; a row for which it does not is a finding.
    public let check: String
    /// The reference that it checks; nil for other checks.
    public let reference: Reference?
    /// What it checks of rows together; nil for other checks.
    public let group: GroupCheck?
    /// Which rows break it together, once that is known.
    let cause: String?
    public let severity: Severity
    /// What to do, by language; shown with each finding.
    public let messages: [String: String]
    /// Whether the supplier is asked to mend rows that break it although they are kept.
    public let isAsked: Bool
    /// Above this count, or share of rows, the build stops.
    public let maximumCount: Int?
    public let maximumShare: Double?
    public let location: RecordLocation

    /// A column that must hold a key of another table.
    public struct Reference: Sendable, Hashable {
        public let column: String
        public let table: String
        /// The key column of that table.
        public let key: String

        /// What must hold of a row: a reference that is missing is no wrong one.
        var check: String { "missing(\(column)) or present(\(column).\(key))" }
    }
}

/// How small counts are protected.
public struct DisclosureDefinition: Sendable {
    public let threshold: Int
    public let showsZeros: Bool
    /// Along which dimensions a table steps up when most of it would be withheld.
    public let ladders: [LadderDefinition]
    /// Above this share of withheld cells a table steps up.
    public let stepUpShare: Double
    /// Addresses that outputs may contain, such as the project's own contact address.
    public let allowedContacts: [String]

    /// The same with every count shown: none is below one, and nothing that is not withheld makes a breakdown step up.
    var withholdingNothing: DisclosureDefinition {
        DisclosureDefinition(
            threshold: 1, showsZeros: true, ladders: ladders, stepUpShare: stepUpShare, allowedContacts: allowedContacts
        )
    }
}

/// Dimensions from fine to coarse, each with its place in the definition.
public struct LadderDefinition: Sendable {
    public let steps: [(dimension: String, location: RecordLocation)]

    public var dimensions: [String] { steps.map(\.dimension) }
}

/// Which outputs a build writes.
public struct OutputDefinition: Sendable {
    public let excel: Bool
    public let html: Bool
    public let figures: Bool
    /// Whether the figures are led to by a book, which needs them.
    public let figureBook: Bool
    public let dataQuality: Bool
    public let fixLists: Bool
}
