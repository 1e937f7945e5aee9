internal import Diagnostics
internal import Records

/// A column to build, with everything about it settled: the mapping, the file's header and the code lists.
struct ColumnPlan: Sendable {
    /// What the column is made of.
    enum Form: Sendable {
        /// The same value in all rows, already as it is stored.
        case constant(ConstantValue)
        case person(upper: Bool)
        case identifier
        case code
        case day
        case moment
        case number(places: Int)
        case text
        /// Kept where the column of the plan, a yes-or-no column of the same rows, says yes.
        indirect case quotation(release: ColumnPlan)
        case textLength
        case headcount
        case choice(ChoicePlan)
    }

    /// A value that every row has.
    enum ConstantValue: Sendable {
        case missing(MissingReason)
        case code(String)
        case identifier(String)
        case number(Int64)
        case day(Int32)
        case moment(Int64)
        case text(String)
        case person(String)
    }

    let name: String
    let type: FieldType
    let form: Form
    /// Positions in the header; the first field that is not empty is taken.
    let sources: [Int]
    /// What messages call the column: its first source, or its name.
    let label: String
    let required: Bool
    /// What written values mean: a code by its position in `dictionary`, a whole number, or a day since 1970-01-01.
    let values: [(written: String, meaning: Int64)]
    let missing: [(written: String, reason: MissingReason)]
    /// The codes of a column with a closed list; empty for an open one.
    let dictionary: [String]
    /// Whether codes outside `dictionary` are added to it as they come.
    let isOpen: Bool
    /// The least and greatest allowed value: numbers scaled by 10^places, or days since 1970-01-01.
    let range: ClosedRange<Int64>?
    /// The range as the mapping writes it.
    let rangeText: String
    let datePattern: DatePattern?
    let pattern: String?
    let check: CheckedIdentifier?
    /// How grave it is that a value does not fit; below error the row is kept.
    let severity: Severity
    /// The file's decimal mark; nil in a workbook, whose numbers have none.
    let decimalMark: CSVDialect.DecimalMark?
    /// What numbers are counted in.
    var unit: NumberUnit?
    /// What is put before an identifier, so that it is another person's than the same one of another file.
    var personScope: String?
    /// How a column whose codes are found by names of places is read.
    var places: PlacePlan?
    /// Whether a value outside the code list is kept, with a warning.
    var keepsUnlisted = false

    /// The file's columns that the column rests on.
    var allSources: [Int] { sources + (places?.sources ?? []) }
}

extension FieldType {
    /// The decimals kept.
    var places: Int { if case .decimal(let places) = self { places } else { 0 } }
}
