internal import Diagnostics
internal import Microdata
internal import Records

/// A mapping made to fit one file: every column to build, with the fields that it comes from.
struct ReadingPlan: Sendable {
    let table: String
    let columns: [ColumnPlan]
    /// The source's column names, as written.
    let header: [String]
    let policies: [PersonalDataPolicy]
    /// The source columns that are neither mapped nor ignored.
    let unmapped: [String]
    /// The columns whose values together no two rows share, as positions in `columns`.
    let key: [Int]
    /// Whether the first two columns of the key are the ends of a pair without a direction.
    var keyIsSymmetric = false
    let keyNames: [String]
    /// Below severity error: those stop the plan from being made.
    let findings: [Finding]
    let decimalMark: CSVDialect.DecimalMark?
    /// What takes down the patterns of the codes in a column, in a first reading.
    var variants: (column: String, collector: CodeVariants)?
    /// How the mapping says that cells are written.
    var format: DeclaredFormat?
    /// The columns of which each row becomes as many records.
    var unpivot: UnpivotPlan?
    /// The rules that leave rows out.
    var exclusions: [ExclusionPlan] = []
    /// The place at which the number of a row is asked for, after the file's own columns.
    var rowPosition: Int?
    /// Which source columns are named after phones, by position; asked of every cell, and so found out once.
    var namedAfterPhones: [Bool] = []
    /// What is read in place of what cells hold; nil when the file is read as it is.
    var corrections: FittedCorrections?

    /// How many records a row becomes; as far as that is known, when its cells are cut.
    var recordsPerRow: Int { unpivot?.columns.count ?? 1 }

    /// The most records that a row becomes.
    var mostRecordsPerRow: Int { unpivot?.separator == nil ? recordsPerRow : UnpivotPlan.mostParts }

    /// What to do about personal data in a source column; a column beside the header is read by nobody.
    func policy(_ column: Int) -> PersonalDataPolicy { column < policies.count ? policies[column] : .refuse }

    /// What messages call a source column.
    func name(_ column: Int) -> String { column < header.count ? header[column] : "column \(column + 1)" }

    /// Whether a source column is named after phones.
    func isNamedAfterPhones(_ column: Int) -> Bool { column < namedAfterPhones.count && namedAfterPhones[column] }

    /// The number of header columns up to the last with a name: a row may leave out what comes after.
    var namedColumns: Int { (header.lastIndex { !$0.isEmpty } ?? -1) + 1 }
}
